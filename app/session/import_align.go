package session

import (
	"strings"

	"openloop/research"
	"openloop/research/store"
)

func newTurnID() research.ID { return store.NewID() }

// alike is how much of two turns has to be the same for the one to be the amended other.
const alike = 0.4

// meetTurns finds for each turn of a transcript the one that it was before, a turn without ID where it is new.
// Turns with the same words meet first; between them those meet, in order, that have most in common.
func meetTurns(was, now []research.Turn) []research.Turn {
	met := make([]research.Turn, len(now))
	at := map[string]int{}
	for j, t := range was {
		key, _, _ := strings.Cut(t.SourceKey, ".")
		at[key] = j
	}
	taken := make([]bool, len(was))
	pair := make([]int, len(now))
	for i, t := range now {
		key, _, _ := strings.Cut(t.SourceKey, ".")
		pair[i] = -1
		if j, ok := at[key]; ok && !taken[j] {
			met[i], pair[i], taken[j] = was[j], j, true
		}
	}
	for i := 0; i < len(now); {
		if pair[i] >= 0 {
			i++
			continue
		}
		end := i
		for end < len(now) && pair[end] < 0 {
			end++
		}
		lo, hi := 0, len(was)
		if i > 0 {
			lo = pair[i-1] + 1
		}
		if end < len(now) {
			hi = pair[end]
		}
		var left []int
		for j := lo; j < hi; j++ {
			if !taken[j] {
				left = append(left, j)
			}
		}
		for a, j := range inOrderAlike(was, left, now[i:end]) {
			if j >= 0 {
				met[i+a], taken[j] = was[j], true
			}
			pair[i+a] = max(j, lo-1)
		}
		i = end
	}
	return met
}

// mostMet bounds the work of comparing turns: a thousand by a thousand.
const mostMet = 1_000_000

// inOrderAlike pairs new turns with old ones, in order, so that as much as possible of their words meets: -1 for
// a new turn that meets none.
func inOrderAlike(was []research.Turn, left []int, now []research.Turn) []int {
	out := make([]int, len(now))
	for i := range out {
		out[i] = -1
	}
	n, m := len(now), len(left)
	if n == 0 || m == 0 || n*m > mostMet {
		return out
	}
	a, b := make([]map[string]int, n), make([]map[string]int, m)
	for i, t := range now {
		a[i] = bagOf(t.Text)
	}
	for j, k := range left {
		b[j] = bagOf(was[k].Text)
	}
	worth := func(i, j int) float64 {
		w, old := inBoth(a[i], b[j]), was[left[j]]
		if old.Speaker == now[i].Speaker {
			w += .1
		}
		if now[i].T0 > 0 && old.T0 == now[i].T0 {
			w += .3
		}
		if w < alike {
			return 0
		}
		return w
	}
	best := make([]float64, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i*(m+1)+j] = max(best[(i+1)*(m+1)+j], best[i*(m+1)+j+1])
			if w := worth(i, j); w > 0 {
				best[i*(m+1)+j] = max(best[i*(m+1)+j], w+best[(i+1)*(m+1)+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch w := worth(i, j); {
		case w > 0 && best[i*(m+1)+j] == w+best[(i+1)*(m+1)+j+1]:
			out[i] = left[j]
			i, j = i+1, j+1
		case best[(i+1)*(m+1)+j] >= best[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// bagOf is the words of a text with how often each stands there.
func bagOf(text string) map[string]int {
	bag := map[string]int{}
	runes := []rune(strings.ToLower(text))
	for _, w := range wordsOf(runes) {
		bag[string(runes[w[0]:w[1]])]++
	}
	return bag
}

// inBoth is the share of words that two texts have in common, 0 to 1: of the shorter one, so that half of a turn
// that was divided is still known, but where that has few words, of both.
func inBoth(a, b map[string]int) float64 {
	both, na, nb := 0, 0, 0
	for w, n := range a {
		na += n
		both += min(n, b[w])
	}
	for _, n := range b {
		nb += n
	}
	if least := min(na, nb); least >= 8 {
		return float64(both) / float64(least) * .9
	}
	if na+nb == 0 {
		return 0
	}
	return 2 * float64(both) / float64(na+nb)
}
