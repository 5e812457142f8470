package views

import (
	"fmt"
	"slices"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// openRow is Enter on a row, or a double click.
func (v *Import) openRow(i int) {
	switch {
	case v.inProject():
		v.openProjectRow(i)
	case v.step == stepMatch && v.talks != nil:
		v.chooseInterview(i, v.below(talkCols(v.rows.Size().Width)[1], float32(i)*34))
	case v.step == stepMatch:
		v.chooseField(i)
	case v.step == stepNames:
		v.goOn()
	}
}

func (v *Import) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	switch {
	case i >= v.rowCount():
	case v.step == stepNames:
		v.drawPerson(p, i, y, w, chosen)
	case v.inProject():
		v.drawProjectRow(p, i, y, w, chosen)
	case v.talks != nil:
		v.drawTalk(p, i, y, w, chosen)
	default:
		v.drawColumn(p, i, y, w, chosen)
	}
}

func (v *Import) draw(p *widgets.Pen) {
	x, w := float32(theme.Margin), p.W-2*theme.Margin
	v.drawSteps(p, x, w)
	switch v.step {
	case stepChoose:
		v.drawChoose(p)
	case stepMatch:
		v.drawMatch(p, x)
	case stepNames:
		v.drawNames(p, x)
	case stepPlan:
		v.drawPlan(p, x, w, v.would, "What will happen")
	case stepDone:
		v.drawPlan(p, x, w, v.did, v.doneTitle())
	}
}

// stepNames are the four steps.
func (v *Import) stepNames() []string {
	match := "Match columns"
	switch {
	case v.project != nil:
		match = "Match the project"
	case v.talks != nil:
		match = "Match transcripts"
	}
	return []string{"Choose", match, "Review names", "Import"}
}

func (v *Import) drawSteps(p *widgets.Pen, x, w float32) {
	p.Card(x, 0, w, 60)
	cx := x + 20
	for i, name := range v.stepNames() {
		n := i + 1
		switch {
		case n < v.step || v.step == stepDone:
			p.Dot(cx+11, 30, 11, p.AccentSoft, nil, 0)
			p.Icon(cx+11, 30, 14, "check", p.Accent)
		case n == v.step:
			p.Dot(cx+11, 30, 11, p.Accent, nil, 0)
			p.C(cx+11, 30, fmt.Sprint(n), theme.CaptionB, p.OnAccent)
		default:
			p.Dot(cx+11, 30, 11, p.Sunken, p.Line, 1)
			p.C(cx+11, 30, fmt.Sprint(n), theme.CaptionB, p.Mute)
		}
		t, ink := theme.Body, p.Mute
		if n == v.step {
			t, ink = theme.Strong, p.Ink
		}
		if cx += 30; w >= narrowImport || n == v.step {
			cx += p.L(cx, 30, name, t, ink) + 14
		}
		if n < 4 {
			p.HLine(cx, 30, 28, p.LineStrong)
			cx += 42
		}
	}
	v.drawHints(p, cx+10, x+w-16)
}

func (v *Import) drawChoose(p *widgets.Pen) {
	w, h := float32(640), float32(320)
	x, y := (p.W-w)/2, max(90, (p.H-h)/2-20)
	p.Card(x, y, w, h)
	p.Icon(p.W/2, y+52, 36, "import", p.Accent)
	p.C(p.W/2, y+94, "Choose what to bring in, or drop it anywhere on the window", theme.Head, p.Ink)
	p.Para(x+50, y+116, w-100, "Sheets: .xlsx, .ods or .csv with one row an interview, an answer, a coding or a deal. Transcripts: .vtt, .srt, .docx, .odt, .txt, .md or .pdf, one or a whole folder. Projects of NVivo, ATLAS.ti, MAXQDA, Taguette, QualCoder and others: .qdpx, .qdc, .sqlite3 or .qda. You see what is made of them before anything is stored. Names go sealed into the vault; the study keeps pseudonyms.", theme.Body, p.Ink2)
	labels := []struct{ label, icon string }{{"Paste a transcript", "copy"}, {"Choose a folder", "folder"}, {"Choose a file", "file"}}
	all := float32(0)
	for _, l := range labels {
		all += widgets.ButtonW(l.label, l.icon) + 10
	}
	bx, by := (p.W-all+10)/2, y+h-46
	bx += p.Button(bx, by, labels[0].label, labels[0].icon, widgets.Secondary, v.paste) + 10
	bx += p.Button(bx, by, labels[1].label, labels[1].icon, widgets.Secondary, v.askFolder) + 10
	p.Button(bx, by, labels[2].label, labels[2].icon, widgets.Primary, v.ask)
}

