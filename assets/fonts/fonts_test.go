package fonts

import (
	"strings"
	"testing"
)

func load(tb testing.TB) *Set {
	tb.Helper()
	s, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Widths are proportional to the size, and kerning pulls some pairs together.
func TestWidth(t *testing.T) {
	s := load(t)
	if a, b := s.Width(Regular, "Price", 10), s.Width(Regular, "Price", 20); a <= 0 || b-2*a > 1e-9 || 2*a-b > 1e-9 {
		t.Errorf("width at 10 is %v, at 20 %v", a, b)
	}
	if s.Width(Bold, "Price", 10) <= s.Width(Regular, "Price", 10) {
		t.Error("bold is not wider than regular")
	}
	if s.Kern(Regular, 'T', 'o') >= 0 {
		t.Error("T and o are not kerned")
	}
	if k := s.Width(Regular, "To", 1000) - s.Advance(Regular, 'T') - s.Advance(Regular, 'o'); k != s.Kern(Regular, 'T', 'o') {
		t.Errorf("width leaves out kerning: %v", k)
	}
}

func TestClean(t *testing.T) {
	s := load(t)
	for _, c := range []struct {
		name, in, want string
		lost           bool
	}{
		{"plain text is left as it is", "Größe, façade – “so” 20 %  double", "Größe, façade – “so” 20 %  double", false},
		{"emoji go", "Great 😀 call 👍🏽.", "Great call.", false},
		{"a heart with its selector", "We ♥\ufe0f it", "We it", false},
		{"symbols are put in words", "a ≥ b → c − d", "a >= b to c – d", false},
		{"Hebrew cannot be printed", "They said שלום עולם twice", "They said […] twice", true},
		{"neither can Chinese", "报告", "[…]", true},
		{"nor letters beyond U+FFFF", "𝒳 and 𐤀", "[…] and […]", true},
		{"controls and broken bytes go", "a\x00b\x07c\xff d", "abc d", false},
		{"line ends become spaces", "one\r\ntwo\tthree", "one two three", false},
		{"Greek, Cyrillic and Vietnamese stay", "Ελλάδα Łódź Москва Việt", "Ελλάδα Łódź Москва Việt", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			for st := Regular; st <= BoldItalic; st++ {
				got, lost := s.Clean(st, c.in)
				if got != c.want || lost != c.lost {
					t.Errorf("style %d: %q, lost %v; want %q, %v", st, got, lost, c.want, c.lost)
				}
				for _, r := range got {
					if !s.Has(st, r) {
						t.Errorf("style %d: %q is left in", st, r)
					}
				}
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("Price 😀 שלום → ≥")
	s := load(f)
	f.Fuzz(func(t *testing.T, in string) {
		for st := Regular; st <= BoldItalic; st++ {
			got, _ := s.Clean(st, in)
			for _, r := range got {
				if r > 0xFFFF || !s.Has(st, r) {
					t.Fatalf("%q is left in", r)
				}
			}
		}
	})
}

func TestLicence(t *testing.T) {
	if !strings.Contains(Licence(), "SIL Open Font License") && !strings.Contains(Licence(), "SIL OPEN FONT LICENSE") {
		t.Error("the licence is not there")
	}
	if len(TTF(Bold)) < 100_000 || len(TTF(Regular)) < 100_000 {
		t.Error("a font is missing")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
