package session

import (
	"context"
	"os"
	"regexp"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// removeStudy removes the two files of a study that was never finished.
func removeStudy(path string) {
	_ = os.Remove(path)
	_ = os.Remove(VaultPath(path))
}

// BookRow is one line of the Codebook screen.
type BookRow struct {
	Code       research.Code
	StageName  string
	Depth      int
	Interviews int
	Mentions   int
}

// BookRows lists the codebook with its counts: the short book and what has been used, or everything; also
// what is retired.
func (s *Session) BookRows(short, retired bool) []BookRow {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.facts
	var out []BookRow
	for _, c := range f.book.Codes {
		t := f.index.Code(c.ID)
		if c.Retired && !retired || c.MergedInto != "" || short && !c.Short && c.Parent != "" && t.Mentions == 0 {
			continue
		}
		st, _ := f.book.Stage(c.Stage)
		r := BookRow{Code: c, StageName: st.Name, Interviews: t.Has.Count(), Mentions: t.Mentions}
		r.Depth = depthOf(f.book, c)
		out = append(out, r)
	}
	return out
}

// depthOf is how many codes stand above a code.
func depthOf(book *research.Codebook, c research.Code) int {
	depth := 0
	for range book.Codes {
		up, ok := book.Code(c.Parent)
		if !ok {
			break
		}
		c, depth = up, depth+1
	}
	return depth
}

// Offered is the codebook that pickers offer: what is neither retired nor merged, and where the study says
// so only the short book and what has been used already.
func (s *Session) Offered() *research.Codebook {
	short := s.Study().ShortBook
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.facts
	var codes []research.Code
	for _, c := range f.book.Codes {
		if c.Retired || c.MergedInto != "" || short && !c.Short && f.index.Code(c.ID).Mentions == 0 {
			continue
		}
		codes = append(codes, c)
	}
	return research.NewCodebook(f.book.Stages, codes)
}

// SaveCode stores a new or changed code. A new one gets the next reference of its stage.
func (s *Session) SaveCode(ctx context.Context, c research.Code) (research.ID, error) {
	if c.Name = strings.TrimSpace(c.Name); c.Name == "" {
		return "", research.Problemf(research.Invalid, "Give the code a name.")
	}
	if _, ok := s.Book().Stage(c.Stage); !ok {
		return "", research.Problemf(research.Invalid, "Choose the buying stage that “%s” belongs to.", c.Name)
	}
	if c.Colour != "" && !colourForm.MatchString(c.Colour) {
		return "", research.Problemf(research.Invalid, "“%s” is no colour. Choose one of the palette.", c.Colour)
	}
	book := s.Book()
	was, known := book.Code(c.ID)
	if !known {
		c.ID = or(c.ID, store.NewID())
	}
	if err := s.typedInto(ctx, codeFields(was, &c)...); err != nil {
		return "", err
	}
	if c.Example != was.Example { // somebody said it
		if err := s.maskedInto(ctx, safe, typedField{c.ID, "example", was.Example, &c.Example}); err != nil {
			return "", err
		}
	}
	if !known {
		s.place(&c)
	}
	_, err := s.store.Edit(ctx, codeStep(was, c, known), func(tx *store.Tx) error {
		if known && c.Parent != "" && c.Stage != was.Stage { // it goes below its new stage, with what is below it
			if own, ok := stageCode(book, c.Stage); ok {
				c.Parent = own.ID
			}
			to := c.Stage
			c.Stage = was.Stage
			if err := restage(tx, book, &c, to); err != nil {
				return err
			}
		}
		_, err := tx.PutCode(c)
		return err
	})
	return c.ID, err
}

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// codeStep says in the history what becomes of a code.
func codeStep(was, c research.Code, known bool) string {
	rest := was
	rest.Name, rest.Retired, rest.Colour = c.Name, c.Retired, c.Colour
	switch {
	case !known:
		return "New code " + c.Name
	case rest != c:
		return "Change code " + c.Name
	case was.Name != c.Name:
		return "Rename code " + was.Name + " to " + c.Name
	case !was.Retired && c.Retired:
		return "Retire code " + c.Name
	case was.Retired && !c.Retired:
		return "Bring back code " + c.Name
	case was.Colour != c.Colour:
		return "Colour code " + c.Name
	}
	return "Change code " + c.Name
}

// codeFields are the words of a code, for typedInto.
func codeFields(was research.Code, c *research.Code) []typedField {
	return []typedField{{c.ID, "name", was.Name, &c.Name}, {c.ID, "definition", was.Definition, &c.Definition},
		{c.ID, "include", was.Include, &c.Include}, {c.ID, "exclude", was.Exclude, &c.Exclude}}
}

// place gives a new code its parent, reference and position: the last of its stage.
func (s *Session) place(c *research.Code) {
	book := s.Book()
	for _, o := range book.Codes {
		if o.Stage != c.Stage {
			continue
		}
		if o.Parent == "" && c.Parent == "" {
			c.Parent = o.ID
		}
		c.Pos = o.Pos
	}
	if c.Ref == "" {
		own, _ := stageCode(book, c.Stage)
		c.Ref = own.Ref + "-" + twoDigits(lastNumber(book, own.Ref)+1)
	}
}

// lastNumber is the highest number that references with a prefix have, wherever their codes stand by now: a code
// that was moved to another stage keeps its reference, by which spreadsheets, the guide and issued packs know it, and
// no other code gets it.
func lastNumber(book *research.Codebook, prefix string) int {
	last := 0
	for _, o := range book.Codes {
		if p, _, ok := strings.Cut(o.Ref, "-"); ok && p == prefix {
			last = max(last, numberOf(o.Ref))
		}
	}
	return last
}

// numberOf is the number at the end of "DIS-02".
func numberOf(ref string) int {
	n := 0
	if _, num, ok := strings.Cut(ref, "-"); ok {
		for _, r := range num {
			if r >= '0' && r <= '9' {
				n = n*10 + int(r-'0')
			}
		}
	}
	return n
}

func twoDigits(n int) string {
	return string([]byte{byte('0' + n/10%10), byte('0' + n%10)})
}

// DeleteCode takes away a code that nothing uses; one in use can be retired.
func (s *Session) DeleteCode(ctx context.Context, c research.Code) error {
	_, err := s.store.Edit(ctx, "Delete code "+c.Name, func(tx *store.Tx) error { return tx.DeleteCode(c.ID) })
	return err
}

// SaveQuestion stores a changed question of the guide.
func (s *Session) SaveQuestion(ctx context.Context, q research.Question) error {
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return err
	}
	for _, was := range guide {
		if was.ID != q.ID {
			continue
		}
		for _, f := range []typedField{{q.ID, "text", was.Text, &q.Text}, {q.ID, "purpose", was.Purpose, &q.Purpose}} {
			if f.was == *f.text {
				continue // not typed by anybody here
			}
			if err := s.typedInto(ctx, f); err != nil {
				return err
			}
		}
	}
	_, err = s.store.Edit(ctx, "Change question "+q.Ref, func(tx *store.Tx) error {
		_, err := tx.PutQuestion(q)
		return err
	})
	return err
}

