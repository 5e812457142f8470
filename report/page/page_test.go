package page

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// fixed is a measure in which every character is half as wide as the type is high.
func fixed(s string, f Font) float64 { return float64(utf8.RuneCountInString(s)) * f.Size / 2 }

func TestLines(t *testing.T) {
	m, f := Measure(fixed), Font{Size: 10} // a character takes 5
	for _, c := range []struct {
		name, in string
		w        float64
		most     int
		want     string
	}{
		{"fits", "one two", 100, 0, "one two"},
		{"breaks between words", "one two three", 40, 0, "one two|three"},
		{"keeps line ends", "one\ntwo", 100, 0, "one|two"},
		{"breaks a long word with a hyphen", "abcdefghijkl", 30, 0, "abcde-|fghij-|kl"},
		{"after a short word", "a bcdefghijk", 30, 0, "a|bcdef-|ghijk"},
		{"no hyphen after a hyphen", "abcd-fghij", 30, 0, "abcd-|fghij"},
		{"shortens the last line", "one two three four", 40, 2, "one two|three…"},
		{"nothing", "  ", 40, 0, ""},
		{"narrower than a character", "abc", 1, 0, "a-|b-|c"},
		{"umlauts are one", "äöüäöüäöü", 30, 0, "äöüäö-|üäöü"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(m.Lines(c.in, f, c.w, c.most), "|"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Balanced lines are as many as Lines makes, and no wider.
func TestBalanced(t *testing.T) {
	m, f := Measure(fixed), Font{Size: 10}
	words := "a title that is so long that one word would be left over"
	lines, even := m.Lines(words, f, 265, 0), m.Balanced(words, f, 265, 2)
	if len(lines) != len(even) || strings.Join(lines, " ") != strings.Join(even, " ") {
		t.Errorf("%q and %q", lines, even)
	}
	if d := m(even[0], f) - m(even[1], f); math.Abs(d) > 60 {
		t.Errorf("lines of %q differ by %v", even, d)
	}
}

func TestShortenAndFit(t *testing.T) {
	m, f := Measure(fixed), Font{Size: 10}
	for w, want := range map[float64]string{100: "one, two", 30: "one…", 6: "…", 0: "…"} {
		if got := m.Shorten("one, two", f, w); got != want {
			t.Errorf("at %v: %q, want %q", w, got, want)
		}
	}
	if got := m.Fit("one two three", f, 40, 1, 4).Size; got != 6 {
		t.Errorf("fits at %v, want 6", got)
	}
	if got := m.Fit(strings.Repeat("x ", 90), f, 40, 1, 4).Size; got != 4 {
		t.Errorf("goes down to %v, want 4", got)
	}
}

// Hatching stays inside its rectangle, whatever its shape.
func TestDiagonals(t *testing.T) {
	for _, h := range []Hatch{{X: 10, Y: 20, W: 50, H: 8, Step: 4}, {X: 1, Y: 1, W: 6, H: 40, Step: 3}, {W: 5, H: 5, Step: 1.7}} {
		lines := h.Diagonals()
		if len(lines) < 4 {
			t.Errorf("%v has %d lines", h, len(lines))
		}
		for _, l := range lines {
			for _, p := range []Point{{l.X1, l.Y1}, {l.X2, l.Y2}} {
				if p.X < h.X-1e-9 || p.X > h.X+h.W+1e-9 || p.Y < h.Y-1e-9 || p.Y > h.Y+h.H+1e-9 {
					t.Errorf("%v leaves %v", l, h)
				}
			}
			if math.Abs((l.X1-l.X2)-(l.Y2-l.Y1)) > 1e-9 {
				t.Errorf("%v is not at 45 degrees", l)
			}
		}
	}
	if len((Hatch{W: 5, H: 5}).Diagonals()) != 0 {
		t.Error("no step has lines")
	}
}

// The topmost mark with a key answers.
func TestAt(t *testing.T) {
	s := Scene{Marks: []Mark{Rect{X: 0, Y: 0, W: 100, H: 100, Key: "under", Tip: "a"}, Disc{X: 50, Y: 50, R: 10, Key: "disc"}, Rect{X: 0, Y: 0, W: 100, H: 100},
		Hatch{X: 80, Y: 80, W: 10, H: 10, Key: "hatch"}, Polygon{Points: []Point{{10, 10}, {30, 10}, {10, 30}}, Key: "corner"}, Text{X: 1, Y: 1, Words: "x"}}}
	for _, c := range []struct {
		x, y float64
		want string
	}{{50, 50, "disc"}, {50, 61, "under"}, {85, 85, "hatch"}, {12, 12, "corner"}, {29, 29, "under"}, {200, 1, ""}} {
		if got, _ := s.At(c.x, c.y); got != c.want {
			t.Errorf("at %v, %v: %q, want %q", c.x, c.y, got, c.want)
		}
	}
}

// Text can be read on its ground: 4.5 to 1 for words, 3 for marks (WCAG 2.1 AA).
func TestContrast(t *testing.T) {
	p := Light()
	for name, c := range map[string]float64{
		"ink": Contrast(p.Ink, p.Paper), "ink 2": Contrast(p.Ink2, p.Paper), "mute": Contrast(p.Mute, p.Paper), "mute on panel": Contrast(p.Mute, p.Panel),
		"accent": Contrast(p.Accent, p.Paper), "accent on its tint": Contrast(p.Accent, p.AccentSoft), "loss": Contrast(p.LossInk, p.Paper), "loss on panel": Contrast(p.LossInk, p.Panel),
		"warn": Contrast(p.Warn, p.WarnSoft), "slate": Contrast(p.Slate, p.Paper), "paper on accent": Contrast(p.Paper, p.Accent), "paper on slate": Contrast(p.Paper, p.Slate),
	} {
		if c < 4.5 {
			t.Errorf("%s has %.1f", name, c)
		}
	}
	for i := 1; i <= 9; i++ {
		if c := Contrast(p.Stage(i), p.Paper); c < 4.5 {
			t.Errorf("stage %d has %.1f", i, c)
		}
		for j := 1; j < i; j++ {
			a, b := p.Stage(i), p.Stage(j)
			if d := math.Abs(float64(a.R)-float64(b.R)) + math.Abs(float64(a.G)-float64(b.G)) + math.Abs(float64(a.B)-float64(b.B)); d < 40 {
				t.Errorf("stages %d and %d look alike: %v", j, i, d)
			}
		}
	}
	for v := 0.0; v <= 1; v += .01 {
		if fill, ink := p.HeatAt(v); Contrast(fill, ink) < 4.5 {
			t.Errorf("heat at %.2f has %.1f", v, Contrast(fill, ink))
		}
	}
	if p.Stage(10) != p.Stage(1) || p.Stage(0) != p.Mute {
		t.Error("stages beyond the nine have no colour")
	}
}
