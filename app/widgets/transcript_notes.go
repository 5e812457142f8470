package widgets

import (
	"sort"

	"openloop/research"
)

// TranscriptNote is a passage about which a note was written: a sign stands beside it.
type TranscriptNote struct{ From, To research.Anchor }

// transcriptNote is a note found in the text.
type transcriptNote struct{ from transcriptPlace }

const transcriptNoteSign = 9 // width of the sign between the text and the brackets

// SetNotes shows signs beside the passages about which notes were written. Other turns take them away.
func (t *Transcript) SetNotes(notes []TranscriptNote) {
	b := t.body
	b.notes = b.notes[:0]
	for _, n := range notes {
		if p, ok := b.text.place(n.From); ok {
			b.notes = append(b.notes, transcriptNote{p})
		}
	}
	sort.Slice(b.notes, func(i, j int) bool { return b.notes[i].from.before(b.notes[j].from) })
	b.Refresh()
}

// noted draws a small sheet beside the lines where passages with notes begin.
func (r *transcriptRenderer) noted(first, last int) {
	b := r.b
	from, to := b.lines.all[first].from(), b.lines.all[last].to()
	was := -1
	for i := sort.Search(len(b.notes), func(i int) bool { return !b.notes[i].from.before(from) }); i < len(b.notes); i++ {
		p := b.notes[i].from
		if to.before(p) {
			return
		}
		n := b.lines.at(p)
		if n == was {
			continue
		}
		was = n
		x, y := b.column.text+b.column.width+8, float32(b.lines.all[n].y)+b.lead()/2-5
		r.box(x, y, transcriptNoteSign, 11, 2, b.style.Match, b.style.MatchEdge)
		for k := range 3 {
			r.box(x+2, y+3+float32(k)*2.5, transcriptNoteSign-4, 1, 0, b.style.MatchEdge, nil)
		}
	}
}
