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
	"openloop/research/store"
)

// Review is the queue of passages that were masked on suspicion: at the left the passages, interview by
// interview, at the right the one in hand with the sentence around it and what can be answered. Every answer
// has a key and is one step that Ctrl Z takes back.
type Review struct {
	base
	rows  *widgets.Rows
	card  *widgets.Board
	frame *widgets.Board
	hints *widgets.Board
	empty *widgets.EmptyState
	work  *fyne.Container
	all   fyne.CanvasObject

	list      *session.ReviewList
	proposals []string // coarser wordings for the passage in hand
	same      []session.ReviewItem
	every     bool        // the next answer is for every place that hides the same words
	acting    bool        // an answer is being stored
	current   research.ID // mask in hand
	asked     closer

	answerText string // the whole answer of the passage in hand
}

// NewReview is the Names to review screen.
func NewReview(h Host) *Review {
	v := &Review{base: base{h}, list: &session.ReviewList{}}
	v.rows = widgets.NewRows(34, v.drawRow)
	v.rows.OnChoose = func(i int) { v.choose(i) }
	v.rows.OnOpen = func(int) { v.keys().Press("Enter") }
	v.rows.OnRune, v.rows.OnKey = v.Rune, v.press
	v.card = widgets.NewBoard(v.drawCard)
	v.frame = widgets.NewBoard(v.drawFrame)
	v.hints = widgets.NewBoard(v.drawHints)
	v.empty = widgets.NewEmptyState("shield-ok", "Nothing to look at", "Whatever looked like a name has been looked at. When new interviews come in, what is masked on suspicion waits here.",
		"Look for names again", "refresh", v.lookAgain)
	v.work = widgets.Placed(v.place, v.frame, v.rows, v.card, v.hints)
	v.all = widgets.Placed(func(s fyne.Size) {
		widgets.Put(v.empty, 0, 0, s.Width, s.Height)
		widgets.Put(v.work, 0, 0, s.Width, s.Height)
	}, v.empty, v.work)
	return v
}

const (
	reviewListWidth = 340
	reviewListHead  = 54
)

func (v *Review) place(s fyne.Size) {
	x, h := float32(theme.Margin), s.Height-12
	lw := float32(reviewListWidth)
	if s.Width < 1080 {
		lw = 280
	}
	foot := float32(26)
	widgets.Put(v.frame, x, 0, lw, h-foot)
	widgets.Put(v.rows, x+1, reviewListHead, lw-2, h-foot-reviewListHead-8)
	widgets.Put(v.card, x+lw+theme.GapWide, 0, s.Width-2*x-lw-theme.GapWide, h-foot)
	widgets.Put(v.hints, x, h-foot+4, s.Width-2*x, foot)
}

// Content is the whole screen.
func (v *Review) Content() fyne.CanvasObject { return v.all }

// MinHeight keeps every answer in sight.
func (v *Review) MinHeight() float32 { return 560 }

// Head is the title and what this is.
func (v *Review) Head() (string, string) {
	if len(v.list.Open) == 0 {
		return "Names to review", ""
	}
	return "Names to review", "Passages that were masked on suspicion. They stay hidden until somebody has looked at them."
}

// Actions are looking for names again, and the vault where it is closed.
func (v *Review) Actions() []fyne.CanvasObject {
	if v.list != nil && len(v.list.Open) == 0 {
		return nil // the middle of the screen offers what can be done
	}
	again := widgets.NewButton("Look for names again", "refresh", widgets.Secondary, v.lookAgain)
	if v.host.Session().Vault() == session.VaultOpen {
		return []fyne.CanvasObject{again}
	}
	return []fyne.CanvasObject{again, widgets.NewButton("Open the vault", "unlock", widgets.Primary, v.unlock)}
}

// Show reads the queue.
func (v *Review) Show(any) {
	v.load()
	fyne.Do(v.rows.Focus)
}

// Changed reads the queue again.
func (v *Review) Changed(c store.Change) {
	if v.acting {
		return
	}
	if len(c.Tables) == 0 { // the vault was opened or locked
		v.Leave()
		v.load()
		return
	}
	for _, table := range []string{"mask", "turn"} {
		if _, ok := c.Tables[table]; ok {
			v.load()
			return
		}
	}
}

// Leave closes what shows names of the vault.
func (v *Review) Leave() {
	if v.asked != nil && v.asked.Open() {
		v.asked.Close()
	}
	v.asked = nil
}

// load reads the queue and stays at the passage in hand, or at the one that has come in its place.
func (v *Review) load() {
	list, err := v.host.Session().ReviewList(context.Background())
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.take(list)
}

