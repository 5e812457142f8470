package leak

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// inline elements hold a part of a word or a line: programs split words into runs.
var inline = map[string]bool{"t": true, "r": true, "rPr": true, "b": true, "i": true, "sz": true, "color": true, "rFont": true, "family": true, "scheme": true, "latin": true,
	"solidFill": true, "srgbClr": true, "schemeClr": true, "ln": true, "effectLst": true, "highlight": true, "hyperlink": true, "smartTag": true, "ins": true, "del": true, "delText": true,
	"sdt": true, "sdtContent": true, "fldSimple": true, "fld": true, "moveTo": true, "moveFrom": true, "span": true, "a": true, "em": true, "strong": true, "u": true, "font": true, "sub": true,
	"sup": true, "small": true, "mark": true, "tspan": true, "instrText": true, "wbr": true, "abbr": true, "code": true, "g": true, "bookmark-start": true, "bookmark-end": true}

// gap elements stand for white space within a line.
var gap = map[string]bool{"tab": true, "br": true, "cr": true, "s": true, "line-break": true, "ptab": true}

// gather collects what markup says: its paragraphs in one stream, its attributes and remarks in another.
type gather struct {
	in    string
	where func() string       // the place of what is read now
	see   func(piece)         // told of every opening and closing first; may be nil
	cells bool                // paragraphs are fields of their own
	drop  string              // an element that is left out, "" for none
	mend  func(string) string // may say a paragraph in a second way; "" or nil for none

	texts, marks stream
	kept, whole  strings.Builder // the paragraph, without and with what was deleted in it
	deleted      int
	dropped      int
	paragraphs   int
}

// read collects all of a text.
func (g *gather) read(text string) []stream {
	d := newTags(text)
	for {
		p, ok := d.next()
		if !ok {
			break
		}
		g.piece(p)
	}
	g.end()
	return []stream{g.texts, g.marks}
}

func (g *gather) write(s string) {
	if g.dropped > 0 {
		return
	}
	g.whole.WriteString(s)
	if g.deleted == 0 {
		g.kept.WriteString(s)
	}
}

func (g *gather) element(p piece) {
	if p.kind == opening && p.name == g.drop && !p.alone {
		g.dropped++
	}
	if p.kind == closing && p.name == g.drop && g.dropped > 0 {
		g.dropped--
	}
	if g.dropped > 0 {
		return
	}
	if !inline[p.name] && !gap[p.name] && !p.alone {
		g.end()
	}
	if g.see != nil {
		g.see(p)
	}
	if p.kind == opening {
		p.eachAttr(func(name, v string) {
			if worth(v) {
				g.marks = append(g.marks, passage{where: g.in + g.where(), text: unescape(v), cell: true})
			}
		})
	}
	switch {
	case gap[p.name]:
		g.write(" ")
	case p.name == "noBreakHyphen":
		g.write("-")
	case p.alone:
	case p.name == "del" || p.name == "moveFrom":
		g.deleted = max(0, g.deleted+1-2*b2i(p.kind == closing))
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// end ends a paragraph.
func (g *gather) end() {
	whole, kept := g.whole.String(), g.kept.String()
	g.whole.Reset()
	g.kept.Reset()
	if strings.TrimSpace(whole) == "" {
		return
	}
	g.paragraphs++
	where := g.in + g.where()
	if kept != whole {
		g.marks = append(g.marks, passage{where: where + ", deleted text", text: unescape(whole), cell: true})
	}
	g.texts = append(g.texts, passage{where: where, text: unescape(kept), cell: g.cells})
	if g.mend != nil {
		if s := g.mend(whole); s != "" {
			g.marks = append(g.marks, passage{where: where, text: s, cell: true})
		}
	}
}

// readMarkup is a web page, a drawing or another XML file, line by line.
func (t *taken) readMarkup(data []byte) string {
	text := decode(data)
	kind := "xml"
	head := strings.ToLower(text[:min(len(text), 2000)])
	switch {
	case strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html") || strings.Contains(head, "<body") || strings.Contains(head, "<p>"):
		kind = "html"
	case strings.Contains(head, "<svg"):
		kind = "svg"
	}
	text = newlines.Replace(text)
	line, at := 1, 0
	g := &gather{in: t.in}
	d := newTags(text)
	g.where = func() string {
		line, at = line+strings.Count(text[at:d.at], "\n"), d.at
		return "line " + strconv.Itoa(line)
	}
	for {
		p, ok := d.next()
		if !ok {
			break
		}
		g.piece(p)
	}
	g.end()
	t.add(g.texts, g.marks)
	t.count("paragraphs", g.paragraphs)
	for _, p := range embedded.FindAllStringSubmatch(text, -1) {
		t.dataURI(p[1], p[2])
	}
	return kind
}

// embedded is a file inside a page or drawing, written as text.
var embedded = regexp.MustCompile(`data:([a-zA-Z0-9.+/-]*)(?:;[a-zA-Z0-9=-]+)*;base64,([A-Za-z0-9+/=\s]+)`)

// piece takes one piece of markup.
func (g *gather) piece(p piece) {
	switch p.kind {
	case said:
		g.write(p.text)
	case remark:
		if hasLetters(p.text) && !strings.HasPrefix(p.text, "xml version") {
			g.marks = append(g.marks, passage{where: g.in + g.where(), text: unescape(p.text), cell: true})
		}
	default:
		g.element(p)
	}
}

// footCode is what sets the place and type of a sheet's head and foot: "&L", "&12", "&\"Arial\"".
var footCode = regexp.MustCompile(`&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]+|[A-Za-z])`)

// withoutFootCodes is a head or foot without its codes; "" where it has none.
func withoutFootCodes(s string) string {
	if !strings.Contains(s, "&") {
		return ""
	}
	return footCode.ReplaceAllString(s, " ")
}

// isXML says whether a part holds markup.
func isXML(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return bytes.HasPrefix(b, []byte("<")) || isWide(b)
}
