package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Notes is every note of the study, the newest first: on passages, turns, interviews and codes. Enter goes to its
// place, E changes it.
type Notes struct {
	base
	from string // the screen to go back to
	list []session.Note
	all  int // without words to look for

	search    *widgets.Field
	searchBox fyne.CanvasObject
	rows      *widgets.Rows
	frame     *widgets.Board
	count     *widgets.Board
	foot      *widgets.Board
	content   *fyne.Container
}

const notesRow = 50

// NewNotes is the Notes screen.
func NewNotes(h Host) *Notes {
	v := &Notes{base: base{h}, from: "coding"}
	v.search, v.searchBox = widgets.NewField("Words of a note, of what was said there, or P07", "search", "", false)
	v.search.OnChanged = func(string) { v.reload() }
	v.search.OnKey = v.searchKey
	v.search.Cap = func() string { return v.keys().Of("notes.find") }
	v.rows = widgets.NewRows(notesRow, v.drawRow)
	v.rows.OnChoose = func(int) { v.foot.Refresh() }
	v.rows.OnOpen = func(int) { v.open() }
	v.rows.OnKey, v.rows.OnRune = v.Key, v.Rune
	v.rows.Vacant = func(p *widgets.Pen) {
		coding := KeyTable{h.Prefs(), (*Coding)(nil).sayActs()}
		text := "No note yet. While coding, " + coding.press("coding.note") + " to write one on the code in hand, on the selected words or on the turn; " + coding.press("coding.notes") + " for one on the interview or a code."
		if v.all > 0 {
			text = "No note holds these words. Escape shows all of them."
		}
		p.Para(16, 12, p.W-32, text, theme.Body, p.Mute)
	}
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.foot = widgets.NewBoard(v.drawFoot)
	v.count = widgets.NewBoard(func(p *widgets.Pen) { p.L(0, p.H/2, howMany(len(v.list), "note"), theme.Small, p.Mute) })
	v.content = widgets.Placed(v.layout, v.searchBox, v.count, v.frame, v.rows, v.foot)
	return v
}

func (v *Notes) layout(s fyne.Size) {
	x, w, h := float32(theme.Margin), s.Width-2*theme.Margin, s.Height-bookTop-16
	widgets.Put(v.searchBox, x, 1, min(420, w), theme.ControlHeight)
	widgets.Put(v.count, x+436, 1, max(0, w-436), theme.ControlHeight)
	widgets.Put(v.frame, x, bookTop, w, h)
	widgets.Put(v.rows, x+1, bookTop+1, w-2, h-2-interviewFoot)
	widgets.Put(v.foot, x+1, bookTop+h-1-interviewFoot, w-2, interviewFoot)
}

// Content is the screen.
func (v *Notes) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Notes) MinHeight() float32 { return 360 }

// Head says what is listed.
func (v *Notes) Head() (title, sub string) {
	return "Notes", "on passages, turns, interviews and codes; they stay in the study"
}

// Show reads the notes anew; arg is the screen to go back to.
func (v *Notes) Show(arg any) {
	if from, ok := arg.(string); ok && from != "" && from != "notes" {
		v.from = from
	}
	v.search.SetText("")
	v.reload()
	v.rows.Focus()
}

// Changed follows a change of the study.
func (v *Notes) Changed(store.Change) { v.reload() }

func (v *Notes) reload() {
	was := ""
	if n, ok := v.chosen(); ok {
		was = string(n.ID)
	}
	list, err := v.host.Session().Notes(context.Background(), v.search.Text)
	if err != nil {
		v.host.Fail(err)
		return
	}
	if v.list = list; strings.TrimSpace(v.search.Text) == "" {
		v.all = len(list)
	}
	v.rows.SetCount(len(list))
	at := min(0, len(list)-1)
	for i, n := range list {
		if string(n.ID) == was {
			at = i
		}
	}
	v.rows.Mark(at)
	v.rows.Refresh()
	v.count.Refresh()
	v.foot.Refresh()
}

// chosen is the note that the keyboard acts on.
func (v *Notes) chosen() (session.Note, bool) {
	if i := v.rows.Chosen(); i >= 0 && i < len(v.list) {
		return v.list[i], true
	}
	return session.Note{}, false
}

