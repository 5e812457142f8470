package pptx

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/chart"
	"openloop/report/page"
)

// slide is one slide that is being drawn.
type slide struct {
	set     *fonts.Set
	measure page.Measure
	lang    string
	b       strings.Builder
	id      int
	links   []int // slides that links lead to, in the order of their relations
	logo    bool  // the client's stands on it
}

// draw draws page i (from 0), block by block.
func (s *slide) draw(d report.Document, i int) {
	s.id = 1
	for _, block := range d.Pages[i].Blocks {
		if heat, ok := block.Chart().(chart.Heat); ok {
			s.heat(heat, block)
			continue
		}
		sc := d.BlockScene(block, s.measure)
		s.group(sc, block.Chart() != nil)
		for _, l := range sc.Links {
			s.link(l)
		}
	}
}

// xml is the slide as a part.
func (s *slide) xml() string {
	return `<p:sld ` + allNS + `><p:cSld><p:spTree>` + treeHead + s.b.String() + `</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}

// relations are where the slide leads.
func (s *slide) relations() string {
	list := []relation{{"rId1", relations + "slideLayout", "../slideLayouts/slideLayout1.xml"}}
	for i, n := range s.links {
		list = append(list, relation{fmt.Sprintf("rId%d", i+2), relations + "slide", fmt.Sprintf("slide%d.xml", n)})
	}
	if s.logo {
		list = append(list, relation{logoID, relations + "image", "../media/logo.png"})
	}
	return relationsOf(list...)
}

// logoID is the relation to the client's logo, the only picture that slides have.
const logoID = "rIdLogo"

// picture puts the logo.
func (s *slide) picture(m page.Picture) {
	if m.Image == nil {
		return
	}
	s.logo = true
	s.add(`<p:pic><p:nvPicPr>%s<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>%s</a:xfrm>%s</p:spPr></p:pic>`,
		s.named("Logo", m.Alt), logoID, frameOf(m.X, m.Y, m.W, m.H), rectangle)
}

func (s *slide) add(format string, args ...any) { fmt.Fprintf(&s.b, format, args...) }

// named begins a shape: its number, a name and, for who cannot see it, what it says.
func (s *slide) named(name, says string) string {
	s.id++
	if says != "" {
		says = ` descr="` + escape(says) + `"`
	}
	return fmt.Sprintf(`<p:cNvPr id="%d" name="%s"%s/>`, s.id, escape(name), says)
}

// group draws a scene; what makes up a chart is one group, moved and scaled as one thing, with its words as
// alternative text.
func (s *slide) group(sc page.Scene, one bool) {
	if !one {
		s.marks(sc.Marks)
		return
	}
	words := sc.Words()
	if len(words) == 0 {
		return
	}
	box := around(sc.Marks, s.measure)
	s.add(`<p:grpSp><p:nvGrpSpPr>%s<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>%s<a:chOff x="%d" y="%d"/><a:chExt cx="%d" cy="%d"/></a:xfrm></p:grpSpPr>`,
		s.named("Chart: "+words[0], strings.Join(words, "; ")), frameOf(box.x, box.y, box.w, box.h), emu(box.x), emu(box.y), emu(box.w), emu(box.h))
	s.marks(sc.Marks)
	s.add(`</p:grpSp>`)
}

func (s *slide) marks(marks []page.Mark) {
	for _, m := range marks {
		switch m := m.(type) {
		case page.Rect:
			s.rect(m)
		case page.Line:
			s.line(m)
		case page.Disc:
			s.shape("Mark", m.X-m.R, m.Y-m.R, 2*m.R, 2*m.R, `<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>`, solid(m.Fill)+edge(m.Edge, m.EdgeWidth))
		case page.Polygon:
			s.polygon(m)
		case page.Hatch:
			s.shape("Withheld", m.X, m.Y, m.W, m.H, rectangle, hatched(m.Lines, m.Ground)+`<a:ln><a:noFill/></a:ln>`)
		case page.Text:
			s.text(m)
		case page.Picture:
			s.picture(m)
		}
	}
}

const rectangle = `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`

func frameOf(x, y, w, h float64) string {
	return fmt.Sprintf(`<a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/>`, emu(x), emu(y), emu(w), emu(h))
}

// shape draws a shape without words.
func (s *slide) shape(name string, x, y, w, h float64, geometry, paint string) {
	s.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>%s</a:xfrm>%s%s</p:spPr></p:sp>`, s.named(name, ""), frameOf(x, y, w, h), geometry, paint)
}

