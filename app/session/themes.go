package session

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// Figures is everything the Themes screen counts: of one wave, or of all.
type Figures struct {
	Wave     research.ID // "" for all
	Base     int
	Outcomes []analysis.Class // with the interviews of the wave
	Themes   []ThemeRow
	Codes    []analysis.CodeRow
	Stages   analysis.Matrix // interviews with a mention of a stage, by outcome
	Hurt     analysis.Matrix // the same, of mentions that hurt
	Pairs    []Pair          // told → decided, lost deals
	// Lost and Won are the groups that the themes are compared between, as on the pages.
	Lost, Won CompareSide
	Notes     []string // doubts, in sentences
}

// ThemeRow is one theme with its counts, lost against won.
type ThemeRow struct {
	Theme     research.Theme
	Mentions  int
	All       analysis.Share
	Lost, Won analysis.Share
	Compared  analysis.Comparison
	Holds     bool // a clear difference, allowing for all the themes compared
}

// Pair is how many lost deals were told one reason and decided by another.
type Pair struct {
	Told, Decided research.Code
	Interviews    int
}

// Figures counts one wave, or all with the empty ID. What an export would withhold is asked with FigureMarks, which takes
// longer.
func (s *Session) Figures(ctx context.Context, wave research.ID) (*Figures, error) {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.facts.index
	within := s.facts.within(wave)
	f := &Figures{Wave: wave, Base: within.Count()}
	for _, c := range x.Group("outcome") {
		c.Members = c.Members.And(within)
		if c.Members.Count() > 0 {
			f.Outcomes = append(f.Outcomes, c)
		}
	}
	f.Codes = x.TableBy(within, f.Outcomes)
	hurt := research.Hurt
	f.Stages = x.StageBy(within, f.Outcomes, nil)
	f.Hurt = x.StageBy(within, f.Outcomes, &hurt)
	f.Lost, f.Won = s.facts.sides(s.rule(), s.facts.scope(wave))
	f.Themes = themeRows(x, themes, f.Lost.Members, f.Won.Members, within)
	f.Pairs = s.facts.pairs(within)
	f.note()
	return f, nil
}

// within is the interviews of a wave.
func (f *facts) within(wave research.ID) research.Bits {
	if wave == "" {
		return f.index.All()
	}
	return f.index.Members("wave", string(wave))
}

func themeRows(x *analysis.Index, themes []research.Theme, lost, won, within research.Bits) []ThemeRow {
	rows := make([]ThemeRow, len(themes))
	for i, t := range themes {
		has, mentions := x.Query(analysis.Query{Codes: t.Codes, Polarity: t.Says.Polarity(), Within: within})
		rows[i] = ThemeRow{Theme: t, Mentions: mentions, All: analysis.NewShare(has.Count(), within.Count()),
			Lost: analysis.NewShare(has.CountAnd(lost), lost.Count()), Won: analysis.NewShare(has.CountAnd(won), won.Count())}
	}
	for i, c := range analysis.CompareThemes(themeCounts(rows)) {
		rows[i].Compared = c
		rows[i].Holds = c.Holds() && !c.Exploring
	}
	return rows
}

// pairs counts told against decided over the lost deals, most frequent first.
func (f *facts) pairs(within research.Bits) []Pair {
	count := map[[2]research.ID]int{}
	for i, r := range f.rows {
		if !within.Has(i) || r.Interview.Outcome != research.Lost {
			continue
		}
		told, decided := primary(r.Reasons[research.Told]), primary(r.Reasons[research.DecidedReason])
		if told != "" && decided != "" {
			count[[2]research.ID{told, decided}]++
		}
	}
	out := make([]Pair, 0, len(count))
	for k, n := range count {
		told, _ := f.book.Code(k[0])
		decided, _ := f.book.Code(k[1])
		out = append(out, Pair{told, decided, n})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Interviews != b.Interviews {
			return a.Interviews > b.Interviews
		}
		return a.Told.Ref+a.Decided.Ref < b.Told.Ref+b.Decided.Ref
	})
	return out
}

