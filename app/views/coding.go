package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// Coding is one transcript with its codes: the text in the middle, what is on the passage below it, the
// codebook at the right, and the four reasons on top. The keyboard stays in the text.
type Coding struct {
	base
	open   *session.Transcript // nil when there is nothing to code
	placed map[research.ID]session.Placed

	text      *widgets.Transcript
	strip     *widgets.Board
	dock      *codingDock
	book      *codingBook
	finder    *codingFinder
	corrector *codingCorrector
	orphans   *codingOrphans
	picker    *widgets.CodePicker // while it is open
	unpick    func()              // takes the picker of codes away while it is open

	empty                  *widgets.EmptyState
	frame, hints, progress *widgets.Board
	eye, opening           *widgets.Board
	mark, next             *widgets.Button
	work                   *fyne.Container // everything but the empty state
	content                fyne.CanvasObject

	sides   []codingSide // what stands between text and dock
	acts    []Act        // what is done by keyboard
	sidesAt float32      // their height when they were last placed
	card    fyne.Size    // of the text with its sides and the dock

	passage codingPassage
	current research.ID                   // the coding that keys act on
	memos   map[research.ID]research.Memo // notes, by what they are on
	bare    []session.Note                // those on words of the open interview that carry no code
	noted   bool                          // the text shows where there are any
	fresh   []int                         // turns whose words or stage were changed here and are to be shown
	recent  []research.ID                 // codes, the last used first
	jump    func()                        // goes to a passage once the text has its place
	acting  bool                          // an act of this screen is being stored
	still   bool                          // the text is being changed, and where the selection goes is read afterwards
	order   []research.ID                 // codings as they stand in the text; nil where that has to be found out
	tally   string                        // how many answers are coded; "" where that has to be counted
	reading research.ID                   // the long transcript that is being read
	stale   bool                          // the study changed meanwhile
	off     func(func())                  // runs something beside the window
	said    *session.Revealed             // the words behind masks while they are shown, else nil
	own     int64                         // the step of the last one
}

// codingPassage is what an act is done to: the selection, or the coded passage at the caret.
type codingPassage struct {
	from, to research.Anchor
	on       []research.ID // codings that touch it
	ok       bool
}

// NewCoding is the Coding screen.
func NewCoding(h Host) *Coding {
	v := &Coding{base: base{h}, placed: map[research.ID]session.Placed{}, off: func(f func()) { go session.Safely(f) }}
	v.text = widgets.NewTranscript()
	v.text.OnSelectionChanged = v.passageMoved
	v.text.OnKey, v.text.OnRune = v.press, v.Rune
	v.text.OnCodingTapped, v.text.OnShortcut = v.goTo, v.shortcut
	v.text.OnCopy = func(string) {
		v.host.Say("Nothing was copied: words leave Openloop only as cleared quotes, on the Themes screen.")
	}
	v.strip = widgets.NewBoard(v.drawStrip)
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.hints = widgets.NewBoard(v.drawHints)
	v.eye = widgets.NewBoard(v.drawEye).Fixed(theme.ControlHeight, theme.ControlHeight)
	v.empty = widgets.NewEmptyState("coding", "No transcripts yet", "Bring in the interviews. Here you select what was said, press / and choose a code; every code is saved at once and can be undone.",
		"Import", "import", func() { v.host.Go("import", nil) })
	v.dock, v.book, v.finder = newCodingDock(v), newCodingBook(v), newCodingFinder(v)
	v.corrector = newCodingCorrector(v)
	v.text.SetZoom(h.Prefs().Zoom)
	v.progress = widgets.NewBoard(v.drawProgress)
	v.progress.Min = func() fyne.Size {
		return fyne.NewSize(widgets.Width(v.answered(), theme.Small)+10, theme.ControlHeight)
	}
	v.mark = widgets.NewButton("Mark as coded", "check", widgets.Secondary, v.toggleCoded)
	v.next = widgets.NewButton("Next interview", "arrow-right", widgets.Secondary, v.nextInterview)
	v.makeSides()
	v.makeActs()
	v.work = widgets.Placed(v.layout, append([]fyne.CanvasObject{v.strip, v.frame, v.text, v.dock.content, v.finder.content, v.book.content, v.hints}, append(v.sideObjects(), v.corrector.content)...)...)
	v.opening = widgets.NewBoard(v.drawOpening)
	v.opening.Hide()
	v.content = container.NewStack(v.empty, v.opening, v.work)
	return v
}

const (
	codingBookWidth   = 340
	codingBookNarrow  = 320
	codingLow         = 660 // height under which strip and dock fold
	codingBookLeast   = 880 // width under which the codebook gives its place to the text
	codingHintsHeight = 26
)

// layout places everything for a size.
func (v *Coding) layout(s fyne.Size) {
	stripH := float32(78)
	if s.Height < codingLow {
		stripH = 46
	}
	x, w, h := float32(theme.Margin), s.Width-2*theme.Margin, s.Height-12
	bw := float32(codingBookWidth)
	if s.Width < 1230 {
		bw = codingBookNarrow
	}
	tw := w - bw - theme.GapWide
	if s.Width < codingBookLeast {
		tw, bw = w, 0
	}
	top := stripH + theme.Gap
	cardH := h - top - codingHintsHeight
	dockH := v.dock.height(s.Height)
	widgets.Put(v.strip, x, 0, w, stripH)
	widgets.Put(v.frame, x, top, tw, cardH)
	findH := v.finder.height()
	widgets.Put(v.finder.content, x+1, top+1, tw-2, findH)
	v.card = fyne.NewSize(tw-2, cardH-2)
	v.sidesAt = v.sidesHeight(v.card)
	widgets.Put(v.text, x+1, top+1+findH, tw-2, max(leastText, cardH-2-dockH-findH-v.sidesAt))
	v.corrector.place(x+1, top+1+findH, tw-2, v.text.Size().Height)
	v.placeSides(x+1, top+cardH-1-dockH-v.sidesAt, tw-2, v.card)
	widgets.Put(v.dock.content, x+1, top+cardH-1-dockH, tw-2, dockH)
	widgets.Put(v.book.content, x+tw+theme.GapWide, top, bw, cardH)
	widgets.Put(v.hints, x, h-codingHintsHeight+4, w, codingHintsHeight)
	v.land()
}

// land goes where Show wanted to go, once the text has its place in a window.
func (v *Coding) land() {
	if v.jump == nil || v.text.Size().Height <= 0 || fyne.CurrentApp().Driver().CanvasForObject(v.text) == nil {
		return
	}
	jump := v.jump
	v.jump = nil
	jump()
}

// Content is the screen.
func (v *Coding) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in very low windows.
func (v *Coding) MinHeight() float32 { return 420 }
