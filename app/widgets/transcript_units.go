package widgets

import (
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
)

// Sentences and turns as steps of the keyboard, and a selection that grows from one to the next.

// Widen grows the selection to the next larger unit around it: the word at the caret, its sentence, its turn, the
// whole transcript. It says whether it grew.
func (t *Transcript) Widen() bool {
	b := t.body
	if len(b.text.turns) == 0 {
		return false
	}
	a, z := b.selected()
	for _, u := range b.unitsAround(a) {
		if !a.before(u.from) && !u.to.before(z) && (u.from.before(a) || z.before(u.to)) {
			b.widened = append(b.widened, transcriptMatch{b.origin, b.caret})
			b.caretLine, b.wantX = -1, -1
			b.setSelection(u.from, u.to)
			return true
		}
	}
	return false
}

// Narrow takes the last Widen back. It says whether there was one on this selection.
func (t *Transcript) Narrow() bool {
	b := t.body
	n := len(b.widened)
	if n == 0 {
		return false
	}
	was := b.widened[n-1]
	a, z := b.selected()
	b.widened = b.widened[:n-1]
	if was.from.before(a) || z.before(was.to) {
		b.widened = nil // another selection has been made since
		return false
	}
	b.caretLine, b.wantX = -1, -1
	b.setSelection(was.from, was.to)
	return true
}

// unitsAround are word, sentence, turn and everything around a place, the smallest first.
func (b *transcriptBody) unitsAround(p transcriptPlace) []transcriptMatch {
	s := b.text.text(p.turn)
	at := func(from, to int) transcriptMatch {
		return transcriptMatch{transcriptPlace{p.turn, from}, transcriptPlace{p.turn, to}}
	}
	start, end := wordAt(s, p.off)
	units := []transcriptMatch{at(start, end)}
	for _, q := range sentencesOf(s) {
		if q.from <= p.off && p.off < q.to || q.to == p.off && p.off == len(s) {
			units = append(units, at(q.from, q.to))
		}
	}
	return append(units, at(0, len(s)), transcriptMatch{transcriptPlace{}, b.text.end()})
}

// sentenceModifier moves by sentences. On the Mac, where Alt moves by words, it is Control.
func sentenceModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierControl
	}
	return fyne.KeyModifierAlt
}

// byUnit is where a key with a modifier leads by sentences or turns; ok is false for other keys.
func (b *transcriptBody) byUnit(key fyne.KeyName, mod fyne.KeyModifier) (to transcriptPlace, ok bool) {
	switch mod &^ fyne.KeyModifierShift {
	case sentenceModifier():
		switch key {
		case fyne.KeyRight:
			return b.nextSentence(), true
		case fyne.KeyLeft:
			return b.prevSentence(), true
		}
	case farModifier():
		if runtime.GOOS == "darwin" {
			return to, false // there the arrows go to the ends
		}
		switch key {
		case fyne.KeyDown:
			if b.caret.turn+1 < len(b.text.turns) {
				return transcriptPlace{b.caret.turn + 1, 0}, true
			}
			return b.text.end(), true
		case fyne.KeyUp:
			if b.caret.off == 0 && b.caret.turn > 0 {
				return transcriptPlace{b.caret.turn - 1, 0}, true
			}
			return transcriptPlace{b.caret.turn, 0}, true
		}
	}
	return to, false
}

// nextSentence is the end of the sentence after the caret.
func (b *transcriptBody) nextSentence() transcriptPlace {
	for turn := b.caret.turn; turn < len(b.text.turns); turn++ {
		for _, q := range sentencesOf(b.text.text(turn)) {
			if turn > b.caret.turn || q.to > b.caret.off {
				return transcriptPlace{turn, q.to}
			}
		}
	}
	return b.text.end()
}

// prevSentence is the beginning of the sentence before the caret.
func (b *transcriptBody) prevSentence() transcriptPlace {
	for turn := b.caret.turn; turn >= 0; turn-- {
		for _, q := range slices.Backward(sentencesOf(b.text.text(turn))) {
			if turn < b.caret.turn || q.from < b.caret.off {
				return transcriptPlace{turn, q.from}
			}
		}
	}
	return transcriptPlace{}
}
