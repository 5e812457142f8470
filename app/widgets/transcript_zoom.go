package widgets

import "math"

// The zoom of a transcript, in percent of the usual size of type.
const (
	TranscriptZoomLeast = 70
	TranscriptZoomMost  = 250
	TranscriptZoomStep  = 10
)

// Zoom is the size of the text in percent of the usual one.
func (t *Transcript) Zoom() int {
	if t.body.zoom == 0 {
		return 100
	}
	return t.body.zoom
}

// SetZoom sets the size of the text in percent of the usual one, within the bounds; 0 means 100. What the reader
// was looking at stays in view.
func (t *Transcript) SetZoom(percent int) {
	if percent == 0 {
		percent = 100
	}
	b := t.body
	percent = min(max(percent, TranscriptZoomLeast), TranscriptZoomMost)
	if percent == t.Zoom() {
		return
	}
	keep := b.remember()
	b.zoom = percent
	b.lines.lead = int32(math.Round(transcriptLead * float64(percent) / 100))
	b.column = columnFor(b.width, b.scale())
	style := transcriptStyleNow()
	style.Read *= b.scale()
	b.style, b.faces = style, newTranscriptFaces(&style)
	b.wrap()
	b.restore(keep)
}

// scale is the zoom as a factor.
func (b *transcriptBody) scale() float32 {
	if b.zoom == 0 {
		return 1
	}
	return float32(b.zoom) / 100
}

// lead is the distance from one line to the next.
func (b *transcriptBody) lead() float32 { return float32(b.lines.leading()) }

func (l *transcriptLines) leading() int32 {
	if l.lead == 0 {
		return transcriptLead
	}
	return l.lead
}
