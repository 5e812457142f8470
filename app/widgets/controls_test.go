package widgets

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
)

func TestButton(t *testing.T) {
	wear(t, false)
	n := 0
	b := NewButton("Add interviews", "plus", Primary, func() { n++ })
	w := stand(t, alone(b), 300, 60)
	if b.MinSize().Height != theme.ControlHeight || b.MinSize().Width != ButtonW("Add interviews", "plus") {
		t.Errorf("is %v", b.MinSize())
	}
	test.Tap(b)
	w.Canvas().FocusNext()
	strike(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter)
	if n != 4 {
		t.Errorf("pressed %d times", n)
	}
	b.SetEnabled(false)
	test.Tap(b)
	strike(b, fyne.KeySpace)
	b.Press()
	if n != 4 || !b.Disabled() {
		t.Error("a grey button can be pressed")
	}
	b.SetEnabled(true)
	before := b.MinSize().Width
	b.SetLabel("Add")
	b.SetEmphasis(Quiet)
	if b.MinSize().Width >= before || !says(b, "Add") {
		t.Error("the words do not change")
	}
	if NewButton("", "more", Quiet, nil).MinSize() != fyne.NewSize(30, 30) {
		t.Error("a button without words is not square")
	}
}

// alone keeps an object at its least size.
func alone(o fyne.CanvasObject) fyne.CanvasObject {
	return Placed(func(fyne.Size) { Put(o, 10, 10, o.MinSize().Width, o.MinSize().Height) }, o)
}

// Every emphasis can be read in both themes, switched off or not.
func TestButtonFaces(t *testing.T) {
	for _, dark := range []bool{false, true} {
		tok := theme.Light()
		if dark {
			tok = theme.Dark()
		}
		for e := Quiet; e <= DangerFill; e++ {
			for i := range 8 {
				f := buttonFace(tok, e, i&1 > 0, i&2 > 0, i&4 > 0)
				ground, ok := f.fill.(color.NRGBA)
				if !ok {
					ground = tok.Bg
				}
				if c := theme.Contrast(f.ink, ground); c < 4.5 {
					t.Errorf("dark %v, emphasis %d, state %b: %.2f", dark, e, i, c)
				}
			}
		}
	}
}

func TestToggle(t *testing.T) {
	wear(t, false)
	var said []bool
	s := NewSwitch("In the pack", false, func(on bool) { said = append(said, on) })
	w := stand(t, alone(s), 300, 60)
	test.TapAt(s, fyne.NewPos(15, 15))
	w.Canvas().FocusNext()
	strike(s, fyne.KeySpace, fyne.KeyReturn)
	if fmt.Sprint(said) != "[true false true]" || !s.On {
		t.Errorf("said %v", said)
	}
	s.SetOn(false)
	s.Set(false)
	if len(said) != 3 {
		t.Error("showing a state is not turning it")
	}
	s.Disable()
	test.TapAt(s, fyne.NewPos(15, 15))
	if s.On || !s.Disabled() {
		t.Error("a grey switch turns")
	}
	if c := NewCheck("", true, nil); c.MinSize().Width > 24 || c.Keys() != nil {
		t.Error("a box without a label is wide")
	}
	c := NewCheck("Mentions", true, nil)
	c.Note = "beside interviews"
	if c.MinSize().Height < 40 {
		t.Error("a note has no room")
	}
}

