package privacy

import "strings"

// phoneEntry is a known telephone number.
type phoneEntry struct {
	digits    string // without the zeros before it
	pseudonym string
}

// phoneTail is how many last digits a number is looked up by.
const phoneTail = 6

func (d *Dictionary) addPhone(text, pseudonym string) {
	digits := strings.TrimLeft(digitsOf(text), "0")
	if len(digits) >= phoneTail {
		tail := digits[len(digits)-phoneTail:]
		d.phones[tail] = append(d.phones[tail], phoneEntry{digits, pseudonym})
	}
}

func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// phonesIn finds known telephone numbers however they are grouped, with or without the country.
func (d *Dictionary) phonesIn(r *reading, out []found) []found {
	if len(d.phones) == 0 {
		return out
	}
	for i := 0; i < len(r.tokens); i++ {
		if !r.tokens[i].digit || r.tokens[i].letter {
			continue
		}
		g := r.group(i)
		digits := strings.TrimLeft(g.digits, "0")
		if len(digits) < phoneTail {
			continue
		}
		for _, p := range d.phones[digits[len(digits)-phoneTail:]] {
			if strings.HasSuffix(p.digits, digits) || strings.HasSuffix(digits, p.digits) || samePhone(digits, p.digits) {
				f := r.span(i, g.end, Phone, false)
				f.start, f.pseudonym, f.rank = g.start, p.pseudonym, rankKnown
				out = append(out, f)
				i = g.end - 1
				break
			}
		}
	}
	return out
}

// samePhone says whether two numbers are one of which one has its country and a zero too many: +44 (0) 1632 …
func samePhone(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n >= 8
}
