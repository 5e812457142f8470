package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codeForm is the card of a code, edited in place.
type codeForm struct {
	tab   *codeTab
	row   session.BookRow
	known bool

	name, definition, include, exclude *widgets.Field
	example                            *widgets.Field
	colour                             *swatches
	stage                              *widgets.Picker
	short                              *widgets.Toggle
	retire, remove, more               *widgets.Button
	head                               *widgets.Board
	scroll                             *container.Scroll
	content                            *fyne.Container
}

func newCodeForm(t *codeTab) *codeForm {
	f := &codeForm{tab: t}
	boxes := make([]fyne.CanvasObject, 5)
	for i, field := range []struct {
		to    **widgets.Field
		hint  string
		lines bool
	}{{&f.name, "Name of the code", false}, {&f.definition, "What it stands for, in a sentence", true}, {&f.include, "What belongs here", true}, {&f.exclude, "What belongs elsewhere, and where", true}, {&f.example, "A passage that shows it well", true}} {
		*field.to, boxes[i] = savedField(field.hint, field.lines, f.save)
	}
	f.stage = widgets.NewPicker("", nil, 0, func(int) { f.save() })
	f.short = widgets.NewSwitch("In the short book", false, func(bool) { f.save() })
	f.colour = newSwatches(f)
	f.more = widgets.NewButton("More", "more", widgets.Secondary, func() { widgets.ShowMenuBelow(f.more, f.tab.acts()) })
	f.retire = widgets.NewButton("Retire", "", widgets.Secondary, f.toggleRetired)
	f.remove = widgets.NewButton("Delete", "trash", widgets.Danger, f.delete)
	f.head = widgets.NewBoard(f.draw)
	f.scroll = formOf(formLine{"Name", boxes[0], 0}, formLine{"Buying stage", f.stage, 0}, formLine{"Colour", f.colour.board, 0}, formLine{"Definition", boxes[1], 74},
		formLine{"Put here", boxes[2], 74}, formLine{"Not here", boxes[3], 74}, formLine{"Example", boxes[4], 74}, formLine{"", f.short, 0})
	f.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.head, 0, 0, s.Width, s.Height)
		widgets.Put(f.scroll, theme.Inset-formEdge, 68, s.Width-2*theme.Inset+2*formEdge, s.Height-68-60)
		w := f.retire.MinSize().Width
		widgets.Put(f.retire, theme.Inset, s.Height-46, w, theme.ControlHeight)
		widgets.Put(f.remove, theme.Inset+w+8, s.Height-46, f.remove.MinSize().Width, theme.ControlHeight)
		mw := f.more.MinSize().Width
		widgets.Put(f.more, s.Width-theme.Inset-mw, s.Height-46, mw, theme.ControlHeight)
	}, f.head, f.scroll, f.retire, f.remove, f.more)
	return f
}

// savedField is a field that is saved when the keyboard leaves it, and what to place on the screen.
func savedField(hint string, lines bool, save func()) (*widgets.Field, fyne.CanvasObject) {
	field, box := widgets.NewField(hint, "", "", lines)
	field.OnFocus = func(focused bool) {
		if !focused {
			save()
		}
	}
	return field, box
}

// formLine is a control under its caption; height 0 is that of a button.
type formLine struct {
	caption string
	control fyne.CanvasObject
	height  float32
}

// formEdge is the room around a form for the ring of what is being written, and for the scroll bar.
const formEdge = 10

// formOf is a scrolling column of controls.
func formOf(lines ...formLine) *container.Scroll {
	captions := widgets.NewBoard(nil)
	objects := []fyne.CanvasObject{captions}
	least := float32(8)
	for i, l := range lines {
		if l.height == 0 {
			lines[i].height = theme.ControlHeight
		}
		if l.caption != "" {
			least += 22
		}
		least += lines[i].height + 12
		objects = append(objects, l.control)
	}
	each := func(at func(l formLine, y float32)) {
		y := float32(4)
		for _, l := range lines {
			if l.caption != "" {
				y += 22
			}
			at(l, y)
			y += l.height + 12
		}
	}
	captions.Draw = func(p *widgets.Pen) {
		each(func(l formLine, y float32) { p.L(formEdge, y-11, l.caption, theme.CaptionB, p.Mute) })
	}
	return container.NewVScroll(widgets.PlacedMin(fyne.NewSize(200, least), func(s fyne.Size) {
		widgets.Put(captions, 0, 0, s.Width, s.Height)
		each(func(l formLine, y float32) { widgets.Put(l.control, formEdge, y, s.Width-2*formEdge, l.height) })
	}, objects...))
}

