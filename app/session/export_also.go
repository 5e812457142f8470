package session

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/data"
	"openloop/report/excel"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/report/picture"
	"openloop/report/pptx"
)

// output is one file of a pack, and what writes it.
type output struct {
	path, doing string // doing takes two numbers
	write       func(context.Context, io.Writer, report.Document, func(done, total int)) error
}

// files are the files that a pack is written to, some with no path.
func (o PackOptions) files(pdfPath, xlsxPath string) []output {
	figures := data.FiguresJSON
	if strings.EqualFold(filepath.Ext(o.Figures), ".csv") {
		figures = data.FiguresCSV
	}
	return []output{
		{pdfPath, "Drawing page %d of %d", pdf.Write},
		{xlsxPath, "Writing sheet %d of %d", excel.Write},
		{o.Slides, "Drawing slide %d of %d", pptx.Write},
		{o.Quotes, "Writing quotes", data.QuotesCSV},
		{o.Figures, "Writing figures", figures},
	}
}

// pictureScale is how many points of a picture stand for a point of paper: twice what a screen shows.
const pictureScale = 2 * 96.0 / 72

// makePictures draws each chart of the pack as SVG and PNG, named by page and place: "4-why-we-win-why-we-lose-1.svg".
// The leak check reads the words of the one; the other is the same scene.
func makePictures(ctx context.Context, doc report.Document, folder string) ([]*madeFile, error) {
	set, err := fonts.Load()
	if err != nil {
		return nil, err
	}
	var files []*madeFile
	for _, pg := range doc.Pages {
		n := 0
		for _, b := range pg.Blocks {
			if b.Chart() == nil {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			n++
			stem := filepath.Join(folder, fmt.Sprintf("%d-%s-%d", pg.Number, fileName(pg.Name.String()), n))
			made, err := drawChart(set, b, stem, pg.Name.String())
			if err != nil {
				return nil, err
			}
			for _, f := range made {
				f.folder = folder
			}
			files = append(files, made...)
		}
	}
	return files, nil
}

// drawChart draws one chart with a little paper around it.
func drawChart(set *fonts.Set, b report.Block, stem, title string) ([]*madeFile, error) {
	const room = 8
	sc := picture.Crop(b.Scene(report.Measure(set)), b.X-room, b.Y-room, b.W+2*room, b.H+2*room)
	sc.Marks = append([]page.Mark{page.Rect{W: sc.W, H: sc.H, Fill: page.Light().Paper}}, sc.Marks...)
	var svg, png bytes.Buffer
	if err := picture.SVG(&svg, sc, set, title); err != nil {
		return nil, err
	}
	if err := picture.PNG(&png, sc, set, pictureScale); err != nil {
		return nil, err
	}
	return []*madeFile{{path: stem + ".svg", data: svg.Bytes()}, {path: stem + ".png", data: png.Bytes(), twin: true}}, nil
}

// fileName is words as part of a file's name: lower case, with hyphens.
func fileName(words string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f)
	}), "-")
}
