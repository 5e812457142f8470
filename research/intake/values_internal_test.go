package intake

import (
	"fmt"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/sheet"
)

// ways checks that each of the ways, separated by "|", is read as a value.
func ways[T comparable](t *testing.T, parse func(string) (T, bool), cases map[string]T) {
	t.Helper()
	for list, want := range cases {
		for _, s := range strings.Split(list, "|") {
			if got, ok := parse(s); !ok || got != want {
				t.Errorf("%q is read as %v (%v), want %v", s, got, ok, want)
			}
		}
	}
}

// nots checks that each of the texts is read as nothing.
func nots[T any](t *testing.T, parse func(string) (T, bool), list string) {
	t.Helper()
	for _, s := range strings.Split(list, "|") {
		if got, ok := parse(s); ok {
			t.Errorf("%q is read as %v", s, got)
		}
	}
}

func TestOutcomes(t *testing.T) {
	ways(t, outcomeOf, map[string]research.Outcome{
		"Won|win|Closed Won|closed-won|Gewonnen|Gagné|W|ClosedWon":                                                research.Won,
		"Lost|LOSS|Closed Lost|Closed - Lost to Competitor|Verloren|perdu|Out-Sold|lost ":                         research.Lost,
		"No decision|no_decision|Closed – Lost Not Ready / No Decision|To Status Quo|keine Entscheidung|Canceled": research.NoDecision,
		"Stalled|on hold|Still in Play|pausiert":                                                                  research.Stalled,
		"Qualified, never an opportunity|qualified_no_opportunity|Qualified no opportunity":                       research.QualifiedNoDeal,
		"Unqualified lead|unqualified|Disqualified|nicht qualifiziert":                                            research.UnqualifiedLead,
		"Lead follow-up|lead_follow_up|Follow-up":                                                                 research.LeadFollowUp,
		"Churned|churn|did not renew|gekündigt":                                                                   research.Churned,
	})
	nots(t, outcomeOf, "|Proposal|Open|12|In progress|Manufacturing")
	for _, o := range research.Outcomes() {
		ways(t, outcomeOf, map[string]research.Outcome{o.String(): o, string(o): o})
	}
}

func TestMethodsAndConsents(t *testing.T) {
	for _, m := range research.Methods() {
		ways(t, methodOf, map[string]research.Method{m.String(): m, string(m): m})
	}
	ways(t, methodOf, map[string]research.Method{"phone|Video call|Zoom|telefonisch|Teams": research.Telephone, "in person|vor Ort|F2F": research.FaceToFace, "Workshop": research.Facilitated})
	nots(t, methodOf, "|Lost|letter")
	ways(t, consentOf, map[string]research.Consent{
		"free|Yes|yes, as said|ja|oui|x|TRUE":                                       research.ConsentFree,
		"Reworded only|reworded|yes, but reworded|only after approval|umformuliert": research.ConsentReworded,
		"No|none|not at all|nein|do not quote|FALSE":                                research.ConsentNone,
	})
	nots(t, consentOf, "|maybe|call her first")
}

func TestCodingAttributes(t *testing.T) {
	ways(t, polarityOf, map[string]research.Polarity{"+|＋|positive|Helped|Rave|1|pro|positiv": research.Helped, "−|-|–|—|negative|hurt|Rant|-1|−1": research.Hurt, "0||neutral|mixed|±|+/−": research.Neutral})
	nots(t, polarityOf, "perhaps|Lost in space")
	ways(t, weightOf, map[string]research.Weight{"mentioned|1|Additional|erwähnt": research.Mentioned, "contributed|2|Secondary": research.Contributed, "decided|3|Primary|decisive|entscheidend": research.Decided})
	ways(t, aboutOf, map[string]research.About{"us|Seller|wir": research.AboutUs, "rival|Competitor|Wettbewerber": research.AboutRival, "buyer|customer|themselves": research.AboutBuyer})
	ways(t, clearanceOf, map[string]clearance{"cleared|yes|as said|x": {clear: true}, "no|pending|not cleared": {}, "agreed wording": {clear: true, agreed: true}, "Reworded: We liked it.": {clear: true, reworded: "We liked it."}})
	nots(t, clearanceOf, "reworded|later")
}

