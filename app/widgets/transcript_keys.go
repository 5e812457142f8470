package widgets

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Focusable    = (*transcriptBody)(nil)
	_ fyne.Shortcutable = (*transcriptBody)(nil)
	_ desktop.Keyable   = (*transcriptBody)(nil)
)

// FocusGained implements fyne.Focusable.
func (b *transcriptBody) FocusGained() { b.setFocused(true) }

// FocusLost implements fyne.Focusable.
func (b *transcriptBody) FocusLost() { b.setFocused(false) }

func (b *transcriptBody) setFocused(on bool) {
	b.focused, b.shift = on, false
	b.Refresh()
	b.host.Refresh()
}

// KeyDown and KeyUp watch the shift key.
func (b *transcriptBody) KeyDown(e *fyne.KeyEvent) { b.shift = b.shift || shiftKey(e) }

// KeyUp implements desktop.Keyable.
func (b *transcriptBody) KeyUp(e *fyne.KeyEvent) { b.shift = b.shift && !shiftKey(e) }

func shiftKey(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight
}

// TypedRune goes to the host: the letters are its commands.
func (b *transcriptBody) TypedRune(r rune) {
	if b.host.OnRune != nil {
		b.host.OnRune(r)
	}
}

// TypedKey moves the caret; what it does not know goes to the host, and what that does not
// know to the window.
func (b *transcriptBody) TypedKey(e *fyne.KeyEvent) {
	mod := fyne.KeyModifier(0)
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		mod = d.CurrentKeyModifiers()
	} else if b.shift {
		mod = fyne.KeyModifierShift
	}
	if e.Name == fyne.KeyEscape && b.origin != b.caret {
		b.clearSelection()
		return
	}
	if b.move(e.Name, mod) || writes(e.Name) || b.host.OnKey != nil && b.host.OnKey(e) {
		return
	}
	forwardKey(b, e)
}

// writes says whether a key comes as a rune too, or does nothing by itself.
func writes(k fyne.KeyName) bool {
	switch k {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight,
		desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock, fyne.KeySpace, fyne.KeyUnknown:
		return true
	}
	return len(k) == 1
}

// TypedShortcut copies, selects and moves by words; what it does not know goes on, because a focused
// widget gets the window's shortcuts before the window.
func (b *transcriptBody) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if text := b.host.SelectedText(); text != "" && b.host.OnCopy != nil {
			b.host.OnCopy(text)
		}
		return
	case *fyne.ShortcutSelectAll:
		b.selectMore()
		return
	case *desktop.CustomShortcut:
		if b.move(s.KeyName, s.Modifier) {
			return
		}
	}
	if b.host.OnShortcut != nil {
		b.host.OnShortcut(s)
	} else if c, ok := fyne.CurrentApp().Driver().CanvasForObject(b.host).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// selectMore selects the caret's turn, and everything when that is selected already.
func (b *transcriptBody) selectMore() {
	if len(b.text.turns) == 0 {
		return
	}
	a, z := b.selected()
	from, to := transcriptPlace{a.turn, 0}, transcriptPlace{a.turn, len(b.text.text(a.turn))}
	if a == from && !z.before(to) || z.turn != a.turn {
		from, to = transcriptPlace{}, b.text.end()
	}
	b.caretLine = -1
	b.setSelection(from, to)
}

// move moves the caret, drawing the selection out with Shift; it is false for keys that do not move.
func (b *transcriptBody) move(key fyne.KeyName, mod fyne.KeyModifier) bool {
	if len(b.lines.all) == 0 {
		return false
	}
	if to, ok := b.byUnit(key, mod); ok {
		b.caretLine, b.wantX = -1, -1
		b.drawTo(to, mod)
		return true
	}
	if mod&^(fyne.KeyModifierShift|wordModifier()|farModifier()) != 0 {
		return false
	}
	byWord, far, extend := mod&wordModifier() != 0, mod&farModifier() != 0, mod&fyne.KeyModifierShift != 0
	var to transcriptPlace
	line, column := -1, float32(-1)
	a, z := b.selected()
	collapse := a != z && !extend && !byWord && !far
	switch key {
	case fyne.KeyRight:
		to = b.rightOf(byWord, far, collapse, z)
	case fyne.KeyLeft:
		to = b.leftOf(byWord, far, collapse, a)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if far && runtime.GOOS != "darwin" {
			return false
		}
		to, line, column = b.vertical(key, far)
	case fyne.KeyHome:
		if to = (transcriptPlace{}); !far {
			to = b.lines.all[b.lineOfCaret()].from()
		}
	case fyne.KeyEnd:
		if to = b.text.end(); !far {
			line = b.lineOfCaret()
			to = transcriptPlace{b.caret.turn, b.lineEnd(line)}
		}
	default:
		return false
	}
	b.caretLine, b.wantX = line, column
	b.drawTo(to, mod)
	return true
}

