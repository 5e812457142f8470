package privacy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scriptForms are the forms of names in writing without capitals: a tree of signs.
type scriptForms struct {
	steps steps
	ends  []int32 // at each place 1 + index into the dictionary's entries
	begin map[rune]bool
}

// longestForm is how many signs of a name are compared.
const longestForm = 48

// addForm adds one form.
func (d *Dictionary) addForm(form string, e entry) {
	n := utf8.RuneCountInString(form)
	if n == 0 || n > longestForm || n == 1 && !e.strict {
		return
	}
	if strings.ContainsAny(form, "أإ") {
		d.addForm(strings.NewReplacer("أ", "ا", "إ", "ا").Replace(form), e)
	}
	if d.scripts == nil {
		d.scripts = &scriptForms{steps: newSteps(64), ends: make([]int32, 1, 64), begin: map[rune]bool{}}
	}
	s, at := d.scripts, int32(0)
	for i, r := range form {
		if i == 0 {
			s.begin[r] = true
		}
		next := s.steps.put(at, signHash(r), int32(len(s.ends)))
		if int(next) == len(s.ends) {
			s.ends = append(s.ends, 0)
		}
		at = next
	}
	if i := s.ends[at]; i > 0 {
		d.entries[i-1] = merged(d.entries[i-1], e)
		return
	}
	d.entries = append(d.entries, e)
	s.ends[at] = int32(len(d.entries))
}

// signHash spreads signs, which are small numbers close to each other.
func signHash(r rune) uint64 { return uint64(r+1) * 0x9E3779B97F4A7C15 }

// addScript adds the forms of a name that holds letters without capitals. The answer is what is left of it: the
// words in letters that have them.
func (d *Dictionary) addScript(k Known, text string) (rest string) {
	e := entry{kind: k.Kind, pseudonym: k.Pseudonym}
	if strings.Contains(text, "\u200c") { // people type a blank as well
		d.addScript(k, strings.ReplaceAll(text, "\u200c", " "))
		for _, w := range strings.Fields(text) {
			if k.Kind == Person && strings.Contains(w, "\u200c") {
				d.addPart(strings.Join(signWords(strings.ReplaceAll(w, "\u200c", " ")), " "), e, false)
			}
		}
	}
	switch words := signWords(text); k.Kind {
	case Person:
		d.addPerson(words, e)
	case Organisation:
		d.addCompany(words, e)
	default:
		d.addWhole(words, e)
	}
	return casedRest(text)
}

// addClearScript adds a name in clear.
func (d *Dictionary) addClearScript(text string) (rest string) {
	words := signWords(text)
	d.addWhole(words, entry{clear: true})
	if bare := bareCompany(words); len(bare) > 0 {
		d.addWhole(bare, entry{clear: true})
	}
	return casedRest(text)
}

// casedRest is what of a text is written in letters with capitals, if that is a word.
func casedRest(text string) string {
	letters := 0
	rest := strings.Map(func(r rune) rune {
		if caseless(r) {
			return ' '
		}
		if unicode.IsLetter(r) {
			letters++
		}
		return r
	}, text)
	if letters < 3 {
		return ""
	}
	return strings.TrimSpace(rest)
}

// signWords are the words of a name as signs.
func signWords(text string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, s := range signsOf(nil, text) {
		if s.r == signSpace || s.r == signEnd {
			flush()
			continue
		}
		b.WriteRune(s.r)
	}
	flush()
	return out
}

// addWhole adds a name in full, its words apart or together.
func (d *Dictionary) addWhole(words []string, e entry) {
	one := strings.Join(words, "")
	if e.strict = len(words) == 1 && (everyday()[one] || utf8.RuneCountInString(one) == 1); e.strict {
		e.review = true
	}
	for _, form := range []string{strings.Join(words, " "), one} {
		for _, f := range withArticle(form) {
			d.addForm(f, e)
		}
	}
	d.addStem(one, e)
}