func TestValueBands(t *testing.T) {
	text := func(s string) (string, bool) { return valueBand(s, false, 1) }
	ways(t, text, map[string]string{
		"under 50k|49,999|€ 12.500,00|<50k|up to 50k|30-40k|1|12 k€|1.5k|EUR 49 999":     "under 50k",
		"50-100k|50000|50k – 100k|$75,000.00|75.000 €|75'000 CHF|75 T€|0.06m":            "50-100k",
		"100-250k|100000|250000|0.2m|125.000|€125,000|100 - 250 k|GBP 125k":              "100-250k",
		"over 250k|250001|>250k|1.2m|1,2 Mio. €|2 Mio|1.250.000,00 €|1,250,000.00|250k+": "over 250k",
		"0|0.00": "",
	})
	nots(t, text, "ask Dagny|−500|(1,000)|1 2 3|..|between friends")
	if got, ok := valueBand("125", false, 1000); !ok || got != "100-250k" {
		t.Errorf("125 in thousands is %q", got)
	}
	if got, ok := valueBand("125.125", true, 1); !ok || got != "under 50k" {
		t.Errorf("the number 125.125 is %q", got)
	}
}

func TestRoleBands(t *testing.T) {
	for band, titles := range map[string]string{
		"Executive": "Managing Director|CEO|Geschäftsführerin|Directeur général|Chief Executive|Director|Algemeen directeur|Founder", "Finance": "CFO|Finance Director|Leiter Controlling|Directeur administratif et financier",
		"Operations": "Head of Logistics|Supply chain manager|Leiter Disposition|Chief Operating Officer|Deputy Supplies Manager", "IT": "CIO|IT-Leiter|Head of Information Systems",
		"Procurement": "Category Buyer|Einkaufsleiter|Directeur des achats|Head of Procurement", "Production": "Plant Manager|Werkleiter|Production planner", "Customer service": "Customer Service Team Lead|Kundendienstleiterin",
	} {
		for _, title := range strings.Split(titles, "|") {
			if got := roleBand(title); got != band {
				t.Errorf("%q is %q, want %q", title, got, band)
			}
		}
	}
	if got := roleBand("Wizard"); got != "" {
		t.Errorf("Wizard is %q", got)
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"2026-03-12": "2026-03-12", "2026-03-12T23:30:00Z": "2026-03-12", "2026-09-01 08:00": "2026-09-01", "2026/3/2": "2026-03-02", "20260312": "2026-03-12",
		"12.03.2026": "2026-03-12", "12. März 2026": "2026-03-12", "12 March 2026": "2026-03-12", "March 12, 2026": "2026-03-12", "12-Mar-26": "2026-03-12", "Thu, 12 Mar 2026 10:00:00 +0100": "2026-03-12",
		"12 mars 2026": "2026-03-12", "le 1er août 2026": "2026-08-01", "3/14/2026 8:30:00 AM": "2026-03-14", "14/3/26": "2026-03-14", "46093": "2026-03-12", "46093.35": "2026-03-12", "March 2026": "2026-03-01", "03/2026": "2026-03-01",
		"1st Apr 2026": "2026-04-01", "12.3.99": "1999-03-12", "1773273600000": "2026-03-12", "3/4/2026": "2026-04-03", "29.02.2024": "2024-02-29",
	} {
		got, _, ok := dateOf(sheet.Cell{Text: s}, orderUnknown)
		if !ok || got != want {
			t.Errorf("%q is read as %q (%v), want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "soon", "31.02.2026", "2026", "Q2 2026", "12345", "99/99/2026", "2026 H1", "1/2/3/4", "08:30", "0026-03-12"} {
		if got, _, ok := dateOf(sheet.Cell{Text: s}, orderUnknown); ok {
			t.Errorf("%q is read as %s", s, got)
		}
	}
}

// The order of day and month is a column's: one date over 12 settles it, other columns help, and
// what nobody can know is said.
func TestDateOrder(t *testing.T) {
	for _, c := range []struct {
		name, a, b string // the columns' values
		want       string // of the first value of a
		warn       int
	}{
		{"own evidence, month first", "03/04/2026 03/25/2026", "", "2026-03-04", 0},
		{"own evidence, day first", "03/04/2026 25/03/2026", "", "2026-04-03", 0},
		{"another column's evidence", "03/04/2026 05/06/2026", "12/31/2025", "2026-03-04", 0},
		{"none: day first, with a warning", "03/04/2026 05/06/2026", "", "2026-04-03", 1},
		{"points are day first without a warning", "03.04.2026 05.06.2026", "", "2026-04-03", 0},
		{"the same either way", "04/04/2026", "", "2026-04-04", 0},
		{"both in one column", "03/04/2026 25/03/2026 26/03/2026 03/27/2026", "", "2026-04-03", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &sheet.Sheet{Name: "S", Rows: [][]sheet.Cell{{{Text: "Interview date"}, {Text: "CRM closed"}}}}
			a, b := strings.Fields(c.a), strings.Fields(c.b)
			for i := range max(len(a), len(b)) {
				row := make([]sheet.Cell, 2)
				if i < len(a) {
					row[0].Text = a[i]
				}
				if i < len(b) {
					row[1].Text = b[i]
				}
				s.Rows = append(s.Rows, row)
			}
			m := Mapping{Sheet: "S", First: 1, Columns: []Column{{Index: 0, Heading: "Interview date", Field: FieldDate}, {Index: 1, Heading: "CRM closed", Field: FieldCRMClosed}}}
			tab, warnings, _ := newTable(s, m)
			got, _, ok := dateOf(s.Cell(1, 0), tab.orders[0])
			if !ok || got != c.want || len(warnings) != c.warn {
				t.Errorf("%s (%v), warnings %q; want %s", got, ok, warnings, c.want)
			}
		})
	}
}

func TestStages(t *testing.T) {
	b := &builder{cb: research.NewCodebook([]research.Stage{{Number: 4, Name: "Discovery and sales conduct"}, {Number: 6, Name: "Proposal"}, {Number: 7, Name: "Negotiation and terms"}, {Number: 8, Name: "Consensus and decision"}}, nil)}
	ways(t, b.stageOf, map[string]int{"6 Proposal|Proposal|6|Stage 6|6. Proposal|Angebot|proposal sent": 6, "Negotiation|7 Negotiation and terms|Verhandlung": 7, "Discovery|Needs Analysis": 4, "Closed Lost": 0})
	nots(t, b.stageOf, "5 Fit and proof|12|60%|somewhere|")
}

func TestPeople(t *testing.T) {
	for cell, want := range map[string]string{
		"Margit Oelschläger": "Margit Oelschläger", "Oelschläger, Margit": "Margit Oelschläger", "Anna Berg; Piotr Wasik (IT)": "Anna Berg+Piotr Wasik", "Anna Berg and Piotr Wasik": "Anna Berg+Piotr Wasik",
		"Anna Berg, Piotr Wasik": "Anna Berg+Piotr Wasik", "Dr. Jan de Vries (Head of Logistics)": "Dr. Jan de Vries", "Anonymous": "", "Jo and": "Jo and",
	} {
		var names []string
		for _, p := range people(cell) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, "+"); got != want {
			t.Errorf("%q names %q, want %q", cell, got, want)
		}
	}
	for name, want := range map[string]string{"Ruth Oakden": "RO", "ro": "RO", "J.M.": "JM", "Oakden, Ruth": "RO", "Anna-Lena Berg": "ALB", "": ""} {
		if got := Initials(name); got != want {
			t.Errorf("initials of %q are %q, want %q", name, got, want)
		}
	}
}

