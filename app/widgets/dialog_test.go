package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
)

// windowBelow is a window that counts the keys reaching it.
func windowBelow(t *testing.T) (fyne.Window, *[]fyne.KeyName) {
	wear(t, false)
	w := stand(t, NewBoard(func(p *Pen) { p.Button(10, 20, "Below", "", Secondary, func() {}) }), 800, 600)
	keys := &[]fyne.KeyName{}
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { *keys = append(*keys, e.Name) })
	return w, keys
}

func TestDialogByKeyboard(t *testing.T) {
	w, below := windowBelow(t)
	var said []string
	spec := DialogSpec{Title: "New study", Text: "Names go into a vault.", Confirm: "Make the study", Cancel: "Cancel",
		OnConfirm: func() bool { said = append(said, "yes"); return true }, OnCancel: func() { said = append(said, "no") }}
	d := ShowDialog(w.Canvas(), spec)
	if focused(w) != fyne.Focusable(d.ok) {
		t.Errorf("%T has the keyboard first", focused(w))
	}
	strike(focused(w), fyne.KeyJ, fyne.KeyReturn)
	if d.Open() {
		t.Error("Enter does not close")
	}
	d = ShowDialog(w.Canvas(), spec)
	w.Canvas().FocusNext()
	strike(focused(w), fyne.KeyEscape)
	d.Escape() // it is gone: nothing happens
	if d.Open() || fmt.Sprint(said) != "[yes no]" || len(*below) > 0 {
		t.Errorf("said %v, below %v", said, *below)
	}
	if len(w.Canvas().Overlays().List()) > 0 {
		t.Error("something stays over the window")
	}
}

// Tab goes round the dialog and never to what lies under it; a click beside it changes nothing.
func TestDialogKeepsTheKeyboard(t *testing.T) {
	w, below := windowBelow(t)
	f, o := NewField("Client", "", "", false)
	d := ShowDialog(w.Canvas(), DialogSpec{Title: "New study", Body: o, Confirm: "Make", Cancel: "Cancel", Focus: f})
	seen := map[fyne.Focusable]bool{}
	for range 6 {
		seen[focused(w)] = true
		w.Canvas().FocusNext()
	}
	if len(seen) != 3 || !seen[f] || !seen[d.ok] || !seen[d.cancel] {
		t.Errorf("Tab goes to %d places: %v", len(seen), seen)
	}
	d.over.Tapped(at(3, 3))
	if !d.Open() || focused(w) != fyne.Focusable(d.over) {
		t.Fatalf("a click beside it: open %v, %T has the keyboard", d.Open(), focused(w))
	}
	focused(w).TypedRune('j')
	strike(focused(w), fyne.KeyReturn)
	if d.Open() || len(*below) > 0 {
		t.Error("Enter on nothing does not confirm")
	}
}

func TestDialogMayStay(t *testing.T) {
	w, _ := windowBelow(t)
	f, o := NewField("Passphrase", "", "", false)
	tries := 0
	d := ShowDialog(w.Canvas(), DialogSpec{Title: "Open the vault", Body: o, Confirm: "Open", Cancel: "Cancel", Focus: f, OnConfirm: func() bool { tries++; return tries > 1 }})
	d.EnableConfirm(false)
	strike(f, fyne.KeyReturn)
	if tries != 0 {
		t.Error("Enter presses a grey button")
	}
	d.EnableConfirm(true)
	strike(f, fyne.KeyReturn)
	if !d.Open() || tries != 1 {
		t.Error("a wrong answer closes")
	}
	d.Refresh()
	d.Confirm()
	if d.Open() {
		t.Error("a right answer does not close")
	}
}

// What cannot be undone is not what Enter does first.
func TestDangerousDialog(t *testing.T) {
	w, _ := windowBelow(t)
	erased := false
	d := ShowDialog(w.Canvas(), DialogSpec{Title: "Erase P23?", Text: "This cannot be undone.", Confirm: "Erase", Cancel: "Keep", Danger: true, OnConfirm: func() bool { erased = true; return true }})
	strike(focused(w), fyne.KeyReturn)
	if erased || d.Open() || d.ok.Emphasis != DangerFill {
		t.Error("Enter erases")
	}
	d = ShowDialog(w.Canvas(), DialogSpec{Title: "Notice", Confirm: "Close", Danger: true})
	if focused(w) != fyne.Focusable(d.ok) {
		t.Error("a dialog of one button has no keyboard")
	}
	d.Close()
}

