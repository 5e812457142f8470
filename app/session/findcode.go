package session

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"openloop/research"
)

// FindCodes lists the codes that a person may mean by what they typed, the likeliest first. The words may
// be beginnings, parts or letters of a code's name, in order ("refpr" finds "References and proof"), or its
// reference. Nothing typed lists the recent ones and then the codebook: the short one where the study says
// so. Retired and merged codes are never offered.
func (s *Session) FindCodes(query string, recent []research.ID) []research.Code {
	book := s.Book()
	query = fold(query)
	if query == "" {
		return offered(book, recent, s.Study().ShortBook)
	}
	type scored struct {
		code  research.Code
		score int
	}
	var found []scored
	for _, c := range book.Codes {
		if c.Retired || c.MergedInto != "" {
			continue
		}
		if n := likeness(query, c); n > 0 {
			if slices.Contains(recent, c.ID) {
				n += 5
			}
			found = append(found, scored{c, n})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	out := make([]research.Code, len(found))
	for i, f := range found {
		out[i] = f.code
	}
	return out
}

// offered is what a picker shows before anything is typed.
func offered(book *research.Codebook, recent []research.ID, short bool) []research.Code {
	var out []research.Code
	for _, id := range recent {
		if c, ok := book.Code(id); ok && !c.Retired && c.MergedInto == "" {
			out = append(out, c)
		}
	}
	for _, c := range book.Codes {
		if c.Retired || c.MergedInto != "" || short && !c.Short || slices.Contains(recent, c.ID) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// likeness says how well a folded query fits a code: 0 not at all.
func likeness(query string, c research.Code) int {
	name, ref := fold(c.Name), strings.ToLower(c.Ref)
	switch {
	case query == name || query == ref:
		return 100
	case strings.HasPrefix(name, query):
		return 90
	case beginsWord(name, query):
		return 80
	case strings.HasPrefix(ref, query) || strings.HasPrefix(strings.ReplaceAll(ref, "-", ""), query):
		return 70
	case everyWordBegins(name, query):
		return 65
	case strings.Contains(name, query):
		return 60
	case scattered(name, query):
		return 30
	case len(query) > 3 && strings.Contains(fold(c.Definition+" "+c.Include), query):
		return 10
	}
	return 0
}

func beginsWord(name, query string) bool { return strings.Contains(name, " "+query) }

// everyWordBegins says whether each word of the query begins a word of the name.
func everyWordBegins(name, query string) bool {
	for _, w := range strings.Fields(query) {
		if !strings.HasPrefix(name, w) && !beginsWord(name, w) {
			return false
		}
	}
	return true
}

// scattered says whether the letters of the query stand in the name in order, the first at the beginning of
// a word.
func scattered(name, query string) bool {
	letters := []rune(strings.ReplaceAll(query, " ", ""))
	if len(letters) < 2 {
		return false
	}
	n, before := 0, ' '
	for _, r := range name {
		if r == letters[n] && (n > 0 || !unicode.IsLetter(before)) {
			if n++; n == len(letters) {
				return true
			}
		}
		before = r
	}
	return false
}
