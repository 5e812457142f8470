package privacy

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// isDate says whether a number is a date, with or without a time: 2026-03-12, 12.3.26, 3/12.
func isDate(g grouping) bool {
	if len(g.sizes) < 2 || len(g.sizes) > 6 {
		return false
	}
	sign := g.signs[0]
	if sign != '-' && sign != '.' && sign != '/' || g.raw[0] == '+' || g.raw[0] == '(' {
		return false
	}
	n := g.parts()
	if len(g.sizes) == 2 {
		return sign != '-' && n[0] >= 1 && n[0] <= 31 && n[1] >= 1 && n[1] <= 12 || g.sizes[0] == 4 && isYear(n[0]) && n[1] <= 12
	}
	if g.signs[1] != sign {
		return false
	}
	switch {
	case g.sizes[0] == 4 && isYear(n[0]):
		return n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && n[2] <= 31
	case g.sizes[2] == 4 && isYear(n[2]) || len(g.sizes) == 3 && g.sizes[2] == 2 && sign != '-':
		return n[0] >= 1 && n[1] >= 1 && n[0] <= 31 && n[1] <= 31 && (n[0] <= 12 || n[1] <= 12)
	}
	return false
}

// parts are the groups as numbers; a group too long for one is 0.
func (g grouping) parts() (out [maxGroups]int) {
	at := 0
	for i, n := range g.sizes {
		out[i], _ = strconv.Atoi(g.digits[at : at+n])
		at += n
	}
	return out
}

func isYear(n int) bool { return n >= 1900 && n < 2100 }

// isYears says whether a number is a list or a range of years: 2019-2020.
func isYears(g grouping) bool {
	parts := g.parts()
	for i, size := range g.sizes {
		if size != 4 || !isYear(parts[i]) {
			return false
		}
	}
	return true
}

// isSum says whether a number is written like a sum: 1.250.000, 12 500.
func isSum(g grouping) bool {
	if len(g.sizes) < 2 || g.digits[0] == '0' || g.sizes[0] > 3 || len(g.digits) > 9 || strings.Trim(g.signs, g.signs[:1]) != "" || g.signs[0] != ' ' && g.signs[0] != '.' {
		return false
	}
	for _, n := range g.sizes[1:] {
		if n != 3 {
			return false
		}
	}
	return len(g.digits) < 9 || g.signs[0] == '.'
}

// isDotted says whether a number is an address of the network: 192.168.10.4.
func isDotted(g grouping) bool {
	if len(g.sizes) != 4 || g.signs != "..." {
		return false
	}
	n := g.parts()
	return max(n[0], n[1], n[2], n[3]) <= 255
}

// isCard says whether a number has the length and the check digit of a payment card.
func isCard(g grouping) bool {
	n := len(g.digits)
	return n >= 12 && n <= 19 && strings.Trim(g.signs, "- ") == "" && g.raw[0] != '+' && luhn(g.digits)
}

// luhn checks the last digit of a card's number.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// isSocial says whether a number has the form of an American social security number.
func isSocial(g grouping) bool {
	return len(g.sizes) == 3 && g.sizes[0] == 3 && g.sizes[1] == 2 && g.sizes[2] == 4 && g.signs == "--"
}

// phone says whether a number is one of a telephone: by its form, by the words before it, or because
// it is valid in one of the countries where studies are held.
func (r *reading) phone(g grouping) (Kind, bool) {
	n := len(g.digits)
	if n < 6 || n > 15 {
		return "", false
	}
	plus, zero := g.raw[0] == '+' || strings.HasPrefix(g.raw, "(+"), g.digits[0] == '0'
	asked := r.near(g.from, 6, hintPhone)
	several := len(g.sizes) > 1
	switch {
	case plus && n >= 8, strings.HasPrefix(g.digits, "00") && several && n >= 10:
		return Phone, false
	case zero && n >= 9 && n <= 12 && (several || asked || n <= 11):
		return Phone, !asked && !several
	case asked && (several || !r.named(g.from) || r.near(g.from, 3, hintPhone)):
		return Phone, !several && n < 8
	case several && g.raw[0] == '(' && n >= 8, several && g.signs == "--" && g.sizes[0] == 3 && n == 10:
		return Phone, false
	case several && n >= 8 && !strings.Contains(g.signs, "/") && validPhone(g.digits):
		return Phone, true
	}
	return "", false
}

// regions are the countries whose telephone numbers are recognised without a sign before them.
var regions = []string{"GB", "DE", "FR", "NL", "SE", "DK", "IE", "NO", "FI", "BE", "CH", "AT", "ES", "IT", "PL", "US"}

func validPhone(digits string) bool {
	for _, region := range regions {
		if p, err := phonenumbers.Parse(digits, region); err == nil && phonenumbers.IsValidNumberForRegion(p, region) {
			return true
		}
	}
	return false
}

