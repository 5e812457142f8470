package views

import (
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// file is the transcript that is chosen in the list, nil for none.
func (v *Import) file() *session.TalkFile {
	i := v.rows.Chosen()
	if v.talks == nil || i < 0 || i >= len(v.talks.Files) {
		return nil
	}
	return &v.talks.Files[i]
}

// belongsTo is what an interview is called that a transcript goes to.
func (v *Import) belongsTo(f *session.TalkFile) string {
	switch {
	case f.Talk == nil:
		return "Cannot be read"
	case f.Leave:
		return "Leave out"
	case f.Of == "":
		return "A new interview"
	}
	row, _ := v.host.Session().InterviewRow(f.Of)
	return row.Interview.Label
}

// chooseInterview opens the list of interviews that a transcript may belong to.
func (v *Import) chooseInterview(i int, at fyne.Position) {
	f := &v.talks.Files[i]
	if f.Talk == nil {
		return
	}
	items := []widgets.MenuItem{
		{Label: "A new interview", Checked: f.Of == "" && !f.Leave, Do: func() { v.give(i, "") }},
		{Label: "Leave out", Checked: f.Leave, Do: func() { f.Leave = true; v.changed() }},
		{},
	}
	for _, r := range v.host.Session().InterviewRows(session.InterviewFilter{}) {
		note := r.Interview.Date
		if r.Organisation.Pseudonym != "" {
			note = r.Organisation.Pseudonym + "  " + note
		}
		items = append(items, widgets.MenuItem{Label: r.Interview.Label, Note: note, Checked: f.Of == r.Interview.ID && !f.Leave, Do: func() { v.give(i, r.Interview.ID) }})
	}
	widgets.ShowMenu(v.host.Window().Canvas(), at, items)
}

// give says whose conversation a transcript is.
func (v *Import) give(i int, id research.ID) {
	v.host.Fail(v.talks.BelongsTo(i, id))
	v.changed()
}

// changed redraws what a choice has changed, and looks anew.
func (v *Import) changed() {
	v.rows.Refresh()
	v.board.Refresh()
	v.look()
}

// roleName is the role of a speaker as a person reads it.
func roleName(role string) string {
	switch role {
	case "interviewer":
		return "Interviewer"
	case "new":
		return "A new participant"
	case "leave":
		return "Leave out"
	}
	return role
}

// chooseRole opens the list of what a speaker may be.
func (v *Import) chooseRole(f *session.TalkFile, i int, at fyne.Position) {
	voice := &f.Voices[i]
	roles := []string{"interviewer"}
	if row, ok := v.host.Session().InterviewRow(f.Of); ok {
		for _, p := range row.Participants {
			roles = append(roles, p.Pseudonym)
		}
	}
	var items []widgets.MenuItem
	for _, role := range append(roles, "new", "leave") {
		items = append(items, widgets.MenuItem{Label: roleName(role), Checked: voice.Role() == role, Do: func() {
			voice.SetRole(role)
			v.changed()
		}})
	}
	widgets.ShowMenu(v.host.Window().Canvas(), at, items)
}

// talkCols are where the columns of the list of transcripts stand.
func talkCols(w float32) [4]float32 { return [4]float32{20, w * .36, w*.36 + 150, w*.36 + 250} }

// drawTalk paints a transcript in the list.
func (v *Import) drawTalk(p *widgets.Pen, i int, y, w float32, chosen bool) {
	f := &v.talks.Files[i]
	doubt := f.Talk == nil || !f.Leave && f.Sure < .6
	v.rows.Ground(p, i, y, w, chosen)
	if doubt && !chosen {
		p.Rect(0, y, w, 33, p.WarnSoft)
	}
	x, cy := talkCols(w), y+17
	p.LW(x[0], cy, x[1]-x[0]-16, f.File, theme.Strong, p.Ink)
	if f.Talk == nil {
		p.LW(x[1], cy, w-x[1]-16, f.Err.Error(), theme.Small, p.Ink2)
		return
	}
	p.PickerFor(x[1], cy, 136, "", v.belongsTo(f), func() { v.rows.Choose(i); v.chooseInterview(i, v.below(x[1], y)) })
	if f.Leave {
		return
	}
	drawSure(p, x[2], cy, f.Sure)
	p.LW(x[3], cy, w-x[3]-16, f.Why, theme.Small, p.Mute)
}

// below is the place in the window under a cell of the list.
func (v *Import) below(x, y float32) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.rows)
	first, _ := v.rows.InView()
	return at.AddXY(x, max(34, y-float32(first)*34+34))
}

// drawSure paints how sure a guess is.
func drawSure(p *widgets.Pen, x, cy float32, sure float64) {
	n := int(sure*4 + .5)
	for k := range 4 {
		ink := p.Line
		if k < n {
			ink = p.Accent
		}
		p.Box(x+float32(k)*9, cy-6, 7, 12, 2, ink, nil)
	}
	word := "sure"
	if sure < .6 {
		word = "settle"
	} else if sure < .85 {
		word = "likely"
	}
	p.L(x+44, cy, word, theme.Small, p.Ink2)
}

