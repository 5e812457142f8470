package privacy

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Guesses in writing without blanks.

// thai looks at a title, a company or a frequent name that begins with sign i. Nobody can tell where an unknown name
// ends: it goes to the next blank, or to a word that stands behind names.
func (g *scriptGuesser) thai(i int) {
	if i > 0 && strings.ContainsRune("เแโใไ", g.signs[i-1].r) {
		return
	}
	for _, n := range thaiNames() {
		if g.goesOn(i, n) {
			g.add(i, i+len(n), Person)
			return
		}
	}
	for _, c := range thaiCues() {
		if !g.goesOn(i, c.word) {
			continue
		}
		from := i + len(c.word)
		for from < len(g.signs) && !g.letter(from) && !c.joined && from-i-len(c.word) < 2 {
			from++
		}
		if to := g.thaiEnd(from); to > from {
			g.add(from, to, c.kind)
		}
		return
	}
}

// thaiCue is a word with a name behind it.
type thaiCue struct {
	word   []rune
	kind   Kind
	joined bool // with a blank behind it, it means something else: you
}

var thaiCues = sync.OnceValue(func() (out []thaiCue) {
	for _, w := range strings.Fields("นางสาว ดร. คุณหมอ คุณ ชื่อ อาจารย์") {
		out = append(out, thaiCue{[]rune(signKey(w)), Person, w == "คุณ" || w == "ชื่อ" || w == "อาจารย์"})
	}
	return append(out, thaiCue{[]rune(signKey("บริษัท")), Organisation, false})
})

// thaiEnd is where the name ends that begins with sign i; i where none does.
func (g *scriptGuesser) thaiEnd(i int) int {
	for _, w := range thaiNoNames() {
		if g.goesOn(i, w) {
			return i
		}
	}
	j := i
	for j < len(g.signs) && j-i < 12 && g.signs[j].w == thai && g.letter(j) {
		if j > i+1 && g.startsAny(j, thaiFollowing()) {
			return j
		}
		j++
	}
	for j > i && j < len(g.signs) && g.signs[j].w == thai && (g.signs[j].isMark() || strings.ContainsRune("ะาำ", g.signs[j].r)) {
		j++
	}
	return j
}

func (g *scriptGuesser) startsAny(j int, words [][]rune) bool {
	for _, w := range words {
		if g.goesOn(j, w) {
			return true
		}
	}
	return false
}

func runesOf(words string) (out [][]rune) {
	for _, w := range strings.Fields(words) {
		out = append(out, []rune(signKey(w)))
	}
	return out
}

var (
	thaiFollowing = sync.OnceValue(func() [][]rune {
		return runesOf("บอก พูด ถาม ก็ ได้ จะ เป็น มา และ กับ ที่ ว่า ของ เขา ให้ ไป อยู่ มี ไม่ แล้ว ครับ ค่ะ คือ ซึ่ง โทร ส่ง เสนอ จำกัด ทำ เคย แนะนำ ตอบ ยืนยัน จาก ต้อง คุย ตัดสินใจ")
	})
	thaiNoNames = sync.OnceValue(func() [][]rune {
		return runesOf("ภาพ สมบัติ ค่า ประโยชน์ จะ มี คิด เป็น เคย ต้อง ได้ ไม่ เอง ก็ ครับ ค่ะ ว่า ที่ พ่อ แม่ ครู ของ เสียง เรา นี้ นั้น คู่แข่ง ใหญ่ เล็ก อื่น ไหน ต่าง เขา เดิม ใหม่ ขนส่ง ซอฟต์แวร์ ประกัน หมอ และ ใน กับ ให้ ช่วย อยาก ใช้ รู้ ทำ ลูกค้า หนึ่ง แบบ อะไร สินค้า โครงการ")
	})
)

// eastern looks at what in Chinese or Japanese says that a name stands before or behind sign i.
func (g *scriptGuesser) eastern(i int) {
	if g.signs[i].w == han && i+1 < len(g.signs) {
		if japaneseFamilies()[[2]rune{g.signs[i].r, g.signs[i+1].r}] && g.kanas {
			g.family(i)
			return
		}
	}
	for _, c := range easternCues()[g.signs[i].r] {
		if g.goesOn(i, c.word) {
			c.look(g, i, i+len(c.word))
			return
		}
	}
}

// family is a frequent family name and the given name behind it.
func (g *scriptGuesser) family(i int) {
	to := i + 2
	for to < len(g.signs) && to < i+4 && g.signs[to].w == han && !g.titleAt(to) && !scriptDepartments()[g.text(to, min(to+2, len(g.signs)))] && !noFamilies[g.signs[to].r] {
		to++
	}
	if to < len(g.signs) && g.signs[to].w == han && !g.titleAt(to) {
		to = i + 2
	}
	g.add(i, to, Person)
}

// easternCue is what a name stands beside.
type easternCue struct {
	word []rune
	look func(g *scriptGuesser, from, to int)
}

