package widgets

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/research"
)

// painted are the objects of what is in view.
func painted(tr *Transcript) (rects []*canvas.Rectangle, texts []*canvas.Text) {
	for _, o := range test.WidgetRenderer(tr.body).Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			rects = append(rects, o)
		case *canvas.Text:
			texts = append(texts, o)
		}
	}
	return rects, texts
}

func rectsOf(tr *Transcript, fill color.Color) []*canvas.Rectangle {
	var out []*canvas.Rectangle
	rects, _ := painted(tr)
	for _, r := range rects {
		if r.FillColor == fill {
			out = append(out, r)
		}
	}
	return out
}

func textOf(tr *Transcript, s string) *canvas.Text {
	_, texts := painted(tr)
	for _, o := range texts {
		if strings.Contains(o.Text, s) {
			return o
		}
	}
	return nil
}

// TestTranscriptRulesAndTints: a rule stands under exactly the coded words, in the stage's colour, and
// a ground of its tint behind them; the codings of one passage share one ground.
func TestTranscriptRulesAndTints(t *testing.T) {
	tr, _ := shownTranscript(t)
	look := theme.Now()
	start := pointOf(t, tr, 1, "Nobody could").SubtractXY(1, transcriptLead/2)
	inner := pointOf(t, tr, 1, "a plant like").SubtractXY(1, transcriptLead/2)
	var rules []*canvas.Rectangle
	for _, r := range rectsOf(tr, look.Stage(3)) {
		if r.Size().Height == 2 && r.Position().Y > start.Y && r.Position().Y < start.Y+transcriptLead {
			rules = append(rules, r)
		}
	}
	if len(rules) != 2 {
		t.Fatalf("%d rules under the passage, not 2", len(rules))
	}
	if x := rules[0].Position().X; abs32(x-start.X) > 1.5 {
		t.Errorf("the first rule begins at %v, its words at %v", x, start.X)
	}
	if x := rules[1].Position().X; abs32(x-inner.X) > 1.5 {
		t.Errorf("the second rule begins at %v, its words at %v", x, inner.X)
	}
	if rules[0].Position().Y == rules[1].Position().Y {
		t.Error("two rules on one lane")
	}
	grounds := 0
	for _, r := range rectsOf(tr, look.Tint(3)) {
		if abs32(r.Position().Y-start.Y) < 3 {
			grounds++
			if want := rules[0].Size().Width; abs32(r.Size().Width-want-2) > 2 {
				t.Errorf("the ground is %v wide, the passage %v", r.Size().Width, want)
			}
		}
	}
	if grounds != 1 {
		t.Errorf("%d grounds behind one passage", grounds)
	}

	_, codings := sampleTranscript()
	tr.Select(codings[1].From, codings[1].To)
	if n := len(rectsOf(tr, look.Chosen())); n != 1 {
		t.Errorf("%d grounds of the selection", n)
	}
	if l := textOf(tr, "Reference gap"); !l.TextStyle.Bold {
		t.Error("the label of a selected coding is not bold")
	}
	if l := textOf(tr, "Product fit"); l.TextStyle.Bold {
		t.Error("the label of another coding is bold")
	}
}

func TestTranscriptInksAndNames(t *testing.T) {
	tr, _ := shownTranscript(t)
	look := theme.Now()
	if c := textOf(tr, "You said the shortlist").Color; c != look.Mute {
		t.Errorf("the interviewer speaks in %v", c)
	}
	if c := textOf(tr, "On paper").Color; c != look.Ink {
		t.Errorf("the buyer speaks in %v", c)
	}
	if c := textOf(tr, "Evaluate").Color; c != look.Stage(3) {
		t.Errorf("the stage is named in %v", c)
	}
	tr.ScrollTo(research.Anchor{Turn: "t5"})
	at := pointOf(t, tr, 5, "O14")
	boxed := false
	for _, r := range rectsOf(tr, look.SlateSoft) {
		p, s := r.Position(), r.Size()
		boxed = boxed || p.X <= at.X && at.X+8 < p.X+s.Width && p.Y < at.Y && at.Y < p.Y+s.Height
	}
	if !boxed {
		t.Error("a pseudonym without a box")
	}
}

