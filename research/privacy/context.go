package privacy

import "strings"

// run decides what the words from a to b, which belong together, are.
func (g *guesser) run(a, b int) {
	if !g.tokens[a].upper {
		g.lowerRun(a, b)
		return
	}
	for i := a; i < b; i++ { // Mr Price, Frau Winter: whatever the word, it is a name
		if g.classes[i]&isTitle != 0 && i+1 < b && (g.classes[i+1]&isTitle == 0 || i+2 == b && g.classes[i+1]&(isFirst|isSurname) != 0) && g.marks[i] == markWeak && g.tokens[i+1].points > 1 && !g.calendar(i+1) {
			g.before(a, i)
			g.add(i+1, g.personEnd(i+1, b), Person, false)
			g.run0(g.personEnd(i+1, b), b)
			return
		}
	}
	if a > 0 && g.classes[a-1]&isTitle != 0 && !g.tokens[a-1].upper && g.joins(a) {
		g.add(a, g.personEnd(a, b), Person, false)
		return
	}
	g.before(a, b)
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

// companyRun notes a company where a word such as Foods or Ltd says so: from the first word that may
// belong to its name to the last such word.
func (g *guesser) companyRun(a, from, b int) bool {
	last := -1
	for i := from + 1; i < b; i++ {
		if g.companyWord(i) || g.tokens[i].gap == gapAnd && g.marks[i] >= markWeak && g.tokens[i].points > 1 {
			last = i
		}
	}
	if head := g.companyHead(a, from); head < from {
		g.add(head, max(g.nameEnd(from, b), last+1), Organisation, g.marks[from] < markDoubt)
		g.run0(max(g.nameEnd(from, b), last+1), b)
		return true
	}
	if last < 0 || g.classes[from]&isFirst != 0 && g.classes[last]&isLegal == 0 && last > from+1 && g.marks[from+1] > markWeak {
		return false
	}
	for from > a && !g.tokens[from-1].first && !g.calendar(from-1) && g.classes[from-1]&(isTitle|isRole|isForeign) == 0 && !companyCues[g.word(from-1)] {
		from--
	}
	g.add(from, last+1, Organisation, !g.hasLegal(from, last+1) && g.marks[from] < markDoubt)
	g.run0(last+1, b)
	return true
}

// hasLegal says whether a legal form stands among the tokens from a to b.
func (g *guesser) hasLegal(a, b int) bool {
	for i := a; i < b; i++ {
		if g.classes[i]&isLegal != 0 && g.classes[i]&isFirst == 0 {
			return true
		}
	}
	return false
}

// companyHead is where a company's name begins whose kind of company stands first: Molkerei Hasselfeld,
// Fromageries Delorme, Talleres Montseny. It is from where there is none.
func (g *guesser) companyHead(a, from int) int {
	i := from - 1
	if i < a || g.tokens[from].gap != gapSpace {
		return from
	}
	if !companyHeads[g.word(i)] && !hasEnd(g.word(i), headEnds) {
		return from
	}
	return i
}

var (
	companyHeads = wordSet("molkerei brauerei backerei metzgerei spedition autohaus hotel klinik druckerei sparkasse stadtwerke volksbank raiffeisenbank verlag kanzlei tischlerei schreinerei gartnerei kelterei weingut muhle papierfabrik maschinenfabrik zuckerfabrik klinikum krankenhaus sagewerk bank brasserie fromagerie fromageries laiterie laiteries boulangerie boulangeries transports ateliers etablissements ets imprimerie imprimeries groupe cartonnerie cartonneries fonderie fonderies moulins caves domaine maison clinique cabinet assurances banque cooperative emballages papeteries forges conservas talleres bodegas hermanos grupo industrias transportes panaderia banco caja clinica editorial imprenta construcciones aceites quesos lacteos frutas harinas embutidos muebles laboratorios suministros embalajes papelera cooperativa almacenes logistica textiles chocolates congelados carnicas distribuciones cafes cementos plasticos metales fundiciones")
	headEnds     = []string{"fabrik", "brauerei", "molkerei", "backerei", "druckerei", "werke", "sparkasse", "bank", "klinik"}
	companyEnds  = []string{"technik", "werke", "werk", "bau", "logistik", "verpackungen", "maschinenbau", "fabrik", "gruppe", "handel", "bank", "systeme", "kunststoffe", "spedition", "verlag", "metall", "chemie", "software", "soft", "consult", "consulting", "mobel", "holz", "papier", "druck", "plast", "pharma", "medizintechnik", "elektronik", "energie"}
)

// companyWord says whether token i ends a company's name. ASA is a legal form, Åsa a first name.
func (g *guesser) companyWord(i int) bool {
	c, t := g.classes[i], g.tokens[i]
	if t.upper && g.style(i).tongue == german && hasEnd(t.fold, companyEnds) && c&isForeign == 0 && i > 0 && g.tokens[i].gap != gapBreak && g.marks[i-1] >= markName {
		return true
	}
	return t.upper && (c&isCompanyWord != 0 || c&isLegal != 0 && (t.caps || c&isFirst == 0))
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
	if b-a == 1 && g.calendar(a) {
		return
	}
	switch {
	case last&isLegal != 0 && b-a > 1:
		g.add(a, b, Organisation, g.classes[b-1]&isFirst != 0 && !g.tokens[b-1].caps)
	case b-a > 1 && g.style(a).tongue == german && g.classes[a]&isSurname != 0 && hasEnd(g.word(b-1), companyEnds):
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
	case g.introBefore(a) && g.classes[a]&(isFirst|isSurname) != 0:
		g.add(a, b, Person, true)
	}
}

// verbNames are first names that are verbs or adjectives, so that no verb follows them but the name.
var verbNames = wordSet("will mark grant rob frank jack pat drew max ray rex sue don peg chuck")

// titleCase says whether the ordinary words from a to b, each with a capital and a verb behind them, can
// only be what something is called: Clean Power Finance is, Climate Corporation had.
func (g *guesser) titleCase(a, b int) bool {
	if b-a < 2 || b-a > 5 || g.style(a).foreign || g.style(a).shouted || !g.tokens[a].first || determiners[g.word(a)] {
		return false
	}
	if w := g.word(b); !g.saidAfter(b) && w != "is" && w != "are" {
		return false
	}
	for i := a; i < b; i++ {
		c, t := g.classes[i], g.tokens[i]
		if g.calendar(i) || c&(isRole|isTitle|isNeutral) != 0 || t.points < 3 || departments[t.fold] || i > a && (t.gap != gapSpace || t.first || t.caps) || i == a && c&isForeign != 0 {
			return false
		}
	}
	return true
}

// departments are written with capitals though they name nobody.
var departments = wordSet("supply chain customer success human resources operations operational sales finance procurement purchasing marketing quality production engineering support service services board team project phase product key account accounts business information technology it digital data legal compliance group general director head management planning logistics warehouse retail market research internal external head office black friday new year")

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
