package widgets

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"golang.org/x/image/draw"

	"openloop/report/page"
)

// scenePicture draws a picture that is part of a page, such as a logo.
func (p *Pen) scenePicture(m page.Picture, k float32) {
	if m.Image == nil || m.W <= 0 || m.H <= 0 {
		return
	}
	p.Picture(fmt.Sprintf("logo %p", m.Image), float32(m.X)*k, float32(m.Y)*k, float32(m.W)*k, float32(m.H)*k, func(w, h int) image.Image {
		small := image.NewNRGBA(image.Rect(0, 0, max(1, w), max(1, h)))
		if big, err := png.Decode(bytes.NewReader(m.Image.PNG)); err == nil {
			draw.CatmullRom.Scale(small, small.Bounds(), big, big.Bounds(), draw.Src, nil)
		}
		return small
	})
}