// A dialog is as tall as its words and body, and never taller than the window.
func TestDialogFits(t *testing.T) {
	w, _ := windowBelow(t)
	d := ShowDialog(w.Canvas(), DialogSpec{Title: "T", Text: "Short.", Confirm: "Close"})
	short := d.over.card.Size()
	d.Close()
	long := ""
	for range 30 {
		long += "Names go into a vault beside the study, sealed with this passphrase. "
	}
	d = ShowDialog(w.Canvas(), DialogSpec{Title: "T", Text: long, Body: NewBoard(nil).Fixed(100, 900), Confirm: "Close"})
	tall := d.over.card.Size()
	if short.Height >= 200 || tall.Height > 600-32 || tall.Width != dialogWidth {
		t.Errorf("short %v, tall %v", short, tall)
	}
	w.Resize(fyne.NewSize(300, 200))
	if s := d.over.card.Size(); s.Width > 300-32 || s.Height > 200-32 {
		t.Errorf("in a small window %v", s)
	}
}

func menuItems(said *[]string) []MenuItem {
	say := func(s string) func() { return func() { *said = append(*said, s) } }
	return []MenuItem{{Label: "Open", Do: say("open")}, {}, {Label: "Code", Off: true, Do: say("code")}, {Label: "Copy", Note: "Ctrl C", Do: say("copy")}, {Label: "Erase …", Danger: true, Do: say("erase")}}
}

func TestMenuByKeyboard(t *testing.T) {
	w, below := windowBelow(t)
	var said []string
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "[open]"}, {[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyEnter}, "[copy]"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, "[erase]"}, {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn}, "[open]"},
		{[]fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}, "[]"}, {[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "[erase]"}, {[]fyne.KeyName{fyne.KeyDown, fyne.KeyTab}, "[]"},
	} {
		said = nil
		m := ShowMenu(w.Canvas(), fyne.NewPos(100, 100), menuItems(&said))
		strike(focused(w), c.keys...)
		if fmt.Sprint(said) != c.want || m.Open() {
			t.Errorf("%v: said %v, open %v", c.keys, said, m.Open())
		}
	}
	m := ShowMenu(w.Canvas(), fyne.NewPos(100, 100), menuItems(&said))
	focused(w).TypedRune('c')
	if m.at != 3 {
		t.Errorf("c leads to %d", m.at)
	}
	m.last = m.last.Add(-5e9)
	focused(w).TypedRune('E')
	focused(w).TypedRune('r')
	if m.at != 4 || len(*below) > 0 {
		t.Errorf("er leads to %d; below %v", m.at, *below)
	}
}

func TestMenuByMouse(t *testing.T) {
	w, _ := windowBelow(t)
	var said []string
	m := ShowMenu(w.Canvas(), fyne.NewPos(790, 590), menuItems(&said))
	p, s := m.scroll.Position(), m.scroll.Size()
	if p.X+s.Width > 800 || p.Y+s.Height > 600 {
		t.Errorf("hangs over the edge: %v %v", p, s)
	}
	m.board.MouseMoved(mouse(20, 70)) // what is off cannot be lit
	m.board.MouseMoved(mouse(20, 85))
	if m.at != 3 {
		t.Errorf("the mouse lights %d", m.at)
	}
	m.board.Tapped(at(20, 60))
	if !m.Open() || len(said) > 0 {
		t.Error("what is off can be pressed")
	}
	m.board.Tapped(at(20, 85))
	if fmt.Sprint(said) != "[copy]" || m.Open() {
		t.Errorf("said %v", said)
	}
	m = ShowMenu(w.Canvas(), fyne.NewPos(10, 10), menuItems(&said))
	m.over.Tapped(at(700, 500))
	if m.Open() || len(said) != 1 {
		t.Error("a click beside it does not leave")
	}
}

// A menu under a control opens above it where there is no room, and scrolls where there is little.
func TestMenuBelow(t *testing.T) {
	wear(t, false)
	options := make([]string, 60)
	for i := range options {
		options[i] = fmt.Sprint("Option ", i)
	}
	k := NewPicker("", options, 40, nil)
	w := stand(t, Placed(func(s fyne.Size) { Put(k, 10, s.Height-60, 200, 30) }, k), 400, 500)
	test.Tap(k)
	m := k.Menu()
	p, s := m.scroll.Position(), m.scroll.Size()
	if p.Y+s.Height > w.Canvas().Size().Height-60 || s.Height > 420 || s.Width < 200 {
		t.Errorf("stands at %v, %v large", p, s)
	}
	if y := float32(menuPad + 40*menuRow); y < m.scroll.Offset.Y || y > m.scroll.Offset.Y+s.Height {
		t.Errorf("what is chosen cannot be seen: %v", m.scroll.Offset)
	}
	strike(focused(w), fyne.KeyEnd)
	if m.scroll.Offset.Y+s.Height < m.height()-1-menuPad {
		t.Errorf("the last cannot be seen: %v", m.scroll.Offset)
	}
}

