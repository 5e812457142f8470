package leak

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"strings"
)

func isPicture(b []byte) bool {
	for _, s := range []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "\xd7\xcd\xc6\x9a", "VCLMTF"} {
		if bytes.HasPrefix(b, []byte(s)) {
			return true
		}
	}
	return bytes.HasPrefix(b, []byte("BM")) && len(b) > 14 && int(binary.LittleEndian.Uint32(b[2:])) == len(b) ||
		bytes.HasPrefix(b, []byte("RIFF")) && len(b) > 12 && string(b[8:12]) == "WEBP" ||
		len(b) > 44 && bytes.HasPrefix(b, []byte{1, 0, 0, 0}) && string(b[40:44]) == " EMF"
}

// picture takes in what a picture says in words: its title, author, comment, place. What it shows is not read.
func (t *taken) picture(where string, b []byte) {
	t.count("pictures, by their properties only", 1)
	var texts []string
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG")):
		texts = t.pngTexts(b)
	case bytes.HasPrefix(b, []byte("\xff\xd8")):
		texts = jpegTexts(b)
	default:
		texts = wordsIn(b)
	}
	for _, s := range texts {
		if strings.Contains(s, "<") {
			g := &gather{in: t.in, where: func() string { return where }}
			t.add(g.read(s)...)
		}
		t.say(where, unescape(s))
	}
}

// pngTexts is the text chunks of a PNG: plain, packed and international.
func (t *taken) pngTexts(b []byte) []string {
	var out []string
	for at := 8; at+12 <= len(b); {
		n := int(binary.BigEndian.Uint32(b[at:]))
		if n < 0 || at+12+n > len(b) {
			break
		}
		body := b[at+8 : at+8+n]
		switch string(b[at+4 : at+8]) {
		case "tEXt", "eXIf":
			out = append(out, wordsIn(body)...)
			out = append(out, decode(bytes.ReplaceAll(body, []byte{0}, []byte{' '})))
		case "zTXt", "iTXt":
			out = append(out, decode(bytes.ReplaceAll(body, []byte{0}, []byte{' '})))
			if i := bytes.Index(body, []byte("\x78")); i >= 0 {
				if z, err := zlib.NewReader(bytes.NewReader(body[i:])); err == nil {
					if s, err := t.all(z); err == nil {
						out = append(out, decode(s))
					}
				}
			}
		}
		at += 12 + n
	}
	return out
}

// jpegTexts is what the segments before a JPEG's picture say.
func jpegTexts(b []byte) []string {
	var out []string
	for at := 2; at+4 <= len(b) && b[at] == 0xff; {
		mark, n := b[at+1], int(binary.BigEndian.Uint16(b[at+2:]))
		if mark == 0xda || n < 2 || at+2+n > len(b) {
			break
		}
		if body := b[at+4 : at+2+n]; mark == 0xfe || mark >= 0xe1 && mark <= 0xef {
			out = append(out, wordsIn(body)...)
		}
		at += 2 + n
	}
	return out
}

// dataURI reads a file that is written into a page as base64.
func (t *taken) dataURI(kind, text string) {
	b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	switch {
	case err != nil:
		t.miss("an embedded file", "it is damaged")
	case isPicture(b):
		t.picture("an embedded picture", b)
	case strings.HasPrefix(kind, "font/") || strings.HasPrefix(kind, "application/font") || strings.Contains(kind, "font"):
	default:
		t.inside("an embedded file", "an embedded file", b)
	}
}
