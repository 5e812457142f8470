package exchange

import (
	"errors"
	"fmt"

	"openloop/research"
)

// sources reads every text: of text documents, of PDFs their text, of recordings their transcripts.
func (q *qdpxReader) sources(all *qdeTexts) error {
	n := len(all.Text) + len(all.PDF) + len(all.Audio) + len(all.Video)
	if n > maxSources {
		return unreadable("There are %d texts in this project; Openloop reads up to %d. It is probably another kind of file.", n, maxSources)
	}
	for _, t := range all.Text {
		if err := q.text(t, t.Name); err != nil {
			return err
		}
	}
	for i, f := range all.PDF {
		where := fmt.Sprintf("PDF %d", i+1)
		q.lose("passages marked on the page of a PDF instead of in its text", where, len(f.Passages))
		if f.Text == nil {
			q.lose("PDFs without their text", where, 1)
			continue
		}
		t := *f.Text
		t.Coded = append(t.Coded, f.Coded...)
		if err := q.text(t, f.Name); err != nil {
			return err
		}
	}
	for i, m := range append(append([]qdeMedia(nil), all.Audio...), all.Video...) {
		where := fmt.Sprintf("recording %d", i+1)
		q.lose("passages marked in sound or film", where, len(m.Sounds)+len(m.Films))
		if len(m.Transcripts) == 0 {
			q.lose("recordings without a transcript", where, 1)
		}
		for _, t := range m.Transcripts {
			if err := q.text(t.asText(), m.Name); err != nil {
				return err
			}
		}
	}
	for i, m := range all.Picture {
		q.lose("pictures", fmt.Sprintf("picture %d", i+1), 1)
		q.lose("passages marked on pictures", fmt.Sprintf("picture %d", i+1), len(m.Pictures))
	}
	return nil
}

// asText is a transcript as a text whose passages go from one of its points to another.
func (t qdeTranscript) asText() qdeText {
	at := map[string]int{}
	for _, p := range t.Points {
		if p.Position != nil {
			at[guidOf(p.GUID)] = *p.Position
		}
	}
	out := qdeText{GUID: t.GUID, Name: t.Name, Plain: t.Plain, Content: t.Content, Notes: t.Notes}
	for _, m := range t.Passage {
		from, ok := at[guidOf(m.From)]
		to, also := at[guidOf(m.To)]
		if !ok || !also {
			from, to = -1, -1
		}
		out.Passages = append(out.Passages, qdeSelection{GUID: m.GUID, Start: from, End: to, Coded: m.Coded, Notes: m.Notes})
	}
	return out
}

// text takes over one text with its passages, as the file counts them.
func (q *qdpxReader) text(t qdeText, name string) error {
	q.seen++
	where := fmt.Sprintf("text %d", q.seen)
	if name == "" {
		name = fmt.Sprintf("Text %d", q.seen)
	}
	content, err := q.content(t.Content, t.Plain, t.Rich)
	if err != nil {
		var unreadable *research.Problem
		if errors.As(err, &unreadable) {
			return err
		}
		q.lose("texts left out ("+err.Error()+")", where, 1)
		q.lose("passages of texts that were left out", where, len(t.Passages))
		return nil
	}
	raw := newRaw(content)
	s := Source{GUID: or(guidOf(t.GUID), numbered("text without id", name)), Name: name, Text: raw.text, Coded: q.coded(t.Coded, where), Notes: q.refer(t.Notes), At: when(t.At), Values: q.values(t.Values, where)}
	for _, m := range t.Passages {
		raw.marks = append(raw.marks, [2]int{m.Start, m.End})
		s.Selections = append(s.Selections, q.selection(m, where))
	}
	q.project.Sources = append(q.project.Sources, s)
	q.texts, q.number = append(q.texts, raw), append(q.number, q.seen)
	return nil
}

// selection takes over one passage; whoever marked it put the codes of which the file does not say who did.
func (q *qdpxReader) selection(m qdeSelection, where string) Selection {
	sel := Selection{GUID: guidOf(m.GUID), Coded: q.coded(m.Coded, where), Notes: q.refer(m.Notes)}
	if m.Description != "" {
		sel.Notes = append(sel.Notes, Note{GUID: numbered("description", where, m.GUID, m.Description), Text: lineEnds.Replace(m.Description), User: guidOf(m.User), At: when(m.At)})
	}
	for i := range sel.Coded {
		if sel.Coded[i].User == "" {
			sel.Coded[i].User = guidOf(m.User)
		}
	}
	return sel
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (q *qdpxReader) coded(in []qdeCoding, where string) (out []Coded) {
	for _, c := range in {
		code := guidOf(c.Code.Target)
		if !q.codes[code] {
			q.lose("codings with a code that is not in the codebook", where, 1)
			continue
		}
		out = append(out, Coded{GUID: guidOf(c.GUID), Code: code, User: guidOf(c.User), At: when(c.At), Notes: q.refer(c.Notes)})
	}
	return out
}

// values reads variables, named.
func (q *qdpxReader) values(in []qdeValue, where string) (out []Value) {
	if q.file.Vars == nil {
		return nil
	}
	if q.vars == nil {
		q.vars = map[string]qdeVar{}
		for _, v := range q.file.Vars.Variable {
			q.vars[guidOf(v.GUID)] = v
		}
	}
	for _, v := range in {
		known, found := q.vars[guidOf(v.Ref.Target)]
		if !found {
			q.lose("values of a variable that is not there", where, 1)
		} else if text := v.value(); text != "" {
			out = append(out, Value{Name: known.Name, Type: known.Type, Value: text})
		}
	}
	return out
}

func (v qdeValue) value() string {
	for _, p := range []*string{v.Text, v.Boolean, v.Integer, v.Float, v.Date, v.DateTime} {
		if p != nil {
			return *p
		}
	}
	return ""
}

// people reads cases and sets.
func (q *qdpxReader) people() {
	if q.file.Cases != nil {
		for i, c := range q.file.Cases.Case {
			where := fmt.Sprintf("case %d", i+1)
			q.lose("cases tied to single passages", where, min(1, len(c.Passage)))
			q.lose("cases with codes", where, min(1, len(c.Codes)))
			q.project.Cases = append(q.project.Cases, Case{GUID: guidOf(c.GUID), Name: c.Name, Values: q.values(c.Values, where), Sources: targets(c.Sources)})
		}
	}
	if q.file.Sets != nil {
		for _, s := range q.file.Sets.Set {
			q.project.Sets = append(q.project.Sets, Set{GUID: guidOf(s.GUID), Name: s.Name, Codes: targets(s.Codes), Sources: targets(s.Sources)})
		}
	}
}

func targets(refs []qdeRef) (out []string) {
	for _, r := range refs {
		if id := guidOf(r.Target); id != "" {
			out = append(out, id)
		}
	}
	return out
}
