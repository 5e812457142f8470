// Package pdf writes a report.Document as a PDF: A4 landscape, vectors, embedded subset fonts, bookmarks
// and links, the same bytes for the same document. It decides nothing; what is on a page was released
// by package report.
package pdf

import (
	"context"
	"fmt"
	"io"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
)

// Write writes the document. It reports each page to progress, which may be nil.
func Write(ctx context.Context, w io.Writer, d report.Document, progress func(done, total int)) error {
	set, err := fonts.Load()
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	p := newPainter(set)
	p.describe(d)
	m := report.Measure(set)
	for i, pg := range d.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.addPage(pg.Number)
		p.outline(d, i)
		p.paint(d.Scene(i, m))
		if progress != nil {
			progress(i+1, len(d.Pages))
		}
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("pdf: write: %w", err)
	}
	return nil
}

// outline enters page i (from 0) among the bookmarks: sections, the appendix below one of its own, and below a section
// what its pages mark.
func (p *painter) outline(d report.Document, i int) {
	pg, level := d.Pages[i], 0
	if pg.Appendix {
		if level = 1; i == 0 || !d.Pages[i-1].Appendix {
			p.Bookmark(p.clean(pg.Eyebrow.String()), 0, 0)
		}
	}
	if i == 0 || d.Pages[i-1].Kind != pg.Kind {
		p.Bookmark(p.clean(fmt.Sprintf("%d  %s", pg.Number, pg.Name)), level, 0)
	}
	for _, m := range pg.Marks {
		p.Bookmark(p.clean(m.Name.String()), level+1, m.Y)
	}
}

// describe sets the file's properties: nobody's name but the client's and the study's.
func (p *painter) describe(d report.Document) {
	at := d.Date
	if at.IsZero() {
		at = time.Unix(0, 0)
	}
	at = at.UTC()
	p.SetCreationDate(at)
	p.SetModificationDate(at)
	p.SetTitle(p.clean(d.Title.String()), true)
	p.SetAuthor("Openloop", true)
	p.SetCreator("Openloop", true)
	p.SetProducer("Openloop", true)
	p.SetSubject("Why deals are won and lost", true)
	p.SetDisplayMode("fullpage", "single")
}

func (p *painter) clean(s string) string {
	c, _ := p.set.Clean(fonts.Regular, s)
	return c
}
