package session

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bigSheet writes workbooks as large as a bank's archive of interviews: people, companies and answers are made up, and
// the same again for the same numbers.
type bigSheet struct {
	rnd        *rand.Rand
	interviews int
	answers    int // of an interview, at most 7
	codings    int // of an interview
}

// The columns that the workbooks have besides answers.
var (
	bigAnswerHead = []string{"Interview ID", "Interviewee", "Email", "Phone", "Job title", "Company", "Segment", "Region", "Interview date", "Method", "Interviewer",
		"Outcome", "Deal value", "Opportunity ID", "Opportunity owner", "Competitors", "Lead source", "May we quote", "Question", "Answer"}
	bigInterviewHead = []string{"Interview ID", "Interviewee", "Email", "Job title", "Company", "Segment", "Interview date", "Outcome", "Deal value", "Opportunity ID",
		"Opportunity owner", "Competitors", "May we quote"}
	bigCodingHead = []string{"Interview ID", "Question", "Verbatim", "Code", "Coder", "About", "Polarity", "Weight", "Clearance"}
)

var bigSaid = []string{"They sent sixty pages on a Friday and nobody had asked what we wait for", "We had three planners doing it by hand and two gave notice the same week",
	"The price was never it, they were a little above the others and I had it signed off", "I got maybe two sentences in before the next slide was up",
	"Somebody rang within the hour and that was the last we heard for a month", "What convinced the board was the visit to a plant like ours",
	"Our own people could not agree what the thing was meant to do", "In the end we did nothing, which is what we do best",
	"The trial ran on our data and showed a mistake that nobody had seen", "I wanted somebody to tell me no, and they all said yes to everything",
	"Training would have taken the night shift out for a fortnight", "Their contract came with eleven annexes and no one could explain the fourth"}

// bigPerson is one interviewee.
type bigPerson struct{ id, name, email, phone, title, company, segment, region, date, method, asked, outcome, value, deal, owner, rivals, source, quote string }

func (s *bigSheet) person(i int) bigPerson {
	pick := func(list string) string {
		all := strings.Split(list, "|")
		return all[s.rnd.IntN(len(all))]
	}
	first := pick("Marta|Jonas|Elif|Pieter|Agnes|Ravi|Sofie|Henrik|Leila|Tomasz|Greta|Owen|Nadia|Bruno|Ines|Kasper")
	last := pick("Hal|Ver|Brun|Ost|Quel|Mar|Tev|Zand|Lor|Fen|Gris|Pol") + pick("ing|vers|mon|dal|kert|bosch|nik|ov") + pick("er|sen|ssohn|ski|stra|mann|ova|ell|ridge") + pick("|t|s|e")
	company := pick("Nord|Alt|Silver|Ober|Clear|Stone|Ash|Wind") + pick("haven|brook|feld|mark|quay|well|thal|gate") + " " + pick("Foods|Print|Tools|Logistics|Textiles|Glass|Paper|Castings") + " " + pick("Ltd|GmbH|BV|SA")
	mail := strings.ToLower(first + "." + last + "." + fmt.Sprint(i))
	return bigPerson{id: fmt.Sprint(1000 + i), name: first + " " + last, email: mail + "@mail.example", phone: fmt.Sprintf("+44 1632 %06d", i), title: pick("Plant manager|Head of IT|Chief financial officer|Buyer|Production planner"),
		company: company, segment: pick("Food|Print|Metal|Textiles"), region: pick("North|South|West"), date: fmt.Sprintf("2026-%02d-%02d", 1+s.rnd.IntN(9), 1+s.rnd.IntN(28)), method: pick("Phone|Face to face"),
		asked: pick("RO|LM|KS"), outcome: pick("Won|Lost|No decision"), value: fmt.Sprint(20000 + 500*s.rnd.IntN(400)), deal: fmt.Sprintf("006D%011d", i), owner: pick("Karen|Felix|Dunja|Miles") + " " + pick("Aumont|Steyn|Whitlock|Prell|Osgood"),
		rivals: pick("Corvina|Plannable|Corvina; Plannable|none"), source: pick("Fair|Web|Referral"), quote: pick("yes|reworded|no")}
}

