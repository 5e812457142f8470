package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Dialog is a modal card: a title, a body, and buttons at the lower right.
type Dialog struct {
	popup *widget.PopUp
	esc   func()
}

// DialogSpec says what a dialog shows.
type DialogSpec struct {
	Title   string
	Text    string            // a paragraph above the body; may be ""
	Body    fyne.CanvasObject // may be nil
	BodyH   float32
	Width   float32 // 460 when 0
	Confirm string  // label of the filled button; "" for none
	Danger  bool
	Cancel  string // label of the other button; "" for none
	// OnConfirm answers whether the dialog may close.
	OnConfirm func() bool
	OnCancel  func()
	Focus     fyne.Focusable
}

// ShowDialog shows a dialog over a canvas.
func ShowDialog(c fyne.Canvas, d DialogSpec) *Dialog {
	if d.Width == 0 {
		d.Width = 460
	}
	dlg := &Dialog{}
	textH := float32(0)
	if d.Text != "" {
		textH = ParaHeight(d.Text, d.Width-48, theme.Body) + 12
	}
	board := NewBoard(func(p *Pen) {
		p.L(24, 32, d.Title, theme.Head, p.Ink)
		if d.Text != "" {
			p.Para(24, 54, d.Width-48, d.Text, theme.Body, p.Ink2)
		}
	})
	objects := []fyne.CanvasObject{board}
	if d.Body != nil {
		objects = append(objects, d.Body)
	}
	ok, cancel := dlg.buttons(d)
	for _, b := range []*Button{cancel, ok} {
		if b != nil {
			objects = append(objects, b)
		}
	}
	h := 60 + textH + d.BodyH + 66
	content := PlacedMin(fyne.NewSize(d.Width, h), func(s fyne.Size) {
		Put(board, 0, 0, s.Width, s.Height)
		if d.Body != nil {
			Put(d.Body, 24, 56+textH, s.Width-48, d.BodyH)
		}
		right := s.Width - 24
		for _, b := range []*Button{ok, cancel} {
			if b != nil {
				w := b.MinSize().Width
				Put(b, right-w, s.Height-48, w, 30)
				right -= w + 8
			}
		}
	}, objects...)
	dlg.popup = widget.NewModalPopUp(content, c)
	dlg.popup.Show()
	switch {
	case d.Focus != nil:
		c.Focus(d.Focus)
	case ok != nil:
		c.Focus(ok)
	case cancel != nil:
		c.Focus(cancel)
	}
	return dlg
}

// buttons makes the dialog's buttons and remembers what Escape does.
func (d *Dialog) buttons(spec DialogSpec) (ok, cancel *Button) {
	if spec.Confirm != "" {
		e := Primary
		if spec.Danger {
			e = Danger
		}
		ok = NewButton(spec.Confirm, "", e, func() {
			if spec.OnConfirm == nil || spec.OnConfirm() {
				d.Close()
			}
		})
	}
	d.esc = func() {
		d.Close()
		if spec.OnCancel != nil {
			spec.OnCancel()
		}
	}
	if spec.Cancel != "" {
		cancel = NewButton(spec.Cancel, "", Secondary, d.esc)
	}
	return ok, cancel
}

// Close takes the dialog away.
func (d *Dialog) Close() { d.popup.Hide() }

// Escape does what the second button does.
func (d *Dialog) Escape() { d.esc() }

// Open says whether the dialog is to be seen.
func (d *Dialog) Open() bool { return d.popup.Visible() }
