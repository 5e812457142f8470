package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// caseRow is an assumption in its fields.
type caseRow struct {
	kept   research.Assumption // as the study has it; without an ID it is new
	code   research.ID
	fields []*widgets.Field // name, low, likely, high, source, as far as the kind has them
	boxes  []fyne.CanvasObject
	button *widgets.Button // chooses a lever's code
	has    [5]*widgets.Field
	wrong  string // what is wrong with what is typed
	y, h   float32
}

// The parts of a row.
const (
	caseName = iota
	caseLow
	caseLikely
	caseHigh
	caseSource
)

// caseParts is which fields each kind has, and their hints.
var caseParts = map[research.AssumptionKind]map[int]string{
	research.CurrencyKind: {caseName: "EUR"},
	research.LostValue:    {caseName: "of which deals: lost in 2025", caseLow: "low", caseLikely: "likely", caseHigh: "high", caseSource: "where the number comes from"},
	research.TopOfBand:    {caseLikely: "500k"},
	research.Lever:        {caseName: "what it was spent on: discounts", caseLow: "low", caseLikely: "likely", caseHigh: "high", caseSource: "where the number comes from"},
	research.WonBack:      {caseLow: "10%", caseLikely: "20%", caseHigh: "30%", caseSource: "where the number comes from"},
}

// caseTitles say what each row asks for.
var caseTitles = map[research.AssumptionKind][2]string{
	research.CurrencyKind: {"Currency", "Three letters. Without it there is no business case in the report."},
	research.LostValue:    {"Value of all deals like the lost ones", "The client’s own figure. Empty: the deals talked about are added up by value band."},
	research.TopOfBand:    {"A deal of the highest value band is worth at most", "Bands have no upper end at the top."},
	research.Lever:        {"Spent on a lever", "What the client spent to move deals, and what it was to move."},
	research.WonBack:      {"How much of it could be won back", "In per cent."},
}

// makeRows makes a row for each assumption that the study has, and for those that it lacks.
func (v *Case) makeRows(list []research.Assumption) {
	old := v.rows
	v.rows = nil
	put := func(a research.Assumption) {
		for i, r := range old { // a row that is there stays: somebody may be typing in it
			if r.kept.Kind == a.Kind && (r.kept.ID == a.ID || a.Kind != research.Lever) {
				r.kept = a
				r.show(v)
				v.rows, old = append(v.rows, r), append(old[:i:i], old[i+1:]...)
				return
			}
		}
		v.rows = append(v.rows, v.newRow(a))
	}
	add := func(kind research.AssumptionKind, levers bool) {
		n := 0
		for _, a := range list {
			if a.Kind == kind {
				put(a)
				n++
			}
		}
		if n == 0 || levers && n < session.LeversMost {
			put(research.Assumption{Kind: kind})
		}
	}
	for _, k := range []research.AssumptionKind{research.CurrencyKind, research.LostValue, research.TopOfBand} {
		add(k, false)
	}
	add(research.Lever, true)
	add(research.WonBack, false)
	objects := []fyne.CanvasObject{v.form}
	for _, r := range v.rows {
		objects = append(objects, r.boxes...)
		if r.button != nil {
			objects = append(objects, r.button)
		}
	}
	v.scroll.Content = container.New(&growing{v.formHeight, v.placeForm}, objects...)
	v.scroll.Refresh()
}

func (v *Case) newRow(a research.Assumption) *caseRow {
	r := &caseRow{kept: a, code: a.Code}
	for part := caseName; part <= caseSource; part++ {
		hint, ok := caseParts[a.Kind][part]
		if !ok {
			continue
		}
		f, box := widgets.NewField(hint, "", "", false)
		f.SetText(r.text(part))
		f.OnChanged = func(string) { v.changed(r) }
		f.OnSubmitted = func(string) { v.next(f) }
		f.OnFocus = func(focused bool) {
			if !focused {
				v.saveRow(r)
			}
			v.form.Refresh()
		}
		if v.host.Session() != nil && v.host.Session().ReadOnly() {
			f.Disable()
		}
		r.has[part] = f
		r.fields, r.boxes = append(r.fields, f), append(r.boxes, box)
	}
	if a.Kind == research.Lever {
		r.button = widgets.NewButton(v.codeLabel(r), "", widgets.Secondary, func() { v.askCodeOf(r) })
	}
	return r
}

