package views

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// drawSuggests is whether codes are suggested, and how often that would have been right in this study.
func (v *Settings) drawSuggests(p *widgets.Pen, x, y, w float32) {
	p.L(x+20, y, "Suggest codes", theme.Body, p.Ink2)
	off := 0
	if !v.host.Prefs().Suggests() {
		off = 1
	}
	sw := p.Segmented(x+140, y, []string{"on", "off"}, off, nil, "suggest:", func(i int) { v.setSuggests(i == 0) })
	right := x + w - 20
	r := v.host.Session().SuggestionRate()
	if r.Passages > 0 {
		right = p.ButtonR(right, y, "By code", "", widgets.Quiet, func() { v.showRates(r) })
	}
	words, room := rateWords(r), right-x-160-sw
	if r.Passages > 0 && widgets.Width(words, theme.Small) > room {
		words = fmt.Sprintf("first %d, among three %d, of %d", r.First, r.Three, r.Passages)
	}
	p.LW(x+152+sw, y, room, words, theme.Small, p.Mute)
}

func (v *Settings) setSuggests(on bool) {
	v.host.Fail(v.host.Prefs().SetSuggests(on))
	if s := v.host.Session(); on {
		s.StartSuggesting()
	} else {
		s.StopSuggesting()
	}
	v.board.Refresh()
}

// rateWords says how often suggestions would have been right, with what that is counted on.
func rateWords(r session.SuggestionRate) string {
	switch {
	case r.State == session.SuggestOff:
		return "from this study's own codings"
	case r.State == session.SuggestTooFew:
		return fmt.Sprintf("nothing yet: a code needs %d passages", r.Need)
	case !r.Measured:
		return "reading what was coded"
	case r.Passages == 0:
		return "too little is coded to say how good they are"
	}
	return fmt.Sprintf("right at first in %d of %d, among three in %d", r.First, r.Passages, r.Three)
}

// showRates shows the rate of each code.
func (v *Settings) showRates(r session.SuggestionRate) {
	board := widgets.NewBoard(func(p *widgets.Pen) { drawRates(p, r) })
	board.Min = func() fyne.Size { return fyne.NewSize(420, float32(len(r.Codes)+1)*rateLine) }
	text := "Each fifth of the interviews was coded from what was coded in the others, as if nobody had coded it. Counted are passages; a code needs " + fmt.Sprint(r.Need) + " of them before it is suggested."
	if r.Left > 0 {
		text += fmt.Sprintf(" Of %d passages that were left without a code, nothing was suggested for %d.", r.Left, r.Silent)
	}
	widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "How often suggestions are right", Text: text, Body: container.NewVScroll(board), BodyH: 320, Width: 560, Cancel: "Close"})
}

const rateLine = 26

func drawRates(p *widgets.Pen, r session.SuggestionRate) {
	columns := func(cy float32, t theme.Type, ink color.Color, base, first, three string) {
		p.R(p.W-190, cy, base, t, ink)
		p.R(p.W-100, cy, first, t, ink)
		p.R(p.W-12, cy, three, t, ink)
	}
	columns(rateLine/2, theme.CaptionB, p.Mute, "passages", "right at first", "among three")
	for i, c := range r.Codes {
		cy := float32(i+1)*rateLine + rateLine/2
		p.HLine(0, float32(i+1)*rateLine, p.W, p.Line)
		p.StageMark(4, cy, c.Code.Stage)
		p.LW(22, cy, p.W-270, c.Code.Name, theme.Small, p.Ink)
		columns(cy, theme.Small, p.Ink2, fmt.Sprint(c.Passages), fmt.Sprint(c.First), fmt.Sprint(c.Three))
	}
}
