package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// themeEditor is where themes are made: their order, names, codes, what follows from them, and the quotes that show
// them. It proposes themes and quotes with the reason for each; a person decides.
type themeEditor struct {
	view   *Themes
	list   *widgets.Rows // themes, and what is proposed
	quotes *widgets.Rows
	ground *widgets.Board
	codes  *codeChecks
	find   *widgets.Field
	name   *widgets.Field
	soWhat *widgets.Field
	advice *widgets.Field
	says   *widgets.Picker
	boxes  []fyne.CanvasObject // name, says, so what, recommendation, find

	themes    []research.Theme
	proposals []session.ThemeProposal
	shown     []session.ThemeQuote
	quotesOf  research.ID // whose quotes are shown
	pick      research.ID // the theme that is chosen
	ready     bool
	busy      bool
	again     bool
	off       func(func()) // runs work off the window's goroutine
}

// sides are which codings a theme counts, in the order of the picker.
var sides = []research.Side{research.EitherSide, research.HurtSide, research.HelpedSide}

var sideNames = []string{"every remark", "what hurt", "what helped"}

const (
	editorRow      = 46
	editorQuoteRow = 92
)

func newThemeEditor(v *Themes) *themeEditor {
	e := &themeEditor{view: v, off: func(f func()) { go session.Safely(f) }}
	e.list = widgets.NewRows(editorRow, e.drawRow)
	e.list.OnChoose, e.list.OnOpen = e.choose, e.open
	e.quotes = widgets.NewRows(editorQuoteRow, e.drawQuote)
	e.quotes.OnOpen = func(int) { e.toggleQuote() }
	for _, r := range []*widgets.Rows{e.list, e.quotes} {
		r.OnKey, r.OnRune = v.Key, v.Rune
		r.OnShortcut = func(s fyne.Shortcut) bool { return v.keys().Press(keyOfShortcut(s)) }
	}
	e.ground = widgets.NewBoard(e.draw)
	e.codes = newCodeChecks(v.host.Session(), map[research.ID]bool{})
	e.codes.rows.OnOpen, e.codes.rows.OnChoose = e.toggleCode, nil
	e.codes.rows.OnRune = func(r rune) bool {
		if r == ' ' {
			e.toggleCode(e.codes.rows.Chosen())
			return true
		}
		return v.Rune(r)
	}
	e.codes.rows.OnKey = v.Key
	e.fields()
	return e
}

// fields makes what is written about a theme. Each text is kept on Enter; Escape leaves it as it was.
func (e *themeEditor) fields() {
	field := func(hint, icon string, lines bool, which session.ThemeText) *widgets.Field {
		f, box := widgets.NewField(hint, icon, "", lines)
		e.boxes = append(e.boxes, box)
		if which != "" {
			f.OnKey = func(k *fyne.KeyEvent) bool { return e.textKey(k, which, f) }
		}
		return f
	}
	e.name = field("They sent the offer too early", "", false, session.ThemeName)
	e.says = widgets.NewPicker("Counts", sideNames, 0, func(i int) {
		e.view.host.Fail(e.view.host.Session().SetThemeSide(context.Background(), e.pick, sides[i]))
	})
	e.boxes = append(e.boxes, e.says)
	e.soWhat = field("So what: one sentence", "", true, session.ThemeSoWhat)
	e.advice = field("What we recommend", "", true, session.ThemeRecommendation)
	e.find = field("Type to find a code", "search", false, "")
	e.find.OnChanged = func(s string) { e.codes.find(s); e.codes.rows.Mark(0) }
	e.find.OnKey = func(k *fyne.KeyEvent) bool {
		switch k.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			e.toggleCode(max(0, e.codes.rows.Chosen()))
		case fyne.KeyDown, fyne.KeyUp:
			e.codes.rows.TypedKey(k)
		case fyne.KeyEscape:
			e.find.SetText("")
			e.list.Focus()
		default:
			return false
		}
		return true
	}
}

func (e *themeEditor) textKey(k *fyne.KeyEvent, which session.ThemeText, f *widgets.Field) bool {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if t, ok := e.theme(); ok {
			e.view.host.Fail(e.view.host.Session().SetThemeText(context.Background(), t.ID, which, f.Text))
		}
	case fyne.KeyEscape:
	default:
		return false
	}
	e.showTexts()
	e.list.Focus()
	return true
}

// objects are what stands on the screen while the editor is shown.
func (e *themeEditor) objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{e.ground, e.list, e.quotes, e.codes.rows}, e.boxes...)
}

// theme is the one that is chosen.
func (e *themeEditor) theme() (research.Theme, bool) {
	i := slices.IndexFunc(e.themes, func(t research.Theme) bool { return t.ID == e.pick })
	if i < 0 {
		return research.Theme{}, false
	}
	return e.themes[i], true
}

