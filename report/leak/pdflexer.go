package leak

import (
	"bytes"
	"math"
	"strconv"
)

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
	var v float64
	err := strconv.ErrSyntax
	if w != "" && w[0] < 'A' { // most of what is no number is a word
		v, err = strconv.ParseFloat(w, 64)
	}
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
	if l.at >= len(l.b) || l.b[l.at] < '0' || l.b[l.at] > '9' || v != math.Trunc(v) {
		l.at = back
		return v
	}
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
	l.at = min(l.at, len(l.b)) // an escape may be cut off
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
	l.at = min(l.at+1, len(l.b))
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
