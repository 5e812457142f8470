package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report"
)

// packOptions are what goes out with the pack besides the PDF and the workbook, chosen for as long as the study is
// open.
type packOptions struct{ slides, quotes, figures, charts bool }

// into says where the files go: beside the pack, under its name.
func (o packOptions) into(p *session.PackOptions, stem string) {
	if o.slides {
		p.Slides = stem + ".pptx"
	}
	if p.Draft { // what cannot be stamped is issued or not made
		return
	}
	if o.quotes {
		p.Quotes = stem + "-quotes.csv"
	}
	if o.figures {
		p.Figures = stem + "-figures.json"
	}
	if o.charts {
		p.Charts = stem + "-charts"
	}
}

// languageNames are the languages of a pack, each in its own words.
var languageNames = map[report.Lang]string{report.English: "English", report.German: "Deutsch", report.French: "Français", report.Spanish: "Español"}

// askOptions asks for the language of the pack's own words and for what else goes out.
func (v *Report) askOptions() {
	var names []string
	for _, l := range report.Languages() {
		names = append(names, languageNames[l])
	}
	lang := max(0, slices.Index(report.Languages(), report.Lang(v.host.Session().Study().Language)))
	want := v.also
	objects := []fyne.CanvasObject{
		widgets.NewSegmented(names, lang, func(i int) { lang = i }),
		widgets.NewCheck("Slides that can be edited (.pptx)", want.slides, func(on bool) { want.slides = on }),
		widgets.NewCheck("Cleared quotes (.csv)", want.quotes, func(on bool) { want.quotes = on }),
		widgets.NewCheck("Every figure (.json)", want.figures, func(on bool) { want.figures = on }),
		widgets.NewCheck("Each chart as a picture (.svg and .png)", want.charts, func(on bool) { want.charts = on }),
	}
	labels := widgets.NewBoard(func(p *widgets.Pen) {
		p.L(0, 12, "Language of the pack’s own words", theme.CaptionB, p.Mute)
		p.L(0, 86, "Written beside the PDF and the workbook", theme.CaptionB, p.Mute)
	})
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(labels, 0, 0, sz.Width, sz.Height)
		widgets.Put(objects[0], 0, 26, min(sz.Width, 400), theme.ControlHeight)
		for i, o := range objects[1:] {
			widgets.Put(o, 0, 100+float32(i)*32, sz.Width, theme.ControlHeight)
		}
	}, append([]fyne.CanvasObject{labels}, objects...)...)
	widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "What goes out", Width: 520, Body: body, BodyH: 236, Confirm: "Keep", Cancel: "Cancel",
		Foot: "All of it is checked for names and entered in the ledger.", OnConfirm: func() bool { v.keepOptions(report.Languages()[lang], want); return true }})
}
