package store

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// erase takes the sample's interview and everybody in it out of a study.
func erase(t *testing.T, s *Store, v *sample) {
	t.Helper()
	MustEdit(t, s, "Erase P07", func(tx *Tx) error {
		if err := tx.DeleteInterview(v.interview.ID); err != nil {
			return err
		}
		if err := tx.DeleteStory(v.story.ID); err != nil {
			return err
		}
		if err := tx.DeleteDeal(v.deal.ID); err != nil {
			return err
		}
		for _, p := range v.people {
			if err := tx.DeleteParticipant(p.ID); err != nil {
				return err
			}
		}
		if err := tx.DeleteOrganisation(v.organisation.ID); err != nil {
			return err
		}
		if _, err := tx.PutErased(research.Erased{Pseudonym: "P07"}); err != nil {
			return err
		}
		tx.CloseHistory()
		return second(tx.ForgetIssued([]research.ID{v.interview.ID}))
	})
	if err := s.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// After an erasure no byte of the file or its log holds an id or a word of what was erased, undo ends there,
// and what comes later can be undone as ever.
func TestErasureLeavesNothing(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	MustEdit(t, s, "Change the text", func(tx *Tx) error {
		turn := v.turns[1]
		turn.Text = "Quizzical marmalade was what the buyer first said of it."
		return second(tx.PutTurn(turn))
	})
	MustEdit(t, s, "Change it again", func(tx *Tx) error { return second(tx.PutTurn(v.turns[1])) })
	MustEdit(t, s, "Issue", func(tx *Tx) error {
		return tx.PutExport(Export{K: 5, Groups: []ExportGroup{{Predicate: "all", Members: []research.ID{v.interview.ID, "stays"}}, {Predicate: "outcome=lost", Members: []research.ID{v.interview.ID}}}})
	})
	gone := []string{"Quizzical marmalade", "marmalade", string(v.interview.ID), string(v.people[0].ID), string(v.organisation.ID), string(v.turns[0].ID), string(v.turns[1].ID), v.turns[1].Text, v.turns[2].Text, "legal terms"}
	if found := traces(t, s, gone); len(found) == 0 {
		t.Fatal("the test looks for what was never there")
	}
	erase(t, s, v)
	if found := traces(t, s, gone); len(found) > 0 {
		t.Errorf("the file still holds %q", found)
	}
	if hits := must(s.Search(t.Context(), "marmalade", 10))(t); len(hits) > 0 {
		t.Errorf("the search finds %v", hits)
	}
	g := must(s.Exports(t.Context()))(t)[0].Groups
	if len(g[0].Members) != 2 || !strings.HasPrefix(string(g[0].Members[0]), Forgotten) || g[0].Members[1] != "stays" || !slices.Equal(g[1].Members, g[0].Members[:1]) {
		t.Errorf("the ledger counts %v", g)
	}
	_, err := s.Undo(t.Context())
	wantKind(t, err, research.NotFound)
	if !strings.Contains(err.Error(), "erased") {
		t.Errorf("undo says %q", err)
	}
	MustEdit(t, s, "Name a wave", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "2027 H1"})) })
	if ch := must(s.Undo(t.Context()))(t); ch.Name != "Name a wave" {
		t.Errorf("undo takes back %q", ch.Name)
	}
	if _, err := s.Undo(t.Context()); err == nil {
		t.Error("undo goes behind the erasure")
	}
	if h := must(s.History(t.Context(), 100))(t); len(h) < 10 {
		t.Errorf("the history names %d steps only", len(h))
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// What others hang on is not deleted.
func TestErasureRefusals(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	before := dump(t, s)
	for name, fn := range map[string]func(tx *Tx) error{
		"organisation": func(tx *Tx) error { return tx.DeleteOrganisation(v.organisation.ID) },
		"deal":         func(tx *Tx) error { return tx.DeleteDeal(v.deal.ID) },
	} {
		_, err := s.Edit(t.Context(), "Delete", fn)
		if research.KindOf(err) != research.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := s.Edit(t.Context(), "Delete", func(tx *Tx) error { return tx.DeleteParticipant("nobody") })
	wantKind(t, err, research.NotFound)
	for table, rows := range dump(t, s) {
		if rows != before[table] {
			t.Errorf("table %s has changed", table)
		}
	}
}

// traces lists which words stand in the raw bytes of the study's file or log.
func traces(t *testing.T, s *Store, words []string) (found []string) {
	t.Helper()
	for _, path := range []string{s.Path(), s.Path() + "-wal"} {
		b, err := os.ReadFile(path)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) {
				found = append(found, w)
			}
		}
	}
	return found
}
