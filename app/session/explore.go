package session

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"openloop/research"
	"openloop/research/analysis"
)

// What an exploration counts: its rows.
const (
	CountThemes   = "themes"
	CountCodes    = "codes"
	CountStages   = "stages"
	CountTold     = "told"
	CountDecided  = "decided"
	CountBelieved = "believed"
	CountRecorded = "recorded"
)

// The sides of codes and stages that are counted; "" is anything said. What decided is asked of codes only.
const (
	SideAny     = ""
	SideHurt    = "hurt"
	SideHelped  = "helped"
	SideDecided = "weight"
)

// ByRemark splits by the stage of the remark: one interview speaks at several.
const ByRemark = "remark"

// The charts of an exploration.
const (
	ChartTable      = "table"
	ChartDots       = "dots"
	ChartReasons    = "reasons"
	ChartTogether   = "together"
	ChartTimeline   = "timeline"
	ChartImportance = "importance"
	ChartSaturation = "saturation"
	ChartRivals     = "rivals"
	ChartCoverage   = "coverage"
)

// Choice is one of a few things to choose, with what screens call it.
type Choice struct{ Key, Name string }

// ExploreRows, ExploreSides, ExploreBy and ExploreCharts list what can be chosen, in order.
func ExploreRows() []Choice {
	return []Choice{{CountThemes, "Themes"}, {CountCodes, "Codes"}, {CountStages, "Stages"}, {CountTold, "Told reasons"}, {CountDecided, "Deciding reasons"},
		{CountRecorded, "CRM reasons"}, {CountBelieved, "Believed reasons"}}
}

// ExploreSides lists the sides.
func ExploreSides() []Choice {
	return []Choice{{SideAny, "Anything said"}, {SideHurt, "What hurt"}, {SideHelped, "What helped"}, {SideDecided, "What decided"}}
}

// ExploreBy lists the classes to split by.
func ExploreBy() []Choice {
	return []Choice{{"outcome", "Outcome"}, {ByRemark, "Stage of the remark"}, {"reached", "Stage reached"}, {"segment", "Segment"}, {"region", "Region"},
		{"wave", "Wave"}, {"competitor", "Competitor"}, {"role", "Role band"}, {"value", "Value band"}, {"method", "Method"}}
}

// ExploreCharts lists the charts.
func ExploreCharts() []Choice {
	return []Choice{{ChartTable, "Table"}, {ChartDots, "Dot plot"}, {ChartReasons, "Four reasons"}, {ChartTogether, "Said together"}, {ChartTimeline, "Over time"},
		{ChartImportance, "Importance"}, {ChartRivals, "Head to head"}, {ChartSaturation, "Saturation"}, {ChartCoverage, "Who was heard"}}
}

// ExploreAsk says what to count, by what, and how to show it. The zero value is what is asked first.
type ExploreAsk struct {
	Rows, Side, By, Chart string
	BookOrder             bool // rows in the order of the codebook, not by how many interviews have them
	Wave                  research.ID
}

// Clean is the question with what does not go together put right: a side that the rows do not have, a key that is unknown.
func (a ExploreAsk) Clean() ExploreAsk {
	known := func(list []Choice, key, otherwise string) string {
		if slices.ContainsFunc(list, func(c Choice) bool { return c.Key == key }) {
			return key
		}
		return otherwise
	}
	a.Rows, a.By, a.Chart = known(ExploreRows(), a.Rows, CountCodes), known(ExploreBy(), a.By, "outcome"), known(ExploreCharts(), a.Chart, ChartTable)
	a.Side = known(ExploreSides(), a.Side, SideAny)
	if !a.HasSides() || a.Rows == CountStages && a.Side == SideDecided {
		a.Side = SideAny
	}
	if a.By == ByRemark && a.ofReasons() {
		a.By = "reached"
	}
	return a
}

// Counts says whether the chart counts the rows that were chosen, Splits whether it splits by the classes that were chosen:
// others have rows and classes of their own.
func (a ExploreAsk) Counts() bool {
	switch a.Chart {
	case ChartReasons, ChartSaturation, ChartRivals, ChartCoverage:
		return false
	}
	return true
}

// Splits says whether the chart splits by the classes that were chosen.
func (a ExploreAsk) Splits() bool { return a.Chart == ChartTable || a.Chart == ChartCoverage }

// HasSides says whether the rows can be counted by side: themes have their own, and reasons none.
func (a ExploreAsk) HasSides() bool { return a.Rows == CountCodes || a.Rows == CountStages }

