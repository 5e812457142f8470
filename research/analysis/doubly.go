package analysis

import (
	"cmp"
	"slices"
	"sort"
)

// Unit is what coders may agree on.
type Unit int

// The units.
const (
	ByTurn      Unit = iota // is the code anywhere in the turn
	ByInterview             // is the code anywhere in the interview
	ByCharacter             // which code points have the code
)

// String is the unit in words.
func (u Unit) String() string {
	return [...]string{"turn", "interview", "character"}[u]
}

// Mark is a passage to which one coder gave one code. Where one coder's passages of a code overlap they count
// as one.
type Mark struct {
	Coder, Code int // from 0
	From, To    int // in code points of the interview's turns, one after the other; To is not included
}

// Doubly is an interview that several coders coded, each without seeing what the others did.
type Doubly struct {
	Turns []int // length of each turn, in code points
	Marks []Mark
	Saw   []bool // by coder: who coded this interview; nil where all did
}

// unmarked is what every coder who saw the interview makes of a unit without a mark.
func (d Doubly) unmarked(coders int) []int {
	values := make([]int, coders)
	for c := range values {
		if c < len(d.Saw) && !d.Saw[c] {
			values[c] = Missing
		}
	}
	return values
}

// AgreeOn measures agreement on interviews for each code, and overall: the decisions on all codes taken together.
// A unit either has a code or not, so there are two categories. Passages outside the text are cut to it.
func AgreeOn(unit Unit, interviews []Doubly, coders, codes int) (byCode []Agreement, overall Agreement) {
	perCode := make([][]ratings, codes)
	pooled := make([]ratings, len(interviews))
	for c := range perCode {
		perCode[c] = make([]ratings, len(interviews))
	}
	for i, d := range interviews {
		pooled[i] = newRatings(coders, 2)
		marks := d.byCode(codes)
		for c := range codes {
			r := newRatings(coders, 2)
			for _, u := range d.units(unit, marks[c], coders) {
				r.add(u)
			}
			perCode[c][i] = r
			pooled[i].plus(r, 1)
		}
	}
	for c := range codes {
		byCode = append(byCode, agree(perCode[c], coders, 2))
	}
	return byCode, agree(pooled, coders, 2)
}

// byCode sorts the marks that lie in the text by code.
func (d Doubly) byCode(codes int) [][]Mark {
	length := 0
	for _, n := range d.Turns {
		length += n
	}
	marks := make([][]Mark, codes)
	for _, m := range d.Marks {
		if m.Coder < len(d.Saw) && !d.Saw[m.Coder] {
			continue
		}
		m.From, m.To = max(m.From, 0), min(m.To, length)
		if m.Code >= 0 && m.Code < codes && m.From < m.To {
			marks[m.Code] = append(marks[m.Code], m)
		}
	}
	return marks
}

// units are what the coders saw of one code: those that some of them marked, and all the others together.
func (d Doubly) units(unit Unit, marks []Mark, coders int) []Rated {
	switch unit {
	case ByInterview:
		values := d.unmarked(coders)
		for _, m := range marks {
			if m.Coder < coders {
				values[m.Coder] = 1
			}
		}
		return []Rated{{Weight: 1, Values: values}}
	case ByCharacter:
		return d.characters(marks, coders)
	}
	return d.turns(marks, coders)
}

// turns are rated by who marked anything in them.
func (d Doubly) turns(marks []Mark, coders int) []Rated {
	starts, at := make([]int, len(d.Turns)), 0
	for i, n := range d.Turns {
		starts[i] = at
		at += n
	}
	marked := map[int][]int{}
	for _, m := range marks {
		first := sort.SearchInts(starts, m.From+1) - 1
		for t := first; t < len(starts) && starts[t] < m.To; t++ {
			if d.Turns[t] == 0 || m.Coder >= coders {
				continue
			}
			if marked[t] == nil {
				marked[t] = d.unmarked(coders)
			}
			marked[t][m.Coder] = 1
		}
	}
	units := make([]Rated, 0, len(marked)+1)
	for _, values := range marked {
		units = append(units, Rated{Weight: 1, Values: values})
	}
	return append(units, Rated{Weight: len(d.Turns) - len(marked), Values: d.unmarked(coders)})
}

// characters go from one end of a passage to the next: in between, everybody sees the same.
func (d Doubly) characters(marks []Mark, coders int) []Rated {
	type end struct{ at, coder, opens int }
	var ends []end
	for _, m := range marks {
		if m.Coder < coders {
			ends = append(ends, end{m.From, m.Coder, 1}, end{m.To, m.Coder, -1})
		}
	}
	slices.SortFunc(ends, func(a, b end) int { return cmp.Compare(a.at, b.at) })
	length := 0
	for _, n := range d.Turns {
		length += n
	}
	open, at := make([]int, coders), 0
	var units []Rated
	stretch := func(to int) {
		if to == at {
			return
		}
		values := d.unmarked(coders)
		for c, n := range open {
			if n > 0 {
				values[c] = 1
			}
		}
		units = append(units, Rated{Weight: to - at, Values: values})
		at = to
	}
	for _, e := range ends {
		stretch(e.at)
		open[e.coder] += e.opens
	}
	stretch(length)
	return units
}
