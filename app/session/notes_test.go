package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// noted is what is listed of notes, the oldest first.
func noted(t *testing.T, s *Session, words string) (out []string) {
	t.Helper()
	list, err := s.Notes(context.Background(), words)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(list)
	for _, n := range list {
		out = append(out, fmt.Sprintf("%s %q: %s", n.Where(), n.Words, n.Text))
	}
	return out
}

// Notes stand on words without a code, on turns, interviews and codes; they name nobody, are listed and looked for,
// follow a correction of the text, and each is one step.
func TestNotesOnAnything(t *testing.T) {
	s, iv, turns := saidStudy(t, "We asked for the price. Nobody answered.", "They came late.")
	ctx := context.Background()
	from, to := on(t, turns[0], "asked for the price")
	code, _ := s.Book().ByRef("NEG-01")
	before := tables(t, s.Path())
	for _, do := range []func() error{
		func() error {
			return s.SetNoteAt(ctx, iv.ID, from, to, "Ask j.doe@brandtkamp.example what they offered.")
		},
		func() error { return s.SetNoteOn(ctx, turns[1].ID, "Late is a theme.") },
		func() error { return s.SetNoteOn(ctx, iv.ID, "Short of time throughout.") },
		func() error { return s.SetNoteOn(ctx, code.ID, "Wider than the définition says.") },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(fmt.Sprint(tables(t, s.Path())), "brandtkamp") {
		t.Error("somebody is named in the study")
	}
	label := s.label(iv.ID)
	got := noted(t, s, "")
	if len(got) != 4 || !strings.HasPrefix(got[0], label+`, passage "asked for the price": Ask `) || got[1] != label+`, turn "They came late.": Late is a theme.` ||
		got[2] != label+` "": Short of time throughout.` || got[3] != code.Name+` "": Wider than the définition says.` {
		t.Errorf("listed are %q", got)
	}
	for words, n := range map[string]int{"late": 1, "DÉFINITION": 1, label: 3, "price offered": 1, "price late": 0, "ro": 4} {
		if found := noted(t, s, words); len(found) < n || n == 0 && len(found) > 0 {
			t.Errorf("%q finds %q", words, found)
		}
	}
	if name, _ := s.CanUndo(); name != "Note on code "+code.Name {
		t.Errorf("the step is called %q", name)
	}
	if m, err := s.Memos(ctx); err != nil || m[iv.ID].Coder != "RO" || m[iv.ID].At.IsZero() {
		t.Errorf("the note is %+v, %v", m[iv.ID], err)
	}
	// The passage stays on its words.
	if _, err := s.CorrectText(ctx, turns[0].ID, turns[0].Text, "Early on, we asked about the price. Nobody answered."); err != nil {
		t.Fatal(err)
	}
	if got := noted(t, s, "offered"); len(got) != 1 || !strings.Contains(got[0], `"asked about the price"`) {
		t.Errorf("after a correction: %q", got)
	}
	on, err := s.NotesOn(ctx, iv.ID)
	if err != nil || len(on) != 2 {
		t.Errorf("%d notes stand in the text, %v", len(on), err)
	}
	// Without its note a bare passage goes.
	if err := s.SetNoteAt(ctx, iv.ID, on[0].From, on[0].To, ""); err != nil {
		t.Fatal(err)
	}
	if vs, _ := s.store.Verbatims(ctx, iv.ID); len(vs) != 0 {
		t.Errorf("%d passages are left", len(vs))
	}
	for range 6 {
		if err := second(s.Undo(ctx)); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "all taken back", tables(t, s.Path()), before)
	wantKind(t, s.SetNoteOn(ctx, "nothing", "x"), research.NotFound)
}

// A code keeps its note when it is merged, an interview's notes go with it.
func TestNotesGoWithTheirPlace(t *testing.T) {
	s, ctx := searchable(t), context.Background()
	row := s.InterviewRows(InterviewFilter{})[0]
	iv := row.Interview
	turns, err := s.store.Turns(ctx, iv.ID)
	if err != nil {
		t.Fatal(err)
	}
	from, to := research.Anchor{Turn: turns[0].ID}, research.Anchor{Turn: turns[0].ID, Offset: 4}
	a, _ := s.Book().ByRef("NEG-01")
	b, _ := s.Book().ByRef("NEG-02")
	for _, do := range []func() error{
		func() error { return s.SetNoteAt(ctx, iv.ID, from, to, "One.") },
		func() error { return s.SetNoteOn(ctx, turns[0].ID, "Two.") },
		func() error { return s.SetNoteOn(ctx, iv.ID, "Three.") },
		func() error { return s.SetNoteOn(ctx, a.ID, "Four.") },
		func() error { return second(s.MergeCodes(ctx, []research.ID{a.ID}, b.ID)) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	if got := noted(t, s, "four"); len(got) != 1 || !strings.HasPrefix(got[0], b.Name) {
		t.Errorf("after the merge: %q", got)
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: row.Participants[0].Pseudonym}, nil); err != nil {
		t.Fatal(err)
	}
	if got := noted(t, s, ""); len(got) != 1 {
		t.Errorf("after the erasure: %q", got)
	}
}
