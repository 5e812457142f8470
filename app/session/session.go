// Package session is the open study: its file, its vault, the figures kept in memory, and every act a
// face of the program (window or command line) may do to it. It decides; the faces draw and ask.
//
// The steps of the loop meet here: intake's plan is redacted, sealed into the vault, committed to the
// study, counted, released and written out. It never imports Fyne.
package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"openloop/assets"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// Options are what a session takes from the world around it.
type Options struct {
	Now        func() time.Time // time.Now when nil
	Coder      string           // initials written on codings, "RO"
	WorkFactor int              // of a new vault's passphrase, 0 for the default
}

// Progress is told how far a long job is: done of total, and what it is doing in a few words.
type Progress func(done, total int, doing string)

// Session is one open study. Its methods may be called from any goroutine.
type Session struct {
	opt   Options
	store *store.Store

	mu      sync.Mutex
	vault   *vault.Vault     // nil when there is none beside the study
	facts   *facts           // figures in memory, rebuilt or amended on change
	latest  latestDictionary // of the names there are
	release func()           // ends the subscription to the store
	subs    map[int]func(store.Change)
	nextSub int
	checks  []FileCheck // of the latest pack that was made
	keep    keeping     // how the vault stands and when it locks itself
	suggest suggesting  // what was learnt from the codings
	hides   hidden      // what a blind coder must not see of the history
	firsts  firsts      // what every pack shows, for what is explored beside it
	sparing sparing     // of memory, while something large comes in
}

// StudyExt and VaultExt are the endings of the two files of a study.
const (
	StudyExt = ".openloop"
	VaultExt = ".vault"
)

// VaultPath is where the vault of a study stands: beside it, under the same name.
func VaultPath(study string) string { return strings.TrimSuffix(study, StudyExt) + VaultExt }

// Fresh is what a new study begins with.
type Fresh struct {
	Title, Client string
	Competitors   []string
	Products      []string
	Passphrase    string // seals the vault
}

// New makes an empty study with the starter codebook and guide, and its vault, and opens both. Where a
// step fails neither file is left behind.
func New(ctx context.Context, path string, f Fresh, opt Options) (*Session, error) {
	opt = opt.filled()
	if !strings.HasSuffix(path, StudyExt) {
		path += StudyExt
	}
	if f.Title == "" {
		f.Title = strings.TrimSuffix(filepath.Base(path), StudyExt)
	}
	if _, err := os.Stat(VaultPath(path)); err == nil {
		return nil, research.Problemf(research.Conflict, "%s is there already. Choose another name for the study, or move that vault away.", filepath.Base(VaultPath(path)))
	}
	st, err := store.Create(ctx, path, research.Study{Title: f.Title, Client: f.Client, Created: opt.Now().UTC(), Language: "en",
		MinInterviews: research.DefaultMinInterviews, MinOrganisations: research.DefaultMinOrganisations, ShortBook: true}, store.Options{Now: opt.Now, Coder: opt.Coder})
	if err != nil {
		return nil, err
	}
	undo := func(err error) (*Session, error) {
		_ = st.Close()
		_ = os.Remove(path)
		_ = os.Remove(VaultPath(path))
		return nil, err
	}
	v, err := vault.Create(VaultPath(path), f.Passphrase, vault.Options{WorkFactor: opt.WorkFactor, Now: opt.Now})
	if err != nil {
		return undo(err)
	}
	if _, err := st.Edit(ctx, "Create the study", func(tx *store.Tx) error {
		tx.Begins() // nobody takes back the codebook with Ctrl Z
		return starter(tx, f)
	}); err != nil {
		_ = v.Close()
		return undo(err)
	}
	s, err := attach(ctx, st, v, opt)
	if err != nil {
		_ = v.Close()
		return undo(err)
	}
	return s, nil
}

// Open opens a study, and its vault, sealed, if there is one beside it.
func Open(ctx context.Context, path string, opt Options) (*Session, error) {
	opt = opt.filled()
	st, err := store.Open(ctx, path, store.Options{Now: opt.Now, Coder: opt.Coder})
	if err != nil {
		return nil, err
	}
	// The study opens without its vault, too: it stays anonymous and says what is missing.
	v, broken := vault.Open(VaultPath(path))
	if broken != nil {
		v = nil
	}
	s, err := attach(ctx, st, v, opt)
	if err != nil {
		_ = st.Close()
		return nil, err
	}
	s.keep.broken = broken
	return s, s.compareVault(ctx)
}

// attach wires a store and a vault into a session and counts once.
func attach(ctx context.Context, st *store.Store, v *vault.Vault, opt Options) (*Session, error) {
	s := &Session{opt: opt, store: st, vault: v, subs: map[int]func(store.Change){}}
	f, err := loadFacts(ctx, st, opt.Coder)
	if err != nil {
		return nil, err
	}
	s.facts = f
	s.release = st.Subscribe(s.changed)
	st.OpenSealed(s.readSealed)
	return s, nil
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Coder == "" {
		o.Coder = "ME"
	}
	return o
}

// starter fills a new study with the starter codebook, the guide and the clear-text names.
func starter(tx *store.Tx, f Fresh) error {
	stages, codes, err := assets.Codebook()
	if err != nil {
		return err
	}
	for _, st := range stages {
		if _, err := tx.PutStage(st); err != nil {
			return err
		}
	}
	ids := map[research.ID]research.ID{"": ""}
	for _, c := range codes {
		ref := research.ID(c.Ref)
		c.Parent = ids[c.Parent]
		if ids[ref], err = tx.PutCode(c); err != nil {
			return err
		}
	}
	guide, err := assets.Guide()
	if err != nil {
		return err
	}
	for _, q := range guide {
		if _, err := tx.PutQuestion(q); err != nil {
			return err
		}
	}
	return putNames(tx, f)
}

