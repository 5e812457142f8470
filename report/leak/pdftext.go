package leak

import (
	"bytes"
	"math"
	"strings"
)

// interpreter follows a page's content and keeps what is written, with where.
type interpreter struct {
	file  *pdfFile
	fonts map[string]*pdfFont
	forms dict
	deep  int // forms within forms

	state
	saved      []state
	m          [6]float64 // text matrix
	lx, ly     float64    // of the line, in text space
	out        strings.Builder
	endX, endY float64
	endSize    float64
	wrote      bool

	meant    []string // what the writer says that something means: alternative texts
	lost     int      // letters that nobody can read
	pictures int
	painted  int  // lines and areas
	unpacked bool // a part could not be unpacked
}

// state is what q and Q save.
type state struct {
	font    *pdfFont
	size    float64
	track   float64
	between float64 // added to a space
	wide    float64 // scale across
	leading float64
	rise    float64
	ctm     [6]float64
}

// How deep forms are followed, how many of a file, and how much text a page may hold, in bytes.
const (
	mostForms = 12
	mostDrawn = 20000
	mostShown = 64 << 20
)

// draw follows content with what it may use.
func (f *pdfFile) draw(content []byte, res dict, deep int) *interpreter {
	in := &interpreter{file: f, deep: deep}
	in.ctm = [6]float64{1, 0, 0, 1, 0, 0}
	in.m, in.wide = in.ctm, 1
	in.use(res)
	in.run(content)
	return in
}

// use takes fonts and forms from what content may use.
func (in *interpreter) use(res dict) {
	in.fonts = map[string]*pdfFont{}
	for n, o := range in.file.dict(res["Font"]) {
		if p := in.file.font(o); p != nil {
			in.fonts[n] = p
		}
	}
	in.forms = in.file.dict(res["XObject"])
}

func (in *interpreter) run(content []byte) {
	l := &lexer{b: content}
	var args []any
	for in.out.Len() < mostShown {
		o := l.object()
		if e, ok := o.(end); ok {
			if e == 0 && l.at >= len(l.b) {
				return
			}
			continue
		}
		k, ok := o.(keyword)
		if !ok {
			if args = append(args, o); len(args) > 1000 {
				args = args[500:]
			}
			continue
		}
		if k == "ID" { // the bytes of a picture within the content
			in.pictures++
			if i := bytes.Index(l.b[l.at:], []byte("EI")); i >= 0 {
				l.at += i + 2
			}
		} else {
			in.do(string(k), args)
		}
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
		if len(in.saved) < 1000 {
			in.saved = append(in.saved, in.state)
		}
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
			in.font, in.size = in.fonts[string(asName(args[0]))], n(1)
		}
	case "Tc":
		in.track = n(0)
	case "Tw":
		in.between = n(0)
	case "Tz":
		in.wide = n(0) / 100
	case "TL":
		in.leading = n(0)
	case "Ts":
		in.rise = n(0)
	case "Td":
		in.move(n(0), n(1))
	case "TD":
		in.leading = -n(1)
		in.move(n(0), n(1))
	case "T*":
		in.move(0, -in.leading)
	case "Tm":
		in.m, in.lx, in.ly = [6]float64{n(0), n(1), n(2), n(3), n(4), n(5)}, 0, 0
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh":
		in.painted++
	case "UNPACKED":
		in.unpacked = true
	default:
		in.write(op, args)
	}
}

// write does what shows text, or a form or picture.
func (in *interpreter) write(op string, args []any) {
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	switch op {
	case "'", "\"":
		in.move(0, -in.leading)
		in.show(last)
	case "Tj":
		in.show(last)
	case "TJ":
		in.showAll(last)
	case "Do":
		in.form(in.forms[string(asName(last))])
	case "BDC", "DP":
		for _, p := range texts(in.file.t, "", last) {
			in.meant = append(in.meant, p.text)
		}
	}
}

// move goes to another line, from where this one began.
func (in *interpreter) move(x, y float64) {
	in.m = times([6]float64{1, 0, 0, 1, x, y}, in.m)
	in.lx, in.ly = 0, 0
}

// form draws what a page keeps elsewhere.
func (in *interpreter) form(o any) {
	s, ok := in.file.resolve(o).(pdfStream)
	if !ok {
		return
	}
	if s.dict["Subtype"] == nameOf("Image") {
		in.pictures++
		return
	}
	if s.dict["Subtype"] != nameOf("Form") {
		return
	}
	if in.file.drawn++; in.deep >= mostForms || in.file.drawn > mostDrawn {
		in.unpacked = true
		return
	}
	in.file.visit(o)
	b, ok := in.file.decoded(s)
	if !ok {
		in.unpacked = true
	}
	fonts, forms, st, saved, m, lx, ly := in.fonts, in.forms, in.state, in.saved, in.m, in.lx, in.ly
	if v, ok := in.file.resolve(s.dict["Matrix"]).([]any); ok && len(v) == 6 {
		var k [6]float64
		for i := range k {
			k[i], _ = in.file.resolve(v[i]).(float64)
		}
		in.ctm = times(k, in.ctm)
	}
	if res := in.file.dict(s.dict["Resources"]); res != nil {
		in.use(res)
	}
	in.saved, in.deep = nil, in.deep+1
	in.run(b)
	in.fonts, in.forms, in.state, in.saved, in.deep, in.m, in.lx, in.ly = fonts, forms, st, saved, in.deep-1, m, lx, ly
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
			in.lx -= x / 1000 * in.size * in.wide
		case string:
			in.show(x)
		}
	}
}

// show writes a string: joined to the last where it goes on in the same line without a gap.
func (in *interpreter) show(o any) {
	s, ok := o.(string)
	if !ok {
		return
	}
	if in.font == nil || in.font.blind {
		in.lost += len(strings.TrimSpace(s))
		return
	}
	text, width, n := in.font.decode(s)
	all := times(in.m, in.ctm)
	x, y := in.lx*all[0]+in.ly*all[2]+all[4], in.lx*all[1]+in.ly*all[3]+all[5]
	size := in.size * math.Hypot(all[0], all[1])
	advance := (width/1000*in.size + in.track*float64(n) + in.between*float64(strings.Count(s, " "))) * in.wide
	if in.wrote {
		switch gap := math.Hypot(all[0], all[1]) * in.along(all, x, y); {
		case math.Abs(in.across(all, x, y)) > .4*math.Max(size, in.endSize) || gap < -size || gap > 3*size:
			in.out.WriteByte('\n')
		case gap > .13*size+math.Max(0, in.track):
			in.out.WriteByte(' ')
		}
	}
	in.out.WriteString(text)
	in.lx += advance
	in.endX, in.endY, in.endSize, in.wrote = x+advance*all[0], y+advance*all[1], size, true
}

// along and across are how far a place is from where the last string ended, in the direction of writing and
// square to it; along in text space.
func (in *interpreter) along(m [6]float64, x, y float64) float64 {
	h := m[0]*m[0] + m[1]*m[1]
	if h == 0 {
		return 0
	}
	return ((x-in.endX)*m[0] + (y-in.endY)*m[1]) / h
}

func (in *interpreter) across(m [6]float64, x, y float64) float64 {
	h := math.Hypot(m[0], m[1])
	if h == 0 {
		return 0
	}
	return ((y-in.endY)*m[0] - (x-in.endX)*m[1]) / h
}

// text is everything written, in the order of writing.
func (in *interpreter) text() string { return in.out.String() }
