package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/research"
)

// Widening goes from the word to the sentence, the turn and the whole transcript, and back.
func TestTranscriptWidens(t *testing.T) {
	tr, _ := shownTranscript(t)
	rest(tr)
	press(tr, pointOf(t, tr, 1, "ahead"), 0)
	var got []string
	for tr.Widen() {
		got = append(got, tr.SelectedText())
	}
	if len(got) != 4 || got[0] != "ahead" || got[1] != "On paper you were ahead." || got[2] != sampleText(1) || !strings.HasPrefix(got[3], sampleText(0)) {
		t.Fatalf("widened to %q", got)
	}
	for i := 2; i >= 0; i-- {
		if !tr.Narrow() || tr.SelectedText() != got[i] {
			t.Errorf("narrowed to %q, want %q", tr.SelectedText(), got[i])
		}
	}
	tr.Narrow()
	wantText(t, tr, "")
	tr.Widen()
	press(tr, pointOf(t, tr, 3, "quiet"), 0)
	if tr.Narrow() {
		t.Error("narrowed another selection")
	}
}

// Alt and the arrows go by sentences, Ctrl with Up and Down by turns; Shift draws the selection out.
func TestTranscriptMovesBySentenceAndTurn(t *testing.T) {
	tr, _ := shownTranscript(t)
	rest(tr)
	press(tr, pointOf(t, tr, 1, "On paper"), 0)
	alt := func(mod fyne.KeyModifier, k fyne.KeyName) {
		tr.body.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: sentenceModifier() | mod})
	}
	alt(fyne.KeyModifierShift, fyne.KeyRight)
	wantText(t, tr, "On paper you were ahead.")
	alt(fyne.KeyModifierShift, fyne.KeyRight)
	if got := tr.SelectedText(); !strings.HasPrefix(got, "On paper you were ahead. The demonstration") {
		t.Errorf("two sentences are %q", got)
	}
	alt(fyne.KeyModifierShift, fyne.KeyLeft)
	if got := tr.SelectedText(); got != "On paper you were ahead. " {
		t.Errorf("one sentence back is %q", got)
	}
	ctrl(tr, 0, fyne.KeyDown)
	if at, _ := tr.Caret(); at.Turn != "t2" || at.Offset != 0 {
		t.Errorf("a turn down is %v", at)
	}
	ctrl(tr, fyne.KeyModifierShift, fyne.KeyDown)
	wantText(t, tr, sampleText(2)+"\n")
	keys(tr, false, fyne.KeyRight)
	ctrl(tr, 0, fyne.KeyUp, fyne.KeyUp)
	if at, _ := tr.Caret(); at.Turn != "t2" && at.Turn != "t1" {
		t.Errorf("turns up is %v", at)
	}
}

// At another size the text is laid out anew, the reader stays where he was, and codings stay on their words.
func TestTranscriptZooms(t *testing.T) {
	tr, w := shownTranscript(t)
	lines := len(tr.body.lines.all)
	tr.ScrollTo(research.Anchor{Turn: "t7"})
	top, _ := tr.body.view()
	first := tr.body.lines.all[tr.body.lines.atY(top)].turn
	tr.SetZoom(200)
	if n := len(tr.body.lines.all); n <= lines || tr.body.lead() != 48 || tr.Zoom() != 200 {
		t.Errorf("%d lines of %d, %v apart", n, lines, tr.body.lead())
	}
	top, _ = tr.body.view()
	if now := tr.body.lines.all[tr.body.lines.atY(top)].turn; now != first {
		t.Errorf("the reader was at turn %d and is at %d", first, now)
	}
	shoot(t, "zoom-200", w)
	tr.SetZoom(5)
	if tr.Zoom() != TranscriptZoomLeast {
		t.Errorf("zoom %d", tr.Zoom())
	}
	tr.SetZoom(0)
	if len(tr.body.lines.all) != lines || tr.body.lead() != transcriptLead {
		t.Errorf("%d lines of %d at 100 %%", len(tr.body.lines.all), lines)
	}
}

// A turn with other words looks like one that always had them.
func TestTranscriptSetTurn(t *testing.T) {
	turns, codings := bigTranscript(60_000, 80)
	tr, _ := transcriptWindow(t, false, 1000, 800)
	tr.SetContent(turns, codings)
	other, _ := transcriptWindow(t, false, 1000, 800)
	for i, words := range []string{"Short.", strings.Repeat("longer than before. ", 200), "שלום עולם", "a\n\nb"} {
		n := i * 5
		turns[n].Text = words
		kept := codings[:0:0]
		for _, c := range codings {
			if c.From.Turn != turns[n].ID {
				kept = append(kept, c)
			}
		}
		codings = kept
		tr.SetTurn(turns[n], on(turns[n].ID, codings))
		other.SetContent(turns, codings)
		if len(tr.body.lines.all) != len(other.body.lines.all) || tr.body.lines.total != other.body.lines.total {
			t.Fatalf("%d lines, %d high; laid out anew %d, %d", len(tr.body.lines.all), tr.body.lines.total, len(other.body.lines.all), other.body.lines.total)
		}
		for k, ln := range other.body.lines.all {
			if tr.body.lines.all[k] != ln {
				t.Fatalf("line %d is %+v, laid out anew %+v", k, tr.body.lines.all[k], ln)
			}
		}
		if at, size, ok := tr.TurnArea(turns[0].ID); i == 0 && (!ok || at.X <= 0 || size.Height < transcriptLead) {
			t.Errorf("the first turn is at %v, %v", at, size)
		}
	}
}

// Over words with several codes a list says which they are; over others there is none.
func TestTranscriptListsCodesUnderTheMouse(t *testing.T) {
	tr, w := transcriptWindow(t, false, 900, 640)
	turns, codings := deepTranscript()
	tr.SetContent(turns, codings)
	tr.SetNotes([]TranscriptNote{{From: codings[0].From, To: codings[0].To}})
	at := pointOf(t, tr, 1, "reference, twice")
	tr.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if n := len(tr.body.pointer.under); n != 5 {
		t.Errorf("%d codes under the mouse, want 5", n)
	}
	shoot(t, "under-light", w)
	tr.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pointOf(t, tr, 1, "Honestly")}})
	if n := len(tr.body.pointer.under); n != 0 {
		t.Errorf("%d codes where there are none", n)
	}
	tr.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	tr.SetCodings(nil)
	w.Canvas().Capture() // what the list spoke of is gone
}

func BenchmarkTranscriptSetTurn(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, _ := transcriptWindow(b, false, 1000, 800)
	tr.SetContent(turns, codings)
	turn := turns[len(turns)/2]
	codings = on(turn.ID, codings)
	for i := 0; b.Loop(); i++ {
		turn.Text = strings.Replace(turns[len(turns)/2].Text, " ", "  ", 1+i%2)
		tr.SetTurn(turn, codings)
	}
}
