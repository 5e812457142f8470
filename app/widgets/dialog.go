package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/theme"
)

// Dialog is a modal card: a title, a body, and buttons at the lower right. Enter presses the filled
// button, Escape the other one.
type Dialog struct {
	spec       DialogSpec
	over       *overlay
	ok, cancel *Button
}

// DialogSpec says what a dialog shows.
type DialogSpec struct {
	Title   string
	Text    string            // a paragraph above the body; may be ""
	Body    fyne.CanvasObject // may be nil
	BodyH   float32           // height of the body; 0: what it needs at least
	Width   float32           // 460 when 0
	Confirm string            // label of the filled button; "" for none
	Danger  bool              // the filled button is brick: what it does cannot be undone
	Cancel  string            // label of the other button; "" for none
	Foot    string            // beside the buttons: "Cancelling leaves the study as it was."
	// OnConfirm answers whether the dialog may close; nil closes it.
	OnConfirm func() bool
	OnCancel  func()
	Focus     fyne.Focusable // what has the keyboard first; nil: the filled button, or in a dangerous dialog the other
}

// The measures of a dialog.
const (
	dialogWidth = 460
	dialogInset = 24
	dialogHead  = 56 // title line
	dialogFoot  = 64 // buttons
	bleed       = 6  // around the body, so that scrolling does not cut rings
)

// ShowDialog shows a dialog over a canvas.
func ShowDialog(c fyne.Canvas, spec DialogSpec) *Dialog {
	if spec.Width == 0 {
		spec.Width = dialogWidth
	}
	if spec.Body != nil && spec.BodyH == 0 {
		spec.BodyH = spec.Body.MinSize().Height
	}
	d := &Dialog{spec: spec}
	d.buttons()
	h := dialogHead + d.textHeight(spec.Width) + spec.BodyH + dialogFoot
	if spec.Body != nil {
		h += 20
	}
	d.over = &overlay{canvas: c, card: d.card(), place: centred(spec.Width, h), modal: true, radius: theme.RadiusDialog, onKey: d.key}
	d.over.show(d.first())
	return d
}

// first is what has the keyboard when the dialog appears.
func (d *Dialog) first() fyne.Focusable {
	switch {
	case d.spec.Focus != nil:
		return d.spec.Focus
	case d.ok != nil && (!d.spec.Danger || d.cancel == nil):
		return d.ok
	case d.cancel != nil:
		return d.cancel
	}
	return nil
}

func (d *Dialog) textHeight(w float32) float32 {
	if d.spec.Text == "" {
		return 0
	}
	return ParaHeight(d.spec.Text, w-2*dialogInset, theme.Body) + 10
}

// buttons makes the dialog's buttons.
func (d *Dialog) buttons() {
	if d.spec.Confirm != "" {
		e := Primary
		if d.spec.Danger {
			e = DangerFill
		}
		d.ok = NewButton(d.spec.Confirm, "", e, d.Confirm)
	}
	if d.spec.Cancel != "" {
		d.cancel = NewButton(d.spec.Cancel, "", Secondary, d.Escape)
	}
}

// card lays the dialog out; a body that does not fit into the window scrolls.
func (d *Dialog) card() fyne.CanvasObject {
	board := NewBoard(d.paint)
	objects := []fyne.CanvasObject{board}
	var body fyne.CanvasObject
	if d.spec.Body != nil {
		body = container.NewVScroll(container.New(place{f: func(s fyne.Size) { Put(d.spec.Body, bleed, bleed, s.Width-2*bleed, s.Height-2*bleed) }, min: fyne.NewSize(50, d.spec.BodyH+2*bleed)}, d.spec.Body))
		objects = append(objects, body)
	}
	for _, b := range []*Button{d.cancel, d.ok} {
		if b != nil {
			objects = append(objects, b)
		}
	}
	return PlacedMin(fyne.NewSize(200, 100), func(s fyne.Size) {
		Put(board, 0, 0, s.Width, s.Height)
		if body != nil {
			top := dialogHead + d.textHeight(s.Width)
			Put(body, dialogInset-bleed, top+2-bleed, s.Width-2*dialogInset+2*bleed, s.Height-top-dialogFoot-2)
		}
		right := s.Width - 16
		for _, b := range []*Button{d.ok, d.cancel} {
			if b != nil {
				w := b.MinSize().Width
				Put(b, right-w, s.Height-dialogFoot/2-15, w, theme.ControlHeight)
				right -= w + 8
			}
		}
	}, objects...)
}

func (d *Dialog) paint(p *Pen) {
	p.LW(dialogInset, 34, p.W-2*dialogInset, d.spec.Title, theme.Dialogue, p.Ink)
	if d.spec.Text != "" {
		p.Para(dialogInset, dialogHead, p.W-2*dialogInset, d.spec.Text, theme.Body, p.Ink2)
	}
	p.HLine(0, p.H-dialogFoot, p.W, p.Line)
	room := p.W - dialogInset - 24
	for _, b := range []*Button{d.ok, d.cancel} {
		if b != nil {
			room -= b.MinSize().Width + 8
		}
	}
	if d.spec.Foot != "" && room > 40 {
		p.LW(dialogInset, p.H-dialogFoot/2, room, d.spec.Foot, theme.Small, p.Mute)
	}
}

// key is for keys that nothing in the dialog has taken.
func (d *Dialog) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		d.Escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.ok != nil && !d.ok.off {
			d.Confirm()
		}
	}
}

// Confirm does what the filled button does.
func (d *Dialog) Confirm() {
	if d.spec.OnConfirm == nil || d.spec.OnConfirm() {
		d.Close()
	}
}

// Escape does what the other button does.
func (d *Dialog) Escape() {
	if !d.Open() {
		return
	}
	d.Close()
	if d.spec.OnCancel != nil {
		d.spec.OnCancel()
	}
}

// Close takes the dialog away.
func (d *Dialog) Close() { d.over.hide() }

// Open says whether the dialog is to be seen.
func (d *Dialog) Open() bool { return d.over.shown }

// EnableConfirm greys the filled button out or back.
func (d *Dialog) EnableConfirm(on bool) {
	if d.ok != nil {
		d.ok.SetEnabled(on)
	}
}

// Refresh draws the dialog again.
func (d *Dialog) Refresh() { d.over.Refresh() }
