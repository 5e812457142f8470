package leak

import (
	"math"
	"strings"
	"unicode/utf16"
)

// pdfFont turns the bytes of a string into text and says how wide it is.
type pdfFont struct {
	bytes   int // per character: 1, or 2 of a composite font
	unicode map[int]string
	widths  map[int]float64
	usual   float64 // width of what is not in widths
}

// font reads a font: composite ones as gofpdf writes them, and simple ones.
func (f *pdfFile) font(d dict) *pdfFont {
	p := &pdfFont{bytes: 1, widths: map[int]float64{}, usual: 500}
	if d["Subtype"] == nameOf("Type0") {
		p.bytes, p.usual = 2, 1000
	}
	if r, ok := d["ToUnicode"].(ref); ok {
		p.unicode = f.cmap(r)
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
		for i, x := range w {
			if v, ok := f.resolve(x).(float64); ok {
				p.widths[int(first)+i] = v
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

// cmap reads the ranges of a ToUnicode map. One range from 0 over everything, as gofpdf writes it, stays
// empty: the codes are the characters.
func (f *pdfFile) cmap(r ref) map[int]string {
	if m, ok := f.cmaps[r]; ok {
		return m
	}
	m := map[int]string{}
	f.cmaps[r] = m
	s, ok := f.resolve(r).(pdfStream)
	if !ok {
		return m
	}
	l := &lexer{b: s.decoded()}
	var stack []any
	for {
		o := l.object()
		if e, ok := o.(end); ok && e == 0 {
			return m
		}
		switch o {
		case keyword("endbfchar"):
			for i := 0; i+1 < len(stack); i += 2 {
				bfRange(m, stack[i], stack[i], stack[i+1])
			}
		case keyword("endbfrange"):
			for i := 0; i+2 < len(stack); i += 3 {
				bfRange(m, stack[i], stack[i+1], stack[i+2])
			}
		}
		if _, ok := o.(keyword); ok {
			stack = nil
			continue
		}
		stack = append(stack, o)
	}
}

func bfRange(m map[int]string, from, to, into any) {
	a, ok1 := from.(string)
	z, ok2 := to.(string)
	if !ok1 || !ok2 {
		return
	}
	lo, hi := code(a), code(z)
	switch x := into.(type) {
	case string:
		if code(x) == lo && hi-lo >= 0xFF { // identity
			return
		}
		u := utf16Text([]byte(x), true)
		r := []rune(u)
		for c := lo; c <= hi && c-lo <= 0xFFFF && len(r) > 0; c++ {
			m[c] = string(r[:len(r)-1]) + string(r[len(r)-1]+rune(c-lo))
		}
	case []any:
		for i, o := range x {
			if s, ok := o.(string); ok {
				m[lo+i] = utf16Text([]byte(s), true)
			}
		}
	}
}

func code(s string) int {
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
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

// interpreter follows a page's content and keeps what is written, with where.
type interpreter struct {
	file  *pdfFile
	fonts map[string]*pdfFont

	state
	saved      []state
	m          [6]float64 // text matrix
	lx, ly     float64    // of the line, in text space
	leading    float64
	out        strings.Builder
	endX, endY float64
	endSize    float64
	wrote      bool
}

// state is what q and Q save.
type state struct {
	font  *pdfFont
	size  float64
	track float64
	ctm   [6]float64
}

func (in *interpreter) run(content []byte) {
	in.ctm = [6]float64{1, 0, 0, 1, 0, 0}
	in.m = in.ctm
	l := &lexer{b: content}
	var args []any
	for {
		o := l.object()
		if e, ok := o.(end); ok {
			if e == 0 {
				return
			}
			continue
		}
		k, ok := o.(keyword)
		if !ok {
			args = append(args, o)
			continue
		}
		in.do(string(k), args)
		args = args[:0]
	}
}

func (in *interpreter) do(op string, args []any) {
	n := func(i int) float64 {
		if i < len(args) {
			v, _ := args[i].(float64)
			return v
		}
		return 0
	}
	switch op {
	case "q":
		in.saved = append(in.saved, in.state)
	case "Q":
		if k := len(in.saved); k > 0 {
			in.state, in.saved = in.saved[k-1], in.saved[:k-1]
		}
	case "cm":
		in.ctm = times([6]float64{n(0), n(1), n(2), n(3), n(4), n(5)}, in.ctm)
	case "BT":
		in.m, in.lx, in.ly = [6]float64{1, 0, 0, 1, 0, 0}, 0, 0
	case "Tf":
		if len(args) > 1 {
			name, _ := args[0].(pdfName)
			in.font, in.size = in.fonts[string(name)], n(1)
		}
	case "Tc":
		in.track = n(0)
	case "TL":
		in.leading = n(0)
	case "Td", "TD":
		in.lx, in.ly = in.lx+n(0), in.ly+n(1)
	case "T*":
		in.ly -= in.leading
	case "Tm":
		in.m, in.lx, in.ly = [6]float64{n(0), n(1), n(2), n(3), n(4), n(5)}, 0, 0
	case "Tj", "'", "\"":
		if len(args) > 0 {
			in.show(args[len(args)-1])
		}
	case "TJ":
		if len(args) > 0 {
			in.showAll(args[0])
		}
	}
}

// times is a before b.
func times(a, b [6]float64) [6]float64 {
	return [6]float64{a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3], a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5]}
}

func (in *interpreter) showAll(o any) {
	list, _ := o.([]any)
	for _, x := range list {
		switch x := x.(type) {
		case float64:
			in.lx -= x / 1000 * in.size
		case string:
			in.show(x)
		}
	}
}

// show writes a string: joined to the last where it goes on in the same line without a gap.
func (in *interpreter) show(o any) {
	s, ok := o.(string)
	if !ok || in.font == nil {
		return
	}
	text, width, n := in.font.decode(s)
	all := times(in.m, in.ctm)
	x, y := in.lx*all[0]+in.ly*all[2]+all[4], in.lx*all[1]+in.ly*all[3]+all[5]
	size := in.size * math.Hypot(all[0], all[1])
	advance := width/1000*in.size + in.track*float64(n)
	if in.wrote {
		switch gap := x - in.endX; {
		case math.Abs(y-in.endY) > .4*math.Max(size, in.endSize) || gap < -size || gap > 3*size:
			in.out.WriteByte('\n')
		case gap > .13*size+math.Max(0, in.track):
			in.out.WriteByte(' ')
		}
	}
	in.out.WriteString(text)
	in.lx += advance
	in.endX, in.endY, in.endSize, in.wrote = x+advance*all[0], y+advance*all[1], size, true
}

// text is everything written, in the order of writing.
func (in *interpreter) text() string { return in.out.String() }
