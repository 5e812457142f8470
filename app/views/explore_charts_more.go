package views

import (
	"fmt"

	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research/analysis"
)

func (v *Explore) importance(p *page.Pen, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 19, 78, len(d.Importance))
	c := chart.Pair{Head: chart.Head{Title: "How often it decided, and whether it hurt or helped", Sub: fmt.Sprintf("Importance: interviews that it decided, of %d. Performance: helped less hurt among those that spoke of it; exploring", d.Base) + v.more(from, to, len(d.Importance))},
		HeadA: "Decided", HeadB: "Hurt or helped", EndA: "all hurt", EndB: "all helped", VerdictHead: "So", WithheldKey: "withheld in exports"}
	for i := from; i < to; i++ {
		r := d.Importance[i]
		c.Rows = append(c.Rows, chart.PairRow{Name: r.Name, KeyA: place{i, 0}.key(), KeyB: place{i, 1}.key(), Importance: v.estimate(place{i, 0}, r.Decided), Diff: r.Performance.Diff,
			Low: r.Performance.Interval.Low, High: r.Performance.Interval.High, DiffText: fmt.Sprintf("%d hurt, %d helped", r.Hurt, r.Helped), DiffShown: true,
			Holds: r.Performance.Holds(), Verdict: string(r.Place)})
		if r.Place == analysis.MendFirst && c.Title[0] == 'H' {
			c.Title = "Mend first: " + r.Name
		}
	}
	return c
}

func (v *Explore) saturation() chart.Model {
	r := v.data.Saturation
	v.rows, v.cols = 0, 0
	c := chart.Curve{Head: chart.Head{Title: "Interviews still bring new codes", Sub: fmt.Sprintf("Codes heard so far; reached where %d more bring at most %.0f%% of what the first %d brought (Guest, Namey and Chen)", analysis.SaturationRun, 100*analysis.SaturationThreshold, analysis.SaturationBase)},
		Seen: r.Seen, Hand: v.at.col + 1, At: r.At, AtText: fmt.Sprintf("enough after interview %d", r.At), EndText: plural(r.Codes, "code"), AxisX: "interviews, in the order held", Empty: "Nothing is coded yet."}
	switch {
	case len(r.Warnings) > 0:
		c.Title = string(r.Warnings[0])
	case r.Reached:
		c.Title = fmt.Sprintf("Enough interviews: after %d hardly anything new", r.At)
	}
	return c
}

func (v *Explore) rivals(p *page.Pen, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 24, 76, len(d.Rivals))
	c := chart.Dots{Head: chart.Head{Title: "Head to head: how often the client wins", Sub: "Won, of the interviews that were won or lost with this competitor in the running; exploring" + v.more(from, to, len(d.Rivals))},
		NameA: "Won", PlainA: true, VerdictHead: "Against the other competitors", Withheld: "withheld in exports", WithheldKey: "withheld in exports"}
	for i := from; i < to; i++ {
		r := d.Rivals[i]
		row := chart.Dot{Name: r.Name, Note: fmt.Sprintf("faced in %d", r.Faced), KeyA: place{i, 0}.key(), Holds: r.Compared.Holds(), A: v.estimate(place{i, 0}, r.Rate), Verdict: string(r.Compared.Verdict)}
		if row.Holds {
			row.Verdict = map[bool]string{true: "won clearly more often", false: "won clearly less often"}[r.Compared.Verdict == analysis.ClearlyMore]
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

func (v *Explore) coverage(p *page.Pen, h float64) chart.Model {
	d := v.data
	from, to := v.window(p, h, 20, 60, len(d.Coverage))
	c := chart.Bars{Head: chart.Head{Title: fmt.Sprintf("%d of %d deals were heard", d.Heard, d.Listed), Sub: "Deals of the client’s list with an interview; unit: deals" + v.more(from, to, len(d.Coverage))}, RowMost: 24, Withheld: "withheld in exports"}
	if v.ask.By == "competitor" {
		c.Sub += ". One deal may count with several competitors"
	}
	for i := from; i < to; i++ {
		r := d.Coverage[i]
		bar := chart.Bar{Name: v.host.Session().ClassName(v.ask.By, r.Key), Key: place{i, 0}.key(), Text: fmt.Sprintf("%d of %d", r.Heard, r.Listed), Value: r.Value(), Shown: true, Marked: v.why(place{i, 0}) != ""}
		if r.Compared.Holds() {
			bar.Bold, bar.Note = true, string(r.Compared.Verdict)+" than the rest"
		}
		c.Rows = append(c.Rows, bar)
	}
	return c
}
