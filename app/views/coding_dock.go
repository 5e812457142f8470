package views

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codingDock shows what is on the passage, one line a coding, where everything about it can be set with the
// mouse.
type codingDock struct {
	view    *Coding
	head    *widgets.Board
	rows    *widgets.Board
	scroll  *container.Scroll
	content fyne.CanvasObject
}

const (
	codingDockHead  = 36
	codingDockPitch = 38
)

func newCodingDock(v *Coding) *codingDock {
	d := &codingDock{view: v}
	d.head = widgets.NewBoard(d.drawHead)
	d.rows = widgets.NewBoard(d.drawRows)
	d.rows.Min = func() fyne.Size {
		return fyne.NewSize(100, float32(len(v.passage.on))*codingDockPitch+4)
	}
	d.scroll = container.NewVScroll(d.rows)
	d.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(d.head, 0, 0, s.Width, s.Height)
		widgets.Put(d.scroll, 0, codingDockHead, s.Width, s.Height-codingDockHead)
	}, d.head, d.scroll)
	return d
}

// height is how much room the dock takes on a screen: two lines, in tall windows three.
func (d *codingDock) height(screen float32) float32 {
	lines := float32(2)
	if screen > 900 {
		lines = 3
	}
	return codingDockHead + lines*codingDockPitch + 6
}

func (d *codingDock) refresh() {
	d.head.Refresh()
	d.rows.Refresh()
	d.scroll.Refresh()
	d.reveal()
}

// reveal scrolls to the coding in hand.
func (d *codingDock) reveal() {
	i := slices.Index(d.view.passage.on, d.view.current)
	if i < 0 {
		return
	}
	y, off := float32(i)*codingDockPitch, d.scroll.Offset
	switch h := d.scroll.Size().Height; {
	case h <= 0:
		return
	case y < off.Y:
		off.Y = y
	case y+codingDockPitch > off.Y+h:
		off.Y = y + codingDockPitch + 4 - h
	default:
		return
	}
	d.scroll.ScrollToOffset(off)
}

func (d *codingDock) drawHead(p *widgets.Pen) {
	v := d.view
	o := p.Rect(0, 0, p.W, p.H, p.Sunken)
	o.BottomLeftCornerRadius, o.BottomRightCornerRadius = theme.RadiusCard-1, theme.RadiusCard-1
	p.HLine(0, 0, p.W, p.Line)
	if v.open == nil {
		return
	}
	if !v.passage.ok {
		p.L(16, 18, "No passage chosen", theme.SmallB, p.Ink)
		p.Para(16, codingDockHead+4, p.W-32, "Select words with the mouse, or with Shift and the arrows. "+v.keys().pressed("coding.uncoded")+" for the next sentence of an answer that has no code.", theme.Small, p.Mute)
		return
	}
	x := 16 + p.L(16, 18, "On this passage", theme.SmallB, p.Ink) + 10
	right := p.W - 16 - p.R(p.W-16, 18, d.tally(), theme.Small, p.Mute) - 16
	quote := strings.Join(strings.Fields(session.Quote(v.open.Turns, v.passage.from, v.passage.to)), " ")
	p.LW(x, 18, right-x, "“"+quote+"”", theme.Small.Slanted(), p.Ink2)
	if n, ok := v.noteHere(); ok && len(v.passage.on) == 0 {
		d.drawNote(p, n)
		return
	}
	if len(v.passage.on) == 0 {
		w := p.L(16, codingDockHead+18, "No code yet.", theme.Small, p.Mute)
		p.Hints(24+w, codingDockHead+18, p.W-40-w, v.hint("picks one, or click one in the codebook", "coding.pick"))
	}
}

