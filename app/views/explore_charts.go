package views

import (
	"fmt"
	"math"

	"openloop/app/session"
	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/analysis"
)

// mostTogether is how many rows are set against each other at most.
const mostTogether = 14

// chart is the model to draw in a room of w by h, nil when there is nothing to draw. It is the same model that pages and
// slides are drawn from.
func (v *Explore) chart(p *page.Pen, w, h float64) chart.Model {
	d := v.data
	switch v.ask.Chart {
	case session.ChartReasons:
		if len(d.Reasons.Codes) > 0 {
			return v.reasons(p, h)
		}
		return nil
	case session.ChartSaturation:
		return v.saturation()
	case session.ChartRivals:
		if len(d.Rivals) > 0 {
			return v.rivals(p, h)
		}
		return nil
	case session.ChartCoverage:
		if len(d.Coverage) > 0 {
			return v.coverage(p, h)
		}
		return nil
	}
	if len(d.Rows) == 0 {
		return nil
	}
	switch v.ask.Chart {
	case session.ChartDots:
		return v.dots(p, h)
	case session.ChartTogether:
		return v.together()
	case session.ChartTimeline:
		if len(d.Columns) == 0 {
			return nil
		}
		return v.timeline(p, h)
	case session.ChartImportance:
		return v.importance(p, h)
	}
	return v.table(p, w, h)
}

// window is which rows are drawn where each takes at least so many points of a room, the rest taken off.
func (v *Explore) window(p *page.Pen, h, row, rest float64, n int) (from, to int) {
	v.rows = max(1, min(n, int((h-p.U(rest))/p.U(row))))
	v.row0 = max(0, min(v.row0, n-v.rows))
	if v.at.row < v.row0 {
		v.row0 = max(0, v.at.row)
	} else if v.at.row >= v.row0+v.rows {
		v.row0 = v.at.row - v.rows + 1
	}
	v.cols = 0
	return v.row0, min(n, v.row0+v.rows)
}

// more says which rows are in sight, where not all are.
func (v *Explore) more(from, to, n int) string {
	if n == to-from {
		return ""
	}
	return fmt.Sprintf(". Rows %d to %d of %d", from+1, to, n)
}

