package store

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// talk stores an interview with these turns and returns their ids.
func talk(tb testing.TB, s *Store, texts ...string) (iv research.ID, ids []research.ID) {
	tb.Helper()
	MustEdit(tb, s, "Talk", func(tx *Tx) (err error) {
		if iv, err = tx.PutInterview(research.Interview{Label: "P01"}); err != nil {
			return err
		}
		turns := make([]research.Turn, len(texts))
		for i, text := range texts {
			turns[i] = research.Turn{Interview: iv, Pos: i, Text: text}
		}
		ids, err = tx.PutTurns(turns)
		return err
	})
	return iv, ids
}

// found is what a search finds, each excerpt with its marks as brackets.
func found(tb testing.TB, s *Store, query string) []string {
	tb.Helper()
	hits, err := s.Search(tb.Context(), query, 10)
	if err != nil {
		tb.Fatalf("%q: %v", query, err)
	}
	var got []string
	for _, h := range hits {
		runes, at := []rune(h.Excerpt), 0
		var b strings.Builder
		for _, m := range h.Marks {
			b.WriteString(string(runes[at:m[0]]) + "[" + string(runes[m[0]:m[1]]) + "]")
			at = m[1]
		}
		got = append(got, b.String()+string(runes[at:]))
	}
	return got
}

func TestSearch(t *testing.T) {
	s := MustOpen(t)
	talk(t, s, "The proposal came late.", "They proposed a pilot 👂 in Zürich, naïvely.", "The price AND the proposal OR nothing.")
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"proposal", []string{"The price AND the [proposal] OR nothing.", "The [proposal] came late."}},
		{"propos", []string{"The price AND the [proposal] OR nothing.", "They [proposed] a pilot 👂 in Zürich, naïvely.", "The [proposal] came late."}},
		{"propos ", nil},
		{"pr", nil}, // too short for a beginning
		{"late proposal", []string{"The [proposal] came [late]."}},
		{"ZURICH", []string{"They proposed a pilot 👂 in [Zürich], naïvely."}},
		{"naïve", []string{"They proposed a pilot 👂 in Zürich, [naïvely]."}},
		{"zürich, naively!", []string{"They proposed a pilot 👂 in [Zürich], [naïvely]."}},
		// The operators of the index are words like any other.
		{"and or", []string{"The price [AND] the proposal [OR] nothing."}},
		{`"price`, []string{"The [price] AND the proposal OR nothing."}},
		{"text:price", nil},
		{"NEAR(price)", nil},
		{"*", nil},
		{"👂", nil},
		{"", nil},
		{"'; DROP TABLE turn; --", nil},
	} {
		if got := found(t, s, c.query); !slices.Equal(got, c.want) {
			t.Errorf("%q finds %q, want %q", c.query, got, c.want)
		}
	}
	if hits := must(s.Search(t.Context(), "the", 1))(t); len(hits) != 1 {
		t.Errorf("at most one hit is %v", hits)
	}
	// Where a word is whole often enough, what only begins with it stays out.
	talk(t, s, "A propos of nothing.", "Proposing again.")
	if got := must(s.Search(t.Context(), "propos", 1))(t); len(got) != 1 || got[0].Excerpt != "A propos of nothing." {
		t.Errorf("the whole word is found in %v", got)
	}
	if hits := must(s.Search(t.Context(), "the", 0))(t); len(hits) != 0 {
		t.Errorf("no hits are %v", hits)
	}
}

// A long turn is shown around the words that were found.
func TestSearchExcerpt(t *testing.T) {
	s := MustOpen(t)
	iv, ids := talk(t, s, strings.Repeat("word ", 500)+"needle "+strings.Repeat("more ", 500))
	hits := must(s.Search(t.Context(), "needle", 10))(t)
	if len(hits) != 1 || len(hits[0].Excerpt) > 300 || !strings.HasPrefix(hits[0].Excerpt, "…") || hits[0].Turn != ids[0] || hits[0].Interview != iv {
		t.Fatalf("hits are %+v", hits)
	}
	m := hits[0].Marks[0]
	if got := string([]rune(hits[0].Excerpt)[m[0]:m[1]]); got != "needle" {
		t.Errorf("marked is %q", got)
	}
}

