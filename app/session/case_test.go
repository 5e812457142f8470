package session

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/research"
	"openloop/research/analysis"
)

// usualCase sets a whole business case.
func usualCase(t *testing.T, s *Session) []research.Assumption {
	t.Helper()
	ctx := context.Background()
	price, _ := s.Book().ByRef("NEG-01")
	for _, a := range []research.Assumption{
		{Kind: research.CurrencyKind, Name: "€"},
		{Kind: research.LostValue, Name: "lost in 2025", Low: 8_000_000, Likely: 9_400_000, High: 11_000_000, Source: "CRM"},
		{Kind: research.Lever, Name: "End-of-quarter discounts", Code: price.ID, Likely: 420_000, Source: "Finance"},
		{Kind: research.WonBack, Low: 10, Likely: 20, High: 30},
	} {
		_, err := s.SetAssumption(ctx, a)
		mustBe(t, err)
	}
	list, err := s.Assumptions(ctx)
	mustBe(t, err)
	return list
}

// Assumptions are kept with who set them and when, one of each kind but of levers, and undone step by step.
func TestAssumptionsAreKept(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	before := tables(t, s.Path())
	list := usualCase(t, s)
	if len(list) != 4 || list[0].Name != "EUR" || list[2].Low != 420_000 || list[2].High != 420_000 {
		t.Fatalf("%+v", list)
	}
	for _, a := range list {
		if a.Coder != s.Coder() || a.UTC.IsZero() {
			t.Errorf("nobody knows who set %s, or when: %q, %v", a.Kind, a.Coder, a.UTC)
		}
	}
	if name, _ := s.CanUndo(); name != "Set how much could be won back" {
		t.Errorf("the step is called %q", name)
	}
	again := list[1]
	again.ID, again.Likely = "", 9_500_000
	id, err := s.SetAssumption(ctx, again)
	mustBe(t, err)
	if list, _ := s.Assumptions(ctx); len(list) != 4 || id != again.ID && list[1].Likely != 9_500_000 {
		t.Errorf("two values of all deals: %+v", list)
	}
	steps := countSteps(t, s)
	_, err = s.SetAssumption(ctx, again)
	mustBe(t, err)
	if countSteps(t, s) != steps {
		t.Error("what is the same already is a step")
	}
	again.Likely, again.Low, again.High, again.Name, again.Source = 0, 0, 0, "", ""
	_, err = s.SetAssumption(ctx, again)
	mustBe(t, err)
	if list, _ := s.Assumptions(ctx); len(list) != 3 {
		t.Errorf("an assumption that says nothing stays: %+v", list)
	}
	for range 6 {
		_, err := s.Undo(ctx)
		mustBe(t, err)
	}
	same(t, "undone", tables(t, s.Path()), before)
}

func countSteps(t *testing.T, s *Session) int {
	t.Helper()
	return strings.Count(tables(t, s.Path())["step"], "\n")
}

// What is no number, no range and no currency is refused with a sentence, and nothing is stored.
func TestAssumptionsAreRefused(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for name, a := range map[string]research.Assumption{
		"kind": {Kind: "guess", Likely: 1}, "currency": {Kind: research.CurrencyKind, Name: "Euros"}, "order": {Kind: research.LostValue, Low: 5, Likely: 4, High: 6},
		"high": {Kind: research.LostValue, Likely: 4, Low: 1, High: 3}, "percent": {Kind: research.WonBack, Likely: 120}, "less than none": {Kind: research.TopOfBand, Likely: -1},
		"unnamed": {Kind: research.Lever, Likely: 10}, "long": {Kind: research.Lever, Likely: 10, Name: strings.Repeat("discount ", 9)},
		"long source": {Kind: research.LostValue, Likely: 10, Source: strings.Repeat("somewhere ", 9)}, "huge": {Kind: research.LostValue, Likely: sumMost + 1},
	} {
		_, err := s.SetAssumption(ctx, a)
		if wantKind(t, err, research.Invalid); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	for i := range LeversMost + 1 {
		_, err := s.SetAssumption(ctx, research.Assumption{Kind: research.Lever, Name: "Lever " + string(rune('A'+i)), Likely: 1000})
		if (err != nil) != (i == LeversMost) {
			t.Errorf("lever %d: %v", i+1, err)
		}
	}
}

// Names in the words of an assumption are masked, the vault keeps what was typed, and no file says it.
func TestAssumptionsAreScrubbed(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	_, err := s.SetAssumption(ctx, research.Assumption{Kind: research.Lever, Name: "Dinners by Peter Zylberschtein", Likely: 9_000, Source: "Peter Zylberschtein"})
	mustBe(t, err)
	list, err := s.Assumptions(ctx)
	mustBe(t, err)
	if strings.Contains(list[0].Name+list[0].Source, "Zylb") {
		t.Errorf("the study says %q, %q", list[0].Name, list[0].Source)
	}
	if got, _ := s.AsTyped(list[0].ID, "source", list[0].Source); got != "Peter Zylberschtein" {
		t.Errorf("the vault has %q", got)
	}
	s.Close()
	if found := namesIn(t, s.Path(), []string{"Zylberschtein"}); len(found) > 0 {
		t.Errorf("the file says %q", found)
	}
}

// What is tried while typing is what the pack then says, to the figure; and by deal it is what the deals' bands add up
// to, whatever the counts say.
func TestCaseDesk(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	desk, err := s.CaseDesk(ctx, "")
	mustBe(t, err)
	none, err := desk.Try(ctx, nil)
	mustBe(t, err)
	if none.Case != nil || none.Page >= 0 || none.Why == "" {
		t.Errorf("without assumptions: %+v, %q", none.Case, none.Why)
	}
	list := usualCase(t, s)
	tried, err := desk.Try(ctx, list)
	mustBe(t, err)
	doc, err := s.Pack(ctx, PackOptions{Draft: true})
	mustBe(t, err)
	if tried.Case == nil || doc.Case == nil || tried.Page < 0 || len(tried.Case.Causes) != len(doc.Case.Causes) {
		t.Fatalf("tried %+v, %q; the pack has %+v", tried.Case, tried.Why, doc.Case)
	}
	if !slices.Equal(tried.Case.Causes, doc.Case.Causes) || tried.Case.Levers[0] != doc.Case.Levers[0] {
		t.Errorf("tried %+v, the pack has %+v", tried.Case, doc.Case)
	}
	deals, value := map[research.ID]bool{}, analysis.Range{}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if r.Interview.Outcome == research.Lost && !deals[r.Interview.Deal] {
			deals[r.Interview.Deal] = true
			w, _ := analysis.BandWorth(r.Deal.ValueBand, 0)
			value = value.Plus(w.Range)
		}
	}
	if tried.Total.Deals != len(deals) || tried.Total.Value != value || len(tried.Causes) < 3 || value.High == 0 {
		t.Errorf("by deal %+v, want %d deals worth %v", tried.Total, len(deals), value)
	}
	bad := append(slices.Clone(list), research.Assumption{Kind: research.Lever, Likely: 5})
	if again, err := desk.Try(ctx, bad); err != nil || len(again.Case.Levers) != 1 {
		t.Errorf("a lever that is not in order yet: %+v, %v", again.Case, err)
	}
	var b bytes.Buffer
	mustBe(t, excel.Write(ctx, &b, doc, nil))
	if doc.Section(report.BusinessCase).Page == 0 {
		t.Error("the pack has no page of it")
	}
}
