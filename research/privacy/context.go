package privacy

import "strings"

// run decides what the words from a to b, which belong together, are.
func (g *guesser) run(a, b int) {
	if !g.tokens[a].upper {
		g.lowerRun(a, b)
		return
	}
	for i := a; i < b; i++ { // Mr Price, Frau Winter: whatever the word, it is a name
		if g.isTitle(i) && i+1 < b && (g.classes[i+1]&isTitle == 0 || i+2 == b && g.classes[i+1]&(isFirst|isSurname) != 0) && g.marks[i] == markWeak && g.tokens[i+1].points > 1 && !g.calendar(i+1) {
			g.before(a, i)
			g.add(i+1, g.personEnd(i+1, b), Person, false)
			g.run0(g.personEnd(i+1, b), b)
			return
		}
	}
	if a > 0 && g.isTitle(a-1) && (!g.tokens[a-1].upper || g.marks[a-1] == markNone) && g.joins(a) {
		g.add(a, g.personEnd(a, b), Person, false)
		return
	}
	g.before(a, b)
}

// isTitle says whether token i is a title. In Spanish doña and don are, in French M.
func (g *guesser) isTitle(i int) bool {
	if g.classes[i]&isTitle != 0 {
		return true
	}
	w := g.word(i)
	switch st := g.style(i); {
	case !st.foreign || st.other:
		return false
	case st.tongue == spanish:
		return w == "don" || w == "dona"
	case st.tongue == french:
		return w == "m" && g.tokens[i].upper && i+1 < len(g.tokens) && g.tokens[i+1].gap == gapDot
	}
	return false
}

// run0 looks at what is left of a run.
func (g *guesser) run0(a, b int) {
	if a < b {
		g.run(a, b)
	}
}

// before looks at a run in which no title stands.
func (g *guesser) before(a, b int) {
	from := a
	for from < b && g.marks[from] <= markShort && !(g.marks[from] == markInitial && from+1 < b) {
		from++
	}
	if from == b {
		g.weakRun(a, b)
		return
	}
	if g.style(from).other && g.marks[from] == markDoubt && b-from == 1 && !g.speaks(from, b) {
		return
	}
	for from > a && g.belongsBefore(from-1) {
		from--
	}
	if g.companyRun(a, from, b) {
		return
	}
	to := g.nameEnd(from, b)
	if end := g.calledFor(from, to, b); end > to {
		g.add(from, end, Organisation, !g.companyBefore(from))
		g.run0(end, b)
		return
	}
	g.add(from, to, g.kindOf(from, to), g.doubtful(from, to))
	g.run0(to, b)
}

// belongsBefore says whether a weak token is the first part of the name behind it: Fletcher Turcotte,
// Port Ellen, Weeks-Rivas.
func (g *guesser) belongsBefore(i int) bool {
	t, c, next := g.tokens[i], g.classes[i], g.tokens[i+1]
	if g.marks[i] != markWeak || g.calendar(i) || c&(isTitle|isRole) != 0 {
		return false
	}
	switch {
	case next.gap == gapHyphen:
		return !t.first || g.classes[i+1]&names == 0
	case next.gap != gapSpace:
		return false
	case placePrefixes[t.fold]:
		return true
	case c&(isFirst|isSurname) != 0:
		return g.classes[i+1]&isFirst == 0 && !t.caps
	}
	return !t.first && c&(isForeign|isOrdinary) == isForeign && g.style(i).tongue != german
}

// placePrefixes begin the names of many places.
var placePrefixes = wordSet("port saint st san santa sankt sint bad new north south east west upper lower great little mount lake fort cape los las el le la villa cite gross klein nieuw ny nouveau castle")

// speaks says whether a name at the start of a line is followed by a colon: it labels who speaks.
func (g *guesser) speaks(a, b int) bool {
	rest := g.text[g.tokens[b-1].end:]
	return g.lineStart(a) && strings.HasPrefix(rest, ":")
}

