package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"openloop/research"
)

// SetTurn shows a turn with other words; on are the codings that begin or end in it now. Only that turn is laid out
// anew; the view stays where it is. A turn that is not shown is left out.
func (t *Transcript) SetTurn(turn TranscriptTurn, on []TranscriptCoding) {
	b := t.body
	i, ok := b.text.index[turn.ID]
	if !ok {
		return
	}
	keep := b.remember()
	b.text.turns[i], b.text.kinds[i], b.text.marks[i] = turn, kindOfTurn(turn.Text), nil
	b.matches, b.match, b.pointer.hover, b.pointer.under = nil, -1, -1, nil
	b.again(turn.ID, on)
	if len(b.lines.all) > 0 {
		b.lines.rewrap(b.faces.read, b.text, i, b.column.width)
		if b.rough.left > 0 && b.rough.turns[i] {
			b.rough.turns[i] = false
			b.rough.left--
		}
		b.caretLine, b.pieces = -1, nil
		b.stack()
	}
	b.restore(keep)
}

// rewrap lays one turn out again.
func (l *transcriptLines) rewrap(m *transcriptMetrics, text *transcriptText, turn int, width float32) {
	lo, hi := l.bounds(turn)
	fresh := m.wrapTurn(text.text(turn), turn, width, nil)
	l.all = slices.Replace(l.all, lo, hi, fresh...)
	for i := turn + 1; i < len(l.turns); i++ {
		l.turns[i] += int32(len(fresh) - (hi - lo))
	}
}

// TurnArea is where the words of a turn that can be seen stand, in the transcript's own coordinates; ok is false
// where none can.
func (t *Transcript) TurnArea(turn research.ID) (at fyne.Position, size fyne.Size, ok bool) {
	b := t.body
	i, known := b.text.index[turn]
	if !known || len(b.lines.all) == 0 {
		return at, size, false
	}
	lo, hi := b.lines.bounds(i)
	top, height := b.view()
	last := b.lines.all[hi-1]
	y0, y1 := max(0, float32(b.lines.all[lo].y)-top), min(height, float32(last.y+last.h)-top)
	return fyne.NewPos(b.column.text, y0), fyne.NewSize(b.column.width, y1-y0), y0 < y1
}
