package report_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// valued gives a made-up study's deals value bands and the business case its assumptions.
func valued(n int, given ...report.Assumption) report.Input {
	in := made.Study(n)
	bands := []string{"under 50k", "50-100k", "100-250k", "over 250k", "50-100k"}
	for i, f := 0, in.Index.Facts(); i < len(f); i++ {
		f[i].ValueBand = bands[i%len(bands)]
	}
	in.Case = append([]report.Assumption{{Kind: research.CurrencyKind, Name: safe(in, "EUR")}}, given...)
	return in
}

func safe(in report.Input, s string) privacy.SafeText {
	t, _ := privacy.Release(in.Dictionary, s)
	return t
}

// usual is a whole set of assumptions.
func usualCase(in report.Input) []report.Assumption {
	return []report.Assumption{
		{Kind: research.LostValue, Name: safe(in, "lost in 2025"), Low: 8_000_000, Likely: 9_400_000, High: 11_000_000, Source: safe(in, "CRM, closed lost in 2025, without duplicates")},
		{Kind: research.WonBack, Low: 10, Likely: 20, High: 30, Source: safe(in, "what two wave studies in this market saw")},
		{Kind: research.Lever, Name: safe(in, "end-of-quarter discounts"), Code: "code-NEG-01", Low: 380_000, Likely: 420_000, High: 460_000, Source: safe(in, "Finance, invoices of 2025")},
		{Kind: research.Lever, Name: safe(in, "a new demonstration room"), Code: "code-LIV-03", Low: 90_000, Likely: 90_000, High: 90_000},
	}
}

func withCase(n int) report.Input {
	in := valued(n)
	in.Case = append(in.Case, usualCase(in)...)
	return in
}

// casePages is the words of the pages of a kind.
func pageWords(t *testing.T, d report.Document, k report.Kind) string {
	t.Helper()
	m := measure(t)
	var r []string
	for i, p := range d.Pages {
		if p.Kind == k {
			s := d.Scene(i, m)
			r = append(r, s.Words()...)
		}
	}
	return strings.Join(r, "\n")
}

