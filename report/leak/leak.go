// Package leak reads finished files back and looks for identities in them: every page of a PDF with its
// properties, bookmarks, comments, links and form fields; every part of a workbook, a document or slides,
// hidden sheets, notes, tracked changes and chart caches included; web pages, drawings, rich and plain text;
// and whatever lies inside of such files or of an archive.
//
// The steps, in order: the file becomes passages, each with its place; the identities become runs of
// folded words; the passages are searched once for all of them. What cannot be read is said: a file of
// which a part is unread is not clean.
package leak

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
)

// Identity is a name to look for: a full form of a person, a company, an address.
type Identity struct {
	Kind      string // "PERSON"
	Text      string
	Pseudonym string
}

// Hit is an identity found in a file. Excerpt, Found and Beside repeat what the file says: they are for the
// screen and for telling one place from another, and are never stored or logged.
type Hit struct {
	Identity Identity
	File     string // kind of the file, "pdf", "xlsx"
	Where    string // "page 3", "sheet Quotes, cell C7", "document properties"
	Page     int    // of a PDF, from 1; else 0
	Excerpt  string // the words around it
	Found    string // the words that were found, as they stand there
	Beside   string // the words right before and after it, folded, without numbers

	from, to int // bytes of its stream
}

// Looked is what was looked at, and how much of it: "pages" 11.
type Looked struct {
	What string `json:"what"`
	N    int    `json:"n"`
}

// Unread is a part of a file that could not be read, and why: "page 3", "it is a picture without text".
type Unread struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

// Report is what a check found, and how far it reaches.
type Report struct {
	File       string // its name, for messages
	Kind       string // "pdf", "xlsx", "docx", "odt", "zip", "text" …
	Identities int    // forms of names that were looked for
	Looked     []Looked
	Unread     []Unread
	Hits       []Hit
}

// Clean says that all of the file was read and nobody was found.
func (r Report) Clean() bool { return len(r.Hits) == 0 && len(r.Unread) == 0 }

// Search is made ready once to look for identities in any number of files. It may be used by several
// goroutines at once.
type Search struct {
	m *matcher
	n int
}

// Place is where in a text an identity stands, by bytes, To not included.
type Place struct {
	From, To int
	Identity Identity
}

// NewSearch makes ready to look for identities. Also finds more of them in a text, in order: names that are no whole
// words, such as in writing that attaches letters to them or has no blanks.
func NewSearch(identities []Identity, also ...func(text string) []Place) *Search {
	s := &Search{m: newMatcher(identities), n: len(identities)}
	s.m.also = also
	return s
}

// Look reads a finished file and looks for the identities in it: whole words, case and accents folded, across
// line breaks and cells. The content says what kind of file it is; name is for messages. The error is a
// *research.Problem where nothing of the file can be read.
func (s *Search) Look(ctx context.Context, name string, data []byte) (Report, error) {
	f, err := take(ctx, name, data)
	if err != nil {
		return Report{}, err
	}
	r := Report{File: name, Kind: f.kind, Identities: s.n, Looked: f.sorted(), Unread: f.unread}
	for _, passages := range f.streams {
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		for _, h := range s.m.find(passages) {
			h.File = f.kind
			r.Hits = append(r.Hits, h)
		}
	}
	r.hidePlaces(s.m)
	r.Hits = once(r.Hits)
	return r, nil
}

// Look reads one finished file and looks for identities in it, as Search.Look does.
func Look(ctx context.Context, name string, data []byte, identities []Identity) (Report, error) {
	return NewSearch(identities).Look(ctx, name, data)
}

// Check looks for identities in a finished file of which every part must be readable.
func Check(ctx context.Context, name string, data []byte, identities []Identity) ([]Hit, error) {
	r, err := Look(ctx, name, data, identities)
	if err == nil && len(r.Unread) > 0 {
		err = r.Problem()
	}
	return r.Hits, err
}

// Problem says which parts of the file could not be read; nil where there are none.
func (r Report) Problem() error {
	if len(r.Unread) == 0 {
		return nil
	}
	var parts []string
	for _, u := range r.Unread[:min(3, len(r.Unread))] {
		parts = append(parts, u.Where+": "+u.Why)
	}
	return research.Problemf(research.Unreadable, "%s could not be checked whole (%s). Look at that part yourself, or take it out and check again.", r.File, strings.Join(parts, "; "))
}

// once drops hits that repeat another: the same words at the same place, or a part of longer words that name
// the same person there.
func once(hits []Hit) []Hit {
	type place struct{ where, excerpt, pseudonym string }
	at := map[place][]int{}
	var r []Hit
next:
	for _, h := range hits {
		k := place{h.Where, h.Excerpt, h.Identity.Pseudonym}
		for _, i := range at[k] {
			if r[i].Found == h.Found {
				continue next
			}
		}
		at[k] = append(at[k], len(r))
		r = append(r, h)
	}
	return slices.Clip(r)
}
