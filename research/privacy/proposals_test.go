package privacy

import (
	"slices"
	"strings"
	"testing"
)

// What a person is offered in review: the coarse wording, in the language of the text, and never the name again.
func TestProposals(t *testing.T) {
	d := NewDictionary([]Known{{Kind: Organisation, Text: "Brandtkamp Bank", Pseudonym: "O03"}}, nil)
	for _, c := range []struct {
		text, span      string
		kind            Kind
		segment, region string
		want            string
	}{
		{"We at Brandtkamp Bank were the first to ask.", "Brandtkamp Bank", Organisation, "Banking", "North of England", "a bank in the north of England"},
		{"We at Vosskamp were the first to ask.", "Vosskamp", Organisation, "", "", "a company"},
		{"We at Vosskamp were the first to ask.", "Vosskamp", Organisation, "Toys", "Nordics", "a company in Toys in the Nordics"},
		{"Wir sind bei der Vosskamp Molkerei und haben nicht gefragt.", "Vosskamp Molkerei", Organisation, "", "Bayern", "ein Lebensmittelhersteller in Bayern"},
		{"They came to the plant in Leeds twice.", "Leeds", Place, "", "", "a city in northern England"},
		{"Das war in Oldenburg und nicht bei uns.", "Oldenburg", Place, "", "", "eine Stadt in Norddeutschland"},
		{"She is the Chief Financial Officer EMEA.", "Chief Financial Officer EMEA", Role, "", "", "a senior finance role"},
		{"Elle est directrice des achats et nous avons parlé.", "directrice des achats", Role, "", "", "un poste de direction aux achats"},
		{"It came to £487,350 in the end.", "£487,350", SumDate, "", "", "around half a million"},
		{"It came to 2.4 million in the end.", "2.4 million", SumDate, "", "", "around 2 million"},
		{"We signed on 14 March 2025.", "14 March 2025", SumDate, "", "", "spring 2025"},
		{"Wir haben am 14.11.2024 unterschrieben, und das war es.", "14.11.2024", SumDate, "", "", "Herbst 2024"},
		{"Then the buyer, Henrike, said no.", "Henrike", Person, "", "", "a buyer"},
		{"Ring me on 01632 960 214.", "01632 960 214", Phone, "", "", "[phone]"},
	} {
		at := len([]rune(c.text[:strings.Index(c.text, c.span)]))
		got := d.Proposals(c.text, Span{Start: at, End: at + len([]rune(c.span)), Kind: c.kind, Text: c.span}, c.segment, c.region)
		if !slices.Contains(got, c.want) || got[len(got)-1] != c.kind.Mask() {
			t.Errorf("%s in %q: %q, want %q among them and the mask last", c.kind, c.text, got, c.want)
		}
		for _, p := range got {
			if strings.Contains(p, c.span) && c.kind != Phone {
				t.Errorf("%q is proposed for itself", p)
			}
		}
	}
}

// Odd spans give an answer, too.
func TestProposalsOfOddSpans(t *testing.T) {
	d := NewDictionary(nil, nil)
	for _, k := range Kinds() {
		for _, s := range []string{"", " ", "…", "0", "31.12", "99999999999999999999", "£", "１２", "-"} {
			if got := d.Proposals("x "+s, Span{Start: 2, End: 2 + len([]rune(s)), Kind: k, Text: s}, "…", "…"); len(got) == 0 {
				t.Errorf("%s %q: nothing", k, s)
			}
		}
	}
}
