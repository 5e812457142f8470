package session

import (
	"testing"

	"openloop/research"
	"openloop/research/store"
)

func TestAnsweredCountsAnswersOnly(t *testing.T) {
	turns := []research.Turn{{ID: "q1", Asked: true, Text: "Why?"}, {ID: "a1", Text: "Because."}, {ID: "q2", Asked: true, Text: "And?"}, {ID: "a2", Text: "So."}, {ID: "a3", Text: "And more."}, {ID: "a4", Text: " "}}
	across := Placed{From: research.Anchor{Turn: "a1", Offset: 2}, To: research.Anchor{Turn: "a2", Offset: 1}}
	question := Placed{From: research.Anchor{Turn: "q1"}, To: research.Anchor{Turn: "q1", Offset: 2}}
	for _, c := range []struct {
		name  string
		on    []Placed
		coded int
	}{
		{"nothing", nil, 0}, {"a question", []Placed{question}, 0}, {"over two answers", []Placed{across, across}, 2},
		{"a turn that is gone", []Placed{{From: research.Anchor{Turn: "x"}, To: research.Anchor{Turn: "a3"}}}, 0},
	} {
		if coded, answers := Answered(turns, c.on); coded != c.coded || answers != 3 {
			t.Errorf("%s: %d of %d answers, want %d of 3", c.name, coded, answers, c.coded)
		}
	}
}

func TestHitPassageFindsTheWords(t *testing.T) {
	text := "Déjà vu: we asked twice, and then the price was too high for us, as it always is."
	turns := []research.Turn{{ID: "q", Text: "And?"}, {ID: "a", Text: text}}
	for _, c := range []struct {
		name    string
		hit     store.Hit
		want    string
		present bool
	}{
		{"from the beginning", store.Hit{Turn: "a", Excerpt: "Déjà vu: we asked…", Marks: [][2]int{{12, 17}}}, "asked", true},
		{"cut at both ends", store.Hit{Turn: "a", Excerpt: "…then the price was too high…", Marks: [][2]int{{10, 15}, {20, 23}}}, "price", true},
		{"text changed since", store.Hit{Turn: "a", Excerpt: "…then the cost was…", Marks: [][2]int{{10, 14}}}, "", true},
		{"turn gone", store.Hit{Turn: "b", Excerpt: "price", Marks: [][2]int{{0, 5}}}, "", false},
	} {
		from, to, ok := HitPassage(turns, c.hit)
		if ok != c.present {
			t.Fatalf("%s: found is %v", c.name, ok)
		}
		if got := string([]rune(text)[from.Offset:to.Offset]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
