package theme

import "image/color"

// Stages is how many buying stages have a colour of their own.
const Stages = 9

// Tokens are the only colours a screen may use. Names say the job, not the hue: teal is won or "act
// here", brick is lost or "went wrong", amber is doubt; stages never borrow teal or brick.
type Tokens struct {
	Bg, Nav, Card, Sunken, Line, LineStrong   color.NRGBA // surfaces and hairlines
	Control                                   color.NRGBA // edge of what is recognised by its edge: field, check box, switch
	Ink, Ink2, Mute                           color.NRGBA // text: first, second, third
	Accent, AccentHover, AccentSoft, OnAccent color.NRGBA // action, choice, won
	Loss, LossInk, LossSoft, LossPale         color.NRGBA // lost, errors
	LossHover, OnLoss                         color.NRGBA // a filled button that destroys
	Warn, WarnSoft, Slate, SlateSoft          color.NRGBA // doubt; no decision
	Sand, SandSoft, Plum, PlumSoft            color.NRGBA // leads; churned
	Hover, Select                             color.NRGBA // ground of a row under the mouse; of the chosen one
	Shadow, Scrim                             color.NRGBA // under what floats; over what waits. The only translucent ones
	Hatch, HatchBg                            color.NRGBA // withheld
	Heat                                      [3]color.NRGBA
	StageInks                                 [Stages]color.NRGBA // buying stages, codings only
	Dark                                      bool
	tint                                      float64 // how much of a stage's ink is in its tint
}

var lightTokens = Tokens{
	Bg: rgb(0xF5F6F8), Nav: rgb(0xEBEEF1), Card: rgb(0xFFFFFF), Sunken: rgb(0xF3F5F7), Line: rgb(0xE0E4EA), LineStrong: rgb(0xBFC7D2), Control: rgb(0x858F9E),
	Ink: rgb(0x162032), Ink2: rgb(0x3E495C), Mute: rgb(0x5B6679),
	Accent: rgb(0x1C6B78), AccentHover: rgb(0x165661), AccentSoft: rgb(0xE2EFF1), OnAccent: rgb(0xFFFFFF),
	Loss: rgb(0xBC4434), LossInk: rgb(0x8F2F22), LossSoft: rgb(0xFAE9E6), LossPale: rgb(0xDE968A), LossHover: rgb(0x9F3728), OnLoss: rgb(0xFFFFFF),
	Warn: rgb(0x7F5200), WarnSoft: rgb(0xFCF2DC), Slate: rgb(0x4F5B6E), SlateSoft: rgb(0xE9EDF2),
	Sand: rgb(0x76560F), SandSoft: rgb(0xF6EEDA), Plum: rgb(0x6A4585), PlumSoft: rgb(0xF1E9F6),
	Hover: rgb(0xEEF2F5), Select: rgb(0xE2EFF1), Shadow: color.NRGBA{22, 32, 50, 26}, Scrim: color.NRGBA{22, 32, 50, 80},
	Hatch: rgb(0xB4BDCA), HatchBg: rgb(0xF7F8FA),
	Heat: [3]color.NRGBA{rgb(0xE6F1F2), rgb(0x7AB2BA), rgb(0x114D5B)},
	StageInks: [Stages]color.NRGBA{rgb(0x2A67AE), rgb(0x7150A6), rgb(0x935A00), rgb(0xAD3F79), rgb(0x4F7116),
		rgb(0x4C5BC0), rgb(0x7A5C3A), rgb(0x2F7340), rgb(0x8A3F9E)},
	tint: .13,
}

var darkTokens = Tokens{
	Bg: rgb(0x10151B), Nav: rgb(0x0B0F14), Card: rgb(0x171D25), Sunken: rgb(0x1C232D), Line: rgb(0x29323E), LineStrong: rgb(0x445164), Control: rgb(0x69778B),
	Ink: rgb(0xE9EDF2), Ink2: rgb(0xC3CBD6), Mute: rgb(0x95A2B3),
	Accent: rgb(0x5FBCC8), AccentHover: rgb(0x7CCBD5), AccentSoft: rgb(0x14353B), OnAccent: rgb(0x06252A),
	Loss: rgb(0xEE8576), LossInk: rgb(0xF4A295), LossSoft: rgb(0x3B1F1B), LossPale: rgb(0x8E463B), LossHover: rgb(0xF39D90), OnLoss: rgb(0x2E0E09),
	Warn: rgb(0xE6BA63), WarnSoft: rgb(0x312711), Slate: rgb(0xA9B5C5), SlateSoft: rgb(0x27303C),
	Sand: rgb(0xD9B867), SandSoft: rgb(0x312A17), Plum: rgb(0xC5A2E0), PlumSoft: rgb(0x2F2439),
	Hover: rgb(0x1F2731), Select: rgb(0x14353B), Shadow: color.NRGBA{0, 0, 0, 90}, Scrim: color.NRGBA{0, 0, 0, 130},
	Hatch: rgb(0x4C5969), HatchBg: rgb(0x141A21),
	Heat: [3]color.NRGBA{rgb(0x1B2E35), rgb(0x2F7681), rgb(0x86D6E0)},
	StageInks: [Stages]color.NRGBA{rgb(0x76ABEA), rgb(0xB79AE6), rgb(0xE2A94B), rgb(0xEA88B8), rgb(0xA3C863),
		rgb(0x9AA6F2), rgb(0xCBB092), rgb(0x77C78C), rgb(0xDD98EA)},
	Dark: true, tint: .22,
}

// Light is the tokens by day. Paper uses them too, whatever the window wears.
func Light() *Tokens { return &lightTokens }

// Dark is the tokens by night.
func Dark() *Tokens { return &darkTokens }

// Stage is the ink of a buying stage, numbered from 1; a study with more than Stages begins again.
// What has no stage is mute.
func (t *Tokens) Stage(n int) color.NRGBA {
	if n < 1 {
		return t.Mute
	}
	return t.StageInks[(n-1)%Stages]
}

// Tint is the ground behind text coded at a stage, and of the stage's chip.
func (t *Tokens) Tint(n int) color.NRGBA {
	if n < 1 {
		return t.SlateSoft
	}
	return Mix(t.Card, t.Stage(n), t.tint)
}

// Faint is a mark that steps back and can still be seen.
func (t *Tokens) Faint(c color.NRGBA) color.NRGBA { return Mix(t.Card, c, .72) }

// Chosen is the ground of selected text.
func (t *Tokens) Chosen() color.NRGBA { return Mix(t.Card, t.Accent, .3) }

// Ring is the edge around what the keyboard acts on.
func (t *Tokens) Ring() color.NRGBA { return Mix(t.Card, t.Accent, .8) }

// HeatAt maps 0–1 to the ramp of counts and says in which ink to write on it.
func (t *Tokens) HeatAt(v float64) (fill, ink color.NRGBA) {
	v = max(0, min(1, v))
	if v < .5 {
		fill = Mix(t.Heat[0], t.Heat[1], v*2)
	} else {
		fill = Mix(t.Heat[1], t.Heat[2], v*2-1)
	}
	dark, light := rgb(0x020509), rgb(0xFFFFFF)
	if Contrast(dark, fill) >= Contrast(light, fill) {
		return fill, dark
	}
	return fill, light
}
