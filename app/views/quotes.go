package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Quotes is where quotes are cleared one by one, and on a second tab stories are told.
type Quotes struct {
	base
	storiesShown bool
	quotes       *quotesTab
	stories      *storiesTab
	tabs         *widgets.Segmented
	content      *fyne.Container
	off          func(func()) // runs work off the window's goroutine
	deliver      func(func()) // runs a function on it
}

// NewQuotes is the Quotes screen.
func NewQuotes(h Host) *Quotes {
	v := &Quotes{base: base{h}, off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	v.quotes, v.stories = newQuotesTab(v), newStoriesTab(v)
	v.tabs = widgets.NewSegmented([]string{"Quotes", "Stories"}, 0, func(i int) { v.showTab(i == 1) })
	v.content = widgets.Placed(v.layout, v.quotes.content, v.stories.content, v.tabs)
	v.stories.content.Hide()
	return v
}

func (v *Quotes) layout(s fyne.Size) {
	widgets.Put(v.tabs, theme.Margin, 1, v.tabs.MinSize().Width, theme.ControlHeight)
	widgets.Put(v.quotes.content, 0, 0, s.Width, s.Height)
	widgets.Put(v.stories.content, 0, 0, s.Width, s.Height)
}

// tabsEnd is where the filters beside the tabs begin.
func (v *Quotes) tabsEnd() float32 { return theme.Margin + v.tabs.MinSize().Width + 12 }

// quoteCards shares the screen between the list and the card of what is chosen in it.
func quoteCards(s fyne.Size) (listX, listW, cardX, cardW, h float32) {
	listX, h = theme.Margin, s.Height-bookTop-16
	cardW = max(430, (s.Width-2*theme.Margin)*.46)
	cardX = s.Width - theme.Margin - cardW
	return listX, cardX - theme.Gap - listX, cardX, cardW, h
}

func (v *Quotes) showTab(stories bool) {
	v.stories.form.save()
	v.storiesShown = stories
	setShown(v.stories.content, stories)
	setShown(v.quotes.content, !stories)
	v.reload()
	v.host.Refresh()
}

// Content is the whole screen.
func (v *Quotes) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Quotes) MinHeight() float32 { return 460 }

// Head is how many quotes are in the report, and how many wait.
func (v *Quotes) Head() (title, sub string) {
	if v.storiesShown {
		return "Quotes", v.stories.tally()
	}
	return "Quotes", v.quotes.tally()
}

// Actions are what concerns all quotes, or a new story.
func (v *Quotes) Actions() []fyne.CanvasObject {
	s := v.host.Session()
	if s.ReadOnly() || s.Heard() == 0 {
		return nil
	}
	if v.storiesShown {
		return []fyne.CanvasObject{widgets.NewButton("New story", "plus", widgets.Secondary, v.stories.add)}
	}
	return []fyne.CanvasObject{wavePicker(v.host), widgets.NewButton("Consents", "people", widgets.Secondary, v.quotes.askConsents)}
}

// Show reads everything anew; "stories" shows the second tab.
func (v *Quotes) Show(arg any) {
	if arg == "stories" && !v.storiesShown {
		v.tabs.SetChosen(1)
		v.showTab(true)
		return
	}
	v.reload()
}

// Changed follows a change of the study.
func (v *Quotes) Changed(store.Change) { v.reload() }

func (v *Quotes) reload() {
	if v.storiesShown {
		v.stories.reload()
		return
	}
	v.quotes.load()
}

// Find puts the cursor into the search field.
func (v *Quotes) Find() {
	if !v.storiesShown {
		v.quotes.search.Focus()
	}
}

