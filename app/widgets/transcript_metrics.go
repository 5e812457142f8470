package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// transcriptMetrics knows how wide text is. Asking Fyne costs microseconds a word, so letters whose
// widths simply add up, kerning included, are summed from a table of pairs, and other words are
// measured once and remembered.
type transcriptMetrics struct {
	size     float32
	style    fyne.TextStyle
	ascii    [asciiGlyphs][asciiGlyphs]float32 // width of the pair less that of the second, +1; 0 unknown
	single   [asciiGlyphs]float32              // +1; 0 unknown
	pairs    map[[2]rune]float32
	singles  map[rune]float32
	words    map[string]float32
	ligature bool // "ffi" is not the sum of its pairs in this font
}

const (
	asciiGlyphs = 0x7f - 0x20
	tabSpaces   = 4 // a tab is drawn as one space and counts as one
)

func newTranscriptMetrics(size float32, style fyne.TextStyle) *transcriptMetrics {
	m := &transcriptMetrics{size: size, style: style, pairs: map[[2]rune]float32{}, singles: map[rune]float32{}, words: map[string]float32{}}
	sum := m.advance('f', 'f') + m.advance('f', 'i') + m.width1('i')
	d := m.measure("ffi") - sum
	m.ligature = d > .05 || d < -.05
	return m
}

func (m *transcriptMetrics) measure(s string) float32 {
	return measured(s, m.size, m.style).Width
}

// additive says whether a letter's width adds up with its neighbours': Latin, Greek and Cyrillic
// letters and the punctuation of running text, but no combining marks.
func additive(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= 0x20
	case r < 0xa0 || r == 0xad:
		return false
	case r < 0x250:
		return true
	case r >= 0x370 && r < 0x483, r >= 0x48a && r < 0x530:
		return true
	}
	return r >= 0x2010 && r <= 0x2027 || r == 0x20ac
}

func (m *transcriptMetrics) width1(r rune) float32 {
	if i := r - 0x20; i >= 0 && i < asciiGlyphs {
		if m.single[i] == 0 {
			m.single[i] = m.measure(string(r)) + 1
		}
		return m.single[i] - 1
	}
	w, ok := m.singles[r]
	if !ok {
		w = m.measure(string(r))
		m.singles[r] = w
	}
	return w
}

// advance is how far the pen moves over a when b follows.
func (m *transcriptMetrics) advance(a, b rune) float32 {
	i, j := a-0x20, b-0x20
	if i >= 0 && i < asciiGlyphs && j >= 0 && j < asciiGlyphs {
		v := m.ascii[i][j]
		if v == 0 {
			v = m.measure(string([]rune{a, b})) - m.width1(b) + 1
			m.ascii[i][j] = v
		}
		return v - 1
	}
	k := [2]rune{a, b}
	w, ok := m.pairs[k]
	if !ok {
		w = m.measure(string(k[:])) - m.width1(b)
		m.pairs[k] = w
	}
	return w
}

// word is the width of a stretch without white space, followed by the letter next (0: nothing whose
// kerning matters).
func (m *transcriptMetrics) word(s string, next rune) float32 {
	bare, followed := m.wordBefore(s, next)
	if next != 0 {
		return followed
	}
	return bare
}

// wordBefore is the width of a word at the end of a line and of the same word before next.
func (m *transcriptMetrics) wordBefore(s string, next rune) (bare, followed float32) {
	w, prev := float32(0), rune(0)
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if !additive(r) || m.ligature && r == 'f' && prev == 'f' {
			w := m.whole(s)
			return w, w
		}
		if prev != 0 {
			w += m.advance(prev, r)
		}
		prev = r
		i += n
	}
	if prev == 0 {
		return 0, 0
	}
	bare = w + m.width1(prev)
	if next == 0 {
		return bare, bare
	}
	return bare, w + m.advance(prev, next)
}

const (
	longestWhole    = 160     // bytes shaped as one; longer words are summed by character
	rememberedWords = 200_000 // then begin again
)

// whole measures a word that has to be shaped as one, and remembers it.
func (m *transcriptMetrics) whole(s string) float32 {
	if w, ok := m.words[s]; ok {
		return w
	}
	if len(s) > longestWhole {
		return m.summed(s)
	}
	w := m.measure(transcriptVisible(s))
	if len(m.words) > rememberedWords {
		clear(m.words)
	}
	m.words[strings.Clone(s)] = w
	return w
}

func (m *transcriptMetrics) summed(s string) float32 {
	w := float32(0)
	for g := graphemes.FromString(s); g.Next(); {
		if c := g.Value(); len(c) > longestWhole {
			w += m.measure(transcriptVisible(c))
		} else {
			w += m.whole(c)
		}
	}
	return w
}

// prefix is the width of a word's first n bytes, measured the way the whole word is.
func (m *transcriptMetrics) prefix(word string, n int) float32 {
	if len(word) > longestWhole && n < len(word) && strings.IndexFunc(word, func(r rune) bool { return !additive(r) }) >= 0 {
		return m.summed(word[:n])
	}
	return m.word(word[:n], 0)
}

// run is the width of s[:off] within a line s: what stands left of the caret there.
func (m *transcriptMetrics) run(s string, off int) float32 {
	x := float32(0)
	for i := 0; i < off; {
		end, space := nextTranscriptToken(s, i)
		if end > off {
			return x + m.prefix(s[i:end], off-i)
		}
		if space {
			x += m.spaces(s, i, end)
		} else {
			x += m.word(s[i:end], m.follower(s, end))
		}
		i = end
	}
	return x
}

// spaces is the width of white space between i and end.
func (m *transcriptMetrics) spaces(s string, i, end int) float32 {
	w := m.width1(' ') * float32(end-i)
	if end < len(s) && s[end] < utf8.RuneSelf && s[end] > ' ' && s[end] < 0x7f {
		w += m.advance(' ', rune(s[end])) - m.width1(' ')
	}
	return w
}

// follower is the letter whose kerning with the one before end matters.
func (m *transcriptMetrics) follower(s string, end int) rune {
	if end >= len(s) {
		return 0
	}
	switch c := s[end]; {
	case c == ' ' || c == '\t':
		return ' '
	case c < utf8.RuneSelf && c >= 0x20 && c < 0x7f:
		return rune(c)
	}
	return 0
}

// nearest is the edge between two characters of a line that is nearest to x.
func (m *transcriptMetrics) nearest(s string, x float32) int {
	at := float32(0)
	for i := 0; i < len(s); {
		end, space := nextTranscriptToken(s, i)
		var w float32
		if space {
			w = m.spaces(s, i, end)
		} else {
			w = m.word(s[i:end], m.follower(s, end))
		}
		if x < at+w {
			return i + m.nearestIn(s[i:end], x-at)
		}
		at += w
		i = end
	}
	return len(s)
}

func (m *transcriptMetrics) nearestIn(s string, x float32) int {
	best, at := 0, float32(0)
	g := graphemes.FromString(s)
	for off := 0; g.Next(); {
		off += len(g.Value())
		w := m.run(s, off)
		if x < (at+w)/2 {
			return best
		}
		best, at = off, w
	}
	return best
}

// transcriptVisible is text as drawn: what has no shape of its own becomes a space or nothing.
func transcriptVisible(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 || r == 0x2028 || r == 0x2029 || r == 0x85:
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x7f || r == 0xad || r == 0xfeff:
			return -1 // direction overrides would draw a line in another order than it is laid out
		}
		return r
	}, s)
}