// easternCues are the cues by their first sign, the longest first.
var easternCues = sync.OnceValue(func() map[rune][]easternCue {
	by := map[rune][]easternCue{}
	put := func(words string, look func(g *scriptGuesser, from, to int)) {
		for _, w := range affixes(words) {
			k := []rune(w)
			by[k[0]] = append(by[k[0]], easternCue{k, look})
		}
	}
	put("株式会社 有限会社 合同会社", (*scriptGuesser).japaneseFirm)
	put("有限责任公司 股份有限公司 有限公司 集团公司 公司 集团", (*scriptGuesser).chineseFirm)
	put("と申します と申す といいます と言います という者", (*scriptGuesser).introducedBefore)
	put("我叫 名叫 叫做 我姓 姓名是", (*scriptGuesser).introducedBehind)
	put(japaneseTitles, (*scriptGuesser).japaneseTitled)
	put(chineseTitles, (*scriptGuesser).chineseTitled)
	put("小 老 阿", (*scriptGuesser).familiar)
	return by
})

// runBefore is where the run of one kind of signs begins that ends before sign i, at most n signs long.
func (g *scriptGuesser) runBefore(i, n int) int {
	k := i
	if k == 0 {
		return k
	}
	round := func(s *sign) bool { return s.w == kana && !s.katakana && s.r != 'ー' }
	kind := &g.signs[k-1]
	if kind.w != han && (kind.w != kana || round(kind)) {
		return k
	}
	for k > 0 && i-k <= n && g.signs[k-1].w == kind.w && !round(&g.signs[k-1]) {
		k--
	}
	return k
}

// japaneseTitled is the name before a title: up to four characters, or angular kana.
func (g *scriptGuesser) japaneseTitled(from, to int) {
	most := 12
	if from > 0 && g.signs[from-1].w == han {
		most = 4
	}
	k := g.runBefore(from, most)
	name := g.text(k, from)
	if n := from - k; n == 0 || n > most || noFamilies[g.signs[from-1].r] || scriptDepartments()[name] {
		g.chineseTitled(from, to)
		return
	}
	if g.signs[k].w == han {
		if !g.kanas {
			g.chineseTitled(from, to)
			return
		}
		for _, d := range departmentNames() {
			if rest, ok := strings.CutPrefix(name, d); ok {
				if k += len([]rune(d)); rest == "" || scriptDepartments()[rest] {
					return
				}
				break
			}
		}
	}
	g.add(k, from, Person)
}

// departmentNames are departments of two characters and more, the longest first.
var departmentNames = sync.OnceValue(func() (out []string) {
	for d := range scriptDepartments() {
		if len([]rune(d)) > 1 {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return out
})

// chineseTitled is the name before a title: it begins with a family name.
func (g *scriptGuesser) chineseTitled(from, to int) {
	if g.kanas {
		return
	}
	if after := g.signs[from].r; to < len(g.signs) && to-from == 1 && (after == '总' && afterTotal[g.signs[to].r] || after == '工' && afterWork[g.signs[to].r]) {
		return
	}
	for n := 3; n > 0; n-- {
		if from < n || !chineseFamilies[g.signs[from-n].r] {
			continue
		}
		ok := true
		for k := from - n + 1; k < from; k++ {
			ok = ok && g.signs[k].w == han && !chineseStops[g.signs[k].r]
		}
		if ok {
			g.add(from-n, from, Person)
			return
		}
	}
}

// familiar is a family name behind "little", "old" or "ah", with a verb or the end of a phrase behind it.
func (g *scriptGuesser) familiar(_, to int) {
	if to >= len(g.signs) || !chineseFamilies[g.signs[to].r] || g.kanas {
		return
	}
	if to+1 < len(g.signs) && g.signs[to+1].w == han && !chineseAfter[g.signs[to+1].r] {
		return
	}
	g.add(to, to+1, Person)
}

// introducedBefore is the name before "is my name".
func (g *scriptGuesser) introducedBefore(from, _ int) {
	if k := g.runBefore(from, 8); k < from {
		g.add(k, from, Person)
	}
}

// introducedBehind is the name behind "my name is": a family name and one or two more.
func (g *scriptGuesser) introducedBehind(_, to int) {
	if to >= len(g.signs) || !chineseFamilies[g.signs[to].r] {
		return
	}
	k := to + 1
	for k < len(g.signs) && k < to+3 && g.signs[k].w == han && !chineseStops[g.signs[k].r] {
		k++
	}
	g.add(to, k, Person)
}

// japaneseFirm is the company's name behind its form, or before it.
func (g *scriptGuesser) japaneseFirm(from, to int) {
	k := to
	for k < len(g.signs) && k < to+12 && g.letter(k) && (g.signs[k].w == han || g.signs[k].katakana || g.signs[k].r == 'ー' || g.signs[k].w == cased) {
		k++
	}
	if k > to {
		g.add(to, k, Organisation)
		return
	}
	if k = g.runBefore(from, 12); k < from {
		g.add(k, from, Organisation)
	}
}

// chineseFirm is the company's name before its form, back to a sign that no name holds.
func (g *scriptGuesser) chineseFirm(from, _ int) {
	k := from
	for k > 0 && from-k < 12 && g.signs[k-1].w == han && !chineseStops[g.signs[k-1].r] {
		k--
	}
	name := g.text(k, from)
	if n := from - k; n < 2 || onlyGeneric(name) {
		return
	}
	g.add(k, from, Organisation)
}

// onlyGeneric says whether nothing but towns and trades stands in a name.
func onlyGeneric(name string) bool {
	for changed := true; changed; {
		changed = false
		for _, a := range genericAffixes() {
			if rest, ok := strings.CutSuffix(name, a); ok {
				name, changed = rest, true
			} else if rest, ok := strings.CutPrefix(name, a); ok {
				name, changed = rest, true
			}
		}
	}
	return len([]rune(name)) < 2
}
