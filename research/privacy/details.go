package privacy

import "strings"

// Details that single somebody out though they name nobody: exact sums, exact dates of what happened, and
// roles that only one person holds. All of them are for a person to look at.

// details finds exact sums and dates and telling roles.
func (r *reading) details(out []found) []found {
	for i := 0; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if !t.digit && t.hint&(hintMonth|hintRole) == 0 {
			continue
		}
		f, next := found{}, i
		switch {
		case t.digit && !t.letter:
			if f, next = r.exactSum(i); next == i {
				f, next = r.exactDate(i)
			}
		case t.digit && t.points < 5 && isOrdinal(t.fold):
			f, next = r.exactDate(i)
		case t.hint&hintMonth != 0 && t.points > 2:
			f, next = r.monthFirst(i)
		case t.hint&hintRole != 0:
			f, next = r.telling(i)
		}
		if next > i {
			out = append(out, f)
			i = next - 1
		}
	}
	return out
}

// detail is a find from token a to token b at the rank of guesses, for review.
func (r *reading) detail(a, b int, kind Kind) found {
	f := r.span(a, b, kind, true)
	f.rank = rankGuess
	return f
}

// exactSum reads an amount of money to the last thousand or closer, and no small one: £487,350, 94 350 euros.
func (r *reading) exactSum(i int) (found, int) {
	if r.tokens[i].points < 5 && (i+1 >= len(r.tokens) || !r.tokens[i+1].digit) {
		return found{}, i
	}
	end, digits, fraction := i, "", false
	for k := i; k < len(r.tokens) && r.tokens[k].digit && !r.tokens[k].letter; k++ {
		if k > i {
			s := r.between(k)
			if len(s) > 2 || s == "" || !strings.Contains(" ,.'’\u00a0\u202f", s) || r.tokens[k].points != 3 && (s == " " || r.tokens[k].points > 2) {
				break
			}
			fraction = r.tokens[k].points < 3
		}
		if !fraction {
			digits += r.raw(k)
		}
		end = k + 1
		if fraction {
			break
		}
	}
	significant := len(strings.TrimRight(digits, "0"))
	if significant < 4 || len(digits) < 5 || len(digits) > 11 || digits[0] == '0' {
		return found{}, i
	}
	f := r.detail(i, end, SumDate)
	before := strings.TrimRight(r.text[:f.start], " \u00a0")
	switch {
	case strings.HasSuffix(before, "£"), strings.HasSuffix(before, "€"), strings.HasSuffix(before, "$"):
		_, size := lastRune(before)
		f.start = len(before) - size
		return f, end
	case moneyWords[r.word(i-1)] && r.tokens[i].gap == gapSpace:
		f.start = r.tokens[i-1].start
		return f, end
	}
	rest := strings.TrimLeft(r.text[f.end:], " \u00a0")
	switch {
	case strings.HasPrefix(rest, "€"), strings.HasPrefix(rest, "£"), strings.HasPrefix(rest, "$"):
		f.end = len(r.text) - len(rest) + len(rest[:strings.IndexAny(rest, "€£$")]) + sizeOf(rest)
		return f, end
	case end < len(r.tokens) && moneyWords[r.word(end)] && r.tokens[end].gap == gapSpace:
		f.end = r.tokens[end].end
		return f, end + 1
	}
	return found{}, i
}

var moneyWords = wordSet("euro euros eur pound pounds gbp dollar dollars usd franken francs chf kronen kroner kronor sek nok dkk zloty pln quid sterling")

func lastRune(s string) (rune, int) {
	for n := 1; n <= len(s) && n < 4; n++ {
		if c := s[len(s)-n]; c < 0x80 || c >= 0xC0 {
			return rune(c), n
		}
	}
	return 0, 1
}

