package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// storyForm is the card of a story, edited in place: its words, whose it is, and what it needs before it may
// leave.
type storyForm struct {
	tab   *storiesTab
	row   session.StoryRow
	known bool
	rungs []session.StoryRung

	title, text, consented, readBack *widgets.Field
	boxes                            []fyne.CanvasObject
	whose                            *widgets.Button
	board, frame, foot               *widgets.Board
	scroll                           *container.Scroll
	content                          *fyne.Container
}

const storyTextHigh = 200

func newStoryForm(t *storiesTab) *storyForm {
	f := &storyForm{tab: t, boxes: make([]fyne.CanvasObject, 4)}
	for i, field := range []struct {
		to    **widgets.Field
		hint  string
		lines bool
	}{{&f.title, "What the reader is to take from it", false}, {&f.text, "A line for each rung, from what was told down to what decided. What stands before a colon is its heading.", true}, {&f.consented, "2026-03-12", false}, {&f.readBack, "2026-03-12", false}} {
		*field.to, f.boxes[i] = savedField(field.hint, field.lines, f.save)
	}
	f.whose = widgets.NewButton("Choose whose story", "people", widgets.Secondary, f.askWhose)
	f.board = widgets.NewBoard(f.draw)
	f.foot = widgets.NewBoard(f.drawFoot)
	f.frame = widgets.NewBoard(func(p *widgets.Pen) {
		p.Card(0, 0, p.W, p.H)
		p.HLine(1, p.H-cardFoot, p.W-2, p.Line)
	})
	inside := container.New(&growing{f.height, f.place}, append([]fyne.CanvasObject{f.board, f.whose}, f.boxes...)...)
	f.scroll = container.NewVScroll(inside)
	f.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.frame, 0, 0, s.Width, s.Height)
		widgets.Put(f.scroll, 1, 1, s.Width-2, s.Height-cardFoot-2)
		widgets.Put(f.foot, 0, s.Height-cardFoot, s.Width, cardFoot)
	}, f.frame, f.scroll, f.foot)
	return f
}

// show puts a story on the card; what is being written stays.
func (f *storyForm) show(r session.StoryRow, ok bool) {
	if f.known && r.ID != f.row.ID {
		f.save()
	}
	f.row, f.known = r, ok
	f.readRungs()
	for field, text := range map[*widgets.Field]string{f.title: r.Title, f.text: r.Text, f.consented: r.Consented, f.readBack: r.ReadBack} {
		if !field.Focused() && field.Text != text {
			field.SetText(text)
		}
	}
	f.refresh()
}

func (f *storyForm) refresh() {
	one := f.known && !f.row.Composite()
	setShown(f.boxes[2], one)
	setShown(f.boxes[3], one)
	f.scroll.Content.Refresh()
	f.scroll.Refresh()
	f.board.Refresh()
	f.foot.Refresh()
	f.frame.Refresh()
}

// save stores what was changed on the card.
func (f *storyForm) save() {
	if !f.known {
		return
	}
	st, s, ctx := f.row.Story, f.tab.view.host.Session(), context.Background()
	st.Title, st.Text = strings.TrimSpace(f.title.Text), strings.TrimSpace(f.text.Text)
	if st.Title == "" {
		st.Title = f.row.Title
	}
	if st.Title != f.row.Title || st.Text != f.row.Text {
		voided := f.row.Cleared || f.row.ReadBack != ""
		f.row.Title, f.row.Text = st.Title, st.Text // so that what follows does not save again
		if _, err := s.SaveStory(ctx, st); err != nil {
			f.tab.view.host.Fail(err)
			return
		}
		f.tab.view.host.Say("Saved the story.")
		if voided {
			f.tab.view.host.Say("Saved. The words changed, so the story is to be read back and cleared anew.")
		}
	}
	consented, readBack := strings.TrimSpace(f.consented.Text), strings.TrimSpace(f.readBack.Text)
	if f.row.Composite() || consented == f.row.Consented && readBack == f.row.ReadBack {
		return
	}
	f.row.Consented, f.row.ReadBack = consented, readBack
	if err := s.NoteStory(ctx, st.ID, consented, readBack); err != nil {
		f.tab.view.host.Fail(err)
	}
}

// clear lets the story leave, or takes that back.
func (f *storyForm) clear() {
	if !f.known {
		return
	}
	f.save()
	if err := f.tab.view.host.Session().ClearStory(context.Background(), f.row.ID, !f.row.Cleared); err != nil {
		f.tab.view.host.Fail(err)
		return
	}
	f.tab.view.host.Say("Ctrl Z undoes it.")
}

func (f *storyForm) delete() {
	if err := f.tab.view.host.Session().DeleteStory(context.Background(), f.row.Story); err != nil {
		f.tab.view.host.Fail(err)
		return
	}
	f.known = false
	f.tab.view.host.Say("Deleted the story. Ctrl Z brings it back.")
	f.tab.reload()
}

