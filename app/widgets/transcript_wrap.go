package widgets

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// transcriptLine is one line as wrapped: bytes of a turn and its height in the whole. All lines of a
// transcript are kept, nothing more than this of those that are out of view.
type transcriptLine struct {
	turn, start, end int32 // end leaves out the line end, keeps the spaces the wrap swallowed
	y, h             int32
	first            bool // of its turn
}

// transcriptLines wraps all turns and can find a line by place and by height.
type transcriptLines struct {
	all   []transcriptLine
	turns []int32 // first line of each turn
	heads []int32 // y of the stage heading above each turn, -1 for none
	total int32
	lead  int32 // from one line to the next; 0 for transcriptLead
}

// The vertical rhythm in pixels, as in the design's picture.
const (
	transcriptLead    = 24
	transcriptTop     = 14
	transcriptTurnGap = 12
	transcriptHeadGap = 8
	transcriptHead    = 30
	transcriptFoot    = 20
)

// wrapTurns lays out all turns at a width. Heights are left to stack.
func (m *transcriptMetrics) wrapTurns(text *transcriptText, width float32, into *transcriptLines) {
	into.all, into.turns = into.all[:0], into.turns[:0]
	for i := range text.turns {
		into.turns = append(into.turns, int32(len(into.all)))
		into.all = m.wrapTurn(text.text(i), i, width, into.all)
	}
}

// wrapTurn adds the lines of one turn, paragraph by paragraph.
func (m *transcriptMetrics) wrapTurn(s string, turn int, width float32, out []transcriptLine) []transcriptLine {
	first := len(out)
	for p := 0; p <= len(s); {
		e := strings.IndexByte(s[p:], '\n')
		if e < 0 {
			e = len(s)
		} else {
			e += p
		}
		out = m.wrapParagraph(s, turn, p, e, width, out)
		p = e + 1
	}
	out[first].first = true
	return out
}

func (m *transcriptMetrics) wrapParagraph(s string, turn, p, e int, width float32, out []transcriptLine) []transcriptLine {
	start, x := p, float32(0)
	s = s[:e]
	add := func(to int) {
		out = append(out, transcriptLine{turn: int32(turn), start: int32(start), end: int32(to)})
		start, x = to, 0
	}
	for i := p; i < e; {
		end, space := nextTranscriptToken(s, i)
		if space {
			x += m.spaces(s, i, end)
			i = end
			continue
		}
		bare, followed := m.wordBefore(s[i:end], m.follower(s, end))
		if x+bare > width && i > start {
			if bare > width && s[i-1] != ' ' && s[i-1] != '\t' { // the rest of something without spaces
				i += m.fit(s[i:end], width-x)
				bare, followed = m.wordBefore(s[i:end], m.follower(s, end))
			}
			add(i)
		}
		for bare > width { // wider than the column: break between characters
			k := m.fit(s[i:end], width)
			if i+k >= end {
				break
			}
			i += k
			add(i)
			bare, followed = m.wordBefore(s[i:end], m.follower(s, end))
		}
		x += followed
		i = end
	}
	return append(out, transcriptLine{turn: int32(turn), start: int32(start), end: int32(e)})
}

// fit is how much of a word goes into width, at least one character.
func (m *transcriptMetrics) fit(s string, width float32) int {
	var edges []int
	k := 0
	for g := graphemes.FromString(s); g.Next(); {
		k += len(g.Value())
		edges = append(edges, k)
	}
	n := sort.Search(len(edges), func(i int) bool { return m.prefix(s, edges[i]) > width })
	return edges[max(0, n-1)]
}

// longestWord is in bytes; more is no word and wider than any column, and is cut before it is measured.
const longestWord = 512

