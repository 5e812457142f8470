package leak

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// rich is the text of an RTF file, paragraph by paragraph, with its properties, notes and headers.
func rich(in string, data []byte) []stream {
	r := richReader{b: string(data), skip: 1}
	r.where = func() string { return in + "paragraph " + strconv.Itoa(len(r.s)+1) }
	for r.at < len(r.b) {
		r.step()
	}
	r.end()
	return []stream{r.s}
}

// richReader follows RTF's groups and control words.
type richReader struct {
	b     string
	at    int
	out   strings.Builder
	s     stream
	where func() string
	skip  int   // characters that stand for a Unicode one before them
	skips []int // of the groups around
	left  int   // of those characters, still to be passed over
}

func (r *richReader) step() {
	c := r.b[r.at]
	r.at++
	switch c {
	case '{':
		r.skips = append(r.skips, r.skip)
	case '}':
		if n := len(r.skips); n > 0 {
			r.skip, r.skips = r.skips[n-1], r.skips[:n-1]
		}
		r.left = 0
	case '\r', '\n':
	case '\\':
		r.control()
	default:
		if r.left > 0 {
			r.left--
			return
		}
		r.out.WriteRune(rune(c))
	}
}

// control reads what follows a backslash.
func (r *richReader) control() {
	if r.at >= len(r.b) {
		return
	}
	c := r.b[r.at]
	if !letter(c) || c >= 0x80 {
		r.at++
		r.symbol(c)
		return
	}
	from := r.at
	for r.at < len(r.b) && letter(r.b[r.at]) && r.b[r.at] < 0x80 {
		r.at++
	}
	word, num := r.b[from:r.at], r.at
	if r.at < len(r.b) && r.b[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.b) && r.b[r.at] >= '0' && r.b[r.at] <= '9' {
		r.at++
	}
	n, _ := strconv.Atoi(r.b[num:r.at])
	if r.at < len(r.b) && r.b[r.at] == ' ' {
		r.at++
	}
	switch word {
	case "u":
		r.out.WriteRune(rune(uint16(n)))
		r.left = r.skip
	case "uc":
		r.skip = n
	case "par", "page", "sect", "row", "pict", "fonttbl", "colortbl", "stylesheet", "info", "author", "title", "operator", "company", "header", "footer", "annotation", "footnote", "listtable":
		r.end()
	case "tab", "line", "cell", "emspace", "enspace", "qmspace":
		r.out.WriteByte(' ')
	case "bin":
		r.at = min(len(r.b), r.at+max(0, n))
	}
}

func (r *richReader) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 > len(r.b) {
			return
		}
		b, err := hex.DecodeString(r.b[r.at : r.at+2])
		r.at += 2
		if r.left > 0 {
			r.left--
		} else if err == nil {
			r.out.WriteRune(rune(b[0]))
		}
	case '~':
		r.out.WriteByte(' ')
	case '_':
		r.out.WriteByte('-')
	case '\\', '{', '}':
		r.out.WriteByte(c)
	case '\n', '\r':
		r.end()
	}
}

func (r *richReader) end() {
	if hasLetters(r.out.String()) {
		r.s = append(r.s, passage{where: r.where(), text: unescape(r.out.String())})
	}
	r.out.Reset()
}
