package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"

	"openloop/app/session"
	"openloop/report/excel"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/sheet"
	"openloop/research/store/bigstudy"
)

// bencher measures one job after the other.
type bencher struct {
	*env
	dir  string
	size bigstudy.GenerateOptions
	many bool // runs of what takes long on a big study
	jobs []benchJob
	peak float64
}

// runs is how often a job is measured: small studies often, big ones as often as patience allows.
func (b *bencher) runs(small, big int) int {
	if b.many {
		return small
	}
	return big
}

// measure times a job and files its median and 95th percentile.
func (b *bencher) measure(job string, runs int, do func(i int) error) error {
	return b.timed(job, runs, func() error { return nil }, do)
}

// timed is measure of a job that needs something done before each run that does not count.
func (b *bencher) timed(job string, runs int, before func() error, do func(i int) error) error {
	if p := b.progress(); p != nil {
		p(0, 0, job)
	}
	times := make([]time.Duration, runs)
	for i := range times {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := before(); err != nil {
			return err
		}
		start := time.Now()
		if err := do(i); err != nil {
			return err
		}
		times[i] = time.Since(start)
	}
	slices.Sort(times)
	p95 := times[(len(times)*95+99)/100-1]
	b.jobs = append(b.jobs, benchJob{job, runs, inMilliseconds(times[len(times)/2]), inMilliseconds(p95)})
	return nil
}

var benchOptions = session.Options{Coder: "RO", WorkFactor: 10}

func (b *bencher) all() error {
	if err := b.measureStudy(); err != nil {
		return err
	}
	return b.takingIn()
}

// measureStudy makes the study and measures what is done with it.
func (b *bencher) measureStudy() error {
	path := filepath.Join(b.dir, "bench"+session.StudyExt)
	if err := b.make(path); err != nil {
		return err
	}
	if err := b.opening(path); err != nil {
		return err
	}
	forgetPeak()
	s, err := session.Open(b.ctx, path, benchOptions)
	if err != nil {
		return err
	}
	for _, part := range []func(*session.Session) error{b.counting, b.exploring, b.editing} {
		if err := part(s); err != nil {
			_ = s.Close()
			return err
		}
	}
	b.peak = peakMemory()
	if err := b.pack(s, ""); err != nil {
		_ = s.Close()
		return err
	}
	return s.Close()
}

// make generates the study.
func (b *bencher) make(path string) error {
	s, err := session.New(b.ctx, path, session.Fresh{Title: "Benchmark", Client: "Client", Passphrase: "benchmark"}, benchOptions)
	if err != nil {
		return err
	}
	var p func(done, total int)
	if say := b.progress(); say != nil {
		p = func(done, total int) { say(done, total, fmt.Sprintf("Making interview %d of %d", done, total)) }
	}
	if err := bigstudy.Generate(b.ctx, s.Store(), b.size, p); err != nil {
		_ = s.Close()
		return err
	}
	return s.Close()
}

func (b *bencher) opening(path string) error {
	var s *session.Session
	closing := func() error {
		if s == nil {
			return nil
		}
		was := s
		s = nil // its memory may go before the next one is opened
		return was.Close()
	}
	err := b.timed("open the study, to its first figures", b.runs(20, 5), closing, func(int) (err error) {
		if s, err = session.Open(b.ctx, path, benchOptions); err == nil {
			_, err = s.Figures(b.ctx, "")
		}
		return err
	})
	return errors.Join(err, closing())
}

func (b *bencher) counting(s *session.Session) error {
	words := []string{"proposal", "training", "slow helpful", "pric", "contract reference", "honest"}
	x := s.Index()
	search := s.NewSearcher()
	defer search.Close()
	if err := b.measure("what searches filter by, read once", 1, func(int) error { return search.Prepare(b.ctx) }); err != nil {
		return err
	}
	steps := []struct {
		job  string
		runs int
		do   func(i int) error
	}{
		{"codes × stages × outcomes", 100, func(int) error { x.Cube(x.All()); return nil }},
		{"Themes screen, every figure", b.runs(50, 10), func(int) error { _, err := s.Figures(b.ctx, ""); return err }},
		{"what exports withhold of them, beside the window", b.runs(20, 5), func(int) error { _, err := s.FigureMarks(b.ctx, ""); return err }},
		{"code table under the rules of an export", b.runs(50, 10), func(int) error { _, err := s.Released(b.ctx, "outcome", ""); return err }},
		{"search in every transcript", 60, func(i int) error { _, err := s.SearchText(b.ctx, words[i%len(words)], 50); return err }},
		{"search as you type, to the first results", 120, func(i int) error {
			return first(b.ctx, search, typed[i%len(typed)])
		}},
		{"search as you type, to all that is ranked", 120, func(i int) error { return search.Find(b.ctx, typed[i%len(typed)], func(session.SearchFound) {}) }},
		{"table of interviews, filtered", 60, func(int) error { s.InterviewRows(session.InterviewFilter{Words: "bank"}); return nil }},
	}
	for _, st := range steps {
		if err := b.measure(st.job, st.runs, st.do); err != nil {
			return err
		}
	}
	return nil
}

