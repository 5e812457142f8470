package widgets

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/bidi"

	"openloop/research"
)

// transcriptPlace is a place in a transcript as the widget counts: a turn by position and a byte
// in its text. Outside the widget places are anchors: a turn by ID and a code point.
type transcriptPlace struct{ turn, off int }

func (p transcriptPlace) before(q transcriptPlace) bool {
	return p.turn < q.turn || p.turn == q.turn && p.off < q.off
}

func laterPlace(p, q transcriptPlace) transcriptPlace {
	if p.before(q) {
		return q
	}
	return p
}

// transcriptText is the text of all turns, with the way between code points and bytes.
type transcriptText struct {
	turns []TranscriptTurn
	index map[research.ID]int
	kinds []transcriptTurnKind
	marks [][]int32 // per turn: the byte of every codePointStep-th code point; nil until asked for
}

// transcriptTurnKind is what is worth knowing about a turn's letters before looking at them.
type transcriptTurnKind struct {
	ascii    bool // bytes are code points
	foreign  bool // holds letters that the theme's own font may not have
	mixed    bool // holds letters written from right to left
	leftward bool // its first letter outside of what stands for a name is written from right to left
}

// codePointStep trades memory for the bytes walked per conversion.
const codePointStep = 64

func newTranscriptText(turns []TranscriptTurn) *transcriptText {
	t := &transcriptText{turns: turns, index: make(map[research.ID]int, len(turns)), kinds: make([]transcriptTurnKind, len(turns)), marks: make([][]int32, len(turns))}
	for i, turn := range turns {
		t.index[turn.ID] = i
		t.kinds[i] = kindOfTurn(turn.Text)
	}
	return t
}

// size is how many bytes the words of all turns are.
func (t *transcriptText) size() int {
	n := 0
	for i := range t.turns {
		n += len(t.turns[i].Text)
	}
	return n
}

func kindOfTurn(s string) transcriptTurnKind {
	k := transcriptTurnKind{ascii: true}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			k.ascii = false
			break
		}
	}
	if k.ascii {
		return k
	}
	strong := false
	for i, r := range s {
		k.foreign = k.foreign || foreignRune(r)
		if r >= 0x590 && leftwardRune(r) {
			k.mixed, k.leftward = true, !strong || !rightward(s[:i])
			break
		}
		strong = strong || rightwardRune(r)
	}
	return k
}

func foreignRune(r rune) bool { return r >= 0x530 && (r < 0x1e00 || r >= 0x2070) && r != 0x20ac }

func rightwardRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.L
}

func leftwardRune(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

func (t *transcriptText) text(turn int) string { return t.turns[turn].Text }

func (t *transcriptText) end() transcriptPlace {
	if len(t.turns) == 0 {
		return transcriptPlace{}
	}
	return transcriptPlace{len(t.turns) - 1, len(t.text(len(t.turns) - 1))}
}

// place finds an anchor; an offset past the text means its end.
func (t *transcriptText) place(a research.Anchor) (transcriptPlace, bool) {
	i, ok := t.index[a.Turn]
	if !ok {
		return transcriptPlace{}, false
	}
	return transcriptPlace{i, t.byteOf(i, a.Offset)}, true
}

func (t *transcriptText) anchor(p transcriptPlace) research.Anchor {
	if p.turn >= len(t.turns) {
		return research.Anchor{}
	}
	return research.Anchor{Turn: t.turns[p.turn].ID, Offset: t.codePointOf(p.turn, p.off)}
}

// byteOf is the byte at which the n-th code point of a turn begins.
func (t *transcriptText) byteOf(turn, n int) int {
	s := t.text(turn)
	if n <= 0 {
		return 0
	}
	if t.kinds[turn].ascii {
		return min(n, len(s))
	}
	marks := t.steps(turn)
	m := min(n/codePointStep, len(marks)-1)
	off := int(marks[m])
	for n -= m * codePointStep; n > 0 && off < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[off:])
		off += size
	}
	return off
}

// codePointOf counts the code points of a turn before a byte.
func (t *transcriptText) codePointOf(turn, off int) int {
	s := t.text(turn)
	off = min(max(off, 0), len(s))
	if t.kinds[turn].ascii {
		return off
	}
	marks := t.steps(turn)
	m := sort.Search(len(marks), func(i int) bool { return int(marks[i]) > off }) - 1
	return m*codePointStep + utf8.RuneCountInString(s[marks[m]:off])
}