// Guide is the interview guide.
func (s *Session) Guide(ctx context.Context) ([]research.Question, error) {
	return s.store.Questions(ctx)
}

// SaveStudy stores changed settings of the study.
func (s *Session) SaveStudy(ctx context.Context, st research.Study) error {
	if st.MinInterviews < research.FloorMinInterviews {
		return research.Problemf(research.Invalid, "A figure must be about at least %d interviews.", research.FloorMinInterviews)
	}
	_, err := s.store.Edit(ctx, "Change settings of the study", func(tx *store.Tx) error { return tx.PutStudy(st) })
	return err
}

// Names is the clear-text list: client, products, competitors, and words that are no names.
func (s *Session) Names(ctx context.Context) ([]research.Name, error) { return s.store.Names(ctx) }

// AddName puts a text on the clear-text list.
func (s *Session) AddName(ctx context.Context, kind research.NameKind, text string) error {
	if text = strings.TrimSpace(text); text == "" {
		return research.Problemf(research.Invalid, "Type the name first.")
	}
	_, err := s.store.Edit(ctx, "Allow the name "+text, func(tx *store.Tx) error {
		_, err := tx.PutName(research.Name{Kind: kind, Text: text})
		return err
	})
	return err
}

// RemoveName takes a text off the clear-text list. Texts imported before keep it.
func (s *Session) RemoveName(ctx context.Context, n research.Name) error {
	_, err := s.store.Edit(ctx, "No longer allow the name "+n.Text, func(tx *store.Tx) error { return tx.DeleteName(n.ID) })
	return err
}
