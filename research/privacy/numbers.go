package privacy

import (
	"strings"
)

// numbers finds telephone, card, account and contract numbers, network addresses and postcodes.
func (r *reading) numbers(out []found) []found {
	for i := 0; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if !t.digit && (!t.caps && t.points != 1 || !(i+1 < len(r.tokens) && r.tokens[i+1].digit || i+2 < len(r.tokens) && r.tokens[i+2].digit)) {
			continue // what is worth a look has a digit in it or near
		}
		f, next := r.number(i)
		if next > i {
			if f.kind != "" {
				out = append(out, f)
			}
			i = next - 1
		}
	}
	return out
}

// number reads the number that begins at token i: what it is, or an empty kind when it is none that
// matters, and where to go on. It stays at i when there is nothing to say.
func (r *reading) number(i int) (found, int) {
	if f, next := r.iban(i); next > i {
		return f, next
	}
	if f, next := r.postcode(i); next > i {
		return f, next
	}
	if r.tokens[i].letter {
		return r.mixed(i)
	}
	if !r.tokens[i].digit {
		return found{}, i
	}
	g := r.group(i)
	for end := g.end; end > i; end-- { // the longest first: a date may stand behind a telephone number
		part := g.until(r, end)
		if r.harmless(part) {
			return found{}, end
		}
		if kind, review := r.kindOfNumber(part); kind != "" {
			f := r.span(i, end, kind, review)
			f.start = part.start
			return f, end
		}
	}
	return found{}, i + 1
}

// maxGroups is how many groups of digits may make one number.
const maxGroups = 9

// grouping is a number as it is written: digits in groups with signs between them.
type grouping struct {
	from, end int // tokens
	start     int // byte, with the sign before it
	raw       string
	digits    string
	sizes     []int
	signs     string // what stands between the groups, one sign for each
}

// group takes in the groups of digits that follow token i closely.
func (r *reading) group(i int) grouping {
	end := i + 1
	for end < len(r.tokens) && end < i+maxGroups && r.tokens[end].digit && !r.tokens[end].letter && closeSign(r.between(end)) {
		end++
	}
	return r.grouping(i, end)
}

// grouping is the number made of the tokens from i to end. It holds until the next is asked for.
func (r *reading) grouping(i, end int) grouping {
	g := grouping{from: i, end: end, start: r.tokens[i].start, sizes: r.room.sizes[:end-i]}
	for g.start > 0 && (r.text[g.start-1] == '+' || r.text[g.start-1] == '(') {
		g.start--
	}
	g.raw, g.digits = r.text[g.start:r.tokens[end-1].end], r.raw(i)
	g.sizes[0] = r.tokens[i].points
	if end == i+1 {
		return g
	}
	var buf [64]byte
	var signs [maxGroups]byte
	digits := append(buf[:0], g.digits...)
	for k := i + 1; k < end; k++ {
		digits = append(digits, r.raw(k)...)
		g.sizes[k-i] = r.tokens[k].points
		signs[k-i-1] = signOf(r.between(k))
	}
	g.digits, g.signs = string(digits), string(signs[:end-i-1])
	return g
}

// until is the number without the groups from token end on.
func (g grouping) until(r *reading, end int) grouping {
	n := end - g.from
	if n == len(g.sizes) {
		return g
	}
	g.digits = g.digits[:len(g.digits)-(r.width(end, g.end))]
	g.sizes, g.signs = g.sizes[:n], g.signs[:n-1]
	g.raw, g.end = r.text[g.start:r.tokens[end-1].end], end
	return g
}

// width is the bytes of the tokens from a to b.
func (r *reading) width(a, b int) (n int) {
	for _, t := range r.tokens[a:b] {
		n += t.end - t.start
	}
	return n
}

// closeSign says whether digits on both sides of s may be one number.
func closeSign(s string) bool {
	if len(s) > 3 || s == "" {
		return false
	}
	for _, c := range s {
		if !strings.ContainsRune(" -./()\u00a0\u2011", c) {
			return false
		}
	}
	return s != ". " && s != ".  "
}

// signOf is the sign that stands for a gap: a blank only where there is nothing else.
func signOf(s string) byte {
	if t := strings.Trim(s, " \u00a0"); t != "" {
		return t[0]
	}
	return ' '
}

