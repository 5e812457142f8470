package views

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// projectPart is what of a project is being matched.
type projectPart int

// The parts of a project.
const (
	partTexts projectPart = iota
	partCodes
	partFacts
	partReadings
)

// readProject reads a project and matches its texts, with the vault open: it knows who speaks.
func (v *Import) readProject(path string) {
	v.host.Unlock(func() {
		var project *session.Project
		var pre *session.Preview
		v.host.Run("Reading "+filepath.Base(path), func(ctx context.Context, p session.Progress) error {
			var err error
			s := v.host.Session()
			if project, err = s.ReadProject(ctx, path, p); err != nil {
				return err
			}
			if err := s.MatchProject(ctx, project, v.host.Prefs().Speakers, p); err != nil {
				return err
			}
			pre, err = s.NewPreview(ctx)
			return err
		}, func(err error) {
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.reset()
			v.project, v.preview, v.step = project, pre, stepMatch
			v.turnTo(0)
			v.focusRows()
		})
	})
}

// parts are those that the project has, what takes a choice first.
func (v *Import) parts() []projectPart {
	var out []projectPart
	if len(v.project.Talks.Files) > 0 {
		out = append(out, partTexts)
	}
	if len(v.project.Codes) > 0 {
		out = append(out, partCodes)
	}
	if v.project.Facts != nil {
		out = append(out, partFacts)
	}
	switch {
	case v.project.Undecided():
		out = append([]projectPart{partReadings}, out...)
	case len(v.project.Readings()) > 0:
		out = append(out, partReadings)
	}
	return out
}

func (v *Import) partNames() []string {
	var out []string
	for _, p := range v.parts() {
		switch p {
		case partTexts:
			out = append(out, plural(len(v.project.Talks.Files), "text"))
		case partCodes:
			out = append(out, plural(len(v.project.Codes), "code"))
		case partFacts:
			out = append(out, "Cases and variables")
		case partReadings:
			out = append(out, "How places are counted")
		}
	}
	return out
}

func (v *Import) partAt() int { return max(0, slices.Index(v.parts(), v.part)) }

// turnTo shows another sheet, or another part of a project.
func (v *Import) turnTo(i int) {
	if v.project == nil {
		v.sheet = i
		v.show()
		v.look()
		return
	}
	v.sheet, v.talks, v.source = 0, nil, nil
	if i < len(v.parts()) {
		v.part = v.parts()[i]
	}
	switch v.part {
	case partTexts:
		v.talks = v.project.Talks
	case partFacts:
		v.source = v.project.Facts
	}
	v.shown, v.said = nil, nil
	v.rows.SetCount(0)
	v.show()
	v.look()
}

// inProject says whether codes or readings are being matched: texts and variables are matched like transcripts and
// columns.
func (v *Import) inProject() bool {
	return v.project != nil && v.step == stepMatch && v.talks == nil && v.source == nil
}

func (v *Import) projectRows() int {
	if v.part == partReadings {
		return len(v.project.Readings())
	}
	return len(v.project.Codes)
}

// openProjectRow is Enter on a row: a choice of what a code becomes, or the reading is taken.
func (v *Import) openProjectRow(i int) {
	if i < 0 || i >= v.projectRows() {
		return
	}
	if v.part == partCodes {
		v.chooseCode(i)
		return
	}
	d := v.project.Readings()[i].Dialect
	v.host.Run("Reading "+v.project.File, func(context.Context, session.Progress) error { return v.host.Session().ReadAs(v.project, d) }, func(err error) {
		v.host.Fail(err)
		v.rows.SetCount(0)
		v.show()
		v.rows.Mark(0)
		v.focusRows()
	})
}

// codeItems are the codes of the study as a menu.
func (v *Import) codeItems(chosen func(c session.ProjectCode) bool, do func(c session.ProjectCode)) (items []widgets.MenuItem) {
	for _, c := range v.host.Session().Book().Codes {
		if c.MergedInto == "" && !c.Retired {
			to := session.ProjectCode{Into: c.ID}
			items = append(items, widgets.MenuItem{Label: c.Name, Note: c.Ref, Checked: chosen(to), Do: func() { do(to) }})
		}
	}
	return items
}

