package pptx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
)

func build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	return readback.Build(tb, in)
}

func write(tb testing.TB, d report.Document) []byte { tb.Helper(); return readback.Write(tb, Write, d) }

func parts(tb testing.TB, b []byte) map[string]string { tb.Helper(); return readback.Parts(tb, b) }

func TestSameBytes(t *testing.T) {
	a := write(t, build(t, made.Study(60)))
	time.Sleep(1100 * time.Millisecond) // a clock inside would show
	if b := write(t, build(t, made.Study(60))); !bytes.Equal(a, b) {
		t.Errorf("%d and %d bytes that differ", len(a), len(b))
	}
}

var said = regexp.MustCompile(`<a:t>([^<]*)</a:t>`)

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// Every word of a page is on its slide, whole and once, and nothing else is.
func TestSlidesSayWhatPagesSay(t *testing.T) {
	set, err := fonts.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := report.Measure(set)
	for _, n := range []int{3, 6, 14, 60} {
		d := build(t, made.Study(n))
		all := parts(t, write(t, d))
		for i := range d.Pages {
			name := fmt.Sprintf("ppt/slides/slide%d.xml", i+1)
			var got strings.Builder
			for _, w := range said.FindAllStringSubmatch(all[name], -1) {
				got.WriteString(" " + w[1])
			}
			slide := squeezed(unescaped(got.String()))
			sc := d.Scene(i, m)
			for _, w := range sc.Words() {
				for _, word := range strings.Fields(strings.TrimRight(w, "-…")) {
					clean, _ := set.Clean(fonts.Regular, word)
					if !strings.Contains(slide, squeezed(clean)) {
						t.Errorf("%d interviews, slide %d does not say %q", n, i+1, word)
					}
				}
			}
			if strings.Count(all[name], `type="title"`) != 1 {
				t.Errorf("%d interviews, slide %d: %d messages", n, i+1, strings.Count(all[name], `type="title"`))
			}
		}
	}
}

func unescaped(s string) string {
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#39;", "'", "&#34;", `"`).Replace(s)
}

// Every number of a shape is used once on its slide, and every relation that is named exists.
func TestShapesAndRelations(t *testing.T) {
	d := build(t, made.Study(60))
	all := parts(t, write(t, d))
	ids := regexp.MustCompile(`<p:cNvPr id="(\d+)"`)
	for i := range d.Pages {
		slide := all[fmt.Sprintf("ppt/slides/slide%d.xml", i+1)]
		rels := all[fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", i+1)]
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(slide, -1) {
			if seen[m[1]] {
				t.Errorf("slide %d has two shapes %s", i+1, m[1])
			}
			seen[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`r:id="(rId\d+)"`).FindAllStringSubmatch(slide, -1) {
			if !strings.Contains(rels, `Id="`+m[1]+`"`) {
				t.Errorf("slide %d leads to %s, which is nowhere", i+1, m[1])
			}
		}
	}
	if !strings.Contains(all["ppt/slides/slide1.xml"], "hlinksldjump") {
		t.Error("the first slide leads nowhere")
	}
	tables := 0
	for name, body := range all {
		if strings.HasPrefix(name, "ppt/slides/slide") {
			tables += strings.Count(body, "<a:tbl>")
		}
	}
	if tables == 0 {
		t.Error("no table")
	}
}

// Cancelled, nothing more is written, and the error says so.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	d := build(t, made.Study(14))
	err := Write(ctx, io.Discard, d, func(done, _ int) {
		if done > 1 {
			t.Error("drawn on after it was cancelled")
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// LibreOffice opens the slides and shows as many pages, with their words.
func TestLibreOfficeOpensIt(t *testing.T) {
	d := build(t, made.Study(60))
	made := readback.Convert(t, readback.Save(t, "pack.pptx", write(t, d)), "pdf")
	out := readback.Run(t, "pdftotext", made, "-")
	if n := strings.Count(out, "\f"); n != len(d.Pages) {
		t.Errorf("%d pages of %d", n, len(d.Pages))
	}
	words := squeezed(out)
	for _, p := range d.Pages {
		if !strings.Contains(words, squeezed(p.Title.String())) {
			t.Errorf("the message %q is not to be read", p.Title)
		}
	}
	if keep := os.Getenv("OPENLOOP_KEEP"); keep != "" {
		data, _ := os.ReadFile(made)
		_ = os.WriteFile(keep, data, 0o600)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := build(b, made.Study(60))
	for b.Loop() {
		if err := Write(context.Background(), io.Discard, d, nil); err != nil {
			b.Fatal(err)
		}
	}
}
