package session

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// BookEndings are the endings of the files that codebooks are read from and written to.
func BookEndings() []string { return []string{".csv", ".qdc"} }

// BookPlan is what taking in a codebook would do, before it is done.
type BookPlan struct {
	File     string
	Origin   string // the program that wrote the file, "" where it does not say
	Codes    int    // in the file
	Same     int    // of them, as they are in the study already
	Missing  int    // codes of the study that the file does not have: they stay
	Changes  []BookChange
	Warnings []string
	NoStage  int // codes that name no stage of the study

	codes     []research.Code
	originals []vault.Original // words of the file that are masked in the codes
}

// PlanBook reads a codebook from a file and says what would change. Codes are told by their ids, else by their
// references, else by their names; what the file leaves empty stays. stage is where codes go that name no stage of
// the study. Texts of the file are scrubbed like what is typed.
func (s *Session) PlanBook(ctx context.Context, path string, stage int) (*BookPlan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "%s cannot be opened. Choose the file again.", filepath.Base(path))
	}
	defer f.Close()
	return s.planBook(ctx, f, filepath.Base(path), stage)
}

func (s *Session) planBook(ctx context.Context, r io.Reader, name string, stage int) (*BookPlan, error) {
	read := exchange.ReadCSV
	if strings.EqualFold(filepath.Ext(name), ".qdc") {
		read = exchange.ReadQDC
	}
	in, err := read(r)
	if err != nil {
		return nil, err
	}
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return nil, err
	}
	book := s.Book()
	if _, ok := book.Stage(stage); !ok && len(book.Stages) > 0 {
		stage = book.Stages[0].Number
	}
	m := &bookMatcher{book: book, d: d, stage: stage, plan: &BookPlan{File: name, Origin: in.Origin, Codes: len(in.Entries), Warnings: in.Warnings},
		byGUID: map[string]research.ID{}, byWord: map[string]research.ID{}, taken: map[research.ID]bool{}, now: map[research.ID]research.Code{}, last: map[int]int{}}
	for _, st := range book.Stages {
		own, _ := stageCode(book, st.Number)
		m.last[st.Number] = lastNumber(book, own.Ref)
	}
	m.match(in.Entries)
	return m.plan, nil
}

// bookMatcher lays a file beside the codebook.
type bookMatcher struct {
	book   *research.Codebook
	d      *privacy.Dictionary
	stage  int // for codes without one
	plan   *BookPlan
	byGUID map[string]research.ID // of the file's codes, the code that each became
	byWord map[string]research.ID // by reference and by name
	taken  map[research.ID]bool   // codes of the study that the file has
	now    map[research.ID]research.Code
	last   map[int]int // the highest number of each stage's references
}

func (m *bookMatcher) match(entries []exchange.Entry) {
	ids := make([]research.ID, len(entries))
	for i, e := range entries { // first who is who, so that a parent may come after what stands below it
		c, ok := m.known(e)
		if !ok {
			c = research.Code{ID: store.NewID()}
		}
		ids[i], m.taken[c.ID] = c.ID, true
		for _, w := range []string{e.Ref, e.Name} {
			if w = fold(w); w != "" {
				if _, twice := m.byWord[w]; !twice {
					m.byWord[w] = c.ID
				}
			}
		}
		if e.GUID != "" {
			m.byGUID[e.GUID] = c.ID
		}
	}
	codes := m.book.Codes
	for i, e := range entries {
		was, ok := m.book.Code(ids[i])
		was.ID = ids[i]
		c := m.merged(was, ok, e)
		m.now[c.ID] = c
		if ok && c == was {
			m.plan.Same++
			continue
		}
		if !ok {
			c.Pos = len(codes)
			codes = append(codes[:len(codes):len(codes)], c)
		} else {
			codes = replacedIn(codes, c)
		}
		m.plan.codes = append(m.plan.codes, c)
	}
	for _, c := range m.book.Codes {
		if !m.taken[c.ID] && c.MergedInto == "" {
			m.plan.Missing++
		}
	}
	m.plan.Changes = bookChanges(m.book, research.NewCodebook(m.book.Stages, codes))
}

func replacedIn(codes []research.Code, c research.Code) []research.Code {
	out := append([]research.Code(nil), codes...)
	for i := range out {
		if out[i].ID == c.ID {
			out[i] = c
		}
	}
	return out
}

// known finds the code of the study that an entry means.
func (m *bookMatcher) known(e exchange.Entry) (research.Code, bool) {
	free := func(c research.Code, ok bool) (research.Code, bool) {
		return c, ok && !m.taken[c.ID] && c.MergedInto == ""
	}
	if c, ok := free(m.book.Code(research.ID(e.GUID))); e.GUID != "" && ok {
		return c, true
	}
	if e.Ref != "" {
		return free(m.book.ByRef(e.Ref))
	}
	for _, c := range m.book.Codes {
		if _, ok := free(c, true); ok && fold(c.Name) == fold(e.Name) {
			return c, true
		}
	}
	if e.Depth == 0 {
		if n := m.stageOf(e.Name); n > 0 {
			return free(stageCode(m.book, n))
		}
	}
	return research.Code{}, false
}

