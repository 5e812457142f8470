package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// Themes is where figures are read: themes lost against won, stages by outcome, told against decided, every
// code; pressing a figure lists the quotes behind it.
type Themes struct {
	base
	board  *widgets.Board // dot plot, heatmap, flow
	codes  *widgets.Rows  // the code table
	quotes *widgets.Rows  // behind the pressed figure
	side   *widgets.Board
	tab    *widgets.Board
	layout *fyne.Container

	data    *session.Figures
	showing string // "themes", "codes" or "edit"
	editor  *themeEditor
	asking  counting
	behind  *session.Behind
	asked   session.Asked
	order   int // of the code table: 0 codebook, 1 interviews, 2 mentions

	counting counting
	rows     []session.CodeFigure
}

// NewThemes is the Themes screen.
func NewThemes(h Host) *Themes {
	v := &Themes{base: base{h}, data: &session.Figures{}, showing: "themes"}
	v.board = widgets.NewBoard(v.drawThemes)
	v.codes = widgets.NewRows(30, v.drawCode)
	v.codes.OnOpen = func(i int) { v.askCode(i) }
	v.codes.OnChoose = func(i int) { v.askCode(i) }
	v.quotes = widgets.NewRows(112, v.drawQuote)
	v.quotes.OnOpen = v.readInPlace
	v.quotes.OnRune = v.Rune
	v.side = widgets.NewBoard(v.drawSide)
	v.tab = widgets.NewBoard(v.drawTop)
	v.editor = newThemeEditor(v)
	v.asking.least = askedAtOnce
	v.layout = widgets.Placed(v.place, append([]fyne.CanvasObject{v.tab, v.board, v.codes, v.side, v.quotes}, v.editor.objects()...)...)
	return v
}

// Content is the whole screen.
func (v *Themes) Content() fyne.CanvasObject { return v.layout }

// Head is the title with the base.
func (v *Themes) Head() (string, string) {
	if v.data.Lost.Name == "" {
		return "Themes", plural(v.data.Base, "interview")
	}
	return "Themes", fmt.Sprintf("%s: %d %s, %d %s", plural(v.data.Base, "interview"), v.data.Lost.Members.Count(), strings.ToLower(v.data.Lost.Name), v.data.Won.Members.Count(), strings.ToLower(v.data.Won.Name))
}

// Actions are the wave and a new theme.
func (v *Themes) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{wavePicker(v.host), widgets.NewButton("New theme", "plus", widgets.Primary, func() { v.edit(research.Theme{}) })}
}

// MinHeight keeps the charts readable in low windows.
func (v *Themes) MinHeight() float32 { return 600 }

// Show counts anew.
func (v *Themes) Show(any) { v.load() }

// Changed counts anew, and lists the quotes of the pressed figure again.
func (v *Themes) Changed(store.Change) { v.load() }

func (v *Themes) load() {
	s := v.host.Session()
	v.counting.do(v.host, func(wave research.ID) (func(), error) {
		d, err := s.Figures(context.Background(), wave)
		return func() {
			v.data = d
			v.sort()
			if v.behind != nil {
				v.ask(v.asked)
			}
			if v.showing == "edit" {
				v.editor.load()
			}
			v.show()
		}, err
	})
}

func (v *Themes) show() {
	toggle(v.board, v.showing == "themes")
	toggle(v.codes, v.showing == "codes")
	toggle(v.side, v.behind != nil)
	toggle(v.quotes, v.behind != nil)
	for _, o := range v.editor.objects() {
		toggle(o, v.showing == "edit")
	}
	v.codes.SetCount(len(v.rows))
	v.layout.Refresh()
	for _, b := range []*widgets.Board{v.board, v.side, v.tab} {
		b.Refresh()
	}
	v.host.Refresh()
}

const sideWidth = 330

func (v *Themes) place(s fyne.Size) {
	x, w := float32(theme.Margin), s.Width-2*theme.Margin
	if v.behind != nil {
		sw := min(float32(sideWidth), w*.34)
		widgets.Put(v.side, x+w-sw, 0, sw, s.Height-theme.Margin)
		widgets.Put(v.quotes, x+w-sw+1, 118, sw-2, s.Height-theme.Margin-118-62)
		w -= sw + 12
	}
	widgets.Put(v.tab, x, 0, w, 40)
	widgets.Put(v.board, x, 44, w, s.Height-44-theme.Margin)
	if v.showing == "edit" {
		v.editor.place(x, 44, w, s.Height-44-theme.Margin)
	}
	top := float32(44)
	if v.showing == "codes" {
		top += 34
	}
	widgets.Put(v.codes, x+1, top, w-2, s.Height-top-theme.Margin)
}