// weakRun looks at capitals on ordinary words alone. They are a name only where the words around say so.
func (g *guesser) weakRun(a, b int) {
	if g.titleCase(a, b) {
		g.add(a, b, Organisation, !g.hasLegal(a, b))
		return
	}
	if b-a > 1 && g.classes[b-1]&isCompanyWord != 0 && g.lineStart(a) && g.lineEnd(b) && g.classes[a]&(isRole|isTitle) == 0 && !departments[g.word(a)] && !determiners[g.word(a)] {
		g.add(a, b, Organisation, true)
		return
	}
	if b-a > 2 && g.classes[b-1]&isCompanyWord != 0 && g.tokens[a].first && !determiners[g.tokens[a].fold] && g.lineStart(a) {
		g.add(a, b, Organisation, true)
		return
	}
	for a < b && g.tokens[a].first && g.classes[a]&(isFirst|isSurname) == 0 && !(b-a > 1 && g.classes[b-1]&isLegal != 0) {
		a++
	}
	if a == b {
		return
	}
	last := g.classes[b-1]
	if b-a == 1 && (last&isNeutral != 0 || g.tokens[a].caps && g.tokens[a].points > 3) && g.employs(a) {
		g.add(a, b, Organisation, true)
		return
	}
	if b-a == 1 && g.calendar(a) {
		return
	}
	switch {
	case last&isLegal != 0 && b-a > 1:
		g.add(a, b, Organisation, g.classes[b-1]&isFirst != 0 && !g.tokens[b-1].caps)
	case b-a > 1 && g.style(a).tongue == german && (g.classes[a]&isSurname != 0 || b-a == 2 && workCues[g.word(a-1)]) && (hasEnd(g.word(b-1), companyEnds) || companyTails[g.word(b-1)]):
		g.add(a, b, Organisation, true)
	case b-a > 1 && last&isCompanyWord != 0 && (g.personBefore(a) || g.workBefore(a)):
		g.add(a, b, Organisation, false)
	case b-a > 2 && last&isCompanyWord != 0:
		g.add(a, b, Organisation, true)
	case g.marks[a] == markShort && b-a == 1 && !g.style(a).shouted && g.companyBefore(a):
		g.add(a, b, Organisation, true)
	case b-a == 1 && g.classes[a]&isFirst != 0 && g.speaks(a, b):
		g.add(a, b, Person, true)
	case b-a == 1 && g.tokens[a].first && verbNames[g.word(a)] && g.saidAfter(b) && g.classes[a]&isFirst != 0 && !g.tokens[a].caps:
		g.add(a, b, Person, true) // "Will was": no verb has another behind it
	case b-a == 1 && g.nameIs(a):
		g.add(a, b, Person, true)
	case b-a == 1 && g.classes[a]&(isFirst|isSurname) != 0 && !g.calendar(a) && !g.tokens[a].caps && (g.saidAfter(b) && !g.tokens[a].first || g.speechAfter(b)):
		g.add(a, b, Person, true)
	case b-a == 2 && g.classes[a]&isWordy != 0 && g.classes[b-1]&(isSurname|isNeutral) == isSurname:
		g.add(a, b, Person, true)
	case b-a > 1 && g.allHeads(a, b):
		g.add(a, b, Organisation, true)
	case g.introBefore(a) && g.classes[a]&(isFirst|isSurname) != 0:
		g.add(a, b, Person, true)
	}
}

// verbNames are first names that are verbs or adjectives, so that no verb follows them but the name.
var verbNames = wordSet("will mark grant rob frank jack pat drew max ray rex sue don peg chuck")

// employs says whether somebody works where token a names: even a name that everybody uses gives them away.
func (g *guesser) employs(a int) bool {
	switch w, v := g.word(a-1), g.word(a-2); w {
	case "for", "at", "by":
		return hasAny(v, "work works worked working job employed started career days years colleague colleagues")
	case "joined":
		return !hasAny(v, "was is are we")
	case "bei", "en", "chez":
		for k := a - 4; k < a+6; k++ {
			if hasAny(g.word(k), "arbeite arbeitet arbeitete gearbeitet angestellt trabajo trabaja trabajaba trabajamos travaille travaillait travaillais") {
				return true
			}
		}
	}
	return false
}

var determiners = wordSet("the our their your my his her a an this that these those no every each all both another for at in on from with when while if because and but so then also plus dear hi hello")

// nameEnd is where the name that begins at from ends: with its last word that is no ordinary one, or
// with the surname behind a first name (Sarah Brown).
func (g *guesser) nameEnd(from, b int) int {
	if g.classes[from]&isFirst != 0 || g.marks[from] == markInitial {
		return g.personEnd(from, b)
	}
	end := from + 1
	for i := end; i < b; i++ {
		if g.marks[i] > markShort {
			end = i + 1
		} else if g.marks[i] == markWeak && (g.calendar(i) || g.classes[i]&isTitle != 0) {
			break
		}
	}
	if end < b && g.classes[end]&isSurname != 0 && g.tokens[end].gap == gapSpace {
		end++
	}
	return end
}

