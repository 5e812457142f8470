package leak

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
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

// pdfFile is a PDF's objects by number.
type pdfFile struct {
	objects map[int]any
	trailer dict
	cmaps   map[ref]map[int]string
}

var objectAt = regexp.MustCompile(`(?:^|[\r\n\s])(\d{1,9})\s+\d{1,5}\s+obj\b`)

// parsePDF collects the objects by looking for them, not by the table of contents: nothing that is in the
// file is left out.
func parsePDF(data []byte) (*pdfFile, error) {
	f := &pdfFile{objects: map[int]any{}, trailer: dict{}, cmaps: map[ref]map[int]string{}}
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
		f.objects[n] = o
		at = max(l.at, at+m[1])
	}
	f.unpack()
	for _, m := range regexp.MustCompile(`trailer\s*<<`).FindAllIndex(data, -1) {
		l := &lexer{b: data, at: m[0] + len("trailer")}
		if d, ok := l.object().(dict); ok {
			for k, v := range d {
				f.trailer[k] = v
			}
		}
	}
	for _, o := range f.objects {
		if s, ok := o.(pdfStream); ok && s.dict["Type"] == nameOf("XRef") {
			for k, v := range s.dict {
				f.trailer[k] = v
			}
		}
	}
	if f.trailer["Encrypt"] != nil || f.trailer["Root"] == nil {
		return nil, errors.New("encrypted, or no root")
	}
	return f, nil
}

// unpack adds the objects that are stored inside streams.
func (f *pdfFile) unpack() {
	for _, n := range f.numbers() {
		s, ok := f.objects[n].(pdfStream)
		if !ok || s.dict["Type"] != nameOf("ObjStm") {
			continue
		}
		count, _ := s.dict["N"].(float64)
		first, _ := s.dict["First"].(float64)
		body := s.decoded()
		head := &lexer{b: body}
		for range int(count) {
			n, ok1 := head.object().(float64)
			off, ok2 := head.object().(float64)
			if !ok1 || !ok2 || first < 0 || off < 0 || first+off > float64(len(body)) || n > math.MaxInt32 {
				break
			}
			f.objects[int(n)] = (&lexer{b: body, at: int(first + off)}).object()
		}
	}
}

func (f *pdfFile) numbers() []int {
	r := make([]int, 0, len(f.objects))
	for n := range f.objects {
		r = append(r, n)
	}
	slices.Sort(r)
	return r
}

// resolve follows references.
func (f *pdfFile) resolve(o any) any {
	for range 20 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[int(r)]
	}
	return nil
}

// list is an object as a list: itself, or its items.
func (f *pdfFile) list(o any) []any {
	if l, ok := f.resolve(o).([]any); ok {
		return l
	}
	return []any{o}
}

// decoded is a stream's content; empty where the filter is not known (pictures, fonts).
func (s pdfStream) decoded() []byte {
	filter := s.dict["Filter"]
	if l, ok := filter.([]any); ok && len(l) == 1 {
		filter = l[0]
	}
	switch filter {
	case nil:
		return s.raw
	case nameOf("FlateDecode"):
		r, err := zlib.NewReader(bytes.NewReader(s.raw))
		if err != nil {
			return nil
		}
		b, _ := io.ReadAll(io.LimitReader(r, mostUnzipped)) // what was read before an error still counts
		return b
	}
	return nil
}
