package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/store"
)

// Show opens the interview or the search hit it is given; without one, what was open, or the first
// interview that is not yet coded.
func (v *Coding) Show(arg any) {
	switch a := arg.(type) {
	case store.Hit:
		v.load(a.Interview)
		if v.open != nil {
			v.showHit(a)
		}
	case research.ID:
		v.load(v.choose(a))
	default:
		v.load(v.choose(""))
	}
	if v.jump == nil {
		v.jump = v.text.Focus
	}
	fyne.Do(v.land) // after the window has taken the screen in
}

// choose is the interview to show: the wanted one, the open one, the first to code, the first.
func (v *Coding) choose(want research.ID) research.ID {
	s := v.host.Session()
	if _, ok := s.InterviewRow(want); ok {
		return want
	}
	if v.open != nil {
		if _, ok := s.InterviewRow(v.open.Interview.ID); ok {
			return v.open.Interview.ID
		}
	}
	if id, ok := s.NextToCode(""); ok {
		return id
	}
	if rows := s.InterviewRows(session.InterviewFilter{}); len(rows) > 0 {
		return rows[0].Interview.ID
	}
	return ""
}

func (v *Coding) showHit(h store.Hit) {
	v.conceal()
	from, to, ok := session.HitPassage(v.open.Turns, h)
	if !ok {
		return
	}
	v.text.Select(from, to)
	v.jump = func() {
		v.text.Select(from, to)
		v.text.ScrollTo(from)
		v.text.Focus()
	}
}

// load reads an interview whole.
func (v *Coding) load(id research.ID) {
	if id == "" {
		v.open = nil
		v.work.Hide()
		v.empty.Show()
		return
	}
	t, err := v.host.Session().Transcript(context.Background(), id)
	if err != nil {
		v.host.Fail(err)
		return
	}
	was := v.open
	other := was == nil || was.Interview.ID != id
	revealed := v.said != nil
	v.open, v.said = t, nil
	v.hints.Refresh()
	v.eye.Refresh()
	v.empty.Hide()
	v.work.Show()
	if other {
		v.current, v.passage = "", codingPassage{}
		v.finder.close()
		v.corrector.close()
	}
	v.index()
	v.readOrphans()
	if err := v.readMemos(); err != nil {
		v.host.Fail(err)
	}
	if other || revealed || !v.retake(was.Turns) {
		v.text.SetContent(v.turns(), v.marks())
	}
	v.showNotes()
	v.refresh()
}