// open goes to the place of the chosen note.
func (v *Notes) open() {
	n, ok := v.chosen()
	switch {
	case !ok || n.Kind == session.NoteOnStudy:
	case n.Kind == session.NoteOnCode:
		v.host.Go("codebook", nil)
	case n.From == n.To:
		v.host.Go("coding", n.Interview)
	default:
		t, err := v.host.Session().Store().Turn(context.Background(), n.From.Turn)
		if err != nil {
			v.host.Fail(err)
			return
		}
		to := len([]rune(t.Text))
		if n.To.Turn == n.From.Turn {
			to = n.To.Offset
		}
		v.host.Go("coding", store.Hit{Turn: t.ID, Interview: n.Interview, Excerpt: t.Text, Marks: [][2]int{{n.From.Offset, to}}})
	}
}

// edit asks for other words.
func (v *Notes) edit() {
	n, ok := v.chosen()
	if !ok || v.host.Session().ReadOnly() {
		return
	}
	askNote(v.host, "Note on "+n.Where(), n.Text, v.rows.Focus, func(text string) bool { return v.set(n.On, text) })
}

func (v *Notes) set(on research.ID, text string) bool {
	if err := v.host.Session().SetNoteOn(context.Background(), on, text); err != nil {
		v.host.Fail(err)
		return false
	}
	v.reload()
	v.rows.Focus()
	return true
}

func (v *Notes) remove() {
	if n, ok := v.chosen(); ok && v.set(n.On, "") {
		v.host.Say("Took the note away. Ctrl Z brings it back.")
	}
}

// Acts are what Notes does by keyboard.
func (v *Notes) Acts() []Act {
	return append(v.acts(), append(inTable("The notes", "go to its place"), Act{"notes.leave", "go back", "The notes", []string{"Esc"}, nil})...)
}

func (v *Notes) acts() []Act {
	return []Act{
		{"notes.find", "find a note", "Notes", []string{"/"}, v.Find},
		{"notes.edit", "change the note", "The chosen note", []string{"E"}, v.edit},
		{"notes.remove", "take it away", "The chosen note", []string{"Del"}, v.remove},
	}
}

func (v *Notes) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Find puts the cursor into the search field.
func (v *Notes) Find() { v.search.Focus() }

func (v *Notes) searchKey(e *fyne.KeyEvent) bool { return leaveSearch(v.search, v.rows, e) }

// Key walks through the list, and Escape goes back to where one came from.
func (v *Notes) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		if v.rows.Focused() {
			return false
		}
		v.rows.Focus()
		v.rows.TypedKey(e)
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		v.open()
		return true
	case fyne.KeyEscape:
		if v.search.Text != "" {
			v.search.SetText("")
			return true
		}
		v.host.Go(v.from, nil)
		return true
	}
	return v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune does what a letter stands for.
func (v *Notes) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

func (v *Notes) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.list) {
		return
	}
	v.rows.Ground(p, i, y, w, chosen)
	n := v.list[i]
	x := 16 + p.L(16, y+16, n.Where(), theme.SmallB, p.Ink2) + 10
	by := n.Coder
	if !n.At.IsZero() {
		by = strings.TrimSpace(by + "  " + n.At.Local().Format("2 Jan 2006"))
	}
	right := w - 16
	if by != "" {
		right -= p.R(w-16, y+16, by, theme.Caption, p.Mute) + 12
	}
	said := ""
	switch {
	case n.Lost:
		said = "its passage has lost its words"
	case n.Words != "":
		said = "“" + n.Words + "”"
	}
	p.LW(x, y+16, right-x, said, theme.Caption, p.Mute)
	p.LW(16, y+35, w-32, oneLineOf(n.Text), theme.Body, p.Ink)
}

// oneLineOf is a text without its line breaks.
func oneLineOf(text string) string { return strings.Join(strings.Fields(text), " ") }

func (v *Notes) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	keys := v.keys()
	p.Hints(16, p.H/2, p.W-32, widgets.KeyHint{What: "go to it", Keys: []string{"Enter"}}, keys.hint("change", "notes.edit"), keys.hint("take away", "notes.remove"),
		keys.hint("find", "notes.find"), widgets.KeyHint{What: "go back", Keys: []string{"Esc"}})
}
