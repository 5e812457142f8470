package widgets

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"openloop/app/theme"
	"openloop/research"
)

// scripts are words to make random text of; the last ones are unkind.
var transcriptScripts = map[string][]string{
	"english": strings.Fields("the buyer wasn’t happy — “too late,” AV Ta. To offices affluent waffle fjord W.A.V.E. P07 [name] 3,5% (again) well-known and/or"),
	"german":  strings.Fields("Größe Übergabe Äpfel ß Straße Donaudampfschifffahrtsgesellschaft Müller’s „so“ Ölpreis"),
	"greek":   strings.Fields("Καλημέρα κόσμε ΑΥΤΟ πώς"),
	"russian": strings.Fields("Здравствуйте цена слишком высока договор ГУ Та"),
	"czech":   strings.Fields("příliš žluťoučký kůň úpěl ďábelské ódy"),
	"marks":   {"e\u0301tude", "n\u0303", "a\u0308\u0323b", "\u0301", "o\u0302"},
	"chinese": {"价格太高了，", "我们没有（参考）客户。", "交付风险", "“不”"},
	"emoji":   {"👩‍👩‍👧‍👦", "👍🏽", "🇩🇪🇫🇷", "❤️", "1️⃣"},
	"hindi":   strings.Fields("कीमत बहुत अधिक क्षत्रिय"),
	"odd":     {"a\u00adb", "\u200b", "x\u00a0y", "--", "/", "\t", "  ", strings.Repeat("W", 90), "q\xffz", "\u2028"},
}

func randomText(r *rand.Rand) string {
	names := slices.Sorted(maps.Keys(transcriptScripts))
	var b strings.Builder
	for range r.IntN(60) {
		words := transcriptScripts[names[r.IntN(len(names))]]
		b.WriteString(words[r.IntN(len(words))])
		b.WriteString([]string{" ", " ", " ", " ", "", "  ", "\n", "\t"}[r.IntN(8)])
	}
	return b.String()
}

func readMetrics(tb testing.TB) *transcriptMetrics {
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.LightMode))
	return newTranscriptMetrics(14, fyne.TextStyle{})
}

