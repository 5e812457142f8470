package views

import (
	"context"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// interviewCard is the chosen interview: who it was, how far the deal came, the four reasons, consent, and
// the interviewer's note, which can be written in.
type interviewCard struct {
	host    Host
	row     session.InterviewRow
	known   bool
	board   *widgets.Board
	scroll  *container.Scroll
	note    *widgets.Field
	open    *widgets.Button
	content *fyne.Container
	asked   *sameDialog
	keys    func() KeyTable // of the screen around it
}

// sameKey is the key that says that two pseudonyms are one person's, for behind the sentence on it.
func (c *interviewCard) sameKey() string {
	if key := c.keys().Words("interviews.same"); key != "" {
		return " (" + key + ")"
	}
	return ""
}

func newInterviewCard(h Host) *interviewCard {
	c := &interviewCard{host: h}
	c.board = widgets.NewBoard(c.draw)
	c.board.Min = func() fyne.Size { return fyne.NewSize(100, c.drawOn(nil)) }
	c.scroll = container.NewVScroll(c.board)
	note, noteBox := savedField("Nothing noted", true, c.save)
	c.note = note
	c.open = widgets.NewButton("Open transcript", "", widgets.Primary, func() { c.host.Go("coding", c.row.Interview.ID) })
	frame := widgets.NewBoard(c.drawFrame)
	c.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(frame, 0, 0, s.Width, s.Height)
		foot := float32(52)
		noteH := float32(84)
		if s.Height < 560 {
			noteH = 60
		}
		widgets.Put(c.scroll, 1, 8, s.Width-2, s.Height-8-foot-noteH-36)
		widgets.Put(noteBox, 20, s.Height-foot-noteH-4, s.Width-40, noteH)
		widgets.Put(c.open, 20, s.Height-foot+8, s.Width-40, theme.ControlHeight)
	}, frame, c.scroll, noteBox, c.open)
	return c
}

// show puts an interview on the card. What is being written in the note of the same one stays.
func (c *interviewCard) show(r session.InterviewRow, ok bool) {
	same := c.known && ok && c.row.Interview.ID == r.Interview.ID
	writing := same && c.note.Focused()
	if !same {
		c.save()
	}
	c.row, c.known = r, ok
	if !writing && c.note.Text != r.Interview.Note {
		c.note.SetText(r.Interview.Note)
	}
	if c.host.Session().ReadOnly() || !ok {
		c.note.Disable()
	} else {
		c.note.Enable()
	}
	c.open.SetEnabled(ok)
	c.content.Refresh()
	c.board.Refresh()
	c.scroll.Refresh()
}

// same asks whose other pseudonym the participant's is.
func (c *interviewCard) same() {
	if len(c.row.Participants) > 0 {
		c.asked = askSame(c.host, c.row.Participants[0].Pseudonym, nil)
	}
}

// leave closes what shows names.
func (c *interviewCard) leave() {
	if c.asked != nil && c.asked.Open() {
		c.asked.Close()
	}
	c.asked = nil
}

// save stores the note if it was changed.
func (c *interviewCard) save() {
	text := strings.TrimSpace(c.note.Text)
	if !c.known || text == c.row.Interview.Note {
		return
	}
	id := c.row.Interview.ID
	c.row.Interview.Note = text // so that what follows does not save again
	s := c.host.Session()
	if err := s.SetNote(context.Background(), id, text); err != nil {
		c.host.Fail(err)
		return
	}
	row, _ := s.InterviewRow(id)
	c.row.Interview.Note = row.Interview.Note
	if row.Interview.Note != text {
		c.note.SetText(row.Interview.Note)
		c.host.Say("Saved. What looked like a name was taken out of the note.")
		return
	}
	c.host.Say("Saved the note on " + row.Interview.Label + ".")
}

func (c *interviewCard) drawFrame(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	noteH := float32(84)
	if p.H < 560 {
		noteH = 60
	}
	y := p.H - 52 - noteH - 4
	p.HLine(20, y-26, p.W-40, p.Line)
	p.L(20, y-13, "Interviewer's note", theme.CaptionB, p.Mute)
}

