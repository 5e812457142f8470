package widgets

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/report/page"
	"openloop/research"
)

func testNav() (*Nav, *[]string) {
	went := &[]string{}
	n := NewNav([]NavItem{{Key: "overview", Label: "Overview", Icon: "overview", Shortcut: "Ctrl 1"}, {Key: "coding", Label: "Coding", Icon: "coding", Badge: "17 to do"}, {Key: "settings", Label: "Settings", Icon: "settings", Foot: true}},
		func(key string) { *went = append(*went, key) })
	n.SetStudy("Northlight", "Wave 2026 H2")
	return n, went
}

func TestNav(t *testing.T) {
	wear(t, false)
	n, went := testNav()
	n.OnStudy = func() { *went = append(*went, "study") }
	n.Select("overview")
	stand(t, n, theme.NavWidth, 600)
	n.Tap("nav:coding")
	n.Tap("study")
	if fmt.Sprint(*went) != "[coding study]" || n.On != "overview" {
		t.Errorf("went to %v", *went)
	}
	if p, _, _ := n.Region("nav:settings"); p.Y < 540 {
		t.Errorf("Settings stands at %v", p)
	}
	p, _, _ := n.Region("nav:overview")
	n.MouseMoved(mouse(p.X+5, p.Y+5))
	if !says(n, "Ctrl 1") || !says(n, "17 to do") || !says(n, "Northlight") {
		t.Error(wordsOf(n))
	}
	n.SetBadge("coding", "16 to do")
	if !says(n, "16 to do") {
		t.Error("the badge does not change")
	}
	n.Resize(fyne.NewSize(NavWidth(1280), 600))
	if n.Size().Width != theme.NavRail || len(wordsOf(n)) != 0 || len(n.Keys()) != 4 {
		t.Errorf("as a rail it says %v", wordsOf(n))
	}
	if NavWidth(1320) != theme.NavWidth {
		t.Error("a wide window has a rail")
	}
}

func TestStatusBar(t *testing.T) {
	wear(t, false)
	b := NewStatusBar()
	var did []string
	b.OnVault = func() { did = append(did, "vault") }
	b.OnUndo = func() { did = append(did, "undo") }
	stand(t, b, 1280, theme.StatusHeight)
	s := Status{Saved: "Saved 14:32", Vault: "Vault locked", Rule: "Shown from 5 interviews in 3 organisations", Coder: "Coding as RO", Undo: "Apply code Reference gap", UndoKeys: "Ctrl Z"}
	b.Set(s)
	for _, w := range []string{"Saved 14:32", "Vault locked", "Shown from 5", "Coding as RO", "Undo “Apply code Reference gap”", "Ctrl Z"} {
		if !says(b, w) {
			t.Errorf("%q is not said: %v", w, wordsOf(b))
		}
	}
	b.Tap("vault")
	b.Tap("undo")
	if fmt.Sprint(did, b.Keys()) != "[vault undo] [undo vault]" {
		t.Error(did, b.Keys())
	}
	b.Resize(fyne.NewSize(500, theme.StatusHeight))
	if says(b, "Coding as RO") || !says(b, "Saved 14:32") {
		t.Errorf("in little room it says %v", wordsOf(b))
	}
	b.Resize(fyne.NewSize(1000, theme.StatusHeight))
	s.Said, s.Job = "Applied Reference gap. Ctrl Z undoes it.", "Reading names"
	b.Set(s)
	if !says(b, "Applied Reference gap") || says(b, "Vault locked") || !says(b, "Reading names") || b.Status() != s {
		t.Error(wordsOf(b))
	}
}

func TestEmptyState(t *testing.T) {
	wear(t, false)
	did := 0
	e := NewEmptyState("interviews", "No leads yet", "Bring in the lead list and Openloop shows where leads are lost.", "Import leads", "import", func() { did++ })
	e.Second, e.OnSecond = "Add one by hand", func() { did += 10 }
	e.Foot, e.FootKeys = "import from anywhere", []string{"Ctrl", "I"}
	drawn := false
	e.Picture = func(*Pen, float32, float32, float32, float32) { drawn = true }
	w := stand(t, e, 900, 600)
	w.Canvas().FocusNext()
	strike(e, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn)
	if did != 11 || !drawn || !says(e, "No leads yet") || !says(e, "Ctrl") {
		t.Errorf("did %d, says %v", did, wordsOf(e))
	}
	e.Resize(fyne.NewSize(300, 240)) // a small window: nothing to be seen twice, no panic
	if len(e.Keys()) != 2 {
		t.Error(e.Keys())
	}
}

