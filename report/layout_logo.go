package report

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // a logo may be one
	"image/png"
	"math"

	"golang.org/x/image/draw"

	"openloop/report/page"
	"openloop/research"
)

// The sizes of a logo, in pixels and bytes.
const (
	logoFile  = 8 << 20 // of the file that is read
	logoSide  = 8000    // longest side of the picture that is read
	logoLeast = 24      // shortest
	logoWide  = 900     // as it is kept
	logoHigh  = 300
	logoKept  = 512 << 10
)

// NewLogo reads a PNG or JPEG and makes the picture that is kept and printed: no larger than the pages need, and
// without what the file says besides, such as who made it. A picture that could not be seen on white paper is
// refused.
func NewLogo(b []byte) (*page.Image, error) {
	if len(b) > logoFile {
		return nil, research.Problemf(research.Invalid, "The logo is larger than %d MB. Save it smaller, and choose it again.", logoFile>>20)
	}
	size, kind, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || kind != "png" && kind != "jpeg" {
		return nil, research.Problemf(research.Unreadable, "The logo is no PNG or JPEG picture. Save it as PNG, and choose that file.")
	}
	if max(size.Width, size.Height) > logoSide || min(size.Width, size.Height) < logoLeast {
		return nil, research.Problemf(research.Invalid, "The logo is %d by %d pixels. Choose one between %d and %d pixels on each side.", size.Width, size.Height, logoLeast, logoSide)
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, research.Problemf(research.Unreadable, "The logo is damaged. Choose another file.")
	}
	if !onPaper(m) {
		return nil, research.Problemf(research.Invalid, "The logo is white or nearly so, and pages are white. Choose the one made for light ground.")
	}
	return keptLogo(m)
}

// keptLogo is a picture as it is kept: as PNG, within logoWide by logoHigh, and smaller yet where that takes too
// many bytes.
func keptLogo(m image.Image) (*page.Image, error) {
	k := math.Min(1, math.Min(logoWide/float64(m.Bounds().Dx()), logoHigh/float64(m.Bounds().Dy())))
	for range 6 {
		w, h := max(1, int(float64(m.Bounds().Dx())*k+.5)), max(1, int(float64(m.Bounds().Dy())*k+.5))
		small := image.NewNRGBA(image.Rect(0, 0, w, h))
		draw.CatmullRom.Scale(small, small.Bounds(), m, m.Bounds(), draw.Src, nil)
		var out bytes.Buffer
		if err := png.Encode(&out, small); err != nil {
			return nil, err
		}
		if out.Len() <= logoKept {
			return &page.Image{PNG: out.Bytes(), W: w, H: h}, nil
		}
		k *= .7
	}
	return nil, research.Problemf(research.Invalid, "The logo has more detail than a page can show. Choose a simpler one.")
}

// onPaper says whether anything of a picture stands out from white.
func onPaper(m image.Image) bool {
	b := m.Bounds()
	step := max(1, max(b.Dx(), b.Dy())/400)
	for y := b.Min.Y; y < b.Max.Y; y += step {
		for x := b.Min.X; x < b.Max.X; x += step {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			seen := page.Mix(page.RGB(0xFFFFFF), color.NRGBA{c.R, c.G, c.B, 255}, float64(c.A)/255)
			if page.Contrast(seen, page.RGB(0xFFFFFF)) > 1.3 {
				return true
			}
		}
	}
	return false
}

// OpenLogo is the picture that NewLogo made, from the bytes that were kept.
func OpenLogo(png []byte) (*page.Image, error) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(png))
	if err != nil || kind != "png" {
		return nil, research.Problemf(research.Damaged, "The logo in the study cannot be read. Choose it again.")
	}
	return &page.Image{PNG: png, W: c.Width, H: c.Height}, nil
}

// logo is the client's, at the right above the message.
type logo struct{ image *page.Image }

// The box that a logo stands in, at the right of the eyebrow.
const (
	logoTop = 20.0
	logoBox = 28.0
	logoMax = 120.0
)

// size is how large the logo is printed.
func (l logo) size() (w, h float64) {
	k := math.Min(logoMax/float64(l.image.W), logoBox/float64(l.image.H))
	return float64(l.image.W) * k, float64(l.image.H) * k
}

func (l logo) draw(p *page.Pen, b Block) {
	p.Add(page.Picture{X: b.X, Y: b.Y, W: b.W, H: b.H, Image: l.image, Alt: "Logo"})
}

// putLogo puts the client's logo on a page.
func (b *builder) putLogo(pg *Page) {
	if b.doc.Logo == nil {
		return
	}
	l := logo{b.doc.Logo}
	w, h := l.size()
	pg.put(marginX+inner-w, logoTop+(logoBox-h)/2, w, h, l)
}

// logoRoom is how much of the right of a page's first line the logo takes.
func (b *builder) logoRoom() float64 {
	if b.doc.Logo == nil {
		return 0
	}
	w, _ := logo{b.doc.Logo}.size()
	return w + 14
}
