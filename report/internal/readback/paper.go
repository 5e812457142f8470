package readback

import (
	"bytes"
	"compress/zlib"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Sheet is what stands on one page of a PDF, in drawing order: its runs of text with their places, its rectangles, its
// discs by their middles and its straight lines as the boxes that they span. Points, y growing upwards.
type Sheet struct {
	Words []Word
	Rects []Rect
	Discs []Point
	Lines []Rect
}

// Point is a place.
type Point struct{ X, Y float64 }

// Rect is a box by its lower left corner.
type Rect struct{ X, Y, W, H float64 }

// Word is a run of text with the place where it begins.
type Word struct {
	Point
	Text string
}

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)
	inside  = regexp.MustCompile(`(?s)(?:(-?[\d.]+) (-?[\d.]+) Td \((.*?[^\\]|(?:\\\\)*)\) Tj)|((?:-?[\d.]+ )+)(re|m|l|c|f|S|B|b|B\*|f\*)\b`)
	escapes = regexp.MustCompile(`(?s)\\([()\\rnt])`)
)

// Paper reads the pages of a PDF as ours are set: text in two-byte characters, plain paths.
func Paper(tb testing.TB, data []byte) []Sheet {
	tb.Helper()
	var pages []Sheet
	for _, m := range streams.FindAllSubmatch(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(z)
		if err == nil && bytes.Contains(content, []byte(" Td (")) {
			pages = append(pages, sheetOf(string(content)))
		}
	}
	if len(pages) == 0 {
		tb.Fatal("no page of the PDF could be read")
	}
	return pages
}

// outline is a path that is being followed.
type outline struct {
	points []Point
	curves int
}

func sheetOf(content string) (p Sheet) {
	var path outline
	for _, m := range inside.FindAllStringSubmatch(content, -1) {
		if m[5] == "" {
			p.Words = append(p.Words, Word{Point{float(m[1]), float(m[2])}, plain(m[3])})
			continue
		}
		var v []float64
		for _, f := range strings.Fields(m[4]) {
			v = append(v, float(f))
		}
		p.step(&path, m[5], v)
	}
	p.close(&path)
	return p
}

// step takes in one step of a path.
func (p *Sheet) step(path *outline, op string, v []float64) {
	switch {
	case op == "re" && len(v) == 4:
		p.Rects = append(p.Rects, Rect{v[0], v[1] + min(0, v[3]), v[2], math.Abs(v[3])})
	case op == "m" && len(v) == 2:
		p.close(path)
		path.points = []Point{{v[0], v[1]}}
	case op == "l" && len(v) == 2 && len(path.points) == 1:
		a := path.points[0]
		p.Lines = append(p.Lines, Rect{min(a.X, v[0]), min(a.Y, v[1]), math.Abs(v[0] - a.X), math.Abs(v[1] - a.Y)})
		path.points = nil
	case op == "c" && len(v) == 6 && len(path.points) > 0:
		path.points, path.curves = append(path.points, Point{v[4], v[5]}), path.curves+1
	}
}

// close ends a path: one of four curves is a disc.
func (p *Sheet) close(path *outline) {
	if path.curves >= 4 {
		var c Point
		for _, q := range path.points {
			c.X, c.Y = c.X+q.X/float64(len(path.points)), c.Y+q.Y/float64(len(path.points))
		}
		p.Discs = append(p.Discs, c)
	}
	*path = outline{}
}

func float(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }

// plain is the text of a string of two-byte characters.
func plain(s string) string {
	s = escapes.ReplaceAllStringFunc(s, func(e string) string {
		switch e[1] {
		case 'r':
			return "\r"
		case 'n':
			return "\n"
		case 't':
			return "\t"
		}
		return e[1:]
	})
	var b strings.Builder
	for i := 0; i+1 < len(s); i += 2 {
		b.WriteRune(rune(s[i])<<8 | rune(s[i+1]))
	}
	return b.String()
}

// Joined is the sheet with the runs of one line put together that kerning has broken.
func (p Sheet) Joined() Sheet {
	var r []Word
	for _, w := range p.Words {
		if n := len(r) - 1; n >= 0 && r[n].Y == w.Y && w.X > r[n].X && w.X-r[n].X < 9*float64(len([]rune(r[n].Text)))+1 && !strings.ContainsAny(w.Text[:1], "0123456789") {
			r[n].Text += w.Text
			continue
		}
		r = append(r, w)
	}
	p.Words = r
	return p
}
