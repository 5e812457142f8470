package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/report/page"
	"openloop/research/privacy"
)

func build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	return readback.Build(tb, in)
}

func write(tb testing.TB, d report.Document) []byte { tb.Helper(); return readback.Write(tb, Write, d) }

func save(tb testing.TB, b []byte) string { tb.Helper(); return readback.Save(tb, "pack.pdf", b) }

func run(tb testing.TB, program string, args ...string) string {
	tb.Helper()
	return readback.Run(tb, program, args...)
}

func TestSameBytes(t *testing.T) {
	d := build(t, made.Study(60))
	a := write(t, d)
	time.Sleep(1100 * time.Millisecond) // a clock inside would show
	if b := write(t, build(t, made.Study(60))); !bytes.Equal(a, b) {
		t.Errorf("%d and %d bytes that differ", len(a), len(b))
	}
}

func TestFileIsSound(t *testing.T) {
	for _, n := range []int{6, 60} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			out := run(t, "qpdf", "--check", save(t, write(t, build(t, made.Study(n)))))
			if !strings.Contains(out, "No syntax or stream encoding errors") {
				t.Error(out)
			}
		})
	}
}

// An archive of ten thousand interviews makes a pack of the usual size, in a moment.
func TestTenThousand(t *testing.T) {
	d := build(t, made.Study(10000))
	b := write(t, d)
	if len(d.Pages) > 14 || len(b) > 300_000 {
		t.Errorf("%d pages, %d bytes", len(d.Pages), len(b))
	}
	run(t, "qpdf", "--check", save(t, b))
}

// Every page is drawn: it is A4 landscape and has ink in many places.
func TestPagesAreDrawn(t *testing.T) {
	d := build(t, made.Study(60))
	name := save(t, write(t, d))
	to := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", "40", "-png", name, to)
	files, err := filepath.Glob(to + "*.png")
	if err != nil || len(files) != len(d.Pages) {
		t.Fatalf("%d pictures of %d pages, %v", len(files), len(d.Pages), err)
	}
	for _, f := range files {
		r, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() < 460 || b.Dx() > 476 || b.Dy() < 325 || b.Dy() > 337 {
			t.Errorf("%s is %v", f, b)
		}
		rows := 0
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x9000 {
					rows++
					break
				}
			}
		}
		if rows < 60 {
			t.Errorf("%s has ink in %d lines only", f, rows)
		}
	}
}

// The text can be read out in order, kerned words whole; the outline and the properties are there.
func TestTextIsThere(t *testing.T) {
	d := build(t, made.Study(60))
	name := save(t, write(t, d))
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-layout", name, "-")), " ")
	for _, p := range d.Pages {
		if !strings.Contains(text, strings.Join(strings.Fields(p.Title.String()), " ")) && len(p.Title.String()) < 70 {
			t.Errorf("%q is not in the text", p.Title)
		}
	}
	info := run(t, "pdfinfo", name)
	for _, want := range []string{"Tessell win/loss 2026", "Openloop", "2026"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is not in the properties: %s", want, info)
		}
	}
}

func TestDraftIsStamped(t *testing.T) {
	in := made.Study(24)
	in.Draft = true
	d := build(t, in)
	text := run(t, "pdftotext", save(t, write(t, d)), "-")
	if n := strings.Count(text, "DRAFT"); n < len(d.Pages) {
		t.Errorf("stamped %d times on %d pages", n, len(d.Pages))
	}
}

// Characters that the fonts lack, or that gofpdf cannot take, stop nothing.
func TestAnyCharacter(t *testing.T) {
	in := made.Study(60)
	for i := range in.Quotes {
		in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, fmt.Sprintf("%d 😀 שלום \x00\x07\xff 报告 ≥ → ✓ \U0001F468\u200D\U0001F469 nb\u00a0sp soft\u00adhyphen %s", i, string(rune(0x2000+i))))
		if i%2 == 0 {
			in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, fmt.Sprintf("Plain enough, %d 😀 ≥ → ✓.", i))
		}
	}
	in.Study.Title, in.Themes[0].Name = "Study 🎯 דו״ח", "🚀🚀 שלום"
	d := build(t, in)
	b := write(t, d)
	warned := false
	for _, w := range d.Warnings {
		warned = warned || strings.Contains(w.String(), "letters")
	}
	if !warned {
		t.Error("nobody is told that letters are missing")
	}
	kept := 0
	for _, q := range d.Quotes {
		if !q.Printed {
			kept++
		}
	}
	if kept == 0 {
		t.Error("quotes in Hebrew are printed")
	}
	run(t, "qpdf", "--check", save(t, b))
}

// A painter's every mark, and marks without size, leave a sound file.
func TestMarks(t *testing.T) {
	set, err := fonts.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := newPainter(set)
	p.addPage(1)
	c := page.Light()
	p.paint(page.Scene{W: 800, H: 600, Marks: []page.Mark{
		page.Rect{X: 10, Y: 10, W: 50, H: 20, Radius: 4, Fill: c.Accent, Edge: c.Ink, EdgeWidth: 1}, page.Rect{W: -5}, page.Rect{X: 1, Y: 1, W: 5, H: 5},
		page.Line{X1: 1, Y1: 1, X2: 50, Y2: 50, Width: 1, Colour: c.Loss}, page.Line{}, page.Disc{X: 90, Y: 90, R: 9, Fill: c.Plum}, page.Disc{},
		page.Polygon{Points: []page.Point{{X: 1, Y: 1}, {X: 20, Y: 1}, {X: 9, Y: 30}}, Fill: c.Sand}, page.Polygon{Fill: c.Sand},
		page.Hatch{X: 100, Y: 100, W: 60, H: 14, Step: 4, LineWidth: .5, Ground: c.HatchGround, Lines: c.HatchLines}, page.Hatch{Step: 1}, page.Hatch{W: 9, H: 9},
		page.Text{X: 20, Y: 300, Words: "To AV Wa", Font: page.Font{Size: 30, Bold: true, Italic: true}, Colour: c.Ink},
		page.Text{X: 20, Y: 340, Words: "turned", Font: page.Font{Size: 12, Track: 1}, Align: page.Right, Colour: c.Ink, Turn: 30}, page.Text{Words: "no size"}, page.Text{},
	}, Links: []page.Link{{X: 1, Y: 1, W: 9, H: 9, Page: 1}}})
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	run(t, "qpdf", "--check", save(t, b.Bytes()))
}

func TestCancelAndProgress(t *testing.T) {
	d := build(t, made.Study(14))
	ctx, cancel := context.WithCancel(context.Background())
	pages := 0
	err := Write(ctx, &bytes.Buffer{}, d, func(done, total int) {
		pages = done
		if total != len(d.Pages) {
			t.Errorf("%d pages of %d", total, len(d.Pages))
		}
		if done == 2 {
			cancel()
		}
	})
	if err == nil || pages != 2 {
		t.Errorf("went on to page %d, %v", pages, err)
	}
}

// failing writes nothing.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteFails(t *testing.T) {
	if err := Write(context.Background(), failing{}, build(t, made.Study(6)), nil); err == nil {
		t.Error("no error")
	}
}

// OPENLOOP_LOOK names the beginning of files to write made-up packs to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	for _, n := range []int{6, 14, 60} {
		if err := os.WriteFile(to+string(rune('a'+n%26))+".pdf", write(t, build(t, made.Study(n))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{60, 10000} {
		d := build(b, made.Study(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				write(b, d)
			}
		})
	}
}
