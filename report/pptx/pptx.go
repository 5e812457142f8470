// Package pptx writes a report.Document as slides that can be edited: running text in text boxes, heat maps as
// native tables, charts as groups of native shapes, links that lead to their slides, the same bytes for the same
// document. It decides nothing; what is on a page was released by package report.
package pptx

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
)

// Write writes the slides. It reports each to progress, which may be nil.
func Write(ctx context.Context, w io.Writer, d report.Document, progress func(done, total int)) error {
	set, err := fonts.Load()
	if err != nil {
		return fmt.Errorf("pptx: %w", err)
	}
	at := d.Date
	if at.IsZero() {
		at = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	out := bufio.NewWriter(w)
	f := &file{zip: zip.NewWriter(out), at: at.UTC()}
	f.frame(d)
	measure := report.Measure(set)
	for i := range d.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := &slide{set: set, measure: measure, lang: language(d.Lang)}
		s.draw(d, i)
		f.put(fmt.Sprintf("ppt/slides/slide%d.xml", i+1), s.xml())
		f.put(fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", i+1), s.relations())
		if progress != nil {
			progress(i+1, len(d.Pages))
		}
	}
	if err := f.zip.Close(); f.err == nil {
		f.err = err
	}
	if err := out.Flush(); f.err == nil {
		f.err = err
	}
	if f.err != nil {
		return fmt.Errorf("pptx: write: %w", f.err)
	}
	return nil
}

// file is the package that is being written.
type file struct {
	zip *zip.Writer
	at  time.Time
	err error
}

// put adds a part.
func (f *file) put(name, body string) {
	if f.err != nil {
		return
	}
	w, err := f.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.at})
	if err == nil {
		_, err = io.WriteString(w, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+body)
	}
	f.err = err
}

// putBytes adds a part that is no XML.
func (f *file) putBytes(name string, body []byte) {
	if f.err != nil {
		return
	}
	w, err := f.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.at})
	if err == nil {
		_, err = w.Write(body)
	}
	f.err = err
}

// escape is text as it may stand in XML, in content or in an attribute.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

// emu is a length in points as files of this kind measure it: 12,700 to a point.
func emu(points float64) int {
	if points < 0 {
		return -int(-points*12700 + .5)
	}
	return int(points*12700 + .5)
}

// language is the tag by which a program checks spelling.
func language(l report.Lang) string {
	switch l {
	case "de":
		return "de-DE"
	case "fr":
		return "fr-FR"
	case "es":
		return "es-ES"
	}
	return "en-GB"
}
