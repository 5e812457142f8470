package session

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// small is a coding as the session remembers it, so that it can be taken out of the counts again: six bytes
// instead of six strings.
type small struct {
	code            uint16
	stage           uint8
	polarity, about int8
	weight          uint8
}

var abouts = []research.About{"", research.AboutUs, research.AboutRival, research.AboutBuyer}

func (f *facts) shrink(c analysis.CodingFact) (small, bool) {
	i := f.book.Index(c.Code)
	if i < 0 {
		return small{}, false
	}
	m := small{code: uint16(i), stage: uint8(c.Stage), polarity: int8(c.Polarity), weight: uint8(c.Weight)}
	for k, a := range abouts {
		if a == c.About {
			m.about = int8(k)
		}
	}
	return m, true
}

func (f *facts) grow(interview research.ID, m small) analysis.CodingFact {
	return analysis.CodingFact{Interview: interview, Code: f.book.Codes[m.code].ID, Stage: int(m.stage), Polarity: research.Polarity(m.polarity), Weight: research.Weight(m.weight), About: abouts[m.about]}
}

// add counts one coding and remembers it.
func (f *facts) add(c analysis.CodingFact) {
	i := f.lastAt
	if c.Interview != f.last { // codings mostly come interview by interview
		at, ok := f.at[c.Interview]
		if !ok {
			return
		}
		f.last, f.lastAt, i = c.Interview, at, at
	}
	m, known := f.shrink(c)
	if known && f.index.Add(c) {
		f.codings[i] = append(f.codings[i], m)
	}
}

// recount counts the codings of one interview anew.
func (f *facts) recount(ctx context.Context, st *store.Store, interview research.ID) error {
	i, ok := f.at[interview]
	if !ok {
		return nil
	}
	for _, m := range f.codings[i] {
		f.index.Remove(f.grow(interview, m))
	}
	f.codings[i] = f.codings[i][:0]
	stages, err := st.TurnStages(ctx, interview)
	if err != nil {
		return err
	}
	f.near = near{interview, map[research.ID]small{}, stages}
	return st.EachCodingOf(ctx, interview, func(c store.CodingRow) error { return f.countNear(i, c) })
}

// near is which coding is which in the interview that somebody is at work in: counting it anew for every key would
// take as long as it has codings.
type near struct {
	interview research.ID
	codings   map[research.ID]small
	stages    map[research.ID]int // by turn
}

// comeNear prepares for codings to come in an interview, so that the first is counted as quickly as the next.
func (s *Session) comeNear(ctx context.Context, interview research.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.facts.near.interview == interview {
		return nil
	}
	return s.facts.recount(ctx, s.store, interview)
}

// countNear counts a coding of the interview at place i, and remembers it by its ID.
func (f *facts) countNear(i int, c store.CodingRow) error {
	n := len(f.codings[i])
	err := f.count(c)
	if len(f.codings[i]) > n {
		f.near.codings[c.ID] = f.codings[i][n]
	}
	return err
}

// nearMost is how many codings and verbatims of an interview may have changed for it not to be counted anew.
const nearMost = 50

// renear counts what changed in the interview that somebody is at work in. It is false where it is another one, or
// where more changed than codings and words: then everything in it has to be counted.
func (f *facts) renear(ctx context.Context, st *store.Store, interview research.ID, c store.Change) bool {
	i, ok := f.at[interview]
	turns, changed, verbatims := c.Tables["turn"], c.Tables["coding"], c.Tables["verbatim"]
	if !ok || f.near.interview != interview || len(turns)+len(changed)+len(verbatims) > nearMost {
		return false
	}
	for _, id := range turns { // other words count as before, another stage does not
		t, err := st.Turn(ctx, id)
		if was, known := f.near.stages[id]; err != nil || !known || t.Stage != was || t.Interview != interview {
			return false
		}
	}
	rows, err := st.CodingRows(ctx, changed, verbatims)
	if err != nil {
		return false
	}
	ids := slices.Clone(changed)
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	for _, id := range ids {
		m, counted := f.near.codings[id]
		if !counted {
			continue
		}
		delete(f.near.codings, id)
		f.index.Remove(f.grow(interview, m))
		if at := slices.Index(f.codings[i], m); at >= 0 {
			f.codings[i] = slices.Delete(f.codings[i], at, at+1)
		}
	}
	for _, r := range rows {
		if _, counted := f.near.codings[r.ID]; counted || r.Interview != interview {
			continue
		}
		if f.countNear(i, r) != nil {
			return false
		}
	}
	return true
}

