package privacy

import "sort"

// silence asks what a withheld split tells by being withheld. The reader knows the rule and the total, and so
// which splits of that total would have been withheld: the true one is among them. Where all of those agree too
// closely on a small set, the splits next to them are withheld too, until they no longer do: beside
// "nine of nine" also "eight of nine". Which ones depends on the groups and the total alone, never on
// what was said.
//
// That a whole row is missing still says that nearly everybody said it.
type silence struct {
	blocks auditBlocks
	sets   []spreadSet // that withholding can protect
	kinds  [][][2]int  // of each block: the figures that no set tells apart, first to last
	splits []splitKind
	more   map[int]map[int]bool // by total: the kinds of splits that are withheld for the sake of others
}

// splitKind is splits that look alike to every small set, one kind of figure for each block.
type splitKind struct {
	low, high int // the totals they can have
	withheld  bool
	bounds    []bounds // of each set
}

// silenceKinds is how many kinds of splits are looked at: far more than a table of five groups needs, unless
// companies with several interviews in each abound. Beyond it silence is not asked.
const silenceKinds = 4000

// newSilence looks at every kind of split of separate groups, of which the first `groups` are shown. A rest of
// one or two is beyond help: a split is shown when the rest holds nobody, so it cannot be hidden that it
// holds somebody.
func newSilence(a *audit, b auditBlocks, groups int) *silence {
	s := &silence{blocks: b, more: map[int]map[int]bool{}}
	margin := make([]int, len(b.n)) // how near to none or all a figure must be to matter to a set
	for _, set := range a.small {
		elsewhere := false
		in, outside := b.spread(set)
		for block, n := range in {
			margin[block] = max(margin[block], n+1) // one more for what a participant knows
			elsewhere = elsewhere || n > 0 && block < groups
		}
		if elsewhere || groups < len(b.n) && b.n[groups] > 2 {
			s.sets = append(s.sets, spreadSet{in, outside})
		}
	}
	kinds := 1
	for block, n := range b.n {
		s.kinds = append(s.kinds, kindsOf(n, max(1, margin[block])))
		if kinds *= len(s.kinds[block]); kinds > silenceKinds {
			return nil
		}
	}
	for i := range kinds {
		s.splits = append(s.splits, s.split(a, groups, i))
	}
	return s
}

// kindsOf is the figures of a block of n that a set of at most margin interviews can tell apart: those near
// none and near all, and one range for all between.
func kindsOf(n, margin int) [][2]int {
	var r [][2]int
	for x := 0; x <= n; x++ {
		last := x
		if x >= margin && x < n-margin {
			last = n - margin
		}
		r = append(r, [2]int{x, last})
		x = last
	}
	return r
}

// split is the kind of split at place i, which counts through the blocks' kinds like a number's digits.
func (s *silence) split(a *audit, groups, i int) splitKind {
	var r splitKind
	b := s.blocks
	b.x = make([]int, len(b.n))
	for block, kinds := range s.kinds {
		kind := kinds[i%len(kinds)]
		i /= len(kinds)
		b.x[block] = kind[0]
		r.low, r.high = r.low+kind[0], r.high+kind[1]
		r.withheld = r.withheld || block < groups && b.x[block] == b.n[block] && b.n[block] < 2*a.k
	}
	r.withheld = r.withheld || !b.pass(a)
	r.bounds = make([]bounds, 0, len(s.sets))
	for _, set := range s.sets {
		low, high := b.bounds(set.in, set.elsewhere)
		r.bounds = append(r.bounds, bounds{low, high})
	}
	return r
}

// place is where the split with these figures is.
func (s *silence) place(x []int) int {
	at, digit := 0, 1
	for block, kinds := range s.kinds {
		k := sort.Search(len(kinds), func(k int) bool { return kinds[k][1] >= x[block] })
		at, digit = at+k*digit, digit*len(kinds)
	}
	return at
}

// covers says whether a split that passes is withheld for the sake of others with the same total.
func (s *silence) covers(x []int) bool {
	if s == nil {
		return false
	}
	total := 0
	for _, n := range x {
		total += n
	}
	more, ok := s.more[total]
	if !ok {
		more = s.cover(total)
		s.more[total] = more
	}
	return more[s.place(x)]
}