// nextTranscriptToken ends the token at i: a run of spaces, one ideograph with the closing marks that
// may not begin a line, or a word. Words end after a hyphen, dash or slash between letters.
func nextTranscriptToken(s string, i int) (end int, space bool) {
	start, prev := i, rune(0)
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') && !carriesMark(s, i) {
		i++
	}
	if i > start {
		return i, true
	}
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case (r == ' ' || r == '\t') && i > start:
			return i, false
		case breaksAfter(prev) && i-start > 1 && unicode.IsLetter(r):
			return i, false
		case r >= 0x2e80 && ideograph(r) && i > start && !opensQuote(prev):
			return i, false
		case prev >= 0x2e80 && ideograph(prev) && !staysBehind(r):
			return i, false
		case i-start >= longestWord:
			if cut, _ := graphemeAt(s, i); cut > start {
				return cut, false
			}
		}
		prev = r
		i += n
	}
	return i, false
}

// carriesMark says whether the space at i is one character with the accent behind it.
func carriesMark(s string, i int) bool {
	if i+1 >= len(s) || s[i+1] < 0xcc { // of U+0300, the first of them
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i+1:])
	return unicode.IsMark(r) || r == 0x200d
}

func breaksAfter(r rune) bool { return r == '-' || r == '/' || r == '–' || r == '—' }

func ideograph(r rune) bool {
	return r >= 0x3040 && r < 0x3100 || r >= 0x3400 && r < 0xa000 || r >= 0xf900 && r < 0xfb00 || r >= 0x20000 && r < 0x40000 || r == 0x3005
}

// staysBehind says what may not begin a line of ideographs.
func staysBehind(r rune) bool {
	return strings.ContainsRune("、。，．・：；？！）」』】〉》〕］｝ー々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ", r) ||
		strings.ContainsRune(",.!?;:)]}’”", r) || unicode.IsMark(r) || r == 0x200d
}

// opensQuote says what may not end one.
func opensQuote(r rune) bool {
	return strings.ContainsRune("（「『【〈《〔［｛([{‘“", r) && r != 0
}

// stack gives every line its height, from the extra pixels its codings need, and its place.
func (l *transcriptLines) stack(text *transcriptText, extra []uint8) {
	y := int32(transcriptTop)
	l.heads = l.heads[:0]
	stage := 0
	n := 0
	for i, turn := range text.turns {
		l.heads = append(l.heads, -1)
		if turn.Stage != 0 && turn.Stage != stage {
			stage = turn.Stage
			if i > 0 {
				y += transcriptHeadGap
			}
			l.heads[i] = y
			y += transcriptHead
		}
		last := len(l.all)
		if i+1 < len(l.turns) {
			last = int(l.turns[i+1])
		}
		for ; n < last; n++ {
			l.all[n].y, l.all[n].h = y, l.leading()
			if extra != nil {
				l.all[n].h += int32(extra[n])
			}
			y += l.all[n].h
		}
		y += transcriptTurnGap
	}
	l.total = y + transcriptFoot
}

// at is the line that holds a place; a place where two lines meet belongs to the later one.
func (l *transcriptLines) at(p transcriptPlace) int {
	if p.turn >= len(l.turns) {
		return max(0, len(l.all)-1)
	}
	lo, hi := l.bounds(p.turn)
	n := sort.Search(hi-lo, func(i int) bool { return int(l.all[lo+i].start) > p.off })
	return lo + max(0, n-1)
}

// bounds are the first line of a turn and the first of the next.
func (l *transcriptLines) bounds(turn int) (lo, hi int) {
	lo, hi = int(l.turns[turn]), len(l.all)
	if turn+1 < len(l.turns) {
		hi = int(l.turns[turn+1])
	}
	return lo, hi
}

// atY is the last line that begins at or above a height, 0 at least.
func (l *transcriptLines) atY(y float32) int {
	n := sort.Search(len(l.all), func(i int) bool { return float32(l.all[i].y) > y })
	return max(0, n-1)
}

func (ln transcriptLine) from() transcriptPlace { return transcriptPlace{int(ln.turn), int(ln.start)} }
func (ln transcriptLine) to() transcriptPlace   { return transcriptPlace{int(ln.turn), int(ln.end)} }
