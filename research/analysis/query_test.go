package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// However a question is put, looking it up gives what going through every coding gives.
func TestQueryIsTheSameEitherWay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 8))
	var stages []research.Stage
	var codes []research.Code
	for n := 1; n <= 4; n++ {
		stages = append(stages, research.Stage{Number: n})
		codes = append(codes, research.Code{ID: research.ID(fmt.Sprint("c", n)), Stage: n})
	}
	codes[3].MergedInto = codes[2].ID
	var facts []InterviewFact
	for i := range 70 {
		facts = append(facts, InterviewFact{ID: research.ID(fmt.Sprint("i", i))})
	}
	x := NewIndex(facts, research.NewCodebook(stages, codes))
	for range 900 {
		x.Add(CodingFact{Interview: facts[rnd.IntN(70)].ID, Code: codes[rnd.IntN(4)].ID, Stage: rnd.IntN(6), Polarity: research.Polarity(rnd.IntN(3) - 1), Weight: research.Weight(1 + rnd.IntN(3)), About: research.AboutUs})
	}
	half := research.NewBits(70)
	for i := range 35 {
		half.Set(i * 2)
	}
	asked := 0
	for _, list := range [][]research.ID{nil, {"c1"}, {"c3"}, {"c4", "c3", "c1"}, {"nobody"}} {
		for stage := range 6 {
			for _, p := range []int{-2, -1, 0, 1} {
				for _, within := range []research.Bits{nil, half} {
					q := Query{Codes: list, Stage: stage, Within: within}
					if side := research.Polarity(p); p > -2 {
						q.Polarity = &side
					}
					has, mentions := x.Query(q)
					wantHas, wantMentions := x.scan(q, x.within(within))
					if !has.Equal(wantHas) || mentions != wantMentions {
						t.Errorf("%+v: %d interviews, %d mentions, want %d and %d", q, has.Count(), mentions, wantHas.Count(), wantMentions)
					}
					if _, looked := x.counted(q); looked {
						asked++
					}
				}
			}
		}
	}
	if asked < 80 {
		t.Errorf("only %d questions were looked up", asked)
	}
}
