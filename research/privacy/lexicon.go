package privacy

import (
	"embed"
	"strings"
	"sync"
)

// wordFiles are the lists that the heuristics go by: written for this program, or from open data (words/SOURCES.md).
//
//go:embed words/*.txt words/*.gz
var wordFiles embed.FS

// class is what is known of a folded word, as a set of flags.
type class uint32

const (
	isOrdinary    class = 1 << iota // a word that anybody uses
	isForeign                       // a frequent word of another language
	isGerman                        // a frequent word of German, where every noun has a capital
	isFirst                         // a first name
	isSurname                       // a surname
	isPlace                         // a town, county or region
	isCountry                       // a country
	isNeutral                       // a people, a product of the trade, a feast: capital, but nobody
	isLegal                         // GmbH, Ltd
	isCompanyWord                   // Foods, Logistics: the end of many a company's name
	isStreet                        // Street, weg
	isUnit                          // Flat, Suite
	isTitle                         // Mr, Frau
	isParticle                      // van, de
	isRole                          // colleague, boss: a name may follow
	isSaid                          // said, rang: a name may stand before
	isIntro                         // named, dear: a name follows
	isWork                          // joined, works: a company may follow
	isPhrase                        // begins a place of several words
	isWordy                         // a first name that is a word as well, even at the start of a sentence
	isGiven                         // a first name that some languages have as a word
	isFrench                        // a small word of French
	isSpanish                       // a small word of Spanish
	inPhrase                        // stands in a place of several words, in this text
)

// names are the classes that make a word the name of somebody or some place.
const names = isFirst | isSurname | isPlace | isCountry

// lexicon is the lists in one table.
type lexicon struct {
	classes  map[string]class // while it is built
	table    []wordSlot       // classes by hash
	phrases  map[uint64]class // by the hash of new_york
	begun    [64]uint64       // a bit for some bits of each of these hashes
	acronyms map[string]bool  // by their own capitals
}

// words is the lexicon, read once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{classes: map[string]class{}, phrases: map[uint64]class{}, acronyms: map[string]bool{}}
	l.read("ordinary", isOrdinary)
	l.read("foreign", isForeign)
	l.read("german", isForeign|isGerman)
	l.read("french", isForeign|isFrench)
	l.read("spanish", isForeign|isSpanish)
	l.read("given", isFirst|isGiven)
	l.read("wordname", isFirst|isGiven)
	l.readSure("first", isFirst, isGiven)
	l.read("family", isSurname)
	l.read("town", isPlace)
	l.read("firstword", isFirst|isWordy|isOrdinary)
	l.read("surname", isSurname)
	l.read("surnameword", isSurname|isOrdinary)
	l.read("place", isPlace)
	l.read("country", isCountry)
	l.read("neutral", isNeutral)
	for _, w := range wordsOf("acronym") {
		l.acronyms[w] = true
	}
	l.readShapes()
	l.pack()
	return l
})

// hint says which finders should look at a word: most words of a text concern none of them.
type hint uint32

const (
	hintDot      hint = 1 << iota // dot, as in a spoken address
	hintDigit                     // a digit or several, spoken
	hintOne                       // one digit
	hintTwo                       // two
	hintTimes                     // double, triple
	hintHundred                   // hundred
	hintHundreds                  // quinientos
	hintStreet                    // may begin a street without a capital, or a German one
	hintRue                       // one of streetStarts
	hintNumbered                  // one of numberedStarts
	hintEnglish                   // one of englishStreets
	hintMonth
	hintRole // may begin a telling role
	hintEvent
	hintPhone // one of phoneWords
	hintReach // one of spokenPhoneWords
	hintNumber
	hintZip
	hintMoney // one of isMoney
	hintLink  // one of numberLinks
	hintStandard
	hintMail
)

// wordSlot is what is known of the word with a hash; 64 bits of it are as good as the word.
type wordSlot struct {
	hash  uint64
	class class
	hint  hint // which finders should look at it
}

