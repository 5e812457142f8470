package theme

import (
	"fmt"
	"image/color"
	"math"
	"testing"
)

// pair is a colour on a ground, with the contrast it needs: 4.5 for text, 3 for marks and edges that
// carry meaning.
type pair struct {
	name   string
	fg, bg color.NRGBA
	need   float64
}

const text, mark = 4.5, 3.0

func (t *Tokens) pairs() []pair {
	grounds := map[string]color.NRGBA{"card": t.Card, "bg": t.Bg, "nav": t.Nav, "sunken": t.Sunken, "hover": t.Hover, "select": t.Select, "slate-soft": t.SlateSoft}
	var p []pair
	for g, bg := range grounds {
		p = append(p, pair{"ink on " + g, t.Ink, bg, text}, pair{"ink2 on " + g, t.Ink2, bg, text}, pair{"mute on " + g, t.Mute, bg, text})
	}
	p = append(p,
		pair{"accent on card", t.Accent, t.Card, text}, pair{"accent on bg", t.Accent, t.Bg, text}, pair{"accent on nav", t.Accent, t.Nav, text}, pair{"accent on its soft", t.Accent, t.AccentSoft, text}, pair{"accent on select", t.Accent, t.Select, text}, pair{"accent on hover", t.Accent, t.Hover, text},
		pair{"on accent", t.OnAccent, t.Accent, text}, pair{"on accent, hovered", t.OnAccent, t.AccentHover, text}, pair{"on loss", t.OnLoss, t.Loss, text}, pair{"on loss, hovered", t.OnLoss, t.LossHover, text},
		pair{"loss on card", t.Loss, t.Card, text}, pair{"loss on hover", t.Loss, t.Hover, text}, pair{"loss ink on its soft", t.LossInk, t.LossSoft, text}, pair{"loss ink on card", t.LossInk, t.Card, text}, pair{"ink on loss-soft", t.Ink, t.LossSoft, text},
		pair{"warn on its soft", t.Warn, t.WarnSoft, text}, pair{"warn on card", t.Warn, t.Card, text}, pair{"warn on nav", t.Warn, t.Nav, text}, pair{"ink on warn-soft", t.Ink, t.WarnSoft, text}, pair{"ink2 on warn-soft", t.Ink2, t.WarnSoft, text},
		pair{"slate on its soft", t.Slate, t.SlateSoft, text}, pair{"sand on its soft", t.Sand, t.SandSoft, text}, pair{"plum on its soft", t.Plum, t.PlumSoft, text},
		pair{"ink on accent-soft", t.Ink, t.AccentSoft, text}, pair{"ink on selected text", t.Ink, t.Chosen(), text}, pair{"mute on hatch", t.Mute, t.HatchBg, text}, pair{"a tip", t.Card, t.Ink, text},
		pair{"control edge on card", t.Control, t.Card, mark}, pair{"control edge on bg", t.Control, t.Bg, mark}, pair{"ring on card", t.Ring(), t.Card, mark}, pair{"ring on bg", t.Ring(), t.Bg, mark}, pair{"loss mark on its soft", t.Loss, t.LossSoft, mark},
		pair{"faint loss on card", t.Faint(t.Loss), t.Card, mark}, pair{"faint accent on card", t.Faint(t.Accent), t.Card, mark}, pair{"faint slate on card", t.Faint(t.Slate), t.Card, mark},
		pair{"bar on its track", t.Accent, t.Line, mark}, pair{"loss bar on its track", t.Loss, t.Line, mark}, pair{"slate bar on its track", t.Slate, t.Line, mark}, pair{"sand bar on its track", t.Sand, t.Line, mark}, pair{"plum bar on its track", t.Plum, t.Line, mark},
	)
	for n := 1; n <= Stages; n++ {
		p = append(p, pair{fmt.Sprintf("stage %d on its tint", n), t.Stage(n), t.Tint(n), text}, pair{fmt.Sprintf("stage %d on card", n), t.Stage(n), t.Card, text},
			pair{fmt.Sprintf("stage %d on select", n), t.Stage(n), t.Select, mark}, pair{fmt.Sprintf("ink on tint %d", n), t.Ink, t.Tint(n), text}, pair{fmt.Sprintf("mute on tint %d", n), t.Mute, t.Tint(n), mark})
	}
	for v := 0.0; v <= 1; v += .02 {
		fill, ink := t.HeatAt(v)
		p = append(p, pair{fmt.Sprintf("heat %.2f", v), ink, fill, text})
	}
	return p
}