// drawTop is the choice between themes and codes, what to know first, and the heads of the code table.
func (v *Themes) drawTop(p *widgets.Pen) {
	parts := []string{"themes", "codes", "edit"}
	w := p.Segmented(0, 18, []string{"Themes", "Every code", "Editor"}, max(0, slices.Index(parts, v.showing)), nil, "tab:", func(i int) { v.turnTo(parts[i]) })
	if len(v.data.Notes) > 0 {
		p.Icon(w+24, 18, 16, "warn", p.Warn)
		p.LW(w+40, 18, p.W-w-44, v.data.Notes[0], theme.Small, p.Ink2)
	}
}

// --- themes

func (v *Themes) drawThemes(p *widgets.Pen) {
	if v.counting.draw(p, v.data.Base > 0) {
		return
	}
	if len(v.data.Themes) == 0 {
		v.drawEmpty(p)
		return
	}
	top := min(56+24+34*float32(len(v.data.Themes))+16, p.H*.56)
	v.drawDots(p, 0, 0, p.W, top)
	y := top + 12
	lw := p.W*.54 - 6
	v.drawHeat(p, 0, y, lw, p.H-y)
	v.drawFlow(p, lw+12, y, p.W-lw-12, p.H-y)
}

func (v *Themes) drawEmpty(p *widgets.Pen) {
	w, h := float32(560), float32(230)
	x, y := (p.W-w)/2, max(0, (p.H-h)/2-40)
	p.Card(x, y, w, h)
	p.Icon(p.W/2, y+52, 34, "themes", p.Accent)
	p.C(p.W/2, y+94, "Name the themes before you look at the figures", theme.Head, p.Ink)
	p.Para(x+50, y+114, w-100, "A theme groups codes into one finding. Up to eight named beforehand are tested together, so that a difference that holds can be called one.", theme.Body, p.Ink2)
	bw := widgets.ButtonW("New theme", "plus")
	p.Button((p.W-bw)/2, y+h-38, "New theme", "plus", widgets.Primary, func() { v.edit(research.Theme{}) })
}

// dotsTitle says what the dot plot shows, as a finding.
func (v *Themes) dotsTitle() string {
	var lost, won string
	for _, t := range v.data.Themes {
		switch {
		case t.Holds && t.Compared.Diff > 0 && lost == "":
			lost = t.Theme.Name
		case t.Holds && t.Compared.Diff < 0 && won == "":
			won = t.Theme.Name
		}
	}
	switch {
	case lost != "":
		return "“" + lost + "” marks the losses"
	case won != "":
		return "“" + won + "” marks the wins"
	}
	return "No theme sets lost and won clearly apart yet"
}

func (v *Themes) drawDots(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.LW(x+20, y+24, w-40, v.dotsTitle(), theme.Head, p.Ink)
	p.LW(x+20, y+43, w*.5, "Share of interviews naming the theme, with 95% Wilson intervals", theme.Small, p.Mute)
	label, counts := min(w*.27, 270), min(w*.33, 330)
	l, r := x+20+label+14, x+w-counts-16
	at := func(s float64) float32 { return l + (r-l)*float32(s) }
	top, step := y+76, (h-76-28)/float32(len(v.data.Themes))
	for _, g := range []float64{0, .25, .5, .75, 1} {
		p.VLine(at(g), top-6, step*float32(len(v.data.Themes))+6, p.Line)
		p.C(at(g), y+h-14, fmt.Sprintf("%.0f%%", g*100), theme.Tiny, p.Mute)
	}
	c1, c2, c3 := r+counts*.22, r+counts*.45, r+counts*.52
	p.R(c1, y+62, v.data.Lost.Name, theme.CaptionB, p.LossInk)
	p.R(c2, y+62, v.data.Won.Name, theme.CaptionB, p.Accent)
	p.L(c3, y+62, v.data.Lost.Name+" against "+strings.ToLower(v.data.Won.Name), theme.CaptionB, p.Mute)
	for i, t := range v.data.Themes {
		cy := top + step*(float32(i)+.5)
		v.drawTheme(p, t, x+20, label, cy, step, at, c1, c2, c3, x+w-12)
	}
}

