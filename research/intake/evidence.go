package intake

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/research/sheet"
)

// evidence is what the values of a column look like.
type evidence struct {
	n        int // filled cells looked at
	distinct int
	words    float64 // mean words a cell
	length   float64 // mean length
	longest  int
	sample   string
	listed   int // cells that hold several things
	parts    int // different ones among all cells, at most partsSeen
	pieces   int // of all different cells

	kinds [lastKind]int // how many cells look like each kind
}

// kind is what a value looks like; a value may be of several.
type kind int

const (
	kindDate kind = iota
	kindSerial
	kindEmail
	kindPhone
	kindAddress
	kindNumber
	kindOutcome
	kindMethod
	kindConsent
	kindPolarity
	kindWeight
	kindAbout
	kindValue
	kindCode
	kindStage
	kindGUID
	kindYesNo
	kindSentence
	kindProper
	kindDigit
	kindFirm
	lastKind
)

// evidenceRows is how many filled cells of a column are looked at.
const evidenceRows = 300

// study looks at the values of a column.
func study(s *sheet.Sheet, first, col int) evidence {
	var e evidence
	seen, parts := map[string][lastKind]bool{}, map[string]bool{}
	for row := first; row < len(s.Rows) && e.n < evidenceRows; row++ {
		c := s.Cell(row, col)
		text := strings.TrimSpace(c.Text)
		if text == "" || c.Merged == sheet.MergedRight || isBlank(text) && !isSign(text) {
			continue
		}
		e.n++
		looks, known := seen[text]
		if !known {
			looks = looksLike(c, text)
			seen[text] = looks
			e.distinct++
			e.list(text, parts)
		}
		if len(choicesOf(text)) > 1 && len(text) <= 400 {
			e.listed++
		}
		if e.sample == "" {
			e.sample = shorten(text, 60)
		}
		e.words += float64(wordCount(text))
		e.length += float64(len(text))
		e.longest = max(e.longest, len(text))
		for k, yes := range looks {
			if yes {
				e.kinds[k]++
			}
		}
	}
	e.parts = len(parts)
	if e.n > 0 {
		e.words /= float64(e.n)
		e.length /= float64(e.n)
	}
	return e
}

// isSign says whether a cell is a polarity rather than a dash for "nothing".
func isSign(s string) bool {
	s = strings.Map(dash, s)
	return s == "-" || s == "+"
}

