package session

import (
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/store"
)

// ProjectCode is a code of a project, with what becomes of it.
type ProjectCode struct {
	Name    string // as the file has it
	Depth   int
	Codings int         // that are on it in the file
	Into    research.ID // the code of the study that it is, "" where it becomes a new one
	Leave   bool        // neither it nor its codings are taken
	Sure    float64     // 0 to 1
	Why     string

	entry exchange.Entry
}

// matchCodes finds the codes of a study that a project's codes are: by their ids, their references, their names.
func (p *Project) matchCodes(book *research.Codebook) {
	n := map[string]int{}
	for _, s := range p.in.Sources {
		for _, c := range s.Coded {
			n[c.Code]++
		}
		for _, sel := range s.Selections {
			for _, c := range sel.Coded {
				n[c.Code]++
			}
		}
	}
	p.Codes = nil
	m := &bookMatcher{book: book}
	for _, e := range p.in.Codes {
		c := ProjectCode{Name: e.Name, Depth: e.Depth, Codings: n[e.GUID], entry: e}
		c.Into, c.Sure, c.Why = m.meant(e)
		p.Codes = append(p.Codes, c)
	}
}

// meant is the code of the study that an entry is, with how sure that is, or "" for a new one.
func (m *bookMatcher) meant(e exchange.Entry) (id research.ID, sure float64, why string) {
	if c, ok := m.standing(m.book.Code(research.ID(e.GUID))); ok {
		return c.ID, 1, "It has the same id"
	}
	if c, ok := m.standing(m.book.ByRef(e.Ref)); ok && e.Ref != "" {
		return c.ID, .97, "It has the same reference"
	}
	found := 0
	for _, c := range m.book.Codes {
		if c.MergedInto == "" && fold(c.Name) == fold(e.Name) {
			id = c.ID
			found++
		}
	}
	switch {
	case found == 1:
		return id, .9, "It has the same name"
	case found > 1:
		return id, .5, "Several codes have this name: choose the right one"
	}
	if n := m.stageOf(e.Name); n > 0 && e.Depth == 0 {
		if c, ok := stageCode(m.book, n); ok {
			return c.ID, .8, "It is called as the stage"
		}
	}
	return "", .9, "The study has none like it"
}

// standing follows a code that was merged to the one that stands for it.
func (m *bookMatcher) standing(c research.Code, ok bool) (research.Code, bool) {
	for n := 0; ok && c.MergedInto != "" && n < 100; n++ {
		c, ok = m.book.Code(c.MergedInto)
	}
	return c, ok
}

// placeName is what the code is called under which codes stand that belong to no stage yet.
const placeName = "To be placed"

// codePlacer gives new codes their places in the codebook.
type codePlacer struct {
	book  *research.Codebook
	below research.ID
	refs  map[string]bool
	last  map[int]int
	codes []research.Code          // new ones
	made  map[string]research.Code // by entry: what each became
	loose int                      // that belong to no stage
}

// placeCodes says what every code of the project becomes, by its GUID, and lists the new ones in the order of their
// tree.
func (p *Project) placeCodes(book *research.Codebook) *codePlacer {
	pl := &codePlacer{book: book, below: p.Below, refs: map[string]bool{}, last: map[int]int{}, made: map[string]research.Code{}}
	for _, c := range book.Codes {
		pl.refs[strings.ToUpper(c.Ref)] = true
	}
	for _, st := range book.Stages {
		own, _ := stageCode(book, st.Number)
		pl.last[st.Number] = lastNumber(book, own.Ref)
	}
	above := map[string]string{} // name or GUID of an entry → GUID of the one above, for those that are left out
	for _, c := range p.Codes {
		key := or(c.entry.GUID, c.entry.Name)
		parent := c.entry.Parent
		for n := 0; n < len(p.Codes); n++ { // past what is left out
			if _, there := pl.made[parent]; there || parent == "" {
				break
			}
			parent = above[parent]
		}
		above[key] = c.entry.Parent
		if c.Leave {
			continue
		}
		if was, ok := book.Code(c.Into); ok && c.Into != "" {
			pl.made[key] = was
		} else {
			pl.made[key] = pl.add(c.entry, pl.made[parent])
		}
		if _, ok := pl.made[c.entry.Name]; !ok {
			pl.made[c.entry.Name] = pl.made[key]
		}
	}
	return pl
}

// add makes a new code below another one, or below the place for those that belong nowhere.
func (pl *codePlacer) add(e exchange.Entry, parent research.Code) research.Code {
	if parent.ID == "" {
		pl.loose++
		parent = pl.place()
	}
	id := research.ID(e.GUID)
	if _, taken := pl.book.Code(id); taken || id == "" || slices.ContainsFunc(pl.codes, func(c research.Code) bool { return c.ID == id }) {
		id = store.NewID()
	}
	c := research.Code{ID: id, Ref: e.Ref, Name: or(strings.TrimSpace(e.Name), e.Ref), Stage: parent.Stage, Parent: parent.ID, Pos: len(pl.book.Codes) + len(pl.codes),
		Definition: e.Definition, Include: e.Include, Exclude: e.Exclude, Example: e.Example, Colour: e.Colour, Short: true}
	if c.Ref == "" || pl.refs[strings.ToUpper(c.Ref)] {
		c.Ref = pl.ref(parent.Stage)
	}
	pl.refs[strings.ToUpper(c.Ref)] = true
	pl.codes = append(pl.codes, c)
	return c
}

// ref is the next free reference of a stage.
func (pl *codePlacer) ref(stage int) string {
	own, _ := stageCode(pl.book, stage)
	for {
		pl.last[stage]++
		if ref := fmt.Sprintf("%s-%02d", or(own.Ref, "NEW"), pl.last[stage]); !pl.refs[ref] {
			return ref
		}
	}
}

// place is the code below which those stand that belong to no stage: one that a person chose, or one for them alone,
// from which they can be moved.
func (pl *codePlacer) place() research.Code {
	if c, ok := pl.book.Code(pl.below); ok && pl.below != "" {
		return c
	}
	for _, c := range append(slices.Clone(pl.book.Codes), pl.codes...) {
		if c.Name == placeName && c.MergedInto == "" {
			return c
		}
	}
	var parent research.Code
	if len(pl.book.Stages) > 0 {
		parent, _ = stageCode(pl.book, pl.book.Stages[0].Number)
	}
	if parent.ID == "" { // a codebook without stages
		parent = research.Code{ID: "", Stage: 1}
	}
	c := research.Code{ID: store.NewID(), Ref: pl.ref(parent.Stage), Name: placeName, Stage: parent.Stage, Parent: parent.ID, Pos: len(pl.book.Codes) + len(pl.codes), Short: true,
		Definition: "Codes of another program that belong to no buying stage yet. Move them to where they belong."}
	pl.refs[strings.ToUpper(c.Ref)] = true
	pl.codes = append(pl.codes, c)
	return c
}
