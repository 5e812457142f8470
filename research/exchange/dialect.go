package exchange

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dialect is a way of counting places in a text. Programs differ, though the standard says code points.
type Dialect struct {
	Unit      Unit
	LongLines bool // a line end written as CR LF counts two
	Last      bool // the end is the last character of the passage, not the place behind it
}

// Unit is what a place is counted in.
type Unit string

// The units.
const (
	CodePoints Unit = "characters"   // the standard
	UTF16      Unit = "UTF-16 units" // NVivo for Windows
	Bytes      Unit = "bytes"        // Taguette
)

// String says it to a person.
func (d Dialect) String() string {
	s := "counted in " + string(d.Unit)
	if d.LongLines {
		s += ", line ends as two"
	}
	if d.Last {
		s += ", up to and with the last"
	}
	return s
}

// Reading is one dialect tried on a file.
type Reading struct {
	Dialect Dialect
	Fits    float64  // share of passages that begin and end between words, 0-1
	First   []string // the first passages that readings differ in, or the first of all, as it reads them, shortened
	chosen  bool     // by a person
}

// dialects are those that are tried. The standard stands first: where several fit alike, it is the one.
func dialects() []Dialect {
	var out []Dialect
	for _, last := range []bool{false, true} {
		for _, long := range []bool{false, true} {
			for _, u := range []Unit{CodePoints, UTF16, Bytes} {
				out = append(out, Dialect{u, long, last})
			}
		}
	}
	return out
}

// favoured is the dialect that a program is known to write.
func favoured(origin string) Dialect {
	low := strings.ToLower(origin)
	switch {
	case strings.Contains(low, "nvivo") && !strings.Contains(low, "mac"):
		return Dialect{Unit: UTF16, LongLines: true}
	case strings.Contains(low, "taguette"):
		return Dialect{Unit: Bytes}
	}
	return Dialect{Unit: CodePoints}
}

// rawText is a text as a file has it, with passages in the file's own counting.
type rawText struct {
	raw   string // with the line ends of the file, without byte order mark
	text  string // with LF
	marks [][2]int
}

