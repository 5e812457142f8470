package attack_test

import (
	"strings"
	"sync"
	"testing"

	"openloop/report/internal/made"
	"openloop/research"
)

// nextWave has other interviews come, at some of the same companies and some others, and makes them the wave of the next
// pack. Of those before nothing changes.
func (s *study) nextWave() {
	s.in.Waves = append(s.in.Waves, research.Wave{ID: "w3", Pos: 2, Name: "2027 H1"})
	s.in.Wave = "w3"
	old := len(s.facts)
	for range s.in.Rule.K + s.r.IntN(25) {
		s.interview()
	}
	for i := range s.facts[old:] {
		s.facts[old+i].Wave = s.in.Wave
	}
}

// isAbout has the groups of a pack of one wave go by the names that they have in any other.
func (e *export) isAbout(wave string) {
	e.wave = wave
	for key, g := range e.groups {
		if name, ok := strings.CutPrefix(key, "wave="+wave+"&"); ok && wave != "" {
			delete(e.groups, key)
			e.groups[name] = g
		}
	}
}

// runOn issues two packs, one that shows what none may be held against, and one of a wave that came after all of them.
func runOn(tb testing.TB, seed uint64, n int) (t tally, wrong int) {
	s := newStudy(tb, seed, n)
	r := newReader(tb, s)
	for i := range 4 {
		switch i {
		case 1, 2:
			s.later()
		case 3:
			s.nextWave()
		}
		in := s.input()
		if i == 2 {
			in.Layout.Sections = made.AllSections()
		}
		s.pack(tb, r, in)
		r.exports[i].isAbout(string(in.Wave))
		t.add(r.attackPack(r.exports[i]))
	}
	first, last := r.exports[2].groups["all"], r.exports[3].groups["wave=w3"]
	if first == nil || last == nil || first.And(last).Count() > 0 {
		tb.Fatalf("seed %d: the last pack is not about others: %v", seed, sorted(r.exports[3].groups))
	}
	all, wrong := r.attackAll()
	t.add(all)
	return t, wrong
}

// TestAttackerOfALaterWave holds the pack of a wave that came after the last pack of those before against all of them.
// OPENLOOP_ATTACK and OPENLOOP_ATTACK_FROM say how many studies, and which.
func TestAttackerOfALaterWave(t *testing.T) {
	first, studies := setting("_FROM", 0), setting("", 12)
	var all tally
	var lock sync.Mutex
	wrong := 0
	eachSeed(t, first, first+studies, func(t *testing.T, seed uint64) {
		n := sizeOf(seed)
		if n > 100 {
			return
		}
		one, w := runOn(t, seed, n)
		if len(one.pins) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, n, len(one.pins), some(one.pins))
		}
		lock.Lock()
		defer lock.Unlock()
		one.pins = nil
		all.add(one)
		wrong += w
	})
	t.Logf("%d cells bounded, %d given up, %d contradictions between packs, %d wrong guesses; %d of %d figures shown",
		all.cells, all.unsolved, all.contradictions, wrong, all.shown, all.figures)
}
