package session

import (
	"context"
	"sort"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
	"openloop/research/store"
)

// facts is what the session keeps in memory: who was heard and every count, never a text.
type facts struct {
	book    *research.Codebook
	index   *analysis.Index
	waves   []research.Wave
	rows    []InterviewRow // without Codings, which row fills in
	order   []int          // of rows, by pseudonym
	at      map[research.ID]int
	codings [][]small // by interview
	near    near      // the one that somebody is at work in
	deals   []listedDeal
	firsts  map[research.ReasonKind]*firstReasons
	framed  *privacy.Frame // this and sided are made when they are first asked for
	sided   map[sidesOf][2]CompareSide

	coder   string               // whose session this is
	blind   map[research.ID]bool // interviews that this coder codes without seeing the others' codings
	several bool                 // whether anybody codes a second time

	changes int // how often they may have changed

	last   research.ID // whose coding was counted last, and where they are
	lastAt int
}

// loadFacts reads everything that is counted. The codings, by far the most of it, are read while the rest is
// read and counted.
func loadFacts(ctx context.Context, st *store.Store, coder string) (*facts, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	codings := readCodings(ctx, st)
	reasons := meanwhile(func() ([]research.Reason, error) { return st.Reasons(ctx) })
	f := &facts{at: map[research.ID]int{}, coder: coder}
	var err error
	if f.blind, f.several, err = blindTo(ctx, st, coder); err != nil {
		return nil, err
	}
	if f.book, err = st.Codebook(ctx); err != nil {
		return nil, err
	}
	if f.waves, err = st.Waves(ctx); err != nil {
		return nil, err
	}
	if err := f.loadRows(ctx, st); err != nil {
		return nil, err
	}
	list, err := reasons()
	if err != nil {
		return nil, err
	}
	for _, x := range list {
		f.addReason(x)
	}
	for i := range f.rows {
		f.rows[i].index()
	}
	f.index = analysis.NewIndex(f.interviewFacts(), f.book)
	f.index.NameWaves(f.waves)
	f.codings = make([][]small, len(f.rows))
	for c := range codings {
		if c.err != nil {
			return nil, c.err
		}
		for _, r := range c.rows {
			f.count(r)
		}
	}
	return f, ctx.Err()
}

// meanwhile runs fn on a goroutine of its own; what it returns waits for fn and says what that returned.
func meanwhile[T any](fn func() (T, error)) func() (T, error) {
	type result struct {
		v   T
		err error
	}
	done := make(chan result, 1)
	go Safely(func() {
		v, err := fn()
		done <- result{v, err}
	})
	return func() (T, error) {
		r := <-done
		return r.v, r.err
	}
}

// someCodings are codings on their way from the file to the figures; err ends them.
type someCodings struct {
	rows []store.CodingRow
	err  error
}

