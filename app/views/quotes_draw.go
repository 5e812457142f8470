package views

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/privacy"
)

func (t *quotesTab) drawFrame(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	p.HLine(1, p.H-quoteFoot, p.W-2, p.Line)
	if !t.ready {
		p.C(p.W/2, p.H/2-20, "Reading the quotes", theme.Body, p.Mute)
		return
	}
	keys, end := t.view.keys(), p.W-12
	if t.list.More || len(t.pages) > 0 {
		turn := func(what, act string, by int) {
			h := keys.hint(what, act)
			if h.What = what; by > 0 && !t.list.More || by < 0 && len(t.pages) == 0 {
				return
			}
			x := end - widgets.HintWidth(h.What, h.Keys...)
			p.Hint(x, p.H-quoteFoot/2, h.What, h.Keys...)
			p.Hit(what, x-4, p.H-quoteFoot+4, end-x+8, quoteFoot-8, func() { t.turn(by) })
			end = x - 12
		}
		turn("next", "quotes.next", 1)
		turn("back", "quotes.previous", -1)
		end -= p.R(end, p.H-quoteFoot/2, fmt.Sprintf("Page %d", len(t.pages)+1), theme.SmallB, p.Ink2) + 12
	}
	p.Hints(12, p.H-quoteFoot/2, end-12, keys.hint("clear", "quotes.clear"), keys.hint("reword", "quotes.reword"), keys.hint("keep in", "quotes.refuse"),
		keys.hint("skip", "quotes.skip"), keys.hint("take back", "quotes.back"), keys.hint("first in theme", "quotes.first"))
}

// drawVacant says why no quote is listed.
func (t *quotesTab) drawVacant(p *widgets.Pen) {
	if !t.ready {
		return
	}
	words := "No quote matches. Search for other words, or choose another theme."
	if t.filter.Words == "" && t.filter.Theme == "" {
		words = []string{"Every quote has been looked at.", "Nothing is cleared yet. Go through To clear and " + t.view.keys().press("quotes.clear") + " to clear a quote as it was said.", "No clearance is void.", "Nothing is kept in.", "No quote here."}[t.states.Chosen]
	}
	p.Para(20, 24, p.W-40, words, theme.Body, p.Mute)
}

func (t *quotesTab) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(t.list.Rows) {
		return
	}
	c := &t.list.Rows[i]
	t.rows.Ground(p, i, y, w, chosen)
	p.Rect(14, y+12, 3, quoteRow-24, widgets.OutcomeMark(p.Tokens, c.Interview.Interview.Outcome))
	words := c.Text
	if c.State.Cleared() && c.Reworded != "" {
		words = c.Reworded
	}
	p.ParaMax(28, y+8, w-44, 2, "“"+words+"”", theme.Body.Slanted(), p.Ink)
	p.LW(28, y+58, w-44, whoSaid(c.Interview), theme.Small, p.Mute)
	cx := 28 + p.Chip(28, y+80, widgets.Ellipsis(c.Placed.Code.Name, w*.42, theme.Caption), p.Stage(c.Placed.Code.Stage), p.Tint(c.Placed.Code.Stage), false)
	icon, say, ink := stateLook(p, c)
	p.Icon(cx+16, y+80, 14, icon, ink)
	end := w - 16
	if n := passages(c.Tales); n > 0 && c.State != session.QuoteNotAllowed {
		end -= p.R(end, y+80, howMany(n, "tell-tale"), theme.Caption, p.Warn) + 10
	}
	p.LW(cx+28, y+80, end-cx-28, say, theme.Caption, ink)
}

