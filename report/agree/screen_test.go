package agree_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"openloop/report"
	"openloop/report/chart"
	"openloop/report/internal/readback"
	"openloop/report/page"
)

// screen holds what the window draws against the document: every chart by the keys of its marks, and every "7 of 12" in
// what is written around them.
func (p *pack) screen() {
	p.Helper()
	m := readback.Measure(p)
	known := map[[2]int]bool{}
	for _, f := range p.d.Figures {
		if f.Shown && !f.HasValue {
			known[[2]int{f.X, f.N}] = true
		}
	}
	for _, pg := range p.d.Pages {
		for _, b := range pg.Blocks {
			sc := b.Scene(m)
			where := fmt.Sprintf("page %d (%s)", pg.Number, pg.Kind)
			if c := b.Chart(); c != nil {
				p.chart(where, c, sc)
			}
			if pg.Kind == report.Method || pg.Kind == report.OneStory || pg.Kind == report.ThemeQuotes {
				continue
			}
			for _, w := range wholeTexts(sc) {
				for _, c := range ofBase.FindAllStringSubmatch(w, -1) {
					x, n := number(c[1]), number(c[2])
					if !known[[2]int{x, n}] {
						p.differ("%s says %q, which is no figure", where, c[0])
					}
				}
			}
		}
	}
}

// ofBase is a count out of its base, in the four languages.
var ofBase = regexp.MustCompile(`\b(\d[\d,.\x{a0}\x{202f}]*) (?:of|von|sur|de) (\d[\d,.\x{a0}\x{202f}]*\d|\d)\b`)

// number is a whole number as it is written.
func number(s string) int {
	n, _ := strconv.Atoi(strings.NewReplacer(",", "", ".", "", "\u00a0", "", "\u202f", "").Replace(s))
	return n
}

// wholeTexts is what a scene says, each running text as one.
func wholeTexts(sc page.Scene) (all []string) {
	for _, mark := range sc.Marks {
		if t, ok := mark.(page.Text); ok {
			switch {
			case t.Of.Lines == 0:
				all = append(all, t.Words)
			case t.Of.Line == 0:
				all = append(all, t.Of.Words)
			}
		}
	}
	return all
}

// drawn is a chart on its page.
type drawn struct {
	*pack
	where string
	sc    page.Scene
	texts map[string]int
}

func (p *pack) chart(where string, c chart.Model, sc page.Scene) {
	p.Helper()
	d := &drawn{pack: p, where: where, sc: sc, texts: map[string]int{}}
	for _, w := range sc.Words() {
		d.texts[w]++
	}
	switch c := c.(type) {
	case chart.Dots:
		d.dots(c)
	case chart.Heat:
		d.heat(c)
	case chart.Reasons:
		d.reasons(c)
	case chart.Pair:
		d.pair(c)
	case chart.Timeline:
		d.timeline(c)
	case chart.Bars:
		d.bars(c)
	case chart.Clock:
		d.clock(c)
	case chart.Ranges:
		d.ranges(c)
	}
}

// says complains when a chart does not write something as often as it should.
func (d *drawn) says(text string, of report.Figure) {
	if d.texts[text]--; d.texts[text] < 0 {
		d.differ("%s: %q of %s %s of %q is not written", d.where, text, of.Subject, of.Key, of.Group)
	}
}

// figure is the figure of a key; complains of one that there is none of.
func (d *drawn) figure(s report.Subject, key, group string) report.Figure {
	f, ok := d.figures[place{s, key, group}]
	if !ok {
		f = report.Figure{Subject: s, Key: key, Group: group, Mentions: -1}
		if len(d.d.Figures) > 0 && s == report.OfHeard {
			d.differ("%s draws %s %s of %q, of which there is no figure", d.where, s, key, group)
		}
	}
	return f
}

// same holds an estimate against its figure.
func (d *drawn) same(e chart.Estimate, f report.Figure) {
	if e.Shown != f.Shown || e.Shown && (e.X != f.X || e.N != f.N || e.Share != f.Share() || e.Low != f.Low || e.High != f.High) {
		d.differ("%s draws %+v, the figure is %+v", d.where, e, f)
	}
	n := regexp.MustCompile(`\d+`).FindAllString(e.Text, -1)
	if e.Shown && (len(n) == 0 || number(n[0]) != f.X || len(n) > 1 && number(n[1]) != f.N) {
		d.differ("%s writes %q for %d of %d", d.where, e.Text, f.X, f.N)
	}
}

