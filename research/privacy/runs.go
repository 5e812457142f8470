package privacy

import "strings"

// Which tokens belong to one name, and noting it.

// runEnd is the end of the words that belong together from token i: capitals with blanks or hyphens
// between them, and particles such as van.
func (g *guesser) runEnd(i int) int {
	if !g.tokens[i].upper {
		return g.lowerEnd(i)
	}
	j := i + 1
	for j < len(g.tokens) && !g.taken[j] && g.joins(j) {
		switch {
		case g.tokens[j].gap == gapHyphen && !g.tokens[j].upper && g.tokens[j].letter && !g.tokens[j].digit && !g.lex.ordinary(g.tokens[j].fold) && g.marks[j-1] > markShort:
			j++ // Hauta-aho
		case g.tokens[j].gap == gapHyphen && g.tokens[j].points < 6 && j+1 < len(g.tokens) && g.tokens[j+1].gap == gapHyphen && g.tokens[j+1].upper && !g.taken[j+1] && g.style(j).foreign:
			j += 2 // Chalon-sur-Saône
		case g.marks[j] != markNone && g.tokens[j].upper:
			j++
		case g.classes[j]&isParticle != 0 && g.particlesTo(j) > j && g.particleJoins(i, j):
			j = g.particlesTo(j)
		default:
			return j
		}
	}
	return j
}

// particleJoins says whether the particle at token j goes on with the name that began at i. Where it is a
// word of the sentence as well (Osterkamp von der Molkerei, Nuria y Joaquín) it takes a first name before it.
func (g *guesser) particleJoins(i, j int) bool {
	if !g.style(j).foreign || g.style(j).other {
		return true
	}
	if w := g.word(j); w == "y" || w == "e" || w == "und" || w == "et" {
		return false
	}
	return g.firstName(j-1) || g.marks[j-1] == markInitial
}

// joins says whether token j may belong to the name that the token before it is part of.
func (g *guesser) joins(j int) bool {
	switch g.tokens[j].gap {
	case gapSpace:
		for _, c := range g.text[g.tokens[j-1].end:g.tokens[j].start] {
			if c == '\n' {
				return false
			}
		}
		return true
	case gapHyphen, gapApostrophe, gapAnd:
		return true
	case gapDot:
		if strings.Contains(g.between(j), "\n") {
			return false
		}
		return g.tokens[j-1].points == 1 || g.classes[j-1]&(isTitle|isLegal) != 0 || g.tokens[j-1].fold == "st"
	}
	return false
}

// particlesTo is where the name goes on behind particles (van der Berg), or j when it does not.
func (g *guesser) particlesTo(j int) int {
	for k := j; k < len(g.tokens) && k < j+3 && !g.taken[k] && g.joins(k); k++ {
		if g.tokens[k].upper && g.marks[k] != markNone && !g.calendar(k) {
			return k
		}
		if g.classes[k]&isParticle == 0 {
			break
		}
	}
	return j
}

// again masks what was found once wherever it stands with a capital, also at the start of a sentence,
// and takes it for the same kind of name everywhere.
func (g *guesser) again() {
	if len(g.ranges) == 0 {
		return
	}
	if g.room.seen == nil {
		g.room.seen = map[uint64]found{}
	}
	seen, done := g.room.seen, g.partsOfGuesses()
	if len(seen) > 0 { // several pieces are read into one room
		clear(seen)
	}
	bits := uint64(0) // some bits of the hashes of those seen
	for k, r := range g.ranges {
		for i := r[0]; i < r[1]; i++ {
			if t := &g.tokens[i]; t.points > 2 && g.marks[i] > markWeak && (g.marks[i] > markDoubt || r[1]-r[0] > 1) {
				if was, ok := seen[t.hash]; !ok || was.review && (!g.out[k].review || g.out[k].kind == Person) {
					bits |= 1 << (t.hash >> 58)
					seen[t.hash] = g.out[k]
				}
			}
		}
	}
	if len(seen) == 0 {
		return
	}
	for k, r := range g.ranges {
		if f, ok := seen[g.tokens[r[0]].hash]; ok && r[1]-r[0] == 1 {
			g.out[k].kind = f.kind
			g.out[k].review = g.out[k].review && f.review
		}
	}
	for i := range g.tokens {
		t := &g.tokens[i]
		if !t.upper || bits&(1<<(t.hash>>58)) == 0 || g.taken[i] || done[i] || t.first && g.classes[i]&isOrdinary != 0 {
			continue
		}
		if f, ok := seen[t.hash]; ok {
			g.add(i, i+1, f.kind, true)
		}
	}
}

// partsOfGuesses says of each token whether it is part of a guess.
func (g *guesser) partsOfGuesses() []bool {
	if n := len(g.tokens); cap(g.room.named) < n {
		g.room.named = make([]bool, n+n/8)
	}
	done := g.room.named[:len(g.tokens)]
	clear(done)
	for _, r := range g.ranges {
		for i := r[0]; i < r[1]; i++ {
			done[i] = true
		}
	}
	return done
}

// riverWords stand between a town and its river.
var riverWords = wordSet("upon am sur ob")

// add notes a find.
func (g *guesser) add(from, to int, kind Kind, review bool) {
	for kind == Organisation && to < len(g.tokens) && g.tokens[to].gap == gapSpace && !g.taken[to] && (g.raw(to) == "eG" || g.tokens[from].upper && legalForms[g.word(to)]) {
		to++ // a legal form that begins small
	}
	if kind == Place && to+1 < len(g.tokens) && riverWords[g.word(to)] && g.tokens[to+1].upper && !g.calendar(to+1) && g.tokens[to+1].gap == gapSpace {
		to += 2 // Newcastle upon Tyne, Frankfurt am Main
	}
	if from > 1 && g.tokens[from].upper && g.word(from-1) == "of" && g.tokens[from-2].upper && g.classes[from-2]&isCompanyWord != 0 && !g.taken[from-2] {
		from, kind = from-2, Organisation // Bank of Carrow
	}
	if g.tokens[from].upper && g.classes[from]&isFirst == 0 {
		if head := g.headOver(from); head < from {
			from, kind = head, Organisation
		}
	}
	g.out = append(g.out, found{start: g.tokens[from].start, end: g.tokens[to-1].end, kind: kind, review: review, rank: rankGuess})
	g.ranges = append(g.ranges, [2]int{from, to})
}
