package report_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
	"openloop/research/privacy"
)

// However a quote is signed, and whatever its signature leaves unsaid, at least k interviews of enough
// organisations would be signed the same: whoever knows everybody's attributes and the rule learns no more.
func TestSignaturesCoverEnough(t *testing.T) {
	ins := studies()
	for n := 6; n <= 90; n += 7 {
		ins[fmt.Sprint("made ", n)] = made.Study(n)
	}
	closer := 0
	for name, in := range ins {
		plan, err := report.PlanQuotes(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		alike := map[string]research.Bits{}
		for i, f := range in.Index.Facts() {
			a := plan.Attribution(f.ID)
			if a.MayNot != "" {
				continue
			}
			who := a.Who.String()
			if alike[who] == nil {
				alike[who] = research.NewBits(in.Index.Len())
			}
			alike[who].Set(i)
			if strings.Contains(who, ", ") {
				closer++
			}
			for _, p := range a.Parts {
				if p.Allowed == (p.Missing != "") && p.What != "outcome" {
					t.Errorf("%s: %+v", name, p)
				}
			}
		}
		for who, members := range alike {
			if ok, missing := in.Rule.Allows(in.Frame, members); !ok {
				t.Errorf("%s: %d interviews are signed %q: %s", name, members.Count(), who, missing)
			}
		}
	}
	if closer == 0 {
		t.Error("nothing is signed closer than by outcome")
	}
}

// With one interview fewer than k of a combination, its attribute is no longer said.
func TestSignatureLosesWhatTooFewShare(t *testing.T) {
	in := made.Study(60)
	at, part := -1, report.AttributionPart{}
	plan, _ := report.PlanQuotes(context.Background(), in)
	for i, f := range in.Index.Facts() {
		for _, p := range plan.Attribution(f.ID).Parts {
			if p.What != "outcome" && p.Allowed {
				at, part = i, p
			}
		}
	}
	if at < 0 {
		t.Fatal("nothing is signed closer than by outcome")
	}
	in.Rule.K = 40
	plan, _ = report.PlanQuotes(context.Background(), in)
	a := plan.Attribution(in.Index.Facts()[at].ID)
	for _, p := range a.Parts {
		if p.Allowed && p.What != "outcome" {
			t.Errorf("k is 40, and still %q is said beside %q", p.Name, a.Who)
		}
		if p.What == part.What && p.Missing == "" {
			t.Errorf("%s is not said and nothing says why", p.What)
		}
	}
}

// What somebody in a meeting said counts against everybody who was there.
func TestMeetingsCountForAll(t *testing.T) {
	in := made.Study(60)
	for i := range in.Quotes {
		in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, fmt.Sprintf("This is remark %d about how it went.", i))
		if i < 12 {
			in.Quotes[i].Voices = []research.ID{in.Quotes[i].Participant, "always there"}
		}
	}
	d := build(t, in)
	n := 0
	for _, q := range d.Quotes {
		for i := range 12 {
			if q.Words == report.Words(in.Quotes[i].Text) {
				n++
			}
		}
	}
	if n != 2 {
		t.Errorf("%d quotes are from meetings that one person was always in, want 2", n)
	}
}
