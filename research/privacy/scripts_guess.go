package privacy

import (
	"strings"
	"sync"
)

// Guesses in writing without capitals: where a title, "my name is" or the form of a company stands beside a word, and
// names that very many people have. All of them are to be looked at. What is unknown and has no such cue stays.

// scriptWord is a word between blanks.
type scriptWord struct {
	from, to int // signs
	key      string
	bare     string // without letters that are attached in front, where a cue or a name is left
}

// scriptGuesser looks for names in the signs of a text.
type scriptGuesser struct {
	*scriptReading
	words []scriptWord
	out   []found
	kanas bool // there is kana in the text: it is Japanese
}

// scriptGuesses are the guesses in a text that has been read as signs.
func (r *reading) scriptGuesses(out []found) []found {
	g := scriptGuesser{scriptReading: &r.room.script, out: out}
	g.split()
	for k := range g.words {
		g.word(k)
	}
	for i := 0; i < len(g.signs); i++ {
		switch s := &g.signs[i]; s.w {
		case thai:
			g.thai(i)
		case han, kana:
			g.eastern(i)
		}
	}
	return g.out
}

// split finds the words of writing with blanks.
func (g *scriptGuesser) split() {
	for i := 0; i < len(g.signs); i++ {
		w := g.signs[i].w
		g.kanas = g.kanas || w == kana
		if !w.spaced() {
			continue
		}
		j := i + 1
		for j < len(g.signs) && g.signs[j].w == w && g.letter(j) {
			j++
		}
		if j-i <= 2*farWord {
			key := g.text(i, j)
			g.words = append(g.words, scriptWord{i, j, key, withoutPrefix(key, w)})
		}
		i = j - 1
	}
}

// add notes a guess, unless something in it is settled.
func (g *scriptGuesser) add(from, to int, kind Kind) {
	for k := from; k < to; k++ {
		if g.taken[k] {
			if k == from {
				from++
				continue
			}
			to = k
			break
		}
	}
	for to > from && !g.letter(to-1) {
		to--
	}
	for from < to && !g.letter(from) {
		from++
	}
	if from >= to {
		return
	}
	for k := from; k < to; k++ {
		g.taken[k] = true
	}
	g.out = append(g.out, found{start: int(g.signs[from].start), end: int(g.signs[to-1].end), kind: kind, review: true, rank: rankGuess})
}

// next says whether word k+1 stands right behind word k: a blank between them, or the dot of a short title.
func (g *scriptGuesser) next(k int) bool {
	if k+1 >= len(g.words) {
		return false
	}
	a, b := g.words[k].to, g.words[k+1].from
	if b-a > 3 {
		return false
	}
	for i := a; i < b; i++ {
		if s := &g.signs[i]; s.r != signSpace && s.end-s.start > 1 || s.r == signEnd && i > a {
			return false
		}
	}
	return true
}

// plain says whether word k is one that no name is made of.
func (g *scriptGuesser) plain(k int) bool {
	w := &g.words[k]
	if plainScript()[w.key] || titleWords()[w.key] {
		return true
	}
	for _, p := range [...]string{"ו", "ה", "ש", "و", "ف"} {
		rest, ok := strings.CutPrefix(w.key, p)
		if alef, bare := strings.CutPrefix(rest, "أ"); bare {
			rest = "ا" + alef
		}
		if ok && plainScript()[rest] {
			return true
		}
	}
	return false
}

// word looks at the cues that a word gives.
func (g *scriptGuesser) word(k int) {
	w := &g.words[k]
	switch of := g.signs[w.from].w; {
	case of == hangul:
		g.korean(k)
		return
	case titleWords()[w.key], titleWords()[w.bare], w.key == "د" && w.to < len(g.signs) && g.signs[w.to].r == signEnd:
		g.person(k + 1)
		return
	case introWords()[w.key], introWords()[w.bare]:
		g.introduced(k)
		return
	case companyWords()[w.key], companyWords()[w.bare]:
		g.company(k)
		return
	case g.legal(k):
		return
	case g.called(k):
		return
	case firstNames()[w.key], firstNames()[w.bare] && len(w.bare) > 4:
		g.person2(k, w.to-len([]rune(w.bare)), true)
		return
	case familyNames()[w.key] && !plainScript()[w.key]:
		g.add(w.from, w.to, Person)
		return
	}
	if k > 0 && g.next(k-1) && (w.key == "जी" || w.key == signKey("साहब") || w.key == "جان" || w.key == "خان") && !g.plain(k-1) {
		g.add(g.words[k-1].from, g.words[k-1].to, Person)
	}
}

// person is the name behind a title: one word, or two where the first is a first name.
func (g *scriptGuesser) person(k int) {
	if k >= len(g.words) || !g.next(k-1) || g.plain(k) {
		return
	}
	g.person2(k, g.words[k].from, false)
}

// person2 notes a name that begins in word k, and the family name behind it.
func (g *scriptGuesser) person2(k, from int, listed bool) {
	w := &g.words[k]
	to := w.to
	if g.next(k) && !g.plain(k+1) {
		next := &g.words[k+1]
		if familyNames()[next.key] || familyNames()[next.bare] || !listed && firstNames()[w.bare] || strings.HasPrefix(next.key, "ال") && g.signs[from].w == arabic && len(next.key) > 8 && !listed {
			to = next.to
		}
	}
	g.add(from, to, Person)
}

// introduced is the name behind "my name is" or "called".
func (g *scriptGuesser) introduced(k int) {
	if !g.next(k) || g.plain(k+1) {
		return
	}
	to := g.words[k+1].to
	if g.next(k+1) && !g.plain(k+2) {
		to = g.words[k+2].to
	}
	g.add(g.words[k+1].from, to, Person)
}

