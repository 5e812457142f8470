package suggest

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
func (l *lesson) closeness(pace Pace) closeness {
	if len(l.vectors) <= enoughForAll {
		return closeness{}
	}
	n := l.planes
	sums := make([]float32, l.features*n)
	add := func(i, plane int) {
		x := l.vectors[i]
		for j, k := range x.at {
			sums[int(k)*n+plane] += x.value[j]
		}
	}
	for i, e := range l.examples {
		if i%atOnce == 0 {
			pace.yield()
		}
		for _, c := range l.codes[i] {
			add(i, int(c))
		}
		if e.None && len(e.Codes) == 0 && l.planes > l.known {
			add(i, l.known)
		}
	}
	near := closeness{n, make([]float32, len(l.vectors)*n)}
	pace.each(len(l.vectors), atOnce, func(from, to int) {
		for i := from; i < to; i++ {
			row, x := near.of[i*n:][:n], l.vectors[i]
			for j, k := range x.at {
				v, sum := x.value[j], sums[int(k)*n:][:n]
				row := row[:len(sum)]
				for c, w := range sum {
					row[c] += v * w
				}
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
	least := kth(without, len(without)-keep)
	far := 0
	for i, s := range side {
		if s < 0 && near.of[i*near.planes+plane] < least {
			if far++; far%everyFar != 0 {
				side[i] = 0
			}
		}
	}
}

// kth is what stands at place k of a list once it is sorted; it moves the list about.
func kth(list []float32, k int) float32 {
	for from, to := 0, len(list)-1; from < to; {
		middle := list[(from+to)/2]
		i, j := from, to
		for i <= j {
			for list[i] < middle {
				i++
			}
			for list[j] > middle {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			to = j
		case k >= i:
			from = i
		default:
			return list[k]
		}
	}
	return list[k]
}
