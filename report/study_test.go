package report_test

import (
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
)

// figure finds a figure of a document.
func figure(t *testing.T, d report.Document, s report.Subject, key, group string) report.Figure {
	t.Helper()
	for _, f := range d.Figures {
		if f.Subject == s && f.Key == key && f.Group == group {
			return f
		}
	}
	t.Fatalf("no figure %s %s of %q", s, key, group)
	return report.Figure{}
}

// Totals are what counting the interviews one by one gives.
func TestCountsAreTheIndexes(t *testing.T) {
	in := made.Study(60)
	d := build(t, in)
	for _, row := range in.Index.Table(nil) {
		f := figure(t, d, report.OfCode, row.Code.Ref, "")
		if f.Shown && (f.X != row.Interviews || f.N != row.Base || f.Mentions != row.Mentions || f.Low != row.Interval.Low) {
			t.Errorf("%s is %d of %d with %d mentions, want %d of %d with %d", f.Key, f.X, f.N, f.Mentions, row.Interviews, row.Base, row.Mentions)
		}
	}
}

// The groups of a shown split add up to no more than the total.
func TestSplitsAddUp(t *testing.T) {
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			for _, s := range []report.Subject{report.OfCode, report.OfStage, report.OfTheme, report.OfCompetitor, report.OfDecided} {
				for _, r := range d.Rows(s) {
					sum, base, all := 0, 0, r.Total.Shown
					for _, g := range r.Groups {
						sum, base, all = sum+g.X, base+g.N, all && g.Shown
					}
					if all && (sum > r.Total.X || base > r.Total.N) {
						t.Errorf("%s %s: groups have %d of %d, the total %d of %d", s, r.Key, sum, base, r.Total.X, r.Total.N)
					}
				}
			}
		})
	}
}

// A deal with two interviews counts once on the clocks, and one with a date missing not at all.
func TestDealsCountOnce(t *testing.T) {
	in := made.Study(60)
	base := figure(t, build(t, in), report.OfClock, "buyer", "").N
	for i := range in.Interviews {
		if in.Interviews[i].BuyerBegan != "" && in.Interviews[i+1].BuyerBegan != "" {
			in.Interviews[i+1].Deal = in.Interviews[i].Deal
			break
		}
	}
	if n := figure(t, build(t, in), report.OfClock, "buyer", "").N; n != base-1 {
		t.Errorf("%d deals, want %d", n, base-1)
	}
	in.Deals[0].CRMClosed = ""
	if n := figure(t, build(t, in), report.OfClock, "crm", "").N; n != base-2 {
		t.Errorf("%d deals, want %d", n, base-2)
	}
}

// Too few deals with dates give no clock.
func TestFewDealsShowNoClock(t *testing.T) {
	in := made.Study(60)
	for i := range in.Interviews {
		if i > 3 {
			in.Interviews[i].BuyerBegan = ""
		}
	}
	d := build(t, in)
	if f := figure(t, d, report.OfClock, "buyer", ""); f.Shown || f.Value != 0 {
		t.Errorf("%+v", f)
	}
	for _, p := range d.Pages {
		if strings.Contains(p.Title.String(), "CRM") {
			t.Errorf("page %d says %q", p.Number, p.Title)
		}
	}
}

// Competitors named in fewer than k interviews are counted, not named.
func TestRareCompetitorsAreNotNamed(t *testing.T) {
	in := made.Study(60)
	facts := in.Index.Facts()
	for i := range 4 {
		facts[i*9].Competitors = []string{"Rareco"}
	}
	d := build(t, reindexed(in))
	m := measure(t)
	for i, p := range d.Pages {
		s := d.Scene(i, m)
		words := strings.Join(s.Words(), "\n")
		if strings.Contains(words, "Rareco") {
			t.Errorf("page %d names it", p.Number)
		}
	}
	for _, f := range d.Figures {
		if strings.Contains(f.Key, "Rareco") {
			t.Errorf("figure %+v", f)
		}
	}
}

// reindexed is an input whose index holds the facts as they have been changed, without codings.
func reindexed(in report.Input) report.Input {
	in.Index = newIndex(in)
	return in
}