// drawTo moves the caret, and with Shift the end of the selection.
func (b *transcriptBody) drawTo(to transcriptPlace, mod fyne.KeyModifier) {
	origin := to
	if mod&fyne.KeyModifierShift != 0 {
		origin = b.origin
	}
	b.setSelection(origin, to)
	b.reveal(b.caret, b.caret)
}

// wordModifier moves by words, farModifier to the ends. Off the Mac both are Control.
func wordModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierAlt
	}
	return fyne.KeyModifierControl
}

func farModifier() fyne.KeyModifier { return fyne.KeyModifierShortcutDefault }

func (b *transcriptBody) rightOf(byWord, far, collapse bool, z transcriptPlace) transcriptPlace {
	if collapse {
		return z
	}
	p := b.caret
	s := b.text.text(p.turn)
	switch {
	case far && !byWord:
		return transcriptPlace{p.turn, b.lineEnd(b.lineOfCaret())}
	case p.off >= len(s):
		if p.turn+1 < len(b.text.turns) {
			return transcriptPlace{p.turn + 1, 0}
		}
		return p
	case byWord:
		return transcriptPlace{p.turn, nextWord(s, p.off)}
	}
	return b.text.snap(transcriptPlace{p.turn, nextGrapheme(s, p.off)}, true)
}

func (b *transcriptBody) leftOf(byWord, far, collapse bool, a transcriptPlace) transcriptPlace {
	if collapse {
		return a
	}
	p := b.caret
	switch {
	case far && !byWord:
		return b.lines.all[b.lineOfCaret()].from()
	case p.off <= 0:
		if p.turn > 0 {
			return transcriptPlace{p.turn - 1, len(b.text.text(p.turn - 1))}
		}
		return p
	case byWord:
		return transcriptPlace{p.turn, prevWord(b.text.text(p.turn), p.off)}
	}
	return b.text.snap(transcriptPlace{p.turn, prevGrapheme(b.text.text(p.turn), p.off)}, false)
}

// vertical moves up and down, keeping to the column it set out from.
func (b *transcriptBody) vertical(key fyne.KeyName, far bool) (to transcriptPlace, line int, column float32) {
	b.settleNear(b.caret.turn, b.caret.turn)
	here := b.lineOfCaret()
	column = b.wantX
	if column < 0 {
		column = b.column.text + b.caretX(here)
	}
	line = here
	switch key {
	case fyne.KeyUp:
		line--
	case fyne.KeyDown:
		line++
	case fyne.KeyPageUp:
		line = b.pageFrom(here, -1)
	case fyne.KeyPageDown:
		line = b.pageFrom(here, +1)
	}
	switch {
	case line < 0 || far && key == fyne.KeyUp:
		return transcriptPlace{}, -1, -1
	case line >= len(b.lines.all) || far && key == fyne.KeyDown:
		return b.text.end(), -1, -1
	}
	return b.placeIn(line, column), line, column
}

// pageFrom is the line a view further on, always another one.
func (b *transcriptBody) pageFrom(line, step int) int {
	_, height := b.view()
	y := float32(b.lines.all[line].y) + float32(step)*max(b.lead(), height-2*b.lead())
	if y < 0 {
		return -1
	}
	to := b.lines.atY(y)
	if to == line {
		return line + step
	}
	return to
}

// lineOfCaret is the line on which the caret is drawn: where one line ends and the next begins at
// the same place, the one it came to.
func (b *transcriptBody) lineOfCaret() int {
	if n := b.caretLine; n >= 0 && n < len(b.lines.all) {
		ln := b.lines.all[n]
		if int(ln.turn) == b.caret.turn && int(ln.start) <= b.caret.off && b.caret.off <= int(ln.end) {
			return n
		}
	}
	return b.lines.at(b.caret)
}

func (b *transcriptBody) caretX(line int) float32 {
	ln := b.lines.all[line]
	return b.faces.read.xOf(b.text.text(int(ln.turn)), b.piecesOf(line), b.caret.off, b.text.kinds[ln.turn].leftward)
}
