package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// markup reads XML tag by tag, without building anything and without copying: texts and tags are slices of one
// window that moves over the part. It knows no namespaces (prefixes are dropped) and no entities beside the five of
// XML and numbers, so that a document cannot make it expand or fetch anything.
type markup struct {
	src     io.Reader
	window  []byte
	pos     int   // of what is read next, in the window
	end     int   // of what the window holds
	srcErr  error // why no more comes
	declare bool  // the part says that it is in another encoding than UTF-8

	text    []byte // between the previous tag and this one, still escaped; valid until the next tag, as is all below
	name    []byte // of this tag, without its prefix
	attrs   []byte
	closing bool // </name>
	empty   bool // <name/>
	tag     []byte
	joined  []byte // text of several pieces, with comments or CDATA between
	err     error
}

// maxToken bounds one text or tag: cells hold 32,767 characters, so this is far beyond honest use.
const maxToken = 4 << 20

var errTokenTooLong = errors.New("a text or tag of the workbook is longer than 4 MB")

// newMarkup reads a part of a workbook, in UTF-8 or UTF-16.
func newMarkup(r io.Reader) *markup {
	m := &markup{src: r, window: make([]byte, 128<<10)}
	for m.end < 2 && m.more() {
	}
	if head := m.window[:m.end]; len(head) >= 2 && (head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF) {
		whole := io.MultiReader(bytes.NewReader(bytes.Clone(head)), r)
		*m = markup{src: transform.NewReader(whole, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), window: m.window}
	}
	return m
}

// more reads on, after moving what is not done with to the front of the window, which grows where it is full. It says
// false where nothing came.
func (m *markup) more() bool {
	if m.srcErr != nil {
		return false
	}
	if m.pos > 0 {
		m.end = copy(m.window, m.window[m.pos:m.end])
		m.pos = 0
	}
	if m.end == len(m.window) {
		if len(m.window) > 2*maxToken {
			m.srcErr = errTokenTooLong
			return false
		}
		m.window = append(m.window, make([]byte, len(m.window))...)
	}
	n := 0
	for tries := 0; n == 0 && m.srcErr == nil; tries++ {
		if n, m.srcErr = m.src.Read(m.window[m.end:]); tries > 100 {
			m.srcErr = io.ErrNoProgress
		}
	}
	m.end += n
	return n > 0
}

// next advances to the next tag. At the end, or when something is wrong (err), it says false.
func (m *markup) next() bool {
	m.joined = m.joined[:0]
	for {
		lt, gt, ok := m.token()
		if !ok {
			return false
		}
		text, tag := m.window[m.pos:lt], m.window[lt+1:gt]
		m.pos = gt + 1
		if len(tag) > 0 && (tag[0] == '!' || tag[0] == '?') {
			if m.passAside(text, tag); len(m.joined) > maxToken {
				m.err = errTokenTooLong
				return false
			}
			continue
		}
		if m.text = text; len(m.joined) > 0 {
			m.joined = append(m.joined, text...)
			m.text = m.joined
		}
		m.tag = tag
		m.split()
		return true
	}
}

// token finds the next "<" and the ">" that ends its tag, in the window.
func (m *markup) token() (lt, gt int, ok bool) {
	from := 0 // after pos: where looking goes on once more has been read
	for {
		i := bytes.IndexByte(m.window[m.pos+from:m.end], '<')
		if i >= 0 {
			from += i
			break
		}
		if from = m.end - m.pos; !m.grown(from) {
			return 0, 0, false
		}
	}
	tag := from + 1
	for e := (ending{}); ; {
		if n := e.find(m.window[m.pos+tag : m.end]); n >= 0 {
			return m.pos + tag - 1, m.pos + tag + n, true
		}
		if !m.grown(m.end - m.pos - tag) {
			return 0, 0, false
		}
	}
}

// ending looks for the ">" that ends a tag: not one within quotes, a comment or CDATA. It goes on where it was when
// more of the tag has been read.
type ending struct {
	done  int
	quote byte
}

// find is where the ">" stands in what there is of the tag, -1 where it is not there yet.
func (e *ending) find(tag []byte) int {
	if len(tag) > 0 && tag[0] == '!' {
		if mark, after := aside(tag); mark != "" {
			e.done = max(e.done, after)
			if i := bytes.Index(tag[min(e.done, len(tag)):], []byte(mark)); i >= 0 {
				return e.done + i + len(mark) - 1
			}
			e.done = max(e.done, len(tag)-len(mark)+1)
			return -1
		}
		if len(tag) < len(cdata) && bytes.IndexByte(tag, '>') < 0 {
			return -1
		}
	}
	for ; e.done < len(tag); e.done++ {
		switch c := tag[e.done]; {
		case e.quote != 0:
			if c == e.quote {
				e.quote = 0
			}
		case c == '>':
			return e.done
		case c == '"' || c == '\'':
			e.quote = c
		}
	}
	return -1
}

