package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// findingsForm asks for the words of the findings on the first page, beside what the figures draft.
type findingsForm struct {
	view   *Report
	titles []*widgets.Field
	bodies []*widgets.Field
	boxes  []fyne.CanvasObject
	board  *widgets.Board
	wrong  string
}

const (
	findingRow   = 138
	findingWords = 64
)

// askFindings opens the words of the findings.
func (v *Report) askFindings() { v.newFindings() }

// newFindings is the form, nil where there is nothing to word.
func (v *Report) newFindings() *findingsForm {
	if !v.ready || len(v.doc.Findings) == 0 || v.host.Session().ReadOnly() {
		return nil
	}
	f := &findingsForm{view: v}
	f.board = widgets.NewBoard(f.draw)
	field := func(drafted, text string, many bool) *widgets.Field {
		w, box := widgets.NewField(drafted, "", "", many)
		w.SetText(text)
		w.OnChanged = func(string) { f.wrong = ""; f.board.Refresh() }
		f.boxes = append(f.boxes, box)
		return w
	}
	for _, x := range v.doc.Findings {
		f.titles = append(f.titles, field(x.DraftedTitle.String(), x.Title.String(), false))
		f.bodies = append(f.bodies, field(x.DraftedBody.String(), x.Body.String(), true))
	}
	widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Findings of the first page", Width: 620, Body: f.body(), BodyH: float32(len(f.titles))*findingRow + 24,
		Confirm: "Keep", Cancel: "Cancel", Text: "Drafted from the figures. An emptied field is drafted again.", Focus: f.titles[0], OnConfirm: f.keep})
	return f
}

func (f *findingsForm) body() fyne.CanvasObject {
	return widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.board, 0, 0, s.Width, s.Height)
		for i, b := range f.boxes {
			y := float32(i/2)*findingRow + 20
			if i%2 == 0 {
				widgets.Put(b, 0, y, s.Width, theme.ControlHeight)
			} else {
				widgets.Put(b, 0, y+theme.ControlHeight+6, s.Width, findingWords)
			}
		}
	}, append([]fyne.CanvasObject{f.board}, f.boxes...)...)
}

func (f *findingsForm) draw(p *widgets.Pen) {
	for i, x := range f.view.doc.Findings {
		if i >= len(f.titles) {
			return
		}
		y := float32(i)*findingRow + 10
		p.L(0, y, x.Figure.String()+", "+x.Measure.String(), theme.CaptionB, p.Mute)
		if f.titles[i].Text == x.DraftedTitle.String() && f.bodies[i].Text == x.DraftedBody.String() {
			p.R(p.W, y, "drafted from the figures", theme.Caption, p.Mute)
		} else if c := f.view.changes(x.Key); c != "" {
			p.R(p.W, y, "its figures changed since it was written", theme.Caption, p.Warn)
		}
	}
	if f.wrong != "" {
		p.ParaMax(0, p.H-18, p.W, 1, f.wrong, theme.Small, p.LossInk)
	}
}

// keep saves the words of all findings as one step; what does not fit is said under them and the dialog stays.
func (f *findingsForm) keep() bool {
	var list []session.FindingWords
	for i, x := range f.view.doc.Findings {
		if i < len(f.titles) {
			list = append(list, session.FindingWords{Finding: x, Title: f.titles[i].Text, Body: f.bodies[i].Text})
		}
	}
	if err := f.view.host.Session().SetFindings(context.Background(), f.view.doc, list...); err != nil {
		f.wrong = err.Error()
		f.board.Refresh()
		return false
	}
	return true
}