func (a ExploreAsk) ofReasons() bool {
	switch a.Rows {
	case CountTold, CountDecided, CountBelieved, CountRecorded:
		return true
	}
	return false
}

// query is what the side asks of a coding.
func (a ExploreAsk) query() (q analysis.Query) {
	hurt, helped := research.Hurt, research.Helped
	switch a.Side {
	case SideHurt:
		q.Polarity = &hurt
	case SideHelped:
		q.Polarity = &helped
	case SideDecided:
		q.Weight = research.Decided
	}
	return q
}

// ExploreColumn is one class.
type ExploreColumn struct {
	Key, Name string
	Base      int
	members   research.Bits
}

// ExploreRow is one thing counted.
type ExploreRow struct {
	Key, Name string // "code:DIS-02", "DIS-02 Listening"
	Stage     int
	Total     analysis.Share
	Cells     []analysis.Share // by column

	item  analysis.Item
	query analysis.Query
	has   research.Bits
}

// Explored is what was counted. Unit: interviews; classes that overlap say so.
type Explored struct {
	Ask     ExploreAsk
	Base    int
	Columns []ExploreColumn
	Rows    []ExploreRow
	Empty   int  // rows that nobody has, which are left out
	Overlap bool // an interview may be in several columns

	// Of the charts that need it.
	Reasons    ExploreReasons
	Together   [][]int // interviews with both, row × row
	Saturation analysis.SaturationResult
	Importance []analysis.Importance // by row
	Rivals     []analysis.Rival
	Coverage   []analysis.Coverage
	Heard      int // deals with an interview, of Listed; each once, however many classes it is in
	Listed     int
	Compared   []analysis.Comparison // of the dot plot, by row: the first side against the second
	A, B       CompareSide           // its sides; B without a name where there is one group only

	within  research.Bits
	remarks bool // columns are stages of the remark
}

