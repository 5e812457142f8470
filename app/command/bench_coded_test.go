package command

import (
	"testing"

	"openloop/research/analysis"
)

// The study that is measured has the size that is said.
func TestCodedStudy(t *testing.T) {
	x, spans, twice := codedStudy()
	n, mentions := 0, 0
	for i := range spans {
		n += len(spans[i])
		for _, s := range spans[i] {
			if s.From < 0 || s.To > codedCharacters {
				t.Fatalf("a passage from %d to %d", s.From, s.To)
			}
		}
	}
	for _, row := range x.CodesByInterview() {
		for _, c := range row {
			mentions += c
		}
	}
	if x.Len() != codedInterviews || n != codedCodings || mentions != codedCodings {
		t.Errorf("%d interviews, %d passages, %d mentions", x.Len(), n, mentions)
	}
	if _, all := analysis.AgreeOn(analysis.ByCharacter, twice, 2, codedCodes); all.Units == 0 || !all.Kappa.Defined() {
		t.Errorf("agreement is not defined: %+v", all)
	}
	together := analysis.Cooccur(spans, codedCodes)
	if p, in := together.Pair(0, 1); p == 0 || in == 0 {
		t.Errorf("two codes overlap %d times, in %d interviews", p, in)
	}
}
