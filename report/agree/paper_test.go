package agree_test

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/chart"
	"openloop/report/internal/readback"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/report/pptx"
)

// paper holds the PDF against the screen, page by page: every text where it stands, every box and every disc, in the
// order in which they are drawn.
func (p *pack) paper() {
	p.Helper()
	set := readback.Fonts(p)
	m := report.Measure(set)
	pages := readback.Paper(p, readback.Write(p, pdf.Write, p.d))
	if len(pages) != len(p.d.Pages) {
		p.differ("the PDF has %d pages of %d", len(pages), len(p.d.Pages))
		return
	}
	for i, got := range pages {
		sc := p.d.Scene(i, m)
		l := &lookup{pack: p, sheet: got, page: i + 1, set: set}
		for _, mark := range sc.Marks {
			switch k := mark.(type) {
			case page.Text:
				l.text(k, m)
			case page.Rect:
				if k.Radius == 0 && k.W > 0 && k.H > 0 && (k.Fill.A > 0 || k.Edge.A > 0 && k.EdgeWidth > 0) {
					l.box(k.X, k.Y, k.W, k.H)
				}
			case page.Hatch:
				l.box(k.X, k.Y, k.W, k.H)
			case page.Disc:
				l.disc(k)
			}
		}
		if l.words < len(got.Words) || l.rects < len(got.Rects) {
			p.differ("page %d of the PDF has %d texts and %d boxes more than the screen", i+1, len(got.Words)-l.words, len(got.Rects)-l.rects)
		}
	}
}

// lookup follows the drawing of a page of the PDF.
type lookup struct {
	*pack
	sheet               readback.Sheet
	page                int
	set                 *fonts.Set
	words, rects, discs int
}

// text takes the runs that a line was broken into by kerning, and holds them and their place against it.
func (l *lookup) text(k page.Text, m page.Measure) {
	want, _ := l.set.Clean(fonts.Style(k.Font.Style()), k.Words)
	if strings.TrimSpace(want) == "" || k.Font.Size <= 0 {
		return
	}
	x := k.X - float64(k.Align)/2*m(want, k.Font)
	got, first := "", l.words
	for i := first; i < len(l.sheet.Words) && utf8.RuneCountInString(got) < utf8.RuneCountInString(want); i++ {
		w := l.sheet.Words[i]
		if i == first && (math.Abs(w.X-x) > .02 || math.Abs(page.Height-w.Y-k.Y) > .02) {
			l.differ("page %d of the PDF has %q at %.2f, %.2f, the screen %q at %.2f, %.2f", l.page, w.Text, w.X, page.Height-w.Y, want, x, k.Y)
		}
		got += w.Text
		l.words = i + 1
	}
	if got != want {
		l.differ("page %d of the PDF says %q, the screen %q", l.page, got, want)
	}
}

func (l *lookup) box(x, y, w, h float64) {
	if l.rects >= len(l.sheet.Rects) {
		l.differ("page %d of the PDF lacks a box at %.1f, %.1f", l.page, x, y)
		return
	}
	r := l.sheet.Rects[l.rects]
	l.rects++
	if math.Abs(r.X-x) > .02 || math.Abs(page.Height-r.Y-r.H-y) > .03 || math.Abs(r.W-w) > .02 || math.Abs(r.H-h) > .02 {
		l.differ("page %d of the PDF has a box at %.2f, %.2f of %.2f by %.2f, the screen at %.2f, %.2f of %.2f by %.2f", l.page, r.X, page.Height-r.Y-r.H, r.W, r.H, x, y, w, h)
	}
}

// disc looks for a disc; round corners look like discs too, and are passed over.
func (l *lookup) disc(k page.Disc) {
	for ; l.discs < len(l.sheet.Discs); l.discs++ {
		d := l.sheet.Discs[l.discs]
		if math.Hypot(d.X-k.X, page.Height-d.Y-k.Y) < .3*k.R {
			l.discs++
			return
		}
	}
	l.differ("page %d of the PDF lacks a disc at %.1f, %.1f", l.page, k.X, k.Y)
}

