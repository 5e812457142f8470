package views

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// History is every step that was made in the study, the newest first, day by day: who did what, when and in which
// interview. Enter steps back, or forward, to the one that is chosen. It is the audit trail as well.
type History struct {
	base
	from    string // the screen to go back to
	steps   []store.Step
	now     int64 // the last step that is done
	lines   []historyLine
	places  map[int64]string
	where   map[int64][]string // in which interviews every step was, once somebody looks for words
	lastRow int                // that was chosen

	search                   *widgets.Field
	searchBox                fyne.CanvasObject
	rows                     *widgets.Rows
	frame, head, foot, count *widgets.Board
	content                  *fyne.Container
}

// historyLine is a step, or the heading of a day.
type historyLine struct {
	day string
	at  int // of the step, -1 for a heading
}

// NewHistory is the History screen.
func NewHistory(h Host) *History {
	v := &History{base: base{h}, places: map[int64]string{}}
	v.search, v.searchBox = widgets.NewField("Find a step", "search", "", false)
	v.search.OnChanged = func(string) { v.filter() }
	v.search.OnKey = v.searchKey
	v.search.Cap = func() string { return v.keys().Of("history.find") }
	v.rows = widgets.NewRows(theme.RowHeight, v.drawRow)
	v.rows.OnChoose = v.skipHeading
	v.rows.OnOpen = v.open
	v.rows.OnKey, v.rows.OnRune = v.Key, v.Rune
	v.rows.Vacant = func(p *widgets.Pen) {
		p.L(16, 24, "No step holds these words. Escape shows all of them.", theme.Body, p.Mute)
	}
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.head = widgets.NewBoard(v.drawHead)
	v.foot = widgets.NewBoard(v.drawFoot)
	v.count = widgets.NewBoard(func(p *widgets.Pen) { p.L(0, p.H/2, v.tally(), theme.Small, p.Mute) })
	v.content = widgets.Placed(v.layout, v.searchBox, v.count, v.frame, v.head, v.rows, v.foot)
	return v
}

func (v *History) layout(s fyne.Size) {
	x, w, h := float32(theme.Margin), s.Width-2*theme.Margin, s.Height-bookTop-16
	widgets.Put(v.searchBox, x, 1, 280, theme.ControlHeight)
	widgets.Put(v.count, x+296, 1, w-296, theme.ControlHeight)
	widgets.Put(v.frame, x, bookTop, w, h)
	widgets.Put(v.head, x+1, bookTop+1, w-2, theme.HeadHeight)
	widgets.Put(v.rows, x+1, bookTop+1+theme.HeadHeight, w-2, h-2-theme.HeadHeight-interviewFoot)
	widgets.Put(v.foot, x+1, bookTop+h-1-interviewFoot, w-2, interviewFoot)
}

// Content is the screen.
func (v *History) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *History) MinHeight() float32 { return 360 }

// Head says how many steps there are.
func (v *History) Head() (title, sub string) {
	return "History", "Every step is kept, also across restarts, and can be stepped back to"
}

// Actions write the trail to a file and go back to where one came from.
func (v *History) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{widgets.NewButton("Export the trail", "export", widgets.Secondary, v.export)}
}

// Show reads the history anew; arg is the screen to go back to.
func (v *History) Show(arg any) {
	if from, ok := arg.(string); ok && from != "" && from != "history" {
		v.from = from
	}
	v.search.SetText("")
	v.reload()
	v.rows.Focus()
}

// Changed follows a change of the study.
func (v *History) Changed(store.Change) { v.reload() }

func (v *History) reload() {
	steps, err := v.host.Session().Trail(context.Background())
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.steps, v.now, v.where = steps, 0, nil
	clear(v.places)
	for i, st := range steps {
		if first := i == len(steps)-1; !st.Undone && (st.Rows > 0 || first) { // what the study began with changes no rows that undo knows of
			v.now = st.ID
			break
		}
	}
	v.filter()
}

