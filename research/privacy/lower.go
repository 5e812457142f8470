package privacy

// Names where nothing has a capital: what a machine has heard, and notes typed in a hurry. There the lists
// of words say what is none, and the words around what kind of name it is.

// markLower is the mark of a word without a capital.
func (g *guesser) markLower(i int) mark {
	t, c := g.tokens[i], g.classes[i]
	if !g.style(i).uncased || t.points < 3 || c&(isForeign|isNeutral|isTitle) != 0 || g.style(i).other && c&isFirst == 0 {
		return markNone
	}
	switch {
	case g.calendar(i) || t.gap == gapApostrophe:
		return markNone
	case c&isFirst != 0 && g.firstName(i) && c&(isOrdinary|isCompanyWord|isRole) == 0 && (t.points > 3 || !g.common(i)):
		return markKnown
	case c&(isPlace|isCountry) != 0 && c&isOrdinary == 0 && (!g.plainWord(i) || c&isCountry != 0 || g.cue(i) == Place && g.style(i).tongue != german):
		return markKnown
	case c&isFirst != 0 && c&isWordy != 0 && c&isRole == 0 && i+1 < len(g.tokens) && g.tokens[i+1].gap == gapSpace && g.classes[i+1]&^isSurname == 0 && g.tokens[i+1].points > 4 && g.tokens[i+1].letter && !g.tokens[i+1].upper && !g.taken[i+1] && !g.common(i+1):
		return markKnown // bill lumbergh
	case c&inPhrase != 0:
		return markKnown
	case g.titled(i) && c&isRole == 0 && (c&(isFirst|isSurname) != 0 || !g.plainWord(i) && !words().ordinary(t.fold)):
		return markKnown
	case c&(isOrdinary|isCompanyWord|isLegal|isRole|isStreet|isUnit|isParticle) != 0:
		return markNone
	case g.common(i):
		switch {
		case c&(isFirst|isSurname) != 0 && g.cue(i) == Person && g.saidAfter(i+1), c&isFirst != 0 && g.metPerson(i):
			return markKnown
		case c&names != 0 && g.siteBefore(i):
			return markKnown
		case companyCues[g.word(i-1)] && t.gap == gapSpace && g.style(i).tongue == german && t.points > 6 && !g.plainWord(i):
			return markName // a word only because it is made of two: die firma nordwelle
		case g.word(i-1) == "von" && agentWords[g.word(i-2)] && t.gap == gapSpace && g.style(i).tongue == german && t.points > 6 && !g.plainWord(i):
			return markName // der vertreter von talwasser
		case workCues[g.word(i-1)] && t.gap == gapSpace && g.style(i).tongue == german && t.points > 5 && !g.plainWord(i) && companyTails[g.word(i+1)]:
			return markName // bei nordhelm software
		}
		return markNone
	case c&(isFirst|isSurname|isPlace|isCountry) != 0 && t.points > 3:
		return markKnown
	case t.points < 4 || t.hint&(hintNumber|hintPhone|hintZip|hintOne|hintTwo|hintTimes) != 0 || formed(t.fold):
		return markNone
	}
	return markName
}

// titled says whether a title stands right before token i.
func (g *guesser) titled(i int) bool {
	return i > 0 && (g.isTitle(i-1) || spokenTitles[g.word(i-1)]) && (g.tokens[i].gap == gapSpace || g.tokens[i].gap == gapDot)
}

var spokenTitles = wordSet("mister missus missis doctor doktor docteur professor professeur profesor profesora don dona senor senora frau herr herrn monsieur madame")

// cue is the kind that the word before token i promises, or "".
func (g *guesser) cue(i int) Kind {
	if i == 0 || g.tokens[i].gap == gapBreak {
		return ""
	}
	w, before := g.word(i-1), g.word(i-2)
	switch {
	case g.titled(i), personCues[w], g.classes[i-1]&isRole != 0:
		return Person
	case companyCues[w], w == "heisst" && companyCues[before], companyCues[before] && (w == "called" || w == "named" || w == "die"):
		return Organisation
	case placeCues[w], (w == "de" || w == "of") && placeHeads[before]:
		return Place
	case workCues[w]:
		return Organisation
	}
	return ""
}

var (
	personCues  = wordSet("called named namens dear hi hello thanks told asked met heisst heissen appelle appelait llama llamaba llamado llamada boss chef tal gewisser gewisse certain certaine name colleague kollege kollegin collegue companera companero jefe jefa directeur directrice director directora buyer lady chap bloke guy fella")
	companyCues = wordSet("company firm firma unternehmen societe entreprise empresa compania firme groupe grupo konzern")
	placeHeads  = wordSet("pres autour ville usine site region centre agence cerca fabrica planta ciudad alrededores outside north south east west suburbs entrepot depot")
	placeCues   = wordSet("in near outside aus nach pres nahe a en desde hacia towards around")
	workCues    = wordSet("at from for with bei fur von zu chez avec con joined left join supplier competitor vendor anbieter lieferant fournisseur proveedor recommended gegen against")
)

