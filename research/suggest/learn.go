package suggest

import (
	"context"
	"slices"
	"sync"
)

// lesson is what a model learns from: the examples by number instead of by name.
type lesson struct {
	examples []Example
	vectors  []vector
	codes    [][]int16 // by example: the numbers of its codes; those that are not proposed are left out
	not      [][]int16 // by example: of the codes that were proposed for it and not wanted
	planes   int       // a code each, and at the end perhaps whether any code at all
	known    int       // codes that are proposed
	features int
}

func newLesson(m *Model, examples []Example, vectors []vector) *lesson {
	l := &lesson{examples: examples, vectors: vectors, planes: m.planes, known: len(m.codes), features: len(m.vocabulary.weight),
		codes: make([][]int16, len(examples)), not: make([][]int16, len(examples))}
	number := make(map[string]int16, len(m.codes))
	for i, c := range m.codes {
		number[c] = int16(i)
	}
	numbers := func(codes []string) (list []int16) {
		for _, c := range codes {
			if n, ok := number[c]; ok {
				list = append(list, n)
			}
		}
		return slices.Clip(list)
	}
	for i, e := range examples {
		l.codes[i], l.not[i] = numbers(e.Codes), numbers(e.Not)
	}
	return l
}

// learn separates each code from the others, and what was left without a code from what was given one. weights are by
// feature and plane.
func (l *lesson) learn(ctx context.Context, pace Pace) (weights, bias []float32) {
	byPlane, bias := make([]float32, l.planes*l.features), make([]float32, l.planes)
	near := l.closeness(pace)
	next := make(chan int)
	var workers sync.WaitGroup
	for range pace.number() {
		workers.Go(func() {
			side, dual := make([]int8, len(l.vectors)), make([]float32, len(l.vectors))
			for c := range next {
				l.sides(c, side)
				near.thin(side, c)
				bias[c] = separate(l.vectors, side, byPlane[c*l.features:][:l.features], dual, uint64(c), pace.yield)
			}
		})
	}
	for c := range l.planes {
		if ctx.Err() != nil {
			break
		}
		next <- c
	}
	close(next)
	workers.Wait()
	return l.byFeature(byPlane), bias
}

// byFeature turns weights by plane and feature into weights by feature and plane, a block at a time: column by column
// every number would be fetched from another place.
func (l *lesson) byFeature(byPlane []float32) []float32 {
	const block = 32
	out := make([]float32, len(byPlane))
	for k0 := 0; k0 < l.features; k0 += block {
		for c := range l.planes {
			for k, w := range byPlane[c*l.features:][k0:min(k0+block, l.features)] {
				out[(k0+k)*l.planes+c] = w
			}
		}
	}
	return out
}

// sides says of each example on which side of a plane it is. One for which something was not wanted says nothing of
// other codes, and one that was left without a code only that there is none.
func (l *lesson) sides(plane int, side []int8) {
	clear(side)
	for i, e := range l.examples {
		switch {
		case plane == l.known && len(e.Codes) > 0:
			side[i] = -1
		case plane == l.known && e.None:
			side[i] = 1
		case plane == l.known:
		case slices.Contains(l.codes[i], int16(plane)):
			side[i] = 1
		case len(e.Codes) > 0 || slices.Contains(l.not[i], int16(plane)):
			side[i] = -1
		}
	}
}
