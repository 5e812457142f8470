package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
	"openloop/research/store"
)

// ExploreMarks says of every figure of an exploration why an export would withhold it: "" where it would show.
type ExploreMarks struct {
	Totals  []string   // by row
	Cells   [][]string // by row and column
	Columns []string   // of a column that leaves only together with others, or not at all
	Chart   string     // why the chart as a whole stays on the screen, "" where it may leave
}

// Withheld counts the figures that would not leave.
func (m *ExploreMarks) Withheld() (n int) {
	for _, why := range m.Totals {
		if why != "" {
			n++
		}
	}
	for _, row := range m.Cells {
		for _, why := range row {
			if why != "" {
				n++
			}
		}
	}
	return n
}

// exploreWork is what disclosure control needs to know, taken from the figures at one moment.
type exploreWork struct {
	rule    privacy.Rule
	frame   privacy.Frame
	total   privacy.Group
	first   []privacy.Dimension // that every pack and `codes` show
	base    []privacy.Row       // codes and stages, as they show there
	dim     privacy.Dimension
	rows    []privacy.Row
	related []privacy.Row
	earlier []privacy.Group
	columns []privacy.Group
	stages  [][]research.Bits // by row and stage of the remark
	of      firstTablesOf
}

// ExploreMarks asks disclosure control what of an exploration an export would withhold: the same rule, the same groups
// and the same earlier packs as for the pages and for `openloop codes`. It may take a second or two in a large study,
// holds nobody up, and ends within a moment when ctx does.
func (s *Session) ExploreMarks(ctx context.Context, e *Explored) (*ExploreMarks, error) {
	issued, err := s.ledger(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	w := s.facts.exploreWork(e, s.rule(), issued)
	of := s.facts.chartWork(e, w)
	w.of = firstTablesOf{s.facts, s.facts.changes, w.rule, e.Ask.Wave}
	s.mu.Unlock()
	w.frame = w.frame.Until(ctx)
	if e.asPack() {
		return s.packMarks(ctx, e, w)
	}
	n, own := len(w.first), true
	for i, d := range w.first {
		if of == nil && w.isBase(e) && d.Key == w.dim.Key {
			n, own = i+1, false
			break
		}
	}
	first, err := s.firstTables(ctx, w, n)
	if err != nil {
		return nil, err
	}
	if !own {
		return e.marks(w, first[n-1]), nil
	}
	for _, t := range first {
		w.earlier = append(slices.Clip(w.earlier), t.Released()...)
	}
	m := e.ownMarks(w, of)
	return m, ctx.Err()
}

// ownMarks discloses the question's own table after those that every pack shows.
func (e *Explored) ownMarks(w *exploreWork, of func() *ExploreMarks) *ExploreMarks {
	switch {
	case of != nil:
		return of()
	case e.remarks:
		return e.stageMarks(w)
	}
	rows := slices.Concat(w.rows, w.related)
	if w.isBase(e) {
		rows = w.base
	}
	return e.marks(w, w.rule.Disclose(w.frame, w.dim, rows, w.earlier))
}

// isBase says whether the rows are among those that every pack shows.
func (w *exploreWork) isBase(e *Explored) bool {
	return e.Ask.Rows == CountCodes && e.Ask.Side == SideAny || e.Ask.Rows == CountStages && e.Ask.Side == SideHurt
}

// exploreWork takes from the figures what disclosure control needs.
func (f *facts) exploreWork(e *Explored, rule privacy.Rule, issued []store.Export) *exploreWork {
	w := &exploreWork{rule: rule, frame: f.frame(), earlier: f.known(issued)}
	w.total = f.covered(rule, f.scope(e.Ask.Wave))
	for _, by := range []string{"outcome", "wave", "segment"} {
		d, _ := f.dimension(by, w.total, rule)
		w.first = append(w.first, d)
	}
	w.base = withoutMentions(append(f.codeRows(w.total.Members), f.stageRows(w.total.Members)...))
	total := w.total
	if e.Ask.ofReasons() {
		total = privacy.Group{Name: total.Name, Key: e.Ask.Rows + "|" + total.Key, Members: e.within.And(total.Members)}
	}
	switch e.Ask.Chart {
	case ChartTimeline, ChartDots:
		w.dim = privacy.Dimension{Key: "period", Total: total, Merge: [][]string{{}}}
		for _, c := range e.Columns {
			w.dim.Classes = append(w.dim.Classes, privacy.Group{Name: c.Name, Key: c.Key, Members: c.members.And(total.Members)})
		}
	default:
		if e.Ask.By == ByRemark {
			w.dim = privacy.Dimension{Key: "remark", Total: total}
		} else {
			w.dim, _ = f.dimension(e.Ask.By, total, rule)
		}
	}
	for _, c := range e.Columns {
		w.columns = append(w.columns, privacy.Group{Name: c.Name, Key: c.Key, Members: c.members.And(total.Members)})
	}
	if e.remarks {
		w.stages = f.index.AtStages(e.queries(), e.within)
	}
	mine := map[string]bool{}
	for _, r := range e.Rows {
		row := f.exploreRow(e, r, total)
		mine[row.Key] = true
		w.rows = append(w.rows, row)
	}
	for _, r := range w.base {
		if !mine[r.Key] {
			r.Mute = true
			w.related = append(w.related, r)
		}
	}
	return w
}

// exploreRow is a row as disclosure control takes it: under the name that pages and ledger know it by, with the codes in
// whose union it lies.
func (f *facts) exploreRow(e *Explored, r ExploreRow, total privacy.Group) privacy.Row {
	row := privacy.Row{Key: r.Key, Conduct: r.Stage == research.SalesConductStage, Has: r.has.And(total.Members)}
	side := e.Ask.Side
	switch e.Ask.Rows {
	case CountCodes:
		if side != SideAny {
			row.Key, row.Within = r.Key+"/"+side, []string{r.Key}
		}
	case CountStages:
		row.Within = f.stageCodes(r.Stage, row.Has)
		if side != SideHurt {
			row.Key = r.Key + "/" + or(side, "any")
		}
	case CountThemes:
		row.Key, row.Within = f.themeKey(r)
		if r.query.Polarity == nil {
			row.Parts, row.Within = row.Within, nil
		}
	default:
		row.OneOf = e.Ask.Rows
	}
	return row
}

// themeKey is a theme's row in the ledger, as pages enter it, and the rows of its codes.
func (f *facts) themeKey(r ExploreRow) (key string, within []string) {
	direction := "raised"
	if p := r.query.Polarity; p != nil {
		direction = p.String()
	}
	for _, id := range r.query.Codes {
		c, ok := f.book.Code(id)
		for hops := 0; ok && c.MergedInto != "" && hops < len(f.book.Codes); hops++ {
			c, ok = f.book.Code(c.MergedInto)
		}
		if ok && !slices.Contains(within, codeRow+c.Ref) {
			within = append(within, codeRow+c.Ref)
		}
	}
	return string(report.OfTheme) + ":" + direction + ":" + strings.Join(slices.Sorted(slices.Values(within)), "+"), within
}

// withoutMentions is rows whose mentions nobody asks for.
func withoutMentions(rows []privacy.Row) []privacy.Row {
	for i := range rows {
		rows[i].Mentions = nil
	}
	return rows
}

// marks says of each figure why it would be withheld, by a table as it would leave.
func (e *Explored) marks(w *exploreWork, t privacy.Table) *ExploreMarks {
	m := e.noMarks()
	at := map[string]privacy.ReleasedRow{}
	for _, r := range t.Rows {
		at[r.Key] = r
	}
	column := make([]int, len(w.columns))
	for j, c := range w.columns {
		column[j] = slices.IndexFunc(t.Groups, func(g privacy.Group) bool { return g.Members.Equal(c.Members) })
		if column[j] < 0 {
			m.Columns[j] = w.together(t, c)
		}
	}
	for i := range e.Rows {
		r, ok := at[w.rows[i].Key]
		if !ok {
			continue
		}
		m.Totals[i] = w.why(r.Total)
		for j := range e.Columns {
			switch {
			case column[j] < 0:
				m.Cells[i][j] = m.Columns[j]
			default:
				m.Cells[i][j] = w.why(r.Cells[column[j]])
			}
		}
	}
	return m
}

// stageMarks discloses the rows at each stage of the remark as rows of their own, each out of all interviews.
func (e *Explored) stageMarks(w *exploreWork) *ExploreMarks {
	m := e.noMarks()
	rows := slices.Clone(w.rows)
	n := len(rows)
	for i := range e.Rows {
		for _, c := range e.Columns {
			stage := c.stageNumber(ByRemark)
			rows = append(rows, privacy.Row{Key: rows[i].Key + "@" + stageKey(stage), Conduct: max(e.Rows[i].Stage, stage) == research.SalesConductStage,
				Has: w.stages[i][stage].And(w.dim.Total.Members), Within: []string{rows[i].Key}})
		}
	}
	t := w.rule.Disclose(w.frame, w.dim, slices.Concat(rows, w.related), w.earlier)
	for i := range e.Rows {
		m.Totals[i] = w.why(t.Rows[i].Total)
		for j := range e.Columns {
			m.Cells[i][j] = w.why(t.Rows[n+i*len(e.Columns)+j].Total)
		}
	}
	return m
}

func (e *Explored) noMarks() *ExploreMarks {
	m := &ExploreMarks{Totals: make([]string, len(e.Rows)), Cells: make([][]string, len(e.Rows)), Columns: make([]string, len(e.Columns))}
	for i := range m.Cells {
		m.Cells[i] = make([]string, len(e.Columns))
	}
	return m
}

// together says with what a class leaves that may not leave by itself.
func (w *exploreWork) together(t privacy.Table, c privacy.Group) string {
	for _, g := range t.Groups {
		if c.Members.AndNot(g.Members).Count() == 0 {
			return "Leaves only together with others, as “" + g.Name + "”."
		}
	}
	return w.words(privacy.WithheldBase)
}

func (w *exploreWork) why(c privacy.Cell) string {
	if c.Shown {
		return ""
	}
	return w.words(c.Why)
}

// words is a reason in words. That all said it is none to give.
func (w *exploreWork) words(why privacy.Reason) string {
	switch why {
	case privacy.WithheldBase:
		return fmt.Sprintf("Fewer than %d interviews or %d organisations stand behind it, or one organisation over half of it.", max(w.rule.K, research.FloorMinInterviews), w.rule.MinOrganisations)
	case privacy.WithheldOwners:
		return "Too few salespeople stand behind the groups to show how they behaved."
	case privacy.WithheldLedger:
		return "Too close to a group of an earlier pack: the difference would speak of a few people."
	}
	return "What a few people said could be worked out from it."
}

// Words says a comparison in words: which group says it more often, or that it cannot be told.
func Words(c analysis.Comparison, a, b string) string {
	switch c.Verdict {
	case analysis.ClearlyMore:
		return "more often " + strings.ToLower(a)
	case analysis.ClearlyLess:
		return "more often " + strings.ToLower(b)
	}
	return string(c.Verdict)
}
