package app

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// chooser asks for a file or a folder, by keyboard as by mouse: what is typed finds a name in the folder that is shown,
// or is a path; Enter goes into a folder and takes a file; Backspace in an empty field goes up.
type chooser struct {
	app     *App
	endings []string // of the files that are wanted; nil where a folder is
	whole   bool     // all transcripts of a folder may be taken, too
	saving  bool     // the folder is one to write to, which is not where the next file is looked for
	from    string
	closed  func() // what is done when it is put away without a choice
	then    func(path string)

	dir    string // that is shown
	all    []choice
	shown  []choice
	wrong  string
	field  *widgets.Field
	rows   *widgets.Rows
	head   *widgets.Board
	dialog *widgets.Dialog
}

// choice is one line of the list.
type choice struct {
	name, path string
	kind       choiceKind
	size       int64
	when       time.Time
}

// choiceKind is what a line is, in the order of the list.
type choiceKind int

const (
	takeThis choiceKind = iota // the folder that is shown
	goUp
	folder
	wanted
	other // a file of another kind: what cannot be read says why when it is taken
)

// choose asks for a file with one of the endings, or for a folder where there are none.
func (a *App) choose(title string, endings []string, then func(path string)) {
	(&chooser{app: a, endings: endings, then: then}).show(title)
}

// AskImport asks for what is to be imported: a sheet, a transcript or a folder of them, a project.
func (a *App) AskImport(then func(path string)) {
	endings := slices.Concat(session.SheetEndings(), session.TalkEndings(), session.ProjectEndings())
	(&chooser{app: a, endings: endings, whole: true, then: then}).show("Choose what to import")
}

func (c *chooser) show(title string) {
	a, endings := c.app, c.endings
	var box fyne.CanvasObject
	c.field, box = widgets.NewField("Type to find a name here, or type a path", "search", "", false)
	c.rows = widgets.NewRows(30, c.draw)
	c.head = widgets.NewBoard(c.drawHead)
	c.field.OnChanged = func(string) { c.wrong = ""; c.find() }
	c.field.OnSubmitted = func(string) { c.take() }
	c.field.OnKey = c.key
	c.rows.OnOpen = func(int) { c.take() }
	c.rows.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyBackspace && c.up() }
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(box, 0, 0, s.Width, 30)
		widgets.Put(c.head, 0, 34, s.Width, 34)
		widgets.Put(c.rows, 0, 70, s.Width, s.Height-70)
	}, box, c.head, c.rows)
	confirm := "Open"
	if endings == nil {
		confirm = "Take this folder"
	}
	c.goTo(or(c.from, a.startFolder()))
	c.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: title, Width: 760, Body: body, BodyH: 430, Confirm: confirm, Cancel: "Cancel", Focus: c.field,
		Foot: "Up and Down choose, Enter opens, Backspace goes up.", OnCancel: c.closed, OnConfirm: func() bool {
			if c.endings == nil {
				c.done(c.dir)
			} else {
				c.take()
			}
			return false
		}})
	a.dialog = c.dialog
}

// goTo shows a folder.
func (c *chooser) goTo(dir string) {
	c.list(dir)
	c.field.SetText("")
	c.find()
}

// list reads a folder. One that cannot be read is empty, and says so.
func (c *chooser) list(dir string) {
	c.dir, c.all, c.wrong = filepath.Clean(dir), nil, ""
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		c.wrong = "This folder cannot be read. Go up, or type another path."
	}
	switch n := c.talks(entries); {
	case c.endings == nil:
		c.all = append(c.all, choice{name: "This folder", path: c.dir, kind: takeThis})
	case c.whole && n > 1:
		c.all = append(c.all, choice{name: fmt.Sprintf("All %d transcripts of this folder", n), path: c.dir, kind: takeThis})
	}
	if up := filepath.Dir(c.dir); up != c.dir {
		c.all = append(c.all, choice{name: "Up to " + or(filepath.Base(up), up), path: up, kind: goUp})
	}
	for _, e := range entries {
		if one, ok := c.choiceOf(e); ok {
			c.all = append(c.all, one)
		}
	}
	slices.SortStableFunc(c.all, func(a, b choice) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)))
	})
}

// talks is how many transcripts there are among the files of a folder.
func (c *chooser) talks(entries []os.DirEntry) (n int) {
	for _, e := range entries {
		if !e.IsDir() && session.IsTalk(e.Name()) {
			n++
		}
	}
	return n
}

// choiceOf is what stands in a folder as a line of the list; hidden files are none.
func (c *chooser) choiceOf(e os.DirEntry) (choice, bool) {
	path := filepath.Join(c.dir, e.Name())
	info, err := os.Stat(path) // what a link leads to
	if err != nil || strings.HasPrefix(e.Name(), ".") {
		return choice{}, false
	}
	one := choice{name: e.Name(), path: path, kind: other, size: info.Size(), when: info.ModTime()}
	switch {
	case slices.Contains(c.endings, strings.ToLower(filepath.Ext(path))): // a folder, too: some programs keep a project in one
		one.kind = wanted
		if info.IsDir() {
			one.size = -1
		}
	case info.IsDir():
		one.kind = folder
	}
	return one, true
}

// find lists what was typed: a part of a name in the folder that is shown, or a path.
func (c *chooser) find() {
	word := strings.TrimSpace(c.field.Text)
	if dir, name, ok := asPath(word); ok {
		if dir != c.dir {
			c.list(dir)
		}
		word = name
	}
	c.shown = c.shown[:0]
	for _, one := range c.all {
		if word == "" || one.kind > goUp && matches(one.name, word) {
			c.shown = append(c.shown, one)
		}
	}
	c.rows.SetCount(len(c.shown))
	c.rows.Mark(min(c.first(), len(c.shown)-1))
	c.rows.Reveal(0)
	c.head.Refresh()
}

