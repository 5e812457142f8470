package privacy

import "strings"

// The forms that streets take: corners and boxes, English without a number, German sites, French and Spanish ones.

// numberedStarts begin streets that have their number before them.
var numberedStarts = wordSet("place cours allee allees route square passage faubourg esplanade voie parc cite villa mail poligono carretera camino ronda glorieta travesia plazuela")

// streetParticles stand within their names, lowerStarts begin them where nothing has a capital.
var (
	streetParticles = wordSet("de du des de la le les aux d l di dei delle degli dello della do da dos das del los las")
	lowerStarts     = wordSet("rue avenue boulevard chemin impasse calle avenida paseo plaza rua")
)

// boxWords begin a box at a post office.
var boxWords = wordSet("p po psc cmr postfach postbus postboks pobox unit box")

// fieldPosts are the post offices of the American forces.
var fieldPosts = wordSet("fpo apo dpo")

// fieldPost reads FPO AA 65607 with the ship or the box on the line before.
func (r *reading) fieldPost(i int) (from, to int, review bool) {
	if i+2 >= len(r.tokens) || r.tokens[i+1].points != 2 || !r.tokens[i+2].digit {
		return 0, 0, false
	}
	from = i
	for k := i - 1; k >= 0 && k >= i-5 && !r.taken[k] && len(r.between(k+1)) <= 3; k-- {
		if hasAny(r.word(k), "uss usns uscgc usnv psc unit box") {
			from = k
		}
		if !r.tokens[k].upper && !r.tokens[k].digit {
			break
		}
	}
	return from, i + 3, false
}

// corner reads "the corner of Mill Lane and Kirkevej", beginning behind "of".
func (r *reading) corner(i int) (from, to int, review bool) {
	and := 0
	j := i
	for ; j < len(r.tokens) && j < i+12 && r.tokens[j].gap != gapBreak; j++ {
		switch t := r.tokens[j]; {
		case r.word(j) == "and" && and == 0:
			and = j
		case !t.upper && !t.digit && r.classes[j]&(isParticle|isStreet) == 0:
			return r.cornerEnd(i, and, j)
		}
	}
	return r.cornerEnd(i, and, j)
}

func (r *reading) cornerEnd(i, and, j int) (from, to int, review bool) {
	if and <= i || j <= and+1 {
		return 0, 0, false
	}
	return i, j, true
}

// postBox reads P.O. Box 149, Postfach 1234, PSC 0413, Box 8144.
func (r *reading) postBox(i int) int {
	w, at := r.word(i), i
	switch {
	case w == "p" && r.word(i+1) == "o" && r.word(i+2) == "box":
		at = i + 3
	case (w == "po" || w == "psc" || w == "cmr") && r.word(i+1) == "box":
		at = i + 2
	case w == "postfach" || w == "postbus" || w == "postboks" || w == "pobox":
		at = i + 1
	case (w == "psc" || w == "unit" || w == "cmr") && i+3 < len(r.tokens) && r.tokens[i+1].digit && r.word(i+2) == "box":
		at = i + 3
	default:
		return i
	}
	if at >= len(r.tokens) || !r.tokens[at].digit {
		return i
	}
	for at < len(r.tokens) && r.tokens[at].digit && r.tokens[at].points <= 6 && at < i+6 {
		at++
	}
	return at
}

// bareStreet reads a street without its number: Coldharbour Lane, Station Road. It is i when there is none.
func (r *reading) bareStreet(i int) int {
	j := i
	for j < len(r.tokens) && j < i+4 && r.tokens[j].upper && !r.taken[j] && (j == i || r.tokens[j].gap == gapSpace && r.inLine(j) || r.tokens[j].gap == gapApostrophe) {
		if j > i && r.tokens[j].hint&hintEnglish != 0 && (r.unknown(i) || !r.tokens[i].first && hasAny(r.word(i-1), "on in at off from to along near of behind")) && !determiners[r.tokens[i].fold] && r.classes[i]&isForeign == 0 {
			return j + 1
		}
		if r.classes[j]&(isTitle|isRole) != 0 {
			return i
		}
		j++
		if r.word(j) == "s" && j < len(r.tokens) && r.tokens[j].gap == gapApostrophe {
			j++
		}
	}
	return i
}

// englishStreets end streets and hardly anything else that has a capital.
var englishStreets = wordSet("road street lane avenue crescent mews boulevard")

// germanSite are the words that begin streets such as Am Kirchplatz, Im Gewerbepark, An der Alten Mühle.
var germanSite = wordSet("am im an auf zum zur in beim alte neue")

// siteStreet reads one of them, which takes a number and a postcode behind it. It is i when there is none.
func (r *reading) siteStreet(i int) int {
	j := i + 1
	for j < len(r.tokens) && j < i+5 && r.inLine(j) && (r.tokens[j].upper || hasAny(r.tokens[j].fold, "der den dem alten neuen hohen langen")) && !r.taken[j] {
		j++
	}
	if j == i+1 || j+1 >= len(r.tokens) || !r.tokens[j].digit || r.tokens[j].points > 4 || !r.inLine(j) {
		return i
	}
	if code := r.tokens[j+1]; code.gap <= gapComma && code.digit && code.points >= 4 && code.points <= 5 && (code.gap == gapComma || strings.Contains(r.between(j+1), "\n")) {
		return j + 1
	}
	if r.word(j+1) == "in" && j+2 < len(r.tokens) && r.tokens[j+2].digit && r.tokens[j+2].points >= 4 {
		return j + 1
	}
	return i
}

// lowerStreet says whether token j is a kind of street that stands in lower case behind its name: tér, u.
func (r *reading) lowerStreet(j int) bool {
	switch r.tokens[j].fold {
	case "u", "ut", "utja", "ter", "tere", "str", "utca", "trg", "tee", "terrasse", "plads":
		return true
	}
	return false
}

// foreignStreet reads a name behind rue, via and the like.
func (r *reading) foreignStreet(i int) int {
	j := i + 1
	for j < len(r.tokens) && j < i+7 && (r.inLine(j) || j == i+1) && (r.tokens[j].upper || r.classes[j]&isParticle != 0 || streetParticles[r.tokens[j].fold]) {
		j++
	}
	if j > i && j < len(r.tokens) && !r.tokens[j-1].upper && lowerStarts[r.tokens[i].fold] && r.inLine(j) && r.tokens[j].letter && r.tokens[j].points > 3 && r.classes[j]&isForeign == 0 && (j > i+1 || r.word(i) == "calle") {
		return r.houseNumber(j+1, true, i) // rue de pologne, as a machine writes it
	}
	if j == i+1 || !r.tokens[j-1].upper {
		return i
	}
	return r.houseNumber(j, r.tokens[i].fold != "via" && r.tokens[i].fold != "c", i)
}
