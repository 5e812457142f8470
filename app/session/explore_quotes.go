package session

import (
	"context"
	"fmt"
	"slices"

	"openloop/research"
	"openloop/research/analysis"
)

// ExploreBehind lists the quotes behind a number: of a row, in a column, -1 for all of the row. Where it is no coding
// that was counted (a reason on file), an interview without a passage of that code stands there without words.
func (s *Session) ExploreBehind(ctx context.Context, e *Explored, row, column int) (*Behind, error) {
	if row < 0 || row >= len(e.Rows) || column >= len(e.Columns) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	r := e.Rows[row]
	a := Asked{Title: r.Name, Codes: r.query.Codes, Stage: r.query.Stage, Polarity: r.query.Polarity, Weight: r.query.Weight, Wave: e.Ask.Wave}
	has, base := r.has, e.within
	if column >= 0 {
		c := e.Columns[column]
		a.Title += ", " + c.Name
		base = base.And(c.members)
		if e.remarks {
			if at := c.stageNumber(e.Ask.By); a.Stage > 0 && a.Stage != at {
				has = nil // a stage is spoken of at itself alone
			} else {
				a.Stage = at
				has = s.saying(r.query, at)
			}
		}
	}
	return s.behind(ctx, a, has.And(base), base.Count())
}

// saying is the interviews with what a query asks for at a stage of the remark.
func (s *Session) saying(q analysis.Query, stage int) research.Bits {
	s.mu.Lock()
	defer s.mu.Unlock()
	q.Stage = stage
	return s.facts.index.Who(q)
}

// ExploreReasonBehind lists the quotes behind one of the four reasons: of a code and a kind.
func (s *Session) ExploreReasonBehind(ctx context.Context, e *Explored, code, kind int) (*Behind, error) {
	r := e.Reasons
	if code < 0 || code >= len(r.Codes) || kind < 0 || kind >= len(r.Kinds) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	c := r.Codes[code]
	return s.behind(ctx, Asked{Title: c.Name + ", " + string(r.Kinds[kind]), Codes: []research.ID{c.ID}, Wave: e.Ask.Wave}, r.sets[code][kind].And(r.base[kind]), r.Bases[kind])
}

// ExplorePairBehind lists the quotes behind a number of said together: those of both rows, in the interviews with both.
func (s *Session) ExplorePairBehind(ctx context.Context, e *Explored, a, b int) (*Behind, error) {
	if a < 0 || b < 0 || a >= len(e.Rows) || b >= len(e.Rows) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	if a == b {
		return s.ExploreBehind(ctx, e, a, -1)
	}
	q := e.Rows[a].query
	asked := Asked{Title: e.Rows[a].Name + " and " + e.Rows[b].Name, Codes: slices.Concat(q.Codes, e.Rows[b].query.Codes), Polarity: q.Polarity, Weight: q.Weight, Wave: e.Ask.Wave}
	if o := e.Rows[b].query.Polarity; (q.Polarity == nil) != (o == nil) || q.Polarity != nil && *q.Polarity != *o {
		asked.Polarity = nil // themes of two sides: all that was said of either
	}
	return s.behind(ctx, asked, e.Rows[a].has.And(e.Rows[b].has).And(e.within), e.Base)
}

// ExploreDecidedBehind lists the quotes behind an importance: of a row, where it decided.
func (s *Session) ExploreDecidedBehind(ctx context.Context, e *Explored, row int) (*Behind, error) {
	if row < 0 || row >= len(e.Rows) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	a := Asked{Title: e.Rows[row].Name + ", decided", Codes: e.Rows[row].item.Codes, Weight: research.Decided, Wave: e.Ask.Wave}
	if e.Ask.Chart == ChartImportance && row < len(e.Importance) {
		a.Codes = e.Importance[row].Codes
	}
	if len(a.Codes) == 0 {
		return &Behind{Asked: a, Base: e.Base}, nil
	}
	s.mu.Lock()
	has := s.facts.index.Who(analysis.Query{Codes: a.Codes, Weight: research.Decided, Within: e.within})
	s.mu.Unlock()
	return s.behind(ctx, a, has, e.Base)
}

