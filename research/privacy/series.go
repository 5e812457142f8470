package privacy

import "sort"

// Names come in series: "Oakden, Meier and Brown". One sure name in a series makes names of surnames
// that are words as well, and a series of surnames is often a company.

// listNeighbours adds surnames that are ordinary words where they stand in a series with a name.
func (g *guesser) listNeighbours() {
	for k := 0; k < len(g.out); k++ {
		if g.out[k].kind != Person {
			continue
		}
		if i := g.nextInSeries(g.ranges[k][1]); i > 0 && g.wordySurname(i) {
			g.add(i, i+1, Person, true)
		}
		if i := g.previousInSeries(g.ranges[k][0]); i >= 0 && g.wordySurname(i) {
			g.add(i, i+1, Person, true)
		}
	}
	for i := range g.tokens {
		if g.marks[i] != markWeak || g.classes[i]&isSurname == 0 {
			continue
		}
		if j := g.nextInSeries(i + 1); j == i+2 && !g.tokens[j].first && g.wordySurname(i) && g.wordySurname(j) {
			g.add(i, i+1, Person, true)
			g.add(j, j+1, Person, true)
		}
	}
	for k := 1; k < len(g.out); k++ {
		if g.out[k].start <= g.out[k-1].start {
			sort.Sort(byPlace{g})
			return
		}
	}
}

// sureNeighbours makes sure of a doubtful name beside a sure one: "Usamov and Sarah Bowers".
func (g *guesser) sureNeighbours() {
	for k := 0; k+1 < len(g.out); k++ {
		a, b := &g.out[k], &g.out[k+1]
		if a.kind == Person && b.kind == Person && a.review != b.review && g.nextInSeries(g.ranges[k][1]) == g.ranges[k+1][0] {
			a.review, b.review = false, false
		}
	}
}

// wordySurname says whether token i is a surname that is a word as well, and not found yet.
func (g *guesser) wordySurname(i int) bool {
	if g.taken[i] || g.marks[i] != markWeak || g.classes[i]&isSurname == 0 || g.calendar(i) || g.tokens[i].caps {
		return false
	}
	for _, r := range g.ranges {
		if i >= r[0] && i < r[1] {
			return false
		}
	}
	return true
}

// nextInSeries is the token that goes on from a name that ends before i, or -1.
func (g *guesser) nextInSeries(i int) int {
	switch {
	case i >= len(g.tokens):
		return -1
	case g.tokens[i].gap == gapComma || g.tokens[i].gap == gapAnd:
		return i
	case (g.word(i) == "and" || g.word(i) == "und" || g.word(i) == "et" || g.word(i) == "en") && i+1 < len(g.tokens) && g.tokens[i].gap == gapSpace && g.tokens[i+1].gap == gapSpace:
		return i + 1
	}
	return -1
}

// previousInSeries is the token from which a series goes on to the name that begins at i, or -1.
func (g *guesser) previousInSeries(i int) int {
	for back := 1; back <= 2; back++ {
		if i-back >= 0 && g.nextInSeries(i-back+1) == i {
			return i - back
		}
	}
	return -1
}

// mergeLists makes one company of "Hawkins, Richardson and Santana" where a company is meant.
func (g *guesser) mergeLists() {
	for i := 0; i+1 < len(g.out); i++ {
		end := i
		for end+1 < len(g.out) && g.listed(end) {
			end++
		}
		if end > i && g.isCompanyList(g.ranges[i][0], g.ranges[end][1], end-i+1, g.out[end].kind) {
			for k := i + 1; k <= end; k++ {
				g.out[i].review = g.out[i].review && g.out[k].review
			}
			g.out[i].end, g.out[i].kind = g.out[end].end, Organisation
			g.ranges[i][1] = g.ranges[end][1]
			g.out = append(g.out[:i+1], g.out[end+1:]...)
			g.ranges = append(g.ranges[:i+1], g.ranges[end+1:]...)
		} else {
			i = end
		}
	}
}

// listed says whether finds i and i+1 are surnames in a series.
func (g *guesser) listed(i int) bool {
	a, b := g.ranges[i], g.ranges[i+1]
	if a[1]-a[0] > 1 || g.out[i].kind != Person && g.out[i].kind != Organisation || g.out[i+1].kind == Place {
		return false
	}
	if b[1]-b[0] > 1 && g.out[i+1].kind != Organisation || g.surelyFirst(a[0]) || g.surelyFirst(b[0]) {
		return false
	}
	return g.nextInSeries(a[1]) == b[0]
}

// surelyFirst says whether token i is a first name and no surname.
func (g *guesser) surelyFirst(i int) bool { return g.classes[i]&(isFirst|isSurname) == isFirst }

// isCompanyList says whether the words around a series of n surnames, or its last word, speak of a company.
func (g *guesser) isCompanyList(from, to, n int, last Kind) bool {
	switch {
	case last == Organisation, g.companyBefore(from):
		return true
	case to < len(g.tokens) && g.classes[to]&isCompanyWord != 0 && g.tokens[to].gap == gapSpace:
		return true
	case n > 2 && (hasAny(g.word(g.lead(from)), "of for") || hasAny(g.word(to), "is was has") && g.tokens[to].gap == gapSpace):
		return true
	}
	return n > 2 && g.lineStart(from) && g.lineEnd(to)
}

// lineStart says whether token i is the first of its line.
func (g *guesser) lineStart(i int) bool {
	for at := g.tokens[i].start; at > 0; at-- {
		switch g.text[at-1] {
		case '\n':
			return true
		case ' ', '\t', '-', '*', '?':
		default:
			return false
		}
	}
	return true
}

// lineEnd says whether nothing but a line end stands between token i and the one before.
func (g *guesser) lineEnd(i int) bool {
	end := g.tokens[i-1].end
	return end == len(g.text) || g.text[end] == '\n' || g.text[end] == '\r'
}

// byPlace sorts finds by where they stand.
type byPlace struct{ *guesser }

func (b byPlace) Len() int           { return len(b.out) }
func (b byPlace) Less(i, j int) bool { return b.out[i].start < b.out[j].start }
func (b byPlace) Swap(i, j int) {
	b.out[i], b.out[j] = b.out[j], b.out[i]
	b.ranges[i], b.ranges[j] = b.ranges[j], b.ranges[i]
}
