package views

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

// Report is the board pack before it leaves: its pages as they will be printed, what leaves with them, the
// messages to change, and the export.
type Report struct {
	base
	list     *widgets.Rows
	board    *widgets.Board
	sheet    *widgets.PageView
	title    *widgets.Field
	decision *widgets.Field
	boxes    []fyne.CanvasObject
	layout   *fyne.Container

	doc     report.Document
	ready   bool
	loading bool
	again   bool
	draft   bool
	page    int
	written session.Written
	also    packOptions
	export  bool         // asked for before the pack was ready
	off     func(func()) // runs work off the window's goroutine
}

// NewReport is the Report screen.
func NewReport(h Host) *Report {
	v := &Report{base: base{h}, off: func(f func()) { go session.Safely(f) }}
	v.list = widgets.NewRows(52, v.drawPage)
	v.list.OnChoose = v.turn
	v.board = widgets.NewBoard(v.draw)
	v.sheet = widgets.NewPageView()
	var title, decision fyne.CanvasObject
	v.title, title = widgets.NewField("Message, one sentence", "", "", true)
	v.decision, decision = widgets.NewField("What the board is asked to decide", "", "", true)
	v.boxes = []fyne.CanvasObject{title, decision}
	v.layout = widgets.Placed(v.place, v.board, v.list, v.sheet, title, decision)
	return v
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
		widgets.NewButton("Options", "", widgets.Secondary, v.askOptions),
		widgets.NewButton("Draft", "", widgets.Secondary, func() { v.ask(true) }),
		widgets.NewButton("Export PDF and workbook", "export", widgets.Primary, func() { v.ask(false) })}
}

// MinHeight keeps the page readable in low windows.
func (v *Report) MinHeight() float32 { return 560 }

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
		doc, draft, decision, err := draftPack(s, wave)
		fyne.Do(func() { v.loaded(doc, draft, decision, err) })
	})
}

// draftPack builds the pack of a wave with the messages that a person wrote: as a draft while the vault is
// locked, or lacks somebody.
func draftPack(s *session.Session, wave research.ID) (doc report.Document, draft bool, decision string, err error) {
	ctx := context.Background()
	decision, titles, err := s.PackTexts(ctx)
	draft = s.CanIssue() != nil
	if err == nil {
		doc, err = s.Pack(ctx, session.PackOptions{Wave: wave, Draft: draft, Decision: decision, Titles: titles})
	}
	return doc, draft, decision, err
}

func (v *Report) loaded(doc report.Document, draft bool, decision string, err error) {
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
	v.doc, v.draft, v.ready = doc, draft, true
	v.page = min(v.page, max(0, len(doc.Pages)-1))
	v.decision.SetText(or(decision, doc.Decision.String()))
	v.list.SetCount(len(doc.Pages))
	v.list.Mark(v.page)
	v.turn(v.page)
	v.host.Refresh()
	if v.export {
		v.export = false
		v.ask(false)
	}
}

// turn shows another page.
func (v *Report) turn(i int) {
	if i < 0 || i >= len(v.doc.Pages) {
		return
	}
	v.page = i
	v.title.SetText(v.doc.Pages[i].Title.String())
	sc := v.doc.Scene(i, widgets.MeasureScene)
	v.sheet.SetPage(&sc)
	v.layout.Refresh()
	v.board.Refresh()
}

// Key turns pages.
func (v *Report) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeyRight:
		v.list.Choose(min(v.page+1, len(v.doc.Pages)-1))
	case fyne.KeyPageUp, fyne.KeyLeft:
		v.list.Choose(max(v.page-1, 0))
	default:
		return false
	}
	return true
}

const (
	listWidth = 236
	cardWidth = 290
)

func (v *Report) place(s fyne.Size) {
	x, h := float32(theme.Margin), s.Height-theme.Margin
	w := s.Width - 2*theme.Margin
	lw, cw := float32(listWidth), float32(cardWidth)
	if w < 1060 {
		lw, cw = 190, 240
	}
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	widgets.Put(v.list, x+1, 48, lw-2, h-50)
	mid := w - lw - cw - 32
	widgets.Put(v.sheet, x+lw+16, 0, mid, min(h-170, mid*.74))
	cx := x + w - cw
	widgets.Put(v.boxes[0], cx+16, 70, cw-32, 76)
	widgets.Put(v.boxes[1], cx+16, 226, cw-32, 110)
	for _, o := range []fyne.CanvasObject{v.list, v.sheet, v.boxes[0], v.boxes[1]} {
		toggle(o, v.ready)
	}
}

func (v *Report) drawPage(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.doc.Pages) {
		return
	}
	pg := v.doc.Pages[i]
	v.list.Ground(p, i, y, w, chosen)
	p.R(34, y+19, fmt.Sprint(pg.Number), theme.Small, p.Mute)
	ty := theme.Body
	if chosen {
		ty = theme.Strong
	}
	p.LW(46, y+18, w-60, pg.Name.String(), ty, p.Ink)
	p.LW(46, y+36, w-60, pg.Title.String(), theme.Caption, p.Mute)
}

func (v *Report) draw(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-theme.Margin
	w := p.W - 2*theme.Margin
	lw, cw := float32(listWidth), float32(cardWidth)
	if w < 1060 {
		lw, cw = 190, 240
	}
	if !v.ready {
		p.C(p.W/2, p.H/2-40, "Drafting the board pack", theme.Body, p.Mute)
		return
	}
	p.Card(x, 0, lw, h)
	p.L(x+16, 26, "Pages", theme.Head, p.Ink)
	mid := w - lw - cw - 32
	sheetH := min(h-170, mid*.74)
	p.Box(x+lw+16, 0, mid, sheetH, 8, p.LineStrong, nil)
	p.Box(x+lw+16, 0, mid, sheetH, 8, theme.Mix(p.Bg, p.LineStrong, .6), nil)
	my := sheetH + 22
	p.Hint(x+lw+16, my, "turn pages", "PgUp", "PgDn")
	if len(v.doc.Pages) > 0 {
		p.R(x+lw+16+mid, my, fmt.Sprintf("Page %d of %d", v.doc.Pages[v.page].Number, len(v.doc.Pages)), theme.Body, p.Ink2)
	}
	v.drawLeaves(p, x+lw+16, my+20, mid, h-my-20)
	v.drawCard(p, x+w-cw, cw, h)
}

