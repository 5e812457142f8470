package privacy

import "strings"

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
	end := g.calledFor(from, last+1, b)
	g.add(from, end, Organisation, !g.hasLegal(from, last+1) && g.marks[from] < markDoubt)
	g.run0(end, b)
	return true
}

// calledFor is where the name of a company ends that is called for what it makes or does: Stannard Pumps, Cobbold
// Marine. In English an ordinary word has a capital within a sentence only as a part of a name. It is to where the
// name from a to that has no such words behind it.
func (g *guesser) calledFor(from, to, b int) int {
	st := g.style(from)
	if st.foreign || st.shouted || g.marks[from] < markDoubt || g.classes[from]&isFirst != 0 || !g.tokens[from].upper {
		return to
	}
	end := to
	for end < b && end < to+3 && g.marks[end] == markWeak && g.tokens[end].gap == gapSpace && !g.tokens[end].first && !g.tokens[end].caps && g.tokens[end].points > 2 &&
		!g.calendar(end) && g.classes[end]&(isTitle|isRole|isNeutral|isFirst|isUnit|isStreet) == 0 && !departments[g.word(end)] {
		end++
	}
	return end
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
	if companyHeads[g.word(i)] || hasEnd(g.word(i), headEnds) {
		return i
	}
	for i >= a && g.headWithin(i) && g.tokens[i+1].gap == gapSpace {
		i--
	}
	return i + 1
}

// headWithin says whether token i is an ordinary word with a capital within a sentence of French or Spanish, where it
// has one only as a part of a name: Cartonnages Aubry, Grupo Marítimo Salces.
func (g *guesser) headWithin(i int) bool {
	st := g.style(i)
	return st.foreign && !st.other && g.marks[i] == markWeak && g.namedWithin(i) && !g.calendar(i) && g.classes[i]&(isTitle|isRole|isForeign) == 0 && !g.taken[i]
}

// allHeads says whether the words from a to b are all such, and name no department.
func (g *guesser) allHeads(a, b int) bool {
	known := true
	for i := a; i < b; i++ {
		if !g.headWithin(i) || i > a && g.tokens[i].gap != gapSpace {
			return false
		}
		known = known && foreignDepartments[g.word(i)]
	}
	return !known
}

// foreignDepartments are departments for French and Spanish.
var foreignDepartments = wordSet("recursos humanos direccion general gerencia comite ejecutivo consejo administracion compras finanzas ventas comercial calidad produccion logistica sistemas informatica operaciones atencion cliente clientes marketing responsable jefe negocio desarrollo proyecto gestion ressources humaines direction generale comite executif conseil achats ventes commercial commerciale qualite production logistique informatique technique operations service services client clients projet gestion financiere financiera affaires juridique semana santa ano nuevo saint sainte nouvel an seguridad social union europea european commission")

// headOver is where a company's name begins that goes over small words to the name at token from: chez Verreries du
// Valois. It is from where there is none.
func (g *guesser) headOver(from int) int {
	j := from - 1
	for j > from-3 && j > 0 && streetParticles[g.word(j)] && !g.tokens[j].upper && g.joins(j+1) {
		j--
	}
	if j < 1 || j == from-1 || !g.joins(j+1) || !g.tokens[j].upper || !g.headWithin(j) || !g.free(j) {
		return from
	}
	switch before := g.word(j - 1); {
	case workCues[before], before == "por", before == "par":
		return j
	case strings.HasSuffix(g.word(j), "s") && !streetParticles[before] && !determiners[before]:
		return j // no plural stands without its article
	}
	return from
}

var (
	companyHeads = wordSet("molkerei brauerei backerei metzgerei spedition autohaus hotel klinik druckerei sparkasse stadtwerke volksbank raiffeisenbank verlag kanzlei tischlerei schreinerei gartnerei kelterei weingut muhle papierfabrik maschinenfabrik zuckerfabrik klinikum krankenhaus sagewerk bank brasserie fromagerie fromageries laiterie laiteries boulangerie boulangeries transports ateliers etablissements ets imprimerie imprimeries groupe cartonnerie cartonneries fonderie fonderies moulins caves domaine maison clinique cabinet assurances banque cooperative emballages papeteries forges conservas talleres bodegas hermanos grupo industrias transportes panaderia banco caja clinica editorial imprenta construcciones aceites quesos lacteos frutas harinas embutidos muebles laboratorios suministros embalajes papelera cooperativa almacenes logistica textiles chocolates congelados carnicas distribuciones cafes cementos plasticos metales fundiciones")
	headEnds     = []string{"fabrik", "erei", "muhle", "kellerei", "manufaktur", "genossenschaft", "raffinerie", "apotheke", "werke", "sparkasse", "bank", "klinik"}
	companyEnds  = []string{"technik", "werke", "werk", "bau", "logistik", "verpackungen", "maschinenbau", "fabrik", "gruppe", "handel", "bank", "systeme", "kunststoffe", "spedition", "verlag", "metall", "chemie", "software", "soft", "consult", "consulting", "mobel", "holz", "papier", "druck", "plast", "pharma", "medizintechnik", "elektronik", "energie"}
)

// companyWord says whether token i ends a company's name. ASA is a legal form, Åsa a first name.
func (g *guesser) companyWord(i int) bool {
	c, t := g.classes[i], g.tokens[i]
	if t.upper && g.style(i).tongue == german && (hasEnd(t.fold, companyEnds) || companyTails[t.fold]) && c&isForeign == 0 && i > 0 && g.tokens[i].gap != gapBreak && g.marks[i-1] >= markName {
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
