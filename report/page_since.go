package report

import (
	"math"
	"unicode/utf8"

	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research/analysis"
)

// sinceMix is the room for who was asked, below the chart.
const sinceMix = 52

// sincePage sets this wave beside the one before.
func (b *builder) sincePage() {
	s := b.doc.Since
	if s == nil {
		return
	}
	w := sinceWordsOf(b.in.Lang)
	foot, sub := w.Footer, w.Sub
	if s.Explored {
		foot, sub = w.FooterExplored, w.SubExplored
	}
	base := fill(foot, b.w.interviews(s.Now.Base), s.Now.Name, b.w.num(s.Before.Base), s.Before.Name)
	pg, y := b.addPage(SinceLast, layoutWordsOf(b.in.Lang).Since, w.Eyebrow, b.sinceTitle(), Label(sub), base)
	h := math.Min(bottom-sinceMix-y, 64+float64(len(s.Rows))*40)
	pg.put(marginX, y, inner, h, drawing{b.sinceDots()})
	pg.put(marginX, y+h+12, inner, sinceMix-12, mixes{Label(w.MixOf), [2]Text{b.mixOf(s.Before), b.mixOf(s.Now)}})
}

// clearestSince is what the page says: the largest difference that holds, of themes with a recommendation before others.
func (d *Since) clearestSince() *SinceRow {
	var best *SinceRow
	for i := range d.Rows {
		r := &d.Rows[i]
		switch {
		case !r.Compared || !r.Verdict.Holds || best != nil && best.Advised && !r.Advised:
		case best == nil, r.Advised && !best.Advised, math.Abs(r.Verdict.Diff) > math.Abs(best.Verdict.Diff):
			best = r
		}
	}
	return best
}

// sinceTitle is the page's message.
func (b *builder) sinceTitle() Text {
	s, w := b.doc.Since, sinceWordsOf(b.in.Lang)
	if r := s.clearestSince(); r != nil {
		t := b.themeOf(r.Key)
		name, now, before := b.inside(t.bare), b.w.of(r.Now.X, r.Now.N), b.w.of(r.Before.X, r.Before.N)
		words := map[direction][2]constant{raised: {w.FewerSay, w.MoreSay}, hurts: {w.FewerHurt, w.MoreHurt}, helps: {w.FewerHelped, w.MoreHelped}}[t.direction]
		if r.Verdict.Diff < 0 {
			return twoLines(fill(words[0], name, now, before), fill(w.FewerPlain, now, before))
		}
		return twoLines(fill(words[1], name, now, before), fill(w.MorePlain, now, before))
	}
	compared := 0
	for _, r := range s.Rows {
		if r.Compared {
			compared++
		}
	}
	switch {
	case compared == 0:
		return fill(w.Hidden, s.Before.Name)
	case min(s.Before.Base, s.Now.Base) < analysis.MinCompareBase:
		return Label(w.Few)
	}
	return fill(w.None, s.Before.Name)
}

// twoLines is a message as long as it may be that keeps its figures on the page, or a plainer one.
func twoLines(message, plain Text) Text {
	if utf8.RuneCountInString(message.s) <= 110 {
		return message
	}
	return plain
}

func (b *builder) themeOf(key string) *themeRow {
	for i := range b.themes {
		if b.themes[i].key == key {
			return &b.themes[i]
		}
	}
	return nil
}

// sinceDots is a pair of dots for each theme: a disc for the wave before, a square for this one.
func (b *builder) sinceDots() chart.Model {
	s, w := b.doc.Since, sinceWordsOf(b.in.Lang)
	c := chart.Dots{Head: chart.Head{Title: string(w.Chart)}, Withheld: string(b.w.Withheld), WithheldKey: string(b.w.WithheldKey), PerCent: b.w.perCent(),
		NameA: s.Before.Name.s, NameB: s.Now.Name.s, PlainA: true, PlainB: true, VerdictHead: string(w.Against)}
	compared := 0
	for _, r := range s.Rows {
		t := b.themeOf(r.Key)
		d := chart.Dot{Name: t.bare.s, Note: b.sideOf(*t), Key: string(OfSince) + ":" + r.Key, A: b.estimate(r.Before), B: b.estimate(r.Now),
			Holds: r.Verdict.Holds, Verdict: r.Verdict.Words.s}
		if !r.Compared {
			d.Verdict = c.Withheld
		}
		if r.Advised {
			d.Note = fill(w.Advised, Text{d.Note}).s
		}
		if r.Compared {
			compared++
			if min(r.Before.N, r.Now.N) >= analysis.MinPercentBase {
				d.Gap = b.w.points(int(math.Round(math.Abs(r.Verdict.Diff) * 100))).s
			}
		}
		c.Rows = append(c.Rows, d)
	}
	if compared > 1 {
		c.Sub = fill(b.w.WinLossChartSub, b.w.num(compared)).s
	}
	return c
}

// mixOf is who was asked in a wave: "2026 H2: 30 interviews  ·  12 won  ·  11 lost".
func (b *builder) mixOf(g GroupRef) Text {
	parts := []Text{b.w.interviews(g.Base)}
	for _, f := range b.doc.Figures {
		if f.Subject == OfWave && f.Group == g.Key {
			parts = append(parts, Text{b.w.num(f.X).s + " " + b.inside(f.Measure).s})
		}
	}
	t := fill(sinceWordsOf(b.in.Lang).Mix, g.Name, parts[0])
	for _, p := range parts[1:] {
		t.s += "  ·  " + p.s
	}
	return t
}

// mixes is who was asked in each of two waves.
type mixes struct {
	head  Text
	lines [2]Text
}

func (m mixes) draw(p *page.Pen, b Block) {
	p.HLine(b.X, b.Y+.3, b.W, .6, p.Line)
	p.Write(b.X, b.Y+14, m.head.s, p.Strong(8.6), p.Ink)
	for i, l := range m.lines {
		f := p.Measure.Fit(l.s, p.Type(8.6), b.W, 1, 6.5)
		p.Write(b.X, b.Y+27+13*float64(i), p.Measure.Shorten(l.s, f, b.W), f, p.Ink2)
	}
}