// TestTranscriptPaintsTheView: objects follow the view, not the text.
func TestTranscriptPaintsTheView(t *testing.T) {
	turns, codings := bigTranscript(300_000, 600)
	tr, _ := transcriptWindow(t, false, 900, 600)
	tr.SetContent(turns, codings)
	for _, y := range []float32{0, 5000, 40_000, 1e9} {
		tr.body.scrollTo(y)
		top, h := tr.body.view()
		objects := test.WidgetRenderer(tr.body).Objects()
		if len(objects) == 0 || len(objects) > 900 {
			t.Fatalf("%d objects at %v", len(objects), top)
		}
		for _, o := range objects {
			if p := o.Position().Y; p+o.Size().Height < top-60 || p > top+h+60 {
				t.Fatalf("an object at %v, in view are %v to %v", p, top, top+h)
			}
		}
	}
}

// TestTranscriptFiveDeep: every coding of a passage has a rule, a bracket and a name of its own, and
// no rule runs through the words of the next line.
func TestTranscriptFiveDeep(t *testing.T) {
	tr, _ := transcriptWindow(t, false, 900, 500)
	turns := []TranscriptTurn{{ID: "x", Speaker: "P01", Text: strings.Repeat("One passage that has been given many codes. ", 6)}}
	var codings []TranscriptCoding
	for i := range 5 {
		codings = append(codings, TranscriptCoding{ID: research.ID(rune('a' + i)), Label: "Code " + string(rune('A'+i)), Stage: i + 1, Weight: 1,
			From: research.Anchor{Turn: "x", Offset: i}, To: research.Anchor{Turn: "x", Offset: 40}})
	}
	tr.SetContent(turns, codings)
	var lows []float32
	sides := map[float32]bool{}
	for i := range 5 {
		for _, r := range rectsOf(tr, theme.Now().Stage(i+1)) {
			switch {
			case r.Size().Height == 2:
				lows = append(lows, r.Position().Y)
			case r.Size().Width == transcriptBracket:
				sides[r.Position().X] = true
			}
		}
		if textOf(tr, "Code "+string(rune('A'+i))) == nil {
			t.Errorf("code %d is not named", i)
		}
	}
	if len(lows) != 5 || len(sides) != 5 {
		t.Fatalf("%d rules, %d brackets", len(lows), len(sides))
	}
	for i, y := range lows {
		for _, other := range lows[:i] {
			if abs32(y-other) < transcriptLanePitch {
				t.Errorf("rules %v and %v touch", y, other)
			}
		}
		if next := float32(tr.body.lines.all[1].y); y+2 > next {
			t.Errorf("a rule at %v runs into the line at %v", y, next)
		}
	}
	if h := tr.body.lines.all[1].h; h != transcriptLead {
		t.Errorf("a line without codings is %d high", h)
	}
}

// TestTranscriptHeadingInView: going to the first words of a stage shows its heading too.
func TestTranscriptHeadingInView(t *testing.T) {
	tr, _ := transcriptWindow(t, false, 900, 500)
	var turns []TranscriptTurn
	for i := range 60 {
		turns = append(turns, TranscriptTurn{ID: research.ID(rune('A' + i)), Text: strings.Repeat("words ", 30), Stage: 1 + i/30, StageName: "Stage"})
	}
	tr.SetContent(turns, nil)
	b := tr.body
	b.move(fyne.KeyEnd, farModifier())
	if top, _ := b.view(); top == 0 {
		t.Fatal("the end is in view at the top")
	}
	b.move(fyne.KeyHome, farModifier())
	if top, _ := b.view(); top != 0 {
		t.Errorf("the first heading is %v above the view", top)
	}
	b.move(fyne.KeyEnd, farModifier())
	b.reveal(transcriptPlace{30, 0}, transcriptPlace{30, 4})
	if top, _ := b.view(); float32(b.lines.heads[30]) < top {
		t.Errorf("the heading at %d is above the view at %v", b.lines.heads[30], top)
	}
}

