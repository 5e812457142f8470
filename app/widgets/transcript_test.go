package widgets

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/research"
)

// shownTranscript is the sample interview in a window.
func shownTranscript(t *testing.T) (*Transcript, fyne.Window) {
	tr, w := transcriptWindow(t, false, 828, 400)
	tr.SetContent(sampleTranscript())
	return tr, w
}

// pointOf is the point in the body at the left edge of words in a turn.
func pointOf(t *testing.T, tr *Transcript, turn int, words string) fyne.Position {
	t.Helper()
	b := tr.body
	off := strings.Index(b.text.text(turn), words)
	if off < 0 {
		t.Fatalf("no %q in turn %d", words, turn)
	}
	n := b.lines.at(transcriptPlace{turn, off})
	x := b.faces.read.xOf(b.text.text(turn), b.piecesOf(n), off, false)
	return fyne.NewPos(b.column.text+x+1, float32(b.lines.all[n].y)+transcriptLead/2)
}

func press(tr *Transcript, at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mod}
	tr.body.MouseDown(e)
	tr.body.MouseUp(e)
}

// rest lets the clicks so far be forgotten.
func rest(tr *Transcript) { tr.body.pointer.last = time.Time{} }

func dragTo(tr *Transcript, at fyne.Position) {
	tr.body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func wantText(t *testing.T, tr *Transcript, want string) {
	t.Helper()
	if got := tr.SelectedText(); got != want {
		t.Fatalf("selected %q, want %q", got, want)
	}
}

func TestTranscriptMouse(t *testing.T) {
	tr, _ := shownTranscript(t)
	told := 0
	tr.OnSelectionChanged = func() { told++ }

	press(tr, pointOf(t, tr, 1, "works manager"), 0)
	if _, _, ok := tr.Selection(); ok {
		t.Fatal("a click selects")
	}
	if at, _ := tr.Caret(); at.Turn != "t1" || at.Offset != strings.Index(sampleText(1), "works manager") {
		t.Fatalf("the caret is at %v", at)
	}
	press(tr, pointOf(t, tr, 1, "works manager"), 0)
	wantText(t, tr, "works")
	press(tr, pointOf(t, tr, 1, "works manager"), 0)
	wantText(t, tr, sampleText(1))

	rest(tr)
	press(tr, pointOf(t, tr, 1, "Nobody"), 0)
	press(tr, pointOf(t, tr, 1, " a plant"), fyne.KeyModifierShift)
	wantText(t, tr, "Nobody could show us")
	press(tr, pointOf(t, tr, 1, "who of our size"), fyne.KeyModifierShift)
	wantText(t, tr, "who of our size is live with this? And the answer was a bank and a hospital. ")

	rest(tr)
	tr.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pointOf(t, tr, 1, "Nobody")}, Button: desktop.MouseButtonPrimary})
	dragTo(tr, pointOf(t, tr, 3, "It went quiet").AddXY(60, 0))
	tr.body.DragEnd()
	from, to, ok := tr.Selection()
	if !ok || from.Turn != "t1" || to.Turn != "t3" || !strings.Contains(tr.SelectedText(), "\nAnd how did that land in the room?\n") {
		t.Fatalf("dragged over three turns: %v to %v, %q", from, to, tr.SelectedText())
	}
	if told < 6 {
		t.Fatalf("the host heard of %d changes", told)
	}
}

// TestTranscriptDragByWords: after a double click words are drawn out, both ways.
func TestTranscriptDragByWords(t *testing.T) {
	tr, _ := shownTranscript(t)
	at := pointOf(t, tr, 3, "experience in")
	press(tr, at, 0)
	tr.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	dragTo(tr, pointOf(t, tr, 3, "months").AddXY(10, 0))
	wantText(t, tr, "experience in 2021, nine months")
	dragTo(tr, pointOf(t, tr, 3, "quiet").AddXY(10, 0))
	wantText(t, tr, "quiet. We had a bad experience")
}

// TestTranscriptRolls: a drag beyond the edge scrolls on while the mouse is held still.
func TestTranscriptRolls(t *testing.T) {
	tr, _ := shownTranscript(t)
	tr.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pointOf(t, tr, 0, "shortlist")}, Button: desktop.MouseButtonPrimary})
	dragTo(tr, fyne.NewPos(300, 440))
	_, first, _ := tr.Selection()
	top, _ := tr.body.view()
	for range 5 {
		tr.body.rollBy(100 * time.Millisecond)
	}
	if now, _ := tr.body.view(); now <= top {
		t.Fatalf("the view stayed at %v", now)
	}
	if _, last, _ := tr.Selection(); last == first {
		t.Fatal("the selection did not grow with the view")
	}
	tr.body.DragEnd()
	top, _ = tr.body.view()
	tr.body.rollBy(time.Second)
	if now, _ := tr.body.view(); now != top {
		t.Fatal("scrolls after the mouse was let go")
	}
}

