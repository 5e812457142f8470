package widgets

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/assets"
	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research"
)

// wear makes a test's app wear our theme.
func wear(tb testing.TB, dark bool) {
	app := test.NewTempApp(tb)
	mode := theme.LightMode
	if dark {
		mode = theme.DarkMode
	}
	app.Settings().SetTheme(theme.New(mode))
}

// stand puts an object into a window of a size.
func stand(tb testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	tb.Helper()
	win := test.NewTempWindow(tb, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// starterBook is the codebook that every study begins with.
func starterBook(tb testing.TB) *research.Codebook {
	tb.Helper()
	stages, codes, err := assets.Codebook()
	if err != nil {
		tb.Fatal(err)
	}
	for i := range codes {
		codes[i].ID = research.ID(codes[i].Ref)
	}
	return research.NewCodebook(stages, codes)
}

// TestGallery draws every widget by day and by night, and keeps the pictures in the folder that
// OPENLOOP_GALLERY names, to be looked at. Without one it draws only the cheapest.
func TestGallery(t *testing.T) {
	dir := os.Getenv("OPENLOOP_GALLERY")
	for _, dark := range []bool{false, true} {
		for _, g := range gallery {
			name := g.name + map[bool]string{false: "-light", true: "-dark"}[dark]
			t.Run(name, func(t *testing.T) {
				if dir == "" && g.name != "codes" {
					t.Skip("OPENLOOP_GALLERY names no folder")
				}
				wear(t, dark)
				win := stand(t, g.make(t), g.w, g.h)
				if g.after != nil {
					g.after(t, win)
				}
				keepPicture(t, name, win.Canvas())
			})
		}
	}
}

// keepPicture captures a canvas, which must hold more than a ground.
func keepPicture(t *testing.T, name string, c fyne.Canvas) {
	t.Helper()
	img := c.Capture()
	colours := map[string]bool{}
	for x := 0; x < img.Bounds().Dx(); x += 3 {
		for y := 0; y < img.Bounds().Dy(); y += 3 {
			colours[fmt.Sprint(img.At(x, y))] = true
		}
	}
	if len(colours) < 8 {
		t.Errorf("%s: only %d colours were drawn", name, len(colours))
	}
	dir := os.Getenv("OPENLOOP_GALLERY")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

var gallery = []struct {
	name  string
	w, h  float32
	make  func(t *testing.T) fyne.CanvasObject
	after func(t *testing.T, w fyne.Window)
}{
	{"controls", 900, 640, showControls, nil},
	{"shell", 1440, 900, func(t *testing.T) fyne.CanvasObject { return showShell(t) }, nil},
	{"rail", 1280, 720, func(t *testing.T) fyne.CanvasObject { return showShell(t) }, nil},
	{"codes", 420, 720, showCodes, nil},
	{"dialog", 1000, 640, func(t *testing.T) fyne.CanvasObject { return showControls(t) }, openDialog},
	{"danger", 1000, 640, func(t *testing.T) fyne.CanvasObject { return showControls(t) }, openDanger},
	{"progress", 1000, 640, func(t *testing.T) fyne.CanvasObject { return showControls(t) }, openProgress},
	{"menu", 1000, 640, func(t *testing.T) fyne.CanvasObject { return showControls(t) }, openMenu},
	{"empty", 1000, 640, showEmpty, nil},
	{"sheet", 900, 640, showSheet, nil},
}

func over(make func(p *Pen), o fyne.CanvasObject) fyne.CanvasObject {
	ground := NewBoard(func(p *Pen) {
		p.Rect(0, 0, p.W, p.H, p.Bg)
		if make != nil {
			make(p)
		}
	})
	return Placed(func(s fyne.Size) {
		Put(ground, 0, 0, s.Width, s.Height)
		if o != nil {
			Put(o, 24, 24, s.Width-48, s.Height-48)
		}
	}, ground, o)
}

func showControls(*testing.T) fyne.CanvasObject {
	_, search := NewField("Search words or P07", "search", "/", false)
	f, filled := NewField("", "", "", false)
	f.SetText("We lose on confidence in delivery, not on price")
	_, pass := NewPassword("Passphrase of the vault")
	area, lines := NewField("", "", "", true)
	area.SetText("We lose on confidence in delivery,\nnot on price")
	wrong, wrongBox := NewField("", "", "", false)
	wrong.SetText("31.02.2026")
	wrong.SetWrong(true)
	off := NewButton("Not now", "lock", Secondary, nil)
	off.Disable()
	offFill := NewButton("Export PDF", "download", Primary, nil)
	offFill.Disable()
	seg := NewSegmented([]string{"– hurt", "neutral", "+ helped"}, 0, nil)
	locked := NewPicker("", []string{"Organisation"}, 0, nil)
	locked.Icon = "lock"
	doubt := NewPicker("", []string{"Region"}, 0, nil)
	doubt.Doubt = true
	check := NewCheck("Stage by outcome", true, nil)
	note := NewSwitch("Ask for the passphrase after ten minutes", true, nil)
	note.Note = "The vault locks itself when nobody touches the keyboard."
	paint := NewBoard(paintParts).Fixed(200, 130)
	return over(nil, Column(14,
		Line(8, NewButton("Add interviews", "plus", Primary, nil), NewButton("New interview", "plus", Secondary, nil), NewButton("Listen and capture", "phone", Quiet, nil),
			NewButton("Delete", "trash", Danger, nil), NewButton("Erase P23", "", DangerFill, nil), off, offFill),
		LineWith(8, 1, NewPicker("Wave", []string{"2026 H1", "2026 H2"}, 1, nil), search, pass),
		LineWith(8, 0, filled, locked, doubt, wrongBox),
		lines,
		Line(16, seg, NewSwitch("In the pack", true, nil), NewSwitch("", false, nil), check, NewCheck("Mentions beside interviews", false, nil)),
		note, paint,
		NewLegend(func(t *theme.Tokens) []LegendItem {
			return []LegendItem{{"Lost", t.Loss, Round}, {"Won", t.Accent, Square}, {"5 interviews or more", t.Faint(t.Loss), Rule}, {"withheld in exports", t.Hatch, Hatch}}
		})))
}

func paintParts(p *Pen) {
	x := float32(0)
	for _, o := range append(research.Outcomes(), research.OutcomeUnknown) {
		x += p.Outcome(x, 10, o) + 6
	}
	x = 0
	for n := 1; n <= theme.Stages; n++ {
		x += p.Chip(x, 38, fmt.Sprintf("Stage %d", n), p.Stage(n), p.Tint(n), false) + 6
		p.StageMark(x, 38, n)
		x += 16
	}
	p.Hints(0, 66, p.W, KeyHint{"uncoded passage", []string{"J", "K"}}, KeyHint{"pick code", []string{"/"}}, KeyHint{"undo", []string{"Ctrl", "Z"}}, KeyHint{"move", []string{"Alt", "UpDown"}})
	p.Bar(0, 94, 200, 6, .6, p.Accent)
	p.Hatch(220, 84, 60, 20)
	p.Polarity(300, 94, research.Hurt)
	p.Polarity(320, 94, research.Neutral)
	p.Polarity(340, 94, research.Helped)
	p.Weight(360, 94, research.Decided)
	p.Mark(420, 94, 14)
	x = 0
	for _, n := range theme.Icons() {
		p.Icon(x+8, 118, 16, n, p.Ink2)
		x += 19
		if x > p.W-16 {
			break
		}
	}
}

// record is a row of the gallery's table.
type record struct {
	who, org, role, segment, heard, said, root string
	outcome                                    research.Outcome
	coded                                      int
}

func records(n int) []record {
	role := []string{"Finance lead", "Operations", "IT lead", "Procurement", "Executive", "Plant lead", "Security", "Sponsor"}
	seg := []string{"Manufacturing", "Health", "Utilities", "Logistics", "Public sector"}
	oc := []research.Outcome{research.Lost, research.Won, research.Lost, research.NoDecision, research.LeadFollowUp, research.Churned}
	said := []string{"Price", "Missing feature", "Timing", "Relationship"}
	root := []string{"Delivery risk", "Reference gap", "Security review", "Price against value", "Executive access"}
	out := make([]record, n)
	for i := range out {
		out[i] = record{fmt.Sprintf("P%02d", i+7), fmt.Sprintf("O%02d", 1+i*5%31), role[(i*3+i/5)%8], seg[(i*2+i/4)%5], []string{"Telephone", "Face to face"}[i%2], said[i*3%4], root[i*4%5], oc[i%6], i * 37 % 101}
	}
	return out
}

func recordTable(list []record) *Table {
	t := NewTable([]TableColumn{
		{Title: "Who", Text: func(i int) string { return list[i].who }, Strong: true},
		{Title: "Org.", Text: func(i int) string { return list[i].org }, Mute: true},
		{Title: "Role band", Text: func(i int) string { return list[i].role }, Grow: true},
		{Title: "Outcome", Outcome: func(i int) research.Outcome { return list[i].outcome }},
		{Title: "Segment", Text: func(i int) string { return list[i].segment }, Grow: true},
		{Title: "Heard by", Text: func(i int) string { return list[i].heard }},
		{Title: "Told", Text: func(i int) string { return list[i].said }, Grow: true},
		{Title: "Root cause", Text: func(i int) string { return list[i].root }, Strong: true, Grow: true},
		{Title: "Coded", Text: func(i int) string { return fmt.Sprintf("%d%%", list[i].coded) }, Right: true},
	}, func() int { return len(list) }, func(i int) string { return list[i].who })
	t.Reload()
	return t
}

func showShell(*testing.T) fyne.CanvasObject {
	nav := NewNav([]NavItem{{"overview", "Overview", "overview", "", "Ctrl 1", false}, {"interviews", "Interviews", "interviews", "108", "Ctrl 2", false}, {"coding", "Coding", "coding", "17 to do", "Ctrl 3", false},
		{"codebook", "Codebook", "codebook", "", "Ctrl 4", false}, {"themes", "Themes", "themes", "8", "Ctrl 5", false}, {"report", "Report", "report", "", "Ctrl 6", false}, {"settings", "Settings", "settings", "", "Ctrl 7", true}}, nil)
	nav.Select("interviews")
	nav.OnStudy = func() {}
	nav.SetStudy("Northlight", "Wave 2026 H2")
	table := recordTable(records(62))
	table.SortBy(0, false)
	table.Mark("P23")
	card := NewBoard(func(p *Pen) { p.Card(0, 0, p.W, p.H) })
	body := Placed(func(s fyne.Size) {
		Put(card, theme.Margin, 0, s.Width-2*theme.Margin, s.Height-16)
		Put(table, theme.Margin+1, 1, s.Width-2*theme.Margin-2, s.Height-18)
	}, card, table)
	head := NewBoard(func(p *Pen) { p.L(theme.Margin, p.H/2, "Interviews", theme.Title, p.Ink) })
	add := NewButton("Import", "import", Primary, nil)
	status := NewStatusBar()
	status.Set(Status{Saved: "Saved 14:32", Vault: "Vault locked", Rule: "Shown from 5 interviews in 3 organisations", Coder: "Coding as RO", Undo: "Apply code Reference gap"})
	ground := NewBoard(func(p *Pen) { p.Rect(0, 0, p.W, p.H, p.Bg) })
	return Placed(func(s fyne.Size) {
		nw := NavWidth(s.Width)
		Put(ground, 0, 0, s.Width, s.Height)
		Put(nav, 0, 0, nw, s.Height-theme.StatusHeight)
		Put(head, nw, 0, s.Width-nw, theme.TitleHeight)
		PutRight(s.Width-theme.Margin, theme.TitleHeight/2, 8, add)
		Put(body, nw, theme.TitleHeight, s.Width-nw, s.Height-theme.StatusHeight-theme.TitleHeight)
		Put(status, 0, s.Height-theme.StatusHeight, s.Width, theme.StatusHeight)
	}, ground, nav, head, add, body, status)
}

func showCodes(t *testing.T) fyne.CanvasObject {
	k := NewCodePicker(starterBook(t))
	counts := map[research.ID]int{}
	for i, c := range k.book.Codes {
		counts[c.ID] = i * 17 % 40
	}
	k.SetCounts(counts)
	k.SetRecent([]research.ID{"EVA-07", "NEG-01"})
	k.Why = func(id research.ID) string { return "7 similar verbatims carry this code" }
	k.Light("EVA-07")
	return over(func(p *Pen) { p.Card(12, 12, p.W-24, p.H-24) }, k)
}

func openDialog(_ *testing.T, w fyne.Window) {
	_, client := NewField("Who commissioned it", "", "", false)
	pass, passBox := NewPassword("At least twelve characters")
	ShowDialog(w.Canvas(), DialogSpec{Title: "New study", Text: "Names go into a vault beside the study, sealed with this passphrase. Nobody can recover it: write it down and keep it elsewhere.",
		Body:    Column(12, Labelled("Client", client, ""), Labelled("Passphrase", passBox, "Four or five words that do not belong together.")),
		Confirm: "Make the study", Cancel: "Cancel", Focus: pass})
}

func openDanger(_ *testing.T, w fyne.Window) {
	ShowDialog(w.Canvas(), DialogSpec{Title: "Erase P23?", Text: "The interview, 11 codings and the vault entry go. This cannot be undone.", Confirm: "Erase P23", Cancel: "Keep", Danger: true})
}

func openProgress(_ *testing.T, w fyne.Window) {
	c := NewProgressCard("Importing crm-export-q3.xlsx", func() {})
	c.began = c.began.Add(-8e9)
	c.ShowModal(w.Canvas())
	c.Update("Row 231 of 412: replacing names in “Loss Reason”", 231, 412)
}

func openMenu(_ *testing.T, w fyne.Window) {
	ShowMenu(w.Canvas(), fyne.NewPos(300, 120), []MenuItem{{Label: "Open transcript", Icon: "interviews", Note: "Enter"}, {Label: "Code", Icon: "coding", Note: "C"}, {}, {Label: "Second coding", Icon: "people", Off: true}, {Label: "Erase P23 …", Icon: "trash", Danger: true}}).move(-1, 1)
}

func showEmpty(*testing.T) fyne.CanvasObject {
	e := NewEmptyState("interviews", "No interviews yet", "Bring in your interview sheet and Openloop shows who was heard, what they said and what is left to code.", "Import interviews", "import", func() {})
	e.Second, e.OnSecond = "Add one by hand", func() {}
	e.Foot, e.FootKeys = "import from anywhere", []string{"Ctrl", "I"}
	return over(nil, e)
}

func dots() chart.Model {
	d := chart.Dots{Head: chart.Head{Title: "Delivery risk and references mark the losses", Sub: "Share of interviews naming the theme, with 95% Wilson intervals"}, NameA: "Lost", NameB: "Won", VerdictHead: "Lost against won", Withheld: "withheld in exports"}
	for i, n := range []string{"Delivery risk", "Reference gap", "Security review", "Price against value", "Integration effort"} {
		a, b := .6-.08*float64(i), .2+.06*float64(i)
		d.Rows = append(d.Rows, chart.Dot{Name: n, Key: "theme:" + n, Holds: i < 2, A: chart.Estimate{Share: a, Low: a - .14, High: a + .13, Shown: i != 4, Text: "28 of 46"},
			B: chart.Estimate{Share: b, Low: b - .1, High: b + .15, Shown: i != 4, Text: "8 of 38"}, Gap: "40 points", Verdict: map[bool]string{true: "more often lost", false: "too close to call"}[i < 2]})
	}
	return d
}

// samplePage is a page with one of everything that a scene can hold.
func samplePage() *page.Scene {
	m := func(s string, f page.Font) float64 { return MeasureScene(s, f) }
	p := page.NewPen(page.Width, page.Height, m, page.Light())
	p.Box(45, 37, 22, 3, p.Accent)
	p.Add(page.Text{X: 45, Y: 56, Words: "FINDING 1 · WHY WE LOSE", Font: page.Font{Size: 7.4, Bold: true, Track: .5}, Colour: p.Accent})
	p.Write(45, 85, "We lose on confidence in delivery, not on price", page.Font{Size: 22, Bold: true}, p.Ink)
	dots().Draw(p, 45, 120, 480, 260)
	p.Withhold(560, 140, 120, 60, "cell:1", "withheld: fewer than 5 interviews")
	p.Add(page.Polygon{Points: []page.Point{{X: 560, Y: 240}, {X: 680, Y: 260}, {X: 680, Y: 300}, {X: 560, Y: 280}}, Fill: p.LossPale})
	p.Add(page.Disc{X: 740, Y: 170, R: 20, Fill: p.Accent})
	p.HLine(45, 560, 750, .6, p.Line)
	p.Write(45, 575, "Base: 84 interviews, 46 lost and 38 won. 95% Wilson intervals.", p.Type(7), p.Mute)
	return &p.Scene
}

func showSheet(*testing.T) fyne.CanvasObject {
	v := NewPageView()
	v.SetPage(samplePage())
	return over(nil, v)
}
