package pptx

import (
	"fmt"
	"image/color"
	"strings"

	"openloop/report"
	"openloop/report/chart"
	"openloop/report/page"
)

// heat draws a heat map: its head and key as shapes, its fields as a table.
func (s *slide) heat(c chart.Heat, b report.Block) {
	pen := page.NewPen(page.Width, page.Height, s.measure, page.Light())
	g, ok := c.Around(pen, b.X, b.Y, b.W, b.H)
	s.marks(pen.Marks)
	if !ok {
		return
	}
	t := &table{slide: s, pen: pen, heat: c, grid: g}
	t.draw()
}

// table is a heat map on its way into a native table. A gap between the first column and the others is a column
// of its own.
type table struct {
	*slide
	pen  *page.Pen
	heat chart.Heat
	grid chart.Grid
}

func (t *table) widths() []float64 {
	w := []float64{t.grid.NameW}
	for j := range t.heat.Cols {
		if j == 1 && t.grid.Gap > 0 {
			w = append(w, t.grid.Gap)
		}
		w = append(w, t.grid.CellW)
	}
	return w
}

func (t *table) draw() {
	widths, whole := t.widths(), 0.0
	var columns strings.Builder
	for _, w := range widths {
		whole += w
		fmt.Fprintf(&columns, `<a:gridCol w="%d"/>`, emu(w))
	}
	t.add(`<p:graphicFrame><p:nvGraphicFramePr>%s<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm>%s</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>%s</a:tblGrid>`,
		t.named("Table: "+t.heat.Title, t.heat.Title), frameOf(t.grid.X, t.grid.Y, whole, t.grid.HeadH+t.grid.H*float64(len(t.heat.Rows))), columns.String())
	t.add(`<a:tr h="%d">%s`, emu(t.grid.HeadH), t.field("", "l", "b", page.None, page.None))
	for j, name := range t.heat.Cols {
		t.gap(j)
		words := t.paragraph("ctr", t.run(t.clean(name), t.pen.Strong(8), solid(t.pen.Ink)))
		if j < len(t.heat.Bases) && t.heat.Bases[j] != "" {
			words += t.paragraph("ctr", t.run(t.clean(t.heat.Bases[j]), t.pen.Type(7.5), solid(t.pen.Mute)))
		}
		t.b.WriteString(t.field(words, "ctr", "b", page.None, page.None))
	}
	t.add(`</a:tr>`)
	for _, r := range t.heat.Rows {
		t.row(r)
	}
	t.add(`</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`)
}

func (t *table) clean(s string) string {
	c, _ := t.set.Clean(0, s)
	return c
}

// gap is the narrow field before column j where the first stands apart.
func (t *table) gap(j int) {
	if j == 1 && t.grid.Gap > 0 {
		t.b.WriteString(t.field("", "l", "ctr", page.None, page.None))
	}
}

func (t *table) row(r chart.HeatRow) {
	f := t.pen.Type(8.8)
	f.Bold = r.Bold
	align := "r"
	if r.Tick.A > 0 {
		align = "l"
	}
	t.add(`<a:tr h="%d">%s`, emu(t.grid.H), t.field(t.paragraph(align, t.run(t.clean(r.Name), f, solid(t.pen.Ink))), align, "ctr", page.None, r.Tick))
	for j, c := range r.Cells {
		t.gap(j)
		t.cell(c)
	}
	t.add(`</a:tr>`)
}

func (t *table) cell(c chart.Cell) {
	switch {
	case c.None:
		t.b.WriteString(t.field("", "ctr", "ctr", page.None, page.None))
		return
	case !c.Shown:
		t.add(`<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>%s</a:txBody><a:tcPr marL="0" marR="0" marT="0" marB="0" anchor="ctr">%s%s</a:tcPr></a:tc>`,
			t.paragraph("ctr", ""), t.rules(page.None), hatched(t.pen.HatchLines, t.pen.HatchGround))
		return
	}
	fill, ink := t.pen.HeatAt(c.Value)
	count := t.run(t.clean(c.Text), t.pen.Strong(8.8), solid(ink))
	words := t.paragraph("ctr", count)
	switch {
	case c.Note == "":
	case t.grid.Stacked:
		words += t.paragraph("ctr", t.run(t.clean(c.Note), t.pen.Type(6.6), solid(ink)))
	default:
		words = t.paragraph("ctr", count+t.run(" "+t.clean(c.Note), t.pen.Type(7), solid(ink)))
	}
	t.b.WriteString(t.field(words, "ctr", "ctr", fill, page.None))
}

func (t *table) paragraph(align, runs string) string {
	end := ""
	if runs == "" {
		end = `<a:endParaRPr sz="600"/>`
	}
	return `<a:p><a:pPr algn="` + align + `"><a:lnSpc><a:spcPct val="85000"/></a:lnSpc></a:pPr>` + runs + end + `</a:p>`
}

// field is a cell with words, on a fill or none, with a coloured edge before it where tick is one.
func (t *table) field(words, align, anchor string, fill, tick color.NRGBA) string {
	if words == "" {
		words = t.paragraph(align, "")
	}
	left, right := 0, 0
	switch align {
	case "r":
		right = emu(9)
	case "l":
		left = emu(7)
	}
	return fmt.Sprintf(`<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>%s</a:txBody><a:tcPr marL="%d" marR="%d" marT="0" marB="0" anchor="%s">%s%s</a:tcPr></a:tc>`, words, left, right, anchor, t.rules(tick), solid(fill))
}

// rules are a cell's edges: the paper between the fields.
func (t *table) rules(tick color.NRGBA) string {
	var b strings.Builder
	for _, side := range []string{"lnL", "lnR", "lnT", "lnB"} {
		c, w := t.pen.Paper, 2.0
		if side == "lnL" && tick.A > 0 {
			c, w = tick, 3
		}
		fmt.Fprintf(&b, `<a:%[1]s w="%[2]d">%[3]s</a:%[1]s>`, side, emu(w), solid(c))
	}
	return b.String()
}
