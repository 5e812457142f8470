package analysis

// CodesByInterview is how often each code was mentioned in each interview: a row for each code of the codebook, in its
// order, with a number for each interview by position. A merged code's mentions stand in the row of its successor.
func (x *Index) CodesByInterview() [][]int {
	n := len(x.facts)
	all := make([]int, n*len(x.byCode))
	rows := make([][]int, len(x.byCode))
	for c := range rows {
		rows[c] = all[c*n : (c+1)*n : (c+1)*n]
	}
	for i, cells := range x.cells {
		for _, c := range cells {
			rows[c.code()][i] += int(c.n)
		}
	}
	return rows
}
