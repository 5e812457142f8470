package leak

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matcher holds every identity as runs of folded words, by their first word.
type matcher struct {
	byFirst map[string][]*run
	longest int // words in the longest run
	spaced  []spelt
	numbers numbers
	mails   []mail
	also    []func(text string) []Place
}

// run is one way in which an identity may be written.
type run struct {
	words   []word
	id      Identity
	comma   bool // the surname first: "Oelschläger, Margit"
	leaning bool // may end in a genitive's s
}

// spelt is an identity as its letters alone, for text with a space after every letter.
type spelt struct {
	letters []rune
	id      Identity
}

// mail is an e-mail address in its two halves, for one that a line's end breaks.
type mail struct {
	local, domain string
	id            Identity
}

const (
	leastJoined = 8 // letters of a name whose words may be written as one
	leastSpaced = 4 // letters of a name that may be written with spaces between them
	leastLean   = 6 // letters of a single word that may have a genitive's s
)

func newMatcher(ids []Identity) *matcher {
	m := &matcher{byFirst: make(map[string][]*run, 2*len(ids)), numbers: newNumbers(ids)}
	for _, id := range ids {
		m.add(id)
	}
	return m
}

// add puts every way of writing an identity into the matcher.
func (m *matcher) add(id Identity) {
	words := split(id.Text)
	letters := ""
	for _, w := range words {
		letters += w.folded
	}
	if utf8.RuneCountInString(letters) < 2 {
		return
	}
	name := id.Kind == "PERSON" || id.Kind == "ORGANISATION"
	m.put(&run{words: words, id: id, leaning: name && (len(words) > 1 || utf8.RuneCountInString(letters) >= leastLean)})
	if len(words) > 1 && utf8.RuneCountInString(letters) >= leastJoined {
		m.put(&run{words: joined(words), id: id})
	}
	if id.Kind == "PERSON" && len(words) > 1 {
		m.put(&run{words: append([]word{words[len(words)-1]}, words[:len(words)-1]...), id: id, comma: true})
	}
	if strings.ContainsAny(id.Text, "'’ʼ") {
		m.put(&run{words: split(withoutApostrophes.Replace(id.Text)), id: id})
	}
	if l := []rune(letters); len(l) >= leastSpaced {
		m.spaced = append(m.spaced, spelt{l, id})
		if g := []rune(joined(words)[0].german); string(g) != letters {
			m.spaced = append(m.spaced, spelt{g, id})
		}
	}
	if local, domain, ok := strings.Cut(fold(id.Text), "@"); ok && local != "" && domain != "" {
		m.mails = append(m.mails, mail{local, domain, id})
	}
}

var withoutApostrophes = strings.NewReplacer("’", "", "'", "", "ʼ", "")

func joined(words []word) []word {
	var w word
	for _, x := range words {
		w.folded, w.german = w.folded+x.folded, w.german+x.german
	}
	return []word{w}
}

func (m *matcher) put(r *run) {
	if len(r.words) == 0 {
		return
	}
	first := r.words[0]
	m.byFirst[first.folded] = append(m.byFirst[first.folded], r)
	if first.german != first.folded {
		m.byFirst[first.german] = append(m.byFirst[first.german], r)
	}
	m.longest = max(m.longest, len(r.words))
}

// search is one stream that is searched.
type search struct {
	*matcher
	s      stream
	text   string
	starts []int
	hits   []Hit
	seen   map[seen]bool
}

// seen is a find, so that two ways of writing do not count twice.
type seen struct {
	id       Identity
	from, to int
}

// find searches a stream: as it is, with words joined that were broken at a line's end, and with letters
// joined that stand apart.
func (m *matcher) find(s stream) []Hit {
	text, starts := join(s)
	f := &search{matcher: m, s: s, text: text, starts: starts, seen: map[seen]bool{}}
	words := split(text)
	f.in(words)
	f.mended(words)
	f.spread(words)
	f.digits()
	f.addresses()
	for _, also := range m.also {
		for _, p := range also(text) {
			f.hit(p.Identity, p.From, p.To)
		}
	}
	return longest(f.hits)
}