func (v *Explore) table(p *page.Pen, w, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 19, 88, len(d.Rows))
	v.cols = max(1, min(len(d.Columns), int((w*.70)/p.U(62))-1))
	v.col0 = max(0, min(v.col0, len(d.Columns)-v.cols))
	if v.at.col >= v.col0+v.cols {
		v.col0 = v.at.col - v.cols + 1
	} else if v.at.col >= 0 && v.at.col < v.col0 {
		v.col0 = v.at.col
	}
	c := chart.Heat{Head: chart.Head{Title: v.title(), Sub: d.Measure() + v.more(from, to, len(d.Rows))}, Gap: true, Low: "none", High: "all", Withheld: "withheld in exports", RowMost: 24}
	last := min(len(d.Columns), v.col0+v.cols)
	if last-v.col0 < len(d.Columns) {
		c.Sub += fmt.Sprintf(". Columns %d to %d of %d", v.col0+1, last, len(d.Columns))
	}
	c.Cols, c.Bases = []string{"All"}, []string{fmt.Sprintf("of %d", d.Base)}
	for _, col := range d.Columns[v.col0:last] {
		c.Cols, c.Bases = append(c.Cols, col.Name), append(c.Bases, fmt.Sprintf("of %d", col.Base))
	}
	for i := from; i < to; i++ {
		r := d.Rows[i]
		row := chart.HeatRow{Name: r.Name, Cells: []chart.Cell{v.cell(place{i, -1}, r.Total)}}
		if r.Stage > 0 {
			row.Tick = p.Stage(r.Stage)
		}
		for j := v.col0; j < last; j++ {
			row.Cells = append(row.Cells, v.cell(place{i, j}, r.Cells[j]))
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// cell is a share as a field.
func (v *Explore) cell(at place, s analysis.Share) chart.Cell {
	c := chart.Cell{Key: at.key(), Text: fmt.Sprint(s.X), Value: s.Value(), Shown: true, Marked: v.why(at) != "", Tip: s.String()}
	if s.N > 0 {
		c.Note = fmt.Sprintf("%.0f–%.0f", 100*s.Interval.Low, 100*s.Interval.High)
	}
	return c
}

// estimate is a share as a dot.
func (v *Explore) estimate(at place, s analysis.Share) chart.Estimate {
	return chart.Estimate{X: s.X, N: s.N, Share: s.Value(), Low: s.Interval.Low, High: s.Interval.High, Shown: true, Text: fmt.Sprintf("%d of %d", s.X, s.N), Marked: v.why(at) != ""}
}

// title says the finding where there is one to say.
func (v *Explore) title() string {
	d := v.data
	best := -1
	for i, r := range d.Rows {
		if best < 0 || r.Total.X > d.Rows[best].Total.X {
			best = i
		}
	}
	rows, _, by, _ := v.ask.Names()
	if best < 0 || d.Rows[best].Total.X == 0 {
		return rows + " by " + lower(by)
	}
	return fmt.Sprintf("“%s” in %d of %d interviews; by %s", d.Rows[best].Name, d.Rows[best].Total.X, d.Base, lower(by))
}

func (v *Explore) dots(p *page.Pen, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 26, 76, len(d.Rows))
	c := chart.Dots{Head: chart.Head{Title: v.dotsTitle(), Sub: "Exploring: what stands out here is a question for the next interviews, not a finding"}, NameA: d.A.Name, NameB: d.B.Name,
		VerdictHead: d.A.Name + " against " + lower(d.B.Name), Withheld: "withheld in exports", WithheldKey: "withheld in exports"}
	if v.ask.Rows == session.CountThemes {
		c.Sub = fmt.Sprintf("Themes named beforehand, tested together; 95%% intervals, %d at most, the rest is exploring", analysis.MaxNamedThemes)
	}
	c.Sub += v.more(from, to, len(d.Rows))
	for i := from; i < to; i++ {
		r := d.Rows[i]
		row := chart.Dot{Name: r.Name, KeyA: place{i, 0}.key(), KeyB: place{i, 1}.key(), Holds: d.Compared[i].Holds(), A: v.estimate(place{i, 0}, r.Cells[0]), B: v.estimate(place{i, 1}, r.Cells[1]),
			Verdict: session.Words(d.Compared[i], d.A.Name, d.B.Name)}
		if row.Holds {
			row.Gap = fmt.Sprintf("%d points", d.Compared[i].Points())
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// dotsTitle is the largest difference that is clear.
func (v *Explore) dotsTitle() string {
	d, best := v.data, -1
	for i, c := range d.Compared {
		if c.Holds() && (best < 0 || math.Abs(c.Diff) > math.Abs(d.Compared[best].Diff)) {
			best = i
		}
	}
	if best < 0 {
		return fmt.Sprintf("Nothing sets %s and %s clearly apart", lower(d.A.Name), lower(d.B.Name))
	}
	return fmt.Sprintf("“%s”: %s", d.Rows[best].Name, v.verdict(best))
}

// kindWords is a kind of reason as a head, and under it.
var kindWords = map[research.ReasonKind][2]string{research.Believed: {"Believed", "by the client’s people"}, research.Recorded: {"Recorded", "in the CRM"},
	research.Told: {"Told", "to the seller"}, research.DecidedReason: {"Decided", "what the buyer says decided"}}

func (v *Explore) reasons(p *page.Pen, h float64) chart.Model {
	r := v.data.Reasons
	from, to := v.window(p, h, 22, 84, len(r.Codes))
	c := chart.Reasons{Head: chart.Head{Title: "What was believed, recorded and told, and what decided", Sub: r.Of + ": first reason of each kind, interviews" + v.more(from, to, len(r.Codes))}, Withheld: "withheld in exports"}
	for k, kind := range r.Kinds {
		c.Cols, c.Subs, c.Bases = append(c.Cols, kindWords[kind][0]), append(c.Subs, kindWords[kind][1]), append(c.Bases, fmt.Sprintf("of %d", r.Bases[k]))
	}
	for i := from; i < to; i++ {
		row := chart.ReasonRow{Name: r.Codes[i].Name, Strong: i == 0}
		for k := range r.Kinds {
			e := v.estimate(place{i, k}, r.Cells[i][k])
			e.Text = fmt.Sprint(e.X)
			row.Cells, row.Keys = append(row.Cells, e), append(row.Keys, place{i, k}.key())
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

func (v *Explore) together() chart.Model {
	d := v.data
	n := min(len(d.Rows), mostTogether)
	v.rows, v.cols = 0, 0
	names, best, a, b := make([]string, n), 0, 0, 0
	for i := range names {
		names[i] = d.Rows[i].Name
		for j := range i {
			if d.Together[i][j] > best {
				best, a, b = d.Together[i][j], j, i
			}
		}
	}
	head := chart.Head{Title: "Said together", Sub: fmt.Sprintf("Interviews with both, out of %d; the diagonal is each alone", d.Base)}
	if best > 0 {
		head.Title = fmt.Sprintf("“%s” and “%s” stand together most: in %d interviews", d.Rows[a].Name, d.Rows[b].Name, best)
	}
	if n < len(d.Rows) {
		head.Sub += fmt.Sprintf(". The first %d of %d rows", n, len(d.Rows))
	}
	c := chart.Together(head, names, func(i, j int) chart.Cell {
		x := d.Together[i][j]
		return chart.Cell{Key: place{i, j}.key(), Text: fmt.Sprint(x), Value: float64(x) / float64(max(1, d.Base)), Shown: true, Marked: i != j && v.why(place{i, j}) != ""}
	})
	c.Low, c.High, c.Withheld = "none", "all", "withheld in exports"
	return c
}

func (v *Explore) timeline(p *page.Pen, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 44, 92, len(d.Rows))
	last := len(d.Columns) - 1
	c := chart.Timeline{Head: chart.Head{Title: v.title(), Sub: d.Measure() + "; 95% intervals, one scale" + v.more(from, to, len(d.Rows))}, Withheld: "withheld in exports"}
	for _, col := range d.Columns {
		c.Periods, c.Bases = append(c.Periods, col.Name), append(c.Bases, fmt.Sprintf("of %d", col.Base))
	}
	if last > 0 {
		c.Title = fmt.Sprintf("From %s to %s", d.Columns[0].Name, d.Columns[last].Name)
		c.VerdictHead = "Last against first"
	}
	var counts []analysis.Counts
	for _, r := range d.Rows {
		counts = append(counts, analysis.Counts{X1: r.Cells[last].X, N1: r.Cells[last].N, X2: r.Cells[0].X, N2: r.Cells[0].N})
	}
	changes := analysis.Explore(counts)
	for i := from; i < to; i++ {
		row := chart.Course{Name: d.Rows[i].Name}
		for j, s := range d.Rows[i].Cells {
			row.Moments = append(row.Moments, chart.Moment{Estimate: v.estimate(place{i, j}, s), Key: place{i, j}.key()})
		}
		if last > 0 {
			row.Holds, row.Verdict = changes[i].Holds(), string(changes[i].Verdict)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}
