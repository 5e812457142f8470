package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/research"
)

// transcriptBody is the scrolled content: as high as the whole text, holding objects for what is
// in view only.
type transcriptBody struct {
	widget.BaseWidget
	host *Transcript

	text    *transcriptText
	codings []TranscriptCoding
	lines   transcriptLines
	rough   transcriptRough // what of the lines is not laid out yet
	marks   transcriptMarks
	pieces  map[int][]transcriptPiece // of lines in view or just left
	matches []transcriptMatch
	match   int // current match, -1 for none

	style  transcriptStyle
	zoom   int // in percent, 0 for 100
	notes  []transcriptNote
	faces  *transcriptFaces
	column transcriptColumn
	width  float32
	later  *transcriptMatch // to be shown once there is a view

	widened       []transcriptMatch // selections that were widened, the latest last
	origin, caret transcriptPlace   // the selection, from where it began to where it is drawn out
	caretLine     int               // the caret's line where two would do, -1 to ask
	wantX         float32           // column that Up and Down try to keep, -1 for none
	focused       bool
	shift         bool // held, where the driver does not say
	pointer       transcriptPointer
}

// transcriptColumn is where the parts of a line stand.
type transcriptColumn struct {
	text, width  float32 // left edge and measure
	margin, room float32 // left edge and width of the right margin
}

const (
	transcriptGutter     = 92  // speaker and time
	transcriptMeasure    = 680 // widest text
	transcriptGap        = 24  // between text and brackets
	transcriptMargin     = 196
	transcriptLowMargin  = 132 // in a narrow window
	transcriptWideMargin = 260
	transcriptNarrow     = 560
)

// columnFor spreads a width at a zoom of 1 or another: the text takes what it can use, the rest goes to the labels and then
// to both sides.
func columnFor(width, zoom float32) transcriptColumn {
	room := float32(transcriptMargin)
	if width < transcriptNarrow {
		room = transcriptLowMargin
	}
	c := transcriptColumn{width: min(transcriptMeasure*zoom, max(80, width-transcriptGutter-room-transcriptGap))}
	spare := max(0, width-transcriptGutter-transcriptGap-c.width-room)
	grow := min(spare, transcriptWideMargin-room)
	if grow < 0 {
		grow = 0
	}
	spare -= grow
	c.text = transcriptGutter + float32(int(spare/2))
	c.margin, c.room = c.text+c.width+transcriptGap, room+grow
	return c
}

func newTranscriptBody(host *Transcript) *transcriptBody {
	b := &transcriptBody{host: host, text: newTranscriptText(nil), match: -1, caretLine: -1, wantX: -1}
	b.pointer.hover = -1
	b.ExtendBaseWidget(b)
	return b
}

// MinSize is the height of the whole text.
func (b *transcriptBody) MinSize() fyne.Size { return fyne.NewSize(100, float32(b.lines.total)) }

func (b *transcriptBody) setContent(turns []TranscriptTurn, codings []TranscriptCoding) {
	keep := b.remember()
	b.text, b.codings = newTranscriptText(append([]TranscriptTurn(nil), turns...)), append([]TranscriptCoding(nil), codings...)
	b.matches, b.match, b.pointer.hover, b.pointer.under, b.later = nil, -1, -1, nil, nil
	b.notes = nil
	b.marks.resolve(b.text, b.codings)
	b.wrap()
	b.restore(keep)
}

func (b *transcriptBody) setCodings(codings []TranscriptCoding) {
	keep := b.remember()
	b.codings = append(b.codings[:0:0], codings...)
	b.pointer.hover, b.pointer.under = -1, nil
	b.marks.resolve(b.text, b.codings)
	b.stack()
	b.restore(keep)
}

// restyle takes the theme's colours and type; it wraps again if the type changed.
func (b *transcriptBody) restyle() {
	style := transcriptStyleNow()
	style.Read *= b.scale()
	again := b.faces == nil || b.faces.stale(&style)
	b.style = style
	if !again {
		return
	}
	b.faces = newTranscriptFaces(&style)
	if b.width > 0 {
		keep := b.remember()
		b.wrap()
		b.restore(keep)
	}
}

func (b *transcriptBody) setWidth(w float32) {
	if w == b.width {
		return
	}
	keep := b.remember()
	b.width, b.column = w, columnFor(w, b.scale())
	b.wrap()
	b.restore(keep)
}

func (b *transcriptBody) wrap() {
	if b.faces == nil || b.width <= 0 {
		return
	}
	b.rough.turns, b.rough.left = nil, 0
	if b.text.size() > transcriptAtOnce {
		b.guess()
	} else {
		b.faces.read.wrapTurns(b.text, b.column.width, &b.lines)
	}
	b.caretLine, b.pieces = -1, nil
	b.stack()
	b.goOn()
}