// drawMatch paints the second step around its list.
func (v *Import) drawMatch(p *widgets.Pen, x float32) {
	foot := p.H - 62
	list, side := v.wide(p.W)
	p.Card(x, 76, list, foot-88)
	p.Rect(x+1, 77, list-2, 38, p.Sunken)
	p.HLine(x, 115, list, p.LineStrong)
	var icon, words string
	var doubt bool
	if v.inProject() {
		icon, doubt, words = v.drawProject(p, x, list, side, foot-88)
	} else if v.talks != nil {
		at := talkCols(list - 2)
		for i, hd := range []string{"Transcript", "Belongs to", "How sure", ""} {
			p.L(x+1+at[i], 96, hd, theme.CaptionB, p.Mute)
		}
		v.drawTalkSide(p, x+list+14, side, foot-88)
		icon, doubt, words = v.talkFoot()
	} else {
		at := v.cols(list - 2)
		for i, hd := range []string{"Column in the file", "First rows", "Goes to", "How sure", ""} {
			if i != 1 || at[2]-at[1] > 40 {
				p.L(x+1+at[i], 96, hd, theme.CaptionB, p.Mute)
			}
		}
		v.drawSheetSide(p, x+list+14, side, foot-88)
		icon, doubt, words = v.sheetFoot()
	}
	ink := p.Accent
	if doubt {
		ink = p.Warn
	}
	p.Icon(x+8, foot+31, 16, icon, ink)
	p.LW(x+26, foot+31, p.W-2*theme.Margin-430, words, theme.Body, p.Ink)
}

// drawPerson paints one of the people in the import.
func (v *Import) drawPerson(p *widgets.Pen, i int, y, w float32, chosen bool) {
	c := v.would.Cast[i]
	v.rows.Ground(p, i, y, w, chosen)
	cy := y + 17
	p.L(20, cy, c.Pseudonym, theme.Strong, p.Ink)
	p.L(108, cy, map[string]string{"participant": "Participant", "organisation": "Organisation", "salesperson": "Salesperson", "interviewer": "Interviewer"}[c.Kind], theme.Small, p.Ink2)
	switch {
	case c.Name == "":
		p.L(200, cy, "no name in the file", theme.Small, p.Mute)
	case v.bare:
		p.LW(200, cy, w*.66-212, c.Name, theme.Body, p.Ink)
	default:
		p.Box(200, cy-6, min(40+float32(len(c.Name)%5)*16, w*.66-212), 12, 4, p.LineStrong, nil)
	}
	p.LW(w*.66, cy, w*.16, plural(c.Interviews, "interview"), theme.Small, p.Ink2)
	if c.New {
		p.Chip(w*.84, cy, "new", p.Accent, p.AccentSoft, false)
	} else {
		p.L(w*.84, cy, "known", theme.Small, p.Mute)
	}
}

// drawNames paints the third step: who is in the import, and what of the texts is hidden.
func (v *Import) drawNames(p *widgets.Pen, x float32) {
	foot := p.H - 62
	list, side := v.wide(p.W)
	p.Card(x, 76, list, foot-88)
	p.Rect(x+1, 77, list-2, 38, p.Sunken)
	p.HLine(x, 115, list, p.LineStrong)
	for _, hd := range []struct {
		at, w float32
		text  string
	}{{20, 84, "Pseudonym"}, {84 + 24, 88, "What"}, {200, list*.66 - 208, "Name, in the vault alone"}, {list * .66, 40, "In"}} {
		p.LW(x+1+hd.at, 96, hd.w, hd.text, theme.CaptionB, p.Mute)
	}
	label, icon := "Show names", "eye"
	if v.bare {
		label, icon = "Cover names", "eye-off"
	}
	p.ButtonR(x+list-12, 96, label, icon, widgets.Quiet, v.bareNames)
	if len(v.would.Cast) == 0 {
		p.Para(x+20, 130, list-40, "Nobody is named in it, and nobody needs a pseudonym.", theme.Body, p.Ink2)
	}
	v.drawHidden(p, x+list+14, side, foot-88)
	p.Icon(x+8, foot+31, 16, "lock", p.Accent)
	p.LW(x+26, foot+31, p.W-2*theme.Margin-430, "Names go into the vault before the study learns their pseudonyms. Nothing is stored yet.", theme.Body, p.Ink)
}