var themes = []struct {
	name string
	t    *Tokens
}{{"light", Light()}, {"dark", Dark()}}

// Every text and every mark can be told from its ground, in both themes.
func TestContrast(t *testing.T) {
	for _, x := range themes {
		for _, p := range x.t.pairs() {
			if r := Contrast(p.fg, p.bg); r < p.need {
				t.Errorf("%s: %s is %.2f, needs %.1f (%v on %v)", x.name, p.name, r, p.need, p.fg, p.bg)
			}
		}
	}
}

func TestContrastIsOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b uint32
		want float64
	}{{0x000000, 0xFFFFFF, 21}, {0xFFFFFF, 0xFFFFFF, 1}, {0x777777, 0xFFFFFF, 4.48}, {0x1C6B78, 0xFFFFFF, 6.1}} {
		if got := Contrast(rgb(c.a), rgb(c.b)); math.Abs(got-c.want) > .05 {
			t.Errorf("%06X on %06X: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// lab is a colour in OKLab, where distances are as the eye sees them.
func lab(c color.NRGBA) [3]float64 {
	lin := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= .04045 {
			return x / 12.92
		}
		return math.Pow((x+.055)/1.055, 2.4)
	}
	r, g, b := lin(c.R), lin(c.G), lin(c.B)
	l := math.Cbrt(.4122214708*r + .5363325363*g + .0514459929*b)
	m := math.Cbrt(.2119034982*r + .6806995451*g + .1073969566*b)
	s := math.Cbrt(.0883024619*r + .2817188376*g + .6299787005*b)
	return [3]float64{.2104542553*l + .7936177850*m - .0040720468*s, 1.9779984951*l - 2.4285922050*m + .4505937099*s, .0259040371*l + .7827717662*m - .8086757660*s}
}

func distance(a, b color.NRGBA) float64 {
	x, y := lab(a), lab(b)
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
}

// hue is the angle of a colour in OKLab, in degrees.
func hue(c color.NRGBA) float64 {
	x := lab(c)
	return math.Mod(math.Atan2(x[2], x[1])*180/math.Pi+360, 360)
}

func apart(a, b float64) float64 {
	d := math.Abs(a - b)
	return math.Min(d, 360-d)
}

// The nine stages never borrow teal or brick, and can be told from each other, neighbours best.
func TestStagesAreTheirOwnColours(t *testing.T) {
	for _, x := range themes {
		for n := 1; n <= Stages; n++ {
			c := x.t.Stage(n)
			for name, taken := range map[string]color.NRGBA{"teal": x.t.Accent, "brick": x.t.Loss} {
				if apart(hue(c), hue(taken)) < 25 {
					t.Errorf("%s: stage %d is %s: hue %.0f against %.0f", x.name, n, name, hue(c), hue(taken))
				}
				if d := distance(c, taken); d < .075 {
					t.Errorf("%s: stage %d is %.3f from %s", x.name, n, d, name)
				}
			}
			for m := n + 1; m <= Stages; m++ {
				need := .035
				if m == n+1 {
					need = .08
				}
				if d := distance(c, x.t.Stage(m)); d < need {
					t.Errorf("%s: stages %d and %d are %.3f apart", x.name, n, m, d)
				}
			}
		}
	}
}

func TestStageNumbers(t *testing.T) {
	l := Light()
	if l.Stage(0) != l.Mute || l.Stage(-3) != l.Mute || l.Tint(0) != l.SlateSoft {
		t.Error("what has no stage is not mute")
	}
	if l.Stage(10) != l.Stage(1) || l.Stage(9) != l.StageInks[8] {
		t.Error("a tenth stage does not begin again")
	}
}

func TestMix(t *testing.T) {
	black, white := rgb(0), rgb(0xFFFFFF)
	if Mix(black, white, 0) != black || Mix(black, white, 1) != white || Mix(black, white, .5).G != 128 {
		t.Error("mixing is off")
	}
	if Alpha(white, 7).A != 7 || Alpha(white, 7).R != 255 {
		t.Error("alpha is off")
	}
}
