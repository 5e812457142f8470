package suggest

import "slices"

// Of many examples most are far from a code, on the right side from the start: going through all of them for every
// code takes most of the time and teaches little. Above enoughForAll examples a code learns from those with it, from
// the nearest without it (closest, or closestEach for each with it where that is more), and from one in everyFar
// of the rest, so that it keeps its measure of what is usual. On held-out passages of the public set this costs nothing
// that can be told from chance and takes half the time.
const (
	enoughForAll = 2000
	closest      = 1000
	closestEach  = 4
	everyFar     = 5
)

// closeness says how near each example is to those of each plane: by example and plane, in no unit. It is empty where
// there are few enough examples to learn from all.
type closeness struct {
	planes int
	of     []float32
}

// closeness measures by the sum of the examples on the plane's own side.
func (m *Model) closeness(cores Cores, vectors []vector, sideOf func(plane int) []int8) closeness {
	if len(vectors) <= enoughForAll {
		return closeness{}
	}
	n := m.planes
	sums := make([]float32, len(m.vocabulary.weight)*n)
	for c := range n {
		for i, s := range sideOf(c) {
			if s <= 0 {
				continue
			}
			for j, k := range vectors[i].at {
				sums[int(k)*n+c] += vectors[i].value[j]
			}
		}
	}
	near := closeness{n, make([]float32, len(vectors)*n)}
	cores.each(len(vectors), func(i int) {
		row, x := near.of[i*n:][:n], vectors[i]
		for j, k := range x.at {
			v := x.value[j]
			for c, w := range sums[int(k)*n:][:n] {
				row[c] += v * w
			}
		}
	})
	return near
}

// thin takes most examples that are far from a plane out of its sides.
func (near closeness) thin(side []int8, plane int) {
	if near.of == nil {
		return
	}
	var without []float32
	with := 0
	for i, s := range side {
		switch {
		case s > 0:
			with++
		case s < 0:
			without = append(without, near.of[i*near.planes+plane])
		}
	}
	keep := max(closest, closestEach*with)
	if len(without) <= keep {
		return
	}
	slices.Sort(without)
	least := without[len(without)-keep]
	far := 0
	for i, s := range side {
		if s < 0 && near.of[i*near.planes+plane] < least {
			if far++; far%everyFar != 0 {
				side[i] = 0
			}
		}
	}
}