// called is "they call me", of two words or three.
func (g *scriptGuesser) called(k int) bool {
	if k == 0 || !g.next(k-1) {
		return false
	}
	for _, c := range calledWords() {
		if g.words[k-1].key == c[0] && (g.words[k].key == c[1] || g.words[k].bare == c[1]) {
			g.introduced(k)
			return true
		}
	}
	return false
}

// calledWords are "call me", "my name".
var calledWords = sync.OnceValue(func() (out [][2]string) {
	for _, c := range [][2]string{{"קוראים", "לי"}, {"קוראים", "לו"}, {"קוראים", "לה"}, {"השם", "שלי"}, {"אני", "קוראים"}, {"نام", "من"}, {"اسم", "من"}, {"به", "نام"}, {"به", "اسم"}} {
		out = append(out, [2]string{signKey(c[0]), signKey(c[1])})
	}
	return out
})

// company is the name behind "the company", its second word too where that is joined to the first.
func (g *scriptGuesser) company(k int) {
	if !g.next(k) || g.plain(k+1) {
		return
	}
	to := g.words[k+1].to
	if g.next(k+1) && !g.plain(k+2) {
		next := &g.words[k+2]
		if legalWords()[next.key] || strings.HasPrefix(next.key, "ה") || strings.HasPrefix(next.key, "ال") || g.next(k+2) && legalWords()[g.words[k+3].key] {
			to = next.to
		}
	}
	g.add(g.words[k+1].from, to, Organisation)
}

// legal is the name before a legal form.
func (g *scriptGuesser) legal(k int) bool {
	w := &g.words[k]
	if !legalBehind()[w.key] || k == 0 || !g.next(k-1) {
		return false
	}
	a := k - 1
	if g.plain(a) && !legalBehind()[g.words[a].key] {
		return false
	}
	for a > 0 && k-a < 3 && g.next(a-1) && !g.plain(a-1) && !companyWords()[g.words[a-1].bare] {
		a--
	}
	g.add(g.words[a].from, w.from, Organisation)
	return true
}

// legalBehind are legal forms that stand behind a company's name.
var legalBehind = sync.OnceValue(func() map[string]bool {
	return signSet("בע\"מ בעמ المحدوده लिमिटेड प्राइवेट შპს 주식회사")
})

// korean looks at a word of Korean: a title behind it, or within it.
func (g *scriptGuesser) korean(k int) {
	w := &g.words[k]
	name := []rune(w.key)
	if w.key == "주" && w.from > 0 && g.signs[w.from-1].r == signEnd && w.to < len(g.signs) && g.signs[w.to].r == signEnd && k+1 < len(g.words) {
		g.add(g.words[k+1].from, g.words[k+1].to, Organisation)
		return
	}
	if w.key == "주식회사" && g.next(k) && !g.plain(k+1) {
		g.add(g.words[k+1].from, g.words[k+1].to, Organisation)
		return
	}
	if g.next(k) && !g.plain(k) && (strings.HasPrefix(g.words[k+1].key, "주식회사") || strings.HasPrefix(g.words[k+1].key, "유한회사")) {
		g.add(w.from, w.to, Organisation)
		return
	}
	for _, said := range [...]string{"이라고", "라고"} {
		if name, ok := strings.CutSuffix(w.key, said); ok && g.next(k) && koreanCalled(g.words[k+1].key) && len([]rune(name)) > 1 && len([]rune(name)) < 5 && !plainScript()[name] {
			g.add(w.from, w.from+len([]rune(name)), Person)
			return
		}
	}
	if g.next(k) && koreanRank(g.words[k+1].key) && koreanName(name, strings.HasPrefix(g.words[k+1].key, "씨")) {
		g.add(w.from, w.to, Person)
		return
	}
	particle := attachments()[hangul].behind
	for n := min(4, len(name)-1); n > 0; n-- {
		behind := string(name[n:])
		switch {
		case koreanRank(behind) && particle[behind] && koreanName(name[:n], behind[0:len("씨")] == "씨"),
			n == 3 && koreanFamilies[name[0]] && koreanGiven()[string(name[1:3])] && particle[behind]:
			g.add(w.from, w.from+n, Person)
			return
		}
	}
	if len(name) == 3 && koreanFamilies[name[0]] && koreanGiven()[string(name[1:])] {
		g.add(w.from, w.to, Person)
	}
}

// koreanCalled says whether a word is "am called", and not "said".
func koreanCalled(s string) bool {
	return strings.HasPrefix(s, "합니다") || strings.HasPrefix(s, "불러") || strings.HasPrefix(s, "불리") || strings.HasPrefix(s, "해요")
}

// koreanRank says whether a word begins with a title.
func koreanRank(s string) bool {
	for _, t := range koreanRanks {
		if strings.HasPrefix(s, t) {
			return true
		}
	}
	return false
}

var koreanRanks = strings.Fields("씨 과장 부장 대리 차장 대표 사장 이사 팀장 상무 전무 회장 실장 본부장 교수 박사 변호사 매니저")

// koreanName says whether syllables before a title may be a name: family and given name, or before "Mr" one of them.
func koreanName(name []rune, mister bool) bool {
	if plainScript()[string(name)] {
		return false
	}
	switch len(name) {
	case 1:
		return koreanFamilies[name[0]]
	case 2:
		return mister || koreanGiven()[string(name)]
	case 3:
		return koreanFamilies[name[0]]
	}
	return false
}
