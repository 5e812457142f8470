package views

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report"
)

const (
	listWidth  = 236
	cardWidth  = 290
	listFoot   = 44
	titleTop   = 66
	titleHigh  = 76
	leavesHigh = 150
)

// columns are the widths of the list, the sheet and the card in a width.
func (v *Report) columns(w float32) (list, mid, card float32) {
	list, card = listWidth, cardWidth
	if w < 1060 {
		list, card = 200, 250
	}
	return list, w - list - card - 32, card
}

// sheetHeight is how tall the ground of the page is.
func (v *Report) sheetHeight(h, mid float32) float32 { return min(h-leavesHigh-44, mid*.74) }

func (v *Report) place(s fyne.Size) {
	x, h := float32(theme.Margin), s.Height-theme.Margin
	w := s.Width - 2*theme.Margin
	lw, mid, cw := v.columns(w)
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	widgets.Put(v.list, x+1, 48, lw-2, h-50-listFoot)
	widgets.Put(v.sheet, x+lw+16, 0, mid, v.sheetHeight(h, mid))
	cx := x + w - cw
	widgets.Put(v.boxes[0], cx+16, titleTop, cw-32, titleHigh)
	widgets.Put(v.boxes[1], cx+16, v.decisionTop(cw)+12, cw-32, 92)
	toggle(v.list, v.ready)
	toggle(v.sheet, v.ready && v.page >= 0)
	toggle(v.boxes[0], v.ready && v.page >= 0)
	toggle(v.boxes[1], v.ready && v.page >= 0 && v.onAnswer())
}

// onAnswer says whether the page is shown where the question to the board stands.
func (v *Report) onAnswer() bool {
	k, _ := v.chosen()
	return k == report.Answer
}

// changes is what is to be said of the message in view: how the figures changed that it was written about.
func (v *Report) changes(k report.Kind) string {
	m := v.messages[k]
	if len(m.Changed) == 0 {
		return ""
	}
	words := strings.Join(m.Changed[:min(2, len(m.Changed))], " ")
	if n := len(m.Changed) - 2; n > 0 {
		words += fmt.Sprintf(" And %s more.", plural(n, "figure"))
	}
	return words
}

// decisionTop is where the card's second text begins.
func (v *Report) decisionTop(cw float32) float32 {
	y := float32(titleTop + titleHigh + 74)
	k, _ := v.chosen()
	if c := v.changes(k); c != "" {
		y += widgets.NoteHeight(c, cw-32) + 10
	}
	return y
}

func (v *Report) drawPage(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.rows) {
		return
	}
	r := v.rows[i]
	v.list.Ground(p, i, y, w, chosen)
	name, sub, ink := r.section.Name.String(), "", p.Ink
	number := "–"
	switch {
	case r.section.Off:
		sub, ink = "Left out", p.Mute
	case r.page < 0:
		sub, ink = "Nothing to show yet", p.Mute
	default:
		pg := v.doc.Pages[r.page]
		number, name, sub = fmt.Sprint(pg.Number), pg.Name.String(), pg.Title.String()
	}
	p.R(34, y+19, number, theme.Small, p.Mute)
	ty := theme.Body
	if chosen {
		ty = theme.Strong
	}
	p.LW(46, y+18, w-76, name, ty, ink)
	p.LW(46, y+36, w-76, sub, theme.Caption, p.Mute)
	first := i == 0 || v.rows[i-1].section.Kind != r.section.Kind
	switch {
	case first && len(v.messages[r.section.Kind].Changed) > 0:
		p.Icon(w-18, y+26, 14, "warn", p.Warn)
	case first && r.page >= 0:
		p.Icon(w-18, y+26, 14, "check", p.Accent)
	}
}

func (v *Report) draw(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-theme.Margin
	w := p.W - 2*theme.Margin
	if !v.ready {
		p.C(p.W/2, p.H/2-40, "Drafting the board pack", theme.Body, p.Mute)
		return
	}
	lw, mid, cw := v.columns(w)
	v.drawList(p, x, lw, h)
	sheetH := v.sheetHeight(h, mid)
	mx := x + lw + 16
	p.Box(mx, 0, mid, sheetH, 8, theme.Mix(p.Bg, p.LineStrong, .6), nil)
	if v.page < 0 {
		v.drawNoPage(p, mx, mid, sheetH)
	}
	my := sheetH + 22
	p.Hints(mx, my, mid-120, v.keys().hint("turn pages", "report.previous", "report.next"))
	if v.page >= 0 && v.page < len(v.doc.Pages) {
		p.R(mx+mid, my, fmt.Sprintf("Page %d of %d", v.doc.Pages[v.page].Number, len(v.doc.Pages)), theme.Body, p.Ink2)
	}
	v.drawLeaves(p, mx, my+20, mid, h-my-20)
	v.drawCard(p, x+w-cw, cw, h)
}

