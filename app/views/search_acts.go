package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// makeActs lists what this screen does by keyboard, beside the keys of the list.
func (v *Search) makeActs() {
	const part = "Search"
	v.acts = []Act{
		{"search.field", "search for other words", part, []string{"/"}, v.Find},
		{"search.check", "check the passage, or take the check off", part, []string{"Space"}, nil},
		{"search.open", "open it in its interview", part, []string{"Enter"}, nil},
		{"search.all", "check all, or none", part, []string{"A"}, v.toggleAll},
		{"search.code", "choose the code for all that are checked", part, []string{"C"}, v.pickCode},
		{"search.unit", "how much is coded: sentence, words, turn", part, []string{"U"}, v.turnUnit},
		{"search.apply", "apply the code", part, []string{"P"}, v.apply},
		{"search.filter", "show only what has a code", part, []string{"F"}, v.pickFilter},
	}
}

// Acts are what this screen does by keyboard.
func (v *Search) Acts() []Act { return v.acts }

func (v *Search) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts} }

// Find puts the cursor into the field.
func (v *Search) Find() { v.field.Focus() }

// fieldKey leaves the field: down into what was found, or back to where the search was called.
func (v *Search) fieldKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if len(v.found.Hits) > 0 {
			v.rows.Focus()
			v.rows.Choose(max(0, v.rows.Chosen()))
		}
	case fyne.KeyEscape:
		if v.field.Text != "" {
			v.field.SetText("")
		} else {
			v.host.Go(v.from, nil)
		}
	default:
		return false
	}
	return true
}

// listKey is what the list does not know: Space checks, Escape goes back to the field.
func (v *Search) listKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeySpace:
		v.toggle(v.rows.Chosen())
	case fyne.KeyEscape:
		v.Find()
	default:
		return dispatch(v.host.Prefs(), v.acts, keyOfEvent(e, heldModifiers()))
	}
	return true
}

// Key is for keys that nothing has taken.
func (v *Search) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		v.rows.Focus()
		v.rows.TypedKey(e)
		return true
	}
	return v.listKey(e)
}

// Rune does what a letter stands for outside the field.
func (v *Search) Rune(r rune) bool { return dispatch(v.host.Prefs(), v.acts, keyOfRune(r)) }

// toggle checks a passage, or takes the check off.
func (v *Search) toggle(i int) {
	if i < 0 || i >= len(v.found.Hits) {
		return
	}
	id := v.found.Hits[i].ID()
	if v.already[id] {
		v.host.Say("This passage is coded " + v.code.Name + " by " + v.host.Session().Coder() + " already.")
		return
	}
	v.off[id] = !v.off[id]
	v.redraw()
}

// toggleAll checks every passage, or none where all are checked.
func (v *Search) toggleAll() {
	off := true
	for _, h := range v.found.Hits {
		off = off && !v.off[h.ID()]
	}
	for _, h := range v.found.Hits {
		v.off[h.ID()] = off
	}
	v.redraw()
}

// turnUnit goes on to the next of sentence, words and turn.
func (v *Search) turnUnit() { v.setUnit((v.unit + 1) % 3) }

func (v *Search) setUnit(u session.SearchUnit) {
	v.unit = u
	clear(v.already)
	v.look()
	v.redraw()
}

// pickCode asks for the code to apply.
func (v *Search) pickCode() {
	v.askCode(func(c research.Code) {
		v.code = c
		clear(v.already)
		v.look()
		v.redraw()
	})
}

// pickFilter asks for the code that is to be on what is shown.
func (v *Search) pickFilter() {
	v.askCode(func(c research.Code) {
		value := c.Ref
		if value == "" {
			value = c.Name
		}
		v.field.SetText(session.WithFilter(v.field.Text, "code", value))
	})
}

// askCode opens the picker of codes.
func (v *Search) askCode(pick func(c research.Code)) {
	if v.unpick != nil {
		v.unpick()
	}
	k := widgets.NewCodePicker(v.host.Session().Offered())
	gone := func() {
		v.unpick = nil
		v.rows.Focus()
	}
	k.OnCancel = gone
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.card)
	hide := k.Popup(v.host.Window().Canvas(), at)
	v.unpick = func() { hide(); gone() }
	k.OnPick = func(c research.Code) {
		v.unpick()
		pick(c)
	}
}

// open shows a passage in its interview.
func (v *Search) open(i int) {
	if i < 0 || i >= len(v.found.Hits) {
		return
	}
	h := v.found.Hits[i]
	hit := store.Hit{Turn: h.Turn.ID, Interview: h.Turn.Interview, Excerpt: h.Turn.Text, Marks: h.Marks}
	v.host.Go("coding", hit)
}

// apply puts the code on all passages that are checked, as one step.
func (v *Search) apply() {
	hits := v.checked()
	switch {
	case len(v.found.Hits) == 0:
		v.host.Say("Nothing was found that could be coded. Search for words first.")
		return
	case v.code.ID == "":
		v.pickCode()
		return
	case len(hits) == 0:
		v.host.Say("No passage is checked. Press Space to check one, or " + v.keys().press("search.all") + " to check all of them.")
		return
	}
	s, unit, code := v.host.Session(), v.unit, v.code
	var did session.CodedHits
	v.host.Run("Coding "+howMany(len(hits), "passage"), func(ctx context.Context, p session.Progress) (err error) {
		did, err = s.CodeHits(ctx, hits, unit, code.ID, p)
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.host.Say(codedWords(did, code))
		v.again()
	})
}

// codedWords says what became of hits that were to be coded.
func codedWords(did session.CodedHits, code research.Code) string {
	s := "Applied " + code.Name + " to " + howMany(did.Applied, "passage") + "."
	if did.Applied == 0 {
		s = "Nothing was coded."
	}
	if did.Already > 0 {
		s += fmt.Sprintf(" %d had it already.", did.Already)
	}
	if did.Changed > 0 {
		s += fmt.Sprintf(" %d changed meanwhile and were left.", did.Changed)
	}
	if did.Applied > 0 {
		s += " Ctrl Z undoes it."
	}
	return s
}