func (v *Themes) drawTheme(p *widgets.Pen, t session.ThemeRow, x, label, cy, step float32, at func(float64) float32, c1, c2, c3, end float32) {
	ty, words := theme.Body, theme.Small
	lost, won := p.Faint(p.Loss), p.Faint(p.Accent)
	if t.Holds {
		ty, lost, won = theme.Strong, p.Loss, p.Accent
	}
	k := "theme:" + string(t.Theme.ID)
	if p.Hover == k {
		p.Box(x-8, cy-step/2+1, label+12, step-2, 6, p.Tokens.Hover, nil)
	}
	p.RW(x+label, cy, label, t.Theme.Name, ty, p.Ink)
	p.Hit(k, x-8, cy-step/2, label+12, step, func() { v.ask(v.themeAsked(t, "")) })
	d := min(step*.22, 7)
	whisker(p, at, t.Lost, cy-d, lost, false)
	whisker(p, at, t.Won, cy+d, won, true)
	p.R(c1, cy, fmt.Sprintf("%d of %d", t.Lost.X, t.Lost.N), words, p.LossInk)
	p.R(c2, cy, fmt.Sprintf("%d of %d", t.Won.X, t.Won.N), words, p.Accent)
	v.hitCount(p, c1, cy, step, t, research.Lost)
	v.hitCount(p, c2, cy, step, t, research.Won)
	verdict, vt, ink := verdictWords(t), theme.Small.Slanted(), p.Mute
	if t.Holds {
		vt, ink = theme.SmallB, p.Ink
		if widgets.Measure(verdict, vt).Width > end-c3-26 {
			verdict = strings.Replace(verdict, " more often", ",", 1)
		}
	}
	p.LW(c3, cy, end-c3-26, verdict, vt, ink)
	p.IconButton(end-12, cy, "edit:"+string(t.Theme.ID), "edit", "Change this theme", func() { v.edit(t.Theme) })
}

func (v *Themes) hitCount(p *widgets.Pen, right, cy, step float32, t session.ThemeRow, o research.Outcome) {
	p.Hit("count:"+string(o)+":"+string(t.Theme.ID), right-62, cy-step/2, 66, step, func() { v.ask(v.themeAsked(t, o)) })
}

func (v *Themes) themeAsked(t session.ThemeRow, o research.Outcome) session.Asked {
	a := session.Asked{Title: t.Theme.Name, Codes: t.Theme.Codes, Polarity: t.Theme.Says.Polarity(), Wave: v.host.Wave()}
	switch o {
	case research.Lost:
		a.Outcomes, a.Title = v.data.Lost.Outcomes, t.Theme.Name+", "+v.data.Lost.Name
	case research.Won:
		a.Outcomes, a.Title = v.data.Won.Outcomes, t.Theme.Name+", "+v.data.Won.Name
	}
	return a
}

// whisker is a share with its interval: a dot for lost, a square for won.
func whisker(p *widgets.Pen, at func(float64) float32, s analysis.Share, cy float32, c colour, square bool) {
	if s.N == 0 {
		return
	}
	l, r := at(s.Interval.Low), at(s.Interval.High)
	p.Seg(l, cy, r, cy, 1.5, c)
	p.Seg(l, cy-3, l, cy+3, 1.5, c)
	p.Seg(r, cy-3, r, cy+3, 1.5, c)
	x := at(s.Value())
	if square {
		p.Box(x-4.5, cy-4.5, 9, 9, 1, c, p.Tokens.Card)
		return
	}
	p.Dot(x, cy, 5, c, p.Tokens.Card, 1)
}

// verdictWords says the difference in words: no stars.
func verdictWords(t session.ThemeRow) string {
	points := int(t.Compared.Diff*100 + .5)
	if t.Compared.Diff < 0 {
		points = int(t.Compared.Diff*100 - .5)
	}
	switch {
	case t.Holds && points > 0:
		return fmt.Sprintf("%d points more often lost", points)
	case t.Holds:
		return fmt.Sprintf("%d points more often won", -points)
	case t.Compared.Verdict == analysis.TooFew:
		return "too few to say"
	}
	return "too close to call"
}

// --- stages by outcome

// heatCellW and heatCellH are the most that a cell takes in a large window.
const heatCellW, heatCellH = 96, 38

func (v *Themes) drawHeat(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	m := v.data.Stages
	p.LW(x+20, y+24, w-40, heatTitle(m), theme.Head, p.Ink)
	p.LW(x+20, y+43, w-40, "Interviews that spoke of a stage. Hatched: withheld in exports; amber: merged there with others", theme.Small, p.Mute)
	if len(m.Classes) == 0 {
		return
	}
	label := min(w*.34, 200)
	l, top := x+20+label+8, y+84
	cw, ch := min(heatCellW, (x+w-16-l)/float32(len(m.Classes))), min(heatCellH, (y+h-18-top)/float32(len(m.Stages)))
	most := 1
	for _, r := range m.Counts {
		for _, n := range r {
			most = max(most, n)
		}
	}
	for j, c := range m.Classes {
		ink := p.Mute
		if v.data.Merged(j) {
			ink = p.Warn
		}
		p.CW(l+(float32(j)+.5)*cw, top-22, cw-2, short(c.Name), theme.Tiny, ink)
		p.C(l+(float32(j)+.5)*cw, top-9, fmt.Sprint(m.Bases[j]), theme.Tiny, ink)
	}
	for i, st := range m.Stages {
		cy := top + (float32(i)+.5)*ch
		p.RW(x+20+label, cy, label, st.Name, theme.Small, p.Ink)
		for j, c := range m.Classes {
			v.drawCell(p, st, c, j, m.Counts[i][j], most, l+float32(j)*cw+1, top+float32(i)*ch+1, cw-2, ch-2)
		}
	}
}

