package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// Case is where the assumptions of the business case are typed: at the left the numbers, at the right the page that
// follows from them as they are typed, and under it what each root cause touched, deal by deal.
type Case struct {
	base
	from   string // the screen to go back to
	rows   []*caseRow
	form   *widgets.Board
	scroll *container.Scroll
	frame  *widgets.Board
	page   *widgets.PageView
	below  *widgets.Board
	under  *container.Scroll // below, where it is higher than its place
	layout *fyne.Container

	desk    *session.CaseDesk
	tried   session.CaseTry
	ready   bool
	trying  bool
	again   bool
	loading bool
	reload  bool
	off     func(func()) // runs work off the window's goroutine
	deliver func(func()) // runs a function on it
}

const (
	caseFormWide  = 468
	caseFormLeast = 400
	caseBelow     = 190 // least height under the page
	casePage      = .66 // the most of the height that the page takes
)

// NewCase is the screen of the business case.
func NewCase(h Host) *Case {
	v := &Case{base: base{h}, from: "report", off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	v.form = widgets.NewBoard(v.drawForm)
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.page = widgets.NewPageView()
	v.below = widgets.NewBoard(v.drawBelow)
	v.below.Min = func() fyne.Size { return fyne.NewSize(100, v.belowHeight()) }
	v.under = container.NewVScroll(v.below)
	v.scroll = container.NewVScroll(container.NewWithoutLayout())
	v.layout = widgets.Placed(v.place, v.frame, v.scroll, v.page, v.under)
	v.makeRows(nil)
	return v
}

// Content is the whole screen.
func (v *Case) Content() fyne.CanvasObject { return v.layout }

// Head is the title, and what the screen is for.
func (v *Case) Head() (string, string) {
	return "Business case", "What the root causes are worth, and what the wrong lever has cost"
}

// Actions are the wave, and the way back.
func (v *Case) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{wavePicker(v.host), widgets.NewButton("Back to the report", "", widgets.Secondary, v.back)}
}

// MinHeight keeps the page readable in low windows.
func (v *Case) MinHeight() float32 { return 520 }

// Show reads the assumptions; arg is the screen to go back to.
func (v *Case) Show(arg any) {
	if from, ok := arg.(string); ok && from != "" && from != "case" {
		v.from = from
	}
	v.read()
	v.load()
}

// Changed reads them anew, and what they are about where that has changed too.
func (v *Case) Changed(c store.Change) {
	v.read()
	for table := range c.Tables {
		if table != "assumption" {
			v.load()
			return
		}
	}
	v.try()
}

// Leave keeps what is being typed.
func (v *Case) Leave() { v.save() }

func (v *Case) back() {
	v.save()
	v.host.Go(v.from, nil)
}

// load reads what the case is made of, off the window's goroutine.
func (v *Case) load() {
	if v.loading {
		v.reload = true
		return
	}
	v.loading = true
	s, wave := v.host.Session(), v.host.Wave()
	v.off(func() {
		desk, err := s.CaseDesk(context.Background(), wave)
		v.deliver(func() {
			v.loading = false
			if v.reload {
				v.reload = false
				v.load()
				return
			}
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.desk = desk
			v.try()
		})
	})
}

// try works out what follows from what stands in the fields. What is typed meanwhile is worked out next.
func (v *Case) try() {
	if v.desk == nil {
		return
	}
	if v.trying {
		v.again = true
		return
	}
	v.trying = true
	desk, given := v.desk, v.typed()
	v.off(func() {
		tried, err := desk.Try(context.Background(), given)
		v.deliver(func() {
			v.trying = false
			switch {
			case v.again:
				v.again = false
				v.try()
			case err != nil:
				v.host.Fail(err)
			default:
				v.tried, v.ready = tried, true
				v.show()
			}
		})
	})
}

// show puts up what was worked out.
func (v *Case) show() {
	v.page.SetPage(nil)
	if v.tried.Page >= 0 && v.tried.Case != nil {
		doc := v.tried.Doc
		sc := doc.Scene(v.tried.Page, widgets.MeasureScene)
		v.page.SetPage(&sc)
	}
	setShown(v.page, v.tried.Case != nil)
	v.layout.Refresh()
	v.below.Refresh()
	v.under.Refresh()
}

func (v *Case) place(s fyne.Size) {
	x, h := float32(theme.Margin), s.Height-theme.Margin
	fw := min(float32(caseFormWide), max(caseFormLeast, s.Width*.36))
	widgets.Put(v.frame, x, 0, fw, h)
	widgets.Put(v.scroll, x+1, 1, fw-2, h-2)
	px, pw := x+fw+12, s.Width-fw-12-2*theme.Margin
	ph := float32(0)
	if v.tried.Case != nil {
		ph = min((pw-24)*.7071+24, h*casePage, h-caseBelow)
	}
	widgets.Put(v.page, px, 0, pw, ph)
	if ph > 0 {
		ph += 8
	}
	widgets.Put(v.under, px, ph, pw, h-ph)
}

// Key goes back with Escape, and from one field to the next with Enter.
func (v *Case) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		v.rows[0].fields[0].Focus()
		return true
	}
	return dispatch(v.host.Prefs(), v.Acts(), keyOfEvent(e, heldModifiers()))
}

// Rune is one of the keys of the screen.
func (v *Case) Rune(r rune) bool { return dispatch(v.host.Prefs(), v.Acts(), keyOfRune(r)) }

// Acts are what the screen does by keyboard.
func (v *Case) Acts() []Act {
	return []Act{
		{"case.first", "go to the first number", "The business case", []string{"/"}, func() { v.rows[0].fields[0].Focus() }},
		{"case.lever", "a new lever", "The business case", []string{"N", "Alt+N"}, v.newLever},
		{"case.move", "what the lever was to move", "The business case", []string{"M", "Alt+M"}, v.askCode},
		{"case.without", "take the lever away", "The business case", []string{"Alt+Del"}, v.dropLever},
		{"case.back", "go back", "The business case", []string{"Esc"}, v.back},
	}
}

// Find goes to the first number.
func (v *Case) Find() { v.rows[0].fields[0].Focus() }

// businessCase goes to the assumptions of the business case.
func (v *Report) businessCase() { v.host.Go("case", "report") }