func sampleText(turn int) string {
	turns, _ := sampleTranscript()
	return turns[turn].Text
}

func keys(tr *Transcript, shift bool, names ...fyne.KeyName) {
	if shift {
		tr.body.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		defer tr.body.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	for _, n := range names {
		tr.body.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func ctrl(tr *Transcript, mod fyne.KeyModifier, names ...fyne.KeyName) {
	for _, n := range names {
		tr.body.TypedShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: wordModifier() | mod})
	}
}

func TestTranscriptKeys(t *testing.T) {
	tr, _ := shownTranscript(t)
	tr.Focus()
	keys(tr, true, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	wantText(t, tr, "You")
	keys(tr, true, fyne.KeyLeft)
	wantText(t, tr, "Yo")
	keys(tr, false, fyne.KeyRight)
	wantText(t, tr, "")
	if at, _ := tr.Caret(); at.Offset != 2 {
		t.Fatalf("right of a selection is %d", at.Offset)
	}
	ctrl(tr, fyne.KeyModifierShift, fyne.KeyRight, fyne.KeyRight)
	wantText(t, tr, "u said")
	ctrl(tr, fyne.KeyModifierShift, fyne.KeyLeft)
	wantText(t, tr, "u ")
	keys(tr, false, fyne.KeyEscape)
	wantText(t, tr, "")
	keys(tr, true, fyne.KeyEnd)
	wantText(t, tr, "said the shortlist was down to two. What happened in the evaluation?")
	keys(tr, false, fyne.KeyHome, fyne.KeyDown)
	keys(tr, true, fyne.KeyEnd)
	wantText(t, tr, "On paper you were ahead. The demonstration was good and my people liked")
	keys(tr, true, fyne.KeyDown)
	if got := tr.SelectedText(); !strings.HasSuffix(strings.TrimRight(got, ":"), "the simple question") {
		t.Fatalf("one line down from the end of a line: %q", got)
	}
	ctrl(tr, 0, fyne.KeyEnd)
	if at, _ := tr.Caret(); at.Turn != "t9" || at.Offset != len(sampleText(9)) {
		t.Fatalf("the end is %v", at)
	}
	keys(tr, false, fyne.KeyRight, fyne.KeyDown)
	if top, h := tr.body.view(); top+h < float32(tr.body.lines.total)-40 {
		t.Fatalf("the end is out of view: %v", top)
	}
	ctrl(tr, fyne.KeyModifierShift, fyne.KeyHome)
	if from, to, _ := tr.Selection(); from.Turn != "t0" || from.Offset != 0 || to.Turn != "t9" {
		t.Fatalf("all is %v to %v", from, to)
	}
}

func TestTranscriptVertical(t *testing.T) {
	tr, _ := shownTranscript(t)
	rest(tr)
	press(tr, pointOf(t, tr, 1, "people liked"), 0)
	keys(tr, false, fyne.KeyUp)
	at, _ := tr.Caret()
	if at.Turn != "t0" {
		t.Fatalf("up from the first line of a turn is in %v", at)
	}
	keys(tr, false, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	if at, _ := tr.Caret(); at.Turn != "t1" || at.Offset != strings.Index(sampleText(1), "people liked") {
		t.Fatalf("up and down again ends at %v", at)
	}
	keys(tr, false, fyne.KeyPageDown)
	down, _ := tr.Caret()
	if down.Turn == "t1" {
		t.Fatal("a page down stays in the turn")
	}
	keys(tr, false, fyne.KeyPageUp)
	if at, _ := tr.Caret(); at.Turn != "t0" && at.Turn != "t1" {
		t.Fatalf("a page up again ends at %v", at)
	}
	for range 40 {
		keys(tr, false, fyne.KeyPageDown)
	}
	if at, _ := tr.Caret(); at.Turn != "t9" {
		t.Fatalf("many pages down is %v", at)
	}
}

func TestTranscriptSelectAll(t *testing.T) {
	tr, _ := shownTranscript(t)
	rest(tr)
	press(tr, pointOf(t, tr, 3, "quiet"), 0)
	tr.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	wantText(t, tr, sampleText(3))
	tr.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := tr.SelectedText(); !strings.HasPrefix(got, sampleText(0)) || !strings.HasSuffix(got, sampleText(9)) {
		t.Fatalf("twice does not select all: %d bytes", len(got))
	}
}

// TestTranscriptForwards: copying asks the host, what is unknown goes to the host.
func TestTranscriptForwards(t *testing.T) {
	tr, _ := shownTranscript(t)
	var copied string
	tr.OnCopy = func(s string) { copied = s }
	tr.body.TypedShortcut(&fyne.ShortcutCopy{})
	if copied != "" {
		t.Fatal("copied nothing")
	}
	tr.Select(research.Anchor{Turn: "t0", Offset: 4}, research.Anchor{Turn: "t0", Offset: 8})
	tr.body.TypedShortcut(&fyne.ShortcutCopy{})
	if copied != "said" {
		t.Fatalf("copied %q", copied)
	}

	find := &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}
	var host []fyne.Shortcut
	tr.OnShortcut = func(s fyne.Shortcut) { host = append(host, s) }
	tr.body.TypedShortcut(find)
	tr.body.TypedShortcut(&fyne.ShortcutUndo{})
	if len(host) != 2 {
		t.Fatalf("the host got %v", host)
	}

	var runes string
	tr.OnRune = func(r rune) bool { runes += string(r); return true }
	for _, r := range "jk1" {
		tr.body.TypedRune(r)
	}
	var names []fyne.KeyName
	tr.OnKey = func(e *fyne.KeyEvent) bool { names = append(names, e.Name); return true }
	keys(tr, false, fyne.KeyDelete, fyne.KeyJ, desktop.KeyControlLeft, fyne.KeyEscape, fyne.KeyEscape, fyne.KeyLeft)
	if runes != "jk1" || len(names) != 2 || names[0] != fyne.KeyDelete || names[1] != fyne.KeyEscape {
		t.Fatalf("the host got %q and %v", runes, names)
	}
}

// TestTranscriptClusters: a selection never cuts what a reader takes for one character.
func TestTranscriptClusters(t *testing.T) {
	tr, _ := transcriptWindow(t, false, 800, 400)
	text := "Zoë 👩‍👩‍👧‍👦 e\u0301 שלום עולם end"
	tr.SetContent([]TranscriptTurn{{ID: "x", Text: text}}, nil)
	at := func(s string) int { return len([]rune(text[:strings.Index(text, s)])) }
	family := at("👩")
	tr.Select(research.Anchor{Turn: "x", Offset: family + 2}, research.Anchor{Turn: "x", Offset: family + 3})
	wantText(t, tr, "👩‍👩‍👧‍👦")
	if from, to, _ := tr.Selection(); from.Offset != family || to.Offset != family+7 {
		t.Fatalf("in code points %v to %v", from, to)
	}
	tr.Select(research.Anchor{Turn: "x", Offset: at("e\u0301") + 1}, research.Anchor{Turn: "x", Offset: at("e\u0301") + 2})
	wantText(t, tr, "e\u0301")
	tr.Select(research.Anchor{Turn: "x", Offset: at("שלום") + 1}, research.Anchor{Turn: "x", Offset: at("עולם") + 2})
	wantText(t, tr, "שלום עולם")

	tr.Select(research.Anchor{Turn: "x", Offset: family}, research.Anchor{Turn: "x", Offset: family})
	keys(tr, true, fyne.KeyRight)
	wantText(t, tr, "👩‍👩‍👧‍👦")
	keys(tr, false, fyne.KeyRight, fyne.KeyRight)
	keys(tr, true, fyne.KeyRight)
	wantText(t, tr, "e\u0301")
	keys(tr, false, fyne.KeyRight, fyne.KeyRight)
	keys(tr, true, fyne.KeyRight)
	wantText(t, tr, "שלום")
}

func TestTranscriptRightToLeft(t *testing.T) {
	m := readMetrics(t)
	s := "one שלום עולם two"
	pieces := m.pieces(s, 0, len(s), kindOfTurn(s), 600)
	var seen []string
	x := float32(-1)
	for _, p := range pieces {
		if w := strings.TrimSpace(s[p.start:p.end]); w != "" {
			seen = append(seen, w)
		}
		if p.x < x {
			t.Fatal("pieces are not in the order in which they are seen")
		}
		x = p.x
	}
	if got := strings.Join(seen, "|"); got != "one|עולם|שלום|two" {
		t.Fatalf("seen from left to right: %s", got)
	}
	first := strings.Index(s, "שלום")
	e := m.extents(s, pieces, first, first+len("שלום"))
	if len(e) != 1 || m.offsetAt(s, pieces, e[0].x0+1) != first+len("שלום") || m.offsetAt(s, pieces, e[0].x1-1) != first {
		t.Fatalf("the word is at %v and not found there", e)
	}

	s = "قال المدير إن 3 مرات."
	pieces = m.pieces(s, 0, len(s), kindOfTurn(s), 600)
	last := pieces[len(pieces)-1]
	if last.start != 0 || abs32(last.x+last.w-600) > .5 {
		t.Fatalf("a turn written from right to left begins at %v, not at the right", last.x+last.w)
	}
}

// Marks, numbers and what stands for names are seen where readers of Hebrew expect them.
func TestTranscriptMarksFromRightToLeft(t *testing.T) {
	m := readMetrics(t)
	for in, want := range map[string]string{
		"מה קרה?":                  "?|קרה| |מה",
		"[company] לא ענה.":        ".|ענה| |לא| |[company]",
		"לא (כ-200) היה":           "היה| |(|200|-|כ|)| |לא",
		"אמר [name] [company], כן": "כן| |,|[company]| |[name]| |אמר",
		"He said שלום, twice":      "He| |said| |שלום|,| |twice",
		"עלה ב-18% בשנת 2026":      "2026| |בשנת| |18%|-|ב| |עלה",
	} {
		var seen []string
		for _, p := range m.pieces(in, 0, len(in), kindOfTurn(in), 600) {
			s := in[p.start:p.end]
			if p.leftward {
				s = strings.TrimSuffix(turnedAbout(s), "\u200f")
			}
			seen = append(seen, s)
		}
		if got := strings.Join(seen, "|"); got != want {
			t.Errorf("%s is seen as %s, not as %s", in, got, want)
		}
	}
}

func TestTranscriptKeepsItsPlace(t *testing.T) {
	turns, codings := bigTranscript(60_000, 40)
	tr, w := transcriptWindow(t, false, 828, 400)
	tr.SetContent(turns, codings)
	from := research.Anchor{Turn: turns[20].ID, Offset: 10}
	tr.Select(from, research.Anchor{Turn: turns[21].ID, Offset: 5})
	tr.body.scrollTo(3000)
	seen := func() research.Anchor {
		top, _ := tr.body.view()
		return tr.body.text.anchor(tr.body.lines.all[tr.body.lines.atY(top)].from())
	}
	before := seen()
	text := tr.SelectedText()

	more := append([]TranscriptCoding(nil), codings...)
	for range 5 { // five deep near the top: every line below moves
		more = append(more, TranscriptCoding{ID: "deep", Label: "deep", From: research.Anchor{Turn: turns[0].ID}, To: research.Anchor{Turn: turns[0].ID, Offset: 300}})
	}
	tr.SetCodings(more)
	if seen() != before || tr.SelectedText() != text {
		t.Fatalf("coding moved the text from %v to %v", before, seen())
	}
	w.Resize(fyne.NewSize(700, 400))
	if at := seen(); at.Turn != before.Turn {
		t.Fatalf("another width moved the text from %v to %v", before, at)
	}
	w.Resize(fyne.NewSize(828, 400))
	tr.SetContent(append([]TranscriptTurn{{ID: "new", Speaker: "RO", Text: "A turn put before the others."}}, turns...), more)
	if at := seen(); at.Turn != before.Turn || tr.SelectedText() != text {
		t.Fatalf("a turn before moved the text from %v to %v, selected %q", before, at, tr.SelectedText())
	}
	told := false
	tr.OnSelectionChanged = func() { told = true }
	tr.SetContent(turns[:10], nil)
	if _, _, ok := tr.Selection(); ok || !told {
		t.Fatal("the selection outlived its turn")
	}
	tr.SetContent(nil, nil)
	if _, ok := tr.Caret(); ok {
		t.Fatal("a caret without text")
	}
	keys(tr, false, fyne.KeyDown, fyne.KeyEnd)
	tr.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	press(tr, fyne.NewPos(10, 10), 0)
	if tr.NextUncoded() || tr.PrevUncoded() || len(tr.Find("x")) > 0 {
		t.Fatal("found something in nothing")
	}
}

func TestTranscriptUncoded(t *testing.T) {
	tr, _ := shownTranscript(t)
	var got []string
	for range 5 {
		if !tr.NextUncoded() {
			t.Fatal("no more")
		}
		got = append(got, tr.SelectedText())
	}
	want := []string{
		"On paper you were ahead.",
		"But then our works manager asked the simple question: who of our size is live with this?",
		"And the answer was a bank and a hospital.",
		"It went quiet.",
		"From that meeting on we were really comparing who would finish, not who was better.",
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i], want[i])
		}
	}
	for i := len(want) - 2; i >= 0; i-- {
		tr.PrevUncoded()
		wantText(t, tr, want[i])
	}
	if tr.PrevUncoded() {
		t.Fatalf("before the first there is %q", tr.SelectedText())
	}
	wantText(t, tr, want[0])
	n := 1
	for tr.NextUncoded() {
		n++
	}
	if n != 11 {
		t.Errorf("%d uncoded sentences, not 11", n)
	}
}