func (d *drawn) group(of report.Subject, name string) string {
	for _, g := range d.d.Groups(of) {
		if g.Name.String() == name {
			return g.Key
		}
	}
	return ""
}

func (d *drawn) dots(c chart.Dots) {
	var at []point
	for _, r := range c.Rows {
		s, key, _ := strings.Cut(r.Key, ":")
		subject := report.Subject(s)
		a, b := d.group(subject, c.NameA), d.group(subject, c.NameB)
		if left, group, ok := strings.Cut(key, "|"); ok {
			key, a = left, group
		}
		fa := d.figure(subject, key, a)
		d.same(r.A, fa)
		if r.A.Shown {
			d.says(r.A.Text, fa)
			at = append(at, d.disc(r.Key, fa)...)
		}
		if c.NameB == "" {
			continue
		}
		fb := d.figure(subject, key, b)
		d.same(r.B, fb)
		if r.B.Shown {
			d.says(r.B.Text, fb)
			at = append(at, d.square(r.Key, fb)...)
		}
	}
	d.level(append(at, d.ticks(.01)...), "dots")
}

// point is a value with the place where it is drawn.
type point struct{ value, x float64 }

func (d *drawn) disc(key string, f report.Figure) []point {
	for _, m := range d.sc.Marks {
		if k, ok := m.(page.Disc); ok && k.Key == key {
			return []point{{f.Share(), k.X}}
		}
	}
	d.differ("%s: no dot for %s", d.where, key)
	return nil
}

func (d *drawn) square(key string, f report.Figure) []point {
	for _, m := range d.sc.Marks {
		if k, ok := m.(page.Rect); ok && k.Key == key {
			return []point{{f.Share(), k.X + k.W/2}}
		}
	}
	d.differ("%s: no square for %s", d.where, key)
	return nil
}

var onAxis = regexp.MustCompile(`^(\d+)[\s\x{a0}\x{202f}]*%?$`)

// ticks are the numbers along an axis, in parts of what they say.
func (d *drawn) ticks(unit float64) (at []point) {
	for _, m := range d.sc.Marks {
		if t, ok := m.(page.Text); ok && t.Align == page.Centre && t.Font.Size < 7.6 {
			if n := onAxis.FindStringSubmatch(t.Words); n != nil {
				at = append(at, point{float64(number(n[1])) * unit, t.X})
			}
		}
	}
	return at
}

// level complains when places are not in line with their values.
func (d *drawn) level(at []point, what string) {
	if len(at) < 2 {
		return
	}
	lo, hi := at[0], at[0]
	for _, q := range at {
		if q.value < lo.value {
			lo = q
		}
		if q.value > hi.value {
			hi = q
		}
	}
	for _, q := range at {
		want := lo.x
		if hi.value > lo.value {
			want += (q.value - lo.value) / (hi.value - lo.value) * (hi.x - lo.x)
		}
		if math.Abs(want-q.x) > .05 {
			d.differ("%s: %s: %.3f stands at %.2f, in line with the others it would be at %.2f", d.where, what, q.value, q.x, want)
		}
	}
}

func (d *drawn) heat(c chart.Heat) {
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			left, group, _ := strings.Cut(cell.Key, "|")
			subject, key, _ := strings.Cut(left, ":")
			if cell.None {
				continue
			}
			f := d.figure(report.Subject(subject), key, group)
			if cell.Shown != f.Shown {
				d.differ("%s: %s is shown: %v, its figure %v", d.where, cell.Key, cell.Shown, f.Shown)
			}
			if !cell.Shown {
				continue
			}
			if number(cell.Text) != f.X || cell.Note != "" && cell.Note != fmt.Sprintf("%d–%d", int(f.Low*100+.5), int(f.High*100+.5)) || cell.Value != f.Share() {
				d.differ("%s: %s says %s, %s, %v, its figure is %+v", d.where, cell.Key, cell.Text, cell.Note, cell.Value, f)
			}
			d.says(cell.Text, f)
		}
	}
}