// proposal is the one that is chosen.
func (e *themeEditor) proposal() (session.ThemeProposal, bool) {
	if i := e.list.Chosen() - len(e.themes); i >= 0 && i < len(e.proposals) {
		return e.proposals[i], true
	}
	return session.ThemeProposal{}, false
}

// load reads themes, proposals and the quotes of the chosen theme, off the window's goroutine; a change that comes
// meanwhile reads them once more.
func (e *themeEditor) load() {
	if e.busy {
		e.again = true
		return
	}
	e.busy = true
	s, wave, pick := e.view.host.Session(), e.view.host.Wave(), e.pick
	e.off(func() {
		d, err := readThemes(s, wave, pick)
		fyne.Do(func() { e.loaded(s, d, err) })
	})
}

// editable is what the editor shows.
type editable struct {
	themes    []research.Theme
	proposals []session.ThemeProposal
	quotesOf  research.ID
	quotes    []session.ThemeQuote
}

func readThemes(s *session.Session, wave, pick research.ID) (d editable, err error) {
	ctx := context.Background()
	if d.themes, err = s.Themes(ctx); err != nil {
		return d, err
	}
	if d.proposals, err = s.ProposeThemes(ctx, wave); err != nil {
		return d, err
	}
	i := slices.IndexFunc(d.themes, func(t research.Theme) bool { return t.ID == pick })
	if i < 0 && pick == "" && len(d.themes) > 0 {
		i = 0
	}
	if i >= 0 {
		d.quotesOf = d.themes[i].ID
		d.quotes, err = s.QuotesForTheme(ctx, d.quotesOf, wave)
	}
	return d, err
}

func (e *themeEditor) loaded(s *session.Session, d editable, err error) {
	e.busy = false
	if e.view.host.Session() != s {
		return // closed meanwhile
	}
	if e.again {
		e.again = false
		e.load()
		return
	}
	if err != nil {
		e.view.host.Fail(err)
		return
	}
	was := e.chosenQuote()
	e.themes, e.proposals, e.shown, e.quotesOf, e.ready = d.themes, d.proposals, d.quotes, d.quotesOf, true
	e.list.SetCount(len(e.themes) + len(e.proposals))
	if at := slices.IndexFunc(e.themes, func(t research.Theme) bool { return t.ID == e.pick }); at >= 0 {
		e.list.Mark(at)
	} else if e.list.Chosen() < len(e.themes) {
		e.list.Mark(min(0, e.list.Count()-1))
		e.pick = d.quotesOf
	}
	e.quotes.SetCount(len(e.shown))
	e.quotes.Mark(slices.IndexFunc(e.shown, func(q session.ThemeQuote) bool { return q.Verbatim == was }))
	e.showTexts()
	e.refresh()
}

// chosenQuote is the verbatim of the quote that is chosen.
func (e *themeEditor) chosenQuote() research.ID {
	if i := e.quotes.Chosen(); i >= 0 && i < len(e.shown) {
		return e.shown[i].Verbatim
	}
	return ""
}

// choose shows another theme, or what is proposed.
func (e *themeEditor) choose(i int) {
	e.pick = ""
	if i >= 0 && i < len(e.themes) {
		e.pick = e.themes[i].ID
	}
	if e.pick != "" && e.pick != e.quotesOf {
		e.shown = nil
		e.quotes.SetCount(0)
		e.load()
	}
	e.showTexts()
	e.refresh()
}

// open goes on to the name of a theme, or makes a theme of what is proposed.
func (e *themeEditor) open(int) {
	if p, ok := e.proposal(); ok {
		t := research.Theme{Says: p.Says}
		for _, c := range p.Codes {
			t.Codes = append(t.Codes, c.ID)
		}
		e.view.edit(t)
		return
	}
	if _, ok := e.theme(); ok {
		e.name.Focus()
	}
}

// showTexts puts what is written about the theme into the fields, but for one that somebody is writing.
func (e *themeEditor) showTexts() {
	t, _ := e.theme()
	for f, text := range map[*widgets.Field]string{e.name: t.Name, e.soWhat: t.SoWhat, e.advice: t.Recommendation} {
		if f.Text != text {
			f.SetText(text)
		}
	}
	e.says.Chosen = max(0, slices.Index(sides, t.Says))
	e.says.Refresh()
	clear(e.codes.chosen)
	for _, c := range t.Codes {
		e.codes.chosen[c] = true
	}
	e.codes.first(t.Codes)
	e.codes.rows.Refresh()
}

func (e *themeEditor) refresh() {
	if e.view.showing == "edit" {
		e.view.show()
	}
	e.ground.Refresh()
	e.list.Refresh()
	e.quotes.Refresh()
}
