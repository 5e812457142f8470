package intake

import (
	"math"
	"strings"

	"openloop/research"
)

// guideIndex finds the question of the guide that a heading or cell stands for.
type guideIndex struct {
	questions []research.Question
	byRef     map[string]int
	byText    map[string]int
	words     []map[string]bool
	rarity    map[string]float64 // of each word: how few questions have it
}

func newGuideIndex(guide []research.Question) *guideIndex {
	g := &guideIndex{questions: guide, byRef: map[string]int{}, byText: map[string]int{}, rarity: map[string]float64{}}
	for i, q := range guide {
		g.byRef[fold(q.Ref)] = i
		g.byText[fold(q.Text)] = i
		set := map[string]bool{}
		for _, w := range contentWords(q.Text) {
			set[w] = true
		}
		for w := range set {
			g.rarity[w]++
		}
		g.words = append(g.words, set)
	}
	for w, n := range g.rarity {
		g.rarity[w] = math.Log(1 + float64(len(guide))/n)
	}
	return g
}

// fuzzyAt is the least overlap that counts as the same question.
const fuzzyAt = 0.6

// match finds a question exactly, else by overlap of words.
func (g *guideIndex) match(s string) (q research.Question, confidence float64, ok bool) {
	if q, confidence, ok = g.exact(s); ok {
		return q, confidence, true
	}
	return g.fuzzy(s)
}

// exact finds a question by id, by text or by both ("Q11 How well …"). A bare id must be written as
// the guide writes it: other surveys have a Q1 of their own.
func (g *guideIndex) exact(s string) (q research.Question, confidence float64, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > 1000 {
		return q, 0, false
	}
	f := fold(s)
	if f == "" || len(g.questions) == 0 {
		return q, 0, false
	}
	if i, found := g.byText[f]; found {
		return g.questions[i], 0.99, true
	}
	if i, found := g.byRef[f]; found && strings.EqualFold(strings.Trim(s, " .:)"), g.questions[i].Ref) {
		return g.questions[i], 0.97, true
	}
	if i, rest, found := g.leadingRef(s); found {
		if overlap := g.overlap(i, contentWords(rest)); overlap >= 0.4 {
			return g.questions[i], 0.99, true
		}
	}
	return q, 0, false
}

// leadingRef finds an id before the text: "Q11 How …", "Q11: …", "(Q11) …".
func (g *guideIndex) leadingRef(s string) (int, string, bool) {
	s = strings.TrimLeft(s, "([ ")
	end := strings.IndexAny(s, " .:)-–—]\n\t")
	if end <= 0 {
		return 0, "", false
	}
	i, found := g.byRef[fold(s[:end])]
	return i, s[end:], found
}

// fuzzy finds the question whose words overlap most, if one stands out.
func (g *guideIndex) fuzzy(s string) (research.Question, float64, bool) {
	words := contentWords(s)
	if len(words) < 3 {
		return research.Question{}, 0, false
	}
	best, second, at := 0.0, 0.0, -1
	for i := range g.questions {
		if o := g.overlap(i, words); o > best {
			best, second, at = o, best, i
		} else if o > second {
			second = o
		}
	}
	if at < 0 || best < fuzzyAt || best-second < 0.1 {
		return research.Question{}, 0, false
	}
	return g.questions[at], 0.5 + 0.4*best, true
}

// overlap is how much of the two texts' words is common, each word by its rarity in the guide: from 0
// to 1 (twice the common part over the sum of both).
func (g *guideIndex) overlap(i int, words []string) float64 {
	seen := map[string]bool{}
	common, total := 0.0, 0.0
	for _, w := range words {
		if seen[w] {
			continue
		}
		seen[w] = true
		weight := g.weight(w)
		total += weight
		if g.words[i][w] {
			common += weight
		}
	}
	for w := range g.words[i] {
		total += g.weight(w)
	}
	if total == 0 {
		return 0
	}
	return 2 * common / total
}

// weight is a word's rarity; a word the guide does not know counts like a middling one.
func (g *guideIndex) weight(w string) float64 {
	if r, ok := g.rarity[w]; ok {
		return r
	}
	return 1.5
}
