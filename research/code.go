package research

import (
	"sort"
	"strings"
)

// Stage is one of the study's buying stages, numbered from 1 in the buyer's order.
type Stage struct {
	ID     ID
	Number int
	Name   string // "Discovery and sales conduct"
}

// Code is one entry of the codebook. A code without a parent stands for its whole stage.
type Code struct {
	ID         ID
	Ref        string // "DIS-02"; the stage's own code is "DIS"
	Name       string // "Listening"
	Stage      int    // number of the stage
	Parent     ID
	Pos        int // order among all codes
	Definition string
	Include    string
	Exclude    string
	Short      bool // in the short codebook
	Retired    bool
	MergedInto ID
	InVivo     bool   // named in a participant's words, so its name is never released unchecked
	Colour     string // "#rrggbb", or "" for that of its stage
	Example    string // a passage that shows it well
}

// SalesConductStage is the stage whose codes speak of how salespeople behaved (DIS in the starter
// codebook): figures on it are split only where enough deal owners stand behind a group.
const SalesConductStage = 4

// Codebook is the ordered tree of a study's codes with its stages.
type Codebook struct {
	Stages []Stage
	Codes  []Code

	byID  map[ID]int
	byRef map[string]int
}

// NewCodebook orders stages and codes and indexes them.
func NewCodebook(stages []Stage, codes []Code) *Codebook {
	b := &Codebook{Stages: append([]Stage(nil), stages...), Codes: append([]Code(nil), codes...), byID: map[ID]int{}, byRef: map[string]int{}}
	sort.SliceStable(b.Stages, func(i, j int) bool { return b.Stages[i].Number < b.Stages[j].Number })
	sort.SliceStable(b.Codes, func(i, j int) bool { return b.Codes[i].Pos < b.Codes[j].Pos })
	for i, c := range b.Codes {
		b.byID[c.ID] = i
		b.byRef[strings.ToUpper(c.Ref)] = i
	}
	return b
}

// Code finds a code by ID.
func (b *Codebook) Code(id ID) (Code, bool) {
	i, ok := b.byID[id]
	if !ok {
		return Code{}, false
	}
	return b.Codes[i], true
}

// ByRef finds a code by its reference, whatever the case: "dis-02".
func (b *Codebook) ByRef(ref string) (Code, bool) {
	i, ok := b.byRef[strings.ToUpper(strings.TrimSpace(ref))]
	if !ok {
		return Code{}, false
	}
	return b.Codes[i], true
}

// Find finds a code as people write it: "DIS-02", "DIS-02 Listening" or "listening".
func (b *Codebook) Find(s string) (Code, bool) {
	s = strings.TrimSpace(s)
	if c, ok := b.ByRef(s); ok {
		return c, true
	}
	if ref, _, ok := strings.Cut(s, " "); ok {
		if c, ok := b.ByRef(ref); ok {
			return c, true
		}
	}
	for _, c := range b.Codes {
		if strings.EqualFold(c.Name, s) {
			return c, true
		}
	}
	return Code{}, false
}

// Index is the position of a code in Codes, or -1.
func (b *Codebook) Index(id ID) int {
	if i, ok := b.byID[id]; ok {
		return i
	}
	return -1
}

// Stage finds a stage by number.
func (b *Codebook) Stage(n int) (Stage, bool) {
	for _, s := range b.Stages {
		if s.Number == n {
			return s, true
		}
	}
	return Stage{}, false
}

// Title is the code as lists show it: "DIS-02 Listening".
func (c Code) Title() string { return c.Ref + " " + c.Name }