// join is a stream's passages as one text, with where each begins.
func join(s stream) (string, []int) {
	var b strings.Builder
	starts := make([]int, len(s))
	for i, p := range s {
		starts[i] = b.Len()
		b.WriteString(p.text)
		if p.cell {
			b.WriteByte(fieldEnd)
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String(), starts
}

// fieldEnd stands between fields: names go on in the next, numbers and broken words do not.
const fieldEnd = 0x1f

// in looks for every run among words that follow one another.
func (f *search) in(words []word) {
	for i := range words {
		w := &words[i]
		f.from(words[i:], w.folded, false)
		if w.german != w.folded {
			f.from(words[i:], w.german, false)
		}
		if n := len(w.folded); n > leastLean && w.folded[n-1] == 's' {
			f.from(words[i:], w.folded[:n-1], true)
		}
	}
}

// from tries the runs that begin with a word; single ones only where it lost its genitive's s.
func (f *search) from(words []word, first string, lean bool) {
	for _, r := range f.byFirst[first] {
		if lean && (len(r.words) > 1 || !r.leaning) {
			continue
		}
		if f.fits(words, r) {
			f.hit(r.id, words[0].start, words[len(r.words)-1].end)
		}
	}
}

func (f *search) fits(words []word, r *run) bool {
	if len(words) < len(r.words) {
		return false
	}
	for i := range r.words {
		w, want := &words[i], &r.words[i]
		if w.folded == want.folded || w.german == want.german {
			continue
		}
		if i != len(r.words)-1 || !r.leaning || !strings.HasSuffix(w.folded, "s") || w.folded[:len(w.folded)-1] != want.folded && w.german[:len(w.german)-1] != want.german {
			return false
		}
		if c, _ := utf8.DecodeRuneInString(f.text[w.start:]); !unicode.IsUpper(c) {
			return false
		}
	}
	if r.comma {
		return strings.HasPrefix(strings.TrimLeft(f.text[words[0].end:words[1].start], " \u00a0\t"), ",")
	}
	return true
}

// mended searches around words that a hyphen breaks at a line's end, with the break undone.
func (f *search) mended(words []word) {
	for i := 1; i < len(words); i++ {
		if !broken(f.text[words[i-1].start:words[i-1].end], f.text[words[i-1].end:words[i].start]) {
			continue
		}
		var near []word
		for k := max(0, i-1-f.longest); k < min(len(words), i+f.longest+1); k++ {
			if n := len(near); k > 0 && n > 0 && broken(f.text[words[k-1].start:words[k-1].end], f.text[words[k-1].end:words[k].start]) {
				near[n-1].folded, near[n-1].german, near[n-1].end = near[n-1].folded+words[k].folded, near[n-1].german+words[k].german, words[k].end
				continue
			}
			near = append(near, words[k])
		}
		f.in(near)
	}
}

// broken says that a word goes on after a hyphen and a line's end.
func broken(word, between string) bool {
	soft := strings.HasSuffix(word, "\u00ad")
	t := strings.Trim(between, " \t\r\u00a0")
	if !strings.Contains(t, "\n") {
		return false
	}
	hyphen := strings.HasPrefix(t, "-") || strings.HasPrefix(t, "\u2010") || strings.HasPrefix(t, "\u2011") || strings.HasPrefix(t, "¬")
	return (soft || hyphen) && strings.Trim(t, "-\u2010\u2011¬ \t\r\n\u00a0") == ""
}

// spread looks for names with a space after every letter.
func (f *search) spread(words []word) {
	for i := 0; i < len(words); {
		j := i
		var letters []rune
		for j < len(words) && utf8.RuneCountInString(words[j].folded) == 1 && (j == i || apart(f.text[words[j-1].end:words[j].start])) {
			r, _ := utf8.DecodeRuneInString(words[j].folded)
			letters = append(letters, r)
			j++
		}
		if len(letters) >= leastSpaced {
			f.letters(words[i:j], letters)
		}
		i = max(j, i+1)
	}
}

func (f *search) letters(words []word, letters []rune) {
	s := string(letters)
	for _, p := range f.spaced {
		if at := strings.Index(s, string(p.letters)); at >= 0 {
			from := utf8.RuneCountInString(s[:at])
			f.hit(p.id, words[from].start, words[from+len(p.letters)-1].end)
		}
	}
}

// apart says that only white space, or a dot between letters, stands between.
func apart(between string) bool {
	return len(between) <= 12 && strings.TrimFunc(between, func(r rune) bool { return unicode.IsSpace(r) || r == '·' || r == '_' }) == "" && !strings.Contains(between, "\n")
}

// addresses looks for e-mail addresses that a line's end breaks without a hyphen.
func (f *search) addresses() {
	if len(f.mails) == 0 {
		return
	}
	for at := 0; ; at++ {
		i := strings.IndexByte(f.text[at:], '@')
		if i < 0 {
			return
		}
		at += i
		left, right := squeeze(f.text[max(0, at-80):at]), squeeze(f.text[at+1:min(len(f.text), at+81)])
		for _, a := range f.mails {
			if strings.HasSuffix(left, a.local) && strings.HasPrefix(right, a.domain) {
				f.hit(a.id, at-min(at, len(a.local)), min(len(f.text), at+1+len(a.domain)))
			}
		}
	}
}

// squeeze is a text without white space, in small letters.
func squeeze(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == fieldEnd || invisible(r) {
			return -1
		}
		return r
	}, s))
}

// hit notes a find.
func (f *search) hit(id Identity, from, to int) {
	k := seen{id, from, to}
	if f.seen[k] || len(f.s) == 2 && f.s[1].bridge && (from >= f.starts[1] || to <= f.starts[1]) {
		return
	}
	f.seen[k] = true
	at := sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > from }) - 1
	p := f.s[max(0, at)]
	f.hits = append(f.hits, Hit{Identity: id, Where: p.where, Page: p.page, Excerpt: excerpt(f.text, from, to), Found: tidy(f.text[from:to]), Beside: beside(f.text, from, to), from: from, to: to})
}

// longest drops finds that lie within a longer one of the same person.
func longest(hits []Hit) []Hit {
	if len(hits) < 2 {
		return hits
	}
	sort.SliceStable(hits, func(i, j int) bool {
		return hits[i].from < hits[j].from || hits[i].from == hits[j].from && hits[i].to > hits[j].to
	})
	end := map[string]int{}
	r := hits[:0]
	for _, h := range hits {
		if z, ok := end[h.Identity.Pseudonym]; ok && h.Identity.Pseudonym != "" && h.to <= z {
			continue
		}
		end[h.Identity.Pseudonym] = h.to
		r = append(r, h)
	}
	return r
}
