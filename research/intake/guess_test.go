package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/assets"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// Headings that teams really have, with a row or two of what stands under them.
func TestGuessHeadings(t *testing.T) {
	for _, c := range []struct {
		name, headings string
		rows           []string
		layout         intake.Layout
		want           string
	}{
		{"tracker of an agency",
			"Buyer interview | Account name | Decision (Win/Loss/No Decision) | Entry Date | Deal value | Close date | Interviewee first name | Interviewee last name | Interviewee title | Buyer type (Champion, Decision maker, Informer) | Industry | Other competing vendors | Interviewer | Interviewee email | Interview Date | Interviewer notes | Transcript Link",
			[]string{"B-1 | Brandt AG | Loss | 2026-01-02 | 125000 | 2026-02-03 | Margit | Berg | Head of Logistics | Champion | Manufacturing | Corvina | RO | m@brandt.example | 2026-03-04 | calm | https://x.example/1", "B-2 | Kessel KG | Win | 2026-01-03 | 25000 | 2026-02-04 | Jan | Smit | CFO | Informer | Health | Plannable | JM | j@k.example | 2026-03-05 | busy | https://x.example/2"},
			intake.PerInterview,
			"interview organisation outcome crm_created value crm_closed first_name last_name title role segment competitors interviewer email date note contact"},
		{"coded quotes of an agency",
			"Decision Factors | Importance | Sentiment | Headline | Direct Quote | Vendor | Buyer interview | Account name",
			[]string{"EVA-07 | Primary | Rant | No references | Nobody could show us a hospital of our size | Us | B-1 | Brandt", "NEG-01 | Secondary | Positive | Price fine | We would have paid that without blinking | Rival | B-2 | Kessel"},
			intake.Codings, "code weight polarity ignore verbatim about interview ignore"},
		{"Salesforce export",
			"Id | AccountId | Opportunity Owner | Account Name | Opportunity Name | Stage | Amount | Close Date | Created Date | Lead Source | Loss_Reason__c | Competitor__c",
			[]string{"0061 | 0011 | Felix Aumont | Brandt AG | Brandt renewal | Closed Lost | 125000 | 12/03/2026 | 01/02/2025 | Web | Price | Corvina", "0062 | 0012 | Dagny Holm | Kessel | Kessel new | Closed Won | 5000 | 30/03/2026 | 02/02/2025 | Web | Price | "},
			intake.Deals, "deal contact owner organisation contact outcome value crm_closed crm_created lead_source recorded competitors"},
		{"Pipedrive export",
			"Deal - ID | Deal - Title | Deal - Value | Deal - Organization | Deal - Contact person | Deal - Stage | Deal - Status | Deal - Deal created | Deal - Lost reason | Deal - Deal closed on",
			[]string{"1 | Brandt | 1000 | Brandt AG | Margit Berg | Proposal | Lost | 2026-01-01 | Price | 2026-02-01", "2 | Kessel | 2000 | Kessel KG | Jan Smit | Demo | Won | 2026-01-02 |  | 2026-02-02"},
			intake.Deals, "deal contact value organisation name furthest_stage outcome crm_created recorded crm_closed"},
		{"HubSpot export",
			"Record ID | Deal Name | Deal Stage | Amount | Close Date | Create Date | Deal owner | Closed Lost Reason | Original Traffic Source | Associated Company",
			[]string{"991 | Brandt | Closed lost | 1000 | 2026-09-01 08:00 | 2026-01-01 08:00 | Felix Aumont | Price | Offline | Brandt AG"},
			intake.Deals, "deal contact outcome value crm_closed crm_created owner recorded lead_source organisation"},
		{"German",
			"Interview-Nr. | Datum | Gesprächspartner | Firma | Branche | Ergebnis | Vertriebsmitarbeiter | Wettbewerber | Auftragswert | Zitat erlaubt? | Was gab den Ausschlag für Ihre Entscheidung?",
			[]string{"1 | 12.03.2026 | Margit Berg | Brandt AG | Industrie | Verloren | Felix Aumont | Corvina | 125.000 € | ja | Am Ende war es das Gefühl, dass uns niemand zugehört hat.", "2 | 13.03.2026 | Jan Smit | Kessel KG | Handel | Gewonnen | Dagny Holm | - | 25.000 € | nein | Die Vorführung mit unseren eigenen Daten hat alle überzeugt."},
			intake.PerInterview, "interview date name organisation segment outcome owner competitors value consent answer"},
		{"French",
			"Numéro | Date de l'entretien | Interlocuteur | Fonction | Entreprise | Secteur | Résultat | Pourquoi avez-vous choisi ce fournisseur ?",
			[]string{"1 | 12/03/2026 | Anne Roche | Directrice des achats | Vernoise SAS | Santé | Perdu | Ils nous ont montré notre propre atelier dès la première visite."},
			intake.PerInterview, "interview date name title organisation segment outcome answer"},
		{"one row an answer",
			"Interview ID | Company | Question | Answer",
			[]string{"7 | Brandt | How did you go about finding out what was possible? | We asked around at the fair and read a lot.", "7 | Brandt | What felt risky about going ahead? | That the plant stands still for a week."},
			intake.PerAnswer, "interview organisation question answer_text"},
		{"values alone",
			"Col 1 | Col 2 | Why did you decide as you did?",
			[]string{"a@b.example | Lost | Because nobody ever rang us back after the fair", "c@d.example | Won | They listened and came with a plan for our own data", "e@f.example | Lost | It was far too early for us to be sent a price"},
			intake.PerInterview, "email outcome answer"},
		{"Typeform",
			"# | What made you look for a new supplier? | How likely are you to recommend us? | Start Date (UTC) | Submit Date (UTC) | Network ID",
			[]string{"abc | The old system could not keep up with the orders | 7 | 2026-03-01 10:00:00 | 2026-03-01 10:05:00 | 8f1", "abd | A competitor started delivering in two days and we could not | 9 | 2026-03-02 10:00:00 | 2026-03-02 10:05:00 | 8f2"},
			intake.PerInterview, "interview answer closed ignore date contact"},
		{"German list, English headings",
			"Customer Name | Contact Person | Position | Win/Loss | Competitor chosen | Call Date | Why did they buy / not buy | Lessons learned",
			[]string{"Brandt AG | Margit Berg | Leiterin Logistik | Loss | Corvina | 03.02.2026 | Sie haben uns nie gefragt was wir brauchen | Früher fragen und besser zuhören im ersten Gespräch mit allen", "Kessel | Jan Smit | CFO | Win | | 04.02.2026 | Die Vorführung mit unseren Daten hat überzeugt | Weiter so machen mit Vorführungen an den Daten der Kunden"},
			intake.PerInterview, "organisation name title outcome competitors date answer answer"},
		{"Zoho export",
			"Potential Name | Potential Owner | Created Time | Closing Date | Amount | Stage | Type | Lead Source | Probability | LEADID",
			[]string{"Brandt | Felix | 2026-01-01 10:00 | 2026-02-01 | 1000 | Closed Lost | New | Web | 10 | L1", "Kessel | Dagny | 2026-01-01 10:00 | 2026-02-01 | 1000 | Closed Won | New | Web | 10 | L2"},
			intake.Deals, "contact owner crm_created crm_closed value outcome ignore lead_source ignore deal"},
		{"Dynamics export, dates as serials",
			"(Do Not Modify) Opportunity | (Do Not Modify) Row Checksum | Topic | Potential Customer | Contact | Est. Close Date | Est. Revenue | Status | Owner | Created On",
			[]string{"x | y | Brandt flow | Brandt AG | Margit Berg | 46093 | 1000 | Lost | Felix | 46000", "x | y | K flow | K AG | Jan Smit | 46094 | 1000 | Won | Felix | 46001"},
			intake.Deals, "ignore ignore contact organisation name crm_closed value outcome owner crm_created"},
		{"a list of products", "Product | Weight kg | Colour", []string{"Bolt | 0.2 | grey", "Nut | 0.1 | grey"}, intake.UnknownLayout, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, guide := starter(t)
			m := intake.Guess(headed(t, c.headings, c.rows...), guide)[0]
			if m.Layout != c.layout {
				t.Fatalf("layout %q, want %q: %v", m.Layout, c.layout, fields(m))
			}
			var got []string
			for _, f := range fields(m) {
				got = append(got, string(f))
			}
			if c.want != "" && strings.Join(got, " ") != c.want {
				t.Errorf("fields\n%s, want\n%s", strings.Join(got, " "), c.want)
			}
			for _, col := range m.Columns {
				if col.Confidence < 0.5 || col.Confidence > 1 || !strings.HasSuffix(col.Why, ".") {
					t.Errorf("column %q: confidence %.2f, why %q", col.Heading, col.Confidence, col.Why)
				}
			}
		})
	}
}

