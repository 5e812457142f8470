package analysis

import (
	"slices"

	"openloop/research"
)

// InterviewFact is what counting needs to know of an interview. Empty attributes are "not recorded".
type InterviewFact struct {
	ID                                   research.ID
	Outcome                              research.Outcome
	Wave                                 research.ID
	Segment, Region, RoleBand, ValueBand string
	Method                               research.Method
	Competitors                          []string
	Organisation, Owner, Deal            research.ID
	Date                                 string // local date, "2026-03-12"
	Reached                              int    // furthest buying stage of the deal, 0 unknown
}

// CodingFact is what counting needs to know of a coding.
type CodingFact struct {
	Interview, Code research.ID
	Stage           int // stage of the mention; 0, or one that the codebook does not have: the code's own
	Polarity        research.Polarity
	About           research.About
	Weight          research.Weight
}

// Index holds the interviews and codings of a study in memory, ready to count. Each interview has a
// position from 0, the same for the life of the index, and sets of interviews are Bits over positions.
//
// Codings change it through Add and Remove; another list of interviews or another codebook needs a new
// one. Reading from several goroutines is fine, but not beside Add or Remove. Sets it returns are copies.
type Index struct {
	book      *research.Codebook
	facts     []InterviewFact
	positions map[research.ID]int
	codes     map[research.ID]int // position in the codebook; a merged code's is that of its successor
	stages    int                 // room for stages of mention: highest number + 1
	groups    map[string][]Class
	waves     []research.Wave

	cells         []cells // per interview
	byCode        []tally
	byCodeStage   []tally // code × stages + stage
	byCodePolar   []tally // code × 3 + polarity
	byStage       []tally
	byStagePolar  []tally         // stage × 3 + polarity
	byDecided     []tally         // code × 3 + polarity, of codings that decided
	bySide        []research.Bits // (code × stages + stage) × sides + polarity, or decidedSide: who said it at all
	all           research.Bits   // every interview
	dated         []int32         // positions by date, those without one last
	lastID        research.ID
	lastInterview int
}

// polarities is how many there are: hurt, neutral, helped.
const polarities = 3

// NewIndex is an index of these interviews, in this order, without codings yet. When an ID comes twice,
// codings go to its first position.
func NewIndex(interviews []InterviewFact, book *research.Codebook) *Index {
	x := &Index{book: book, facts: append([]InterviewFact(nil), interviews...), positions: make(map[research.ID]int, len(interviews)),
		cells: make([]cells, len(interviews)), lastInterview: -1}
	for i := len(x.facts) - 1; i >= 0; i-- {
		x.positions[x.facts[i].ID] = i
	}
	x.stages = 1
	for _, s := range book.Stages {
		x.stages = max(x.stages, min(s.Number+1, maxStages))
	}
	x.codes = successors(book)
	x.byCode = make([]tally, len(book.Codes))
	x.byCodeStage = make([]tally, len(book.Codes)*x.stages)
	x.byCodePolar = make([]tally, len(book.Codes)*polarities)
	x.byStage = make([]tally, x.stages)
	x.byStagePolar = make([]tally, x.stages*polarities)
	x.byDecided = make([]tally, len(book.Codes)*polarities)
	x.bySide = make([]research.Bits, len(book.Codes)*x.stages*sides)
	x.all = research.NewBits(len(x.facts))
	for i := range x.facts {
		x.all.Set(i)
	}
	x.dated = byDate(x.facts)
	x.groups = x.classes()
	return x
}

// successors is where each code is counted: at its own position, or at that of the code it was merged into.
func successors(book *research.Codebook) map[research.ID]int {
	r := make(map[research.ID]int, len(book.Codes))
	for i, c := range book.Codes {
		at := i
		for range book.Codes { // no further: a circle of merges ends somewhere
			next := book.Index(book.Codes[at].MergedInto)
			if next < 0 || book.Codes[at].MergedInto == "" {
				break
			}
			at = next
		}
		r[c.ID] = at
	}
	return r
}

// Len is how many interviews there are.
func (x *Index) Len() int { return len(x.facts) }

// Facts are the interviews by position. They must not be changed.
func (x *Index) Facts() []InterviewFact { return x.facts }

// Book is the codebook that the index counts by.
func (x *Index) Book() *research.Codebook { return x.book }

// Position is where an interview is, or -1.
func (x *Index) Position(interview research.ID) int {
	if i, ok := x.positions[interview]; ok {
		return i
	}
	return -1
}

// All is the set of all interviews.
func (x *Index) All() research.Bits { return slices.Clone(x.all) }

// Add counts a coding. It says false, and counts nothing, when the interview or the code is unknown.
func (x *Index) Add(f CodingFact) bool {
	i, key, ok := x.place(f)
	if !ok {
		return false
	}
	x.cells[i].add(key)
	for _, t := range x.tallies(cell{key: key}) {
		if t != nil {
			t.add(i, len(x.facts))
		}
	}
	x.addSide(i, cell{key: key})
	return true
}

// Remove takes back one Add of the same fact. It says false, and changes nothing, when there was none.
func (x *Index) Remove(f CodingFact) bool {
	i, key, ok := x.place(f)
	if !ok || !x.cells[i].remove(key) {
		return false
	}
	for _, t := range x.tallies(cell{key: key}) {
		if t != nil {
			t.remove(i)
		}
	}
	x.removeSide(i, cell{key: key})
	return true
}

// place is where a coding is counted.
func (x *Index) place(f CodingFact) (interview int, key uint32, ok bool) {
	if f.Interview != x.lastID || x.lastInterview < 0 { // codings mostly come interview by interview
		i, ok := x.positions[f.Interview]
		if !ok {
			return 0, 0, false
		}
		x.lastID, x.lastInterview = f.Interview, i
	}
	code, ok := x.codes[f.Code]
	if !ok {
		return 0, 0, false
	}
	return x.lastInterview, pack(code, x.stageOf(f.Stage, code), f.Polarity, f.About, f.Weight), true
}

// stageOf is the stage of a mention: its own if the codebook has it, else the code's.
func (x *Index) stageOf(mention, code int) int {
	if mention > 0 && mention < x.stages {
		return mention
	}
	if s := x.book.Codes[code].Stage; s > 0 && s < x.stages {
		return s
	}
	return 0
}

// tallies are those that a cell counts in; the last is nil where it did not decide.
func (x *Index) tallies(c cell) [6]*tally {
	code, stage, polarity := c.code(), c.stage(), c.polarity()
	r := [6]*tally{
		&x.byCode[code], &x.byCodeStage[code*x.stages+stage], &x.byCodePolar[code*polarities+polarity],
		&x.byStage[stage], &x.byStagePolar[stage*polarities+polarity],
	}
	if c.weight() == research.Decided {
		r[5] = &x.byDecided[code*polarities+polarity]
	}
	return r
}

// within is the set to count in: all interviews when none is given. It is not to be changed.
func (x *Index) within(b research.Bits) research.Bits {
	if b == nil {
		return x.all
	}
	return b
}