// first searches until something is shown.
func first(ctx context.Context, search *session.Searcher, text string) error {
	within, stop := context.WithCancel(ctx)
	defer stop()
	err := search.Find(within, text, func(session.SearchFound) { stop() })
	if ctx.Err() == nil && errors.Is(err, context.Canceled) {
		return nil // it has shown something
	}
	return err
}

// typed is what somebody types into the search, letter by letter and with filters.
var typed = []string{"p", "pr", "pro", "prop", "proposal", "the", "slow helpful", "\"contract reference\"", "nosuchword", "t", "is:answered outcome:lost stage:4",
	"code:DIS-02", "code:NEG training", "outcome:churned honest", "price* is:answered wave:2026", "coder:RO the ", "stage:4 p", "code:NEG-01 outcome:lost \"contract reference\""}

// editing codes passages, saved at once with fsync, and undoes what it did.
func (b *bencher) editing(s *session.Session) error {
	const edits = 200
	rnd := rand.New(rand.NewPCG(benchSeed, 1))
	rows, codes := s.InterviewRows(session.InterviewFilter{}), s.Book().Codes
	type place struct {
		interview, code research.ID
		from, to        research.Anchor
	}
	places := make([]place, edits)
	for i := range places {
		iv := rows[rnd.IntN(len(rows))].Interview.ID
		tr, err := s.Transcript(b.ctx, iv)
		if err != nil {
			return err
		}
		t := tr.Turns[rnd.IntN(len(tr.Turns))]
		from := rnd.IntN(10)
		places[i] = place{iv, codes[rnd.IntN(len(codes))].ID, research.Anchor{Turn: t.ID, Offset: from}, research.Anchor{Turn: t.ID, Offset: from + 1 + i%20}}
	}
	err := b.measure("one coding, saved and counted", edits, func(i int) error {
		p := places[i]
		_, err := s.ApplyCode(b.ctx, p.interview, p.from, p.to, p.code)
		return err
	})
	if err != nil {
		return err
	}
	if err := b.measure("a transcript with its codings", 100, func(i int) error {
		_, err := s.Transcript(b.ctx, places[i].interview)
		return err
	}); err != nil {
		return err
	}
	search := s.NewSearcher()
	defer search.Close()
	byCode := []string{"code:DIS-02 training ", "code:NEG the ", "code:DIS p", "code:NEG-01"}
	if err := b.timed("search by code and words right after a coding, first", 60, func() error {
		p := places[rnd.IntN(len(places))]
		_, err := s.ApplyCode(b.ctx, p.interview, p.from, research.Anchor{Turn: p.to.Turn, Offset: p.to.Offset + 30}, p.code)
		return err
	}, func(i int) error { return first(b.ctx, search, byCode[i%len(byCode)]) }); err != nil {
		return err
	}
	return b.measure("undo of a coding", edits, func(int) error { _, err := s.Undo(b.ctx); return err })
}

// pack builds and draws the board pack.
func (b *bencher) pack(s *session.Session, of string) error {
	runs := b.runs(20, 3)
	if of != "" {
		runs = 20
	}
	opt := session.PackOptions{Draft: true}
	doc, err := s.Pack(b.ctx, opt)
	if err != nil {
		return err
	}
	if err := b.measure("board pack: count and compose"+of, runs, func(int) error { _, err := s.Pack(b.ctx, opt); return err }); err != nil {
		return err
	}
	if err := b.measure("board pack: PDF"+of, runs, func(int) error { return pdf.Write(b.ctx, io.Discard, doc, nil) }); err != nil {
		return err
	}
	if err := b.measure("board pack: count, compose and PDF in one"+of, runs, func(int) error {
		doc, err := s.Pack(b.ctx, opt)
		if err != nil {
			return err
		}
		return pdf.Write(b.ctx, io.Discard, doc, nil)
	}); err != nil {
		return err
	}
	if err := b.measure("board pack: workbook"+of, runs, func(int) error { return excel.Write(b.ctx, io.Discard, doc, nil) }); err != nil {
		return err
	}
	if of == "" || len(doc.Quotes) == 0 {
		return nil
	}
	return b.manyQuotes(doc)
}

// takingIn reads a large sheet and imports the sample.
func (b *bencher) takingIn() error {
	data, err := largeSheet(100_000, 20)
	if err != nil {
		return err
	}
	err = b.measure("read a sheet of 100,000 rows × 20 columns", 3, func(int) error {
		_, err := sheet.Read(b.ctx, "large.xlsx", data, nil)
		return err
	})
	if err != nil {
		return err
	}
	var s *session.Session
	closing := func() error {
		if s == nil {
			return nil
		}
		was := s
		s = nil // its memory may go before the next one is opened
		return was.Close()
	}
	err = b.timed("import the sample: 60 interviews, 607 codings", 5, closing, func(i int) (err error) {
		s, _, err = session.Sample(b.ctx, filepath.Join(b.dir, fmt.Sprintf("sample%d%s", i, session.StudyExt)), benchOptions, nil)
		return err
	})
	if err != nil {
		return err
	}
	defer closing()
	if err := b.pack(s, " of the sample"); err != nil {
		return err
	}
	return b.measure("issue the sample's pack: both files, looked through", 5, func(i int) error {
		name := filepath.Join(b.dir, fmt.Sprint("pack", i))
		_, err := s.Export(b.ctx, session.PackOptions{}, name+".pdf", name+".xlsx", nil)
		return err
	})
}