// whoSaid is whom a quote is of, for the screen.
func whoSaid(r session.InterviewRow) string {
	parts := []string{r.Interview.Label}
	for _, s := range []string{r.RoleBand(), r.Organisation.Segment, r.Organisation.Region} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// stateLook is how a state is shown in a line.
func stateLook(p *widgets.Pen, c *session.Candidate) (icon, words string, ink colour) {
	switch c.State {
	case session.QuoteAsSaid:
		return "check", "Cleared", p.Accent
	case session.QuoteReworded:
		return "check", "Cleared, reworded", p.Accent
	case session.QuoteLimit:
		return "pause", "Cleared, not printed", p.Mute
	case session.QuoteVoid:
		return "warn", "Void: clear it anew", p.Warn
	case session.QuoteRefused:
		return "close", "Kept in", p.Mute
	case session.QuoteNotAllowed:
		return "lock", "No quotes", p.Mute
	}
	if c.Consent == research.ConsentReworded {
		return "edit", "Reword first", p.Warn
	}
	return "circle", "To clear", p.Mute
}

// passages counts the tell-tales that are about a passage.
func passages(tales []privacy.TellTale) int {
	n := 0
	for _, t := range tales {
		if !t.Whole() {
			n++
		}
	}
	return n
}

// markedWord is a word of a text, or a part of one that is wider than a line, in a wrapped paragraph.
type markedWord struct {
	word       string
	line       int
	start, end int // in the text, in code points
}

// wrapMarked breaks a text into lines no wider than w, word by word.
func wrapMarked(text string, w float32, t theme.Type) (words []markedWord, lines int) {
	space := widgets.Width(" ", t)
	x, line, at := float32(0), 0, 0
	for i, par := range strings.Split(text, "\n") {
		if i > 0 {
			line, x, at = line+1, 0, at+1
		}
		for _, part := range strings.SplitAfter(par, " ") {
			from := at
			at += utf8.RuneCountInString(part)
			for word := strings.TrimSpace(part); word != ""; {
				piece := fitting(word, w, t)
				ww := widgets.Width(piece, t)
				if x > 0 && x+ww > w {
					line, x = line+1, 0
				}
				n := utf8.RuneCountInString(piece)
				words = append(words, markedWord{piece, line, from, from + n})
				word, from, x = word[len(piece):], from+n, x+ww+space
			}
		}
	}
	return words, line + 1
}

// fitting is as much of a word as stands on a line.
func fitting(word string, w float32, t theme.Type) string {
	if widgets.Width(word, t) <= w {
		return word
	}
	r := []rune(word)
	n := len(r)
	for n > 1 && widgets.Width(string(r[:n]), t) > w {
		n--
	}
	return string(r[:n])
}

// drawMarked writes a text with its tell-tale passages on a tinted ground and answers its bottom.
func drawMarked(p *widgets.Pen, x, y, w float32, text string, tales []privacy.TellTale, t theme.Type) float32 {
	words, lines := wrapMarked(text, w, t)
	for i := 0; i < len(words); {
		line, n := "", i
		for ; n < len(words) && words[n].line == words[i].line; n++ {
			if line != "" {
				line += " "
			}
			from := widgets.Width(line, t)
			line += words[n].word
			if words[n].in(tales) {
				end := widgets.Width(line, t)
				if n+1 < len(words) && words[n+1].line == words[i].line && words[n+1].in(tales) {
					end = widgets.Width(line+" ", t)
				}
				top := y + float32(words[i].line)*t.Lead()
				p.Rect(x+from-1, top+1, end-from+2, t.Lead()-2, p.WarnSoft)
				p.Rect(x+from-1, top+t.Lead()-3, end-from+2, 2, p.Warn)
			}
		}
		p.L(x, y+(float32(words[i].line)+.5)*t.Lead(), line, t, p.Ink)
		i = n
	}
	return y + float32(lines)*t.Lead()
}

// in says whether a word belongs to a tell-tale passage.
func (m markedWord) in(tales []privacy.TellTale) bool {
	for _, t := range tales {
		if !t.Whole() && m.start < t.End && t.Start < m.end {
			return true
		}
	}
	return false
}

// markedHeight is how tall drawMarked will be.
func markedHeight(text string, w float32, t theme.Type) float32 {
	_, lines := wrapMarked(text, w, t)
	return float32(lines) * t.Lead()
}

// passage is the words that a tell-tale is about, shortened.
func passage(text string, t privacy.TellTale) string {
	r := []rune(text)
	if t.Whole() || t.End > len(r) {
		return ""
	}
	s := string(r[t.Start:t.End])
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:39]) + "…"
	}
	return s
}

// taleLine is a tell-tale in words: “in Kent”: a place says where they are.
func taleLine(text string, t privacy.TellTale) string {
	if s := passage(text, t); s != "" {
		return "“" + s + "”: " + t.Says
	}
	return t.Says
}

// drawChanges writes a rewording against what was said: words that went are struck out, new ones are bold. It
// answers its bottom; a nil pen only measures.
func drawChanges(p *widgets.Pen, x, y, w float32, words []session.WordChange) float32 {
	t, space := theme.Small, widgets.Width(" ", theme.Small)
	at, lead := float32(0), theme.Small.Lead()
	for _, c := range words {
		typ := t
		if c.Change == session.WordNew {
			typ = t.Heavy()
		}
		word := fitting(c.Word, w, typ)
		ww := widgets.Width(word, typ)
		if at > 0 && at+ww > w {
			at, y = 0, y+lead
		}
		if p != nil {
			ink := p.Ink2
			switch c.Change {
			case session.WordGone:
				ink = p.Mute
				p.Rect(x+at, y+lead/2, ww, 1, p.Mute)
			case session.WordNew:
				ink = p.Ink
			}
			p.L(x+at, y+lead/2, word, typ, ink)
		}
		at += ww + space
	}
	return y + lead
}
