package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// NoteKind is what a note is on.
type NoteKind string

// The kinds of notes.
const (
	NoteOnCoding    NoteKind = "coding"
	NoteOnPassage   NoteKind = "passage" // words that were selected, with a code or without
	NoteOnTurn      NoteKind = "turn"
	NoteOnInterview NoteKind = "interview"
	NoteOnCode      NoteKind = "code"
	NoteOnStudy     NoteKind = "study" // on all of it: a project of another program may bring such
)

// Note is a note with its place.
type Note struct {
	research.Memo
	Kind      NoteKind
	Interview research.ID // "" for one on a code
	Label     string      // of the interview
	Code      research.Code
	// From and To are the passage, or the whole turn; empty where there is none, or where it lost its words.
	From, To research.Anchor
	Words    string // what was said there, on one line
	Lost     bool   // its passage has lost its words
}

// Where is a note's place as it is listed: "P07, passage", "Price".
func (n Note) Where() string {
	switch {
	case n.Kind == NoteOnCode:
		return n.Code.Name
	case n.Kind == NoteOnCoding:
		return n.Label + ", " + n.Code.Name
	case n.Kind == NoteOnStudy:
		return "The whole study"
	case n.Kind == NoteOnInterview:
		return n.Label
	}
	return n.Label + ", " + string(n.Kind)
}

// placedNotes are the notes that the session's coder may read, with what they are on. Of an interview that they
// code blind those are their own; a note on a code that names such an interview is not among them.
func (s *Session) placedNotes(ctx context.Context) ([]store.PlacedMemo, error) {
	all, err := s.store.PlacedMemos(ctx)
	if err != nil {
		return nil, err
	}
	blind, coder := s.blindNow()
	if len(blind) == 0 {
		return all, nil
	}
	labels := s.blindLabels()
	return slices.DeleteFunc(all, func(m store.PlacedMemo) bool {
		return m.Coder != coder && (blind[m.Interview] || namesOne(m.Text, labels))
	}), nil
}

// Memos are the notes that the session's coder may read, by what they are on.
func (s *Session) Memos(ctx context.Context) (map[research.ID]research.Memo, error) {
	all, err := s.placedNotes(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	out := map[research.ID]research.Memo{}
	for _, m := range all {
		out[m.On] = m.Memo
	}
	return out, nil
}

// NotesOn are the notes on words of an interview that carry no code of the one who reads: on passages and turns.
func (s *Session) NotesOn(ctx context.Context, interview research.ID) ([]Note, error) {
	return s.notes(ctx, func(m store.PlacedMemo) bool {
		return m.Interview == interview && m.Coding == "" && (m.Verbatim != "" || m.Turn != "")
	})
}

// Notes lists the notes that hold all words, in themselves, in what was said there or in their place; all of them
// where there are no words. Capitals make no difference. The newest come first.
func (s *Session) Notes(ctx context.Context, words string) ([]Note, error) {
	list, err := s.notes(ctx, func(store.PlacedMemo) bool { return true })
	want := strings.Fields(fold(words))
	list = slices.DeleteFunc(list, func(n Note) bool {
		in := fold(n.Text + " " + n.Words + " " + n.Where() + " " + n.Coder)
		return slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(in, w) })
	})
	slices.Reverse(list)
	return list, err
}

