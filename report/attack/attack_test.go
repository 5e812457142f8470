package attack_test

import (
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/pdf"
	"openloop/research"
)

// pack makes the two files of the study as it stands and gives them to the reader.
func (s *study) pack(tb testing.TB, r *reader, in report.Input) {
	tb.Helper()
	d, err := report.Build(context.Background(), in)
	if err != nil {
		tb.Fatal(err)
	}
	var paper, book bytes.Buffer
	if err := pdf.Write(context.Background(), &paper, d, nil); err != nil {
		tb.Fatal(err)
	}
	if err := excel.Write(context.Background(), &book, d, nil); err != nil {
		tb.Fatal(err)
	}
	s.issued = append(s.issued, d.Ledger)
	for _, f := range s.facts {
		r.numberOf(f)
	}
	e := &export{groups: map[string]research.Bits{}, speaks: map[string]bool{}, alive: research.NewBits(len(r.list))}
	for _, f := range s.facts {
		e.alive.Set(r.number[f.ID])
	}
	for _, g := range d.Ledger.Groups {
		b := research.NewBits(len(r.list))
		for _, id := range g.Members {
			b.Set(r.number[id])
		}
		e.groups[g.Key] = b
	}
	var odd []string
	e.figures, odd = readWorkbook(tb, book.Bytes())
	e.quotes = quotesOf(tb, book.Bytes())
	pages := readPaper(tb, paper.Bytes())
	odd = append(odd, checkPaper(pages, e.figures)...)
	for _, p := range pages {
		e.hurt = e.hurt || p.has("HURT, BY STAGE AND OUTCOME")
	}
	for _, o := range odd {
		tb.Errorf("printed, but no shown figure says so: %s", o)
	}
	r.truthOf(in, e)
	r.exports = append(r.exports, e)
}

func newReader(tb testing.TB, s *study) *reader {
	return &reader{tb: tb, number: map[research.ID]int{}, k: s.in.Rule.K, themes: s.in.Themes, book: s.in.Book, own: s.ownStages}
}

// run makes a study, issues three packs and attacks each and all. Pins that need several packs and what related rows
// tell of each other stand apart: see TestAttacker.
func run(tb testing.TB, seed uint64, audited bool) (t tally, related []pin, wrong int) {
	s := newStudy(tb, seed, sizeOf(seed))
	if !audited {
		s.in.Rule = s.in.Rule.WithoutAudit()
	}
	r := newReader(tb, s)
	for i := range 3 {
		if i > 0 {
			s.later()
		}
		s.pack(tb, r, s.input())
		t.add(r.attackPack(r.exports[i]))
	}
	all, wrong := r.attackAll()
	pins := all.pins
	all.pins = nil
	for _, p := range pins {
		if p.alone {
			all.pins = append(all.pins, p)
		} else {
			related = append(related, p)
		}
	}
	t.add(all)
	return t, related, wrong
}

// studiesTold is how many of a thousand studies may be told something by three packs together, through rows that are
// related (a stage and its codes, a theme and its codes) under the assumption that nothing was coded anew. The audit
// follows such rows through single sums only: 2 of the first hundred studies, up to one in ten of others.
const studiesTold = 150

// TestAttacker makes three packs of each study, codes a twentieth anew between them, adds up to three interviews and
// erases one, and lets a reader with the contact list work on the files. OPENLOOP_ATTACK=1000 takes a thousand studies.
func TestAttacker(t *testing.T) {
	studies, first := uint64(100), uint64(0)
	if n, err := strconv.ParseUint(os.Getenv("OPENLOOP_ATTACK"), 10, 64); err == nil {
		studies = n
	}
	if n, err := strconv.ParseUint(os.Getenv("OPENLOOP_ATTACK_FROM"), 10, 64); err == nil {
		first = n
	}
	var all tally
	pinned, told, wrong := 0, 0, 0
	for seed := first; seed < first+studies; seed++ {
		one, related, w := run(t, seed, true)
		wrong += w
		if len(one.pins) > 0 {
			pinned++
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, sizeOf(seed), len(one.pins), some(one.pins))
		}
		if len(related) > 0 {
			told++
			t.Logf("seed %d, %d interviews: %d pins by related rows of several packs: %s", seed, sizeOf(seed), len(related), some(related))
		}
		one.pins = nil
		all.add(one)
	}
	if uint64(told)*1000 > max(1000, studies*studiesTold) {
		t.Errorf("related rows of several packs tell of %d of %d studies", told, studies)
	}
	t.Logf("%d studies, three packs each: %d cells bounded, %d given up, %d contradictions between packs, %d wrong guesses; %d of %d figures shown; %d studies with pins, %d by related rows of several packs",
		studies, all.cells, all.unsolved, all.contradictions, wrong, all.shown, all.figures, pinned, told)
}

func some(pins []pin) string {
	var says []string
	for _, p := range pins[:min(4, len(pins))] {
		says = append(says, p.String())
	}
	return strings.Join(says, "; ")
}

// Without the audit the same attacker wins, so he is no straw man.
func TestAttackerWinsWithoutAudit(t *testing.T) {
	const studies = 12
	won := 0
	for seed := range uint64(studies) {
		if sizeOf(seed) > 100 {
			continue
		}
		if one, _, _ := run(t, seed, false); len(one.pins) > 0 {
			won++
		}
	}
	t.Logf("without the audit the attacker wins in %d of %d studies", won, studies)
	if won < studies/2 {
		t.Errorf("without the audit the attacker wins in %d of %d studies only: the test says little", won, studies)
	}
}
