package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// CodePassage is one passage that a code is on.
type CodePassage struct {
	Coding    research.Coding
	Verbatim  research.Verbatim
	Interview research.Interview
}

// CodePassages lists every passage that a code is on, interview by interview and in each in the order of the
// text's coding, as far as whoever codes may see them. PassageText reads the words.
func (s *Session) CodePassages(ctx context.Context, code research.ID) ([]CodePassage, error) {
	list, err := s.store.CodingsOf(ctx, code)
	if err != nil {
		return nil, err
	}
	ids := make([]research.ID, len(list))
	for i, c := range list {
		ids[i] = c.Verbatim
	}
	vs, err := s.store.VerbatimsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[research.ID]research.Verbatim, len(vs))
	for _, v := range vs {
		byID[v.ID] = v
	}
	var out []CodePassage
	for _, c := range list {
		v, ok := byID[c.Verbatim]
		row, known := s.InterviewRow(v.Interview)
		if ok && known && s.sees(v.Interview, c) {
			out = append(out, CodePassage{c, v, row.Interview})
		}
	}
	slices.SortStableFunc(out, func(a, b CodePassage) int {
		switch {
		case natural(a.Interview.Label, b.Interview.Label):
			return -1
		case natural(b.Interview.Label, a.Interview.Label):
			return 1
		}
		return 0
	})
	return out, nil
}

// PassageText is the words of a passage, "" where they are gone.
func (s *Session) PassageText(ctx context.Context, v research.Verbatim) (string, error) {
	if v.Orphan {
		return "", nil
	}
	return quoted(ctx, s.store, v.Interview, v.From, v.To)
}

// Split says how a code is parted in two.
type Split struct {
	Code  research.ID
	Other research.ID   // an existing code, or "" for New
	New   research.Code // its name and stage; made in the same step
	Move  []research.ID // the codings that go to the other code
	Uses  []research.ID // the reasons and rungs that go with them, and the themes that count the other code, too
}

// SplitCode puts some of a code's codings on another one, new or there already, as one step, and those of its other
// uses that were chosen: CodeUses lists them. Where a passage has
// the other code already by the same coder, the two codings become one.
func (s *Session) SplitCode(ctx context.Context, sp Split) (Recoded, research.ID, error) {
	book := s.Book()
	from, ok := book.Code(sp.Code)
	if !ok {
		return Recoded{}, "", research.Problemf(research.NotFound, "The code to split is no longer in the codebook.")
	}
	if len(sp.Move) == 0 {
		return Recoded{}, "", research.Problemf(research.Invalid, "Choose the passages of “%s” that go to the other code.", from.Name)
	}
	into, fresh, err := s.splitInto(ctx, book, from, sp)
	if err != nil {
		return Recoded{}, "", err
	}
	var did Recoded
	_, err = s.store.Edit(ctx, fmt.Sprintf("Split %s: %s into %s", from.Name, plural(len(sp.Move), "coding"), into.Name), func(tx *store.Tx) error {
		if fresh {
			var err error
			if into.ID, err = tx.PutCode(into); err != nil {
				return err
			}
		}
		list, err := tx.CodingsOf(ctx, from.ID)
		if err != nil {
			return err
		}
		chosen := make(map[research.ID]bool, len(sp.Move))
		for _, id := range sp.Move {
			chosen[id] = true
		}
		list = slices.DeleteFunc(list, func(c research.Coding) bool { return !chosen[c.ID] })
		r := &recoding{ctx: ctx, tx: tx, into: into}
		if err := r.move(list); err != nil {
			return err
		}
		err = r.splitUses(from.ID, sp.Uses)
		did = r.did
		return err
	})
	return did, into.ID, err
}

// splitInto is the code that gets the other half; fresh says that it is to be made.
func (s *Session) splitInto(ctx context.Context, book *research.Codebook, from research.Code, sp Split) (into research.Code, fresh bool, err error) {
	if sp.Other != "" {
		into, ok := book.Code(sp.Other)
		if !ok || into.MergedInto != "" || into.ID == from.ID {
			return into, false, research.Problemf(research.NotFound, "The code to split into is no longer in the codebook. Choose another.")
		}
		return into, false, nil
	}
	into = sp.New
	if into.Name = strings.TrimSpace(into.Name); into.Name == "" {
		return into, false, research.Problemf(research.Invalid, "Give the new code a name.")
	}
	if into.Stage == 0 {
		into.Stage, into.Parent = from.Stage, from.Parent
	}
	into.ID, into.Short = store.NewID(), from.Short
	if err := s.typedInto(ctx, codeFields(research.Code{}, &into)...); err != nil {
		return into, false, err
	}
	s.place(&into)
	return into, true, nil
}

