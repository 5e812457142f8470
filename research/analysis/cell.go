package analysis

import (
	"sort"

	"openloop/research"
)

// cell is one way in which a code was used in an interview, and how often: code, stage of mention, polarity,
// about and weight packed into a key whose order is theirs. An interview keeps its cells sorted; they are the
// truth that the tallies sum up, and answer the questions that no tally does.
type cell struct {
	key uint32
	n   uint32
}

// The bits of a key, from the left: code 18, stage 6, polarity 2, about 2, weight 2; two are spare.
const (
	weightBits, aboutBits, polarityBits, stageBits = 2, 2, 2, 6

	aboutAt    = weightBits
	polarityAt = aboutAt + aboutBits
	stageAt    = polarityAt + polarityBits
	codeAt     = stageAt + stageBits

	maxStages = 1 << stageBits
)

// pack is the key of a code at a stage of mention.
func pack(code, stage int, p research.Polarity, a research.About, w research.Weight) uint32 {
	return uint32(code)<<codeAt | uint32(stage)<<stageAt | uint32(polarityIndex(p))<<polarityAt |
		uint32(aboutIndex(a))<<aboutAt | uint32(min(max(w, 0), research.Decided))
}

func (c cell) code() int               { return int(c.key >> codeAt) }
func (c cell) stage() int              { return int(c.key >> stageAt & (maxStages - 1)) }
func (c cell) polarity() int           { return int(c.key >> polarityAt & (1<<polarityBits - 1)) }
func (c cell) about() int              { return int(c.key >> aboutAt & (1<<aboutBits - 1)) }
func (c cell) weight() research.Weight { return research.Weight(c.key & (1<<weightBits - 1)) }

// polarityIndex is 0 for hurt, 1 for neutral, 2 for helped.
func polarityIndex(p research.Polarity) int {
	switch {
	case p < 0:
		return 0
	case p > 0:
		return 2
	}
	return 1
}

// aboutIndex numbers whom a coding is about; 0 when it does not say.
func aboutIndex(a research.About) int {
	switch a {
	case research.AboutUs:
		return 1
	case research.AboutRival:
		return 2
	case research.AboutBuyer:
		return 3
	}
	return 0
}

// cells are those of one interview, sorted by key.
type cells []cell

// find is where key is, or belongs.
func (c cells) find(key uint32) (at int, there bool) {
	at = sort.Search(len(c), func(i int) bool { return c[i].key >= key })
	return at, at < len(c) && c[at].key == key
}

// add counts key once more.
func (c *cells) add(key uint32) {
	at, there := c.find(key)
	if !there {
		*c = append(*c, cell{})
		copy((*c)[at+1:], (*c)[at:])
		(*c)[at] = cell{key: key}
	}
	(*c)[at].n++
}

// remove counts key once less, and says whether it was there.
func (c *cells) remove(key uint32) bool {
	at, there := c.find(key)
	if !there {
		return false
	}
	if (*c)[at].n--; (*c)[at].n == 0 {
		*c = append((*c)[:at], (*c)[at+1:]...)
	}
	return true
}
