package views

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// shares are the samples that are offered, in percent.
var shares = []int{10, 20, 30, 50, 100}

// secondDialog asks for a second coder and draws a sample.
type secondDialog struct {
	v           *Coders
	coder, seed *widgets.Field
	share       int // place in shares
	says        *widgets.Board
	draw        session.Draw
	wrong       string
	dialog      *widgets.Dialog
}

// askSecond asks who codes a second time, and how much.
func (v *Coders) askSecond() {
	d := &secondDialog{v: v, share: 1}
	var coderBox, seedBox fyne.CanvasObject
	d.coder, coderBox = widgets.NewField("Initials", "person", "", false)
	d.seed, seedBox = widgets.NewField("Seed", "", "", false)
	d.seed.SetText(strconv.Itoa(v.host.Session().Now().Day()*100 + v.host.Session().Heard()%100))
	share := widgets.NewSegmented([]string{"10%", "20%", "30%", "50%", "all"}, d.share, func(i int) { d.share = i; d.refresh() })
	d.says = widgets.NewBoard(d.paint)
	d.coder.OnChanged = func(string) { d.refresh() }
	d.seed.OnChanged = d.coder.OnChanged
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(d.says, 0, 0, sz.Width, sz.Height)
		widgets.Put(coderBox, 110, 0, 140, 30)
		widgets.Put(share, 110, 40, share.MinSize().Width, 30)
		widgets.Put(seedBox, 110, 80, 140, 30)
	}, d.says, coderBox, share, seedBox)
	d.dialog = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Give interviews to a second coder", Width: 560, Body: body, BodyH: 190, Focus: d.coder,
		Text:    "The interviews are drawn at random within each outcome. Whoever codes them sees none of the codings that stand there until each is done, and theirs count in no figure.",
		Confirm: "Give them", Cancel: "Cancel", OnConfirm: d.confirm})
	d.coder.OnSubmitted = func(string) {
		if d.confirm() {
			d.dialog.Close()
		}
	}
	d.refresh()
}

// refresh draws the sample anew.
func (d *secondDialog) refresh() {
	d.wrong, d.draw = "", session.Draw{}
	seed, err := strconv.ParseUint(strings.TrimSpace(d.seed.Text), 10, 64)
	switch {
	case strings.TrimSpace(d.coder.Text) == "":
	case err != nil:
		d.wrong = "The seed is a whole number; with the same one the same interviews are drawn again."
	default:
		d.draw, err = d.v.host.Session().DrawSample(context.Background(), d.coder.Text, float64(shares[d.share])/100, seed)
		if err != nil {
			d.wrong = err.Error()
		}
	}
	d.dialog.EnableConfirm(len(d.draw.Interviews) > 0)
	d.says.Refresh()
}

func (d *secondDialog) paint(p *widgets.Pen) {
	for i, l := range []string{"Coder", "How many", "Seed"} {
		p.L(0, 15+float32(i)*40, l, theme.Body, p.Ink2)
	}
	p.L(262, 95, "so that it can be said how it was drawn", theme.Small, p.Mute)
	if d.wrong != "" {
		p.ParaMax(0, 128, p.W, 3, d.wrong, theme.Small, p.LossInk)
		return
	}
	if len(d.draw.Interviews) == 0 {
		return
	}
	by := map[research.Outcome]int{}
	var order []research.Outcome
	for _, id := range d.draw.Interviews {
		r, _ := d.v.host.Session().InterviewRow(id)
		if by[r.Interview.Outcome] == 0 {
			order = append(order, r.Interview.Outcome)
		}
		by[r.Interview.Outcome]++
	}
	p.L(0, 138, fmt.Sprintf("%d of %s", len(d.draw.Interviews), howMany(d.draw.Of, "interview")), theme.Strong, p.Ink)
	x := float32(0)
	for _, o := range order {
		x += p.Outcome(x, 164, o) + 6
		x += p.L(x, 164, fmt.Sprint(by[o]), theme.Strong, p.Ink) + 18
	}
}

func (d *secondDialog) confirm() bool {
	if len(d.draw.Interviews) == 0 {
		return false
	}
	if err := d.v.host.Session().Assign(context.Background(), d.draw); err != nil {
		d.wrong = err.Error()
		d.says.Refresh()
		return false
	}
	d.v.host.Say(fmt.Sprintf("Gave %s to %s. Ctrl Z takes them back.", howMany(len(d.draw.Interviews), "interview"), d.draw.Coder))
	return true
}
