package views

import (
	"fmt"
	"math"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/analysis"
)

// drawFrame is the ground of the list, or of the table with what holds overall.
func (v *Coders) drawFrame(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-codersTop-codersFoot-8
	p.RW(p.W-theme.Margin-v.units.MinSize().Width-10, 16, 120, "They agree by", theme.Small, p.Mute)
	if v.agreement {
		v.drawOverall(p, x, codersTop, p.W-2*x)
		v.drawTableHead(p, x, codersTop+codersBlock+theme.GapWide, p.W-2*x, h-codersBlock-theme.GapWide)
		return
	}
	w := v.listWidth(p.W)
	p.Card(x, codersTop, w, h)
	p.L(x+theme.Inset, codersTop+26, "Put differently", theme.Head, p.Ink)
	p.R(x+w-theme.Inset, codersTop+26, fmt.Sprintf("%d of %d settled", v.agreed.Settled, v.agreed.Differences), theme.Small, p.Mute)
	p.HLine(x, codersTop+codersHead-4, w, p.Line)
	if len(v.list) == 0 {
		p.Para(x+theme.Inset, codersTop+codersHead+8, w-2*theme.Inset, v.vacant(), theme.Body, p.Ink2)
	}
}

// vacant says why there is no difference to settle.
func (v *Coders) vacant() string {
	switch {
	case len(v.agreed.Warnings) > 0 && v.agreed.Interviews == 0:
		return v.agreed.Warnings[0]
	case v.agreed.Differences > 0:
		return "Everything is settled. What was put at first stays on the other tab."
	}
	return fmt.Sprintf("By %s, both put the same.", v.unit)
}

// drawRow is one difference in the list.
func (v *Coders) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.list) {
		return
	}
	d := v.list[i]
	v.rows.Ground(p, i, y, w, chosen)
	p.StageMark(theme.Inset, y+16, d.Code.Stage)
	right := w - theme.InsetTight
	if d.Settled {
		p.Icon(right-8, y+16, 14, "check", p.Accent)
		right -= 24
	}
	p.LW(theme.Inset+18, y+16, right-theme.Inset-22, d.Code.Name, theme.Strong, p.Ink)
	p.LW(theme.Inset+18, y+33, right-theme.Inset-22, d.Interview.Who()+" · "+whoPut(d), theme.Small, p.Ink2)
}

// whoPut says in a few words how a difference stands.
func whoPut(d session.Difference) string {
	switch {
	case len(d.Second) == 0:
		return "only " + d.Coders[0]
	case len(d.First) == 0:
		return "only " + d.Coders[1]
	}
	return "both, on other words"
}

// drawCard is the difference in hand: what each coder put, side by side, and the answers.
func (v *Coders) drawCard(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	d, ok := v.item()
	if !ok {
		v.drawSeconds(p, theme.Inset, 26, p.W-2*theme.Inset)
		return
	}
	x, w := float32(theme.Inset), p.W-2*theme.Inset
	p.StageMark(x, 26, d.Code.Stage)
	p.LW(x+18, 26, w-160, d.Code.Title(), theme.Head, p.Ink)
	p.LinkButton(p.W-theme.Inset, 26, "read", "Read in place", func() { v.host.Go("coding", d.Interview.Interview.ID) })
	lx := x + p.L(x, 52, d.Interview.Who(), theme.Strong, p.Ink) + 10
	p.Outcome(lx, 52, d.Interview.Interview.Outcome)
	y := float32(72)
	if words := strings.TrimSpace(d.Code.Definition); words != "" {
		y = p.ParaMax(x, y, w, 2, words, theme.Small, p.Mute) + 8
	}
	half, bottom := (w-theme.GapWide)/2, p.H-122
	p.HLine(0, y, p.W, p.Line)
	v.drawPuts(p, x, y, half, bottom, d.Coders[0], d.First)
	p.VLine(x+half+theme.GapWide/2, y, bottom-y, p.Line)
	v.drawPuts(p, x+half+theme.GapWide, y, half, bottom, d.Coders[1], d.Second)
	p.HLine(0, bottom, p.W, p.Line)
	v.drawAnswers(p, d, x, p.H-34, w)
}

// drawPuts is what one coder put.
func (v *Coders) drawPuts(p *widgets.Pen, x, y, w, bottom float32, coder string, puts []session.Put) {
	p.L(x, y+22, coder, theme.Strong, p.Ink)
	if len(puts) == 0 {
		p.ParaMax(x, y+40, w, 3, "did not put it here.", theme.Body, p.Mute)
		return
	}
	kw := widgets.Width(coder, theme.Strong)
	c := puts[0].Coding
	p.Polarity(x+kw+18, y+22, c.Polarity)
	p.Weight(x+kw+34, y+22, c.Weight)
	ty := y + 44
	for i, put := range puts {
		if ty+40 > bottom {
			p.L(x, bottom-14, fmt.Sprintf("and %s more", plural(len(puts)-i, "passage")), theme.Small, p.Mute)
			return
		}
		before, after := put.Before, put.After
		if room := int((bottom - ty) / 24 * w / 7.5); len([]rune(before+put.Text+after)) > room {
			before, after = "", "" // the words themselves first
		}
		ty = setPassage(p, x, ty, w, bottom-8, before, put.Text, after) + 18
	}
}

