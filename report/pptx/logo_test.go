package pptx

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
)

// texts reads a package back, pictures too.
func texts(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

// The client's logo and colour are on every slide, the picture is in the file once, and a draft says so on each.
func TestClientsFaceOnSlides(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 300, 100))
	for i := range 300 * 100 {
		m.Set(i%300, i/300, color.NRGBA{20, 60, 100, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	in := made.Study(60)
	var err error
	if in.Layout.Logo, err = report.NewLogo(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if in.Layout.Accent, err = report.ParseAccent("#5B2A86"); err != nil {
		t.Fatal(err)
	}
	in.Draft = true
	all := texts(t, write(t, build(t, in)))
	media := 0
	for name, body := range all {
		media += strings.Count(name, "ppt/media/")
		if !strings.HasPrefix(name, "ppt/slides/slide") {
			continue
		}
		for _, want := range []string{"<p:pic>", `val="5B2A86"`, "DRAFT"} {
			if !strings.Contains(strings.ToUpper(body), strings.ToUpper(want)) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		rels := all[strings.Replace(name, "slides/", "slides/_rels/", 1)+".rels"]
		if !strings.Contains(rels, logoID) {
			t.Errorf("%s does not say where its logo is", name)
		}
	}
	if media != 1 {
		t.Errorf("%d pictures", media)
	}
}
