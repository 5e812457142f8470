package privacy

import "strings"

// streetEnds end the names of streets written in one word.
var streetEnds = []string{"strasse", "straße", "weg", "platz", "allee", "gasse", "damm", "chaussee", "ufer", "straat", "laan", "plein", "kade", "gracht", "singel", "dreef", "gatan", "gata", "vagen", "gade", "vej", "veien", "vegen", "gaten", "katu", "kuja", "tie", "polku", "utca", "terasse", "terrasse", "plads", "bakken", "haugen", "vaenget", "parken", "stigen", "torget", "torvet"}

// sureEnds are those that no other words end with, so that a street needs no number behind it.
var sureEnds = []string{"strasse", "straße", "gasse", "allee", "straat", "gracht", "gatan", "veien", "utca"}

// streetStarts begin them: rue de la Paix, Via Roma.
var streetStarts = wordSet("rue avenue boulevard chemin impasse quai via viale vicolo piazza corso calle avenida paseo plaza rua travessa ulica ul c/")

// numberedStarts begin streets that have their number before them.
var numberedStarts = wordSet("place cours allee allees route square passage faubourg esplanade voie parc cite villa mail poligono carretera camino ronda glorieta travesia plazuela")

// streetParticles stand within their names, lowerStarts begin them where nothing has a capital.
var (
	streetParticles = wordSet("de du des de la le les aux d l di dei delle degli dello della do da dos das del los las")
	lowerStarts     = wordSet("rue avenue boulevard chemin impasse calle avenida paseo plaza rua")
)

// streets finds addresses: a house number and a street, and what follows of flat, postcode and town.
func (r *reading) streets() []found {
	var out []found
	for i := 0; i < len(r.tokens); i++ {
		if t := &r.tokens[i]; !t.upper && !t.digit && t.hint&hintStreet == 0 && (t.points < 7 || !streetLike(t.fold)) {
			continue
		}
		from, to, review := r.street(i)
		if to <= i {
			continue
		}
		to = r.addressEnd(to)
		out = append(out, r.span(from, to, Street, review))
		i = max(i, to-1)
	}
	return out
}

// street reads the street that begins at token i: first and last token, and whether it is uncertain.
func (r *reading) street(i int) (from, to int, review bool) {
	t := &r.tokens[i]
	switch {
	case r.taken[i]:
		return 0, 0, false
	case r.postBox(i) > i:
		return i, r.postBox(i), false
	case t.hint&hintStreet != 0 && flatWords[t.fold] && t.upper && i+1 < len(r.tokens) && r.tokens[i+1].digit:
		return i, i + 2, true
	case t.fold == "corner" && r.word(i+1) == "of":
		from, to, review := r.corner(i + 2)
		if to > 0 {
			from = i
			if r.word(i-1) == "the" && r.tokens[i].gap == gapSpace {
				from--
			}
		}
		return from, to, review
	case t.caps && t.hint&hintStreet != 0 && fieldPosts[t.fold]:
		return r.fieldPost(i)
	case t.digit && t.points <= 6 && r.isHouseNumber(i):
		return r.numberedStreet(i)
	case t.hint&hintStreet != 0 && (flatWords[t.fold] || t.fold == "unit") && t.upper && i+2 < len(r.tokens) && r.tokens[i+1].digit && r.tokens[i+2].gap == gapComma:
		if to := r.bareStreet(i + 2); to > i+2 {
			return i, to, false
		}
		return 0, 0, false
	case t.upper && t.hint&hintStreet != 0 && germanSite[t.fold] && r.siteStreet(i) > i:
		return i, r.siteStreet(i), false
	case !t.upper && !streetStarts[t.fold] && streetLike(t.fold):
		return i, r.houseNumber(i+1, true, i), true
	case t.upper && r.bareStreet(i) > i:
		return i, r.bareStreet(i), false
	case (t.upper || streetStarts[t.fold]) && !r.lex.acronyms[r.raw(i)]:
		to := r.namedStreet(i)
		return i, to, false
	}
	return 0, 0, false
}

// isHouseNumber says whether token i is digits with at most one letter behind: 12, 7b.
func (r *reading) isHouseNumber(i int) bool {
	s := r.raw(i)
	return strings.Trim(s[:len(s)-1], "0123456789") == "" && s[0] >= '0' && s[0] <= '9'
}

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

