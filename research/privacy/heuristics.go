package privacy

import "strings"

// The heuristics find names that nobody has told the dictionary. They go by capitals where a capital
// means something, by lists of names, and by the words around. What they find is marked for review
// unless the evidence is strong.

// mark is how much a token looks like a name.
type mark uint8

const (
	markNone    mark = iota
	markWeak         // a capital on an ordinary word: part of a name at most
	markInitial      // a single capital letter within a name
	markShort        // a short word in capitals that is no acronym we know
	markDoubt        // unknown, at the start of a sentence
	markName         // unknown, with a capital within a sentence
	markKnown        // on a list of names
)

// guesser looks for names in one text.
type guesser struct {
	*reading
	out    []found
	ranges [][2]int // tokens of each of out
	lower  bool     // room.lower is filled
}

// guess finds what looks like names among the tokens that are not taken.
func guess(r *reading) []found {
	r.findStyles()
	if cap(r.marks) < len(r.tokens) {
		r.marks = make([]mark, len(r.tokens)+len(r.tokens)/8)
	}
	r.marks = r.marks[:len(r.tokens)]
	g := &r.room.guesser
	*g = guesser{reading: r, out: g.out[:0], ranges: g.ranges[:0]}
	for i := range g.tokens {
		if t := &g.tokens[i]; t.upper || g.uncased && g.lines[t.line].uncased && !t.bare {
			g.marks[i] = g.markOf(i)
		} else {
			g.marks[i] = markNone
		}
	}
	if g.uncased {
		g.lowerLegal()
	}
	for i := 0; i < len(g.tokens); {
		if g.marks[i] == markNone {
			i++
			continue
		}
		end := g.runEnd(i)
		g.run(i, end)
		i = end
	}
	g.listNeighbours()
	g.sureNeighbours()
	g.mergeLists()
	g.again()
	return g.out
}

// markOf says how much a token looks like a name by itself.
func (g *guesser) markOf(i int) mark {
	t, c := &g.tokens[i], g.classes[i]
	switch {
	case !t.upper && !g.lines[t.line].uncased, g.taken[i] || t.digit || !t.letter || g.isPseudonym(i):
		return markNone
	case !t.upper:
		return g.markLower(i)
	case t.points == 1:
		return g.markLetter(i)
	case t.caps && g.lex.acronyms[g.raw(i)], isPluralAcronym(g.raw(i)), g.isState(i):
		return markWeak
	case c&isNeutral != 0 && c&isFirst == 0, c == 0 && g.lex.of(strings.TrimSuffix(t.fold, "s"))&(isNeutral|isFirst) == isNeutral:
		return markWeak
	case g.style(i).foreign && !g.style(i).other:
		return g.markForeign(i)
	case t.caps && t.points <= 3 && !g.style(i).shouted && c&(isOrdinary|isNeutral) == 0:
		return markShort
	case c&names != 0 && c&(isOrdinary|isNeutral) == 0:
		return markKnown
	case c&^isPhrase == 0 && t.hint&(hintNumber|hintPhone|hintZip) != 0:
		return markWeak
	case g.isOrdinary(i) || c&(isCompanyWord|isLegal|isTitle|isParticle|isRole|isUnit) != 0:
		return g.markOrdinary(i)
	case t.caps && t.points <= 4:
		return markShort
	case t.first:
		return g.markBeginning(i)
	case g.style(i).shouted:
		return markDoubt
	}
	return markName
}

// markForeign is the mark of a capital in German, French or Spanish. What people use as a word there is
// no name by itself, whatever its capital: German has them on every noun.
func (g *guesser) markForeign(i int) mark {
	t, c := g.tokens[i], g.classes[i]
	switch {
	case c&inPhrase != 0:
		return markKnown
	case c&isForeign != 0:
		return markWeak
	case t.caps && t.points <= 3 && !g.style(i).shouted && c&isOrdinary == 0:
		return markShort
	case g.firstName(i), c&names != 0 && g.namedWithin(i), c&isFirst != 0 && g.bareSubject(i), c&isFirst != 0 && !t.first && g.style(i).tongue != german && i+1 < len(g.tokens) && g.tokens[i+1].upper && g.tokens[i+1].gap == gapSpace:
		return markKnown
	case c&(isLegal|isTitle|isParticle|isRole|isUnit) != 0 || c&^isPhrase == 0 && t.hint&(hintNumber|hintPhone|hintZip) != 0:
		return markWeak
	case c&isPlace != 0 && (!g.plainWord(i) || g.style(i).tongue != german && g.cue(i) == Place):
		return markKnown
	case g.common(i):
		return markWeak
	case c&names != 0:
		return markKnown
	case t.caps && t.points <= 4:
		return markShort
	case t.first || g.style(i).shouted:
		return markDoubt
	}
	return markName
}

// namedWithin says whether token i has a capital within a sentence of French or Spanish, where words have none: what
// is a first name as well is one there.
func (g *guesser) namedWithin(i int) bool {
	t := &g.tokens[i]
	return !t.first && !t.caps && t.points > 3 && g.style(i).tongue != german && !g.style(i).shouted && !isSeason(t.fold) && !feasts[t.fold] && g.classes[i]&isNeutral == 0
}

