package views

import (
	"fmt"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// turns is the transcript as its widget wants it.
func (v *Coding) turns() []widgets.TranscriptTurn {
	book := v.host.Session().Book()
	out := make([]widgets.TranscriptTurn, len(v.open.Turns))
	for i, t := range v.open.Turns {
		out[i] = v.shownTurn(book, t)
	}
	return out
}

// shownTurn is one turn as the widget wants it.
func (v *Coding) shownTurn(book *research.Codebook, t research.Turn) widgets.TranscriptTurn {
	st, _ := book.Stage(t.Stage)
	out := widgets.TranscriptTurn{ID: t.ID, Speaker: t.Speaker, Asked: t.Asked, Stage: t.Stage, StageName: st.Name, Text: t.Text}
	if t.T0 > 0 {
		out.Time = clock(t.T0)
	}
	if v.said != nil {
		if text, shown, ok := v.said.Text(t.ID); ok {
			out.Text, out.Shown = text, shown
		}
	}
	return out
}

// clock is milliseconds as "11:42", or "1:02:03".
func clock(ms int) string {
	s := ms / 1000
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// marks is the codings as the transcript's widget wants them.
func (v *Coding) marks() []widgets.TranscriptCoding {
	out := make([]widgets.TranscriptCoding, len(v.open.Codings))
	for i := range out {
		out[i] = v.mark1(v.open.Codings[i])
	}
	return out
}

// marksOn is those of them that begin or end in a turn.
func (v *Coding) marksOn(turn research.ID) (out []widgets.TranscriptCoding) {
	for i := range v.open.Codings {
		if c := &v.open.Codings[i]; c.From.Turn == turn || c.To.Turn == turn {
			out = append(out, v.mark1(*c))
		}
	}
	return out
}

// mark1 is one of them.
func (v *Coding) mark1(c session.Placed) widgets.TranscriptCoding {
	from, to := v.said.Out(c.From, c.To)
	return widgets.TranscriptCoding{ID: c.ID, Code: c.Code.ID, From: from, To: to, Label: c.Code.Name, Stage: c.Code.Stage, Colour: c.Code.Colour, Polarity: c.Polarity, Weight: c.Weight}
}

// retake shows what became of a few turns since, and says whether that is all that has changed.
func (v *Coding) retake(was []research.Turn) bool {
	const few = 12
	if len(was) != len(v.open.Turns) {
		return false
	}
	v.fresh = v.fresh[:0]
	for i, t := range v.open.Turns {
		if t.ID != was[i].ID || len(v.fresh) > few {
			return false
		}
		if t != was[i] {
			v.fresh = append(v.fresh, i)
		}
	}
	v.showFresh()
	v.text.SetCodings(v.marks())
	return true
}

// showFresh has the text show the turns that changed, with the codings there are.
func (v *Coding) showFresh() {
	book := v.host.Session().Book()
	for _, i := range v.fresh {
		t := v.open.Turns[i]
		v.text.SetTurn(v.shownTurn(book, t), v.marksOn(t.ID))
		v.tally = ""
	}
	v.fresh = v.fresh[:0]
}