// readCodings reads all codings on a goroutine of its own, until ctx ends.
func readCodings(ctx context.Context, st *store.Store) <-chan someCodings {
	const atOnce = 4096
	out := make(chan someCodings, 8)
	send := func(c someCodings) error {
		select {
		case out <- c:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	go Safely(func() {
		defer close(out)
		var rows []store.CodingRow
		err := st.EachCount(ctx, func(r store.CodingRow) error {
			if rows = append(rows, r); len(rows) < atOnce {
				return nil
			}
			full := rows
			rows = make([]store.CodingRow, 0, atOnce)
			return send(someCodings{rows: full})
		})
		_ = send(someCodings{rows, err})
	})
	return out
}

// count counts one coding of the study. One whose words are gone waits for a person to look at it and counts
// nowhere; nor does a blind second coding, nor what this coder must not see yet.
func (f *facts) count(r store.CodingRow) error {
	if !r.Orphan && r.Round <= research.FirstRound && !f.blind[r.Interview] {
		f.add(codingFact(r))
	}
	return nil
}

func codingFact(r store.CodingRow) analysis.CodingFact {
	return analysis.CodingFact{Interview: r.Interview, Code: r.Code, Stage: r.Stage, Polarity: r.Polarity, Weight: r.Weight, About: r.About}
}

// loadRows joins interviews with their people, company, deal, wave and reasons.
func (f *facts) loadRows(ctx context.Context, st *store.Store) error {
	readDeals := meanwhile(func() ([]research.Deal, error) { return st.Deals(ctx) })
	ivs, err := st.Interviews(ctx)
	if err != nil {
		return err
	}
	people, err := byID(st.Participants(ctx))
	if err != nil {
		return err
	}
	orgs, err := byID(st.Organisations(ctx))
	if err != nil {
		return err
	}
	list, err := readDeals()
	if err != nil {
		return err
	}
	deals, _ := byID(list, nil)
	came, err := st.Campaigns(ctx)
	if err != nil {
		return err
	}
	campaigns := make(map[research.ID]research.Campaign, len(came))
	for _, c := range came {
		campaigns[c.ID] = c
	}
	wave := map[research.ID]string{}
	for _, w := range f.waves {
		wave[w.ID] = w.Name
	}
	f.rows = make([]InterviewRow, len(ivs))
	for i, iv := range ivs {
		r := InterviewRow{Interview: iv, Deal: deals[iv.Deal], Campaign: campaigns[deals[iv.Deal].Campaign], Wave: wave[iv.Wave], Reasons: map[research.ReasonKind][]research.Reason{}}
		for _, p := range iv.Participants {
			r.Participants = append(r.Participants, people[p])
		}
		if len(r.Participants) > 0 {
			r.Organisation = orgs[r.Participants[0].Organisation]
		}
		f.rows[i], f.at[iv.ID] = r, i
	}
	f.firsts = noFirstReasons(len(f.rows), len(f.book.Codes))
	f.listDeals(list, orgs)
	f.order = make([]int, len(f.rows))
	for i := range f.rows {
		f.order[i] = i
	}
	sort.SliceStable(f.order, func(i, j int) bool {
		return natural(f.rows[f.order[i]].Interview.Label, f.rows[f.order[j]].Interview.Label)
	})
	return nil
}

func (f *facts) addReason(x research.Reason) {
	i, ok := f.at[x.Interview]
	if !ok || f.blind[x.Interview] && judged(x.Kind) {
		return
	}
	r := &f.rows[i]
	r.Reasons[x.Kind] = append(r.Reasons[x.Kind], x)
	f.setFirst(i, x.Kind)
	if !x.Primary {
		return
	}
	c, _ := f.book.Code(x.Code)
	r.name(x.Kind, c.Name)
}

// name sets what the table shows of a primary reason.
func (r *InterviewRow) name(kind research.ReasonKind, code string) {
	switch kind {
	case research.Told:
		r.Told = code
	case research.DecidedReason:
		r.Decided = code
	}
}

// byID indexes records by their ID.
func byID[T interface {
	research.Participant | research.Organisation | research.Deal
}](list []T, err error) (map[research.ID]T, error) {
	m := make(map[research.ID]T, len(list))
	for _, x := range list {
		switch v := any(x).(type) {
		case research.Participant:
			m[v.ID] = x
		case research.Organisation:
			m[v.ID] = x
		case research.Deal:
			m[v.ID] = x
		}
	}
	return m, err
}

// interviewFacts is what figures may be grouped by.
func (f *facts) interviewFacts() []analysis.InterviewFact {
	out := make([]analysis.InterviewFact, len(f.rows))
	for i, r := range f.rows {
		iv := r.Interview
		out[i] = analysis.InterviewFact{ID: iv.ID, Outcome: iv.Outcome, Wave: iv.Wave, Segment: r.Organisation.Segment, Region: r.Organisation.Region, RoleBand: r.RoleBand(),
			ValueBand: r.Deal.ValueBand, Method: iv.Method, Competitors: r.Deal.Competitors, Organisation: r.Organisation.ID, Owner: r.Deal.Owner, Deal: iv.Deal, Date: iv.Date, Reached: r.Deal.FurthestStage}
	}
	return out
}

// row fills in what changes with every coding.
func (f *facts) row(r InterviewRow) InterviewRow {
	r.Codings = len(f.codings[f.at[r.Interview.ID]])
	return r
}
