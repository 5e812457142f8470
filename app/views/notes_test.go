package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// writeNoteOf types a note into the dialog that is open.
func writeNoteOf(r *room, text string) {
	r.typed(text)
	r.key(fyne.KeyReturn)
}

// Notes are written by keyboard alone on selected words without a code, on the turn and the interview, shown below
// the text, listed, found, changed and taken away.
func TestNotesByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	ctx := t.Context()
	uncoded := func() research.Anchor {
		r.typed("j")
		v.readPassage()
		if !v.passage.ok || len(v.passage.on) > 0 {
			t.Fatal("J selects no passage without a code")
		}
		return v.passage.from
	}
	from := uncoded()
	r.typed("m")
	writeNoteOf(r, "Come back to this")
	notes, err := r.s.NotesOn(ctx, v.open.Interview.ID)
	if err != nil || len(notes) != 1 || notes[0].Kind != session.NoteOnPassage || notes[0].From != from || notes[0].Text != "Come back to this" {
		t.Fatalf("the notes are %+v, %v; %v", notes, err, r.fails)
	}
	if n, ok := v.noteHere(); !ok || n.Text != "Come back to this" {
		t.Error("the note is not shown at its words")
	}
	r.shoot("coding-note")
	r.typed("z")
	r.key(fyne.KeyDown, fyne.KeyReturn)
	writeNoteOf(r, "Short of time")
	if m, _ := r.s.Memos(ctx); m[v.open.Interview.ID].Text != "Short of time" {
		t.Errorf("the interview's note is %q; %v", m[v.open.Interview.ID].Text, r.fails)
	}
	var list *Notes
	r = newRoom(t, r.s, theme.DarkMode, bodySmall, func(h Host) View { list = NewNotes(h); return list }, "coding")
	if len(list.list) != 2 || list.list[0].Kind != session.NoteOnInterview {
		t.Fatalf("listed are %+v", list.list)
	}
	r.shoot("notes")
	list.search.SetText("come back")
	if len(list.list) != 1 {
		t.Errorf("found are %d notes", len(list.list))
	}
	list.open()
	if len(r.went) == 0 || r.went[len(r.went)-1] != "coding" {
		t.Errorf("Enter leads to %v", r.went)
	}
	list.remove()
	if notes, _ := r.s.NotesOn(ctx, v.open.Interview.ID); len(notes) != 0 {
		t.Error("the note is still there")
	}
	if _, err := r.s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	list.reload()
	if len(list.list) != 1 {
		t.Errorf("after undo %d notes are found", len(list.list))
	}
}
