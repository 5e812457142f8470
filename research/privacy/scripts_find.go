package privacy

import (
	"strings"
	"sync"
	"unicode"
)

// scriptReading is a text as signs, with what is found in it.
type scriptReading struct {
	signs []sign
	taken []bool // by sign: found, or in clear
	hits  []hit
}

// readSigns cuts the text into signs.
func (r *reading) readSigns() *scriptReading {
	m := &r.room.script
	m.signs = signsOf(m.signs[:0], r.text)
	if cap(m.taken) < len(m.signs) {
		m.taken = make([]bool, len(m.signs)+len(m.signs)/8)
	}
	m.taken, m.hits = m.taken[:len(m.signs)], m.hits[:0]
	clear(m.taken)
	return m
}

// stretch is signs that are masked together.
type stretch struct {
	from, to int
	other    bool // somebody else, of another family
	review   bool
}

// scriptNames finds the names of the dictionary in writing without capitals, letter by letter: with what may be
// attached to them, inside text without blanks, in whatever way their letters are written.
func (d *Dictionary) scriptNames(r *reading, out []found) []found {
	m := r.readSigns()
	if d.scripts == nil {
		return out
	}
	var stretches []stretch
	for i := 0; i < len(m.signs); i++ {
		if !d.scripts.begin[firstSign(m.signs[i].r)] {
			continue
		}
		s, form, ok := d.formAt(m, i)
		if !ok {
			continue
		}
		for k := s.from; k < s.to; k++ {
			m.taken[k] = true
		}
		i = s.to - 1
		if e := d.entries[form]; !e.clear {
			if s.other {
				e.pseudonym, e.claims = "", nil
			}
			m.hits, stretches = append(m.hits, hit{entry: e}), append(stretches, s)
		}
	}
	d.settleShared(m.hits)
	for i, h := range m.hits {
		s := stretches[i]
		out = append(out, found{start: int(m.signs[s.from].start), end: int(m.signs[s.to-1].end), kind: h.entry.kind, pseudonym: h.entry.pseudonym, review: s.review || h.entry.review, rank: rankKnown})
	}
	return out
}

// firstSign is the sign that a name begins with, where letters may be attached in front.
func firstSign(r rune) rune {
	if r == 'أ' || r == 'إ' {
		return 'ا'
	}
	return r
}

// formAt finds the longest form that begins with sign i.
func (d *Dictionary) formAt(m *scriptReading, i int) (best stretch, form int32, ok bool) {
	at := int32(0)
	for j := i; j < len(m.signs) && j < i+longestForm; j++ {
		r := m.signs[j].r
		if r == signEnd {
			break
		}
		if j == i {
			r = firstSign(r)
		}
		if at = d.scripts.steps.next(at, signHash(r)); at == 0 {
			break
		}
		if e := d.scripts.ends[at]; e > 0 {
			if s, fits := m.fits(&d.entries[e-1], i, j+1); fits {
				best, form, ok = s, e-1, true
			}
		}
	}
	return best, form, ok
}

// fits says whether the signs from i to j are meant as the name, and which signs go with it.
func (m *scriptReading) fits(e *entry, i, j int) (stretch, bool) {
	s := stretch{from: i, to: j, review: e.review}
	if e.strict && !e.clear && !m.titled(i, j) && !(j == i+1 && m.signs[i].w == han && m.alone(i)) {
		return s, false
	}
	a, b := m.signs[i].w, m.signs[j-1].w
	switch {
	case a.spaced() || b.spaced():
		return m.fitsSpaced(s, a, b, e)
	case a == thai || b == thai:
		return m.fitsThai(s)
	case a == kana && b == kana:
		return m.fitsKana(s)
	case a == cased && i > 0 && m.letter(i-1) && m.signs[i-1].w == cased, b == cased && j < len(m.signs) && m.letter(j) && m.signs[j].w == cased:
		return s, false // within a word of letters that have capitals
	}
	s.review = s.review || j-i == 2 && (i > 0 && m.signs[i-1].w == han || j < len(m.signs) && m.signs[j].w == han && !m.titleAt(j))
	return s, true
}

