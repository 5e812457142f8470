package attack_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/research"
	"openloop/research/analysis"
)

// everyWorld is the study with a codebook of one code for every set of interviews that could have said a thing. What
// is printed of a code goes by its own answers, so one workbook shows what would be printed in every world.
func (s *study) everyWorld() report.Input {
	at := map[research.ID]int{}
	for i, f := range s.facts {
		at[f.ID] = i
	}
	return s.everyWorldOf(len(s.facts), at)
}

// everyWorldOf is everyWorld among n interviews of which the study now has some; at numbers them all.
func (s *study) everyWorldOf(n int, at map[research.ID]int) report.Input {
	in := s.input()
	codes := []research.Code{{ID: "top", Ref: "TOP", Stage: 1, Name: "Stage"}}
	for w := range 1 << n {
		codes = append(codes, research.Code{ID: worldCode(w), Ref: string(worldCode(w)), Parent: "top", Stage: 1, Name: "World"})
	}
	in.Book = research.NewCodebook(in.Book.Stages, codes)
	in.Themes, in.Reasons = nil, nil
	in.Index = analysis.NewIndex(s.facts, in.Book)
	for w := range 1 << n {
		for _, f := range s.facts {
			if w>>at[f.ID]&1 == 1 { // all of it said at another stage, so that no stage is made of these codes
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
	r := newReader(tb, s)
	for _, f := range s.facts {
		r.numberOf(f)
	}
	looks := map[string]string{}
	r.listWorlds(s, d, n, looks)
	return 1 << n, r.told(n, looks)
}

// listWorlds takes in what a pack prints in every world: looks gets it by world.
func (r *reader) listWorlds(s *study, d report.Document, n int, looks map[string]string) {
	var book bytes.Buffer
	if err := excel.Write(context.Background(), &book, d, nil); err != nil {
		r.tb.Fatal(err)
	}
	figures, _ := readWorkbook(r.tb, book.Bytes())
	for _, f := range figures {
		if f.subject == "code" && strings.HasPrefix(f.key, "W-") {
			looks[f.key] += fmt.Sprintf("%s %d of %d %s|", f.group, f.x, f.n, f.why)
		}
	}
	e := &export{groups: map[string]research.Bits{}, speaks: map[string]bool{}, alive: research.NewBits(n)}
	for _, f := range s.facts {
		e.alive.Set(r.number[f.ID])
	}
	for _, g := range d.Ledger.Groups {
		b := research.NewBits(n)
		for _, id := range g.Members {
			b.Set(r.number[id])
		}
		e.groups[g.Key] = b
		e.speaks[g.Key] = true
	}
	r.exports = append(r.exports, e)
}

// told is what all worlds that look the same have in common, where it says of a few what they said.
func (r *reader) told(n int, looks map[string]string) (pins []string) {
	same := map[string][]research.Bits{}
	for w := range 1 << n {
		look := looks[string(worldCode(w))]
		same[look] = append(same[look], research.Bits{uint64(w)})
	}
	targets := r.targets(r.exports)
	for _, look := range sorted(same) {
		for _, t := range targets {
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
	return pins
}

// attackSeries is attackWorlds over three packs of a study that grows: an interview comes before each later pack, and
// one is erased. What was said in an interview stays what it was: a reader who has to reckon with its being coded
// anew knows less.
func attackSeries(tb testing.TB, seed uint64, n int, audited bool) (worlds int, pins []string) {
	s := newStudy(tb, seed, n)
	if !audited {
		s.in.Rule = s.in.Rule.WithoutAudit()
	}
	r := newReader(tb, s)
	states := [][]analysis.InterviewFact{slices.Clone(s.facts)}
	for range 2 {
		s.interview()
		i := s.r.IntN(len(s.facts) - 1) // not the one that came
		s.facts = slices.Delete(slices.Clone(s.facts), i, i+1)
		states = append(states, slices.Clone(s.facts))
	}
	for _, facts := range states {
		for _, f := range facts {
			r.numberOf(f)
		}
	}
	all := len(r.list)
	looks := map[string]string{}
	for _, facts := range states {
		s.facts = facts
		d, err := report.Build(context.Background(), s.everyWorldOf(all, r.number))
		if err != nil {
			tb.Fatal(err)
		}
		r.listWorlds(s, d, all, looks)
		s.issued = append(s.issued, d.Ledger)
		pins = append(pins, r.told(all, looks)...)
	}
	return 1 << all, pins
}

// Nor does he when he has three packs of a study that grew between them.
func TestAttackerWhoListsWorldsOfThreePacks(t *testing.T) {
	studies := uint64(12)
	if os.Getenv("OPENLOOP_ATTACK") != "" {
		studies = 60
	}
	var worlds, won atomic.Int64
	eachSeed(t, 0, studies, func(t *testing.T, seed uint64) {
		const n = 6
		more, pins := attackSeries(t, seed, n, true)
		worlds.Add(int64(more))
		if len(pins) > 0 {
			t.Errorf("seed %d, %d interviews at first: %d pins: %s", seed, n, len(pins), strings.Join(pins[:min(3, len(pins))], "; "))
		}
		if seed < 8 {
			if _, pins := attackSeries(t, seed, n, false); len(pins) > 0 {
				won.Add(1)
			}
		}
	})
	t.Logf("%d studies, %d worlds; without the audit the attacker wins in %d of 8", studies, worlds.Load(), won.Load())
	if won.Load() < 4 {
		t.Errorf("without the audit the attacker wins in %d of 8 studies only: the test says little", won.Load())
	}
}

// A reader who lists every world learns nothing either, though it is known to him that withholding goes by the figures.
func TestAttackerWhoListsWorlds(t *testing.T) {
	studies := uint64(24)
	if os.Getenv("OPENLOOP_ATTACK") != "" {
		studies = 120
	}
	var worlds, won atomic.Int64
	eachSeed(t, 0, studies, func(t *testing.T, seed uint64) {
		n := 6 + int(seed)%5
		if seed%12 == 11 {
			n = 12
		}
		more, pins := attackWorlds(t, seed, n, true)
		worlds.Add(int64(more))
		if len(pins) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, n, len(pins), strings.Join(pins[:min(3, len(pins))], "; "))
		}
		if seed < 12 {
			if _, pins := attackWorlds(t, seed, n, false); len(pins) > 0 {
				won.Add(1)
			}
		}
	})
	t.Logf("%d studies, %d worlds; without the audit the attacker wins in %d of 12", studies, worlds.Load(), won.Load())
	if won.Load() < 6 {
		t.Errorf("without the audit the attacker wins in %d of 12 studies only: the test says little", won.Load())
	}
}