// filter lists the steps that hold what was typed, under their days.
func (v *History) filter() {
	chosen := int64(0)
	if st, ok := v.chosen(); ok {
		chosen = st.ID
	}
	words := strings.Fields(strings.ToLower(v.search.Text))
	v.lines = v.lines[:0]
	day := ""
	if len(words) > 0 && v.where == nil {
		var err error
		if v.where, err = v.host.Session().TrailPlaces(context.Background()); err != nil {
			v.host.Fail(err)
		}
	}
	for i, st := range v.steps {
		if !holdsAll(strings.ToLower(st.Name+" "+st.Coder+" "+v.day(st.At)+" "+strings.Join(v.where[st.ID], " ")), words) {
			continue
		}
		if d := v.day(st.At); d != day {
			day = d
			v.lines = append(v.lines, historyLine{day: d, at: -1})
		}
		v.lines = append(v.lines, historyLine{at: i})
	}
	v.rows.SetCount(len(v.lines))
	at := slices.IndexFunc(v.lines, func(l historyLine) bool { return l.at >= 0 && v.steps[l.at].ID == chosen })
	if at < 0 {
		at = slices.IndexFunc(v.lines, func(l historyLine) bool { return l.at >= 0 && v.steps[l.at].ID == v.now })
	}
	if at < 0 && len(v.lines) > 1 {
		at = 1
	}
	v.rows.Mark(at)
	v.rows.Reveal(at)
	v.count.Refresh()
	v.foot.Refresh()
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// day is how a day is headed.
func (v *History) day(at time.Time) string {
	at, today := at.Local(), v.host.Session().Now().Local()
	switch at.Format(time.DateOnly) {
	case today.Format(time.DateOnly):
		return "Today, " + at.Format("2 January")
	case today.AddDate(0, 0, -1).Format(time.DateOnly):
		return "Yesterday, " + at.Format("2 January")
	}
	if at.Year() == today.Year() {
		return at.Format("Monday, 2 January")
	}
	return at.Format("Monday, 2 January 2006")
}

func (v *History) tally() string {
	done, undone := 0, 0
	for _, st := range v.steps {
		if st.Undone {
			undone++
		} else {
			done++
		}
	}
	s := howMany(done, "step")
	if undone > 0 {
		s += fmt.Sprintf(", %s taken back", widgets.Number(undone))
	}
	return s
}

// chosen is the step that the keyboard acts on.
func (v *History) chosen() (store.Step, bool) {
	i := v.rows.Chosen()
	if i < 0 || i >= len(v.lines) || v.lines[i].at < 0 || v.lines[i].at >= len(v.steps) {
		return store.Step{}, false
	}
	return v.steps[v.lines[i].at], true
}

// skipHeading goes on from the heading of a day to the step below it; on the way up, to the one above.
func (v *History) skipHeading(i int) {
	v.foot.Refresh()
	if i < 0 || i >= len(v.lines) || v.lines[i].at >= 0 {
		v.last(i)
		return
	}
	to := i + 1
	if i > 0 && v.lastRow == i+1 {
		to = i - 1
	}
	v.rows.Choose(to)
}

// open steps to the step on a row.
func (v *History) open(int) {
	st, ok := v.chosen()
	if !ok || v.host.Session().ReadOnly() {
		return
	}
	way, err := v.host.Session().WayTo(context.Background(), st.ID)
	switch {
	case err != nil:
		v.host.Fail(err)
	case way.Steps == 0:
		v.host.Say("The study stands at this step.")
	case way.Steps == 1:
		v.walk(st, way)
	default:
		v.ask(st, way)
	}
}

// ask asks before many steps are taken at once.
func (v *History) ask(st store.Step, way store.Way) {
	n := howMany(way.Steps, "step")
	spec := widgets.DialogSpec{Title: "Step back to this?", Confirm: "Take back " + n, Cancel: "Cancel", OnConfirm: func() bool { v.walk(st, way); return true },
		Text: fmt.Sprintf("“%s” will be the last step done; the %s after it are taken back, all of them or none. They can be done again until something else is changed.", st.Name, n)}
	if !way.Undo {
		spec.Title, spec.Confirm = "Step forward to this?", "Do "+n+" again"
		spec.Text = fmt.Sprintf("%s that were taken back are done again, up to “%s”.", n, st.Name)
	}
	widgets.ShowDialog(v.host.Window().Canvas(), spec)
}

// walk does it, as a job. Where words come back that are in the vault, it asks for the passphrase first.
func (v *History) walk(st store.Step, way store.Way) {
	title, did := "Taking steps back", "Took back "
	if !way.Undo {
		title, did = "Doing steps again", "Did again "
	}
	s := v.host.Session()
	v.host.Run(title, func(ctx context.Context, p session.Progress) error {
		_, err := s.StepTo(ctx, st.ID, p)
		return err
	}, func(err error) {
		switch {
		case research.KindOf(err) == research.Locked:
			v.host.Say(err.Error())
			v.host.Unlock(func() { v.walk(st, way) })
		case errors.Is(err, context.Canceled):
			v.host.Say("Cancelled. The study is as it was.")
		case err != nil:
			v.host.Fail(err)
		default:
			v.host.Say(did + howMany(way.Steps, "step") + ". The study is as it was after “" + st.Name + "”.")
		}
	})
}

// export writes the trail to a file.
func (v *History) export() {
	v.host.AskSave("Export the trail", "history.csv", func(path string) {
		s := v.host.Session()
		v.host.Run("Writing the trail", func(ctx context.Context, p session.Progress) error { return s.ExportTrail(ctx, path, p) }, func(err error) {
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.host.Say("Wrote the trail: who did what, when and where.")
		})
	})
}
