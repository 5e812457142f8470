package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// Codebook is the tree of codes with its counts and the card of the chosen code, and on a second tab the
// interview guide. What is written in a card is saved on leaving the field.
type Codebook struct {
	base
	guideShown bool
	codes      *codeTab
	guide      *guideTab
	tabs       *widgets.Segmented
	content    *fyne.Container
}

const (
	bookCardWidth = 400
	bookCardLeast = 340
	bookTop       = 44 // tabs and filters
)

// NewCodebook is the Codebook screen.
func NewCodebook(h Host) *Codebook {
	v := &Codebook{base: base{h}}
	v.codes, v.guide = newCodeTab(v), newGuideTab(v)
	v.tabs = widgets.NewSegmented([]string{"Codes", "Interview guide"}, 0, func(i int) { v.showTab(i == 1) })
	v.content = widgets.Placed(v.layout, v.codes.content, v.guide.content, v.tabs)
	v.guide.content.Hide()
	return v
}

func (v *Codebook) layout(s fyne.Size) {
	w := v.tabs.MinSize().Width
	widgets.Put(v.tabs, theme.Margin, 1, w, theme.ControlHeight)
	widgets.Put(v.codes.content, 0, 0, s.Width, s.Height)
	widgets.Put(v.guide.content, 0, 0, s.Width, s.Height)
}

// tabsEnd is where the filters beside the tabs begin.
func (v *Codebook) tabsEnd() float32 { return theme.Margin + v.tabs.MinSize().Width + 16 }

// twoCards shares a screen between a list and the card of what is chosen in it.
func twoCards(s fyne.Size) (listX, listW, cardX, cardW, h float32) {
	listX, h = theme.Margin, s.Height-bookTop-16
	cardW = min(bookCardWidth, max(bookCardLeast, s.Width*.36))
	cardX = s.Width - theme.Margin - cardW
	return listX, cardX - theme.Gap - listX, cardX, cardW, h
}

func (v *Codebook) showTab(guide bool) {
	v.codes.save()
	v.guide.save()
	v.guideShown = guide
	setShown(v.guide.content, guide)
	setShown(v.codes.content, !guide)
	v.reload()
	v.host.Refresh()
}

// Content is the screen.
func (v *Codebook) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Codebook) MinHeight() float32 { return 440 }

// Head is how large the codebook is.
func (v *Codebook) Head() (title, sub string) {
	book := v.host.Session().Book()
	codes, short := 0, 0
	for _, c := range book.Codes {
		if c.Parent == "" || c.Retired || c.MergedInto != "" {
			continue
		}
		codes++
		if c.Short {
			short++
		}
	}
	return "Codebook", fmt.Sprintf("%s in %s, %d in the short book", howMany(codes, "code"), howMany(len(book.Stages), "stage"), short)
}

// Actions make a new code.
func (v *Codebook) Actions() []fyne.CanvasObject {
	if v.guideShown || v.host.Session().ReadOnly() {
		return nil
	}
	var file *widgets.Button
	file = widgets.NewButton("Import, export", "export", widgets.Quiet, func() { widgets.ShowMenuBelow(file, v.codes.fileActs()) })
	return []fyne.CanvasObject{file, widgets.NewButton("Versions", "history", widgets.Secondary, v.codes.showVersions),
		widgets.NewButton("New code", "plus", widgets.Primary, v.codes.askNew)}
}

// Show reads the codebook anew.
func (v *Codebook) Show(any) { v.reload() }

// Changed follows a change of the study.
func (v *Codebook) Changed(store.Change) { v.reload() }

func (v *Codebook) reload() {
	if v.guideShown {
		v.guide.reload(context.Background())
		return
	}
	v.codes.reload()
}

// Find puts the cursor into the search field.
func (v *Codebook) Find() {
	if !v.guideShown {
		v.codes.search.Focus()
	}
}

// Key walks through the list where nothing else has the keyboard.
func (v *Codebook) Key(e *fyne.KeyEvent) bool {
	rows := v.codes.rows
	if v.guideShown {
		rows = v.guide.rows
	}
	if known, used := walk(rows, e); known {
		return used
	}
	return v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune does what a letter stands for.
func (v *Codebook) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }
