package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// saying is a made-up study that knows of itself which turns pass a search.
type saying struct {
	s          *Store
	rnd        *rand.Rand
	codes      []research.Code
	waves      []research.ID
	interviews map[research.ID]research.Interview
	turns      map[research.ID]research.Turn
	verbatims  map[research.ID]research.Verbatim
	codings    map[research.ID]research.Coding
}

var saidWords = strings.Fields("the price was late and nobody asked for a proof of it or of them")

func newSaying(t *testing.T, s *Store, rnd *rand.Rand) *saying {
	x := &saying{s: s, rnd: rnd, interviews: map[research.ID]research.Interview{}, turns: map[research.ID]research.Turn{},
		verbatims: map[research.ID]research.Verbatim{}, codings: map[research.ID]research.Coding{}}
	MustEdit(t, s, "Begin", func(tx *Tx) error {
		for i := range 5 {
			c := research.Code{ID: NewID(), Ref: fmt.Sprint("C", i), Name: fmt.Sprint("Code ", i), Stage: 1 + i%3}
			x.codes = append(x.codes, c)
			if _, err := tx.PutCode(c); err != nil {
				return err
			}
		}
		for i := range 2 {
			id, err := tx.PutWave(research.Wave{Pos: i, Name: fmt.Sprint("W", i)})
			if x.waves = append(x.waves, id); err != nil {
				return err
			}
		}
		return nil
	})
	return x
}

// more adds an interview with its turns.
func (x *saying) more(t *testing.T) {
	iv := research.Interview{ID: NewID(), Label: "P", Outcome: research.Outcomes()[x.rnd.IntN(3)], Wave: x.waves[x.rnd.IntN(2)]}
	var list []research.Turn
	for pos := range 1 + x.rnd.IntN(12) {
		var said []string
		for range 1 + x.rnd.IntN(6) {
			said = append(said, saidWords[x.rnd.IntN(len(saidWords))])
		}
		list = append(list, research.Turn{ID: NewID(), Interview: iv.ID, Pos: pos, Text: strings.Join(said, " ") + ".", Stage: x.rnd.IntN(4), Asked: x.rnd.IntN(3) == 0})
	}
	MustEdit(t, x.s, "Interview", func(tx *Tx) error {
		if _, err := tx.PutInterview(iv); err != nil {
			return err
		}
		_, err := tx.PutTurns(list)
		return err
	})
	x.interviews[iv.ID] = iv
	for _, turn := range list {
		x.turns[turn.ID] = turn
	}
}