// sizeOf is the bytes of the first sign.
func sizeOf(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// monthWords are the names of months in the four languages, with their number.
var monthWords = func() map[string]int {
	out := map[string]int{}
	for i, names := range months {
		for _, w := range strings.Fields(names) {
			out[w] = i + 1
		}
	}
	return out
}()

// exactDate reads the day of something that happened: 14 March 2025, 3. Mai, 21 de noviembre de 2024,
// 14.3.2025. A day without a year counts only beside words such as signed or founded.
func (r *reading) exactDate(i int) (found, int) {
	t := &r.tokens[i]
	if t.points > 4 {
		return found{}, i
	}
	if i+2 < len(r.tokens) && r.tokens[i+1].digit && r.tokens[i+2].digit && closeSign(r.between(i+1)) && signOf(r.between(i+1)) != ' ' {
		if g := r.group(i); len(g.sizes) == 3 && isDate(g) {
			if r.happened(i, g.end) {
				return r.detail(i, g.end, SumDate), g.end
			}
			return found{}, i
		}
	}
	if t.points > 2 && !isOrdinal(t.fold) {
		return found{}, i
	}
	k := i + 1
	if w := r.word(k); w == "st" || w == "nd" || w == "rd" || w == "th" || w == "er" {
		k++
	}
	for w := r.word(k); w == "de" || w == "of"; w = r.word(k) {
		k++
	}
	if k >= len(r.tokens) || r.tokens[k].hint&hintMonth == 0 || r.tokens[k].points < 3 || k > i+1 && r.tokens[k].gap != gapSpace {
		return found{}, i
	}
	end := r.yearEnd(k + 1)
	if end == k+1 && !r.happened(i, end) {
		return found{}, i
	}
	return r.detail(i, end, SumDate), end
}

// isOrdinal says whether a folded word is 3rd, 14th or the like.
func isOrdinal(w string) bool {
	n := len(w) - 2
	if n < 1 || n > 2 || asciiKinds[w[0]] != asciiDigit || asciiKinds[w[n-1]] != asciiDigit {
		return false
	}
	switch w[n:] {
	case "st", "nd", "rd", "th", "er":
		return true
	}
	return false
}

// monthFirst reads March 14, 2025 and March 14th.
func (r *reading) monthFirst(i int) (found, int) {
	if i+1 >= len(r.tokens) || !r.tokens[i+1].digit || r.tokens[i+1].gap != gapSpace {
		return found{}, i
	}
	day := strings.TrimRight(r.tokens[i+1].fold, "stndrh")
	if day == "" || len(day) > 2 || strings.Trim(day, "0123456789") != "" {
		return found{}, i
	}
	if end := r.yearEnd(i + 2); r.happened(i, end) {
		return r.detail(i, end, SumDate), end
	}
	return found{}, i
}

// yearEnd takes in the year at token k, with "de" before it.
func (r *reading) yearEnd(k int) int {
	j := k
	if w := r.word(j); w == "de" || w == "del" {
		j++
	}
	if j < len(r.tokens) && r.tokens[j].digit && r.tokens[j].points == 4 && len(r.between(j)) <= 2 && strings.HasPrefix(r.raw(j), "20") || j < len(r.tokens) && r.tokens[j].points == 4 && strings.HasPrefix(r.raw(j), "19") && r.tokens[j].digit {
		return j + 1
	}
	return k
}

// happened says whether words beside the tokens from a to b speak of something that happened to somebody.
func (r *reading) happened(a, b int) bool {
	if r.hints&hintEvent == 0 {
		return false
	}
	for k := a - 1; k >= 0 && k >= a-10; k-- {
		if r.tokens[k].hint&hintEvent != 0 {
			return true
		}
	}
	for k := b; k < len(r.tokens) && k < b+9; k++ {
		if r.tokens[k].hint&hintEvent != 0 {
			return true
		}
	}
	return false
}

var eventWords = wordSet(`sign signed signature contract agreement order ordered kickoff kick kicked started stopped launched launch golive live
went cancelled canceled terminated joined left hired appointed promoted resigned retired fired dismissed founded incorporated acquired merged merger takeover insolvency
born birthday birth died married invoice invoiced tender visited visit met meeting demo workshop decided decision board renewed renewal expired expires deadline delivered quote offer offered bought since closed close came
unterschrieben unterzeichnet unterschrift vertrag abgeschlossen gekundigt kundigung gestartet gestoppt bestellt bestellung beauftragt eingestellt angefangen begonnen gegrundet ubernommen ubernahme fusion geboren geburtstag gestorben verheiratet rechnung besuch besucht treffen termin workshop entschieden entscheidung verlangert ausgelaufen geliefert lieferung angebot gekauft livegang
signe signee signature contrat commande commence demarre arrete lance resilie embauche nomme promu demissionne fonde cree rachete fusion ne nee mort marie facture visite rencontre reunion decide decision renouvele expire livre devis achete
firmamos firmo firmado firma contrato pedido empezamos empezo arrancamos paramos lanzamos rescindido contratado nombrado ascendido fundada fundado comprada fusion nacido nacio murio factura visita reunion decidimos decidio renovado vence entregado oferta compramos`)
