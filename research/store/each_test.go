package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"openloop/research"
)

// eachByHand reads codings one noun at a time, by the plain reads.
func eachByHand(t *testing.T, r reader) []CodingRow {
	t.Helper()
	book := must(r.Codebook(t.Context()))(t)
	var rows []CodingRow
	for _, iv := range must(r.Interviews(t.Context()))(t) {
		stage := map[research.ID]int{}
		for _, turn := range must(r.Turns(t.Context(), iv.ID))(t) {
			stage[turn.ID] = turn.Stage
		}
		for _, c := range must(r.Codings(t.Context(), iv.ID))(t) {
			v := must(r.Verbatim(t.Context(), c.Verbatim))(t)
			row := CodingRow{ID: c.ID, Code: c.Code, Interview: iv.ID, Verbatim: v.ID, Stage: stage[v.From.Turn],
				Polarity: c.Polarity, Weight: c.Weight, About: c.About, Round: c.Round}
			if code, _ := book.Code(c.Code); row.Stage == 0 {
				row.Stage = code.Stage
			}
			rows = append(rows, row)
		}
	}
	return byID(rows)
}

func byID(rows []CodingRow) []CodingRow {
	slices.SortFunc(rows, func(a, b CodingRow) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

// Counting reads the same as the plain reads do, whole and by interview, on a store and within an edit.
func TestEachCoding(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	m := &monkey{tb: t, s: s, rnd: rand.New(rand.NewPCG(7, 7))}
	for range 150 {
		m.edit()
	}
	m.addMany(1500) // more than are fetched at a time
	want := eachByHand(t, s.reader)
	if len(want) < 1500 {
		t.Fatalf("only %d codings", len(want))
	}
	collect := func(r reader) (rows []CodingRow) {
		if err := r.EachCoding(t.Context(), func(c CodingRow) error { rows = append(rows, c); return nil }); err != nil {
			t.Fatal(err)
		}
		return byID(rows)
	}
	if got := collect(s.reader); !reflect.DeepEqual(got, want) {
		t.Errorf("EachCoding reads %d codings otherwise than one by one", len(got))
	}
	MustEdit(t, s, "Within", func(tx *Tx) error {
		iv := must(tx.Interviews(t.Context()))(t)[0]
		if err := tx.DeleteInterview(iv.ID); err != nil {
			return err
		}
		if got, want := collect(tx.reader), eachByHand(t, tx.reader); !reflect.DeepEqual(got, want) {
			t.Errorf("within an edit EachCoding reads %d codings, want %d", len(got), len(want))
		}
		return nil
	})
	must(s.Undo(t.Context()))(t)
	var of []CodingRow
	for _, iv := range must(s.Interviews(t.Context()))(t) {
		if err := s.EachCodingOf(t.Context(), iv.ID, func(c CodingRow) error { of = append(of, c); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(byID(of), want) {
		t.Errorf("EachCodingOf reads %d codings otherwise than one by one", len(of))
	}
}

// What counting reads is what is there: of a study just edited, reopened, with edits since, and undone.
func TestEachCount(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	m := &monkey{tb: t, s: s, rnd: rand.New(rand.NewPCG(11, 7))}
	text := func(rows []CodingRow) []string {
		var lines []string
		for _, c := range rows {
			c.ID, c.Verbatim = "", ""
			lines = append(lines, fmt.Sprintf("%+v", c))
		}
		slices.Sort(lines)
		return lines
	}
	check := func(when string) {
		t.Helper()
		var got, want []CodingRow
		err1 := s.EachCount(t.Context(), func(c CodingRow) error { got = append(got, c); return nil })
		err2 := s.EachCoding(t.Context(), func(c CodingRow) error { want = append(want, c); return nil })
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(text(got), text(want)) {
			t.Fatalf("%s: counting reads %d codings otherwise than one by one (%d)", when, len(got), len(want))
		}
	}
	coding, verbatim := v.codings[0], v.verbatims[0]
	coding.Polarity = research.Helped
	verbatim.From = research.Anchor{Turn: v.turns[0].ID}
	orphan := verbatim
	orphan.Orphan = true
	for _, e := range []step{
		{"a coding changed", func(tx *Tx) error { return second(tx.PutCoding(coding)) }},
		{"a verbatim moved", func(tx *Tx) error { return second(tx.PutVerbatim(verbatim)) }},
		{"a verbatim orphaned", func(tx *Tx) error { return second(tx.PutVerbatim(orphan)) }},
		{"an interview in another's place", func(tx *Tx) error {
			iv := v.interview
			iv.ID = NewID()
			return errors.Join(tx.DeleteInterview(v.interview.ID), second(tx.PutInterview(iv)))
		}},
	} {
		s = Reopen(t, s)
		check("reopened before " + e.name)
		MustEdit(t, s, e.name, e.fn)
		check(e.name)
	}
	for range 4 {
		s.Undo(t.Context())
		check("undone")
	}
	m.s = s
	m.addMany(300)
	check("fresh")
	for round := range 12 {
		s = Reopen(t, s)
		m.s = s
		kept := must(all1(s.q.QueryRowContext(t.Context(), "SELECT count(*) FROM interview WHERE k NOT IN (SELECT interview FROM counted)")))(t)
		if kept != 0 {
			t.Fatalf("%d interviews are not kept on closing", kept)
		}
		check("reopened")
		for range 15 {
			m.edit()
			check(fmt.Sprint("edited in round ", round))
		}
		for range 5 {
			s.Undo(t.Context())
			check("undone")
		}
		s.Redo(t.Context())
		check("redone")
	}
}

// all1 reads one number.
func all1(row *sql.Row) (n int, err error) {
	err = row.Scan(&n)
	return n, err
}

func (m *monkey) addMany(n int) {
	MustEdit(m.tb, m.s, "Many", func(tx *Tx) error {
		err := m.addInterview(tx, 1000)
		ivs, err2 := tx.Interviews(m.tb.Context())
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		iv := ivs[len(ivs)-1]
		turns := must(tx.Turns(m.tb.Context(), iv.ID))(m.tb)
		codes := must(tx.Codes(m.tb.Context()))(m.tb)
		v, err := tx.PutVerbatim(research.Verbatim{Interview: iv.ID, From: research.Anchor{Turn: turns[0].ID}, To: research.Anchor{Turn: turns[0].ID, Offset: 2}})
		var codings []research.Coding
		for i := range n {
			codings = append(codings, research.Coding{Verbatim: v, Code: codes[m.rnd.IntN(len(codes))].ID, Round: i % 16, Weight: research.Weight(i % 4),
				Polarity: research.Polarity(i%3 - 1), About: abouts[i%4]})
		}
		return errors.Join(err, second(tx.PutCodings(codings)))
	})
}

// The function's error ends the reading and comes back as it is.
func TestEachCodingStops(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	stop := errors.New("stop")
	n := 0
	if err := s.EachCoding(t.Context(), func(CodingRow) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("error is %v after %d codings", err, n)
	}
	n = 0
	if err := s.EachCodingOf(t.Context(), v.interview.ID, func(CodingRow) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("error is %v after %d codings", err, n)
	}
}