// chooseCode opens the list of what a code may become.
func (v *Import) chooseCode(i int) {
	c := &v.project.Codes[i]
	set := func(to session.ProjectCode) {
		c.Into, c.Leave, c.Sure, c.Why = to.Into, to.Leave, 1, "Chosen by you"
		v.changed()
	}
	items := []widgets.MenuItem{
		{Label: "A new code", Checked: c.Into == "" && !c.Leave, Do: func() { set(session.ProjectCode{}) }},
		{Label: "Leave out", Checked: c.Leave, Do: func() { set(session.ProjectCode{Leave: true}) }},
		{},
	}
	items = append(items, v.codeItems(func(to session.ProjectCode) bool { return to.Into == c.Into && !c.Leave }, set)...)
	widgets.ShowMenu(v.host.Window().Canvas(), v.below(codeCols(v.rows.Size().Width)[2], float32(i)*34), items)
}

// chooseBelow opens the list of codes under which new ones may go.
func (v *Import) chooseBelow(at fyne.Position) {
	set := func(to session.ProjectCode) { v.project.Below = to.Into; v.changed() }
	items := []widgets.MenuItem{{Label: "To be placed", Note: "a code for them", Checked: v.project.Below == "", Do: func() { set(session.ProjectCode{}) }}, {}}
	items = append(items, v.codeItems(func(to session.ProjectCode) bool { return to.Into == v.project.Below }, set)...)
	widgets.ShowMenu(v.host.Window().Canvas(), at, items)
}

// codeCols are where the columns of the list of codes stand.
func codeCols(w float32) [5]float32 {
	return [5]float32{20, w * .34, w*.34 + 80, w*.34 + 270, w*.34 + 366}
}

func (v *Import) drawProjectRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if v.part == partReadings {
		v.drawReading(p, i, y, w, chosen)
		return
	}
	c := v.project.Codes[i]
	v.rows.Ground(p, i, y, w, chosen)
	if !c.Leave && c.Sure < .6 && !chosen {
		p.Rect(0, y, w, 33, p.WarnSoft)
	}
	x, cy := codeCols(w), y+17
	in := x[0] + float32(min(c.Depth, 6))*14
	p.LW(in, cy, x[1]-in-12, c.Name, theme.Strong, p.Ink)
	p.R(x[1]+44, cy, widgets.Number(c.Codings), theme.Small, p.Ink2)
	p.PickerFor(x[2], cy, x[3]-x[2]-20, "", v.becomes(c), func() { v.rows.Choose(i); v.chooseCode(i) })
	if c.Leave {
		return
	}
	drawSure(p, x[3], cy, c.Sure)
	p.LW(x[4], cy, w-x[4]-16, c.Why, theme.Small, p.Mute)
}

// becomes is what a code becomes, as a person reads it.
func (v *Import) becomes(c session.ProjectCode) string {
	into, ok := v.host.Session().Book().Code(c.Into)
	switch {
	case c.Leave:
		return "Leave out"
	case ok && c.Into != "":
		return into.Name
	}
	return "A new code"
}

func (v *Import) drawReading(p *widgets.Pen, i int, y, w float32, chosen bool) {
	r := v.project.Readings()[i]
	v.rows.Ground(p, i, y, w, chosen)
	cy := y + 17
	if i == 0 && !v.project.Undecided() {
		p.Icon(28, cy, 16, "check", p.Accent)
	}
	p.LW(46, cy, w*.5-56, r.Dialect.String(), theme.Strong, p.Ink)
	p.L(w*.5, cy, fmt.Sprintf("%.0f %%", 100*r.Fits), theme.Small, p.Ink2)
	if len(r.First) > 0 {
		p.LW(w*.5+70, cy, w*.5-86, "“"+r.First[0]+"”", theme.Small, p.Mute)
	}
}

// drawProject paints the list's headings and the card beside it, and answers what is still to be settled.
func (v *Import) drawProject(p *widgets.Pen, x, list, side, h float32) (icon string, doubt bool, words string) {
	if v.part == partReadings {
		w := list - 2
		for _, hd := range []struct {
			at   float32
			text string
		}{{46, "Places in the texts are"}, {w * .5, "Fits"}, {w*.5 + 70, "So that the first is"}} {
			p.LW(x+1+hd.at, 96, 190, hd.text, theme.CaptionB, p.Mute)
		}
		v.drawPassages(p, x+list+14, side, h)
		if v.project.Undecided() {
			return "warn", true, "Two ways of counting fit alike. Look at the passages beside; Enter takes the reading that is right."
		}
		return "check", false, "This is how the words fit best. Enter takes another reading; nothing is stored yet."
	}
	at := codeCols(list - 2)
	for i, hd := range []string{"Code in the project", "Codings", "Becomes", "How sure", ""} {
		p.L(x+1+at[i], 96, hd, theme.CaptionB, p.Mute)
	}
	settle := v.drawCodesSide(p, x+list+14, side, h)
	if settle > 0 {
		return "warn", true, plural(settle, "code") + " to settle. Enter chooses what it becomes; nothing is stored yet."
	}
	return "check", false, "Every code has its place. Enter changes what it becomes; nothing is stored yet."
}

