package agree_test

import (
	"strings"

	"openloop/report"
	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research/analysis"
)

// pair holds importance against performance against the five counts behind each row.
func (d *drawn) pair(c chart.Pair) {
	var a, b []point
	for _, r := range c.Rows {
		_, key, _ := strings.Cut(strings.TrimPrefix(r.KeyA, "importance:"), ":")
		of := func(part string) report.Figure { return d.figure(report.OfImportance, part+":"+key, "") }
		decided, said, hurt, helped, both := of("decided"), of("said"), of("hurt"), of("helped"), of("both")
		d.same(r.Importance, decided)
		if r.Importance.Shown {
			d.says(r.Importance.Text, decided)
			a = append(a, d.disc(r.KeyA, decided)...)
		}
		if all := decided.Shown && said.Shown && hurt.Shown && helped.Shown && both.Shown; all != r.DiffShown {
			d.differ("%s shows whether %s helped: %v, its counts are: %v", d.where, key, r.DiffShown, all)
		}
		if !r.DiffShown {
			continue
		}
		if want := analysis.ComparePaired(both.X, helped.X-both.X, hurt.X-both.X, said.X-helped.X-hurt.X+both.X); r.Diff != want.Diff || r.Low != want.Interval.Low || r.High != want.Interval.High {
			d.differ("%s draws %+v, the counts give %+v", d.where, r, want)
		}
		n := onlyNumbers(r.DiffText)
		if len(n) != 2 || n[0] != hurt.X || n[1] != helped.X {
			d.differ("%s writes %q for %d hurt and %d helped", d.where, r.DiffText, hurt.X, helped.X)
		}
		for _, m := range d.sc.Marks {
			switch k := m.(type) {
			case page.Disc:
				if k.Key == r.KeyB {
					b = append(b, point{r.Diff, k.X})
				}
			case page.Rect:
				if k.Key == r.KeyB && k.W < 8 {
					b = append(b, point{r.Diff, k.X + k.W/2})
				}
			}
		}
	}
	d.level(append(a, d.ticks(.01)...), "importance")
	d.level(b, "performance")
}

// onlyNumbers are the whole numbers in a text.
func onlyNumbers(s string) (n []int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		n = append(n, number(w))
	}
	return n
}

// timeline holds each moment against its figure.
func (d *drawn) timeline(c chart.Timeline) {
	for _, r := range c.Rows {
		for _, m := range r.Moments {
			left, group, _ := strings.Cut(m.Key, "|")
			subject, key, _ := strings.Cut(left, ":")
			f := d.figure(report.Subject(subject), key, group)
			d.same(m.Estimate, f)
			if m.Shown {
				d.says(m.Text, f)
			}
		}
	}
}