// slides holds the slides against the screen: every running text whole and in order, and heat maps field by field.
func (p *pack) slides() {
	p.Helper()
	set := readback.Fonts(p)
	m := report.Measure(set)
	parts := readback.Parts(p, readback.Write(p, pptx.Write, p.d))
	for i, pg := range p.d.Pages {
		texts, tables := slideOf(p, parts[fmt.Sprintf("ppt/slides/slide%d.xml", i+1)])
		var want []string
		var heats []chart.Heat
		for _, b := range pg.Blocks {
			if h, ok := b.Chart().(chart.Heat); ok && len(h.Rows) > 0 && len(h.Cols) > 0 {
				heats = append(heats, h)
				continue
			}
			want = append(want, sayings(set, b.Scene(m))...)
		}
		rest := map[string]int{}
		for _, t := range texts {
			rest[t]++
		}
		for _, w := range want {
			if rest[w]--; rest[w] < 0 {
				p.differ("slide %d does not say %q", i+1, w)
			}
		}
		if len(tables) != len(heats) {
			p.differ("slide %d has %d tables for %d heat maps", i+1, len(tables), len(heats))
			continue
		}
		for j, h := range heats {
			p.table(i+1, set, h, tables[j])
		}
	}
}

// sayings is what a scene says, as slides hold it.
func sayings(set *fonts.Set, sc page.Scene) (all []string) {
	for _, mark := range sc.Marks {
		t, ok := mark.(page.Text)
		if !ok || t.Of.Lines > 0 && t.Of.Line > 0 || t.Font.Size <= 0 {
			continue
		}
		words := t.Words
		if t.Of.Lines > 0 {
			words = t.Of.Words
		}
		if words, _ = set.Clean(fonts.Style(t.Font.Style()), words); strings.TrimSpace(words) != "" {
			all = append(all, words)
		}
	}
	return all
}

// slideOf is a slide's texts, and its tables as rows of texts.
func slideOf(p *pack, body string) (texts []string, tables [][][]string) {
	d := xml.NewDecoder(strings.NewReader(body))
	var now strings.Builder
	paragraphs, inTable := 0, false
	for {
		t, err := d.Token()
		if err != nil {
			return texts, tables
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				tables, inTable = append(tables, nil), true
			case "tr":
				tables[len(tables)-1] = append(tables[len(tables)-1], nil)
			case "txBody":
				now.Reset()
				paragraphs = 0
			case "p":
				if paragraphs++; paragraphs > 1 && e.Name.Space == "http://schemas.openxmlformats.org/drawingml/2006/main" {
					now.WriteByte('\n')
				}
			case "t":
				var s string
				if err := d.DecodeElement(&s, &e); err != nil {
					p.Fatal(err)
				}
				now.WriteString(s)
			}
		case xml.EndElement:
			switch {
			case e.Name.Local == "txBody" && !inTable:
				texts = append(texts, now.String())
			case e.Name.Local == "tc":
				rows := tables[len(tables)-1]
				rows[len(rows)-1] = append(rows[len(rows)-1], now.String())
			case e.Name.Local == "tbl":
				inTable = false
			}
		}
	}
}

// table holds a native table against the heat map that it stands for.
func (p *pack) table(slide int, set *fonts.Set, h chart.Heat, rows [][]string) {
	if len(rows) != len(h.Rows)+1 {
		p.differ("slide %d: a table of %d rows for %d", slide, len(rows)-1, len(h.Rows))
		return
	}
	for i, r := range h.Rows {
		var got []string
		for j, c := range rows[i+1] {
			if j > 0 && !(h.Gap && j == 2 && len(h.Cols) > 1) { // the name, and the gap between all and the groups
				got = append(got, strings.Join(strings.Fields(c), " "))
			}
		}
		if name, _ := set.Clean(0, r.Name); strings.Join(strings.Fields(name), " ") != strings.Join(strings.Fields(rows[i+1][0]), " ") || len(got) != len(r.Cells) {
			p.differ("slide %d: row %q of %d fields for %q of %d", slide, rows[i+1][0], len(got), r.Name, len(r.Cells))
			continue
		}
		for j, c := range r.Cells {
			want := ""
			if c.Shown {
				want = strings.TrimSpace(c.Text + " " + c.Note)
			}
			if got[j] != want {
				p.differ("slide %d: %s, field %d says %q, want %q", slide, r.Name, j+1, got[j], want)
			}
		}
	}
}