func primary(rs []research.Reason) research.ID {
	for _, r := range rs {
		if r.Primary {
			return r.Code
		}
	}
	return ""
}

// Asked says which figure was clicked, so that its quotes can be listed.
type Asked struct {
	Title    string // "Evaluation, lost"
	Codes    []research.ID
	Stage    int // of the mention
	Outcomes []research.Outcome
	Wave     research.ID
	Polarity *research.Polarity
	Weight   research.Weight // at least this much
}

// QuoteRow is one coded verbatim behind a figure.
type QuoteRow struct {
	Text      string
	Placed    Placed
	Interview InterviewRow
	Cleared   bool
	Level     research.ClearanceLevel
	InThemes  []research.ID
}

// Behind is the quotes behind a figure.
type Behind struct {
	Asked      Asked
	Interviews int
	Base       int
	Mentions   int // as many as there are Quotes, unless More
	Quotes     []QuoteRow
	More       bool
}

// maxQuotes is how many quotes are listed beside a figure at most.
const maxQuotes = 500

// Behind lists the quotes that a figure counts.
func (s *Session) Behind(ctx context.Context, a Asked) (*Behind, error) {
	s.mu.Lock()
	x, f := s.facts.index, s.facts
	within := f.within(a.Wave)
	if len(a.Outcomes) > 0 {
		some := research.NewBits(len(f.rows))
		for i, r := range f.rows {
			for _, o := range a.Outcomes {
				if r.Interview.Outcome == o {
					some.Set(i)
				}
			}
		}
		within = within.And(some)
	}
	has := x.Who(analysis.Query{Codes: a.Codes, Stage: a.Stage, Polarity: a.Polarity, Weight: a.Weight}).And(within)
	s.mu.Unlock()
	return s.behind(ctx, a, has, within.Count())
}

// PairBehind lists what was said of both reasons in the lost deals that were told the one and decided by the other.
func (s *Session) PairBehind(ctx context.Context, p Pair, wave research.ID) (*Behind, error) {
	s.mu.Lock()
	f := s.facts
	within := f.within(wave).And(f.index.Members("outcome", string(research.Lost)))
	has := research.NewBits(len(f.rows))
	within.Each(func(i int) {
		if r := f.rows[i].Reasons; primary(r[research.Told]) == p.Told.ID && primary(r[research.DecidedReason]) == p.Decided.ID {
			has.Set(i)
		}
	})
	s.mu.Unlock()
	title := "Told " + p.Told.Name + ", decided " + p.Decided.Name
	return s.behind(ctx, Asked{Title: title, Codes: []research.ID{p.Told.ID, p.Decided.ID}, Wave: wave}, has, within.Count())
}

// withMerged is some codes with those that were merged into them, which count as them.
func withMerged(book *research.Codebook, codes []research.ID) []research.ID {
	all := slices.Clone(codes)
	for i := 0; i < len(all); i++ {
		for _, c := range book.Codes {
			if c.MergedInto == all[i] && !slices.Contains(all, c.ID) {
				all = append(all, c.ID)
			}
		}
	}
	return all
}

// quotesOf adds the quotes of one interview.
func (s *Session) quotesOf(ctx context.Context, r InterviewRow, a Asked, cleared map[research.ID]research.Clearance, out *Behind) error {
	turns, err := s.store.Turns(ctx, r.Interview.ID)
	if err != nil {
		return err
	}
	stage := map[research.ID]int{}
	for _, t := range turns {
		stage[t.ID] = t.Stage
	}
	placed, err := s.counted(ctx, r.Interview.ID)
	if err != nil {
		return err
	}
	for _, p := range placed {
		at := stage[p.From.Turn]
		if at == 0 {
			at = p.Code.Stage
		}
		if !a.counts(p, at) {
			continue
		}
		c, ok := cleared[p.Verbatim]
		ok = ok && c.Rev == revOf(turns, p.From, p.To) && quotable(voices(r, turns, p), c.Level) // a changed text is cleared anew
		out.Quotes = append(out.Quotes, QuoteRow{Text: Quote(turns, p.From, p.To), Placed: p, Interview: r, Cleared: ok, Level: c.Level})
	}
	return nil
}

