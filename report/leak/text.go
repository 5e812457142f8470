package leak

import (
	"bytes"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// lines is plain text, line by line: CSV, notes, Markdown.
func lines(where, text string) stream {
	var s stream
	for i, l := range strings.Split(newlines.Replace(text), "\n") {
		if strings.TrimSpace(l) != "" {
			s = append(s, passage{where: where + strconv.Itoa(i+1), text: unescape(l)})
		}
	}
	return s
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func isJSON(b []byte) bool { return json.Valid(b) }

// values is the names and values of JSON, each with its line.
func values(in, text string) []stream {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var s stream
	line, at := 1, 0
	for {
		v, err := d.Token()
		if err != nil {
			return []stream{s}
		}
		to := int(d.InputOffset())
		line, at = line+strings.Count(text[at:to], "\n"), to
		switch v := v.(type) {
		case string:
			s = append(s, passage{where: in + "line " + strconv.Itoa(line), text: v, cell: true})
		case json.Number:
			s = append(s, passage{where: in + "line " + strconv.Itoa(line), text: v.String(), cell: true})
		}
	}
}

// decode is text in UTF-8, UTF-16 with a byte order mark or plainly so, or Latin-1.
func decode(b []byte) string {
	switch {
	case len(b) > 1 && b[0] == 0xFE && b[1] == 0xFF:
		return utf16Text(b[2:], true)
	case len(b) > 1 && b[0] == 0xFF && b[1] == 0xFE:
		return utf16Text(b[2:], false)
	case isWide(b):
		return utf16Text(b, b[0] == 0)
	case utf8.Valid(b):
		return strings.TrimPrefix(string(b), "\uFEFF")
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// isWide says whether text is UTF-16: marked so, or with every other byte zero.
func isWide(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	if b[0] == 0xFE && b[1] == 0xFF || b[0] == 0xFF && b[1] == 0xFE {
		return true
	}
	head, zeros := b[:min(len(b), 512)&^1], [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	return half >= 4 && (zeros[0] == 0 && zeros[1] > half*3/4 || zeros[1] == 0 && zeros[0] > half*3/4)
}

func utf16Text(b []byte, big bool) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		if big {
			u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
	}
	return string(utf16.Decode(u))
}

var officeEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape turns the ways of writing a letter in plain signs into the letter: \u00fc, &uuml;, %C3%BC,
// _x00FC_.
func unescape(s string) string {
	if strings.Contains(s, `\u`) {
		s = backslashed(s)
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "_x") {
		s = officeEscape.ReplaceAllStringFunc(s, func(e string) string {
			n, _ := strconv.ParseUint(e[2:6], 16, 16)
			return string(rune(n))
		})
	}
	if i := strings.IndexByte(s, '%'); i >= 0 && i+2 < len(s) {
		s = percents(s)
	}
	return s
}

// percents undoes %C3%BC word by word; a word in which a percent sign means itself stays.
func percents(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if strings.Contains(w, "%") {
			if u, err := url.PathUnescape(w); err == nil && utf8.ValidString(u) {
				words[i] = u
			}
		}
	}
	return strings.Join(words, " ")
}

func backslashed(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+6 <= len(s) && s[i] == '\\' && s[i+1] == 'u' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 5
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// wordsIn is the readable pieces of a binary part, such as a printer's settings: four letters and more, in
// bytes or in UTF-16.
func wordsIn(b []byte) []string {
	var out []string
	for _, wide := range [][]byte{b, everyOther(b, 0), everyOther(b, 1)} {
		for _, piece := range bytes.FieldsFunc(wide, func(r rune) bool { return r < ' ' || r == utf8.RuneError || r == 0x7f }) {
			if len(piece) >= 4 {
				out = append(out, string(piece))
			}
		}
	}
	return out
}

// everyOther is the low bytes of UTF-16 that begins at an offset; what is no such text becomes a gap.
func everyOther(b []byte, from int) []byte {
	var out []byte
	for i := from; i+1 < len(b); i += 2 {
		if b[i+1] == 0 && b[i] >= ' ' {
			out = append(out, string(rune(b[i]))...)
		} else {
			out = append(out, 0)
		}
	}
	return out
}
