package leak

import (
	"bytes"
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// The objects of a PDF: dict, []any, string (its bytes), name, ref, float64, bool, pdfStream, nil.
type (
	dict      map[string]any
	pdfName   string
	ref       int
	pdfStream struct {
		dict dict
		raw  []byte
	}
	keyword string // anything else, such as operators of a content stream
)

func nameOf(s string) pdfName { return pdfName(s) }

// object is an object with its number and its place in the order of the file.
type object struct {
	n, at int
	o     any
}

// pdfFile is a PDF's objects.
type pdfFile struct {
	t       *taken
	all     []object    // every one in the file, also those that a later version took the place of
	latest  map[int]int // place in all by number
	visited map[int]bool
	trailer dict
	cmaps   map[ref]map[int]string
	fonts   map[ref]*pdfFont
	drawn   int         // forms
	numbers map[int]int // of pages, by object
}

var (
	objectAt  = regexp.MustCompile(`(?:^|[\r\n\s])(\d{1,9})\s+\d{1,5}\s+obj\b`)
	trailerAt = regexp.MustCompile(`trailer\s*<<`)
)

// parsePDF collects the objects by looking for them, not by the table of contents: nothing that is in the
// file is left out.
func parsePDF(data []byte, t *taken) (*pdfFile, error) {
	f := &pdfFile{t: t, latest: map[int]int{}, visited: map[int]bool{}, trailer: dict{}, cmaps: map[ref]map[int]string{}, fonts: map[ref]*pdfFont{}, numbers: map[int]int{}}
	for at := 0; at < len(data); {
		m := objectAt.FindSubmatchIndex(data[at:])
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(string(data[at+m[2] : at+m[3]]))
		l := &lexer{b: data, at: at + m[1]}
		o := l.object()
		if d, ok := o.(dict); ok {
			o = l.streamOf(d)
		}
		f.put(n, o)
		at = max(l.at, at+m[1])
	}
	for _, m := range trailerAt.FindAllIndex(data, -1) {
		l := &lexer{b: data, at: m[0] + len("trailer")}
		if d, ok := l.object().(dict); ok {
			f.trail(d)
		}
	}
	for _, o := range f.all {
		if s, ok := o.o.(pdfStream); ok && s.dict["Type"] == nameOf("XRef") {
			f.trail(s.dict)
		}
	}
	if f.trailer["Encrypt"] != nil {
		return nil, errors.New("encrypted")
	}
	f.unpack()
	if f.trailer["Root"] == nil {
		return nil, errors.New("no root")
	}
	return f, nil
}

func (f *pdfFile) trail(d dict) {
	for k, v := range d {
		f.trailer[k] = v
	}
}

func (f *pdfFile) put(n int, o any) {
	f.latest[n] = len(f.all)
	f.all = append(f.all, object{n, len(f.all), o})
}

// unpack adds the objects that are stored inside streams.
func (f *pdfFile) unpack() {
	for _, o := range slices.Clone(f.all) {
		s, ok := o.o.(pdfStream)
		if !ok || s.dict["Type"] != nameOf("ObjStm") {
			continue
		}
		count, _ := f.resolve(s.dict["N"]).(float64)
		first, _ := f.resolve(s.dict["First"]).(float64)
		body, ok := f.decoded(s)
		if !ok {
			f.t.miss("the file", "a part of it is packed in an unknown way")
		}
		head := &lexer{b: body}
		for range int(count) {
			n, ok1 := head.object().(float64)
			off, ok2 := head.object().(float64)
			if !ok1 || !ok2 || first < 0 || off < 0 || first+off > float64(len(body)) || n > math.MaxInt32 {
				break
			}
			f.put(int(n), (&lexer{b: body, at: int(first + off)}).object())
		}
	}
}

// resolve follows references.
func (f *pdfFile) resolve(o any) any {
	for range 20 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		i, ok := f.latest[int(r)]
		if !ok {
			return nil
		}
		o = f.all[i].o
	}
	return nil
}

// visit notes that a page shows an object.
func (f *pdfFile) visit(o any) {
	if r, ok := o.(ref); ok {
		if i, ok := f.latest[int(r)]; ok {
			f.visited[i] = true
		}
	}
}

// list is an object as a list: itself, or its items.
func (f *pdfFile) list(o any) []any {
	switch l := f.resolve(o).(type) {
	case []any:
		return l
	case nil:
		return nil
	}
	return []any{o}
}

// decoded is a stream's content; false where its packing is not known (pictures, some fonts).
func (f *pdfFile) decoded(s pdfStream) ([]byte, bool) {
	filters, parms := f.list(s.dict["Filter"]), f.list(s.dict["DecodeParms"])
	b := s.raw
	for i, filter := range filters {
		var p dict
		if i < len(parms) {
			p = f.dict(parms[i])
		}
		var ok bool
		switch asName(f.resolve(filter)) {
		case "FlateDecode", "Fl":
			b, ok = f.inflate(b)
			b = f.predicted(b, p)
		case "LZWDecode", "LZW":
			b, ok = f.predicted(unLZW(b, f.resolve(p["EarlyChange"]) != float64(0)), p), true
		case "ASCIIHexDecode", "AHx":
			b, ok = []byte((&lexer{b: append([]byte("<"), b...)}).hex()), true
		case "ASCII85Decode", "A85":
			b, ok = un85(bytes.TrimSpace(b)), true
		case "RunLengthDecode", "RL":
			b, ok = unRun(b), true
		case "Crypt":
			ok = true
		}
		if !ok {
			return nil, false
		}
	}
	return b, true
}
