package session

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// ErasureProof says what an erasure took out, of which files, and what it could not reach. It names nobody.
type ErasureProof struct {
	Study        string // title
	Pseudonym    string
	Organisation string // its pseudonym where nobody of it was left and it went too, else ""
	At           time.Time
	Again        bool      // they had been taken out of the study before; this run finished the rest
	Removed      []Removed // without those of which there were none
	Files        []ErasedFile
	Searched     int64    // bytes looked through for traces afterwards, none of which were found
	Sought       int      // ids and passages looked for in them
	NotReached   []string // files, one sentence each: to be destroyed by hand
	ByHand       []string // what no program can do: one sentence each
}

// Removed is how many records of a sort went.
type Removed struct {
	What string // "codings", or "coding" where N is 1
	N    int
}

// ErasedFile is a file that was written anew.
type ErasedFile struct {
	Path   string
	What   string // "Study", "Vault", "Backup" …
	Before string // sha256, hexadecimal; "" where it was not there
	After  string
}

// Erasing is what Erase is asked for.
type Erasing struct {
	Pseudonym string
	Copies    []string // backups that were made on this computer; those beside the study are found without it
	// WholeUnknown deletes interviews with others whole where nobody noted who said what. Otherwise they stay,
	// without the participant, and the proof says that they may hold words of theirs.
	WholeUnknown bool
}

// Erase takes a participant out of the study, its vault and every backup that can be reached, for good, and
// proves it. The vault must be open, unless the study was closed and has none.
//
// The vault comes first, then the backups, the study last: whenever it is broken off, the study still knows
// what is to be done, and Erase for the same participant finishes it. It can be cancelled until the vault has
// been touched.
func (s *Session) Erase(ctx context.Context, o Erasing, p Progress) (ErasureProof, error) {
	r := &eraser{s: s, progress: p, proof: ErasureProof{Study: s.Study().Title, Pseudonym: o.Pseudonym, At: s.opt.Now().UTC()}}
	if err := r.prepare(ctx, o); err != nil {
		return ErasureProof{}, err
	}
	defer r.closeCopies()
	if err := ctx.Err(); err != nil {
		return ErasureProof{}, err
	}
	ctx = context.WithoutCancel(ctx)
	for _, step := range []func(context.Context) error{r.eraseVault, r.eraseCopies, r.eraseStudy, r.scrub, r.prove} {
		if err := step(ctx); err != nil {
			return ErasureProof{}, err
		}
	}
	return r.proof, nil
}

// eraser carries one erasure from plan to proof.
type eraser struct {
	s        *Session
	vault    *vault.Vault // nil where the study has none any more
	plan     *erasure     // nil where the study has lost them already
	copies   []*studyCopy
	before   []ErasedFile
	sealed   vault.Erasure
	proof    ErasureProof
	progress Progress
	done     int
}

// studyCopy is a backup of the study, open for writing.
type studyCopy struct {
	file  ErasedFile
	store *store.Store
	plan  *erasure   // nil where it does not know them
	more  []*erasure // of other pseudonyms that they have there: it was made before these were found to be one
}

func (r *eraser) say(format string, args ...any) {
	r.progress.say(r.done, 6+len(r.copies), format, args...)
	r.done++
}

// prepare finds out what goes, and fails before anything is touched.
func (r *eraser) prepare(ctx context.Context, o Erasing) (err error) {
	r.say("Looking for everything about %s", o.Pseudonym)
	if r.s.ReadOnly() {
		return research.Problemf(research.ReadOnly, "This study is open for reading only, so nobody can be erased from it. Open it from a folder where you may write.")
	}
	if r.vault, err = r.s.vaultToErase(ctx); err != nil {
		return err
	}
	plan, ok, err := planErasure(ctx, r.s.store, o.Pseudonym, o.WholeUnknown)
	if err != nil {
		return err
	}
	if ok {
		plan.at, r.plan = r.proof.At, plan
	} else if err := r.again(ctx, o.Pseudonym); err != nil {
		return err
	}
	return r.findCopies(ctx, o)
}

