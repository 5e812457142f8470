package views

import (
	"fmt"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report/page"
)

// lower is a name within a sentence.
func lower(s string) string {
	if len(s) > 1 && strings.ToUpper(s[:2]) == s[:2] {
		return s
	}
	return strings.ToLower(s[:min(1, len(s))]) + s[min(1, len(s)):]
}

// chartScale is how much larger charts are set on the screen than on paper.
const chartScale = 1.35

// draw is the card with the chart, the figure in hand in words, and the keys.
func (v *Explore) draw(p *widgets.Pen) {
	if v.data == nil {
		v.counting.draw(p, false)
		return
	}
	p.Card(0, 0, p.W, p.H)
	if v.data.Base == 0 && v.ask.Chart != session.ChartCoverage {
		v.drawEmpty(p)
		return
	}
	const foot = exploreFoot
	s := page.NewPen(float64(p.W), float64(p.H), widgets.MeasureScene, widgets.ScenePalette(p.Tokens))
	s.Scale = chartScale
	x, y, w, h := 20.0, 14.0, float64(p.W)-40, float64(p.H-foot)-20
	m := v.chart(s, w, h)
	if m == nil {
		v.drawNothing(p)
	} else {
		m.Draw(s, x, y, w, h)
		p.Scene(&s.Scene, 0, 0, 1)
		v.targets(p, &s.Scene)
	}
	p.HLine(1, p.H-foot, p.W-2, p.Line)
	v.drawFoot(p, p.H-foot)
}

// targets makes the chart's marks answer, at a size that can be hit, and shows the one in hand.
func (v *Explore) targets(p *widgets.Pen, s *page.Scene) {
	clear(v.where)
	const least = 20
	for _, k := range widgets.SceneKeys(s) {
		at, ok := placeOf(k.Key)
		if !ok {
			continue
		}
		if k.W < least {
			k.X, k.W = k.X-(least-k.W)/2, least
		}
		if k.H < least {
			k.Y, k.H = k.Y-(least-k.H)/2, least
		}
		v.where[at] = k
		p.Zone("figure:"+k.Key, k.X, k.Y, k.W, k.H, func() {
			v.at = at
			v.open(at)
		})
		if at == v.at {
			p.Box(k.X-1, k.Y-1, k.W+2, k.H+2, 3, nil, p.Ink)
		}
	}
}

// key is how a figure is called in the chart, placeOf the way back.
func (at place) key() string { return fmt.Sprintf("%d:%d", at.row, at.col) }

func placeOf(key string) (at place, ok bool) {
	n, err := fmt.Sscanf(key, "%d:%d", &at.row, &at.col)
	return at, err == nil && n == 2
}

func (v *Explore) drawEmpty(p *widgets.Pen) {
	y := max(40, p.H/2-60)
	p.Icon(p.W/2, y, 34, "explore", p.Accent)
	title, text := "Nothing to break down yet", "Import interviews and code them: then every figure can be split by outcome, segment, region and more."
	if v.host.Session().Heard() > 0 {
		title, text = "Nobody has this on file", "Choose something else to count, or another wave. Reasons are set in the coding view of each interview."
	}
	p.C(p.W/2, y+40, title, theme.Head, p.Ink)
	p.ParaC(p.W/2, y+58, min(p.W-60, 520), text, theme.Body, p.Ink2)
}

// drawNothing says why a chart is not there.
func (v *Explore) drawNothing(p *widgets.Pen) {
	text := map[string]string{
		session.ChartRivals:   "No competitors are on record. They come with the deals, or are set on the Interviews screen.",
		session.ChartCoverage: "No deals are in the study. Import the client’s list of deals to see who of it was heard.",
		session.ChartReasons:  "No reasons are on file for these interviews. They are set in the coding view.",
		session.ChartTimeline: "No interview has a date. Dates come with the import.",
	}[v.ask.Chart]
	if text == "" {
		text = "There is nothing of this in the interviews yet."
		if v.ask.Rows == session.CountThemes {
			text = "No themes yet. Name up to eight on the Themes screen, before looking at the figures."
		}
	}
	p.ParaC(p.W/2, p.H/2-40, min(p.W-60, 480), text, theme.Body, p.Ink2)
}

// exploreFoot is the height of what stands under the chart.
const exploreFoot = 84