// Explore counts. Nothing is read from the file but the themes; ten thousand interviews with a million codings take a
// millisecond or two. What an export would withhold is asked with ExploreMarks, which takes longer.
func (s *Session) Explore(ctx context.Context, ask ExploreAsk) (*Explored, error) {
	ask = ask.Clean()
	var themes []research.Theme
	if ask.Rows == CountThemes {
		var err error
		if themes, err = s.store.Themes(ctx); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e := &Explored{Ask: ask, within: s.facts.within(ask.Wave)}
	s.facts.exploreRows(e, themes)
	s.facts.breakDown(e)
	e.sort()
	s.facts.exploreChart(e, s.rule())
	return e, nil
}

// exploreRows sets what is counted.
func (f *facts) exploreRows(e *Explored, themes []research.Theme) {
	x, ask := f.index, e.Ask
	add := func(key, name string, stage int, codes []research.ID, q analysis.Query) {
		q.Codes = codes
		has := x.Who(q)
		e.Rows = append(e.Rows, ExploreRow{Key: key, Name: name, Stage: stage, item: analysis.Item{Key: key, Name: name, Codes: codes}, query: q, has: has})
	}
	switch ask.Rows {
	case CountThemes:
		for _, t := range themes {
			if len(t.Codes) > 0 {
				stage := 0
				if c, ok := f.book.Code(t.Codes[0]); ok {
					stage = c.Stage
				}
				add("theme:"+string(t.ID), t.Name, stage, t.Codes, analysis.Query{Polarity: t.Says.Polarity()})
			}
		}
	case CountStages:
		for _, st := range f.book.Stages {
			q := ask.query()
			q.Stage = st.Number
			add(stageKey(st.Number), st.Name, st.Number, nil, q)
		}
	case CountCodes:
		for _, c := range f.book.Codes {
			if c.MergedInto == "" {
				add(codeRow+c.Ref, c.Name, c.Stage, []research.ID{c.ID}, ask.query())
			}
		}
	default:
		f.reasonRows(e)
	}
}

// reasonRows sets the reasons of one kind as rows, out of the interviews that have one on file.
func (f *facts) reasonRows(e *Explored) {
	kind := research.ReasonKind(e.Ask.Rows)
	of, base := f.primaries(kind, e.within)
	e.within = base
	for _, c := range f.book.Codes {
		if has := of[c.ID]; has != nil {
			e.Rows = append(e.Rows, ExploreRow{Key: string(kind) + ":" + c.Ref, Name: c.Name, Stage: c.Stage, has: has,
				item: analysis.Item{Key: c.Ref, Name: c.Name, Codes: []research.ID{c.ID}}, query: analysis.Query{Codes: []research.ID{c.ID}}})
		}
	}
}

// primaries is who has each code as the primary reason of a kind, and who has any.
func (f *facts) primaries(kind research.ReasonKind, within research.Bits) (of map[research.ID]research.Bits, any research.Bits) {
	c := f.firsts[kind]
	of = make(map[research.ID]research.Bits, len(c.of))
	for i, has := range c.of {
		if has.CountAnd(within) > 0 {
			of[f.book.Codes[i].ID] = has.And(within)
		}
	}
	return of, c.any.And(within)
}

// breakDown counts the rows by the classes.
func (f *facts) breakDown(e *Explored) {
	var b analysis.Breakdown
	switch {
	case e.Ask.By == ByRemark:
		b = f.index.BreakByStage(e.queries(), e.within)
	default:
		sets := make([]research.Bits, len(e.Rows))
		for i, r := range e.Rows {
			sets[i] = r.has
		}
		b = f.index.Break(sets, f.index.Group(e.Ask.By), e.within)
	}
	e.Base = b.Base
	e.remarks = e.Ask.By == ByRemark
	e.Overlap = e.remarks || e.Ask.By == "competitor"
	keep := make([]int, 0, len(b.Classes))
	for j, c := range b.Classes {
		if b.Bases[j] > 0 {
			keep = append(keep, j)
			e.Columns = append(e.Columns, ExploreColumn{Key: c.Key, Name: c.Name, Base: b.Bases[j], members: c.Members})
		}
	}
	rows := e.Rows[:0]
	for i, r := range e.Rows {
		if b.Totals[i] == 0 && e.Ask.Rows != CountThemes && e.Ask.Rows != CountStages {
			e.Empty++
			continue
		}
		r.Total = analysis.NewShare(b.Totals[i], b.Base)
		for _, j := range keep {
			r.Cells = append(r.Cells, analysis.NewShare(b.Counts[i][j], b.Bases[j]))
		}
		rows = append(rows, r)
	}
	e.Rows = rows
}

// queries is what each row asks of a coding.
func (e *Explored) queries() []analysis.Query {
	q := make([]analysis.Query, len(e.Rows))
	for i, r := range e.Rows {
		q[i] = r.query
	}
	return q
}

// sort puts the rows that most interviews have first; themes and stages keep their own order.
func (e *Explored) sort() {
	if e.Ask.BookOrder || e.Ask.Rows == CountThemes || e.Ask.Rows == CountStages {
		return
	}
	order := make([]int, len(e.Rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return e.Rows[b].Total.X - e.Rows[a].Total.X })
	rows := make([]ExploreRow, len(order))
	for i, at := range order {
		rows[i] = e.Rows[at]
	}
	e.Rows = rows
}

// permute puts a list in another order, if it has that many.
func permute[T any](order []int, list *[]T) {
	if len(*list) != len(order) {
		return
	}
	out := make([]T, len(order))
	for i, at := range order {
		out[i] = (*list)[at]
	}
	*list = out
}

// Names are what was chosen, as screens say it.
func (a ExploreAsk) Names() (rows, side, by, chart string) {
	name := func(list []Choice, key string) string {
		for _, c := range list {
			if c.Key == key {
				return c.Name
			}
		}
		return ""
	}
	return name(ExploreRows(), a.Rows), name(ExploreSides(), a.Side), name(ExploreBy(), a.By), name(ExploreCharts(), a.Chart)
}

// stageNumber is the stage that a column of stages stands for, 0 for another.
func (c ExploreColumn) stageNumber(by string) int {
	if by != ByRemark {
		return 0
	}
	n, err := strconv.Atoi(c.Key)
	if err != nil {
		return 0
	}
	return n
}

// Measure says what a number on the screen is, and out of what: "Interviews in which it hurt".
func (e *Explored) Measure() string {
	words := map[string]string{CountThemes: "Interviews with the theme", CountCodes: "Interviews with the code", CountStages: "Interviews that spoke of the stage",
		CountTold: "Interviews in which the seller was told this first", CountDecided: "Interviews that this decided", CountBelieved: "Interviews whose deal was believed to turn on this",
		CountRecorded: "Interviews whose deal has this in the CRM"}[e.Ask.Rows]
	switch e.Ask.Side {
	case SideHurt:
		words += ", where it hurt"
	case SideHelped:
		words += ", where it helped"
	case SideDecided:
		words += ", where it decided"
	}
	words += fmt.Sprintf(", out of %d", e.Base)
	if e.Overlap {
		words += "; one may be in several columns"
	}
	return words
}
