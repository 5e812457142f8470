package privacy

import (
	"strings"
	"testing"
)

// office is who the tests know.
func office() *Dictionary {
	return NewDictionary([]Known{
		{Kind: Person, Text: "Margit Oelschläger", Pseudonym: "P07", Aliases: []string{"Maggie"}},
		{Kind: Person, Text: "Mark Price", Pseudonym: "P08"},
		{Kind: Person, Text: "Pieter van der Berg", Pseudonym: "P09"},
		{Kind: Person, Text: "Siobhán O'Brien", Pseudonym: "P10"},
		{Kind: Person, Text: "Dr. Jean-Luc Moreau-Petit", Pseudonym: "P11"},
		{Kind: Person, Text: "Bettina Kraus", Pseudonym: "S02"},
		{Kind: Person, Text: "Bettina Lindqvist", Pseudonym: "S03"},
		{Kind: Organisation, Text: "Brandtkamp Verpackungen GmbH", Pseudonym: "O03"},
		{Kind: Organisation, Text: "Northern Dairy Foods Ltd", Pseudonym: "O04"},
		{Kind: Organisation, Text: "Marlow & Finch Bakeries Ltd", Pseudonym: "O05"},
		{Kind: Organisation, Text: "Halden Beslag AS", Pseudonym: "O06"},
		{Kind: Phone, Text: "+49 40 5550 1187", Pseudonym: "P07"},
		{Kind: Email, Text: "m.oelschlaeger@brandtkamp.example", Pseudonym: "P07"},
		{Kind: Place, Text: "Buxtehude"},
		{Kind: ID, Text: "T-20418"},
		{Kind: Street, Text: "Hafenstraße 12"},
		{Kind: Role, Text: "Head of Logistics"},
	}, []string{"Tessell Systems", "Tessell Flow", "Corvina", "Dunmore Logic", "Quality"})
}

// Every way in which people write a known name gives its pseudonym.
func TestVariants(t *testing.T) {
	d := office()
	for pseudonym, forms := range map[string][]string{
		"P07": {"Margit Oelschläger", "margit oelschläger", "MARGIT OELSCHLÄGER", "Margit Oelschlaeger", "Margit Oelschlager", "Margit Olschlager", "Oelschläger, Margit", "Oelschläger Margit", "M. Oelschläger",
			"M Oelschläger", "Margit", "Oelschläger", "Maggie", "Margit\nOelschläger", "Margit \r\n Oelschläger", "Oel-\nschläger", "Margits", "moelschlaeger", "margit.oelschlaeger", "margit_oelschlaeger", "Margit Oelschla\u0308ger"},
		"P08": {"Mark Price", "mark price", "Price, Mark", "M. Price"},
		"P09": {"Pieter van der Berg", "Pieter Van Der Berg", "van der Berg", "P. van der Berg", "Pieter", "Pieter Vanderberg"},
		"P10": {"Siobhán O'Brien", "Siobhan O’Brien", "O'Brien", "Siobhan OBrien", "OBrien", "siobhan"},
		"P11": {"Jean-Luc Moreau-Petit", "Jean Luc Moreau Petit", "Jean-Luc", "Moreau-Petit", "Moreau", "J.-L. Moreau-Petit", "J. Moreau-Petit", "Dr. Moreau-Petit"},
		"S02": {"Bettina Kraus", "Kraus", "B. Kraus"},
		"O03": {"Brandtkamp Verpackungen GmbH", "Brandtkamp Verpackungen", "Brandtkamp", "brandtkamp", "BRANDTKAMP", "Brandtkamps", "Brandtkamp Verpackungen GmbH & Co. KG"},
		"O04": {"Northern Dairy Foods Ltd", "Northern Dairy Foods", "northern dairy foods", "Northern Dairy"},
		"O05": {"Marlow & Finch Bakeries", "Marlow & Finch", "Marlow"},
	} {
		for _, form := range forms {
			text := "I think " + form + " said it."
			got, spans := d.Redact(text)
			if want := "I think " + pseudonym + " said it."; got != want && got != "I think Dr. "+pseudonym+" said it." {
				t.Errorf("%q: %q %v", text, got, spans)
			}
		}
	}
}

