package widgets

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sortNow puts the records into the order asked for. Equal ones stay in the caller's order, and what is
// empty comes last either way.
func (t *Table) sortNow() {
	slices.Sort(t.order)
	if t.sort < 0 || t.sort >= len(t.Columns) {
		return
	}
	if c := &t.Columns[t.sort]; c.Less != nil {
		slices.SortStableFunc(t.order, by(c.Less, t.desc))
		return
	}
	r := t.ranking(t.sort)
	t.order = r.sorted(t.desc)
}

// by makes a comparison of a column's own order.
func by(less func(a, b int) bool, desc bool) func(a, b int) int {
	way := 1
	if desc {
		way = -1
	}
	return func(a, b int) int {
		switch {
		case less(a, b):
			return -way
		case less(b, a):
			return way
		}
		return 0
	}
}

// ranking is the place of every record among the different texts of a column. A column of a hundred
// thousand records mostly has a few dozen texts, and then sorts without comparing any.
type ranking struct {
	of    []int32 // by record
	texts int32   // how many different ones there are
	empty int32   // the rank of what is empty, -1 where nothing is
}

// ranking is kept until the table is loaded again.
func (t *Table) ranking(column int) *ranking {
	if r, ok := t.ranks[column]; ok && len(r.of) == len(t.order) {
		return r
	}
	r := newRanking(len(t.order), func(i int) string { return t.text(column, i) })
	if t.ranks == nil {
		t.ranks = map[int]*ranking{}
	}
	t.ranks[column] = r
	return r
}

func newRanking(n int, text func(i int) string) *ranking {
	r := &ranking{of: make([]int32, n), empty: -1}
	number := map[string]int32{}
	var keys []sortKey
	for i := range n {
		s := text(i)
		k, ok := number[s]
		if !ok {
			k = int32(len(keys))
			number[s] = k
			keys = append(keys, newSortKey(s))
		}
		r.of[i] = k
	}
	places := make([]int32, len(keys))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortStableFunc(places, func(a, b int32) int { return keys[a].compare(keys[b]) })
	rank := make([]int32, len(keys))
	for i, k := range places {
		if i > 0 && keys[places[i-1]].compare(keys[k]) != 0 {
			r.texts++
		}
		rank[k] = r.texts
		if keys[k].empty {
			r.empty = r.texts
		}
	}
	r.texts++
	for i, k := range r.of {
		r.of[i] = rank[k]
	}
	return r
}

// sorted lists the records by rank, by counting.
func (r *ranking) sorted(desc bool) []int {
	start := make([]int, r.texts+1)
	place := func(k int32) int32 {
		if desc && k != r.empty {
			last := r.texts - 1
			if r.empty >= 0 {
				last--
			}
			return last - k
		}
		return k
	}
	for _, k := range r.of {
		start[place(k)+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	out := make([]int, len(r.of))
	for i, k := range r.of {
		at := &start[place(k)]
		out[*at] = i
		*at++
	}
	return out
}

// sortKey orders texts as people do: numbers by value, P7 before P12, capitals and small letters
// together, and what is empty last.
type sortKey struct {
	empty bool
	parts []sortPart
}

type sortPart struct {
	word   string
	number float64
	isNum  bool
}

func newSortKey(s string) sortKey {
	s = strings.TrimSpace(s)
	k := sortKey{empty: s == "" || s == "–"}
	for s != "" {
		n := strings.IndexFunc(s, unicode.IsDigit)
		if n != 0 {
			if n < 0 {
				n = len(s)
			}
			k.parts = append(k.parts, sortPart{word: strings.ToLower(s[:n])})
			s = s[n:]
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' })
		if end < 0 {
			end = len(s)
		}
		number := strings.TrimRight(s[:end], ".,")
		v, _ := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
		k.parts = append(k.parts, sortPart{number: v, isNum: true})
		s = s[len(number):]
	}
	return k
}

func (k sortKey) compare(o sortKey) int {
	switch {
	case k.empty && o.empty:
		return 0
	case k.empty:
		return 1
	case o.empty:
		return -1
	}
	for i := range min(len(k.parts), len(o.parts)) {
		a, b := k.parts[i], o.parts[i]
		if a.isNum != b.isNum {
			if a.isNum {
				return -1
			}
			return 1
		}
		if c := cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.word, b.word)); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(k.parts), len(o.parts))
}
