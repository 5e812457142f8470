package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"openloop/research"
)

// Namespace is that of REFI-QDA codebooks, version 1.0.
const Namespace = "urn:QDA-XML:codebook:1.0"

// A codebook by the schema Codebook.xsd of 2019: CodeBook(origin) > Codes > Code(guid, name, isCodable, color) >
// Description?, Code*. There is no place in it for what belongs to a code and what does not, so that stands in the
// description under headings, one paragraph each, and is read from there.
type qdcCode struct {
	XMLName     xml.Name  `xml:"Code"`
	GUID        string    `xml:"guid,attr"`
	Name        string    `xml:"name,attr"`
	Codable     bool      `xml:"isCodable,attr"`
	Colour      string    `xml:"color,attr,omitempty"`
	Description string    `xml:"Description,omitempty"`
	Notes       []qdeRef  `xml:"NoteRef"` // in projects only
	Codes       []qdcCode `xml:"Code"`
}

type qdcBook struct {
	XMLName xml.Name `xml:"CodeBook"`
	NS      string   `xml:"xmlns,attr"`
	Origin  string   `xml:"origin,attr,omitempty"`
	Codes   struct {
		Code []qdcCode
	} `xml:"Codes"`
}

// The headings of a description's paragraphs.
const (
	headRef     = "Ref: "
	headInclude = "Put here: "
	headExclude = "Not here: "
	headExample = "Example: "
)

// WriteQDC writes a REFI-QDA codebook. Entries come in the order of their tree, each with a GUID and its depth. The
// schema wants one code at least.
func WriteQDC(w io.Writer, origin string, entries []Entry) error {
	if len(entries) == 0 {
		return unreadable("There is no code to write. Make a code first.")
	}
	book := qdcBook{NS: Namespace, Origin: origin}
	var err error
	if book.Codes.Code, _, err = nest(entries, entries[0].Depth); err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(book); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}

// nest makes a tree of the entries of a depth and below, until one above it.
func nest(entries []Entry, depth int) (codes []qdcCode, rest []Entry, err error) {
	for len(entries) > 0 && entries[0].Depth >= depth {
		e := entries[0]
		id := guidOf(e.GUID)
		if id == "" || strings.TrimSpace(e.Name) == "" {
			return nil, nil, fmt.Errorf("code %s cannot be written without an id and a name", e.Ref)
		}
		c := qdcCode{GUID: id, Name: e.Name, Codable: true, Colour: colour(e.Colour), Description: describe(e)}
		entries = entries[1:]
		if len(entries) > 0 && entries[0].Depth > e.Depth {
			if c.Codes, entries, err = nest(entries, e.Depth+1); err != nil {
				return nil, nil, err
			}
		}
		codes = append(codes, c)
	}
	return codes, entries, nil
}

// describe puts what a code is for into paragraphs.
func describe(e Entry) string {
	var parts []string
	for _, p := range [][2]string{{"", e.Definition}, {headInclude, e.Include}, {headExclude, e.Exclude}, {headExample, e.Example}, {headRef, e.Ref}} {
		if p[1] != "" {
			parts = append(parts, p[0]+p[1])
		}
	}
	return strings.Join(parts, "\n")
}

// ReadQDC reads a REFI-QDA codebook: with any namespace that programs give it, braces around ids or not, and
// sets, notes and whatever else stands in it left out.
func ReadQDC(r io.Reader) (Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Book{}, err
	}
	if len(data) > maxBytes {
		return Book{}, unreadable("This codebook is larger than 32 MB. It is probably another kind of file.")
	}
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "utf-8") || strings.EqualFold(label, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("the text is in %s", label)
	}
	q := &qdcReader{dec: dec, seen: map[string]bool{}}
	if err := q.read(); err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return Book{}, unreadable("The codebook breaks off or is damaged in line %d. Export it once more and read that.", syntax.Line)
		}
		if research.KindOf(err) == "" {
			err = unreadable("The codebook is written in a way that cannot be read (%w). In the other program, export it once more as REFI-QDA (.qdc) and read that.", err)
		}
		return Book{}, err
	}
	if len(q.book.Entries) == 0 {
		return Book{}, unreadable("There are no codes in this file.")
	}
	return q.book, nil
}

// qdcReader walks through the elements, so that a hostile depth costs nothing.
type qdcReader struct {
	dec  *xml.Decoder
	book Book
	seen map[string]bool // GUIDs
	path []int           // entries above the one being read
	root bool
}

func (q *qdcReader) read() error {
	for {
		tok, err := q.dec.Token()
		if err == io.EOF {
			if !q.root {
				return unreadable("This is no REFI-QDA codebook: it does not begin with CodeBook.")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := q.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			if t.Name.Local == "Code" && len(q.path) > 0 {
				q.path = q.path[:len(q.path)-1]
			}
		}
	}
}

func (q *qdcReader) start(t xml.StartElement) error {
	if !q.root {
		if t.Name.Local != "CodeBook" {
			return unreadable("This is no REFI-QDA codebook: it begins with %s. In the other program, export the codebook alone (.qdc).", short(t.Name.Local))
		}
		q.root = true
		q.book.Origin = attr(t, "origin")
		return nil
	}
	switch t.Name.Local {
	case "Codes":
		return nil
	case "Code":
		return q.code(t)
	case "Description":
		var text string
		if err := q.dec.DecodeElement(&text, &t); err != nil {
			return err
		}
		if len(q.path) > 0 {
			q.book.Entries[q.path[len(q.path)-1]].read(text)
		}
		return nil
	}
	return q.dec.Skip()
}

func (q *qdcReader) code(t xml.StartElement) error {
	line, _ := q.dec.InputPos()
	e := Entry{GUID: guidOf(attr(t, "guid")), Name: strings.Join(strings.Fields(attr(t, "name")), " "), Colour: colour(attr(t, "color")), Depth: len(q.path)}
	if e.Depth >= maxDepth || len(q.book.Entries) >= maxCodes {
		return unreadable("Line %d: no codebook has more than %d levels or %d codes. It is probably another kind of file.", line, maxDepth, maxCodes)
	}
	if e.Depth > 0 {
		up := q.book.Entries[q.path[len(q.path)-1]]
		if e.Parent = up.GUID; e.Parent == "" {
			e.Parent = up.Name
		}
	}
	if e.GUID != "" && q.seen[e.GUID] {
		q.warn("Line %d: the id of “%s” is used twice; the second one is taken for another code.", line, e.Name)
		e.GUID = ""
	}
	q.seen[e.GUID] = true
	if e.Name == "" {
		e.Name = fmt.Sprintf("Code in line %d", line)
		q.warn("Line %d: a code has no name.", line)
	}
	q.path = append(q.path, len(q.book.Entries))
	q.book.Entries = append(q.book.Entries, e)
	return nil
}

func (q *qdcReader) warn(format string, args ...any) {
	q.book.Warnings = append(q.book.Warnings, fmt.Sprintf(format, args...))
}

// read takes a description apart again. A paragraph without a heading goes on with the one before it.
func (e *Entry) read(text string) {
	into := &e.Definition
	for _, line := range strings.Split(strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n"), "\n") {
		rest := line
		for _, p := range []struct {
			head string
			to   *string
		}{{headInclude, &e.Include}, {headExclude, &e.Exclude}, {headExample, &e.Example}, {headRef, &e.Ref}} {
			if after, ok := strings.CutPrefix(line, p.head); ok {
				into, rest = p.to, after
			}
		}
		if *into != "" {
			rest = "\n" + rest
		}
		*into += rest
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// short keeps a foreign word from filling a sentence.
func short(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}
