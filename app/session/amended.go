package session

import (
	"unicode"

	"openloop/research"
)

// amended is what turns an old text into its amended one, as few and as small replacements as its words
// allow, so that codings stay on theirs. Where the texts have little in common it is one replacement.
func amended(old, now string) []research.Replacement {
	a, b := []rune(old), []rune(now)
	wa, wb := wordsOf(a), wordsOf(b)
	pairs := inCommon(a, b, wa, wb)
	if 5*len(pairs) < 2*max(len(wa), len(wb)) {
		return research.Differ(old, now)
	}
	var reps []research.Replacement
	fromA, fromB := 0, 0
	gap := func(toA, toB int) {
		for _, r := range research.Differ(string(a[fromA:toA]), string(b[fromB:toB])) {
			reps = append(reps, research.Replacement{Start: fromA + r.Start, End: fromA + r.End, NewLen: r.NewLen})
		}
	}
	for _, p := range pairs {
		gap(wa[p[0]][0], wb[p[1]][0])
		fromA, fromB = wa[p[0]][1], wb[p[1]][1]
	}
	gap(len(a), len(b))
	return reps
}

// wordsOf is where the words of a text begin and end.
func wordsOf(text []rune) [][2]int {
	var out [][2]int
	start := -1
	for i := 0; i <= len(text); i++ {
		in := i < len(text) && (unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]))
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			out, start = append(out, [2]int{start, i}), -1
		}
	}
	return out
}

// mostCompared bounds the work: two answers of two thousand words each.
const mostCompared = 4_000_000

// inCommon is the longest run of words that both texts have in the same order, as pairs of their places.
func inCommon(a, b []rune, wa, wb [][2]int) [][2]int {
	n, m := len(wa), len(wb)
	if n*m > mostCompared {
		return nil
	}
	same := func(i, j int) bool { return string(a[wa[i][0]:wa[i][1]]) == string(b[wb[j][0]:wb[j][1]]) }
	long := make([]uint16, (n+1)*(m+1)) // of the words from i and j on
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(i, j) {
				long[i*(m+1)+j] = long[(i+1)*(m+1)+j+1] + 1
			} else {
				long[i*(m+1)+j] = max(long[(i+1)*(m+1)+j], long[i*(m+1)+j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(i, j):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case long[(i+1)*(m+1)+j] >= long[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