// addStem adds a Georgian name without its last vowel, which goes where an ending comes.
func (d *Dictionary) addStem(word string, e entry) {
	if firstWriting(word) != georgian || utf8.RuneCountInString(word) < 5 {
		return
	}
	last, size := utf8.DecodeLastRuneInString(word)
	if strings.ContainsRune("იეაო", last) {
		e.review = true
		d.addForm(word[:len(word)-size], e)
	}
}

// withArticle is a form, and as Arabic writes it behind li-: al-Khatib, lil-Khatib.
func withArticle(form string) []string {
	if rest, ok := strings.CutPrefix(form, "ال"); ok && utf8.RuneCountInString(rest) > 2 {
		return []string{form, "لل" + rest}
	}
	return []string{form}
}

// addPart adds a part of a name that may stand alone.
func (d *Dictionary) addPart(word string, e entry, given bool) {
	n := utf8.RuneCountInString(word)
	e.part, e.given, e.review = true, given, e.review || n <= 2
	if e.strict = n == 1 || everyday()[word]; e.strict {
		e.review = true
		if w := firstWriting(word); n == 1 && w != han && w != hangul {
			return // a letter
		}
	}
	for _, f := range withArticle(word) {
		d.addForm(f, e)
	}
	for _, p := range compounds {
		if rest, ok := strings.CutPrefix(word, p); ok && utf8.RuneCountInString(rest) > 2 && !strings.Contains(word, " ") {
			d.addForm(p+" "+rest, e)
		}
	}
	if bare, ok := strings.CutPrefix(word, "ال"); ok && utf8.RuneCountInString(bare) > 3 {
		e.review = true
		d.addForm(bare, e)
	}
	d.addStem(word, e)
}

// compounds begin first names that people write as one word or as two.
var compounds = [...]string{"علي", "محمد", "امير", "غلام", "عبد", "سيد", "نور"}

// firstWriting is what a word of signs is written in.
func firstWriting(word string) writing {
	r, _ := utf8.DecodeRuneInString(word)
	return writingOf(r)
}

// joiners are words within names that no part of one is made of alone: the one behind belongs to them, or before.
var joiners = signSet("בן בר בת אבו דה אל بن ابن بنت ابو أبو ام أم عبد آل ال ذو بو ولد میر")

// addPerson adds the forms of a person's name.
func (d *Dictionary) addPerson(words []string, e entry) {
	words = withoutTitles(words)
	if len(words) == 0 {
		return
	}
	d.addWhole(words, e)
	if len(words) == 1 {
		d.addUnspaced([]rune(words[0]), e)
		return
	}
	for _, w := range words { // the family name comes first in some of these writings, and where people list names
		if firstWriting(w) == cased && utf8.RuneCountInString(w) == 1 {
			return
		}
	}
	groups := nameParts(words)
	first, last := groups[0], groups[len(groups)-1]
	if len(groups) > 1 {
		d.addWhole([]string{last, first}, e)
		d.addWhole([]string{first, last}, e)
	}
	familyFirst := firstWriting(first) >= han || firstWriting(first) == hangul
	for i, g := range groups {
		if firstWriting(g) == cased {
			continue // the other letters find it
		}
		d.addPart(g, e, (i == 0) != familyFirst)
		if strings.Contains(g, " ") {
			d.addPart(strings.ReplaceAll(g, " ", ""), e, i == 0)
			if end := g[strings.LastIndexByte(g, ' ')+1:]; !joiners[end] && utf8.RuneCountInString(end) > 2 && end != "الله" && end != "الدين" {
				d.addPart(end, e, i == 0)
			}
		}
	}
}

// nameParts puts words that make one name together: Abd Allah, Ben David.
func nameParts(words []string) []string {
	var out []string
	open := false
	for _, w := range words {
		if n := len(out); n > 0 && (open || w == "الدين" || w == "الله") {
			out[n-1] += " " + w
		} else {
			out = append(out, w)
		}
		open = joiners[w]
	}
	return out
}