// Wrapped text takes the height that its width asks for, and what stands below moves.
func TestColumn(t *testing.T) {
	wear(t, false)
	p := NewParagraph("Names go into a vault beside the study, sealed with this passphrase.", theme.Body)
	b := NewButton("Below", "", Secondary, nil)
	c := Column(10, p, b)
	stand(t, c, 600, 300)
	wide := b.Position().Y
	c.Resize(fyne.NewSize(150, 300))
	if wide != theme.Body.Lead()+10 || b.Position().Y <= wide {
		t.Errorf("the button stands at %v, then at %v", wide, b.Position().Y)
	}
	p.SetWords("Short.")
	p.Hide()
	c.Resize(fyne.NewSize(151, 300))
	if b.Position().Y != 0 {
		t.Error("hidden text keeps its place")
	}
	card := NewCard("Vault", "Where names are", Column(8, Labelled("Passphrase", NewButton("x", "", Quiet, nil), "Four or five words that do not belong together, written down.")))
	if h1, h2 := heightFor(card, 600), heightFor(card, 160); h2 <= h1 || card.MinSize().Height < 100 {
		t.Errorf("a card is %v high, narrow %v", h1, h2)
	}
	stand(t, card, 300, 200)
}

func TestLine(t *testing.T) {
	wear(t, false)
	a, b, c := NewButton("A", "", Quiet, nil), NewButton("B", "", Quiet, nil), NewButton("C", "", Quiet, nil)
	l := LineWith(8, 1, a, b, c)
	stand(t, l, 400, 40)
	if b.Size().Width < 200 || c.Position().X+c.Size().Width != 400 || a.Position().Y != 5 {
		t.Errorf("b is %v wide, c ends at %v", b.Size().Width, c.Position().X+c.Size().Width)
	}
	if got := Line(8, a, c).MinSize(); got.Width != a.MinSize().Width+c.MinSize().Width+8 || got.Height != 30 {
		t.Errorf("needs %v", got)
	}
}

func TestLegend(t *testing.T) {
	wear(t, false)
	b := NewLegend(func(t *theme.Tokens) []LegendItem {
		return []LegendItem{{"Lost", t.Loss, Round}, {"Won", t.Accent, Square}, {"fewer", t.Slate, Rule}, {"withheld", t.Hatch, Hatch}, {"open", t.Control, Vacant}}
	})
	stand(t, b, 500, 30)
	if got := fmt.Sprint(wordsOf(b)); got != "[Lost Won fewer withheld open]" {
		t.Error(got)
	}
	b.Resize(fyne.NewSize(100, 30))
	if got := len(wordsOf(b)); got != 2 {
		t.Errorf("%d fit into little room", got)
	}
}

// Outcomes are told by word and shape as well as by colour.
func TestOutcomeChips(t *testing.T) {
	wear(t, false)
	for _, o := range append(research.Outcomes(), research.OutcomeUnknown) {
		var w float32
		b := NewBoard(func(p *Pen) { w = p.Outcome(0, 15, o) })
		stand(t, b, 300, 30)
		if len(wordsOf(b)) != 1 || wordsOf(b)[0] == "" || w != OutcomeWidth(o) {
			t.Errorf("%q: says %v, %v wide", o, wordsOf(b), w)
		}
		dots := 0
		for _, obj := range test.WidgetRenderer(b).Objects() {
			if _, ok := obj.(*canvas.Circle); ok {
				dots++
			}
		}
		if (dots == 0) != (o == research.Won) {
			t.Errorf("%q has %d dots", o, dots)
		}
	}
}

func TestHints(t *testing.T) {
	wear(t, false)
	hints := []KeyHint{{"uncoded passage", []string{"J", "K"}}, {"pick code", []string{"/"}}, {"move", []string{"Alt", "UpDown"}}}
	b := NewBoard(func(p *Pen) { p.Hints(0, 15, p.W, hints...) })
	stand(t, b, 600, 30)
	if got := fmt.Sprint(wordsOf(b)); got != "[J K uncoded passage / pick code Alt move]" {
		t.Error(got)
	}
	b.Resize(fyne.NewSize(170, 30))
	if says(b, "pick code") || !says(b, "uncoded") {
		t.Error(wordsOf(b))
	}
}

