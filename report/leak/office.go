package leak

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// office is a workbook, document or slides of Microsoft's kind, by its parts.
type office struct {
	parts   map[string][]byte
	sheets  map[string]string // name of the sheet by part, with "(hidden)"
	slides  map[string]int    // number of the slide by part
	owner   map[string]string // the part that shows a part: a chart's sheet
	strings []string          // the workbook's shared texts
	used    map[int]bool      // those that a cell shows
}

const sharedStrings = "xl/sharedStrings.xml"

// readOffice reads every part: cells by sheet and place, paragraphs, and the text and attributes of all else.
func (t *taken) readOffice(parts map[string][]byte) {
	o := &office{parts: parts, sheets: map[string]string{}, slides: map[string]int{}, owner: map[string]string{}, used: map[int]bool{}}
	o.links()
	o.readStrings()
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		t.streams = append(t.streams, stream{t.at("the name of a part", n)})
	}
	for _, n := range slices.SortedFunc(maps.Keys(o.sheets), func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }) {
		t.count("sheets", 1)
		s := o.cells(t.in+"sheet "+o.sheets[n], string(parts[n]))
		t.count("cells", t.add(s))
	}
	t.count("slides", len(o.slides))
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		if n == sharedStrings {
			t.add(o.unused(t.in))
			continue
		}
		t.count("parts", 1)
		if !isXML(parts[n]) {
			t.other(o.place(n), n, parts[n])
			continue
		}
		t.officePart(o, n)
	}
}

// officePart reads a part of markup.
func (t *taken) officePart(o *office, name string) {
	where, cell := o.place(name), ""
	g := &gather{in: t.in, cells: strings.HasPrefix(name, "xl/") || strings.Contains(name, "charts/")}
	g.where = func() string { return where + cell }
	switch {
	case o.sheets[name] != "":
		g.drop, g.mend = "sheetData", withoutFootCodes
	case name == "word/document.xml":
		g.where = func() string { return "paragraph " + strconv.Itoa(g.paragraphs) }
	case strings.Contains(name, "omments"):
		g.see = func(p piece) {
			if ref := p.attr("ref"); ref != "" && p.kind == opening && (p.name == "comment" || p.name == "threadedComment") {
				cell = ", cell " + ref
			}
		}
	}
	t.add(g.read(decode(o.parts[name]))...)
	if name == "word/document.xml" {
		t.count("paragraphs", g.paragraphs)
	}
}

// links reads who shows whom, and the sheets and slides.
func (o *office) links() {
	target := map[string]map[string]string{} // by part, by link
	for n, b := range o.parts {
		dir, file := path.Split(n)
		if !strings.HasSuffix(dir, "_rels/") {
			continue
		}
		from := path.Join(path.Dir(strings.TrimSuffix(dir, "/")), strings.TrimSuffix(file, ".rels"))
		target[from] = map[string]string{}
		each(decode(b), "Relationship", func(p piece) {
			to := p.attr("Target")
			if strings.HasPrefix(to, "/") {
				to = to[1:]
			} else {
				to = path.Join(path.Dir(from), to)
			}
			target[from][p.attr("Id")] = to
			if o.owner[to] == "" || from < o.owner[to] {
				o.owner[to] = from
			}
		})
	}
	each(decode(o.parts["xl/workbook.xml"]), "sheet", func(p piece) {
		if to := target["xl/workbook.xml"][p.attr("id")]; to != "" {
			o.sheets[to] = p.attr("name")
			if s := p.attr("state"); s == "hidden" || s == "veryHidden" {
				o.sheets[to] += " (hidden)"
			}
		}
	})
	n := 0
	each(decode(o.parts["ppt/presentation.xml"]), "sldId", func(p piece) {
		n++
		rid := ""
		p.eachAttr(func(name, v string) { // id stands twice: the number, then the link
			if name == "id" && target["ppt/presentation.xml"][v] != "" {
				rid = v
			}
		})
		o.slides[target["ppt/presentation.xml"][rid]] = n
	})
	delete(o.slides, "")
}

// each calls f for every opening of an element.
func each(text, name string, f func(piece)) {
	d := newTags(text)
	for {
		p, ok := d.next()
		if !ok {
			return
		}
		if p.kind == opening && p.name == name {
			f(p)
		}
	}
}

