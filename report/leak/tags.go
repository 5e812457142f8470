package leak

import (
	"bytes"
	"html"
	"strings"
)

// tags reads XML, HTML and SVG piece by piece. It forgives everything: what is no markup is text.
type tags struct {
	b     []byte
	at    int
	names map[string]string // so that a name is stored once
}

func newTags(text string) *tags { return &tags{b: []byte(text), names: map[string]string{}} }

// The kinds of pieces.
const (
	said    = 't' // text, with its entities undone
	opening = '<'
	closing = '/'
	remark  = '!' // a comment, a declaration
)

// piece is the next thing in markup.
type piece struct {
	kind  byte
	name  string // without its prefix
	text  string // of what is said and of remarks
	attrs []byte // as they stand
	alone bool   // an opening that is its closing too
}

// next answers false at the end.
func (t *tags) next() (piece, bool) {
	if t.at >= len(t.b) {
		return piece{}, false
	}
	rest := t.b[t.at:]
	if rest[0] != '<' {
		n := bytes.IndexByte(rest, '<')
		if n < 0 {
			n = len(rest)
		}
		t.at += n
		return piece{kind: said, text: entities(rest[:n])}, true
	}
	for _, s := range []struct{ from, to string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if bytes.HasPrefix(rest, []byte(s.from)) {
			body := t.until(rest[len(s.from):], len(s.from), s.to)
			if s.from[1] == '!' && s.from[2] == '[' {
				return piece{kind: said, text: string(body)}, true
			}
			return piece{kind: remark, text: entities(body)}, true
		}
	}
	if len(rest) > 1 && rest[1] == '!' {
		return piece{kind: remark, text: entities(t.until(rest[2:], 2, ">"))}, true
	}
	return t.tag(rest), true
}

// until is what stands up to an end, which is passed over.
func (t *tags) until(rest []byte, skipped int, to string) []byte {
	n := bytes.Index(rest, []byte(to))
	if n < 0 {
		t.at = len(t.b)
		return rest
	}
	t.at += skipped + n + len(to)
	return rest[:n]
}

// tag is an opening or closing; a single < that begins none is text.
func (t *tags) tag(rest []byte) piece {
	i, p := 1, piece{kind: opening}
	if i < len(rest) && rest[i] == '/' {
		i, p.kind = i+1, closing
	}
	from := i
	for i < len(rest) && rest[i] != '>' && rest[i] != '/' && !space(rest[i]) {
		if rest[i] == ':' {
			from = i + 1
		}
		i++
	}
	if i == from || !letter(rest[from]) {
		t.at++
		return piece{kind: said, text: "<"}
	}
	p.name = t.name(rest[from:i])
	end, quote := i, byte(0)
	for end < len(rest) && (quote != 0 || rest[end] != '>') {
		switch c := rest[end]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
		end++
	}
	p.attrs = rest[i:end]
	p.alone = bytes.HasSuffix(p.attrs, []byte("/"))
	t.at += min(end+1, len(rest))
	return p
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func (t *tags) name(b []byte) string {
	n, ok := t.names[string(b)]
	if !ok {
		n = string(b)
		t.names[n] = n
	}
	return n
}

// eachAttr calls f for every attribute: its name without the prefix, its value with entities undone.
func (p piece) eachAttr(f func(name, value string)) {
	b := p.attrs
	for {
		b = bytes.TrimLeft(b, " \t\r\n/")
		eq := bytes.IndexAny(b, "= \t\r\n")
		if eq < 0 {
			return
		}
		name := b[:eq]
		b = bytes.TrimLeft(b[eq:], " \t\r\n")
		if len(b) == 0 || b[0] != '=' {
			continue
		}
		b = bytes.TrimLeft(b[1:], " \t\r\n")
		var value []byte
		if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
			n := bytes.IndexByte(b[1:], b[0])
			if n < 0 {
				n = len(b) - 1
			}
			value, b = b[1:1+n], b[min(n+2, len(b)):]
		} else {
			n := bytes.IndexAny(b, " \t\r\n")
			if n < 0 {
				n = len(b)
			}
			value, b = b[:n], b[n:]
		}
		if bytes.HasPrefix(name, []byte("xmlns")) {
			continue
		}
		if i := bytes.IndexByte(name, ':'); i >= 0 {
			name = name[i+1:]
		}
		f(string(name), entities(value))
	}
}

// attr is an attribute's value by its name without prefix, "" where there is none.
func (p piece) attr(name string) string {
	if !bytes.Contains(p.attrs, []byte(name)) {
		return ""
	}
	r := ""
	p.eachAttr(func(n, v string) {
		if n == name && r == "" {
			r = v
		}
	})
	return r
}

func entities(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	return html.UnescapeString(string(b))
}

// worth says whether an attribute could hold a name: it has a letter or is a long number, and is no flag.
func worth(v string) bool {
	return len(v) > 1 && hasLetters(v) && v != "true" && v != "false" && !strings.HasPrefix(v, "http://schemas.")
}