func (c *interviewCard) draw(p *widgets.Pen) {
	if !c.known {
		p.Para(20, 14, p.W-40, "Choose an interview to see who it was and what was found.", theme.Body, p.Mute)
		return
	}
	c.drawOn(p)
}

// drawOn draws the card and answers its height; with no pen it only measures.
func (c *interviewCard) drawOn(p *widgets.Pen) float32 {
	if !c.known {
		return 60
	}
	y := float32(84)
	if p != nil {
		c.drawWho(p)
	}
	y += c.drawDeal(p, y)
	y += c.drawReasons(p, y)
	return y + c.drawConsent(p, y)
}

func (c *interviewCard) drawWho(p *widgets.Pen) {
	r, iv := c.row, c.row.Interview
	wide := p.L(20, 22, iv.Label, theme.Title, p.Ink)
	if len(r.Participants) > 0 && !c.host.Session().ReadOnly() {
		who := r.Participants[0].Pseudonym
		p.IconButton(20+wide+22, 22, "erase", "trash", "Erase "+who+" for good", func() { askErase(c.host, who, nil) })
		p.IconButton(20+wide+22+30, 22, "same", "people", who+" is somebody who has a pseudonym already"+c.sameKey(), c.same)
	}
	p.Outcome(p.W-20-widgets.OutcomeWidth(iv.Outcome), 22, iv.Outcome)
	p.LW(20, 47, p.W-40, joined(" · ", r.RoleBand(), r.Organisation.Segment), theme.Body, p.Ink2)
	p.LW(20, 67, p.W-40, joined(" · ", r.Organisation.Pseudonym, iv.Method.String(), shortDate(iv.Date), iv.Interviewer), theme.Small, p.Mute)
}

// drawDeal is how far the deal came, stage by stage, and what else is known of it.
func (c *interviewCard) drawDeal(p *widgets.Pen, y float32) float32 {
	d := c.row.Deal
	if d.ID == "" {
		return 0
	}
	more := joined(" · ", d.ValueBand, d.LeadSource, strings.Join(d.Competitors, ", "))
	came := c.cameFrom()
	h := float32(74)
	if more != "" {
		h += 22
	}
	h += 22 * float32(len(came))
	if p == nil {
		return h
	}
	p.HLine(20, y, p.W-40, p.Line)
	head := "How far the deal came"
	if d.Lead {
		head = "How far the lead came"
		p.Chip(p.W-20-widgets.ChipWidth("Lead", false), y+20, "Lead", p.Ink2, p.Sunken, false)
	}
	p.L(20, y+20, head, theme.CaptionB, p.Mute)
	stages := c.host.Session().Book().Stages
	if n := len(stages); n > 0 {
		w := (p.W - 40 - 3*float32(n-1)) / float32(n)
		name := "not recorded"
		for i, st := range stages {
			ink := color.Color(p.Line)
			switch {
			case st.Number == d.FurthestStage:
				ink, name = widgets.OutcomeMark(p.Tokens, c.row.Interview.Outcome), st.Name
			case st.Number < d.FurthestStage:
				ink = p.Accent
			}
			p.Box(20+float32(i)*(w+3), y+34, w, 6, 3, ink, nil)
		}
		p.LW(20, y+54, p.W-40, name, theme.SmallB, p.Ink)
	}
	if more != "" {
		p.LW(20, y+75, p.W-40, more, theme.Small, p.Ink2)
	}
	for i, l := range came {
		cy := y + h - 21 - 22*float32(len(came)-1-i)
		p.Icon(28, cy, 15, l.icon, p.Ink2)
		p.LW(44, cy, p.W-64, l.words, theme.Small, p.Ink2)
	}
	return h
}

