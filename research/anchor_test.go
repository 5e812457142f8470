package research

import (
	"math/rand/v2"
	"testing"
)

func TestMovedKeepsSpansOnTheirWords(t *testing.T) {
	cases := []struct {
		name     string
		from, to int
		reps     []Replacement
		wf, wt   int
	}{
		{"nothing changed", 3, 7, nil, 3, 7},
		{"a longer word before", 10, 14, []Replacement{{2, 4, 6}}, 14, 18},
		{"a change behind", 2, 4, []Replacement{{4, 6, 1}}, 2, 4},
		{"insertion at the start stays outside", 5, 9, []Replacement{{5, 5, 3}}, 8, 12},
		{"insertion at the end stays outside", 5, 9, []Replacement{{9, 9, 3}}, 5, 9},
		{"insertion within grows it", 5, 9, []Replacement{{7, 7, 3}}, 5, 12},
		{"start inside a name moves out", 5, 9, []Replacement{{3, 6, 3}}, 3, 9},
		{"end inside a name moves out", 5, 9, []Replacement{{8, 12, 3}}, 5, 11},
		{"all deleted comes out empty", 5, 9, []Replacement{{4, 10, 0}}, 4, 4},
		{"two names", 0, 20, []Replacement{{2, 8, 3}, {15, 22, 3}}, 0, 15},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if f, to := Moved(c.from, c.to, c.reps); f != c.wf || to != c.wt {
				t.Errorf("Moved(%d, %d) = %d, %d, want %d, %d", c.from, c.to, f, to, c.wf, c.wt)
			}
		})
	}
}

// A span that the change does not touch must hold the same characters afterwards.
func TestDifferAndMovedAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcdé世👍 ")
	text := func(n int) []rune {
		s := make([]rune, n)
		for i := range s {
			s[i] = letters[r.IntN(len(letters))]
		}
		return s
	}
	for range 3000 {
		old := text(5 + r.IntN(30))
		a := r.IntN(len(old))
		b := a + r.IntN(len(old)-a)
		now := string(old[:a]) + string(text(r.IntN(6))) + string(old[b:])
		reps := Differ(string(old), now)
		from := r.IntN(len(old))
		to := from + 1 + r.IntN(len(old)-from)
		f, e := Moved(from, to, reps)
		n := []rune(now)
		if f < 0 || e > len(n) || f > e {
			t.Fatalf("Moved(%d, %d, %v) = %d, %d outside %d characters", from, to, reps, f, e, len(n))
		}
		if len(reps) > 0 && (to <= reps[0].Start || from >= reps[0].End) && string(n[f:e]) != string(old[from:to]) {
			t.Fatalf("%q became %q", string(old[from:to]), string(n[f:e]))
		}
	}
}
