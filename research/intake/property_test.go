package intake_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// The same sheet must give the same plan, whether it came as a workbook or as text.
func TestSameAsTextAndWorkbook(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		rows := randomSheet(r)
		texts := make([][]string, len(rows))
		for i, row := range rows {
			for _, v := range row {
				texts[i] = append(texts[i], asText(v))
			}
		}
		a, b := plan(t, xlsx(t, tab{"book", rows})), plan(t, csvBook(t, texts))
		a.Source, b.Source = "", ""
		whole := 0
		for _, r := range a.Refused {
			if !r.Cell {
				whole++
			}
		}
		if data := len(rows) - 1 - titles(rows); len(a.Interviews)+whole != data {
			t.Errorf("seed %d: %d interviews and %d refused rows of %d", seed, len(a.Interviews), whole, data)
		}
		if !reflect.DeepEqual(a, b) {
			for i := range min(len(a.Interviews), len(b.Interviews)) {
				if !reflect.DeepEqual(a.Interviews[i], b.Interviews[i]) {
					t.Errorf("seed %d, interview %d:\nworkbook %+v\ntext     %+v", seed, i, a.Interviews[i], b.Interviews[i])
					break
				}
			}
			t.Fatalf("seed %d: %d and %d interviews; refused\n%s\nand\n%s\nwarnings %q and %q", seed, len(a.Interviews), len(b.Interviews), refusals(a), refusals(b), a.Warnings, b.Warnings)
		}
	}
}

// titles counts the title rows above the header.
func titles(rows [][]any) int {
	for i, r := range rows {
		if len(r) > 1 {
			return i
		}
	}
	return 0
}

// asText is a value as a program writes it to text.
func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// randomSheet makes interviews with gaps, oddities and mistakes.
func randomSheet(r *rand.Rand) [][]any {
	pick := func(v ...any) any { return v[r.IntN(len(v))] }
	var rows [][]any
	for range r.IntN(3) {
		rows = append(rows, []any{pick("Interviews of the spring", "Kept by us", "Version 3")})
	}
	rows = append(rows, []any{"Interview", "Interview date", "Method", "Interviewee", "Company", "Job title", "Decision", "Deal value", "Rivals", "Furthest stage", "CRM reason", "What decided it", "May we quote", "CRM closed", "Q11", "What else is on your mind?"})
	for i := range 5 + r.IntN(30) {
		day := time.Date(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
		rows = append(rows, []any{i + 1, pick(day, day, day, nil, "soon"), pick("Phone", "Face to face", "telephone", "letter"), fmt.Sprint("Person ", i), pick("Brandt AG", "Kessel \"KG\"", "O'Hara, Ltd"), pick("CFO", "Plant manager", nil),
			pick("Lost", "Won", "Closed Lost", "no decision", "?", nil), pick(125000, 49999.5, "85k", "€ 1.200.000,00", nil), pick("Corvina; Plannable", "none", nil), pick("6 Proposal", "Negotiation", 4, nil), pick("Price", "NEG-01", "DEC-08 Rival did it better", nil),
			pick("DIS-02; EVA-07", "XXX", nil), pick("yes", "no", "reworded", nil), pick(day, nil), pick("They never asked.\nNot once, \"really\".", "שלום 😀 said he", nil), pick("A long answer with ; and , and | in it, of many words.", "n/a", nil)})
	}
	return rows
}

// Reading order does not matter: codings first or last, the plan is the same.
func TestSheetOrder(t *testing.T) {
	cb, guide := starter(t)
	book := read(t, assets.SampleName, assets.Sample())
	maps := intake.Guess(book, guide)
	a, err := intake.Build(context.Background(), book, maps, cb, guide, nil)
	must(t, err)
	b, err := intake.Build(context.Background(), book, []intake.Mapping{maps[1], maps[0]}, cb, guide, nil)
	must(t, err)
	if !reflect.DeepEqual(a, b) {
		t.Error("the plan depends on the order of the sheets")
	}
}

// Whatever a file holds, taking it in neither panics nor quotes a cell, and every row that is not in
// the plan is refused or said.
func FuzzIntake(f *testing.F) {
	for _, s := range []string{
		"Interview,Interviewee,Decision,Q11\n1,A B,Lost,They never asked\n2,C D,zzsecret,Fine\n",
		"Interview;Question;Verbatim;Code;Polarity\n1;Q11;never asked;DIS-02;-\n;Q1;;x;\n",
		"Interview\tCompany\tQuestion\tAnswer\n1\tB\tQ11\tnever\n\t\tQ12\tslow\n",
		"{\"ImportId\":1},b\nStartDate,ResponseId\n1,2\n", ",Response,Response\na,b,c\n1,2,3\n", "Datum,Firma,Ergebnis\n31.02.2026,X,Verloren\n", "Total,1\nTotal,2\n",
	} {
		f.Add([]byte(s))
	}
	cb, guide := starter(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := sheet.ReadLimited(context.Background(), "fuzzed.csv", data, sheet.Options{MaxCells: 1 << 16}, nil)
		if err != nil {
			return
		}
		maps := intake.Guess(book, guide)
		p, err := intake.Build(context.Background(), book, maps, cb, guide, nil)
		if err != nil {
			if research.KindOf(err) == "" {
				t.Fatalf("not a Problem: %v", err)
			}
			return
		}
		rows := len(book.Sheets[0].Rows) + 1
		for _, r := range p.Refused {
			if r.Row < 1 || r.Row >= rows || r.Reason == "" {
				t.Fatalf("refusal of row %d of %d: %q", r.Row, rows-1, r.Reason)
			}
		}
		for _, in := range p.Interviews {
			if in.Key == "" || in.Row < 1 || in.Row >= rows {
				t.Fatalf("interview of row %d with key %q", in.Row, in.Key)
			}
		}
		saved, err := intake.SaveMappings(maps)
		must(t, err)
		if _, err := intake.OverrideAll(maps, saved); err != nil {
			t.Fatalf("the saved mapping is not taken back: %v", err)
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	var s strings.Builder
	w := csv.NewWriter(&s)
	head := []string{"Interview", "Interview date", "Method", "Interviewee", "Company", "Job title", "Decision", "Deal value", "Rivals", "Furthest stage", "CRM reason", "What decided it", "May we quote", "CRM closed", "Q11", "Q12", "Q13", "Q14", "Q15", "Q16"}
	must(b, w.Write(head))
	answer := strings.Repeat("They never asked us what we needed. ", 6)
	for i := range 10_000 {
		must(b, w.Write([]string{fmt.Sprint(i), "2026-03-12", "Phone", fmt.Sprint("Person ", i), fmt.Sprint("Firm ", i%900), "Plant manager", "Lost", "125000", "Corvina; Plannable", "6 Proposal", "Price", "DIS-02; EVA-07", "yes", "2026-04-01", answer, answer, answer, answer, answer, answer}))
	}
	w.Flush()
	book := read(b, "big.csv", []byte(s.String()))
	cb, guide := starter(b)
	b.ReportAllocs()
	for b.Loop() {
		p, err := intake.Build(context.Background(), book, intake.Guess(book, guide), cb, guide, nil)
		must(b, err)
		if len(p.Interviews) != 10_000 {
			b.Fatal(len(p.Interviews))
		}
	}
}