// newRaw makes the text of a source.
func newRaw(s string) rawText {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\x00", "")
	return rawText{raw: s, text: lineEnds.Replace(s)}
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// places turns each of the ascending numbers, counted in a dialect, into code points of the text; what lies beyond
// the end is -1.
func (t rawText) places(d Dialect, at []int) map[int]int {
	sorted := append([]int(nil), at...)
	sort.Ints(sorted)
	out := make(map[int]int, len(at))
	count, points, i := 0, 0, 0
	settle := func() {
		for i < len(sorted) && sorted[i] <= count {
			if sorted[i] < 0 {
				out[sorted[i]] = -1
			} else if _, ok := out[sorted[i]]; !ok {
				out[sorted[i]] = points
			}
			i++
		}
	}
	settle()
	for k := 0; k < len(t.raw); {
		r, size := utf8.DecodeRuneInString(t.raw[k:])
		if r == '\r' && k+1 < len(t.raw) && t.raw[k+1] == '\n' {
			if size = 2; d.LongLines {
				count++
			}
			r = '\n'
		}
		switch {
		case d.Unit == UTF16 && r > 0xffff:
			count += 2
		case d.Unit == Bytes:
			count += utf8.RuneLen(r)
		default:
			count++
		}
		// A place inside a character moves out to its beginning.
		for i < len(sorted) && sorted[i] < count {
			out[sorted[i]] = points
			i++
		}
		points++
		k += size
		settle()
	}
	for ; i < len(sorted); i++ {
		out[sorted[i]] = -1
	}
	return out
}

// spans reads the marked passages in a dialect. A passage that is not in the text is {-1, -1}.
func (t rawText) spans(d Dialect) [][2]int {
	var at []int
	for _, m := range t.marks {
		at = append(at, m[0], t.end(m, d))
	}
	where := t.places(d, at)
	out := make([][2]int, len(t.marks))
	for i, m := range t.marks {
		from, to := where[m[0]], where[t.end(m, d)]
		if from < 0 || to < 0 || to <= from {
			from, to = -1, -1
		}
		out[i] = [2]int{from, to}
	}
	return out
}

func (t rawText) end(m [2]int, d Dialect) int {
	if d.Last {
		return m[1] + 1
	}
	return m[1]
}

// triedOn is how many bytes of text are enough to tell how a program counts.
const triedOn = 1 << 20

// sampled are the first texts with passages in them, up to about triedOn.
func sampled(texts []rawText) (out []rawText) {
	bytes := 0
	for _, t := range texts {
		if len(t.marks) > 0 && bytes < triedOn {
			out = append(out, t)
			bytes += len(t.raw)
		}
	}
	return out
}

// bestReadings tries every dialect on the texts, the best first: by how many passages begin and end between words,
// and among equals what the program is known to write, then the standard. Dialects by which every passage is the same
// are one reading.
func bestReadings(texts []rawText, origin string) []Reading {
	known, texts := favoured(origin), sampled(texts)
	var tried []triedDialect
	runes := make([][]rune, len(texts))
	for i, t := range texts {
		runes[i] = []rune(t.text)
	}
	for _, d := range dialects() {
		t := tryDialect(d, texts, runes)
		if len(t.spans) == 0 {
			return nil
		}
		tried = append(tried, t)
	}
	sort.SliceStable(tried, func(i, j int) bool {
		if tried[i].Fits != tried[j].Fits {
			return tried[i].Fits > tried[j].Fits
		}
		return tried[i].Dialect == known && tried[j].Dialect != known
	})
	tried = distinct(tried)
	show := whereTheyDiffer(tried)
	out := make([]Reading, len(tried))
	for i, t := range tried {
		for _, k := range show {
			t.First = append(t.First, t.passage(k, texts, runes))
		}
		out[i] = t.Reading
	}
	return out
}

// triedDialect is a reading with every passage of the sampled texts.
type triedDialect struct {
	Reading
	spans [][2]int
	of    []int // the text that each is in
}

func tryDialect(d Dialect, texts []rawText, runes [][]rune) triedDialect {
	t := triedDialect{Reading: Reading{Dialect: d}}
	good := 0
	for i, text := range texts {
		for _, s := range text.spans(d) {
			t.spans, t.of = append(t.spans, s), append(t.of, i)
			if s[0] >= 0 {
				good += between(runes[i], s[0]) + between(runes[i], s[1])
			}
		}
	}
	t.Fits = float64(good) / float64(max(1, 2*len(t.spans)))
	return t
}

// passage is one of the passages as the dialect reads it, "" where it lies outside the text.
func (t triedDialect) passage(k int, texts []rawText, runes [][]rune) string {
	s, text := t.spans[k], runes[t.of[k]]
	if s[0] < 0 {
		return ""
	}
	return shortened(string(text[s[0]:min(s[1], s[0]+400)]), 120)
}

// distinct leaves out dialects that read every passage as a better one does.
func distinct(in []triedDialect) (out []triedDialect) {
	for _, t := range in {
		if !slices.ContainsFunc(out, func(o triedDialect) bool { return slices.Equal(o.spans, t.spans) }) {
			out = append(out, t)
		}
	}
	return out
}

// shownPassages is how many passages a preview of readings has.
const shownPassages = 5

// whereTheyDiffer are the first passages that the two best readings take for different ones; the first of all where
// there is one reading only.
func whereTheyDiffer(tried []triedDialect) (out []int) {
	for k := range tried[0].spans {
		if len(out) == shownPassages {
			break
		}
		if len(tried) == 1 || tried[0].spans[k] != tried[1].spans[k] {
			out = append(out, k)
		}
	}
	return out
}

// Undecided says whether it takes a person to tell how the places are counted: another way of counting fits the words
// about as well as the best one and reads other passages, and the program is not known to count so.
func (p *Project) Undecided() bool {
	if len(p.Readings) < 2 || p.Readings[0].chosen {
		return false
	}
	first, second := p.Readings[0], p.Readings[1]
	return first.Fits-second.Fits < .02 && !(knownProgram(p.Origin) && first.Dialect == favoured(p.Origin))
}

// knownProgram says whether it is known how a program counts.
func knownProgram(origin string) bool {
	low := strings.ToLower(origin)
	for _, name := range []string{"nvivo", "taguette", "atlas", "openloop"} {
		if strings.Contains(low, name) {
			return true
		}
	}
	return false
}

// between is 1 where no word goes on across the place and no space stands on the passage's side that would not have
// been marked, else 0.
func between(text []rune, at int) int {
	if at <= 0 || at >= len(text) {
		return 1
	}
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	if word(text[at-1]) && word(text[at]) {
		return 0
	}
	return 1
}

// shortened keeps a passage to n characters, on one line.
func shortened(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