// kindNames are the kinds of what is masked, as a person reads them.
var kindNames = map[string]string{"PERSON": "names of people", "ORGANISATION": "names of companies", "PLACE": "places", "STREET": "streets", "PHONE": "telephone numbers", "EMAIL": "e-mail addresses",
	"URL": "web addresses", "IBAN": "bank accounts", "POSTCODE": "postcodes", "ID": "numbers of people or contracts", "ROLE": "roles that only one person has", "SUM_DATE": "exact sums and dates"}

// drawHidden paints what of the texts is masked.
func (v *Import) drawHidden(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 76, w, h)
	r := v.would
	p.L(x+20, 100, "What is masked in the texts", theme.Head, p.Ink)
	p.LW(x+20, 120, w-40, "The words themselves go sealed into the vault.", theme.Small, p.Mute)
	y := float32(150)
	for _, k := range r.HiddenKinds() {
		name := kindNames[k]
		if name == "" {
			name = "other"
		}
		p.R(x+74, y, widgets.Number(r.Hidden[k]), theme.Strong, p.Ink)
		p.LW(x+88, y, w-108, name, theme.Body, p.Ink2)
		y += 28
	}
	if len(r.Hidden) == 0 {
		y = p.Para(x+20, y-10, w-40, "Nothing: no text names anybody.", theme.Body, p.Ink2) + 20
	}
	if r.ToReview > 0 {
		y = p.Note(x+20, y, w-40, widgets.Number(r.ToReview)+" of them are masked on suspicion. The Review screen shows them after the import, one by one.", true) + 10
	}
	if y+80 > 76+h { // the plan says it, too
		return
	}
	y = p.Note(x+20, y, w-40, fmt.Sprintf("New pseudonyms: %s, %s. Whoever was there before keeps theirs.", personsOf(r.People), plural(r.Organisations, "organisation")), false) + 10
	if v.sealed {
		p.Note(x+20, y, w-40, "The vault stays locked, so nobody is recognised: everybody counts as new.", true)
	}
}

// drawPlan paints the fourth step: what will happen, or what was done.
func (v *Import) drawPlan(p *widgets.Pen, x, w float32, r session.Imported, title string) {
	h := p.H - 76 - 74
	lw := w * .42
	p.Card(x, 76, lw, h)
	p.L(x+20, 104, title, theme.Head, p.Ink)
	y := float32(140)
	if v.step == stepDone {
		y = v.drawFate(p, x+20, 124, lw-40)
	}
	if unchanged(r) {
		y = p.Note(x+20, 124, lw-40, "All of it is in the study already: there is nothing to do.", false) + 28
		r.Masked, r.ToReview = 0, 0 // they were masked before
	}
	lines := planLines(r, v.host.Session().CountsUnsaid())
	if v.met > 0 && !unchanged(r) {
		lines = append(lines[:1:1], append([]planLine{{n: v.met, what: "interviews that meet their deal in this file"}}, lines[1:]...)...)
	}
	if unchanged(r) || y+30*float32(len(lines))+66*float32(len(r.Warnings)*min(1, len(r.Talks)+len(r.Losses))) > h { // what is none makes room for what is to be known
		lines = slices.DeleteFunc(lines, func(l planLine) bool { return l.n == 0 && !l.untold })
	}
	for _, l := range lines {
		ink := p.Ink
		if l.n == 0 || l.untold || v.step == stepDone && v.fate != stands {
			ink = p.Mute
		}
		p.R(x+84, y, l.number(), theme.Strong, ink)
		p.LW(x+98, y, lw-110, l.words(), theme.Body, ink)
		y += 30
	}
	rx, rw := x+lw+16, w-lw-16
	ry := float32(76)
	if len(r.Warnings) > 0 && len(r.Talks)+len(r.Losses) == 0 {
		lh := max(180, h*.5)
		if len(r.Refused) == 0 {
			lh = 92
		}
		drawRefused(p, rx, ry, rw, lh, r)
		p.Card(rx, ry+lh+14, rw, h-lh-14)
		p.L(rx+20, ry+lh+42, "Worth knowing", theme.Head, p.Ink)
		drawWarnings(p, rx+20, ry+lh+62, rw-40, ry+h-10, r.Warnings)
		return
	}
	drawWarnings(p, x+20, y, lw-40, 76+h-10, r.Warnings)
	if len(r.Talks) > 0 {
		th := min(h*talksShare(r), 70+float32(len(r.Talks))*26+float32(r.Lost())*20)
		v.drawTalks(p, rx, ry, rw, th, r)
		ry, h = ry+th+14, h-th-14
	}
	if len(r.Losses) > 0 {
		lh := min(h*.5, 62+float32(len(r.Losses))*24)
		drawLosses(p, rx, ry, rw, lh, r.Losses)
		ry, h = ry+lh+14, h-lh-14
	}
	drawRefused(p, rx, ry, rw, h, r)
}

