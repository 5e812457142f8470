package privacy

import "testing"

// One person, one pseudonym: whatever form of a name stands in the text.
func TestOnePersonOnePseudonym(t *testing.T) {
	d := NewDictionary([]Known{
		{Kind: Person, Text: "Robert Thornbury", Pseudonym: "P02"},
		{Kind: Person, Text: "Jean-Baptiste Morel", Pseudonym: "P03"},
		{Kind: Person, Text: "Liz Oakden", Pseudonym: "P05"},
		{Kind: Organisation, Text: "Ashford Regional Milk Producers Ltd", Pseudonym: "O02"},
	}, nil)
	for text, want := range map[string]string{
		"Bob Thornbury rang.":                   "P02 rang.",
		"I asked Rob, then bob thornbury.":      "I asked P02, then P02.",
		"R.T. signed, and RT said so.":          "P02 signed, and P02 said so.",
		"We did RT on it.":                      "We did RT on it.",
		"JB Morel came, J.-B. Morel left.":      "P03 came, P03 left.",
		"Elizabeth Oakden, called Lizzie.":      "P05, called [name].",
		"A.R.M.P. bought it from ARMP.":         "O02 bought it from O02.",
		"The r and t keys stick, a b and c too": "The r and t keys stick, a b and c too",
	} {
		if got, _ := d.Redact(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
