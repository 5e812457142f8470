package leak

import (
	"maps"
	"strconv"
	"strings"

	"openloop/research"
)

// readPDF reads a PDF's pages, properties, bookmarks, comments, links, form fields, attachments, and what no
// page shows, such as the words of an earlier version. What it cannot read it says, so that silence never
// means safe.
func (t *taken) readPDF(name string, data []byte) error {
	f, err := parsePDF(data, t)
	if err != nil {
		return research.Problemf(research.Damaged, "%s is damaged or encrypted and cannot be checked. Write it again without a password.", name)
	}
	seen := false
	pages := f.pages()
	var above stream
	for i, p := range pages {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		s := f.page(p, i+1)
		t.bridge(above, s)
		above, seen = s, seen || len(s) > 0
	}
	if !seen {
		return research.Problemf(research.Unreadable, "%s holds no text that can be checked. Check the original document instead.", name)
	}
	t.count("pages", len(pages))
	f.outside(pages)
	f.unseen()
	return nil
}

// pageLine is a line of text at a page.
func (f *pdfFile) pageLine(number int, text string) passage {
	p := f.t.at("page "+strconv.Itoa(number), text)
	if p.page = number; f.t.depth > 0 {
		p.page = 0
	}
	return p
}

// bridge looks for names that begin on one page and end on the next: in any of its last lines with any of the
// first ones there, since heads and feet stand between.
func (t *taken) bridge(above, below stream) {
	const lines = 4
	for _, a := range above[max(0, len(above)-lines):] {
		for _, b := range below[:min(len(below), lines)] {
			b.bridge = true
			t.streams = append(t.streams, stream{a, b})
		}
	}
}

// page takes in what a page says, and answers its lines.
func (f *pdfFile) page(page dict, number int) stream {
	in := f.draw(f.contents(page), f.resources(page), 0)
	where := "page " + strconv.Itoa(number)
	var s, meant stream
	for _, l := range strings.Split(in.text(), "\n") {
		if strings.TrimSpace(l) != "" {
			s = append(s, f.pageLine(number, l))
		}
	}
	for _, m := range in.meant {
		meant = append(meant, f.pageLine(number, m))
	}
	f.t.add(s, meant)
	switch {
	case in.lost > 0:
		f.t.miss(where, "its letters cannot be read")
	case len(s) > 0:
	case in.pictures > 0:
		f.t.miss(where, "it is a picture without text")
	case in.painted > 20:
		f.t.miss(where, "it is a drawing without text")
	}
	if in.unpacked {
		f.t.miss(where, "a part of it is packed in an unknown way")
	}
	return s
}

// contents is a page's content, in one piece.
func (f *pdfFile) contents(page dict) []byte {
	var content []byte
	for _, c := range f.list(page["Contents"]) {
		if o, ok := f.resolve(c).(pdfStream); ok {
			f.visit(c)
			b, ok := f.decoded(o)
			if !ok {
				content = append(content, "\nUNPACKED\n"...) // told by the interpreter
			}
			content = append(append(content, b...), '\n')
		}
	}
	return content
}

// outside is everything said outside the pages: properties, bookmarks, links, form fields, attachments.
func (f *pdfFile) outside(pages []dict) {
	notes := f.notes(pages)
	for _, o := range f.all {
		s, isStream := o.o.(pdfStream)
		d, _ := o.o.(dict)
		if isStream {
			d = s.dict
		}
		f.t.add(f.said(o, d, notes))
		if !isStream {
			continue
		}
		switch d["Type"] {
		case nameOf("Metadata"):
			f.visited[o.at] = true
			b, _ := f.decoded(s)
			g := &gather{in: f.t.in, where: func() string { return "document properties" }}
			f.t.add(g.read(decode(b))...)
		case nameOf("EmbeddedFile"):
			f.visited[o.at] = true
			b, ok := f.decoded(s)
			if !ok {
				f.t.miss("an attached file", "it is packed in an unknown way")
				continue
			}
			f.t.count("attached files", 1)
			f.t.inside("an attached file", "an attached file", b)
		}
	}
}