// phrase is the class of the place with this hash, 0 where there is none.
func (l *lexicon) phrase(hash uint64) class {
	if l.begun[hash>>58]&(1<<(hash>>52&63)) == 0 {
		return 0 // most words that may begin a place of several begin none
	}
	return l.phrases[hash]
}

// pack puts the classes into a table that a word is found in by its hash, with the words of the finders.
func (l *lexicon) pack() {
	hints := map[string]hint{}
	put := func(words map[string]bool, h hint) {
		for w := range words {
			hints[w] |= h
		}
	}
	put(spokenDot, hintDot)
	put(hundredWords, hintHundred)
	put(hundredsOf, hintHundreds)
	put(streetStarts, hintStreet|hintRue)
	put(numberedStarts, hintNumbered)
	put(englishStreets, hintEnglish)
	put(eventWords, hintEvent)
	put(phoneWords, hintPhone)
	put(spokenPhoneWords, hintReach)
	put(numberWords, hintNumber)
	put(zipWords, hintZip)
	put(isMoney, hintMoney)
	put(numberLinks, hintLink)
	put(standards, hintStandard)
	put(mailWords, hintMail)
	put(flatWords, hintStreet)
	put(fieldPosts, hintStreet)
	put(boxWords, hintStreet)
	put(germanSite, hintStreet)
	put(map[string]bool{"corner": true, "unit": true, "c": true}, hintStreet)
	put(onlyWords, hintRole)
	put(roleTitles, hintRole)
	for w := range monthWords {
		hints[w] |= hintMonth
	}
	for w, n := range digitWords {
		hints[w] |= hintDigit | map[string]hint{"1": hintOne, "2": hintTwo, "x": hintTimes}[n]
	}
	for w, h := range hints {
		if _, ok := l.classes[w]; !ok && h != 0 {
			l.classes[w] = 0
		}
	}
	size := 1
	for size < 2*len(l.classes) {
		size *= 2
	}
	l.table = make([]wordSlot, size)
	for w, c := range l.classes {
		h := hashOf(w)
		i := h & uint64(size-1)
		for l.table[i].hash != 0 {
			i = (i + 1) & uint64(size-1)
		}
		l.table[i] = wordSlot{h, c, hints[w]}
	}
	l.classes = nil
}

// find is what is known of the word with a hash.
func (l *lexicon) find(h uint64) wordSlot {
	mask := uint64(len(l.table) - 1)
	for i := h & mask; l.table[i].hash != 0; i = (i + 1) & mask {
		if l.table[i].hash == h {
			return l.table[i]
		}
	}
	return wordSlot{}
}

// read puts every word of a list into a class.
func (l *lexicon) read(list string, c class) {
	for _, w := range wordsOf(list) {
		if first, _, several := strings.Cut(w, "_"); several {
			h := hashOf(w)
			l.phrases[h] |= c
			l.begun[h>>58] |= 1 << (h >> 52 & 63)
			l.classes[first] |= isPhrase
			continue
		}
		l.classes[strings.Join(foldWords(w), "")] |= c
	}
}

// readSure is read, and takes a flag away.
func (l *lexicon) readSure(list string, c, not class) {
	l.read(list, c)
	for _, w := range wordsOf(list) {
		l.classes[strings.Join(foldWords(w), "")] &^= not
	}
}

// readShapes reads the list whose lines name their class.
func (l *lexicon) readShapes() {
	classes := map[string]class{"legal": isLegal, "company": isCompanyWord, "street": isStreet, "unit": isUnit, "title": isTitle,
		"particle": isParticle, "role": isRole, "said": isSaid, "intro": isIntro, "work": isWork}
	c := class(0)
	for _, w := range wordsOf("shape") {
		if name, ok := strings.CutSuffix(w, ":"); ok {
			c = classes[name]
			continue
		}
		l.classes[strings.Join(foldWords(w), "")] |= c
	}
}