func (t *transcriptText) steps(turn int) []int32 {
	if t.marks[turn] == nil {
		marks, n := []int32{}, 0
		for i := range t.text(turn) {
			if n%codePointStep == 0 {
				marks = append(marks, int32(i))
			}
			n++
		}
		if len(marks) == 0 {
			marks = []int32{0}
		}
		t.marks[turn] = marks
	}
	return t.marks[turn]
}

// slice is the text between two places, turns separated by a line end.
func (t *transcriptText) slice(a, z transcriptPlace) string {
	if !a.before(z) {
		return ""
	}
	if a.turn == z.turn {
		return t.text(a.turn)[a.off:z.off]
	}
	var b strings.Builder
	b.WriteString(t.text(a.turn)[a.off:])
	for i := a.turn + 1; i < z.turn; i++ {
		b.WriteByte('\n')
		b.WriteString(t.text(i))
	}
	b.WriteByte('\n')
	b.WriteString(t.text(z.turn)[:z.off])
	return b.String()
}

// graphemeAt is the grapheme cluster that holds the byte at off: what a reader takes for one
// character. At the end of the text it is empty.
func graphemeAt(s string, off int) (start, end int) {
	if off >= len(s) {
		return len(s), len(s)
	}
	start = safeGraphemeStart(s, off)
	g := graphemes.FromString(s[start:])
	for g.Next() {
		end = start + len(g.Value())
		if end > off {
			return start, end
		}
		start = end
	}
	return len(s), len(s)
}

// longestGrapheme bounds the walk back to a sure edge, in bytes.
const longestGrapheme = 1024

// safeGraphemeStart walks back to a byte where a cluster is sure to begin.
func safeGraphemeStart(s string, off int) int {
	stop := max(0, off-longestGrapheme)
	for off > stop && !graphemeEdge(s, off) {
		off--
	}
	for off > 0 && !utf8.RuneStart(s[off]) {
		off++
	}
	return off
}

// graphemeEdge says whether there is certainly an edge before off: between letters that never join.
func graphemeEdge(s string, off int) bool {
	if off == 0 {
		return true
	}
	a, b := s[off-1], s[off]
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return !(a == '\r' && b == '\n')
	}
	if !utf8.RuneStart(b) {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:off])
	next, _ := utf8.DecodeRuneInString(s[off:])
	return lonelyRune(prev) && (lonelyRune(next) || unicode.In(next, unicode.Lo, unicode.Lu, unicode.Ll) && next != 0xe33 && next != 0xeb3)
}

// lonelyRune says whether a letter joins nothing but the marks that follow it.
func lonelyRune(r rune) bool {
	return r >= 0x20 && r < 0x7f || additive(r) || r >= 0x3400 && ideograph(r) || r >= 0x3001 && r < 0x3020 || r >= 0x3041 && r < 0x3097
}

// nextGrapheme and prevGrapheme are the places one character on and back within a turn.
func nextGrapheme(s string, off int) int {
	_, end := graphemeAt(s, off)
	return end
}

func prevGrapheme(s string, off int) int {
	if off <= 0 {
		return 0
	}
	start, _ := graphemeAt(s, off-1)
	return start
}

// snap moves a place out of the middle of a character, forwards or back; in words written from
// right to left it moves to the word's edge.
func (t *transcriptText) snap(p transcriptPlace, forward bool) transcriptPlace {
	if p.turn >= len(t.turns) {
		return t.end()
	}
	s := t.text(p.turn)
	p.off = min(max(p.off, 0), len(s))
	if t.kinds[p.turn].ascii {
		return p
	}
	if start, end := graphemeAt(s, p.off); start < p.off && forward {
		p.off = end
	} else {
		p.off = start
	}
	if t.kinds[p.turn].mixed {
		if start, end, ok := leftwardWord(s, p.off); ok && forward {
			p.off = end
		} else if ok {
			p.off = start
		}
	}
	return p
}

// snapRange snaps both ends outwards.
func (t *transcriptText) snapRange(a, z transcriptPlace) (transcriptPlace, transcriptPlace) {
	return t.snap(a, false), t.snap(z, true)
}

// leftwardWord finds the word around off, if off is strictly inside one that is written from
// right to left.
func leftwardWord(s string, off int) (start, end int, ok bool) {
	start = strings.LastIndexAny(s[:off], " \t\n") + 1
	end = len(s)
	if i := strings.IndexAny(s[off:], " \t\n"); i >= 0 {
		end = off + i
	}
	if off == start || off == end {
		return 0, 0, false
	}
	for _, r := range s[start:end] {
		if leftwardRune(r) {
			return start, end, true
		}
	}
	return 0, 0, false
}
