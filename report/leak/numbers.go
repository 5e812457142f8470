package leak

import (
	"strings"
	"unicode"
)

const (
	leastDigits = 7 // of a number that is looked for by its digits alone, however they are grouped
	sureDigits  = 9 // at the end of a longer number: with another prefix it is still the same
)

// numbers are identities of digits: telephone, customer, account numbers, by the digits they end with.
type numbers map[string][]number

type number struct {
	digits string
	id     Identity
}

func newNumbers(ids []Identity) numbers {
	n := numbers{}
	for _, id := range ids {
		d := onlyDigits(id)
		if len(d) < leastDigits {
			continue
		}
		key := d[len(d)-leastDigits:]
		n[key] = append(n[key], number{d, id})
	}
	return n
}

// onlyDigits is the digits of a number, without what leads it; "" if the text has letters.
func onlyDigits(id Identity) string {
	text := strings.ReplaceAll(id.Text, "(0)", "")
	if id.Kind == "IBAN" && len(text) > 2 {
		text = text[2:]
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			b.WriteRune(digit(r))
		case unicode.IsLetter(r):
			return ""
		}
	}
	return strings.TrimLeft(b.String(), "0")
}

// digit is a digit of any script as one of ours, where it is a wide one.
func digit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// group is a run of digits with nothing but the usual separators between them.
type group struct {
	digits []byte
	at     []int  // where each digit stands
	first  []bool // whether a digit begins a piece
}

// digits looks for long numbers in whatever way their digits are grouped.
func (f *search) digits() {
	if len(f.numbers) == 0 {
		return
	}
	for _, g := range groups(f.text) {
		for end := leastDigits; end <= len(g.digits); end++ {
			if end < len(g.digits) && !g.first[end] {
				continue // the number would end within a piece
			}
			for _, n := range f.numbers[string(g.digits[end-leastDigits:end])] {
				if from, ok := g.holds(n.digits, end); ok {
					f.hit(n.id, g.at[from], g.at[end-1]+1)
				}
			}
		}
	}
}

// holds says whether a number ends at a place of the group, and where it begins: whole, or in its last nine
// digits, since what leads it may be written otherwise.
func (g group) holds(digits string, end int) (from int, ok bool) {
	if from = end - len(digits); from >= 0 && string(g.digits[from:end]) == digits {
		return from, g.first[from] || len(digits) >= sureDigits || from > 0 && g.first[from-1] && g.digits[from-1] == '0'
	}
	if n := len(digits) - sureDigits; n > 0 {
		if from = end - sureDigits; from >= 0 && string(g.digits[from:end]) == digits[n:] {
			return from, true
		}
	}
	return 0, false
}

// groups is the text's runs of digits. The "(0)" of a number with its country code is left out; a number may
// go on after one line's end.
func groups(text string) []group {
	var out []group
	var g group
	fresh, lines := true, 0
	end := func() {
		if len(g.digits) >= leastDigits {
			out = append(out, g)
		}
		g, fresh, lines = group{}, true, 0
	}
	for i, r := range text {
		r = digit(r)
		switch {
		case r >= '0' && r <= '9':
			if r == '0' && len(g.digits) > 0 && strings.HasPrefix(text[i:], "0)") && text[i-1] == '(' {
				continue
			}
			g.digits, g.at, g.first = append(g.digits, byte(r)), append(g.at, i), append(g.first, fresh)
			fresh = false
		case len(g.digits) == 0:
		case r == '\n':
			if lines++; lines > 1 {
				end()
			}
			fresh = true
		case strings.ContainsRune(" -–‐‑./()\u00a0\u202f\u2009\u2007\t", r) && i-g.at[len(g.at)-1] <= 5:
			fresh = true
		case !invisible(r):
			end()
		}
	}
	end()
	return out
}
