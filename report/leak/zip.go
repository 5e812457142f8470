package leak

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"openloop/research"
)

// mostUnzipped is how much a zipped document may grow to, in bytes.
const mostUnzipped = 1 << 30

// readZip reads every part of a workbook or another zipped document: cells by sheet and place, and the
// text and attributes of all other parts.
func readZip(ctx context.Context, name string, data []byte) ([]stream, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, research.Problemf(research.Damaged, "%s is damaged and cannot be checked. Write it again.", name)
	}
	parts, left := map[string][]byte{}, int64(mostUnzipped)
	streams := []stream{{}}
	for _, f := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b, err := unzip(f, &left)
		if err != nil {
			return nil, research.Problemf(research.Damaged, "%s is damaged or too large and cannot be checked: part %s.", name, path.Base(f.Name))
		}
		parts[f.Name] = b
		streams[0] = append(streams[0], passage{where: "the name of a part", text: f.Name})
	}
	book := sheetsOf(parts)
	names := slices.Sorted(maps.Keys(parts))
	for _, n := range names {
		if sheet, ok := book.names[n]; ok {
			streams = append(streams, book.cells(sheet, parts[n]))
		}
	}
	for _, n := range names {
		if n == sharedStrings {
			streams = append(streams, book.unused())
			continue
		}
		streams = append(streams, readPart(n, parts[n], book.names[n])...)
	}
	return streams, nil
}

func unzip(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err != nil {
		return nil, err
	}
	if *left -= int64(len(b)); *left < 0 {
		return nil, fmt.Errorf("too large")
	}
	return b, nil
}

// readPart is everything that a part says, whatever it is for.
func readPart(name string, data []byte, sheet string) []stream {
	where := placeOf(name)
	if sheet != "" {
		where = "sheet " + sheet
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".xml", ".rels", ".vml", ".qde", ".qdc":
		if sheet != "" {
			return []stream{markup(where, data, true)}
		}
		return []stream{markup(where, data, false)}
	case ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".ttf":
		return nil
	}
	return []stream{lines(where+", line ", decode(data))}
}

// placeOf says in words what a part is.
func placeOf(name string) string {
	for _, p := range []struct{ has, say string }{{"docProps/", "document properties"}, {"comments", "comments"}, {"threadedComment", "comments"},
		{"charts/", "a chart"}, {"drawings/", "a drawing"}, {"pivot", "a pivot table"},
		{"tables/", "a table"}, {"xl/workbook.xml", "sheet names and defined names"}, {"_rels/", "links"}} {
		if strings.Contains(name, p.has) {
			return p.say
		}
	}
	return path.Base(name)
}

// footCode is what sets the place and type of a sheet's head and foot: "&L", "&12", "&\"Arial\"".
var footCode = regexp.MustCompile(`&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]+|[A-Za-z])`)

// markup is the text and the attributes of an XML part. Pieces within one paragraph or cell are joined,
// since programs split words into runs. Without cells, what stands in a sheet's values is left out.
func markup(where string, data []byte, withoutCells bool) stream {
	var s stream
	var b strings.Builder
	end := func() {
		if strings.TrimSpace(b.String()) != "" {
			s = append(s, passage{where: where, text: b.String()})
			if withoutCells && strings.Contains(b.String(), "&") {
				s = append(s, passage{where: where, text: footCode.ReplaceAllString(b.String(), " ")})
			}
		}
		b.Reset()
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	skip := 0
	for {
		t, err := d.Token()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			if withoutCells && t.Name.Local == "sheetData" {
				skip++
			}
			for _, a := range t.Attr {
				if skip == 0 && worth(a.Value) {
					s = append(s, passage{where: where, text: a.Value})
				}
			}
		case xml.EndElement:
			if withoutCells && t.Name.Local == "sheetData" {
				skip--
			}
			if !inline(t.Name.Local) {
				end()
			}
		case xml.CharData:
			if skip == 0 {
				b.Write(t)
			}
		case xml.Comment:
			s = append(s, passage{where: where, text: string(t)})
		}
	}
	end()
	return s
}

// inline elements hold a part of a word or a line.
func inline(local string) bool {
	switch local {
	case "t", "r", "rPr", "b", "i", "sz", "color", "rFont", "family", "scheme", "latin", "solidFill", "srgbClr":
		return true
	}
	return false
}

// worth says whether an attribute could hold a name: it has a letter and is no number or flag.
func worth(v string) bool {
	return len(v) > 1 && strings.ContainsFunc(v, func(r rune) bool { return r > '9' }) && v != "true" && v != "false"
}

// book is what is needed to name the cells of a workbook.
type book struct {
	names   map[string]string // sheet by part
	strings []string
	used    map[int]bool // strings that a cell shows
}

const sharedStrings = "xl/sharedStrings.xml"

func sheetsOf(parts map[string][]byte) book {
	b := book{names: map[string]string{}, used: map[int]bool{}}
	var rels struct {
		Rel []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var wb struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	// What does not parse here is still read part by part.
	_ = xml.Unmarshal(parts["xl/_rels/workbook.xml.rels"], &rels)
	_ = xml.Unmarshal(parts["xl/workbook.xml"], &wb)
	target := map[string]string{}
	for _, r := range rels.Rel {
		t := strings.TrimPrefix(r.Target, "/")
		if !strings.HasPrefix(t, "xl/") {
			t = path.Join("xl", t)
		}
		target[r.ID] = t
	}
	for _, s := range wb.Sheets {
		if t := target[s.ID]; t != "" {
			b.names[t] = s.Name
		}
	}
	var sst struct {
		Items []richText `xml:"si"`
	}
	_ = xml.Unmarshal(parts[sharedStrings], &sst)
	for _, i := range sst.Items {
		b.strings = append(b.strings, i.String())
	}
	return b
}

// richText is a cell's text, in one piece or in runs.
type richText struct {
	T    string `xml:"t"`
	Runs []struct {
		T string `xml:"t"`
	} `xml:"r"`
}

func (r richText) String() string {
	s := r.T
	for _, x := range r.Runs {
		s += x.T
	}
	return s
}

// cells is a sheet's cells in reading order.
func (b book) cells(sheet string, data []byte) stream {
	var s stream
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return s
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		var c struct {
			Ref    string   `xml:"r,attr"`
			Type   string   `xml:"t,attr"`
			Value  string   `xml:"v"`
			Inline richText `xml:"is"`
			F      string   `xml:"f"`
		}
		if d.DecodeElement(&c, &start) != nil {
			return s
		}
		text := c.Value
		if n, err := strconv.Atoi(c.Value); c.Type == "s" && err == nil && n >= 0 && n < len(b.strings) {
			text, b.used[n] = b.strings[n], true
		}
		text = strings.TrimSpace(text + c.Inline.String() + " " + c.F)
		if text != "" {
			s = append(s, passage{where: "sheet " + sheet + ", cell " + c.Ref, text: text})
		}
	}
}

// unused is the texts in the file that no cell shows.
func (b book) unused() stream {
	var s stream
	for i, t := range b.strings {
		if !b.used[i] {
			s = append(s, passage{where: "a text that no cell shows", text: t})
		}
	}
	return s
}