// tally is "2 codes by RO, 1 by JM".
func (d *codingDock) tally() string {
	n := map[string]int{}
	var who []string
	for _, id := range d.view.passage.on {
		c := d.view.placed[id].Coder
		if n[c] == 0 {
			who = append(who, c)
		}
		n[c]++
	}
	for i, c := range who {
		if i == 0 {
			who[i] = fmt.Sprintf("%s by %s", howMany(n[c], "code"), c)
			continue
		}
		who[i] = fmt.Sprintf("%d by %s", n[c], c)
	}
	return strings.Join(who, ", ")
}

// howMany is "1 code", "2 codes", "1,200 codes".
func howMany(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (d *codingDock) drawRows(p *widgets.Pen) {
	for i, id := range d.view.passage.on {
		if c, ok := d.view.placed[id]; ok {
			d.drawRow(p, c, float32(i)*codingDockPitch+codingDockPitch/2)
		}
	}
}

var (
	weightWords   = []string{"mentioned", "contributed", "decided"}
	polarityWords = []string{"− hurt", "neutral", "+ helped"}
	aboutWords    = []string{"us", "rival", "buyer"}
)

// drawRow is one coding: its code, and what can be said of it. What does not fit goes, about first.
func (d *codingDock) drawRow(p *widgets.Pen, c session.Placed, cy float32) {
	v, key := d.view, string(c.ID)
	edge := color.Color(p.Line)
	if c.ID == v.current && len(v.passage.on) > 1 {
		edge = p.Accent
	}
	p.Box(12, cy-codingDockPitch/2+2, p.W-24, codingDockPitch-4, theme.RadiusControl, p.Tokens.Card, edge)
	p.Zone("row:"+key, 12, cy-codingDockPitch/2+2, p.W-24, codingDockPitch-4, func() { v.goTo(c.ID) })
	p.IconButton(p.W-30, cy, "remove:"+key, "close", "Take this code off the passage", func() { v.remove(c.ID) })
	icon, tip := "note", "Write a note on it"
	if m, ok := v.memos[c.ID]; ok {
		p.Box(p.W-70, cy-11, 22, 22, theme.RadiusTick, p.WarnSoft, nil)
		tip = m.Text
	}
	p.IconButton(p.W-59, cy, "note:"+key, icon, tip, func() { v.noteOn(c.ID) })
	right := p.W - 78
	segment := func(words []string, chosen int, ink []color.NRGBA, part string, set func(int)) {
		w := widgets.SegW(words)
		p.Segmented(right-w, cy, words, chosen, ink, part+":"+key+":", set)
		right -= w + 10
	}
	segment(weightWords, int(c.Weight)-1, nil, "weight", func(i int) { v.setWeight(c.ID, research.Weight(i+1)) })
	segment(polarityWords, int(c.Polarity)+1, []color.NRGBA{p.Loss, p.Slate, p.Accent}, "polarity", func(i int) { v.setPolarity(c.ID, research.Polarity(i-1)) })
	about := max(0, slices.Index(abouts, c.About))
	switch named := 42 + min(240, widgets.Width(c.Code.Name, theme.Strong)) + 14; {
	case right-widgets.SegW(aboutWords) > named:
		segment(aboutWords, about, []color.NRGBA{p.Ink, p.Ink, p.Ink}, "about", func(i int) { v.setAbout(c.ID, abouts[i]) })
	case right-widgets.SegW([]string{"about " + aboutWords[about]}) > 130: // the one it is, pressed for the next
		segment([]string{"about " + aboutWords[about]}, 0, []color.NRGBA{p.Ink}, "about", func(int) { v.setAbout(c.ID, abouts[(about+1)%len(abouts)]) })
	}
	p.StageMark(24, cy, c.Code.Stage)
	room := right - 42
	typ := theme.Body
	if c.ID == v.current {
		typ = theme.Strong
	}
	name := p.LW(42, cy, room, c.Code.Name, typ, p.Ink)
	if stage, ok := v.host.Session().Book().Stage(c.Code.Stage); ok && room-name-16 > 70 {
		p.LW(42+name+14, cy, room-name-16, stage.Name, theme.Small, p.Mute)
	}
}
