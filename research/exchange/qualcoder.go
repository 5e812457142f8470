package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// qualcoder reads a project of QualCoder: categories hold codes and each other, places are counted in characters.
func (d *database) qualcoder() error {
	d.project.Origin = "QualCoder"
	if err := d.each("SELECT memo FROM project", func(c []string) error {
		if c[0] != "" {
			d.project.Notes = append(d.project.Notes, Note{GUID: numbered("project", c[0]), Text: c[0]})
		}
		return nil
	}); err != nil {
		return err
	}
	codes, err := d.codesAndCategories()
	if err != nil {
		return err
	}
	selections, marks, err := d.coded(codes)
	if err == nil {
		err = d.annotated(selections, marks)
	}
	if err == nil {
		err = d.aside()
	}
	if err != nil {
		return err
	}
	at := map[string]int{} // number of a text → its place among the sources
	read := int64(maxText)
	err = d.each("SELECT id, name, coalesce(fulltext, ''), coalesce(mediapath, ''), memo, date FROM source ORDER BY id", func(c []string) error {
		if c[2] == "" {
			d.lose("pictures, sound, film and texts without words", "", 1)
			return nil
		}
		if read -= int64(len(c[2])); read < 0 {
			return unreadable("The texts of this project are larger than %d MB.", maxText>>20)
		}
		raw := newRaw(c[2])
		raw.marks = marks[c[0]]
		s := Source{GUID: numbered("source", c[0], c[1]), Name: c[1], Text: raw.text, At: day(c[5])}
		if c[4] != "" {
			s.Notes = []Note{{GUID: numbered("memo of source", c[0], c[1], c[4]), Text: c[4]}}
		}
		d.placeBySaid(&s, raw, selections[c[0]])
		at[c[0]] = len(d.project.Sources)
		d.project.Sources = append(d.project.Sources, s)
		return nil
	})
	if err != nil {
		return err
	}
	return d.cases(at)
}

// codesAndCategories makes one tree of both. It answers the GUIDs by the code's number.
func (d *database) codesAndCategories() (map[string]string, error) {
	type node struct{ above, name, memo, colour, guid string }
	var nodes []node
	codes, categories := map[string]string{}, map[string]string{}
	if err := d.each("SELECT catid, name, memo, supercatid FROM code_cat ORDER BY name", func(c []string) error {
		categories[c[0]] = numbered("category", c[0], c[1]) // with the name: numbers begin anew in every project
		nodes = append(nodes, node{c[3], c[1], c[2], "", categories[c[0]]})
		return nil
	}); err != nil {
		return nil, err
	}
	if err := d.each("SELECT cid, name, memo, catid, color FROM code_name ORDER BY name", func(c []string) error {
		codes[c[0]] = numbered("code", c[0], c[1])
		nodes = append(nodes, node{c[3], c[1], c[2], c[4], codes[c[0]]})
		return nil
	}); err != nil {
		return nil, err
	}
	if len(nodes) > maxCodes {
		return nil, unreadable("No codebook has more than %d codes. It is probably another kind of file.", maxCodes)
	}
	for _, n := range nodes {
		e := Entry{GUID: n.guid, Name: strings.Join(strings.Fields(n.name), " "), Colour: colour(n.colour)}
		e.Parent = categories[n.above]
		e.read(n.memo)
		d.project.Codes = append(d.project.Codes, e)
	}
	inOrder(d.project.Codes)
	return codes, nil
}

