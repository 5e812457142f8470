package exchange

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// WriteQDPX writes a REFI-QDA project that validates against the schema of 2019: the description as project.qde and
// each text as a file of its own under Sources, in UTF-8 with LF line ends, places counted in code points. The same
// project gives the same bytes. Every record needs a GUID.
func WriteQDPX(w io.Writer, p *Project) error {
	z := zip.NewWriter(w)
	file, err := describeProject(p)
	if err != nil {
		return err
	}
	body, err := xml.MarshalIndent(file, "", "  ")
	if err != nil {
		return err
	}
	if err := addFile(z, "project.qde", xml.Header+string(body)+"\n"); err != nil {
		return err
	}
	for _, s := range p.Sources {
		if err := addFile(z, "Sources/"+s.GUID+".txt", s.Text); err != nil {
			return err
		}
	}
	return z.Close()
}

func addFile(z *zip.Writer, name, text string) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return err
}

// describer collects what the description needs besides the texts.
type describer struct {
	notes []qdeText
	vars  []qdeVar
	ids   map[string]string // variable → GUID
}

func describeProject(p *Project) (*qdeProject, error) {
	d := &describer{ids: map[string]string{}}
	out := &qdeProject{NS: ProjectNamespace, Name: p.Name, Origin: p.Origin}
	if len(p.Users) > 0 {
		out.Users = &qdeUsers{}
		for _, u := range p.Users {
			out.Users.User = append(out.Users.User, qdeUser{GUID: u.GUID, Name: u.Name})
		}
	}
	if len(p.Codes) > 0 {
		codes, _, err := nest(p.Codes, p.Codes[0].Depth)
		if err != nil {
			return nil, err
		}
		out.Book = &qdeBook{}
		d.codeNotes(codes, p.CodeNotes)
		out.Book.Codes.Code = codes
	}
	for _, c := range p.Cases {
		if out.Cases == nil {
			out.Cases = &qdeCases{}
		}
		out.Cases.Case = append(out.Cases.Case, qdeCase{GUID: c.GUID, Name: c.Name, Values: d.values(c.Values), Sources: refs(c.Sources)})
	}
	for _, s := range p.Sources {
		if out.Sources == nil {
			out.Sources = &qdeTexts{}
		}
		t, err := d.text(s)
		if err != nil {
			return nil, err
		}
		out.Sources.Text = append(out.Sources.Text, t)
	}
	for _, s := range p.Sets {
		if out.Sets == nil {
			out.Sets = &qdeSets{}
		}
		out.Sets.Set = append(out.Sets.Set, qdeSet{GUID: s.GUID, Name: s.Name, Codes: refs(s.Codes), Sources: refs(s.Sources)})
	}
	out.NoteRefs = d.refer(p.Notes)
	if len(d.notes) > 0 {
		out.Notes = &qdeNotes{Note: d.notes}
	}
	if len(d.vars) > 0 {
		out.Vars = &qdeVars{Variable: d.vars}
	}
	return out, nil
}

func (d *describer) codeNotes(codes []qdcCode, notes map[string][]Note) {
	for i := range codes {
		codes[i].Notes = d.refer(notes[codes[i].GUID])
		d.codeNotes(codes[i].Codes, notes)
	}
}

func (d *describer) text(s Source) (qdeText, error) {
	t := qdeText{GUID: s.GUID, Name: s.Name, Plain: "internal://" + s.GUID + ".txt", At: stamp(s.At), Coded: d.codings(s.Coded), Notes: d.refer(s.Notes), Values: d.values(s.Values)}
	runes := []rune(s.Text)
	for _, m := range s.Selections {
		if m.Start < 0 || m.End <= m.Start || m.End > len(runes) {
			return t, fmt.Errorf("passage %s lies outside its text (%d to %d of %d)", m.GUID, m.Start, m.End, len(runes))
		}
		t.Passages = append(t.Passages, qdeSelection{GUID: m.GUID, Name: shortened(string(runes[m.Start:min(m.End, m.Start+200)]), 60), Start: m.Start, End: m.End,
			Coded: d.codings(m.Coded), Notes: d.refer(m.Notes)})
	}
	return t, nil
}

func (d *describer) codings(in []Coded) (out []qdeCoding) {
	for _, c := range in {
		out = append(out, qdeCoding{GUID: c.GUID, User: c.User, At: stamp(c.At), Code: qdeRef{c.Code}, Notes: d.refer(c.Notes)})
	}
	return out
}

// refer keeps memos and gives what refers to them.
func (d *describer) refer(notes []Note) (out []qdeRef) {
	for _, n := range notes {
		text := n.Text
		d.notes = append(d.notes, qdeText{GUID: n.GUID, Name: n.Name, User: n.User, At: stamp(n.At), Content: &text})
		out = append(out, qdeRef{n.GUID})
	}
	return out
}

// values ties values to their variables, of which there is one for each name.
func (d *describer) values(in []Value) (out []qdeValue) {
	for _, v := range in {
		id, ok := d.ids[v.Name]
		if !ok {
			id = fmt.Sprintf("0b5ce000-0000-4000-8000-%012x", len(d.vars)+1)
			d.ids[v.Name] = id
			d.vars = append(d.vars, qdeVar{GUID: id, Name: v.Name, Type: v.Type})
		}
		text := v.Value
		q := qdeValue{Ref: qdeRef{id}}
		switch v.Type {
		case "Boolean":
			q.Boolean = &text
		case "Integer":
			q.Integer = &text
		case "Float":
			q.Float = &text
		case "Date":
			q.Date = &text
		case "DateTime":
			q.DateTime = &text
		default:
			q.Text = &text
		}
		out = append(out, q)
	}
	return out
}

func refs(ids []string) (out []qdeRef) {
	for _, id := range ids {
		out = append(out, qdeRef{id})
	}
	return out
}

// stamp is a time as the schema wants it, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}