// setPassage sets words with those of a passage marked, each on its own so that lines can break within it, down to
// bottom at most, and answers where it ends.
func setPassage(p *widgets.Pen, x, y, w, bottom float32, before, words, after string) float32 {
	const lead = 24
	typ := theme.Read
	space := widgets.Width(" ", typ)
	cx, cy := x, y+lead/2
	set := func(text string, marked, glued bool) {
		for i, word := range strings.Fields(text) {
			t, ink, pad := typ, p.Ink2, float32(0)
			if marked {
				t, ink = typ.Heavy(), p.Ink
			}
			ww := widgets.Width(word, t)
			if cx > x && !(glued && i == 0) {
				pad = space
			}
			if cx+pad+ww > x+w && cx > x {
				cx, cy, pad = x, cy+lead, 0
			}
			if cy+lead/2 > bottom {
				return
			}
			if marked {
				from := cx // with the space before it: one mark for words beside each other
				if i == 0 {
					from = cx + pad - 2
				}
				p.Rect(from, cy-11, cx+pad+ww+2-from, 22, p.WarnSoft)
			}
			p.L(cx+pad, cy, word, t, ink)
			cx += pad + ww
		}
	}
	set(before, false, false)
	set(words, true, before != "" && !strings.HasSuffix(before, " "))
	set(after, false, after != "" && !strings.HasPrefix(after, " "))
	return cy + lead/2
}

// drawAnswers are the four rulings, each with its key.
func (v *Coders) drawAnswers(p *widgets.Pen, d session.Difference, x, cy, w float32) {
	labels := []string{d.Coders[0] + " stands", d.Coders[1] + " stands", "Both stand", "Neither"}
	each, keys := (w-3*8)/4, v.keys()
	for i, r := range rulings {
		bx := x + float32(i)*(each+8)
		key := "settle:" + string(r.key)
		on := d.Settled && d.Ruling == r.ruling
		fill, edge := p.Tokens.Card, p.LineStrong
		if on {
			fill = p.AccentSoft
		}
		if p.Hover == key {
			fill = p.Tokens.Hover
		}
		p.Box(bx, cy-17, each, 34, theme.RadiusControl, fill, edge)
		kw := float32(-8)
		if cap := keys.Of(rulingAct(i)); cap != "" {
			kw = p.Key(bx+10, cy, cap)
		}
		p.LW(bx+10+kw+8, cy, each-kw-26, labels[i], theme.Strong, p.Ink)
		p.Hit(key, bx, cy-17, each, 34, func() { v.settle(r.ruling) })
	}
}

// drawSeconds are the second coders and how far they are.
func (v *Coders) drawSeconds(p *widgets.Pen, x, y, w float32) {
	p.L(x, y, "Second coders", theme.Head, p.Ink)
	y += 34
	for _, c := range v.seconds {
		p.L(x, y, c.Coder, theme.Strong, p.Ink)
		p.R(x+w, y, fmt.Sprintf("%d of %d", c.Done, c.Given), theme.Strong, p.Ink)
		p.Bar(x, y+16, w, 6, float32(c.Done)/float32(max(1, c.Given)), p.Accent)
		y = p.ParaMax(x, y+28, w, 2, "Drawn: "+c.Sample+".", theme.Small, p.Mute) + 16
	}
	p.Para(x, y, w, "A second coder writes their own initials under Settings, or works on a copy (File, Pack for a colleague) that is joined when it comes back. Until an interview is done they see none of the codings in it.", theme.Small, p.Mute)
}

// measureNames head the four measures.
var measureNames = [4]string{"Percent", "Cohen's kappa", "Krippendorff's alpha", "Gwet's AC1"}

func measuresOf(a analysis.Agreement) [4]analysis.Estimate {
	return [4]analysis.Estimate{a.Percent, a.Kappa, a.Alpha, a.AC1}
}

