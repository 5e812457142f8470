package privacy

import "fmt"

// NoteKind says what a note is about.
type NoteKind string

// The kinds of notes.
const (
	NoteMerged NoteKind = "merged"  // groups are shown together, one of them being too small
	NoteRest   NoteKind = "rest"    // a group is shown together with what is too small by itself
	NoteSmall  NoteKind = "small"   // a group is too small to be shown
	NoteBefore NoteKind = "earlier" // a group is counted on the interviews of an earlier pack
)

// Note is what a reader should know of how groups came about. Its groups have no members.
type Note struct {
	Kind  NoteKind
	Of    []Group
	Into  Group     // what merged groups are shown as
	Short Shortfall // of NoteSmall
}

// String is the note in English.
func (n Note) String() string {
	var names []string
	for _, g := range n.Of {
		names = append(names, g.Name)
	}
	all := mergedNames(names)
	switch n.Kind {
	case NoteMerged:
		return fmt.Sprintf("%s are shown together as %s, because one of them is too small by itself.", all, n.Into.Name)
	case NoteRest:
		return fmt.Sprintf("%s and what is too small to show by itself are shown together as %s.", all, n.Into.Name)
	case NoteSmall:
		return fmt.Sprintf("%s is too small to show by itself: %s.", all, n.Short)
	}
	return fmt.Sprintf("%s is counted on the interviews of the earlier pack, because too few have been added or taken away since.", all)
}

// titled is a group without its members.
func titled(g Group) Group { return Group{Key: g.Key, Name: g.Name} }

// said is notes in English.
func said(notes []Note) []string {
	var all []string
	for _, n := range notes {
		all = append(all, n.String())
	}
	return all
}

// ShortOf says what a group is short of.
type ShortOf string

// What a group may be short of.
const (
	Enough        ShortOf = ""
	Interviews    ShortOf = "interviews"
	Organisations ShortOf = "organisations"
	Spread        ShortOf = "spread" // one organisation holds more than half
)

// Shortfall is what a group lacks to be shown: Have of Need.
type Shortfall struct {
	Of         ShortOf
	Have, Need int
}

// String is the shortfall in English, "" where there is none.
func (s Shortfall) String() string {
	switch s.Of {
	case Enough:
		return ""
	case Spread:
		return "one organisation holds more than half"
	}
	return fmt.Sprintf("%d of the %d %s needed", s.Have, s.Need, s.Of)
}