func TestGuessSample(t *testing.T) {
	_, guide := starter(t)
	maps := intake.Guess(read(t, assets.SampleName, assets.Sample()), guide)
	if len(maps) != 2 || maps[0].Layout != intake.PerInterview || maps[1].Layout != intake.Codings || maps[0].Header != 3 {
		t.Fatalf("%d mappings: %v, header %d", len(maps), maps[0].Layout, maps[0].Header)
	}
	answers, seen := 0, map[intake.Field]bool{}
	for _, c := range maps[0].Columns {
		if c.Field == intake.FieldAnswer {
			answers++
			if c.Question != c.Heading[:3] {
				t.Errorf("%q is taken for %q", c.Heading, c.Question)
			}
		}
		seen[c.Field] = true
	}
	if answers != 30 || len(seen) != 32 || seen[intake.FieldIgnore] {
		t.Errorf("%d answers, %d different fields, left out: %v", answers, len(seen), seen[intake.FieldIgnore])
	}
}

// A header row stands under titles, above the data, and is not fooled by either.
func TestHeaderRow(t *testing.T) {
	_, guide := starter(t)
	for _, c := range []struct {
		name          string
		rows          [][]any
		header, first int
	}{
		{"first row", [][]any{{"Interviewee", "Company", "Decision", "Interviewer"}, {"A B", "C", "Lost", "RO"}}, 0, 1},
		{"title, blank row, two columns of notes", [][]any{{"Win/loss interviews 2026"}, {}, {"Prepared by", "the team"}, {"Interviewee", "Company", "Decision", "Interviewer"}, {"A B", "C", "Lost", "RO"}}, 3, 4},
		{"group headings above", [][]any{{"Who", "", "What", ""}, {"Interviewee", "Company", "Decision", "Interviewer"}, {"A B", "C", "Lost", "RO"}}, 1, 2},
		{"unknown headings, numbers below", [][]any{{"Our list"}, {"Alpha", "Beta", "Gamma"}, {1, 2, 3}, {4, 5, 6}}, 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := intake.Guess(xlsx(t, tab{"S", c.rows}), guide)[0]
			if m.Header != c.header || m.First != c.first {
				t.Errorf("header %d, first %d; want %d, %d", m.Header, m.First, c.header, c.first)
			}
		})
	}
	m := intake.GuessAt(&xlsx(t, tab{"S", [][]any{{"x"}, {"Interviewee", "Company", "Decision", "Interviewer"}, {"A B", "C", "Lost", "RO"}}}).Sheets[0], 1, guide)
	if m.Layout != intake.PerInterview || m.Header != 1 {
		t.Errorf("pointed out: %v, header %d", m.Layout, m.Header)
	}
}

