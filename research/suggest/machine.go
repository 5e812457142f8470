package suggest

import "math/rand/v2"

// penalty is what an example on the wrong side costs (C of the support vector machine), rounds how often the
// examples are gone through at most, and still how little may change in a round for it to be the last.
const (
	penalty = 1
	rounds  = 5
	still   = .1
)

// separate finds the plane between examples with and without a code: the squared hinge loss in its dual, one
// example after the other. sides are +1, -1, and 0 for what says nothing of the code. Examples that the second round
// or a later one finds on their own side, and that take no part in the plane, are left out of further rounds: they
// hardly ever come back, and most examples are of that sort. It writes the weights, which are zero, and answers the bias; dual is room
// for a number an example.
func separate(examples []vector, sides []int8, weights, dual []float32, seed uint64, breathe func()) (bias float32) {
	slack := float32(1) / (2 * penalty)
	var active []int32
	for i, s := range sides {
		if s != 0 {
			active = append(active, int32(i))
		}
	}
	clear(dual)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for round := range rounds {
		breathe()
		rnd.Shuffle(len(active), func(a, b int) { active[a], active[b] = active[b], active[a] })
		most, least := float32(-1e30), float32(1e30)
		kept := active[:0]
		for _, i := range active {
			x, side := &examples[i], float32(sides[i])
			g := (bias+dot(weights, x))*side - 1 + slack*dual[i]
			if dual[i] == 0 && g > 0 && round > 0 {
				continue
			}
			kept = append(kept, i)
			step := g
			if dual[i] == 0 {
				step = min(g, 0)
			}
			most, least = max(most, step), min(least, step)
			if step == 0 {
				continue
			}
			was := dual[i]
			dual[i] = max(0, was-g/(2+slack)) // examples have length 1, and the bias counts as one more feature
			if d := (dual[i] - was) * side; d != 0 {
				bias += d
				value := x.value[:len(x.at)]
				for j, k := range x.at {
					weights[k] += d * value[j]
				}
			}
		}
		active = kept
		if most-least < still {
			break
		}
	}
	return bias
}

func dot(weights []float32, x *vector) float32 {
	var even, odd float32 // two sums, so that one need not wait for the other
	at, value := x.at, x.value[:len(x.at)]
	for j := 1; j < len(at); j += 2 {
		even += weights[at[j-1]] * value[j-1]
		odd += weights[at[j]] * value[j]
	}
	if n := len(at); n%2 == 1 {
		even += weights[at[n-1]] * value[n-1]
	}
	return even + odd
}
