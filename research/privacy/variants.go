package privacy

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// variant is one form of a name.
type variant struct {
	words []string
	use
}

// appendVariants adds the forms under which people write a name, those with written-out umlauts included.
func appendVariants(out []variant, kind Kind, text string) []variant {
	for _, spelling := range spellings(text) {
		words := tokenise(spelling)
		if len(words) == 0 {
			continue
		}
		switch kind {
		case Person:
			out = personVariants(out, words)
		case Organisation:
			out = companyVariants(out, words)
		case Street:
			out = append(out, streetVariants(foldsOf(words))...)
		case Phone, Email:
		default:
			out = append(out, codeVariants(kind, foldsOf(words))...)
		}
	}
	return out
}

// spellings are the text itself and, where it has umlauts or digraphs for them, the other way to
// write it: Oelschläger, Oelschlaeger, Ölschläger.
func spellings(text string) []string {
	text = norm.NFC.String(text)
	out := []string{text}
	if s := writtenOut.Replace(text); s != text {
		out = append(out, s)
	}
	low := strings.ToLower(out[len(out)-1])
	for _, pair := range []string{"ae", "oe", "ue", "aa"} {
		if !strings.Contains(low, pair) {
			continue
		}
		for _, s := range slices.Clone(out) {
			if short := drawnTogether(s, pair); short != s && len(out) < 16 {
				out = append(out, short)
			}
		}
	}
	return out
}

var writtenOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Ø", "Oe", "Å", "Aa")

// drawnTogether writes ä for ae. First names such as Michael stay as they are.
func drawnTogether(s, pair string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if classOf(fold(w))&(isFirst|isOrdinary) == 0 {
			w = strings.ReplaceAll(w, pair, pair[:1])
			if strings.HasPrefix(w, strings.ToUpper(pair[:1])+pair[1:]) {
				w = w[:1] + w[2:]
			}
			words[i] = w
		}
	}
	return strings.Join(words, " ")
}

// personVariants are the forms of a person's name.
func personVariants(out []variant, tokens []token) []variant {
	groups := nameGroups(tokens)
	if len(groups) == 0 {
		return out
	}
	all := flat(groups)
	out = append(out, whole(all))
	if len(groups) == 1 {
		for _, w := range all {
			if len(all) > 1 {
				out = appendPart(out, []string{w}, false)
			}
		}
		return appendGenitive(out, all)
	}
	at := surnameAt(groups)
	given, last := groups[0], all[countOf(groups[:at]):]
	letters, before := initials(groups[:1]), initials(groups[:at])
	for _, v := range [...][]string{join(given, last), join(last, given), join(letters, last), join(letters[:1], last), join(before, last), join(given, initials(groups[len(groups)-1:])), join([]string{strings.Join(before, "")}, last),
		{strings.Join(given, "") + strings.Join(last, "")}, {given[0][:runeLen(given[0])] + strings.Join(last, "")}} {
		out = append(out, variant{words: v})
	}
	out = initialVariants(nicknameVariants(out, given, last), groups)
	out = appendPart(out, given, true)
	out = appendPart(out, last, false)
	for i, g := range groups[1:] {
		if classOf(g[0])&isParticle == 0 || len(g) > 1 {
			out = appendPart(out, g, i+1 < at)
		}
	}
	if one := strings.Join(last, ""); len(last) > 1 { // Vandenberg for van den Berg
		out = append(appendPart(out, []string{one}, false), variant{words: append(slices.Clone(given), one)})
	}
	for _, g := range groups {
		if one := strings.Join(g, ""); len(g) > 1 && len(one) > 3 { // OBrien for O'Brien
			out = append(appendPart(out, []string{one}, false), variant{words: append(slices.Clone(given), one)})
		}
		for _, w := range g {
			if len(g) > 1 && len(w) > 2 {
				out = appendPart(out, []string{w}, false)
			}
		}
	}
	return appendGenitive(out, all)
}

// whole is the full form: it counts whatever its letters' case, unless it is one ordinary word.
func whole(words []string) variant {
	v := variant{words: words}
	if len(words) == 1 {
		v.capital, v.strict = needsCapital(words[0])
		v.review = v.capital
	}
	return v
}

// appendPart adds a part of a name that may stand alone.
func appendPart(out []variant, words []string, given bool) []variant {
	v := variant{words, use{part: true, given: given}}
	if len(words) == 1 {
		v.capital, v.strict = needsCapital(words[0])
		v.review = v.capital
		if runeLen(words[0]) == len(words[0]) {
			return out
		}
	}
	out = append(out, v)
	if g := genitive(words); len(words[len(words)-1]) > 3 {
		c, s := needsCapital(g[len(g)-1])
		out = append(out, variant{g, use{part: true, given: given, capital: v.capital || c, strict: v.strict || s, review: v.review || c}})
	}
	return out
}

func appendGenitive(out []variant, all []string) []variant {
	if len(all) > 1 {
		out = append(out, variant{words: genitive(all)})
	}
	return out
}

