package page

import (
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pen draws into a scene with a measure and a palette.
type Pen struct {
	Scene
	Measure Measure
	Palette
	// Scale is how large a chart's type and gaps are: 1 on paper (7 to 11 points), about 1.35 in the
	// window.
	Scale float64
}

// NewPen begins a drawing.
func NewPen(w, h float64, m Measure, p Palette) *Pen {
	return &Pen{Scene: Scene{W: w, H: h}, Measure: m, Palette: p, Scale: 1}
}

// U is a length on paper in the scene's units.
func (p *Pen) U(points float64) float64 { return points * p.Scale }

// Type is a font of a size on paper.
func (p *Pen) Type(points float64) Font { return Font{Size: points * p.Scale} }

// Strong is a bold font of a size on paper, Slanted an italic one.
func (p *Pen) Strong(points float64) Font { return Font{Size: points * p.Scale, Bold: true} }

// Slanted is an italic font of a size on paper.
func (p *Pen) Slanted(points float64) Font { return Font{Size: points * p.Scale, Italic: true} }

// Add draws a mark.
func (p *Pen) Add(m Mark) { p.Marks = append(p.Marks, m) }

// Box fills a rectangle.
func (p *Pen) Box(x, y, w, h float64, fill color.NRGBA) {
	p.Add(Rect{X: x, Y: y, W: w, H: h, Fill: fill})
}

// HLine draws a level line, VLine an upright one.
func (p *Pen) HLine(x, y, w, width float64, c color.NRGBA) {
	p.Add(Line{X1: x, Y1: y, X2: x + w, Y2: y, Width: width, Colour: c})
}

// VLine draws an upright line.
func (p *Pen) VLine(x, y, h, width float64, c color.NRGBA) {
	p.Add(Line{X1: x, Y1: y, X2: x, Y2: y + h, Width: width, Colour: c})
}

// Withhold hatches a rectangle.
func (p *Pen) Withhold(x, y, w, h float64, key, tip string) {
	p.Add(Hatch{X: x, Y: y, W: w, H: h, Step: 4.8, LineWidth: .5, Ground: p.HatchGround, Lines: p.HatchLines, Key: key, Tip: tip})
}

// Write sets one line of text from x and answers where it ends.
func (p *Pen) Write(x, y float64, words string, f Font, c color.NRGBA) float64 {
	if words == "" {
		return x
	}
	p.Add(Text{X: x, Y: y, Words: words, Font: f, Colour: c})
	return x + p.Measure(words, f)
}

// WriteRight sets a line that ends at x and answers where it begins.
func (p *Pen) WriteRight(x, y float64, words string, f Font, c color.NRGBA) float64 {
	if words == "" {
		return x
	}
	p.Add(Text{X: x, Y: y, Words: words, Font: f, Align: Right, Colour: c})
	return x - p.Measure(words, f)
}

// WriteCentre sets a line around x.
func (p *Pen) WriteCentre(x, y float64, words string, f Font, c color.NRGBA) {
	if words != "" {
		p.Add(Text{X: x, Y: y, Words: words, Font: f, Align: Centre, Colour: c})
	}
}

// Para sets text in lines no wider than w, lead apart, at most so many of them (0: all), and answers
// the baseline after the last.
func (p *Pen) Para(x, y, w, lead float64, words string, f Font, c color.NRGBA, most int) float64 {
	return p.Set(x, y, p.Measure.Lines(words, f, w, most), f, c, Running{Words: words, W: w, Lead: lead})
}

// Set sets lines, of.Lead apart, that are one running text of of.W's width, and answers the baseline after the
// last.
func (p *Pen) Set(x, y float64, lines []string, f Font, c color.NRGBA, of Running) float64 {
	if n := len(lines); n > 0 && strings.HasSuffix(lines[n-1], "…") {
		of.Words = strings.Join(lines, " ") // cut: what is not on the page is not in the file either
	}
	of.Lines = len(lines)
	for i, l := range lines {
		if of.Line = i; i > 0 {
			of.Words = ""
		}
		if l != "" {
			p.Add(Text{X: x, Y: y, Words: l, Font: f, Colour: c, Of: of})
		}
		y += of.Lead
	}
	return y
}

// Lines breaks text into lines no wider than w. A word that is wider is broken inside. When there are
// more than most lines (0: any number), the last one ends in "…".
func (m Measure) Lines(words string, f Font, w float64, most int) []string {
	var lines []string
	for _, part := range strings.Split(words, "\n") {
		lines = append(lines, m.wrap(part, f, w)...)
	}
	if most > 0 && len(lines) > most {
		last := lines[most-1]
		lines = lines[:most]
		lines[most-1] = m.Shorten(last+"…", f, w)
	}
	return lines
}

func (m Measure) wrap(words string, f Font, w float64) []string {
	var lines []string
	line := ""
	space := m(" ", f)
	at := 0.0
	for _, word := range strings.FieldsFunc(words, breaks) {
		for word != "" {
			ww := m(word, f)
			switch {
			case line != "" && at+space+ww <= w:
				line, at, word = line+" "+word, at+space+ww, ""
			case line == "" && ww <= w:
				line, at, word = word, ww, ""
			case line != "":
				lines, line, at = append(lines, line), "", 0
			default:
				head := m.head(word, f, w)
				lines, word = append(lines, head+hyphen(head, word)), word[len(head):]
			}
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// breaks says whether a line may end here: not at the space before a French colon or a per cent sign.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }

// head is how much of a word fits into w with a hyphen, one character at least.
func (m Measure) head(word string, f Font, w float64) string {
	w -= m("-", f)
	end := 0
	for i := range word {
		_, n := utf8.DecodeRuneInString(word[i:])
		if end > 0 && m(word[:i+n], f) > w {
			break
		}
		end = i + n
	}
	return word[:end]
}

func hyphen(head, word string) string {
	if len(head) == len(word) || strings.HasSuffix(head, "-") || strings.HasSuffix(head, "/") {
		return ""
	}
	return "-"
}

// Balanced is Lines with the lines about equally long, so that no single word is left over.
func (m Measure) Balanced(words string, f Font, w float64, most int) []string {
	lines := m.Lines(words, f, w, most)
	if len(lines) < 2 || most > 0 && len(m.Lines(words, f, w, 0)) > most {
		return lines
	}
	narrow, wide := w/2, w
	for wide-narrow > 4 {
		mid := (narrow + wide) / 2
		if len(m.Lines(words, f, mid, 0)) > len(lines) {
			narrow = mid
		} else {
			wide = mid
		}
	}
	return m.Lines(words, f, wide, 0)
}

// Shorten cuts text to w and ends it in "…" if it was longer.
func (m Measure) Shorten(words string, f Font, w float64) string {
	if m(words, f) <= w {
		return words
	}
	r := []rune(strings.TrimSuffix(words, "…"))
	for len(r) > 1 {
		r = r[:len(r)-1]
		s := strings.TrimRight(string(r), " ,.;:-–") + "…"
		if m(s, f) <= w {
			return s
		}
	}
	return "…"
}

// Fit is the font, made smaller in half points down to least, in which text takes at most so many
// lines of width w.
func (m Measure) Fit(words string, f Font, w float64, most int, least float64) Font {
	for f.Size > least && len(m.Lines(words, f, w, 0)) > most {
		f.Size -= .5
	}
	return f
}