// ExploreSaidBehind lists the quotes behind a performance: everything that was said of a row, whatever side it counts.
func (s *Session) ExploreSaidBehind(ctx context.Context, e *Explored, row int) (*Behind, error) {
	if row < 0 || row >= len(e.Importance) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	i := e.Importance[row]
	a := Asked{Title: i.Name + ", hurt or helped", Codes: i.Codes, Wave: e.Ask.Wave}
	if len(a.Codes) == 0 {
		return &Behind{Asked: a, Base: e.Base}, nil
	}
	return s.behind(ctx, a, s.saying(analysis.Query{Codes: a.Codes, Within: e.within}, 0), e.Base)
}

// ExploreRivalBehind lists what was said in the interviews that were won against a competitor.
func (s *Session) ExploreRivalBehind(ctx context.Context, e *Explored, rival int) (*Behind, error) {
	if rival < 0 || rival >= len(e.Rivals) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	r := e.Rivals[rival]
	return s.behind(ctx, Asked{Title: r.Name + ", won", Wave: e.Ask.Wave}, s.classOf("competitor", r.Key).And(s.classOf("outcome", string(research.Won))).And(e.within), r.Rate.N)
}

// ExploreHeardBehind lists what was said in the interviews about the deals of a class.
func (s *Session) ExploreHeardBehind(ctx context.Context, e *Explored, class int) (*Behind, error) {
	if class < 0 || class >= len(e.Coverage) {
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	c := e.Coverage[class]
	by := coverageBy(e.Ask.By)
	return s.behind(ctx, Asked{Title: s.ClassName(e.Ask.By, c.Key), Wave: e.Ask.Wave}, s.classOf(by, c.Key).And(e.within), e.Base)
}

// ExploreFirstBehind lists the codes that the n-th interview, counted from 0 in the order held, was the first to bring, in its
// own words.
func (s *Session) ExploreFirstBehind(ctx context.Context, e *Explored, n int) (*Behind, error) {
	s.mu.Lock()
	at, codes := s.facts.index.Brought(e.within, n)
	if at < 0 || at >= len(s.facts.rows) {
		s.mu.Unlock()
		return nil, research.Problemf(research.NotFound, "This figure is no longer there.")
	}
	has := research.NewBits(len(s.facts.rows))
	has.Set(at)
	label := s.facts.rows[at].Interview.Label
	s.mu.Unlock()
	a := Asked{Title: fmt.Sprintf("%s: %s for the first time", label, plural(len(codes), "code")), Codes: codes, Wave: e.Ask.Wave}
	if len(codes) == 0 {
		return &Behind{Asked: a, Interviews: 1, Base: 1}, nil
	}
	return s.behind(ctx, a, has, 1)
}

// classOf is the interviews of a class.
func (s *Session) classOf(dim, key string) research.Bits {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.index.Members(dim, key)
}

// behind lists the quotes of some interviews that a question asks for.
func (s *Session) behind(ctx context.Context, a Asked, has research.Bits, base int) (*Behind, error) {
	s.mu.Lock()
	f := s.facts
	var rows []InterviewRow
	has.Each(func(i int) {
		if i < len(f.rows) {
			rows = append(rows, f.row(f.rows[i]))
		}
	})
	_, mentions := f.index.Query(analysis.Query{Codes: a.Codes, Stage: a.Stage, Polarity: a.Polarity, Weight: a.Weight, Within: has})
	book := f.book
	s.mu.Unlock()
	out := &Behind{Asked: a, Interviews: len(rows), Base: base, Mentions: mentions}
	a.Codes = withMerged(book, a.Codes)
	cleared, err := s.clearances(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if len(out.Quotes) >= maxQuotes {
			out.More = true
			break
		}
		before := len(out.Quotes)
		if err := s.quotesOf(ctx, r, a, cleared, out); err != nil {
			return nil, err
		}
		if len(out.Quotes) == before {
			out.Quotes = append(out.Quotes, QuoteRow{Interview: r})
		}
	}
	return out, nil
}
