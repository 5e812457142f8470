package views

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/widgets"
	"openloop/research"
)

// Key does what a key stands for; those that move in the text go there, with the keyboard.
func (v *Coding) Key(e *fyne.KeyEvent) bool {
	if v.open == nil || v.press(e) {
		return v.open != nil
	}
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		v.text.Focus()
		v.text.FocusTarget().TypedKey(e)
		return true
	}
	return false
}

// press is a key while the text has the keyboard.
func (v *Coding) press(e *fyne.KeyEvent) bool {
	return v.open != nil && dispatch(v.host.Prefs(), v.acts, keyOfEvent(e, heldModifiers()))
}

// Rune does what a letter or sign stands for.
func (v *Coding) Rune(r rune) bool {
	return v.open != nil && dispatch(v.host.Prefs(), v.acts, keyOfRune(r))
}

// shortcut is a key with Ctrl or Alt that the text does not know; what nobody here knows goes to the window.
func (v *Coding) shortcut(s fyne.Shortcut) {
	if v.open != nil && dispatch(v.host.Prefs(), v.acts, keyOfShortcut(s)) {
		return
	}
	if c, ok := v.host.Window().Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// heldModifiers are the modifiers that are down, where the driver says.
func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// Acts are what this screen does by keyboard.
func (v *Coding) Acts() []Act { return v.acts }

// The parts of the help on this screen.
const (
	partGo      = "Go to"
	partCode    = "Code the passage"
	partSay     = "Say of the code"
	partReasons = "Reasons and ladder"
	partText    = "The text"
)

// makeActs lists what this screen does by keyboard, in the order of the help.
func (v *Coding) makeActs() {
	v.acts = slices.Concat(v.goActs(), v.codeActs(), v.sayActs(), v.reasonActs(), v.textActs())
	for _, s := range v.sides {
		v.acts = append(v.acts, s.acts()...)
	}
}

func (v *Coding) goActs() []Act {
	return []Act{
		{"coding.uncoded", "next passage without a code", partGo, []string{"J"}, func() { v.uncoded(true) }},
		{"coding.uncoded.back", "the one before", partGo, []string{"K"}, func() { v.uncoded(false) }},
		{"coding.next", "next coding", partGo, []string{"]", "N"}, func() { v.step(1) }},
		{"coding.previous", "previous coding", partGo, []string{"[", "P"}, func() { v.step(-1) }},
		{"coding.find.next", "next place found", partGo, []string{"F3"}, func() { v.finder.step(1) }},
		{"coding.find.previous", "previous place found", partGo, []string{"Shift+F3"}, func() { v.finder.step(-1) }},
		{"coding.done", "the interview is coded, or its second coding done", partGo, []string{"Ctrl+Enter"}, v.toggleCoded},
		{"coding.interview", "next interview to code", partGo, []string{"Alt+Enter"}, v.nextInterview},
	}
}

func (v *Coding) codeActs() []Act {
	return []Act{
		{"coding.pick", "pick a code", partCode, []string{"/", "Enter"}, v.pickCode},
		{"coding.repeat", "repeat the last code", partCode, []string{"."}, v.repeat},
		{"coding.invivo", "make a code of these very words", partCode, []string{"I"}, v.inVivo},
		{"coding.widen", "widen the selection: word, sentence, turn", partCode, []string{"G"}, func() { v.text.Widen() }},
		{"coding.narrow", "narrow it again", partCode, []string{"H"}, func() { v.text.Narrow() }},
		{"coding.remove", "take the code off", partCode, []string{"Del", "Backspace"}, func() { v.onCurrent(func(c research.Coding) { v.remove(c.ID) }) }},
		{"coding.escape", "let go of the selection", partCode, []string{"Esc"}, v.letGo},
	}
}

func (v *Coding) sayActs() []Act {
	polarity := func(to research.Polarity) func() {
		return func() { v.onCurrent(func(c research.Coding) { v.setPolarity(c.ID, to) }) }
	}
	weight := func(to research.Weight) func() {
		return func() { v.onCurrent(func(c research.Coding) { v.setWeight(c.ID, to) }) }
	}
	return []Act{
		{"coding.hurt", "it hurt", partSay, []string{"−", "-", "_"}, polarity(research.Hurt)},
		{"coding.neutral", "neutral", partSay, []string{"0"}, polarity(research.Neutral)},
		{"coding.helped", "it helped", partSay, []string{"+", "="}, polarity(research.Helped)},
		{"coding.mentioned", "mentioned", partSay, []string{"1"}, weight(research.Mentioned)},
		{"coding.contributed", "contributed", partSay, []string{"2"}, weight(research.Contributed)},
		{"coding.decided", "decided", partSay, []string{"3"}, weight(research.Decided)},
		{"coding.about", "about us, a rival, the buyer", partSay, []string{"A"}, v.turnAbout},
		{"coding.note", "write a note on it, on words without a code, or on the turn", partSay, []string{"M"}, v.writeNote},
		{"coding.notes", "notes on the interview or the code, and all notes", partSay, []string{"Z"}, v.noteMenu},
	}
}

func (v *Coding) reasonActs() []Act {
	return []Act{
		{"coding.reason.told", "this was told to the seller", partReasons, []string{"T"}, func() { v.reasonFromPassage(research.Told) }},
		{"coding.reason.decided", "this decided", partReasons, []string{"D"}, func() { v.reasonFromPassage(research.DecidedReason) }},
		{"coding.rung", "add to the ladder, down to what decided", partReasons, []string{"R"}, v.addRung},
		{"coding.reason.believed", "what was believed beforehand", partReasons, []string{"B"}, func() { v.pickReason(research.Believed) }},
		{"coding.reason.recorded", "what the CRM records", partReasons, []string{"C"}, func() { v.pickReason(research.Recorded) }},
	}
}

func (v *Coding) textActs() []Act {
	return []Act{
		{"coding.correct", "correct what was said", partText, []string{"E", "F2"}, v.correct},
		{"coding.stage", "set the buying stage of the turn", partText, []string{"S"}, v.setStage},
		{"coding.name", "mask the selected name in every text", partText, []string{"F4"}, func() { v.askName() }},
		{"coding.larger", "larger text", partText, []string{"Ctrl+=", "Ctrl++", "Ctrl+Shift+="}, func() { v.zoom(widgets.TranscriptZoomStep) }},
		{"coding.smaller", "smaller text", partText, []string{"Ctrl+-"}, func() { v.zoom(-widgets.TranscriptZoomStep) }},
		{"coding.usual", "usual size of text", partText, []string{"Ctrl+0"}, func() { v.zoom(0) }},
		{"coding.originals", "what was said behind masks", partText, []string{"V"}, v.toggleSaid},
	}
}

// letGo closes what is open over the text, and lets go of the selection.
func (v *Coding) letGo() {
	v.finder.close()
	v.text.ClearSelection()
	v.text.Focus()
}

// turnAbout says whom the coding is about: the next of the three.
func (v *Coding) turnAbout() {
	v.onCurrent(func(c research.Coding) { v.setAbout(c.ID, abouts[(slices.Index(abouts, c.About)+1)%len(abouts)]) })
}
