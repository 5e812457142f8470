package report

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"openloop/report/page"
	"openloop/research"
)

// accentLeast is the contrast of small type with white paper (WCAG 2.1, AA).
const accentLeast = 4.5

// accentApart is how far (CIE 1976 ΔE) a colour must be from those that say lost and doubt, so that no line of the
// pack looks as if it said so.
const accentApart = 24

// ParseAccent reads a colour as "#1c6b78" and checks it. Nothing written is our own colour.
func ParseAccent(s string) (color.NRGBA, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return color.NRGBA{}, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(strings.TrimPrefix(s, "#")) != 6 {
		return color.NRGBA{}, research.Problemf(research.Invalid, "“%s” is no colour. Write it as six digits, such as #1C6B78.", s)
	}
	c := page.RGB(uint32(n))
	return c, CheckAccent(c)
}

// AccentCode is a colour as ParseAccent reads it; "" for our own.
func AccentCode(c color.NRGBA) string {
	if c.A == 0 {
		return ""
	}
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}

// CheckAccent says why the client's colour cannot be that of headings and rules: small type in it could not be
// read on white, or it is the colour by which the pack says lost or doubt. What colours mean never changes.
func CheckAccent(c color.NRGBA) error {
	paper := page.Light()
	for _, m := range []struct {
		colour color.NRGBA
		says   string
	}{{paper.Loss, "lost"}, {paper.LossInk, "lost"}, {paper.Warn, "doubt"}} {
		if apart(c, m.colour) < accentApart {
			return research.Problemf(research.Invalid, "%s is too near the colour by which the pack says %s. Choose another of the client’s colours, or a grey.", AccentCode(c), m.says)
		}
	}
	if r := page.Contrast(c, paper.Paper); r < accentLeast {
		return research.Problemf(research.Invalid, "%s is too light to be read on white: %.1f to 1, and %.1f is needed. %s would do.", AccentCode(c), r, accentLeast, AccentCode(darker(c)))
	}
	return nil
}

// darker is the lightest darker tone of a colour that can be read on white.
func darker(c color.NRGBA) color.NRGBA {
	for t := .02; t < 1; t += .02 {
		if d := page.Mix(c, page.RGB(0), t); page.Contrast(d, page.RGB(0xFFFFFF)) >= accentLeast {
			return d
		}
	}
	return page.RGB(0)
}

// apart is the distance of two colours as the eye sees it, ΔE of CIE 1976.
func apart(a, b color.NRGBA) float64 {
	l1, a1, b1 := lab(a)
	l2, a2, b2 := lab(b)
	return math.Sqrt((l1-l2)*(l1-l2) + (a1-a2)*(a1-a2) + (b1-b2)*(b1-b2))
}

// lab is a colour of sRGB in CIE L*a*b*, white D65 (IEC 61966-2-1, CIE 15).
func lab(c color.NRGBA) (l, a, b float64) {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= .04045 {
			return x / 12.92
		}
		return math.Pow((x+.055)/1.055, 2.4)
	}
	r, g, bl := linear(c.R), linear(c.G), linear(c.B)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((.4124564*r + .3575761*g + .1804375*bl) / .95047)
	y := f(.2126729*r + .7151522*g + .0721750*bl)
	z := f((.0193339*r + .1191920*g + .9503041*bl) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}
