package views

import (
	"fmt"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// drawClear draws the filter by code, which is picked from the codebook, and what takes all filters away.
func (v *Search) drawClear(p *widgets.Pen) {
	cy := p.H / 2
	label := "Any"
	switch n := len(v.wish.Codes); {
	case n == 1:
		c, _ := v.host.Session().Book().Code(v.wish.Codes[0])
		label = widgets.Ellipsis(c.Name, 160, theme.Body)
	case n > 1:
		label = howMany(n, "code")
	}
	x := p.PickerFor(0, cy, 0, "Code", label, v.pickFilter) + 8
	w := v.wish
	w.Terms = nil
	if !w.Empty() && x+widgets.ButtonW("Clear", "") <= p.W {
		p.Button(x, cy, "Clear", "", widgets.Quiet, func() {
			text := v.field.Text
			for _, k := range session.SearchFilters() {
				text = session.WithFilter(text, k, "")
			}
			v.field.SetText(text)
			v.field.Focus()
		})
	}
}

// drawHead says how many passages were found.
func (v *Search) drawHead(p *widgets.Pen) {
	o := p.Rect(0, 0, p.W, p.H, p.Sunken)
	o.TopLeftCornerRadius, o.TopRightCornerRadius = theme.RadiusCard-1, theme.RadiusCard-1
	p.HLine(0, p.H-1, p.W, p.Line)
	cy := p.H / 2
	if v.wish.Empty() {
		p.L(16, cy, "Nothing typed yet", theme.Small, p.Mute)
		return
	}
	f := v.found
	x := 16 + p.L(16, cy, howMany(len(f.Hits), "passage"), theme.SmallB, p.Ink) + 8
	says := "in " + howMany(f.Turns, "turn")
	switch {
	case !f.Final:
		says = "so far"
	case f.More:
		says = fmt.Sprintf("of the newest %d turns, the best first; there are more: add a word or a filter", f.Turns)
	}
	ink := p.Mute
	if len(v.wish.Notes) > 0 && len(f.Hits) > 0 { // where nothing was found they have the room below
		says, ink = v.wish.Notes[0], p.Warn
	}
	p.LW(x, cy, p.W-x-120, says, theme.Small, ink)
	if len(f.Hits) > 0 {
		p.R(p.W-16, cy, fmt.Sprintf("%d checked", len(v.checked())), theme.Small, p.Mute)
	}
}

// drawVacant says what can be typed, or that nothing was found.
func (v *Search) drawVacant(p *widgets.Pen) {
	y := float32(24)
	line := func(head, text string) {
		p.L(24, y, head, theme.SmallB, p.Ink)
		p.LW(200, y, p.W-216, text, theme.Small, p.Ink2)
		y += 26
	}
	if v.host.Session().Heard() == 0 {
		p.Para(24, 16, p.W-48, "No interviews yet. "+WindowTable(v.host.Prefs()).pressed("window.import")+" to bring them in; then all that was said is searched here as you type.", theme.Body, p.Ink2)
		return
	}
	if !v.wish.Empty() {
		if v.found.Final {
			p.LW(24, y, p.W-48, "Nothing was said so. Take a word or a filter away, or end a word with * for its beginning.", theme.Body, p.Ink2)
		}
		v.drawNotes(p, y+16)
		return
	}
	line("price proof", "both words, anywhere in what was said at once")
	line("\"came late\"", "the words one after the other")
	line("integrat*", "every word that begins so; the last word is searched so while you type")
	line("outcome:lost stage:4", "filters, alone or with words: code, outcome, stage, coder, wave, is:answered")
	line("Zürich, zurich", "accents, capitals, hyphens and apostrophes make no difference")
	v.drawNotes(p, y)
}

// drawNotes says what was not understood.
func (v *Search) drawNotes(p *widgets.Pen, y float32) {
	for _, n := range v.wish.Notes {
		y = p.Note(24, y, p.W-48, n, true) + 8
	}
}

// drawRow is one passage: whose, and its words.
func (v *Search) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.found.Hits) {
		return
	}
	v.rows.Ground(p, i, y, w, chosen)
	h := v.found.Hits[i]
	id := h.ID()
	if v.already[id] {
		p.Icon(24, y+searchRow/2, 16, "check", p.Mute)
		p.Tip("had:"+id, "Coded "+v.code.Name+" already", 12, y, 24, searchRow-1)
	} else {
		p.Check(16, y+searchRow/2, !v.off[id])
		p.Zone("check:"+id, 4, y, 40, searchRow-1, func() { v.toggle(i) })
	}
	x, cy := float32(48), y+16
	x += p.L(x, cy, h.Label, theme.SmallB, p.Ink) + 10
	p.OutcomeDot(x+3, cy, 3, h.Outcome)
	x += 12
	says := []string{widgetsOutcome(h.Outcome)}
	if st, ok := v.host.Session().Book().Stage(h.Turn.Stage); ok {
		says = append(says, st.Name)
	}
	if h.Turn.Asked {
		says = append(says, "question")
	}
	if v.already[id] {
		says = append(says, "coded so already")
	}
	p.LW(x, cy, w-x-16, strings.Join(says, " · "), theme.Caption, p.Mute)
	x, cy = 48, y+34
	for _, part := range excerpt(rowOf(h), w-x-16) {
		ink := p.Ink2
		switch {
		case part.marked:
			ink = p.Accent
		case v.off[id] || v.already[id]:
			ink = p.Mute
		}
		x += p.L(x, cy, part.text, part.typ(), ink)
	}
	if after := afterwards(h); after != "" && w-x > 60 {
		p.LW(x+4, cy, w-x-20, after, theme.Small, p.Mute)
	}
}

