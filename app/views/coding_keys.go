package views

import (
	"slices"

	"fyne.io/fyne/v2"

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
	if v.open == nil {
		return false
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		v.pickCode()
	case fyne.KeyDelete, fyne.KeyBackspace:
		v.onCurrent(func(c research.Coding) { v.remove(c.ID) })
	case fyne.KeyEscape:
		v.finder.close()
		v.text.ClearSelection()
		v.text.Focus()
	default:
		return false
	}
	return true
}

// Rune does what a letter or sign stands for.
func (v *Coding) Rune(r rune) bool {
	if v.open == nil {
		return false
	}
	if act, ok := codingSigns[r]; ok {
		act(v)
		return true
	}
	return false
}

// codingSigns are the letters and signs of this screen. Letters work in both cases.
var codingSigns = signs(map[rune]func(*Coding){
	'/': (*Coding).pickCode,
	'.': (*Coding).repeat,
	'-': hurt, '−': hurt, '_': hurt,
	'0': func(v *Coding) { v.onCurrent(func(c research.Coding) { v.setPolarity(c.ID, research.Neutral) }) },
	'+': helped, '=': helped,
	'1': weigh(research.Mentioned), '2': weigh(research.Contributed), '3': weigh(research.Decided),
	'a': func(v *Coding) {
		v.onCurrent(func(c research.Coding) { v.setAbout(c.ID, abouts[(slices.Index(abouts, c.About)+1)%len(abouts)]) })
	},
	'j': func(v *Coding) { v.uncoded(true) },
	'k': func(v *Coding) { v.uncoded(false) },
	'n': func(v *Coding) { v.step(1) }, ']': func(v *Coding) { v.step(1) },
	'p': func(v *Coding) { v.step(-1) }, '[': func(v *Coding) { v.step(-1) },
	'd': func(v *Coding) { v.reasonFromPassage(research.DecidedReason) },
	't': func(v *Coding) { v.reasonFromPassage(research.Told) },
	'b': func(v *Coding) { v.pickReason(research.Believed) },
	'r': func(v *Coding) { v.pickReason(research.Recorded) },
	'v': (*Coding).toggleSaid,
})

func hurt(v *Coding) {
	v.onCurrent(func(c research.Coding) { v.setPolarity(c.ID, research.Hurt) })
}

func helped(v *Coding) {
	v.onCurrent(func(c research.Coding) { v.setPolarity(c.ID, research.Helped) })
}

func weigh(w research.Weight) func(*Coding) {
	return func(v *Coding) { v.onCurrent(func(c research.Coding) { v.setWeight(c.ID, w) }) }
}

// signs adds the capitals of the letters.
func signs(m map[rune]func(*Coding)) map[rune]func(*Coding) {
	for r, f := range m {
		if r >= 'a' && r <= 'z' {
			m[r-'a'+'A'] = f
		}
	}
	return m
}
