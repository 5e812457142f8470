package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// storiesTab is the list of stories and the form of the chosen one.
type storiesTab struct {
	view    *Quotes
	list    []session.StoryRow
	rows    *widgets.Rows
	frame   *widgets.Board
	empty   *widgets.EmptyState
	form    *storyForm
	content *fyne.Container
}

const storyRowHigh = 76

func newStoriesTab(v *Quotes) *storiesTab {
	t := &storiesTab{view: v}
	t.rows = widgets.NewRows(storyRowHigh, t.drawRow)
	t.rows.OnChoose = func(int) { t.form.show(t.chosen()) }
	t.rows.OnOpen = func(int) { t.form.title.Focus() }
	t.rows.OnRune = t.view.Rune
	t.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	t.form = newStoryForm(t)
	t.empty = widgets.NewEmptyState("note", "No stories yet", "A story shows how a deal went, from “too expensive” down to what decided it. It follows one buyer, who allows it and hears it read back, or is put together from three or more.",
		"New story", "plus", t.add)
	t.content = widgets.Placed(func(s fyne.Size) {
		lx, lw, cx, cw, h := quoteCards(s)
		if lw > 380 { // the words need the room more than the list
			cx, cw = cx-(lw-380), cw+(lw-380)
			lw = 380
		}
		widgets.Put(t.frame, lx, bookTop, lw, h)
		widgets.Put(t.rows, lx+1, bookTop+1, lw-2, h-2)
		widgets.Put(t.form.content, cx, bookTop, cw, h)
		widgets.Put(t.empty, 0, bookTop, s.Width, h)
		setShown(t.empty, len(t.list) == 0)
		for _, o := range []fyne.CanvasObject{t.frame, t.rows, t.form.content} {
			setShown(o, len(t.list) > 0)
		}
	}, t.frame, t.rows, t.form.content, t.empty)
	return t
}

func (t *storiesTab) tally() string {
	if len(t.list) == 0 {
		return ""
	}
	n := 0
	for _, r := range t.list {
		if r.Tells {
			n++
		}
	}
	return fmt.Sprintf("%d in the report, %d written", n, len(t.list))
}

func (t *storiesTab) reload() {
	list, err := t.view.host.Session().Stories(context.Background())
	if err != nil {
		t.view.host.Fail(err)
		return
	}
	was := t.form.row.ID
	t.list = list
	t.rows.SetCount(len(list))
	at := -1
	for i, r := range list {
		if r.ID == was {
			at = i
		}
	}
	if at < 0 && len(list) > 0 {
		at = min(max(t.rows.Chosen(), 0), len(list)-1)
	}
	t.rows.Mark(at)
	t.form.show(t.chosen())
	t.content.Refresh()
	t.view.host.Refresh()
}

func (t *storiesTab) chosen() (session.StoryRow, bool) {
	if i := t.rows.Chosen(); i >= 0 && i < len(t.list) {
		return t.list[i], true
	}
	return session.StoryRow{}, false
}

// add begins a story.
func (t *storiesTab) add() {
	t.form.save()
	id, err := t.view.host.Session().SaveStory(context.Background(), research.Story{Title: "A new story"})
	if err != nil {
		t.view.host.Fail(err)
		return
	}
	t.form.row.ID = id
	t.reload()
	t.form.title.Focus()
}

func (t *storiesTab) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(t.list) {
		return
	}
	r := &t.list[i]
	t.rows.Ground(p, i, y, w, chosen)
	p.LW(16, y+18, w-32, r.Title, theme.Strong, p.Ink)
	p.LW(16, y+38, w-32, r.Label, theme.Small, p.Ink2)
	icon, words, ink := "circle", "Not cleared", p.Mute
	switch {
	case r.Tells:
		icon, words, ink = "check", "In the report", p.Accent
	case len(r.Missing) > 0:
		icon, words, ink = "warn", r.Missing[0], p.Warn
	}
	p.Icon(23, y+58, 14, icon, ink)
	p.LW(36, y+58, w-52, words, theme.Caption, ink)
}
