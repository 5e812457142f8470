package analysis

import (
	"math/bits"
	"runtime"
	"strconv"
	"sync"

	"openloop/research"
)

// Breakdown is counts of interviews by row (codes, stages, themes, reasons: anything that an interview has or has not)
// and class (the outcomes, the segments, the competitors).
type Breakdown struct {
	Classes []Class // with their members within the group asked about
	Bases   []int   // interviews per class
	Base    int     // interviews in all
	Totals  []int   // per row, over the whole group
	Counts  [][]int // row × class
}

// Break counts rows by classes within a group of interviews, nil for all. Unit: interviews, each once a class; where
// classes overlap, as competitors do, one interview counts in several and the classes add up to more than the total.
// Rows are sets of interviews by position and are not changed.
//
// A few separate classes are counted in one walk over words, others one by one; very many by going through each row's
// interviews. Ten thousand interviews with 62 codes take about a millisecond on two cores, whatever the classes.
func (x *Index) Break(rows []research.Bits, classes []Class, within research.Bits) Breakdown {
	within = x.within(within)
	b := Breakdown{Base: within.Count(), Totals: make([]int, len(rows)), Counts: make([][]int, len(rows))}
	listed, union := 0, research.NewBits(len(x.facts))
	for _, c := range classes {
		c.Members = c.Members.And(within)
		n := c.Members.Count()
		merge(union, c.Members)
		listed += n
		b.Classes, b.Bases = append(b.Classes, c), append(b.Bases, n)
	}
	all := make([]int, len(rows)*len(classes))
	for i := range b.Counts {
		b.Counts[i] = all[i*len(classes) : (i+1)*len(classes) : (i+1)*len(classes)]
	}
	count := x.counter(b.Classes, listed, listed > union.Count())
	inParallel(len(rows), func(i int) {
		b.Totals[i] = rows[i].CountAnd(within)
		count(rows[i], b.Counts[i])
	})
	return b
}

// fewClasses is up to how many separate ones are counted in one walk.
const fewClasses = 12

// counter counts one row by classes, of which listed interviews are members in all, in the way that is quickest for them.
func (x *Index) counter(classes []Class, listed int, overlap bool) func(row research.Bits, into []int) {
	words := (len(x.facts) + 63) / 64
	switch {
	case !overlap && len(classes) <= fewClasses:
		by := newPartition(classes, len(x.facts))
		return func(row research.Bits, into []int) { by.count(row, into, 1) }
	case len(classes)*words <= 2*listed:
		return func(row research.Bits, into []int) {
			for k := range classes {
				into[k] = row.CountAnd(classes[k].Members)
			}
		}
	}
	of := newMembership(classes, len(x.facts))
	return func(row research.Bits, into []int) {
		row.Each(func(i int) {
			for _, c := range of.classes[of.from[i]:of.from[i+1]] {
				into[c]++
			}
		})
	}
}

// membership is the classes of each interview, one after the other.
type membership struct {
	from    []int32 // interview i has classes[from[i]:from[i+1]]
	classes []int32
}

func newMembership(classes []Class, n int) membership {
	m := membership{from: make([]int32, n+1)}
	for _, c := range classes {
		c.Members.Each(func(i int) { m.from[i+1]++ })
	}
	for i := range n {
		m.from[i+1] += m.from[i]
	}
	m.classes = make([]int32, m.from[n])
	next := append([]int32(nil), m.from...)
	for k, c := range classes {
		c.Members.Each(func(i int) {
			m.classes[next[i]] = int32(k)
			next[i]++
		})
	}
	return m
}

// inParallel calls f with 0 to n-1, each once, on as many goroutines as there are processors.
func inParallel(n int, f func(i int)) {
	parts := min(runtime.GOMAXPROCS(0), n)
	if parts < 2 {
		for i := range n {
			f(i)
		}
		return
	}
	var workers sync.WaitGroup
	for k := range parts {
		workers.Go(func() {
			for i := k; i < n; i += parts {
				f(i)
			}
		})
	}
	workers.Wait()
}

// StageClasses is the buying stages as classes that each hold the whole group: what is said is said at a stage, and one
// interview may speak of a thing at several.
func (x *Index) StageClasses(within research.Bits) []Class {
	within = x.within(within)
	r := make([]Class, len(x.book.Stages))
	for i, s := range x.book.Stages {
		r[i] = Class{Key: strconv.Itoa(s.Number), Name: s.Name, Members: within}
	}
	return r
}

// BreakByStage counts rows, each what a query asks for, by the stage of the mention. Every class has the whole group as
// its base. A query's own Stage narrows to it, and its Within is not looked at.
//
// Rows are answered by the sets that the index keeps; those that ask whom a coding is about, or for two sides at once,
// together take one walk over the codings.
func (x *Index) BreakByStage(rows []Query, within research.Bits) Breakdown {
	within = x.within(within)
	b := Breakdown{Classes: x.StageClasses(within), Base: within.Count()}
	for range b.Classes {
		b.Bases = append(b.Bases, b.Base)
	}
	counts := x.countStages(rows, within)
	for i, q := range rows {
		q.Within = within
		has := x.Who(q)
		line := make([]int, len(b.Classes))
		for k, s := range x.book.Stages {
			if s.Number >= 0 && s.Number < x.stages && (q.Stage == 0 || q.Stage == s.Number) {
				line[k] = counts[i*x.stages+s.Number]
			}
		}
		b.Totals, b.Counts = append(b.Totals, has.Count()), append(b.Counts, line)
	}
	return b
}