// The first primary reason of a kind counts; others, and those of other interviews, do not.
func TestReasons(t *testing.T) {
	in := made.Study(60)
	price := research.ID("code-NEG-01")
	var told []research.Reason
	lost := 0
	for _, f := range in.Index.Facts() {
		if f.Outcome == research.Lost {
			lost++
		}
		for _, k := range research.ReasonKinds() {
			code := research.ID("code-COM-01")
			if k == research.Told {
				code = price
			}
			told = append(told, research.Reason{Interview: f.ID, Kind: k, Code: "code-DIS-02"}, research.Reason{Interview: f.ID, Kind: k, Code: code, Primary: true},
				research.Reason{Interview: f.ID, Kind: k, Code: "code-EVA-07", Primary: true}, research.Reason{Interview: "nobody", Kind: k, Code: price, Primary: true},
				research.Reason{Interview: f.ID, Kind: k, Code: "no code", Primary: true})
		}
	}
	in.Reasons = told
	d := build(t, in)
	f := figure(t, d, report.OfReason, "told:NEG-01", "")
	if f.N != lost || f.Shown && f.X != lost {
		t.Errorf("told: %d of %d, want %d", f.X, f.N, lost)
	}
	for _, f := range d.Figures {
		if f.Subject == report.OfReason && (strings.Contains(f.Key, "EVA-07") || strings.Contains(f.Key, "DIS-02")) {
			t.Errorf("%s is counted: %d of %d", f.Key, f.X, f.N)
		}
	}
}

// Without price told, the page is about the reason that is told most.
func TestAnotherReasonThanPrice(t *testing.T) {
	in := made.Study(60)
	for i := range in.Reasons {
		if in.Reasons[i].Code == "code-NEG-01" {
			in.Reasons[i].Code = "code-DEC-05"
		}
	}
	d := build(t, in)
	for _, p := range d.Pages {
		if p.Kind == report.FourReasons && !strings.Contains(strings.ToLower(p.Title.String()), "incumbent") {
			t.Errorf("the page says %q", p.Title)
		}
	}
}

// A pack about one wave counts that wave's interviews, and says so.
func TestOneWave(t *testing.T) {
	in := made.Study(60)
	in.Wave = "w2"
	d := build(t, in)
	if d.Base != 30 || d.Wave.String() != "2026 H2" {
		t.Errorf("base %d of %q", d.Base, d.Wave)
	}
	m := measure(t)
	s := d.Scene(0, m)
	if words := strings.Join(s.Words(), "\n"); !strings.Contains(words, "2026 H2") || !strings.Contains(words, "30 interviews") {
		t.Errorf("the first page does not say which wave: %s", words)
	}
	for _, g := range d.Ledger.Groups {
		if !strings.Contains(g.Key, "wave=") && !strings.Contains(g.Key, "|") && !strings.HasPrefix(g.Key, "told") && !strings.HasPrefix(g.Key, "decided") {
			t.Errorf("group %q could be taken for all waves", g.Key)
		}
	}
}

// The findings lead to pages that are there, and the workbook's rows and groups fit together.
func TestFindingsAndRows(t *testing.T) {
	d := build(t, made.Study(60))
	if len(d.Findings) != 3 {
		t.Fatalf("%d findings", len(d.Findings))
	}
	for _, f := range d.Findings {
		if f.Page < 2 || f.Page > len(d.Pages) || f.Title.Empty() || f.Figure.Empty() {
			t.Errorf("%+v", f)
		}
	}
	groups := d.Groups(report.OfCode)
	if groups[0].Key != "" || groups[0].Base != 60 || len(groups) < 3 {
		t.Errorf("groups %+v", groups)
	}
	for _, r := range d.Rows(report.OfCode) {
		if len(r.Groups) != len(groups)-1 || r.Total.Key != r.Key || r.Groups[0].Group != groups[1].Key {
			t.Errorf("row %s: %+v", r.Key, r)
		}
	}
	if got := d.StageName(4).String(); got != "Discovery and sales conduct" {
		t.Errorf("stage 4 is %q", got)
	}
}
