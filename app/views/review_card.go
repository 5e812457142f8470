package views

import (
	"fmt"
	"strings"
	"unicode"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// reviewAnswer is one thing that can be answered.
type reviewAnswer struct {
	key   rune // how answer knows it
	label string
	says  string
	icon  string
	vault bool // needs the vault open
	act   string
	what  string // as the help says it
	keys  []string
}

// What can be answered: what stays hidden first, what comes back after it.
var (
	reviewHides = []reviewAnswer{
		{'y', "Keep masked", "It is a name, or may lead to somebody.", "check", false, "review.keep", "keep it masked", []string{"Enter", "Y"}},
		{'p', "A person", "Gets the next pseudonym, in every text.", "person", true, "review.person", "somebody new", []string{"P"}},
		{'o', "A company", "Gets the next pseudonym, in every text.", "building", true, "review.organisation", "a company", []string{"O"}},
		{'s', "Somebody known", "Choose who; gets that pseudonym.", "people", true, "review.somebody", "somebody who is known", []string{"S"}},
		{'w', "Always mask", "These words, in every text, now and later.", "shield", true, "review.always", "mask it in every text", []string{"W"}},
		{'g', "More coarsely", "Type or choose what is to stand there.", "edit", true, "review.wording", "say it more coarsely", []string{"G"}},
	}
	reviewShows = []reviewAnswer{
		{'n', "No name", "The words come back at this place.", "undo", true, "review.noname", "it is no name here", []string{"N"}},
		{'c', "A common word", "Comes back everywhere in this study.", "eye", true, "review.common", "never a name: a common word", []string{"C"}},
	}
)

// drawCard is the passage in hand and its answers.
func (v *Review) drawCard(p *widgets.Pen) {
	it, ok := v.item()
	if !ok {
		return
	}
	p.Card(0, 0, p.W, p.H)
	x, w := float32(theme.Inset), min(960, p.W-2*theme.Inset) // no line is longer than can be read
	y := v.drawPassage(p, it, x, w)
	y = v.drawPlaces(p, x, y, w)
	y = v.drawProposals(p, x, y, w)
	p.HLine(0, y+2, p.W, p.Line)
	y += 14
	p.L(x, y+8, "Stays hidden", theme.CaptionB, p.Mute)
	y = v.drawAnswers(p, reviewHides, x, y+22, w)
	p.L(x, y+14, "Comes back", theme.CaptionB, p.Mute)
	y = v.drawAnswers(p, reviewShows, x, y+28, w)
	v.drawAnswer(p, x, y+8, w)
}

// drawAnswer is the whole answer as it stands, as far as there is room for it.
func (v *Review) drawAnswer(p *widgets.Pen, x, y, w float32) {
	lines := int((p.H - 16 - y - 34) / theme.Body.Lead())
	if lines < 2 {
		return
	}
	p.HLine(0, y, p.W, p.Line)
	p.L(x, y+18, "The whole answer, as it stands", theme.CaptionB, p.Mute)
	p.ParaMax(x, y+30, w, lines, v.answerText, theme.Body, p.Ink2)
}

// drawPassage is who spoke and the sentence; it answers its bottom.
func (v *Review) drawPassage(p *widgets.Pen, it session.ReviewItem, x, w float32) float32 {
	lx := x + p.L(x, 26, it.Label, theme.Head, p.Ink) + 10
	lx += p.L(lx, 27, "said by "+it.Speaker, theme.Small, p.Mute) + 10
	p.Chip(lx, 27, kindWord(it.Mask.Kind), p.Warn, p.WarnSoft, false)
	p.LinkButton(p.W-theme.Inset, 26, "read", "Read in place", func() { v.host.Go("coding", it.Interview) })
	words, shown := it.Words, it.Words != ""
	if !shown {
		words = it.Shown
	}
	y := flow(p, x, 52, w, it.Before, words, it.After) + 10
	if shown {
		p.Icon(x+8, y+9, 14, "mask", p.Mute)
		lx = x + 22
		lx += p.L(lx, y+9, "Stands in the study as", theme.Small, p.Mute) + 6
		bw := widgets.Width(it.Shown, theme.SmallB) + 12
		p.Box(lx, y, bw, 18, 4, p.SlateSoft, p.LineStrong)
		p.L(lx+6, y+9, it.Shown, theme.SmallB, p.Ink2)
		return y + 30
	}
	return p.Note(x, y, w, v.lockedWords(), false) + 12
}

func (v *Review) lockedWords() string {
	switch {
	case !v.list.Vault:
		return "What was said is in the vault. Open it to see the words; keeping a passage masked needs no vault."
	default:
		return "The vault has not the words of this passage. It can stay masked; somebody who has the source can say what was said."
	}
}

// flow sets a sentence with the passage in it marked, and answers its bottom. What is long is cut in front.
func flow(p *widgets.Pen, x, y, w float32, before, words, after string) float32 {
	const lead = 26
	typ := theme.Read
	space := widgets.Width(" ", typ)
	cx, cy := x, y+lead/2
	set := func(s string, mark bool) {
		ww := widgets.Width(s, typ)
		if mark {
			ww = widgets.Width(s, typ.Heavy())
		}
		if cx > x && cx+ww > x+w {
			cx, cy = x, cy+lead
		}
		if mark {
			p.Box(cx-4, cy-12, ww+8, 24, 5, p.WarnSoft, p.Warn)
			p.L(cx, cy, s, typ.Heavy(), p.Ink)
		} else {
			p.L(cx, cy, s, typ, p.Ink)
		}
		cx += ww
	}
	put := func(text string) {
		for i, s := range strings.FieldsFunc(text, unicode.IsSpace) {
			if i > 0 {
				cx += space
			}
			set(s, false)
		}
	}
	put(before)
	if before != "" && unicode.IsSpace(lastRune(before)) {
		cx += space
	}
	cx += 4 * b2(before != "")
	set(words, true)
	cx += 5
	if after != "" && unicode.IsSpace([]rune(after)[0]) {
		cx += space
	}
	put(after)
	return cy + lead/2
}

func lastRune(s string) rune {
	r := []rune(s)
	return r[len(r)-1]
}

func b2(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// drawPlaces offers to answer for every place with the same words.
func (v *Review) drawPlaces(p *widgets.Pen, x, y, w float32) float32 {
	n := len(v.same) - 1
	if n <= 0 {
		return y
	}
	also := fmt.Sprintf("The same words also at %s.", plural(n, "other place"))
	lx := x + p.L(x, y+12, also, theme.Small, p.Ink2) + 14
	chosen := 0
	if v.every {
		chosen = 1
	}
	if key := v.keys().Of("review.every"); key != "" {
		lx += p.Key(lx, y+12, key) + 8
	}
	p.Segmented(lx, y+12, []string{"This place", fmt.Sprintf("All %d places", n+1)}, chosen, nil, "every:", func(i int) { v.every = i == 1; v.card.Refresh() })
	return y + 34
}

// drawProposals are coarser wordings, by number.
func (v *Review) drawProposals(p *widgets.Pen, x, y, w float32) float32 {
	if len(v.proposals) == 0 {
		return y
	}
	p.L(x, y+10, "Could stand there", theme.CaptionB, p.Mute)
	lx, ly := x, y+34
	for i, s := range v.proposals {
		cap := v.keys().Of(fmt.Sprintf("review.coarser.%d", i+1))
		kw := widgets.KeyWidth(cap)
		pw := widgets.Width(s, theme.Small) + kw + 26
		if lx > x && lx+pw > x+w {
			lx, ly = x, ly+34
		}
		key := fmt.Sprintf("proposal:%d", i)
		fill := p.Tokens.Card
		if p.Hover == key {
			fill = p.Tokens.Hover
		}
		p.Box(lx, ly-14, pw, 28, theme.RadiusControl, fill, p.LineStrong)
		if cap != "" {
			p.Key(lx+6, ly, cap)
		}
		p.L(lx+kw+14, ly, s, theme.Small, p.Ink)
		p.Hit(key, lx, ly-14, pw, 28, func() { v.coarser(s) })
		lx += pw + 8
	}
	return ly + 24
}

// drawAnswers are answers in two columns; it answers their bottom.
func (v *Review) drawAnswers(p *widgets.Pen, list []reviewAnswer, x, y, w float32) float32 {
	const h = 48
	cw, keys := (w-theme.Gap)/2, v.keys()
	for i, a := range list {
		ax, ay := x+float32(i%2)*(cw+theme.Gap), y+float32(i/2)*(h+6)
		off := a.vault && (!v.list.Vault || v.wordless())
		key := "answer:" + string(a.key)
		fill, ink, edge := p.Tokens.Card, p.Ink, p.LineStrong
		switch {
		case off:
			fill, ink, edge = p.Sunken, p.Mute, p.Line
		case p.Hover == key:
			fill = p.Tokens.Hover
		}
		p.Box(ax, ay, cw, h, theme.RadiusControl, fill, edge)
		p.Icon(ax+22, ay+h/2, 18, a.icon, ink)
		right := ax + cw - 12
		if cap := keys.Of(a.act); cap != "" {
			right -= widgets.KeyWidth(cap)
			p.Key(right, ay+h/2, cap)
		}
		p.LW(ax+42, ay+16, right-ax-50, a.label, theme.Strong, ink)
		p.LW(ax+42, ay+33, right-ax-50, a.says, theme.Small, p.Mute)
		if !off {
			p.Hit(key, ax, ay, cw, h, func() { v.answer(a.key) })
		}
	}
	return y + float32((len(list)+1)/2)*(h+6)
}

// wordless says that the vault has not the words of the passage in hand.
func (v *Review) wordless() bool {
	it, ok := v.item()
	return ok && v.list.Vault && it.Words == ""
}
