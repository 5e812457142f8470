package widgets

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
)

func strike(b fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func at(x, y float32) *fyne.PointEvent {
	return &fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}
}

func mouse(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: *at(x, y), Button: desktop.MouseButtonPrimary}
}

// twoButtons is a board with two regions to press and one to look at.
func twoButtons(said *[]string) *Board {
	return NewBoard(func(p *Pen) {
		p.Button(10, 30, "First", "plus", Primary, func() { *said = append(*said, "first") })
		p.Button(110, 30, "Second", "", Secondary, func() { *said = append(*said, "second") })
		p.Tip("cell", "Withheld: fewer than 5 interviews", 10, 100, 50, 50)
	})
}

func TestBoardAnswersTheMouse(t *testing.T) {
	wear(t, false)
	var said []string
	b := twoButtons(&said)
	stand(t, b, 300, 200)
	b.Tapped(at(20, 30))
	b.Tapped(at(120, 30))
	b.Tapped(at(20, 110)) // the tip does nothing
	b.Tapped(at(290, 190))
	if got := strings.Join(said, " "); got != "first second" {
		t.Errorf("said %q", got)
	}
	b.MouseMoved(mouse(20, 30))
	if b.Hovered() != "btn:Firstplus" || b.Cursor() != desktop.PointerCursor {
		t.Errorf("hovers over %q", b.Hovered())
	}
	b.MouseMoved(mouse(20, 110))
	if b.Hovered() != "cell" || b.Cursor() != desktop.DefaultCursor || !says(b, "Withheld: fewer than 5") {
		t.Errorf("the tip is not shown: %v", wordsOf(b))
	}
	b.MouseOut()
	if b.Hovered() != "" || says(b, "Withheld") {
		t.Error("the tip stays")
	}
}

// wordsOf lists the words that a board shows.
func wordsOf(w fyne.Widget) []string {
	var words []string
	for _, o := range test.WidgetRenderer(w).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			words = append(words, t.Text)
		}
	}
	return words
}

func says(w fyne.Widget, part string) bool {
	return strings.Contains(strings.Join(wordsOf(w), " "), part)
}

// ringed is the region with the ring around it, "" for none.
func ringed(b *Board) string {
	for _, o := range test.WidgetRenderer(b.self).Objects() {
		r, ok := o.(*canvas.Rectangle)
		if !ok || r.StrokeWidth != 2 || r.StrokeColor != theme.Now().Ring() {
			continue
		}
		for i := range b.hits {
			if h := &b.hits[i]; h.x-2 == r.Position().X && h.y-2 == r.Position().Y {
				return h.key
			}
		}
	}
	return ""
}

// Tab and the arrows walk the regions; the ring shows for the keyboard only.
func TestBoardAnswersTheKeyboard(t *testing.T) {
	wear(t, true)
	var said []string
	b := twoButtons(&said)
	w := stand(t, b, 300, 200)
	w.Canvas().FocusNext()
	if !b.Focused() || ringed(b) != "btn:Firstplus" {
		t.Fatalf("Tab does not reach the board: ring around %q", ringed(b))
	}
	if !b.AcceptsTab() {
		t.Error("Tab leaves before the last region")
	}
	strike(b, fyne.KeyTab, fyne.KeyReturn)
	if b.AcceptsTab() {
		t.Error("Tab does not leave after the last region")
	}
	strike(b, fyne.KeyLeft, fyne.KeySpace)
	if got := strings.Join(said, " "); got != "second first" {
		t.Errorf("said %q", got)
	}
	b.Tapped(at(120, 30))
	if ringed(b) != "" || b.FocusedKey() != "btn:Second" {
		t.Errorf("a click draws a ring around %q", ringed(b))
	}
	w.Canvas().Unfocus()
	if b.Focused() || ringed(b) != "" {
		t.Error("the ring stays")
	}
}

// What a board does not know goes on to the window, and only there.
func TestBoardForwardsKeys(t *testing.T) {
	wear(t, false)
	var said []string
	b := twoButtons(&said)
	w := stand(t, b, 300, 200)
	var keys []fyne.KeyName
	var runes []rune
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { keys = append(keys, e.Name) })
	w.Canvas().SetOnTypedRune(func(r rune) { runes = append(runes, r) })
	b.Focus()
	strike(b, fyne.KeyJ, fyne.KeyEscape, fyne.KeyRight)
	b.TypedRune('j')
	b.TypedRune(' ')
	if fmt.Sprint(keys) != "[J Escape]" || string(runes) != "j" {
		t.Errorf("went on: %v %q", keys, string(runes))
	}
	b.Tapped(at(20, 30)) // after a click no ring shows, and the keys are the window's
	strike(b, fyne.KeyDown, fyne.KeyReturn)
	if fmt.Sprint(keys) != "[J Escape Down Return]" || len(said) != 1 {
		t.Errorf("after a click: %v, said %v", keys, said)
	}
	strike(b, fyne.KeyTab, fyne.KeyReturn)
	if len(keys) != 4 || fmt.Sprint(said) != "[first second]" {
		t.Errorf("after Tab: %v, said %v", keys, said)
	}
	b.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyJ }
	strike(b, fyne.KeyJ)
	if len(keys) != 4 {
		t.Error("a key that was dealt with went on")
	}
}

