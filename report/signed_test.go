package report_test

import (
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
)

// A quote that an issued pack signed one way is not printed signed another way, where few are signed both ways.
func TestSignaturesOfTwoPacks(t *testing.T) {
	in := made.Study(60)
	first := build(t, in)
	if len(first.Ledger.Quotes) == 0 || len(first.Ledger.Quotes) != len(first.Quotes) {
		t.Fatalf("%d quotes, %d of them in the ledger", len(first.Quotes), len(first.Ledger.Quotes))
	}
	in.Signed = map[research.ID][]research.Bits{}
	for _, q := range first.Ledger.Quotes {
		in.Signed[q.Verbatim] = []research.Bits{members(in, q.Members)}
	}
	if again := build(t, in); len(again.Quotes) != len(first.Quotes) {
		t.Errorf("signed the same way, %d of %d quotes are printed", len(again.Quotes), len(first.Quotes))
	}

	// Another pack signed the first quote for four of those, and for others.
	q := first.Ledger.Quotes[0]
	few := members(in, q.Members[:4])
	for i := range in.Index.Facts() {
		if !members(in, q.Members).Has(i) {
			few.Set(i)
		}
	}
	in.Signed[q.Verbatim] = append(in.Signed[q.Verbatim], few)
	for _, again := range build(t, in).Ledger.Quotes {
		if again.Verbatim == q.Verbatim {
			t.Error("it is known of four only that they may have said it")
		}
	}
	plan, err := report.PlanQuotes(t.Context(), in)
	if err != nil || !plan.Clashes(q.Verbatim) || plan.Clashes(first.Ledger.Quotes[1].Verbatim) {
		t.Errorf("the plan does not say which clashes (%v)", err)
	}
}

func members(in report.Input, ids []research.ID) research.Bits {
	b := research.NewBits(in.Index.Len())
	for _, id := range ids {
		b.Set(in.Index.Position(id))
	}
	return b
}
