package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is one word or number of a text.
type token struct {
	start, end int    // bytes
	point      int    // code points before it
	points     int    // code points in it
	fold       string // lower case, without accents
	hash       uint64 // of fold
	line       int32  // which line of the text it stands in, once styles are found
	hint       hint   // which finders should look at it, once classes are known
	upper      bool   // begins with a capital
	caps       bool   // all capitals, at least two letters
	digit      bool   // holds a digit
	letter     bool   // holds a letter
	bare       bool   // in writing without capitals
	wide       bool   // holds digits or letters of another width or script
	first      bool   // may begin a sentence, so that its capital says nothing
	gap        gap    // what stands between it and the token before
}

// gap is what stands between two tokens.
type gap uint8

const (
	gapBreak      gap = iota // a break that no name crosses
	gapSpace                 // blanks, at most two line ends
	gapHyphen                // - with nothing around it
	gapApostrophe            // ' with nothing around it
	gapDot                   // a dot after an initial or a short form, or within an address
	gapComma
	gapAnd  // & or +
	gapWrap // a hyphen at the end of a line
	gapNone // scripts without blanks
)

// tokenise cuts a text into words and numbers.
func tokenise(text string) []token {
	return appendTokens(make([]token, 0, len(text)/5+1), text, lowered(text))
}

// lowered is the text with its ASCII capitals in lower case, byte for byte as long: what most folded words
// are cut from, so that none of them takes room of its own.
func lowered(text string) string {
	var b strings.Builder
	done := 0
	for i := range len(text) {
		if asciiKinds[text[i]] == asciiUpper {
			if done == 0 {
				b.Grow(len(text))
			}
			b.WriteString(text[done:i])
			b.WriteByte(text[i] + 'a' - 'A')
			done = i + 1
		}
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// appendTokens is tokenise into a slice that is there already; low is the text, lowered.
func appendTokens(tokens []token, text, low string) []token {
	point, end := 0, 0 // code points so far; byte end of the last token
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if asciiKinds[c] == 0 {
				i++
				point++
				continue
			}
		} else if r, n := utf8.DecodeRuneInString(text[i:]); !wordRune(r) {
			i += n
			point++
			continue
		}
		if n := len(tokens); n < cap(tokens) {
			tokens = tokens[:n+1]
		} else {
			tokens = append(tokens, token{})
		}
		t := &tokens[len(tokens)-1]
		*t = token{start: i, point: point}
		t.scan(text, low)
		between := text[end:i]
		if len(tokens) == 1 {
			t.first = true
		} else {
			last := &tokens[len(tokens)-2]
			switch between {
			case " ":
				t.gap = gapSpace
			case ", ":
				t.gap = gapComma
			case "'", "’":
				t.gap = gapApostrophe
			case "-":
				t.gap = gapHyphen
			default:
				t.gap = gapOf(between, last)
				t.first = beginsSentence(between, last, t.gap)
			}
		}
		i, end = t.end, t.end
		point += t.points
	}
	return tokens
}

// The kinds of ASCII characters in words.
const (
	asciiLower = 1 << iota
	asciiUpper
	asciiDigit
)

// asciiKinds says for each byte what kind of ASCII character it is; 0 is none that words are made of.
var asciiKinds = func() (k [256]uint8) {
	for c := range k {
		switch {
		case c >= 'a' && c <= 'z':
			k[c] = asciiLower
		case c >= 'A' && c <= 'Z':
			k[c] = asciiUpper
		case c >= '0' && c <= '9':
			k[c] = asciiDigit
		}
	}
	return k
}()

// scan reads the token that begins at t.start.
func (t *token) scan(text, low string) {
	i, h, kinds := t.start, hashStart, uint8(0)
	for ; i < len(text); i++ {
		k := asciiKinds[text[i]]
		if k == 0 {
			break
		}
		kinds |= k
		h = (h ^ uint64(low[i])) * hashPrime
	}
	if i < len(text) && text[i] >= utf8.RuneSelf && (i == t.start || joinsWord(text[i:])) {
		t.scanUnicode(text)
		return
	}
	t.end, t.points, t.hash, t.fold = i, i-t.start, h, low[t.start:i]
	t.letter, t.digit = kinds&(asciiLower|asciiUpper) != 0, kinds&asciiDigit != 0
	t.upper = asciiKinds[text[t.start]] == asciiUpper
	t.caps = kinds&(asciiLower|asciiUpper) == asciiUpper && t.points > 1 && (!t.digit || capitals(text[t.start:i]) > 1)
}

// capitals counts the ASCII capitals of a word.
func capitals(w string) (n int) {
	for i := range len(w) {
		if asciiKinds[w[i]] == asciiUpper {
			n++
		}
	}
	return n
}

