package views

import (
	"context"
	"errors"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/report"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/store"
)

// Report is the board pack before it leaves: its sections to leave out and to move, its pages as they will be
// printed, what leaves with them, the messages to change, the client's face, and the export.
type Report struct {
	base
	list     *widgets.Rows
	board    *widgets.Board
	sheet    *widgets.PageView
	title    *widgets.Field
	decision *widgets.Field
	boxes    []fyne.CanvasObject
	layout   *fyne.Container

	doc      report.Document
	rows     []reportRow
	messages map[report.Kind]session.PackMessage
	face     session.PackFace
	issued   []session.IssuedPack
	ready    bool
	loading  bool
	again    bool
	draft    bool
	page     int // of the document, -1 where the chosen section has none
	written  session.Written
	also     packOptions
	export   bool         // asked for before the pack was ready
	off      func(func()) // runs work off the window's goroutine
}

// reportRow is a line of the list: a page, or a section that has none.
type reportRow struct {
	section report.SectionLine
	page    int // in the document, -1 none
}

// NewReport is the Report screen.
func NewReport(h Host) *Report {
	v := &Report{base: base{h}, page: -1, off: func(f func()) { go session.Safely(f) }}
	v.list = widgets.NewRows(52, v.drawPage)
	v.list.OnChoose = v.turn
	v.list.OnOpen = func(int) { v.title.Focus() }
	v.list.OnKey, v.list.OnRune = v.Key, v.Rune
	v.list.OnShortcut = func(s fyne.Shortcut) bool { return v.keys().Press(keyOfShortcut(s)) }
	v.board = widgets.NewBoard(v.draw)
	v.sheet = widgets.NewPageView()
	v.sheet.Painter = v.paint
	v.sheet.OnLink = v.turnTo
	var title, decision fyne.CanvasObject
	v.title, title = widgets.NewField("Message, one sentence", "", "", true)
	v.decision, decision = widgets.NewField("What the board is asked to decide", "", "", true)
	v.title.OnKey = v.keepOnEnter(v.keepTitle)
	v.decision.OnKey = v.keepOnEnter(v.keepDecision)
	v.title.OnChanged = func(string) { v.board.Refresh() }
	v.boxes = []fyne.CanvasObject{title, decision}
	v.layout = widgets.Placed(v.place, v.board, v.list, v.sheet, title, decision)
	return v
}

// keepOnEnter keeps a text on Enter, and leaves it on Escape; both go back to the list.
func (v *Report) keepOnEnter(keep func()) func(*fyne.KeyEvent) bool {
	return func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			keep()
		case fyne.KeyEscape:
			v.showTexts()
		default:
			return false
		}
		v.list.Focus()
		return true
	}
}

// Content is the whole screen.
func (v *Report) Content() fyne.CanvasObject { return v.layout }

// Head is the title with the number of pages.
func (v *Report) Head() (string, string) {
	if !v.ready {
		return "Report", "Drafting the board pack"
	}
	state := "checked for names when it is exported"
	if v.draft {
		state = "draft: the vault is locked"
	}
	return "Report", fmt.Sprintf("Board pack, %s, %s", plural(len(v.doc.Pages), "page"), state)
}

// Actions are the wave, what goes out, and the export.
func (v *Report) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{wavePicker(v.host),
		widgets.NewButton("Business case", "", widgets.Secondary, v.businessCase),
		widgets.NewButton("Options", "", widgets.Secondary, v.askOptions),
		widgets.NewButton("Draft", "", widgets.Secondary, func() { v.ask(true) }),
		widgets.NewButton("Export PDF and workbook", "export", widgets.Primary, func() { v.ask(false) })}
}

// MinHeight keeps the page readable in low windows.
func (v *Report) MinHeight() float32 { return 600 }

// Show drafts the pack anew; "export" goes on to the export.
func (v *Report) Show(arg any) {
	v.export = arg == "export"
	v.load()
}

// Changed drafts the pack anew.
func (v *Report) Changed(store.Change) { v.load() }

// load builds the pack off the window's goroutine; a change that comes meanwhile builds it once more.
func (v *Report) load() {
	if v.loading {
		v.again = true
		return
	}
	v.loading = true
	s, wave := v.host.Session(), v.host.Wave()
	v.off(func() {
		d, err := draftPack(s, wave)
		fyne.Do(func() { v.loaded(d, err) })
	})
}

// drafted is a pack with what is known of it.
type drafted struct {
	doc      report.Document
	draft    bool
	messages []session.PackMessage
	face     session.PackFace
	issued   []session.IssuedPack
}

// draftPack builds the pack of a wave as the study has it laid out: as a draft while the vault is locked, or lacks
// somebody.
func draftPack(s *session.Session, wave research.ID) (d drafted, err error) {
	ctx := context.Background()
	d.draft = s.CanIssue() != nil
	if d.doc, err = s.Pack(ctx, session.PackOptions{Wave: wave, Draft: d.draft}); err != nil {
		return d, err
	}
	if d.messages, err = s.PackMessages(ctx, d.doc); err != nil {
		return d, err
	}
	if d.face, err = s.PackFace(ctx); err != nil {
		return d, err
	}
	d.issued, err = s.IssuedPacks(ctx)
	return d, err
}

func (v *Report) loaded(d drafted, err error) {
	v.loading = false
	if v.again {
		v.again = false
		v.load()
		return
	}
	if err != nil {
		v.host.Fail(err)
		return
	}
	kind, nth := v.chosen()
	v.doc, v.draft, v.face, v.issued, v.ready = d.doc, d.draft, d.face, d.issued, true
	v.messages = map[report.Kind]session.PackMessage{}
	for _, m := range d.messages {
		v.messages[m.Kind] = m
	}
	v.rows = rowsOf(d.doc)
	v.list.SetCount(len(v.rows))
	row := v.rowOf(kind, nth)
	v.list.Mark(row)
	v.turn(row)
	v.host.Refresh()
	if v.export {
		v.export = false
		v.ask(false)
	}
}

