package leak

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// readODF reads a document of LibreOffice's kind: text, tables, slides, and says which it was.
func (t *taken) readODF(parts map[string][]byte) string {
	kind := "odt"
	switch mime := string(parts["mimetype"]); {
	case strings.Contains(mime, "spreadsheet"):
		kind = "ods"
	case strings.Contains(mime, "presentation"):
		kind = "odp"
	case strings.Contains(mime, "graphics"):
		kind = "odg"
	}
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		t.streams = append(t.streams, stream{t.at("the name of a part", n)})
		t.count("parts", 1)
		switch base := path.Base(n); {
		case n == "mimetype":
		case base == "content.xml" || base == "styles.xml":
			t.odfContent(n, decode(parts[n]))
		case isXML(parts[n]) || strings.HasSuffix(n, ".rdf"):
			where := base
			if base == "meta.xml" {
				where = "document properties"
			}
			g := &gather{in: t.in, where: func() string { return where }}
			t.add(g.read(decode(parts[n]))...)
		default:
			where := base
			if strings.HasPrefix(n, "Pictures/") || strings.HasPrefix(n, "Thumbnails/") || strings.HasPrefix(n, "ObjectReplacements/") {
				where = "a picture"
			}
			t.other(where, n, parts[n])
		}
	}
	return kind
}

// odfPlace follows where one is in a document: sheet and cell, slide, paragraph, and what around it is a
// comment, a note, a header, or deleted.
type odfPlace struct {
	part       string
	sheet      string
	row, col   int // from 1
	rowMore    int // how often the row repeats after this
	colMore    int
	slide      int
	paragraphs int
	sheets     int
	within     map[string]int // how deep in annotation, notes …
}

func (t *taken) odfContent(name, text string) {
	o := &odfPlace{part: name, within: map[string]int{}}
	g := &gather{in: t.in, where: o.String, see: o.see, cells: strings.Contains(text, "<office:spreadsheet") || strings.HasPrefix(name, "Object")}
	t.add(g.read(text)...)
	t.count("sheets", o.sheets)
	t.count("slides", o.slide)
	t.count("paragraphs", o.paragraphs)
}

// see follows an opening or closing. Repeated cells and rows count as often as they repeat.
func (o *odfPlace) see(p piece) {
	step := 1
	if p.kind == closing {
		step = -1
	}
	switch p.name {
	case "annotation", "notes", "tracked-changes", "deletion", "header", "footer", "footnote", "note", "named-expressions", "content-validations", "master-styles":
		if !p.alone {
			o.within[p.name] += step
		}
	case "table":
		if p.kind == opening {
			o.sheet, o.row, o.col = p.attr("name"), 0, 0
			o.sheets++
		} else {
			o.sheet = ""
		}
	case "table-row":
		o.row, o.rowMore = o.next(p, o.row, o.rowMore, "number-rows-repeated")
		if p.kind == opening {
			o.col = 0
		}
	case "table-cell", "covered-table-cell":
		o.col, o.colMore = o.next(p, o.col, o.colMore, "number-columns-repeated")
	case "page":
		if p.kind == opening {
			o.slide++
		}
	case "p", "h":
		if p.kind == opening {
			o.paragraphs++
		}
	}
}

// next counts a row or cell: one when it opens, and as many more as it repeats when it ends.
func (o *odfPlace) next(p piece, at, more int, attr string) (int, int) {
	if p.kind == closing {
		return at + more, 0
	}
	n, err := strconv.Atoi(p.attr(attr))
	if err != nil || n < 1 {
		n = 1
	}
	if p.alone {
		return at + n, 0
	}
	return at + 1, n - 1
}

// String is the place in words.
func (o *odfPlace) String() string {
	at := "paragraph " + strconv.Itoa(o.paragraphs)
	switch {
	case strings.HasPrefix(o.part, "Object"):
		at = "a chart or an embedded object"
	case o.sheet != "":
		at = "sheet " + o.sheet
		if o.row > 0 {
			at += ", cell " + columnName(max(o.col, 1)) + strconv.Itoa(o.row)
		}
	case o.slide > 0:
		at = "slide " + strconv.Itoa(o.slide)
	case path.Base(o.part) == "styles.xml":
		at = "styles"
	}
	switch w := o.within; {
	case w["named-expressions"] > 0:
		return "defined names"
	case w["content-validations"] > 0:
		return "lists of values"
	case w["annotation"] > 0:
		return "comment, " + at
	case w["notes"] > 0:
		return "notes of " + at
	case w["tracked-changes"] > 0 || w["deletion"] > 0:
		return "deleted text"
	case w["header"] > 0:
		return "header"
	case w["footer"] > 0:
		return "footer"
	}
	return at
}
