package exchange

import (
	"fmt"
	"strings"
)

// loser counts what of a file could not be held. Where something stood is told by its number, never by its name: a
// text or a case may be called like a person.
type loser struct {
	lost  map[string]*loss
	order []string
}

// loss is one kind of it, with the first places.
type loss struct {
	n     int
	where []string
}

func newLoser() loser { return loser{lost: map[string]*loss{}} }

func (l *loser) lose(what, where string, n int) {
	if n == 0 {
		return
	}
	k := l.lost[what]
	if k == nil {
		k = &loss{}
		l.lost[what] = k
		l.order = append(l.order, what)
	}
	k.n += n
	if where != "" && len(k.where) < 3 {
		k.where = append(k.where, where)
	}
}

// said is a sentence on each.
func (l *loser) said() (out []string) {
	for _, what := range l.order {
		k := l.lost[what]
		line := fmt.Sprintf("%d %s", k.n, what)
		if len(k.where) > 0 {
			line += ": " + strings.Join(k.where, ", ")
			if k.n > len(k.where) {
				line += " and others"
			}
		}
		out = append(out, line+".")
	}
	return out
}
