package attack_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/research"
	"openloop/research/analysis"
)

// everyWorld is the study with a codebook of one code for every set of interviews that could have said a thing. What
// is printed of a code goes by its own answers, so one workbook shows what would be printed in every world.
func (s *study) everyWorld() report.Input {
	in := s.input()
	n := len(s.facts)
	codes := []research.Code{{ID: "top", Ref: "TOP", Stage: 1, Name: "Stage"}}
	for w := range 1 << n {
		codes = append(codes, research.Code{ID: worldCode(w), Ref: string(worldCode(w)), Parent: "top", Stage: 1, Name: "World"})
	}
	in.Book = research.NewCodebook(in.Book.Stages, codes)
	in.Themes, in.Reasons = nil, nil
	in.Index = analysis.NewIndex(s.facts, in.Book)
	for w := range 1 << n {
		for i, f := range s.facts {
			if w>>i&1 == 1 { // all of it said at another stage, so that no stage is made of these codes
				in.Index.Add(analysis.CodingFact{Interview: f.ID, Code: worldCode(w), Stage: 2, Polarity: research.Neutral, Weight: research.Mentioned})
			}
		}
	}
	return in
}

func worldCode(w int) research.ID { return research.ID(fmt.Sprintf("W-%05d", w)) }

// attackWorlds groups the worlds by what is printed in them: totals, splits, and what is withheld for which reason.
// A reader who knows the rule cannot tell apart those of a group, and is left with what they have in common.
func attackWorlds(tb testing.TB, seed uint64, n int, audited bool) (worlds int, pins []string) {
	s := newStudy(tb, seed, n)
	if !audited {
		s.in.Rule = s.in.Rule.WithoutAudit()
	}
	d, err := report.Build(context.Background(), s.everyWorld())
	if err != nil {
		tb.Fatal(err)
	}
	var book bytes.Buffer
	if err := excel.Write(context.Background(), &book, d, nil); err != nil {
		tb.Fatal(err)
	}
	figures, _ := readWorkbook(tb, book.Bytes())
	looks := map[string]string{}
	for _, f := range figures {
		if f.subject == "code" && strings.HasPrefix(f.key, "W-") {
			looks[f.key] += fmt.Sprintf("%s %d of %d %s|", f.group, f.x, f.n, f.why)
		}
	}
	r := newReader(tb, s)
	e := &export{groups: map[string]research.Bits{}, speaks: map[string]bool{}}
	for _, f := range s.facts {
		r.numberOf(f)
	}
	e.alive = research.NewBits(n)
	for i := range n {
		e.alive.Set(i)
	}
	for _, g := range d.Ledger.Groups {
		b := research.NewBits(n)
		for _, id := range g.Members {
			b.Set(r.number[id])
		}
		e.groups[g.Key] = b
		e.speaks[g.Key] = true
	}
	same := map[string][]research.Bits{}
	for w := range 1 << n {
		look := looks[string(worldCode(w))]
		same[look] = append(same[look], research.Bits{uint64(w)})
	}
	for _, look := range sorted(same) {
		for _, t := range r.targets([]*export{e}) {
			low, high := n, 0
			for _, w := range same[look] {
				x := t.members.CountAnd(w)
				low, high = min(low, x), max(high, x)
			}
			if low >= 1 && high-low < 2 {
				pins = append(pins, fmt.Sprintf("%s (%d) holds %d to %d in all %d worlds that print %s", t.name, t.members.Count(), low, high, len(same[look]), look))
			}
		}
	}
	return 1 << n, pins
}

// A reader who lists every world learns nothing either, though it is known to him that withholding goes by the figures.
func TestAttackerWhoListsWorlds(t *testing.T) {
	studies := uint64(24)
	if os.Getenv("OPENLOOP_ATTACK") != "" {
		studies = 120
	}
	worlds, won := 0, 0
	for seed := range studies {
		n := 6 + int(seed)%5
		if seed%12 == 11 {
			n = 12
		}
		more, pins := attackWorlds(t, seed, n, true)
		worlds += more
		if len(pins) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, n, len(pins), strings.Join(pins[:min(3, len(pins))], "; "))
		}
		if seed < 12 {
			if _, pins := attackWorlds(t, seed, n, false); len(pins) > 0 {
				won++
			}
		}
	}
	t.Logf("%d studies, %d worlds; without the audit the attacker wins in %d of 12", studies, worlds, won)
	if won < 6 {
		t.Errorf("without the audit the attacker wins in %d of 12 studies only: the test says little", won)
	}
}
