package session

import (
	"slices"
	"strconv"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// ExploreReasons is the four reasons side by side, of the interviews that were lost: per reason and kind who has it.
type ExploreReasons struct {
	Kinds []research.ReasonKind
	Bases []int // by kind
	Codes []research.Code
	Cells [][]analysis.Share // by code and kind
	Of    string             // "Lost"

	sets [][]research.Bits
	base []research.Bits
}

// exploreChart counts what one chart needs beyond the table.
func (f *facts) exploreChart(e *Explored, rule privacy.Rule) {
	switch e.Ask.Chart {
	case ChartReasons:
		e.Reasons = f.fourReasons(rule, e.Ask.Wave)
	case ChartTogether:
		e.Together = together(e.Rows, e.within)
	case ChartTimeline:
		f.overTime(e)
	case ChartImportance:
		items := make([]analysis.Item, len(e.Rows))
		for i, r := range e.Rows {
			items[i] = r.item
			if e.Ask.Rows == CountStages {
				items[i].Codes = f.codesAt(r.Stage)
			}
		}
		e.Importance = f.index.ImportanceOf(items, e.within)
	case ChartSaturation:
		e.Saturation = f.index.Saturation(e.within)
	case ChartRivals:
		e.Rivals = f.index.HeadToHead(e.within)
	case ChartCoverage:
		e.Coverage = f.coverage(e)
		e.Listed = len(f.deals)
		for i := range f.deals {
			if f.deals[i].heardIn(e.within) {
				e.Heard++
			}
		}
	case ChartDots:
		f.compareSides(e, rule)
	}
}

// fourReasons counts believed, recorded, told and decided over the lost deals, or over all where none is lost.
func (f *facts) fourReasons(rule privacy.Rule, wave research.ID) ExploreReasons {
	lost, _ := f.sides(rule, f.scope(wave))
	r := ExploreReasons{Kinds: research.ReasonKinds(), Of: lost.Name}
	within := lost.Members
	if within.Count() == 0 {
		within, r.Of = f.within(wave), "All interviews"
	}
	named := make([]map[research.ID]research.Bits, len(r.Kinds))
	for k, kind := range r.Kinds {
		of, base := f.primaries(kind, within)
		named[k] = of
		r.base, r.Bases = append(r.base, base), append(r.Bases, base.Count())
	}
	for _, c := range f.book.Codes {
		var cells []analysis.Share
		var sets []research.Bits
		some := false
		for k := range r.Kinds {
			n := named[k][c.ID].Count()
			some = some || n > 0
			cells, sets = append(cells, analysis.NewShare(n, r.Bases[k])), append(sets, named[k][c.ID])
		}
		if some {
			r.Codes, r.Cells, r.sets = append(r.Codes, c), append(r.Cells, cells), append(r.sets, sets)
		}
	}
	r.sort()
	return r
}

// sort puts first what decided, and among equals what was told, most often.
func (r *ExploreReasons) sort() {
	order := make([]int, len(r.Codes))
	for i := range order {
		order[i] = i
	}
	last, told := len(r.Kinds)-1, len(r.Kinds)-2
	slices.SortStableFunc(order, func(a, b int) int {
		if d := r.Cells[b][last].X - r.Cells[a][last].X; d != 0 {
			return d
		}
		return r.Cells[b][told].X - r.Cells[a][told].X
	})
	permute(order, &r.Codes)
	permute(order, &r.Cells)
	permute(order, &r.sets)
}

// together counts the interviews with both, for every two rows; a row with itself is its total.
func together(rows []ExploreRow, within research.Bits) [][]int {
	in := make([]research.Bits, len(rows))
	for i, r := range rows {
		in[i] = r.has.And(within)
	}
	out := make([][]int, len(rows))
	for i := range rows {
		out[i] = make([]int, len(rows))
		for j := range i + 1 {
			n := in[i].CountAnd(in[j])
			out[i][j], out[j][i] = n, n
		}
	}
	return out
}

// overTime makes the periods the columns.
func (f *facts) overTime(e *Explored) {
	sets := make([]research.Bits, len(e.Rows))
	for i, r := range e.Rows {
		sets[i] = r.has
	}
	b := f.index.Break(sets, f.index.Periods(e.within), e.within)
	e.Columns, e.Overlap, e.remarks = nil, false, false
	for j, c := range b.Classes {
		e.Columns = append(e.Columns, ExploreColumn{Key: c.Key, Name: c.Name, Base: b.Bases[j], members: c.Members})
	}
	for i := range e.Rows {
		e.Rows[i].Cells = nil
		for j := range b.Classes {
			e.Rows[i].Cells = append(e.Rows[i].Cells, analysis.NewShare(b.Counts[i][j], b.Bases[j]))
		}
	}
}

// codesAt is the codes of a stage.
func (f *facts) codesAt(stage int) (ids []research.ID) {
	for _, c := range f.book.Codes {
		if c.Stage == stage && c.MergedInto == "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// compareSides sets lost beside won, as the pages do. Themes are tested, eight at most; whatever else is exploring.
func (f *facts) compareSides(e *Explored, rule privacy.Rule) {
	e.A, e.B = f.sides(rule, f.scope(e.Ask.Wave))
	e.A.Members, e.B.Members = e.A.Members.And(e.within), e.B.Members.And(e.within)
	e.Columns, e.Overlap, e.remarks = nil, false, false
	for _, side := range []CompareSide{e.A, e.B} {
		e.Columns = append(e.Columns, ExploreColumn{Key: side.Name, Name: side.Name, Base: side.Members.Count(), members: side.Members})
	}
	counts := make([]analysis.Counts, len(e.Rows))
	for i := range e.Rows {
		r := &e.Rows[i]
		a, b := analysis.NewShare(r.has.CountAnd(e.A.Members), e.Columns[0].Base), analysis.NewShare(r.has.CountAnd(e.B.Members), e.Columns[1].Base)
		r.Cells = []analysis.Share{a, b}
		counts[i] = analysis.Counts{X1: a.X, N1: a.N, X2: b.X, N2: b.N}
	}
	if e.Ask.Rows == CountThemes {
		e.Compared = analysis.CompareThemes(counts)
	} else {
		e.Compared = analysis.Explore(counts)
	}
}

// coverage is who of the client's deals was heard, by the class of the deal.
func (f *facts) coverage(e *Explored) []analysis.Coverage {
	list := make([]analysis.Listed, 0, len(f.deals))
	for i := range f.deals {
		d := &f.deals[i]
		heard := d.heardIn(e.within)
		if e.Ask.By == "competitor" && len(d.deal.Competitors) > 0 {
			for _, class := range d.deal.Competitors {
				list = append(list, analysis.Listed{Class: class, Heard: heard})
			}
			continue
		}
		list = append(list, analysis.Listed{Class: d.class(e.Ask.By), Heard: heard})
	}
	var order []string
	for _, c := range f.index.Group(coverageBy(e.Ask.By)) {
		order = append(order, c.Key)
	}
	return analysis.CoverageOf(list, order)
}

// class is the class of a deal, "" not recorded; by what is no attribute of deals, its outcome.
func (d *listedDeal) class(by string) string {
	switch coverageBy(by) {
	case "value":
		return d.deal.ValueBand
	case "reached":
		if d.deal.FurthestStage > 0 {
			return strconv.Itoa(d.deal.FurthestStage)
		}
		return ""
	case "competitor":
		return ""
	case "segment":
		return d.segment
	case "region":
		return d.region
	}
	return string(d.deal.Outcome)
}

// coverageBy is the attribute of deals that coverage goes by: what deals do not have is their outcome.
func coverageBy(by string) string {
	switch by {
	case "value", "reached", "competitor", "segment", "region":
		return by
	case ByRemark:
		return "reached"
	}
	return "outcome"
}

// ClassName is what screens call a class of the coverage.
func (s *Session) ClassName(by, key string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	dim := coverageBy(by)
	for _, c := range s.facts.index.Group(dim) {
		if c.Key == key {
			return c.Name
		}
	}
	switch {
	case key == "":
		return analysis.NotRecorded
	case dim == "outcome":
		return research.Outcome(key).String()
	}
	return key
}