// MoveCode puts a code, with all that stands below it, into another stage or below another code: last there. With
// no parent it stands below its stage. It keeps its reference, by which spreadsheets and the guide know it.
func (s *Session) MoveCode(ctx context.Context, id research.ID, stage int, parent research.ID) error {
	book := s.Book()
	c, ok := book.Code(id)
	if !ok {
		return research.Problemf(research.NotFound, "This code is no longer in the codebook.")
	}
	if c.Parent == "" {
		return research.Problemf(research.Invalid, "“%s” stands for its buying stage and stays there. Move the codes below it.", c.Name)
	}
	to, ok := book.Code(parent)
	if parent == "" {
		to, ok = stageCode(book, stage)
	}
	switch {
	case !ok || to.MergedInto != "":
		return research.Problemf(research.NotFound, "The place to move “%s” to is no longer in the codebook. Choose another.", c.Name)
	case to.ID == c.ID || isBelow(book, to.ID, c.ID):
		return research.Problemf(research.Invalid, "“%s” cannot be moved below itself. Choose another place.", c.Name)
	case to.ID == c.Parent:
		return nil
	}
	_, err := s.store.Edit(ctx, fmt.Sprintf("Move %s to %s", c.Name, to.Name), func(tx *store.Tx) error {
		if err := restage(tx, book, &c, to.Stage); err != nil {
			return err
		}
		c.Parent = to.ID
		if _, err := tx.PutCode(c); err != nil {
			return err
		}
		now, err := tx.Codebook(ctx)
		if err != nil {
			return err
		}
		order := inTree(now)
		at := slices.IndexFunc(order, func(o research.Code) bool { return o.ID == c.ID })
		return renumber(tx, now, inTree(withLast(now, order[at])))
	})
	return err
}

// stageCode is the code that stands for a stage.
func stageCode(book *research.Codebook, stage int) (research.Code, bool) {
	for _, c := range book.Codes {
		if c.Stage == stage && c.Parent == "" {
			return c, true
		}
	}
	return research.Code{}, false
}

// withLast is a codebook in which a code is the last of all, and so the last below its parent.
func withLast(book *research.Codebook, c research.Code) *research.Codebook {
	codes := slices.Clone(book.Codes)
	last := 0
	for _, o := range codes {
		last = max(last, o.Pos)
	}
	for i := range codes {
		if codes[i].ID == c.ID {
			codes[i].Pos = last + 1
		}
	}
	return research.NewCodebook(book.Stages, codes)
}

// inTree is the codes of a book in the order of its tree: each with all that stands below it, by stage.
func inTree(book *research.Codebook) []research.Code {
	below := map[research.ID][]research.Code{}
	var roots []research.Code
	for _, c := range book.Codes {
		if _, ok := book.Code(c.Parent); ok {
			below[c.Parent] = append(below[c.Parent], c)
		} else {
			roots = append(roots, c)
		}
	}
	slices.SortStableFunc(roots, func(a, b research.Code) int { return a.Stage - b.Stage })
	out := make([]research.Code, 0, len(book.Codes))
	seen := map[research.ID]bool{}
	var walk func(list []research.Code)
	walk = func(list []research.Code) {
		for _, c := range list {
			if !seen[c.ID] {
				seen[c.ID] = true
				out = append(out, c)
				walk(below[c.ID])
			}
		}
	}
	walk(roots)
	for _, c := range book.Codes { // a circle, which nothing here makes
		if !seen[c.ID] {
			out = append(out, c)
		}
	}
	return out
}

// renumber stores the order of codes where it differs from the book's.
func renumber(tx *store.Tx, book *research.Codebook, order []research.Code) error {
	for i, c := range order {
		stored, ok := book.Code(c.ID)
		if !ok || stored.Pos == i {
			continue
		}
		stored.Pos = i
		if _, err := tx.PutCode(stored); err != nil {
			return err
		}
	}
	return nil
}

// ShiftCode moves a code up (-1) or down (+1) among those beside it, past what lists do not show. It answers
// whether there was room.
func (s *Session) ShiftCode(ctx context.Context, id research.ID, by int) (bool, error) {
	book := s.Book()
	c, ok := book.Code(id)
	if !ok || c.Parent == "" {
		return false, nil
	}
	var beside []research.Code
	for _, o := range inTree(book) {
		if o.Parent == c.Parent && (o.MergedInto == "" && !o.Retired || o.ID == id) {
			beside = append(beside, o)
		}
	}
	at := slices.IndexFunc(beside, func(o research.Code) bool { return o.ID == id })
	if at+by < 0 || at+by >= len(beside) {
		return false, nil
	}
	way := "up"
	if by > 0 {
		way = "down"
	}
	_, err := s.store.Edit(ctx, fmt.Sprintf("Move %s %s", c.Name, way), func(tx *store.Tx) error {
		codes := slices.Clone(book.Codes)
		a, b := book.Index(id), book.Index(beside[at+by].ID)
		codes[a], codes[b] = codes[b], codes[a]
		// By place in the list rather than by Pos, which some share.
		for i := range codes {
			codes[i].Pos = i
		}
		return renumber(tx, book, inTree(research.NewCodebook(book.Stages, codes)))
	})
	return err == nil, err
}

// plural is "1 coding" or "12 codings".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
