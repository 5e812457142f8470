package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codePicker is a list of codes that narrows while one types, over the window until a code is chosen. It
// opens with the codes used last.
type codePicker struct {
	host  Host
	spec  pickSpec
	codes []research.Code
	field *widgets.Field
	list  *widgets.Rows
	foot  *widgets.Board
	popup *widget.PopUp
}

// pickSpec says what a code is picked for.
type pickSpec struct {
	title  string
	recent []research.ID
	at     pickPlace
	pick   func(code research.ID)
	done   func() // after the picker has gone, however it went
}

// pickPlace is where the picker opens: dx, dy from the top left of an object.
type pickPlace struct {
	below  fyne.CanvasObject
	dx, dy float32
	width  float32 // 340 when 0
}

const (
	pickHead = 82
	pickFoot = 104
	pickMost = 9 // rows
)

// show opens the picker with the cursor in its field.
func (k *codePicker) show(spec pickSpec) {
	k.close()
	k.spec = spec
	head := widgets.NewBoard(func(p *widgets.Pen) { p.LW(14, 20, p.W-28, spec.title, theme.SmallB, p.Ink) })
	field, box := widgets.NewField("Type to find a code", "search", "", false)
	k.field = field
	field.OnChanged, field.OnKey = k.find, k.key
	k.list = widgets.NewRows(theme.CodeHeight, k.drawRow)
	k.list.OnChoose = func(int) { k.foot.Refresh() }
	k.foot = widgets.NewBoard(k.drawFoot)
	w := spec.at.width
	if w < 260 {
		w = codingBookWidth
	}
	listH := float32(pickMost * theme.CodeHeight)
	canvas := k.host.Window().Canvas()
	listH = min(listH, max(3*theme.CodeHeight, canvas.Size().Height-pickHead-pickFoot-40))
	h := pickHead + listH + pickFoot
	content := widgets.PlacedMin(fyne.NewSize(w, h), func(s fyne.Size) {
		widgets.Put(head, 0, 0, s.Width, 40)
		widgets.Put(box, 8, 38, s.Width-16, theme.ControlHeight)
		widgets.Put(k.list, 0, pickHead-4, s.Width, listH)
		widgets.Put(k.foot, 0, s.Height-pickFoot, s.Width, pickFoot)
	}, head, k.foot, box, k.list)
	k.popup = widget.NewPopUp(content, canvas)
	k.popup.ShowAtPosition(k.position(spec.at, w, h))
	canvas.Focus(field)
	k.find("")
}

// position keeps the picker within the window.
func (k *codePicker) position(at pickPlace, w, h float32) fyne.Position {
	size := k.host.Window().Canvas().Size()
	pos := fyne.NewPos((size.Width-w)/2, 120)
	if at.below != nil && at.below.Visible() && at.below.Size().Width > 0 {
		pos = fyne.CurrentApp().Driver().AbsolutePositionForObject(at.below).Add(fyne.NewPos(at.dx, at.dy))
	}
	return fyne.NewPos(max(4, min(pos.X, size.Width-w-16)), max(4, min(pos.Y, size.Height-h-16)))
}

// find lists what fits.
func (k *codePicker) find(typed string) {
	k.codes = k.host.Session().FindCodes(typed, k.spec.recent)
	k.list.SetCount(len(k.codes))
	k.list.Mark(-1)
	k.list.Choose(0)
	k.foot.Refresh()
}

func (k *codePicker) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	c := k.codes[i]
	cy := y + theme.CodeHeight/2
	key := "pick:" + c.Ref
	switch {
	case chosen:
		p.Rect(0, y, w, theme.CodeHeight, p.Select)
		p.Rect(0, y, 3, theme.CodeHeight, p.Accent)
	case p.Hover == key:
		p.Rect(0, y, w, theme.CodeHeight, p.Tokens.Hover)
	}
	p.StageMark(14, cy, c.Stage)
	right := w - 14 - p.R(w-14, cy, c.Ref, theme.Caption, p.Mute) - 10
	for _, r := range k.spec.recent {
		if r == c.ID {
			p.Icon(right-6, cy, 12, "history", p.Mute)
			right -= 20
		}
	}
	p.LW(32, cy, right-32, c.Name, theme.Body, p.Ink)
	p.Zone(key, 0, y, w, theme.CodeHeight, func() { k.pick(i) })
}

// drawFoot explains the code that Enter would take.
func (k *codePicker) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	y := float32(8)
	i := k.list.Chosen()
	if i < 0 || i >= len(k.codes) {
		p.Para(14, y, p.W-28, "No code is called that. The Codebook screen makes new ones.", theme.Small, p.Mute)
		return
	}
	c := k.codes[i]
	y = p.ParaMax(14, y, p.W-28, 2, c.Definition, theme.Small, p.Ink)
	for _, part := range []struct{ head, text string }{{"Put here", c.Include}, {"Not here", c.Exclude}} {
		if part.text != "" {
			p.L(14, y+10, part.head, theme.CaptionB, p.Mute)
			p.LW(74, y+10, p.W-88, part.text, theme.Small, p.Ink2)
			y += 19
		}
	}
}

func (k *codePicker) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		k.list.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		k.pick(k.list.Chosen())
	case fyne.KeyEscape:
		k.close()
	default:
		return false
	}
	return true
}

// pick takes a code and goes.
func (k *codePicker) pick(i int) {
	if i < 0 || i >= len(k.codes) {
		return
	}
	code := k.codes[i].ID
	k.close()
	k.spec.pick(code)
}

// close takes the picker away.
func (k *codePicker) close() {
	if k.popup == nil {
		return
	}
	k.popup.Hide()
	k.popup = nil
	if k.spec.done != nil {
		k.spec.done()
	}
}
