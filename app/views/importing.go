package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/intake"
)

// The steps of an import.
const (
	stepChoose = 1 + iota
	stepMatch
	stepNames
	stepPlan
	stepDone
)

// Import takes sheets and transcripts in: choose them, match what they say, look at who is in them, look at what
// would happen, take it.
type Import struct {
	base
	board  *widgets.Board
	rows   *widgets.Rows // columns of a sheet, transcripts, or people, by the step
	tabs   *widgets.Picker
	back   *widgets.Button
	next   *widgets.Button
	save   *widgets.Button
	layout *fyne.Container

	off     func(func()) // runs work off the window's goroutine
	deliver func(func())

	step    int
	source  *session.Source  // a sheet
	talks   *session.Talks   // or transcripts
	project *session.Project // or a project of another program, of which talks or source are a part
	part    projectPart
	sheet   int
	recall  int // sheets whose columns were known from before
	plan    *intake.Plan
	sealed  bool // nobody in it was there before, and the vault stays locked
	would   session.Imported
	did     session.Imported
	met     int   // interviews that get what a sheet of deals in the same file says of them
	made    int64 // the step of the history that it was, 0 where it changed nothing
	fate    fate  // what became of it
	bare    bool  // names are shown
	joins   bool  // interviews meet deals by company, as somebody said

	preview *session.Preview
	asked   int // previews asked for: an answer to an earlier one is dropped
	shown   []session.PreviewRow
	said    []session.PreviewTurn
}

// NewImport is the Import screen.
func NewImport(h Host) *Import {
	v := &Import{base: base{h}, step: stepChoose, off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	v.board = widgets.NewBoard(v.draw)
	v.rows = widgets.NewRows(34, v.drawRow)
	v.rows.OnOpen = v.openRow
	v.rows.OnChoose = func(int) {
		if v.step == stepMatch && v.talks != nil {
			v.look()
		}
	}
	v.rows.OnKey = v.rowKey
	v.tabs = widgets.NewPicker("Sheet", nil, 0, v.turnTo)
	v.back = widgets.NewButton("Back", "", widgets.Secondary, v.goBack)
	v.next = widgets.NewButton("Review names", "arrow-right", widgets.Primary, v.goOn)
	v.save = widgets.NewButton("Save this matching", "", widgets.Quiet, v.saveAside)
	v.layout = widgets.Placed(v.place, v.board, v.rows, v.tabs, v.back, v.next, v.save)
	return v
}

// Content is the whole screen.
func (v *Import) Content() fyne.CanvasObject { return v.layout }

// Head is the title with the file's name.
func (v *Import) Head() (string, string) {
	switch {
	case v.project != nil:
		return "Import", v.project.File + ", a project of " + v.project.Program()
	case v.source != nil:
		m := v.source.Mappings[v.sheet]
		sub := fmt.Sprintf("%s, sheet “%s”", v.source.File, m.Sheet)
		if sh, ok := v.source.Book.Sheet(m.Sheet); ok {
			sub += ", " + plural(max(0, len(sh.Rows)-m.First), "row")
		}
		return "Import", sub
	case v.talks != nil && len(v.talks.Files) == 1:
		return "Import", v.talks.Files[0].File
	case v.talks != nil:
		return "Import", plural(len(v.talks.Files), "transcript")
	}
	return "Import", "Sheets, transcripts, or a folder of them"
}

// Actions close the screen.
func (v *Import) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{widgets.NewButton("Close", "close", widgets.Quiet, func() { v.reset(); v.host.Go("interviews", nil) })}
}

// Show begins with what was dropped or chosen: a path, or several.
func (v *Import) Show(arg any) {
	switch arg := arg.(type) {
	case byHand:
		if v.step == stepDone {
			v.reset()
		}
		v.show()
		v.write()
		return
	case string:
		if arg != "" {
			v.open([]string{arg})
			return
		}
	case []string:
		if len(arg) > 0 {
			v.open(arg)
			return
		}
	}
	v.follow()
	v.show()
}

// Leave covers names again.
func (v *Import) Leave() { v.bare = false }

func (v *Import) reset() {
	v.rows.SetCount(0)
	v.step, v.source, v.talks, v.project, v.plan, v.sheet, v.recall, v.bare, v.joins = stepChoose, nil, nil, nil, nil, 0, 0, false, false
	v.preview, v.shown, v.said = nil, nil, nil
	v.made, v.fate = 0, stands
	v.asked++
}

