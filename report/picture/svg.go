// Package picture draws a scene as a picture to be set into other people's slides and pages: as SVG, and as PNG at
// any scale. The same scene is the same picture, to the byte.
package picture

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"

	"openloop/assets/fonts"
	"openloop/report/page"
)

// SVG writes a scene. Its words stay words: they are set in Noto Sans where it is installed, and are never wider than
// they are on paper.
func SVG(w io.Writer, s page.Scene, set *fonts.Set, title string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]spt" height="%[2]spt" viewBox="0 0 %[1]s %[2]s" role="img" font-family="'Noto Sans', Arial, sans-serif"><title>%[3]s</title>`+"\n", num(s.W), num(s.H), escape(title))
	for _, m := range s.Marks {
		switch m := m.(type) {
		case page.Rect:
			svgRect(out, m)
		case page.Line:
			svgLine(out, m)
		case page.Disc:
			fmt.Fprintf(out, `<circle cx="%s" cy="%s" r="%s"%s/>`+"\n", num(m.X), num(m.Y), num(m.R), painted(m.Fill, m.Edge, m.EdgeWidth))
		case page.Polygon:
			svgPolygon(out, m)
		case page.Hatch:
			svgRect(out, page.Rect{X: m.X, Y: m.Y, W: m.W, H: m.H, Fill: m.Ground})
			for _, l := range m.Diagonals() {
				svgLine(out, l)
			}
		case page.Text:
			svgText(out, m, set)
		}
	}
	fmt.Fprintln(out, "</svg>")
	return out.Flush()
}

func svgRect(w io.Writer, m page.Rect) {
	if m.W <= 0 || m.H <= 0 {
		return
	}
	round := ""
	if m.Radius > 0 {
		round = ` rx="` + num(min(m.Radius, m.W/2, m.H/2)) + `"`
	}
	fmt.Fprintf(w, `<rect x="%s" y="%s" width="%s" height="%s"%s%s/>`+"\n", num(m.X), num(m.Y), num(m.W), num(m.H), round, painted(m.Fill, m.Edge, m.EdgeWidth))
}

func svgLine(w io.Writer, m page.Line) {
	fmt.Fprintf(w, `<line x1="%s" y1="%s" x2="%s" y2="%s"%s/>`+"\n", num(m.X1), num(m.Y1), num(m.X2), num(m.Y2), painted(page.None, m.Colour, m.Width))
}

func svgPolygon(w io.Writer, m page.Polygon) {
	var pts []string
	for _, p := range m.Points {
		pts = append(pts, num(p.X)+","+num(p.Y))
	}
	fmt.Fprintf(w, `<polygon points="%s"%s/>`+"\n", strings.Join(pts, " "), painted(m.Fill, page.None, 0))
}

func svgText(w io.Writer, m page.Text, set *fonts.Set) {
	words, _ := set.Clean(fonts.Style(m.Font.Style()), m.Words)
	if strings.TrimSpace(words) == "" {
		return
	}
	how := fmt.Sprintf(` font-size="%s" fill="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"`, num(m.Font.Size), hex(m.Colour), num(width(set, m.Font, words)))
	if m.Font.Bold {
		how += ` font-weight="bold"`
	}
	if m.Font.Italic {
		how += ` font-style="italic"`
	}
	if m.Align != page.Left {
		how += ` text-anchor="` + []string{"", "middle", "end"}[m.Align] + `"`
	}
	if m.Turn != 0 {
		how += fmt.Sprintf(` transform="rotate(%s %s %s)"`, num(-m.Turn), num(m.X), num(m.Y))
	}
	fmt.Fprintf(w, `<text x="%s" y="%s"%s>%s</text>`+"\n", num(m.X), num(m.Y), how, escape(words))
}

// width is how wide words are, spacing included.
func width(set *fonts.Set, f page.Font, words string) float64 {
	return set.Width(fonts.Style(f.Style()), words, f.Size) + f.Track*float64(len([]rune(words)))
}

func painted(fill, edge color.NRGBA, w float64) string {
	s := ` fill="none"`
	if fill.A > 0 {
		s = ` fill="` + hex(fill) + `"`
	}
	if edge.A > 0 && w > 0 {
		s += ` stroke="` + hex(edge) + `" stroke-width="` + num(w) + `"`
	}
	return s
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// num is a length with at most two decimals.
func num(v float64) string {
	return strconv.FormatFloat(float64(int(v*100+sign(v)*.5))/100, 'f', -1, 64)
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

// Crop is the scene's part in a rectangle, moved to the origin; what lies outside is left out where it can be.
func Crop(s page.Scene, x, y, w, h float64) page.Scene {
	out := page.Scene{W: w, H: h}
	for _, m := range s.Marks {
		switch m := m.(type) {
		case page.Rect:
			m.X, m.Y = m.X-x, m.Y-y
			out.Marks = append(out.Marks, m)
		case page.Hatch:
			m.X, m.Y = m.X-x, m.Y-y
			out.Marks = append(out.Marks, m)
		case page.Disc:
			m.X, m.Y = m.X-x, m.Y-y
			out.Marks = append(out.Marks, m)
		case page.Text:
			m.X, m.Y = m.X-x, m.Y-y
			out.Marks = append(out.Marks, m)
		case page.Line:
			m.X1, m.X2, m.Y1, m.Y2 = m.X1-x, m.X2-x, m.Y1-y, m.Y2-y
			out.Marks = append(out.Marks, m)
		case page.Polygon:
			pts := make([]page.Point, len(m.Points))
			for i, p := range m.Points {
				pts[i] = page.Point{X: p.X - x, Y: p.Y - y}
			}
			m.Points = pts
			out.Marks = append(out.Marks, m)
		}
	}
	return out
}
