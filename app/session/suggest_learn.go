package session

import (
	"context"
	"time"

	"openloop/research"
	"openloop/research/suggest"
)

// keepLearning makes the model anew each time it is woken, until ctx ends.
func (s *Session) keepLearning(ctx context.Context, wake <-chan struct{}) {
	g := &s.suggest
	var lib library
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
		pace := g.pace(ctx)
		pace.Yield()
		g.mu.Lock()
		stale, all := g.stale, g.all
		g.stale, g.all, g.changes = map[research.ID]bool{}, false, 0
		g.mu.Unlock()
		if all {
			lib = library{}
		}
		if err := lib.read(ctx, s, stale, pace); err != nil {
			continue // closed meanwhile, or busy: the next change tries again
		}
		if s.learn(ctx, &lib, pace) == nil {
			s.rate(ctx, pace)
		}
	}
}

// restsFor is how long learning rests after each thing that somebody does: nobody waits for it, and everybody waits for
// a key.
const restsFor = 300 * time.Millisecond

// atWork notes that somebody is doing something just now.
func (g *suggesting) atWork() { g.lately.Store(time.Now().UnixNano()) }

// pace is that of learning beside somebody who works: on one core, and still while keys come.
func (g *suggesting) pace(ctx context.Context) suggest.Pace {
	return suggest.Pace{Cores: 1, Yield: func() {
		for {
			left := restsFor - time.Since(time.Unix(0, g.lately.Load()))
			if left <= 0 {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(left):
			}
		}
	}}
}

// learn makes a model and puts it into use.
func (s *Session) learn(ctx context.Context, lib *library, pace suggest.Pace) error {
	g := &s.suggest
	g.mu.Lock()
	refused := make(map[askedAt]unwanted, len(g.refused))
	for p, r := range g.refused {
		refused[p] = r
	}
	g.mu.Unlock()
	examples := lib.examples(refused)
	m, err := pace.Train(ctx, examples)
	if err != nil {
		return err
	}
	now := &lesson{model: m, examples: examples, coder: lib.coder, enough: len(m.Codes())}
	for _, e := range examples {
		if len(e.Codes) > 0 && !e.Told {
			now.coded++
		}
	}
	g.mu.Lock()
	if was := g.lesson; was != nil {
		now.rate, now.rated = was.rate, was.rated
	}
	if g.all { // started again meanwhile: what this was made from may not be seen any more
		g.mu.Unlock()
		return nil
	}
	g.lesson, g.state = now, SuggestReady
	if now.enough == 0 {
		g.state = SuggestTooFew
	}
	g.mu.Unlock()
	g.told(ctx)
	return nil
}

// told says that there is something new to show.
func (g *suggesting) told(ctx context.Context) {
	g.mu.Lock()
	var heard []func()
	for _, f := range g.heard {
		heard = append(heard, f)
	}
	g.mu.Unlock()
	for _, f := range heard {
		if ctx.Err() == nil {
			f()
		}
	}
}

// ratedOn is on how many passages the hit rate is measured at most, and ratedIn into how many parts they are dealt.
const (
	ratedOn = 3000
	ratedIn = 5
)

// rate measures how often suggestions would have been right, where enough changed since it was last measured.
func (s *Session) rate(ctx context.Context, pace suggest.Pace) {
	g := &s.suggest
	g.mu.Lock()
	l := g.lesson
	g.mu.Unlock()
	if l == nil || l.enough == 0 || l.rated && !grown(l.rate.Passages, min(l.coded, ratedOn)) {
		return
	}
	rate, err := pace.Validate(ctx, spread(l.examples, ratedOn), ratedIn)
	if err != nil {
		return
	}
	g.mu.Lock()
	if g.lesson != nil {
		g.lesson.rate, g.lesson.rated = rate, true
	}
	g.mu.Unlock()
	g.told(ctx)
}

// grown says whether what was measured on so many passages is worth measuring on as many as there are now.
func grown(was, now int) bool {
	d := now - was
	return max(d, -d) > max(5, was/20)
}

// spread keeps at most n of a list, evenly.
func spread[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	out := make([]T, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}
