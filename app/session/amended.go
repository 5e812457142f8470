package session

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"openloop/research"
)

// amended is what turns an old text into its amended one, as few and as small replacements as its words
// allow, so that codings stay on theirs. Where the texts have little in common it is one replacement. None
// begins or ends within what a reader takes for one character.
func amended(old, now string) []research.Replacement {
	if old == now {
		return nil
	}
	a, b := []rune(old), []rune(now)
	wa, wb := wordsOf(a), wordsOf(b)
	pairs := inCommon(a, b, wa, wb)
	if 5*len(pairs) < 2*max(len(wa), len(wb)) {
		return onCharacters(old, now, research.Differ(old, now))
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
	return onCharacters(old, now, reps)
}

// onCharacters widens replacements that cut a character made of several code points, in the old text or the
// new one. Those that come to share a character become one.
func onCharacters(old, now string, reps []research.Replacement) []research.Replacement {
	if len(reps) == 0 || isASCII(old) && isASCII(now) {
		return reps
	}
	inOld, inNow := edgesOf(old), edgesOf(now)
	edge := func(at, shift int) bool { return inOld[at] && inNow[at+shift] }
	var out []research.Replacement
	shift := 0 // from the old text to the new, before the replacement
	for i := 0; i < len(reps); i++ {
		r, before := reps[i], shift
		shift += r.NewLen - (r.End - r.Start)
		for !edge(r.Start, before) {
			if n := len(out) - 1; n >= 0 && out[n].End == r.Start {
				before -= out[n].NewLen - (out[n].End - out[n].Start)
				r.Start, out = out[n].Start, out[:n]
				break // where that one begins is an edge already
			}
			r.Start--
		}
		for !edge(r.End, shift) {
			if i+1 < len(reps) && reps[i+1].Start == r.End {
				i++
				r.End = reps[i].End
				shift += reps[i].NewLen - (reps[i].End - reps[i].Start)
				continue
			}
			r.End++
		}
		r.NewLen = r.End - r.Start + shift - before
		out = append(out, r)
	}
	return out
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// edgesOf says of every code point of a text, and of its end, whether a character begins there.
func edgesOf(s string) []bool {
	edges := make([]bool, 0, len(s)+1)
	for g := graphemes.FromString(s); g.Next(); {
		edges = append(edges, true)
		for range utf8.RuneCountInString(g.Value()) - 1 {
			edges = append(edges, false)
		}
	}
	return append(edges, true)
}

// wordsOf is where the words of a text begin and end. Where a script writes no spaces, each letter is one.
func wordsOf(text []rune) [][2]int {
	var out [][2]int
	start := -1
	for i, r := range text {
		switch in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r); {
		case in && start >= 0 && spaceless(r):
			out, start = append(out, [2]int{start, i}), i
		case in && start >= 0 && spaceless(text[start]) && !unicode.IsMark(r):
			out, start = append(out, [2]int{start, i}), i
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out, start = append(out, [2]int{start, i}), -1
		}
	}
	if start >= 0 {
		out = append(out, [2]int{start, len(text)})
	}
	return out
}

// spaceless says whether a letter is of a script that writes no spaces between words.
func spaceless(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// mostCompared bounds the work: two answers of two thousand words each.
const mostCompared = 4_000_000

// inCommon is the longest run of words that both texts have in the same order, as pairs of their places. What
// they begin and end with alike is taken as it is.
func inCommon(a, b []rune, wa, wb [][2]int) [][2]int {
	same := func(i, j int) bool { return slices.Equal(a[wa[i][0]:wa[i][1]], b[wb[j][0]:wb[j][1]]) }
	head, tail := 0, 0
	for head < len(wa) && head < len(wb) && same(head, head) {
		head++
	}
	for tail < len(wa)-head && tail < len(wb)-head && same(len(wa)-1-tail, len(wb)-1-tail) {
		tail++
	}
	pairs := make([][2]int, 0, len(wa))
	for i := range head {
		pairs = append(pairs, [2]int{i, i})
	}
	pairs = append(pairs, between(head, len(wa)-tail, head, len(wb)-tail, same)...)
	for k := tail; k > 0; k-- {
		pairs = append(pairs, [2]int{len(wa) - k, len(wb) - k})
	}
	return pairs
}

// between is the longest run of words in common among [i0, i1) of the one text and [j0, j1) of the other.
func between(i0, i1, j0, j1 int, same func(i, j int) bool) [][2]int {
	n, m := i1-i0, j1-j0
	if n*m > mostCompared || n == 0 || m == 0 {
		return nil
	}
	long := make([]uint16, (n+1)*(m+1)) // of the words from i and j on
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(i0+i, j0+j) {
				long[i*(m+1)+j] = long[(i+1)*(m+1)+j+1] + 1
			} else {
				long[i*(m+1)+j] = max(long[(i+1)*(m+1)+j], long[i*(m+1)+j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(i0+i, j0+j):
			pairs = append(pairs, [2]int{i0 + i, j0 + j})
			i, j = i+1, j+1
		case long[(i+1)*(m+1)+j] >= long[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
