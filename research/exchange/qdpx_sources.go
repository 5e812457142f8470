package exchange

import "fmt"

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
	for _, f := range all.PDF {
		q.lose("passages marked on the page of a PDF instead of in its text", f.Name, len(f.Passages))
		if f.Text == nil {
			q.lose("PDFs without their text", f.Name, 1)
			continue
		}
		t := *f.Text
		t.Coded = append(t.Coded, f.Coded...)
		if err := q.text(t, f.Name); err != nil {
			return err
		}
	}
	for _, m := range append(append([]qdeMedia(nil), all.Audio...), all.Video...) {
		q.lose("passages marked in sound or film", m.Name, len(m.Sounds)+len(m.Films))
		if len(m.Transcripts) == 0 {
			q.lose("recordings without a transcript", m.Name, 1)
		}
		for _, t := range m.Transcripts {
			if err := q.text(t.asText(), m.Name); err != nil {
				return err
			}
		}
	}
	for _, m := range all.Picture {
		q.lose("pictures", m.Name, 1)
		q.lose("passages marked on pictures", m.Name, len(m.Pictures))
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
	if name == "" {
		name = fmt.Sprintf("Text %d", len(q.project.Sources)+1)
	}
	content, err := q.content(t.Content, t.Plain, t.Rich)
	if err != nil {
		q.lose("texts left out ("+err.Error()+")", name, 1)
		q.lose("passages of texts that were left out", name, len(t.Passages))
		return nil
	}
	raw := newRaw(content)
	s := Source{GUID: guidOf(t.GUID), Name: name, Text: raw.text, Coded: q.coded(t.Coded, name), Notes: q.refer(t.Notes), At: when(t.At), Values: q.values(t.Values, name)}
	for _, m := range t.Passages {
		sel := Selection{GUID: guidOf(m.GUID), Coded: q.coded(m.Coded, name), Notes: q.refer(m.Notes)}
		if m.Description != "" {
			sel.Notes = append(sel.Notes, Note{Text: lineEnds.Replace(m.Description), User: guidOf(m.User), At: when(m.At)})
		}
		for i := range sel.Coded {
			if sel.Coded[i].User == "" {
				sel.Coded[i].User = guidOf(m.User)
			}
		}
		raw.marks = append(raw.marks, [2]int{m.Start, m.End})
		s.Selections = append(s.Selections, sel)
	}
	q.project.Sources = append(q.project.Sources, s)
	q.texts = append(q.texts, raw)
	return nil
}

func (q *qdpxReader) coded(in []qdeCoding, where string) (out []Coded) {
	for _, c := range in {
		code := guidOf(c.Code.Target)
		if !q.codes[code] {
			q.lose("codings with a code that is not in the codebook", where, 1)
			continue
		}
		out = append(out, Coded{GUID: guidOf(c.GUID), Code: code, User: guidOf(c.User), At: when(c.At)})
		q.lose("memos on single codings", where, len(c.Notes))
	}
	return out
}

// values reads variables, named.
func (q *qdpxReader) values(in []qdeValue, where string) (out []Value) {
	if q.file.Vars == nil {
		return nil
	}
	for _, v := range in {
		id, found := guidOf(v.Ref.Target), false
		for _, known := range q.file.Vars.Variable {
			if guidOf(known.GUID) == id {
				if text := v.value(); text != "" {
					out = append(out, Value{Name: known.Name, Type: known.Type, Value: text})
				}
				found = true
				break
			}
		}
		if !found {
			q.lose("values of a variable that is not there", where, 1)
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
		for _, c := range q.file.Cases.Case {
			q.lose("cases tied to single passages", c.Name, min(1, len(c.Passage)))
			q.lose("cases with codes", c.Name, min(1, len(c.Codes)))
			q.project.Cases = append(q.project.Cases, Case{GUID: guidOf(c.GUID), Name: c.Name, Values: q.values(c.Values, c.Name), Sources: targets(c.Sources)})
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