// said is every string of an object; of a page, its comments and links by themselves.
func (f *pdfFile) said(o object, d dict, notes map[int]int) stream {
	where := f.label(o.n, d, notes)
	if d["Type"] != nameOf("Page") {
		return texts(f.t, where, o.o)
	}
	rest := dict{}
	for k, v := range d {
		if k != "Annots" {
			rest[k] = v
		}
	}
	s := texts(f.t, where, rest)
	for _, a := range f.list(d["Annots"]) {
		if note, ok := a.(dict); ok {
			s = append(s, texts(f.t, f.label(o.n, note, notes), note)...)
		}
	}
	return s
}

// notes is on which page a comment, link or field stands, by its object.
func (f *pdfFile) notes(pages []dict) map[int]int {
	r := maps.Clone(f.numbers)
	for i, p := range pages {
		for _, a := range f.list(f.resolve(p["Annots"])) {
			if n, ok := a.(ref); ok {
				r[int(n)] = i + 1
				if d, ok := f.resolve(a).(dict); ok {
					if act, ok := d["A"].(ref); ok {
						r[int(act)] = i + 1
					}
				}
			}
		}
	}
	return r
}

// label says in words what an object is.
func (f *pdfFile) label(n int, d dict, notes map[int]int) string {
	info, _ := f.trailer["Info"].(ref)
	at := ""
	if page := notes[n]; page > 0 {
		at = " on page " + strconv.Itoa(page)
	}
	has := func(k string) bool { return d[k] != nil }
	switch {
	case n == int(info):
		return "document properties"
	case has("FT") || d["Subtype"] == nameOf("Widget"):
		return "a form field" + at
	case d["Subtype"] == nameOf("Link") || d["S"] == nameOf("URI"):
		return "a link" + at
	case has("EF") || d["Type"] == nameOf("Filespec") || d["Subtype"] == nameOf("FileAttachment"):
		return "an attached file" + at
	case has("Rect") && has("Subtype"):
		return "a comment" + at
	case has("Title") && (has("Parent") || has("First")):
		return "bookmarks"
	case has("S") && has("P"):
		return "alternative text"
	case has("Nums"):
		return "page labels"
	case d["Type"] == nameOf("Page"):
		return "notes" + at
	}
	return "bookmarks, links or other notes"
}

// texts is every string inside an object.
func texts(t *taken, where string, o any) stream {
	var s stream
	switch o := o.(type) {
	case string:
		text := pdfText(o)
		if hasLetters(text) {
			s = append(s, passage{where: t.in + where, text: unescape(text), cell: true})
		}
		if strings.Contains(text, "</") { // a comment with its type
			g := &gather{in: t.in, where: func() string { return where }}
			for _, x := range g.read(text) {
				s = append(s, x...)
			}
		}
	case []any:
		for _, x := range o {
			s = append(s, texts(t, where, x)...)
		}
	case dict:
		for _, x := range o {
			s = append(s, texts(t, where, x)...)
		}
	case pdfStream:
		return texts(t, where, o.dict)
	}
	return s
}

// pdfText is a text string: UTF-16 or UTF-8 with its mark, else bytes.
func pdfText(s string) string {
	if strings.HasPrefix(s, "\xFE\xFF") {
		return utf16Text([]byte(s[2:]), true)
	}
	return decode([]byte(s))
}

// pages is the page objects in order.
func (f *pdfFile) pages() []dict {
	root, _ := f.resolve(f.trailer["Root"]).(dict)
	var r []dict
	seen := map[ref]bool{}
	var walk func(o any, depth int)
	walk = func(o any, depth int) {
		if n, ok := o.(ref); ok {
			if seen[n] {
				return
			}
			seen[n] = true
		}
		d, ok := f.resolve(o).(dict)
		if !ok || depth > 40 {
			return
		}
		if kids, ok := f.resolve(d["Kids"]).([]any); ok {
			for _, k := range kids {
				walk(k, depth+1)
			}
			return
		}
		r = append(r, d)
		if n, ok := o.(ref); ok {
			f.numbers[int(n)] = len(r)
		}
	}
	walk(root["Pages"], 0)
	return r
}

// resources is what a page's content may use, its own or that of the pages above it.
func (f *pdfFile) resources(page dict) dict {
	res := f.dict(page["Resources"])
	for at, hops := page, 0; res == nil && hops < 40; hops++ {
		parent, ok := f.resolve(at["Parent"]).(dict)
		if !ok {
			break
		}
		at = parent
		res = f.dict(at["Resources"])
	}
	return res
}

func (f *pdfFile) dict(o any) dict { d, _ := f.resolve(o).(dict); return d }
