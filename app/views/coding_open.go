package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Show opens the interview or the search hit it is given; without one, what was open, or the first
// interview that is not yet coded.
func (v *Coding) Show(arg any) {
	id, there := v.choose(""), func() {}
	switch a := arg.(type) {
	case store.Hit:
		id, there = a.Interview, func() { v.showHit(a) }
	case research.ID:
		id = v.choose(a)
	}
	v.loadThen(id, func() {
		if v.open != nil {
			there()
		}
		if v.jump == nil {
			v.jump = v.text.Focus
		}
		fyne.Do(v.land) // after the window has taken the screen in
	})
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

// longTurns is how many turns a transcript has at least that is read beside the window: a shorter one is there at once.
const longTurns = 300

// loadThen is load, and then does something: at once, or where the transcript is long, when it has been read on a
// goroutine of its own.
func (v *Coding) loadThen(id research.ID, then func()) {
	s := v.host.Session()
	n, err := s.Store().CountTurns(context.Background(), id)
	if err != nil || n < longTurns || v.open != nil && v.open.Interview.ID == id {
		v.reading = ""
		v.load(id)
		then()
		return
	}
	if v.reading == id {
		return
	}
	v.open, v.reading, v.stale = nil, id, false
	v.work.Hide()
	v.empty.Hide()
	v.opening.Show()
	v.off(func() {
		t, err := s.Transcript(context.Background(), id)
		fyne.Do(func() {
			if v.reading != id || v.host.Session() != s {
				return // another one was asked for meanwhile, or the study was closed
			}
			v.reading = ""
			v.opening.Hide()
			if err != nil {
				v.host.Fail(err)
				v.load("")
				return
			}
			if v.shows(t); v.stale {
				v.load(id)
			}
			v.host.Refresh()
			then()
		})
	})
}

// drawOpening says what is being read.
func (v *Coding) drawOpening(p *widgets.Pen) {
	row, _ := v.host.Session().InterviewRow(v.reading)
	p.C(p.W/2, p.H/2, "Opening "+row.Interview.Label+" …", theme.Body, p.Mute)
}

// load reads an interview whole.
func (v *Coding) load(id research.ID) {
	v.opening.Hide()
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
	v.shows(t)
}

// shows puts a transcript on the screen.
func (v *Coding) shows(t *session.Transcript) {
	was := v.open
	other := was == nil || was.Interview.ID != t.Interview.ID
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
