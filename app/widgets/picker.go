package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Picker is a closed drop-down that opens a menu of choices.
type Picker struct {
	Board
	Label   string
	Options []string
	Chosen  int // -1 for none
	OnPick  func(i int)

	focused bool
}

// NewPicker is a drop-down; label stands before the value and may be "".
func NewPicker(label string, options []string, chosen int, pick func(i int)) *Picker {
	k := &Picker{Label: label, Options: options, Chosen: chosen, OnPick: pick}
	k.Draw = k.paint
	k.Min = func() fyne.Size {
		w := float32(60)
		for _, o := range k.Options {
			w = max(w, Measure(o, theme.Body).Width)
		}
		if k.Label != "" {
			w += Measure(k.Label, theme.Body).Width + 6
		}
		return fyne.NewSize(px(w+40), 30)
	}
	k.Extend(k)
	return k
}

func (k *Picker) paint(p *Pen) {
	value := ""
	if k.Chosen >= 0 && k.Chosen < len(k.Options) {
		value = k.Options[k.Chosen]
	}
	p.Picker(0, p.H/2, p.W, k.Label, value)
	if k.focused {
		p.Box(0, 0, p.W, p.H, 6, theme.Alpha(p.Accent, 0), p.Accent)
	}
	p.Hit("pick", 0, 0, p.W, p.H, k.open)
}

// open shows the choices below.
func (k *Picker) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(k)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for i, o := range k.Options {
		it := fyne.NewMenuItem(o, func() { k.Pick(i) })
		it.Checked = i == k.Chosen
		items = append(items, it)
	}
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	m.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(k).Add(fyne.NewPos(0, k.Size().Height+2)))
	c.Focus(m)
}

// Pick chooses an option and tells OnPick.
func (k *Picker) Pick(i int) {
	k.Chosen = i
	k.Refresh()
	if k.OnPick != nil {
		k.OnPick(i)
	}
}

// SetOptions changes the choices and what is chosen.
func (k *Picker) SetOptions(options []string, chosen int) {
	k.Options, k.Chosen = options, chosen
	k.Refresh()
}

// FocusGained shows that keys go here.
func (k *Picker) FocusGained() { k.focused = true; k.Refresh() }

// FocusLost shows that keys go elsewhere.
func (k *Picker) FocusLost() { k.focused = false; k.Refresh() }

// TypedKey opens the menu, or goes to the next or the previous choice.
func (k *Picker) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		k.open()
	case fyne.KeyDown:
		if k.Chosen+1 < len(k.Options) {
			k.Pick(k.Chosen + 1)
		}
	case fyne.KeyUp:
		if k.Chosen > 0 {
			k.Pick(k.Chosen - 1)
		}
	}
}

// TypedRune takes no letters.
func (k *Picker) TypedRune(rune) {}

// CreateRenderer is Fyne's way to ask how the picker is drawn.
func (k *Picker) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b: &k.Board} }
