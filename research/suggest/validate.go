package suggest

import (
	"context"
	"math/rand/v2"
	"slices"
)

// HitRate says how often proposals were right on passages that the model had not seen, in numbers of passages.
type HitRate struct {
	Passages int        // that have a code which may be proposed
	First    int        // of them, with a right code proposed first
	Three    int        // of them, with a right code among the first three
	Codes    []CodeRate // in alphabetical order
	Left     int        // passages that were left without a code
	Silent   int        // of them, for which nothing was proposed
}

// CodeRate is the hit rate of one code.
type CodeRate struct {
	Code     string
	Passages int // that have it
	First    int // of them, for which it was proposed first
	Three    int // of them, for which it was among the first three
}

// Validate measures Train by cross-validation: the examples are dealt into folds at random, always the same,
// a group whole into one fold, and each fold is coded by a model of the others. Where fewer groups than folds hold
// examples they are dealt one by one. There are no Passages where no code has enough examples.
func Validate(ctx context.Context, examples []Example, folds int) (HitRate, error) {
	return Pace{}.Validate(ctx, examples, folds)
}

// Validate is the package's Validate at a pace.
func (p Pace) Validate(ctx context.Context, examples []Example, folds int) (HitRate, error) {
	folds = max(folds, 2)
	fold := deal(examples, folds)
	t := tally{codes: map[string]*CodeRate{}}
	for k := range folds {
		var known, asked []Example
		for i, e := range examples {
			switch {
			case fold[i] == k && !e.Told:
				asked = append(asked, e)
			default:
				known = append(known, e)
			}
		}
		m, err := p.Train(ctx, known)
		if err != nil {
			return HitRate{}, err
		}
		for _, e := range asked {
			t.ask(m, e)
		}
	}
	for _, c := range t.codes {
		t.Codes = append(t.Codes, *c)
	}
	slices.SortFunc(t.Codes, func(a, b CodeRate) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return t.HitRate, nil
}

// deal gives each example a fold.
func deal(examples []Example, folds int) []int {
	group := map[string]int{}
	for _, e := range examples {
		if _, ok := group[e.Group]; !ok {
			group[e.Group] = len(group)
		}
	}
	rnd := rand.New(rand.NewPCG(62, uint64(folds)))
	fold := make([]int, len(examples))
	if len(group) < folds {
		for i, at := range rnd.Perm(len(examples)) {
			fold[i] = at % folds
		}
		return fold
	}
	of := rnd.Perm(len(group))
	for i, e := range examples {
		fold[i] = of[group[e.Group]] % folds
	}
	return fold
}

// tally counts hits.
type tally struct {
	HitRate
	codes map[string]*CodeRate
}

// ask counts what a model makes of an example.
func (t *tally) ask(m *Model, e Example) {
	if e.None && len(e.Codes) == 0 {
		if len(m.codes) > 0 {
			t.Left++
			if m.Suggest(e.Text, e.About, 1) == nil {
				t.Silent++
			}
		}
		return
	}
	var right []string
	for _, c := range e.Codes {
		if _, may := slices.BinarySearch(m.codes, c); may {
			right = append(right, c)
		}
	}
	if len(right) == 0 {
		return
	}
	t.Passages++
	proposed := m.Suggest(e.Text, e.About, 3)
	first, three := false, false
	for _, c := range right {
		r := t.codes[c]
		if r == nil {
			r = &CodeRate{Code: c}
			t.codes[c] = r
		}
		r.Passages++
		switch slices.IndexFunc(proposed, func(s Suggestion) bool { return s.Code == c }) {
		case 0:
			r.First++
			first = true
			fallthrough
		case 1, 2:
			r.Three++
			three = true
		}
	}
	if first {
		t.First++
	}
	if three {
		t.Three++
	}
}
