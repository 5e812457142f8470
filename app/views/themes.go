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
	side   *behindCard    // quotes behind the pressed figure
	tab    *widgets.Board
	layout *fyne.Container

	data    *session.Figures
	showing string // "themes", "codes" or "edit"
	editor  *themeEditor
	marks   *session.FigureMarks // nil while they are worked out
	marking context.CancelFunc
	listed  func() string // why exports withhold the figure whose quotes are listed
	order   int           // of the code table: 0 codebook, 1 interviews, 2 mentions

	counting counting
	rows     []analysis.CodeRow
}

// NewThemes is the Themes screen.
func NewThemes(h Host) *Themes {
	v := &Themes{base: base{h}, data: &session.Figures{}, showing: "themes"}
	v.board = widgets.NewBoard(v.drawThemes)
	v.codes = widgets.NewRows(30, v.drawCode)
	v.codes.OnOpen = func(i int) { v.askCode(i) }
	v.codes.OnChoose = func(i int) { v.askCode(i) }
	v.side = newBehindCard(h, v.keys)
	v.side.fits, v.side.why = v.show, func() string { return v.listed() }
	v.listed = func() string { return "" }
	v.tab = widgets.NewBoard(v.drawTop)
	v.editor = newThemeEditor(v)
	v.layout = widgets.Placed(v.place, slices.Concat([]fyne.CanvasObject{v.tab, v.board, v.codes}, v.side.objects(), v.editor.objects())...)
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
			v.mark(wave)
			v.side.reload()
			if v.showing == "edit" {
				v.editor.load()
			}
			v.show()
		}, err
	})
}

// mark has what exports withhold worked out beside the window; what was marked before stands until then.
func (v *Themes) mark(wave research.ID) {
	v.Leave()
	ctx, stop := context.WithCancel(context.Background())
	v.marking = stop
	s := v.host.Session()
	v.side.off(func() {
		m, err := s.FigureMarks(ctx, wave)
		v.side.deliver(func() {
			switch {
			case ctx.Err() != nil || v.host.Session() != s:
			case err != nil:
				v.host.Fail(err)
			default:
				v.marks = m
				v.show()
			}
		})
	})
}

// Leave stops what is being worked out for a screen that nobody sees.
func (v *Themes) Leave() {
	if v.marking != nil {
		v.marking()
	}
}

func (v *Themes) show() {
	toggle(v.board, v.showing == "themes")
	toggle(v.codes, v.showing == "codes")
	for _, o := range v.editor.objects() {
		toggle(o, v.showing == "edit")
	}
	v.codes.SetCount(len(v.rows))
	v.layout.Refresh()
	for _, b := range []*widgets.Board{v.board, v.side.board, v.tab} {
		b.Refresh()
	}
	v.host.Refresh()
}

func (v *Themes) place(s fyne.Size) {
	x, w := float32(theme.Margin), s.Width-2*theme.Margin
	v.side.place(x, 0, w, s.Height-theme.Margin)
	w -= v.side.width(w)
	top, head := float32(44), float32(40)
	if v.showing == "codes" {
		top, head = 78, 78
	}
	widgets.Put(v.tab, x, 0, w, head)
	widgets.Put(v.board, x, 44, w, s.Height-44-theme.Margin)
	if v.showing == "edit" {
		v.editor.place(x, 44, w, s.Height-44-theme.Margin)
	}
	widgets.Put(v.codes, x+1, top, w-2, s.Height-top-theme.Margin)
}

// drawTop is the choice between the parts of the screen, what to know first, and the heads of the code table.
func (v *Themes) drawTop(p *widgets.Pen) {
	parts := []string{"themes", "codes", "edit"}
	w := p.Segmented(0, 18, []string{"Themes", "Every code", "Editor"}, max(0, slices.Index(parts, v.showing)), nil, "tab:", func(i int) { v.turnTo(parts[i]) })
	switch {
	case v.showing == "codes":
		p.LW(w+20, 18, p.W-w-24, "Hatched: withheld in exports; amber: merged there with others", theme.Small, p.Mute)
		v.drawCodeHeads(p, 61)
	case len(v.data.Notes) > 0:
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

// --- quotes behind a figure

// ask lists the quotes behind a figure; why answers the reason why exports withhold it.
func (v *Themes) ask(a session.Asked, why func() string) {
	s := v.host.Session()
	v.side.ask(func() (*session.Behind, error) { return s.Behind(context.Background(), a) }, func() { v.listed = why })
}

// Key closes the quotes with Escape.
func (v *Themes) Key(e *fyne.KeyEvent) bool {
	if v.keys().Press(keyOfEvent(e, 0)) {
		return true
	}
	if e.Name == fyne.KeyEscape && v.side.open() {
		v.side.close()
		return true
	}
	return false
}

// Rune does what a letter stands for; the space chooses a quote in the editor.
func (v *Themes) Rune(r rune) bool {
	if r == ' ' && v.showing == "edit" && v.editor.quotes.Focused() {
		v.editor.toggleQuote()
		return true
	}
	return v.keys().Press(keyOfRune(r))
}
