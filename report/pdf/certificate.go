package pdf

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/page"
)

// Certificate is what a certificate says: that somebody was erased, or that a study was closed. It names
// nobody; whoever fills it sees to that.
type Certificate struct {
	Eyebrow string // small, above the title
	Title   string
	Lead    string // a paragraph under it
	At      time.Time
	Facts   []CertificateFact
	Parts   []CertificatePart
	Foot    string // small print
}

// CertificateFact is a word and what it is: "Pseudonym", "P07".
type CertificateFact struct{ Label, Text string }

// CertificatePart is a heading with rows, fingerprints and sentences.
type CertificatePart struct {
	Heading string
	Rows    []CertificateFact
	Prints  []CertificatePrint
	Notes   []string
}

// CertificatePrint is a file with its sums before and after.
type CertificatePrint struct{ Name, What, Before, After string }

// A4 upright in points, and where the certificate stands on it.
const (
	uprightWidth  = page.Height
	uprightHeight = page.Width
	certMargin    = 62.0
	certWidth     = uprightWidth - 2*certMargin
	certBottom    = uprightHeight - 84.0
	certColumn    = 150.0 // where the text beside a label begins
)

// WriteCertificate writes a certificate as a PDF, A4 upright: one page, or more where it has much to list.
func WriteCertificate(ctx context.Context, w io.Writer, c Certificate) error {
	set, err := fonts.Load()
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	p := newPainter(set)
	p.describe(report.Document{Date: c.At})
	p.SetTitle(p.clean(c.Title), true)
	p.SetSubject(p.clean(c.Eyebrow), true)
	f := &certificate{c: c, measure: report.Measure(set), palette: page.Light()}
	f.draw()
	for i, s := range f.pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.AddPageFormat("P", p.GetPageSizeStr("A4"))
		p.styled, p.track = false, 0
		p.paint(s.Scene)
		if len(f.pages) > 1 {
			p.text(page.Text{X: uprightWidth - certMargin, Y: uprightHeight - 40, Words: fmt.Sprintf("%d of %d", i+1, len(f.pages)), Font: page.Font{Size: 8}, Align: page.Right, Colour: f.palette.Mute})
		}
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("pdf: write: %w", err)
	}
	return nil
}

// certificate is one on its way to pages.
type certificate struct {
	c       Certificate
	measure page.Measure
	palette page.Palette
	pages   []*page.Pen
	pen     *page.Pen
	y       float64
}

// turn begins a page.
func (f *certificate) turn() {
	f.pen = page.NewPen(uprightWidth, uprightHeight, f.measure, f.palette)
	f.pages = append(f.pages, f.pen)
	f.y = 74
	f.pen.HLine(certMargin, uprightHeight-62, certWidth, .6, f.palette.Line)
	f.pen.Para(certMargin, uprightHeight-48, certWidth-60, 11, f.c.Foot, f.pen.Type(7.5), f.palette.Mute, 2)
}

// room turns the page where less than h is left.
func (f *certificate) room(h float64) {
	if f.y+h > certBottom {
		f.turn()
	}
}

func (f *certificate) draw() {
	f.turn()
	p := f.pen
	p.Box(certMargin, f.y-14, 24, 3, f.palette.Accent)
	f.y += 8
	p.Write(certMargin, f.y, f.c.Eyebrow, page.Font{Size: 8, Bold: true, Track: .6}, f.palette.Accent)
	f.y += 28
	for _, l := range f.measure.Lines(f.c.Title, p.Strong(22), certWidth, 3) {
		p.Write(certMargin, f.y, l, p.Strong(22), f.palette.Ink)
		f.y += 28
	}
	f.y += f.para(certMargin, certWidth, f.c.Lead, p.Type(10.5), f.palette.Ink2, 16) + 10
	p.HLine(certMargin, f.y-10, certWidth, .6, f.palette.Line)
	f.y += 10
	f.facts(f.c.Facts)
	for _, part := range f.c.Parts {
		f.part(part)
	}
}

// para writes a paragraph at the place reached and answers its height.
func (f *certificate) para(x, w float64, words string, font page.Font, ink color.NRGBA, lead float64) float64 {
	lines := f.measure.Lines(words, font, w, 40)
	for i, l := range lines {
		f.pen.Write(x, f.y+float64(i)*lead, l, font, ink)
	}
	return float64(len(lines)) * lead
}

func (f *certificate) facts(list []CertificateFact) {
	for _, x := range list {
		f.room(16)
		f.pen.Write(certMargin, f.y, x.Label, f.pen.Type(9.5), f.palette.Mute)
		f.y += f.para(certMargin+certColumn, certWidth-certColumn, x.Text, f.pen.Strong(9.5), f.palette.Ink, 14) + 3
	}
}

func (f *certificate) part(part CertificatePart) {
	if len(part.Rows)+len(part.Prints)+len(part.Notes) == 0 {
		return
	}
	f.room(64)
	f.y += 14
	f.pen.Write(certMargin, f.y, part.Heading, f.pen.Strong(11.5), f.palette.Ink)
	f.y += 18
	f.facts(part.Rows)
	for _, x := range part.Prints {
		f.print(x)
	}
	for _, n := range part.Notes {
		lines := f.measure.Lines(n, f.pen.Type(9.5), certWidth-14, 40)
		f.room(float64(len(lines)) * 14)
		f.pen.Add(page.Disc{X: certMargin + 3, Y: f.y - 3, R: 1.6, Fill: f.palette.Accent})
		f.y += f.para(certMargin+14, certWidth-14, n, f.pen.Type(9.5), f.palette.Ink2, 14) + 3
	}
}

// print writes a file with its sums.
func (f *certificate) print(x CertificatePrint) {
	f.room(40)
	end := f.pen.Write(certMargin, f.y, f.measure.Shorten(x.Name, f.pen.Strong(9.5), certWidth*.7), f.pen.Strong(9.5), f.palette.Ink)
	f.pen.Write(end+8, f.y, x.What, f.pen.Type(9), f.palette.Mute)
	f.y += 12
	for _, s := range []CertificateFact{{"before", x.Before}, {"after", x.After}} {
		if s.Text != "" {
			f.pen.Write(certMargin, f.y, s.Label, f.pen.Type(7.5), f.palette.Mute)
			f.pen.Write(certMargin+32, f.y, s.Text, f.pen.Type(7.5), f.palette.Ink2)
			f.y += 11
		}
	}
	f.y += 5
}
