package privacy

import (
	"slices"
	"unicode"
)

// Names in writing without capitals. There a name looks like any other word, letters of other words are attached to
// it (l-Dana is one word in Hebrew), or no blanks stand between words at all. So names that are known are looked
// for letter by letter, with what may be attached to them; other names are guessed where the words around say that
// a name follows, and nowhere else: masking what is merely unknown would mask half of all words.

// writing is a kind of writing without capitals.
type writing uint8

const (
	cased     writing = iota // letters that have capitals, and all that is no letter
	hebrew                   // as the next: blanks between words, letters attached in front
	arabic                   // with Persian and Urdu
	indic                    // Devanagari and its relatives
	hangul                   // blanks between groups of a word and what is attached behind
	georgian                 // endings
	ethiopic                 // both
	otherCase                // any other with blanks
	thai                     // no blanks from here on; with Lao, Khmer and Burmese
	han
	kana
	writings
)

// spaced says whether blanks stand between words.
func (w writing) spaced() bool { return w > cased && w < thai }

// writingOf is what kind of writing a sign belongs to: cased for whatever is no letter of one without capitals.
func writingOf(r rune) writing {
	switch {
	case r < 0x0590:
		return cased
	case r < 0x0600:
		return hebrew
	case r < 0x0700, r >= 0x0750 && r < 0x0780, r >= 0x08A0 && r < 0x0900:
		return arabic
	case r < 0x0900:
		return otherCase
	case r < 0x0E00:
		return indic
	case r < 0x1000:
		return thai
	case r < 0x10A0:
		return thai
	case r < 0x1100:
		return georgian
	case r < 0x1200:
		return hangul
	case r < 0x13A0:
		return ethiopic
	}
	return writingFrom(r)
}

// writingFrom is writingOf behind U+13A0.
func writingFrom(r rune) writing {
	switch {
	case r >= 0x1780 && r < 0x1800:
		return thai
	case r >= 0x1C90 && r < 0x1CC0, r >= 0x2D00 && r < 0x2D30:
		return georgian
	case r >= 0x2D80 && r < 0x2DE0, r >= 0xAB00 && r < 0xAB30:
		return ethiopic
	case r >= 0x3041 && r <= 0x30FF && r != 0x30FB, r >= 0x31F0 && r < 0x3200, r >= 0xFF66 && r <= 0xFF9F:
		return kana
	case r == 0x3005 || r == 0x3007, r >= 0x2E80 && r < 0x2FE0, r >= 0x3400 && r < 0x4DC0, r >= 0x4E00 && r < 0xA000, r >= 0xF900 && r < 0xFB00, r >= 0x20000 && r < 0x40000:
		return han
	case r >= 0xAC00 && r < 0xD7FC, r >= 0x3131 && r < 0x3190, r >= 0xA960 && r < 0xA980, r >= 0xFFA0 && r < 0xFFE0:
		return hangul
	case r >= 0xFB1D && r < 0xFB50:
		return hebrew
	case r >= 0xFB50 && r < 0xFE00, r >= 0xFE70 && r < 0xFEFF:
		return arabic
	case r >= 0x13A0 && unicode.Is(unicode.Lo, r):
		return otherCase
	}
	return cased
}

// caseless says whether a sign is a letter, or a mark on one, of writing that knows no capitals.
func caseless(r rune) bool {
	return r >= 0x0590 && writingOf(r) != cased && (unicode.IsLetter(r) || unicode.IsMark(r))
}

// hasCaseless says whether a text holds a letter of writing that knows no capitals.
func hasCaseless(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xD6 { // U+0590 and all behind it begin so
			for _, r := range text[i:] {
				if r >= 0x0590 && caseless(r) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// Script is a writing in which names have no capitals, so that a name is found where the dictionary knows it or the
// words around it say so: not by itself.
type Script string

// scriptNames are what the writings are called.
var scriptNames = [writings]Script{hebrew: "Hebrew", arabic: "Arabic", indic: "Indian scripts", hangul: "Korean", georgian: "Georgian", ethiopic: "Ethiopic", otherCase: "scripts without capitals", thai: "Thai", han: "Chinese characters", kana: "Japanese"}

// Scripts lists the scripts without capitals in which a part of the words of some texts is written, at least one
// letter in ten, in the order of the alphabet.
func Scripts(texts ...string) []Script {
	var count [writings]int
	all := 0
	for _, text := range texts {
		if !hasCaseless(text) {
			all += len(text)
			continue
		}
		for _, r := range text {
			if unicode.IsLetter(r) {
				all++
				count[writingOf(r)]++
			}
		}
	}
	if count[kana] > 0 { // Chinese characters are a part of it
		count[kana] += count[han]
		count[han] = 0
	}
	var out []Script
	for w, n := range count {
		if writing(w) != cased && n > 0 && 10*n >= all {
			out = append(out, scriptNames[w])
		}
	}
	slices.Sort(out)
	return out
}

// Knows says whether any name of a person or company that a dictionary knows is written in a script.
func (d *Dictionary) Knows(s Script) bool {
	return slices.ContainsFunc(d.known, func(k Known) bool {
		if k.Kind != Person && k.Kind != Organisation {
			return false
		}
		return slices.ContainsFunc(append([]string{k.Text}, k.Aliases...), func(text string) bool {
			for _, r := range text {
				if w := writingOf(r); w != cased && (scriptNames[w] == s || w == han && s == scriptNames[kana]) {
					return true
				}
			}
			return false
		})
	})
}
