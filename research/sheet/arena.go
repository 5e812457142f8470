package sheet

import "strings"

// arena keeps many short texts in few pieces of memory: a large sheet has millions of them, and one piece of memory
// each would take longer than reading it.
type arena struct {
	piece strings.Builder
}

// arenaPiece is how much memory is taken at once.
const arenaPiece = 64 << 10

// keep is the text of b, which may change afterwards.
func (a *arena) keep(b []byte) string {
	if len(b) > arenaPiece/8 {
		return string(b)
	}
	if a.piece.Cap()-a.piece.Len() < len(b) {
		a.piece = strings.Builder{}
		a.piece.Grow(arenaPiece)
	}
	from := a.piece.Len()
	a.piece.Write(b)
	return a.piece.String()[from:]
}

// slab hands out rows of cells from few pieces of memory.
type slab struct{ free []Cell }

const slabPiece = 4096

// keep is a copy of a row.
func (s *slab) keep(row []Cell) []Cell {
	n := len(row)
	if n > slabPiece/8 {
		return append([]Cell(nil), row...)
	}
	if len(s.free) < n {
		s.free = make([]Cell, slabPiece)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	copy(out, row)
	return out
}

// sharedTexts are the shared strings of a workbook. A text takes 8 bytes beside its letters: in which piece it is,
// where there, and how long.
type sharedTexts struct {
	pieces []string
	last   []byte // the piece being filled
	at     []uint64
}

// sharedPiece is how large a piece is; a longer text has one of its own.
const sharedPiece = 1 << 20

// add keeps a text.
func (t *sharedTexts) add(b []byte) {
	if len(t.last)+len(b) > sharedPiece && len(t.last) > 0 {
		t.flush()
	}
	if t.last == nil {
		t.last = make([]byte, 0, max(sharedPiece/16, len(b)))
	}
	t.at = append(t.at, uint64(len(t.pieces))<<44|uint64(len(t.last))<<24|uint64(len(b)))
	t.last = append(t.last, b...)
}

// flush ends the piece being filled.
func (t *sharedTexts) flush() {
	t.pieces, t.last = append(t.pieces, string(t.last)), t.last[:0]
}

// text is one of them; call flush before the first.
func (t *sharedTexts) text(i int) (string, bool) {
	if i < 0 || i >= len(t.at) {
		return "", false
	}
	v := t.at[i]
	from := v >> 24 & (1<<20 - 1)
	return t.pieces[v>>44][from : from+v&(1<<24-1)], true
}
