package analysis

import (
	"fmt"
	"testing"

	"openloop/research"
)

// A clone says what the index said when it was made, whatever either counts afterwards.
func TestClone(t *testing.T) {
	book := research.NewCodebook([]research.Stage{{Number: 1, Name: "One"}, {Number: 2, Name: "Two"}}, []research.Code{{ID: "a", Ref: "A", Stage: 1}, {ID: "b", Ref: "B", Stage: 2}})
	x := NewIndex([]InterviewFact{{ID: "i", Outcome: research.Won}, {ID: "j", Outcome: research.Lost}}, book)
	x.Add(CodingFact{Interview: "i", Code: "a", Stage: 1})
	x.Add(CodingFact{Interview: "i", Code: "a", Stage: 1})
	says := func(x *Index) string { return fmt.Sprint(x.Table(nil), x.StageByOutcome(nil).Counts) }
	before := says(x)
	c := x.Clone()
	if says(c) != before {
		t.Errorf("the clone says %s, want %s", says(c), before)
	}
	x.Add(CodingFact{Interview: "j", Code: "b", Stage: 2})
	x.Remove(CodingFact{Interview: "i", Code: "a", Stage: 1})
	if says(c) != before || says(x) == before {
		t.Errorf("the clone says %s, want %s", says(c), before)
	}
	after := says(x)
	c.Add(CodingFact{Interview: "i", Code: "b", Stage: 1})
	c.Remove(CodingFact{Interview: "i", Code: "a", Stage: 1})
	if says(x) != after {
		t.Errorf("the index says %s, want %s", says(x), after)
	}
}
