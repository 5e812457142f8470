package store

import (
	"reflect"
	"testing"
	"time"

	"openloop/research"
)

// A pack in the ledger stays there whatever is undone, and is written once.
func TestLedger(t *testing.T) {
	now := time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)
	s := MustOpen(t)
	s.opts.Now = func() time.Time { return now }
	v := fill(t, s)
	group := ExportGroup{ID: NewID(), Predicate: "outcome=lost&wave=2026 H1", Members: []research.ID{v.interview.ID, NewID()}}
	e := Export{
		ID: NewID(), K: 5, SHA256: "ab12", File: "board-pack.pdf",
		Groups: []ExportGroup{group, {ID: NewID(), Predicate: "all"}},
		Cells:  []ExportCell{{group.ID, "DIS-02", 7, 12, true}, {group.ID, "CON-01", 0, 0, false}},
		Checks: []ExportCheck{{"board-pack.pdf", 126, "11 pages", []string{"pdf page 3 #ab12"}, "RO"}, {"board-pack.xlsx", 126, "9 sheets", nil, "RO"}},
	}
	MustEdit(t, s, "Add a wave", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "x"})) })
	must(s.Undo(t.Context()))(t)
	ch := MustEdit(t, s, "Issue the board pack", func(tx *Tx) error { return tx.PutExport(e) })
	if ch.Step == 0 || len(ch.Tables["export"]) != 1 {
		t.Errorf("the change is %+v", ch)
	}
	if _, ok := s.CanRedo(); !ok {
		t.Error("issuing a pack took redo away")
	}
	e.UTC = now
	s = Reopen(t, s)
	if got := must(s.Exports(t.Context()))(t); !reflect.DeepEqual(got, []Export{e}) {
		t.Errorf("the ledger is %+v, want %+v", got, e)
	}
	if h := must(s.History(t.Context(), 1))(t); h[0].Name != "Issue the board pack" {
		t.Errorf("the history does not show it: %+v", h)
	}
	for {
		if _, ok := s.CanUndo(); !ok {
			break
		}
		must(s.Undo(t.Context()))(t)
	}
	if got := must(s.Exports(t.Context()))(t); len(got) != 1 {
		t.Errorf("after undo the ledger is %+v", got)
	}
	_, err := s.Edit(t.Context(), "Again", func(tx *Tx) error { return tx.PutExport(e) })
	wantKind(t, err, research.Conflict)
	_, err = s.Edit(t.Context(), "No group", func(tx *Tx) error {
		return tx.PutExport(Export{Cells: []ExportCell{{Group: NewID(), Measure: "x"}}})
	})
	wantKind(t, err, research.Conflict)
}