func (f *codeForm) draw(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	if !f.known {
		p.Para(theme.Inset, 24, p.W-2*theme.Inset, "No code here. Search for other words, or show all codes.", theme.Body, p.Mute)
		return
	}
	p.Box(theme.Inset, 21, 10, 10, 3, p.Tokens.Code(f.row.Code.Colour, f.row.Code.Stage), nil)
	p.LW(theme.Inset+18, 26, p.W-2*theme.Inset-18, f.row.Code.Title(), theme.Head, p.Ink)
	used := "Not used yet"
	if f.row.Mentions > 0 {
		used = fmt.Sprintf("In %s, %s", howMany(f.row.Interviews, "interview"), howMany(f.row.Mentions, "mention"))
	}
	if f.row.Code.Retired {
		used += " · retired: pickers no longer offer it"
	}
	p.LW(theme.Inset, 49, p.W-2*theme.Inset, used, theme.Small, p.Mute)
	p.HLine(theme.Inset, p.H-58, p.W-2*theme.Inset, p.Line)
}

// show puts a code on the card; what is being written stays.
func (f *codeForm) show(r session.BookRow, ok bool) {
	if r.Code.ID != f.row.Code.ID {
		f.save()
	}
	f.row, f.known = r, ok
	c := r.Code
	for field, text := range map[*widgets.Field]string{f.name: c.Name, f.definition: c.Definition, f.include: c.Include, f.exclude: c.Exclude, f.example: c.Example} {
		if !field.Focused() && field.Text != text {
			field.SetText(text)
		}
	}
	f.showStage(c)
	f.colour.show(c)
	f.short.SetOn(c.Short)
	label := "Retire"
	if c.Retired {
		label = "Bring back"
	}
	f.retire.SetLabel(label)
	write := ok && !f.tab.view.host.Session().ReadOnly()
	setShown(f.scroll, ok)
	setShown(f.retire, write && c.Parent != "")
	setShown(f.more, write)
	setShown(f.remove, write && c.Parent != "" && r.Mentions == 0)
	f.allow(write)
	f.head.Refresh()
	f.content.Refresh()
}

func (f *codeForm) showStage(c research.Code) {
	stages := f.tab.view.host.Session().Book().Stages
	names, at := make([]string, len(stages)), 0
	for i, st := range stages {
		names[i] = st.Name
		if st.Number == c.Stage {
			at = i
		}
	}
	f.stage.SetOptions(names, at)
}

// allow lets the fields be written in, or not. A stage's own code stays in its stage.
func (f *codeForm) allow(write bool) {
	for _, field := range []*widgets.Field{f.name, f.definition, f.include, f.exclude, f.example} {
		if write {
			field.Enable()
		} else {
			field.Disable()
		}
	}
	if write && f.row.Code.Parent != "" {
		f.stage.Enable()
	} else {
		f.stage.Disable()
	}
	if write {
		f.short.Enable()
	} else {
		f.short.Disable()
	}
}

// writable says whether what is on the card can be changed.
func (f *codeForm) writable() bool { return f.known && !f.tab.view.host.Session().ReadOnly() }

// written is the code as the card says it.
func (f *codeForm) written() research.Code {
	c := f.row.Code
	c.Name, c.Definition = strings.TrimSpace(f.name.Text), strings.TrimSpace(f.definition.Text)
	c.Include, c.Exclude, c.Short = strings.TrimSpace(f.include.Text), strings.TrimSpace(f.exclude.Text), f.short.On
	c.Example, c.Colour = strings.TrimSpace(f.example.Text), f.colour.on
	if stages := f.tab.view.host.Session().Book().Stages; f.stage.Chosen >= 0 && f.stage.Chosen < len(stages) && c.Parent != "" {
		c.Stage = stages[f.stage.Chosen].Number
	}
	return c
}

// save stores what was changed on the card.
func (f *codeForm) save() {
	if !f.known {
		return
	}
	c := f.written()
	if c == f.row.Code {
		return
	}
	f.store(c, "Saved "+c.Name+".")
}

func (f *codeForm) store(c research.Code, say string) {
	was := f.row.Code
	f.row.Code = c // so that what follows does not save again
	if _, err := f.tab.view.host.Session().SaveCode(context.Background(), c); err != nil {
		f.row.Code = was
		f.name.SetText(was.Name)
		f.tab.view.host.Fail(err)
		return
	}
	f.tab.view.host.Say(say)
	f.tab.reload()
}

func (f *codeForm) toggleRetired() {
	c := f.written()
	c.Retired = !c.Retired
	if c.Retired {
		f.store(c, "Retired "+c.Name+". What is coded with it stays. Ctrl Z brings it back.")
		return
	}
	f.store(c, c.Name+" can be used again.")
}

// delete takes a code away that nothing uses.
func (f *codeForm) delete() {
	c := f.row.Code
	if err := f.tab.view.host.Session().DeleteCode(context.Background(), c); err != nil {
		f.tab.view.host.Fail(err)
		return
	}
	f.known = false
	f.tab.view.host.Say("Deleted " + c.Name + ". Ctrl Z brings it back.")
	f.tab.reload()
}