// TestTranscriptCrowdedMargin: labels never overlap, and what finds no room is counted.
func TestTranscriptCrowdedMargin(t *testing.T) {
	tr, _ := transcriptWindow(t, false, 900, 500)
	var codings []TranscriptCoding
	for i := range 30 {
		codings = append(codings, TranscriptCoding{ID: research.ID(rune('A' + i)), Label: "Code", From: research.Anchor{Turn: "x", Offset: i}, To: research.Anchor{Turn: "x", Offset: i + 3}})
	}
	tr.SetContent([]TranscriptTurn{{ID: "x", Text: strings.Repeat("words and words ", 40)}}, codings)
	shown, counted, last := 0, 0, int32(-100)
	for _, m := range tr.body.marks.all {
		if m.label < 0 {
			continue
		}
		if m.label-last < transcriptLabelStep {
			t.Errorf("labels at %d and %d", last, m.label)
		}
		shown, counted, last = shown+1, counted+m.more, m.label
	}
	if shown+counted != 30 || shown < 5 {
		t.Errorf("%d labels, %d counted", shown, counted)
	}
	if textOf(tr, "+") == nil {
		t.Error("the count is not written")
	}
	_, texts := painted(tr)
	written := 0
	for _, o := range texts {
		if o.Text == "Code" {
			written++
		}
	}
	if written != shown {
		t.Errorf("%d labels are written, %d have a place", written, shown)
	}
}

func TestTranscriptLabelIsTapped(t *testing.T) {
	tr, _ := shownTranscript(t)
	var tapped []research.ID
	tr.OnCodingTapped = func(id research.ID) { tapped = append(tapped, id) }
	tr.Select(research.Anchor{Turn: "t0", Offset: 0}, research.Anchor{Turn: "t0", Offset: 3})

	label := textOf(tr, "Delivery risk")
	at := label.Position().AddXY(10, 8)
	tr.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if tr.body.Cursor() != desktop.PointerCursor || !textOf(tr, "Delivery risk").TextStyle.Bold {
		t.Error("the label does not light up under the mouse")
	}
	press(tr, at, 0)
	tr.body.MouseOut()
	for _, r := range rectsOf(tr, theme.Now().Stage(2)) {
		if r.Size().Width == transcriptBracket {
			press(tr, r.Position().AddXY(1, 20), 0)
		}
	}
	if len(tapped) != 2 || tapped[0] != "Delivery risk1" || tapped[1] != "Product fit1" {
		t.Fatalf("tapped %v", tapped)
	}
	wantText(t, tr, "You")
	press(tr, at.AddXY(0, 300), 0) // the empty margin sets the caret
	if len(tapped) != 2 {
		t.Fatal("the empty margin taps a coding")
	}
}

func TestTranscriptFocusShows(t *testing.T) {
	tr, w := shownTranscript(t)
	ring := func() bool {
		for _, o := range test.WidgetRenderer(tr).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok {
				return r.Visible()
			}
		}
		return false
	}
	carets := func() int {
		n := 0
		for _, r := range rectsOf(tr, theme.Now().Accent) {
			if r.Size().Width == 2 && r.Size().Height == transcriptLead-4 {
				n++
			}
		}
		return n
	}
	if ring() || carets() != 0 {
		t.Fatal("shows the keyboard without having it")
	}
	tr.Focus()
	if !ring() || carets() != 1 {
		t.Fatalf("ring %v, %d carets", ring(), carets())
	}
	w.Canvas().Unfocus()
	if ring() || carets() != 0 {
		t.Fatal("still shows the keyboard")
	}
}

// TestTranscriptFollowsTheTheme repaints in the dark.
func TestTranscriptFollowsTheTheme(t *testing.T) {
	tr, _ := shownTranscript(t)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.DarkMode))
	tr.Refresh()
	if c := textOf(tr, "On paper").Color; c != theme.Dark().Ink {
		t.Errorf("written in %v in the dark", c)
	}
}
