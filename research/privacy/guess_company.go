package privacy

// What is a company by its own words.

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
