// Package fonts holds Noto Sans in four styles, on screen as on paper, with what it takes to set type
// in it: widths, pair kerning and which characters it has. The fonts are under the SIL Open Font
// License (OFL.txt).
package fonts

import (
	"embed"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed *.ttf OFL.txt
var files embed.FS

// Style is one of the four files.
type Style int

// The styles. Bold and Italic may be added.
const (
	Regular    Style = 0
	Bold       Style = 1
	Italic     Style = 2
	BoldItalic Style = Bold | Italic
)

// names are the files of the styles, in order.
var names = [4]string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"}

// TTF is the font file of a style. The caller may write to it: it is a copy.
func TTF(s Style) []byte {
	b, err := files.ReadFile(names[s&BoldItalic])
	if err != nil {
		return nil // compiled in: cannot happen
	}
	return b
}

// Licence is the text of the fonts' licence.
func Licence() string {
	b, err := files.ReadFile("OFL.txt")
	if err != nil {
		return ""
	}
	return string(b)
}

// em is the scale in which widths are asked for and kept: thousandths of the font size, as in PDF.
const em = 1000

// Set measures text. It caches what it has looked up and is for one goroutine at a time.
type Set struct{ faces [4]*face }

type face struct {
	font *sfnt.Font
	buf  sfnt.Buffer
	low  [common]glyph // most characters, without a map
	high map[rune]glyph
	kern map[uint64]float64
}

// common is the end of the characters that are looked up by place: Latin with its extensions.
const common = 0x250

// glyph is what is known of a character.
type glyph struct {
	known bool
	index sfnt.GlyphIndex
	adv   float64 // thousandths of the font size
}

// Load reads the four fonts.
func Load() (*Set, error) {
	s := &Set{}
	for i := range s.faces {
		f, err := sfnt.Parse(TTF(Style(i)))
		if err != nil {
			return nil, fmt.Errorf("fonts: read %s: %w", names[i], err)
		}
		s.faces[i] = &face{font: f, high: map[rune]glyph{}, kern: map[uint64]float64{}}
	}
	return s, nil
}

// Has says whether the style has a glyph for r.
func (s *Set) Has(st Style, r rune) bool { return s.faces[st&BoldItalic].glyph(r).index != 0 }

// Advance is the width of r in thousandths of the font size.
func (s *Set) Advance(st Style, r rune) float64 { return s.faces[st&BoldItalic].glyph(r).adv }

// Kern is what to add between a and b, in thousandths of the font size; mostly 0 or negative.
func (s *Set) Kern(st Style, a, b rune) float64 { return s.faces[st&BoldItalic].pair(a, b) }

// Width is how wide text is at a size, kerned.
func (s *Set) Width(st Style, text string, size float64) float64 {
	f := s.faces[st&BoldItalic]
	w, last := 0.0, rune(-1)
	for _, r := range text {
		w += f.glyph(r).adv
		if last >= 0 {
			w += f.pair(last, r)
		}
		last = r
	}
	return w * size / em
}

// glyph looks a character up, once.
func (f *face) glyph(r rune) glyph {
	if r >= 0 && r < common {
		if !f.low[r].known {
			f.low[r] = f.look(r)
		}
		return f.low[r]
	}
	g, ok := f.high[r]
	if !ok {
		g = f.look(r)
		f.high[r] = g
	}
	return g
}

func (f *face) look(r rune) glyph {
	i, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		i = 0
	}
	a, err := f.font.GlyphAdvance(&f.buf, i, fixed.I(em), font.HintingNone)
	if err != nil {
		a = 0
	}
	return glyph{known: true, index: i, adv: float64(a) / 64}
}

// pair is what to add between two characters.
func (f *face) pair(a, b rune) float64 {
	p := uint64(uint32(a))<<32 | uint64(uint32(b))
	if k, ok := f.kern[p]; ok {
		return k
	}
	v, err := f.font.Kern(&f.buf, f.glyph(a).index, f.glyph(b).index, fixed.I(em), font.HintingNone)
	k := 0.0
	if err == nil {
		k = float64(v) / 64
	}
	f.kern[p] = k
	return k
}

// Outline is the shape of r, in thousandths of the font size, y growing downwards from the baseline. It holds until
// the next call, and is empty for a space or what the style lacks.
func (s *Set) Outline(st Style, r rune) sfnt.Segments {
	f := s.faces[st&BoldItalic]
	g, err := f.font.LoadGlyph(&f.buf, f.glyph(r).index, fixed.I(em), nil)
	if err != nil || f.glyph(r).index == 0 {
		return nil
	}
	return g
}
