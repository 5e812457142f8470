package privacy

import "strings"

// What the words around say about a name without a capital, where it is a word as well.

// metPerson says whether somebody talked with token i ("hablé con remedios", "mit rosa gesprochen"), or its department
// stands behind it ("remedios la de compras").
func (g *guesser) metPerson(i int) bool {
	if g.tokens[i].gap != gapSpace {
		return false
	}
	switch before, verb := g.word(i-1), g.word(i-2); before {
	case "por":
		return strings.HasPrefix(verb, "pregunt")
	case "demandez", "demander":
		return true
	case "for":
		return verb == "ask" || verb == "asked"
	case "nach":
		return strings.HasPrefix(g.word(i+1), "frag") || strings.HasPrefix(verb, "frag") || strings.HasPrefix(g.word(i+1), "gefragt")
	}
	switch g.word(i + 1) {
	case "la", "el":
		if w := g.word(i + 2); w == "de" || w == "del" {
			return true
		}
	}
	switch g.word(i - 1) {
	case "con", "avec", "mit", "with", "to":
	default:
		return false
	}
	if talkWords[g.word(i-2)] || talkWords[g.word(i-3)] {
		return true
	}
	if g.word(i-1) == "mit" {
		for k := i + 1; k < i+7; k++ {
			if talkWords[g.word(k)] {
				return true
			}
		}
	}
	return false
}

// agentWords are those who speak for a company.
var agentWords = wordSet("vertreter vertreterin vertriebler kollege kollegen kollegin berater beraterin mann leute leuten chef chefin techniker mitarbeiter mitarbeiterin typ herr dame projektleiter")

// talkWords are what people do with each other.
var talkWords = wordSet("hable hablo habla hablar hablamos hablado hablando hablaba hablabamos quede quedamos reuni reunimos parle parler parlais parlait parlant discute discuter discutais gesprochen sprach sprechen rede geredet telefoniert unterhalten abgestimmt spoke speak speaking spoken talk talked talking chatted")

// siteBefore says whether a site stands before token i, with nothing but a preposition between: la oficina en vitoria.
func (g *guesser) siteBefore(i int) bool {
	if g.tokens[i].gap != gapSpace {
		return false
	}
	switch g.word(i - 1) {
	case "en", "in", "a", "de":
		return siteWords[g.word(i-2)]
	}
	return false
}

var siteWords = wordSet("oficina oficinas fabrica planta almacen nave sede delegacion usine bureau bureaux entrepot agence siege atelier depot werk lager buro standort zentrale niederlassung filiale plant site office warehouse branch factory")

// companyTails end the names of companies, and are words by themselves: nordhelm software.
var companyTails = wordSet("technik werke logistik verpackungen maschinenbau gruppe handel bank systeme kunststoffe spedition verlag metall chemie software consulting mobel holz papier druck pharma medizintechnik elektronik energie armaturen transporte")

// makesThings says whether token j is what the company is called for that token i begins: where "stannard pumps" is at
// work, or has or does something.
func (g *guesser) makesThings(i, j int) bool {
	t, c := &g.tokens[j], g.classes[j]
	if g.style(i).foreign || g.marks[i] < markName || g.classes[i]&(isFirst|isPlace|isCountry) != 0 || t.gap != gapSpace || t.upper || t.points < 5 || c&isOrdinary == 0 && !g.common(j) || c&isForeign != 0 {
		return false
	}
	if w := t.fold; w[len(w)-1] != 's' || w[len(w)-2] == 's' || noThings[w] {
		return false
	}
	return workCues[g.word(i-1)] || j+1 < len(g.tokens) && g.tokens[j+1].gap == gapSpace && auxiliaries[g.word(j+1)]
}

// noThings end in s and are nothing that a company makes.
var noThings = wordSet("always sometimes perhaps besides years weeks months times hours minutes days lots loads heaps tons things guys folks towards afterwards nowadays upwards downwards regards thanks theirs yours ours hers says thinks wants keeps does goes comes takes makes gives tells asks calls looks needs seems knows hates loves likes works runs sits stands writes sends across plus previous various obvious serious ways means reasons problems issues news terms")

// auxiliaries may follow what does something.
var auxiliaries = wordSet("had has have is are was were did does do will would could can told said paid went got")

// free says whether neither of the last two guesses covers token i.
func (g *guesser) free(i int) bool {
	for k := len(g.ranges) - 1; k >= 0 && k >= len(g.ranges)-2; k-- {
		if i >= g.ranges[k][0] && i < g.ranges[k][1] {
			return false
		}
	}
	return true
}