func TestSegmented(t *testing.T) {
	wear(t, true)
	var said []int
	s := NewSegmented([]string{"hurt", "neutral", "helped"}, 1, func(i int) { said = append(said, i) })
	s.Colours = func(t *theme.Tokens) []color.NRGBA { return []color.NRGBA{t.Loss, t.Slate, t.Accent} }
	w := stand(t, alone(s), 300, 60)
	w.Canvas().FocusNext()
	if ringed(&s.Board) != "seg:neutral" || s.AcceptsTab() {
		t.Errorf("ring around %q", ringed(&s.Board))
	}
	strike(s, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
	if fmt.Sprint(said) != "[2 1 0]" || s.Chosen != 0 {
		t.Errorf("said %v", said)
	}
	p, size, _ := s.Region("seg:helped")
	s.Tapped(at(p.X+size.Width/2, 15))
	s.Pick(2)
	s.SetChosen(1)
	if fmt.Sprint(said) != "[2 1 0 2]" || s.Chosen != 1 {
		t.Errorf("said %v", said)
	}
	s.Disable()
	strike(s, fyne.KeyLeft)
	if s.Chosen != 1 {
		t.Error("a grey choice moves")
	}
}

func TestPicker(t *testing.T) {
	wear(t, false)
	var said []int
	k := NewPicker("Wave", []string{"2026 H1", "2026 H2", "2027 H1"}, 1, func(i int) { said = append(said, i) })
	w := stand(t, alone(k), 400, 300)
	test.Tap(k)
	if k.Menu() == nil || k.Menu().at != 1 {
		t.Fatal("a click does not open the choices at what is chosen")
	}
	strike(focused(w), fyne.KeyDown, fyne.KeyReturn)
	if k.Value() != "2027 H1" || k.Menu() != nil || fmt.Sprint(said) != "[2]" {
		t.Errorf("chosen %q, said %v", k.Value(), said)
	}
	k.Focus()
	strike(k, fyne.KeyDown)
	if k.Menu() == nil {
		t.Fatal("Down does not open the choices")
	}
	strike(focused(w), fyne.KeyEscape)
	if k.Menu() != nil || k.Chosen != 2 || w.Canvas().Focused() != fyne.Focusable(k) {
		t.Error("Escape does not lead back")
	}
	k.SetChosen(0)
	k.SetOptions([]string{"only"}, 0)
	if len(said) != 1 || k.Value() != "only" {
		t.Error("showing a choice is not choosing it")
	}
	k.SetOptions(nil, -1)
	k.Hint = "None yet"
	k.Refresh()
	k.open()
	if k.Menu() != nil || k.Value() != "" || !says(k, "None") {
		t.Error("nothing can be chosen")
	}
	k.SetOptions([]string{"one"}, 0)
	k.Disable()
	k.open()
	if k.Menu() != nil {
		t.Error("a grey drop-down opens")
	}
}

// focused is what has the keyboard.
func focused(w fyne.Window) fyne.Focusable { return w.Canvas().Focused() }

func TestField(t *testing.T) {
	wear(t, false)
	f, o := NewField("Search words or P07", "search", "/", false)
	w := stand(t, alone(o), 400, 100)
	if o.MinSize().Height != theme.ControlHeight || f.Object() != o {
		t.Errorf("is %v", o.MinSize())
	}
	var changed string
	f.OnChanged = func(s string) { changed = s }
	if !says(f.frame, "/") {
		t.Error("the key is not shown")
	}
	test.Tap(f.frame)
	if !f.Focused() || says(f.frame, "/") {
		t.Error("a click on the icon does not lead into the field")
	}
	test.Type(f, "P07")
	if changed != "P07" {
		t.Errorf("typed %q", changed)
	}
	f.Focus()
	test.Type(f, "x")
	if f.Text != "x" {
		t.Errorf("typing does not replace: %q", f.Text)
	}
	f.SetWrong(true)
	w.Canvas().Unfocus()
	if f.Focused() {
		t.Error("keeps the keyboard")
	}
}

// Enter and Escape that the field has no use for reach the window; so do shortcuts not about text.
func TestFieldForwards(t *testing.T) {
	wear(t, false)
	f, o := NewField("", "", "", false)
	w := stand(t, alone(o), 400, 100)
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	save := 0
	ctrlS := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	w.Canvas().AddShortcut(ctrlS, func(fyne.Shortcut) { save++ })
	f.Focus()
	strike(f, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyLeft)
	f.TypedShortcut(ctrlS)
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl})
	if fmt.Sprint(got) != "[Return Escape]" {
		t.Errorf("went on: %v", got)
	}
	said := ""
	f.OnSubmitted = func(s string) { said = s }
	f.SetText("price")
	strike(f, fyne.KeyReturn)
	if said != "price" || len(got) != 2 {
		t.Errorf("submitted %q", said)
	}
	f.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDown }
	strike(f, fyne.KeyDown)
	area, _ := NewField("", "", "", true)
	stand(t, area.Object(), 300, 100)
	strike(area, fyne.KeyReturn)
	if area.Text != "\n" {
		t.Errorf("Enter in a box of text: %q", area.Text)
	}
	if pass, _ := NewPassword("Passphrase"); !pass.Password {
		t.Error("a passphrase can be read")
	}
}