// harmless says whether a number is a date, a time, a sum, a list of years or a standard.
func (r *reading) harmless(g grouping) bool {
	if isDate(g) || isYears(g) {
		return true
	}
	if g.from > 0 && (r.tokens[g.from-1].hint&hintStandard != 0 && len(g.sizes) < 3 || g.start > 0 && strings.HasSuffix(r.text[:g.start], "€")) {
		return true
	}
	if g.start > 0 && (r.text[g.start-1] == '$' || strings.HasSuffix(strings.TrimRight(r.text[:g.start], " "), "£") || strings.HasSuffix(strings.TrimRight(r.text[:g.start], " "), "€")) {
		return true
	}
	if rest := strings.TrimLeft(r.text[r.tokens[g.end-1].end:], " "); strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "£") {
		return true
	}
	if g.from > 0 && r.tokens[g.from-1].hint&hintMoney != 0 || g.end < len(r.tokens) && r.tokens[g.end].hint&hintMoney != 0 {
		return true
	}
	return isSum(g) && !r.near(g.from, 4, hintPhone|hintNumber)
}

var (
	standards   = wordSet("iso en din iec bs ansi astm nen afnor sis vde regulation directive article §")
	isMoney     = wordSet("eur euro euros gbp usd chf sek dkk nok pln pounds pound dollars dollar francs kroner kronor crowns zloty k million millions mio mln billion thousand percent tonnes tons kg pallets units pieces pcs orders litres liters metres hours people employees staff lines items skus")
	phoneWords  = wordSet("phone telephone tel telefon telefoon telefono mobile mobil mobiel handy cell call called calling ring rang dial number nummer numero fax text whatsapp reach landline switchboard extension durchwahl ligne portable gsm")
	numberWords = wordSet("account contract customer order invoice ticket case policy passport licence license ssn security registration vat tax member membership employee staff personnel badge card serial reference ref booking po deal opportunity quote quotation client supplier vendor iban kundennummer vertragsnummer rechnungsnummer auftragsnummer bestellnummer kontonummer personalnummer steuernummer ausweisnummer klantnummer contractnummer factuurnummer ordernummer ordrenummer kundenummer kundnummer fakturanummer contrat client facture commande vertrag rechnung kunde auftrag id number nr no num ust ustid siret siren kvk bsn cpr nino")
	zipWords    = wordSet("zip postcode postal plz postleitzahl postnummer postnr cap cp")
)

// kindOfNumber says what a number is that is neither date nor sum.
func (r *reading) kindOfNumber(g grouping) (Kind, bool) {
	n := len(g.digits)
	switch {
	case isDotted(g):
		return URL, false
	case len(g.sizes) <= 2 && n >= 3 && n <= 8 && r.near(g.from, 3, hintZip):
		return Postcode, false
	case isCard(g):
		return ID, false
	case isSocial(g):
		return ID, false
	}
	if kind, review := r.phone(g); kind != "" {
		return kind, review
	}
	if len(g.sizes) > 1 && strings.ContainsAny(g.signs, "./()") {
		return "", false
	}
	named := r.named(g.from)
	switch {
	case named && n >= 4 && (len(g.sizes) == 1 || strings.Trim(g.signs, "-") == ""):
		return ID, false
	case len(g.sizes) == 1 && n >= 8, n >= 12 && strings.Trim(g.signs, "- ") == "":
		return ID, true
	}
	return "", false
}

// numberLinks stand between what a number is of and the number.
var numberLinks = wordSet("is was s the our my ist est er plate lautet lautete war heisst es era n o no num mit der von bei with of unter number nummer numero")

// named says whether the words before say that a number of a contract, a customer or the like follows.
func (r *reading) named(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		t := &r.tokens[k]
		w := t.fold
		if t.hint&hintNumber != 0 || strings.HasSuffix(w, "nummer") || strings.HasSuffix(w, "nr") && len(w) > 4 {
			return w != "no" || strings.HasPrefix(r.text[r.tokens[k].end:], ".") || strings.Contains(r.between(i), "#")
		}
		if t.hint&hintLink == 0 {
			return false
		}
	}
	return i > 0 && strings.Contains(r.between(i), "#")
}

// mixed reads numbers with letters: T-20418, KD47110, NL123456789B01.
func (r *reading) mixed(i int) (found, int) {
	end, digits, letters := i, 0, 0
	for k := i; k < len(r.tokens) && k < i+5; k++ {
		t := r.tokens[k]
		if k > i && r.between(k) != "-" && r.between(k) != "/" || t.letter && !t.caps && !(t.points == 1 && t.upper) && !t.digit {
			break
		}
		for _, c := range r.raw(k) {
			if c >= '0' && c <= '9' {
				digits++
			} else if c >= 'a' && c <= 'z' {
				return found{}, i
			} else {
				letters++
			}
		}
		end = k + 1
	}
	named := digits > 0 && r.named(i)
	if digits >= 5 && letters <= 6 && !standards[r.word(i)] || named && digits >= 3 {
		return r.span(i, end, ID, !named), end
	}
	return found{}, i
}