// wordsOf is the words of one list. Lines that begin with # are remarks.
func wordsOf(list string) []string {
	b, err := wordFiles.ReadFile("words/" + list + ".txt")
	if err != nil {
		return nil // embedded: a test sees to it that every list is there
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	return out
}

// of is the class of a folded word.
func (l *lexicon) of(w string) class { return l.find(hashOf(w)).class }

// ordinary says whether anybody uses this folded word or one that it is formed from.
func (l *lexicon) ordinary(w string) bool {
	if l.of(w)&isForeign != 0 || l.inflected(w) {
		return true
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 3 && l.inflected(rest) {
			return true
		}
	}
	return false
}

// inflected is ordinary without a look at prefixes.
func (l *lexicon) inflected(w string) bool {
	if l.of(w)&isOrdinary != 0 {
		return true
	}
	if w == "" {
		return false
	}
	for _, e := range endingsBy[w[len(w)-1]] {
		if stem, ok := strings.CutSuffix(w, e.end); ok && len(stem) > 1 && l.stem(stem, e.add) {
			return true
		}
	}
	if before, after, ok := strings.Cut(w, "iz"); ok { // organize for organise
		return l.inflected(before + "is" + after)
	}
	return false
}

// stem looks a stem up as it is, with what the ending took away, and without a doubled consonant.
func (l *lexicon) stem(stem string, add []string) bool {
	h := hashOf(stem)
	for _, a := range add {
		if l.find(hashOn(h, a)).class&isOrdinary != 0 {
			return true
		}
	}
	n := len(stem)
	return n > 3 && stem[n-1] == stem[n-2] && l.of(stem[:n-1])&isOrdinary != 0
}

// ending is one of a word, and what it may have replaced.
type ending struct {
	end string
	add []string
}

// endingsBy is endings by their last letter.
var endingsBy = func() (by [256][]ending) {
	for _, e := range endings {
		last := e.end[len(e.end)-1]
		by[last] = append(by[last], e)
	}
	return by
}()

// endings are those that English words take, and what they may have replaced.
var endings = []ending{
	{"s", []string{"", "e"}}, {"es", []string{"", "e"}}, {"ies", []string{"y"}},
	{"ed", []string{"", "e"}}, {"ied", []string{"y"}},
	{"ing", []string{"", "e"}}, {"ings", []string{"", "e"}},
	{"er", []string{"", "e"}}, {"ers", []string{"", "e"}}, {"or", []string{"", "e"}}, {"ors", []string{"", "e"}},
	{"ier", []string{"y"}}, {"iest", []string{"y"}}, {"est", []string{"", "e"}},
	{"ly", []string{"", "e", "le"}}, {"ily", []string{"y"}}, {"ness", []string{""}}, {"iness", []string{"y"}},
	{"ful", []string{""}}, {"less", []string{""}}, {"able", []string{"", "e"}}, {"ment", []string{""}}, {"ments", []string{""}}, {"ish", []string{"", "e"}}, {"y", []string{"", "e"}},
}

var prefixes = []string{"un", "re", "over", "under", "out", "mis", "pre", "non", "dis", "in", "im", "sub", "super", "up", "down", "cyber", "bi", "half", "multi", "semi", "auto", "self"}

// formed says whether a word looks like one of the language by its ending: names seldom do.
func formed(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, e := range formedEndings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

var formedEndings = []string{"ing", "ings", "tion", "tions", "sion", "sions", "ness", "ment", "ments", "ously", "ally", "ably", "ibly", "fully", "ively", "ently", "antly", "edly", "ingly", "able", "ible", "ious", "eous", "uous", "ful", "less", "ised", "ized", "ated", "ively", "ality", "ility", "ivity", "osity", "ance", "ence", "ship", "ward", "wards", "wise", "ology", "ological", "ically", "istic", "ative", "ical"}

// ordinary says whether a folded word is one that anybody uses, so that it takes a capital to make
// it a name.
func ordinary(w string) bool { return len(w) < 2 || words().ordinary(w) }
