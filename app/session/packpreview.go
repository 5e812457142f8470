package session

import (
	"image"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/page"
	"openloop/report/picture"
)

// PageScene is a page of the pack (from 0) as it is printed, measured as on paper.
func PageScene(doc report.Document, i int) (page.Scene, error) {
	set, err := fonts.Load()
	if err != nil || i < 0 || i >= len(doc.Pages) {
		return page.Scene{W: page.Width, H: page.Height}, err
	}
	return doc.Scene(i, report.Measure(set)), nil
}

// PagePicture is a scene on white as the window shows it, w pixels wide. It is drawn by the printer's own means and
// touches nothing of the window, so that it may be made on any goroutine.
func PagePicture(s *page.Scene, w int) image.Image {
	set, err := fonts.Load()
	if err != nil || w <= 0 || s.W <= 0 {
		return image.NewNRGBA(image.Rect(0, 0, 1, 1))
	}
	return picture.Image(*s, set, float64(w)/s.W)
}
