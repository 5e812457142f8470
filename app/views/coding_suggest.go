package views

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codingSuggest is the strip that says which codes passages like this one were given in this study. It is there
// once something was learnt, keeps its height then so that the text stands still, and applies nothing by itself.
type codingSuggest struct {
	view  *Coding
	board *widgets.Board
	why   bool // the reasons are shown below the codes
	asked suggestAsked
	data  session.Suggested
	fresh bool // something new was learnt since it was asked
}

// suggestAsked is what was asked about.
type suggestAsked struct {
	interview research.ID
	from, to  research.Anchor
	ok        bool
	has       string // the codes that are on the passage
}

const (
	suggestHeight = 34
	suggestReason = 24 // a line of reasons
	suggestLow    = 420
)

func newCodingSuggest(v *Coding) *codingSuggest {
	g := &codingSuggest{view: v}
	g.board = widgets.NewBoard(g.draw)
	v.host.Session().OnSuggestions(func() {
		fyne.Do(func() {
			g.fresh = true
			if v.open != nil {
				v.refreshSides()
			}
		})
	})
	g.follow()
	return g
}

// follow switches learning on or off as the person wants it.
func (g *codingSuggest) follow() {
	if g.view.host.Prefs().Suggests() {
		g.view.host.Session().StartSuggesting()
	}
}

func (g *codingSuggest) content() fyne.CanvasObject { return g.board }

func (g *codingSuggest) height(card fyne.Size) float32 {
	switch {
	case g.data.State != session.SuggestReady:
		return 0
	case g.why && len(g.data.Codes) > 0 && card.Height >= suggestLow:
		return suggestHeight + float32(len(g.data.Codes))*suggestReason + 6
	}
	return suggestHeight
}

func (g *codingSuggest) acts() []Act {
	out := make([]Act, 0, 5)
	for i, nth := range []string{"first", "second", "third"} {
		out = append(out, Act{suggestAct(i), "apply the " + nth + " suggested code", partCode, []string{fmt.Sprint("Alt+", i+1)}, func() { g.accept(i) }})
	}
	return append(out, Act{"coding.suggest.none", "none of the suggested codes, or suggest again", partCode, []string{"Alt+0"}, g.none},
		Act{"coding.suggest.why", "why these codes are suggested", partCode, []string{"Alt+W"}, g.turnWhy})
}

// refresh asks again where the passage, what is on it or what was learnt is another one.
func (g *codingSuggest) refresh() {
	g.follow()
	v := g.view
	now := suggestAsked{ok: v.open != nil && v.passage.ok}
	var has []research.ID
	if now.ok {
		now.interview, now.from, now.to = v.open.Interview.ID, v.passage.from, v.passage.to
		var all strings.Builder
		for _, id := range v.passage.on {
			if c := v.placed[id]; c.From == now.from && c.To == now.to {
				has = append(has, c.Code.ID)
				all.WriteString(string(c.Code.ID))
			}
		}
		now.has = all.String()
	}
	if now != g.asked || g.fresh {
		g.asked, g.fresh = now, false
		g.data = session.Suggested{State: v.host.Session().SuggestionRate().State}
		if now.ok {
			g.data = v.host.Session().Suggestions(now.interview, v.open.Turns, now.from, now.to, has)
		}
	}
	g.board.Refresh()
}

// accept applies the ith suggested code.
func (g *codingSuggest) accept(i int) {
	g.refresh()
	if !g.view.needPassage() {
		return
	}
	if i >= len(g.data.Codes) {
		g.view.host.Say(g.silence())
		return
	}
	g.view.apply(g.data.Codes[i].Code.ID)
}

// none says that no suggested code fits, or takes that back.
func (g *codingSuggest) none() {
	g.refresh()
	v, s := g.view, g.view.host.Session()
	if !v.needPassage() {
		return
	}
	switch {
	case g.data.Refused:
		s.AllowSuggestions(g.asked.interview, g.asked.from, g.asked.to)
	case len(g.data.Codes) == 0:
		v.host.Say(g.silence())
		return
	default:
		codes := make([]research.ID, len(g.data.Codes))
		for i, c := range g.data.Codes {
			codes[i] = c.Code.ID
		}
		s.RefuseSuggestions(g.asked.interview, v.open.Turns, g.asked.from, g.asked.to, codes)
	}
	g.fresh = true
	v.refreshSides()
	v.text.Focus()
}

func (g *codingSuggest) turnWhy() {
	g.why = !g.why
	g.view.refreshSides()
}

// silence says why nothing is suggested.
func (g *codingSuggest) silence() string {
	switch {
	case g.data.State == session.SuggestOff:
		return "Suggestions are switched off in Settings."
	case g.data.State == session.SuggestTooFew:
		return "Nothing is suggested until a code has five examples."
	case g.data.State == session.SuggestLearning:
		return "What was coded so far is still being read."
	case g.data.Refused:
		return "None of the suggested codes fits here."
	case !g.asked.ok:
		return "Select words, and codes that such words were given are suggested here."
	}
	return "Nothing like this was given a code so far."
}