// rowsOf are the pages section by section, with those that have none in their places.
func rowsOf(doc report.Document) []reportRow {
	var rows []reportRow
	for _, s := range doc.Sections {
		n := len(rows)
		for i, p := range doc.Pages {
			if p.Kind == s.Kind {
				rows = append(rows, reportRow{s, i})
			}
		}
		if len(rows) == n {
			rows = append(rows, reportRow{s, -1})
		}
	}
	return rows
}

// chosen is the section that is chosen, and which of its pages.
func (v *Report) chosen() (k report.Kind, nth int) {
	i := v.list.Chosen()
	if i < 0 || i >= len(v.rows) {
		return "", 0
	}
	k = v.rows[i].section.Kind
	for j := i - 1; j >= 0 && v.rows[j].section.Kind == k; j-- {
		nth++
	}
	return k, nth
}

// rowOf is the row of a section's n-th page, or of its last one; the first row where there is no such section.
func (v *Report) rowOf(k report.Kind, nth int) int {
	at := slices.IndexFunc(v.rows, func(r reportRow) bool { return r.section.Kind == k })
	if at < 0 {
		return 0
	}
	for nth > 0 && at+1 < len(v.rows) && v.rows[at+1].section.Kind == k {
		at, nth = at+1, nth-1
	}
	return at
}

// section is the one that is chosen.
func (v *Report) section() (report.SectionLine, bool) {
	if i := v.list.Chosen(); i >= 0 && i < len(v.rows) {
		return v.rows[i].section, true
	}
	return report.SectionLine{}, false
}

// turn shows what belongs to a row.
func (v *Report) turn(row int) {
	if row < 0 || row >= len(v.rows) {
		return
	}
	v.page = v.rows[row].page
	v.showTexts()
	if v.page < 0 {
		v.sheet.SetPage(nil)
	} else if sc, err := session.PageScene(v.doc, v.page); err != nil {
		v.host.Fail(err)
	} else {
		v.sheet.SetPage(&sc)
	}
	v.layout.Refresh()
	v.board.Refresh()
}

// turnTo shows the page that a link leads to, counted from 1.
func (v *Report) turnTo(number int) {
	if i := slices.IndexFunc(v.rows, func(r reportRow) bool { return r.page == number-1 }); i >= 0 {
		v.list.Choose(i)
	}
}

// showTexts puts the messages as they stand into the fields, but for one that somebody is writing.
func (v *Report) showTexts() {
	k, _ := v.chosen()
	text := ""
	if v.page >= 0 && v.page < len(v.doc.Pages) {
		text = v.doc.Pages[v.page].Title.String()
	}
	if own := v.messages[k].Own; own != "" {
		text = own
	}
	v.title.SetText(text)
	v.decision.SetText(or(v.messages[report.DecisionMessage].Own, v.doc.Decision.String()))
}

// paint makes the picture of a page off the window's goroutine, by the means of the PDF.
func (v *Report) paint(s *page.Scene, w, _ int, ready func(image.Image)) {
	v.off(func() {
		m := session.PagePicture(s, w)
		fyne.Do(func() { ready(m) })
	})
}

// ask asks where the pack is to be written and writes it: the PDF there, the workbook beside it.
func (v *Report) ask(draft bool) {
	if !draft && v.host.Session().Vault() != session.VaultOpen {
		v.host.Unlock(func() { v.load(); v.ask(false) })
		return
	}
	save := func() {
		v.host.AskSave("Export the board pack: the workbook goes beside the PDF", v.host.Session().PackName(".pdf"), func(path string) { v.write(path, draft) })
	}
	if draft || !v.doc.Ledger.Last {
		save()
		return
	}
	v.askLast(save)
}

// askLast makes sure that a pack may be the last of the study.
func (v *Report) askLast(then func()) *widgets.Dialog {
	return widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Issue the last pack of these interviews", Width: 520, Danger: true,
		Text:    "It shows themes by wave, or which were named together. Held against another pack, those figures could tell who said what, so none can be issued of these interviews after this one: only drafts, and packs of a later wave alone. To issue more packs, leave these sections out.",
		Confirm: "Issue the last pack", Cancel: "Not yet", Foot: "Drafts can be made at any time.",
		OnConfirm: func() bool { then(); return true }})
}

func (v *Report) write(path string, draft bool) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	var w session.Written
	v.host.Run("Writing the board pack", func(ctx context.Context, p session.Progress) (err error) {
		o := session.PackOptions{Wave: v.host.Wave(), Draft: draft}
		v.also.into(&o, stem)
		w, err = v.host.Session().Export(ctx, o, stem+".pdf", stem+".xlsx", p)
		return err
	}, func(err error) {
		if v.heldBack(err, func() { v.write(path, draft) }) {
			return
		}
		v.written = w
		v.board.Refresh()
		v.host.Say(fmt.Sprintf("Wrote %s and %s.", filepath.Base(stem+".pdf"), filepath.Base(stem+".xlsx")))
	})
}

// heldBack shows why nothing was written; it is false where all went well.
func (v *Report) heldBack(err error, again func()) bool {
	var named *session.NamedError
	if errors.As(err, &named) && showLeaks(v.host, named, again) != nil {
		return true
	}
	v.host.Fail(err)
	return err != nil
}