// nounBehind says whether token i, with a capital behind a German first name, is a noun of the sentence.
// What could be a compound is a surname there: Rehbein.
func (g *guesser) nounBehind(i int) bool {
	return g.style(i).tongue == german && g.classes[i]&(isSurname|isFirst|isParticle) == 0 && (commons[german]().has(g.tokens[i].fold) || g.classes[i]&isForeign != 0)
}

// personEnd is where the name of a person ends: not with a weekday, and after five words at most.
func (g *guesser) personEnd(from, b int) int {
	end := from + 1
	for end < b && end < from+6 && !g.calendar(end) && g.classes[end]&(isRole|isTitle) == 0 {
		if g.marks[end] == markWeak && g.nounBehind(end) {
			break
		}
		if g.marks[end] == markWeak && end > from+1 && !(g.classes[end-1]&isParticle != 0 && !g.tokens[end-1].upper) && g.classes[end]&(isSurname|isFirst|isParticle) == 0 && g.marks[end-1] != markInitial {
			break
		}
		end++
	}
	return end
}

// calendar says whether a token is a weekday, a month, a people or another word that is in nobody's name.
func (g *guesser) calendar(i int) bool {
	if g.marks[i] == markInitial {
		return false
	}
	if g.classes[i]&isNeutral != 0 {
		return g.classes[i]&(isFirst|isSurname) == 0
	}
	switch g.tokens[i].fold {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "christmas", "easter", "i", "and", "but", "the":
		return true
	}
	return false
}

// kindOf says what sort of name stands from a to b, by its own words and by those around it.
func (g *guesser) kindOf(a, b int) Kind {
	all := class(0)
	for i := a; i < b; i++ {
		all |= g.classes[i]
	}
	first := g.classes[a]
	switch {
	case b-a > 1 && g.classes[b-1]&isStreet != 0 && first&isFirst == 0:
		return Street
	case g.placeBefore(a) && first&(isPlace|isCountry) != 0:
		return Place
	case first&isFirst != 0, g.marks[a] == markInitial, g.personBefore(a) && !g.fromBefore(a), g.introBefore(a):
		return Person
	case first&(isPlace|isCountry) != 0:
		return Place
	case all&isSurname != 0:
		return Person
	}
	return g.kindByContext(a, b)
}

// kindByContext says what an unknown name is.
func (g *guesser) kindByContext(a, b int) Kind {
	cue := g.cue(a)
	switch {
	case g.inBefore(a):
		return Place
	case g.saidAfter(b) && cue != Organisation:
		return Person
	case g.companyBefore(a):
		return Organisation
	case g.placeBefore(a), g.placeAfter(b), g.tokens[a].caps && !g.style(a).shouted:
		return Place
	case b < len(g.tokens) && g.classes[b]&isCompanyWord != 0 && g.tokens[b].gap == gapSpace:
		return Organisation
	case cue != "" && g.style(a).foreign:
		return cue
	}
	return Person
}

// doubtful says whether a person should look at a name from a to b.
func (g *guesser) doubtful(a, b int) bool {
	t, c, st := g.tokens[a], g.classes[a], g.style(a)
	switch {
	case !st.shouted && (g.titled(a) || b-a == 2 && c&isFirst != 0 && g.classes[a+1]&isSurname != 0 && g.tokens[a].upper && g.tokens[a+1].upper):
		return false // Herr Winter, Rose Miller
	case st.shouted, c&isWordy != 0, c&names != 0 && g.marks[a] < markKnown:
		return true
	case c&names != 0:
		return c&isOrdinary != 0 && b-a == 1
	case b-a > 1 && g.marks[a] > markShort && g.marks[b-1] > markShort && st.tongue != german:
		return false
	case g.marks[a] == markName && st.tongue != german:
		return (t.caps || formed(t.fold) || commons[english]().has(t.fold)) && !g.companyBefore(a)
	}
	if g.marks[a] == markDoubt && !st.foreign && !formed(t.fold) && !t.caps && (g.saidAfter(b) || g.word(b) == "is") {
		return false // with a verb behind it no word that we have never heard of is anything else
	}
	return !g.speechAfter(b) && g.cue(a) == ""
}
