package widgets

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// A long transcript is not measured whole before it is seen: its lines are broken by counting characters first, which
// gives every place a line and the scroll bar its length, and the turns in view are laid out exactly. The others
// follow in slices, between which the window paints and takes keys; what is scrolled to before its slice has come is
// laid out then. The first line in view stays where it is throughout.
type transcriptRough struct {
	turns   []bool // those that are laid out by counting only
	left    int    // how many
	next    int    // none before this one is
	waiting bool   // the next slice is under way
}

const (
	transcriptAtOnce = 96 << 10 // bytes of a text that is laid out whole at once
	transcriptSlice  = 48 << 10 // bytes of a slice: one or two milliseconds
	transcriptPause  = 10 * time.Millisecond
)

// laterInWindow runs a function on the window's goroutine after the window had time to paint.
func laterInWindow(f func()) { time.AfterFunc(transcriptPause, func() { fyne.Do(f) }) }

// guess breaks all lines by counting characters.
func (b *transcriptBody) guess() {
	n := len(b.text.turns)
	b.rough.turns, b.rough.left, b.rough.next = make([]bool, n), n, 0
	per := b.perLine()
	l := &b.lines
	l.all, l.turns = l.all[:0], l.turns[:0]
	for i := range b.text.turns {
		b.rough.turns[i] = true
		l.turns = append(l.turns, int32(len(l.all)))
		l.all = guessTurn(b.text.text(i), i, per, l.all)
	}
}

// perLine is about how many bytes stand on a line, measured on a few turns from all over the text.
func (b *transcriptBody) perLine() int {
	const turns, most = 12, 160
	bytes, width := 0, float32(0)
	for i := range turns {
		s := b.text.text(i * len(b.text.turns) / turns)
		if len(s) > most {
			s = s[:runeBefore(s, most)]
		}
		bytes, width = bytes+len(s), width+b.faces.read.run(s, len(s))
	}
	if bytes == 0 || width <= 0 {
		return most
	}
	return max(8, int(b.column.width*float32(bytes)/width)-2) // lines end in half a word
}

// runeBefore is n, or the beginning of the code point that it cuts.
func runeBefore(s string, n int) int {
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// guessTurn adds the lines of one turn, each of about per bytes and ended at a space where there is one.
func guessTurn(s string, turn, per int, out []transcriptLine) []transcriptLine {
	first := len(out)
	for p := 0; p <= len(s); {
		e := strings.IndexByte(s[p:], '\n')
		if e < 0 {
			e = len(s)
		} else {
			e += p
		}
		start := p
		for e-start > per {
			cut := runeBefore(s, start+per)
			if sp := strings.LastIndexByte(s[start:cut], ' '); sp > 0 {
				cut = start + sp + 1
			}
			if cut <= start {
				break
			}
			out = append(out, transcriptLine{turn: int32(turn), start: int32(start), end: int32(cut)})
			start = cut
		}
		out = append(out, transcriptLine{turn: int32(turn), start: int32(start), end: int32(e)})
		p = e + 1
	}
	out[first].first = true
	return out
}

// exact lays out those of some turns that were only guessed, and says whether there were any. Their places in the
// whole are left to stack.
func (b *transcriptBody) exact(from, to int) bool {
	from, to = max(0, from), min(to, len(b.rough.turns))
	for from < to && !b.rough.turns[from] {
		from++
	}
	for from < to && !b.rough.turns[to-1] {
		to--
	}
	if from >= to {
		return false
	}
	l := &b.lines
	lo, hi := int(l.turns[from]), len(l.all)
	if to < len(l.turns) {
		hi = int(l.turns[to])
	}
	fresh := make([]transcriptLine, 0, hi-lo+hi/8)
	for i := from; i < to; i++ {
		first, last := l.bounds(i)
		l.turns[i] = int32(lo + len(fresh))
		if b.rough.turns[i] {
			b.rough.turns[i] = false
			b.rough.left--
			fresh = b.faces.read.wrapTurn(b.text.text(i), i, b.column.width, fresh)
		} else {
			fresh = append(fresh, l.all[first:last]...)
		}
	}
	l.all = slices.Replace(l.all, lo, hi, fresh...)
	for i := to; i < len(l.turns); i++ {
		l.turns[i] += int32(len(fresh) - (hi - lo))
	}
	b.caretLine, b.pieces = -1, nil
	return true
}

// near are the turns that may be in view when any of some turns is: a screen and a half on either side.
func (b *transcriptBody) near(from, to int) (int, int) {
	_, height := b.view()
	room := max(height, 600) * 3 / 2
	n := len(b.text.turns)
	from, to = max(0, min(from, n-1)), max(0, min(to, n-1))
	top, _ := b.lines.bounds(from)
	_, foot := b.lines.bounds(to)
	lo, hi := b.lines.all[top].y, b.lines.all[foot-1].y
	for from > 0 && float32(lo-b.lines.all[b.lines.turns[from]].y) < room {
		from--
	}
	for to < n-1 && float32(b.lines.all[b.lines.turns[to]].y-hi) < room {
		to++
	}
	return from, to + 1
}

// settleNear lays out what would be in view beside some turns, before anything is said about where it stands.
func (b *transcriptBody) settleNear(from, to int) {
	if b.rough.left > 0 && len(b.lines.all) > 0 {
		lo, hi := b.near(from, to)
		b.settle(lo, hi)
	}
}

// settle lays out turns that were only guessed; what is in view stays there.
func (b *transcriptBody) settle(from, to int) {
	keep, was := b.remember(), b.host.scroll.Offset.Y
	if !b.exact(from, to) {
		return
	}
	b.stack()
	b.restore(keep)
	moved := b.host.scroll.Offset.Y - was
	b.pointer.at.Y, b.pointer.over.Y = b.pointer.at.Y+moved, b.pointer.over.Y+moved
}

// settleView lays out what is in view.
func (b *transcriptBody) settleView() {
	if b.rough.left == 0 || len(b.lines.all) == 0 {
		return
	}
	top, height := b.view()
	b.settleNear(int(b.lines.all[b.lines.atY(top)].turn), int(b.lines.all[b.lines.atY(top+height)].turn))
}

// goOn has the next slice laid out in a moment.
func (b *transcriptBody) goOn() {
	if b.rough.left == 0 || b.rough.waiting {
		return
	}
	b.rough.waiting = true
	b.host.Later(func() {
		b.rough.waiting = false
		b.slice()
		b.goOn()
	})
}

// slice lays out the next few turns. While somebody draws a selection out it waits.
func (b *transcriptBody) slice() {
	if b.rough.left == 0 || b.pointer.dragging {
		return
	}
	for b.rough.next < len(b.rough.turns) && !b.rough.turns[b.rough.next] {
		b.rough.next++
	}
	to, size := b.rough.next, 0
	for to < len(b.rough.turns) && size < transcriptSlice {
		size += len(b.text.text(to))
		to++
	}
	b.settle(b.rough.next, to)
}