// Every kind of mark is painted, in the window's colours.
func TestSceneMarks(t *testing.T) {
	wear(t, true)
	many := page.Polygon{Fill: page.RGB(0xFF0000)}
	for i := range 40 {
		many.Points = append(many.Points, page.Point{X: float64(i * 3), Y: float64(i % 2 * 30)})
	}
	s := &page.Scene{W: 200, H: 200, Marks: []page.Mark{page.Rect{W: 50, H: .2, Fill: page.RGB(1)}, page.Line{X2: 10, Width: .3, Colour: page.RGB(2)}, page.Line{Y2: 10, Width: .3, Colour: page.RGB(3)}, page.Line{X2: 9, Y2: 9, Width: 1, Colour: page.RGB(3)},
		page.Text{X: 100, Y: 50, Words: "centred", Font: page.Font{Size: 11.4}, Align: page.Centre}, page.Text{X: 100, Y: 70, Words: "right", Font: page.Font{Size: 10}, Align: page.Right}, page.Text{X: 10, Y: 90, Words: "abc", Font: page.Font{Size: 10, Track: 2}},
		page.Disc{X: 5, Y: 5, R: 3, Fill: page.RGB(4), Edge: page.RGB(5), EdgeWidth: 1}, page.Hatch{W: 40, H: 20, Step: 4, Ground: page.RGB(6), Lines: page.RGB(7)}, many, page.Polygon{Points: many.Points[:4], Fill: page.RGB(8)}, page.Polygon{}}}
	b := NewBoard(func(p *Pen) { p.Scene(s, 10, 20, 1) })
	stand(t, b, 300, 300)
	kinds := map[string]int{}
	for _, o := range test.WidgetRenderer(b).Objects() {
		kinds[fmt.Sprintf("%T", o)]++
		if r, ok := o.(*canvas.Rectangle); ok && (r.Size().Width < 1 || r.Size().Height < 1) {
			t.Errorf("a rectangle of %v cannot be seen", r.Size())
		}
		if x, ok := o.(*canvas.Text); ok && x.Text == "centred" {
			if mid := x.Position().X + x.Size().Width/2; mid < 109 || mid > 111 || x.TextSize != 11 {
				t.Errorf("centred text stands around %v at %v", mid, x.TextSize)
			}
		}
	}
	if fmt.Sprint(kinds) != "map[*canvas.ArbitraryPolygon:1 *canvas.Circle:1 *canvas.Line:1 *canvas.Raster:2 *canvas.Rectangle:3 *canvas.Text:5]" {
		t.Error(kinds)
	}
}

// Paper and window share their colours: what is teal on one is teal on the other.
func TestPalette(t *testing.T) {
	paper, screen := page.Light(), theme.Light()
	for name, pair := range map[string][2]color.NRGBA{"ink": {paper.Ink, screen.Ink}, "won": {paper.Accent, screen.Accent}, "lost": {paper.Loss, screen.Loss}, "doubt": {paper.Warn, screen.Warn}, "stage 3": {paper.Stage(3), screen.Stage(3)}} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %v on paper, %v on screen", name, pair[0], pair[1])
		}
	}
}

func TestPageView(t *testing.T) {
	wear(t, true)
	v := NewPageView()
	w := stand(t, v, 900, 640)
	if v.String() != "no page" || v.Words() != nil {
		t.Error(v)
	}
	var tapped []string
	var linked []int
	v.OnTap = func(key string) { tapped = append(tapped, key) }
	v.OnLink = func(n int) { linked = append(linked, n) }
	s := samplePage()
	s.Links = []page.Link{{X: 45, Y: 70, W: 200, H: 20, Page: 3}}
	v.SetPage(s)
	if !strings.Contains(v.String(), "We lose on confidence") {
		t.Error(v)
	}
	x, y, k := v.Sheet(900, 640)
	if x < 20 || y < 20 || k <= 0 || x+float32(s.W)*k > 880.5 {
		t.Errorf("the sheet lies at %v %v, enlarged %v", x, y, k)
	}
	v.Tapped(at(x+600*k, y+170*k))
	v.Tapped(at(x+100*k, y+80*k))
	if fmt.Sprint(tapped, linked) != "[cell:1] [3]" {
		t.Error(tapped, linked)
	}
	one := v.picture
	v.Refresh()
	if v.picture != one {
		t.Error("the page is painted again")
	}
	w.Resize(fyne.NewSize(500, 400))
	if v.picture == one {
		t.Error("the page is not painted for its new size")
	}
	img := v.image()
	if r, g, b, _ := img.At(2, 2).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
		t.Error("paper is not white")
	}
}
