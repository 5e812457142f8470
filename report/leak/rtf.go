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
	b      string
	at     int
	out    strings.Builder
	s      stream
	where  func() string
	skip   int // characters that stand for a Unicode one before them
	left   int // of those characters, still to be passed over
	groups []richGroup
}

// richGroup is what a group puts back when it ends.
type richGroup struct {
	skip  int
	aside bool   // what stands in it is no part of the text around
	outer string // the text around, as far as it is
}

// asides begin a group that stands beside the text: properties, notes, headers, tables of fonts.
var asides = map[string]bool{"pict": true, "object": true, "fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "title": true, "subject": true, "author": true, "operator": true,
	"keywords": true, "comment": true, "doccomm": true, "company": true, "manager": true, "category": true, "hlinkbase": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "annotation": true, "footnote": true, "listtable": true, "fldinst": true, "propname": true, "staticval": true, "xe": true, "tc": true}

// aside sets the text around apart until the group ends.
func (r *richReader) aside() {
	if n := len(r.groups); n > 0 && !r.groups[n-1].aside {
		r.groups[n-1].aside, r.groups[n-1].outer = true, r.out.String()
		r.out.Reset()
	}
}

func (r *richReader) step() {
	c := r.b[r.at]
	r.at++
	switch c {
	case '{':
		r.groups = append(r.groups, richGroup{skip: r.skip})
	case '}':
		if n := len(r.groups); n > 0 {
			g := r.groups[n-1]
			if r.skip, r.groups = g.skip, r.groups[:n-1]; g.aside {
				r.end()
				r.out.WriteString(g.outer)
			}
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
	if asides[word] {
		r.aside()
	}
	switch word {
	case "u":
		r.out.WriteRune(rune(uint16(n)))
		r.left = r.skip
	case "uc":
		r.skip = n
	case "par", "page", "sect", "row":
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
	case '*':
		r.aside()
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
