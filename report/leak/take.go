package leak

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/research"
)

// passage is a piece of a file's text with its place.
type passage struct {
	where  string
	page   int
	text   string
	cell   bool // a field of its own, such as a cell: numbers do not go on in the next
	bridge bool // only what begins in the passage before and ends in this one counts
}

// stream is passages that follow one another, so that a name may begin in one and end in the next.
type stream []passage

// taken is a file taken apart, with everything inside it.
type taken struct {
	ctx     context.Context
	kind    string
	in      string // place of what is read now, inside the file: "attached file a.xlsx, "
	depth   int    // files within files
	left    int64  // bytes that may still be unpacked
	streams []stream
	looked  map[string]int
	unread  []Unread
}

const (
	mostUnzipped = 1 << 30 // how much a file may grow to, in bytes
	mostNested   = 6       // files within files
)

// take reads a file. What is not readable at all is an error.
func take(ctx context.Context, name string, data []byte) (*taken, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := &taken{ctx: ctx, left: mostUnzipped, looked: map[string]int{}}
	if len(data) > mostUnzipped {
		return nil, research.Problemf(research.Invalid, "%s is larger than 1 GB and cannot be checked. Split it.", name)
	}
	kind, err := t.read(name, data)
	t.kind = kind
	return t, err
}

// inside reads a file that lies within this one. What cannot be read is noted with its place.
func (t *taken) inside(where, name string, data []byte) {
	if t.depth >= mostNested {
		t.miss(where, "it is packed too deep")
		return
	}
	was := t.in
	t.in, t.depth = was+where+", ", t.depth+1
	_, err := t.read(name, data)
	t.in, t.depth = was, t.depth-1
	if err != nil && t.ctx.Err() == nil {
		t.miss(where, whyNot(data))
	}
}

// read reads one file by what it holds and says what kind it is.
func (t *taken) read(name string, data []byte) (string, error) {
	switch k := sniff(data); k {
	case "pdf":
		return k, t.readPDF(name, data)
	case "zip":
		return t.readZip(name, data)
	case "old":
		return k, research.Problemf(research.Unreadable, "%s is encrypted or in an old format, so it cannot be checked. Save it as .xlsx, .docx or .pdf without a password.", name)
	case "gzip":
		b, err := t.gunzip(data)
		if err != nil {
			return k, research.Problemf(research.Damaged, "%s is damaged or too large and cannot be checked. Write it again.", name)
		}
		return t.read(strings.TrimSuffix(name, ".gz"), b)
	case "picture":
		t.picture("properties of the picture", data)
		t.miss("the picture", "what a picture shows cannot be read")
		return k, nil
	case "rtf":
		t.count("paragraphs", t.add(rich(t.in, data)...))
		return k, nil
	case "markup":
		return t.readMarkup(data), nil
	case "json":
		t.count("values", t.add(values(t.in, decode(data))...))
		return k, nil
	case "text":
		t.count("lines", t.add(lines(t.in+"line ", decode(data))))
		return k, nil
	}
	return "unknown", research.Problemf(research.Unreadable, "%s is of a kind that cannot be checked. Save it as .pdf, .xlsx, .docx, .csv or plain text.", name)
}

// whyNot says in a few words why a file within another could not be read.
func whyNot(data []byte) string {
	switch sniff(data) {
	case "pdf", "zip", "gzip":
		return "it is damaged or encrypted"
	case "old":
		return "it is encrypted or in an old format"
	}
	return "it is of a kind that cannot be read"
}

// sniff says what kind of file the bytes are; "" where nobody knows.
func sniff(b []byte) string {
	has := func(s ...string) bool {
		return slices.ContainsFunc(s, func(s string) bool { return bytes.HasPrefix(b, []byte(s)) })
	}
	switch {
	case bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return "pdf"
	case has("PK\x03\x04", "PK\x05\x06"):
		return "zip"
	case has("\xD0\xCF\x11\xE0"):
		return "old"
	case has("\x1f\x8b"):
		return "gzip"
	case isPicture(b):
		return "picture"
	case has(`{\rtf`):
		return "rtf"
	case has("age-encryption.org/", "SQLite format 3\x00"):
		return ""
	}
	if !isText(b) {
		return ""
	}
	s := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case bytes.HasPrefix(s, []byte("<")) || isWide(b) && strings.HasPrefix(strings.TrimSpace(decode(b)), "<"):
		return "markup"
	case len(s) > 0 && (s[0] == '{' || s[0] == '[') && isJSON(s):
		return "json"
	}
	return "text"
}

// isText says whether the bytes are text in some encoding: hardly a control character.
func isText(b []byte) bool {
	if isWide(b) {
		return true
	}
	odd := 0
	for _, c := range b {
		if c == 0 {
			return false
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd*200 <= len(b)
}

func (t *taken) gunzip(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return t.all(z)
}

// all reads what unpacks, as far as the limit goes.
func (t *taken) all(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, t.left+1))
	if err != nil {
		return nil, err
	}
	if t.left -= int64(len(b)); t.left < 0 {
		return nil, io.ErrShortBuffer
	}
	return b, nil
}

// add takes streams in and answers how many passages they have.
func (t *taken) add(streams ...stream) (passages int) {
	for _, s := range streams {
		if len(s) > 0 {
			t.streams = append(t.streams, s)
			passages += len(s)
		}
	}
	return passages
}

// at is a passage at a place of the file that is read now.
func (t *taken) at(where, text string) passage { return passage{where: t.in + where, text: text} }

// say takes one text in, a stream of its own.
func (t *taken) say(where, text string) {
	if strings.TrimSpace(text) != "" {
		t.streams = append(t.streams, stream{t.at(where, text)})
	}
}

// count notes how much of something was looked at.
func (t *taken) count(what string, n int) {
	if n > 0 {
		t.looked[what] += n
	}
}

// miss notes a part that could not be read.
func (t *taken) miss(where, why string) {
	u := Unread{Where: t.in + where, Why: why}
	if !slices.Contains(t.unread, u) {
		t.unread = append(t.unread, u)
	}
}

func (t *taken) sorted() []Looked {
	r := make([]Looked, 0, len(t.looked))
	for w, n := range t.looked {
		r = append(r, Looked{w, n})
	}
	slices.SortFunc(r, func(a, b Looked) int { return cmp.Compare(a.What, b.What) })
	return r
}

// hasLetters says whether a text could hold a name.
func hasLetters(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return true
		}
	}
	return strings.ContainsFunc(s, unicode.IsDigit) && len(s) >= leastDigits
}