// joinsWord says whether the text begins with something that a word goes on with.
func joinsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return wordRune(r) && !standsAlone(r) && !caseless(r)
}

// scanUnicode reads a token with letters that are not ASCII.
func (t *token) scanUnicode(text string) {
	uppers, letters := 0, 0
	i := t.start
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) || t.points > 0 && (standsAlone(r) || t.points == 1 && t.standsAlone(text) || t.bare != caseless(r) && !(t.bare && unicode.IsMark(r))) {
			break
		}
		t.bare = t.bare || caseless(r)
		t.wide = t.wide || r >= 0x0660 && (r >= 0xFF01 && r <= 0xFF5E || unicode.IsDigit(r))
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				uppers++
				t.upper = t.upper || letters == 1 && t.points == 0
			}
		}
		t.digit = t.digit || r >= '0' && r <= '9'
		i += n
		t.points++
	}
	t.end = i
	t.letter = letters > 0
	t.caps = uppers > 1 && uppers == letters
	t.fold = fold(text[t.start:i])
	t.hash = hashOf(t.fold)
}

// FNV-1a, 64 bits.
const (
	hashStart uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

func hashOf(w string) uint64 { return hashOn(hashStart, w) }

// hashOn goes on with a hash.
func hashOn(h uint64, w string) uint64 {
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * hashPrime
	}
	return h
}

func (t *token) standsAlone(text string) bool {
	r, _ := utf8.DecodeRuneInString(text[t.start:])
	return standsAlone(r)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// standsAlone is true of writing without blanks, where each sign is a token.
func standsAlone(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// gapOf classes what stands between two tokens.
func gapOf(s string, before *token) gap {
	switch s {
	case " ":
		return gapSpace
	case "":
		return gapNone
	case "-", "‐", "‑":
		return gapHyphen
	case "'", "’", "ʼ", "`", "´":
		return gapApostrophe
	case ".", "_", "·", ".-":
		return gapDot
	}
	if (s == ". " || s == "? " || s == "! ") && (before.points > 3 || s[0] != '.') {
		return gapBreak
	}
	lines := strings.Count(s, "\n")
	if lines > 2 || len(s) > 64 {
		return gapBreak
	}
	switch strings.TrimFunc(s, unicode.IsSpace) {
	case "":
		return gapSpace
	case "&", "+":
		return gapAnd
	case ",":
		return gapComma
	case "-", "‐", "\u00AD":
		if lines > 0 && s[0] != ' ' {
			return gapWrap
		}
	case ".":
		if before.points <= 3 && before.letter {
			return gapDot
		}
	}
	return gapBreak
}

// beginsSentence says whether a capital after such a gap would mean nothing.
func beginsSentence(s string, before *token, g gap) bool {
	if g == gapDot && (len(s) == 1 || s == ".-" || before.abbreviated()) {
		return false
	}
	if s == ". " || s == "? " || s == "! " || s == "\n" || s == ".\n" {
		return true
	}
	return strings.ContainsAny(s, "\n.?!…:;\"“”„‟«»‹›()[]{}—–•*|") || strings.HasSuffix(s, " '") || strings.HasSuffix(s, " ‘") || strings.HasSuffix(s, "- ")
}

// abbreviated says whether the dot behind a short word belongs to it rather than to the sentence.
func (t *token) abbreviated() bool {
	switch t.fold {
	case "i":
		return false
	case "dr", "mr", "mrs", "ms", "st", "hr", "fr", "mme", "mlle", "rev", "sr", "jr", "sen", "str", "dhr", "mw", "ing", "ir", "dipl":
		return true
	}
	return t.points == 1 && t.upper
}

// fold writes a word in lower case without accents, so that Müller is muller and ØRSTED orsted.
func fold(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && asciiKinds[s[i]] != asciiUpper {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		switch {
		case r < utf8.RuneSelf && asciiKinds[r] == asciiUpper:
			b.WriteByte(byte(r) + 'a' - 'A')
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case int(r) < len(latinFolds):
			b.WriteString(latinFolds[r])
		default:
			return foldAny(s)
		}
	}
	return b.String()
}

// latinFolds are the letters of Western and Central Europe, folded each by itself: none of them depends on its
// neighbours.
var latinFolds = func() (folds [0x180]string) {
	for r := range folds {
		folds[r] = foldAny(string(rune(r)))
	}
	return folds
}()

// foldAny is fold for any writing.
func foldAny(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\u00AD':
		case r < utf8.RuneSelf:
			b.WriteRune(unicode.ToLower(r))
		default:
			foldRune(&b, unicode.ToLower(r))
		}
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'þ':
		b.WriteString("th")
	case 'ı':
		b.WriteByte('i')
	default:
		b.WriteRune(r)
	}
}