// coded gathers passages by text: the same place with several codes is one.
func (d *database) coded(codes map[string]string) (map[string][]Selection, map[string][][2]int, error) {
	selections, marks := map[string][]Selection{}, map[string][][2]int{}
	query := "SELECT fid, cid, pos0, pos1, owner, date, memo, rowid, seltext FROM code_text ORDER BY fid, pos0, pos1, seltext, cid, owner"
	err := d.each(query, func(c []string) error {
		who := d.user(c[4])
		code, ok := codes[c[1]]
		if !ok {
			d.lose("codings with a code that is not in the codebook", "", 1)
			return nil
		}
		place := [2]int{whole(c[2]), whole(c[3])}
		list, at := marks[c[0]], len(marks[c[0]])-1
		if at < 0 || list[at] != place || selections[c[0]][at].Quote != c[8] {
			marks[c[0]] = append(list, place)
			selections[c[0]] = append(selections[c[0]], Selection{GUID: numbered("passage", c[0], c[2], c[3]), Quote: c[8]})
		}
		sel := &selections[c[0]][len(selections[c[0]])-1]
		sel.Coded = append(sel.Coded, Coded{GUID: numbered("coding", c[7]), Code: code, User: who, At: day(c[5])})
		if c[6] != "" {
			sel.Notes = append(sel.Notes, Note{GUID: numbered("memo of coding", c[7], c[6]), Text: c[6], User: who, At: day(c[5])})
		}
		return nil
	})
	return selections, marks, err
}

// placeBySaid finds the passages of a text. What a person selects is counted in UTF-16 units and what QualCoder finds
// by itself in characters: the words that it keeps beside each place tell which.
func (d *database) placeBySaid(s *Source, raw rawText, selections []Selection) {
	points, units, text := raw.spans(Dialect{Unit: CodePoints}), raw.spans(Dialect{Unit: UTF16}), []rune(raw.text)
	reads := func(span [2]int, words string) bool {
		return span[0] >= 0 && slices.Equal(strings.Fields(string(text[span[0]:span[1]])), strings.Fields(words))
	}
	for i, sel := range selections {
		span := points[i]
		switch {
		case sel.Quote == "" || reads(span, sel.Quote):
		case reads(units[i], sel.Quote):
			span = units[i]
		case span[0] >= 0:
			d.lose("passages that read otherwise than when they were coded", fmt.Sprintf("text %d", len(d.project.Sources)+1), 1)
		}
		if span[0] < 0 {
			d.lose("passages that lie outside their text", fmt.Sprintf("text %d", len(d.project.Sources)+1), 1)
			continue
		}
		sel.Start, sel.End, sel.Quote = span[0], span[1], ""
		s.Selections = append(s.Selections, sel)
	}
}

// annotated adds the annotations: memos on a passage without a code.
func (d *database) annotated(selections map[string][]Selection, marks map[string][][2]int) error {
	if !d.has("annotation") {
		return nil
	}
	return d.each("SELECT fid, pos0, pos1, memo, owner, date, rowid FROM annotation WHERE coalesce(memo, '') <> '' ORDER BY fid, pos0, pos1, rowid", func(c []string) error {
		n := Note{GUID: numbered("annotation", c[6], c[3]), Text: c[3], User: d.user(c[4]), At: day(c[5])}
		marks[c[0]] = append(marks[c[0]], [2]int{whole(c[1]), whole(c[2])})
		selections[c[0]] = append(selections[c[0]], Selection{GUID: numbered("annotated", c[6], c[0], c[1], c[2]), Notes: []Note{n}})
		return nil
	})
}

