package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes headings and values comparable: small letters without accents, punctuation as single
// spaces, CamelCase and snake_case apart ("StageName" → "stage name").
func fold(s string) string {
	if f, ok := foldASCII(s); ok {
		return f
	}
	var b strings.Builder
	space, prev := false, rune(0)
	for _, c := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c):
			continue
		case c == '\'' || c == '’':
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			space, prev = b.Len() > 0, 0
			continue
		case unicode.IsUpper(c) && unicode.IsLower(prev):
			space = true
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if c == 'ß' {
			b.WriteString("ss")
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
		prev = c
	}
	return b.String()
}

// stopWords carry no meaning of their own in a question.
const stopWords = " a an and any are as at be been by can could did do does else first for from had has have how i if in into is it its me my not of on once or our out s so some tell than that the their them then there they this to up us was we were what when where which who why will with would you your der die das und oder ein eine ist war wie was wer wann warum zu den dem des mit von auf le la les de des du et un une est que qui quand comment pourquoi "

// contentWords are the words of a text that carry meaning, with common endings cut off so that
// "suppliers" meets "supplier".
func contentWords(s string) []string {
	var out []string
	for _, w := range strings.Fields(fold(s)) {
		if !strings.Contains(stopWords, " "+w+" ") {
			out = append(out, stem(w))
		}
	}
	return out
}

// stem cuts the commonest English endings; it need only be the same on both sides.
func stem(w string) string {
	for _, end := range []string{"ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// foldASCII is fold of a text without accents, as nearly all cells of a large sheet are.
func foldASCII(s string) (string, bool) {
	var room [64]byte
	b := room[:0]
	space, prev := false, byte(0)
	for i := range len(s) {
		c := s[i]
		low := c | 0x20
		switch letter := low >= 'a' && low <= 'z'; {
		case c >= 0x80:
			return "", false
		case c == '\'':
			continue
		case !letter && !digit(c):
			space, prev = len(b) > 0, 0
			continue
		case letter && c != low && prev >= 'a' && prev <= 'z':
			space = true
		}
		if space {
			b, space = append(b, ' '), false
		}
		prev = c
		if c >= 'A' && c <= 'Z' {
			c = low
		}
		b = append(b, c)
	}
	if string(b) == s {
		return s, true
	}
	return string(b), true
}

// isBlank says whether a cell holds nothing: spaces, a dash, "n/a".
func isBlank(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 24 {
		return false
	}
	if c := firstLetter(s); c != 0 && !strings.ContainsRune("nkts", rune(c)) {
		return false // none of the words below begins so
	}
	switch f := fold(s); f {
	case "":
		return strings.Trim(s, "-–—−.?/ ") == ""
	case "n a", "na", "n v", "k a", "keine angabe", "nil", "null", "tbd", "tbc", "not available", "nicht vorhanden", "sans objet":
		return true
	}
	return false
}

// firstLetter is the first letter or digit of a text as a small letter, 0 where there is none or it is not plain.
func firstLetter(s string) byte {
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c >= 0x80 {
			return 0
		}
		if c >= 'a' && c <= 'z' || digit(c) {
			return c
		}
	}
	return 0
}

// wordCount is how many words a text has.
func wordCount(s string) int { return len(strings.Fields(s)) }

// splitList parts a cell that holds several things by semicolons, bars and line ends, and where asked by
// commas and slashes too. Blanks in words ("n/a") are left out.
func splitList(s string, commas bool) []string {
	var out []string
	for _, p := range strings.FieldsFunc(s, func(c rune) bool { return c == ';' || c == '\n' || c == '|' || commas && c == ',' }) {
		switch p = strings.Trim(p, " \t•*"); {
		case isBlank(p):
		case commas && strings.Contains(p, "/"):
			out = append(out, splitList(strings.ReplaceAll(p, "/", ";"), false)...)
		default:
			out = append(out, p)
		}
	}
	return out
}

// sameKey is the form in which ids of interviews are compared: "Interview 07", "07" and "7" are one.
func sameKey(s string) string {
	f := fold(s)
	for _, prefix := range []string{"interview ", "int ", "no ", "nr "} {
		f = strings.TrimPrefix(f, prefix)
	}
	if strings.Trim(f, "0123456789") == "" {
		if f = strings.TrimLeft(f, "0"); f == "" {
			f = "0"
		}
	}
	return f
}