// notes reads notes with their places; such as are on nothing that is listed are left out.
func (s *Session) notes(ctx context.Context, wanted func(store.PlacedMemo) bool) ([]Note, error) {
	all, err := s.placedNotes(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(m store.PlacedMemo) bool {
		return m.Interview == "" && m.Code == "" && m.On != s.Study().ID || !wanted(m)
	})
	var ids []research.ID
	for _, m := range all {
		if m.Verbatim != "" {
			ids = append(ids, m.Verbatim)
		}
	}
	vs, err := s.store.VerbatimsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	at := map[research.ID]research.Verbatim{}
	for _, v := range vs {
		at[v.ID] = v
	}
	out := make([]Note, len(all))
	for i, m := range all {
		if out[i], err = s.note(ctx, m, at[m.Verbatim]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Session) note(ctx context.Context, m store.PlacedMemo, v research.Verbatim) (Note, error) {
	n := Note{Memo: m.Memo, Interview: m.Interview, Label: s.label(m.Interview), Kind: NoteOnInterview}
	n.Code, _ = s.Book().Code(m.Code)
	switch {
	case m.Turn != "":
		t, err := s.store.Turn(ctx, m.Turn)
		if err != nil {
			return n, err
		}
		n.Kind, n.From, n.To = NoteOnTurn, research.Anchor{Turn: t.ID}, research.Anchor{Turn: t.ID, Offset: len([]rune(t.Text))}
		n.Words = oneLine(t.Text)
	case m.Verbatim != "":
		if n.Kind = NoteOnPassage; m.Coding != "" {
			n.Kind = NoteOnCoding
		}
		if n.Lost = v.Orphan; n.Lost {
			return n, nil
		}
		words, err := quoted(ctx, s.store, v.Interview, v.From, v.To)
		n.From, n.To, n.Words = v.From, v.To, oneLine(words)
		return n, err
	case m.Code != "":
		n.Kind = NoteOnCode
	case m.On == s.Study().ID:
		n.Kind = NoteOnStudy
	}
	return n, nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// SetMemo writes the note on a coding, or takes it away where the text is empty. Names in it are masked, and the
// vault keeps what was typed.
func (s *Session) SetMemo(ctx context.Context, coding research.ID, code, text string) error {
	return s.setNote(ctx, coding, code, text, nil)
}

// SetNoteOn is SetMemo for a turn, an interview, a code, a coding or a verbatim.
func (s *Session) SetNoteOn(ctx context.Context, on research.ID, text string) error {
	what, err := s.noteOn(ctx, on)
	if err != nil {
		return err
	}
	return s.setNote(ctx, on, what, text, nil)
}

// SetNoteAt is SetMemo for words that are selected, whether or not a code is on them.
func (s *Session) SetNoteAt(ctx context.Context, interview research.ID, from, to research.Anchor, text string) error {
	what := "a passage of " + s.labelOf(interview)
	there, _, err := s.store.VerbatimAt(ctx, interview, from, to)
	if err != nil {
		return err
	}
	return s.setNote(ctx, there.ID, what, text, func(tx *store.Tx) (research.ID, error) {
		id, _, err := s.verbatimAt(ctx, tx, interview, from, to)
		return id, err
	})
}

// noteOn is what a record is called in the history, as something that a note is on.
func (s *Session) noteOn(ctx context.Context, on research.ID) (string, error) {
	if c, ok := s.Book().Code(on); ok {
		return "code " + c.Name, nil
	}
	if row, ok := s.InterviewRow(on); ok {
		return row.Interview.Label, nil
	}
	if on == s.Study().ID {
		return "the whole study", nil
	}
	t, err := s.store.Turn(ctx, on)
	if err == nil {
		return "what was said in " + s.labelOf(t.Interview), nil
	}
	if research.KindOf(err) != research.NotFound {
		return "", err
	}
	if vs, err := s.store.VerbatimsByID(ctx, []research.ID{on}); err != nil || len(vs) > 0 {
		if len(vs) > 0 {
			return "a passage of " + s.labelOf(vs[0].Interview), nil
		}
		return "", err
	}
	all, err := s.store.PlacedMemos(ctx)
	if i := slices.IndexFunc(all, func(m store.PlacedMemo) bool { return m.On == on && m.Coding != "" }); i >= 0 {
		return s.codeName(all[i].Code), nil
	}
	if err != nil {
		return "", err
	}
	return "", research.Problemf(research.NotFound, "What this note was to be on is no longer in the study.")
}

// setNote writes a note on a record, which place makes where there is none yet, or takes it away.
func (s *Session) setNote(ctx context.Context, on research.ID, what, text string, place func(*store.Tx) (research.ID, error)) error {
	all, err := s.placedNotes(ctx)
	if err != nil {
		return err
	}
	m := research.Memo{On: on}
	if i := slices.IndexFunc(all, func(x store.PlacedMemo) bool { return on != "" && x.On == on }); i >= 0 {
		m = all[i].Memo
	}
	was := m.Text
	if text = strings.TrimSpace(plainText(text)); text == was {
		return nil
	}
	if text == "" {
		_, err := s.store.Edit(ctx, "Take the note off "+what, func(tx *store.Tx) error {
			if err := tx.DeleteMemo(m.ID); err != nil {
				return err
			}
			return dropBare(ctx, tx, m.On)
		})
		return err
	}
	m.ID = or(m.ID, store.NewID())
	m.Text, m.Coder, m.At = text, s.Coder(), s.Now().UTC()
	if err := s.maskedInto(ctx, safe, typedField{m.ID, "text", was, &m.Text}); err != nil {
		return err
	}
	_, err = s.store.Edit(ctx, "Note on "+what, func(tx *store.Tx) (err error) {
		if m.On == "" {
			if m.On, err = place(tx); err != nil {
				return err
			}
		}
		_, err = tx.PutMemo(m)
		return err
	})
	return err
}

// dropBare takes a verbatim away that nothing needs once its note is gone.
func dropBare(ctx context.Context, tx *store.Tx, on research.ID) error {
	vs, err := tx.VerbatimsByID(ctx, []research.ID{on})
	if err != nil || len(vs) == 0 {
		return err
	}
	return tx.DropVerbatim(on)
}
