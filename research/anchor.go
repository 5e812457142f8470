package research

// Replacement says that the code points [Start, End) of a text gave way to NewLen others. Several of
// one text are in order, do not overlap, and count in the old text.
type Replacement struct{ Start, End, NewLen int }

// Moved carries the span [from, to) of the old text over the replacements. An end strictly inside a
// replaced part moves to its outer edge; an insertion at an edge stays outside; a span whose every
// character was deleted comes out empty.
func Moved(from, to int, reps []Replacement) (int, int) {
	f, t := movedStart(from, reps), movedEnd(to, reps)
	return f, max(f, t)
}

func movedStart(pos int, reps []Replacement) int {
	shift := 0
	for _, r := range reps {
		switch {
		case r.End <= pos:
			shift += r.NewLen - (r.End - r.Start)
		case r.Start < pos:
			return r.Start + shift
		}
	}
	return pos + shift
}

func movedEnd(pos int, reps []Replacement) int {
	shift := 0
	for _, r := range reps {
		switch {
		case r.Start >= pos:
			return pos + shift
		case r.End <= pos:
			shift += r.NewLen - (r.End - r.Start)
		default:
			return r.Start + shift + r.NewLen
		}
	}
	return pos + shift
}

// Differ is the one replacement that turns the old text into the new: what lies between their common
// beginning and their common end. Equal texts have none.
func Differ(old, now string) []Replacement {
	if old == now {
		return nil
	}
	a, b := []rune(old), []rune(now)
	p := 0
	for p < len(a) && p < len(b) && a[p] == b[p] {
		p++
	}
	s := 0
	for s < len(a)-p && s < len(b)-p && a[len(a)-1-s] == b[len(b)-1-s] {
		s++
	}
	return []Replacement{{Start: p, End: len(a) - s, NewLen: len(b) - s - p}}
}
