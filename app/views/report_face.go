package views

import (
	"context"
	"image/color"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report"
	"openloop/report/page"
)

// faceForm asks for the client's name, the logo, the colour, the date and the line on confidentiality.
type faceForm struct {
	view                               *Report
	client, confidential, accent, date *widgets.Field
	boxes                              []fyne.CanvasObject
	board                              *widgets.Board
	logo                               string // a file that was chosen
	noLogo                             bool   // it is to be taken away
	wrong                              string
	dialog                             *widgets.Dialog
}

const (
	faceRow    = 62
	faceHeight = 4*faceRow + 84
)

func newFaceForm(v *Report) *faceForm {
	f := &faceForm{view: v}
	field := func(hint, text string) *widgets.Field {
		w, box := widgets.NewField(hint, "", "", false)
		w.SetText(text)
		w.OnChanged = func(string) { f.wrong = ""; f.board.Refresh() }
		f.boxes = append(f.boxes, box)
		return w
	}
	f.board = widgets.NewBoard(f.draw)
	f.client = field(v.host.Session().Study().Client, v.face.Client)
	f.confidential = field("Confidential. For the board only.", v.face.Confidential)
	f.accent = field("#1C6B78", v.face.Accent)
	f.date = field(time.Now().Format(time.DateOnly), v.face.Date)
	return f
}

func (f *faceForm) body() fyne.CanvasObject {
	return widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.board, 0, 0, s.Width, s.Height)
		for i, b := range f.boxes {
			w := s.Width
			if i == 2 {
				w = 130
			}
			if i == 3 {
				w = 170
			}
			widgets.Put(b, 0, float32(i)*faceRow+22, w, theme.ControlHeight)
		}
	}, append([]fyne.CanvasObject{f.board}, f.boxes...)...)
}

func (f *faceForm) draw(p *widgets.Pen) {
	for i, l := range []string{"Client, as the pages name it", "Confidentiality, at the foot of every page", "Colour of headings and rules", "Date, as year, month and day"} {
		p.L(0, float32(i)*faceRow+10, l, theme.CaptionB, p.Mute)
	}
	f.drawColour(p, 146, 2*faceRow+37)
	y := float32(4*faceRow) + 10
	p.L(0, y, "Logo, PNG or JPEG", theme.CaptionB, p.Mute)
	has := f.view.doc.Logo != nil
	state := "None."
	switch {
	case f.logo != "":
		state = filepath.Base(f.logo)
	case f.noLogo:
		state = "It goes when this is kept."
	case has:
		state = "There is one, at the upper right of every page."
	}
	w := p.Button(0, y+28, "Choose a file", "", widgets.Secondary, f.choose)
	if has && !f.noLogo || f.logo != "" {
		w += 8 + p.Button(w+8, y+28, "Take it away", "", widgets.Quiet, func() { f.noLogo, f.logo = has, ""; f.board.Refresh() })
	}
	p.LW(w+16, y+28, p.W-w-16, state, theme.Small, p.Ink2)
	if f.wrong != "" {
		p.ParaMax(0, y+48, p.W, 2, f.wrong, theme.Small, p.LossInk)
	}
}

// drawColour shows the colour as it would be on paper, or says why it cannot be taken.
func (f *faceForm) drawColour(p *widgets.Pen, x, cy float32) {
	c, err := report.ParseAccent(f.accent.Text)
	if err != nil {
		p.ParaMax(x, cy-16, p.W-x, 2, err.Error(), theme.Caption, p.LossInk)
		return
	}
	if c.A == 0 {
		c = page.Light().Brand
	}
	p.Box(x, cy-15, 170, 30, theme.RadiusControl, color.White, p.Line)
	p.Rect(x+10, cy-8, 14, 2, c)
	p.L(x+10, cy+3, "THE ANSWER", theme.CaptionB, c)
}

// choose asks for the logo's file.
func (f *faceForm) choose() {
	f.view.host.AskFile("Choose a logo", []string{".png", ".jpg", ".jpeg"}, func(path string) {
		f.logo, f.noLogo, f.wrong = path, false, ""
		f.board.Refresh()
	})
}

// keep saves what was asked for; what is wrong is said beside it and the dialog stays.
func (f *faceForm) keep() bool {
	s, ctx := f.view.host.Session(), context.Background()
	err := s.SetPackFace(ctx, session.PackFace{Client: f.client.Text, Confidential: f.confidential.Text, Accent: f.accent.Text, Date: f.date.Text, LogoFile: f.logo, NoLogo: f.noLogo && f.logo == ""})
	if err != nil {
		f.wrong = err.Error()
		f.board.Refresh()
		return false
	}
	return true
}
