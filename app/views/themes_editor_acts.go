package views

import (
	"context"
	"fmt"

	"openloop/research"
)

// Acts are what the Themes screen does by keyboard.
func (v *Themes) Acts() []Act {
	open := "read the quote in place"
	if v.showing == "edit" {
		open = "write the theme’s name, or make a theme of what is proposed"
	}
	return append(v.acts(), inTable("The list", open)...)
}

func (v *Themes) acts() []Act {
	acts := []Act{
		{"themes.new", "new theme", "Themes", []string{"N"}, func() { v.edit(research.Theme{}) }},
		{"themes.turn", "themes, every code, the editor", "Themes", []string{"E"}, v.turnTab},
	}
	if v.showing != "edit" {
		return append(acts, Act{"themes.order", "order of the codebook, or by size", "Every code", []string{"O"}, v.turnOrder}, Act{"themes.quotes", "go to its quotes, and back", "The pressed figure", []string{"Q"}, v.side.turn},
			Act{"themes.clear", "clear the quote, or take that back", "The chosen quote", []string{"C"}, v.side.toggleClear})
	}
	e := v.editor
	const theme, quote = "The chosen theme", "The chosen quote"
	return append(acts,
		Act{"themes.up", "move it up", "What is chosen", []string{"Alt+Up"}, func() { e.move(-1) }},
		Act{"themes.down", "move it down", "What is chosen", []string{"Alt+Down"}, func() { e.move(1) }},
		Act{"themes.codes", "find a code for it", theme, []string{"/"}, e.findCode},
		Act{"themes.sowhat", "write its “so what”", theme, []string{"W"}, e.writing(func() { e.soWhat.Focus() })},
		Act{"themes.advice", "write what we recommend", theme, []string{"R"}, e.writing(func() { e.advice.Focus() })},
		Act{"themes.side", "count what hurt, what helped, or every remark", theme, []string{"S"}, e.turnSide},
		Act{"themes.delete", "delete it", theme, []string{"Del"}, e.delete},
		Act{"themes.quotes", "go to its quotes, and back", theme, []string{"Q"}, e.turnFocus},
		Act{"themes.choose", "choose it for the theme, or take it out", quote, []string{"U"}, e.toggleQuote},
		Act{"themes.clear", "clear it, or take that back", quote, []string{"C"}, e.clear})
}

func (v *Themes) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// turnTab shows the next of the screen's three parts.
func (v *Themes) turnTab() {
	next := map[string]string{"themes": "codes", "codes": "edit", "edit": "themes"}
	v.turnTo(next[v.showing])
}

func (v *Themes) turnTo(part string) {
	v.showing = part
	if part == "edit" {
		v.side.drop()
		v.editor.load()
	}
	v.show()
	if part == "edit" {
		v.editor.list.Focus()
	}
}

// writing does something where a theme is chosen.
func (e *themeEditor) writing(do func()) func() {
	return func() {
		if _, ok := e.theme(); ok {
			do()
		}
	}
}

func (e *themeEditor) findCode() {
	if _, ok := e.theme(); ok {
		e.find.Focus()
	}
}

// move moves the quote that is chosen where the quotes have the keyboard, else the theme.
func (e *themeEditor) move(by int) {
	s, ctx := e.view.host.Session(), context.Background()
	t, ok := e.theme()
	switch {
	case !ok:
	case e.quotes.Focused():
		if q := e.chosenQuote(); q != "" {
			e.view.host.Fail(s.MoveQuote(ctx, t.ID, q, by))
		}
	default:
		e.view.host.Fail(s.MoveTheme(ctx, t.ID, by))
	}
}

func (e *themeEditor) turnSide() {
	if _, ok := e.theme(); ok {
		e.says.Chosen = (e.says.Chosen + 1) % len(sides)
		e.says.OnPick(e.says.Chosen)
	}
}

func (e *themeEditor) delete() {
	t, ok := e.theme()
	if !ok || e.view.host.Session().ReadOnly() {
		return
	}
	if err := e.view.host.Session().DeleteTheme(context.Background(), t); err != nil {
		e.view.host.Fail(err)
		return
	}
	e.view.host.Say("Deleted the theme. Ctrl Z brings it back.")
}

func (e *themeEditor) turnFocus() {
	if e.quotes.Focused() {
		e.list.Focus()
		return
	}
	if e.quotes.Count() > 0 {
		if e.quotes.Chosen() < 0 {
			e.quotes.Mark(0)
		}
		e.quotes.Focus()
	}
}

// toggleQuote chooses a quote for the theme, or takes it out.
func (e *themeEditor) toggleQuote() {
	i := e.quotes.Chosen()
	t, ok := e.theme()
	if !ok || i < 0 || i >= len(e.shown) {
		e.view.host.Say("Choose a quote first.")
		return
	}
	q := e.shown[i]
	if err := e.view.host.Session().ChooseQuote(context.Background(), t.ID, q.Verbatim, q.Place == 0); err != nil {
		e.view.host.Fail(err)
		return
	}
	if q.Place == 0 && !q.State.Cleared() {
		e.view.host.Say("Chosen. It stays off the pages until it is cleared: " + e.view.keys().press("themes.clear") + ".")
	}
}

// clear clears the chosen quote, or takes that back. What may leave only reworded asks for the words.
func (e *themeEditor) clear() {
	i := e.quotes.Chosen()
	if i < 0 || i >= len(e.shown) {
		e.view.host.Say("Choose a quote first.")
		return
	}
	clearOrAsk(e.view.host, e.shown[i].QuoteRow)
}

// toggleCode puts a code into the theme, or takes it out.
func (e *themeEditor) toggleCode(i int) {
	t, ok := e.theme()
	if !ok || i < 0 || i >= len(e.codes.shown) {
		return
	}
	c := e.codes.shown[i].Code
	in := !e.codes.chosen[c.ID]
	if err := e.view.host.Session().SetThemeCode(context.Background(), t.ID, c.ID, in); err != nil {
		e.view.host.Fail(err)
		return
	}
	word := "into"
	if !in {
		word = "out of"
	}
	e.view.host.Say(fmt.Sprintf("%s went %s the theme. Ctrl Z undoes it.", c.Name, word))
}