// countStages is how many interviews of a group have what each query asks for, row × stage of mention.
func (x *Index) countStages(rows []Query, within research.Bits) []int {
	counts := make([]int, len(rows)*x.stages)
	var walk []int
	var sets []research.Bits
	room := research.NewBits(len(x.facts))
	for i, q := range rows {
		codes, ok := x.distinct(q.Codes), true
		for s := 0; s < x.stages && ok; s++ {
			if sets, ok = x.saidAt(q, codes, s, sets[:0]); ok {
				counts[i*x.stages+s] = countUnion(sets, within, room)
			}
		}
		if !ok {
			walk = append(walk, i)
		}
	}
	if len(walk) > 0 {
		x.walkCounts(rows, walk, within, counts)
	}
	return counts
}

// walkCounts counts the rows that only the codings tell.
func (x *Index) walkCounts(rows []Query, walk []int, within research.Bits, counts []int) {
	var mu sync.Mutex
	x.walkStages(rows, walk, within, func() (take func(word, set int, bits uint64), end func()) {
		mine := make([]int, len(counts))
		take = func(_, set int, w uint64) { mine[set] += bits.OnesCount64(w) }
		return take, func() {
			mu.Lock()
			defer mu.Unlock()
			for i, n := range mine {
				counts[i] += n
			}
		}
	})
}

// AtStages is, per query, who has it at each stage of mention from 0: [row][stage]. A query's own Stage narrows to it.
func (x *Index) AtStages(rows []Query, within research.Bits) [][]research.Bits {
	all := x.atStages(rows, x.within(within))
	r := make([][]research.Bits, len(rows))
	for i, q := range rows {
		r[i] = all[i*x.stages : (i+1)*x.stages]
		for s := range r[i] {
			if q.Stage > 0 && s != q.Stage {
				r[i][s] = research.NewBits(len(x.facts))
			}
		}
	}
	return r
}

// atStages is who has what each query asks for, row × stage of mention, within a group at least.
func (x *Index) atStages(rows []Query, within research.Bits) []research.Bits {
	sets := make([]research.Bits, len(rows)*x.stages)
	for i := range sets {
		sets[i] = research.NewBits(len(x.facts))
	}
	var walk []int
	var said []research.Bits
	for i, q := range rows {
		codes, ok := x.distinct(q.Codes), true
		for s := 0; s < x.stages && ok; s++ {
			if said, ok = x.saidAt(q, codes, s, said[:0]); ok {
				for _, b := range said {
					merge(sets[i*x.stages+s], b)
				}
			}
		}
		if !ok {
			walk = append(walk, i)
		}
	}
	if len(walk) > 0 {
		x.walkStages(rows, walk, within, func() (take func(word, set int, bits uint64), end func()) {
			return func(word, set int, w uint64) { sets[set][word] = w }, func() {}
		})
	}
	return sets
}

// walkStages goes through the codings for some rows, in as many stretches of interviews as there are processors. Each
// stretch begins with begin, hands over its sets (row × stages + stage) word by word, and ends.
func (x *Index) walkStages(rows []Query, walk []int, within research.Bits, begin func() (take func(word, set int, bits uint64), end func())) {
	asks := x.askers(rows, walk)
	parts := runtime.GOMAXPROCS(0)
	inParallel(parts, func(k int) {
		take, end := begin()
		defer end()
		here := make([]uint64, len(rows)*x.stages) // one word of each set, together while it is worked on
		for word := k * len(within) / parts; word < (k+1)*len(within)/parts; word++ {
			for w := within[word]; w != 0; w &= w - 1 {
				bit := bits.TrailingZeros64(w)
				for _, c := range x.cells[word<<6+bit] {
					for a := &asks[c.key>>codeAt]; a != nil; a = a.next {
						here[a.row+int(c.key>>stageAt&(maxStages-1))] |= a.ways >> (c.key & (1<<stageAt - 1)) & 1 << bit
					}
				}
			}
			for _, i := range walk {
				for s := i * x.stages; s < (i+1)*x.stages; s++ {
					if here[s] != 0 {
						take(word, s, here[s])
						here[s] = 0
					}
				}
			}
		}
	})
}

// asker is a row that asks for a code: where its sets begin, and which ways of the code it takes.
type asker struct {
	ways uint64
	row  int
	next *asker // another row that asks for the same code
}

// askers is the first row that asks for each code. One that nobody asks for takes no way.
func (x *Index) askers(rows []Query, walk []int) []asker {
	r := make([]asker, len(x.book.Codes))
	for _, i := range walk {
		codes := x.distinct(rows[i].Codes)
		if len(rows[i].Codes) == 0 {
			codes = x.every()
		}
		for _, c := range codes {
			a := asker{ways: side(rows[i]), row: i * x.stages}
			if r[c].ways != 0 {
				before := r[c]
				a.next = &before
			}
			r[c] = a
		}
	}
	return r
}

// every is the positions of all codes.
func (x *Index) every() []int {
	r := make([]int, len(x.book.Codes))
	for i := range r {
		r[i] = i
	}
	return r
}

// side is which cells have a query's polarity, weight and whom it is about: one bit for each way in which the lowest bits
// of a cell's key can stand.
func side(q Query) (ways uint64) {
	for low := range uint32(1 << stageAt) {
		c := cell{key: low}
		if (q.Polarity == nil || c.polarity() == polarityIndex(*q.Polarity)) && (q.About == "" || c.about() == aboutIndex(q.About)) && c.weight() >= q.Weight {
			ways |= 1 << low
		}
	}
	return ways
}
