package widgets

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// Picker is a closed drop-down that opens a menu of choices. Enter, Space and Down open it.
type Picker struct {
	Board
	Label   string // before the value, mute; may be ""
	Hint    string // in place of a value while nothing is chosen
	Icon    string // before the value: the lock of what goes to the vault
	Options []string
	Notes   []string // beside the options in the menu, where given
	Chosen  int      // -1 for none
	Doubt   bool     // amber edge: to be settled
	OnPick  func(i int)

	menu *Menu
}

// NewPicker is a drop-down; label stands before the value and may be "".
func NewPicker(label string, options []string, chosen int, pick func(i int)) *Picker {
	k := &Picker{Label: label, Options: options, Chosen: chosen, OnPick: pick}
	k.Draw = k.paint
	k.Min = k.least
	k.OnKey = k.key
	k.Extend(k)
	return k
}

// least has room for the longest option, up to a limit.
func (k *Picker) least() fyne.Size {
	w := PickerWidth(k.Label, k.Hint)
	for _, o := range k.Options {
		w = max(w, PickerWidth(k.Label, o))
	}
	if k.Icon != "" {
		w += 20
	}
	return fyne.NewSize(max(60, min(w, 320)), theme.ControlHeight)
}

// Value is the chosen option, or "".
func (k *Picker) Value() string {
	if k.Chosen >= 0 && k.Chosen < len(k.Options) {
		return k.Options[k.Chosen]
	}
	return ""
}

func (k *Picker) paint(p *Pen) {
	v := k.Value()
	if v == "" {
		v = k.Hint
	}
	p.picker(0, p.H/2, p.W, "pick", k.Label, v, k.Icon, k.off, k.Doubt, k.open)
}

func (k *Picker) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyDown || e.Name == fyne.KeyUp {
		k.open()
		return true
	}
	return false
}

// open shows the choices below.
func (k *Picker) open() {
	if k.off || len(k.Options) == 0 {
		return
	}
	items := make([]MenuItem, len(k.Options))
	for i, o := range k.Options {
		items[i] = MenuItem{Label: o, Checked: i == k.Chosen, Do: func() { k.Pick(i) }}
		if i < len(k.Notes) {
			items[i].Note = k.Notes[i]
		}
	}
	k.menu = ShowMenuBelow(k, items)
}

// Menu is the open menu, or nil.
func (k *Picker) Menu() *Menu {
	if k.menu == nil || !k.menu.Open() {
		return nil
	}
	return k.menu
}

// Disabled says whether the drop-down is greyed out.
func (k *Picker) Disabled() bool { return k.off }

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

// SetChosen shows another choice without telling OnPick.
func (k *Picker) SetChosen(i int) {
	if k.Chosen != i {
		k.Chosen = i
		k.Refresh()
	}
}