// text is what stands in a part of a row.
func (r *caseRow) text(part int) string {
	a := r.kept
	switch part {
	case caseName:
		return a.Name
	case caseSource:
		return a.Source
	}
	v := []int{a.Low, a.Likely, a.High}[part-caseLow]
	if a.Kind == research.WonBack && v > 0 {
		return session.SumText(v) + "%"
	}
	return session.SumText(v)
}

func (v *Case) codeLabel(r *caseRow) string {
	if c, ok := v.host.Session().Book().Code(r.code); ok {
		return "Was to move: " + c.Name
	}
	return "What was it to move?"
}

// typed is what stands in the fields of all rows, as far as it can be read.
func (v *Case) typed() []research.Assumption {
	var out []research.Assumption
	for _, r := range v.rows {
		if a, err := r.typed(); err == nil {
			out = append(out, a)
		}
	}
	return out
}

// typed is the assumption as it stands in the fields.
func (r *caseRow) typed() (research.Assumption, error) {
	a := r.kept
	a.Code = r.code
	for part, to := range map[int]*string{caseName: &a.Name, caseSource: &a.Source} {
		if f := r.has[part]; f != nil {
			*to = strings.TrimSpace(f.Text)
		}
	}
	for i, to := range []*int{&a.Low, &a.Likely, &a.High} {
		f := r.has[caseLow+i]
		if f == nil {
			*to = 0
			continue
		}
		n, err := session.ParseSum(f.Text)
		if err != nil {
			return a, err
		}
		*to = n
	}
	if a.Likely == 0 && (a.Low > 0 || a.High > 0) {
		return a, research.Problemf(research.Invalid, "Give what is likely too.")
	}
	return a, session.CheckAssumption(a)
}

// changed follows what is typed.
func (v *Case) changed(r *caseRow) {
	_, err := r.typed()
	r.wrong = ""
	if err != nil {
		r.wrong = err.Error()
	}
	v.form.Refresh()
	v.try()
}

// saveRow keeps a row where it is in order; where it is not, the form says so and nothing is kept.
func (v *Case) saveRow(r *caseRow) {
	s := v.host.Session()
	if s == nil || s.ReadOnly() {
		return
	}
	a, err := r.typed()
	if err != nil || a == r.kept || a.ID == "" && a.Name == "" && a.Source == "" && a.Likely == 0 {
		return
	}
	if a.Kind == research.Lever && a.Likely == 0 && a.ID == "" {
		return // only a name so far
	}
	was := r.kept
	if a.ID == "" {
		a.ID = store.NewID()
	}
	r.kept = a // so that what follows does not keep it again
	if _, err := s.SetAssumption(context.Background(), a); err != nil {
		r.kept = was
		v.host.Fail(err)
		return
	}
	v.host.Say("Kept. Ctrl Z undoes it.")
}

// save keeps whatever is being typed.
func (v *Case) save() {
	for _, r := range v.rows {
		v.saveRow(r)
	}
}

// read puts what the study has into the fields; what is being typed stays.
func (v *Case) read() {
	list, err := v.host.Session().Assumptions(context.Background())
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.makeRows(list)
	v.layout.Refresh()
	v.form.Refresh()
}

// show puts what is kept into the fields that have not the keyboard.
func (r *caseRow) show(v *Case) {
	for part, f := range r.has {
		if f != nil && !f.Focused() && f.Text != r.text(part) {
			f.SetText(r.text(part))
		}
	}
	if r.button != nil {
		r.code = r.kept.Code
		r.button.SetLabel(v.codeLabel(r))
	}
}

// next goes to the field after one, round and round.
func (v *Case) next(f *widgets.Field) {
	var all []*widgets.Field
	for _, r := range v.rows {
		all = append(all, r.fields...)
	}
	for i, x := range all {
		if x == f {
			to := all[(i+1)%len(all)] // rows stay, whatever is kept now
			to.Focus()
			v.inSight(to)
			return
		}
	}
}

// inSight scrolls the form to a field.
func (v *Case) inSight(f *widgets.Field) {
	for _, r := range v.rows {
		for _, x := range r.fields {
			if x != f {
				continue
			}
			if top, high := r.y, v.scroll.Size().Height; top < v.scroll.Offset.Y || top+r.h > v.scroll.Offset.Y+high {
				v.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top+r.h-high+20)))
			}
		}
	}
}

// newLever goes to the first lever that is not named yet.
func (v *Case) newLever() {
	for _, r := range v.rows {
		if r.kept.Kind == research.Lever && r.kept.ID == "" {
			r.has[caseName].Focus()
			v.inSight(r.has[caseName])
			return
		}
	}
	v.host.Say("A business case has four levers at most, so that they fit on its page.")
}

