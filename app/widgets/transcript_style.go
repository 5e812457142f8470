package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TranscriptStyle is how a transcript looks: colours and sizes of type, nothing else.
type TranscriptStyle struct {
	Ink, Ink2, Mute            color.NRGBA // answers; labels; the interviewer and times
	Line, Accent, Loss         color.NRGBA // rule of a heading; participants, caret; hurt
	Selected                   color.NRGBA // ground of the selection
	MaskFill, MaskEdge         color.NRGBA // box around a pseudonym
	Match, MatchEdge           color.NRGBA // ground of found text; edge of the current match
	Hover                      color.NRGBA // ground of a label under the mouse
	Stages, Tints              []color.NRGBA
	Read, Small, Caption, Tiny float32
}

// stage is the colour of a buying stage's marks, tint the ground of its passages.
func (s *TranscriptStyle) stage(n int) color.NRGBA { return ofStage(s.Stages, n, s.Mute) }
func (s *TranscriptStyle) tint(n int) color.NRGBA  { return ofStage(s.Tints, n, s.MaskFill) }

func ofStage(c []color.NRGBA, n int, none color.NRGBA) color.NRGBA {
	if n < 1 || len(c) == 0 {
		return none
	}
	return c[(n-1)%len(c)]
}

// transcriptFaces are the measures of the type a transcript is set in.
type transcriptFaces struct {
	read, small, caption, captionBold, tiny *transcriptMetrics
	height                                  map[*transcriptMetrics]float32
	font                                    string
}

func newTranscriptFaces(s *TranscriptStyle) *transcriptFaces {
	bold := fyne.TextStyle{Bold: true}
	f := &transcriptFaces{
		read: newTranscriptMetrics(s.Read, fyne.TextStyle{}), small: newTranscriptMetrics(s.Small, bold),
		caption: newTranscriptMetrics(s.Caption, fyne.TextStyle{}), captionBold: newTranscriptMetrics(s.Caption, bold),
		tiny: newTranscriptMetrics(s.Tiny, fyne.TextStyle{}),
	}
	f.height, f.font = map[*transcriptMetrics]float32{}, transcriptFont()
	for _, m := range []*transcriptMetrics{f.read, f.small, f.caption, f.captionBold, f.tiny} {
		f.height[m] = fyne.MeasureText("Mg", m.size, m.style).Height
	}
	return f
}

// shorten cuts s with an ellipsis so that it fits.
func (m *transcriptMetrics) shorten(s string, width float32) string {
	if m.run(s, len(s)) <= width {
		return s
	}
	cut := 0
	for end := nextGrapheme(s, 0); end < len(s); end = nextGrapheme(s, end) {
		if m.run(s, end)+m.width1('…') > width {
			break
		}
		cut = end
	}
	return s[:cut] + "…"
}

// stale says whether the type has changed since the faces were measured.
func (f *transcriptFaces) stale(s *TranscriptStyle) bool {
	return f.read.size != s.Read || f.small.size != s.Small || f.caption.size != s.Caption || f.tiny.size != s.Tiny || f.font != transcriptFont()
}

func transcriptFont() string {
	th := fyne.CurrentApp().Settings().Theme()
	return th.Font(fyne.TextStyle{}).Name() + th.Font(fyne.TextStyle{Bold: true}).Name()
}

func solid(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }

func blend(a, b color.NRGBA, t float64) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + .5) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}

// transcriptStyleNow is the style of the theme in use.
func transcriptStyleNow() TranscriptStyle {
	card, tint := solid(0xFFFFFF), .13
	s := TranscriptStyle{Ink: solid(0x162032), Ink2: solid(0x3E495C), Mute: solid(0x5B6679), Line: solid(0xE0E4EA), Accent: solid(0x1C6B78), Loss: solid(0xBC4434),
		MaskFill: solid(0xE9EDF2), MaskEdge: solid(0xBFC7D2), Match: solid(0xFCF2DC), MatchEdge: solid(0x7F5200), Hover: solid(0xEEF2F5)}
	stages := []uint32{0x2A67AE, 0x7150A6, 0x935A00, 0xAD3F79, 0x4F7116}
	if darkNow() {
		card, tint = solid(0x171D25), .22
		s = TranscriptStyle{Ink: solid(0xE9EDF2), Ink2: solid(0xC3CBD6), Mute: solid(0x95A2B3), Line: solid(0x29323E), Accent: solid(0x5FBCC8), Loss: solid(0xEE8576),
			MaskFill: solid(0x27303C), MaskEdge: solid(0x445164), Match: solid(0x312711), MatchEdge: solid(0xE6BA63), Hover: solid(0x1F2731)}
		stages = []uint32{0x76ABEA, 0xB79AE6, 0xE2A94B, 0xEA88B8, 0xA3C863}
	}
	for _, v := range stages {
		s.Stages, s.Tints = append(s.Stages, solid(v)), append(s.Tints, blend(card, solid(v), tint))
	}
	s.Selected = blend(card, s.Accent, .3)
	s.Read, s.Small, s.Caption, s.Tiny = 14, 12, 11, 10
	return s
}

// darkNow says whether the theme in use writes light on dark.
func darkNow() bool {
	r, g, b, _ := theme.Color(theme.ColorNameBackground).RGBA()
	return r+g+b < 3*0x8000
}