// bareSubject says whether a verb or a pronoun of French or Spanish stands right behind token i, which begins a
// sentence without an article: "Sagrario lo probó". A word would have one.
func (g *guesser) bareSubject(i int) bool {
	st := g.style(i)
	return st.foreign && !st.other && !st.shouted && st.tongue != german && g.tokens[i].first && i+1 < len(g.tokens) && g.tokens[i+1].gap == gapSpace && !g.tokens[i+1].upper && subjectTails[g.word(i+1)]
}

// subjectTails stand behind the subject of a sentence.
var subjectTails = wordSet("lo le la les los las me nos se no ya ha habia era fue es estaba tiene tenia quiere queria dijo dice a est etait avait nous vous lui y ne n m s veut voulait")

// feasts are first names as well, and more often the day.
var feasts = wordSet("noel reyes paques pascua toussaint natividad navidad")

// plainWord says whether token i is a word of its language by itself, not made of others.
func (g *guesser) plainWord(i int) bool {
	s := g.style(i)
	return s.other || commons[s.tongue]().has(g.tokens[i].fold)
}

// isPluralAcronym says whether a word is capitals with a small s behind: ATMs.
func isPluralAcronym(s string) bool {
	n := len(s) - 1
	return n > 1 && n < 6 && s[n] == 's' && s[:n] == strings.ToUpper(s[:n])
}

// isState says whether token i is the second letter of U.S. or U.K.
func (g *guesser) isState(i int) bool {
	w := g.word(i)
	return (w == "s" || w == "k") && g.between(i) == "." && g.raw(i-1) == "U"
}

// isOrdinary says whether anybody uses token i. Within a sentence a capital needs a better reason than
// an ordinary word behind a prefix.
func (g *guesser) isOrdinary(i int) bool {
	if g.tokens[i].first || g.tokens[i].caps {
		return g.lex.ordinary(g.tokens[i].fold)
	}
	return g.classes[i]&isForeign != 0 || g.lex.inflected(g.tokens[i].fold)
}

// markOrdinary is the mark of an ordinary word with a capital: some are first names all the same.
func (g *guesser) markOrdinary(i int) mark {
	t, c := g.tokens[i], g.classes[i]
	switch {
	case c&isFirst == 0 || isSeason(t.fold) || g.style(i).foreign || t.caps || pronouns[g.word(i+1)] && i+1 < len(g.tokens) && g.tokens[i+1].gap == gapSpace:
		return markWeak
	case !t.first || c&isWordy == 0:
		return markKnown
	}
	return markWeak
}

// pronouns show that Will or Grant before them is a verb.
var pronouns = wordSet("i you he she it we they this that these there the me him us them my your our")

// markBeginning is the mark of an unknown word at the start of a sentence.
func (g *guesser) markBeginning(i int) mark {
	t := g.tokens[i]
	if g.style(i).shouted || formed(t.fold) || commons[english]().has(t.fold) || g.inLower(i) {
		return markWeak
	}
	return markDoubt
}

// markLetter is the mark of a single capital: an initial where a name goes on behind it.
func (g *guesser) markLetter(i int) mark {
	if i+1 >= len(g.tokens) || !g.tokens[i+1].upper || g.taken[i+1] {
		return markNone
	}
	next, letter := g.tokens[i+1], strings.ToLower(g.raw(i))
	switch {
	case letter == "u" && g.isState(i+1), g.isState(i), letter == "m" && g.isTitle(i):
		return markNone
	case letter == "i" && (i == 0 || g.marks[i-1] < markDoubt):
		return markNone
	case next.gap == gapDot && next.points > 1, next.gap == gapApostrophe && next.points > 1 && (letter == "o" || letter == "d" || letter == "l"):
		return markInitial
	case next.gap == gapDot && next.points == 1:
		return markInitial
	case next.gap == gapSpace && letter != "i" && letter != "a" && i > 0 && g.tokens[i].gap == gapSpace && g.marks[i-1] >= markDoubt:
		return markInitial
	}
	return markNone
}

// isPseudonym says whether a token is one of ours: P07, O3, S12.
func (g *reading) isPseudonym(i int) bool {
	s := g.text[g.tokens[i].start:g.tokens[i].end]
	if len(s) < 2 || s[0] != 'P' && s[0] != 'O' && s[0] != 'S' {
		return false
	}
	for _, c := range s[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// inLower says whether the word of token i stands in lower case elsewhere in the text, so that it is no name.
func (g *guesser) inLower(i int) bool {
	if g.room.lower == nil {
		g.room.lower = make([]uint64, 512)
	}
	if !g.lower {
		g.lower = true
		clear(g.room.lower)
		for k := range g.tokens {
			if t := &g.tokens[k]; !t.upper && t.letter {
				slot, bit := startBit(t.hash)
				g.room.lower[slot] |= bit
			}
		}
	}
	h := g.tokens[i].hash
	if slot, bit := startBit(h); g.room.lower[slot]&bit == 0 {
		return false
	}
	for k := range g.tokens {
		if t := &g.tokens[k]; t.hash == h && !t.upper {
			return true
		}
	}
	return false
}

func isSeason(w string) bool {
	return w == "april" || w == "may" || w == "june" || w == "august" || w == "summer" || w == "winter"
}
