package privacy

import "strings"

// telling reads a role that one person holds: "Head of Supply Chain for EMEA", "the only woman on the board".
func (r *reading) telling(i int) (found, int) {
	switch w := r.tokens[i].fold; {
	case onlyWords[w]:
		return r.onlyOne(i)
	case roleTitles[w]:
		return r.scopedRole(i)
	}
	return found{}, i
}

var (
	onlyWords  = wordSet("only sole einzige einziger einzigen seule seul unica unico")
	roleTitles = wordSet("head chief director vp svp evp president manager leiter leiterin directeur directrice responsable director directora gerente jefe jefa ceo cfo cto cio coo geschaftsfuhrer geschaftsfuhrerin vorstand officer")
	someone    = wordSet(`woman man female male person people director manager engineer buyer ceo cfo owner partner chairman chairwoman president black asian muslim jewish turkish disabled
foundry bakery brewery dairy hospital bank plant factory mill shipyard school university airport port brewer distillery manufacturer maker producer supplier company firm family led
frau mann leiterin leiter chefin chef geschaftsfuhrerin geschaftsfuhrer einkauferin einkaufer ingenieurin werksleiterin betrieb brauerei molkerei werk klinik hersteller unternehmen
femme homme directrice directeur responsable usine brasserie laiterie hopital fabricant entreprise
mujer hombre directora director gerente ingeniera fabrica planta hospital banco fabricante empresa`)
	withinWords  = wordSet("in of at on within for im in der von an bei aus dans de du des au en del la le los las the our")
	placeOfScope = wordSet("in of at on within im von bei dans en au del")
)

// onlyOne reads "only female site director in the group": somebody or something of a kind, and where.
func (r *reading) onlyOne(i int) (found, int) {
	who := 0
	for k := i + 1; k < len(r.tokens) && k < i+7 && (r.tokens[k].gap == gapSpace || r.tokens[k].gap == gapHyphen) && !strings.Contains(r.between(k), "\n"); k++ {
		if someone[r.tokens[k].fold] {
			who = k
		}
		if placeOfScope[r.tokens[k].fold] {
			if who == 0 || who < k-1 || notScopes[r.word(k+1)] || notScopes[r.word(k+2)] {
				return found{}, i
			}
			return r.scope(i, k)
		}
	}
	return found{}, i
}

// notScopes are where anything may be the only one: "the only company in the room".
var notScopes = wordSet("room list running end time call meeting world market january february march april may june july august september october november december case way demo tender process year week month day spiel raum liste rennen salle liste course jeu lista sala mundo monde welt markt marche mercado contact all total question place line loop picture chat thread first")

// scope takes in where a role holds, from the preposition at token k.
func (r *reading) scope(from, k int) (found, int) {
	j := k + 1
	for j < len(r.tokens) && j < k+4 && withinWords[r.tokens[j].fold] && r.tokens[j].gap == gapSpace {
		j++
	}
	if j >= len(r.tokens) || r.tokens[j].gap != gapSpace || pronouns[r.tokens[j].fold] {
		return found{}, from
	}
	j++
	for j < len(r.tokens) && j < k+8 && r.tokens[j].upper && (r.tokens[j].gap == gapSpace || r.tokens[j].gap == gapHyphen) && r.tokens[j-1].upper {
		j++
	}
	return r.detail(from, j, Role), j
}

var (
	roleBefore = wordSet("group global regional deputy senior vice chief managing interim acting former executive commercial technical operating financial information marketing procurement people digital sales operations purchasing logistics finance european uk emea apac nordic corporate general assistant associate national worldwide international")
	units      = wordSet("division region plant site group unit subsidiary branch business department bereich werk sparte region gruppe niederlassung standort usine site region groupe division filiale planta division region grupo filial")
	areaWords  = wordSet("emea apac dach benelux nordics europe america americas asia africa uk us global worldwide iberia")
)

// scopedRole reads a title with what it covers: "Group Head of Indirect Procurement", "chief operating
// officer of the dairy division". A title with one word behind it, such as Head of Procurement, is common.
func (r *reading) scopedRole(i int) (found, int) {
	from, weight := i, 0
	for from > 0 && i-from < 4 && r.tokens[from].gap == gapSpace && roleBefore[r.word(from-1)] {
		from--
	}
	if w := r.word(from); from < i && (w == "group" || w == "global" || w == "regional" || areaWords[w]) {
		weight++
	}
	j := i + 1
	if r.word(j) == "officer" {
		j++
	}
	end := j
	for {
		next, n := r.roleScope(end)
		if next == end {
			break
		}
		end, weight = next, weight+n
	}
	if weight < 2 || end == j {
		return found{}, i
	}
	return r.detail(from, end, Role), end
}

// roleScope reads one "of Supply Chain", "for EMEA", "of the dairy division" from token k: where it ends
// and how much it narrows.
func (r *reading) roleScope(k int) (end, weight int) {
	if k >= len(r.tokens) || r.tokens[k].gap != gapSpace || !hasAny(r.tokens[k].fold, "of for in der des fur von du des de pour para del") {
		return k, 0
	}
	j := k + 1
	for j < len(r.tokens) && j < k+3 && r.tokens[j].gap == gapSpace && hasAny(r.tokens[j].fold, "the our der die das den la le les el los las l") {
		j++
	}
	start := j
	for j < len(r.tokens) && j < start+4 && (r.tokens[j].gap == gapSpace && !strings.Contains(r.between(j), "\n") || r.tokens[j].gap == gapHyphen || r.tokens[j].gap == gapAnd) {
		w := r.tokens[j].fold
		if units[w] || areaWords[w] {
			return j + 1, 2
		}
		if !r.tokens[j].upper {
			break
		}
		j++
	}
	for n := start; n < j; n++ { // capitals: one is a department, more a narrow one
		weight++
	}
	if weight > 0 {
		return j, weight
	}
	for n := start; n < len(r.tokens) && n < start+3 && r.tokens[n].gap == gapSpace; n++ { // the dairy division
		if units[r.tokens[n].fold] {
			return n + 1, 2
		}
	}
	return k, 0
}