// said is an answer; one in eight names somebody.
func (s *bigSheet) said(p bigPerson) string {
	var b strings.Builder
	for range 2 + s.rnd.IntN(2) {
		b.WriteString(bigSaid[s.rnd.IntN(len(bigSaid))])
		fmt.Fprintf(&b, ", and that was in week %d. ", 1+s.rnd.IntN(52))
	}
	switch s.rnd.IntN(16) {
	case 0:
		b.WriteString("You can ask " + p.name + ", that is me. ")
	case 1:
		b.WriteString("At " + p.company + " we do not forget. ")
	}
	return strings.TrimSpace(b.String())
}

// write makes the workbook; sheets says which of interviews, answers and codings it has.
func (s *bigSheet) write(tb testing.TB, sheets ...string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "big.xlsx")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	part := func(name, text string) io.Writer {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+text)
		}
		if err != nil {
			tb.Fatal(err)
		}
		return w
	}
	var types, names, rels strings.Builder
	for i, name := range sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&names, `<sheet name="%s" sheetId="%d" r:id="r%d"/>`, name, i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
	}
	const of = "http://schemas.openxmlformats.org/"
	part("[Content_Types].xml", `<Types xmlns="`+of+`package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>`+types.String()+`</Types>`)
	part("_rels/.rels", `<Relationships xmlns="`+of+`package/2006/relationships"><Relationship Id="r1" Type="`+of+`officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook xmlns="`+of+`spreadsheetml/2006/main" xmlns:r="`+of+`officeDocument/2006/relationships"><sheets>`+names.String()+`</sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+of+`package/2006/relationships">`+rels.String()+`</Relationships>`)
	for i, name := range sheets {
		s.rnd = rand.New(rand.NewPCG(11, 12)) // every sheet tells of the same people
		w := bufio.NewWriter(part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), `<worksheet xmlns="`+of+`spreadsheetml/2006/main"><sheetData>`))
		row := 0
		s.rows(name, func(cells []string) {
			row++
			fmt.Fprintf(w, `<row r="%d">`, row)
			for c, text := range cells {
				fmt.Fprintf(w, `<c r="%c%d" t="inlineStr"><is><t>`, 'A'+c, row)
				_ = xml.EscapeText(w, []byte(text))
				w.WriteString(`</t></is></c>`)
			}
			w.WriteString(`</row>`)
		})
		w.WriteString(`</sheetData></worksheet>`)
		if err := w.Flush(); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// rows makes the rows of one sheet.
func (s *bigSheet) rows(sheet string, put func(cells []string)) {
	questions := []string{"Q09", "Q10", "Q11", "Q12", "Q13", "Q14", "Q15", "Q16", "Q17", "Q18"}[:s.answers]
	switch sheet {
	case "Answers":
		put(bigAnswerHead)
	case "Interviews":
		put(append(bigInterviewHead[:len(bigInterviewHead):len(bigInterviewHead)], questions...))
	case "Codings":
		put(bigCodingHead)
	}
	for i := range s.interviews {
		p := s.person(i)
		said := make([]string, s.answers)
		for q := range said {
			said[q] = s.said(p)
		}
		switch sheet {
		case "Answers":
			for q, text := range said {
				put([]string{p.id, p.name, p.email, p.phone, p.title, p.company, p.segment, p.region, p.date, p.method, p.asked, p.outcome, p.value, p.deal, p.owner, p.rivals, p.source, p.quote, questions[q], text})
			}
		case "Interviews":
			put(append([]string{p.id, p.name, p.email, p.title, p.company, p.segment, p.date, p.outcome, p.value, p.deal, p.owner, p.rivals, p.quote}, said...))
		case "Codings":
			for c := range s.codings {
				// The words from one comma to the next stand once in an answer, or the row would be refused.
				text := said[c%s.answers]
				from := (c / s.answers) * 5
				put([]string{p.id, questions[c%s.answers], text[from : len(text)/2+from], []string{"DIS-02", "DIS-04", "COM-01", "EVA-05", "DEC-03"}[(i+c)%5], "RO", "us", []string{"+", "-", "0"}[c%3], "mentioned", ""})
			}
		}
	}
}
