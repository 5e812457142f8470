package privacy

import (
	"net/netip"
	"strings"
	"unicode/utf8"
)

// patterns finds contact details and numbers by their form. Each kind has a validator, so that sums,
// dates and ranges stay.
func (r *reading) patterns(out []found) []found {
	out = r.emails(out)
	out = r.addresses(out)
	out = r.spoken(out)
	out = r.numbers(out)
	out = r.spokenNumbers(out)
	return r.streets(out)
}

// emails finds name@firm.com, and name@firm where somebody left the end out.
func (r *reading) emails(out []found) []found {
	for at := 0; ; {
		i := strings.IndexByte(r.text[at:], '@')
		if i < 0 {
			return out
		}
		at += i
		from, to := at, at+1
		for from > 0 {
			c, n := utf8.DecodeLastRuneInString(r.text[:from])
			if !wordRune(c) && !strings.ContainsRune("._%+-'’", c) || from < at && r.text[from] < utf8.RuneSelf && caseless(c) {
				break
			}
			from -= n
		}
		for to < len(r.text) {
			c, n := utf8.DecodeRuneInString(r.text[to:])
			if !wordRune(c) && c != '.' && c != '-' || caseless(c) && r.text[to-1] < utf8.RuneSelf && asciiKinds[r.text[to-1]] != 0 {
				break
			}
			to += n
		}
		from += len(r.text[from:at]) - len(strings.TrimLeft(r.text[from:at], ".-'’"))
		to = at + 1 + len(strings.TrimRight(r.text[at+1:to], ".-"))
		if from < at && to > at+1 {
			out = append(out, found{start: from, end: to, kind: Email, review: !strings.Contains(r.text[at:to], "."), rank: rankPattern})
		}
		at = max(at+1, to)
	}
}

// topDomains are the ends of addresses of the network that may stand without www.
var topDomains = wordSet("com net org info biz eu io co ai app dev shop online example uk de fr nl se dk ie no fi be ch at it es pl pt cz sk hu ro bg hr si ee lv lt lu is gr us ca au nz za in jp cn br mx tr ru ua il ae gov edu int cloud tech group")

// wordyDomains are words, too: what stands before them must look like no sentence.
var wordyDomains = wordSet("it no in is at be us so me to do am as de se es co info shop online group tech app example")

// addresses finds addresses of the web and of the network.
func (r *reading) addresses(out []found) []found {
	for i := 0; i < len(r.tokens); i++ {
		end := r.tokens[i].end
		if end+1 >= len(r.text) {
			break // an address goes on behind its first word
		}
		if c := r.text[end]; c != '.' && c != ':' && c != '-' || c == '.' && (r.text[end+1] == ' ' || r.text[end+1] == '\n') {
			continue
		}
		if end, review := r.address(i); end > 0 {
			f := found{start: r.tokens[i].start, end: end, kind: URL, review: review, rank: rankPattern}
			out = append(out, f)
			for i+1 < len(r.tokens) && r.tokens[i+1].start < end {
				i++
			}
		}
	}
	return out
}

// address is where the address that begins at token i ends, or 0.
func (r *reading) address(i int) (end int, review bool) {
	t := &r.tokens[i]
	rest := r.text[t.start:]
	switch {
	case strings.HasPrefix(r.text[t.end:], "://"):
		return t.start + urlEnd(rest), false
	case t.fold == "www" && strings.HasPrefix(r.text[t.end:], "."):
		return t.start + urlEnd(rest), false
	case t.end < len(r.text) && r.text[t.end] == ':':
		return r.networkAddress(t.start)
	case t.end < len(r.text) && (r.text[t.end] == '.' || r.text[t.end] == '-'):
		return r.domain(i)
	}
	return 0, false
}

// urlEnd is where an address ends: before a blank, and without what belongs to the sentence.
func urlEnd(s string) int {
	if i := strings.IndexAny(s, " \t\r\n<>\"”»|{}"); i >= 0 {
		s = s[:i]
	}
	return len(strings.TrimRight(s, ".,;:!?)]'’…"))
}

// networkAddress reads an IPv6 address.
func (r *reading) networkAddress(from int) (end int, review bool) {
	end = from
	for end < len(r.text) && strings.IndexByte("0123456789abcdefABCDEF:", r.text[end]) >= 0 {
		end++
	}
	if a, err := netip.ParseAddr(r.text[from:end]); err != nil || !a.Is6() {
		return 0, false
	}
	return end, false
}

// domain reads firm.com or shop.firm.co.uk/path, beginning at token i.
func (r *reading) domain(i int) (end int, review bool) {
	j := i
	for j+1 < len(r.tokens) && (r.between(j+1) == "." || r.between(j+1) == "-") {
		j++
	}
	top := &r.tokens[j]
	if j == i || r.between(j) != "." || !topDomains[top.fold] || top.upper && !top.caps {
		return 0, false
	}
	if wordyDomains[top.fold] && r.lex.ordinary(r.tokens[j-1].fold) && j == i+1 {
		return 0, false
	}
	if r.tokens[j-1].points < 2 || r.tokens[i].digit && !r.tokens[i].letter {
		return 0, false
	}
	end = top.end
	if end < len(r.text) && (r.text[end] == '/' || r.text[end] == ':' && end+1 < len(r.text) && r.text[end+1] >= '0' && r.text[end+1] <= '9') {
		end = top.start + urlEnd(r.text[top.start:])
	}
	return end, false
}
