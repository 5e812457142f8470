package session

import (
	"openloop/research"
)

// BookChangeKind is what became of a code.
type BookChangeKind string

// The kinds of changes, in the order in which lists group them.
const (
	BookAdded     BookChangeKind = "added"
	BookRemoved   BookChangeKind = "removed"
	BookMerged    BookChangeKind = "merged into"
	BookRenamed   BookChangeKind = "renamed"
	BookMoved     BookChangeKind = "moved"
	BookRedefined BookChangeKind = "definition changed"
	BookRetired   BookChangeKind = "retired"
	BookRevived   BookChangeKind = "brought back"
	BookMarked    BookChangeKind = "marked otherwise" // its colour, its place in the order or in the short book
)

// BookChange is one thing that became of one code, or of a stage. Was and Now are words to show: names, places or
// definitions.
type BookChange struct {
	Kind     BookChangeKind
	Code     research.Code // as it is in the end; as it was where it is gone. Without ID for a stage
	Was, Now string
}

// bookChanges compares two codebooks, code by code.
func bookChanges(was, now *research.Codebook) []BookChange {
	var out []BookChange
	for _, st := range now.Stages {
		if old, ok := was.Stage(st.Number); !ok || old.Name != st.Name {
			kind := BookRenamed
			if !ok {
				kind = BookAdded
			}
			out = append(out, BookChange{Kind: kind, Code: research.Code{Stage: st.Number, Name: st.Name}, Was: old.Name, Now: st.Name})
		}
	}
	for _, c := range now.Codes {
		old, ok := was.Code(c.ID)
		if !ok {
			out = append(out, BookChange{Kind: BookAdded, Code: c, Now: standsUnder(now, c)})
			continue
		}
		out = append(out, codeChanges(was, now, old, c)...)
	}
	for _, c := range was.Codes {
		if _, ok := now.Code(c.ID); !ok {
			out = append(out, BookChange{Kind: BookRemoved, Code: c, Was: standsUnder(was, c)})
		}
	}
	return out
}

// standsUnder says below what a code stands.
func standsUnder(book *research.Codebook, c research.Code) string {
	if p, ok := book.Code(c.Parent); ok {
		return p.Name
	}
	st, _ := book.Stage(c.Stage)
	return st.Name
}

// codeChanges is what became of one code.
func codeChanges(was, now *research.Codebook, old, c research.Code) []BookChange {
	var out []BookChange
	add := func(differs bool, kind BookChangeKind, a, b string) {
		if differs {
			out = append(out, BookChange{Kind: kind, Code: c, Was: a, Now: b})
		}
	}
	if old.MergedInto != c.MergedInto && c.MergedInto != "" {
		into, _ := now.Code(c.MergedInto)
		add(true, BookMerged, "", into.Name)
		return out
	}
	add(old.MergedInto != "" && c.MergedInto == "", BookRevived, "", standsUnder(now, c))
	add(old.Name != c.Name, BookRenamed, old.Name, c.Name)
	add(old.Ref != c.Ref, BookRenamed, old.Ref, c.Ref)
	add(old.Parent != c.Parent || old.Stage != c.Stage, BookMoved, standsUnder(was, old), standsUnder(now, c))
	for _, f := range [][2]string{{old.Definition, c.Definition}, {old.Include, c.Include}, {old.Exclude, c.Exclude}, {old.Example, c.Example}} {
		add(f[0] != f[1], BookRedefined, f[0], f[1])
	}
	add(!old.Retired && c.Retired, BookRetired, "", "")
	add(old.Retired && !c.Retired, BookRevived, "", "")
	add(old.Colour != c.Colour, BookMarked, colourWord(old.Colour), colourWord(c.Colour))
	add(old.Short != c.Short, BookMarked, shortWord(old.Short), shortWord(c.Short))
	return out
}

func colourWord(c string) string {
	if c == "" {
		return "colour of its stage"
	}
	return "colour " + c
}

func shortWord(short bool) string {
	if short {
		return "in the short book"
	}
	return "not in the short book"
}