func putNames(tx *store.Tx, f Fresh) error {
	put := func(k research.NameKind, texts ...string) error {
		for _, t := range texts {
			if t = strings.TrimSpace(t); t == "" {
				continue
			}
			if _, err := tx.PutName(research.Name{Kind: k, Text: t}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := put(research.ClientName, f.Client); err != nil {
		return err
	}
	if err := put(research.ProductName, f.Products...); err != nil {
		return err
	}
	return put(research.CompetitorName, f.Competitors...)
}

// Close closes study and vault. The study is then one tidy file.
func (s *Session) Close() error {
	s.StopSuggesting()
	s.latest.forget()
	s.release()
	s.stopIdling()
	s.mu.Lock()
	v := s.vault
	s.vault = nil
	s.mu.Unlock()
	if v != nil {
		_ = v.Close()
	}
	return s.store.Close()
}

// Path is the study's file.
func (s *Session) Path() string { return s.store.Path() }

// Study is the study's own record.
func (s *Session) Study() research.Study { return s.store.Study() }

// ReadOnly says that the file can only be read, so that no edit will be taken.
func (s *Session) ReadOnly() bool { return s.store.ReadOnly() }

// Coder is who codes in this session.
func (s *Session) Coder() string { return s.opt.Coder }

// Now is the session's clock.
func (s *Session) Now() time.Time { return s.opt.Now() }

// named are all whom the open vault knows, and the names that may stand in clear.
func (s *Session) named(ctx context.Context) ([]vault.Entry, []research.Name, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, nil, err
	}
	entries, err := s.entries(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	names, err := s.store.Names(ctx)
	return entries, names, err
}

// Dictionary is what the vault knows of people and organisations, for redaction and the leak check, with
// the study's clear-text names. The vault must be open.
func (s *Session) Dictionary(ctx context.Context) (*privacy.Dictionary, error) {
	entries, names, err := s.named(ctx)
	if err != nil {
		return nil, err
	}
	return privacy.NewDictionary(knownOf(entries), clearTexts(names)), nil
}

// Subscribe calls f after every change, on the goroutine that made it, until cancel is called.
func (s *Session) Subscribe(f func(store.Change)) (cancel func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextSub
	s.nextSub++
	s.subs[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.subs, id)
	}
}

// changed keeps the figures true and passes the change on.
func (s *Session) changed(c store.Change) {
	s.Touch()
	s.latest.follow(c)
	s.mu.Lock()
	s.facts.apply(s.store, c)
	subs := make([]func(store.Change), 0, len(s.subs))
	for _, f := range s.subs {
		subs = append(subs, f)
	}
	s.mu.Unlock()
	for _, f := range subs {
		f(c)
	}
}

// Undo takes back the last step and says its name.
func (s *Session) Undo(ctx context.Context, p ...Progress) (string, error) {
	if err := s.mayWalk(ctx, 0); err != nil {
		return "", err
	}
	c, err := s.store.Undo(ctx, changesOf(p)...)
	return c.Name, err
}

// Redo does the step that was last taken back again and says its name.
func (s *Session) Redo(ctx context.Context, p ...Progress) (string, error) {
	if err := s.mayWalk(ctx, redoing); err != nil {
		return "", err
	}
	c, err := s.store.Redo(ctx, changesOf(p)...)
	return c.Name, err
}

// CanUndo is the name of the step that Undo would take back.
func (s *Session) CanUndo() (string, bool) {
	name, ok := s.store.CanUndo()
	return s.unseen(name, 0), ok
}

// CanRedo is the name of the step that Redo would do again.
func (s *Session) CanRedo() (string, bool) {
	name, ok := s.store.CanRedo()
	return s.unseen(name, redoing), ok
}

// History lists the latest steps, newest first.
func (s *Session) History(ctx context.Context, limit int) ([]store.Step, error) {
	steps, err := s.store.History(ctx, limit)
	if err != nil {
		return nil, err
	}
	hidden, err := s.hiddenSteps(ctx)
	for i, st := range steps {
		if hidden[st.ID] {
			steps[i].Name, steps[i].Rows = hiddenStep, min(st.Rows, 1)
		}
	}
	return steps, err
}

// Backup writes a checked copy of the study to path.
func (s *Session) Backup(ctx context.Context, path string, p Progress) error {
	return s.store.Backup(ctx, path, func(done, total int) { p.say(done, total, "Copying the study") })
}

// Check looks the whole file over for damage.
func (s *Session) Check(ctx context.Context, p Progress) error {
	return s.store.Check(ctx, func(done, total int) { p.say(done, total, "Checking the study") })
}

// Store is the study's file, for reads that need no more than it.
func (s *Session) Store() *store.Store { return s.store }

// Index is the study's counts. It changes with every coding: use it on the goroutine that edits, or for
// one figure at a time.
func (s *Session) Index() *analysis.Index {
	s.Touch()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.index
}

// Book is the study's codebook.
func (s *Session) Book() *research.Codebook {
	s.Touch()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.book
}

// say reports if anybody listens.
func (p Progress) say(done, total int, format string, args ...any) {
	if p != nil {
		p(done, total, fmt.Sprintf(format, args...))
	}
}