// drawOverall is the agreement over all codes that somebody used.
func (v *Coders) drawOverall(p *widgets.Pen, x, y, w float32) {
	p.Card(x, y, w, codersBlock)
	a := v.agreed
	who := strings.Join(a.Coders, " and ")
	p.L(x+theme.Inset, y+24, "Overall", theme.Head, p.Ink)
	p.RW(x+w-theme.Inset, y+24, w-160, fmt.Sprintf("%s, %s by %s; %s; before anything was settled", howMany(a.Interviews, "interview"), unitCount(a), a.Unit, who), theme.Small, p.Mute)
	each := (w - 2*theme.Inset) / 4
	for i, e := range measuresOf(a.Overall) {
		mx := x + theme.Inset + float32(i)*each
		if !e.Defined() {
			p.L(mx, y+62, "undefined", theme.Head, p.Mute)
			p.ParaMax(mx, y+76, each-16, 2, e.Why, theme.Caption, p.Mute)
			continue
		}
		nw := p.L(mx, y+62, value(e, i), theme.Display, p.Ink)
		p.L(mx+nw+10, y+66, interval(e, i), theme.Small, p.Ink2)
		p.L(mx, y+90, measureNames[i], theme.Caption, p.Mute)
	}
	note := ""
	if len(a.Warnings) > 0 {
		note = a.Warnings[0] + " "
	}
	if a.Unused > 0 {
		note += fmt.Sprintf("%d more codes are undefined: neither coder used them.", a.Unused)
	}
	p.LW(x+theme.Inset, y+114, w-2*theme.Inset, note, theme.Small, p.Mute)
}

// unitCount is how many decisions the overall measures are made of.
func unitCount(a session.Agreed) string { return widgets.Number(a.Overall.Units) + " decisions" }

// value is a measure as a number: a percentage, or two decimals.
func value(e analysis.Estimate, i int) string {
	if i == 0 {
		return fmt.Sprintf("%.0f%%", 100*e.Value)
	}
	return strings.ReplaceAll(fmt.Sprintf("%.2f", e.Value), "-", "−")
}

// interval is a measure's 95% interval, "" where there is none.
func interval(e analysis.Estimate, i int) string {
	if math.IsNaN(e.Interval.Low) {
		return ""
	}
	if i == 0 {
		return fmt.Sprintf("%.0f to %.0f", 100*e.Interval.Low, 100*e.Interval.High)
	}
	return strings.ReplaceAll(fmt.Sprintf("%.2f to %.2f", e.Interval.Low, e.Interval.High), "-", "−")
}

// columns is where the columns of the table of codes begin: passages, then the measures.
func (v *Coders) columns(w float32) (used float32, at [4]float32) {
	name := max(200, w*.3)
	used = name + 8
	left := w - used - 90 - theme.Inset
	for i := range at {
		at[i] = used + 90 + float32(i)*left/4
	}
	return used, at
}

func (v *Coders) drawTableHead(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.Box(x+1, y+1, w-2, theme.HeadHeight-2, theme.RadiusCard, p.Sunken, nil)
	used, at := v.columns(w)
	cy := y + theme.HeadHeight/2
	p.L(x+theme.Inset, cy, "Code", theme.CaptionB, p.Mute)
	p.L(x+used, cy, "Passages", theme.CaptionB, p.Mute)
	for i, m := range measureNames {
		p.L(x+at[i], cy, m, theme.CaptionB, p.Mute)
	}
	p.HLine(x, y+theme.HeadHeight-1, w, p.Line)
}

// drawCode is one code's agreement.
func (v *Coders) drawCode(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.agreed.Codes) {
		return
	}
	c := v.agreed.Codes[i]
	v.table.Ground(p, i, y, w, chosen)
	used, at := v.columns(w)
	cy := y + theme.RowHeight/2
	p.StageMark(theme.Inset, cy, c.Code.Stage)
	p.LW(theme.Inset+18, cy, used-theme.Inset-26, c.Code.Title(), theme.Strong, p.Ink)
	var n []string
	for _, k := range c.Used {
		n = append(n, fmt.Sprint(k))
	}
	p.L(used, cy, strings.Join(n, " · "), theme.Small, p.Ink2)
	for k, e := range measuresOf(c.Agree) {
		if !e.Defined() {
			p.LW(at[k], cy, w-at[k]-8, "undefined", theme.Small, p.Mute)
			p.Tip(fmt.Sprintf("why:%d:%d", i, k), e.Why, at[k], y, 80, theme.RowHeight)
			continue
		}
		nw := p.L(at[k], cy, value(e, k), theme.Strong, p.Ink)
		p.LW(at[k]+nw+8, cy, 110, interval(e, k), theme.Small, p.Mute)
	}
}

func (v *Coders) drawHints(p *widgets.Pen) {
	keys := v.keys()
	unit := keys.hint("unit", "coders.unit")
	if v.agreement {
		p.Hints(0, p.H/2, p.W, keys.hint("differences", "coders.agreement"), unit)
		return
	}
	p.Hints(0, p.H/2, p.W, keys.hint("settle", rulingAct(0), rulingAct(1), rulingAct(2), rulingAct(3)), keys.hint("note", "coders.note"), widgets.KeyHint{Keys: []string{"Enter"}, What: "read in place"},
		unit, keys.hint("agreement", "coders.agreement"), keys.hint("settled ones", "coders.settled"))
}