// alone says whether a character has no other beside it, and nothing behind it that makes a word of it.
func (m *scriptReading) alone(i int) bool {
	if m.letter(i-1) && m.signs[i-1].w == han {
		return false
	}
	return !m.letter(i+1) || m.signs[i+1].w == cased || m.signs[i+1].w == kana && strings.ContainsRune(nounTails, m.signs[i+1].r)
}

// nounTails are what stands behind a noun in Japanese.
const nounTails = "はがをにのともへでや"

// letter says whether sign i is one.
func (m *scriptReading) letter(i int) bool {
	return i >= 0 && i < len(m.signs) && m.signs[i].r != signSpace && m.signs[i].r != signEnd
}

// farWord is how many signs of a word are looked at on either side of a name within it.
const farWord = 24

// wordStart is where the word begins that sign i stands in, and wordEnd where the one ends that sign j-1 stands in.
func (m *scriptReading) wordStart(i int) int {
	k := i
	for k > 0 && i-k < farWord && m.signs[k-1].w == m.signs[i].w && m.letter(k-1) {
		k--
	}
	return k
}

func (m *scriptReading) wordEnd(j int) int {
	k := j
	for k < len(m.signs) && k-j < farWord && m.signs[k].w == m.signs[j-1].w && m.letter(k) {
		k++
	}
	return k
}

// text is the signs from i to j.
func (m *scriptReading) text(i, j int) string {
	var b strings.Builder
	for _, s := range m.signs[i:j] {
		b.WriteRune(s.r)
	}
	return b.String()
}

// fitsSpaced looks at what is attached to a name where blanks stand between words. With something that may be, the
// name alone is masked. A name of some length in a longer word may be it or another: the whole word is masked.
func (m *scriptReading) fitsSpaced(s stretch, a, b writing, e *entry) (stretch, bool) {
	from, to := s.from, s.to
	if a.spaced() {
		from = m.wordStart(s.from)
	}
	if b.spaced() {
		to = m.wordEnd(s.to)
	}
	before, behind := attachments()[a], attachments()[b]
	front := from == s.from || s.from-from <= before.most && before.before[m.text(from, s.from)]
	back := to == s.to || to-s.to <= behind.most && behind.behind[m.text(s.to, to)]
	n := s.to - s.from
	if front && back {
		s.review = s.review || n <= 2 || e.strict
		return s, true
	}
	if e.clear {
		return s, false
	}
	if a == hangul {
		return m.fitsKorean(s, from, to, front, e)
	}
	if n < min(before.long, max(behind.long, 1)) || b == indic && m.signs[s.to].isMark() && s.to < to {
		return s, false
	}
	return stretch{from: from, to: to, review: true}, true
}

// fitsKorean looks at a name in a group of syllables: what is attached behind is manifold, and a word of two
// syllables is a verb where "do" or "become" stands behind it.
func (m *scriptReading) fitsKorean(s stretch, from, to int, front bool, e *entry) (stretch, bool) {
	n := s.to - s.from
	s.review = true
	switch {
	case n > 2:
		return s, true
	case front && s.to < to && strings.ContainsRune("하했해되된됐할함합", m.signs[s.to].r):
		return s, false
	case front:
		return s, true
	case s.from-from == 1 && koreanFamilies[m.signs[from].r]: // of another family
		s.from, s.other = from, true
		return s, true
	}
	return s, false
}

// isMark says whether a sign is no letter by itself.
func (s *sign) isMark() bool { return unicode.IsMark(s.r) }

// fitsThai looks whether a name is cut out of syllables that go on: a vowel or tone mark behind it belongs to its last
// letter, a vowel before it to its first.
func (m *scriptReading) fitsThai(s stretch) (stretch, bool) {
	n := s.to - s.from
	if s.to < len(m.signs) && m.signs[s.to].w == thai && (m.signs[s.to].isMark() || strings.ContainsRune("ะาำๅ", m.signs[s.to].r)) {
		return s, false
	}
	if s.from > 0 && strings.ContainsRune("เแโใไ", m.signs[s.from-1].r) {
		return s, false
	}
	free := func(i int) bool { return !m.letter(i) || m.signs[i].w != thai }
	left, right := free(s.from-1), free(s.to)
	if n < 3 && !(left && right) && !m.titled(s.from, s.to) {
		return s, false
	}
	s.review = s.review || n < 5 && !(left && right) && !m.titled(s.from, s.to)
	return s, true
}

