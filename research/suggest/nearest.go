package suggest

// likeness is how much the likeness to the nearest passage with a code adds to what the machine says of it. On
// held-out passages of the public set anything from 0.6 to 1 was better than none and than more.
const likeness = .8

// memory finds the examples that are most like a passage: by feature, which of them have it.
type memory struct {
	of    [][]posting
	codes [][]int16 // by example: numbers of its codes
	not   [][]int16 // by example: numbers of codes that were proposed for it and not wanted
}

type posting struct {
	example int32
	value   float32
}

// remember files examples under their features. What the codebook says of a code is nobody's passage.
func remember(l *lesson, features int) memory {
	m := memory{of: make([][]posting, features), codes: make([][]int16, len(l.vectors)), not: make([][]int16, len(l.vectors))}
	size := make([]int32, features)
	for _, x := range l.vectors {
		for _, k := range x.at {
			size[k]++
		}
	}
	var all int
	for _, n := range size {
		all += int(n)
	}
	room := make([]posting, all)
	for k, n := range size {
		m.of[k], room = room[:0:n], room[n:]
	}
	for i, x := range l.vectors {
		for j, k := range x.at {
			m.of[k] = append(m.of[k], posting{int32(i), x.value[j]})
		}
		if !l.examples[i].Told {
			m.codes[i], m.not[i] = l.codes[i], l.not[i]
		}
	}
	return m
}

// nearest says of each code how like the passage is to the nearest example with it (the cosine of their
// vectors, 0 to 1) and which that is, -1 for none; and how like it is to the nearest one for which the code was not
// wanted.
func (m *memory) nearest(x vector, codes int) (like []float32, which []int32, unlike []float32) {
	alike := make([]float32, len(m.codes))
	for j, k := range x.at {
		v := x.value[j]
		for _, p := range m.of[k] {
			alike[p.example] += v * p.value
		}
	}
	like, which, unlike = make([]float32, codes), make([]int32, codes), make([]float32, codes)
	for c := range which {
		which[c] = -1
	}
	for i, a := range alike {
		for _, c := range m.codes[i] {
			if a > like[c] {
				like[c], which[c] = a, int32(i)
			}
		}
		for _, c := range m.not[i] {
			unlike[c] = max(unlike[c], a)
		}
	}
	return like, which, unlike
}