// withoutTitles leaves titles at both ends of a name out.
func withoutTitles(words []string) []string {
	for len(words) > 1 && titleWords()[words[0]] {
		words = words[1:]
	}
	for len(words) > 1 && titlesBehind()[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// addUnspaced adds the parts of a name that is written without a blank: family name first.
func (d *Dictionary) addUnspaced(name []rune, e entry) {
	n := len(name)
	part := func(from, to int, given bool) {
		some := e
		some.review = true
		d.addPart(string(name[from:to]), some, given)
	}
	w := writingOf(name[0])
	for i := 1; i < n && i < 4 && n < 7 && (w == hangul || w == han); i++ { // 오 태식 for 오태식
		if n < 4 && i > 1 {
			break
		}
		d.addForm(string(name[:i])+" "+string(name[i:]), e)
	}
	switch {
	case n < 2 || n > 6:
	case w == hangul && n == 2, w == han && n == 2:
		part(0, 1, false)
	case w == hangul && n == 3:
		part(0, 1, false)
		part(1, 3, true)
	case w == hangul && n == 4:
		part(0, 2, false)
		part(1, 4, true)
		part(2, 4, true)
	case w == han:
		d.addHanParts(name, part)
	}
}

// addHanParts adds what may be the family name and the given name: nobody can tell where one ends.
func (d *Dictionary) addHanParts(name []rune, part func(from, to int, given bool)) {
	n := len(name)
	for i := 1; i < n; i++ {
		if writingOf(name[i]) != writingOf(name[0]) {
			part(0, i, false)
			part(i, n, true)
			return
		}
	}
	switch n {
	case 3:
		part(0, 1, false)
		part(0, 2, false)
		part(1, 3, true)
	case 4:
		part(0, 2, false)
		part(2, 4, true)
	default:
		part(0, 2, false)
		part(0, 3, false)
		part(n-3, n, true)
		part(n-2, n, true)
	}
}

// addCompany adds the forms of a company's name: in full, without its legal form, and what is left without what many
// are called.
func (d *Dictionary) addCompany(words []string, e entry) {
	if len(words) == 0 {
		return
	}
	d.addWhole(words, e)
	bare := bareCompany(words)
	if len(bare) == 0 {
		return
	}
	d.addWhole(bare, e)
	e.part, e.review = true, true
	for _, w := range bare[:1] {
		if n := utf8.RuneCountInString(w); len(bare) > 1 && (n < 4 || generic()[w]) || firstWriting(w) == cased {
			continue
		}
		if len(bare) > 1 {
			d.addPart(w, e, false)
		}
		for _, core := range withoutGeneric(w) {
			d.addPart(core, e, false)
		}
	}
}

// bareCompany is a company's name without legal forms: none where nothing else is left.
func bareCompany(words []string) []string {
	words = slices.Clone(words)
	for len(words) > 0 && legalWords()[words[0]] {
		words = words[1:]
	}
	for len(words) > 0 && legalWords()[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return nil
	}
	for changed := true; changed; {
		changed = false
		for _, l := range legalAffixes() {
			first, last := &words[0], &words[len(words)-1]
			if w, ok := strings.CutPrefix(*first, l); ok && w != "" {
				*first, changed = w, true
			}
			if w, ok := strings.CutSuffix(*last, l); ok && w != "" {
				*last, changed = w, true
			}
		}
	}
	return words
}

// withoutGeneric takes towns in front and trades behind from a company's name without blanks, one after another:
// 北京华信科技.
func withoutGeneric(w string) (cores []string) {
	cut := func(how func(string, string) (string, bool)) {
		for changed := true; changed; {
			changed = false
			for _, g := range genericAffixes() {
				if left, ok := how(w, g); ok && utf8.RuneCountInString(left) > 1 {
					w, changed = left, true
					cores = append(cores, w)
				}
			}
		}
	}
	cut(strings.CutPrefix)
	cut(strings.CutSuffix)
	return cores
}
