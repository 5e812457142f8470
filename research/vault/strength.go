package vault

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// Pasted is a passphrase without the line break that pasting brings along. Spaces are part of it.
func Pasted(passphrase string) string { return strings.Trim(passphrase, "\r\n") }

// Strength is an estimate of how hard a passphrase is to guess.
type Strength struct {
	Bits  float64 // of somebody who knows how people make passphrases: each bit doubles his work
	Level int     // 0 weak, 1 fair, 2 good, 3 strong
	Word  string  // the level as a word
	Says  string  // a sentence with the bits, the time it takes to guess, and what to do
}

// guessesASecond is what somebody with a rack of computers does at the default work factor: each guess takes
// 64 MB and a tenth of a second of one core.
const guessesASecond = 10_000

// The bits at which a level begins: at 10,000 guesses a second 40 bits last about two years, 52 bits seven
// thousand.
var levels = []struct {
	bits       float64
	word, tail string
}{
	{0, "Weak", "Add words that do not belong together."},
	{40, "Fair", "One more word makes it good."},
	{52, "Good", ""},
	{66, "Strong", ""},
}

// StrengthOf estimates how hard a passphrase is to guess: what is common, repeated, in sequence or a date
// counts for little, a word for a word and not for its letters.
func StrengthOf(passphrase string) Strength {
	text := []rune(Pasted(passphrase))
	bits := guessBits(text[:min(len(text), judged)])
	s := Strength{Bits: bits}
	for i, l := range levels {
		if bits >= l.bits {
			s.Level, s.Word = i, l.word
		}
	}
	s.Says = fmt.Sprintf("%s: about %.0f bits. Whoever has the file guesses it in %s.", s.Word, bits, inWords(math.Exp2(bits-1)/guessesASecond))
	if tail := levels[s.Level].tail; tail != "" {
		s.Says += " " + tail
	}
	return s
}

// judged is how many characters are looked at; a passphrase as long as that is strong anyway, or will not
// become so.
const judged = 128

// inWords is a span of seconds as people say it.
func inWords(seconds float64) string {
	for _, u := range []struct {
		over, unit float64
		word       string
	}{
		{3.15e7 * 1e6, 0, "more than a million years"}, {3.15e7 * 1000, 3.15e7 * 1000, "thousands of years"}, {3.15e7 * 100, 3.15e7, "hundreds of years"},
		{3.15e7 * 2, 3.15e7, "%.0f years"}, {86400 * 60, 86400 * 30, "%.0f months"}, {86400 * 2, 86400, "%.0f days"}, {7200, 3600, "%.0f hours"}, {120, 60, "%.0f minutes"},
	} {
		if seconds >= u.over {
			if strings.Contains(u.word, "%") {
				return fmt.Sprintf(u.word, seconds/u.unit)
			}
			return u.word
		}
	}
	return "a minute or two"
}

// guessBits is the cheapest way of putting the passphrase together, in bits: over all ways of cutting it
// into pieces that a guesser would try.
func guessBits(text []rune) float64 {
	best := make([]float64, len(text)+1)
	for end := 1; end <= len(text); end++ {
		best[end] = math.Inf(1)
		for start := max(0, end-40); start < end; start++ {
			best[end] = min(best[end], best[start]+pieceBits(text, start, end))
		}
	}
	return best[len(text)]
}

// pieceBits is what one piece adds to the guesser's work.
func pieceBits(text []rune, start, end int) float64 {
	piece := text[start:end]
	bits := runBits(piece)
	if start > 0 {
		bits = min(bits, againBits(text[:start], piece))
	}
	if b, ok := wordBits(piece); ok {
		bits = min(bits, b)
	}
	if b, ok := dateBits(piece); ok {
		bits = min(bits, b)
	}
	return bits
}

// runBits is for one character, for many of the same, and for a sequence as abc, 321 or qwerty; anything else
// is no piece.
func runBits(p []rune) float64 {
	if len(p) == 1 {
		return charBits(p[0])
	}
	same, up, down := true, true, true
	for i := 1; i < len(p); i++ {
		same = same && p[i] == p[i-1]
		up = up && p[i] == p[i-1]+1
		down = down && p[i] == p[i-1]-1
	}
	if same {
		return charBits(p[0]) + math.Log2(float64(len(p)))
	}
	if len(p) >= 3 && (up || down || onKeyboard(p)) {
		return 5 + math.Log2(float64(len(p)))
	}
	return math.Inf(1)
}

