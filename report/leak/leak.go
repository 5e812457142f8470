// Package leak reads finished files back and looks for identities in them: the text, properties,
// bookmarks and links of a PDF; every part of a workbook or other zipped document, hidden sheets,
// comments and chart caches included; and plain text.
//
// The steps, in order: the file becomes passages, each with its place; the identities become runs of
// folded words; the passages are searched once for all of them.
package leak

import (
	"bytes"
	"context"

	"openloop/research"
)

// Identity is a name to look for: a full form of a person, a company, an address.
type Identity struct {
	Kind      string // "PERSON"
	Text      string
	Pseudonym string
}

// Hit is an identity found in a file. Excerpt shows the words around it and is for the screen only.
type Hit struct {
	Identity Identity
	Where    string // "page 3", "sheet Quotes, cell C7", "document properties"
	Page     int    // of a PDF, from 1; else 0
	Excerpt  string
}

// passage is a piece of a file's text with its place.
type passage struct {
	where string
	page  int
	text  string
}

// stream is passages that follow one another, so that a name may begin in one and end in the next.
type stream []passage

// Check looks for identities in a finished file: whole words, case and accents folded, across line
// breaks and cells. The content says what kind of file it is; name is for messages.
func Check(ctx context.Context, name string, data []byte, identities []Identity) ([]Hit, error) {
	var streams []stream
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		streams, err = readPDF(ctx, name, data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		streams, err = readZip(ctx, name, data)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, research.Problemf(research.Unreadable, "%s is encrypted or in an old format, so it cannot be checked. Save it as .xlsx or .pdf without a password.", name)
	default:
		streams = readText(data)
	}
	if err != nil {
		return nil, err
	}
	m := newMatcher(identities)
	var hits []Hit
	for _, s := range streams {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		hits = append(hits, m.find(s)...)
	}
	return once(hits), nil
}

// once drops hits that repeat another: the same identity at the same place in the same words.
func once(hits []Hit) []Hit {
	type key struct {
		id             Identity
		where, excerpt string
	}
	seen := map[key]bool{}
	var r []Hit
	for _, h := range hits {
		k := key{h.Identity, h.Where, h.Excerpt}
		if !seen[k] {
			seen[k] = true
			r = append(r, h)
		}
	}
	return r
}
