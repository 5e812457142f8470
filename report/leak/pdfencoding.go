package leak

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// encoding is the letters of a simple font's codes; blind where the font goes by its own numbers.
func (f *pdfFile) encoding(d dict) (letters map[int]string, blind bool) {
	enc := f.resolve(d["Encoding"])
	base := asName(enc)
	if e, ok := enc.(dict); ok {
		base = asName(f.resolve(e["BaseEncoding"]))
	}
	desc := f.dict(d["FontDescriptor"])
	own := desc["FontFile"] != nil || desc["FontFile2"] != nil || desc["FontFile3"] != nil
	flags, _ := f.resolve(desc["Flags"]).(float64)
	blind = base == "" && (own && int(flags)&4 != 0 || d["Subtype"] == nameOf("Type3"))
	table := charmap.Windows1252
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	letters = map[int]string{}
	for c := 128; c < 256; c++ {
		letters[c] = string(table.DecodeByte(byte(c)))
	}
	if base == "" || base == "StandardEncoding" {
		for c, s := range map[int]string{174: "ﬁ", 175: "ﬂ", 0xe1: "Æ", 0xe9: "Ø", 0xea: "Œ", 0xf1: "æ", 0xf9: "ø", 0xfa: "œ", 0xfb: "ß", 0xe8: "Ł", 0xf8: "ł", 0xf5: "ı"} {
			letters[c] = s
		}
	}
	e, _ := enc.(dict)
	c, known, unknown := 0, 0, 0
	for _, x := range f.list(e["Differences"]) {
		switch x := f.resolve(x).(type) {
		case float64:
			c = int(x)
		case pdfName:
			if s := glyph(string(x)); s != "" {
				letters[c] = s
				known++
			} else {
				unknown++
			}
			c++
		}
	}
	if known+unknown > 0 {
		blind = unknown > known
	}
	return letters, blind
}

// marks are how the names of glyphs say an accent, as the sign that combines with the letter before.
var marks = map[string]string{"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303", "ring": "\u030a", "caron": "\u030c",
	"cedilla": "\u0327", "commaaccent": "\u0326", "ogonek": "\u0328", "macron": "\u0304", "breve": "\u0306", "dotaccent": "\u0307", "hungarumlaut": "\u030b"}

// glyphs are names of glyphs that say their letter in no other way.
var glyphs = map[string]string{"space": " ", "nbspace": " ", "hyphen": "-", "sfthyphen": "\u00ad", "minus": "−", "period": ".", "comma": ",", "at": "@", "underscore": "_", "plus": "+",
	"parenleft": "(", "parenright": ")", "slash": "/", "colon": ":", "semicolon": ";", "quotesingle": "'", "quoteright": "’", "quoteleft": "‘", "quotedblleft": "“", "quotedblright": "”",
	"ampersand": "&", "percent": "%", "numbersign": "#", "asterisk": "*", "equal": "=", "question": "?", "exclam": "!", "bullet": "•", "endash": "–", "emdash": "—", "ellipsis": "…",
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"germandbls": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "oslash": "ø", "Oslash": "Ø", "lslash": "ł", "Lslash": "Ł", "eth": "ð", "Eth": "Ð", "thorn": "þ", "Thorn": "Þ",
	"dcroat": "đ", "Dcroat": "Đ", "dotlessi": "ı", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "ffi": "ﬃ", "ffl": "ﬄ", "f_i": "fi", "f_l": "fl", "f_f": "ff", "aring": "å", "Aring": "Å",
	".notdef": " ", "Euro": "€", "quotedbl": "\"", "bracketleft": "[", "bracketright": "]", "bar": "|", "degree": "°", "section": "§"}

// glyph is the letter that a glyph's name stands for, "" where it says none.
func glyph(name string) string {
	if s, ok := glyphs[name]; ok {
		return s
	}
	name, _, _ = strings.Cut(name, ".") // a.sc
	if len(name) == 1 {
		return name
	}
	for _, p := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(name, p); ok && len(h) >= 4 {
			if n, err := strconv.ParseUint(h[:min(len(h), 6-b2i(p == "uni")*2)], 16, 32); err == nil {
				return string(rune(n))
			}
		}
	}
	if len(name) > 1 {
		if m, ok := marks[name[1:]]; ok {
			return norm.NFC.String(name[:1] + m)
		}
	}
	return ""
}