// drawList is the card around the pages, with what the list can do.
func (v *Report) drawList(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 0, w, h)
	p.L(x+16, 26, "Pages", theme.Head, p.Ink)
	out := 0
	for _, s := range v.doc.Sections {
		if s.Off {
			out++
		}
	}
	if out > 0 {
		p.R(x+w-16, 26, fmt.Sprintf("%d left out", out), theme.Small, p.Mute)
	}
	p.HLine(x+1, h-listFoot, w-2, p.Line)
	keys := v.keys()
	up := keys.hint("move", "report.up")
	out1 := keys.hint("in or out", "report.leave")
	p.Hints(x+14, h-listFoot/2, w-20, up, out1)
}

// drawNoPage says why the chosen section has no page, and what would give it one.
func (v *Report) drawNoPage(p *widgets.Pen, x, w, h float32) {
	s, ok := v.section()
	if !ok {
		return
	}
	title, words := "“"+s.Name.String()+"” has nothing to show yet", nothingYet(s.Kind)
	if s.Off {
		title, words = "“"+s.Name.String()+"” is left out", "The pack goes without it. Whatever figures stand on other pages and in the workbook stay."
		if s.Kind.Last() {
			words = "It belongs in the last pack of these interviews. Once a pack with it is issued, no other with any of them can be: held against each other, two could tell who said what. Drafts can be made at any time, and packs of a later wave alone."
		}
	}
	cy := h/2 - 50
	p.Icon(x+w/2, cy, 30, "report", p.Mute)
	p.CW(x+w/2, cy+34, w-60, title, theme.Head, p.Ink)
	p.ParaC(x+w/2, cy+52, w-120, words, theme.Body, p.Ink2)
	if s.Off {
		bw := widgets.ButtonW("Take it in", "check")
		p.Button(x+(w-bw)/2, cy+120, "Take it in", "check", widgets.Secondary, v.toggleSection)
	}
}

// nothingYet says what gives a section its page.
func nothingYet(k report.Kind) string {
	switch k {
	case report.FourReasons:
		return "Set what was believed, recorded, told and what decided for some interviews in the coding view."
	case report.OneStory:
		return "Write a story on the Quotes screen and clear it."
	case report.WinLoss:
		return "Name themes, and code enough interviews that were won and lost."
	case report.LeadsAndHandOffs:
		return "Interview those whose lead came to nothing, or was never followed up."
	case report.BusinessCase:
		return "Set the assumptions of the business case: what deals are worth, and what was spent on what."
	case report.KeepReverse:
		return "Write what you recommend for the themes: it stands here as what to keep, reverse and start."
	case report.SinceLast:
		return "It comes with the second wave of interviews."
	case report.ThemeQuotes:
		return "Clear quotes on the Quotes screen."
	case report.Competitors:
		return "Note which competitors were in the running; those named too seldom are not shown."
	case report.DealReviews:
		return "Walk four to six deals from end to end."
	}
	return "There is too little to show it without naming anybody."
}

// drawLeaves says what leaves with the pack.
func (v *Report) drawLeaves(p *widgets.Pen, x, y, w, h float32) {
	if h < 60 {
		return
	}
	p.Card(x, y, w, h)
	p.L(x+20, y+24, "What leaves with this pack", theme.Head, p.Ink)
	type line struct {
		icon, n, what string
		doubt         bool
	}
	lines := []line{
		{"themes", plural(len(v.doc.Figures)-v.doc.Withheld(), "figure"), fmt.Sprintf("Every base is at least %d interviews from %d organisations", v.doc.K, v.doc.MinOrgs), false},
		{"mask", fmt.Sprintf("%d withheld", v.doc.Withheld()), "Hatched on the page; groups were merged first", false},
		{"quote", plural(len(v.doc.Quotes), "quote"), "Cleared one by one, no pseudonym beside them", false},
	}
	for _, t := range v.doc.Warnings {
		lines = append(lines, line{"warn", "To know", t.String(), true})
	}
	ty := y + 52
	for _, l := range lines {
		if ty+12 > y+h {
			return
		}
		ink := p.Accent
		if l.doubt {
			ink = p.Warn
		}
		p.Icon(x+28, ty, 16, l.icon, ink)
		p.L(x+46, ty, l.n, theme.Strong, p.Ink)
		p.LW(x+max(150, w*.26), ty, w-max(150, w*.26)-16, l.what, theme.Small, p.Ink2)
		ty += 27
	}
}

func (v *Report) drawCard(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 0, w, h)
	s, ok := v.section()
	if !ok {
		return
	}
	y := float32(26)
	room := w - 32
	if !s.Kind.Fixed() {
		sw := x + w - 16 - 34
		p.Switch(sw, y, !s.Off)
		p.Hit("section", sw-4, y-12, 42, 24, v.toggleSection)
		tw := widgets.Width("in the pack", theme.Small)
		p.L(sw-10-tw, y, "in the pack", theme.Small, p.Mute)
		room -= 34 + tw + 26
	}
	name := s.Name.String()
	if v.page >= 0 && v.page < len(v.doc.Pages) {
		name = fmt.Sprintf("Page %d", v.doc.Pages[v.page].Number)
	}
	p.LW(x+16, y, room, name, theme.Head, p.Ink)
	y = 54
	if v.page >= 0 {
		y = v.drawMessage(p, x, w, s)
	}
	v.drawPack(p, x, w, max(y, 60), h)
}

