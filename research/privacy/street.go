package privacy

import "strings"

// streetEnds end the names of streets written in one word.
var streetEnds = []string{"strasse", "straße", "weg", "platz", "allee", "gasse", "damm", "chaussee", "ufer", "straat", "laan", "plein", "kade", "gracht", "singel", "dreef", "gatan", "gata", "vagen", "gade", "vej", "veien", "vegen", "gaten", "katu", "kuja", "tie", "polku", "utca", "terasse", "terrasse", "plads", "bakken", "haugen", "vaenget", "parken", "stigen", "torget", "torvet"}

// sureEnds are those that no other words end with, so that a street needs no number behind it.
var sureEnds = []string{"strasse", "straße", "gasse", "allee", "straat", "gracht", "gatan", "veien", "utca"}

// streetStarts begin them: rue de la Paix, Via Roma.
var streetStarts = wordSet("rue avenue boulevard chemin impasse quai via viale vicolo piazza corso calle avenida paseo plaza rua travessa ulica ul c/")

// streets finds addresses: a house number and a street, and what follows of flat, postcode and town.
func (r *reading) streets(out []found) []found {
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
	case t.hint&hintStreet == 0 && !t.digit:
		return r.plainStreet(i)
	case r.postBox(i) > i:
		return i, r.postBox(i), false
	case t.hint&hintStreet != 0 && flatWords[t.fold] && (t.upper || t.fold == "apt" || t.fold == "apartment") && i+1 < len(r.tokens) && r.tokens[i+1].digit:
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
	}
	return r.plainStreet(i)
}

// plainStreet is street where token i is the first word of the street's name.
func (r *reading) plainStreet(i int) (from, to int, review bool) {
	t := &r.tokens[i]
	rue := t.hint&hintRue != 0
	switch {
	case !t.upper && !rue && streetLike(t.fold):
		return i, r.houseNumber(i+1, true, i), true
	case !t.upper && !rue:
		return 0, 0, false
	}
	if to := r.bareStreet(i); t.upper && to > i {
		return i, to, false
	}
	if to := r.namedStreet(i); to > i && !r.lex.acronyms[r.raw(i)] {
		return i, to, false
	}
	return 0, 0, false
}

// isHouseNumber says whether token i is digits with at most one letter behind: 12, 7b.
func (r *reading) isHouseNumber(i int) bool {
	s := r.raw(i)
	for k := range len(s) - 1 {
		if asciiKinds[s[k]] != asciiDigit {
			return false
		}
	}
	return asciiKinds[s[0]] == asciiDigit
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

// numberedStreet reads a street behind a house number: 12 Mill Lane, 450 Kirkevej 15.
func (r *reading) numberedStreet(i int) (from, to int, review bool) {
	j := i + 1
	for j < len(r.tokens) && j < i+3 && r.tokens[j].digit && r.tokens[j].gap == gapSpace && r.tokens[j].points <= 6 {
		j++
	}
	if j < len(r.tokens) && r.tokens[j].hint&(hintRue|hintNumbered) != 0 && !r.tokens[j].upper && r.tokens[j].gap <= gapComma && r.tokens[j].gap != gapBreak {
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
	t := &r.tokens[i]
	if i+1 < len(r.tokens) && (t.hint&hintRue != 0 && r.inLine(i+1) || t.fold == "c" && strings.HasPrefix(r.between(i+1), "/")) {
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