// drawLeaves says what leaves with the pack.
func (v *Report) drawLeaves(p *widgets.Pen, x, y, w, h float32) {
	if h < 80 {
		return
	}
	p.Card(x, y, w, h)
	p.L(x+20, y+24, "What leaves with this pack", theme.Head, p.Ink)
	lines := []struct{ icon, n, what string }{
		{"themes", plural(len(v.doc.Figures)-v.doc.Withheld(), "figure"), fmt.Sprintf("Every base is at least %d interviews from %d organisations", v.doc.K, v.doc.MinOrgs)},
		{"mask", fmt.Sprintf("%d withheld", v.doc.Withheld()), "Hatched on the page; groups were merged first"},
		{"quote", plural(len(v.doc.Quotes), "quote"), "Cleared one by one, no pseudonym beside them"},
	}
	for _, t := range v.doc.Warnings {
		lines = append(lines, struct{ icon, n, what string }{"warn", "To know", t.String()})
	}
	ty := y + 54
	for _, l := range lines {
		if ty+14 > y+h {
			return
		}
		p.Icon(x+30, ty, 16, l.icon, p.Accent)
		p.L(x+50, ty, l.n, theme.Strong, p.Ink)
		p.LW(x+w*.32, ty, w*.68-16, l.what, theme.Small, p.Ink2)
		ty += 28
	}
}

func (v *Report) drawCard(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 0, w, h)
	if len(v.doc.Pages) == 0 {
		return
	}
	p.LW(x+16, 26, w-32, fmt.Sprintf("Page %d: %s", v.doc.Pages[v.page].Number, v.doc.Pages[v.page].Name), theme.Head, p.Ink)
	p.L(x+16, 54, "Message, one sentence", theme.CaptionB, p.Mute)
	n := len([]rune(v.title.Text))
	ink := p.Mute
	if n > report.MessageMost {
		ink = p.Warn
	}
	p.L(x+16, 164, fmt.Sprintf("%d of %d characters", n, report.MessageMost), theme.Caption, ink)
	bw := p.Button(x+16, 188, "Keep", "", widgets.Secondary, v.keepTitle)
	p.Button(x+24+bw, 188, "Drafted one", "undo", widgets.Quiet, func() {
		v.host.Fail(v.host.Session().SetPackTitle(context.Background(), v.doc.Pages[v.page].Kind, ""))
	})
	p.L(x+16, 216, "What the board is asked to decide", theme.CaptionB, p.Mute)
	bw = p.Button(x+16, 358, "Keep", "", widgets.Secondary, v.keepDecision)
	p.Button(x+24+bw, 358, "Drafted one", "undo", widgets.Quiet, func() {
		v.host.Fail(v.host.Session().SetPackDecision(context.Background(), ""))
	})
	y := float32(392)
	if v.draft {
		y = p.Note(x+16, y, w-32, "The vault is locked, so this is a draft: stamped, unchecked, and kept off the ledger.", true) + 12
	}
	if len(v.written.Files) > 0 {
		names := make([]string, len(v.written.Files))
		for i, f := range v.written.Files {
			names[i] = filepath.Base(f)
		}
		words := fmt.Sprintf("Wrote %s. %d identities were looked for and not found.", strings.Join(names, " and "), v.written.Checked)
		if v.written.Draft {
			words = fmt.Sprintf("Wrote the draft %s.", strings.Join(names, " and "))
		}
		p.Note(x+16, y, w-32, words, false)
	}
}

func (v *Report) keepTitle() {
	if v.page < len(v.doc.Pages) {
		v.host.Fail(v.host.Session().SetPackTitle(context.Background(), v.doc.Pages[v.page].Kind, v.title.Text))
	}
}

func (v *Report) keepDecision() {
	v.host.Fail(v.host.Session().SetPackDecision(context.Background(), v.decision.Text))
}

// ask asks where the pack is to be written and writes it: the PDF there, the workbook beside it.
func (v *Report) ask(draft bool) {
	if !draft && v.host.Session().Vault() != session.VaultOpen {
		v.host.Unlock(func() { v.load(); v.ask(false) })
		return
	}
	v.host.AskSave("Export the board pack: the workbook goes beside the PDF", v.host.Session().PackName(".pdf"), func(path string) { v.write(path, draft) })
}

func (v *Report) write(path string, draft bool) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	var w session.Written
	v.host.Run("Writing the board pack", func(ctx context.Context, p session.Progress) error {
		decision, titles, err := v.host.Session().PackTexts(ctx)
		if err != nil {
			return err
		}
		o := session.PackOptions{Wave: v.host.Wave(), Draft: draft, Decision: decision, Titles: titles}
		v.also.into(&o, stem)
		w, err = v.host.Session().Export(ctx, o, stem+".pdf", stem+".xlsx", p)
		return err
	}, func(err error) {
		var named *session.NamedError
		if errors.As(err, &named) && showLeaks(v.host, named, func() { v.write(path, draft) }) != nil {
			return
		}
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.written = w
		v.board.Refresh()
		v.host.Say(fmt.Sprintf("Wrote %s and %s.", filepath.Base(stem+".pdf"), filepath.Base(stem+".xlsx")))
	})
}
