package chart

import "strconv"

// Together is a Heat of which two things stand in the same interviews: names down the side and, by number, across the
// top; each pair once. both answers what is known of a pair, and of one with itself.
func Together(head Head, names []string, both func(a, b int) Cell) Heat {
	h := Heat{Head: head, RowMost: 26}
	for i, name := range names {
		h.Cols = append(h.Cols, strconv.Itoa(i+1))
		row := HeatRow{Name: strconv.Itoa(i+1) + "  " + name}
		for j := range names {
			if j > i {
				row.Cells = append(row.Cells, Cell{None: true})
				continue
			}
			row.Cells = append(row.Cells, both(i, j))
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}