// light are the tables whose changes leave who was heard and the codebook as they are.
var light = map[string]bool{"coding": true, "verbatim": true, "clearance": true, "memo": true, "theme": true, "theme_code": true, "theme_quote": true, "turn": true,
	"reason": true, "interview": true, "mask": true, "story": true, "name": true, "ladder": true, "rung": true, "verdict": true, "coder": true, "assumption": true, "pack_layout": true, "saved_view": true, "pack_written": true}

// apply keeps the figures true after a change: the interviews it touched are counted anew, or everything
// where more than codings, reasons and notes changed.
func (f *facts) apply(st *store.Store, c store.Change) {
	ctx, changes := context.Background(), f.changes+1
	defer func() { f.changes = changes }()
	for table, ids := range c.Tables {
		if !light[table] || len(ids) == 0 {
			f.reload(ctx, st)
			return
		}
	}
	if !f.renote(ctx, st, c.Tables["interview"]) || f.rereason(ctx, st, c.Tables["reason"]) != nil {
		f.reload(ctx, st)
		return
	}
	for _, iv := range c.Interviews {
		if !f.renear(ctx, st, iv, c) && f.recount(ctx, st, iv) != nil {
			f.reload(ctx, st)
			return
		}
	}
}

// renote takes over what may change in an interview without changing a group: its note and whether it is
// coded. It is false where more changed.
func (f *facts) renote(ctx context.Context, st *store.Store, interviews []research.ID) bool {
	for _, id := range interviews {
		i, ok := f.at[id]
		now, err := st.Interview(ctx, id)
		if !ok || err != nil {
			return false
		}
		was := f.rows[i].Interview
		was.Note, was.Coded = now.Note, now.Coded
		if !reflect.DeepEqual(was, now) {
			return false
		}
		f.rows[i].Interview = now
	}
	return true
}

// rereason reads the reasons that were set, changed or taken away.
func (f *facts) rereason(ctx context.Context, st *store.Store, reasons []research.ID) error {
	if len(reasons) == 0 {
		return nil
	}
	gone := make(map[research.ID]bool, len(reasons))
	for _, id := range reasons {
		gone[id] = true
	}
	for i := range f.rows {
		if f.rows[i].forget(gone) {
			for _, kind := range research.ReasonKinds() {
				f.setFirst(i, kind)
			}
		}
	}
	for _, id := range reasons {
		x, err := st.Reason(ctx, id)
		switch {
		case err == nil:
			f.mend(x)
		case research.KindOf(err) != research.NotFound:
			return err
		}
	}
	return nil
}

// forget leaves reasons out, and says whether there were any. Rows that were handed out keep theirs.
func (r *InterviewRow) forget(gone map[research.ID]bool) (some bool) {
	for kind, list := range r.Reasons {
		kept := slices.DeleteFunc(slices.Clone(list), func(x research.Reason) bool { return gone[x.ID] })
		if len(kept) == len(list) {
			continue
		}
		some = true
		r.Reasons = maps.Clone(r.Reasons)
		r.Reasons[kind] = kept
		if i := slices.IndexFunc(kept, func(x research.Reason) bool { return x.Primary }); i < 0 {
			r.name(kind, "")
		}
		r.index()
	}
	return some
}

// mend adds one reason to its interview. Rows that were handed out keep theirs.
func (f *facts) mend(x research.Reason) {
	if i, ok := f.at[x.Interview]; ok {
		r := &f.rows[i]
		r.Reasons = maps.Clone(r.Reasons)
		r.Reasons[x.Kind] = slices.Clone(r.Reasons[x.Kind])
		f.addReason(x)
		r.index()
	}
}

// reload counts everything anew; where the file cannot be read the figures stay as they were.
func (f *facts) reload(ctx context.Context, st *store.Store) {
	if now, err := loadFacts(ctx, st, f.coder); err == nil {
		now.changes = f.changes + 1
		*f = *now
	}
}
