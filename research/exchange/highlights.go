package exchange

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// IsHighlights says whether the first line of a table is that of Taguette's highlights.
func IsHighlights(line string) bool {
	line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	cells, err := csv.NewReader(strings.NewReader(line)).Read()
	return err == nil && slices.Equal(cells, []string{"id", "document", "tag", "content"})
}

// ReadHighlights reads the table of highlights that Taguette writes (.csv): each row a tag on a passage of a document.
// It holds the passages and not the documents, so that the sources have no text: a selection has its words in Quote,
// and neither Start nor End.
func ReadHighlights(r io.Reader) (*Project, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > maxBytes:
		return nil, unreadable("This table is larger than 32 MB. It is probably no table of highlights.")
	case !utf8.Valid(data):
		return nil, unreadable("This table is not in UTF-8. Export the highlights from Taguette once more.")
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], []string{"id", "document", "tag", "content"}) {
		return nil, unreadable("This is no table of highlights as Taguette writes it: its columns would be id, document, tag and content.")
	}
	h := highlights{project: &Project{Origin: "Taguette", CodeNotes: map[string][]Note{}}, sources: map[string]int{}, codes: map[string]bool{}}
	for _, row := range rows[1:] {
		if err := h.row(row[0], row[1], row[2], row[3]); err != nil {
			return nil, err
		}
	}
	inOrder(h.project.Codes)
	return h.project, nil
}

// highlights puts rows together.
type highlights struct {
	project *Project
	sources map[string]int
	codes   map[string]bool
}

func (h *highlights) row(id, document, tag, content string) error {
	p := h.project
	if !h.codes[tag] && tag != "" {
		if len(p.Codes) >= maxCodes {
			return unreadable("No codebook has more than %d codes. It is probably another kind of file.", maxCodes)
		}
		h.codes[tag] = true
		e := Entry{GUID: numbered("tag", tag), Name: or(tag[strings.LastIndexByte(tag, '.')+1:], tag)}
		if cut := strings.LastIndexByte(tag, '.'); cut > 0 {
			e.Parent = numbered("tag", tag[:cut])
		}
		p.Codes = append(p.Codes, e)
	}
	at, ok := h.sources[document]
	if !ok {
		at = len(p.Sources)
		h.sources[document] = at
		p.Sources = append(p.Sources, Source{GUID: numbered("document of a table", document), Name: document})
	}
	s := &p.Sources[at]
	guid := numbered("highlight of a table", document, id)
	i := slices.IndexFunc(s.Selections, func(m Selection) bool { return m.GUID == guid })
	if i < 0 {
		i = len(s.Selections)
		s.Selections = append(s.Selections, Selection{GUID: guid, Quote: lineEnds.Replace(content)})
	}
	if tag != "" {
		s.Selections[i].Coded = append(s.Selections[i].Coded, Coded{GUID: numbered("coding", guid, tag), Code: numbered("tag", tag)})
	}
	return nil
}
