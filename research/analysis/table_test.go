package analysis

import (
	"testing"

	"openloop/research"
)

func TestTableAgainstPlainCounting(t *testing.T) {
	x, all, _ := newTestIndex(t, 140, 3000, 6)
	within := x.Group("wave")[0].Members
	in := func(c CodingFact) bool { return within.Has(x.Position(c.Interview)) }
	for _, row := range x.Table(within) {
		is := func(c CodingFact) bool { return in(c) && c.Code == row.Code.ID }
		want := count(all, is)
		if row.Interviews != len(want.interviews) || row.Mentions != want.mentions || row.Base != within.Count() || row.Interval != Wilson(row.Interviews, row.Base) {
			t.Fatalf("%s: %+v, counted %d interviews, %d mentions", row.Code.Ref, row, len(want.interviews), want.mentions)
		}
		if hurt := count(all, func(c CodingFact) bool { return is(c) && c.Polarity < 0 }); row.Hurt != len(hurt.interviews) {
			t.Fatalf("%s: hurt %d, counted %d", row.Code.Ref, row.Hurt, len(hurt.interviews))
		}
		interviews, mentions, base := 0, 0, 0
		for i, c := range row.ByClass {
			want := count(all, func(f CodingFact) bool { return is(f) && x.groups["outcome"][i].Members.Has(x.Position(f.Interview)) })
			if c.Interviews != len(want.interviews) || c.Mentions != want.mentions {
				t.Fatalf("%s, %s: %+v, counted %d", row.Code.Ref, c.Name, c, len(want.interviews))
			}
			interviews, mentions, base = interviews+c.Interviews, mentions+c.Mentions, base+c.Base
		}
		if interviews != row.Interviews || mentions != row.Mentions || base != row.Base {
			t.Fatalf("%s: the outcomes sum to %d of %d, the row says %d of %d", row.Code.Ref, interviews, base, row.Interviews, row.Base)
		}
	}
}

func TestTableWarnsOfSmallBases(t *testing.T) {
	x, _, _ := newTestIndex(t, 8, 20, 6)
	for _, row := range x.Table(nil) {
		if len(row.Warnings) != 1 || row.Warnings[0] != BaseUnderTen {
			t.Fatalf("base of %d: %v", row.Base, row.Warnings)
		}
	}
}

func TestStageByOutcomeAgainstPlainCounting(t *testing.T) {
	x, all, book := newTestIndex(t, 140, 1500, 7)
	hurt := research.Hurt
	any, bad := x.StageByOutcome(nil), x.StageBy(nil, x.Group("outcome"), &hurt)
	for r, stage := range any.Stages {
		at := func(c CodingFact) bool { return stageOfMention(book, c) == stage.Number }
		if want := count(all, at); any.Totals[r] != len(want.interviews) {
			t.Fatalf("%s: %d, counted %d", stage.Name, any.Totals[r], len(want.interviews))
		}
		for k, class := range any.Classes {
			in := func(c CodingFact) bool { return at(c) && class.Members.Has(x.Position(c.Interview)) }
			if want := count(all, in); any.Counts[r][k] != len(want.interviews) {
				t.Fatalf("%s, %s: %d, counted %d", stage.Name, class.Name, any.Counts[r][k], len(want.interviews))
			}
			if want := count(all, func(c CodingFact) bool { return in(c) && c.Polarity < 0 }); bad.Counts[r][k] != len(want.interviews) {
				t.Fatalf("%s hurt, %s: %d, counted %d", stage.Name, class.Name, bad.Counts[r][k], len(want.interviews))
			}
		}
	}
}

func TestCubeAgainstPlainCounting(t *testing.T) {
	x, all, book := newTestIndex(t, 90, 4000, 8)
	within := x.Group("segment")[1].Members
	cube := x.Cube(within)
	mentions := 0
	for c, code := range cube.Codes {
		for s := range cube.Stages {
			for o, outcome := range cube.Outcomes {
				want := count(all, func(f CodingFact) bool {
					i := x.Position(f.Interview)
					return f.Code == code && stageOfMention(book, f) == s && within.Has(i) && outcome.Members.Has(i)
				})
				if got := cube.At(c, s, o); got != (Count{len(want.interviews), want.mentions}) {
					t.Fatalf("code %d, stage %d, %s: %+v, counted %d and %d", c, s, outcome.Name, got, len(want.interviews), want.mentions)
				}
				mentions += want.mentions
			}
		}
	}
	if want := count(all, func(f CodingFact) bool { return within.Has(x.Position(f.Interview)) }); mentions != want.mentions {
		t.Errorf("the cube holds %d mentions of %d", mentions, want.mentions)
	}
}
