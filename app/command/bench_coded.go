package command

import (
	"fmt"
	"math/rand/v2"

	"openloop/research"
	"openloop/research/analysis"
)

// everything is every job, on the study that was asked for and on one of the size for which other programs' times are
// known.
func (b *bencher) everything() error {
	if err := b.all(); err != nil {
		return err
	}
	return b.coded()
}

// The study that other programs were measured on: half of its codings are by a second coder.
const (
	codedInterviews = 200
	codedCharacters = 30_000
	codedTurn       = 200 // characters
	codedCodes      = 100
	codedCodings    = 30_000
)

// coded measures what is counted over a study of that size.
func (b *bencher) coded() error {
	x, spans, twice := codedStudy()
	steps := []struct {
		job string
		do  func()
	}{
		{"frequencies of 100 codes, 30,000 codings", func() { x.Table(nil) }},
		{"codes × interviews, the same", func() { x.CodesByInterview() }},
		{"codes that stand together, the same", func() { analysis.Cooccur(spans, codedCodes) }},
		{"agreement of two coders by turn, the same", func() { analysis.AgreeOn(analysis.ByTurn, twice, 2, codedCodes) }},
		{"agreement of two coders by character, the same", func() { analysis.AgreeOn(analysis.ByCharacter, twice, 2, codedCodes) }},
	}
	for _, st := range steps {
		if err := b.measure(st.job, 20, func(int) error { st.do(); return nil }); err != nil {
			return err
		}
	}
	return nil
}

// codedStudy makes the study, the same each time.
func codedStudy() (*analysis.Index, [][]analysis.Span, []analysis.Doubly) {
	rnd := rand.New(rand.NewPCG(benchSeed, 2))
	codes := make([]research.Code, codedCodes)
	for i := range codes {
		codes[i] = research.Code{ID: research.ID(fmt.Sprint("code", i)), Name: fmt.Sprint("Code ", i), Stage: 1 + i%9}
	}
	facts := make([]analysis.InterviewFact, codedInterviews)
	spans, twice := make([][]analysis.Span, codedInterviews), make([]analysis.Doubly, codedInterviews)
	for i := range facts {
		facts[i] = analysis.InterviewFact{ID: research.ID(fmt.Sprint("interview", i)), Outcome: []research.Outcome{research.Won, research.Lost, research.NoDecision}[i%3]}
		for range codedCharacters / codedTurn {
			twice[i].Turns = append(twice[i].Turns, codedTurn)
		}
	}
	x := analysis.NewIndex(facts, research.NewCodebook(nil, codes))
	for n := range codedCodings {
		i, c := n%codedInterviews, rnd.IntN(codedCodes)
		from := rnd.IntN(codedCharacters - 400)
		to := from + 50 + rnd.IntN(351)
		x.Add(analysis.CodingFact{Interview: facts[i].ID, Code: codes[c].ID, Polarity: research.Hurt, About: research.AboutUs, Weight: research.Mentioned})
		spans[i] = append(spans[i], analysis.Span{Code: c, From: from, To: to})
		twice[i].Marks = append(twice[i].Marks, analysis.Mark{Coder: n / codedInterviews % 2, Code: c, From: from, To: to})
	}
	return x, spans, twice
}
