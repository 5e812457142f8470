package store

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"openloop/research"
)

// linkIDs are the ids that links are given by the store itself.
var linkIDs = regexp.MustCompile(`"id":"[^"]*"`)

// added is what a store holds, told so that two stores with the same records read the same.
func added(t *testing.T, s *Store) map[string]string {
	d := dump(t, s)
	delete(d, "study")
	for _, links := range []string{"interview_participant", "theme_code", "theme_quote"} {
		lines := regexp.MustCompile("\n").Split(linkIDs.ReplaceAllString(d[links], ""), -1)
		slices.Sort(lines)
		d[links] = fmt.Sprint(lines)
	}
	return d
}

// large is a sample with an interview of many turns, coded all over.
func large() *sample {
	v := newSample()
	for i := range 345 {
		v.turns = append(v.turns, research.Turn{ID: NewID(), Interview: v.interview.ID, Pos: 3 + i, Speaker: "P07", Text: fmt.Sprintf("Remark %d on the offer.", i), SourceKey: fmt.Sprintf("key-%d", i*7919%1000)})
	}
	for i := range 234 {
		from := v.turns[i]
		v.verbatims = append(v.verbatims, research.Verbatim{ID: NewID(), Interview: v.interview.ID, From: research.Anchor{Turn: from.ID, Offset: 1}, To: research.Anchor{Turn: v.turns[i+i%3].ID, Offset: 5}})
		v.codings = append(v.codings, research.Coding{ID: NewID(), Verbatim: v.verbatims[len(v.verbatims)-1].ID, Code: v.codes[i%3].ID, Coder: "AB", Round: 1})
	}
	return v
}

// adds are the steps that store a sample, with what is new added instead of put.
func (v *sample) adds() []step {
	by := map[string]func(tx *Tx) error{
		"interview": func(tx *Tx) error { return tx.AddInterviews([]research.Interview{v.interview}) },
		"turns":     func(tx *Tx) error { return tx.AddTurns(v.turns) },
		"verbatims": func(tx *Tx) error { return tx.AddVerbatims(v.verbatims) },
		"codings":   func(tx *Tx) error { return tx.AddCodings(v.codings) },
		"mask":      func(tx *Tx) error { return tx.AddMasks([]research.Mask{v.mask}) },
	}
	steps := v.steps()
	for i, st := range steps {
		if fn, ok := by[st.name]; ok {
			steps[i].fn = fn
		}
	}
	return steps
}

// What is added is, to the last table, what is put: in one edit or in many, with the index of keys made at once or at
// the end, counted and found alike, undone and done again.
func TestAddIsPut(t *testing.T) {
	v := large()
	put, one, many := MustOpen(t), MustOpen(t), MustOpen(t)
	for _, st := range v.steps() {
		MustEdit(t, put, st.name, st.fn)
	}
	for _, st := range v.adds() {
		MustEdit(t, many, st.name, st.fn)
	}
	empty := added(t, one)
	MustEdit(t, one, "Add all", func(tx *Tx) error {
		if err := tx.ManyTurns(manyTurns); err != nil {
			return err
		}
		for _, st := range v.adds() {
			if err := st.fn(tx); err != nil {
				return err
			}
		}
		return nil
	})
	want := added(t, put)
	sameDump(t, "in many edits", added(t, many), want)
	sameDump(t, "in one edit", added(t, one), want)
	schema := func(s *Store) []string {
		var all []string
		if err := eachRow(t.Context(), s.q, "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name", func(a, b string) error { all = append(all, a+b); return nil }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	if !slices.Equal(schema(one), schema(put)) {
		t.Error("the file is built otherwise")
	}
	for _, s := range []*Store{many, one} {
		if got, want := eachByHand(t, s.reader), eachByHand(t, put.reader); !slices.Equal(got, want) {
			t.Errorf("%d codings, want %d", len(got), len(want))
		}
		if err := s.Check(t.Context(), nil); err != nil {
			t.Error(err)
		}
		hits, err := s.Search(t.Context(), "remark 344", 10)
		if err != nil || len(hits) != 1 {
			t.Errorf("%d hits, %v", len(hits), err)
		}
	}
	if _, err := one.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameDump(t, "undone", added(t, one), empty)
	if _, err := one.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameDump(t, "done again", added(t, one), want)
}

// What cannot be added is refused, and nothing of the edit stays.
func TestAddRefuses(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	other := v.interview
	other.ID, other.SourceKey, other.Participants = NewID(), "another", nil
	turn := research.Turn{ID: NewID(), Interview: other.ID, Speaker: "P07", Text: "Nothing more."}
	before := dump(t, s)
	across := research.Verbatim{ID: NewID(), Interview: other.ID, From: research.Anchor{Turn: turn.ID}, To: research.Anchor{Turn: v.turns[0].ID, Offset: 3}}
	for what, fn := range map[string]struct {
		kind research.Kind
		do   func(tx *Tx) error
	}{
		"a turn that is there":       {research.Conflict, func(tx *Tx) error { return tx.AddTurns(v.turns[:1]) }},
		"an interview that is there": {research.Conflict, func(tx *Tx) error { return tx.AddInterviews([]research.Interview{v.interview}) }},
		"a turn of no interview":     {research.Conflict, func(tx *Tx) error { return tx.AddTurns([]research.Turn{{ID: NewID(), Interview: NewID()}}) }},
		"a coding of no verbatim": {research.Conflict, func(tx *Tx) error {
			return tx.AddCodings([]research.Coding{{ID: NewID(), Verbatim: NewID(), Code: v.codes[0].ID}})
		}},
		"a verbatim across two interviews":  {research.Invalid, func(tx *Tx) error { return tx.AddVerbatims([]research.Verbatim{across}) }},
		"a coding with a weight of its own": {research.Invalid, func(tx *Tx) error { return tx.AddCodings([]research.Coding{{ID: NewID(), Weight: 9}}) }},
		"a verbatim on a turn that just went": {research.Conflict, func(tx *Tx) error {
			if err := tx.DeleteTurn(turn.ID); err != nil {
				return err
			}
			v := across
			v.To = research.Anchor{Turn: turn.ID, Offset: 3}
			return tx.AddVerbatims([]research.Verbatim{v})
		}},
	} {
		_, err := s.Edit(t.Context(), what, func(tx *Tx) error {
			if err := tx.AddInterviews([]research.Interview{other}); err != nil {
				return err
			}
			if err := tx.AddTurns([]research.Turn{turn}); err != nil {
				return err
			}
			return fn.do(tx)
		})
		if research.KindOf(err) != fn.kind {
			t.Errorf("%s: %v", what, err)
		}
		sameDump(t, what, dump(t, s), before)
	}
}
