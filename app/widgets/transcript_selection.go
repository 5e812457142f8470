package widgets

import (
	"sort"

	"fyne.io/fyne/v2"

	"openloop/research"
)

type transcriptMatch struct{ from, to transcriptPlace }

// selected is the selection in the order of the text.
func (b *transcriptBody) selected() (a, z transcriptPlace) {
	if b.caret.before(b.origin) {
		return b.caret, b.origin
	}
	return b.origin, b.caret
}

// setSelection moves both ends; it tells the host only if something changed.
func (b *transcriptBody) setSelection(origin, caret transcriptPlace) {
	if origin == caret {
		origin = b.text.snap(origin, false)
		caret = origin
	} else if origin.before(caret) {
		origin, caret = b.text.snapRange(origin, caret)
	} else {
		caret, origin = b.text.snapRange(caret, origin)
	}
	changed := origin != b.origin || caret != b.caret
	b.origin, b.caret = origin, caret
	if changed {
		b.tellSelection()
	}
	b.Refresh()
}

func (b *transcriptBody) tellSelection() {
	if b.host.OnSelectionChanged != nil {
		b.host.OnSelectionChanged()
	}
}

func (b *transcriptBody) selectAnchors(from, to research.Anchor) {
	p, ok1 := b.text.place(from)
	q, ok2 := b.text.place(to)
	if !ok1 || !ok2 {
		return
	}
	b.caretLine, b.wantX = -1, -1
	b.setSelection(p, q)
	b.revealCentred(b.selected())
}

func (b *transcriptBody) clearSelection() { b.setSelection(b.caret, b.caret) }

// focusedPassage is the selection or the innermost coded passage around the caret, with the codings
// that touch it.
func (b *transcriptBody) focusedPassage() (a, z transcriptPlace, codings []research.ID) {
	a, z = b.selected()
	if a == z {
		for i := b.marks.firstReaching(a); i < len(b.marks.all); i++ {
			m := b.marks.all[i]
			if b.caret.before(m.from) {
				break
			}
			if b.caret.before(m.to) {
				a, z = m.from, m.to // later marks begin further in
			}
		}
	}
	if a == z {
		return a, z, nil
	}
	b.marks.touching(a, z, func(i int) { codings = append(codings, b.codings[b.marks.all[i].coding].ID) })
	return a, z, codings
}

// selectUncoded selects the next sentence of an answer without a coding, forwards or back.
func (b *transcriptBody) selectUncoded(step int) bool {
	if len(b.text.turns) == 0 {
		return false
	}
	a, z := b.selected()
	from := z
	if step < 0 {
		from = a
	}
	for turn := from.turn; turn >= 0 && turn < len(b.text.turns); turn += step {
		if b.text.turns[turn].Asked {
			continue
		}
		s := b.text.text(turn)
		list := sentencesOf(s)
		for i := range list {
			if step < 0 {
				i = len(list) - 1 - i
			}
			p, q := transcriptPlace{turn, list[i].from}, transcriptPlace{turn, list[i].to}
			passed := step > 0 && p.before(from) || step < 0 && from.before(q)
			if passed || step < 0 && q == from && a != z && p == a || !saysSomething(s[p.off:q.off]) || b.marks.touched(p, q) {
				continue
			}
			b.caretLine, b.wantX = -1, -1
			b.setSelection(p, q)
			b.revealCentred(p, q)
			return true
		}
	}
	return false
}

// find marks all places that read like what.
func (b *transcriptBody) find(what string) []TranscriptMatch {
	b.matches, b.match = b.matches[:0], -1
	needle := foldNeedle(what)
	if len(needle) > 0 {
		for i := range b.text.turns {
			b.findIn(i, needle)
		}
	}
	out := make([]TranscriptMatch, len(b.matches))
	for i, m := range b.matches {
		out[i] = TranscriptMatch{b.text.anchor(m.from), b.text.anchor(m.to)}
	}
	if len(out) > 0 {
		b.showMatch(b.firstMatchInView())
	}
	b.Refresh()
	return out
}

func (b *transcriptBody) findIn(turn int, needle []rune) {
	s := b.text.text(turn)
	for off := 0; off < len(s); {
		n := foldPrefix(s[off:], needle)
		if n == 0 {
			off++
			continue
		}
		from, to := b.text.snapRange(transcriptPlace{turn, off}, transcriptPlace{turn, off + n})
		b.matches = append(b.matches, transcriptMatch{from, to})
		off += n
	}
}

func (b *transcriptBody) firstMatchInView() int {
	if len(b.lines.all) == 0 {
		return 0
	}
	top, _ := b.view()
	start := b.lines.all[b.lines.atY(top)].from()
	n := sort.Search(len(b.matches), func(i int) bool { return !b.matches[i].from.before(start) })
	return n % len(b.matches)
}

func (b *transcriptBody) showMatch(n int) {
	if n < 0 || n >= len(b.matches) {
		return
	}
	b.match = n
	b.revealCentred(b.matches[n].from, b.matches[n].to)
	b.Refresh()
}

func (b *transcriptBody) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.host); c != nil {
		c.Focus(b)
	}
}
