package widgets

import (
	"cmp"
	"slices"
	"sort"
)

// transcriptMark is a coding found in the text and given its lanes.
type transcriptMark struct {
	coding      int // position in the host's codings
	from, to    transcriptPlace
	lane        int   // of the rule under the words, 0 nearest to them
	first, last int   // lines
	side        int   // of the bracket in the margin
	sides       int   // brackets side by side around it
	label       int32 // middle of the label; -1 when counted into another's
	more        int   // labels counted into this one
}

const (
	transcriptLanes     = 8 // rules under one line; what nests deeper shares the lowest
	transcriptPlainLane = 2 // rules that fit under a line of the usual height
	transcriptLanePitch = 3
	transcriptSides     = 5
	transcriptLabelStep = 19
	// transcriptDrift is how far a label may be pushed below its passage before it is counted
	// instead: the fifth code on one line is still named.
	transcriptDrift = 4*transcriptLabelStep + transcriptLead/2
)

// transcriptMarks are all codings in the order of the text.
type transcriptMarks struct {
	all    []transcriptMark
	latest []transcriptPlace // the furthest end among all[:i+1], to find what reaches into the view
	extra  []uint8           // pixels each line needs for its rules

	found []transcriptMark // kept from one resolve to the next for their room
	keys  []transcriptKey
}

// transcriptKey orders marks without moving them about: where a mark begins, then the longer first.
type transcriptKey struct {
	from, to uint64
	mark     int32
}

func (p transcriptPlace) key() uint64 { return uint64(p.turn)<<32 | uint64(p.off) }

// resolve finds the codings in the text. Codings of turns that are not there are left out.
func (k *transcriptMarks) resolve(text *transcriptText, codings []TranscriptCoding) {
	k.found, k.keys = k.found[:0], k.keys[:0]
	for i := range codings {
		mark, ok := markOf(text, codings, i)
		if !ok {
			continue
		}
		k.keys = append(k.keys, transcriptKey{mark.from.key(), mark.to.key(), int32(len(k.found))})
		k.found = append(k.found, mark)
	}
	slices.SortFunc(k.keys, func(a, b transcriptKey) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.mark, b.mark))
	})
	k.all = k.all[:0]
	for _, key := range k.keys {
		k.all = append(k.all, k.found[key.mark])
	}
	k.lanes()
}

// lanes gives every rule the lowest lane that is free where it begins.
func (k *transcriptMarks) lanes() {
	var ends [transcriptLanes]transcriptPlace
	k.latest = k.latest[:0]
	furthest := transcriptPlace{}
	for i := range k.all {
		mark := &k.all[i]
		lane := 0
		for lane < transcriptLanes-1 && mark.from.before(ends[lane]) {
			lane++
		}
		ends[lane] = laterPlace(ends[lane], mark.to)
		mark.lane = lane
		furthest = laterPlace(furthest, mark.to)
		k.latest = append(k.latest, furthest)
	}
}

// settle finds the lines of all marks and what each line needs below its words.
func (k *transcriptMarks) settle(lines *transcriptLines) {
	if cap(k.extra) < len(lines.all) {
		k.extra = make([]uint8, len(lines.all))
	}
	k.extra = k.extra[:len(lines.all)]
	clear(k.extra)
	for i := range k.all {
		mark := &k.all[i]
		mark.first, mark.last = lines.at(mark.from), lines.at(mark.to)
		if mark.last > mark.first && lines.all[mark.last].from() == mark.to {
			mark.last--
		}
		need := uint8(max(0, mark.lane+1-transcriptPlainLane) * transcriptLanePitch)
		for n := mark.first; n <= mark.last; n++ {
			k.extra[n] = max(k.extra[n], need)
		}
	}
}

// margin places brackets side by side and labels below each other.
func (k *transcriptMarks) margin(lines *transcriptLines) {
	var ends [transcriptSides]int // first line free on each side
	group, widest, until := 0, 0, 0
	next, last := int32(0), -1
	for i := range k.all {
		mark := &k.all[i]
		if mark.first >= until {
			k.shareSides(group, i, widest)
			group, widest = i, 0
		}
		side := 0
		for side < transcriptSides-1 && ends[side] > mark.first {
			side++
		}
		ends[side] = max(ends[side], mark.last+1)
		until = max(until, mark.last+1)
		mark.side, mark.more = side, 0
		widest = max(widest, side+1)

		want := lines.all[mark.first].y + lines.leading()/2
		mark.label = max(want, next)
		if mark.label-want > transcriptDrift && last >= 0 {
			mark.label = -1
			k.all[last].more++
			continue
		}
		next, last = mark.label+transcriptLabelStep, i
	}
	k.shareSides(group, len(k.all), widest)
}

func (k *transcriptMarks) shareSides(from, to, sides int) {
	for i := from; i < to; i++ {
		k.all[i].sides = sides
	}
}

// firstReaching is the first mark that may reach past a place.
func (k *transcriptMarks) firstReaching(p transcriptPlace) int {
	return sort.Search(len(k.latest), func(i int) bool { return p.before(k.latest[i]) })
}

// touching calls fn with the marks that share a character with [a,z).
func (k *transcriptMarks) touching(a, z transcriptPlace, fn func(i int)) {
	for i := k.firstReaching(a); i < len(k.all) && k.all[i].from.before(z); i++ {
		if a.before(k.all[i].to) {
			fn(i)
		}
	}
}

// touched says whether any mark shares a character with [a,z).
func (k *transcriptMarks) touched(a, z transcriptPlace) bool {
	found := false
	k.touching(a, z, func(int) { found = true })
	return found
}