// streetLike says whether a word without a capital may be or begin a street: lindenstraße, rue, calle.
func streetLike(w string) bool {
	if last := w[len(w)-1]; last != 'e' && last != 't' {
		return false
	}
	return len(w) > 6 && (strings.HasSuffix(w, "strasse") || strings.HasSuffix(w, "straat") || strings.HasSuffix(w, "gasse"))
}

// flatWords stand before a number within a house.
var flatWords = wordSet("apt apartment suite flat")

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

// numberedStreet reads a street behind a house number: 12 Mill Lane, 450 Kirkevej 15.
func (r *reading) numberedStreet(i int) (from, to int, review bool) {
	j := i + 1
	for j < len(r.tokens) && j < i+3 && r.tokens[j].digit && r.tokens[j].gap == gapSpace && r.tokens[j].points <= 6 {
		j++
	}
	if j < len(r.tokens) && (streetStarts[r.tokens[j].fold] || numberedStarts[r.tokens[j].fold]) && !r.tokens[j].upper && r.tokens[j].gap <= gapComma && r.tokens[j].gap != gapBreak {
		if to := r.foreignStreet(j); to > j {
			return i, to, false
		}
	}
	if j >= len(r.tokens) || !r.tokens[j].upper || r.tokens[j].gap != gapSpace && r.tokens[j].gap != gapComma || r.harmlessNumber(i) {
		return 0, 0, false
	}
	if to := r.namedStreet(j); to > j {
		return i, to, false
	}
	words := j
	for words < len(r.tokens) && words < j+6 && (r.tokens[words].upper && !r.taken[words] || words > j && (r.classes[words]&isParticle != 0 || r.word(words) == "s" && r.tokens[words].gap == gapApostrophe)) && (words == j || r.inLine(words)) {
		words++
		if r.classes[words-1]&isStreet != 0 && words > j+1 && r.tokens[words-1].upper {
			return i, words, false
		}
	}
	if words > j && words < len(r.tokens) && r.classes[words]&isStreet != 0 && !r.tokens[words].upper && r.inLine(words) && words-j <= 3 && r.unknown(j) {
		return i, words + 1, true
	}
	if words > j && r.unknown(j) && words < len(r.tokens) && r.tokens[words].digit && r.tokens[words].gap == gapSpace && r.inLine(words) {
		return i, words + 1, true
	}
	return 0, 0, false
}

// inLine says whether token j follows the one before it with a blank, a hyphen or a dot.
func (r *reading) inLine(j int) bool {
	g := r.tokens[j].gap
	return (g == gapSpace || g == gapHyphen || g == gapDot || g == gapApostrophe) && !strings.Contains(r.between(j), "\n")
}

// harmlessNumber says whether the number at token i counts something or is a year.
func (r *reading) harmlessNumber(i int) bool {
	w := r.word(i - 1)
	return w == "in" && len(r.raw(i)) == 4 || w == "since" || w == "by" && len(r.raw(i)) == 4
}

// unknown says whether token i is no word that anybody uses, so that it may be a street's name.
func (r *reading) unknown(i int) bool {
	return !r.lex.ordinary(r.tokens[i].fold) && r.classes[i]&(isNeutral|isRole|isTitle) == 0 && !r.lex.acronyms[r.raw(i)] && !r.isPseudonym(i)
}

// namedStreet reads a street whose name begins at token i and has its number behind it, or a kind of
// street in it: Hafenstraße 4, rue de la Paix, Via Roma 12. It is i when there is none.
func (r *reading) namedStreet(i int) int {
	t := r.tokens[i]
	if i+1 < len(r.tokens) && (streetStarts[t.fold] && r.inLine(i+1) || t.fold == "c" && strings.HasPrefix(r.between(i+1), "/")) {
		return r.foreignStreet(i)
	}
	j := i
	for j < len(r.tokens) && j < i+3 && r.tokens[j].upper && (j == i || r.inLine(j)) && !r.taken[j] {
		if w := r.tokens[j].fold; streetEnd(w) || len(w) > 5 && strings.HasSuffix(w, "str") {
			return r.houseNumber(j+1, hasEnd(w, sureEnds) && (j > i || r.unknown(j)), i)
		}
		j++
	}
	if j < len(r.tokens) && j > i && r.inLine(j) && (r.classes[j]&isStreet != 0 && !r.tokens[j].upper && r.lowerStreet(j)) {
		return r.houseNumber(j+1, false, i)
	}
	return i
}