// afterwards is the beginning of what was said after a passage, in the same turn.
func afterwards(h session.SearchHit) string {
	in := []rune(h.Turn.Text)
	return strings.Join(strings.Fields(string(in[h.To:min(len(in), h.To+160)])), " ")
}

// rowOf is the sentence of a hit with its marks.
func rowOf(h session.SearchHit) store.Hit {
	in := []rune(h.Turn.Text)
	out := store.Hit{Excerpt: string(in[h.From:h.To])}
	for _, m := range h.Marks {
		out.Marks = append(out.Marks, [2]int{m[0] - h.From, m[1] - h.From})
	}
	return out
}

// drawCard is the passage in hand within what was said, and below it what codes all that are checked.
func (v *Search) drawCard(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	foot := float32(132)
	wide := p.H < 240 // it stands below the list
	if wide {
		foot = 92
	}
	if h, ok := v.inHand(); ok {
		x := 20 + p.L(20, 26, h.Label, theme.Head, p.Ink) + 10
		x += p.Outcome(x, 26, h.Outcome) + 10
		if h.Turn.Speaker != h.Label {
			p.LW(x, 26, p.W-x-16, h.Turn.Speaker, theme.Small, p.Mute)
		}
		v.drawTurn(p, h, 48, p.H-foot-56)
	} else {
		p.Para(20, 22, p.W-40, "Choose a passage to see what was said around it.", theme.Small, p.Mute)
	}
	v.drawCoding(p, p.H-foot)
}

// searchAround is how many characters of a turn are wrapped on either side of the passage.
const searchAround = 3000

