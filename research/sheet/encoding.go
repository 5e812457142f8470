package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// decoded is a text file in UTF-8, with what was in doubt about it.
type decoded struct {
	text    string
	warning string
}

// decode finds the encoding of a text file: byte order mark, then the shape of UTF-16, then valid
// UTF-8, then a guess among the older ones, cp1252 by default. The last resort cannot fail, so that
// the warning says what was assumed.
func decode(data []byte) decoded {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return fromUTF8(data[3:])
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeBy(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data, "")
	}
	if e := utf16Shape(data); e != nil {
		return decodeBy(e, data, "")
	}
	if valid, bad := utf8Balance(data); bad == 0 || valid > 20*bad {
		return fromUTF8(data)
	}
	e, name := legacy(data)
	return decodeBy(e, data, "The file does not say how its letters are encoded; "+name+" was assumed. If accents look wrong, save it as UTF-8 or .xlsx.")
}

// fromUTF8 repairs what few bytes are no UTF-8.
func fromUTF8(data []byte) decoded {
	if utf8.Valid(data) {
		return decoded{text: string(data)}
	}
	return decoded{text: strings.ToValidUTF8(string(data), "\uFFFD"),
		warning: "Some bytes were no valid text and show as \uFFFD. If words look damaged, export the file again as UTF-8."}
}

func decodeBy(e encoding.Encoding, data []byte, warning string) decoded {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return fromUTF8(data)
	}
	return decoded{text: strings.ToValidUTF8(string(out), "\uFFFD"), warning: warning}
}

// utf16Shape recognises UTF-16 without a byte order mark: in Western text every other byte is 0.
func utf16Shape(data []byte) encoding.Encoding {
	head := data[:min(len(data), 4096)&^1]
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs >= 4 && odd*10 >= pairs*6 && even*10 < pairs:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case pairs >= 4 && even*10 >= pairs*6 && odd*10 < pairs:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// utf8Balance counts characters of several bytes that are valid UTF-8, and bytes that are not.
func utf8Balance(data []byte) (valid, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		c, n := utf8.DecodeRune(data)
		if c == utf8.RuneError && n == 1 {
			bad++
		} else {
			valid++
		}
		data = data[n:]
	}
	return valid, bad
}

// legacy guesses an encoding of the time before UTF-8. chardet is trusted only for writings whose
// bytes cannot be Western text by accident: it likes to see Turkish or Thai in German umlauts.
func legacy(data []byte) (encoding.Encoding, string) {
	sample := highBytes(data, 64<<10)
	switch res := chardet.Detect(sample); strings.ToLower(res.Encoding) {
	case "shift_jis", "cp932", "euc-jp", "gb2312", "gb18030", "big5", "euc-kr", "cp949", "windows-1251", "koi8-r", "iso-8859-5", "windows-1253", "iso-8859-7", "windows-1255":
		if e, err := ianaindex.IANA.Encoding(ianaName(res.Encoding)); err == nil && e != nil && res.Confidence >= 0.8 && share(sample) >= 0.15 {
			return e, res.Encoding
		}
	}
	if macText(data) {
		return charmap.Macintosh, "Mac Roman"
	}
	return charmap.Windows1252, "Windows-1252 (Western European)"
}

// ianaName is the registered name of an encoding that chardet calls otherwise.
func ianaName(s string) string {
	switch strings.ToLower(s) {
	case "cp932":
		return "Shift_JIS"
	case "cp949":
		return "EUC-KR"
	case "gb2312":
		return "GB18030"
	}
	return s
}

// highBytes is a sample of the lines that hold bytes above ASCII.
func highBytes(data []byte, limit int) []byte {
	var out []byte
	for line := range bytes.Lines(data) {
		if len(out) >= limit {
			break
		}
		if bytes.IndexFunc(line, func(c rune) bool { return c >= utf8.RuneSelf }) >= 0 {
			out = append(out, line[:min(len(line), 4096)]...)
		}
	}
	return out
}

// share is the share of bytes above ASCII.
func share(data []byte) float64 {
	n := 0
	for _, c := range data {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return float64(n) / float64(max(len(data), 1))
}

// macText recognises Mac Roman: its accented letters are bytes that are punctuation or capitals in
// Windows-1252 and stand there between small letters.
func macText(data []byte) bool {
	mac, win := 0, 0
	for i := 1; i+1 < len(data); i++ {
		if data[i] < 0x80 || !small(data[i-1]) && !small(data[i+1]) {
			continue
		}
		switch c := data[i]; {
		case c >= 0x87 && c <= 0x90, c >= 0x98 && c <= 0x9f && c != 0x9c, c == 0xa7:
			mac++
		case c >= 0xdf && c != 0xf7:
			win++
		}
	}
	return mac > 2*win && mac > 1
}

func small(c byte) bool { return c >= 'a' && c <= 'z' }

// Text is a text file in UTF-8, whatever it was written in, with what was in doubt about it, "" where nothing was.
func Text(data []byte) (text, warning string) {
	d := decode(data)
	return d.text, d.warning
}