func TestTranscriptFind(t *testing.T) {
	tr, _ := shownTranscript(t)
	found := tr.Find("  RISK ")
	if len(found) != 1 || found[0].From.Turn != "t5" || found[0].To.Offset-found[0].From.Offset != 4 {
		t.Fatalf("found %v", found)
	}
	ln := tr.body.lines.all[tr.body.lines.at(transcriptPlace{5, found[0].From.Offset})]
	if top, h := tr.body.view(); float32(ln.y) < top || float32(ln.y) > top+h {
		t.Fatalf("found at %d, in view %v to %v", ln.y, top, top+h)
	}
	if n := len(tr.Find("the")); n != strings.Count(strings.ToLower(allSampleText()), "the") {
		t.Fatalf("found %d", n)
	}
	tr.ShowMatch(0)
	if top, _ := tr.body.view(); top > 60 {
		t.Fatal("the first match is out of view")
	}
	tr.SetContent([]TranscriptTurn{{ID: "x", Text: "Größe GRÖSSE größe don’t Don't"}}, nil)
	if n := len(tr.Find("größe")); n != 2 {
		t.Errorf("found %d of größe", n)
	}
	if n := len(tr.Find("DON'T")); n != 2 {
		t.Errorf("found %d of don't", n)
	}
	if n := len(tr.Find("")); n != 0 || len(tr.body.matches) != 0 {
		t.Error("marks stay after an empty search")
	}
}