// drawPassages paints the first passages as the chosen reading has them.
func (v *Import) drawPassages(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 76, w, h)
	p.L(x+20, 100, "The first passages so read", theme.Head, p.Ink)
	sub := "Those by which the readings differ."
	if len(v.project.Readings()) == 1 {
		sub = "Every way of counting reads the same."
	}
	p.LW(x+20, 120, w-40, sub, theme.Small, p.Mute)
	i := v.rows.Chosen()
	if i < 0 || i >= len(v.project.Readings()) {
		return
	}
	y := float32(134)
	for _, words := range v.project.Readings()[i].First {
		if y > 76+h-60 {
			break
		}
		if words == "" {
			words = "(outside its text)"
		}
		y = p.ParaMax(x+20, y, w-40, 3, "“"+words+"”", theme.Body, p.Ink2) + 10
	}
}

// drawCodesSide paints what becomes of the codes, and where new ones go. It answers how many are in doubt.
func (v *Import) drawCodesSide(p *widgets.Pen, x, w, h float32) (settle int) {
	p.Card(x, 76, w, h)
	p.L(x+20, 100, "What becomes of them", theme.Head, p.Ink)
	fresh, known, out := 0, 0, 0
	for _, c := range v.project.Codes {
		switch {
		case c.Leave:
			out++
		case c.Into == "":
			fresh++
		default:
			known++
		}
		if !c.Leave && c.Sure < .6 {
			settle++
		}
	}
	y := float32(130)
	for _, l := range []planLine{{n: known, what: "are codes of the study, which stay as they are"}, {n: fresh, what: "become new codes, with colour and description"}, {n: out, what: "are left out, with their codings"}} {
		p.R(x+64, y, widgets.Number(l.n), theme.Strong, p.Ink)
		p.LW(x+78, y, w-98, l.what, theme.Body, p.Ink2)
		y += 26
	}
	y += 14
	p.L(x+20, y, "New codes without a buying stage go below", theme.Strong, p.Ink)
	below := "To be placed"
	if c, ok := v.host.Session().Book().Code(v.project.Below); ok && v.project.Below != "" {
		below = c.Name
	}
	p.PickerFor(x+20, y+26, w-40, "", below, func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.board)
		v.chooseBelow(at.AddXY(x+20, y+44))
	})
	y = p.Para(x+20, y+46, w-40, "They count under that stage until you move them in the codebook.", theme.Small, p.Mute) + 22
	if lost := v.project.Lost(); len(lost) > 0 && y < 76+h-60 {
		p.L(x+20, y, "What could not be read", theme.Strong, p.Ink)
		y += 8
		for _, l := range lost {
			if y > 76+h-40 {
				break
			}
			y = p.ParaMax(x+20, y, w-40, 2, l, theme.Small, p.Ink2) + 4
		}
	}
	return settle
}

// some are the lines that say something.
func some(lines ...planLine) []planLine {
	return slices.DeleteFunc(lines, func(l planLine) bool { return l.n == 0 })
}

// talksShare is how much of the plan's height the transcripts take at most: other lists stand below them.
func talksShare(r session.Imported) float32 {
	if len(r.Losses) > 0 {
		return .4
	}
	return .6
}

// drawLosses paints what a project holds and a study cannot.
func drawLosses(p *widgets.Pen, x, y, w, h float32, losses []string) {
	p.Card(x, y, w, h)
	p.L(x+20, y+28, "What a study cannot hold", theme.Head, p.Ink)
	cy := y + 56
	for i, l := range losses {
		if cy+20 > y+h && i < len(losses) {
			p.L(x+20, cy-6, fmt.Sprintf("and %d more; the report lists them", len(losses)-i), theme.Small, p.Mute)
			return
		}
		p.LW(x+20, cy, w-40, l, theme.Small, p.Ink2)
		cy += 24
	}
}