// partWords says in words what a part is, by what its name holds; the first that fits counts.
var partWords = []struct{ has, say string }{{"docProps/", "document properties"}, {"customXml/", "document properties"}, {"embeddings/", "an embedded file"},
	{"threadedComment", "comments"}, {"commentAuthors", "authors of comments"}, {"omments", "comments"}, {"notesSlides/", "notes"}, {"notesMaster", "notes"},
	{"charts/", "a chart"}, {"chartsheets/", "a chart"}, {"diagrams/", "a diagram"}, {"drawings/", "a drawing"}, {"media/", "a picture"}, {"pivot", "a pivot table"},
	{"tables/", "a table"}, {"xl/workbook.xml", "sheet names and defined names"}, {"externalLinks/", "links to other files"},
	{"word/header", "header"}, {"word/footer", "footer"}, {"word/footnotes", "footnotes"}, {"word/endnotes", "endnotes"}, {"word/people", "names of editors"}, {"persons/", "names of editors"},
	{"ppt/authors", "authors of comments"}, {"slideLayouts/", "slide layout"}, {"slideMasters/", "slide layout"}, {"_rels/", "links"}}

// place says in words what a part is, and on which sheet or slide it stands.
func (o *office) place(name string) string {
	if s := o.sheets[name]; s != "" {
		return "sheet " + s
	}
	if n := o.slides[name]; n > 0 {
		return "slide " + strconv.Itoa(n)
	}
	say := path.Base(name)
	for _, p := range partWords {
		if strings.Contains(name, p.has) {
			say = p.say
			break
		}
	}
	if say == "links" {
		from := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		if at := o.home(from); at != "" {
			return say + " of " + at
		}
		return say
	}
	if at := o.home(name); at != "" {
		return say + " on " + at
	}
	return say
}

// home is the sheet or slide that shows a part, directly or not.
func (o *office) home(name string) string {
	for range 6 {
		if s := o.sheets[name]; s != "" {
			return "sheet " + s
		}
		if n := o.slides[name]; n > 0 {
			return "slide " + strconv.Itoa(n)
		}
		if name = o.owner[name]; name == "" {
			break
		}
	}
	return ""
}

// readStrings reads the workbook's shared texts; a reading aid for a text is one of its own.
func (o *office) readStrings() {
	d := newTags(decode(o.parts[sharedStrings]))
	var b strings.Builder
	text, aid := 0, 0
	for {
		p, ok := d.next()
		if !ok {
			return
		}
		switch {
		case p.kind == said && text > 0 && aid == 0:
			b.WriteString(p.text)
		case p.kind == said && text > 0 && hasLetters(p.text):
			b.WriteString("\n" + p.text)
		case p.name == "t" && !p.alone:
			text += 1 - 2*b2i(p.kind == closing)
		case p.name == "rPh" && !p.alone:
			aid += 1 - 2*b2i(p.kind == closing)
		case p.name == "si" && (p.kind == closing || p.alone):
			o.strings = append(o.strings, unescape(b.String()))
			b.Reset()
		}
	}
}

// cells is a sheet's cells in reading order.
func (o *office) cells(where, text string) stream {
	var s stream
	d := newTags(text)
	ref, kind, in := "", "", ""
	var value, inlined, formula strings.Builder
	for {
		p, ok := d.next()
		if !ok {
			return s
		}
		switch {
		case p.kind == said:
			switch in {
			case "v":
				value.WriteString(p.text)
			case "t":
				inlined.WriteString(p.text)
			case "f":
				formula.WriteString(p.text)
			}
		case p.kind == opening && p.name == "c":
			ref, kind = p.attr("r"), p.attr("t")
			value.Reset()
			inlined.Reset()
			formula.Reset()
		case p.kind == closing && p.name == "c":
			if c := o.cell(kind, value.String(), inlined.String(), formula.String()); c != "" {
				s = append(s, passage{where: where + ", cell " + ref, text: c, cell: true})
			}
		case p.name == "v" || p.name == "t" || p.name == "f":
			in = ""
			if p.kind == opening && !p.alone {
				in = p.name
			}
		}
	}
}

// cell is what a cell says: nothing where it is a short number.
func (o *office) cell(kind, value, inlined, formula string) string {
	if n, err := strconv.Atoi(value); kind == "s" && err == nil && n >= 0 && n < len(o.strings) {
		o.used[n] = true
		value = o.strings[n]
	}
	if inlined == "" && formula == "" {
		if !hasLetters(value) {
			return ""
		}
		return unescape(value)
	}
	return strings.TrimSpace(unescape(value + inlined + " " + formula))
}

// unused is the texts in the file that no cell shows.
func (o *office) unused(in string) stream {
	var s stream
	for i, t := range o.strings {
		if !o.used[i] {
			s = append(s, passage{where: in + "a text that no cell shows", text: t, cell: true})
		}
	}
	return s
}

// columnName is the letters of a column, from 1.
func columnName(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