// counts says whether a coding, mentioned at a stage, is counted by the figure.
func (a Asked) counts(p Placed, stage int) bool {
	if a.Stage > 0 && stage != a.Stage || a.Polarity != nil && p.Polarity != *a.Polarity || p.Weight < a.Weight {
		return false
	}
	if len(a.Codes) == 0 {
		return true
	}
	for _, c := range a.Codes {
		if c == p.Coding.Code {
			return true
		}
	}
	return false
}

// clearances are the quotes that may leave, by verbatim.
func (s *Session) clearances(ctx context.Context) (map[research.ID]research.Clearance, error) {
	m, err := s.judged(ctx)
	for v, c := range m {
		if c.Level == research.QuoteRefused {
			delete(m, v)
		}
	}
	return m, err
}

// judged is what was settled about quotes, by verbatim: those cleared and those refused.
func (s *Session) judged(ctx context.Context) (map[research.ID]research.Clearance, error) {
	list, err := s.store.Clearances(ctx)
	m := make(map[research.ID]research.Clearance, len(list))
	for _, c := range list {
		m[c.Verbatim] = c
	}
	return m, err
}

// SaveTheme stores a new or changed theme.
func (s *Session) SaveTheme(ctx context.Context, t research.Theme) (research.ID, error) {
	if t.Name == "" {
		return "", research.Problemf(research.Invalid, "Give the theme a name, such as “They sent the offer too early”.")
	}
	if len(t.Codes) == 0 {
		return "", research.Problemf(research.Invalid, "Choose at least one code for the theme “%s”.", t.Name)
	}
	all, err := s.store.Themes(ctx)
	if err != nil {
		return "", err
	}
	fresh, was := t.ID == "", research.Theme{}
	if i := slices.IndexFunc(all, func(x research.Theme) bool { return x.ID == t.ID }); i >= 0 {
		was = all[i]
	}
	if fresh {
		t.ID = store.NewID()
	}
	err = s.typedInto(ctx, typedField{t.ID, "name", was.Name, &t.Name}, typedField{t.ID, "so_what", was.SoWhat, &t.SoWhat},
		typedField{t.ID, "recommendation", was.Recommendation, &t.Recommendation})
	if err != nil {
		return "", err
	}
	name := "Change theme " + t.Name
	if fresh {
		name = "New theme " + t.Name
	}
	id := t.ID
	_, err = s.store.Edit(ctx, name, func(tx *store.Tx) error {
		if fresh {
			all, err := tx.Themes(ctx)
			if err != nil {
				return err
			}
			t.Pos = len(all)
		}
		var err error
		id, err = tx.PutTheme(t)
		return err
	})
	return id, err
}

// DeleteTheme takes a theme away; its codes and codings stay.
func (s *Session) DeleteTheme(ctx context.Context, t research.Theme) error {
	_, err := s.store.Edit(ctx, "Delete theme "+t.Name, func(tx *store.Tx) error { return tx.DeleteTheme(t.ID) })
	return err
}

// revOf sums the revisions of the turns that a verbatim spans: a later change of the text voids a clearance.
func revOf(turns []research.Turn, from, to research.Anchor) int {
	sum, in := 0, false
	for _, t := range turns {
		if t.ID == from.Turn {
			in = true
		}
		if in {
			sum += t.Rev
		}
		if t.ID == to.Turn {
			break
		}
	}
	return sum
}

// note says in sentences what one should know before reading the figures.
func (f *Figures) note() {
	hold, close := 0, 0
	for _, t := range f.Themes {
		switch {
		case t.Holds:
			hold++
		case t.Compared.Verdict == analysis.TooClose:
			close++
		}
	}
	if len(f.Themes) > 0 && close > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%d of %d differences are too close to call, allowing for %d comparisons.", close, len(f.Themes), min(len(f.Themes), analysis.MaxNamedThemes)))
	}
	if len(f.Themes) > analysis.MaxNamedThemes {
		f.Notes = append(f.Notes, fmt.Sprintf("Only the first %d themes are tested together; the rest is exploring.", analysis.MaxNamedThemes))
	}
}