func TestBoardSwitchedOff(t *testing.T) {
	wear(t, false)
	var said []string
	b := twoButtons(&said)
	w := stand(t, b, 300, 200)
	b.Disable()
	b.Tapped(at(20, 30))
	w.Canvas().FocusNext()
	if len(said) > 0 || b.Focused() || b.Tap("btn:Second") {
		t.Error("a board that is off answers")
	}
	b.Enable()
	if !b.Tap("btn:Second") || b.Tap("nothing") {
		t.Error("a board that is on does not answer")
	}
	empty := NewBoard(func(p *Pen) { p.L(0, 10, "words", theme.Body, p.Ink) })
	stand(t, empty, 100, 100)
	if !empty.Disabled() {
		t.Error("Tab stops at a board with nothing to press")
	}
}

// Two regions of one key are two; their numbers follow the order in which they are painted.
func TestRegionsOfOneKey(t *testing.T) {
	wear(t, false)
	var said []int
	b := NewBoard(func(p *Pen) {
		for i := range 3 {
			p.At(0, float32(i)*40, func() { p.Button(0, 15, "Remove", "", Quiet, func() { said = append(said, i) }) })
		}
	})
	stand(t, b, 200, 200)
	if got := fmt.Sprint(b.Keys()); got != "[btn:Remove btn:Remove#2 btn:Remove#3]" {
		t.Fatal(got)
	}
	b.Tapped(at(10, 90))
	b.MouseMoved(mouse(10, 50))
	if fmt.Sprint(said) != "[2]" || b.Hovered() != "btn:Remove#2" {
		t.Errorf("said %v, hovers over %s", said, b.Hovered())
	}
	if p, s, ok := b.Region("btn:Remove#3"); !ok || p.Y != 80 || s.Height != 30 {
		t.Errorf("the third is at %v %v", p, s)
	}
}

func TestBoardSecondary(t *testing.T) {
	wear(t, false)
	var said []string
	b := twoButtons(&said)
	b.Secondary = func(key string, p fyne.Position) { said = append(said, fmt.Sprint(key, p.X)) }
	stand(t, b, 300, 200)
	b.TappedSecondary(at(120, 30))
	b.TappedSecondary(at(290, 190))
	if fmt.Sprint(said) != "[btn:Second120 290]" {
		t.Error(said)
	}
}

// Painting again takes the objects of the last time, so that nothing piles up in Fyne's caches.
func TestRepaintingReuses(t *testing.T) {
	wear(t, false)
	n := 40
	b := NewBoard(func(p *Pen) {
		for i := range n {
			y := float32(i) * 10
			p.Box(0, y, 80, 8, 3, p.Accent, p.Line)
			p.L(90, y, fmt.Sprint("row ", i, p.Hover), theme.Body, p.Ink)
			p.Icon(200, y, 16, "plus", p.Ink)
			p.Dot(220, y, 3, p.Loss, nil, 0)
			p.Seg(0, y, 9, y+3, 1, p.Ink)
			p.Hatch(240, y, 20, 8)
		}
	})
	stand(t, b, 300, 500)
	first := append([]fyne.CanvasObject(nil), test.WidgetRenderer(b).Objects()...)
	for range 50 {
		b.Refresh()
	}
	again := test.WidgetRenderer(b).Objects()
	if len(again) != len(first) {
		t.Fatalf("%d objects, then %d", len(first), len(again))
	}
	for i := range first {
		if first[i] != again[i] {
			t.Fatalf("object %d (%T) was made anew", i, first[i])
		}
	}
	n = 2
	b.Refresh()
	b.Refresh()
	if len(test.WidgetRenderer(b).Objects()) != 12 || len(b.stock.keyed) != 2 || len(b.stock.texts.all) > 70 {
		t.Errorf("%d objects, %d pictures and %d texts kept", len(test.WidgetRenderer(b).Objects()), len(b.stock.keyed), len(b.stock.texts.all))
	}
}