// stack places the lines for the codings there are and the codings for the lines.
func (b *transcriptBody) stack() {
	if len(b.lines.all) == 0 {
		b.lines.total = 0
		return
	}
	b.marks.settle(&b.lines)
	b.lines.stack(b.text, b.marks.extra)
	b.marks.margin(&b.lines)
}

// transcriptKept is what a reader was looking at, in terms that outlive a change of text or width.
type transcriptKept struct {
	top           research.Anchor // first line in view
	below         float32         // pixels of it out of view
	origin, caret research.Anchor
	originText    string
	caretText     string
}

func (b *transcriptBody) remember() transcriptKept {
	k := transcriptKept{origin: b.text.anchor(b.origin), caret: b.text.anchor(b.caret)}
	if len(b.text.turns) == 0 {
		return k
	}
	k.originText, k.caretText = b.text.text(b.origin.turn), b.text.text(b.caret.turn)
	if b.host.scroll == nil || len(b.lines.all) == 0 {
		return k
	}
	y := b.host.scroll.Offset.Y
	if y <= 0 {
		return k
	}
	ln := b.lines.all[b.lines.atY(y)]
	k.top, k.below = b.text.anchor(ln.from()), y-float32(ln.y)
	return k
}

// restore goes back to where the reader was, as far as those turns are still the same.
func (b *transcriptBody) restore(k transcriptKept) {
	before := k.origin != k.caret
	o, ok1 := b.text.place(k.origin)
	q, ok2 := b.text.place(k.caret)
	if ok1 && ok2 && b.text.text(o.turn) == k.originText && b.text.text(q.turn) == k.caretText {
		b.origin, b.caret = o, q
	} else {
		b.origin, b.caret = transcriptPlace{}, transcriptPlace{}
		b.caretLine = -1
		if before {
			b.tellSelection()
		}
	}
	if b.host.scroll == nil || b.width <= 0 {
		return
	}
	y := float32(0)
	p, ok := b.text.place(k.top)
	if b.rough.left > 0 && len(b.lines.all) > 0 && b.exact(b.near(p.turn, p.turn)) {
		b.stack()
	}
	if ok && len(b.lines.all) > 0 {
		y = float32(b.lines.all[b.lines.at(p)].y) + k.below
	}
	b.host.scroll.Refresh()
	b.scrollTo(y)
	b.Refresh()
}

// scrollTo puts a height at the top of the view.
func (b *transcriptBody) scrollTo(y float32) {
	s := b.host.scroll
	y = max(0, min(y, float32(b.lines.total)-s.Size().Height))
	if y != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(0, y))
		b.viewMoved()
	}
}

// viewMoved is told by the scroller.
func (b *transcriptBody) viewMoved() {
	b.settleView()
	b.Refresh()
}

// view is the part of the body on screen.
func (b *transcriptBody) view() (top, height float32) {
	if b.host.scroll == nil {
		return 0, 0
	}
	return b.host.scroll.Offset.Y, b.host.scroll.Size().Height
}

// reveal scrolls as little as needed to show the lines of a passage, its start before its end.
func (b *transcriptBody) reveal(from, to transcriptPlace) {
	if b.unseen(from, to) {
		return
	}
	b.settleNear(from.turn, to.turn)
	first, last := b.lines.all[b.lines.at(from)], b.lines.all[b.lines.at(to)]
	top, height := b.view()
	y0, y1 := float32(first.y)-transcriptTop, float32(last.y+last.h)+transcriptTop
	if lo, _ := b.lines.bounds(int(first.turn)); b.lines.at(from) == lo && b.lines.heads[first.turn] >= 0 {
		y0 = float32(b.lines.heads[first.turn]) - transcriptTop // with the stage that begins there
	}
	switch {
	case y0 < top || y1-y0 > height:
		b.scrollTo(y0)
	case y1 > top+height:
		b.scrollTo(y1 - height)
	}
}

// unseen puts a passage off that cannot be shown yet, because the transcript has not been laid out.
func (b *transcriptBody) unseen(from, to transcriptPlace) bool {
	if _, height := b.view(); height > 0 && len(b.lines.all) > 0 {
		return false
	}
	b.later = &transcriptMatch{from, to}
	return true
}

// catchUp shows what was put off.
func (b *transcriptBody) catchUp() {
	if p := b.later; p != nil {
		b.later = nil
		b.revealCentred(p.from, p.to)
	}
}

// revealCentred scrolls far jumps so that the passage stands in the upper third.
func (b *transcriptBody) revealCentred(from, to transcriptPlace) {
	if b.unseen(from, to) {
		return
	}
	b.settleNear(from.turn, to.turn)
	top, height := b.view()
	first, last := b.lines.all[b.lines.at(from)], b.lines.all[b.lines.at(to)]
	if float32(first.y) < top || float32(last.y+last.h) > top+height {
		b.scrollTo(float32(first.y) - height/3)
	}
}
