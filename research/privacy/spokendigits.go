package privacy

import "strings"

// Numbers as people say them: "oh one six three two, double nine, four", "null eins sieben zwei".

// digitWords are the words for digits and for numbers of two, by how many digits they stand for.
var digitWords = func() map[string]string {
	out := map[string]string{}
	for digits, all := range map[string]string{
		"1": "oh zero one two three four five six seven eight nine null eins ein zwo zwei drei vier funf fuenf sechs sieben acht neun un deux trois quatre cinq sept huit neuf uno dos tres cuatro cinco seis siete ocho nueve cero nought",
		"2": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
		"x": "double triple doppel treble doble",
	} {
		for _, w := range strings.Fields(all) {
			out[w] = digits
		}
	}
	return out
}()

// spokenDigits is how many digits a folded word stands for, 0 for none. German says fünfundzwanzig.
func spokenDigits(w string) int {
	switch digitWords[w] {
	case "1":
		return 1
	case "2":
		return 2
	}
	if i := strings.Index(w, "und"); i > 2 && digitWords[w[:i]] == "1" && digitWords[w[i+3:]] == "2" {
		return 2
	}
	return 0
}

// spokenNumbers finds telephone and other numbers said digit by digit.
func (r *reading) spokenNumbers(out []found) []found {
	if r.hints&hintDigit == 0 {
		return out
	}
	for i := 0; i < len(r.tokens); i++ {
		if r.tokens[i].hint&hintDigit == 0 {
			continue
		}
		end, digits, words, hundreds := r.spokenRun(i)
		from := i
		if w := r.word(i - 1); (w == "plus" || w == "mas") && digits > 4 {
			from--
		}
		if words < 3 || end-i < 4 && digits < 6 {
			i = max(i, end-1)
			continue
		}
		asked := r.near(from, 8, hintPhone|hintReach)
		switch {
		case hundreds && digits < 9 && !zeroWords[r.word(i)]: // a sum
		case asked && digits >= 5, digits >= 9 && 2*words >= digits:
			out = append(out, r.span(from, end, Phone, !asked && digits < 10))
		case digits >= 4 && r.near(from, 5, hintNumber):
			out = append(out, r.span(from, end, ID, false))
		case digits >= 7:
			out = append(out, r.span(from, end, Phone, true))
		}
		i = max(i, end-1)
	}
	return out
}

// hundredWords stand for two more digits behind one, hundredsOf for three of their own.
var (
	hundredWords = wordSet("hundred hundert cent cents")
	zeroWords    = wordSet("oh zero null cero nought o")
	hundredsOf   = wordSet("doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos cien ciento")
)

var spokenPhoneWords = wordSet("nummer numero number reach erreichen joindre rufen ruf appelez appeler llamar llame llameme movil handynummer telefonnummer rufnummer durchwahl")

// spokenRun is where the digits that begin at token i end, how many they are and in how many words, and whether
// hundreds are among them, as in "oh seven seven double oh nine hundred".
func (r *reading) spokenRun(i int) (end, digits, words int, hundreds bool) {
	times, joined := 1, false
	end = i
	for k := i; k < len(r.tokens) && (k == i || r.tokens[k].gap != gapBreak || strings.Trim(r.between(k), " ,.-") == "" && !strings.Contains(r.between(k), ". ")); k++ {
		t := &r.tokens[k]
		n := 0
		switch {
		case t.digit && !t.letter && t.points <= 5:
			n = t.points
		case t.hint&hintTimes != 0:
			times = 2
			if t.fold == "triple" || t.fold == "treble" {
				times = 3
			}
			continue
		case t.hint&hintOne != 0:
			n = 1
		case t.hint&hintTwo != 0:
			n = 2
		case words > 0 && t.hint&hintHundred != 0:
			n, hundreds = 2, true
		case t.hint&hintHundreds != 0:
			n, hundreds = 3, true
		case t.points > 7:
			if n = spokenDigits(t.fold); n == 0 && strings.HasSuffix(t.fold, "hundert") && digitWords[strings.TrimSuffix(t.fold, "hundert")] == "1" {
				n, hundreds = 3, true // neunhundert
			}
		}
		if n == 0 {
			if (t.fold == "und" || t.fold == "et" || t.fold == "y" || t.fold == "then" || t.fold == "and") && !joined && k > i {
				joined = true
				continue
			}
			return end, digits, words, hundreds
		}
		joined = false
		digits += n * times
		words++
		times, end = 1, k+1
	}
	return end, digits, words, hundreds
}