// TestTranscriptMeasure holds summed widths against Fyne's, for words and for whatever is drawn as one.
func TestTranscriptMeasure(t *testing.T) {
	m := readMetrics(t)
	asFyne := func(s string) float32 { return fyne.MeasureText(transcriptVisible(s), 14, fyne.TextStyle{}).Width }
	for name, words := range transcriptScripts {
		for _, w := range words {
			if got, want := m.run(w, len(w)), asFyne(w); abs32(got-want) > .3 {
				t.Errorf("%s: %q is %v wide, Fyne says %v", name, w, got, want)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		s := strings.ReplaceAll(randomText(r), "\n", " ")
		for _, p := range m.pieces(s, 0, len(s), kindOfTurn(s), 5000) {
			part := s[p.start:p.end]
			if got, want := p.w, asFyne(part); strings.TrimSpace(part) != "" && len(part) < longestWhole && abs32(got-want) > .005*want+1 {
				t.Errorf("%q is %v wide, Fyne says %v", part, got, want)
			}
		}
	}
}

// TestTranscriptWrap checks random texts against what wrapping means: nothing lost, nothing wider
// than the column that could be broken, nothing broken that would have fitted, and never inside a
// character. Widths are Fyne's own, not the widget's.
func TestTranscriptWrap(t *testing.T) {
	m := readMetrics(t)
	wide := func(s string) float32 {
		return fyne.MeasureText(transcriptVisible(strings.TrimRight(s, " \t")), 14, fyne.TextStyle{}).Width
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 150 {
		width := float32(60 + r.IntN(640))
		text := newTranscriptText([]TranscriptTurn{{ID: "a", Text: randomText(r)}, {ID: "b", Text: randomText(r)}})
		var lines transcriptLines
		m.wrapTurns(text, width, &lines)
		for i, ln := range lines.all {
			s := text.text(int(ln.turn))
			here := s[ln.start:ln.end]
			slack := 1 + .01*width + float32(strings.Count(here, " ")) // spaces beside other scripts
			if strings.Contains(here, "\n") {
				t.Fatalf("a line holds a line end: %q", here)
			}
			if w := wide(here); w > width+slack && graphemeCount(strings.TrimSpace(here)) > 1 {
				t.Fatalf("%q is %v wide in a column of %v", here, w, width)
			}
			if start, _ := graphemeAt(s, int(ln.start)); int(ln.start) < len(s) && start != int(ln.start) && s[ln.start-1] != '\n' {
				t.Fatalf("line begins inside a character: %q", s[start:ln.end])
			}
			wrapped := i+1 < len(lines.all) && lines.all[i+1].from() == ln.to() && ln.start < ln.end
			if wrapped {
				next := lines.all[i+1]
				paragraph := s
				if e := strings.IndexByte(s[next.start:], '\n'); e >= 0 {
					paragraph = s[:int(next.start)+e]
				}
				token, _ := nextTranscriptToken(paragraph, int(next.start))
				if w := wide(s[ln.start:token]); w < width-slack && wide(s[next.start:token]) <= width {
					t.Fatalf("%q was broken before %q, together %v in a column of %v", here, s[next.start:token], w, width)
				}
			} else {
				rest := s[ln.end:]
				if rest != "" && rest[0] != '\n' {
					t.Fatalf("text lost after %q: %q", here, rest)
				}
			}
			if i > 0 && lines.all[i-1].turn == ln.turn {
				gap := s[lines.all[i-1].end:ln.start]
				if gap != "" && gap != "\n" {
					t.Fatalf("text lost between lines: %q", gap)
				}
			}
		}
		// every place is on the line that holds it
		for turn := range text.turns {
			for off := range text.text(turn) {
				ln := lines.all[lines.at(transcriptPlace{turn, off})]
				if int(ln.turn) != turn || off < int(ln.start) || off > int(ln.end) {
					t.Fatalf("place %d.%d is put on line %+v", turn, off, ln)
				}
			}
		}
	}
}

// TestTranscriptWithoutSpaces keeps a megabyte of one word from taking the window away.
func TestTranscriptWithoutSpaces(t *testing.T) {
	m := readMetrics(t)
	for _, unit := range []string{"kQ9/", "价格太高", "ราคาสูงเกินไป", "a\u0301", "🇩🇪"} {
		s := strings.Repeat(unit, 1_000_000/len(unit))
		begin := time.Now()
		text := newTranscriptText([]TranscriptTurn{{ID: "a", Text: s}})
		var lines transcriptLines
		m.wrapTurns(text, 680, &lines)
		var marks transcriptMarks
		var codings []TranscriptCoding
		for i := range 2000 {
			codings = append(codings, TranscriptCoding{From: research.Anchor{Turn: "a", Offset: i * 100}, To: research.Anchor{Turn: "a", Offset: i*100 + 50}})
		}
		marks.resolve(text, codings)
		took := time.Since(begin)
		t.Logf("%.8q: %d lines in %v", unit, len(lines.all), took)
		if len(m.words) > 10_000 {
			t.Errorf("%.8q: %d words remembered", unit, len(m.words))
		}
		if d := m.measure(unit+unit) - 2*m.measure(unit); abs32(d) > 1 {
			continue // no font here has these letters, and boxes do not add up
		}
		for i, ln := range lines.all[:len(lines.all)-1] {
			if w := m.run(s[ln.start:ln.end], int(ln.end-ln.start)); w > 690 || w < 200 {
				t.Fatalf("%.8q: line %d is %v wide", unit, i, w)
			}
		}
	}
}

func graphemeCount(s string) int {
	n := 0
	for g := graphemes.FromString(s); g.Next(); {
		n++
	}
	return n
}

// TestTranscriptHit finds every character by the middle of its left half.
func TestTranscriptHit(t *testing.T) {
	m := readMetrics(t)
	r := rand.New(rand.NewPCG(3, 9))
	for range 200 {
		s := strings.ReplaceAll(randomText(r), "\n", " ")
		pieces := m.pieces(s, 0, len(s), kindOfTurn(s), 5000)
		for off := 0; off < len(s); {
			next := nextGrapheme(s, off)
			x0, x1 := m.xOf(s, pieces, off, false), m.xOf(s, pieces, next, false)
			if x1-x0 > 1 {
				if got := m.offsetAt(s, pieces, x0+(x1-x0)*.3); got != off {
					t.Fatalf("%q: the left half of %q at %d is taken for %d", s, s[off:next], off, got)
				}
				if got := m.offsetAt(s, pieces, x0+(x1-x0)*.7); got != next {
					t.Fatalf("%q: the right half of %q is taken for %d, not %d", s, s[off:next], got, next)
				}
			}
			off = next
		}
	}
}

// TestTranscriptAnchors goes from code points to bytes and back.
func TestTranscriptAnchors(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 8))
	for range 200 {
		s := randomText(r) + randomText(r) + randomText(r)
		text := newTranscriptText([]TranscriptTurn{{ID: "x"}, {ID: "y", Text: s}})
		n := 0
		for off := range s {
			a := research.Anchor{Turn: "y", Offset: n}
			p, ok := text.place(a)
			if !ok || p.off != off {
				t.Fatalf("code point %d of %q is at byte %d, not %d", n, s, off, p.off)
			}
			if back := text.anchor(p); back != a {
				t.Fatalf("byte %d of %q comes back as %v, not %v", off, s, back, a)
			}
			n++
		}
		for _, past := range []int{n, n + 1, n + 1000} {
			if p, _ := text.place(research.Anchor{Turn: "y", Offset: past}); p.off != len(s) {
				t.Fatalf("offset %d of %d code points is byte %d, not the end %d", past, n, p.off, len(s))
			}
		}
		if p, _ := text.place(research.Anchor{Turn: "y", Offset: -3}); p.off != 0 {
			t.Fatal("an offset before the text is not its start")
		}
	}
	if _, ok := newTranscriptText(nil).place(research.Anchor{Turn: "gone"}); ok {
		t.Fatal("found a turn that is not there")
	}
}

// TestTranscriptGraphemes holds quick edges and steps against the whole iteration.
func TestTranscriptGraphemes(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		s := randomText(r) + "\r\n" + randomText(r)
		g := graphemes.FromString(s)
		at := 0
		for g.Next() {
			end := at + len(g.Value())
			for off := at; off < end; off++ {
				if a, z := graphemeAt(s, off); a != at || z != end {
					t.Fatalf("%q: byte %d is said to be in [%d,%d), it is in [%d,%d)", s, off, a, z, at, end)
				}
			}
			if nextGrapheme(s, at) != end || prevGrapheme(s, end) != at {
				t.Fatalf("%q: steps over %q are %d and %d", s, g.Value(), nextGrapheme(s, at), prevGrapheme(s, end))
			}
			at = end
		}
	}
}