// one is any value of a map, the same with the same random numbers.
func one1[V any](rnd *rand.Rand, m map[research.ID]V) (v V) {
	keys := make([]research.ID, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	if slices.Sort(keys); len(keys) == 0 {
		return v
	}
	return m[keys[rnd.IntN(len(keys))]]
}

// act changes something, and answers the interview in which.
func (x *saying) act(t *testing.T) (touched research.ID) {
	turn := one1(x.rnd, x.turns)
	touched = turn.Interview
	MustEdit(t, x.s, "Act", func(tx *Tx) error {
		switch x.rnd.IntN(6) {
		case 0, 1, 2:
			v := research.Verbatim{ID: NewID(), Interview: turn.Interview, From: research.Anchor{Turn: turn.ID}, To: research.Anchor{Turn: turn.ID, Offset: 1 + x.rnd.IntN(2)}}
			for _, next := range x.turns {
				if next.Interview == turn.Interview && next.Pos == turn.Pos+1 && x.rnd.IntN(3) == 0 {
					v.To = research.Anchor{Turn: next.ID, Offset: 1}
				}
			}
			if _, err := tx.PutVerbatim(v); err != nil {
				return err
			}
			x.verbatims[v.ID] = v
			c := research.Coding{ID: NewID(), Verbatim: v.ID, Code: x.codes[x.rnd.IntN(len(x.codes))].ID, Coder: []string{"AB", "CD"}[x.rnd.IntN(2)], Round: 1 + x.rnd.IntN(2)}
			x.codings[c.ID] = c
			return second(tx.PutCoding(c))
		case 3:
			c := one1(x.rnd, x.codings)
			if c.ID == "" {
				return nil
			}
			touched = x.verbatims[c.Verbatim].Interview
			delete(x.codings, c.ID)
			return tx.DeleteCoding(c.ID)
		case 4:
			turn.Text, turn.Stage, turn.Asked = turn.Text+" Late again.", x.rnd.IntN(4), !turn.Asked
			x.turns[turn.ID] = turn
			return second(tx.PutTurn(turn))
		}
		iv := x.interviews[turn.Interview]
		iv.Outcome = research.Outcomes()[x.rnd.IntN(3)]
		x.interviews[iv.ID] = iv
		return second(tx.PutInterview(iv))
	})
	return touched
}

// seen are the codings of an interview that somebody may see, that fit and that touch a turn.
func (x *saying) coded(turn research.Turn, sight Sight, fits func(research.Coding) bool) bool {
	for _, c := range x.codings {
		v := x.verbatims[c.Verbatim]
		see := c.Round == 1
		if sight.Blind[turn.Interview] {
			see = c.Round == 2 && c.Coder == sight.Coder
		}
		if see && fits(c) && (v.From.Turn == turn.ID || v.To.Turn == turn.ID) {
			return true
		}
	}
	return false
}

func (x *saying) passes(turn research.Turn, q TurnSearch, sight Sight) bool {
	iv := x.interviews[turn.Interview]
	stageOf := func(id research.ID) int {
		return x.codes[slices.IndexFunc(x.codes, func(c research.Code) bool { return c.ID == id })].Stage
	}
	text := strings.ToLower(turn.Text)
	for _, term := range q.Terms {
		ok := false
		for _, w := range wordsOf(text) {
			ok = ok || w == term.Text || term.Prefix && strings.HasPrefix(w, term.Text)
		}
		if !ok {
			return false
		}
	}
	return (len(q.Outcomes) == 0 || slices.Contains(q.Outcomes, iv.Outcome)) && (len(q.Waves) == 0 || slices.Contains(q.Waves, iv.Wave)) &&
		(q.Asked == nil || *q.Asked == turn.Asked) &&
		(len(q.Stages) == 0 || slices.Contains(q.Stages, turn.Stage) || turn.Stage == 0 && x.coded(turn, sight, func(c research.Coding) bool { return slices.Contains(q.Stages, stageOf(c.Code)) })) &&
		(len(q.Codes)+len(q.Coders) == 0 || x.coded(turn, sight, func(c research.Coding) bool {
			return (len(q.Codes) == 0 || slices.Contains(q.Codes, c.Code)) && (len(q.Coders) == 0 || slices.Contains(q.Coders, c.Coder))
		}))
}

func (x *saying) query() (q TurnSearch) {
	maybe := func(do func()) {
		if x.rnd.IntN(3) == 0 {
			do()
		}
	}
	maybe(func() { q.Outcomes = []research.Outcome{research.Outcomes()[x.rnd.IntN(3)]} })
	maybe(func() { q.Waves = x.waves[:1] })
	maybe(func() { q.Stages = []int{1 + x.rnd.IntN(3)} })
	maybe(func() { q.Coders = []string{[]string{"AB", "CD", "EF"}[x.rnd.IntN(3)]} })
	maybe(func() { q.Codes = append(q.Codes, x.codes[x.rnd.IntN(5)].ID, x.codes[x.rnd.IntN(5)].ID) })
	maybe(func() { asked := x.rnd.IntN(2) == 0; q.Asked = &asked })
	for range x.rnd.IntN(3) {
		w := saidWords[x.rnd.IntN(len(saidWords))]
		if x.rnd.IntN(2) == 0 {
			q.Terms = append(q.Terms, SearchTerm{Text: w[:1], Prefix: true})
			continue
		}
		q.Terms = append(q.Terms, SearchTerm{Text: w})
	}
	return q
}

// Whatever is asked by words and filters finds the turns that a look at every one finds, of what was read whole, of
// what was read again after changes, and of what the study was closed with.
func TestPlacesLikeALook(t *testing.T) {
	rnd := rand.New(rand.NewPCG(19, 3))
	s := MustOpen(t)
	x := newSaying(t, s, rnd)
	for range 40 {
		x.more(t)
	}
	places := must(s.Places(t.Context()))(t)
	for round := range 12 {
		touched := map[research.ID]bool{}
		for range 10 {
			touched[x.act(t)] = true
		}
		if round%5 == 4 {
			x.more(t)
			x.s = Reopen(t, x.s)
			places = must(x.s.Places(t.Context()))(t)
		} else {
			var list []research.ID
			for id := range touched {
				list = append(list, id)
			}
			places = must(x.s.PlacesAgain(t.Context(), places, list))(t)
		}
		for range 60 {
			q := x.query()
			sight := Sight{Coder: "CD", Blind: map[research.ID]bool{}}
			for id := range x.interviews {
				if rnd.IntN(3) == 0 && round%2 == 1 {
					sight.Blind[id] = true
				}
			}
			if !q.Filtered() {
				continue
			}
			x.check(t, places, q, sight)
		}
	}
}

func (x *saying) check(t *testing.T, places *Places, q TurnSearch, sight Sight) {
	t.Helper()
	var want, got []string
	for _, turn := range x.turns {
		ok := x.passes(turn, q, sight)
		if by := len(q.Codes)+len(q.Coders) > 0; ok && by && len(q.Terms) == 0 {
			// Without words a passage is found where it begins.
			ok = x.codedFrom(turn, q, sight)
		}
		if ok {
			want = append(want, string(turn.ID))
		}
	}
	q.Among = must(x.s.Pass(t.Context(), places, q, sight))(t)
	err := x.s.FindTurns(t.Context(), q, func(f FoundTurn) bool {
		got = append(got, string(f.Turn.ID))
		if f.Turn.Text != x.turns[f.Turn.ID].Text || len(q.Terms) > 0 && len(f.Marks) == 0 {
			t.Errorf("found %q with marks %v", f.Turn.Text, f.Marks)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("%+v finds %d turns, a look %d", q, len(got), len(want))
	}
}

func (x *saying) codedFrom(turn research.Turn, q TurnSearch, sight Sight) bool {
	return x.coded(turn, sight, func(c research.Coding) bool {
		return x.verbatims[c.Verbatim].From.Turn == turn.ID && (len(q.Codes) == 0 || slices.Contains(q.Codes, c.Code)) && (len(q.Coders) == 0 || slices.Contains(q.Coders, c.Coder))
	})
}

// Turns that pass are walked from the greatest down.
func TestTurnSet(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		s := &TurnSet{words: make([]uint64, 5)}
		in := map[uint32]bool{}
		for range rnd.IntN(20) {
			k := 1 + rnd.Uint32N(319)
			in[k] = true
			put1(s.words, k)
		}
		from, to := rnd.Uint32N(330), rnd.Uint32N(400)
		n, most := 0, uint32(0)
		for k := range in {
			if k >= from && k <= to {
				n++
			}
			if k <= to {
				most = max(most, k)
			}
			if !s.has(int64(k)) {
				t.Errorf("%d is not in", k)
			}
		}
		if got := s.between(from, to); from <= to && got != n {
			t.Errorf("%d lie from %d to %d, want %d", got, from, to, n)
		}
		if got, ok := s.below(to); ok != (most > 0) || got != most {
			t.Errorf("below %d is %d, %v, want %d", to, got, ok, most)
		}
		if got := s.next(400, 500); len(got) != len(in) || !slices.IsSortedFunc(got, func(a, b int64) int { return int(b - a) }) {
			t.Errorf("going down finds %v of %v", got, in)
		}
	}
}