// first is the line that is lit at first: what may be gone into or taken, or where a folder is asked for that folder.
func (c *chooser) first() int {
	if i := slices.IndexFunc(c.shown, func(one choice) bool { return one.kind > goUp }); i >= 0 && c.endings != nil {
		return i
	}
	return 0
}

// matches says whether a name holds every word that was typed.
func matches(name, typed string) bool {
	name = strings.ToLower(name)
	for _, w := range strings.Fields(strings.ToLower(typed)) {
		if !strings.Contains(name, w) {
			return false
		}
	}
	return true
}

// asPath takes a path apart that was typed: the folder, and the beginning of a name in it.
func asPath(typed string) (dir, name string, ok bool) {
	if home, err := os.UserHomeDir(); err == nil && (typed == "~" || strings.HasPrefix(typed, "~/") || strings.HasPrefix(typed, `~\`)) {
		typed = home + "/" + strings.TrimLeft(typed[1:], `/\`)
	}
	if !filepath.IsAbs(typed) {
		return "", "", false
	}
	dir, name = filepath.Split(typed)
	return filepath.Clean(dir), name, true
}

// key walks through the list while the field has the keyboard.
func (c *chooser) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		c.rows.TypedKey(e)
		return true
	case fyne.KeyBackspace:
		return c.field.Text == "" && c.up()
	}
	return false
}

func (c *chooser) up() bool {
	if up := filepath.Dir(c.dir); up != c.dir {
		c.goTo(up)
	}
	return true
}

// take goes into the folder that is lit, or takes the file.
func (c *chooser) take() {
	i := c.rows.Chosen()
	if i < 0 || i >= len(c.shown) {
		c.wrong = "Nothing here has this name. Type less of it, or Backspace to go up."
		c.head.Refresh()
		return
	}
	switch one := c.shown[i]; one.kind {
	case folder, goUp:
		c.goTo(one.path)
	default:
		if one.kind == other && c.endings == nil {
			c.wrong = one.name + " is a file; a folder is asked for."
			c.head.Refresh()
			return
		}
		c.done(one.path)
	}
}

func (c *chooser) done(path string) {
	c.dialog.Close()
	if !c.saving {
		c.app.prefs.Folder = filepath.Dir(path) // kept with whatever is kept next
	}
	c.then(path)
}

// places are folders that files often lie in, as far as there are such.
func (c *chooser) places() (out []choice) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	for _, name := range []string{"", "Desktop", "Documents", "Downloads"} {
		path := filepath.Join(home, name)
		if st, err := os.Stat(path); err == nil && st.IsDir() {
			out = append(out, choice{name: or(name, "Home"), path: path})
		}
	}
	if s := c.app.session; s != nil {
		out = append(out, choice{name: "Beside the study", path: filepath.Dir(s.Path())})
	}
	return out
}

func (c *chooser) drawHead(p *widgets.Pen) {
	right := p.W
	places := c.places()
	for i := len(places) - 1; i >= 0; i-- {
		to := places[i]
		w := widgets.ButtonW(to.name, "")
		p.Button(right-w, 17, to.name, "", widgets.Quiet, func() { c.goTo(to.path); c.field.Focus() })
		right -= w + 2
	}
	if c.wrong != "" {
		p.LW(2, 17, right-8, c.wrong, theme.Small, p.Warn)
		return
	}
	p.Icon(10, 17, 16, "folder", p.Mute)
	p.LW(26, 17, right-34, tail(c.dir, right-34), theme.Small, p.Ink2)
}

// tail is the end of a path that fits a width: its beginning is what one can do without.
func tail(path string, w float32) string {
	for short := path; ; {
		if widgets.Width(short, theme.Small) <= w {
			return short
		}
		cut := strings.IndexByte(strings.TrimPrefix(short, "…")[1:], filepath.Separator)
		if cut < 0 {
			return short
		}
		short = "…" + strings.TrimPrefix(short, "…")[cut+1:]
	}
}

func (c *chooser) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(c.shown) {
		return
	}
	one := c.shown[i]
	c.rows.Ground(p, i, y, w, chosen)
	cy, ink, icon := y+15, p.Ink, "file"
	switch one.kind {
	case takeThis:
		icon = "check"
	case goUp:
		icon, ink = "arrow-up", p.Ink2
	case folder:
		icon = "folder"
	case other:
		ink = p.Mute
	}
	p.Icon(20, cy, 16, icon, ink)
	p.LW(38, cy, w-38-220, one.name, theme.Body, ink)
	if one.kind < folder {
		return
	}
	if one.kind != folder && one.size >= 0 {
		p.R(w-120, cy, bytesWords(one.size), theme.Small, p.Mute)
	}
	p.R(w-14, cy, one.when.Format("2 Jan 2006"), theme.Small, p.Mute)
}

// bytesWords is the size of a file as a person reads it.
func bytesWords(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 999_500:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// startFolder is where a file is looked for first: where the last one was, beside the open study, beside the last one.
func (a *App) startFolder() string {
	dir := a.prefs.Folder
	switch {
	case dir != "":
	case a.session != nil:
		dir = filepath.Dir(a.session.Path())
	case len(a.prefs.Recent) > 0:
		dir = filepath.Dir(a.prefs.Recent[0].Path)
	}
	if st, err := os.Stat(dir); dir != "" && err == nil && st.IsDir() {
		return dir
	}
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return "."
}
