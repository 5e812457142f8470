package pdf

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/page"
)

// Recovery is what stands on a vault's recovery sheet.
type Recovery struct {
	Vault string // name of the file
	Key   string // AGE-SECRET-KEY-1…
	Made  time.Time
}

// Commands are how to open the vault with the stock tools and a file key.txt that holds the key: unpack it,
// read who somebody is, read a text as it came in.
func (r Recovery) Commands() []string {
	return []string{
		"tar -xf '" + strings.ReplaceAll(r.Vault, "'", `'\''`) + "'",
		`for f in people/*.age; do age -d -i key.txt "$f"; done`,
		`for f in originals/*.age; do age -d -i key.txt "$f"; done`,
	}
}

// Rows are the key as it is printed and typed: its prefix, then rows of five groups of four characters.
func (r Recovery) Rows() []string {
	const prefix = "AGE-SECRET-KEY-1"
	rest, ok := strings.CutPrefix(r.Key, prefix)
	if !ok {
		return []string{r.Key}
	}
	rows := []string{prefix}
	for i := 0; i < len(rest); i += 20 {
		var groups []string
		for j := i; j < min(i+20, len(rest)); j += 4 {
			groups = append(groups, rest[j:min(j+4, len(rest))])
		}
		rows = append(rows, strings.Join(groups, "  "))
	}
	return rows
}

// A4 upright in points, and where the text stands on it.
const (
	sheetWidth  = page.Height
	sheetHeight = page.Width
	sheetMargin = 62.0
	sheetColumn = sheetWidth - 2*sheetMargin
)

// keepSheet is what to do with the paper.
var keepSheet = []string{
	"Print this page on a printer of your own, then delete the file and empty the bin. Do not mail it and do not photograph it.",
	"Keep it where you keep contracts, apart from the computer that holds the vault. Whoever has both reads every name.",
	"It stays valid when the passphrase changes. When the study is closed for good, shred it.",
}

// WriteRecovery writes the recovery sheet of a vault, one page A4 upright.
func WriteRecovery(w io.Writer, r Recovery) error {
	set, err := fonts.Load()
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	p := newPainter(set)
	p.describe(report.Document{Date: r.Made})
	p.SetTitle("Recovery sheet", true)
	p.SetSubject("How to open a vault", true)
	p.SetDisplayMode("fullpage", "single")
	p.AddPageFormat("P", p.GetPageSizeStr("A4"))
	m := report.Measure(set)
	s := &sheet{painter: p, measure: m, palette: page.Light(), y: 74}
	s.pen = page.NewPen(sheetWidth, sheetHeight, m, s.palette)
	s.draw(r)
	p.paint(s.pen.Scene)
	s.typewritten()
	if err := p.Output(w); err != nil {
		return fmt.Errorf("pdf: write: %w", err)
	}
	return nil
}

// sheet is a recovery sheet being drawn. What has to be typed off it stands in a typewriter's letters, which
// tell 0 from O; it is drawn last, in a font of the reader's own.
type sheet struct {
	*painter
	measure page.Measure
	palette page.Palette
	pen     *page.Pen
	y       float64
	typed   []typed
}

type typed struct {
	x, y, size float64
	words      string
	bold       bool
}