// drawFoot is the figure in hand in words, why it would be withheld, and the keys.
func (v *Explore) drawFoot(p *widgets.Pen, y float32) {
	words, why := v.words(v.at), v.why(v.at)
	p.LW(20, y+18, p.W-40, words, theme.SmallB, p.Ink)
	switch {
	case v.marks == nil:
		p.LW(20, y+37, p.W-40, "Working out what exports would withhold …", theme.Small, p.Mute)
	case why != "":
		p.Hatch(20, y+29, 14, 16)
		p.LW(42, y+37, p.W-62, withheldWords(why), theme.Small, p.Warn)
	case words != "":
		p.LW(20, y+37, p.W-40, "Exports may show it.", theme.Small, p.Mute)
	}
	t := v.keys()
	p.Hints(20, y+64, p.W-40, t.hint("figures", "explore.up", "explore.down", "explore.left", "explore.right"), t.hint("quotes", "explore.open"), t.hint("count", "explore.count"),
		t.hint("side", "explore.side"), t.hint("by", "explore.by"), t.hint("chart", "explore.chart"), t.hint("order", "explore.order"), t.hint("save", "explore.save"), t.hint("views", "explore.views"))
}

// why is the reason why an export would withhold a figure, "" where it shows or nobody knows yet.
func (v *Explore) why(at place) string {
	if v.marks == nil {
		return ""
	}
	if v.marks.Chart != "" {
		return v.marks.Chart
	}
	if at.row < 0 || at.row >= len(v.marks.Cells) {
		return ""
	}
	if at.col < 0 {
		return v.marks.Totals[at.row]
	}
	if at.col < len(v.marks.Cells[at.row]) {
		return v.marks.Cells[at.row][at.col]
	}
	return ""
}

// words is a figure in words: what it is of, the count, the base and the interval.
func (v *Explore) words(at place) string {
	d := v.data
	rows, cols, _ := v.grid()
	if at.row < 0 || at.row >= rows || at.col >= cols {
		return ""
	}
	switch v.ask.Chart {
	case session.ChartReasons:
		return fmt.Sprintf("%s, %s: %s", d.Reasons.Codes[at.row].Name, d.Reasons.Kinds[at.col], d.Reasons.Cells[at.row][at.col])
	case session.ChartTogether:
		if at.row == at.col {
			return d.Rows[at.row].Name + ": " + d.Rows[at.row].Total.String()
		}
		return fmt.Sprintf("%s and %s: both in %d of %d", d.Rows[at.row].Name, d.Rows[at.col].Name, d.Together[at.row][at.col], d.Base)
	case session.ChartImportance:
		i := d.Importance[at.row]
		if at.col == 0 {
			return fmt.Sprintf("%s decided in %s: %s", i.Name, i.Decided, i.Place)
		}
		return fmt.Sprintf("%s: hurt in %d and helped in %d of %s that spoke of it: %s", i.Name, i.Hurt, i.Helped, plural(i.Said, "interview"), i.Place)
	case session.ChartSaturation:
		return fmt.Sprintf("After interview %d: %s heard", at.col+1, plural(d.Saturation.Seen[at.col], "code"))
	case session.ChartRivals:
		r := d.Rivals[at.row]
		return fmt.Sprintf("%s: won %s, faced in %d; against the others %s: %s", r.Name, r.Rate, r.Faced, r.Others, r.Compared.Verdict)
	case session.ChartCoverage:
		c := d.Coverage[at.row]
		return fmt.Sprintf("%s: %d of %s heard; against the rest: %s", v.host.Session().ClassName(v.ask.By, c.Key), c.Heard, plural(c.Listed, "deal"), c.Compared.Verdict)
	}
	r := d.Rows[at.row]
	if at.col < 0 {
		return r.Name + ": " + r.Total.String()
	}
	words := r.Name + ", " + d.Columns[at.col].Name + ": " + r.Cells[at.col].String()
	if v.ask.Chart == session.ChartDots && at.row < len(d.Compared) {
		words += "; " + v.verdict(at.row)
	}
	return words
}

// verdict is the comparison of a row in words.
func (v *Explore) verdict(row int) string {
	c := v.data.Compared[row]
	w := session.Words(c, v.data.A.Name, v.data.B.Name)
	if c.Holds() {
		w = fmt.Sprintf("%d points %s", c.Points(), w)
	}
	return w
}
