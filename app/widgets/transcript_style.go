package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// transcriptStyle is how a transcript looks: colours and sizes of type, nothing else.
type transcriptStyle struct {
	Ink, Ink2, Mute            color.NRGBA                                // answers; labels; the interviewer and times
	Line, Accent, Loss         color.NRGBA                                // rule of a heading; participants, caret; hurt
	Selected                   color.NRGBA                                // ground of the selection
	MaskFill, MaskEdge         color.NRGBA                                // box around a pseudonym
	Match, MatchEdge           color.NRGBA                                // ground of found text; edge of the current match
	Raised                     color.NRGBA                                // ground of the list of codes under the mouse
	Hover                      color.NRGBA                                // ground of a label under the mouse
	Ring                       color.NRGBA                                // around the transcript while it has the keyboard
	Stage                      func(stage int) color.NRGBA                // of headings
	Code, CodeTint             func(colour string, stage int) color.NRGBA // of marks; ground of passages
	Read, Small, Caption, Tiny float32
}

// mark is the colour of a coding's marks, tint the ground of its passage.
func (s *transcriptStyle) mark(c *TranscriptCoding) color.NRGBA { return s.Code(c.Colour, c.Stage) }
func (s *transcriptStyle) tint(c *TranscriptCoding) color.NRGBA { return s.CodeTint(c.Colour, c.Stage) }

// transcriptFaces are the measures of the type a transcript is set in.
type transcriptFaces struct {
	read, small, caption, captionBold, tiny *transcriptMetrics
	height                                  map[*transcriptMetrics]float32
	font                                    string
}

func newTranscriptFaces(s *transcriptStyle) *transcriptFaces {
	bold := fyne.TextStyle{Bold: true}
	f := &transcriptFaces{
		read: newTranscriptMetrics(s.Read, fyne.TextStyle{}), small: newTranscriptMetrics(s.Small, bold),
		caption: newTranscriptMetrics(s.Caption, fyne.TextStyle{}), captionBold: newTranscriptMetrics(s.Caption, bold),
		tiny: newTranscriptMetrics(s.Tiny, fyne.TextStyle{}),
	}
	f.height, f.font = map[*transcriptMetrics]float32{}, transcriptFont()
	for _, m := range []*transcriptMetrics{f.read, f.small, f.caption, f.captionBold, f.tiny} {
		f.height[m] = measured("Mg", m.size, m.style).Height
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
func (f *transcriptFaces) stale(s *transcriptStyle) bool {
	return f.read.size != s.Read || f.small.size != s.Small || f.caption.size != s.Caption || f.tiny.size != s.Tiny || f.font != transcriptFont()
}

func transcriptFont() string {
	th := fyne.CurrentApp().Settings().Theme()
	return th.Font(fyne.TextStyle{}).Name() + th.Font(fyne.TextStyle{Bold: true}).Name()
}

// transcriptStyleNow is the style of the theme in use.
func transcriptStyleNow() transcriptStyle {
	t := theme.Now()
	return transcriptStyle{Ink: t.Ink, Ink2: t.Ink2, Mute: t.Mute, Line: t.Line, Accent: t.Accent, Loss: t.Loss, Ring: t.Ring(), Selected: t.Chosen(),
		MaskFill: t.SlateSoft, MaskEdge: t.LineStrong, Match: t.WarnSoft, MatchEdge: t.Warn, Hover: t.Hover, Raised: t.Card, Stage: t.Stage, Code: t.Code, CodeTint: t.CodeTint,
		Read: theme.Read.Size, Small: theme.Small.Size, Caption: theme.Caption.Size, Tiny: theme.Tiny.Size}
}
