// Package excel writes a report.Document as a native workbook: released figures and cleared quotes
// only, real numbers and dates, native charts, the same bytes for the same document.
//
// Text goes in as text, never as a formula. Nothing is written to a temporary file.
package excel

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// noTemp names a folder that does not exist: excelize then keeps everything in memory.
const noTemp = "/nonexistent/openloop"

// Write writes the workbook. It reports each sheet to progress, which may be nil.
func Write(ctx context.Context, w io.Writer, d report.Document, progress func(done, total int)) error {
	b := &book{f: excelize.NewFile(excelize.Options{TmpDir: noTemp}), d: d, w: report.WordsOfBook(d.Lang)}
	defer b.f.Close()
	b.styles()
	sheets := []sheetOf{
		{b.w.Summary, b.summary}, {b.w.Themes, b.themes}, {b.w.Stages, b.stages}, {b.w.Reasons, b.reasons},
		{b.w.Quotes, b.quotes}, {b.w.Figures, b.figures}, {b.w.Codebook, b.codebook}, {b.w.Method, b.method},
	}
	if len(d.Stories) > 0 {
		sheets = slices.Insert(sheets, 5, sheetOf{b.w.Stories, b.stories})
	}
	if d.Case != nil {
		sheets = slices.Insert(sheets, 4, sheetOf{report.WordsOfCase(d.Lang).Sheet, b.businessCase})
	}
	if b.hasMore() {
		at := slices.IndexFunc(sheets, func(s sheetOf) bool { return s.name == b.w.Figures })
		sheets = slices.Insert(sheets, at+1, sheetOf{report.WordsOfMore(d.Lang).Sheet, b.explored})
	}
	if d.Since != nil {
		sheets = slices.Insert(sheets, 4, sheetOf{report.WordsOfSince(d.Lang).Sheet, b.since})
	}
	for i, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.page(i, s.name, s.fill)
		if progress != nil {
			progress(i+1, len(sheets))
		}
	}
	b.properties()
	if b.err != nil {
		return fmt.Errorf("excel: %w", b.err)
	}
	b.settle()
	if err := b.save(w); err != nil {
		return fmt.Errorf("excel: write: %w", err)
	}
	return nil
}

// save writes the file with its parts in the order of their names: streamed ones come in any.
func (b *book) save(w io.Writer) error {
	var buf bytes.Buffer
	if err := b.f.Write(&buf); err != nil {
		return err
	}
	made, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(made.File, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	out := zip.NewWriter(w)
	for _, part := range made.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

// sheetOf is a sheet's name and what fills it.
type sheetOf struct {
	name string
	fill func(*sheet)
}

// settle sorts what excelize lists in the order of a map, so that the same pack has the same bytes.
func (b *book) settle() {
	if t := b.f.ContentTypes; t != nil {
		sort.SliceStable(t.Defaults, func(i, j int) bool { return t.Defaults[i].Extension < t.Defaults[j].Extension })
	}
}

// book is a workbook in the making. Its first error stays.
type book struct {
	f   *excelize.File
	d   report.Document
	w   report.BookWords
	s   styleSet
	err error
}

func (b *book) do(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// page adds a sheet with its print set-up and fills it.
func (b *book) page(i int, name string, fill func(*sheet)) {
	if i == 0 {
		b.do(b.f.SetSheetName("Sheet1", name))
	} else {
		_, err := b.f.NewSheet(name)
		b.do(err)
	}
	s := &sheet{b: b, name: name, tall: map[int]float64{}, widths: map[int]float64{}}
	fill(s)
	s.finish()
}

// properties sets the file's own: nobody's name but the study's.
func (b *book) properties() {
	at := b.d.Date.UTC().Format("2006-01-02T15:04:05Z")
	if b.d.Date.IsZero() {
		at = "1970-01-01T00:00:00Z"
	}
	b.do(b.f.SetDocProps(&excelize.DocProperties{Title: clean(b.d.Title.String()), Subject: b.w.Subtitle, Creator: "Openloop", LastModifiedBy: "Openloop", Created: at, Modified: at,
		Description: b.w.Anonymised, Language: string(b.d.Lang)}))
	b.do(b.f.SetAppProps(&excelize.AppProperties{Application: "Openloop", Company: "", AppVersion: "12.0000"}))
}
