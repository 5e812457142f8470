package sheet

import "bytes"

// mergeRange is a merged range, ends included, counted from 0.
type mergeRange struct{ top, left, bottom, right int }

// maxMerges and maxFill bound what merged ranges may cost: sheets of people stay far below.
const (
	maxMerges = 100_000
	maxFill   = 2_000_000
)

func (r *sheetReader) addMerge(ref []byte) {
	from, to, ok := bytes.Cut(ref, []byte(":"))
	if !ok || len(r.merges) >= maxMerges {
		return
	}
	left, top, ok1 := parseRef(from)
	right, bottom, ok2 := parseRef(to)
	if ok1 && ok2 && top <= bottom && left <= right {
		r.merges = append(r.merges, mergeRange{top, left, bottom, right})
	}
}

// fillMerged repeats the value of each merged range over it, marked as a repetition, within what the
// sheet uses.
func (s *Sheet) fillMerged(merges []mergeRange) {
	width, filled := s.Width(), 0
	for _, g := range merges {
		first := s.Cell(g.top, g.left)
		if first.Text == "" {
			continue
		}
		for row := g.top; row <= min(g.bottom, len(s.Rows)-1); row++ {
			for col := g.left; col <= min(g.right, width-1); col++ {
				if filled++; filled > maxFill {
					return
				}
				s.repeat(first, g, row, col)
			}
		}
	}
}

// repeat puts a repetition of a merged value at a blank cell.
func (s *Sheet) repeat(first Cell, g mergeRange, row, col int) {
	cells := s.Rows[row]
	if col < len(cells) && cells[col].Text != "" {
		return
	}
	for len(cells) <= col {
		cells = append(cells, Cell{})
	}
	first.Merged = MergedBelow
	if col > g.left {
		first.Merged = MergedRight
	}
	cells[col] = first
	s.Rows[row] = cells
}

// hideColumns notes the columns of a <col> that are hidden.
func (r *sheetReader) hideColumns(m *markup) {
	from, ok1 := m.attrInt("min")
	to, ok2 := m.attrInt("max")
	if !ok1 || !ok2 || from < 1 || !m.attrTrue("hidden") {
		return
	}
	if r.sheet.HiddenColumns == nil {
		r.sheet.HiddenColumns = map[int]bool{}
	}
	for c := from; c <= min(to, r.r.limits.MaxCols); c++ {
		r.sheet.HiddenColumns[c-1] = true
	}
}

// parseRef reads "B12" as column and row, counted from 0.
func parseRef(ref []byte) (col, row int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i]
		if c == '$' {
			continue
		}
		if c |= 0x20; c < 'a' || c > 'z' {
			break
		}
		if col = col*26 + int(c-'a') + 1; col > 1<<20 {
			return 0, 0, false
		}
	}
	n, ok := number(bytes.TrimPrefix(ref[i:], []byte("$")))
	return col - 1, n - 1, ok && col > 0 && n > 0
}