// long is how long the bar of a key is drawn; none where it stands for nothing.
func (d *drawn) long(key string) float64 {
	for _, m := range d.sc.Marks {
		if k, ok := m.(page.Rect); ok && k.Key == key && k.Fill.A > 0 { // what nobody sees is there to be pressed
			return k.W
		}
	}
	return 0
}

func (d *drawn) reasons(c chart.Reasons) {
	at := []point{{}}
	for _, r := range c.Rows {
		for j, e := range r.Cells {
			subject, key, _ := strings.Cut(r.Keys[j], ":")
			f := d.figure(report.Subject(subject), key, "")
			d.same(e, f)
			if e.Shown {
				d.says(e.Text, f)
				at = append(at, point{f.Share(), d.long(r.Keys[j])})
			}
		}
	}
	d.level(at, "bars")
}

func (d *drawn) bars(c chart.Bars) {
	at := []point{{}}
	for _, r := range c.Rows {
		subject, key, _ := strings.Cut(r.Key, ":")
		group := ""
		switch report.Subject(subject) {
		case report.OfDecided:
			group = "top"
		case report.OfHeard:
		default:
			return
		}
		f := d.figure(report.Subject(subject), key, group)
		if r.Shown != f.Shown || r.Shown && number(r.Text) != f.X {
			d.differ("%s draws %+v, the figure is %+v", d.where, r, f)
		}
		if r.Shown {
			d.says(r.Text, f)
			at = append(at, point{f.Share(), d.long(r.Key)})
		}
	}
	d.level(at, "bars")
}

func (d *drawn) clock(c chart.Clock) {
	var ends []point
	for _, s := range c.Spans {
		subject, key, _ := strings.Cut(s.Key, ":")
		f := d.figure(report.Subject(subject), key, "")
		if s.Shown != f.Shown || s.Shown && (s.Months != f.Value || s.Low != f.Low || s.High != f.High) {
			d.differ("%s draws %+v, the figure is %+v", d.where, s, f)
		}
		if !s.Shown {
			continue
		}
		if got := strings.ReplaceAll(regexp.MustCompile(`[\d.,]+`).FindString(s.Text), ",", "."); got != strconv.FormatFloat(f.Value, 'f', -1, 64) {
			d.differ("%s writes %q for %v months", d.where, s.Text, f.Value)
		}
		d.says(s.Text, f)
		for _, m := range d.sc.Marks {
			if k, ok := m.(page.Rect); ok && k.Key == s.Key && f.Value > .5 {
				ends = append(ends, point{s.From, k.X}, point{s.From + f.Value, k.X + k.W})
			}
		}
	}
	d.level(append(ends, d.ticks(1)...), "clocks")
}

// ranges holds sums against the business case, and their bands against each other.
func (d *drawn) ranges(c chart.Ranges) {
	if d.d.Case == nil {
		return
	}
	var at []point
	for i, r := range c.Rows {
		l := d.d.Case.Causes[i]
		subject, key, _ := strings.Cut(r.Key, ":")
		f := d.figure(report.Subject(subject), key, "")
		if r.Key != "reason:"+l.Key || r.Shown != f.Shown || r.Name != l.Name.String() {
			d.differ("%s draws %+v, the case says %+v", d.where, r, l)
			continue
		}
		if !r.Shown {
			continue
		}
		if r.Low != l.Value.Low || r.Likely != l.Value.Likely || r.High != l.Value.High || r.Text != report.Money(d.d.Lang, l.Value.Likely, d.d.Case.Currency).String() {
			d.differ("%s draws %+v, the case says %+v", d.where, r, l)
		}
		d.says(r.Text, f)
		if m := ofBase.FindStringSubmatch(r.Note); m == nil || number(m[1]) != f.X || number(m[2]) != f.N {
			d.differ("%s writes %q for %d of %d", d.where, r.Note, f.X, f.N)
		}
		if w := d.long(r.Key); w > 0 && r.High > r.Low {
			at = append(at, point{r.High - r.Low, w})
		}
	}
	if len(at) > 1 {
		d.level(append(at, point{}), "bands")
	}
}
