package views

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/intake"
)

// Import takes a spreadsheet in: choose it, match its columns, look at what would happen, take it.
type Import struct {
	base
	board  *widgets.Board
	rows   *widgets.Rows
	tabs   *widgets.Picker
	back   *widgets.Button
	next   *widgets.Button
	save   *widgets.Button
	layout *fyne.Container

	step   int // 1 choose, 2 match, 3 plan, 4 done
	path   string
	source *session.Source
	sheet  int
	plan   *intake.Plan
	sealed bool // nobody in it was there before, and the vault stays locked
	would  session.Imported
	did    session.Imported
}

// NewImport is the Import screen.
func NewImport(h Host) *Import {
	v := &Import{base: base{h}, step: 1}
	v.board = widgets.NewBoard(v.draw)
	v.rows = widgets.NewRows(34, v.drawColumn)
	v.rows.OnOpen = func(i int) { v.chooseField(i) }
	v.tabs = widgets.NewPicker("Sheet", nil, 0, func(i int) { v.sheet = i; v.show() })
	v.back = widgets.NewButton("Back", "", widgets.Secondary, v.goBack)
	v.next = widgets.NewButton("Look at the plan", "arrow-right", widgets.Primary, v.goOn)
	v.save = widgets.NewButton("Save this matching", "", widgets.Quiet, v.saveMapping)
	v.layout = widgets.Placed(v.place, v.board, v.rows, v.tabs, v.back, v.next, v.save)
	return v
}

// Content is the whole screen.
func (v *Import) Content() fyne.CanvasObject { return v.layout }

// Head is the title with the file's name.
func (v *Import) Head() (string, string) {
	if v.source == nil {
		return "Import", "A spreadsheet of interviews, answers or codings: .xlsx or .csv"
	}
	m := v.source.Mappings[v.sheet]
	return "Import", fmt.Sprintf("%s, sheet “%s”", v.source.File, m.Sheet)
}

// Actions close the screen.
func (v *Import) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{widgets.NewButton("Close", "close", widgets.Quiet, func() { v.reset(); v.host.Go("interviews", nil) })}
}

// Show begins with a file when one was dropped or chosen.
func (v *Import) Show(arg any) {
	if path, ok := arg.(string); ok && path != "" {
		v.open(path)
		return
	}
	v.show()
}

func (v *Import) reset() {
	v.rows.SetCount(0)
	v.step, v.path, v.source, v.plan, v.sheet = 1, "", nil, nil, 0
}

// ask asks for the file; names can be sealed only into an open vault, so it is opened first.
func (v *Import) ask() {
	v.host.AskFile("Choose a spreadsheet", []string{".xlsx", ".xlsm", ".csv", ".tsv", ".txt"}, v.open)
}

func (v *Import) open(path string) {
	var src *session.Source
	v.host.Run("Reading "+filepath.Base(path), func(ctx context.Context, p session.Progress) error {
		var err error
		src, err = v.host.Session().ReadSource(ctx, path, p)
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.reset()
		v.path, v.source, v.step = path, src, 2
		v.show()
	})
}

// show brings every part up to date with the step.
func (v *Import) show() {
	if v.step == 2 {
		names := make([]string, len(v.source.Mappings))
		for i, m := range v.source.Mappings {
			names[i] = fmt.Sprintf("%s: %s", m.Sheet, layoutName(m.Layout))
		}
		v.tabs.SetOptions(names, v.sheet)
		v.rows.SetCount(len(v.columns()))
		if v.rows.Chosen() < 0 {
			v.rows.Mark(0)
		}
	}
	toggle(v.rows, v.step == 2)
	toggle(v.tabs, v.step == 2)
	toggle(v.save, v.step == 2)
	toggle(v.back, v.step == 2 || v.step == 3)
	toggle(v.next, v.step > 1)
	v.next.SetLabel(map[int]string{2: "Look at the plan", 3: "Import", 4: "See the interviews"}[v.step])
	v.layout.Refresh()
	v.board.Refresh()
	v.host.Refresh()
}

func toggle(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
		return
	}
	o.Hide()
}

func layoutName(l intake.Layout) string {
	switch l {
	case intake.PerInterview:
		return "one row an interview"
	case intake.PerAnswer:
		return "one row an answer"
	case intake.Codings:
		return "codings"
	case intake.Deals:
		return "deals"
	}
	return "left out"
}

func (v *Import) columns() []intake.Column {
	if v.source == nil {
		return nil
	}
	return v.source.Mappings[v.sheet].Columns
}

func (v *Import) place(s fyne.Size) {
	x, w := float32(theme.Margin), s.Width-2*theme.Margin
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	foot := s.Height - 62
	widgets.Put(v.tabs, s.Width-theme.Margin-16-320, 15, 320, 30)
	widgets.Put(v.rows, x+1, 116, w-2, foot-128)
	right := s.Width - theme.Margin
	nw := v.next.MinSize().Width
	widgets.Put(v.next, right-nw, foot+16, nw, 30)
	bw := v.back.MinSize().Width
	widgets.Put(v.back, right-nw-8-bw, foot+16, bw, 30)
	sw := v.save.MinSize().Width
	widgets.Put(v.save, right-nw-16-bw-sw, foot+16, sw, 30)
}

// Key goes on with Ctrl Enter's plainer sister.
func (v *Import) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyReturn && v.step != 2 {
		v.goOn()
		return true
	}
	return false
}

func (v *Import) goBack() {
	v.step--
	v.show()
}

// goOn does what the filled button says.
func (v *Import) goOn() {
	switch v.step {
	case 1:
		v.ask()
	case 2:
		askKnown(v.host, func(sealed bool) { v.sealed = sealed; v.makePlan() })
	case 3:
		v.take()
	case 4:
		v.reset()
		v.host.Go("interviews", nil)
	}
}

// importer takes a plan in, with the vault open or sealed.
func (v *Import) importer() func(context.Context, *intake.Plan, bool, session.Progress) (session.Imported, error) {
	if v.sealed && v.host.Session().Vault() == session.VaultLocked {
		return v.host.Session().ImportNew
	}
	return v.host.Session().Import
}

// makePlan says what would happen; nothing is written.
func (v *Import) makePlan() {
	v.host.Run("Planning the import", func(ctx context.Context, p session.Progress) error {
		var err error
		if v.plan, err = v.host.Session().Plan(ctx, v.source, p); err != nil {
			return err
		}
		v.would, err = v.importer()(ctx, v.plan, true, p)
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.step = 3
		v.show()
	})
}

func (v *Import) take() {
	v.host.Run("Importing "+v.source.File, func(ctx context.Context, p session.Progress) error {
		var err error
		v.did, err = v.importer()(ctx, v.plan, false, p)
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.step = 4
		v.show()
		v.host.Say(fmt.Sprintf("Imported %s: %d new, %d updated. Ctrl Z undoes it.", plural(v.did.New+v.did.Updated, "interview"), v.did.New, v.did.Updated))
	})
}

// saveMapping keeps the matching as a file, to be used from the command line or for the next sheet.
func (v *Import) saveMapping() {
	b, err := json.MarshalIndent(v.source.Mappings, "", "  ")
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.host.AskSave("Save this matching", strings.TrimSuffix(v.source.File, filepath.Ext(v.source.File))+"-matching.json", func(path string) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			v.host.Fail(research.Problemf(research.ReadOnly, "%s could not be written. Choose another place.", filepath.Base(path)))
			return
		}
		v.host.Say("Saved " + filepath.Base(path) + ".")
	})
}