// ibanLengths are the lengths by country.
var ibanLengths = map[string]int{"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20}

// iban reads a bank account's number that begins at token i, in one piece or in groups. One with a
// wrong check digit counts as well, for review.
func (r *reading) iban(i int) (found, int) {
	s := r.raw(i)
	if len(s) < 4 || len(s) > 34 || s[2] < '0' || s[2] > '9' || s[3] < '0' || s[3] > '9' {
		return found{}, i
	}
	if asciiKinds[s[0]]&^asciiDigit == 0 || asciiKinds[s[1]]&^asciiDigit == 0 {
		return found{}, i
	}
	length, ok := ibanLengths[strings.ToUpper(s[:2])]
	if !ok {
		return found{}, i
	}
	end := i + 1
	for end < len(r.tokens) && len(s) < length && (r.tokens[end].digit || r.tokens[end].caps && r.tokens[end].points <= 4) && len(r.between(end)) == 1 && strings.Contains(" -.", r.between(end)) {
		s += r.raw(end)
		end++
	}
	if len(s) != length || strings.IndexFunc(s, func(c rune) bool { return c > unicode.MaxASCII }) >= 0 {
		return found{}, i
	}
	return r.span(i, end, IBAN, !ibanChecks(s)), end
}

// ibanChecks computes the check digits: the number, turned round, leaves 1 when divided by 97.
func ibanChecks(s string) bool {
	s = strings.ToUpper(s[4:] + s[:4])
	rest := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

// postcode reads a British, Irish or Dutch postcode, or five digits before a town.
func (r *reading) postcode(i int) (found, int) {
	s := r.raw(i)
	next := ""
	if i+1 < len(r.tokens) && (r.tokens[i+1].gap == gapSpace || r.tokens[i+1].gap == gapHyphen) {
		next = r.raw(i + 1)
	}
	switch {
	case len(s) <= 4 && len(s) >= 2 && len(next) == 3 && isOutward(s) && isInward(next):
		return r.span(i, i+2, Postcode, false), i + 2
	case len(s) >= 5 && len(s) <= 7 && isOutward(s[:len(s)-3]) && isInward(s[len(s)-3:]):
		return r.span(i, i+1, Postcode, false), i + 1
	case len(s) == 3 && len(next) == 4 && isEircode(s+next):
		return r.span(i, i+2, Postcode, false), i + 2
	case len(s) == 7 && isEircode(s):
		return r.span(i, i+1, Postcode, false), i + 1
	case isDutch(s, next) && !r.harmlessBeforeTown(i, s):
		return r.span(i, i+2, Postcode, false), i + 2
	case (len(s) == 5 || len(s) == 4) && r.townAfter(i):
		return r.span(i, i+1, Postcode, false), i + 1
	}
	return found{}, i
}

// isOutward checks the first half of a British postcode: EC1A, M1, SW19.
func isOutward(s string) bool {
	i := 0
	for i < len(s) && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	if i == 0 || i > 2 || i == len(s) || len(s)-i > 2 || s[i] < '0' || s[i] > '9' {
		return false
	}
	last := s[len(s)-1]
	return last >= '0' && last <= '9' || last >= 'A' && last <= 'Y'
}

// isInward checks the second half: a digit and two letters of those in use.
func isInward(s string) bool {
	return s[0] >= '0' && s[0] <= '9' && strings.IndexByte("ABDEFGHJLNPQRSTUWXYZ", s[1]) >= 0 && strings.IndexByte("ABDEFGHJLNPQRSTUWXYZ", s[2]) >= 0
}

// isEircode checks an Irish code such as D02AF30.
func isEircode(s string) bool {
	if strings.IndexByte("ACDEFHKNPRTVWXY", s[0]) < 0 || s[1] < '0' || s[1] > '9' || (s[2] < '0' || s[2] > '9') && s[2] != 'W' {
		return false
	}
	digits := 0
	for _, c := range s[3:] {
		if c >= '0' && c <= '9' {
			digits++
		} else if !strings.ContainsRune("ACDEFHKNPRTVWXY", c) {
			return false
		}
	}
	return digits > 0
}

// isDutch checks 1012 AB.
func isDutch(s, next string) bool {
	if len(s) != 4 || len(next) != 2 || s[0] < '1' || s[0] > '9' || next == "SA" || next == "SD" || next == "SS" {
		return false
	}
	return strings.Trim(s, "0123456789") == "" && next[0] >= 'A' && next[0] <= 'Z' && next[1] >= 'A' && next[1] <= 'Z'
}

// harmlessBeforeTown says whether what looks like a Dutch postcode is a year with a short word behind it.
func (r *reading) harmlessBeforeTown(i int, s string) bool {
	n, _ := strconv.Atoi(s)
	return isYear(n) && !(i+2 < len(r.tokens) && r.tokens[i+2].upper && r.classes[i+2]&isPlace != 0) || r.lex.acronyms[r.raw(i+1)] && isYear(n)
}

// townAfter says whether a town stands right behind the number: 20457 Hamburg, 8000 Aarhus.
func (r *reading) townAfter(i int) bool {
	t := r.tokens[i]
	if t.letter || i+1 >= len(r.tokens) || r.tokens[i+1].gap != gapSpace || !r.tokens[i+1].upper {
		return false
	}
	n, _ := strconv.Atoi(r.raw(i))
	return r.classes[i+1]&isPlace != 0 && r.classes[i+1]&isOrdinary == 0 && !isYear(n)
}