// drawWarnings paints what is to be known of an import, as far as there is room above bottom, and how many more there are.
func drawWarnings(p *widgets.Pen, x, y, w, bottom float32, list []string) {
	for i, n := range list {
		need := widgets.NoteHeight(n, w)
		if i < len(list)-1 {
			need += 24
		}
		if y+need > bottom {
			p.L(x, y+12, fmt.Sprintf("and %d more; the report lists them", len(list)-i), theme.Small, p.Mute)
			return
		}
		y = p.Note(x, y, w, n, false) + 8
	}
}

// drawTalks paints what becomes of each transcript.
func (v *Import) drawTalks(p *widgets.Pen, x, y, w, h float32, r session.Imported) {
	p.Card(x, y, w, h)
	p.L(x+20, y+28, "Transcripts", theme.Head, p.Ink)
	cy, bottom := y+58, y+h-12
	for i, t := range r.Talks {
		if cy+20 > bottom && i < len(r.Talks)-1 {
			p.L(x+20, cy, fmt.Sprintf("and %d more", len(r.Talks)-i), theme.Small, p.Mute)
			return
		}
		p.LW(x+20, cy, w*.4, t.File, theme.SmallB, p.Ink)
		p.L(x+w*.45, cy, t.Interview, theme.SmallB, p.Ink)
		p.LW(x+w*.55, cy, w*.45-20, turnsOf(t), theme.Small, p.Ink2)
		cy += 26
		if v.host.Session().CountsUnsaid() {
			continue // which codings lost their words is what others put there
		}
		for _, l := range t.Lost {
			if cy+16 > bottom {
				break
			}
			p.Icon(x+34, cy-3, 14, "warn", p.Warn)
			p.LW(x+48, cy-3, w-68, l+": its words are gone", theme.Small, p.Warn)
			cy += 20
		}
	}
}

// drawRefused paints what is left out, with the reason.
func drawRefused(p *widgets.Pen, x, y, w, h float32, r session.Imported) {
	p.Card(x, y, w, h)
	p.L(x+20, y+28, "Left out", theme.Head, p.Ink)
	if len(r.Refused) == 0 {
		p.Para(x+20, y+48, w-40, "Nothing. All of it is taken.", theme.Body, p.Ink2)
		return
	}
	p.R(x+w-20, y+28, widgets.Number(len(r.Refused)), theme.Strong, p.Ink)
	bottom := y + h - 10
	y += 54
	for i, f := range r.Refused {
		if y+44 > bottom {
			p.L(x+20, y+6, fmt.Sprintf("and %d more; the report lists them", len(r.Refused)-i), theme.Small, p.Mute)
			break
		}
		p.LW(x+20, y, w-40, session.Where(f), theme.SmallB, p.Ink)
		y = p.ParaMax(x+20, y+8, w-40, 2, f.Reason, theme.Small, p.Ink2) + 10
	}
}
