package privacy

import "strings"

// variant is one form of a name.
type variant struct {
	words                 []string
	part, capital, review bool
}

// variants lists the forms under which people write a name.
func variants(kind Kind, text string) []variant {
	words := foldWords(text)
	if len(words) == 0 {
		return nil
	}
	switch kind {
	case Person:
		return personVariants(words)
	case Organisation:
		return companyVariants(words)
	}
	return []variant{{words: words, capital: len(words) == 1 && ordinary(words[0])}}
}

func personVariants(words []string) []variant {
	out := []variant{{words: words, capital: len(words) == 1 && ordinary(words[0])}}
	if len(words) < 2 {
		return out
	}
	first, last := words[0], words[len(words)-1]
	out = append(out, variant{words: []string{last, first}}, variant{words: []string{first[:1], last}})
	for _, w := range words {
		if len(w) > 2 {
			out = append(out, variant{words: []string{w}, part: true, capital: ordinary(w)})
		}
	}
	return out
}

func companyVariants(words []string) []variant {
	out := []variant{{words: words, capital: len(words) == 1 && ordinary(words[0])}}
	bare := withoutLegalForm(words)
	if len(bare) < len(words) {
		out = append(out, variant{words: bare, capital: len(bare) == 1 && ordinary(bare[0])})
	}
	if len(bare) > 1 && !ordinary(bare[0]) && len(bare[0]) > 2 {
		out = append(out, variant{words: bare[:1], part: true})
	}
	return out
}

// foldWords is the folded words of a name.
func foldWords(text string) []string {
	var out []string
	for _, t := range tokenise(text) {
		out = append(out, t.fold)
	}
	return out
}

// withoutLegalForm drops GmbH, Ltd and their like from the end.
func withoutLegalForm(words []string) []string {
	n := len(words)
	for n > 1 && legalForms[words[n-1]] {
		n--
	}
	return words[:n]
}

var legalForms = wordSet("gmbh ag kg kgaa ohg ug mbh se ltd limited plc llp llc inc incorporated corp corporation co company bv nv sa sarl sas spa srl ab as asa aps oy oyj")

// wordSet makes a set of words parted by blanks.
func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
