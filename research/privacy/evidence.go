package privacy

import "strings"

// What the words around a name say about it.

// lead is the token before a that says something: articles are passed over.
func (g *guesser) lead(a int) int {
	if a == 0 || g.tokens[a].gap == gapBreak {
		return -1
	}
	switch g.word(a - 1) {
	case "the", "our", "their", "your", "a", "an", "der", "die", "de", "het", "la", "le":
		return a - 2
	}
	return a - 1
}

// inBefore says whether "in" or the like stands right before.
func (g *guesser) inBefore(a int) bool {
	return a > 0 && g.tokens[a].gap != gapBreak && hasAny(g.word(a-1), "in near outside")
}

func (g *guesser) placeBefore(a int) bool {
	i := g.lead(a)
	switch g.word(i) {
	case "in", "near", "outside", "around", "across", "towards", "into", "nach", "aus", "bei", "northern", "southern", "eastern", "western", "north", "south", "east", "west", "city", "town", "village":
		return true
	case "to", "from", "of", "via", "through":
		return hasAny(g.word(i-1)+" "+g.word(i-2), "returned return took take taken went go going moved move moving drove drive driving travel travelled flew flying fly back down up over town city port village originally trip train road site plant office depot")
	}
	return false
}

func (g *guesser) placeAfter(b int) bool {
	return b < len(g.tokens) && g.tokens[b].gap == gapSpace && hasAny(g.word(b), "plant site depot office warehouse branch factory road route airport harbour area region based")
}

func (g *guesser) companyBefore(a int) bool {
	i := g.lead(a)
	return g.word(i) == "at" || g.fromBefore(a) || g.workBefore(a)
}

func (g *guesser) fromBefore(a int) bool {
	i := g.lead(a)
	return i >= 0 && g.word(i) == "from"
}

func (g *guesser) workBefore(a int) bool {
	i := g.lead(a)
	if i < 0 {
		return false
	}
	if g.classes[i]&isWork != 0 {
		return true
	}
	return i > 0 && hasAny(g.word(i), "for at with by") && g.classes[i-1]&isWork != 0
}

// personBefore says whether what stands before is a person, as in "Henrike from …" or "my boss …".
func (g *guesser) personBefore(a int) bool {
	if a == 0 || g.tokens[a].gap == gapBreak {
		return false
	}
	if g.classes[a-1]&isRole != 0 {
		return true
	}
	if n := len(g.ranges); n > 0 && hasAny(g.word(a-1), "from at of") && g.ranges[n-1][1] == a-1 {
		return g.out[n-1].kind == Person
	}
	return false
}

func (g *guesser) introBefore(a int) bool {
	return a > 0 && g.tokens[a].gap != gapBreak && g.classes[a-1]&isIntro != 0
}

// nameIs says whether "name is" stands before a.
func (g *guesser) nameIs(a int) bool {
	return hasAny(g.word(a-1), "is was s") && hasAny(g.word(a-2), "name surname") && g.tokens[a].gap == gapSpace
}

// speechAfter is saidAfter for verbs that only people are the subject of.
func (g *guesser) speechAfter(b int) bool {
	return g.saidAfter(b) && speechVerbs[g.tokens[b].fold]
}

func (g *guesser) saidAfter(b int) bool {
	return b < len(g.tokens) && g.tokens[b].gap == gapSpace && g.classes[b]&isSaid != 0
}

// hasAny says whether list holds one of the words of s.
func hasAny(s, list string) bool {
	for w := range strings.FieldsSeq(s) {
		for l := range strings.FieldsSeq(list) {
			if w == l {
				return true
			}
		}
	}
	return false
}
