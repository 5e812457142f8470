// Package bigstudy fills a study with made-up interviews, to measure with and to try things on. The same
// seed gives the same study but for its ids. Everything goes through the store as an import would, and
// nothing in it is about anybody.
package bigstudy

import (
	"context"
	"fmt"
	"math/rand/v2"

	"openloop/research"
	"openloop/research/store"
)

// GenerateOptions say how big the study is to be.
type GenerateOptions struct {
	Seed       uint64
	Interviews int
	Turns      int // in all, spread evenly
	Codings    int // in all, spread evenly; about two on each verbatim
}

// Generate adds interviews with transcripts, codings, reasons, deals and organisations to a study, as one
// step that can be undone. It uses the study's codes, and makes 62 plain ones in 9 stages where there are
// none. progress, which may be nil, counts interviews.
func Generate(ctx context.Context, s *store.Store, o GenerateOptions, progress func(done, total int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	_, err := s.Edit(ctx, fmt.Sprintf("Generate %d interviews", o.Interviews), func(tx *store.Tx) error {
		g := &generator{tx: tx, o: o, rnd: rand.New(rand.NewPCG(o.Seed, 62))}
		if err := g.surroundings(ctx); err != nil {
			return err
		}
		for from := 0; from < o.Interviews; from += block {
			to := min(from+block, o.Interviews)
			if err := g.interviews(from, to); err != nil {
				return err
			}
			progress(to, o.Interviews)
		}
		return nil
	})
	return err
}

// block is how many interviews are made together: rows in bulk take half the time.
const block = 20

type generator struct {
	tx  *store.Tx
	o   GenerateOptions
	rnd *rand.Rand

	codes  []research.Code // that can be applied
	waves  []research.ID
	people []research.ID // salespeople
	firms  []research.ID // organisations
	first  int           // number of the first new pseudonym, less one
}

// surroundings makes what interviews refer to: codes where there are none, waves, salespeople and
// organisations, one for about every three interviews.
func (g *generator) surroundings(ctx context.Context) error {
	if err := g.codebook(ctx); err != nil {
		return err
	}
	counts, err := g.tx.Counts(ctx)
	if err != nil {
		return err
	}
	g.first = counts.Participants
	for i, name := range []string{"2025 H2", "2026 H1", "2026 H2"} {
		id, err := g.tx.PutWave(research.Wave{Pos: counts.Waves + i, Name: name})
		if err != nil {
			return err
		}
		g.waves = append(g.waves, id)
	}
	sellers, err := g.tx.Salespeople(ctx)
	if err != nil {
		return err
	}
	for i := range 12 + g.o.Interviews/200 {
		id, err := g.tx.PutSalesperson(research.Salesperson{Pseudonym: fmt.Sprintf("S%02d", len(sellers)+i+1)})
		if err != nil {
			return err
		}
		g.people = append(g.people, id)
	}
	for i := range 1 + g.o.Interviews/3 {
		id, err := g.tx.PutOrganisation(research.Organisation{
			Pseudonym: fmt.Sprintf("O%02d", counts.Organisations+i+1),
			Segment:   pick(g.rnd, segments),
			Region:    pick(g.rnd, regions),
		})
		if err != nil {
			return err
		}
		g.firms = append(g.firms, id)
	}
	return nil
}

// codebook takes the study's codes, or makes them.
func (g *generator) codebook(ctx context.Context) error {
	book, err := g.tx.Codebook(ctx)
	if err != nil {
		return err
	}
	if len(book.Codes) == 0 {
		if err := g.makeCodebook(); err != nil {
			return err
		}
		if book, err = g.tx.Codebook(ctx); err != nil {
			return err
		}
	}
	for _, c := range book.Codes {
		if !c.Retired && c.MergedInto == "" {
			g.codes = append(g.codes, c)
		}
	}
	return nil
}

// plainCodes are how many codes a made-up codebook has, in plainStages stages.
const plainCodes, plainStages = 62, 9

func (g *generator) makeCodebook() error {
	for n := 1; n <= plainStages; n++ {
		if _, err := g.tx.PutStage(research.Stage{Number: n, Name: fmt.Sprintf("Stage %d", n)}); err != nil {
			return err
		}
	}
	for i := range plainCodes {
		stage, nth := i%plainStages+1, i/plainStages+1
		c := research.Code{
			Ref: fmt.Sprintf("ST%d-%02d", stage, nth), Name: fmt.Sprintf("Code %d of stage %d", nth, stage),
			Stage: stage, Pos: stage*100 + nth, Short: nth <= 3,
		}
		if _, err := g.tx.PutCode(c); err != nil {
			return err
		}
	}
	return nil
}

// share is how many of total fall to the i-th of n.
func share(total, i, n int) int { return total*(i+1)/n - total*i/n }

func pick[T any](rnd *rand.Rand, from []T) T { return from[rnd.IntN(len(from))] }
