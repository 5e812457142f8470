package analysis

// PlaceAll sets importance against performance for items that have been counted already: Said, Decided, Helped, Hurt and
// Both are given, Performance, Often and Place are worked out as ImportanceOf does. Items of which a count is not known
// are left out by the caller: the line between deciding often and seldom, and the correction for how many items are
// looked at, are those of the items given.
func PlaceAll(items []Importance) {
	sum := 0.0
	for i := range items {
		r := &items[i]
		r.Performance = ComparePaired(r.Both, r.Helped-r.Both, r.Hurt-r.Both, r.Said-r.Helped-r.Hurt+r.Both)
		sum += r.Decided.Value()
	}
	placeAll(items, sum)
}

// placeAll corrects the verdicts and says where each item stands; sum is of their importance.
func placeAll(r []Importance, sum float64) {
	adjustAll(r)
	for i := range r {
		v := r[i].Decided.Value()
		r[i].Often = r[i].Decided.X > 0 && v*float64(len(r)) >= sum*(1-1e-12)
		r[i].Place = r[i].place()
	}
}
