package analysis_test

import (
	"fmt"

	"openloop/research"
	"openloop/research/analysis"
)

func ExampleNewShare() {
	fmt.Println(analysis.NewShare(7, 12))
	// Output: 7 of 12 (32–81%)
}

func ExampleCompare() {
	fmt.Println(analysis.Compare(9, 10, 3, 10).Verdict)
	fmt.Println(analysis.Compare(7, 12, 4, 10).Verdict)
	fmt.Println(analysis.Compare(4, 4, 0, 30).Verdict)
	// Output:
	// clearly more
	// too close to call
	// too few to say
}

// One buyer speaks of the proposal's timing (a code of stage 6) while talking of the contract (stage 7).
func ExampleIndex_StageOfMention() {
	book := research.NewCodebook(
		[]research.Stage{{Number: 6, Name: "Proposal"}, {Number: 7, Name: "Contract"}},
		[]research.Code{{ID: "timing", Ref: "PRO-02", Stage: 6}})
	x := analysis.NewIndex([]analysis.InterviewFact{{ID: "i1", Outcome: research.Lost}, {ID: "i2", Outcome: research.Won}}, book)
	x.Add(analysis.CodingFact{Interview: "i1", Code: "timing", Stage: 7})
	x.Add(analysis.CodingFact{Interview: "i2", Code: "timing"})
	x.Add(analysis.CodingFact{Interview: "i2", Code: "timing"})
	for _, stage := range book.Stages {
		has, mentions := x.StageOfMention(stage.Number)
		fmt.Printf("%s: %d interview, mentions %d\n", stage.Name, has.Count(), mentions)
	}
	// Output:
	// Proposal: 1 interview, mentions 2
	// Contract: 1 interview, mentions 1
}
