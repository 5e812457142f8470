package theme

import (
	"image/color"
	"strconv"
)

// CodeColour is one colour that a code may be given.
type CodeColour struct {
	Name string
	Hex  string // "#rrggbb", as the study keeps it
}

// CodeColours is the palette of codes: few, told apart also by people who confuse red and green, with a contrast of
// 3 at least on a card by day and by night, and neither the teal of won nor the brick of lost. After Okabe and Ito
// (2008), brought to a middle lightness.
func CodeColours() []CodeColour {
	return []CodeColour{{"Blue", "#1b6fb8"}, {"Sky", "#4a96d4"}, {"Violet", "#9a63e0"}, {"Pink", "#c65c9c"}, {"Ochre", "#c08400"}, {"Olive", "#56780f"}, {"Grey", "#6c757f"}}
}

// Code is the ink of a code: its own colour, or that of its stage where it has none. A colour that came with a file
// and cannot be seen on a card is mixed with the ink until it can.
func (t *Tokens) Code(colour string, stage int) color.NRGBA {
	n, err := strconv.ParseUint(trimHash(colour), 16, 32)
	if err != nil || len(colour) != 7 {
		return t.Stage(stage)
	}
	c := rgb(uint32(n))
	for mix := .25; Contrast(c, t.Card) < 3 && mix <= 1; mix += .25 {
		c = Mix(rgb(uint32(n)), t.Ink, mix)
	}
	return c
}

// CodeTint is the ground of a passage with a code.
func (t *Tokens) CodeTint(colour string, stage int) color.NRGBA {
	if colour == "" {
		return t.Tint(stage)
	}
	return Mix(t.Card, t.Code(colour, stage), t.tint)
}

func trimHash(s string) string {
	if s != "" && s[0] == '#' {
		return s[1:]
	}
	return s
}
