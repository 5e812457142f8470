package attack_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// beside is a count with whatever was written after it.
var beside = regexp.MustCompile(`(\d+) of (\d+)`)

// checkSquares inverts the places of the squares on the page that sets two waves side by side, as checkDots does those of
// the discs.
func checkSquares(page int, p sheetOfPaper) (odd []string) {
	var ticks []readback.Word
	for _, w := range p.Words {
		if strings.HasSuffix(w.Text, "%") && len(w.Text) <= 4 && float(strings.TrimSuffix(w.Text, "%")) >= 0 {
			ticks = append(ticks, w)
		}
	}
	var axis []float64
	for _, l := range p.Lines {
		if l.W == 0 && l.H > 30 {
			axis = append(axis, l.X)
		}
	}
	for _, r := range p.Rects {
		if r.W < 1 && r.H > 30 {
			axis = append(axis, r.X+r.W/2)
		}
	}
	if len(ticks) < 2 || len(axis) < 2 {
		return nil
	}
	last := slices.MaxFunc(ticks, func(a, b readback.Word) int { return cmp.Compare(a.X, b.X) })
	end := float(strings.TrimSuffix(last.Text, "%")) / 100
	left, right := slices.Min(axis), slices.Max(axis)
	for _, r := range p.Rects {
		x := r.X + r.W/2
		if math.Abs(r.W-r.H) > .1 || r.W < 4 || r.W > 7 || x < left-1 || x > right+1 {
			continue
		}
		share, ok := (x-left)/(right-left)*end, false
		for _, w := range p.Words {
			for _, m := range beside.FindAllStringSubmatch(w.Text, -1) {
				ok = ok || math.Abs(w.Y-r.Y) < 14 && math.Abs(float(m[1])/float(m[2])-share) < .006
			}
		}
		if !ok {
			odd = append(odd, fmt.Sprintf("page %d: a square at %.3f", page+1, share))
		}
	}
	return odd
}

// someWorlds is the study with a codebook of eight codes, each what a world says, and a theme for each of them: so every
// world is printed by outcome and by wave.
func (s *study) someWorlds(first, n int, at map[research.ID]int) report.Input {
	in := s.input()
	codes := []research.Code{{ID: "top", Ref: "TOP", Stage: 1, Name: "Stage"}}
	in.Themes, in.Reasons, in.Quotes = nil, nil, nil
	for i := range analysis.MaxNamedThemes {
		id := worldCode(first + i)
		codes = append(codes, research.Code{ID: id, Ref: string(id), Parent: "top", Stage: 1, Name: "World"})
		in.Themes = append(in.Themes, research.Theme{ID: id, Pos: i, Name: string(id), Codes: []research.ID{id}})
	}
	in.Book = research.NewCodebook(in.Book.Stages, codes)
	in.Index = analysis.NewIndex(s.facts, in.Book)
	in.Index.NameWaves(in.Waves)
	for w := first; w < min(first+analysis.MaxNamedThemes, 1<<n); w++ {
		for _, f := range s.facts {
			if w>>at[f.ID]&1 == 1 { // all of it said at another stage, so that no stage is made of these codes
				in.Index.Add(analysis.CodingFact{Interview: f.ID, Code: worldCode(w), Stage: 2, Polarity: research.Neutral, Weight: research.Mentioned})
			}
		}
	}
	for _, k := range []report.Kind{report.Importance, report.Together} { // of several worlds at once
		in.Layout.Sections = append(in.Layout.Sections, report.Choice{Kind: k, Off: true})
	}
	return in
}

// lookAtWaves takes in what a pack prints in every world by outcome and by wave.
func (r *reader) lookAtWaves(s *study, n int, at map[research.ID]int, looks map[string]string) (shown int) {
	e := &export{groups: map[string]research.Bits{}, speaks: map[string]bool{}, alive: research.NewBits(n)}
	for _, f := range s.facts {
		e.alive.Set(r.number[f.ID])
	}
	for first := 0; first < 1<<n; first += analysis.MaxNamedThemes {
		d, err := report.Build(context.Background(), s.someWorlds(first, n, at))
		if err != nil {
			r.tb.Fatal(err)
		}
		for _, f := range d.Figures {
			key := f.Key
			if f.Subject == report.OfSince {
				key = f.Measure.String()
				if f.Shown {
					shown++
				}
			}
			if (f.Subject == report.OfCode || f.Subject == report.OfSince) && strings.HasPrefix(key, "W-") {
				looks[key] += fmt.Sprintf("%s %s %d of %d %v %s|", f.Subject, f.Group, f.X, f.N, f.Shown, f.Why)
			}
		}
		for _, g := range d.Ledger.Groups {
			b := research.NewBits(n)
			for _, id := range g.Members {
				b.Set(r.number[id])
			}
			e.groups[g.Key], e.speaks[g.Key] = b, true
		}
	}
	r.exports = append(r.exports, e)
	return shown
}

// attackWaves lists the worlds of a pack that shows themes by wave.
func attackWaves(tb testing.TB, seed uint64, n int, audited bool) (shown int, pins []string) {
	s := newStudy(tb, seed, n)
	s.in.Rule = privacy.Rule{K: 3, MinOrganisations: 3}
	s.in.Layout.Sections = made.AllSections()
	s.orgs = max(s.orgs, n)
	if !audited {
		s.in.Rule = s.in.Rule.WithoutAudit()
	}
	r := newReader(tb, s)
	for i := range s.facts { // the first half in the first wave
		s.facts[i].Wave = research.ID([]string{"w1", "w2"}[2*i/n])
	}
	for _, f := range s.facts {
		r.numberOf(f)
	}
	looks := map[string]string{}
	shown = r.lookAtWaves(s, n, r.number, looks)
	pins = r.told(n, looks)
	return shown, pins
}

// A reader who lists every world learns nothing from the page on two waves, though it is known to him that withholding goes
// by the figures, and though he has the same themes by outcome.
func TestAttackerWhoListsWorldsOfTwoWaves(t *testing.T) {
	studies := uint64(10)
	if os.Getenv("OPENLOOP_ATTACK") != "" {
		studies = 60
	}
	var shown, won, with atomic.Int64
	eachSeed(t, 0, studies, func(t *testing.T, seed uint64) {
		n := 7 + int(seed)%3
		if seed%12 == 11 {
			n = 10
		}
		more, pins := attackWaves(t, seed, n, true)
		shown.Add(int64(more))
		if more > 0 {
			with.Add(1)
		}
		if len(pins) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, n, len(pins), strings.Join(pins[:min(3, len(pins))], "; "))
		}
		if seed < 6 {
			if _, pins := attackWaves(t, seed, n, false); len(pins) > 0 {
				won.Add(1)
			}
		}
	})
	t.Logf("%d studies, %d of them show themes by wave, %d figures; without the audit the attacker wins in %d of 6", studies, with.Load(), shown.Load(), won.Load())
	if won.Load() < 3 || with.Load() < 2 {
		t.Errorf("%d studies show themes by wave, without the audit the attacker wins in %d of 6: the test says little", with.Load(), won.Load())
	}
}
