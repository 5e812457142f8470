package attack_test

import (
	"bytes"
	"context"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/pdf"
	"openloop/research"
)

// TestMain lets garbage lie for longer: a pack makes much of it and keeps next to none.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

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
	more, sums := checkCase(tb, book.Bytes(), e.figures)
	odd = append(append(odd, more...), checkRivals(e.figures)...)
	s.sums += sums
	for _, p := range pages {
		e.any = e.any || p.has("THE STAGE CAME UP")
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

// run makes a study, issues three packs and attacks each and all.
func run(tb testing.TB, seed uint64, audited bool) (t tally, wrong int) {
	s := newStudy(tb, seed, sizeOf(seed))
	if !audited {
		s.in.Rule = s.in.Rule.WithoutAudit()
	}
	r := newReader(tb, s)
	for i := range 3 {
		if i > 0 {
			s.later()
		}
		in := s.input()
		if i == 2 { // the last one shows what none may follow
			in.Layout.Sections = made.AllSections()
		}
		s.pack(tb, r, in)
		t.add(r.attackPack(r.exports[i]))
	}
	all, wrong := r.attackAll()
	t.add(all)
	return t, wrong
}

// TestAttacker makes three packs of each study, codes a twentieth anew between them, adds up to three interviews and
// erases one, and lets a reader with the contact list work on the files. OPENLOOP_ATTACK=1000 takes a thousand studies,
// OPENLOOP_ATTACK_FROM=n begins at the nth, OPENLOOP_ATTACK_LEAST and _MOST leave out smaller and larger ones.
func TestAttacker(t *testing.T) {
	first, studies := setting("_FROM", 0), setting("", 100)
	least, most := int(setting("_LEAST", 0)), int(setting("_MOST", 1_000_000))
	var all tally
	var lock sync.Mutex
	tried, pinned, wrong := 0, 0, 0
	eachSeed(t, first, first+studies, func(t *testing.T, seed uint64) {
		if n := sizeOf(seed); n < least || n > most {
			return
		}
		one, w := run(t, seed, true)
		if len(one.pins) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, sizeOf(seed), len(one.pins), some(one.pins))
		}
		lock.Lock()
		defer lock.Unlock()
		tried++
		wrong += w
		if len(one.pins) > 0 {
			pinned++
		}
		one.pins = nil
		all.add(one)
	})
	t.Logf("%d studies, three packs each: %d cells bounded, %d given up, %d contradictions between packs, %d wrong guesses; %d of %d figures shown; %d studies with pins",
		tried, all.cells, all.unsolved, all.contradictions, wrong, all.shown, all.figures, pinned)
}

// eachSeed tests each seed from first up to, but not including, last, as many side by side as there are processors.
func eachSeed(t *testing.T, first, last uint64, test func(t *testing.T, seed uint64)) {
	t.Run("seed", func(t *testing.T) {
		for seed := first; seed < last; seed++ {
			t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
				t.Parallel()
				test(t, seed)
			})
		}
	})
}

// setting is a number from the environment.
func setting(name string, otherwise uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("OPENLOOP_ATTACK"+name), 10, 64); err == nil {
		return n
	}
	return otherwise
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
	var won atomic.Int32
	eachSeed(t, 0, studies, func(t *testing.T, seed uint64) {
		if sizeOf(seed) > 100 {
			return
		}
		if one, _ := run(t, seed, false); len(one.pins) > 0 {
			won.Add(1)
		}
	})
	t.Logf("without the audit the attacker wins in %d of %d studies", won.Load(), studies)
	if won.Load() < studies/2 {
		t.Errorf("without the audit the attacker wins in %d of %d studies only: the test says little", won.Load(), studies)
	}
}
