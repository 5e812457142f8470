package page

import (
	"image/color"
	"math"
)

// Palette is the colours a drawing may use; the names say the job, not the hue. Teal is won or "act
// here", brick is lost or "went wrong", amber is doubt; stages never borrow teal or brick.
type Palette struct {
	Paper, Panel, Line, Axis       color.NRGBA // ground, cards, hairlines, axes
	Ink, Ink2, Mute                color.NRGBA // text, from first to third
	Accent, AccentSoft, AccentPale color.NRGBA // won, action
	Brand                          color.NRGBA // headings and rules: the client's, and means nothing
	Loss, LossInk, LossSoft        color.NRGBA // lost
	LossPale                       color.NRGBA
	Warn, WarnSoft                 color.NRGBA // doubt
	Slate, Sand, Plum              color.NRGBA // no decision, leads, churned
	HatchGround, HatchLines, Stamp color.NRGBA // withheld; the DRAFT stamp
	Heat                           [3]color.NRGBA
	Stages                         [9]color.NRGBA
}

// RGB is a solid colour from its hexadecimal number, 0x1C6B78.
func RGB(n uint32) color.NRGBA {
	return color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}
}

// None is a colour that is not drawn.
var None color.NRGBA

// Light is the palette of paper, and of the window by day.
func Light() Palette {
	return Palette{
		Paper: RGB(0xFFFFFF), Panel: RGB(0xF5F6F8), Line: RGB(0xE0E4EA), Axis: RGB(0x9AA4B2),
		Ink: RGB(0x162032), Ink2: RGB(0x3E495C), Mute: RGB(0x5B6679),
		Accent: RGB(0x1C6B78), AccentSoft: RGB(0xE2EFF1), AccentPale: RGB(0x8FBCC3), Brand: RGB(0x1C6B78),
		Loss: RGB(0xBC4434), LossInk: RGB(0x8F2F22), LossSoft: RGB(0xFAE9E6), LossPale: RGB(0xDE968A),
		Warn: RGB(0x7F5200), WarnSoft: RGB(0xFCF2DC),
		Slate: RGB(0x4F5B6E), Sand: RGB(0x76560F), Plum: RGB(0x6A4585),
		HatchGround: RGB(0xF7F8FA), HatchLines: RGB(0xC3CAD5), Stamp: RGB(0xEEF0F3),
		Heat: [3]color.NRGBA{RGB(0xE6F1F2), RGB(0x7AB2BA), RGB(0x114D5B)},
		Stages: [9]color.NRGBA{RGB(0x2A67AE), RGB(0x7150A6), RGB(0x935A00), RGB(0xAD3F79), RGB(0x4F7116),
			RGB(0x4C5BC0), RGB(0x7A5C3A), RGB(0x2F7340), RGB(0x8A3F9E)},
	}
}

// Stage is the colour of a buying stage, counted from 1; further stages begin again.
func (p Palette) Stage(n int) color.NRGBA {
	if n < 1 {
		return p.Mute
	}
	return p.Stages[(n-1)%len(p.Stages)]
}

// Mix blends a towards b by t: solid tints instead of translucency, so that contrast can be computed.
func Mix(a, b color.NRGBA, t float64) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return color.NRGBA{R: f(a.R, b.R), G: f(a.G, b.G), B: f(a.B, b.B), A: 255}
}

// HeatAt maps 0–1 to the heat ramp and says in which ink to write on it.
func (p Palette) HeatAt(v float64) (fill, ink color.NRGBA) {
	v = math.Max(0, math.Min(1, v))
	if v < .5 {
		fill = Mix(p.Heat[0], p.Heat[1], v*2)
	} else {
		fill = Mix(p.Heat[1], p.Heat[2], v*2-1)
	}
	dark, light := RGB(0x020509), RGB(0xFFFFFF)
	if Contrast(dark, fill) >= Contrast(light, fill) {
		return fill, dark
	}
	return fill, light
}

// Contrast is the ratio of WCAG 2.1 between two solid colours, 1 to 21.
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + .05) / (math.Min(x, y) + .05)
}

func luminance(c color.NRGBA) float64 {
	f := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= .03928 {
			return x / 12.92
		}
		return math.Pow((x+.055)/1.055, 2.4)
	}
	return .2126*f(c.R) + .7152*f(c.G) + .0722*f(c.B)
}
