package views

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// reviewOption is something to choose from.
type reviewOption struct{ id, words, more string }

// reviewPick is the card that asks for one of many, or for words of one's own.
type reviewPick struct {
	options, found []reviewOption
	free           bool // what is typed may stand for itself
	field          *widgets.Field
	rows           *widgets.Rows
	note           *widgets.Board
	wrong          string
	asks           string // what is still to be chosen, in the place of what is wrong
	dialog         *widgets.Dialog
	canvas         fyne.Canvas
	take           func(reviewOption) error
}

// errChooseOn keeps the card open after a first choice, for the next one.
var errChooseOn = errors.New("choose on")

// pick asks for one of the options; with free, for any words. take answers what is wrong with it.
func (v *Review) pick(title, text, hint string, options []reviewOption, free bool, take func(reviewOption) error) {
	v.asked = askPick(v.host, title, text, hint, options, free, take, func() { v.rows.Focus() }).dialog
}

// askPick is pick over any screen; closed is called when nothing was chosen.
func askPick(h Host, title, text, hint string, options []reviewOption, free bool, take func(reviewOption) error, closed func()) *reviewPick {
	k := &reviewPick{canvas: h.Window().Canvas(), options: options, found: options, free: free, take: take}
	field, box := widgets.NewField(hint, "search", "", false)
	k.field = field
	field.OnChanged = k.filter
	field.OnKey = k.key
	k.rows = widgets.NewRows(34, k.draw)
	k.rows.OnOpen = func(int) { k.confirm() }
	k.rows.SetCount(len(options))
	k.note = widgets.NewBoard(func(p *widgets.Pen) {
		if k.wrong == "" {
			p.Para(0, 2, p.W, k.asks, theme.SmallB, p.Ink2)
		}
		p.Para(0, 2, p.W, k.wrong, theme.Small, p.LossInk)
	})
	rowsH := float32(34 * min(7, max(1, len(options))))
	if free && len(options) == 0 {
		rowsH = 0
	}
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(box, 0, 0, s.Width, theme.ControlHeight)
		widgets.Put(k.rows, 0, 40, s.Width, rowsH)
		widgets.Put(k.note, 0, 44+rowsH, s.Width, 38)
	}, box, k.rows, k.note)
	if !free && len(options) > 0 {
		k.rows.Mark(0)
	}
	k.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: title, Text: text, Width: 520, Body: body, BodyH: rowsH + 82,
		Confirm: "Take it", Cancel: "Cancel", Focus: field, OnConfirm: k.taken, OnCancel: closed})
	return k
}

// chooseOn asks for the next one, of other options.
func (k *reviewPick) chooseOn(asks string, options []reviewOption) {
	k.options, k.asks = options, asks
	k.field.SetText("")
	k.filter("")
	k.canvas.Focus(k.field)
}

// filter shows what holds every word that is typed.
func (k *reviewPick) filter(typed string) {
	words := strings.Fields(strings.ToLower(typed))
	k.found = nil
	for _, o := range k.options {
		all := strings.ToLower(o.id + " " + o.words + " " + o.more)
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(all, w)
		}
		if fits || k.free {
			k.found = append(k.found, o)
		}
	}
	k.wrong = ""
	k.rows.SetCount(len(k.found))
	if !k.free && len(k.found) > 0 {
		k.rows.Mark(0)
	}
	if k.free {
		k.rows.Mark(-1)
	}
	k.rows.Refresh()
	k.note.Refresh()
}

func (k *reviewPick) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		k.rows.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		k.confirm()
	default:
		return false
	}
	return true
}

func (k *reviewPick) confirm() {
	if k.taken() {
		k.dialog.Close()
	}
}

// taken takes what is chosen, and says whether that was right.
func (k *reviewPick) taken() bool {
	var o reviewOption
	switch i := k.rows.Chosen(); {
	case i >= 0 && i < len(k.found):
		o = k.found[i]
	case k.free && strings.TrimSpace(k.field.Text) != "":
		o.id = k.field.Text
	default:
		k.wrong = "Choose one of the list, or type first."
		k.note.Refresh()
		return false
	}
	err := k.take(o)
	if errors.Is(err, errChooseOn) {
		return false
	}
	if err != nil {
		k.wrong = err.Error()
		k.note.Refresh()
		return false
	}
	return true
}

func (k *reviewPick) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	k.rows.Ground(p, i, y, w, chosen)
	o := k.found[i]
	x := float32(12)
	if o.id != o.words {
		p.LW(x, y+17, 44, o.id, theme.SmallB, p.Ink)
		x += 50
	}
	x += p.LW(x, y+17, w-x-12, o.words, theme.Body, p.Ink) + 10
	if w-x-12 > 40 {
		p.LW(x, y+17, w-x-12, o.more, theme.Small, p.Mute)
	}
}