// drawTurn is what was said, with the passage that would be coded in ink and on the ground of a choice.
func (v *Search) drawTurn(p *widgets.Pen, h session.SearchHit, y, room float32) {
	from, to := h.Passage(v.unit)
	in := []rune(h.Turn.Text)
	if cut := max(0, from.Offset-searchAround); cut > 0 || to.Offset+searchAround < len(in) { // of a very long turn only what can be seen
		in = in[cut:min(len(in), to.Offset+searchAround)]
		from.Offset, to.Offset = from.Offset-cut, to.Offset-cut
	}
	lead := theme.Read.Lead()
	fits := int(room / lead)
	if fits < 1 {
		return
	}
	lines := linesOf(string(in), p.W-40)
	first := 0 // the line that holds the passage, with one before it
	for i, l := range lines {
		if l[0] <= from.Offset {
			first = max(0, i-1)
		}
	}
	first = max(0, min(first, len(lines)-fits))
	for _, l := range lines[first:min(len(lines), first+fits)] {
		x := float32(20)
		for _, part := range [][3]int{{l[0], min(l[1], from.Offset), 0}, {max(l[0], from.Offset), min(l[1], to.Offset), 1}, {max(l[0], to.Offset), l[1], 0}} {
			if part[0] >= part[1] {
				continue
			}
			text := strings.ReplaceAll(string(in[part[0]:part[1]]), "\n", " ")
			ink := p.Mute
			if part[2] == 1 {
				ink = p.Ink
				p.Box(x-1, y+1, widgets.Width(text, theme.Read)+2, lead-2, theme.RadiusTick, p.Select, nil)
			}
			x += p.L(x, y+lead/2, text, theme.Read, ink)
		}
		y += lead
	}
}

// linesOf wraps a text: [from, to) of each line, in code points.
func linesOf(text string, w float32) [][2]int {
	var out [][2]int
	at, in := 0, []rune(text)
	for _, line := range widgets.Wrap(text, w, theme.Read) {
		n := len([]rune(line))
		// What Wrap leaves out between two lines is one space or line end, or nothing within a long word.
		for at < len(in) && n > 0 && (in[at] == ' ' || in[at] == '\n') && []rune(line)[0] != in[at] {
			at++
		}
		out = append(out, [2]int{at, min(at+n, len(in))})
		at += n
	}
	return out
}

// drawCoding is what codes all that are checked.
func (v *Search) drawCoding(p *widgets.Pen, y float32) {
	p.HLine(1, y, p.W-2, p.Line)
	n, keys := len(v.checked()), v.keys()
	x := 20 + p.L(20, y+24, "Code the", theme.Small, p.Ink2) + 8
	units := []string{session.UnitSentence.String(), session.UnitWords.String(), session.UnitTurn.String()}
	x += p.Segmented(x, y+24, units, int(v.unit), nil, "unit:", func(i int) { v.setUnit(session.SearchUnit(i)) }) + 8
	keys.Key(p, x, y+24, "search.unit")
	cy, left := y+60, float32(20)
	label := v.code.Name
	if v.code.ID == "" {
		label = "choose"
	}
	left += p.PickerFor(left, cy, min(p.W-80, widgets.PickerWidth("Code", label)), "Code", label, v.pickCode) + 6
	keys.Key(p, left, cy, "search.code")
	words := "Apply to " + howMany(n, "passage")
	if p.H < 240 {
		if v.code.ID != "" && n > 0 {
			p.ButtonR(p.W-20, cy, words, "", widgets.Primary, v.apply)
		}
		return
	}
	cy = y + 100
	if v.code.ID == "" || n == 0 {
		p.LW(20, cy, p.W-40, "The code goes on every checked passage at once.", theme.Small, p.Mute)
		return
	}
	left = 20 + p.Button(20, cy, words, "", widgets.Primary, v.apply) + 6
	left += keys.Key(p, left, cy, "search.apply") + 8
	had := 0
	for _, h := range v.found.Hits {
		if v.already[h.ID()] {
			had++
		}
	}
	if had > 0 {
		p.LW(left, cy, p.W-left-12, fmt.Sprintf("%d coded so already", had), theme.Small, p.Mute)
	}
}

func (v *Search) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	keys := v.keys()
	p.Hints(16, p.H/2, p.W-32, keys.hint("check", "search.check"), keys.hint("all", "search.all"), keys.hint("code", "search.code"), keys.hint("apply", "search.apply"),
		keys.hint("open", "search.open"), keys.hint("words", "search.field"), keys.hint("with a code", "search.filter"))
}