// Questions of the guide are known by id, by text and by most of their words; others stand for
// themselves, and another survey's Q1 is not ours.
func TestGuessQuestions(t *testing.T) {
	_, guide := starter(t)
	long := " | x | This is an answer of quite a few words, said by a person"
	for heading, want := range map[string]string{
		"How well did they come to understand your situation?": "Q11",
		"Q11": "Q11",
		"Q11: how well did they understand you, your situation?":               "Q11",
		"How well did the supplier come to understand your situation":          "Q11",
		"Suppose all prices had been the same. What would you have done then?": "Q17",
		"Which of our competitors' websites did you like best?":                "Which of our competitors' websites did you like best?",
		"Q1 What is the airspeed of an unladen swallow?":                       "Q1 What is the airspeed of an unladen swallow?",
	} {
		m := intake.Guess(headed(t, "Interview | Decision | "+heading, "1 | Lost"+long[4:], "2 | Won"+long[4:]+" again"), guide)[0]
		c := m.Columns[2]
		if c.Field != intake.FieldAnswer || c.Question != want {
			t.Errorf("%q: %s %q (%s), want %q", heading, c.Field, c.Question, c.Why, want)
		}
	}
}

// Workbooks carry lists beside their interviews: those are not mistaken for any, and it is said.
func TestGuessLeavesListsAlone(t *testing.T) {
	_, guide := starter(t)
	for _, name := range []string{"codebook.csv", "guide.csv"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "assets", "starter", name))
		must(t, err)
		if m := intake.Guess(read(t, name, data), guide)[0]; m.Layout != intake.UnknownLayout {
			t.Errorf("%s is taken for %s: %v", name, m.Layout, fields(m))
		}
	}
	p := plan(t, xlsx(t, tab{"Interviews", [][]any{{"Interview", "Interviewee", "Decision", "Interviewer", "Q11"}, {1, "Anna Berg", "Lost", "RO", "Not at all."}}}, tab{"Lists", [][]any{{"Colours"}, {"red"}, {"blue"}}}))
	if len(p.Interviews) != 1 || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "“Lists” was left out") {
		t.Errorf("%d interviews, %q", len(p.Interviews), p.Warnings)
	}
}