// drawTalkSide paints who speaks in the chosen transcript, and how it would be stored.
func (v *Import) drawTalkSide(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 76, w, h)
	f := v.file()
	if f == nil || f.Talk == nil {
		p.L(x+20, 104, "Who speaks", theme.Head, p.Ink)
		p.Para(x+20, 122, w-40, "This file could not be read, so it is left out. The others can be taken without it.", theme.Body, p.Ink2)
		return
	}
	p.L(x+20, 100, "Who speaks", theme.Head, p.Ink)
	p.LW(x+20, 120, w-40, fmt.Sprintf("%s, %s, %s. %s what they are.", f.Talk.Kind, plural(len(f.Talk.Turns), "turn"), timed(f.Talk.Timed), voiceKeys(len(f.Voices))), theme.Small, p.Mute)
	y := float32(136)
	most := min(len(f.Voices), max(2, int((h-240)/34)))
	for i := range f.Voices[:most] {
		v.drawVoice(p, f, i, x+20, y, w-40)
		y += 34
	}
	if most < len(f.Voices) {
		p.L(x+20, y+14, fmt.Sprintf("and %d more who say little", len(f.Voices)-most), theme.Small, p.Mute)
		y += 26
	}
	y += v.drawFacts(p, f, x+20, y+6, w-40)
	p.HLine(x, y+10, w, p.Line)
	y += 34
	p.L(x+20, y, "As it will be stored", theme.Strong, p.Ink)
	y += 16
	for _, t := range v.said {
		if y > 76+h-44 {
			break
		}
		ink := p.Ink
		if t.Asked || t.Left {
			ink = p.Mute
		}
		who := t.Who
		if t.Left {
			who = "out"
		}
		p.LW(x+20, y+10, 46, who, theme.SmallB, ink)
		y = p.ParaMax(x+70, y+1, w-90, 2, t.Text, theme.Small, ink) + 6
	}
}

// voiceKeys says which keys choose what the speakers are.
func voiceKeys(voices int) string {
	switch n := min(9, voices); n {
	case 1:
		return "Key 1 chooses"
	case 2:
		return "Keys 1 and 2 choose"
	default:
		return fmt.Sprintf("Keys 1 to %d choose", n)
	}
}

func timed(yes bool) string {
	if yes {
		return "with times"
	}
	return "without times"
}

// voiceAt is the share of the width at which the role of a speaker begins.
const voiceAt = .48

// drawVoice paints one speaker with the role.
func (v *Import) drawVoice(p *widgets.Pen, f *session.TalkFile, i int, x, y, w float32) {
	voice, cy := f.Voices[i], y+17
	label := voice.Label
	if label == "" {
		label = "Nobody named"
	}
	p.LW(x, cy, w*.32, label, theme.Strong, p.Ink)
	p.LW(x+w*.34, cy, w*.14, plural(voice.Words, "word"), theme.Small, p.Mute)
	px := x + voiceAt*w
	p.PickerFor(px, cy, w*.34, "", roleName(voice.Role()), func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.board)
		v.chooseRole(f, i, at.AddXY(px, cy+18))
	})
	n := int(voice.Sure*4 + .5)
	for k := range 4 {
		ink := p.Line
		if k < n {
			ink = p.Accent
		}
		p.Box(x+w*.84+float32(k)*9, cy-6, 7, 12, 2, ink, nil)
	}
	p.Tip(fmt.Sprintf("why:%d", i), voice.Why, x+w*.83, y, 50, 34)
}

// talkFoot says under the list what is still to be settled.
func (v *Import) talkFoot() (icon string, doubt bool, words string) {
	settle, out := 0, 0
	for i := range v.talks.Files {
		f := &v.talks.Files[i]
		if f.Talk == nil {
			out++
		} else if !f.Leave && f.Sure < .6 {
			settle++
		}
	}
	switch {
	case settle > 0:
		return "warn", true, plural(settle, "transcript") + " to settle: whose is it? Enter chooses; nothing is stored yet."
	case out > 0:
		stay := map[bool]string{true: "stays", false: "stay"}[out == 1]
		return "warn", true, plural(out, "file") + " cannot be read and " + stay + " out. Nothing is stored yet."
	}
	return "check", false, "Every transcript has its interview. Enter changes it; nothing is stored yet."
}

// rowKey gives the speakers of the chosen transcript their roles by number.
func (v *Import) rowKey(e *fyne.KeyEvent) bool {
	f := v.file()
	if e.Name == fyne.Key0 && v.step == stepMatch && f != nil {
		v.askFacts(f)
		return true
	}
	if v.step != stepMatch || f == nil || f.Talk == nil || len(e.Name) != 1 || e.Name[0] < '1' || e.Name[0] > '9' {
		return false
	}
	i := int(e.Name[0] - '1')
	if i >= len(f.Voices) {
		return false
	}
	list, side := v.wide(v.board.Size().Width)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.board)
	v.chooseRole(f, i, at.AddXY(theme.Margin+list+14+20+(side-40)*voiceAt, 136+float32(i)*34+35))
	return true
}