// cover finds the splits of a total to withhold beside those that do not pass: the nearest that widen what
// the withheld ones agree on, until they agree on nothing.
func (s *silence) cover(total int) map[int]bool {
	var withheld []int
	for i, k := range s.splits {
		if k.withheld && k.low <= total && total <= k.high {
			withheld = append(withheld, i)
		}
	}
	more := map[int]bool{}
	for {
		told := s.told(withheld)
		if len(told) == 0 {
			return more
		}
		next := s.nearest(withheld, total, told)
		if next < 0 {
			return more // all splits of this total are withheld
		}
		withheld, more[next] = append(withheld, next), true
	}
}

// told is the sets on which withheld splits agree too closely, with what they agree on.
func (s *silence) told(withheld []int) map[int]bounds {
	told := map[int]bounds{}
	if len(withheld) == 0 {
		return told
	}
	for set := range s.sets {
		all := s.splits[withheld[0]].bounds[set]
		for _, i := range withheld[1:] {
			b := s.splits[i].bounds[set]
			all = bounds{min(all.low, b.low), max(all.high, b.high)}
		}
		if auditTells(all.low, all.high) {
			told[set] = all
		}
	}
	return told
}

// nearest is the kind of split nearest to the withheld ones that has the total and widens what is told, or -1.
func (s *silence) nearest(withheld []int, total int, told map[int]bounds) int {
	seen := make([]bool, len(s.splits))
	queue := append([]int(nil), withheld...)
	for _, i := range queue {
		seen[i] = true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		i, digit := queue[0], 1
		if k := s.splits[i]; k.low <= total && total <= k.high && k.widens(told) {
			return i
		}
		for _, kinds := range s.kinds {
			at := i / digit % len(kinds)
			if at > 0 && !seen[i-digit] {
				seen[i-digit], queue = true, append(queue, i-digit)
			}
			if at < len(kinds)-1 && !seen[i+digit] {
				seen[i+digit], queue = true, append(queue, i+digit)
			}
			digit *= len(kinds)
		}
	}
	return -1
}

// widens says whether the split leaves more open about one of the sets.
func (k splitKind) widens(told map[int]bounds) bool {
	for set, all := range told {
		if b := k.bounds[set]; b.low < all.low || b.high > all.high {
			return true
		}
	}
	return false
}

// hidesTotal says whether a row with that total must go altogether, where the total is all that the reader would
// have of it: the totals that tell too much by themselves, and beside them those nearest, until the withheld ones
// agree on no small set any more. So that a row is missing does not say that everybody said it.
func (a *audit) hidesTotal(total int) bool {
	if a.totals == nil {
		a.totals = map[int]bool{}
		a.coverTotals()
	}
	return a.totals[total]
}

func (a *audit) coverTotals() {
	b, ok := a.partition([]int{0}, make([]int, len(a.sizes)))
	if !ok || a.known[0].size == 0 {
		return
	}
	n := b.n[0]
	from := max(0, n-4*a.k) // further down nothing is told: a set holds somebody for sure only where few are left out
	for x := from; x <= n; x++ {
		b.x[0] = x
		a.totals[x] = x == n && n < 2*a.k || !b.pass(a)
	}
	for {
		next, distance := -1, n+1
		for _, set := range a.small {
			all, any := bounds{}, false
			in, elsewhere := b.spread(set)
			of := func(x int) bounds {
				b.x[0] = x
				low, high := b.bounds(in, elsewhere)
				return bounds{low, high}
			}
			for x := from; x <= n; x++ {
				if o := of(x); a.totals[x] && !any {
					all, any = o, true
				} else if a.totals[x] {
					all = bounds{min(all.low, o.low), max(all.high, o.high)}
				}
			}
			if !any || !auditTells(all.low, all.high) {
				continue
			}
			for x := from; x <= n; x++ {
				if o := of(x); !a.totals[x] && (o.low < all.low || o.high > all.high) && n-x < distance {
					next, distance = x, n-x
				}
			}
		}
		if next < 0 {
			return
		}
		a.totals[next] = true
	}
}