// Every sum of the case is what the released counts say of the assumptions, worked with the same formulas by hand.
func TestCaseFollowsFromCountsThatAreShown(t *testing.T) {
	d := build(t, withCase(60))
	c := d.Case
	if c == nil || !c.Whole || len(c.Causes) < 3 || len(c.Levers) != 2 || len(c.Given) != 4 {
		t.Fatalf("%+v", c)
	}
	figures := map[string]report.Figure{}
	for _, f := range d.Figures {
		if f.Subject == report.OfReason {
			figures[f.Key] = f
		}
	}
	words := pageWords(t, d, report.BusinessCase)
	for _, l := range c.Causes {
		f := figures[l.Key]
		if f.Shown != l.Shown || f.X != l.X || f.N != l.N {
			t.Errorf("%s: %+v of %+v", l.Name, l, f)
		}
		if !l.Shown {
			if l.Value != (analysis.Range{}) {
				t.Errorf("%s is withheld, and worth %v", l.Name, l.Value)
			}
			continue
		}
		in := analysis.Wilson(f.X, f.N)
		want := analysis.Range{Low: 8e6 * in.Low, Likely: 9.4e6 * f.Share(), High: 11e6 * in.High}.Rounded()
		if l.Value != want {
			t.Errorf("%s: %v at stake, want %v", l.Name, l.Value, want)
		}
		if money := report.Money(report.English, want.Likely, "EUR").String(); !strings.Contains(words, money) {
			t.Errorf("the page does not say %s", money)
		}
	}
	l := c.Levers[0]
	f := figures["decided:NEG-01"]
	in := analysis.Wilson(f.X, f.N)
	if want := (analysis.Range{Low: 380_000 * (1 - in.High), Likely: 420_000 * (1 - f.Share()), High: 460_000 * (1 - in.Low)}).Rounded(); !f.Shown || l.Wasted != want {
		t.Errorf("%v on the wrong lever, want %v", l.Wasted, want)
	}
	if want := (analysis.Range{Low: 800_000, Likely: 1_900_000, High: 3_300_000}); c.Won != want {
		t.Errorf("%v to win, want %v", c.Won, want)
	}
	for _, want := range []string{"Assumptions", "€9.4m", "CRM, closed lost in 2025", "10%", "30%", "end-of-quarter discounts", "By deal", "not stated"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// Without the client's own figure the deals talked about are added up by band, and a count of them is worth what any
// deals of that number may be.
func TestCaseOfTheDealsTalkedAbout(t *testing.T) {
	in := valued(60)
	d := build(t, in)
	c := d.Case
	if c == nil || c.Whole || !c.Open {
		t.Fatalf("%+v", c)
	}
	if words := pageWords(t, d, report.BusinessCase); !strings.Contains(words, "and more") || !strings.Contains(words, fmt.Sprintf("Value of the %d deals talked about", c.Deals)) {
		t.Error("the page does not say that the highest band is open, or what was added up")
	}
	in.Case = append(in.Case, report.Assumption{Kind: research.TopOfBand, Likely: 600_000})
	c = build(t, in).Case
	lost := in.Index.Group("outcome")
	var deals []analysis.TouchedDeal
	for _, g := range lost {
		if g.Key == string(research.Lost) {
			g.Members.Each(func(p int) {
				f := in.Index.Facts()[p]
				deals = append(deals, analysis.TouchedDeal{Deal: f.Deal, Band: f.ValueBand})
			})
		}
	}
	v := analysis.ValuedDeals(deals, 600_000)
	if c.Open || c.Deals != v.Deals || c.Total != v.Total().Rounded() {
		t.Fatalf("%d deals worth %v, want %d worth %v", c.Deals, c.Total, v.Deals, v.Total().Rounded())
	}
	for _, l := range c.Causes {
		if l.Shown && l.Value != v.Of(l.X).Rounded() {
			t.Errorf("%s: %d deals worth %v, want %v", l.Name, l.X, l.Value, v.Of(l.X).Rounded())
		}
	}
}

// Without a currency, and with the section left out, there is neither a page nor a sum.
func TestNoCase(t *testing.T) {
	in := withCase(60)
	in.Case = in.Case[1:]
	if d := build(t, in); d.Case != nil || pageWords(t, d, report.BusinessCase) != "" {
		t.Error("a case without a currency")
	}
	in = withCase(60)
	in.Layout.Sections = report.Layout{}.With(report.BusinessCase, true)
	if d := build(t, in); d.Case != nil {
		t.Error("a case that was left out")
	}
	if d := build(t, withCase(6)); d.Case != nil && d.Case.Causes == nil && d.Case.Levers == nil {
		t.Error("an empty case of six interviews")
	}
}

// A study of any size and language has a page on which nothing is cut, and nothing reaches into the footer.
func TestCasePageHoldsTogether(t *testing.T) {
	for _, n := range []int{6, 14, 30, 60, 600} {
		for _, lang := range report.Languages() {
			in := withCase(n)
			in.Lang = lang
			in.Case = append(in.Case, in.Case[len(in.Case)-2], in.Case[len(in.Case)-1])
			d := build(t, in)
			if d.Case == nil {
				continue
			}
			for i, p := range d.Pages {
				if p.Kind != report.BusinessCase {
					continue
				}
				s := d.Scene(i, measure(t))
				for _, m := range s.Marks {
					w, ok := m.(page.Text)
					if ok && w.Y > 552 && w.Font.Size > 8 {
						t.Errorf("%d %s: %q stands at %.0f", n, lang, w.Words, w.Y)
					}
					if ok && strings.HasSuffix(w.Words, "…") {
						t.Errorf("%d %s: %q is cut", n, lang, w.Words)
					}
				}
			}
		}
	}
}

// Sums are printed as people write them.
func TestMoney(t *testing.T) {
	for _, c := range []struct {
		l    report.Lang
		v    float64
		cur  string
		want string
	}{
		{report.English, 1_449_000, "EUR", "€1.4m"}, {report.English, 14_490_000, "USD", "$14m"}, {report.English, 996, "GBP", "£1k"}, {report.English, 640, "EUR", "€640"},
		{report.English, 2_300_000_000, "CHF", "CHF\u00a02.3bn"}, {report.German, 1_449_000, "EUR", "1,4\u00a0Mio.\u00a0€"}, {report.German, 20_000, "CHF", "20\u00a0Tsd.\u00a0CHF"},
		{report.French, 1_449_000, "EUR", "1,4\u00a0M\u00a0€"}, {report.Spanish, 140_000, "EUR", "140\u00a0mil\u00a0€"}, {report.English, 0, "EUR", "€0"},
	} {
		if got := report.Money(c.l, c.v, c.cur).String(); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.l, c.v, got, c.want)
		}
	}
}

// No sum on the page has more than two figures.
func TestSumsHaveTwoFigures(t *testing.T) {
	words := pageWords(t, build(t, withCase(60)), report.BusinessCase)
	sums := regexp.MustCompile(`€(\d+(?:\.\d+)?)(k|m|bn|)`).FindAllStringSubmatch(words, -1)
	if len(sums) < 20 {
		t.Fatalf("%d sums", len(sums))
	}
	for _, m := range sums {
		if digits := strings.TrimRight(strings.TrimLeft(strings.ReplaceAll(m[1], ".", ""), "0"), "0"); len(digits) > 2 {
			t.Errorf("%s has more than two figures", m[0])
		}
	}
}

// OPENLOOP_LOOK names a folder to put pictures of the pages into, for a person to look at.
func TestLookAtTheCase(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	for name, in := range map[string]report.Input{"whole": withCase(60), "own": valued(60), "german": withCase(60), "small": withCase(14), "six": withCase(6), "large": withCase(600), "four": withCase(60)} {
		switch name {
		case "german":
			in.Lang = report.German
		case "four":
			in.Case = append(in.Case, in.Case[len(in.Case)-2], in.Case[len(in.Case)-1])
		}
		lookAt(t, to, name, build(t, in), report.BusinessCase)
	}
}

func lookAt(t *testing.T, to, name string, d report.Document, k report.Kind) {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(to, name+".pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(d.Section(k).Page)
	if n == "0" {
		t.Logf("%s has no such page", name)
		return
	}
	if out, err := exec.Command("pdftoppm", "-f", n, "-l", n, "-r", "95", "-singlefile", "-png", path, filepath.Join(to, name)).CombinedOutput(); err != nil {
		t.Log(string(out))
	}
}
