package store

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// issued puts a pack about an interview with two files into the ledger.
func issued(t *testing.T, s *Store, about, quoted research.ID) (Export, [][]byte) {
	t.Helper()
	r := rand.New(rand.NewPCG(2, 3))
	bodies := [][]byte{make([]byte, 40_000), []byte("%PDF with words, words, words, words")}
	for i := range bodies[0] {
		bodies[0][i] = byte(r.IntN(256))
	}
	e := Export{ID: NewID(), K: 5, File: "pack.pdf, pack.xlsx", Groups: []ExportGroup{{ID: NewID(), Predicate: "all", Members: []research.ID{about}}},
		Files: []ExportFile{{Name: "pack.pdf", SHA256: "01", Body: bodies[0]}, {Name: "pack-charts/1.svg", SHA256: "02", Body: bodies[1]}}}
	if quoted != "" {
		e.Quoted = []research.ID{quoted, quoted}
	}
	MustEdit(t, s, "Issue the board pack", func(tx *Tx) error { return tx.PutExport(e) })
	return e, bodies
}

func filesKept(t *testing.T, s *Store, e Export) (n int, gone string) {
	t.Helper()
	for _, f := range must(s.ExportFiles(t.Context(), e.ID))(t) {
		if f.Gone == "" && len(f.Body) == f.Bytes {
			n++
		} else {
			gone = f.Gone
		}
	}
	return n, gone
}

// The files of a pack come back to the byte after a restart, and the ledger is read without them.
func TestFilesOfAPackAreKept(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	e, bodies := issued(t, s, v.interview.ID, v.verbatims[0].ID)
	s = Reopen(t, s)
	for i, f := range must(s.ExportFiles(t.Context(), e.ID))(t) {
		if f.Name != e.Files[i].Name || !bytes.Equal(f.Body, bodies[i]) || f.Bytes != len(bodies[i]) || f.Gone != "" {
			t.Errorf("file %d came back as %s with %d bytes", i, f.Name, len(f.Body))
		}
	}
	if got := must(s.Exports(t.Context()))(t)[0]; len(got.Files) != 2 || got.Files[0].Body != nil || got.Files[1].SHA256 != "02" {
		t.Errorf("%+v", got.Files)
	}
	MustEdit(t, s, "Discard", func(tx *Tx) error { return second(tx.DropExportFiles(e.ID, GoneDiscarded)) })
	if n, gone := filesKept(t, s, e); n != 0 || gone != GoneDiscarded {
		t.Errorf("%d are still there, %q", n, gone)
	}
}

// They go with whoever is erased, and with words that are masked later; other packs stay.
func TestFilesOfAPackGo(t *testing.T) {
	for name, test := range map[string]struct {
		act  func(tx *Tx, v *sample) error
		want string
	}{
		"erased": {func(tx *Tx, v *sample) error { return second(tx.ForgetIssued([]research.ID{v.interview.ID})) }, GoneErased},
		"masked": {func(tx *Tx, v *sample) error { return tx.Forget("turn", v.turns[0].ID, v.turns[1].ID) }, GoneRedacted},
		"sealed": {func(tx *Tx, v *sample) error {
			return tx.Seal(Wording{"turn", v.verbatims[0].From.Turn, "text", "x", "r"})
		}, GoneRedacted},
		"theme":           {func(tx *Tx, v *sample) error { return tx.Forget("theme", v.theme.ID) }, GoneRedacted},
		"note elsewhere":  {func(tx *Tx, v *sample) error { return tx.Forget("memo", v.memo.ID) }, ""},
		"another passage": {func(tx *Tx, v *sample) error { return tx.Forget("turn", NewID()) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := MustOpen(t)
			v := fill(t, s)
			e, _ := issued(t, s, v.interview.ID, v.verbatims[0].ID)
			other, _ := issued(t, s, NewID(), "")
			MustEdit(t, s, "Take it out", func(tx *Tx) error { return test.act(tx, v) })
			if n, gone := filesKept(t, s, e); gone != test.want || (n == 2) != (test.want == "") {
				t.Errorf("%d files are there, %q", n, gone)
			}
			if n, _ := filesKept(t, s, other); n != 2 && name != "theme" {
				t.Errorf("a pack that is not about it lost its files")
			}
		})
	}
}

// A copy's packs come with their files, but for those about somebody who was erased here.
func TestFilesOfACopysPacks(t *testing.T) {
	for _, erased := range []bool{false, true} {
		s := MustOpen(t)
		v := fill(t, s)
		c := twin(t, s, "CD")
		e, _ := issued(t, c, v.interview.ID, v.verbatims[0].ID)
		if erased {
			MustEdit(t, s, "Erase", func(tx *Tx) error { return tx.DeleteInterview(v.interview.ID) })
		}
		joinOf(t, s, c, JoinOptions{})
		n, gone := filesKept(t, s, e)
		if erased && (n != 0 || gone != GoneErased) || !erased && n != 2 {
			t.Errorf("erased %v: %d files, %q", erased, n, gone)
		}
	}
}

// Two copies that both chose how the pack looks join into one layout.
func TestLayoutsJoin(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	MustEdit(t, s, "Undo the layout", func(tx *Tx) error { return tx.PutPackLayout(research.PackLayout{}) })
	c := twin(t, s, "CD")
	MustEdit(t, s, "Colour", func(tx *Tx) error { return tx.PutPackLayout(research.PackLayout{Accent: "#5B2A86"}) })
	MustEdit(t, c, "Line", func(tx *Tx) error {
		return tx.PutPackLayout(research.PackLayout{Confidential: "For the board", Sections: []string{"-heard"}})
	})
	joinOf(t, s, c, JoinOptions{})
	if l := must(s.PackLayout(t.Context()))(t); l.Accent != "#5B2A86" || l.Confidential != "For the board" || len(l.Sections) != 1 {
		t.Errorf("%+v", l)
	}
}