// Ordinary words, other people and clear names are not taken for the names they resemble.
func TestNotTheName(t *testing.T) {
	d := office()
	for text, want := range map[string]string{
		"Price was fine. The price was fine.":           "",
		"Mark my words, a northern dairy can price it.": "",
		"We bought Tessell from Tessell Systems.":       "",
		"TESSELL, Tessell's and Tessells, and Corvina.": "",
		"Corvina GmbH beat Dunmore and Dunmore Logic.":  "",
		"Bergen":                                           "[place]",
		"I met Bettina Schmidt there.":                     "I met [name] there.",
		"I met Ruth Kraus there.":                          "I met [name] there.",
		"The boss, Barry Brandtkamp, came.":                "The boss, [name], came.",
		"He asked Bettina about it.":                       "He asked [name] about it.",
		"Bettina Kraus came, and Bettina stayed.":          "S02 came, and S02 stayed.",
		"Krauss said so, Brandtkmap too.":                  "S02 said so, O03 too.",
		"Bettina Kraus-Weber came.":                        "S02 came.",
		"Margit's idea; the Brandtkamp's.":                 "P07's idea; the O03's.",
		"The Head of Logistics and the Head of Finance":    "The [role] and the Head of Finance",
		"In Buxtehude, Hafenstraße 12, or the Hafenstraße": "In [place], [street], or the [street]",
		"Deal T-20418, t 20418 or T20418":                  "Deal [number], [number] or [number]",
		"Halden sells bolts, they sit in Halden.":          "O06 sells bolts, they sit in [place].",
		"Quality said no.":                                 "",
	} {
		if want == "" {
			want = text
		}
		if got, spans := d.Redact(text); got != want {
			t.Errorf("%q: %q, want %q %v", text, got, want, spans)
		}
	}
}

// A known number is found however it is grouped; a known way to reach somebody is masked as such and
// still says whose it is.
func TestKnownContacts(t *testing.T) {
	d := office()
	for _, form := range []string{"+49 40 5550 1187", "+49 (0)40 55501187", "0049 40 5550 1187", "040 5550 1187", "040/55501187", "55501187", "5550-1187", "m.oelschlaeger@brandtkamp.example", "M.Oelschlaeger@Brandtkamp.example"} {
		spans := d.Find("It was " + form + ", I think.")
		if len(spans) != 1 || spans[0].Text != form || spans[0].Pseudonym != "P07" || spans[0].Review {
			t.Errorf("%s: %+v", form, spans)
		}
	}
	if got, _ := d.Redact("Write to m.oelschlaeger@brandtkamp.example or 040 5550 1187."); got != "Write to [email] or [phone]." {
		t.Error(got)
	}
}

// Where two people share a name, the one who is named in full in the same text is meant.
func TestSharedName(t *testing.T) {
	d := office()
	spans := d.Find("Bettina called.")
	if len(spans) != 1 || spans[0].Pseudonym != "" || !spans[0].Review {
		t.Errorf("%+v", spans)
	}
	spans = d.Find("Bettina Lindqvist came. Then Bettina called.")
	if len(spans) != 2 || spans[1].Pseudonym != "S03" {
		t.Errorf("%+v", spans)
	}
}

// Identities holds every full form, aliases too, and telling parts, but no first name or ordinary word.
func TestIdentities(t *testing.T) {
	have := map[string]bool{}
	for _, i := range office().Identities() {
		have[i.Text] = true
	}
	for _, want := range []string{"Margit Oelschläger", "Maggie", "Oelschläger", "Brandtkamp Verpackungen GmbH", "Brandtkamp Verpackungen", "+49 40 5550 1187", "m.oelschlaeger@brandtkamp.example", "T-20418", "Mark Price", "O'Brien", "Moreau-Petit"} {
		if !have[want] {
			t.Errorf("%q is missing", want)
		}
	}
	for _, not := range []string{"Mark", "Price", "Margit", "Northern Dairy", "", "Tessell"} {
		if have[not] {
			t.Errorf("%q is there", not)
		}
	}
}

// An empty dictionary works, and odd entries do no harm.
func TestOddEntries(t *testing.T) {
	d := NewDictionary([]Known{{}, {Kind: Person, Text: " "}, {Kind: Person, Text: "-"}, {Kind: Organisation, Text: "The"}, {Kind: Organisation, Text: "GmbH"}, {Kind: Phone, Text: "x"}, {Kind: Person, Text: "A"}, {Kind: Person, Text: "x@said.so"}, {Kind: Person, Text: "王伟", Pseudonym: "P01"}, {Kind: Kind("NEW"), Text: "Zorro's sword", Pseudonym: "X1"}}, []string{"", " ", "-"})
	text := "The price of a GmbH is what it is, and I said so."
	if got, _ := d.Redact(text); got != text {
		t.Errorf("%q", got)
	}
	if got, _ := d.Redact("我认识王伟先生"); got != "我认识P01先生" {
		t.Errorf("%q", got)
	}
	if got, _ := d.Redact("It was zorro's sword."); got != "It was X1." {
		t.Errorf("%q", got)
	}
	if d := NewDictionary(nil, nil); len(d.Identities()) != 0 || len(d.Find("")) != 0 {
		t.Error("an empty dictionary finds something")
	}
}

// Case, accents and line breaks do not matter to what a name is.
func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Müller": "muller", "ØRSTED": "orsted", "Straße": "strasse", "Łukasz": "lukasz", "Æsop": "aesop", "Þóra": "thora", "Ναός": "ναος", "İlker": "ilker", "o\u0308": "o"} {
		if got := fold(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if got := strings.Join(foldWords("Jean-Pierre d’Aumont (né 王伟)"), "|"); got != "jean|pierre|d|aumont|ne|王|伟" {
		t.Error(got)
	}
}
