package views

import (
	"context"
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"

	"fyne.io/fyne/v2"
)

// consentList is everybody of the study with what they allow, to tick and change together.
type consentList struct {
	rows   *widgets.Rows
	people []consentRow
	chosen map[research.ID]bool
}

// consentRow is a participant in their first interview.
type consentRow struct {
	person research.Participant
	in     session.InterviewRow
}

// askConsents asks what several participants allow.
func (t *quotesTab) askConsents() {
	s := t.view.host.Session()
	l := newConsentList(s)
	to := 1
	pick := widgets.NewSegmented(consentWords, to, func(i int) { to = i })
	caption := widgets.NewBoard(func(p *widgets.Pen) { p.L(0, p.H/2, "Those ticked may be quoted", theme.Body, p.Ink2) })
	body := widgets.Placed(func(size fyne.Size) {
		widgets.Put(l.rows, 0, 0, size.Width, size.Height-48)
		widgets.Put(caption, 0, size.Height-34, 190, theme.ControlHeight)
		widgets.Put(pick, 196, size.Height-34, pick.MinSize().Width, theme.ControlHeight)
	}, l.rows, caption, pick)
	widgets.ShowDialog(t.view.host.Window().Canvas(), widgets.DialogSpec{Title: "What participants allow", Text: "Tick those who gave the same answer. Clearances that go further than an answer become void; undo brings them back.",
		Width: 640, Body: body, BodyH: 360, Confirm: "Note the answer", Cancel: "Cancel", Focus: l.rows,
		OnConfirm: func() bool {
			ids := l.ticked()
			if len(ids) == 0 {
				t.view.host.Say("Tick somebody first.")
				return false
			}
			if err := s.SetConsent(context.Background(), consents[to], ids...); err != nil {
				t.view.host.Fail(err)
				return false
			}
			t.view.host.Say(fmt.Sprintf("Noted what %s allow. Ctrl Z undoes it.", howMany(len(ids), "participant")))
			return true
		}})
}

func newConsentList(s *session.Session) *consentList {
	l := &consentList{chosen: map[research.ID]bool{}}
	seen := map[research.ID]bool{}
	for _, r := range s.InterviewRows(session.InterviewFilter{}) {
		for _, p := range r.Participants {
			if !seen[p.ID] {
				seen[p.ID] = true
				l.people = append(l.people, consentRow{p, r})
			}
		}
	}
	l.rows = widgets.NewRows(theme.RowHeight, l.draw)
	l.rows.OnChoose = nil
	l.rows.OnOpen = l.toggle
	l.rows.OnRune = func(r rune) bool {
		if r == ' ' {
			l.toggle(l.rows.Chosen())
		}
		return r == ' '
	}
	l.rows.SetCount(len(l.people))
	return l
}

func (l *consentList) toggle(i int) {
	if i >= 0 && i < len(l.people) {
		id := l.people[i].person.ID
		l.chosen[id] = !l.chosen[id]
		l.rows.Refresh()
	}
}

func (l *consentList) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	r := l.people[i]
	l.rows.Ground(p, i, y, w, chosen)
	cy := y + 15
	p.Zone(fmt.Sprint("tick:", i), 0, y, 34, theme.RowHeight, func() { l.toggle(i) })
	p.Check(8, cy, l.chosen[r.person.ID])
	p.LW(34, cy, 60, r.person.Pseudonym, theme.Strong, p.Ink)
	p.Outcome(100, cy, r.in.Interview.Outcome)
	p.LW(220, cy, w-220-130, fmt.Sprintf("%s · %s", r.person.RoleBand, r.in.Organisation.Segment), theme.Small, p.Ink2)
	says := consentWords[0]
	for k, c := range consents {
		if c == r.person.Consent {
			says = consentWords[k]
		}
	}
	ink := p.Ink2
	if r.person.Withdrawn {
		says, ink = "Withdrawn", p.Loss
	}
	p.R(w-12, cy, says, theme.Small, ink)
}

// ticked are the participants to change.
func (l *consentList) ticked() []research.ID {
	var out []research.ID
	for _, r := range l.people {
		if l.chosen[r.person.ID] {
			out = append(out, r.person.ID)
		}
	}
	return out
}
