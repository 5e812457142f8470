package views

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// columns are the table's.
func (v *Interviews) columns() []widgets.TableColumn {
	row := func(i int) *session.InterviewRow { return &v.rows[i] }
	chip := float32(0)
	for _, o := range research.Outcomes() {
		chip = max(chip, widgets.OutcomeWidth(o))
	}
	return []widgets.TableColumn{
		{Title: "Who", Text: func(i int) string { return row(i).Interview.Label }, Strong: true, Least: 36},
		{Title: "Org.", Text: func(i int) string { return row(i).Organisation.Pseudonym }, Mute: true, Least: 34},
		{Title: "Role band", Text: func(i int) string { return row(i).RoleBand() }, Grow: true, Least: 60},
		{Title: "Outcome", Outcome: func(i int) research.Outcome { return row(i).Interview.Outcome }, Least: chip},
		{Title: "Segment", Text: func(i int) string { return row(i).Organisation.Segment }, Grow: true, Least: 88},
		{Title: "Heard by", Text: func(i int) string { return row(i).Interview.Method.String() }, Most: 120, Least: 58},
		{Title: "Wave", Text: func(i int) string { return row(i).Wave }, Least: 52},
		{Title: "Told", Text: func(i int) string { return row(i).Told }, Grow: true, Most: 150, Least: 76},
		{Title: "Decided", Text: func(i int) string { return row(i).Decided }, Paint: v.paintDecided, Grow: true, Most: 200, Least: 148},
		{Title: "Codes", Text: func(i int) string { return fmt.Sprint(row(i).Codings) }, Paint: v.paintCodings, Width: 52, Right: true},
	}
}

// paintDecided is the finding of a row, or that there is none yet.
func (v *Interviews) paintDecided(p *widgets.Pen, i int, x, cy, w float32) {
	if d := v.rows[i].Decided; d != "" {
		p.LW(x, cy, w, d, theme.SmallB, p.Ink)
		return
	}
	p.LW(x, cy, w, "not decided yet", theme.Small.Slanted(), p.Mute)
}

// paintCodings is how many codes there are, with a tick where the interview is done.
func (v *Interviews) paintCodings(p *widgets.Pen, i int, x, cy, w float32) {
	r := v.rows[i]
	ink := p.Ink2
	if r.Codings == 0 {
		ink = p.Mute
	}
	p.R(x+w, cy, fmt.Sprint(r.Codings), theme.Small, ink)
	if r.Interview.Coded {
		p.Icon(x+w-34, cy, 14, "check", p.Accent)
	}
}

// layout places everything for a size.
func (v *Interviews) layout(s fyne.Size) {
	none := v.all == 0
	for _, o := range v.content.Objects {
		setShown(o, none == (o == fyne.CanvasObject(v.empty)))
	}
	if none {
		widgets.Put(v.empty, 0, 0, s.Width, s.Height)
		return
	}
	x, right := float32(theme.Margin), s.Width-theme.Margin
	cw := float32(interviewCardWidth)
	setShown(v.card.content, s.Width >= interviewCardLeast)
	if s.Width < interviewCardLeast {
		cw = -theme.Gap
	}
	v.placeFilters(x, right)
	w, h := right-x-cw-theme.Gap, s.Height-44-16
	widgets.Put(v.frame, x, 44, w, h)
	widgets.Put(v.foot, x+1, 44+h-interviewFoot-1, w-2, interviewFoot)
	tableH := h - 2 - interviewFoot
	hitsH := v.hitsHeight(tableH)
	widgets.Put(v.table, x+1, 45, w-2, tableH-hitsH)
	setShown(v.found, hitsH > 0)
	setShown(v.foundHead, hitsH > 0)
	widgets.Put(v.foundHead, x+1, 45+tableH-hitsH, w-2, theme.HeadHeight)
	widgets.Put(v.found, x+1, 45+tableH-hitsH+theme.HeadHeight, w-2, max(0, hitsH-theme.HeadHeight))
	widgets.Put(v.card.content, right-interviewCardWidth, 44, interviewCardWidth, h)
}

// setShown shows or hides an object.
func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// placeFilters lays the filters out in a line; the field gives way first.
func (v *Interviews) placeFilters(x, right float32) {
	list := []*widgets.Picker{v.outcome, v.wave, v.method, v.consent}
	need := widgets.ButtonW("Clear", "") + 12
	for _, k := range list {
		need += widgets.PickerWidth(k.Label, k.Value()) + 8
	}
	fw := max(120, min(252, right-x-need))
	widgets.Put(v.searchBox, x, 1, fw, theme.ControlHeight)
	x += fw + 12
	for _, k := range list {
		w := max(40, min(widgets.PickerWidth(k.Label, k.Value()), right-x))
		widgets.Put(k, x, 1, w, theme.ControlHeight)
		x += w + 8
	}
	widgets.Put(v.filled, x, 1, widgets.ButtonW("Clear", ""), theme.ControlHeight)
}

// hitsHeight is the room for what was found in the text: all of it where no interview matched, else less
// than half.
func (v *Interviews) hitsHeight(all float32) float32 {
	if len(v.hits) == 0 {
		return 0
	}
	need := theme.HeadHeight + float32(len(v.hits))*theme.RowHeight
	if len(v.rows) == 0 {
		return min(all-theme.HeadHeight-40, max(need, all/2))
	}
	return min(need, float32(int(all*.45/theme.RowHeight))*theme.RowHeight+2)
}

// tally is "62 interviews from 31 organisations · 31 lost, 19 won".
func (v *Interviews) tally() string {
	orgs, n := map[research.ID]bool{}, map[research.Outcome]int{}
	for _, r := range v.rows {
		if r.Organisation.ID != "" {
			orgs[r.Organisation.ID] = true
		}
		n[r.Interview.Outcome]++
	}
	s := howMany(len(v.rows), "interview")
	if len(orgs) > 0 {
		s += " from " + howMany(len(orgs), "organisation")
	}
	var parts []string
	for _, o := range []research.Outcome{research.Lost, research.Won, research.NoDecision} {
		if n[o] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[o], strings.ToLower(o.String())))
		}
	}
	return joined(" · ", s, strings.Join(parts, ", "))
}

func (v *Interviews) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	keys := v.keys()
	hints := []widgets.KeyHint{{What: "open", Keys: []string{"Enter"}}, keys.hint("code", "interviews.code"), keys.hint("same person", "interviews.same"), keys.hint("search", "interviews.search")}
	x := p.W - 16
	for i := len(hints) - 1; i >= 0; i-- {
		if hints[i].What == "" {
			continue
		}
		x -= widgets.HintWidth(hints[i].What, hints[i].Keys...)
		p.Hint(x, p.H/2, hints[i].What, hints[i].Keys...)
		x -= 14
	}
	p.LW(16, p.H/2, x-20, v.tally(), theme.Small, p.Mute)
}