// look asks for a preview of what is chosen, as it is matched now.
func (v *Import) look() {
	if v.preview == nil || v.step != stepMatch || v.source == nil && v.talks == nil {
		return
	}
	v.asked++
	asked, pre, at := v.asked, v.preview, v.sheet
	if v.talks != nil {
		f := v.file()
		if f == nil {
			return
		}
		copied := *f
		copied.Voices = append([]session.TalkVoice(nil), f.Voices...)
		v.off(func() {
			said, err := pre.Talk(context.Background(), &copied)
			v.deliver(func() { v.looked(asked, nil, said, err) })
		})
		return
	}
	src := *v.source
	src.Mappings = append([]intake.Mapping(nil), v.source.Mappings...)
	src.Mappings[at].Columns = append([]intake.Column(nil), v.source.Mappings[at].Columns...)
	v.off(func() {
		rows, err := pre.Sheet(context.Background(), &src, at, 10)
		v.deliver(func() { v.looked(asked, rows, nil, err) })
	})
}

// looked shows a preview; one that failed shows nothing, since the plan will say why.
func (v *Import) looked(asked int, rows []session.PreviewRow, said []session.PreviewTurn, err error) {
	if asked != v.asked {
		return
	}
	if err != nil {
		rows, said = nil, nil
	}
	v.shown, v.said = rows, said
	v.board.Refresh()
}

// show brings every part up to date with the step.
func (v *Import) show() {
	v.rows.SetCount(v.rowCount())
	if v.tabs.Label = "Sheet"; v.project != nil {
		v.tabs.Label = "Part"
		v.tabs.SetOptions(v.partNames(), v.partAt())
	} else if v.source != nil && v.step == stepMatch {
		names := make([]string, len(v.source.Mappings))
		for i, m := range v.source.Mappings {
			names[i] = fmt.Sprintf("%s: %s", m.Sheet, layoutName(m.Layout))
		}
		v.tabs.SetOptions(names, v.sheet)
	}
	if v.rows.Chosen() < 0 && v.rowCount() > 0 {
		v.rows.Mark(0)
	}
	toggle(v.rows, v.step == stepMatch || v.step == stepNames)
	toggle(v.tabs, v.step == stepMatch && (v.project != nil || v.source != nil && len(v.source.Mappings) > 1))
	toggle(v.save, v.step == stepMatch || v.step == stepDone)
	toggle(v.back, v.step > stepChoose && v.step < stepDone)
	toggle(v.next, v.step > stepChoose)
	v.next.SetLabel(map[int]string{stepMatch: "Review names", stepNames: "Look at the plan", stepPlan: "Import", stepDone: v.doneLabel()}[v.step])
	v.save.SetLabel(map[int]string{stepMatch: "Save this matching", stepDone: "Save this report"}[v.step])
	v.layout.Refresh()
	v.board.Refresh()
	v.host.Refresh()
}

// rowCount is how many rows the list has at this step.
func (v *Import) rowCount() int {
	switch {
	case v.step == stepNames:
		return len(v.would.Cast)
	case v.step == stepMatch && v.project != nil && v.talks == nil && v.source == nil:
		return v.projectRows()
	case v.step == stepMatch && v.talks != nil:
		return len(v.talks.Files)
	case v.step == stepMatch:
		return len(v.columns())
	}
	return 0
}

func toggle(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
		return
	}
	o.Hide()
}

// narrowImport is the width under which the steps are folded to that which is up, and the list to what it cannot do
// without.
const narrowImport = 860

// wide is where the list ends and the card beside it begins.
func (v *Import) wide(w float32) (list, side float32) {
	all := w - 2*theme.Margin
	side = max(340, all*.32)
	if all < narrowImport {
		side = 300
	}
	if v.talks != nil && v.step == stepMatch {
		side = max(420, all*.40)
	}
	return all - side - 14, side
}

func (v *Import) place(s fyne.Size) {
	x := float32(theme.Margin)
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	foot := s.Height - 62
	widgets.Put(v.tabs, s.Width-theme.Margin-16-320, 15, 320, 30)
	list, _ := v.wide(s.Width)
	widgets.Put(v.rows, x+1, 116, list-2, foot-128)
	right := s.Width - theme.Margin
	nw := v.next.MinSize().Width
	widgets.Put(v.next, right-nw, foot+16, nw, 30)
	bw := v.back.MinSize().Width
	widgets.Put(v.back, right-nw-8-bw, foot+16, bw, 30)
	if v.step == stepDone {
		bw = -8
	}
	sw := v.save.MinSize().Width
	widgets.Put(v.save, right-nw-16-bw-sw, foot+16, sw, 30)
}

// Key goes on with Enter, where the list has not the keyboard.
func (v *Import) Key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyReturn && (v.step == stepChoose || v.step > stepMatch):
		v.goOn()
		return true
	case e.Name == fyne.KeyEscape && v.step > stepChoose && v.step < stepDone:
		v.goBack()
		return true
	}
	return false
}

func (v *Import) goBack() {
	if v.step--; v.step == stepChoose {
		v.reset()
	}
	v.rows.SetCount(0)
	v.show()
	v.look()
}
