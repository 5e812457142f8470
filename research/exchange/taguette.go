package exchange

import (
	"strings"

	"golang.org/x/net/html"
)

// taguette reads a project of Taguette: tags are paths "a.b", documents are HTML, and places are counted in bytes of
// their text without markup.
func (d *database) taguette() error {
	p := d.project
	p.Origin = "Taguette"
	projects := 0
	if err := d.each("SELECT name FROM projects ORDER BY id", func(c []string) error {
		if projects++; projects == 1 {
			p.Name = c[0]
		}
		return nil
	}); err != nil {
		return err
	}
	if projects > 1 {
		return unreadable("There are %d projects in this file. In Taguette, export the one that you want and read that.", projects)
	}
	codes, err := d.tags()
	if err != nil {
		return err
	}
	coded := map[string][]Coded{}
	if err := d.each("SELECT highlight_id, tag_id FROM highlight_tags ORDER BY 1, 2", func(c []string) error {
		coded[c[0]] = append(coded[c[0]], Coded{GUID: numbered("coding", c[0], c[1]), Code: codes[c[1]]})
		return nil
	}); err != nil {
		return err
	}
	selections, marks := map[string][]Selection{}, map[string][][2]int{}
	if err := d.each("SELECT document_id, id, start_offset, end_offset FROM highlights ORDER BY start_offset, id", func(c []string) error {
		selections[c[0]] = append(selections[c[0]], Selection{GUID: numbered("highlight", c[1]), Coded: coded[c[1]]})
		marks[c[0]] = append(marks[c[0]], [2]int{whole(c[2]), whole(c[3])})
		return nil
	}); err != nil {
		return err
	}
	read := int64(maxText)
	return d.each("SELECT id, name, description, contents FROM documents ORDER BY id", func(c []string) error {
		if read -= int64(len(c[3])); read < 0 {
			return unreadable("The texts of this project are larger than %d MB.", maxText>>20)
		}
		raw := newRaw(withoutMarkup(c[3]))
		raw.marks = marks[c[0]]
		s := Source{GUID: numbered("document", c[0], c[1]), Name: c[1], Text: raw.text}
		if c[2] != "" {
			s.Notes = []Note{{GUID: numbered("description", c[0], c[1], c[2]), Text: c[2]}}
		}
		d.place(&s, raw, selections[c[0]], Dialect{Unit: Bytes})
		p.Sources = append(p.Sources, s)
		return nil
	})
}

// tags makes codes of tags, and of each part of a path that is no tag itself one above it. It answers the GUIDs by
// the tag's number.
func (d *database) tags() (map[string]string, error) {
	byNumber, byPath := map[string]string{}, map[string]int{}
	p := d.project
	var above func(path string) (string, int)
	put := func(path, description string) string {
		parent, depth := above(path)
		e := Entry{GUID: numbered("tag", path), Name: path[strings.LastIndexByte(path, '.')+1:], Parent: parent, Depth: depth}
		if e.Name == "" {
			e.Name = path
		}
		e.read(description)
		byPath[path] = len(p.Codes)
		p.Codes = append(p.Codes, e)
		return e.GUID
	}
	above = func(path string) (string, int) {
		cut := strings.LastIndexByte(path, '.')
		if cut <= 0 {
			return "", 0
		}
		i, ok := byPath[path[:cut]]
		if !ok {
			put(path[:cut], "")
			i = byPath[path[:cut]]
		}
		return p.Codes[i].GUID, p.Codes[i].Depth + 1
	}
	err := d.each("SELECT id, path, description FROM tags ORDER BY path", func(c []string) error {
		if len(p.Codes) >= maxCodes || strings.Count(c[1], ".") >= maxDepth {
			return unreadable("No codebook has more than %d levels or %d codes. It is probably another kind of file.", maxDepth, maxCodes)
		}
		byNumber[c[0]] = put(c[1], c[2])
		return nil
	})
	inOrder(p.Codes)
	return byNumber, err
}

// withoutMarkup is the text of HTML as Taguette counts it: every piece of text as it stands, nothing between.
func withoutMarkup(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}