// short is an outcome's name for a narrow column.
func short(name string) string {
	switch name {
	case research.QualifiedNoDeal.String():
		return "Qualified"
	case research.UnqualifiedLead.String():
		return "Lead"
	case research.NoDecision.String():
		return "No dec."
	case research.LeadFollowUp.String():
		return "Follow-up"
	}
	return name
}

func (v *Themes) drawCell(p *widgets.Pen, st research.Stage, c analysis.Class, j, n, most int, x, y, w, h float32) {
	fill, ink := p.HeatAt(float64(n) / float64(most))
	if n == 0 {
		fill, ink = p.Sunken, p.Mute
	}
	k := fmt.Sprintf("cell:%d:%s", st.Number, c.Key)
	edge := colour{}
	if p.Hover == k {
		edge = p.Ink
	}
	p.Box(x, y, w, h, 2, fill, edge)
	p.C(x+w/2, y+h/2, fmt.Sprint(n), theme.SmallB, ink)
	if !v.data.Merged(j) && !v.data.StageShown(st.Number, j) {
		p.Hatch(x+w-min(9, w*.16), y, min(9, w*.16), h)
	}
	p.Hit(k, x, y, w, h, func() {
		v.ask(session.Asked{Title: st.Name + ", " + c.Name, Stage: st.Number, Outcomes: []research.Outcome{research.Outcome(c.Key)}, Wave: v.host.Wave()})
	})
}

// heatTitle says at which stage the losses are talked of most.
func heatTitle(m analysis.Matrix) string {
	for j, c := range m.Classes {
		if research.Outcome(c.Key) != research.Lost {
			continue
		}
		best := -1
		for i := range m.Stages {
			if best < 0 || m.Counts[i][j] > m.Counts[best][j] {
				best = i
			}
		}
		if best >= 0 && m.Counts[best][j] > 0 {
			return "Lost buyers speak most of: " + m.Stages[best].Name
		}
	}
	return "Stages by outcome"
}

// --- told against decided

func (v *Themes) drawFlow(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	told, same, all := map[string]int{}, 0, 0
	for _, pr := range v.data.Pairs {
		told[pr.Told.Name] += pr.Interviews
		all += pr.Interviews
		if pr.Told.ID == pr.Decided.ID {
			same += pr.Interviews
		}
	}
	p.LW(x+20, y+24, w-40, "What was told, and what decided", theme.Head, p.Ink)
	p.LW(x+20, y+43, w-40, fmt.Sprintf("Lost deals with both reasons: %d; the same in %d", all, same), theme.Small, p.Mute)
	if all == 0 {
		p.Para(x+20, y+66, w-40, "Set what was told and what decided in the coding view of each lost deal.", theme.Body, p.Ink2)
		return
	}
	most := 1
	for _, pr := range v.data.Pairs {
		most = max(most, pr.Interviews)
	}
	ty := y + 72
	lw := (w - 40) * .38
	for i, pr := range v.data.Pairs {
		if ty+26 > y+h {
			p.L(x+20, ty-2, fmt.Sprintf("and %d more pairs", len(v.data.Pairs)-i), theme.Caption, p.Mute)
			break
		}
		ink := p.LossPale
		if pr.Told.ID != pr.Decided.ID && pr.Interviews > 1 {
			ink = p.Loss
		}
		p.RW(x+20+lw, ty, lw, pr.Told.Name, theme.Small, p.Ink)
		p.Icon(x+20+lw+16, ty, 14, "arrow-right", p.Mute)
		bx := x + 20 + lw + 32
		bw := (w - 40 - lw - 32) * .28
		p.Bar(bx, ty, bw, 8, float32(pr.Interviews)/float32(most), ink)
		p.L(bx+bw+8, ty, fmt.Sprint(pr.Interviews), theme.SmallB, p.Ink)
		p.LW(bx+bw+28, ty, x+w-16-bx-bw-28, pr.Decided.Name, theme.SmallB, p.Ink)
		ty += 25
	}
}
