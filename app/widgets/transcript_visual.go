package widgets

import "strings"

// transcriptPiece is a stretch of a line that is drawn as one: a whole line; words of other scripts,
// beside which Fyne would give spaces another font's width; single words where directions mix.
type transcriptPiece struct {
	start, end int // bytes of the turn
	x, w       float32
	leftward   bool
	name       bool // what stands for a name: it goes the way of its neighbours
}

// pieces lays a line out in the order in which it is seen. Fyne draws stretches of right-to-left
// text in the order of writing, so lines that hold any are put in order here, word by word.
func (m *transcriptMetrics) pieces(s string, start, end int, base transcriptTurnKind, width float32) []transcriptPiece {
	line := s[start:end]
	switch {
	case base.mixed && (base.leftward || strings.IndexFunc(line, leftwardRune) >= 0):
	case (base.foreign || base.mixed) && strings.IndexFunc(line, foreignRune) >= 0:
		return m.foreignPieces(line, start)
	default:
		return []transcriptPiece{{start: start, end: end, w: m.run(line, len(line))}}
	}
	out := m.tokens(line, start)
	solveDirections(s, out, base.leftward)
	orderPieces(out, base.leftward)
	x := float32(0)
	for i := range out {
		out[i].x = x
		x += out[i].w
	}
	if base.leftward {
		for i := range out {
			out[i].x += max(0, width-x)
		}
	}
	return out
}

func (m *transcriptMetrics) tokens(line string, start int) []transcriptPiece {
	var out []transcriptPiece
	for i := 0; i < len(line); {
		end, space := nextTranscriptToken(line, i)
		p := transcriptPiece{start: start + i, end: start + end}
		if space {
			p.w = m.width1(' ') * float32(end-i)
		} else if turnsAbout(line[i:end]) {
			out = m.turning(out, line[i:end], start+i)
			i = end
			continue
		} else {
			p.w = m.word(line[i:end], 0)
		}
		out = append(out, p)
		i = end
	}
	return out
}

// foreignPieces keeps each word with foreign letters apart from the spaces around it.
func (m *transcriptMetrics) foreignPieces(line string, start int) []transcriptPiece {
	var out []transcriptPiece
	x := float32(0)
	add := func(i, end int) {
		if i < end {
			p := transcriptPiece{start: start + i, end: start + end, x: x, w: m.run(line[i:end], end-i)}
			out, x = append(out, p), x+p.w
		}
	}
	plain := 0 // where the plain stretch before i began
	for i := 0; i < len(line); {
		end := stretchEnd(line, i)
		if strings.IndexFunc(line[i:end], foreignRune) >= 0 {
			add(plain, i)
			add(i, end)
			plain = end
		}
		i = end
	}
	add(plain, len(line))
	return out
}

// stretchEnd is where the spaces or the words without a space between them at i end.
func stretchEnd(line string, i int) int {
	end, space := nextTranscriptToken(line, i)
	for !space && end < len(line) {
		next, sp := nextTranscriptToken(line, end)
		if sp {
			break
		}
		end = next
	}
	return end
}

// solveDirections: a word goes the way of its first letter; numbers, marks and spaces go with
// their neighbours if these agree, else with the turn.
func solveDirections(s string, pieces []transcriptPiece, base bool) {
	const unknown, right, left = 0, 1, 2
	way := make([]int, len(pieces))
	for i, p := range pieces {
		for _, r := range s[p.start:p.end] {
			if p.name {
				break
			}
			if leftwardRune(r) {
				way[i] = left
				break
			}
			if rightwardRune(r) {
				way[i] = right
				break
			}
		}
	}
	turn := right
	if base {
		turn = left
	}
	for i := 0; i < len(way); {
		if way[i] != unknown {
			pieces[i].leftward = way[i] == left
			i++
			continue
		}
		j, before, after := i, turn, turn
		for j < len(way) && way[j] == unknown {
			j++
		}
		if i > 0 {
			before = way[i-1]
		}
		if j < len(way) {
			after = way[j]
		}
		if before != after {
			before = turn
		}
		for ; i < j; i++ {
			pieces[i].leftward = before == left
		}
	}
}

// orderPieces turns stretches against the turn's direction round, and the whole line with it.
func orderPieces(pieces []transcriptPiece, base bool) {
	for i := 0; i < len(pieces); {
		j := i
		for j < len(pieces) && pieces[j].leftward == pieces[i].leftward {
			j++
		}
		if pieces[i].leftward != base {
			reversePieces(pieces[i:j])
		}
		i = j
	}
	if base {
		reversePieces(pieces)
	}
}

func reversePieces(p []transcriptPiece) {
	for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
		p[i], p[j] = p[j], p[i]
	}
}

// transcriptExtent is a stretch of a line on screen.
type transcriptExtent struct{ x0, x1 float32 }

// extents is where the bytes [a,z) of a line are seen: one stretch, or several when directions mix.
func (m *transcriptMetrics) extents(s string, pieces []transcriptPiece, a, z int) []transcriptExtent {
	var out []transcriptExtent
	for _, p := range pieces {
		lo, hi := max(a, p.start), min(z, p.end)
		if lo >= hi {
			continue
		}
		e := transcriptExtent{p.x + m.within(s, p, lo), p.x + m.within(s, p, hi)}
		if p.leftward {
			e.x0, e.x1 = p.x, p.x+p.w
		}
		if n := len(out); n > 0 && e.x0-out[n-1].x1 < .5 && e.x0 >= out[n-1].x0 {
			out[n-1].x1 = e.x1
			continue
		}
		out = append(out, e)
	}
	return out
}

func (m *transcriptMetrics) within(s string, p transcriptPiece, off int) float32 {
	if off >= p.end {
		return p.w
	}
	return m.run(s[p.start:p.end], off-p.start)
}

// xOf is where the caret stands before the byte at off.
func (m *transcriptMetrics) xOf(s string, pieces []transcriptPiece, off int, base bool) float32 {
	for _, p := range pieces {
		if off < p.start || off > p.end || off == p.end && len(pieces) > 1 {
			continue
		}
		if p.leftward {
			return p.x + p.w
		}
		return p.x + m.within(s, p, off)
	}
	edge := float32(0) // behind the last piece
	for i, p := range pieces {
		if base && (i == 0 || p.x < edge) {
			edge = p.x
		} else if !base {
			edge = max(edge, p.x+p.w)
		}
	}
	return edge
}

// offsetAt is the edge between characters nearest to x.
func (m *transcriptMetrics) offsetAt(s string, pieces []transcriptPiece, x float32) int {
	for i, p := range pieces {
		if x >= p.x+p.w && i < len(pieces)-1 {
			continue
		}
		if !p.leftward {
			return p.start + m.nearest(s[p.start:p.end], x-p.x)
		}
		if x < p.x+p.w/2 {
			return p.end
		}
		return p.start
	}
	return 0
}
