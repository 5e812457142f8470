package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// askNote asks for the text of a note; save stores it, and done has the keyboard afterwards.
func askNote(h Host, title, text string, done func(), save func(text string) bool) {
	field, box := widgets.NewField("What is to be remembered", "", "", true)
	field.SetText(text)
	d := widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: title, Width: 520, Body: box, BodyH: 120, Confirm: "Save", Cancel: "Cancel", Focus: field,
		Foot: "Enter saves, Shift Enter begins a line.", OnCancel: done, OnConfirm: func() bool { return save(field.Text) }})
	field.OnKey = func(e *fyne.KeyEvent) bool {
		if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && heldModifiers()&fyne.KeyModifierShift == 0 {
			d.Confirm()
			return true
		}
		return false
	}
}

// saveNote asks for a note and stores it with set.
func (v *Coding) saveNote(title, was string, set func(ctx context.Context, s *session.Session, text string) error) {
	askNote(v.host, title, was, v.text.Focus, func(text string) bool {
		return v.act(func(ctx context.Context, s *session.Session) error {
			if err := set(ctx, s, text); err != nil {
				return err
			}
			return v.readMemos()
		})
	})
}

// writeNote asks for the note on the coding in hand, or else on the words that are selected, or on the turn.
func (v *Coding) writeNote() {
	if v.open == nil {
		return
	}
	v.readPassage()
	if _, ok := v.placed[v.current]; ok {
		v.noteOn(v.current)
		return
	}
	if !v.passage.ok {
		v.noteOnTurn()
		return
	}
	from, to := v.passage.from, v.passage.to
	n, _ := v.noteHere()
	if n.Kind == session.NoteOnPassage {
		from, to = n.From, n.To
	} else {
		n.Text = ""
	}
	v.saveNote("Note on these words", n.Text, func(ctx context.Context, s *session.Session, text string) error {
		return s.SetNoteAt(ctx, v.open.Interview.ID, from, to, text)
	})
}

// noteOn asks for the note on a coding.
func (v *Coding) noteOn(id research.ID) {
	p, ok := v.placed[id]
	if !ok {
		return
	}
	v.saveNote("Note on "+p.Code.Name, v.memos[id].Text, func(ctx context.Context, s *session.Session, text string) error {
		return s.SetMemo(ctx, id, p.Code.Name, text)
	})
}

func (v *Coding) noteOnTurn() {
	at, ok := v.text.Caret()
	if !ok {
		v.host.Say("Put the caret into what was said, or select words.")
		return
	}
	v.noteOnAny("Note on what was said here", at.Turn)
}

// noteOnAny asks for the note on a turn, the interview or a code.
func (v *Coding) noteOnAny(title string, on research.ID) {
	v.saveNote(title, v.memos[on].Text, func(ctx context.Context, s *session.Session, text string) error { return s.SetNoteOn(ctx, on, text) })
}

// noteMenu offers what else a note may be on, and the list of all.
func (v *Coding) noteMenu() {
	if v.open == nil {
		return
	}
	has := func(id research.ID) string {
		if _, ok := v.memos[id]; ok {
			return "has one"
		}
		return ""
	}
	label := v.open.Interview.Label
	at, _ := v.text.Caret()
	items := []widgets.MenuItem{
		{Label: "Note on interview " + label, Note: has(v.open.Interview.ID), Do: func() { v.noteOnAny("Note on interview "+label, v.open.Interview.ID) }},
		{Label: "Note on the turn", Note: has(at.Turn), Do: v.noteOnTurn},
	}
	code := v.book.chosen
	if p, ok := v.placed[v.current]; ok {
		code = p.Code.ID
	}
	if c, ok := v.host.Session().Book().Code(code); ok {
		items = append(items, widgets.MenuItem{Label: "Note on the code " + c.Name, Note: has(c.ID), Do: func() { v.noteOnAny("Note on the code "+c.Name, c.ID) }})
	}
	items = append(items, widgets.MenuItem{}, widgets.MenuItem{Label: "All notes…", Do: func() { v.host.Go("notes", "coding") }})
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.text)
	if pos, _, ok := v.text.TurnArea(at.Turn); ok {
		place = place.Add(pos)
	}
	widgets.ShowMenu(v.host.Window().Canvas(), place, items)
}

// noteHere is the note on the words of the passage, or on its turn, where they carry no code.
func (v *Coding) noteHere() (n session.Note, ok bool) {
	for _, b := range v.bare {
		if !b.Lost && b.Kind == session.NoteOnPassage && b.From.Turn == v.passage.from.Turn && v.passage.ok &&
			(b.From.Offset <= v.passage.from.Offset && (b.To.Turn != b.From.Turn || v.passage.from.Offset < b.To.Offset) || b.From == v.passage.from) {
			return b, true
		}
	}
	i := slices.IndexFunc(v.bare, func(b session.Note) bool {
		return b.Kind == session.NoteOnTurn && v.passage.ok && b.From.Turn == v.passage.from.Turn
	})
	if i < 0 {
		return n, false
	}
	return v.bare[i], true
}

// readMemos reads the notes, and has the text show where they are.
func (v *Coding) readMemos() error {
	s := v.host.Session()
	memos, err := s.Memos(context.Background())
	if err != nil {
		return err
	}
	v.memos, v.bare = memos, nil
	if v.open != nil && len(memos) > 0 {
		v.bare, err = s.NotesOn(context.Background(), v.open.Interview.ID)
	}
	return err
}

// showNotes has the text show which passages have notes.
func (v *Coding) showNotes() {
	if len(v.memos) == 0 && !v.noted {
		return
	}
	v.noted = len(v.memos) > 0
	var notes []widgets.TranscriptNote
	add := func(from, to research.Anchor) {
		from, to = v.said.Out(from, to)
		notes = append(notes, widgets.TranscriptNote{From: from, To: to})
	}
	for _, c := range v.open.Codings {
		if _, ok := v.memos[c.ID]; ok {
			add(c.From, c.To)
		}
	}
	for _, n := range v.bare {
		if !n.Lost {
			add(n.From, n.To)
		}
	}
	v.text.SetNotes(notes)
}

// drawNote shows the note on words without a code.
func (d *codingDock) drawNote(p *widgets.Pen, n session.Note) {
	p.Icon(24, codingDockHead+18, 16, "note", p.Warn)
	p.LW(42, codingDockHead+18, p.W-58, oneLineOf(n.Text), theme.Small, p.Ink)
	p.Hints(16, codingDockHead+18+codingDockPitch, p.W-32, d.view.hint("changes the note", "coding.note"))
}
