package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"openloop/assets/fonts"
	"openloop/report/page"
)

// family is what the four fonts are called inside the file.
const family = "noto"

// painter draws scenes onto the pages of one file.
type painter struct {
	*gofpdf.Fpdf
	set   *fonts.Set
	links []int // link numbers by page, from 0
	added [4]bool

	// what the file's graphics state holds already, so that it is not said twice
	style  fonts.Style
	size   float64
	styled bool
	track  float64
}

func newPainter(set *fonts.Set) *painter {
	p := &painter{set: set, Fpdf: gofpdf.New("L", "pt", "A4", "")}
	p.SetCatalogSort(true)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCompression(true)
	return p
}

// addPage begins a page; links lead to its top.
func (p *painter) addPage(number int) {
	p.AddPage()
	p.styled, p.track = false, 0
	p.SetLink(p.link(number), 0, number)
}

// link is the number of the link to a page.
func (p *painter) link(number int) int {
	for len(p.links) < number {
		p.links = append(p.links, p.AddLink())
	}
	return p.links[number-1]
}

func (p *painter) paint(s page.Scene) {
	for _, m := range s.Marks {
		switch m := m.(type) {
		case page.Rect:
			p.rect(m)
		case page.Line:
			p.line(m)
		case page.Disc:
			p.disc(m)
		case page.Polygon:
			p.polygon(m)
		case page.Hatch:
			p.hatch(m)
		case page.Text:
			p.text(m)
		case page.Picture:
			p.picture(m)
		}
	}
	for _, l := range s.Links {
		p.Link(l.X, l.Y, l.W, l.H, p.link(l.Page))
	}
}

// how is gofpdf's word for filling, outlining or both; it sets the colours too.
func (p *painter) how(fill, edge color.NRGBA, width float64) string {
	s := ""
	if fill.A > 0 {
		p.SetFillColor(int(fill.R), int(fill.G), int(fill.B))
		s = "F"
	}
	if edge.A > 0 && width > 0 {
		p.SetDrawColor(int(edge.R), int(edge.G), int(edge.B))
		p.SetLineWidth(width)
		s += "D"
	}
	return s
}

func (p *painter) rect(m page.Rect) {
	how := p.how(m.Fill, m.Edge, m.EdgeWidth)
	switch {
	case how == "" || m.W <= 0 || m.H <= 0:
	case m.Radius > 0:
		p.RoundedRect(m.X, m.Y, m.W, m.H, min(m.Radius, m.W/2, m.H/2), "1234", how)
	default:
		p.Rect(m.X, m.Y, m.W, m.H, how)
	}
}

func (p *painter) line(m page.Line) {
	if p.how(page.None, m.Colour, m.Width) != "" {
		p.Line(m.X1, m.Y1, m.X2, m.Y2)
	}
}

func (p *painter) disc(m page.Disc) {
	if how := p.how(m.Fill, m.Edge, m.EdgeWidth); how != "" {
		p.Circle(m.X, m.Y, m.R, how)
	}
}

func (p *painter) polygon(m page.Polygon) {
	pts := make([]gofpdf.PointType, len(m.Points))
	for i, q := range m.Points {
		pts[i] = gofpdf.PointType{X: q.X, Y: q.Y}
	}
	if how := p.how(m.Fill, page.None, 0); how != "" && len(pts) > 2 {
		p.Polygon(pts, how)
	}
}

// picture puts a picture; the same one is in the file once.
func (p *painter) picture(m page.Picture) {
	if m.Image == nil {
		return
	}
	sum := sha256.Sum256(m.Image.PNG)
	name, how := hex.EncodeToString(sum[:]), gofpdf.ImageOptions{ImageType: "PNG"}
	if p.GetImageInfo(name) == nil {
		p.RegisterImageOptionsReader(name, how, bytes.NewReader(m.Image.PNG))
	}
	p.ImageOptions(name, m.X, m.Y, m.W, m.H, false, how, 0, "")
}

// hatch draws diagonals cut to the rectangle, so that no clipping is needed.
func (p *painter) hatch(m page.Hatch) {
	p.rect(page.Rect{X: m.X, Y: m.Y, W: m.W, H: m.H, Fill: m.Ground})
	if p.how(page.None, m.Lines, m.LineWidth) == "" || m.Step <= 0 {
		return
	}
	for _, l := range m.Diagonals() {
		p.Line(l.X1, l.Y1, l.X2, l.Y2)
	}
}

func (p *painter) text(m page.Text) {
	st := fonts.Style(m.Font.Style())
	words, _ := p.set.Clean(st, m.Words)
	if strings.TrimSpace(words) == "" || m.Font.Size <= 0 {
		return
	}
	p.font(st, m.Font)
	p.SetTextColor(int(m.Colour.R), int(m.Colour.G), int(m.Colour.B))
	x := m.X
	if m.Align != page.Left {
		w := p.set.Width(st, words, m.Font.Size) + m.Font.Track*float64(utf8.RuneCountInString(words))
		x -= w
		if m.Align == page.Centre {
			x += w / 2
		}
	}
	if m.Turn != 0 {
		p.TransformBegin()
		p.TransformRotate(m.Turn, m.X, m.Y)
		defer p.TransformEnd()
	}
	p.run(st, x, m.Y, words, m.Font)
}

// run draws kerned text. gofpdf does not kern, so the run is broken where a pair has a kern.
func (p *painter) run(st fonts.Style, x, y float64, words string, f page.Font) {
	r := []rune(words)
	from, wide := 0, 0.0
	for i := range r {
		wide += p.set.Advance(st, r[i])*f.Size/1000 + f.Track
		if i+1 == len(r) {
			break
		}
		if k := p.set.Kern(st, r[i], r[i+1]); k != 0 {
			p.Text(x, y, string(r[from:i+1]))
			x, wide, from = x+wide+k*f.Size/1000, 0, i+1
		}
	}
	p.Text(x, y, string(r[from:]))
}

// font says font and character spacing, where they differ from the last. gofpdf has no setter for
// spacing; it stays in the page's graphics state until it is changed.
func (p *painter) font(st fonts.Style, f page.Font) {
	if !p.styled || p.style != st || p.size != f.Size {
		name := []string{"", "B", "I", "BI"}[st]
		if !p.added[st] { // reading a font takes milliseconds, so only those in use are added
			p.AddUTF8FontFromBytes(family, name, fonts.TTF(st))
			p.added[st] = true
		}
		p.SetFont(family, name, f.Size)
		p.style, p.size, p.styled = st, f.Size, true
	}
	if p.track != f.Track {
		p.RawWriteStr(fmt.Sprintf("%.3f Tc", f.Track))
		p.track = f.Track
	}
}
