package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// matcher holds every identity as runs of folded words, by their first word.
type matcher struct {
	byFirst map[string][]run
	digits  []number
}

// run is one way in which an identity may be spelt.
type run struct {
	words []string
	id    Identity
}

// number is an identity of digits only: a telephone or customer number, however it is grouped.
type number struct {
	digits string
	id     Identity
}

// leastDigits is how many digits a number must have to be looked for by its digits alone.
const leastDigits = 7

func newMatcher(ids []Identity) *matcher {
	m := &matcher{byFirst: map[string][]run{}}
	for _, id := range ids {
		if d := onlyDigits(id.Text); len(d) >= leastDigits {
			m.digits = append(m.digits, number{d, id})
		}
		seen := map[string]bool{}
		for _, german := range []bool{false, true} {
			words := foldedWords(id.Text, german)
			key := strings.Join(words, " ")
			if utf8.RuneCountInString(key) < 2 || seen[key] {
				continue
			}
			seen[key] = true
			m.byFirst[words[0]] = append(m.byFirst[words[0]], run{words, id})
		}
	}
	return m
}

// onlyDigits is the digits of a number; "" if the text has letters.
func onlyDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.IsLetter(r):
			return ""
		}
	}
	return strings.TrimLeft(b.String(), "0")
}

// word is a word of a stream.
type word struct {
	folded     string
	start, end int // bytes in the stream's joined text
}

// find searches a stream: as it is, and with words joined that were broken at a line's end.
func (m *matcher) find(s stream) []Hit {
	text, starts := join(s)
	var hits []Hit
	for _, german := range []bool{false, true} {
		words := split(text, german)
		hits = append(hits, m.search(s, text, starts, words)...)
		if mended := mend(text, words); mended != nil {
			hits = append(hits, m.search(s, text, starts, mended)...)
		}
	}
	return append(hits, m.numbers(s, text, starts)...)
}

// join is a stream's passages as one text, with where each begins.
func join(s stream) (string, []int) {
	var b strings.Builder
	starts := make([]int, len(s))
	for i, p := range s {
		starts[i] = b.Len()
		b.WriteString(p.text)
		b.WriteByte('\n')
	}
	return b.String(), starts
}

func (m *matcher) search(s stream, text string, starts []int, words []word) []Hit {
	var hits []Hit
	for i, w := range words {
		for _, r := range m.byFirst[w.folded] {
			if fits(words[i:], r.words) {
				hits = append(hits, hit(s, text, starts, r.id, w.start, words[i+len(r.words)-1].end))
			}
		}
	}
	return hits
}

func fits(words []word, want []string) bool {
	if len(words) < len(want) {
		return false
	}
	for i, w := range want {
		if words[i].folded != w {
			return false
		}
	}
	return true
}

// numbers looks for long numbers in whatever way their digits are grouped.
func (m *matcher) numbers(s stream, text string, starts []int) []Hit {
	if len(m.digits) == 0 {
		return nil
	}
	var hits []Hit
	for _, g := range digitGroups(text) {
		for _, n := range m.digits {
			if strings.Contains(g.folded, n.digits) {
				hits = append(hits, hit(s, text, starts, n.id, g.start, g.end))
			}
		}
	}
	return hits
}

// digitGroups is the text's runs of digits with nothing but the usual separators between them. The "(0)"
// of a number with its country code is left out.
func digitGroups(text string) []word {
	var groups []word
	var b strings.Builder
	start, last := -1, 0
	end := func() {
		if b.Len() >= leastDigits {
			groups = append(groups, word{strings.ReplaceAll(b.String(), "(0)", ""), start, last})
		}
		b.Reset()
		start = -1
	}
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			if start < 0 {
				start = i
			}
			b.WriteRune(r)
			last = i + 1
		case start >= 0 && (r == '(' || r == ')'):
			b.WriteRune(r)
		case start >= 0 && !strings.ContainsRune(" -–./\u00a0\n", r):
			end()
		}
	}
	end()
	for i := range groups {
		groups[i].folded = strings.NewReplacer("(", "", ")", "").Replace(groups[i].folded)
	}
	return groups
}

func hit(s stream, text string, starts []int, id Identity, from, to int) Hit {
	at := 0
	for at+1 < len(starts) && starts[at+1] <= from {
		at++
	}
	return Hit{Identity: id, Where: s[at].where, Page: s[at].page, Excerpt: excerpt(text, from, to)}
}

// excerpt is the words around a hit.
func excerpt(text string, from, to int) string {
	const around = 48
	a, z := max(0, from-around), min(len(text), to+around)
	for a > 0 && a < from && !utf8.RuneStart(text[a]) {
		a++
	}
	for z < len(text) && z > to && !utf8.RuneStart(text[z]) {
		z--
	}
	return strings.Join(strings.Fields(text[a:z]), " ")
}

// split is the text's words, folded.
func split(text string, german bool) []word {
	var words []word
	start := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad'
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			words, start = append(words, word{fold(text[start:i], german), start, i}), -1
		}
	}
	if start >= 0 {
		words = append(words, word{fold(text[start:], german), start, len(text)})
	}
	return words
}

// mend joins words that a hyphen breaks at a line's end; nil when there is none.
func mend(text string, words []word) []word {
	var r []word
	found := false
	for _, w := range words {
		if n := len(r); n > 0 && broken(text[r[n-1].end:w.start]) {
			r[n-1].folded += w.folded
			r[n-1].end = w.end
			found = true
			continue
		}
		r = append(r, w)
	}
	if !found {
		return nil
	}
	return r
}

// broken says that nothing but a hyphen and a line's end stands between.
func broken(between string) bool {
	t := strings.Trim(between, " \t\r")
	return strings.HasPrefix(t, "-") && strings.Contains(t, "\n") && strings.Trim(t, "- \t\r\n") == ""
}

func foldedWords(s string, german bool) []string {
	var r []string
	for _, w := range split(s, german) {
		if w.folded != "" {
			r = append(r, w.folded)
		}
	}
	return r
}

var (
	toGerman = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "æ", "ae")
	toPlain  = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")
)

// fold is a word in small letters without accents. Umlauts become two letters when german, since people
// write them either way.
func fold(w string, german bool) string {
	if ascii(w) {
		return strings.ToLower(w)
	}
	w = strings.ReplaceAll(strings.ToLower(norm.NFC.String(norm.NFKC.String(w))), "ß", "ss")
	if german {
		w = toGerman.Replace(w)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(toPlain.Replace(w)) {
		if !unicode.IsMark(r) && r != '\u00ad' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