const cdata = "![CDATA["

// aside says what ends a comment or CDATA, and where to begin to look for it; "" for other tags.
func aside(tag []byte) (mark string, from int) {
	switch {
	case bytes.HasPrefix(tag, []byte("!--")):
		return "-->", 3
	case bytes.HasPrefix(tag, []byte(cdata)):
		return "]]>", len(cdata)
	}
	return "", 0
}

// grown reads on within a text or tag of which so many bytes are there.
func (m *markup) grown(size int) bool {
	if size > maxToken {
		m.err = errTokenTooLong
	} else if !m.more() {
		m.err = m.srcErr
	}
	return m.err == nil
}

// passAside handles what is no tag: CDATA is text, a declaration may name an encoding, comments go.
func (m *markup) passAside(text, tag []byte) {
	m.joined = append(m.joined, text...)
	switch {
	case bytes.HasPrefix(tag, []byte(cdata)):
		m.joined = append(m.joined, escaped(tag[8:len(tag)-2])...)
	case bytes.HasPrefix(tag, []byte("?xml ")):
		m.attrs = bytes.TrimSuffix(tag[4:], []byte("?"))
		code := strings.ToLower(string(m.attr("encoding")))
		m.declare = code != "" && code != "utf-8" && code != "utf8" && code != "us-ascii" && !strings.HasPrefix(code, "utf-16")
	}
}

// split parts a tag into name and attributes.
func (m *markup) split() {
	tag := m.tag
	if m.closing = len(tag) > 0 && tag[0] == '/'; m.closing {
		tag = tag[1:]
	}
	if m.empty = len(tag) > 0 && tag[len(tag)-1] == '/'; m.empty {
		tag = tag[:len(tag)-1]
	}
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	m.name, m.attrs = tag[:end], tag[end:]
	if i := bytes.IndexByte(m.name, ':'); i >= 0 {
		m.name = m.name[i+1:]
	}
}

// is says whether this is the opening tag of a name.
func (m *markup) is(name string) bool { return !m.closing && string(m.name) == name }

// ends says whether this is the closing tag of a name.
func (m *markup) ends(name string) bool { return m.closing && string(m.name) == name }

// attr is the value of an attribute, still escaped, or nil.
func (m *markup) attr(name string) []byte {
	rest := m.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:eq])
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// attrText is an attribute as text.
func (m *markup) attrText(name string) string { return string(unescape(bytes.Clone(m.attr(name)))) }

// attrInt is an attribute as a number of at least 0; ok is false where it is none.
func (m *markup) attrInt(name string) (int, bool) { return number(m.attr(name)) }

// attrTrue says whether a boolean attribute is set.
func (m *markup) attrTrue(name string) bool {
	v := m.attr(name)
	return string(v) == "1" || string(v) == "true"
}

// number reads decimal digits.
func number(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// escaped makes text of a CDATA section look like other text.
func escaped(b []byte) []byte { return bytes.ReplaceAll(b, []byte("&"), []byte("&amp;")) }

// unescape resolves entities; what is no entity of XML stays as it is. It changes b in place.
func unescape(b []byte) []byte {
	amp := bytes.IndexByte(b, '&')
	if amp < 0 {
		return b
	}
	out := b[:amp]
	for b = b[amp:]; len(b) > 0; {
		if b[0] != '&' {
			out, b = append(out, b[0]), b[1:]
			continue
		}
		c, n := entity(b)
		out = utf8.AppendRune(out, c)
		b = b[n:]
	}
	return out
}

// entity reads the entity b begins with, and how many bytes it takes.
func entity(b []byte) (rune, int) {
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 0 {
		return '&', 1
	}
	switch body := string(b[1:end]); {
	case body == "amp":
		return '&', end + 1
	case body == "lt":
		return '<', end + 1
	case body == "gt":
		return '>', end + 1
	case body == "quot":
		return '"', end + 1
	case body == "apos":
		return '\'', end + 1
	case len(body) > 2 && body[0] == '#' && (body[1] == 'x' || body[1] == 'X'):
		return charRef(body[2:], 16, end+1)
	case len(body) > 1 && body[0] == '#':
		return charRef(body[1:], 10, end+1)
	}
	return '&', 1
}

// charRef is a character given by number; what is no character becomes U+FFFD.
func charRef(digits string, base, n int) (rune, int) {
	c, err := strconv.ParseInt(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(c)) {
		return utf8.RuneError, n
	}
	return rune(c), n
}
