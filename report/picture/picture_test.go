package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"

	"openloop/assets/fonts"
	"openloop/report/page"
)

func load(tb testing.TB) *fonts.Set {
	tb.Helper()
	set, err := fonts.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// everything is a scene with each kind of mark.
func everything(set *fonts.Set) page.Scene {
	p := page.NewPen(200, 100, func(w string, f page.Font) float64 { return width(set, f, w) }, page.Light())
	p.Add(page.Rect{X: 10, Y: 10, W: 40, H: 30, Fill: p.Accent})
	p.Add(page.Rect{X: 60, Y: 10, W: 40, H: 30, Radius: 8, Edge: p.Loss, EdgeWidth: 4})
	p.Add(page.Disc{X: 130, Y: 25, R: 10, Fill: p.Slate})
	p.Add(page.Polygon{Points: []page.Point{{X: 150, Y: 10}, {X: 190, Y: 10}, {X: 170, Y: 40}}, Fill: p.Plum})
	p.Withhold(10, 50, 40, 40, "", "")
	p.Add(page.Line{X1: 60, Y1: 70, X2: 100, Y2: 70, Width: 4, Colour: p.Ink})
	p.Write(110, 80, "Listening & <more>", p.Strong(12), p.Ink)
	p.Add(page.Text{X: 190, Y: 95, Words: "end", Align: page.Right, Font: p.Type(8), Colour: p.Mute, Turn: 90})
	return p.Scene
}

func TestPictureOfEveryMark(t *testing.T) {
	set := load(t)
	var b bytes.Buffer
	if err := PNG(&b, everything(set), set, 2); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("OPENLOOP_KEEP"); keep != "" {
		_ = os.WriteFile(keep, b.Bytes(), 0o600)
	}
	img, err := png.Decode(&b)
	if err != nil || img.Bounds() != image.Rect(0, 0, 400, 200) {
		t.Fatalf("%v %v", img.Bounds(), err)
	}
	p := page.Light()
	for _, c := range []struct {
		what string
		x, y float64
		want color.NRGBA
	}{
		{"within the box", 30, 25, p.Accent}, {"beside it", 55, 25, p.Paper}, {"on the edge", 60, 25, p.Loss}, {"within the edge", 80, 25, p.Paper},
		{"outside the round corner", 58.6, 8.6, p.Paper}, {"on the disc", 130, 25, p.Slate}, {"beside the disc", 137.6, 17.4, p.Paper},
		{"on the polygon", 170, 20, p.Plum}, {"beside it", 152, 35, p.Paper}, {"on the line", 80, 70, p.Ink}, {"under the line", 80, 73, p.Paper},
	} {
		if got := color.NRGBAModel.Convert(img.At(int(c.x*2), int(c.y*2))).(color.NRGBA); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	if n := dark(img, image.Rect(220, 130, 400, 165)); n < 200 {
		t.Errorf("%d dark points where words stand", n)
	}
}

// What reaches over the edge of the picture is cut there.
func TestPictureCuts(t *testing.T) {
	set := load(t)
	p := page.Light()
	img := Image(page.Scene{W: 20, H: 20, Marks: []page.Mark{page.Disc{X: 0, Y: 0, R: 10, Fill: p.Ink}, page.Rect{X: 15, Y: 15, W: 50, H: 50, Fill: p.Loss}, page.Rect{X: 30, Y: 30, W: 5, H: 5, Fill: p.Ink}}}, set, 1)
	if img.NRGBAAt(2, 2) != p.Ink || img.NRGBAAt(18, 18) != p.Loss || img.NRGBAAt(12, 12) != p.Paper {
		t.Errorf("%v %v %v", img.NRGBAAt(2, 2), img.NRGBAAt(18, 18), img.NRGBAAt(12, 12))
	}
}

func dark(img image.Image, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if g := color.GrayModel.Convert(img.At(x, y)).(color.Gray); g.Y < 100 {
				n++
			}
		}
	}
	return n
}

func TestSVG(t *testing.T) {
	set := load(t)
	var b bytes.Buffer
	if err := SVG(&b, everything(set), set, "A & B"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<title>A &amp; B</title>", "Listening &amp; &lt;more&gt;", `text-anchor="end"`, `rotate(-90 190 95)`, `rx="8"`, "<polygon", "<circle"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s", want)
		}
	}
	d := xml.NewDecoder(&b)
	var err error
	for err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// What is cropped stands at the origin, and nothing of the scene is changed.
func TestCrop(t *testing.T) {
	set := load(t)
	s := everything(set)
	c := Crop(s, 10, 10, 40, 30)
	if r := c.Marks[0].(page.Rect); r.X != 0 || r.Y != 0 || c.W != 40 || c.H != 30 {
		t.Errorf("%+v", r)
	}
	if q := s.Marks[3].(page.Polygon); q.Points[0].X != 150 {
		t.Error("the scene was moved")
	}
}
