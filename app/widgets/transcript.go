package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"openloop/research"
)

// TranscriptTurn is what one speaker said at once, as the transcript shows it.
type TranscriptTurn struct {
	ID        research.ID
	Speaker   string // pseudonym or initials, in the left margin
	Asked     bool   // said by the interviewer: drawn in the quieter ink
	Stage     int    // buying stage talked about; a heading is drawn where it changes, 0 unknown
	StageName string
	Time      string // under the speaker; "" when unknown
	Text      string
	Shown     [][2]int // words of Text that are masked otherwise, in code points: drawn so that nobody forgets
}

// TranscriptCoding is one code on one passage, as the transcript shows it.
type TranscriptCoding struct {
	ID, Code research.ID
	From, To research.Anchor
	Label    string // name of the code
	Stage    int    // gives the colour where it has none of its own
	Colour   string // "#rrggbb", or ""
	Polarity research.Polarity
	Weight   research.Weight
}

// TranscriptMatch is one place where searched text was found.
type TranscriptMatch struct{ From, To research.Anchor }

// Transcript shows the turns of an interview with their codings and lets passages be selected. It
// lays out what is in view and the rest of a long transcript in slices, and draws only the lines in view. It knows
// nothing of the study: the host gives it content and hears of selections.
type Transcript struct {
	widget.BaseWidget

	// OnSelectionChanged is called after the selection or the caret has moved.
	OnSelectionChanged func()
	// OnKey and OnRune get what the widget does not handle itself; they say whether they did. Keys
	// that write come as runes only.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(rune) bool
	// OnShortcut gets the shortcuts the widget does not know; unset, they go to the window.
	OnShortcut func(fyne.Shortcut)
	// OnCodingTapped is called when a coding's bracket or label is clicked.
	OnCodingTapped func(research.ID)
	// OnCopy gets the selected text on Ctrl+C. The widget never writes to the clipboard: whoever
	// sets OnCopy decides what may leave.
	OnCopy func(text string)
	// OnContextMenu is called on a secondary click, with the place in the window.
	OnContextMenu func(fyne.Position)
	// Later runs a function on the window's goroutine once the window has had time to paint: a long transcript is laid
	// out in slices.
	Later func(func())

	scroll *container.Scroll
	body   *transcriptBody
}

// NewTranscript makes an empty transcript.
func NewTranscript() *Transcript {
	t := &Transcript{Later: laterInWindow}
	t.body = newTranscriptBody(t)
	t.scroll = container.NewVScroll(t.body)
	t.scroll.OnScrolled = func(fyne.Position) { t.body.viewMoved() }
	t.ExtendBaseWidget(t)
	return t
}

// SetContent shows other turns and codings. Selection and scroll stay where they were if their
// turns are still there with the same text.
func (t *Transcript) SetContent(turns []TranscriptTurn, codings []TranscriptCoding) {
	t.body.setContent(turns, codings)
}

// SetCodings shows other codings on the same turns.
func (t *Transcript) SetCodings(codings []TranscriptCoding) { t.body.setCodings(codings) }

// Selection is the selected passage; ok is false when nothing is selected. It may span turns.
func (t *Transcript) Selection() (from, to research.Anchor, ok bool) {
	a, z := t.body.selected()
	return t.body.text.anchor(a), t.body.text.anchor(z), a != z
}

// Caret is the place where the keyboard stands; ok is false in an empty transcript.
func (t *Transcript) Caret() (at research.Anchor, ok bool) {
	return t.body.text.anchor(t.body.caret), len(t.body.text.turns) > 0
}

// FocusedPassage is what a command would act on: the selection or, without one, the innermost
// coded passage at the caret. codings are all codings that touch it.
func (t *Transcript) FocusedPassage() (from, to research.Anchor, codings []research.ID, ok bool) {
	a, z, codings := t.body.focusedPassage()
	return t.body.text.anchor(a), t.body.text.anchor(z), codings, a != z
}

// Select selects a passage and scrolls to it. Ends inside a character made of several code points
// move outwards.
func (t *Transcript) Select(from, to research.Anchor) { t.body.selectAnchors(from, to) }

// ClearSelection leaves the caret where the selection ended.
func (t *Transcript) ClearSelection() { t.body.clearSelection() }

// SelectedText is the text of the selection, turns separated by a line end.
func (t *Transcript) SelectedText() string { return t.body.text.slice(t.body.selected()) }

// ScrollTo brings a place into view.
func (t *Transcript) ScrollTo(at research.Anchor) {
	if p, ok := t.body.text.place(at); ok {
		t.body.revealCentred(p, p)
	}
}

// NextUncoded selects the next sentence of an answer that no coding touches and says whether
// there was one.
func (t *Transcript) NextUncoded() bool { return t.body.selectUncoded(+1) }

// PrevUncoded selects the previous sentence of an answer that no coding touches and says whether
// there was one.
func (t *Transcript) PrevUncoded() bool { return t.body.selectUncoded(-1) }

// Find marks every occurrence of text, whatever the case, scrolls to the first one at or after
// the top of the view, and answers them all. Empty text takes the marks away.
func (t *Transcript) Find(text string) []TranscriptMatch { return t.body.find(text) }

// ShowMatch makes the n-th match of the last Find the current one and scrolls to it.
func (t *Transcript) ShowMatch(n int) { t.body.showMatch(n) }

// MatchShown is the current match of the last Find, -1 where it found none.
func (t *Transcript) MatchShown() int { return t.body.match }

// Focus gives the transcript the keyboard.
func (t *Transcript) Focus() { t.body.focus() }

// FocusTarget is the object that takes the keyboard, for hosts that manage focus themselves.
func (t *Transcript) FocusTarget() fyne.Focusable { return t.body }

// CreateRenderer implements fyne.Widget.
func (t *Transcript) CreateRenderer() fyne.WidgetRenderer { return newTranscriptFrame(t) }