func charBits(r rune) float64 {
	switch {
	case r >= '0' && r <= '9':
		return math.Log2(10)
	case r >= 'a' && r <= 'z':
		return math.Log2(26)
	case r >= 'A' && r <= 'Z':
		return math.Log2(26) + 1
	case r == ' ' || r == '-' || r == '.' || r == '_' || r == ',':
		return 1 // between words
	}
	return 5.5
}

// keyboard has the rows of the usual ones.
var keyboard = []string{"qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc", "!@#$%^&*()"}

func onKeyboard(p []rune) bool {
	s := strings.ToLower(string(p))
	for _, row := range keyboard {
		if strings.Contains(row, s) {
			return true
		}
	}
	return false
}

// againBits is for a piece that stands before it already.
func againBits(before, piece []rune) float64 {
	if len(piece) >= 2 && strings.Contains(strings.ToLower(string(before)), strings.ToLower(string(piece))) {
		return 2
	}
	return math.Inf(1)
}

// leet undoes the usual disguises.
var leet = strings.NewReplacer("@", "a", "4", "a", "0", "o", "1", "i", "!", "i", "3", "e", "$", "s", "5", "s", "7", "t")

// wordBits is for a word: a common one by its place in the list, any other that can be spoken 13 bits, as many
// as a word drawn by dice from a list of 7,776, however long it is.
func wordBits(p []rune) (float64, bool) {
	if len(p) < 3 {
		return 0, false
	}
	s := string(p)
	bits := 0.0
	if lower := strings.ToLower(s); lower != s {
		bits, s = 1, lower
	}
	plain := leet.Replace(s)
	if plain != s {
		bits++
	}
	for _, w := range []string{s, plain} {
		if rank, ok := common[w]; ok {
			return bits + math.Log2(float64(rank)+16), true
		}
	}
	if plain != s || len(p) > 14 || !spoken(s) {
		return 0, false
	}
	return bits + math.Log2(7776), true
}

// spoken says whether letters look like a word: vowels among them and no more than four others in a row.
func spoken(s string) bool {
	vowels, row := 0, 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
		if strings.ContainsRune("aeiouyäöüéèêáíóúàâôîïåøæ", r) {
			vowels, row = vowels+1, 0
		} else if row++; row > 4 {
			return false
		}
	}
	return vowels > 0 && 4*vowels >= len([]rune(s))-1
}

// dateBits is for years and for days.
func dateBits(p []rune) (float64, bool) {
	for _, r := range p {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	s := string(p)
	switch {
	case len(p) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")):
		return 6, true
	case len(p) == 6 || len(p) == 8:
		if holdsDay(s) {
			return 15.2, true
		}
	}
	return 0, false
}

// holdsDay says whether six or eight digits can be a day, in any of the usual orders.
func holdsDay(s string) bool {
	fits := func(d, m string) bool { return d >= "01" && d <= "31" && m >= "01" && m <= "12" }
	return fits(s[0:2], s[2:4]) || fits(s[2:4], s[0:2]) || fits(s[len(s)-2:], s[len(s)-4:len(s)-2])
}

// common are words and passwords that guessers try first, the commonest first.
var common = ranked(`password 123456 123456789 qwerty 12345678 111111 12345 abc123 1234567 iloveyou admin welcome monkey dragon letmein
football baseball master sunshine shadow princess login secret passwort passphrase hello freedom whatever trustno michael jordan hunter
killer superman batman charlie thomas robert jessica ashley daniel pepper summer winter spring autumn flower cheese computer internet
hallo schatz sommer geheim berlin hamburg passe azerty soleil bonjour motdepasse hola amor contraseña ninja mustang access love god
money test guest root user changeme default office company client customer vault study openloop interview winloss project london paris
correct horse battery staple the and you that for with this have from they will what there their would about which when your said
were been other more some time very upon little than first could good into only made over such great before must through these never
after where should most much against being shall come like well make know think back even want because these give most us home house
work world life hand part child eye woman man place week case point government number group problem fact day year way thing people
family water room mother father area story month lot right book word business issue side kind head friend power hour game line end
member law car city community name president team minute idea kid body information face others level door health person art war
history party result change morning reason research girl guy moment air teacher force education apple orange banana coffee tea beer
wine pizza cat dog bird fish tiger lion bear wolf eagle star moon sun sky sea ocean river mountain forest tree rose blue red green
black white yellow purple silver gold happy lucky angel baby honey sweet magic music guitar piano dance soccer hockey tennis golf`)

func ranked(list string) map[string]int {
	rank := map[string]int{}
	for i, w := range strings.Fields(list) {
		if _, ok := rank[w]; !ok {
			rank[w] = i + 1
		}
	}
	return rank
}