// merged is a code as the file would have it: what the file leaves empty stays.
func (m *bookMatcher) merged(c research.Code, known bool, e exchange.Entry) research.Code {
	set := func(to *string, column, text string, clean func(*privacy.Dictionary, string) string) {
		if text = strings.TrimSpace(text); text == "" || text == *to {
			return
		}
		now := clean(m.d, text)
		if now != text && now != *to && column != "" {
			m.plan.originals = append(m.plan.originals, vault.Original{Ref: writtenRef(c.ID, column), Text: text})
		}
		*to = now
	}
	set(&c.Name, "name", e.Name, written)
	set(&c.Definition, "definition", e.Definition, written)
	set(&c.Include, "include", e.Include, written)
	set(&c.Exclude, "exclude", e.Exclude, written)
	set(&c.Example, "example", e.Example, safe)
	set(&c.Ref, "", e.Ref, written)
	if e.Colour != "" {
		c.Colour = e.Colour
	}
	if c.Name == "" {
		c.Name = c.Ref
	}
	if known && c.Parent == "" {
		return c // a stage's own code stays where it is
	}
	m.placed(&c, known, e)
	return c
}

// placed puts a code below its parent, or its stage.
func (m *bookMatcher) placed(c *research.Code, known bool, e exchange.Entry) {
	up, ok := m.byGUID[e.Parent]
	if !ok {
		up, ok = m.byWord[fold(e.Parent)]
	}
	if !ok && e.Parent != "" {
		if p, found := m.book.Find(e.Parent); found {
			up, ok = p.ID, true
		}
	}
	if ok && up != c.ID {
		p, done := m.now[up]
		if !done {
			p, done = m.book.Code(up)
		}
		if done {
			c.Parent, c.Stage = p.ID, p.Stage
		} else {
			ok = false
		}
	}
	if !ok || up == c.ID {
		n := m.stageOf(e.Stage)
		switch {
		case n == 0 && known:
			n = c.Stage
		case n == 0:
			n = m.stage
			m.plan.NoStage++
		}
		if own, found := stageCode(m.book, n); found && (!known || n != c.Stage) {
			c.Parent = own.ID
		}
		c.Stage = n
	}
	if c.Ref == "" {
		own, _ := stageCode(m.book, c.Stage)
		m.last[c.Stage]++
		c.Ref = fmt.Sprintf("%s-%02d", own.Ref, m.last[c.Stage])
	}
	if !known {
		c.Short = true
	}
}

// stageOf is the number of a stage as people write it: "4", "4 Discovery" or "discovery"; 0 for none.
func (m *bookMatcher) stageOf(s string) int {
	num, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	if n, err := strconv.Atoi(num); err == nil {
		if st, ok := m.book.Stage(n); ok {
			return st.Number
		}
	}
	for _, st := range m.book.Stages {
		if s != "" && (fold(st.Name) == fold(s) || strings.EqualFold(fmt.Sprintf("%d %s", st.Number, st.Name), strings.TrimSpace(s))) {
			return st.Number
		}
	}
	return 0
}

// TakeBook does what a plan says, as one step; the vault keeps what the file says where a name is masked.
func (s *Session) TakeBook(ctx context.Context, p *BookPlan) error {
	if len(p.codes) == 0 {
		return nil
	}
	if len(p.originals) > 0 {
		if err := s.keepOriginals(p.originals...); err != nil {
			return err
		}
	}
	_, err := s.store.Edit(ctx, fmt.Sprintf("Import %s of a codebook", plural(len(p.codes), "code")), func(tx *store.Tx) error {
		for _, c := range p.codes {
			if _, err := tx.PutCode(c); err != nil {
				return err
			}
		}
		now, err := tx.Codebook(ctx)
		if err != nil {
			return err
		}
		return renumber(tx, now, inTree(now))
	})
	return err
}

// ExportBook writes the codebook to a file: a table (.csv) or a REFI-QDA codebook (.qdc), by its ending. Retired
// codes are in it, merged ones are not. What comes from participants is looked through for names once more.
func (s *Session) ExportBook(ctx context.Context, path string) error {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	entries := bookEntries(s.Book(), d)
	return writeWhole(path, func(w io.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".qdc") {
			return exchange.WriteQDC(w, "Openloop", entries)
		}
		return exchange.WriteCSV(w, entries)
	})
}

// bookEntries is the codebook as files have it, in the order of its tree.
func bookEntries(book *research.Codebook, d *privacy.Dictionary) []exchange.Entry {
	depth := map[research.ID]int{}
	var out []exchange.Entry
	for _, c := range inTree(book) {
		if c.MergedInto != "" {
			continue
		}
		up, below := book.Code(c.Parent)
		if below {
			depth[c.ID] = depth[up.ID] + 1
		}
		name := withoutKnown(d, c.Name)
		if c.InVivo {
			name = safe(d, c.Name)
		}
		st, _ := book.Stage(c.Stage)
		out = append(out, exchange.Entry{GUID: string(c.ID), Ref: c.Ref, Name: name, Stage: fmt.Sprintf("%d %s", st.Number, st.Name), Parent: up.Ref, Depth: depth[c.ID],
			Definition: withoutKnown(d, c.Definition), Include: withoutKnown(d, c.Include), Exclude: withoutKnown(d, c.Exclude), Colour: c.Colour, Example: safe(d, c.Example)})
	}
	return out
}
