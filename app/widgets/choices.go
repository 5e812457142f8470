package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// Segmented is one choice of a few, all to be seen. Left and Right choose the neighbour.
type Segmented struct {
	Board
	Options []string
	Colours func(t *theme.Tokens) []color.NRGBA // of the options when chosen; nil: the accent
	Chosen  int
	OnPick  func(i int)
}

// NewSegmented is a choice of options.
func NewSegmented(options []string, chosen int, pick func(i int)) *Segmented {
	s := &Segmented{Options: options, Chosen: chosen, OnPick: pick}
	s.Draw = s.paint
	s.Min = func() fyne.Size { return fyne.NewSize(SegW(s.Options), theme.ControlHeight) }
	s.OnKey = s.key
	s.Extend(s)
	return s
}

func (s *Segmented) paint(p *Pen) {
	var colours []color.NRGBA
	if s.Colours != nil {
		colours = s.Colours(p.Tokens)
	}
	p.Box(0, p.H/2-15, SegW(s.Options), 30, theme.RadiusControl, p.Sunken, p.Line)
	p.segments(0, p.H/2, 26, s.Options, s.Chosen, colours, "seg:", s.Pick)
}

func (s *Segmented) key(e *fyne.KeyEvent) bool {
	to := s.Chosen
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		to--
	case fyne.KeyRight, fyne.KeyDown:
		to++
	default:
		return false
	}
	if to >= 0 && to < len(s.Options) && !s.off {
		s.focus, s.ring = "seg:"+s.Options[to], true
		s.Pick(to)
	}
	return true
}

// FocusGained puts the ring around what is chosen.
func (s *Segmented) FocusGained() {
	if s.Chosen >= 0 && s.Chosen < len(s.Options) && !s.clicked {
		s.focus = "seg:" + s.Options[s.Chosen]
	}
	s.Board.FocusGained()
}

// AcceptsTab lets Tab leave at once: the arrows walk the options.
func (s *Segmented) AcceptsTab() bool { return false }

// Disabled says whether the choice is greyed out.
func (s *Segmented) Disabled() bool { return s.off }

// Pick chooses an option and tells OnPick.
func (s *Segmented) Pick(i int) {
	if i == s.Chosen || s.off {
		return
	}
	s.Chosen = i
	s.Refresh()
	if s.OnPick != nil {
		s.OnPick(i)
	}
}

// SetChosen shows another choice without telling OnPick.
func (s *Segmented) SetChosen(i int) {
	if s.Chosen != i {
		s.Chosen = i
		s.Refresh()
	}
}

// Toggle is a switch or a check box with its label at the right: Enter and Space turn it.
type Toggle struct {
	Board
	Label    string
	Note     string // a second line, mute
	On       bool
	OnChange func(on bool)

	box bool
}

// NewSwitch is a switch: what it turns happens at once.
func NewSwitch(label string, on bool, change func(on bool)) *Toggle {
	return newToggle(label, on, false, change)
}

// NewCheck is a check box: one of several things to take or leave.
func NewCheck(label string, on bool, change func(on bool)) *Toggle {
	return newToggle(label, on, true, change)
}

func newToggle(label string, on, box bool, change func(on bool)) *Toggle {
	t := &Toggle{Label: label, On: on, OnChange: change, box: box}
	t.Draw = t.paint
	t.Min = t.least
	t.Extend(t)
	return t
}

func (t *Toggle) mark() float32 {
	if t.box {
		return 16
	}
	return 30
}

func (t *Toggle) least() fyne.Size {
	w, h := t.mark()+4, float32(theme.ControlHeight)
	if t.Label != "" {
		w += 10 + max(Width(t.Label, theme.Body), Width(t.Note, theme.Small))
	}
	if t.Note != "" {
		h = 44
	}
	return fyne.NewSize(px(w), h)
}

func (t *Toggle) paint(p *Pen) {
	cy := p.H / 2
	if t.Note != "" {
		cy = 15
	}
	x, ink := float32(2), p.Ink
	if t.off {
		ink = p.Mute
	}
	if t.box {
		p.Check(x, cy, t.On)
	} else {
		p.Switch(x, cy, t.On)
	}
	x += t.mark() + 10
	if t.Label != "" {
		p.LW(x, cy, p.W-x, t.Label, theme.Body, ink)
	}
	if t.Note != "" {
		p.LW(x, cy+18, p.W-x, t.Note, theme.Small, p.Mute)
	}
	if !t.off {
		p.Hit("toggle", 0, cy-13, min(p.W, t.least().Width+4), 26, func() { t.Set(!t.On) })
	}
}

// Disabled says whether it is greyed out.
func (t *Toggle) Disabled() bool { return t.off }

// Set turns it and tells OnChange.
func (t *Toggle) Set(on bool) {
	if t.On == on {
		return
	}
	t.On = on
	t.Refresh()
	if t.OnChange != nil {
		t.OnChange(on)
	}
}

// SetOn turns it without telling OnChange.
func (t *Toggle) SetOn(on bool) {
	if t.On != on {
		t.On = on
		t.Refresh()
	}
}