// askWhose asks which interviews the story draws on.
func (f *storyForm) askWhose() {
	f.save()
	s := f.tab.view.host.Session()
	l := newConsentList(s)
	for _, r := range l.people {
		l.chosen[r.person.ID] = slices.Contains(f.row.Interviews, r.in.Interview.ID)
	}
	widgets.ShowDialog(f.tab.view.host.Window().Canvas(), widgets.DialogSpec{Title: "Whose story it is", Text: "One buyer, who allows this story and hears it read back; or three or more of three companies, put together so that none is recognised.",
		Width: 640, Body: l.rows, BodyH: 360, Confirm: "Save", Cancel: "Cancel", Focus: l.rows,
		OnConfirm: func() bool {
			st := f.row.Story
			st.Interviews = nil
			for _, r := range l.people {
				if id := r.in.Interview.ID; l.chosen[r.person.ID] && !slices.Contains(st.Interviews, id) {
					st.Interviews = append(st.Interviews, id)
				}
			}
			if _, err := s.SaveStory(context.Background(), st); err != nil {
				f.tab.view.host.Fail(err)
				return false
			}
			return true
		}})
}

// storyLay is where things stand on the card.
type storyLay struct{ title, whose, text, rungs, tales, dates, missing, end float32 }

func (f *storyForm) lay(w float32) storyLay {
	in := w - 2*theme.Inset
	l := storyLay{title: 14}
	l.whose = l.title + 62
	l.text = l.whose + 66
	l.rungs = l.text + 22 + storyTextHigh + 8
	l.tales = l.rungs + f.rungsHigh()
	y := l.tales
	for _, t := range f.row.Tales {
		y += widgets.ParaHeight(taleLine(f.row.Text, t), in-24, theme.Small) + 4
	}
	l.dates = y + 8
	l.missing = l.dates
	if !f.row.Composite() {
		l.missing += 66
	}
	y = l.missing
	for _, m := range f.row.Missing {
		y += widgets.ParaHeight(m, in-24, theme.Small) + 6
	}
	l.end = y + 12
	return l
}

func (f *storyForm) height(w float32) float32 {
	if !f.known {
		return 60
	}
	return f.lay(w).end
}

func (f *storyForm) place(s fyne.Size) {
	widgets.Put(f.board, 0, 0, s.Width, s.Height)
	l, x, in := f.lay(s.Width), float32(theme.Inset), s.Width-2*theme.Inset
	half := min(220, (in-16)/2)
	widgets.Put(f.boxes[0], x, l.title+20, in, theme.ControlHeight)
	widgets.Put(f.whose, x+in-f.whose.MinSize().Width, l.whose+20, f.whose.MinSize().Width, theme.ControlHeight)
	widgets.Put(f.boxes[1], x, l.text+20, in, storyTextHigh)
	widgets.Put(f.boxes[2], x, l.dates+22, half, theme.ControlHeight)
	widgets.Put(f.boxes[3], x+half+16, l.dates+22, half, theme.ControlHeight)
}

func (f *storyForm) draw(p *widgets.Pen) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	if !f.known {
		return
	}
	l, r := f.lay(p.W), &f.row
	p.L(x, l.title+8, "Title", theme.CaptionB, p.Mute)
	p.L(x, l.whose+8, "Whose story", theme.CaptionB, p.Mute)
	label := r.Label
	if len(r.Interviews) == 0 {
		label = "Nobody’s yet"
	}
	p.LW(x, l.whose+27, in-180, label, theme.Strong, p.Ink)
	var names []string
	for _, row := range r.Of {
		names = append(names, row.Interview.Label)
	}
	p.LW(x, l.whose+46, in-180, strings.Join(names, ", "), theme.Small, p.Mute)
	p.L(x, l.text+8, "The story", theme.CaptionB, p.Mute)
	p.R(x+in, l.text+8, fmt.Sprintf("%d characters", len([]rune(f.text.Text))), theme.Caption, p.Mute)
	f.drawRungs(p, x, l.rungs, in)
	y := l.tales
	for _, t := range r.Tales {
		p.Icon(x+8, y+9, 14, "warn", p.Warn)
		y = p.Para(x+24, y, in-24, taleLine(r.Text, t), theme.Small, p.Ink2) + 4
	}
	if !r.Composite() {
		half := min(220, (in-16)/2)
		p.LW(x, l.dates+10, half, "Allowed by the buyer on", theme.CaptionB, p.Mute)
		p.LW(x+half+16, l.dates+10, half, "Read back as it stands on", theme.CaptionB, p.Mute)
	}
	y = l.missing
	for _, m := range r.Missing {
		p.Icon(x+8, y+9, 14, "info", p.Mute)
		y = p.Para(x+24, y, in-24, m, theme.Small, p.Ink2) + 6
	}
}

func (f *storyForm) drawFoot(p *widgets.Pen) {
	if !f.known || f.tab.view.host.Session().ReadOnly() {
		return
	}
	x, cy := float32(theme.Inset), p.H/2
	switch {
	case f.row.Cleared:
		p.Button(x, cy, "Take back", "undo", widgets.Secondary, f.clear)
	case len(f.row.Missing) > 0:
		p.LW(x, cy, p.W-2*x-110, howMany(len(f.row.Missing), "thing")+" to do before it may be cleared", theme.Small, p.Mute)
	default:
		p.Button(x, cy, "Clear the story", "check", widgets.Primary, f.clear)
	}
	p.ButtonR(p.W-x, cy, "Delete", "trash", widgets.Danger, f.delete)
}