// inHand is the lever that has the keyboard, or the last one that is kept.
func (v *Case) inHand() *caseRow {
	var last *caseRow
	for _, r := range v.rows {
		if r.kept.Kind != research.Lever {
			continue
		}
		for _, f := range r.fields {
			if f.Focused() {
				return r
			}
		}
		if r.kept.ID != "" || last == nil {
			last = r
		}
	}
	return last
}

func (v *Case) askCode() { v.askCodeOf(v.inHand()) }

// askCodeOf asks what a lever was to move.
func (v *Case) askCodeOf(r *caseRow) {
	if r == nil || v.host.Session().ReadOnly() {
		return
	}
	k := widgets.NewCodePicker(v.host.Session().Offered())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.button)
	hide := k.Popup(v.host.Window().Canvas(), at)
	k.OnPick = func(c research.Code) {
		hide()
		r.code = c.ID
		r.button.SetLabel(v.codeLabel(r))
		v.changed(r)
		v.saveRow(r)
		v.layout.Refresh()
	}
}

// dropLever takes the lever in hand away.
func (v *Case) dropLever() {
	r := v.inHand()
	if r == nil || r.kept.ID == "" || v.host.Session().ReadOnly() {
		return
	}
	if err := v.host.Session().DeleteAssumption(context.Background(), r.kept); err != nil {
		v.host.Fail(err)
		return
	}
	v.host.Say("Took the lever away. Ctrl Z brings it back.")
}

// --- the form

const (
	caseRowGap  = 14
	caseHeadGap = 8
)

func (v *Case) formHeight(w float32) float32 {
	y := float32(14)
	for _, r := range v.rows {
		y += v.rowHeight(r, w) + caseRowGap
	}
	return y
}

// rowHeight is the title with its help, the fields, and what is wrong with them.
func (v *Case) rowHeight(r *caseRow, w float32) float32 {
	h := 20 + widgets.ParaHeight(caseTitles[r.kept.Kind][1], w-2*theme.Inset, theme.Caption) + caseHeadGap
	if r.has[caseName] != nil && r.kept.Kind != research.CurrencyKind {
		h += theme.ControlHeight + 6
	}
	h += theme.ControlHeight
	if r.button != nil {
		h += theme.ControlHeight + 6
	}
	if r.has[caseSource] != nil {
		h += theme.ControlHeight + 6
	}
	if r.wrong != "" {
		h += widgets.ParaHeight(r.wrong, w-2*theme.Inset, theme.Caption) + 4
	}
	return h
}

func (v *Case) placeForm(s fyne.Size) {
	widgets.Put(v.form, 0, 0, s.Width, s.Height)
	x, in := float32(theme.Inset), s.Width-2*theme.Inset
	y := float32(14)
	for _, r := range v.rows {
		r.y, r.h = y, v.rowHeight(r, s.Width)
		cy := y + 20 + widgets.ParaHeight(caseTitles[r.kept.Kind][1], in, theme.Caption) + caseHeadGap
		line := func(part int, left, w float32) {
			if f := r.has[part]; f != nil {
				widgets.Put(f.Object(), left, cy, w, theme.ControlHeight)
			}
		}
		switch {
		case r.kept.Kind == research.CurrencyKind:
			line(caseName, x, 90)
		case r.has[caseName] != nil:
			line(caseName, x, in)
			cy += theme.ControlHeight + 6
		}
		third := (in - 16) / 3
		if r.has[caseLow] == nil {
			line(caseLikely, x, third)
		} else {
			for i := range 3 {
				line(caseLow+i, x+float32(i)*(third+8), third)
			}
		}
		cy += theme.ControlHeight + 6
		if r.button != nil {
			widgets.Put(r.button, x, cy, min(in, r.button.MinSize().Width), theme.ControlHeight)
			cy += theme.ControlHeight + 6
		}
		line(caseSource, x, in)
		y += r.h + caseRowGap
	}
}

func (v *Case) drawForm(p *widgets.Pen) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	for i, r := range v.rows {
		if i > 0 {
			p.HLine(x, r.y-caseRowGap/2, in, p.Line)
		}
		title := caseTitles[r.kept.Kind]
		p.LW(x, r.y+10, in, title[0], theme.Strong, p.Ink)
		p.Para(x, r.y+20, in, title[1], theme.Caption, p.Mute)
		if r.wrong != "" {
			h := widgets.ParaHeight(r.wrong, in, theme.Caption)
			p.Para(x, r.y+r.h-h, in, r.wrong, theme.Caption, p.Warn)
		}
	}
}