func TestGuessSurveys(t *testing.T) {
	_, guide := starter(t)
	open := func(name string) *sheet.Book {
		data, err := os.ReadFile(filepath.Join("/work/shared/data/surveys", name))
		if err != nil {
			t.Skip("no test data here")
		}
		return read(t, name, data)
	}
	for name, first := range map[string]int{"qualtrics_sample.csv": 3, "qualtrics_sample_legacy.csv": 2} {
		m := intake.Guess(open(name), guide)[0]
		if m.Layout != intake.PerInterview || m.First != first {
			t.Errorf("%s: %s from row %d", name, m.Layout, m.First+1)
		}
		for _, c := range m.Columns {
			switch {
			case strings.HasPrefix(c.Heading, "IP") || strings.HasPrefix(c.Heading, "Location"):
				if c.Field != intake.FieldContact {
					t.Errorf("%s: %s is %s, not kept from the study", name, c.Heading, c.Field)
				}
			case c.Heading == "This is a free text question." && c.Field != intake.FieldAnswer,
				c.Heading == "This is a multiple choice question." && first == 3 && c.Field != intake.FieldClosed:
				t.Errorf("%s: %q is %s", name, c.Heading, c.Field)
			}
		}
	}
	m := intake.Guess(open("surveymonkey_starwars.csv"), guide)[0]
	if m.Header != 0 || m.First != 2 || m.Columns[0].Field != intake.FieldInterview {
		t.Errorf("SurveyMonkey: header %d, first %d, first column %s", m.Header, m.First, m.Columns[0].Field)
	}
	if want := "Which of the following Star Wars films have you seen? Please select all that apply.: Star Wars: Episode II Attack of the Clones"; m.Columns[4].Heading != want {
		t.Errorf("option is headed %q", m.Columns[4].Heading)
	}
	for _, c := range m.Columns[1:] {
		several := strings.HasPrefix(c.Heading, "Which of the following Star Wars films have you seen")
		if (c.Field == intake.FieldAnswer) != several {
			t.Errorf("question %q is %s", c.Heading, c.Field)
		}
	}
}