func (s *slide) rect(m page.Rect) {
	if m.W <= 0 || m.H <= 0 || m.Fill.A == 0 && (m.Edge.A == 0 || m.EdgeWidth <= 0) {
		return
	}
	geometry := rectangle
	if r := math.Min(m.Radius, math.Min(m.W, m.H)/2); r > 0 {
		geometry = fmt.Sprintf(`<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val %d"/></a:avLst></a:prstGeom>`, int(r/math.Min(m.W, m.H)*100000+.5))
	}
	s.shape("Box", m.X, m.Y, m.W, m.H, geometry, solid(m.Fill)+edge(m.Edge, m.EdgeWidth))
}

func (s *slide) line(m page.Line) {
	if m.Colour.A == 0 || m.Width <= 0 {
		return
	}
	flip := ""
	if (m.X2 < m.X1) != (m.Y2 < m.Y1) {
		flip = ` flipV="1"`
	}
	s.add(`<p:cxnSp><p:nvCxnSpPr>%s<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm%s>%s</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>%s</p:spPr></p:cxnSp>`,
		s.named("Line", ""), flip, frameOf(math.Min(m.X1, m.X2), math.Min(m.Y1, m.Y2), math.Abs(m.X2-m.X1), math.Abs(m.Y2-m.Y1)), edge(m.Colour, m.Width))
}

func (s *slide) polygon(m page.Polygon) {
	if len(m.Points) < 3 || m.Fill.A == 0 {
		return
	}
	box := around([]page.Mark{m}, s.measure)
	var path strings.Builder
	for i, q := range m.Points {
		to := "lnTo"
		if i == 0 {
			to = "moveTo"
		}
		fmt.Fprintf(&path, `<a:%[1]s><a:pt x="%[2]d" y="%[3]d"/></a:%[1]s>`, to, emu(q.X-box.x), emu(q.Y-box.y))
	}
	s.shape("Mark", box.x, box.y, box.w, box.h, fmt.Sprintf(`<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d">%s<a:close/></a:path></a:pathLst></a:custGeom>`,
		emu(box.w), emu(box.h), path.String()), solid(m.Fill)+`<a:ln><a:noFill/></a:ln>`)
}

// link lays something that cannot be seen over a place; it leads to a slide.
func (s *slide) link(l page.Link) {
	s.links = append(s.links, l.Page)
	s.id++
	s.add(`<p:sp><p:nvSpPr><p:cNvPr id="%d" name="Link to page %d"><a:hlinkClick r:id="rId%d" action="ppaction://hlinksldjump"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>%s</a:xfrm>%s<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="0"/></a:srgbClr></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`,
		s.id, l.Page, len(s.links)+1, frameOf(l.X, l.Y, l.W, l.H), rectangle)
}

func hex(c color.NRGBA) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }

func rgb(c color.NRGBA) string { return `<a:srgbClr val="` + hex(c) + `"/>` }

func solid(c color.NRGBA) string {
	if c.A == 0 {
		return `<a:noFill/>`
	}
	return `<a:solidFill>` + rgb(c) + `</a:solidFill>`
}

func edge(c color.NRGBA, width float64) string {
	if c.A == 0 || width <= 0 {
		return `<a:ln><a:noFill/></a:ln>`
	}
	return fmt.Sprintf(`<a:ln w="%d">%s</a:ln>`, emu(width), solid(c))
}

func hatched(lines, ground color.NRGBA) string {
	return `<a:pattFill prst="ltUpDiag"><a:fgClr>` + rgb(lines) + `</a:fgClr><a:bgClr>` + rgb(ground) + `</a:bgClr></a:pattFill>`
}
