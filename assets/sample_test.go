package assets_test

import (
	"context"
	"strings"
	"testing"
	"unicode"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// plan reads the sample as every spreadsheet is read.
func plan(t *testing.T) *intake.Plan {
	t.Helper()
	ctx := context.Background()
	book, err := sheet.Read(ctx, assets.SampleName, assets.Sample(), nil)
	if err != nil {
		t.Fatal(err)
	}
	guide, err := assets.Guide()
	if err != nil {
		t.Fatal(err)
	}
	stages, codes, err := assets.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	p, err := intake.Build(ctx, book, intake.Guess(book, guide), research.NewCodebook(stages, codes), guide, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestStarterSet(t *testing.T) {
	stages, codes, err := assets.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	within, short := 0, 0
	for _, c := range codes {
		if c.Parent != "" {
			within++
		}
		if c.Short {
			short++
		}
		if c.Definition == "" || c.Include == "" || c.Exclude == "" {
			t.Errorf("%s lacks a definition or an example", c.Ref)
		}
	}
	if len(stages) != 9 || within != 62 {
		t.Errorf("%d stages and %d codes, want 9 and 62", len(stages), within)
	}
	guide, err := assets.Guide()
	if err != nil {
		t.Fatal(err)
	}
	if len(guide) != 30 {
		t.Errorf("%d questions, want 30", len(guide))
	}
	if _, err := assets.SampleThemes(); err != nil {
		t.Error(err)
	}
}

// The sample has every outcome and method, enough won and lost deals in its first wave, and price is told far
// more often than it decided.
func TestSampleHasWhatAStudyHas(t *testing.T) {
	p := plan(t)
	if len(p.Interviews) != 60 || len(p.Refused) != 0 {
		t.Fatalf("%d interviews, refused %v", len(p.Interviews), p.Refused)
	}
	outcomes, methods, first := map[research.Outcome]int{}, map[research.Method]int{}, map[research.Outcome]int{}
	told, decided := 0, 0
	for _, iv := range p.Interviews {
		outcomes[iv.Outcome]++
		methods[iv.Method]++
		if iv.Wave == "2026 H1" {
			first[iv.Outcome]++
		}
		if n := len(iv.Answers); n < 5 || n > 12 {
			t.Errorf("row %d has %d answers", iv.Row, n)
		}
		told += price(iv.Reasons[research.Told])
		decided += price(iv.Reasons[research.DecidedReason])
	}
	for _, o := range research.Outcomes() {
		if outcomes[o] == 0 {
			t.Errorf("nobody is %s", o)
		}
	}
	for _, m := range research.Methods() {
		if methods[m] == 0 {
			t.Errorf("nobody was heard by %s", m)
		}
	}
	if first[research.Won] < 14 || first[research.Lost] < 14 {
		t.Errorf("the first wave has %d won and %d lost", first[research.Won], first[research.Lost])
	}
	if told < 4*decided || told < 15 {
		t.Errorf("price was told %d times and decided %d times", told, decided)
	}
}

func price(refs []string) int {
	if len(refs) > 0 && strings.HasPrefix(refs[0], "NEG-01") {
		return 1
	}
	return 0
}

// Nobody in the sample talks like the others: no six words in a row stand in more than three answers.
func TestSampleHasNoStockPhrases(t *testing.T) {
	in := map[string]int{}
	for _, iv := range plan(t).Interviews {
		for _, a := range iv.Answers {
			words := strings.FieldsFunc(strings.ToLower(a.Text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
			seen := map[string]bool{}
			for i := 0; i+6 <= len(words); i++ {
				seen[strings.Join(words[i:i+6], " ")] = true
			}
			for s := range seen {
				in[s]++
			}
		}
	}
	for s, n := range in {
		if n > 3 {
			t.Errorf("%q stands in %d answers", s, n)
		}
	}
}
