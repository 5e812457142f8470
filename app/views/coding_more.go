package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// inVivo makes a code of the selected words and puts it on them.
func (v *Coding) inVivo() {
	if !v.needPassage() {
		return
	}
	stage := 0
	if c, ok := v.placed[v.current]; ok {
		stage = c.Code.Stage
	} else if c, ok := v.host.Session().Book().Code(v.book.chosen); ok {
		stage = c.Stage
	}
	p := session.Placed{From: v.passage.from, To: v.passage.to}
	if !v.store(func(ctx context.Context, s *session.Session) (err error) {
		p.Coding, err = s.CodeInVivo(ctx, v.open.Interview.ID, v.passage.from, v.passage.to, max(stage, v.stageBefore(v.passage.from.Turn), 1))
		return err
	}) {
		return
	}
	c, known := v.host.Session().Book().Code(p.Coding.Code)
	p.Code, v.current = c, p.ID
	v.remember(c.ID)
	v.take(p)
	v.book.choose(c.ID)
	if known {
		v.host.Say("Made the code “" + c.Name + "” of their words. The codebook says what it is for.")
	}
}

// stageBefore is the stage of a turn, or of the last one before it whose stage is known.
func (v *Coding) stageBefore(turn research.ID) int {
	stage := 0
	for _, t := range v.open.Turns {
		if t.Stage != 0 {
			stage = t.Stage
		}
		if t.ID == turn {
			break
		}
	}
	return stage
}

// addRung puts the passage below the last rung of the interview's ladder.
func (v *Coding) addRung() {
	if !v.needPassage() {
		return
	}
	if v.act(func(ctx context.Context, s *session.Session) error {
		return s.AddRung(ctx, v.open.Interview.ID, v.passage.from, v.passage.to)
	}) {
		v.host.Say("Added to the ladder: the last rung is what decided.")
	}
}

// zoom makes the text larger or smaller, and remembers it on this computer; 0 is the usual size.
func (v *Coding) zoom(by int) {
	to := 100
	if by != 0 {
		to = v.text.Zoom() + by
	}
	v.text.SetZoom(to)
	p := v.host.Prefs()
	if p.Zoom = v.text.Zoom(); p.Zoom == 100 {
		p.Zoom = 0
	}
	if err := p.Save(); err != nil {
		v.host.Fail(err)
		return
	}
	v.host.Say(fmt.Sprintf("Text at %d%%.", v.text.Zoom()))
}

// setStage asks for the buying stage of the turns of the passage.
func (v *Coding) setStage() {
	if v.open == nil {
		return
	}
	v.readPassage()
	from, ok := v.text.Caret()
	to := from
	if v.passage.ok {
		from, to, ok = v.passage.from, v.passage.to, true
	}
	if !ok {
		return
	}
	var turns []int
	in := false
	for i, t := range v.open.Turns {
		in = in || t.ID == from.Turn
		if in {
			turns = append(turns, i)
		}
		if t.ID == to.Turn {
			break
		}
	}
	v.askStage(turns)
}

func (v *Coding) askStage(turns []int) {
	if len(turns) == 0 {
		return
	}
	set := func(stage int) func() {
		return func() {
			ids := make([]research.ID, len(turns))
			for i, n := range turns {
				ids[i] = v.open.Turns[n].ID
			}
			v.act(func(ctx context.Context, s *session.Session) error {
				if err := s.SetStage(ctx, ids, stage); err != nil {
					return err
				}
				for _, n := range turns {
					t := v.open.Turns[n]
					t.Stage = stage
					v.retext(t)
				}
				return nil
			})
		}
	}
	was := v.open.Turns[turns[0]].Stage
	var items []widgets.MenuItem
	for _, st := range v.host.Session().Book().Stages {
		items = append(items, widgets.MenuItem{Label: fmt.Sprintf("%d  %s", st.Number, st.Name), Checked: st.Number == was, Do: set(st.Number)})
	}
	items = append(items, widgets.MenuItem{}, widgets.MenuItem{Label: "No stage", Checked: was == 0, Do: set(0)})
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.text)
	if pos, _, ok := v.text.TurnArea(v.open.Turns[turns[0]].ID); ok {
		at = at.Add(pos)
	}
	widgets.ShowMenu(v.host.Window().Canvas(), at, items)
}