// The index follows every change of a text, within an edit too, and through undo and redo.
func TestSearchFollows(t *testing.T) {
	s := MustOpen(t)
	iv, ids := talk(t, s, "alpha one", "beta two")
	check := func(when, query string, want ...string) {
		t.Helper()
		if got := found(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%s: %q finds %q, want %q", when, query, got, want)
		}
		checkSearchIndex(t, s)
	}
	MustEdit(t, s, "Change", func(tx *Tx) error {
		// A new text, changed again and another deleted before the edit ends.
		fresh := research.Turn{ID: NewID(), Interview: iv, Text: "gamma"}
		gone := research.Turn{ID: NewID(), Interview: iv, Text: "delta"}
		err := errors.Join(second(tx.PutTurn(fresh)), second(tx.PutTurn(gone)), tx.DeleteTurn(gone.ID))
		fresh.Text = "epsilon"
		return errors.Join(err, second(tx.PutTurn(fresh)), second(tx.PutTurn(research.Turn{ID: ids[0], Interview: iv, Text: "zeta one"})), tx.DeleteTurn(ids[1]))
	})
	for _, q := range []string{"alpha", "beta", "gamma", "delta"} {
		check("changed", q)
	}
	check("changed", "epsilon", "[epsilon]")
	check("changed", "zeta", "[zeta] one")
	must(s.Undo(t.Context()))(t)
	check("undone", "epsilon")
	check("undone", "alpha", "[alpha] one")
	check("undone", "beta", "[beta] two")
	must(s.Redo(t.Context()))(t)
	check("redone", "beta")
	check("redone", "epsilon", "[epsilon]")
	// The last turn deleted and another put in its place, by one edit.
	last := must(s.Turns(t.Context(), iv))(t)
	MustEdit(t, s, "Replace", func(tx *Tx) error {
		for _, turn := range last {
			if err := tx.DeleteTurn(turn.ID); err != nil {
				return err
			}
		}
		return second(tx.PutTurn(research.Turn{Interview: iv, Text: "eta"}))
	})
	check("replaced", "eta", "[eta]")
	check("replaced", "zeta")
}

// vocabulary is every word in the index.
func vocabulary(tb testing.TB, s *Store) []string {
	tb.Helper()
	if err := s.writer.exec(tb.Context(), "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, turn_text, 'row')"); err != nil {
		tb.Fatal(err)
	}
	defer s.writer.exec(tb.Context(), "DROP TABLE temp.vocabulary")
	rows := must(s.writer.conn.QueryContext(tb.Context(), "SELECT term FROM vocabulary"))(tb)
	defer rows.Close()
	var terms []string
	for rows.Next() {
		var term string
		if err := rows.Scan(&term); err != nil {
			tb.Fatal(err)
		}
		terms = append(terms, term)
	}
	return terms
}

// Words that were taken out of a text are nowhere in the files: not in the index, the journal, free
// pages or the log; and undoing what came before does not bring them back.
func TestForget(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	iv, ids := talk(t, s, "Then Gwendolyn called us.", "Nothing.")
	turn := must(s.Turn(t.Context(), ids[0]))(t)
	// The name gets into the journal in every way there is.
	MustEdit(t, s, "Stage", func(tx *Tx) error { turn.Text = "Then Gwendolyn phoned us."; return second(tx.PutTurn(turn)) })
	MustEdit(t, s, "Note", func(tx *Tx) error { i := v.interview; i.Note = "Gwendolyn again"; return second(tx.PutInterview(i)) })
	MustEdit(t, s, "Note gone", func(tx *Tx) error { return second(tx.PutInterview(v.interview)) })
	MustEdit(t, s, "Delete", func(tx *Tx) error { return tx.DeleteTurn(turn.ID) })
	must(s.Undo(t.Context()))(t)
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)

	redact := func(tx *Tx) error {
		turn := turn
		turn.Text = "Then [name] phoned us."
		return errors.Join(second(tx.PutTurn(turn)), tx.Forget("turn", turn.ID), tx.Forget("interview", v.interview.ID))
	}
	MustEdit(t, s, "Mask a name", redact)
	checkForgotten(t, s)
	for range 3 {
		must(s.Undo(t.Context()))(t)
		checkForgotten(t, s)
	}
	if got := must(s.Turn(t.Context(), turn.ID))(t); got.Text != "Then [name] phoned us." {
		t.Errorf("undo brought back %q", got.Text)
	}
	must(s.Redo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	if got := found(t, s, "name"); !slices.Equal(got, []string{"Then [[name]] phoned us."}) {
		t.Errorf("search finds %q", got)
	}
	if turns := must(s.Turns(t.Context(), iv))(t); len(turns) != 2 {
		t.Errorf("turns are %v", turns)
	}
	checkForgotten(t, s)
	_, err := s.Edit(t.Context(), "Odd", func(tx *Tx) error { return tx.Forget("stage", v.codes[0].ID) })
	wantKind(t, err, research.Invalid)
}

func checkForgotten(t *testing.T, s *Store) {
	t.Helper()
	checkSearchIndex(t, s)
	if slices.Contains(vocabulary(t, s), "gwendolyn") {
		t.Error("the index knows the word")
	}
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(s.Path() + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(b), []byte("gwendolyn")) {
			t.Errorf("the word is in the file%s", suffix)
		}
	}
}