func (g *codingSuggest) draw(p *widgets.Pen) {
	if g.data.State != session.SuggestReady {
		return
	}
	p.HLine(0, 0, p.W, p.Line)
	cy := float32(suggestHeight) / 2
	x := 16 + p.L(16, cy, "Suggested", theme.SmallB, p.Ink2) + 10
	if g.shared() != "" {
		x += p.Key(x, cy, strings.TrimSuffix(g.shared(), "+")) + 12
	}
	if len(g.data.Codes) == 0 {
		w := p.LW(x, cy, p.W-x-16, g.silence(), theme.Small, p.Mute)
		if g.data.Refused {
			g.drawKeyed(p, x+w+14, cy, "Suggest again", "again", "coding.suggest.none", g.none)
		}
		return
	}
	right := p.W - 12
	right -= g.keyedWidth("None of these", "coding.suggest.none")
	g.drawKeyed(p, right, cy, "None of these", "none", "coding.suggest.none", g.none)
	right -= g.keyedWidth("Why", "coding.suggest.why") + 8
	g.drawKeyed(p, right, cy, "Why", "why", "coding.suggest.why", g.turnWhy)
	each := (right - 8 - x) / float32(len(g.data.Codes))
	for i, c := range g.data.Codes {
		g.drawCode(p, x, cy, each-8, i, c)
		x += each
	}
	if p.H > suggestHeight {
		g.drawReasons(p)
	}
}

// drawCode is one suggested code: its key, the mark of its stage, its name.
func (g *codingSuggest) drawCode(p *widgets.Pen, x, cy, w float32, i int, c session.SuggestedCode) {
	p.Hit(fmt.Sprint("suggest:", i), x, cy-13, w, 26, func() { g.accept(i) })
	kx := x + 2
	for _, key := range g.caps(suggestAct(i)) {
		kx += p.Key(kx, cy, key) + 3
	}
	kx += 4
	p.StageMark(kx, cy, c.Code.Stage)
	p.LW(kx+15, cy, w-(kx-x)-15, c.Code.Name, theme.Strong, p.Ink)
}

func (g *codingSuggest) drawReasons(p *widgets.Pen) {
	y := float32(suggestHeight)
	for i, c := range g.data.Codes {
		cy := y + suggestReason/2
		w := 16 + p.L(16, cy, fmt.Sprint(i+1), theme.SmallB, p.Mute) + 10
		w += p.LW(w, cy, p.W*.25, c.Code.Name, theme.SmallB, p.Ink2) + 10
		p.LW(w, cy, p.W-w-16, reasonFor(c), theme.Small, p.Ink2)
		y += suggestReason
	}
}

// reasonFor says why a code is suggested: the words that weighed, and the nearest passage that has it.
func reasonFor(c session.SuggestedCode) string {
	var parts []string
	if len(c.Words) > 0 {
		words := slices.Clone(c.Words)
		for i := range words {
			words[i] = "“" + words[i] + "”"
		}
		parts = append(parts, strings.Join(words, ", "))
	}
	if c.Like != "" {
		like := strings.Join(strings.Fields(c.Like), " ")
		if r := []rune(like); len(r) > 110 {
			like = string(r[:108]) + " …"
		}
		parts = append(parts, "like "+c.Where+": “"+like+"”")
	}
	if len(parts) == 0 {
		return "Because of the stage at which it was said."
	}
	return strings.Join(parts, "; ")
}

// keyedWidth is how wide drawKeyed is.
func (g *codingSuggest) keyedWidth(label, act string) float32 {
	return 4 + widgets.HintWidth(label, g.caps(act)...)
}

// drawKeyed is something to press with its key, as quiet as the strip.
func (g *codingSuggest) drawKeyed(p *widgets.Pen, x, cy float32, label, key, act string, do func()) {
	p.Hit("suggest:"+key, x, cy-13, g.keyedWidth(label, act), 26, do)
	p.Hint(x+2, cy, label, g.caps(act)...)
}

// suggestAct is the act that applies the ith suggested code.
func suggestAct(i int) string { return fmt.Sprint("coding.suggest.", i+1) }

// shared is the modifier that all keys of the strip have, which is drawn once before them: "Alt+"; "" where they have
// none in common.
func (g *codingSuggest) shared() string {
	alt := modifierNames[2].name
	for _, a := range g.acts() {
		if key := g.view.keyOf(a.ID); key != "" && !strings.HasPrefix(key, alt) {
			return ""
		}
	}
	return alt
}

// caps are the keycaps of an act, without the modifier that stands before all of them.
func (g *codingSuggest) caps(act string) []string {
	key := strings.TrimPrefix(g.view.keyOf(act), g.shared())
	if key == "" {
		return nil
	}
	return partsOf(key)
}
