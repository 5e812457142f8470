package leak

import (
	"strings"
	"unicode/utf16"
)

// pdfFont turns the bytes of a string into text and says how wide it is.
type pdfFont struct {
	bytes   int // per character: 1, or 2 of a composite font
	unicode map[int]string
	widths  map[int]float64
	usual   float64 // width of what is not in widths
	blind   bool    // nobody says which letters its codes are
}

// font reads a font, composite or simple.
func (f *pdfFile) font(o any) *pdfFont {
	r, isRef := o.(ref)
	if p, ok := f.fonts[r]; ok && isRef {
		return p
	}
	d, ok := f.resolve(o).(dict)
	if !ok {
		return nil
	}
	p := f.readFont(d)
	if isRef {
		f.fonts[r] = p
	}
	return p
}

func (f *pdfFile) readFont(d dict) *pdfFont {
	p := &pdfFont{bytes: 1, widths: map[int]float64{}, usual: 500}
	if d["Subtype"] == nameOf("Type0") {
		p.bytes, p.usual = 2, 1000
	}
	r, mapped := d["ToUnicode"].(ref)
	switch {
	case mapped:
		p.unicode = f.cmap(r)
		f.visit(r)
	case p.bytes == 2:
		p.blind = !strings.HasPrefix(string(asName(f.resolve(d["Encoding"]))), "Uni")
	default:
		p.unicode, p.blind = f.encoding(d)
	}
	for _, x := range f.list(d["DescendantFonts"]) {
		if c, ok := f.resolve(x).(dict); ok {
			if w, ok := f.resolve(c["DW"]).(float64); ok {
				p.usual = w
			}
			f.compositeWidths(p, c)
		}
	}
	first, _ := f.resolve(d["FirstChar"]).(float64)
	if w, ok := f.resolve(d["Widths"]).([]any); ok {
		scale := 1.0
		if m, ok := f.resolve(d["FontMatrix"]).([]any); ok && len(m) > 0 { // a font of drawings
			if v, ok := f.resolve(m[0]).(float64); ok && v > 0 {
				scale = v * 1000
			}
		}
		for i, x := range w {
			if v, ok := f.resolve(x).(float64); ok {
				p.widths[int(first)+i] = v * scale
			}
		}
	}
	return p
}

// compositeWidths reads "first [w w …]" and "first last w".
func (f *pdfFile) compositeWidths(p *pdfFont, d dict) {
	w, _ := f.resolve(d["W"]).([]any)
	for i := 0; i+1 < len(w); {
		from, ok := f.resolve(w[i]).(float64)
		if !ok {
			return
		}
		if l, ok := f.resolve(w[i+1]).([]any); ok {
			for k, x := range l {
				if v, ok := f.resolve(x).(float64); ok {
					p.widths[int(from)+k] = v
				}
			}
			i += 2
			continue
		}
		to, ok := f.resolve(w[i+1]).(float64)
		if !ok || i+2 >= len(w) || to-from > 0xFFFF {
			return
		}
		v, _ := f.resolve(w[i+2]).(float64)
		for c := int(from); c <= int(to); c++ {
			p.widths[c] = v
		}
		i += 3
	}
}

// decode is a string's text and its width in thousandths of the font size, and how many characters it has.
func (p *pdfFont) decode(s string) (text string, width float64, n int) {
	var b strings.Builder
	for i := 0; i+p.bytes <= len(s); i += p.bytes {
		c := code(s[i : i+p.bytes])
		w, ok := p.widths[c]
		if !ok {
			w = p.usual
		}
		width, n = width+w, n+1
		if u, ok := p.unicode[c]; ok {
			b.WriteString(u)
		} else if !utf16.IsSurrogate(rune(c)) {
			b.WriteRune(rune(c))
		}
	}
	return b.String(), width, n
}
