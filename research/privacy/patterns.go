package privacy

import "regexp"

var patternTable = []struct {
	kind Kind
	re   *regexp.Regexp
}{
	{Email, regexp.MustCompile(`(?i)[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}`)},
	{URL, regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>"]+`)},
	{Phone, regexp.MustCompile(`(?:\+|\b0)\d[\d \-/().]{6,18}\d\b`)},
}

// patterns finds contact details and numbers by their form.
func patterns(text string, tokens []token) []found {
	var out []found
	for _, p := range patternTable {
		for _, m := range p.re.FindAllStringIndex(text, -1) {
			out = append(out, found{start: m[0], end: m[1], kind: p.kind, rank: rankPattern})
		}
	}
	return out
}