// shorten cuts a text for a list.
func shorten(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// looksLike says what kinds a value could be of. Long texts are of none.
func looksLike(c sheet.Cell, text string) (k [lastKind]bool) {
	k[kindSentence] = isSentence(text)
	if len(text) > 80 {
		return k
	}
	k[kindProper] = isProper(text)
	k[kindFirm] = isFirm(text)
	k[kindDigit] = strings.ContainsAny(text, "0123456789")
	_, _, dated := dateOf(c, orderUnknown)
	v, err := strconv.ParseFloat(text, 64)
	k[kindDate] = c.Date || dated && err != nil
	k[kindNumber] = !k[kindDate] && (c.Number || err == nil || isNumber(text))
	k[kindSerial] = k[kindNumber] && dated && v >= 20000
	k[kindEmail] = isEmail(text)
	k[kindAddress] = isAddress(text)
	k[kindPhone] = !k[kindDate] && isPhone(text)
	_, k[kindOutcome] = outcomeOf(text)
	k[kindOutcome] = k[kindOutcome] && !strings.Contains(text, "|") // a list of several is no outcome
	_, k[kindMethod] = methodOf(text)
	_, k[kindConsent] = consentOf(text)
	_, k[kindPolarity] = polarityOf(text)
	_, k[kindWeight] = weightOf(text)
	_, k[kindAbout] = aboutOf(text)
	_, ok := valueBand(text, c.Number, 1)
	k[kindValue] = ok && strings.ContainsAny(text, "0123456789")
	k[kindCode] = isCodeRef(text)
	k[kindStage] = isStage(text)
	k[kindGUID] = isGUID(text)
	_, k[kindYesNo] = yesOrNo(text)
	return k
}

// share is the share of cells that look like a kind.
func (e evidence) share(k kind) float64 {
	if e.n == 0 {
		return 0
	}
	return float64(e.kinds[k]) / float64(e.n)
}

// open says whether the values look like answers in a person's own words rather than choices.
func (e evidence) open() bool {
	if e.n == 0 || e.share(kindNumber) > 0.5 || e.share(kindDate) > 0.5 || e.share(kindEmail) > 0.5 {
		return false
	}
	varied := float64(e.distinct) / float64(e.n)
	if e.n < 5 {
		return e.words >= 4 || e.words >= 2 && varied == 1 && e.share(kindProper) < 1 || e.share(kindSentence) >= 0.5
	}
	if e.share(kindSentence) >= 0.6 && varied >= 0.5 {
		return true
	}
	return e.words >= 5 && varied >= 0.5 || e.words >= 12 && e.distinct > 3
}

// closed says whether the values are a short list of choices.
func (e evidence) closed() bool {
	return e.n > 0 && e.distinct <= 12 && e.longest <= 60 && (e.distinct <= 6 || e.n >= 2*e.distinct)
}

func isNumber(s string) bool {
	s = strings.TrimLeft(strings.Map(dash, s), "+-")
	return s != "" && strings.Trim(s, "0123456789.,%' ") == "" && strings.ContainsAny(s, "0123456789")
}

// isEmail recognises an e-mail address, or a list that begins with one.
func isEmail(s string) bool {
	if end := strings.IndexAny(s, ";, "); end > 0 && strings.Contains(s[end:], "@") {
		s = s[:end]
	}
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(s, " \n") && !strings.HasSuffix(domain, ".")
}

// isAddress recognises addresses on the internet.
func isAddress(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// isPhone recognises telephone numbers: 7 to 15 digits, and a sign that they are no amount.
func isPhone(s string) bool {
	digits := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			digits++
		} else if !strings.ContainsRune("+ -–/().", c) {
			return false
		}
	}
	return digits >= 7 && digits <= 15 && (s[0] == '+' || s[0] == '0' || s[0] == '(' || strings.ContainsAny(s, " /"))
}

// isGUID recognises the ids that Dynamics gives its records.
func isGUID(s string) bool {
	s = strings.Trim(s, "{}")
	return len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-' && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// isCodeRef recognises codes as codebooks write them: "DIS-02 Listening", "NEG-01; EVA-07".
func isCodeRef(s string) bool {
	head, tail, ok := strings.Cut(s, "-")
	if !ok || len(head) < 2 || len(head) > 5 || strings.ToUpper(head) != head || strings.Trim(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	return len(tail) >= 1 && digit(tail[0])
}

// isStage recognises a buying stage by its number before a name: "6 Proposal".
func isStage(s string) bool {
	return len(s) > 0 && s[0] >= '1' && s[0] <= '9' && (len(s) == 1 || len(s) > 3 && (s[1] == ' ' || s[1] == '.') && strings.IndexFunc(s, isLetter) > 0)
}

// isSentence says whether a text is somebody's words rather than a label: it ends as a sentence does and not as the name
// of a company, or has many words of which most begin small.
func isSentence(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 {
		return false
	}
	small := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”»')`))
	stop := strings.ContainsRune(".!?…。", end) && len(words[len(words)-1]) > 3 && !strings.Contains(" ltd. inc. corp. gmbh. s.a. s.l. s.r.l. s.p.a. b.v. n.v. ", " "+strings.ToLower(words[len(words)-1])+" ")
	return stop && (small > 0 || len(words) < 3) || len(words) >= 6 && 2*small >= len(words)
}

// isFirm says whether a text ends as names of companies do in law.
func isFirm(s string) bool {
	words := strings.Fields(fold(s))
	return len(words) > 1 && listed("gmbh|ag|kg|ohg|eg|ltd|limited|inc|llc|plc|corp|sa|sas|sarl|srl|spa|bv|nv|sl|slu|ab|as|oy", words[len(words)-1])
}

// isProper says whether a text may be a name of a person or company: one to five words, the first and most of the
// others with a capital, and no number.
func isProper(s string) bool {
	words := strings.Fields(s)
	capitals := 0
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			capitals++
		case i == 0 && !strings.Contains(" van von de del di della la le ", " "+w+" "):
			return false
		}
	}
	return len(words) > 0 && len(words) <= 5 && 2*capitals >= len(words) && !strings.ContainsAny(s, "0123456789@/?!;:%")
}
