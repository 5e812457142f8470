package views

import (
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

func (v *Interviews) drawFoundHead(p *widgets.Pen) {
	p.Rect(0, 0, p.W, p.H, p.Sunken)
	p.HLine(0, 0, p.W, p.LineStrong)
	p.HLine(0, p.H-1, p.W, p.LineStrong)
	n := howMany(len(v.hits), "place")
	if len(v.hits) == interviewHits {
		n = "the latest " + n
	}
	x := 16 + p.L(16, p.H/2, "Said in interviews", theme.CaptionB, p.Ink) + 10
	p.L(x, p.H/2, n, theme.Caption, p.Mute)
}

// drawHit is one place where the words were said: who, and the words in their sentence.
func (v *Interviews) drawHit(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.hits) {
		return
	}
	v.found.Ground(p, i, y, w, chosen)
	h := v.hits[i]
	cy := y + theme.RowHeight/2
	if row, ok := v.host.Session().InterviewRow(h.Interview); ok {
		p.L(16, cy, row.Interview.Label, theme.SmallB, p.Ink)
		p.OutcomeDot(62, cy, 3, row.Interview.Outcome)
	}
	x := float32(76)
	for _, part := range excerpt(h, w-x-16) {
		ink := p.Ink2
		if part.marked {
			ink = p.Accent
		}
		x += p.L(x, cy, part.text, part.typ(), ink)
	}
}

// piece is a stretch of an excerpt, within the found words or between them.
type piece struct {
	text   string
	marked bool
}

func (p piece) typ() theme.Type {
	if p.marked {
		return theme.SmallB
	}
	return theme.Small
}

// excerpt cuts a hit into pieces that fit into width w, the first found word among them.
func excerpt(h store.Hit, w float32) []piece {
	pieces := cutExcerpt(h)
	if len(pieces) > 1 && !pieces[0].marked {
		pieces[0].text = cutFront(pieces[0].text, w*.45)
	}
	var out []piece
	for _, p := range pieces {
		pw := widgets.Width(p.text, p.typ())
		if pw > w {
			p.text = widgets.Ellipsis(p.text, w, p.typ())
			return append(out, p)
		}
		out = append(out, p)
		w -= pw
	}
	return out
}

// cutExcerpt cuts an excerpt at its marks; line ends become spaces.
func cutExcerpt(h store.Hit) []piece {
	text := []rune(h.Excerpt)
	for i, r := range text {
		if r == '\n' || r == '\t' {
			text[i] = ' '
		}
	}
	var out []piece
	at := 0
	add := func(to int, marked bool) {
		if to = min(to, len(text)); to > at {
			out = append(out, piece{string(text[at:to]), marked})
			at = to
		}
	}
	for _, m := range h.Marks {
		add(m[0], false)
		add(m[1], true)
	}
	add(len(text), false)
	return out
}

// cutFront keeps the end of a text that is wider than w.
func cutFront(s string, w float32) string {
	if widgets.Width(s, theme.Small) <= w {
		return s
	}
	r := []rune(s)
	lo, hi := 0, len(r)
	for lo < hi {
		mid := (lo + hi) / 2
		if widgets.Width("…"+string(r[mid:]), theme.Small) <= w {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return "…" + string(r[lo:])
}
