package report

import "openloop/report/page"

// Scene is page i (from 0) of the document as vectors, measured for what it is painted on.
func (d Document) Scene(i int, m page.Measure) page.Scene {
	p := page.NewPen(page.Width, page.Height, m, d.Palette())
	for _, b := range d.Pages[i].Blocks {
		b.content.draw(p, b)
	}
	return p.Scene
}
