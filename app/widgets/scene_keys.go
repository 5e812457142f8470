package widgets

import (
	"openloop/app/theme"
	"openloop/report/page"
)

// SceneKey is a mark of a scene that can be pressed.
type SceneKey struct {
	Key, Tip   string
	X, Y, W, H float32
}

// SceneKeys lists the marks of a scene that have a key, in drawing order.
func SceneKeys(s *page.Scene) []SceneKey {
	var r []SceneKey
	for _, m := range s.Marks {
		if key, tip, x, y, w, h := keyed(m); key != "" {
			r = append(r, SceneKey{key, tip, x, y, w, h})
		}
	}
	return r
}

// ScenePalette is the window's colours as charts use them: the same job, the same colour, by day and by night.
func ScenePalette(t *theme.Tokens) page.Palette {
	p := page.Light()
	p.Paper, p.Panel, p.Line, p.Axis = t.Card, t.Sunken, t.Line, t.LineStrong
	p.Ink, p.Ink2, p.Mute = t.Ink, t.Ink2, t.Mute
	p.Accent, p.AccentSoft, p.AccentPale = t.Accent, t.AccentSoft, theme.Mix(t.Card, t.Accent, .55)
	p.Loss, p.LossInk, p.LossSoft, p.LossPale = t.Loss, t.LossInk, t.LossSoft, t.LossPale
	p.Warn, p.WarnSoft, p.Slate, p.Sand, p.Plum = t.Warn, t.WarnSoft, t.Slate, t.Sand, t.Plum
	p.HatchGround, p.HatchLines = t.HatchBg, t.Hatch
	p.Heat, p.Stages = t.Heat, t.StageInks
	return p
}