func allSampleText() string {
	var b strings.Builder
	turns, _ := sampleTranscript()
	for _, t := range turns {
		b.WriteString(t.Text + "\n")
	}
	return b.String()
}

func TestTranscriptFocusedPassage(t *testing.T) {
	tr, _ := shownTranscript(t)
	rest(tr)
	press(tr, pointOf(t, tr, 1, "ours that"), 0)
	from, to, codings, ok := tr.FocusedPassage()
	if !ok || to.Offset-from.Offset != len("a plant like ours that had gone live on time") || len(codings) != 2 {
		t.Fatalf("the passage at the caret is %v to %v with %v", from, to, codings)
	}
	rest(tr)
	press(tr, pointOf(t, tr, 0, "shortlist"), 0)
	if _, _, _, ok := tr.FocusedPassage(); ok {
		t.Fatal("a passage where nothing is coded")
	}
	tr.Select(research.Anchor{Turn: "t1", Offset: 0}, research.Anchor{Turn: "t1", Offset: len(sampleText(1))})
	if _, _, codings, _ := tr.FocusedPassage(); len(codings) != 3 {
		t.Fatalf("the selection touches %v", codings)
	}
}

// TestTranscriptShownLater: a host may select before there is a window.
func TestTranscriptShownLater(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.LightMode))
	tr := NewTranscript()
	turns, codings := bigTranscript(60_000, 10)
	tr.SetContent(turns, codings)
	tr.Select(research.Anchor{Turn: turns[30].ID, Offset: 5}, research.Anchor{Turn: turns[30].ID, Offset: 20})
	w := test.NewTempWindow(t, tr)
	w.Resize(fyne.NewSize(800, 500))
	ln := tr.body.lines.all[tr.body.lines.turns[30]]
	if top, h := tr.body.view(); float32(ln.y) < top || float32(ln.y) > top+h {
		t.Fatalf("selected at %d, in view %v to %v", ln.y, top, top+h)
	}
	if len([]rune(tr.SelectedText())) != 15 {
		t.Fatalf("selected %q", tr.SelectedText())
	}
}

// TestTranscriptTextChanges: an edited turn at the top does not throw the reader back to the start.
func TestTranscriptTextChanges(t *testing.T) {
	turns, codings := bigTranscript(60_000, 10)
	tr, _ := transcriptWindow(t, false, 800, 500)
	tr.SetContent(turns, codings)
	tr.body.scrollTo(4000)
	top, _ := tr.body.view()
	n := tr.body.lines.all[tr.body.lines.atY(top)].turn
	turns[n].Text = "Changed. " + turns[n].Text
	tr.SetContent(turns, codings)
	if now, _ := tr.body.view(); abs32(now-top) > 3*transcriptLead {
		t.Fatalf("the view went from %v to %v", top, now)
	}
}
