package exchange

import (
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
	First   []string // the first passages as it reads them, shortened
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
// and among equals what the program is known to write, then the standard.
func bestReadings(texts []rawText, origin string) []Reading {
	known, texts := favoured(origin), sampled(texts)
	var out []Reading
	for _, d := range dialects() {
		r := Reading{Dialect: d}
		good, all := 0, 0
		for _, t := range texts {
			runes := []rune(t.text)
			for _, s := range t.spans(d) {
				all += 2
				if s[0] < 0 {
					continue
				}
				good += between(runes, s[0]) + between(runes, s[1])
				if len(r.First) < 5 {
					r.First = append(r.First, shortened(string(runes[s[0]:min(s[1], s[0]+400)]), 120))
				}
			}
		}
		if all == 0 {
			return nil
		}
		r.Fits = float64(good) / float64(all)
		out = append(out, r)
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Fits != out[j].Fits {
			return out[i].Fits > out[j].Fits
		}
		return out[i].Dialect == known && out[j].Dialect != known
	})
	return distinct(out)
}

// distinct leaves out readings that show the same passages as a better one.
func distinct(in []Reading) (out []Reading) {
	for _, r := range in {
		same := false
		for _, o := range out {
			same = same || o.Fits == r.Fits && strings.Join(o.First, "\x00") == strings.Join(r.First, "\x00")
		}
		if !same {
			out = append(out, r)
		}
	}
	return out
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