// drawMessage is what stands around the message, and around what the board is asked; it answers its bottom.
func (v *Report) drawMessage(p *widgets.Pen, x, w float32, s report.SectionLine) float32 {
	p.L(x+16, 52, "Message, one sentence", theme.CaptionB, p.Mute)
	n := len([]rune(v.title.Text))
	ink := p.Mute
	if n > report.MessageMost {
		ink = p.Warn
	}
	y := float32(titleTop + titleHigh + 14)
	p.L(x+16, y, fmt.Sprintf("%d of %d characters", n, report.MessageMost), theme.Caption, ink)
	own := v.messages[s.Kind].Own != ""
	if !own {
		p.R(x+w-16, y, "drafted from the figures", theme.Caption, p.Mute)
	}
	bw := p.Button(x+16, y+28, "Keep", "", widgets.Secondary, v.keepTitle)
	if own {
		p.Button(x+24+bw, y+28, "Drafted one", "undo", widgets.Quiet, v.takeDrafted)
	}
	y += 52
	if c := v.changes(s.Kind); c != "" {
		y = p.Note(x+16, y, w-32, c, true) + 10
	}
	if s.Kind != report.Answer {
		return y
	}
	y = v.decisionTop(w)
	p.L(x+16, y, "What the board is asked to decide", theme.CaptionB, p.Mute)
	y += 12 + 92 + 20
	bw = p.Button(x+16, y, "Keep the question", "", widgets.Secondary, v.keepDecision)
	if v.messages[report.DecisionMessage].Own != "" {
		p.Button(x+24+bw, y, "Drafted one", "undo", widgets.Quiet, v.takeDraftedDecision)
	}
	if len(v.doc.Findings) > 0 {
		y += 38
		p.Button(x+16, y, "Word the findings", "edit", widgets.Secondary, v.askFindings)
	}
	y += 24
	if c := v.changes(report.DecisionMessage); c != "" {
		y = p.Note(x+16, y, w-32, c, true) + 10
	}
	return y
}

// drawPack is what belongs to the whole pack: its face, what was issued, and what was written last.
func (v *Report) drawPack(p *widgets.Pen, x, w, y, h float32) {
	foot := h - 56
	var notes []string
	if v.draft {
		notes = append(notes, "The vault is locked, so this is a draft: stamped, unchecked, and kept off the ledger.")
	}
	if words := v.wroteWords(); words != "" {
		notes = append(notes, words)
	}
	for i, words := range notes {
		if y+widgets.NoteHeight(words, w-32) < foot-92 {
			y = p.Note(x+16, y+4, w-32, words, v.draft && i == 0) + 8
		}
	}
	top := max(y+8, foot-92)
	p.HLine(x+16, top, w-32, p.Line)
	p.L(x+16, top+20, "The pack", theme.CaptionB, p.Mute)
	p.LW(x+16, top+42, w-32, "For "+v.doc.Client.String(), theme.Small, p.Ink)
	p.LW(x+16, top+62, w-32, v.faceWords(), theme.Small, p.Ink2)
	p.HLine(x+1, h-52, w-2, p.Line)
	bw := p.Button(x+14, h-26, "Face", "edit", widgets.Quiet, v.askFace)
	label := "Issued packs"
	if n := len(v.issued); n > 0 {
		label = fmt.Sprintf("Issued, %d", n)
	}
	p.Button(x+22+bw, h-26, label, "export", widgets.Quiet, v.showIssued)
}

// faceWords says in a line what was chosen for the pack.
func (v *Report) faceWords() string {
	date := "dated the day of export"
	if v.face.Date != "" {
		date = "dated " + v.doc.Date.Format("2 January 2006")
	}
	parts := []string{languageNames[v.doc.Lang], date}
	if v.doc.Logo != nil {
		parts = append(parts, "logo")
	}
	if v.face.Accent != "" {
		parts = append(parts, v.face.Accent)
	}
	if v.face.Confidential != "" {
		parts = append(parts, v.face.Confidential)
	}
	return strings.Join(parts, ", ")
}

// wroteWords says what was written last.
func (v *Report) wroteWords() string {
	if len(v.written.Files) == 0 {
		return ""
	}
	names := make([]string, len(v.written.Files))
	for i, f := range v.written.Files {
		names[i] = filepath.Base(f)
	}
	if v.written.Draft {
		return fmt.Sprintf("Wrote the draft %s.", strings.Join(names, " and "))
	}
	return fmt.Sprintf("Wrote %s. %d identities were looked for and not found.", strings.Join(names, " and "), v.written.Checked)
}

// keepOptions takes what was asked for; the language belongs to the study.
func (v *Report) keepOptions(l report.Lang, want packOptions) {
	v.also = want
	st := v.host.Session().Study()
	if string(l) == or(st.Language, string(report.English)) {
		return
	}
	st.Language = string(l)
	v.host.Fail(v.host.Session().SaveStudy(context.Background(), st))
}
