package suggest

import (
	"context"
	"math/rand/v2"
	"slices"
)

// HitRate says how often proposals were right on passages that the model had not seen.
type HitRate struct {
	Passages     int     // that have a code which may be proposed
	First, Three float64 // share of them whose code was the first proposal, or among the first three
}

// Validate measures Train by cross-validation: the coded examples are dealt into folds at random, always the same,
// and each fold is coded by a model of the others. It is undefined, with no Passages, where no code
// has enough examples.
func Validate(ctx context.Context, examples []Example, folds int) (HitRate, error) {
	fold := make([]int, len(examples))
	for i, at := range rand.New(rand.NewPCG(62, uint64(folds))).Perm(len(examples)) {
		fold[i] = at % max(folds, 2)
	}
	var n, first, three int
	for k := range max(folds, 2) {
		var known, asked []Example
		for i, e := range examples {
			if fold[i] == k {
				asked = append(asked, e)
			} else {
				known = append(known, e)
			}
		}
		m, err := Train(ctx, known)
		if err != nil {
			return HitRate{}, err
		}
		for _, e := range asked {
			if !slices.ContainsFunc(e.Codes, func(c string) bool { return slices.Contains(m.codes, c) }) {
				continue
			}
			n++
			for rank, s := range m.Suggest(e.Text, 3) {
				if slices.Contains(e.Codes, s.Code) {
					three++
					if rank == 0 {
						first++
					}
					break
				}
			}
		}
	}
	if n == 0 {
		return HitRate{}, nil
	}
	return HitRate{n, float64(first) / float64(n), float64(three) / float64(n)}, nil
}