func TestTranscriptMasks(t *testing.T) {
	for in, want := range map[string]string{
		"P07 said":               "P07",
		"P07's boss (O03), S02.": "P07 O03 S02",
		"P07’s":                  "P07",
		"IP07 P7 P07a P1234567":  "",
		"ask [name] at [company], [postal address]": "[name] [company] [postal address]",
		"[sic!] [] [1] [NAME] [unclosed":            "",
		"éP07 P07é":                                 "",
		"Q11 and V22":                               "",
	} {
		var got []string
		for _, m := range transcriptMasks(in) {
			got = append(got, in[m[0]:m[1]])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: found %q, want %q", in, s, want)
		}
	}
}

func TestTranscriptSentences(t *testing.T) {
	for in, want := range map[string]string{
		"One. Two? Three!":                             "One.|Two?|Three!",
		"We met Dr. Miller. He left.":                  "We met Dr. Miller.|He left.",
		"It cost 3.5 m. e.g. the licence. Yes.":        "It cost 3.5 m. e.g. the licence.|Yes.",
		"J. Smith agreed. I. Then no.":                 "J. Smith agreed.|I.|Then no.",
		"Line one\nline two":                           "Line one|line two",
		"  Spaces. \n\n  Kept out. ":                   "Spaces.|Kept out.",
		"":                                             "",
		"Das kostet z.B. Geld. Ende.":                  "Das kostet z.B. Geld.|Ende.",
		"价格太高了。我们不买。":                                  "价格太高了。|我们不买。",
		"He said “no.” Then he left.":                  "He said “no.”|Then he left.",
		"You were above O14. I could have defended it": "You were above O14.|I could have defended it",
	} {
		var got []string
		for _, s := range sentencesOf(in) {
			got = append(got, in[s.from:s.to])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q is cut into %q, want %q", in, s, want)
		}
	}
}

func FuzzTranscriptPlaces(f *testing.F) {
	f.Add("e\u0301 P07 שלום 👩‍👩‍👧‍👦 日本", 3)
	f.Fuzz(func(t *testing.T, s string, n int) {
		text := newTranscriptText([]TranscriptTurn{{ID: "x", Text: s}})
		p, _ := text.place(research.Anchor{Turn: "x", Offset: n})
		a, z := text.snap(p, false), text.snap(p, true)
		if a.off > p.off || z.off < p.off || a.off < 0 || z.off > len(s) {
			t.Fatalf("%q: place %d snaps to %d and %d", s, p.off, a.off, z.off)
		}
		if utf8.ValidString(s) && text.snap(a, false) != a {
			t.Fatalf("%q: snapping %d twice moves it", s, a.off)
		}
		sentencesOf(s)
		transcriptMasks(s)
	})
}
