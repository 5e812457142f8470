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

// Explore is where any figure is broken down by anything: what is counted, by which classes, as which chart. Every number
// opens its quotes, and what an export would withhold is marked with the reason.
type Explore struct {
	base
	ask   session.ExploreAsk
	data  *session.Explored
	marks *session.ExploreMarks // nil while they are worked out

	at         place // the figure that the keyboard is on
	row0, col0 int   // first row and column that are drawn
	rows, cols int   // how many of them fit
	where      map[place]widgets.SceneKey

	acts     []Act
	pickers  []*widgets.Picker
	board    *widgets.Board
	layout   *fyne.Container
	counting counting

	side    *behindCard // quotes behind a figure
	opened  place
	views   []research.SavedView
	marking context.CancelFunc

	// off runs a function beside the window, deliver one on its goroutine.
	off, deliver func(func())
}

// place is a figure by its row and column; column -1 is the row's total.
type place struct{ row, col int }

const exploreTop = 44

// NewExplore is the Explore screen.
func NewExplore(h Host) *Explore {
	v := &Explore{base: base{h}, ask: session.ExploreAsk{}.Clean(), where: map[place]widgets.SceneKey{},
		off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	v.board = widgets.NewBoard(v.draw)
	v.board.OnKey, v.board.OnRune = v.Key, v.Rune
	v.side = newBehindCard(h, v.keys)
	v.side.fits, v.side.back = v.show, v.board.Focus
	v.side.why = func() string { return v.why(v.opened) }
	v.makePickers()
	v.makeActs()
	objects := append([]fyne.CanvasObject{v.board}, v.side.objects()...)
	for _, k := range v.pickers {
		objects = append(objects, k)
	}
	v.layout = widgets.Placed(v.arrange, objects...)
	return v
}

// The pickers, in order.
const (
	pickRows = iota
	pickSide
	pickBy
	pickChart
)

// lists are what each picker offers.
func (v *Explore) lists() [][]session.Choice {
	return [][]session.Choice{session.ExploreRows(), session.ExploreSides(), session.ExploreBy(), session.ExploreCharts()}
}

func (v *Explore) makePickers() {
	for k, label := range []string{"Count", "Side", "By", "As"} {
		var names []string
		for _, c := range v.lists()[k] {
			names = append(names, c.Name)
		}
		v.pickers = append(v.pickers, widgets.NewPicker(label, names, 0, func(i int) { v.choose(k, v.lists()[k][i].Key) }))
	}
}

// chosen is the key that a picker stands on.
func (v *Explore) chosen(k int) string {
	return []string{v.ask.Rows, v.ask.Side, v.ask.By, v.ask.Chart}[k]
}

// choose asks for something else to be counted or shown.
func (v *Explore) choose(k int, key string) {
	switch k {
	case pickRows:
		v.ask.Rows = key
	case pickSide:
		v.ask.Side = key
	case pickBy:
		v.ask.By = key
	case pickChart:
		v.ask.Chart = key
	}
	v.look(v.ask)
}

// look counts another question from its first figure on.
func (v *Explore) look(ask session.ExploreAsk) {
	v.ask = ask.Clean()
	v.at, v.row0, v.col0 = place{0, -1}, 0, 0
	v.side.drop()
	v.setPickers()
	v.load()
}

// setPickers shows what was settled on: some questions do not go together.
func (v *Explore) setPickers() {
	for k, p := range v.pickers {
		for i, c := range v.lists()[k] {
			if c.Key == v.chosen(k) {
				p.SetChosen(i)
			}
		}
	}
	for k, p := range v.pickers {
		if v.idle(k) == "" {
			p.Enable()
		} else {
			p.Disable()
		}
	}
}

// Content is the whole screen.
func (v *Explore) Content() fyne.CanvasObject { return v.layout }

// Head is the title with the base.
func (v *Explore) Head() (string, string) {
	if v.data == nil {
		return "Explore", ""
	}
	return "Explore", plural(v.data.Base, "interview")
}

// Actions are the wave, the kept views, and keeping this one.
func (v *Explore) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{wavePicker(v.host), widgets.NewButton("Views", "", widgets.Secondary, v.showViews),
		widgets.NewButton("Save this view", "plus", widgets.Primary, v.askSave)}
}

// MinHeight keeps a few rows to be seen in low windows.
func (v *Explore) MinHeight() float32 { return 420 }

// Show counts anew; arg may be a view to show.
func (v *Explore) Show(arg any) {
	if saved, ok := arg.(research.SavedView); ok {
		v.openView(saved)
		return
	}
	if v.data == nil {
		v.at = place{0, -1}
	}
	v.setPickers()
	v.load()
}

// Changed counts anew, and lists the quotes of the opened figure again.
func (v *Explore) Changed(store.Change) { v.load() }

// Leave stops what is being worked out for a screen that nobody sees.
func (v *Explore) Leave() {
	if v.marking != nil {
		v.marking()
	}
}

func (v *Explore) load() {
	s, ask := v.host.Session(), v.ask
	v.counting.do(v.host, func(wave research.ID) (func(), error) {
		ask.Wave = wave
		d, err := s.Explore(context.Background(), ask)
		if err != nil {
			return nil, err
		}
		views, err := s.SavedViews(context.Background())
		return func() {
			if current := v.ask; current.Rows != ask.Rows || current.Side != ask.Side || current.By != ask.By || current.Chart != ask.Chart || current.BookOrder != ask.BookOrder {
				v.load() // asked for something else meanwhile
				return
			}
			v.data, v.views, v.marks = d, views, nil
			v.keepPlace()
			v.mark()
			if v.side.open() {
				v.open(v.opened)
			}
			v.show()
		}, err
	})
}

// mark has what an export would withhold worked out beside the window; a newer question ends an older one.
func (v *Explore) mark() {
	if v.marking != nil {
		v.marking()
	}
	ctx, stop := context.WithCancel(context.Background())
	v.marking = stop
	s, d := v.host.Session(), v.data
	v.off(func() {
		m, err := s.ExploreMarks(ctx, d)
		v.deliver(func() {
			if ctx.Err() != nil || v.data != d {
				return
			}
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.marks = m
			v.show()
		})
	})
}

func (v *Explore) show() {
	v.layout.Refresh()
	v.board.Refresh()
	v.side.board.Refresh()
	v.host.Refresh()
}

// arrange places everything for a size.
func (v *Explore) arrange(s fyne.Size) {
	x, w := float32(theme.Margin), s.Width-2*theme.Margin
	at := x
	for _, k := range v.pickers {
		kw := max(40, min(widgets.PickerWidth(k.Label, k.Value()), x+w-at))
		widgets.Put(k, at, 1, kw, theme.ControlHeight)
		at += kw + 8
	}
	h := s.Height - exploreTop - theme.Margin
	v.side.place(x, exploreTop, w, h)
	widgets.Put(v.board, x, exploreTop, w-v.side.width(w), h)
}
