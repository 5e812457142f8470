package widgets

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// transcriptFrame lays the scroller out and rings it while it has the keyboard.
type transcriptFrame struct {
	t    *Transcript
	ring *canvas.Rectangle
	objs []fyne.CanvasObject
}

func newTranscriptFrame(t *Transcript) *transcriptFrame {
	t.body.restyle()
	f := &transcriptFrame{t: t, ring: canvas.NewRectangle(color.Transparent)}
	f.ring.StrokeWidth, f.ring.CornerRadius = 2, 7
	f.objs = []fyne.CanvasObject{t.scroll, f.ring}
	f.dress()
	return f
}

func (f *transcriptFrame) Destroy()                     {}
func (f *transcriptFrame) MinSize() fyne.Size           { return fyne.NewSize(420, 96) }
func (f *transcriptFrame) Objects() []fyne.CanvasObject { return f.objs }

func (f *transcriptFrame) Layout(s fyne.Size) {
	f.t.scroll.Resize(s)
	f.t.body.setWidth(s.Width)
	f.t.body.catchUp()
	f.t.body.Refresh()
	f.ring.Resize(s)
}

// Refresh follows a change of theme and of focus.
func (f *transcriptFrame) Refresh() {
	f.t.body.restyle()
	f.dress()
	f.t.scroll.Refresh()
	f.t.body.Refresh()
	canvas.Refresh(f.ring)
}

func (f *transcriptFrame) dress() {
	f.ring.StrokeColor = f.t.body.style.Ring
	f.ring.Hidden = !f.t.body.focused
}

// firstMatchFrom is the first match that ends after a place.
func (b *transcriptBody) firstMatchFrom(p transcriptPlace) int {
	return sort.Search(len(b.matches), func(i int) bool { return p.before(b.matches[i].to) })
}

// firstMarkInView is where to begin looking for brackets and labels: labels may stand below their
// passage.
func (b *transcriptBody) firstMarkInView() int {
	top, _ := b.view()
	return b.marks.firstReaching(b.lines.all[b.lines.atY(top-transcriptDrift-b.lead())].from())
}