func TestFoldAndKeys(t *testing.T) {
	for in, want := range map[string]string{"StageName": "stage name", "Interview-Nr.": "interview nr", "Größe  (m2)": "grosse m2", "Loss_Reason__c": "loss reason c", "What's up?": "whats up", "CRM created": "crm created", "Écran ÉTÉ": "ecran ete"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) is %q, want %q", in, got, want)
		}
	}
	for _, same := range []string{"7|07|Interview 7|interview 007|7 ", "B-12|b 12|B12x"} {
		parts := strings.Split(same, "|")
		if sameKey(parts[0]) != sameKey(parts[1]) {
			t.Errorf("%q and %q differ", parts[0], parts[1])
		}
	}
	if sameKey("0") == "" || sameKey("70") == sameKey("7") {
		t.Error("zeros lost")
	}
}

// Every field has a label, and every heading in the table leads somewhere and is written folded.
func TestFieldTables(t *testing.T) {
	for f, words := range headings {
		if !f.Valid() {
			t.Errorf("%q has no label", f)
		}
		for _, w := range words {
			if fold(w) != w {
				t.Errorf("%s: %q is not folded: %q", f, w, fold(w))
			}
		}
	}
	for i := range 800 {
		if got := columnIndex(letters(i)); got != i {
			t.Fatalf("column %d is %s is %d", i, letters(i), got)
		}
	}
	if letters(0) != "A" || letters(27) != "AB" {
		t.Error(fmt.Sprint(letters(0), letters(27)))
	}
}

func TestLocate(t *testing.T) {
	for _, c := range []struct {
		text, verbatim string
		start, end, n  int
	}{
		{"Zu teuer, ja. Zu teuer.", "Zu teuer", 0, 8, 2},
		{"😀é שלום done", "שלום", 3, 7, 1},
		{"abc", "x", 0, 0, 0}, {"abc", "", 0, 0, 0}, {"", "a", 0, 0, 0}, {"aaa", "aa", 0, 2, 1}, {"line\none", "line\none", 0, 8, 1},
	} {
		start, end, n := Locate(c.text, c.verbatim)
		if start != c.start || end != c.end || n != c.n {
			t.Errorf("Locate(%q, %q) = %d, %d, %d", c.text, c.verbatim, start, end, n)
		}
		if n > 0 && string([]rune(c.text)[start:end]) != c.verbatim {
			t.Errorf("%q is not at %d", c.verbatim, start)
		}
	}
}
