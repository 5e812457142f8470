package session

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"openloop/research"
	"openloop/research/store"
)

// searchPlaces is what a searcher filters by: read when the first search with a filter needs it, or before, and
// followed from change to change.
type searchPlaces struct {
	reading sync.Mutex // held by whoever reads

	mu    sync.Mutex
	now   *store.Places
	dirty map[research.ID]bool // interviews that were touched since
	all   bool                 // all were
	count int                  // of changes
}

// searchSoon is how many touched interviews are read again before anything is shown.
const searchSoon = 12

// changed notes what a change of the study touched.
func (p *searchPlaces) changed(c store.Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
	if p.now == nil {
		return
	}
	if p.dirty == nil {
		p.dirty = map[research.ID]bool{}
	}
	for _, id := range slices.Concat(c.Interviews, c.Tables["interview"]) {
		p.dirty[id] = true
	}
	for _, table := range []string{"interview", "turn", "verbatim", "coding"} {
		ids, touched := c.Tables[table]
		p.all = p.all || touched && len(ids) == 0
	}
	p.all = p.all || len(c.Interviews) == 0 && len(c.Tables["turn"])+len(c.Tables["verbatim"])+len(c.Tables["coding"]) > 0
}

// known is what was read last, and the interviews that it is wrong about; nil where nothing holds.
func (p *searchPlaces) known() (now *store.Places, dirty []research.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all {
		return nil, nil
	}
	return p.now, slices.Collect(maps.Keys(p.dirty))
}

// read brings them up to date.
func (p *searchPlaces) read(ctx context.Context, st *store.Store) (*store.Places, error) {
	p.reading.Lock()
	defer p.reading.Unlock()
	for {
		p.mu.Lock()
		now, dirty, all, count := p.now, slices.Collect(maps.Keys(p.dirty)), p.all || p.now == nil, p.count
		p.mu.Unlock()
		if !all && len(dirty) == 0 {
			return now, nil
		}
		var err error
		if all {
			now, err = st.Places(ctx)
		} else {
			now, err = st.PlacesAgain(ctx, now, dirty)
		}
		if err != nil {
			return nil, err
		}
		p.mu.Lock()
		still := p.count == count
		if still {
			p.now, p.dirty, p.all = now, nil, false
		}
		p.mu.Unlock()
		if still {
			return now, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
}

// Prepare reads what filters go by, so that the first search with one is as quick as the next.
func (f *Searcher) Prepare(ctx context.Context) error {
	_, err := f.places.read(ctx, f.s.store)
	return err
}

// sight is which codings this session's coder may see.
func (s *Session) sight() store.Sight {
	s.mu.Lock()
	defer s.mu.Unlock()
	return store.Sight{Blind: s.facts.blind, Coder: s.opt.Coder}
}

// pass is the turns that pass the filters of a search: while somebody types words behind the same ones, those of the
// search before.
func (f *Searcher) pass(ctx context.Context, p *store.Places, q store.TurnSearch) (*store.TurnSet, error) {
	sight := f.s.sight()
	asked := "either"
	if q.Asked != nil {
		asked = fmt.Sprint(*q.Asked)
	}
	key := fmt.Sprint(q.Outcomes, q.Waves, q.Stages, q.Coders, q.Codes, asked, sight)
	f.mu.Lock()
	last := f.last
	f.mu.Unlock()
	if last.set != nil && last.of == p && last.key == key {
		return last.set, nil
	}
	set, err := f.s.store.Pass(ctx, p, q, sight)
	if err == nil {
		f.mu.Lock()
		f.last = lastPass{key, p, set}
		f.mu.Unlock()
	}
	return set, err
}

// lastPass is what passed the filters of the last search.
type lastPass struct {
	key string
	of  *store.Places
	set *store.TurnSet
}

// among runs a search over the turns that pass its filters. Where many interviews were touched since the last one,
// the others come first.
func (f *Searcher) among(ctx context.Context, q store.TurnSearch, run func(store.TurnSearch) error) error {
	if !q.Filtered() {
		return run(q)
	}
	over := func(p *store.Places) (err error) {
		if q.Among, err = f.pass(ctx, p, q); err != nil {
			return err
		}
		return run(q)
	}
	if known, dirty := f.places.known(); known != nil && len(dirty) > searchSoon {
		if err := over(known.Without(dirty)); err != nil {
			return err
		}
	}
	now, err := f.places.read(ctx, f.s.store)
	if err != nil {
		return err
	}
	return over(now)
}