// bareStreet reads a street without its number: Coldharbour Lane, Station Road. It is i when there is none.
func (r *reading) bareStreet(i int) int {
	j := i
	for j < len(r.tokens) && j < i+4 && r.tokens[j].upper && !r.taken[j] && (j == i || r.tokens[j].gap == gapSpace && r.inLine(j) || r.tokens[j].gap == gapApostrophe) {
		if j > i && englishStreets[r.tokens[j].fold] && (r.unknown(i) || !r.tokens[i].first && hasAny(r.word(i-1), "on in at off from to along near of behind")) && !determiners[r.tokens[i].fold] && r.classes[i]&isForeign == 0 {
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

// houseNumber takes in the number behind a street. Where bare is false a street without one is none.
func (r *reading) houseNumber(j int, bare bool, none int) int {
	if j < len(r.tokens) && r.tokens[j].digit && r.tokens[j].points <= 5 && (r.inLine(j) || r.tokens[j].gap == gapComma || strings.TrimSpace(r.between(j)) == ".") {
		return j + 1
	}
	if bare {
		return j
	}
	return none
}

// streetEnd says whether a word ends like a street, as hasEnd does, in less time.
func streetEnd(w string) bool {
	return len(w) > 4 && hasEnd(w, streetEndsBy[w[len(w)-1]])
}

// streetEndsBy is streetEnds by their last letter.
var streetEndsBy = func() (by [256][]string) {
	for _, e := range streetEnds {
		by[e[len(e)-1]] = append(by[e[len(e)-1]], e)
	}
	return by
}()

// hasEnd says whether a word has one of the endings and is more than that.
func hasEnd(w string, ends []string) bool {
	for _, e := range ends {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// addressEnd goes on behind a street: flat, postcode, town and country, over commas and lines.
func (r *reading) addressEnd(j int) int {
	end := j
	for k := j; k < len(r.tokens) && k < j+12 && !r.taken[k]; k++ {
		t := r.tokens[k]
		if !r.addressGap(k) {
			break
		}
		switch {
		case r.classes[k]&isUnit != 0 && k+1 < len(r.tokens) && r.tokens[k+1].digit:
			k++
			end = k + 1
		case t.digit && t.points <= 6 && !r.counts(k):
			end = k + 1
		case t.upper && (r.classes[k]&(isPlace|isCountry) != 0 || r.classes[k]&isStreet != 0 && t.gap == gapSpace || t.caps && t.points == 2 || t.caps && t.points == 3 && k+2 < len(r.tokens) && r.tokens[k+1].caps && r.tokens[k+2].digit):
			end = k + 1
		case t.upper && r.unknown(k) && r.classes[k]&isFirst == 0 && (t.gap == gapComma || strings.Contains(r.between(k), "\n") || r.tokens[k-1].digit || end == k && r.tokens[k-1].upper):
			end = k + 1
		case t.caps && t.points > 2 && r.classes[k]&isTitle == 0 && !r.lex.acronyms[r.raw(k)] && (strings.Contains(r.between(k), "\n") || r.tokens[k-1].digit || end == k && r.tokens[k-1].caps):
			end = k + 1
		case t.letter && t.points <= 3 && k+1 < len(r.tokens) && r.tokens[k+1].digit && r.tokens[k+1].points >= 4 && (t.gap == gapComma || strings.Contains(r.between(k+1), "\n")):
			end = k + 1 // the code of a county before the postcode
		case r.classes[k]&isParticle != 0 && t.gap == gapSpace && k+1 < len(r.tokens) && r.tokens[k+1].upper:
		default:
			return end
		}
	}
	return end
}

// addressGap says whether an address may go on over what stands before token k.
func (r *reading) addressGap(k int) bool {
	s := r.between(k)
	return len(s) <= 8 && strings.Count(s, "\n") < 2 && strings.Trim(s, " \t\r\n,.-/’'()") == "" && !(strings.Contains(s, ". ") && r.tokens[k-1].points > 4)
}

// counts says whether the number at token k counts what stands behind it: 40 pallets.
func (r *reading) counts(k int) bool {
	return k+1 < len(r.tokens) && r.tokens[k+1].gap == gapSpace && !r.tokens[k+1].upper && r.tokens[k+1].letter && r.between(k+1) == " " && r.tokens[k].gap != gapSpace
}
