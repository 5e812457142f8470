package widgets

import (
	"fmt"
	"strings"
	"testing"

	"openloop/app/theme"
)

func TestEllipsis(t *testing.T) {
	wear(t, false)
	s := "Evidence that it works for buyers like them, in full"
	for w := float32(5); w < 400; w += 7 {
		got := Ellipsis(s, w, theme.Body)
		if got != "…" && Width(got, theme.Body) > w+.01 {
			t.Fatalf("%q is %v wide, room %v", got, Width(got, theme.Body), w)
		}
		if got != s && !strings.HasSuffix(got, "…") {
			t.Fatalf("%q does not say that it was cut", got)
		}
	}
	if Ellipsis(s, 1000, theme.Body) != s {
		t.Error("what fits was cut")
	}
	if got := Ellipsis("Price, or value", Width("Price, …", theme.Body)+1, theme.Body); got != "Price…" {
		t.Errorf("%q", got)
	}
}

// As much of a text stands before the "…" as fits: one letter more would not.
func TestEllipsisCutsNoMoreThanItMust(t *testing.T) {
	wear(t, false)
	for _, s := range []string{strings.Repeat("il.", 300), strings.Repeat("MW", 200), strings.Repeat("a\u0301\u0302\u0303", 200),
		strings.Repeat("we were promised a reference and iiiiiillllll nobody called ", 20), "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308"} {
		for w := float32(20); w < 400; w += 13 {
			got := Ellipsis(s, w, theme.Body)
			if got == s {
				if Width(s, theme.Body) > w {
					t.Fatalf("%q does not fit in %v", s, w)
				}
				continue
			}
			kept := len([]rune(strings.TrimSuffix(got, "…")))
			for kept++; kept < len([]rune(s)) && strings.ContainsRune(" ,.;:", []rune(s)[kept-1]); kept++ {
			}
			if more := string([]rune(s)[:kept]) + "…"; Width(more, theme.Body) <= w {
				t.Fatalf("at %v %q is cut to %q, though %q fits", w, s[:40], got, more)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	wear(t, false)
	s := "Find out why deals are really won and lost, and tell it so that nobody can be recognised."
	for w := float32(60); w < 600; w += 31 {
		lines := Wrap(s, w, theme.Read)
		if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(s, " ", "") {
			t.Fatalf("words are lost: %q", lines)
		}
		for _, l := range lines {
			if strings.Contains(l, " ") && Width(l, theme.Read) > w+2 {
				t.Errorf("%q is %v wide, room %v", l, Width(l, theme.Read), w)
			}
		}
	}
	if got := Wrap("a\n\nb", 100, theme.Body); len(got) != 3 {
		t.Errorf("line ends are lost: %q", got)
	}
	for _, long := range []string{"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
		"Wrote openloop-sample-board-pack-2026-11-22.pdf and openloop-sample-board-pack-2026-11-22.xlsx, and all of it was checked"} {
		for w := float32(30); w < 500; w += 17 {
			lines := Wrap(long, w, theme.Small)
			if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(long, " ", "") {
				t.Fatalf("letters are lost: %q", lines)
			}
			for _, l := range lines {
				if Width(l, theme.Small) > w+2 {
					t.Errorf("%q is %v wide, room %v", l, Width(l, theme.Small), w)
				}
			}
		}
	}
	if got := Wrap("board-pack-2026.pdf", Width("board-pack-20", theme.Body), theme.Body); got[0] != "board-pack-" {
		t.Errorf("a file's name is broken as %q", got)
	}
	if got := Wrap("of", 1, theme.Body); len(got) != 2 {
		t.Errorf("hardly any room: %q", got)
	}
	if ParaHeight("a\nb", 100, theme.Body) != 40 {
		t.Errorf("two lines are %v high", ParaHeight("a\nb", 100, theme.Body))
	}
}

// The ruler forgets what has not been asked for in a while, and never answers wrongly.
func TestRulerForgets(t *testing.T) {
	wear(t, false)
	var r ruler
	want := r.size("Delivery risk", theme.Body)
	for i := range 2*generation + 10 {
		r.size(fmt.Sprint("text ", i), theme.Body)
		if i%1000 == 0 && r.size("Delivery risk", theme.Body) != want {
			t.Fatal("another answer")
		}
	}
	if n := len(r.now) + len(r.past); n > 2*generation {
		t.Errorf("%d texts are remembered", n)
	}
	if _, old := r.now[ruled{"text 3", theme.Body}]; old {
		t.Error("what was asked for once is remembered")
	}
	if r.size("Delivery risk", theme.Body) != want || r.size("Delivery risk", theme.Strong) == want {
		t.Error("types are mixed up")
	}
}

func BenchmarkWidth(b *testing.B) {
	wear(b, false)
	for b.Loop() {
		Width("Evidence that it works", theme.Body)
	}
}
