package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ReadQDPX reads a REFI-QDA project (.qdpx) of size bytes. Places are read in the dialect that fits the texts best,
// or in the one given. What cannot be held is in Lost; an error says why the file is no project at all.
func ReadQDPX(r io.ReaderAt, size int64, dialect *Dialect) (*Project, error) {
	b, err := openBundle(r, size)
	if err != nil {
		return nil, err
	}
	data, err := b.read(b.project, maxProject)
	if err != nil {
		return nil, err
	}
	if text, err := plainText(data); err == nil {
		data = []byte(strings.TrimPrefix(text, "\ufeff"))
	}
	if bytes.Count(data, []byte("<")) > maxMarks {
		return nil, unreadable("The project's description has more than %d elements. It is probably another kind of file; else divide the project and export its parts.", maxMarks/2)
	}
	var file qdeProject
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	if err := dec.Decode(&file); err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, unreadable("The project's description breaks off or is damaged in line %d. Export it once more and read that.", syntax.Line)
		}
		line, _ := dec.InputPos()
		return nil, unreadable("The project's description cannot be understood near line %d. Export it once more and read that.", line)
	}
	q := &qdpxReader{bundle: b, file: &file, notes: map[string]Note{}, used: map[string]bool{}, loser: newLoser(),
		project: &Project{Origin: file.Origin, Name: file.Name, CodeNotes: map[string][]Note{}}}
	if err := q.read(); err != nil {
		return nil, err
	}
	q.settle(dialect)
	return q.project, nil
}

// qdpxReader puts a project together.
type qdpxReader struct {
	loser
	bundle  *bundle
	file    *qdeProject
	project *Project
	texts   []rawText // beside project.Sources
	notes   map[string]Note
	used    map[string]bool // notes that something refers to
	codes   map[string]bool
	vars    map[string]qdeVar
	seen    int   // texts
	number  []int // beside project.Sources: the how manieth text of the file each is
}

func (q *qdpxReader) read() error {
	p, f := q.project, q.file
	if f.Users != nil {
		for _, u := range f.Users.User {
			name := u.Name
			if name == "" {
				name = u.ID
			}
			p.Users = append(p.Users, User{GUID: guidOf(u.GUID), Name: name})
		}
	}
	q.codes = map[string]bool{}
	if f.Book != nil {
		if err := q.book(f.Book.Codes.Code, "", 0); err != nil {
			return err
		}
	}
	if f.Notes != nil {
		for _, n := range f.Notes.Note {
			q.note(n)
		}
	}
	if f.Book != nil {
		q.codeNotes(f.Book.Codes.Code)
	}
	if f.Sources != nil {
		if err := q.sources(f.Sources); err != nil {
			return err
		}
	}
	q.people()
	p.Notes = append(q.refer(f.NoteRefs), q.loose()...)
	if f.Links != nil {
		q.lose("links between codes or passages", "", len(f.Links.Link))
	}
	if f.Graphs != nil {
		q.lose("network drawings", "", len(f.Graphs.Graph))
	}
	return nil
}

// book takes over codes with those below them.
func (q *qdpxReader) book(codes []qdcCode, above string, depth int) error {
	for _, c := range codes {
		id := guidOf(c.GUID)
		if len(q.project.Codes) >= maxCodes || depth >= maxDepth {
			return unreadable("No codebook has more than %d levels or %d codes. It is probably another kind of file.", maxDepth, maxCodes)
		}
		if id == "" || q.codes[id] {
			q.lose("codes without an id of their own", fmt.Sprintf("code %d", len(q.project.Codes)+1), 1)
			id = numbered("code without id", above, c.Name, strconv.Itoa(len(q.project.Codes)))
		}
		q.codes[id] = true
		e := Entry{GUID: id, Name: strings.Join(strings.Fields(c.Name), " "), Parent: above, Depth: depth, Colour: colour(c.Colour)}
		if e.Name == "" {
			e.Name = fmt.Sprintf("Code %d", len(q.project.Codes)+1)
		}
		e.read(c.Description)
		q.project.Codes = append(q.project.Codes, e)
		if err := q.book(c.Codes, id, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (q *qdpxReader) codeNotes(codes []qdcCode) {
	for _, c := range codes {
		if found := q.refer(c.Notes); len(found) > 0 {
			id := guidOf(c.GUID)
			q.project.CodeNotes[id] = append(q.project.CodeNotes[id], found...)
		}
		q.codeNotes(c.Codes)
	}
}

// note reads a memo; its text stands in the description or in a file of its own.
func (q *qdpxReader) note(n qdeText) {
	text, err := q.content(n.Content, n.Plain, n.Rich)
	if err != nil {
		q.lose("memos whose text is missing or in another format", "", 1)
		return
	}
	id := guidOf(n.GUID)
	q.lose("passages coded inside memos", "", len(n.Passages))
	q.notes[id] = Note{GUID: id, Name: n.Name, Text: lineEnds.Replace(strings.TrimPrefix(text, "\ufeff")), User: guidOf(n.User), At: when(n.At)}
}

// refer finds the memos that are referred to.
func (q *qdpxReader) refer(refs []qdeRef) (out []Note) {
	for _, r := range refs {
		id := guidOf(r.Target)
		if n, ok := q.notes[id]; ok {
			q.used[id] = true
			out = append(out, n)
		}
	}
	return out
}

// loose are the memos that nothing refers to, in the order of the file.
func (q *qdpxReader) loose() (out []Note) {
	if q.file.Notes == nil {
		return nil
	}
	for _, n := range q.file.Notes.Note {
		id := guidOf(n.GUID)
		if found, ok := q.notes[id]; ok && !q.used[id] {
			out, q.used[id] = append(out, found), true
		}
	}
	return out
}

// content is a text as it stands in the description, or in the file that it names.
func (q *qdpxReader) content(inside *string, plain, rich string) (string, error) {
	switch {
	case plain != "":
		return q.bundle.text(plain)
	case inside != nil:
		return *inside, nil
	case rich != "":
		return "", fmt.Errorf("its text is only there in the layout of a word processor")
	}
	return "", fmt.Errorf("it has no text")
}

// when reads a time of the file, zero where it is none.
func when(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// settle chooses how places are counted, moves the passages to where they stand in the texts, and says what was lost.
func (q *qdpxReader) settle(dialect *Dialect) {
	p := q.project
	p.Readings = bestReadings(q.texts, p.Origin)
	if dialect != nil {
		for i, r := range p.Readings {
			if r.Dialect == *dialect {
				copy(p.Readings[1:i+1], p.Readings[:i])
				r.chosen = true
				p.Readings[0] = r
				break
			}
		}
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		if len(s.Selections) == 0 {
			continue
		}
		kept := s.Selections[:0]
		for k, span := range q.texts[i].spans(p.Readings[0].Dialect) {
			sel := s.Selections[k]
			if span[0] < 0 {
				q.lose("passages that lie outside their text", fmt.Sprintf("text %d", q.number[i]), 1)
				continue
			}
			sel.Start, sel.End = span[0], span[1]
			kept = append(kept, sel)
		}
		s.Selections = kept
	}
	p.Lost = q.said()
}