// aside reads the journal, and counts what is marked in pictures, sound and film.
func (d *database) aside() error {
	if d.has("journal") {
		if err := d.each("SELECT jid, name, jentry, owner, date FROM journal WHERE coalesce(jentry, '') <> '' ORDER BY jid", func(c []string) error {
			d.project.Notes = append(d.project.Notes, Note{GUID: numbered("journal", c[0], c[1], c[2]), Name: c[1], Text: c[2], User: d.user(c[3]), At: day(c[4])})
			return nil
		}); err != nil {
			return err
		}
	}
	for _, marked := range []struct{ table, what string }{{"code_image", "codings on pictures"}, {"code_av", "codings on sound and film"}} {
		if !d.has(marked.table) {
			continue
		}
		if err := d.each("SELECT count(*) FROM "+marked.table, func(c []string) error {
			if n := whole(c[0]); n > 0 {
				d.lose(marked.what, "", n)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// user is the GUID of somebody who worked on the project, who is listed where they were not; "" for nobody.
func (d *database) user(name string) string {
	if name == "" {
		return ""
	}
	who := numbered("owner", name)
	if !slices.ContainsFunc(d.project.Users, func(u User) bool { return u.GUID == who }) {
		d.project.Users = append(d.project.Users, User{GUID: who, Name: name})
	}
	return who
}

// cases reads who the texts are about, with their attributes.
func (d *database) cases(at map[string]int) error {
	p, byNumber := d.project, map[string]int{}
	if err := d.each("SELECT caseid, name FROM cases ORDER BY name", func(c []string) error {
		byNumber[c[0]] = len(p.Cases)
		p.Cases = append(p.Cases, Case{GUID: numbered("case", c[0], c[1]), Name: c[1]})
		return nil
	}); err != nil {
		return err
	}
	if err := d.caseMemos(); err != nil {
		return err
	}
	if err := d.each("SELECT DISTINCT caseid, fid FROM case_text ORDER BY 1, 2", func(c []string) error {
		i, ok := byNumber[c[0]]
		k, also := at[c[1]]
		if ok && also {
			p.Cases[i].Sources = append(p.Cases[i].Sources, p.Sources[k].GUID)
		}
		return nil
	}); err != nil {
		return err
	}
	return d.each("SELECT a.attr_type, a.id, a.name, a.value, coalesce(t.valuetype, '') FROM attribute a LEFT JOIN attribute_type t ON t.name = a.name WHERE coalesce(a.value, '') <> '' ORDER BY a.name", func(c []string) error {
		v := Value{Name: c[2], Type: "Text", Value: c[3]}
		if c[4] == "numeric" {
			v.Type = "Float"
		}
		if i, ok := byNumber[c[1]]; ok && c[0] == "case" {
			p.Cases[i].Values = append(p.Cases[i].Values, v)
		}
		if k, ok := at[c[1]]; ok && c[0] == "file" {
			p.Sources[k].Values = append(p.Sources[k].Values, v)
		}
		return nil
	})
}

// caseMemos reads the memos on cases, as notes on the project: a study has notes on interviews, not on who is asked.
func (d *database) caseMemos() error {
	if !d.has("cases") || !d.hasColumn("cases", "memo") {
		return nil
	}
	return d.each("SELECT caseid, name, memo FROM cases WHERE coalesce(memo, '') <> '' ORDER BY caseid", func(c []string) error {
		d.project.Notes = append(d.project.Notes, Note{GUID: numbered("memo of case", c[0], c[1], c[2]), Name: c[1], Text: c[2]})
		return nil
	})
}

// inOrder puts codes into the order of their tree and counts their depth. A code whose parent is not there, or is
// itself below it, stands at the top.
func inOrder(codes []Entry) {
	below, byID := map[string][]Entry{}, map[string]bool{}
	for _, c := range codes {
		byID[c.GUID] = true
	}
	for _, c := range codes {
		if !byID[c.Parent] {
			c.Parent = ""
		}
		below[c.Parent] = append(below[c.Parent], c)
	}
	var out []Entry
	seen := map[string]bool{}
	var walk func(parent string, depth int)
	walk = func(parent string, depth int) {
		for _, c := range below[parent] {
			if !seen[c.GUID] && depth < maxDepth {
				seen[c.GUID] = true
				c.Depth = depth
				out = append(out, c)
				walk(c.GUID, depth+1)
			}
		}
	}
	walk("", 0)
	for _, c := range codes { // what goes round in a circle
		if !seen[c.GUID] {
			seen[c.GUID] = true
			c.Parent, c.Depth = "", 0
			out = append(out, c)
			walk(c.GUID, 1)
		}
	}
	copy(codes, out)
}

// whole is a number of a database, -1 for what is none.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// day reads a time as QualCoder writes it.
func day(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05", s)
	if err != nil {
		return time.Time{}
	}
	return t
}
