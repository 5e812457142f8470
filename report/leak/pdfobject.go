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

// lexer reads objects.
type lexer struct {
	b     []byte
	at    int
	depth int
}

// deepest is how far objects may be nested; no honest file comes near.
const deepest = 100

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// end is the object at the end of the input and of a list.
type end byte

// object reads the next object; end when there is none.
func (l *lexer) object() any {
	l.skip()
	if l.at >= len(l.b) || l.depth > deepest {
		l.at = max(l.at, min(l.at+1, len(l.b)))
		return end(0)
	}
	l.depth++
	defer func() { l.depth-- }()
	c := l.b[l.at]
	switch {
	case c == '(':
		return l.literal()
	case c == '<' && l.at+1 < len(l.b) && l.b[l.at+1] == '<':
		l.at += 2
		return l.dict()
	case c == '<':
		return l.hex()
	case c == '>' && l.at+1 < len(l.b) && l.b[l.at+1] == '>':
		l.at += 2
		return end('>')
	case c == '[':
		l.at++
		return l.array()
	case c == '/':
		l.at++
		return pdfName(l.word())
	case delimiter(c):
		l.at++
		return end(c)
	}
	return l.number()
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && !space(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

// number is a number, a reference ("12 0 R") or a keyword.
func (l *lexer) number() any {
	w := l.word()
	v, err := strconv.ParseFloat(w, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > math.MaxInt32 {
		switch w {
		case "true", "false":
			return w == "true"
		case "null":
			return nil
		}
		return keyword(w)
	}
	back := l.at
	l.skip()
	if g := l.word(); g != "" && g == strconv.Itoa(atoi(g)) {
		l.skip()
		if l.word() == "R" {
			return ref(int(v))
		}
	}
	l.at = back
	return v
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

func (l *lexer) array() []any {
	r := []any{}
	for {
		o := l.object()
		if _, ok := o.(end); ok {
			return r
		}
		r = append(r, o)
	}
}

func (l *lexer) dict() dict {
	d := dict{}
	for {
		k, ok := l.object().(pdfName)
		if !ok {
			return d
		}
		v := l.object()
		if _, ok := v.(end); ok {
			return d
		}
		d[string(k)] = v
	}
}

// literal is a string in brackets, with its escapes.
func (l *lexer) literal() string {
	var b []byte
	depth := 1
	for l.at++; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return string(b)
			}
		case '\\':
			b = l.escape(b)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

func (l *lexer) escape(b []byte) []byte {
	if l.at++; l.at >= len(l.b) {
		return b
	}
	c := l.b[l.at]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(b, "\n\r\t\b\f"[i])
	}
	if c == '\r' || c == '\n' {
		if c == '\r' && l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
			l.at++
		}
		return b
	}
	if c < '0' || c > '7' {
		return append(b, c)
	}
	v := 0
	for k := 0; k < 3 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; k++ {
		v = v*8 + int(l.b[l.at]-'0')
		l.at++
	}
	l.at--
	return append(b, byte(v))
}

func (l *lexer) hex() string {
	var digits []byte
	for l.at++; l.at < len(l.b) && l.b[l.at] != '>'; l.at++ {
		if !space(l.b[l.at]) {
			digits = append(digits, l.b[l.at])
		}
	}
	l.at++
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	b := make([]byte, len(digits)/2)
	for i := range b {
		v, _ := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		b[i] = byte(v)
	}
	return string(b)
}

// streamOf is the stream that follows a dictionary, or the dictionary.
func (l *lexer) streamOf(d dict) any {
	back := l.at
	l.skip()
	if !bytes.HasPrefix(l.b[l.at:], []byte("stream")) {
		l.at = back
		return d
	}
	from := l.at + len("stream")
	if from < len(l.b) && l.b[from] == '\r' {
		from++
	}
	if from < len(l.b) && l.b[from] == '\n' {
		from++
	}
	n, ok := d["Length"].(float64)
	to := from + int(n)
	if !ok || n < 0 || to > len(l.b) || !bytes.HasPrefix(bytes.TrimLeft(l.b[to:], "\r\n "), []byte("endstream")) {
		i := bytes.Index(l.b[from:], []byte("endstream"))
		if i < 0 {
			i = len(l.b) - from
		}
		to = from + i
	}
	l.at = to
	return pdfStream{d, l.b[from:to]}
}