// needsCapital says whether a word is ordinary, so that only a capital makes it a name, and whether
// not even that is enough: weekdays, months, peoples.
func needsCapital(w string) (capital, strict bool) {
	c := classOf(w)
	if c&isNeutral != 0 && c&isFirst == 0 || calendarWords[w] || c&(isTitle|isLegal) != 0 {
		return true, true
	}
	return len(w) < 3 || c&(isOrdinary|isForeign|isPlace|isCountry|isCompanyWord|isParticle|isStreet|isRole) != 0 || words().inflected(w) && c&isFirst == 0, false
}

var calendarWords = wordSet("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter will can")

// nameGroups are the words of a name, those with hyphens or apostrophes between them together,
// without titles before and degrees behind.
func nameGroups(tokens []token) [][]string {
	groups := make([][]string, 0, len(tokens))
	for i, t := range tokens {
		c := classOf(t.fold)
		if c&isTitle != 0 && len(groups) == 0 && i+1 < len(tokens) && c&isFirst == 0 || degrees[t.fold] && i > 0 {
			continue
		}
		if len(groups) > 0 && (t.gap == gapHyphen || t.gap == gapApostrophe) {
			groups[len(groups)-1] = append(groups[len(groups)-1], t.fold)
		} else {
			groups = append(groups, []string{t.fold})
		}
	}
	return groups
}

var degrees = wordSet("phd mba bsc msc jr sr jun sen junior senior obe mbe cbe esq")

// surnameAt is the group where the surname begins: at the first particle, else the last.
func surnameAt(groups [][]string) int {
	for i := 1; i < len(groups)-1; i++ {
		if classOf(groups[i][0])&isParticle != 0 && len(groups[i]) == 1 {
			return i
		}
	}
	return len(groups) - 1
}

// initials are the first letters of the words of groups.
func initials(groups [][]string) []string {
	out := make([]string, 0, countOf(groups))
	for _, g := range groups {
		for _, w := range g {
			out = append(out, w[:runeLen(w)])
		}
	}
	return out
}

// countOf is how many words groups have.
func countOf(groups [][]string) (n int) {
	for _, g := range groups {
		n += len(g)
	}
	return n
}

// runeLen is the length in bytes of a word's first letter.
func runeLen(w string) int {
	for i := range w {
		if i > 0 {
			return i
		}
	}
	return len(w)
}

func flat(groups [][]string) []string { return slices.Concat(groups...) }

func join(a, b []string) []string { return slices.Concat(a, b) }

// genitive puts an s behind the last word, as German and the Nordic languages do without an apostrophe.
func genitive(words []string) []string {
	out := slices.Clone(words)
	if len(out) == 0 {
		return nil
	}
	out[len(out)-1] += "s"
	return out
}

// streetVariants are a street with and without its number.
func streetVariants(all []string) []variant {
	out := []variant{{words: all}}
	n := len(all)
	for n > 1 && all[n-1][0] >= '0' && all[n-1][0] <= '9' {
		n--
	}
	if n < len(all) && (n > 1 || !words().ordinary(all[0])) {
		out = append(out, variant{all[:n], use{part: true}})
	}
	return out
}

// codeVariants are a place, a number or a role as it stands, and a code written without its blanks.
func codeVariants(kind Kind, all []string) []variant {
	out := []variant{whole(all)}
	if kind == Place && len(all) == 1 {
		out[0] = variant{all, use{capital: words().ordinary(all[0])}}
	}
	if kind == ID || kind == Postcode || kind == IBAN {
		out[0].capital, out[0].strict, out[0].review = false, false, false
		out = append(out, variant{words: []string{strings.Join(all, "")}})
		if last := all[len(all)-1]; kind == ID && len(all) > 1 && len(last) > 4 && strings.Trim(last, "0123456789") == "" {
			out = append(out, variant{[]string{last}, use{part: true, review: true}})
		}
	}
	return out
}

// tellingParts are the parts of a name that give it away alone.
func tellingParts(kind Kind, text string) []string {
	tokens := tokenise(text)
	if len(tokens) < 2 {
		return nil
	}
	piece := func(from, to int) string { return text[tokens[from].start:tokens[to-1].end] }
	switch kind {
	case Person:
		i := len(tokens) - 1
		for i > 1 && (tokens[i].gap == gapHyphen || tokens[i].gap == gapApostrophe) {
			i--
		}
		if w := strings.Join(foldsOf(tokens[i:]), ""); distinctive(w) && len(w) > 3 {
			return []string{piece(i, len(tokens))}
		}
	case Organisation:
		bare := withoutLegalForm(foldsOf(tokens))
		if len(bare) < len(tokens) && slices.ContainsFunc(bare, distinctive) {
			return []string{piece(0, len(bare))}
		}
	}
	return nil
}

// foldsOf are the folded words of tokens.
func foldsOf(tokens []token) []string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.fold
	}
	return out
}

// foldWords is the folded words of a name.
func foldWords(text string) []string { return foldsOf(tokenise(text)) }

func classOf(w string) class { return words().of(w) }

// wordSet makes a set of words parted by blanks.
func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
