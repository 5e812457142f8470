package privacy

import (
	"slices"
	"strings"
)

// companyVariants are the forms of a company's name: with and without legal form, its first words
// where they are distinctive, its acronym.
func companyVariants(out []variant, tokens []token) []variant {
	all := foldsOf(tokens)
	if all[0] == "the" && len(all) > 1 {
		all, tokens = all[1:], tokens[1:]
	}
	bare := withoutLegalForm(all)
	out = append(out, named(all), named(bare), variant{genitive(bare), use{capital: len(bare) == 1 && words().inflected(bare[0])}})
	if len(bare) > 1 {
		out = append(out, variant{words: []string{strings.Join(bare, "")}})
	}
	for n := 1; n < len(bare); n++ {
		if tokens[n].gap == gapHyphen || tokens[n].gap == gapApostrophe || n > 1 && tokens[n].gap == gapAnd || classOf(bare[n-1])&isParticle != 0 || bare[n-1] == "and" {
			continue
		}
		if n == 1 && !distinctive(bare[0]) {
			if c := classOf(bare[0]); c&isPlace != 0 && c&(isOrdinary|isFirst) == 0 {
				out = append(out, variant{bare[:1], use{part: true, capital: true, town: true, review: true}})
			}
			continue
		}
		plain := !slices.ContainsFunc(bare[:n], distinctive)
		out = append(out, variant{bare[:n], use{part: true, capital: plain, review: plain || tokens[n].gap == gapAnd}})
		if !plain {
			out = append(out, variant{genitive(bare[:n]), use{part: true}})
		}
	}
	if a := acronym(bare); a != "" {
		out = append(out, variant{[]string{a}, use{part: true, caps: true, review: true}}, variant{strings.Split(a, ""), use{part: true, capital: true, review: true}})
	}
	return out
}

// acronym is made of the first letters, where there are three or more and it is none of the common ones.
func acronym(all []string) string {
	var b strings.Builder
	for _, w := range all {
		if c := classOf(w); c&isParticle == 0 && w != "and" && w != "of" && w != "for" && w != "the" {
			b.WriteString(w[:runeLen(w)])
		}
	}
	if s := b.String(); len(s) >= 3 && len(s) <= 6 && !words().acronyms[strings.ToUpper(s)] && !words().ordinary(s) {
		return s
	}
	return ""
}

// distinctive says whether a word alone points to one company.
func distinctive(w string) bool {
	return len(w) > 2 && classOf(w)&(isPlace|isCountry|isNeutral|isCompanyWord|isLegal|isTitle|isParticle|isRole|isFirst|isStreet) == 0 && !words().ordinary(w)
}

// withoutLegalForm drops GmbH, Ltd, Co. KG and their like from the end.
func withoutLegalForm(all []string) []string {
	n := len(all)
	for n > 1 && classOf(all[n-1])&isLegal != 0 {
		n--
	}
	return all[:n]
}

// named is the full form of a company's name. A company may be called like a product that everybody
// uses; the capital is enough then.
func named(all []string) variant {
	v := whole(all)
	v.strict = v.strict && calendarWords[all[0]]
	return v
}
