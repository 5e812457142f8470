package widgets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/research"
)

// exactLines are the lines of a transcript as they are when everything is laid out.
func exactLines(b *transcriptBody) transcriptLines {
	var l transcriptLines
	l.lead = b.lines.lead
	b.faces.read.wrapTurns(b.text, b.column.width, &l)
	return l
}

// sameBreaks says whether a turn is broken into the same lines in both.
func sameBreaks(a, b *transcriptLines, turn int) bool {
	lo, hi := a.bounds(turn)
	from, to := b.bounds(turn)
	return slices.EqualFunc(a.all[lo:hi], b.all[from:to], func(x, y transcriptLine) bool {
		return x.turn == y.turn && x.start == y.start && x.end == y.end && x.first == y.first
	})
}

// Whatever is done while a long transcript is still being laid out, the lines in view are the exact ones, the first of
// them stays where it was, the selection stays on its words, and in the end every line is where it would have been.
func TestALongTranscriptIsLaidOutInSlices(t *testing.T) {
	turns, codings := bigTranscript(400_000, 700)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		tr, w := transcriptWindow(t, false, 1000, 800)
		b := tr.body
		var slice func()
		tr.Later = func(f func()) { slice = f }
		tr.SetContent(turns, codings[:600])
		if b.rough.left < len(turns)/2 {
			t.Fatalf("%d of %d turns are left for later", b.rough.left, len(turns))
		}
		next, whole := 600, exactLines(b)
		whole.stack(b.text, nil)
		if off := float64(b.lines.total-whole.total) / float64(whole.total); off < -.1 || off > .1 {
			t.Errorf("the guess is %d high, the text %d: the scroll bar jumps", b.lines.total, whole.total)
		}
		for step := 0; b.rough.left > 0; step++ {
			inView(t, b, "before a step")
			kind := r.IntN(9)
			switch kind {
			case 0:
				b.scrollTo(r.Float32() * float32(b.lines.total))
			case 1:
				turn := turns[r.IntN(len(turns))]
				at := research.Anchor{Turn: turn.ID, Offset: r.IntN(20)}
				tr.Select(at, research.Anchor{Turn: turn.ID, Offset: at.Offset + 25})
				if from, _, _ := tr.Selection(); from != at || !lineSeen(b, b.origin) {
					t.Fatalf("seed %d: the selected words are out of view", seed)
				}
			case 2:
				b.TypedKey(&fyne.KeyEvent{Name: []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd}[r.IntN(5)]})
				if !lineSeen(b, b.caret) {
					t.Fatalf("seed %d: the caret is out of view", seed)
				}
			case 3:
				if found := tr.Find("zürich"); len(found) > 0 {
					tr.ShowMatch(r.IntN(len(found)))
				}
			case 4:
				i := r.IntN(len(turns))
				turn := b.text.turns[i]
				turn.Text = strings.Replace(turn.Text, " ", " corrected ", 1+r.IntN(30))
				tr.SetTurn(turn, nil)
			case 5:
				if next < len(codings) {
					tr.PutCoding(codings[next])
					next++
				}
			case 6:
				w.Resize(fyne.NewSize(float32(900+r.IntN(2)*100), 800))
			default:
				before := b.remember()
				from, to, _ := tr.Selection()
				slice()
				after := b.remember()
				if before.top != after.top || before.below != after.below {
					t.Fatalf("seed %d: a slice moved the first line from %v %v to %v %v", seed, before.top, before.below, after.top, after.below)
				}
				if f, z, _ := tr.Selection(); f != from || z != to {
					t.Fatalf("seed %d: a slice moved the selection", seed)
				}
			}
			inView(t, b, "after a step of kind "+fmt.Sprint(kind))
			if step > 4000 {
				t.Fatal("it is never laid out")
			}
		}
		want := exactLines(b)
		for i := range b.text.turns {
			if !sameBreaks(&b.lines, &want, i) {
				t.Fatalf("seed %d: turn %d is laid out otherwise than at once", seed, i)
			}
		}
		b.marks.settle(&want)
		want.stack(b.text, b.marks.extra)
		if want.total != b.lines.total || !slices.Equal(want.all, b.lines.all) || !slices.Equal(want.heads, b.lines.heads) {
			t.Fatalf("seed %d: in the end it is %d high, at once %d", seed, b.lines.total, want.total)
		}
	}
}

// inView says what of the lines in view is not laid out exactly.
func inView(t *testing.T, b *transcriptBody, when string) {
	t.Helper()
	top, height := b.view()
	for n := b.lines.atY(top); n <= b.lines.atY(top+height); n++ {
		if turn := b.lines.all[n].turn; len(b.rough.turns) > 0 && b.rough.turns[turn] {
			t.Fatalf("%s: turn %d of %d is in view and only guessed; view from %v of %d, line %d", when, turn, len(b.text.turns), top, b.lines.total, n)
		}
	}
}

// lineSeen says whether the line of a place is in view.
func lineSeen(b *transcriptBody, p transcriptPlace) bool {
	top, height := b.view()
	ln := b.lines.all[b.lines.at(p)]
	return float32(ln.y+ln.h) > top && float32(ln.y) < top+height
}