// Painting again costs no memory to speak of.
func TestRepaintingIsCheap(t *testing.T) {
	wear(t, false)
	r := NewRows(30, nil)
	r.Draw = func(p *Pen, i int, y, w float32, chosen bool) {
		r.Ground(p, i, y, w, chosen)
		p.L(16, y+15, "P07", theme.SmallB, p.Ink)
		p.L(90, y+15, "Finance lead", theme.Small, p.Ink2)
	}
	r.SetCount(100_000)
	stand(t, r, 800, 600)
	if a := testing.AllocsPerRun(20, r.board.Refresh); a > 1500 {
		t.Errorf("%.0f allocations to paint 22 rows", a)
	}
}

// On a screen of one and a half device pixels a unit, edges still fall on whole device pixels.
func TestSnapping(t *testing.T) {
	for _, c := range []struct{ scale, in, want float32 }{{1, 3.4, 3}, {2, 3.4, 3.5}, {1.5, 1.1, 2.0 / 1.5}, {0, 2.6, 3}} {
		p := &Pen{scale: c.scale}
		if got := p.snap(c.in); got-c.want > 1e-4 || c.want-got > 1e-4 {
			t.Errorf("%v at scale %v: %v, want %v", c.in, c.scale, got, c.want)
		}
	}
}

// A picture is drawn once as long as its key and size stay.
func TestPictureIsKept(t *testing.T) {
	wear(t, false)
	key, w := "a", float32(50)
	b := NewBoard(func(p *Pen) {
		p.Picture(key, 0, 0, w, 20, func(w, h int) image.Image { return image.NewNRGBA(image.Rect(0, 0, w, h)) })
	})
	stand(t, b, 100, 100)
	one := test.WidgetRenderer(b).Objects()[0]
	b.Refresh()
	if test.WidgetRenderer(b).Objects()[0] != one {
		t.Error("the picture was drawn again")
	}
	for _, change := range []func(){func() { key = "b" }, func() { w = 60 }} {
		change()
		b.Refresh()
		if o := test.WidgetRenderer(b).Objects()[0]; o == one {
			t.Error("the old picture stays")
		} else {
			one = o
		}
	}
}

// A change of theme changes the colours at the next painting.
func TestBoardWearsTheTheme(t *testing.T) {
	wear(t, false)
	b := NewBoard(func(p *Pen) { p.Rect(0, 0, p.W, p.H, p.Bg) })
	stand(t, b, 50, 50)
	ground := func() any { return test.WidgetRenderer(b).Objects()[0].(*canvas.Rectangle).FillColor }
	if ground() != any(theme.Light().Bg) {
		t.Error("not light")
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.DarkMode))
	b.Refresh()
	if ground() != any(theme.Dark().Bg) {
		t.Error("not dark")
	}
}

// At twice the size icons keep their weight, and a page is painted with twice the pixels.
func TestTwiceTheSize(t *testing.T) {
	wear(t, false)
	v := NewPageView()
	v.SetPage(samplePage())
	b := NewBoard(func(p *Pen) { p.Icon(20, 20, 16, "plus", p.Ink) })
	w := stand(t, Placed(func(s fyne.Size) {
		Put(v, 0, 0, s.Width, s.Height-50)
		Put(b, 0, s.Height-50, 50, 50)
	}, v, b), 400, 330)
	one, icon := v.image().Bounds().Dx(), test.WidgetRenderer(b).Objects()[0].(*canvas.Image).Resource.Name()
	w.Canvas().(software.WindowlessCanvas).SetScale(2)
	v.Refresh()
	b.Refresh()
	if two := v.image().Bounds().Dx(); two < 2*one-1 || two > 2*one+1 {
		t.Errorf("a page is %d pixels wide, then %d", one, two)
	}
	big := test.WidgetRenderer(b).Objects()[0].(*canvas.Image)
	if big.Resource.Name() == icon || big.Size().Width != 16 {
		t.Errorf("the icon stays %s", icon)
	}
}

// Fyne forgets what it has not drawn for a while, and asks for it again without giving it a place: the board is
// there all the same.
func TestBoardIsDrawnAgainAfterAPause(t *testing.T) {
	b := NewBoard(func(p *Pen) { p.L(4, 10, "still here", theme.Body, p.Ink) })
	if n := len(b.CreateRenderer().Objects()); n != 0 {
		t.Errorf("a board without a place draws %d objects", n)
	}
	b.Resize(fyne.NewSize(200, 40))
	if len(b.CreateRenderer().Objects()) == 0 {
		t.Error("the board is blank")
	}
}