// lowerEnd is the end of a name that begins at token i: a surname behind a first name, a company's words.
func (g *guesser) lowerEnd(i int) int {
	j := i + 1
	for j < len(g.tokens) && j < i+4 && !g.taken[j] && !g.tokens[j].upper && (g.tokens[j].gap == gapSpace || g.tokens[j].gap == gapHyphen || g.tokens[j].gap == gapApostrophe && g.classes[i]&isFirst == 0) {
		t, c := g.tokens[j], g.classes[j]
		switch {
		case g.marks[j] >= markName && c&(isPlace|isFirst) != isPlace:
			j++
		case t.gap == gapApostrophe || t.digit || !t.letter:
			return j
		case c&(isCompanyWord|isLegal) != 0 && c&(isTitle|isForeign) == 0 && (g.classes[i]&isFirst == 0 || j == i+1 && workCues[g.word(i-1)]) && c&(isOrdinary|isRole) != isOrdinary|isRole:
			j++
		case g.style(j).tongue == german && g.cue(i) == Organisation && (hasEnd(t.fold, companyEnds) || companyTails[t.fold]):
			j++
		case j == i+1 && g.makesThings(i, j):
			j++
		case c&isParticle != 0 && g.classes[i]&isFirst != 0 && j+1 < len(g.tokens) && g.marks[j+1] >= markName:
			j++
		case g.classes[i]&isFirst != 0 && j == i+1 && c&isSurname != 0 && !g.style(j).foreign && c&isOrdinary == 0:
			j++
		default:
			return j
		}
	}
	return j
}

// lowerRun notes a name without capitals. All of them are to be looked at, but those that a list of names
// and the words around agree on.
func (g *guesser) lowerRun(a, b int) {
	c, cue := g.classes[a], g.cue(a)
	kind := Person
	if a > 0 && g.style(a).foreign && (companyHeads[g.word(a-1)] || hasEnd(g.word(a-1), headEnds)) && g.tokens[a].gap == gapSpace && !g.taken[a-1] && c&isFirst == 0 && g.free(a-1) {
		g.add(a-1, b, Organisation, !workCues[g.word(a-2)]) // transportes aldecoa
		return
	}
	switch {
	case g.siteBefore(a):
		kind = Place
	case b-a > 1 && (g.makesThings(a, b-1) || companyTails[g.word(b-1)]):
		kind = Organisation
	case b-a > 1 && g.classes[b-1]&(isCompanyWord|isLegal) != 0:
		kind = Organisation
	case c&isFirst != 0 || g.titled(a):
	case c&(isPlace|isCountry) != 0 && (c&isSurname == 0 || cue == Place):
		kind = Place
	case c&isSurname != 0 && cue != Organisation:
	case cue != "":
		kind = cue
	case g.saidAfter(b):
	default:
		kind = Organisation
	}
	sure := g.titled(a) || c&(isFirst|isGiven) == isFirst && g.marks[a] == markKnown && c&isOrdinary == 0 || kind == Place && c&isPlace != 0 && cue == Place
	if kind == Organisation {
		sure = companyCues[g.word(a-1)] || companyCues[g.word(a-2)] && cue == Organisation || b-a > 1 && workCues[g.word(a-1)]
	}
	g.add(a, b, kind, !sure)
}

// legalForms stand behind a company's name and nowhere else, with or without capitals.
var legalForms = wordSet("gmbh ltd inc llc plc sarl limited ohg")

// lowerLegal marks what stands before a legal form where nothing has a capital: stillwater supercomputing inc.
func (g *guesser) lowerLegal() {
	for i := range g.tokens {
		if g.classes[i]&isLegal == 0 {
			continue
		}
		t := &g.tokens[i]
		if t.upper || !legalForms[t.fold] || t.gap != gapSpace || !g.style(i).uncased {
			continue
		}
		for k := i - 1; k >= 0 && k >= i-3 && !g.taken[k] && g.classes[k]&(isForeign|isTitle|isRole) == 0 && !determiners[g.word(k)] && !workCues[g.word(k)] && !companyCues[g.word(k)] && g.tokens[k].letter; k-- {
			g.marks[k] = markName
			if g.tokens[k].gap != gapSpace {
				break
			}
		}
	}
}
