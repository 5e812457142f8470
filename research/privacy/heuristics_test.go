package privacy

import (
	"strings"
	"testing"
)

// What a bare dictionary makes of texts: names go, everything else stays readable.
func TestGuesses(t *testing.T) {
	d := NewDictionary(nil, []string{"Tessell", "Corvina"})
	for text, want := range map[string]string{
		// people
		"My colleague Piotr Wasik in IT said no.":              "My colleague [name] in IT said no.",
		"Henrike from finance rang, then Wiebe left.":          "[name] from finance rang, then [name] left.",
		"Send it to\ncompared care\n688 rue du Centre\nMarke":  "Send it to\n[company]\n[street]",
		"Mr. Delahunt, Frau Winter and Dr Price agreed.":       "Mr. [name], Frau [name] and Dr [name] agreed.",
		"Sarah Brown and Grace Okafor; Fletcher Turcotte too.": "[name] and [name]; [name] too.",
		"John F. Kennedy met J. P. Vosskamp.":                  "[name] met [name].",
		"Jan van der Meer and Dai Probert-Rhys came.":          "[name] and [name] came.",
		"We asked Oakden, Meier and Brown.":                    "We asked [name], [name] and [name].",
		"Her maiden name is Key, his is Park.":                 "Her maiden name is [name], his is Park.",
		"Ruth Oakden: And then?\nInterviewer: Fine.":           "[name]: And then?\nInterviewer: Fine.",
		"Sandra hated it. If Sandra hates it, we stop.":        "[name] hated it. If [name] hates it, we stop.",
		"I told Mark, and Will Smith.":                         "I told [name], and [name].",
		"Then the dispatcher, O'Hara, said no.":                "Then the dispatcher, [name], said no.",
		"follow up with patricia desrosiers in a month":        "follow up with [name] in a month",
		// companies
		"The Calderbeck Hospitals Trust bought it.":              "The [company] bought it.",
		"She came from Vosskamp Druck GmbH & Co. KG in the end.": "She came from [company] in the end.",
		"He works for Hawkins, Richardson and Santana.":          "He works for [company].",
		"I used to work at Zeilmond, you know.":                  "I used to work at [company], you know.",
		"Marlow & Finch Bakeries did.":                           "[company] did.",
		// places
		"We sit in Keighley, near Leeds, and ship to New York.": "We sit in [place], near [place], and ship to [place].",
		"Our Bremen route and the depot in Obermühlbach.":       "Our [place] route and the depot in [place].",
		"They moved it to Poland. In Finland we are quiet.":     "They moved it to [place]. In [place] we are quiet.",
		// what stays
		"I'm sure the NHS, our ERP, SAP and the CEO said so on Monday in March.":                  "",
		"We use Excel and SharePoint; the Germans and the Dutch don't.":                           "",
		"No. The CFO. It was so. Yes. This is it. We sat. Hmm. From there on.":                    "",
		"Will you? May I? May was busy. Mark my words. Hope is not a plan.":                       "",
		"Bill it. Grant it. Price was it. Rich people. Rose by ten percent.":                      "",
		"Head of Logistics, Supply Chain, Managing Director, Customer Service.":                   "",
		"Expired stock. Noodles are simple. Fourteenth of May. Allergens!":                        "",
		"CALL ME BEFORE FRIDAY. A REAL PLAN. WHAT? I DON'T KNOW.":                                 "",
		"Corvina beat Tessell at Christmas, God knows, in Q3 of FY26.":                            "",
		"P07 told O03 that [name] of [company] was in [place].":                                   "",
		"Bob's your uncle, Murphy's law, on Christmas Eve, in Power BI.":                          "",
		"If so, Will I use it? The ATMs and KPIs, AUD or GBP, via Google Pay in the U.S. Use it.": "",
		"Six Sigma, Kaizen, GDPR, Brexit, COVID, a Gantt chart, Wi-Fi.":                           "",
		// other languages
		"Herr Müller sagte, die Lieferung sei zu spät. Der Preis war nie der Grund, und das Angebot kam vor dem Gespräch.": "Herr [name] sagte, die Lieferung sei zu spät. Der Preis war nie der Grund, und das Angebot kam vor dem Gespräch.",
		"Unsere Kollegin Henrike Vosskamp war nicht da, und wir sind in Hamburg.":                                          "Unsere Kollegin [name] war nicht da, und wir sind in [place].",
		"Eerlijk gezegd was de prijs niet het probleem. Onze planner Sjoerd zei niets.":                                    "Eerlijk gezegd was de prijs niet het probleem. Onze planner [name] zei niets.",
		"Franchement, le prix n'était pas la raison. Madame Puybaret a dit non.":                                           "Franchement, le prix n'était pas la raison. Madame [name] a dit non.",
	} {
		if want == "" {
			want = text
		}
		if got, spans := d.Redact(text); got != want {
			t.Errorf("%q:\n  got  %q\n  want %q\n  %+v", text, got, want, spans)
		}
	}
}

// The same name is the same kind throughout a text, whatever stands beside it.
func TestSameKind(t *testing.T) {
	for _, s := range NewDictionary(nil, nil).Find("According to Trewhitt it was late. I got a smile from Trewhitt. Trewhitt laughed.") {
		if s.Kind != Person || s.Text != "Trewhitt" {
			t.Errorf("%+v", s)
		}
	}
}

// What is certain needs no review; what is guessed does.
func TestReview(t *testing.T) {
	d := NewDictionary(nil, nil)
	for text, review := range map[string]bool{"Frau Puybaret came.": false, "I asked Henrike about it.": false, "I asked Puybaret about it.": false, "We sit in Leeds.": false, "Vosskamp Druck GmbH": false,
		"Puybaret, always late.": true, "I told Mark.": true, "we asked puybaret about it": true, "Dann kam Puybaret dazu.": true} {
		spans := d.Find(text)
		if len(spans) != 1 || spans[0].Review != review {
			t.Errorf("%q: %+v", text, spans)
		}
	}
}

// Every list is there, in order, and says what it should.
func TestLists(t *testing.T) {
	for _, list := range []string{"ordinary", "foreign", "german", "first", "firstword", "surname", "surnameword", "place", "country", "neutral", "acronym", "shape", "given", "wordname", "family", "town", "french", "spanish", "area"} {
		if len(wordsOf(list)) == 0 {
			t.Errorf("no words in %s", list)
		}
	}
	for t1, w := range []string{"warehouse", "lagerverwaltungen", "fournisseurs", "explicarnos"} {
		if !tongue(t1).word(w) || tongue(t1).word("oellig") {
			t.Errorf("%s is no word, or oellig one", w)
		}
	}
	for w, want := range map[string]bool{"planning": true, "stopped": true, "companies": true, "unloading": true, "happier": true, "oelschlager": false, "vosskamp": false, "keighley": false} {
		if ordinary(w) != want {
			t.Errorf("%s ordinary: %v", w, !want)
		}
	}
	for _, w := range strings.Fields("the price monday said company") {
		if words().of(w)&(isFirst|isPlace) != 0 {
			t.Errorf("%s is a name", w)
		}
	}
}