func TestProgressCard(t *testing.T) {
	w, below := windowBelow(t)
	stopped := 0
	c := NewProgressCard("Importing crm-export-q3.xlsx", func() { stopped++ })
	now := c.began
	c.now = func() time.Time { return now }
	c.ShowModal(w.Canvas())
	c.ShowModal(w.Canvas())
	if len(w.Canvas().Overlays().List()) != 1 {
		t.Error("it is shown twice")
	}
	c.Update("Reading", 0, 0)
	if s, l := c.Pace(); s != "" || l != "" || c.Share() != 0 {
		t.Errorf("before anything is known: %q %q", s, l)
	}
	now = now.Add(8e9)
	c.Update("Row 231 of 412: replacing names in “Loss Reason”", 231, 412)
	if !says(c, "56%") || !says(c, "29 a second") || !says(c, "about 7 seconds left") || !says(c, "Row 231") {
		t.Errorf("says %v", wordsOf(c))
	}
	strike(focused(w), fyne.KeyJ, fyne.KeyEscape, fyne.KeyEscape)
	c.Cancel()
	if stopped != 1 || !says(c, "Stopping …") || len(*below) > 0 {
		t.Errorf("stopped %d times, says %v", stopped, wordsOf(c))
	}
	c.Update("", 900, 412)
	if c.Share() != 1 {
		t.Error("more than all is done")
	}
	c.Hide()
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("it stays")
	}
}

// A job that begins to count anew is not taken to be as fast as the part before.
func TestPaceOfTheNextPart(t *testing.T) {
	c := NewProgressCard("Importing big.csv", nil)
	now := c.began
	c.now = func() time.Time { return now }
	now = now.Add(10 * time.Second)
	c.Update("Reading row 60000 of 60000", 60000, 60000)
	now = now.Add(time.Second)
	c.Update("Storing interview 59998 of 60000", 59998, 60000)
	if speed, _ := c.Pace(); speed != "5,500 a second" {
		t.Errorf("a step back of two: %s", speed)
	}
	c.Update("Storing interview 1 of 60000", 1, 60000)
	now = now.Add(2 * time.Second)
	c.Update("Storing interview 600 of 60000", 600, 60000)
	if speed, left := c.Pace(); speed != "300 a second" || left != "about 4 minutes left" {
		t.Errorf("%s, %s", speed, left)
	}
}

func TestPaceInWords(t *testing.T) {
	for in, want := range map[float64]string{250_000: "250,000 a second", 4_321: "4,300 a second", 29.4: "29 a second", .5: "30 a minute"} {
		if got := speedWords(in); got != want {
			t.Errorf("%v: %q", in, got)
		}
	}
	for in, want := range map[float64]string{.4: "about a second left", 6.2: "about 7 seconds left", 33: "about 35 seconds left", 70: "about a minute left", 200: "about 4 minutes left", 9000: "about 2.5 hours left"} {
		if got := leftWords(in); got != want {
			t.Errorf("%v: %q", in, got)
		}
	}
	if theme.ControlHeight != 30 {
		t.Error("controls are not 30 high")
	}
}

// A dialog that goes leaves alone what was shown above it, and the keyboard stays there.
func TestDialogGoesAlone(t *testing.T) {
	wear(t, false)
	w := stand(t, NewBoard(nil), 900, 600)
	var second *Dialog
	first := ShowDialog(w.Canvas(), DialogSpec{Title: "First", Confirm: "Go on", OnConfirm: func() bool {
		second = ShowDialog(w.Canvas(), DialogSpec{Title: "Second", Confirm: "Close"})
		return true
	}})
	first.Confirm()
	if first.Open() || !second.Open() || len(w.Canvas().Overlays().List()) != 1 {
		t.Fatalf("%d dialogs are up", len(w.Canvas().Overlays().List()))
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if second.Open() || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("Enter does not reach the second dialog")
	}
}