// cameFrom is the campaign that the deal or lead came from, and when the CRM opened and closed it, as far as it says.
func (c *interviewCard) cameFrom() (lines []cardFact) {
	d, from := c.row.Deal, c.row.Campaign
	switch {
	case from.ID == "":
	case from.Name == "":
		lines = append(lines, cardFact{"flag", "Campaign without a name: import the campaigns"})
	default:
		lines = append(lines, cardFact{"flag", "Campaign " + joined(", ", from.Name, from.Channel)})
	}
	switch opened, closed := shortDate(d.CRMCreated), shortDate(d.CRMClosed); {
	case d.CRMCreated != "" && d.CRMClosed != "":
		lines = append(lines, cardFact{"calendar", "In the CRM " + opened + " to " + closed})
	case d.CRMCreated != "":
		lines = append(lines, cardFact{"calendar", "Opened in the CRM " + opened})
	case d.CRMClosed != "":
		lines = append(lines, cardFact{"calendar", "Closed in the CRM " + closed})
	}
	return lines
}

// drawReasons is the way from what was believed to what decided it.
func (c *interviewCard) drawReasons(p *widgets.Pen, y float32) float32 {
	const step = 40
	kinds := research.ReasonKinds()
	h := 32 + step*float32(len(kinds)) + 6
	if p == nil {
		return h
	}
	p.HLine(20, y, p.W-40, p.Line)
	p.L(20, y+20, "From belief to root cause", theme.CaptionB, p.Mute)
	book := c.host.Session().Book()
	cy := y + 50
	for i, k := range kinds {
		if i < len(kinds)-1 {
			p.Rect(27, cy+2, 2, step, p.LineStrong)
		}
		name, others := reasonOf(book, c.row.Reasons[k])
		head, _, _ := reasonWords(k)
		dot := p.LineStrong
		if k == research.DecidedReason && name != "" {
			dot = widgets.OutcomeMark(p.Tokens, c.row.Interview.Outcome)
		}
		p.Dot(28, cy, 7, p.Tokens.Card, nil, 0)
		p.Dot(28, cy, 5, dot, nil, 0)
		p.LW(46, cy-8, p.W-66, head, theme.Caption, p.Mute)
		if name == "" {
			p.LW(46, cy+8, p.W-66, "not set", theme.Small.Slanted(), p.Mute)
		} else {
			if others > 0 {
				name = fmt.Sprintf("%s  +%d", name, others)
			}
			p.LW(46, cy+8, p.W-66, name, theme.Strong, p.Ink)
		}
		cy += step
	}
	return h
}

// drawConsent is what may be quoted, where the name is, and how far the coding is.
func (c *interviewCard) drawConsent(p *widgets.Pen, y float32) float32 {
	lines := c.facts()
	if p != nil {
		p.HLine(20, y, p.W-40, p.Line)
		for i, l := range lines {
			cy := y + 20 + float32(i)*22
			p.Icon(28, cy, 15, l.icon, p.Ink2)
			p.LW(44, cy, p.W-64, l.words, theme.Small, p.Ink2)
		}
	}
	return 20 + float32(len(lines))*22
}

type cardFact struct{ icon, words string }

func (c *interviewCard) facts() []cardFact {
	var consent research.Consent
	if len(c.row.Participants) > 0 {
		consent = c.row.Participants[0].Consent
	}
	facts := []cardFact{{"quote", consent.String()}}
	switch c.host.Session().Vault() {
	case session.VaultLocked:
		facts = append(facts, cardFact{"lock", "Who this is: in the vault, locked"})
	case session.VaultOpen:
		facts = append(facts, cardFact{"unlock", "Who this is: in the vault, open"})
	}
	coded := howMany(c.row.Codings, "code")
	if c.row.Codings == 0 {
		coded = "Nothing coded yet"
	}
	if c.row.Interview.Coded {
		coded += ", marked as coded"
	}
	if n := len(c.row.Participants); n > 1 {
		facts = append(facts, cardFact{"people", fmt.Sprintf("%d people took part", n)})
	}
	return append(facts, cardFact{"coding", coded})
}