// vaultToErase is the open vault, or none where it was destroyed when the study was closed.
func (s *Session) vaultToErase(ctx context.Context) (*vault.Vault, error) {
	v, err := s.openVault()
	if research.KindOf(err) == research.NotFound {
		if _, closed, cerr := s.Closed(ctx); cerr != nil || closed {
			return nil, cerr
		}
	}
	return v, err
}

// again makes sure that somebody whom the study does not know was erased from it.
func (r *eraser) again(ctx context.Context, pseudonym string) error {
	gone, err := r.s.store.Erased(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(gone, func(e research.Erased) bool { return e.Pseudonym == pseudonym }) {
		return research.Problemf(research.NotFound, "There is nobody %s in this study. Choose one of its participants.", pseudonym)
	}
	r.proof.Again = true
	return nil
}

// eraseVault takes the entry and every original out of the vault.
func (r *eraser) eraseVault(ctx context.Context) error {
	r.say("Taking %s out of the vault", r.proof.Pseudonym)
	if r.vault == nil {
		return nil
	}
	for i, path := range r.vault.Generations() {
		if err := r.hash(path, generation(i)); err != nil {
			return err
		}
	}
	cleaner, err := r.cleanOriginals(ctx)
	if err != nil {
		return err
	}
	gone, err := r.pseudonyms(ctx)
	if err != nil {
		return err
	}
	done, err := r.vault.Erase(gone, cleaner.refs)
	if err != nil {
		return err
	}
	if len(cleaner.rewritten) > 0 {
		if _, err := r.vault.Add(vault.Batch{Originals: cleaner.rewritten}); err != nil {
			return err
		}
	}
	r.sealed = done
	r.proof.ByHand = append(r.proof.ByHand, cleaner.byHand...)
	return nil
}

// generation is what the i-th file of a vault is called.
func generation(i int) string {
	if i == 0 {
		return "Vault"
	}
	return "Vault, the generation before"
}

// noteGenerations adds files of the vault that are there only since it was written anew.
func (r *eraser) noteGenerations() {
	if r.vault == nil {
		return
	}
	for i, path := range r.vault.Generations() {
		if !slices.ContainsFunc(r.before, func(f ErasedFile) bool { return f.Path == path }) {
			r.before = append(r.before, ErasedFile{Path: path, What: generation(i)})
		}
	}
}

// pseudonyms are those that go: the participant's, the organisation's where nobody of it is left, and others
// that they had before they were found to be one.
func (r *eraser) pseudonyms(ctx context.Context) ([]string, error) {
	out := []string{r.proof.Pseudonym}
	if r.plan != nil && r.plan.organisation.ID != "" {
		r.proof.Organisation = r.plan.organisation.Pseudonym
		out = append(out, r.proof.Organisation)
	}
	if r.plan != nil {
		for _, o := range r.plan.also {
			out = append(out, o.Pseudonym)
		}
	}
	others, err := r.s.alsoCalled(ctx, out...)
	return append(out, others...), err
}

// removed notes n records of a sort, if there were any.
func (r *eraser) removed(one, many string, n int) {
	switch {
	case n == 1:
		r.proof.Removed = append(r.proof.Removed, Removed{one, n})
	case n > 1:
		r.proof.Removed = append(r.proof.Removed, Removed{many, n})
	}
}

func (r *eraser) eraseStudy(ctx context.Context) error {
	r.say("Taking %s out of the study", r.proof.Pseudonym)
	if err := r.hash(r.s.Path(), "Study"); err != nil {
		return err
	}
	if r.plan == nil {
		return nil
	}
	if err := r.plan.apply(ctx, r.s.store); err != nil {
		return err
	}
	c := r.plan.count
	r.removed("interview", "interviews", c.Interviews)
	r.removed("part of an interview with others", "parts of interviews with others", c.Shared)
	r.removed("turn", "turns", c.Turns)
	r.removed("quoted passage", "quoted passages", c.Verbatims)
	r.removed("coding", "codings", c.Codings)
	r.removed("reason", "reasons", c.Reasons)
	r.removed("note", "notes", c.Memos)
	r.removed("clearance", "clearances", c.Clearances)
	r.removed("masked passage", "masked passages", c.Masks)
	r.removed("story", "stories", c.Stories)
	r.removed("deal", "deals", c.Deals)
	r.removed("file of an issued pack", "files of issued packs", c.Files)
	r.removed("place in the groups of issued packs", "places in the groups of issued packs", c.Issued)
	return r.lookByHand(ctx)
}

// scrub writes the study anew, so that no free page and no log holds anything.
func (r *eraser) scrub(ctx context.Context) error {
	r.say("Writing the study anew")
	if err := r.s.store.Scrub(ctx); err != nil {
		return err
	}
	err := r.s.compareVault(ctx) // both lack the participant now
	r.s.tellVault()
	return err
}

// prove looks through every file that was written for traces, and takes their sums.
func (r *eraser) prove(ctx context.Context) error {
	r.say("Looking for traces")
	r.removed("entry of the vault", "entries of the vault", r.sealed.Entries)
	r.removed("original text in the vault", "original texts in the vault", r.sealed.Originals)
	r.noteGenerations()
	t := r.tracer()
	r.proof.Sought = len(t.ids) + len(t.passages)
	for _, f := range r.before {
		var err error
		if f.After, err = sum(f.Path); err != nil {
			return err
		}
		r.proof.Files = append(r.proof.Files, f)
		if strings.HasPrefix(f.What, "Vault") {
			continue // it is sealed: there is nothing to be seen in its bytes
		}
		for _, path := range []string{f.Path, f.Path + "-wal"} {
			n, found, err := t.look(path)
			if !found && err == nil {
				found, err = t.remain(ctx, r.s)
			}
			if err != nil {
				return err
			}
			if found {
				return research.Problemf(research.Damaged, "%s was erased, but %s still holds traces. Close it wherever else it is open, and erase the same participant once more.", r.proof.Pseudonym, filepath.Base(path))
			}
			r.proof.Searched += n
		}
	}
	r.proof.ByHand = append(r.proof.ByHand, standing...)
	return nil
}

// standing is what holds after every erasure.
var standing = []string{
	"Recordings, notes on paper and the spreadsheet that the interview came from: delete them where they lie. Importing that sheet again would bring the participant back as somebody new.",
	"Copies that a backup program, a synchronised folder or a person made are not known to Openloop.",
}

// lookByHand lists what only a person can judge.
func (r *eraser) lookByHand(ctx context.Context) error {
	by := &r.proof.ByHand
	if n := len(r.plan.unknown); n > 0 {
		*by = append(*by, fmt.Sprintf("%s with others in which nobody noted who said what stay, and may hold words of %s: read them and take out what is theirs, or delete them.", count(n, "interview"), r.proof.Pseudonym))
	}
	if n := r.plan.nobodys; n > 0 {
		*by = append(*by, fmt.Sprintf("%s in interviews with others, of which nobody noted who said them, stay: read them.", count(n, "answer")))
	}
	if n := len(r.plan.shared) - len(r.plan.unknown); n > 0 {
		*by = append(*by, fmt.Sprintf("%s with others: only what was said by %s is gone. Read what is left.", count(n, "interview"), r.proof.Pseudonym))
	}
	if n := len(r.plan.unclear); n > 0 {
		*by = append(*by, fmt.Sprintf("%s drew on the interview: reword and clear again.", count(n, "composite story")))
	}
	quoted, err := r.s.quoting(ctx, phrasesOf(r.plan.turns))
	if err != nil {
		return err
	}
	if len(quoted) > 0 {
		*by = append(*by, "Words of the participant also stand in "+strings.Join(quoted, ", ")+": reword.")
	}
	if r.plan.count.Issued > 0 {
		*by = append(*by, fmt.Sprintf("Board packs that were issued count the interview and cannot be called back. Later packs withhold what would tell by difference, until %d interviews have been added or taken away since.", r.s.Study().MinInterviews))
	}
	return nil
}
