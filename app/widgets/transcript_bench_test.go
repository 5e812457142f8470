package widgets

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"openloop/research"
)

// bigVocabulary is 9,000 made-up words and a few real ones with letters beyond ASCII, so that a
// layout cannot live from a small cache.
func bigVocabulary() []string {
	r := rand.New(rand.NewPCG(5, 6))
	words := strings.Fields("don’t it’s naïve Zürich Müller größer P23 O14 [name] café “yes” –")
	for len(words) < 9000 {
		b := make([]byte, 1+r.IntN(11))
		for i := range b {
			b[i] = "etaoinshrdlcumwfgypbvkjxqz"[min(r.IntN(26), r.IntN(26))]
		}
		words = append(words, string(b))
	}
	return words
}

// bigTranscript is n bytes of turns and as many codings.
func bigTranscript(n, codings int) ([]TranscriptTurn, []TranscriptCoding) {
	r := rand.New(rand.NewPCG(1, 2))
	words := bigVocabulary()
	var turns []TranscriptTurn
	for size := 0; size < n; {
		var b strings.Builder
		for i := range 20 + r.IntN(300) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[r.IntN(len(words))])
			if r.IntN(12) == 0 {
				b.WriteByte(".,?"[r.IntN(3)])
			}
		}
		i := len(turns)
		turns = append(turns, TranscriptTurn{ID: research.ID("turn" + strconv.Itoa(i)), Speaker: "P07", Asked: i%2 == 0, Time: "12:00", Stage: 1 + i/40%9, StageName: "Stage", Text: b.String()})
		size += b.Len()
	}
	var list []TranscriptCoding
	for i := range codings {
		t := turns[r.IntN(len(turns))]
		count := len([]rune(t.Text))
		from := r.IntN(count - 60)
		list = append(list, TranscriptCoding{ID: research.ID("c" + strconv.Itoa(i)), Label: "Delivery risk", Stage: 1 + i%5, Weight: 2, Polarity: -1,
			From: research.Anchor{Turn: t.ID, Offset: from}, To: research.Anchor{Turn: t.ID, Offset: min(count, from+40+r.IntN(400))}})
	}
	return turns, list
}

// A megabyte is laid out whole and takes codings; how long that took is logged, and measured by the benchmarks.
func TestTranscriptOfOneMegabyte(t *testing.T) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, w := transcriptWindow(t, false, 1000, 800)
	begin := time.Now()
	tr.SetContent(turns, codings[:1999])
	first := time.Since(begin)

	w.Resize(fyne.NewSize(900, 800))
	begin = time.Now()
	w.Resize(fyne.NewSize(1000, 800))
	again := time.Since(begin)

	const steps = 400
	begin = time.Now()
	for i := range steps {
		tr.body.scrollTo(float32(i * 70))
	}
	step := time.Since(begin) / steps

	begin = time.Now()
	tr.SetCodings(codings)
	coded := time.Since(begin)
	t.Logf("%d turns, %d lines: first layout %v, other width %v, scroll step %v, one more coding %v", len(turns), len(tr.body.lines.all), first, again, step, coded)
	if n := len(tr.body.lines.all); n < 8000 {
		t.Fatalf("only %d lines", n)
	}
}

func BenchmarkTranscriptFirstLayout(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	_, w := transcriptWindow(b, false, 1000, 800) // the font is read
	for b.Loop() {
		b.StopTimer()
		tr := NewTranscript()
		tr.Later = func(func()) {}
		w.SetContent(tr)
		b.StartTimer()
		tr.SetContent(turns, codings)
	}
}

// A slice of what is laid out later, between two frames.
func BenchmarkTranscriptSlice(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, _ := transcriptWindow(b, false, 1000, 800)
	for b.Loop() {
		if tr.body.rough.left == 0 {
			b.StopTimer()
			tr.SetContent(turns, codings)
			b.StartTimer()
		}
		tr.body.slice()
	}
}

// The same text at another width, as while the window is made larger.
func BenchmarkTranscriptOtherWidth(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, w := transcriptWindow(b, false, 1000, 800)
	tr.SetContent(turns, codings)
	for i := 0; b.Loop(); i++ {
		w.Resize(fyne.NewSize(float32(900+i%2*100), 800))
	}
}

func BenchmarkTranscriptScroll(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, _ := transcriptWindow(b, false, 1000, 800)
	tr.SetContent(turns, codings)
	for i := 0; b.Loop(); i++ {
		tr.body.scrollTo(float32(i%3000) * 70)
	}
}

func BenchmarkTranscriptOneMoreCoding(b *testing.B) {
	turns, codings := bigTranscript(1_000_000, 2000)
	tr, _ := transcriptWindow(b, false, 1000, 800)
	tr.SetContent(turns, codings)
	for b.Loop() {
		tr.SetCodings(codings[:1999])
		tr.SetCodings(codings)
	}
}