// take shows a queue.
func (v *Review) take(list *session.ReviewList) {
	at := max(0, v.rows.Chosen())
	v.list, v.answerText = list, ""
	if i := slices.IndexFunc(list.Open, func(it session.ReviewItem) bool { return it.Mask.ID == v.current }); i >= 0 {
		at = i
	}
	toggle(v.work, len(list.Open) > 0)
	toggle(v.empty, len(list.Open) == 0)
	v.rows.SetCount(len(list.Open))
	v.current = ""
	if len(list.Open) > 0 {
		at = min(at, len(list.Open)-1)
		v.rows.Mark(at)
		v.rows.Reveal(at)
		v.choose(at)
	}
	v.refresh()
	v.host.Refresh()
}

func (v *Review) refresh() {
	v.rows.Refresh()
	v.card.Refresh()
	v.frame.Refresh()
	v.hints.Refresh()
	v.all.Refresh()
}

// item is the passage in hand.
func (v *Review) item() (session.ReviewItem, bool) {
	i := v.rows.Chosen()
	if i < 0 || i >= len(v.list.Open) {
		return session.ReviewItem{}, false
	}
	return v.list.Open[i], true
}

// choose takes a passage in hand.
func (v *Review) choose(i int) {
	if i < 0 || i >= len(v.list.Open) {
		return
	}
	it := v.list.Open[i]
	if it.Mask.ID == v.current {
		return
	}
	v.current, v.every, v.proposals = it.Mask.ID, false, nil
	v.answerText = strings.Join(strings.Fields(it.Turn.Text), " ")
	v.same = v.list.SameWords(it)
	v.proposals = v.list.Proposals(it)
	v.proposals = v.proposals[:min(len(v.proposals), 4)]
	v.card.Refresh()
}

// items are the passages that an answer is for.
func (v *Review) items() []session.ReviewItem {
	if v.every {
		return v.same
	}
	return v.same[:min(1, len(v.same))]
}

func (v *Review) unlock() { v.host.Unlock(func() { v.load(); v.rows.Focus() }) }

// lookAgain looks for names in every transcript with all that is known by now.
func (v *Review) lookAgain() { lookForNames(v.host, v.load) }

// step goes to the next or the previous passage.
func (v *Review) step(by int) {
	n := len(v.list.Open)
	if n == 0 {
		return
	}
	v.rows.Choose((v.rows.Chosen() + by + n) % n)
	v.rows.Focus()
}

// Key moves and answers while nothing else has the keyboard.
func (v *Review) Key(e *fyne.KeyEvent) bool {
	if known, used := walk(v.rows, e); known {
		return used
	}
	return v.press(e)
}

func (v *Review) press(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape && v.every {
		v.every = false
		v.card.Refresh()
		return true
	}
	return len(v.list.Open) > 0 && v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// drawFrame is the card around the list with how far the looking is.
func (v *Review) drawFrame(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	p.L(16, 18, fmt.Sprintf("%d of %d looked at", v.list.Looked, v.list.Total), theme.SmallB, p.Ink)
	p.R(p.W-16, 18, fmt.Sprintf("%d to go", len(v.list.Open)), theme.Small, p.Mute)
	p.Bar(16, 36, p.W-32, 5, float32(v.list.Looked)/float32(max(1, v.list.Total)), p.Accent)
	p.HLine(0, reviewListHead-1, p.W, p.Line)
}

// drawRow is one passage of the list.
func (v *Review) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	v.rows.Ground(p, i, y, w, chosen)
	it := v.list.Open[i]
	if i == 0 || v.list.Open[i-1].Label != it.Label {
		p.LW(14, y+17, 44, it.Label, theme.SmallB, p.Ink)
	}
	kind := kindWord(it.Mask.Kind)
	p.R(w-14, y+17, kind, theme.Caption, p.Mute)
	room := w - 60 - 22 - widgets.Width(kind, theme.Caption)
	if it.Words != "" {
		p.LW(60, y+17, room, it.Words, theme.Strong, p.Ink)
		return
	}
	x := 60 + p.L(60, y+17, it.Shown, theme.Small, p.Ink) + 6
	p.LW(x, y+17, 60+room-x, it.After, theme.Small, p.Mute)
}

// kindWord is a kind of find as a person says it.
func kindWord(kind string) string {
	switch kind {
	case "PERSON":
		return "a person?"
	case "ORGANISATION":
		return "a company?"
	case "PLACE", "POSTCODE":
		return "a place?"
	case "STREET":
		return "a street?"
	case "ROLE":
		return "a role?"
	case "SUM_DATE":
		return "a telling detail?"
	}
	return "a number?"
}

func (v *Review) drawHints(p *widgets.Pen) {
	keys := v.keys()
	unlock := keys.hint("open the vault", "review.unlock")
	if v.list.Vault {
		unlock = widgets.KeyHint{}
	}
	p.Hints(2, p.H/2, p.W-4, keys.hint("next, previous", "review.next", "review.previous"), keys.hint("keep masked", "review.keep"),
		keys.hint("no name", "review.noname"), keys.hint("all places", "review.every"),
		keys.hint("take a wording", "review.coarser.1", "review.coarser.2"), keys.hint("two are one", "review.same"),
		unlock, WindowTable(v.host.Prefs()).hint("undo", "window.undo"))
}