// Key walks through the list where nothing else has the keyboard.
func (v *Quotes) Key(e *fyne.KeyEvent) bool {
	rows := v.quotes.rows
	if v.storiesShown {
		rows = v.stories.rows
	}
	if known, used := walk(rows, e, fyne.KeyReturn, fyne.KeyEnter); known {
		return used
	}
	return v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune is one of the keys that settle a quote.
func (v *Quotes) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

// statesOf are the filters by state, in the order in which they are shown.
var statesOf = []struct {
	name   string
	states []session.QuoteState
}{
	{"To clear", []session.QuoteState{session.QuoteToClear}},
	{"Cleared", []session.QuoteState{session.QuoteAsSaid, session.QuoteReworded, session.QuoteLimit}},
	{"Void", []session.QuoteState{session.QuoteVoid}},
	{"Stays in", []session.QuoteState{session.QuoteRefused, session.QuoteNotAllowed}},
	{"All", nil},
}

// quotesTab is the list of quotes and the card of the chosen one.
type quotesTab struct {
	view    *Quotes
	rows    *widgets.Rows
	states  *widgets.Segmented
	theme   *widgets.Picker
	themes  []research.Theme
	search  *widgets.Field
	frame   *widgets.Board
	empty   *widgets.EmptyState
	card    *quoteCard
	content *fyne.Container

	filter  session.QuoteFilter
	pages   []research.ID // what the pages before this one begin after
	list    session.QuoteList
	ready   bool
	loading bool
	again   bool
	want    research.ID // verbatim to choose once the list has been read anew
}

const (
	quoteRow  = 98
	quoteFoot = 36 // keys under the list
)

func newQuotesTab(v *Quotes) *quotesTab {
	t := &quotesTab{view: v}
	t.rows = widgets.NewRows(quoteRow, t.drawRow)
	t.rows.OnChoose = func(int) { t.card.show(t.chosen()) }
	t.rows.OnOpen = func(int) { t.card.startRewording() }
	t.rows.OnRune = t.view.Rune
	t.rows.Vacant = t.drawVacant
	t.states = widgets.NewSegmented(nil, 0, func(i int) { t.pickState(i) })
	t.theme = widgets.NewPicker("Theme", []string{"Any"}, 0, t.pickTheme)
	var box fyne.CanvasObject
	t.search, box = widgets.NewField("Search quotes", "search", "", false)
	t.search.OnChanged = func(words string) { t.filter.Words = words; t.firstPage(); t.load() }
	t.search.OnKey = t.searchKey
	t.search.Cap = func() string { return v.keys().Of("quotes.search") }
	t.frame = widgets.NewBoard(t.drawFrame)
	t.card = newQuoteCard(t)
	t.empty = widgets.NewEmptyState("quote", "No quotes yet", "A quote is a passage that has been coded. Bring in interviews, code what matters in them, and clear here what may be printed, one by one.",
		"Code an interview", "coding", func() { v.host.Go("coding", nil) })
	t.name()
	t.content = widgets.Placed(func(s fyne.Size) {
		lx, lw, cx, cw, h := quoteCards(s)
		x := v.tabsEnd()
		sw := t.states.MinSize().Width
		widgets.Put(t.states, x, 1, sw, theme.ControlHeight)
		x += sw + 12
		tw := min(t.theme.MinSize().Width, 230)
		widgets.Put(t.theme, x, 1, tw, theme.ControlHeight)
		x += tw + 12
		widgets.Put(box, x, 1, max(120, s.Width-theme.Margin-x), theme.ControlHeight)
		widgets.Put(t.frame, lx, bookTop, lw, h)
		widgets.Put(t.rows, lx+1, bookTop+1, lw-2, h-quoteFoot-2)
		widgets.Put(t.card.content, cx, bookTop, cw, h)
		widgets.Put(t.empty, 0, bookTop, s.Width, h)
		vacant := t.ready && t.nothing()
		setShown(t.empty, vacant)
		for _, o := range []fyne.CanvasObject{t.frame, t.rows, t.card.content, t.states, t.theme, box} {
			setShown(o, !vacant)
		}
	}, t.frame, t.rows, t.states, t.theme, box, t.card.content, t.empty)
	return t
}

// nothing says that no passage has been coded yet.
func (t *quotesTab) nothing() bool {
	n := 0
	for _, k := range t.list.Counts {
		n += k
	}
	return n == 0 && !t.list.Partly && t.filter.Words == "" && t.filter.Theme == "" && t.filter.Wave == ""
}

// name writes the filters with how many quotes each finds.
func (t *quotesTab) name() {
	options := make([]string, len(statesOf))
	for i, f := range statesOf {
		n := 0
		for state, k := range t.list.Counts {
			if f.states == nil {
				n += k
			}
			for _, s := range f.states {
				if s == state {
					n += k
				}
			}
		}
		options[i] = f.name
		if t.ready && !t.list.Partly {
			options[i] = fmt.Sprintf("%s %d", f.name, n)
		}
	}
	t.states.Options = options
	t.states.Refresh()
}

func (t *quotesTab) tally() string {
	if !t.ready || t.list.Partly || t.nothing() {
		return ""
	}
	c := t.list.Counts
	return fmt.Sprintf("%d in the report, %d to clear", c[session.QuoteAsSaid]+c[session.QuoteReworded], c[session.QuoteToClear])
}

func (t *quotesTab) pickState(i int) {
	t.filter.States, t.want = statesOf[i].states, ""
	t.firstPage()
	t.load()
}

func (t *quotesTab) pickTheme(i int) {
	t.filter.Theme = ""
	t.firstPage()
	if i > 0 && i <= len(t.themes) {
		t.filter.Theme = t.themes[i-1].ID
	}
	t.load()
}

// firstPage goes back to the first page.
func (t *quotesTab) firstPage() { t.filter.After, t.pages = "", nil }

// turn shows the next page of a list that is too long for one, or the one before.
func (t *quotesTab) turn(by int) bool {
	switch {
	case by > 0 && t.list.More:
		t.pages = append(t.pages, t.filter.After)
		t.filter.After = t.list.Next
	case by < 0 && len(t.pages) > 0:
		t.filter.After = t.pages[len(t.pages)-1]
		t.pages = t.pages[:len(t.pages)-1]
	default:
		return false
	}
	t.rows.Mark(0)
	t.list.Rows = nil // so that the first of the page is chosen
	t.load()
	return true
}

// load reads the list off the window's goroutine; a change that comes meanwhile reads it once more.
func (t *quotesTab) load() {
	if t.loading {
		t.again = true
		return
	}
	t.loading = true
	if !t.ready {
		t.filter.States = statesOf[t.states.Chosen].states
	}
	if wave := t.view.host.Wave(); wave != t.filter.Wave {
		t.filter.Wave = wave
		t.firstPage()
	}
	s, f := t.view.host.Session(), t.filter
	t.view.off(func() {
		ctx := context.Background()
		list, err := s.Quotes(ctx, f)
		var themes []research.Theme
		if err == nil {
			themes, err = s.Store().Themes(ctx)
		}
		t.view.deliver(func() {
			if t.view.host.Session() == s { // else the study has been closed meanwhile
				t.loaded(list, themes, err)
			}
		})
	})
}

func (t *quotesTab) loaded(list *session.QuoteList, themes []research.Theme, err error) {
	t.loading = false
	if t.again {
		t.again = false
		t.load()
		return
	}
	if err != nil {
		t.view.host.Fail(err)
		return
	}
	was, at := t.want, t.rows.Chosen()
	if c, ok := t.chosen(); was == "" && ok {
		was = c.Placed.Verbatim
	}
	t.list, t.themes, t.ready, t.want = *list, themes, true, ""
	if t.view.host.Session().Heard() == 0 {
		t.empty.Action, t.empty.ActionIcon, t.empty.OnAction = "Import interviews", "import", func() { t.view.host.Go("import", nil) }
	}
	t.nameThemes()
	t.name()
	t.rows.SetCount(len(t.list.Rows))
	to := min(max(at, 0), len(t.list.Rows)-1)
	for i := range t.list.Rows {
		if t.list.Rows[i].Placed.Verbatim == was {
			to = i
		}
	}
	t.rows.Mark(to)
	t.rows.Reveal(to)
	t.card.show(t.chosen())
	t.content.Refresh()
	t.frame.Refresh()
	t.view.host.Refresh()
}

func (t *quotesTab) nameThemes() {
	names, at := []string{"Any"}, 0
	for i, th := range t.themes {
		names = append(names, th.Name)
		if th.ID == t.filter.Theme {
			at = i + 1
		}
	}
	t.theme.SetOptions(names, at)
}

// chosen is the quote that the cursor is on.
func (t *quotesTab) chosen() (session.Candidate, bool) {
	if i := t.rows.Chosen(); i >= 0 && i < len(t.list.Rows) {
		return t.list.Rows[i], true
	}
	return session.Candidate{}, false
}

// searchKey leaves the search field for the list.
func (t *quotesTab) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		t.search.SetText("")
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
	default:
		return false
	}
	t.rows.Focus()
	if t.rows.Chosen() < 0 {
		t.rows.Choose(0)
	}
	return true
}
