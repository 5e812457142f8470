package privacy

import "strings"

// Addresses as people say them: "margit dot oelschlaeger at brandtkamp dot de".

var (
	spokenDot  = wordSet("dot punkt punt point punto prikk punktum piste")
	spokenAt   = wordSet("at arobase klammeraffe chiocciola arroba apenstaartje snabela alfakroll kruellall")
	spokenSign = wordSet("dot punkt punt point punto underscore unterstrich dash hyphen minus bindestrich tiret streepje")
)

// spoken finds spelt-out addresses: of mail where "at" stands in them, else of the web.
func (r *reading) spoken(out []found) []found {
	if r.hints&hintDot == 0 {
		return out
	}
	done := 0
	for i := 1; i+1 < len(r.tokens); i++ {
		if i < done || r.tokens[i].hint&hintDot == 0 || !topDomains[r.tokens[i+1].fold] {
			continue
		}
		end := i + 2
		for end+1 < len(r.tokens) && spokenDot[r.word(end)] && topDomains[r.word(end+1)] {
			end += 2
		}
		from := r.spokenHost(i)
		if from < 0 {
			continue
		}
		mail := from >= 2 && spokenAt[r.word(from-1)] && r.isMailbox(from-2)
		switch {
		case mail:
			out = append(out, r.span(r.spokenName(from-2), end, Email, false))
		case r.lex.ordinary(r.word(from)) || wordyDomains[r.word(end-1)] && r.word(from) != "www":
			continue
		default:
			out = append(out, r.span(from, end, URL, true))
		}
		done = end
	}
	return out
}

// isMailbox says whether token i is a name rather than a word of the sentence, as in "we met at firm
// dot com".
func (r *reading) isMailbox(i int) bool {
	return !r.lex.ordinary(r.word(i)) || mailboxes[r.word(i)] || strings.ContainsAny(r.between(i+1), "([") || r.classes[i]&isFirst != 0 || i > 0 && spokenSign[r.word(i-1)] || r.near(i, 8, hintMail)
}

var mailboxes = wordSet("info sales office contact mail hello admin support accounts enquiries team service kontakt vertrieb einkauf verkoop post")

var mailWords = wordSet("email e-mail mail mailbox inbox address adresse write mailadresse courriel")

// near says whether a word with one of the hints stands among the n tokens before i, in the same sentence or
// the one before.
func (r *reading) near(i, n int, of hint) bool {
	if r.hints&of == 0 {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-n; k-- {
		if r.tokens[k].hint&of != 0 {
			return true
		}
	}
	return false
}

// spokenHost is the first token of the host whose last dot is token i, or -1.
func (r *reading) spokenHost(i int) int {
	from := i - 1
	for from >= 2 && spokenSign[r.word(from-1)] && !spokenAt[r.word(from)] {
		from -= 2
	}
	if spokenSign[r.word(from)] || spokenAt[r.word(from)] {
		return -1
	}
	return from
}

// spokenName is the first token of the name before "at": words with dot or underscore between them,
// or a first name and a surname.
func (r *reading) spokenName(i int) int {
	for i >= 2 && spokenSign[r.word(i-1)] {
		i -= 2
	}
	if i >= 1 && r.classes[i-1]&isFirst != 0 && r.tokens[i].gap == gapSpace {
		i--
	}
	return i
}
