// Package page holds a page or a chart as a scene of vectors: rectangles, lines, polygons, hatching and
// text, in drawing order. The same scene is painted by report/pdf on paper and by the window on screen.
//
// A scene is measured in points (1/72 inch) on paper and in the window's own units on screen; the origin
// is the top left corner, y grows downwards, text stands on its baseline. The package takes plain
// strings that have been released already; it knows no study.
package page

import "image/color"

// A4 landscape in points.
const (
	Width  = 841.89
	Height = 595.28
)

// Font is how a piece of text is set.
type Font struct {
	Size         float64
	Bold, Italic bool
	Track        float64 // added between characters, in the scene's units
}

// Style is the font's place among regular 0, bold 1, italic 2 and bold italic 3.
func (f Font) Style() int {
	s := 0
	if f.Bold {
		s |= 1
	}
	if f.Italic {
		s |= 2
	}
	return s
}

// Measure is the width of text in a font. It is all that a drawing asks of what it is painted on.
type Measure func(text string, f Font) float64

// Align says where a text's X is.
type Align int

// The alignments: X is the left end, the middle or the right end of the text.
const (
	Left Align = iota
	Centre
	Right
)

// Mark is one thing drawn: a Rect, Line, Text, Disc, Polygon, Hatch or Picture.
type Mark interface{ mark() }

// Rect is a rectangle, filled, outlined or both. A colour with A = 0 is not drawn.
type Rect struct {
	X, Y, W, H, Radius float64
	Fill, Edge         color.NRGBA
	EdgeWidth          float64
	Key, Tip           string // what lies under the pointer, as "code:DIS-02|group:lost", and in words
}

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2, Width float64
	Colour                color.NRGBA
}

// Text is one line of text on its baseline.
type Text struct {
	X, Y   float64
	Words  string
	Font   Font
	Align  Align
	Colour color.NRGBA
	Turn   float64 // degrees anticlockwise around X, Y
	Of     Running // what the line is set from, for files in which text can be edited
}

// Running is the text that a line is part of. The zero value is a line by itself.
type Running struct {
	Words   string // all of it as set, on the first line only
	Line    int    // which line this is, from 0
	Lines   int
	W, Lead float64 // how wide the lines may be, and how far apart they are
	Heading bool    // the page's message
}

// Disc is a filled circle.
type Disc struct {
	X, Y, R    float64
	Fill, Edge color.NRGBA
	EdgeWidth  float64
	Key, Tip   string
}

// Point is a corner of a polygon.
type Point struct{ X, Y float64 }

// Polygon is a closed, filled shape.
type Polygon struct {
	Points   []Point
	Fill     color.NRGBA
	Key, Tip string
}

// Hatch is a rectangle of diagonal lines: something withheld.
type Hatch struct {
	X, Y, W, H    float64
	Step          float64 // between lines, measured along the edge
	LineWidth     float64
	Ground, Lines color.NRGBA
	Key, Tip      string
}

// Picture is a picture that somebody brought, such as a logo.
type Picture struct {
	X, Y, W, H float64
	Image      *Image
	Alt        string // what it is, for who cannot see it
}

// Image is a picture as PNG with its size in pixels.
type Image struct {
	PNG  []byte
	W, H int
}

func (Picture) mark() {}
func (Rect) mark()    {}
func (Line) mark()    {}
func (Text) mark()    {}
func (Disc) mark()    {}
func (Polygon) mark() {}
func (Hatch) mark()   {}

// Link leads from a rectangle to a page, counted from 1.
type Link struct {
	X, Y, W, H float64
	Page       int
}

// Scene is a drawing.
type Scene struct {
	W, H  float64
	Marks []Mark
	Links []Link
}

// At is the key and tip of the topmost mark with a key at a point, or two empty strings.
func (s *Scene) At(x, y float64) (key, tip string) {
	for i := len(s.Marks) - 1; i >= 0; i-- {
		if k, t, ok := hit(s.Marks[i], x, y); ok {
			return k, t
		}
	}
	return "", ""
}

func hit(m Mark, x, y float64) (key, tip string, ok bool) {
	in := func(l, t, w, h float64) bool { return x >= l && x < l+w && y >= t && y < t+h }
	switch m := m.(type) {
	case Rect:
		return m.Key, m.Tip, m.Key != "" && in(m.X, m.Y, m.W, m.H)
	case Hatch:
		return m.Key, m.Tip, m.Key != "" && in(m.X, m.Y, m.W, m.H)
	case Disc:
		return m.Key, m.Tip, m.Key != "" && (x-m.X)*(x-m.X)+(y-m.Y)*(y-m.Y) <= m.R*m.R
	case Polygon:
		return m.Key, m.Tip, m.Key != "" && inside(m.Points, x, y)
	}
	return "", "", false
}

// inside casts a ray and counts the edges that it crosses.
func inside(p []Point, x, y float64) bool {
	in := false
	for i, j := 0, len(p)-1; i < len(p); j, i = i, i+1 {
		if (p[i].Y > y) != (p[j].Y > y) && x < (p[j].X-p[i].X)*(y-p[i].Y)/(p[j].Y-p[i].Y)+p[i].X {
			in = !in
		}
	}
	return in
}

// Words lists the scene's texts in drawing order, for tests and for reading a page without seeing it.
func (s *Scene) Words() []string {
	var w []string
	for _, m := range s.Marks {
		if t, ok := m.(Text); ok && t.Words != "" {
			w = append(w, t.Words)
		}
	}
	return w
}