func (s *sheet) draw(r Recovery) {
	pal := s.palette
	s.pen.Box(sheetMargin, s.y-14, 24, 3, pal.Accent)
	s.y += 8
	s.pen.Write(sheetMargin, s.y, "KEEP THIS PAPER AS SAFE AS A CONTRACT", page.Font{Size: 8, Bold: true, Track: .6}, pal.Accent)
	s.y += 30
	s.pen.Write(sheetMargin, s.y, "Recovery sheet", s.pen.Strong(24), pal.Ink)
	s.y += 24
	s.para("With the key on this page the vault opens without its passphrase and without Openloop. Nobody else can recover it: without the passphrase and without this page, who is behind the pseudonyms is lost.", 10.5, 16)
	s.y += 8
	s.fact("Vault", r.Vault)
	s.fact("Made on", r.Made.Format("2 January 2006"))
	s.heading("The key")
	rows := r.Rows()
	s.pen.Add(page.Rect{X: sheetMargin, Y: s.y - 6, W: sheetColumn, H: float64(len(rows))*26 + 14, Radius: 6, Fill: pal.AccentSoft})
	for _, row := range rows {
		s.y += 18
		s.typed = append(s.typed, typed{x: sheetMargin + 18, y: s.y, size: 15, words: row, bold: true})
		s.y += 8
	}
	s.y += 26
	s.para("In Openloop: Settings, Vault, Forgotten passphrase. Spaces and line breaks do not matter; a mistyped letter is noticed.", 9.5, 14)
	s.heading("Without Openloop")
	s.para("With the free tools tar and age (age-encryption.org). Type the key into a file key.txt, on one line and without spaces, beside the vault; then:", 9.5, 14)
	for i, c := range r.Commands() {
		s.y += 6
		s.pen.Write(sheetMargin, s.y, fmt.Sprint(i+1), s.pen.Strong(9.5), pal.Accent)
		s.typed = append(s.typed, typed{x: sheetMargin + 18, y: s.y, size: 9.5, words: c})
		s.y += 13
		s.pen.Write(sheetMargin+18, s.y, []string{"unpacks the vault", "who is behind each pseudonym", "the texts as they came in"}[i], s.pen.Type(8.5), pal.Mute)
		s.y += 9
	}
	s.y += 10
	s.para("Delete key.txt afterwards.", 9.5, 14)
	s.heading("This paper")
	for _, line := range keepSheet {
		s.pen.Add(page.Disc{X: sheetMargin + 3, Y: s.y - 3, R: 1.6, Fill: pal.Accent})
		s.inset(14, line, 9.5, 14)
		s.y += 3
	}
}

func (s *sheet) heading(words string) {
	s.y += 18
	s.pen.HLine(sheetMargin, s.y-16, sheetColumn, .6, s.palette.Line)
	s.y += 4
	s.pen.Write(sheetMargin, s.y, words, s.pen.Strong(12), s.palette.Ink)
	s.y += 18
}

func (s *sheet) fact(label, text string) {
	s.pen.Write(sheetMargin, s.y, label, s.pen.Type(9.5), s.palette.Mute)
	s.pen.Write(sheetMargin+70, s.y, s.measure.Shorten(text, s.pen.Strong(9.5), sheetColumn-70), s.pen.Strong(9.5), s.palette.Ink)
	s.y += 17
}

func (s *sheet) para(words string, size, lead float64) { s.inset(0, words, size, lead) }

func (s *sheet) inset(by float64, words string, size, lead float64) {
	s.lines(sheetMargin+by, s.measure.Lines(words, s.pen.Type(size), sheetColumn-by, 20), size, lead, s.palette.Ink2)
}

func (s *sheet) lines(x float64, lines []string, size, lead float64, ink color.NRGBA) {
	for _, l := range lines {
		s.pen.Write(x, s.y, l, s.pen.Type(size), ink)
		s.y += lead
	}
}

// typewritten draws what has to be typed off.
func (s *sheet) typewritten() {
	ink := s.palette.Ink
	s.SetTextColor(int(ink.R), int(ink.G), int(ink.B))
	if s.track != 0 {
		s.RawWriteStr("0 Tc")
	}
	for _, t := range s.typed {
		words, ok := latin(t.words)
		if !ok { // a file's name in letters that no typewriter has
			s.text(page.Text{X: t.x, Y: t.y, Words: t.words, Font: s.pen.Type(t.size), Colour: ink})
			s.styled = false
			continue
		}
		style := ""
		if t.bold {
			style = "B"
		}
		s.SetFont("Courier", style, t.size)
		s.Text(t.x, t.y, words)
	}
}

// latin is text in the bytes that a PDF's own fonts take, and whether they have all its letters.
func latin(words string) (string, bool) {
	var b []byte
	for _, r := range words {
		if r < ' ' || r > '~' && r < 0xa1 || r > 0xff {
			return "", false
		}
		b = append(b, byte(r))
	}
	return string(b), true
}