// fitsKana looks at a name in kana. One in angular kana is as long as these go on; in round ones words go on
// without an end, so that a short name takes a title or what stands behind a noun.
func (m *scriptReading) fitsKana(s stretch) (stretch, bool) {
	angular := func(i int) bool {
		return i >= 0 && i < len(m.signs) && m.signs[i].w == kana && (m.signs[i].katakana || m.signs[i].r == 'ー')
	}
	n := s.to - s.from
	title := m.titleAt(s.to)
	if angular(s.from) {
		if !angular(s.from-1) && !angular(s.to) || title {
			return s, true
		}
		s.review = true
		return s, n > 2
	}
	if title && n > 1 {
		return s, true
	}
	s.review = true
	round := s.from > 0 && m.signs[s.from-1].w == kana && !angular(s.from-1)
	last := s.to >= len(m.signs) || m.signs[s.to].w != kana || strings.ContainsRune(nounTails, m.signs[s.to].r)
	return s, n > 2 || !round && last
}

// titled says whether a title stands beside the signs from i to j.
func (m *scriptReading) titled(i, j int) bool {
	if m.titleAt(j) {
		return true
	}
	if i > 0 && (m.signs[i].w == han || m.signs[i].w == cased) && strings.ContainsRune("小老阿", m.signs[i-1].r) && i > 0 {
		return j == i+1
	}
	k := i
	if m.signs[i].w.spaced() && k > 0 && m.signs[k-1].w == m.signs[i].w {
		k = m.wordStart(i) // letters are attached
	}
	for k > 0 && !m.letter(k-1) && i-k < 8 && (m.signs[k-1].r == signSpace || m.signs[k-1].end-m.signs[k-1].start == 1) {
		k--
	}
	if k == 0 {
		return false
	}
	if m.signs[k-1].w == thai {
		return m.endsWith(k, thaiTitleSigns())
	}
	w := m.text(m.wordStart(k-1), k)
	return titleWords()[w] || titleWords()[withoutPrefix(w, m.signs[k-1].w)]
}

// withoutPrefix is a word without the letters that may be attached in front: the longest of them that leave something.
func withoutPrefix(w string, of writing) string {
	before := attachments()[of].before
	for i, r := range w {
		if i == 0 || i > 12 || !before[w[:i]] {
			continue
		}
		rest := w[i:]
		if f := firstSign(r); f != r {
			rest = string(f) + w[i+len(string(r)):]
		}
		if titleWords()[rest] || introWords()[rest] || companyWords()[rest] || firstNames()[rest] {
			return rest
		}
	}
	return w
}

// titleAt says whether a title begins with sign j, a blank before it or none.
func (m *scriptReading) titleAt(j int) bool {
	if j < len(m.signs) && m.signs[j].r == signSpace {
		j++
	}
	if j >= len(m.signs) || m.signs[j].w == cased {
		return false
	}
	for _, t := range behindBy()[m.signs[j].r] {
		if m.goesOn(j, t) {
			return !m.signs[j].w.spaced() || m.signs[j].w == hangul || m.wordEnd(j+1)-j <= len(t)+2
		}
	}
	return false
}

// goesOn says whether some signs follow from sign j.
func (m *scriptReading) goesOn(j int, t []rune) bool {
	if j+len(t) > len(m.signs) {
		return false
	}
	for k, r := range t {
		if m.signs[j+k].r != r {
			return false
		}
	}
	return true
}

// endsWith says whether one of some words ends before sign k.
func (m *scriptReading) endsWith(k int, words [][]rune) bool {
	for _, t := range words {
		if k >= len(t) && m.goesOn(k-len(t), t) {
			return true
		}
	}
	return false
}

// behindBy is titlesBehind by their first sign.
var behindBy = sync.OnceValue(func() map[rune][][]rune {
	by := map[rune][][]rune{}
	for t := range titlesBehind() {
		w := []rune(t)
		by[w[0]] = append(by[w[0]], w)
	}
	return by
})

var thaiTitleSigns = sync.OnceValue(func() (out [][]rune) {
	for t := range signSet(thaiTitles) {
		out = append(out, []rune(t))
	}
	return out
})

// koreanFamilies are the commonest family names of Korea.
var koreanFamilies = runeSet("김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용")

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}
