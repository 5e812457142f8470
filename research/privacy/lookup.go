package privacy

import (
	"slices"
	"strings"
)

// hit is a form found in a text, as a range of tokens.
type hit struct {
	from, to int // tokens, to not included
	form     int32
	entry    entry
}

// lookup finds the longest form that begins at token i.
func (d *Dictionary) lookup(r *reading, i int) (hit, bool) {
	best, ok := hit{}, false
	at := d.steps.next(0, r.tokens[i].hash)
	if at == 0 {
		return d.lookupWrapped(r, i)
	}
	for j := i; ; {
		if e := d.ends[at]; e > 0 && r.fits(&d.entries[e-1], i, j+1) {
			best, ok = hit{from: i, to: j + 1, form: e - 1}, true
		}
		j++
		if j >= len(r.tokens) || r.tokens[j].gap == gapBreak {
			break
		}
		if at = d.steps.next(at, r.tokens[j].hash); at == 0 {
			break
		}
	}
	if !ok {
		return d.lookupWrapped(r, i)
	}
	best.entry = d.entries[best.form]
	return best, true
}

// lookupWrapped finds a word that the end of a line divides: Oel-↵schläger.
func (d *Dictionary) lookupWrapped(r *reading, i int) (hit, bool) {
	if !r.wrapped(i) {
		return hit{}, false
	}
	at := d.steps.next(0, hashOn(r.tokens[i].hash, r.tokens[i+1].fold))
	if at == 0 || d.ends[at] == 0 {
		return hit{}, false
	}
	return hit{from: i, to: i + 2, entry: d.entries[d.ends[at]-1]}, true
}

// wrapped says whether the end of a line may divide the word that begins with token i.
func (r *reading) wrapped(i int) bool { return i+1 < len(r.tokens) && r.tokens[i+1].gap == gapWrap }

// fits says whether the words from token a to b are meant as the name: ordinary words need a capital,
// at the start of a sentence something more; initials and acronyms need capitals, too.
func (r *reading) fits(e *entry, a, b int) bool {
	if e.clear {
		return true
	}
	if e.part && b-a > 1 && r.tokens[a].points == 1 && r.tokens[a+1].points == 1 && r.tokens[a+1].gap != gapDot {
		return false // single letters are initials where dots stand between them
	}
	if e.kind == Person && b-a > 1 && !r.initialsFit(a, b) {
		return false
	}
	if e.caps {
		return r.tokens[a].caps && (!e.strict || r.personal(a, b) && !r.lex.acronyms[r.raw(a)])
	}
	if !e.capital {
		return true
	}
	if e.town {
		return r.tokens[a].upper && !hasAny(r.word(a-1), "in near from to at around outside")
	}
	for i := a; i < b; i++ {
		if !r.tokens[i].upper {
			return false
		}
	}
	return !e.strict && (!r.tokens[a].first || b-a > 1) || r.personal(a, b)
}

// initialsFit says whether the single letters of a name are capitals, or nothing in it is one.
func (r *reading) initialsFit(a, b int) bool {
	letters, uppers := 0, 0
	for _, t := range r.tokens[a:b] {
		if t.upper {
			uppers++
		} else if t.points == 1 && t.end-t.start < 3 { // longer ones know no capitals
			letters++
		}
	}
	return letters == 0 || uppers == 0 && b-a > 2
}

// personal says whether a title, a genitive or a verb of speaking beside the words makes them a person's.
func (r *reading) personal(a, b int) bool {
	if a > 0 && r.classes[a-1]&isTitle != 0 && (r.tokens[a].gap == gapSpace || r.tokens[a].gap == gapDot) {
		return true
	}
	if b+1 < len(r.tokens) && r.tokens[b].fold == "and" && r.tokens[b].gap == gapSpace && r.tokens[b+1].upper && r.classes[b+1]&(isFirst|isSurname) != 0 {
		return true
	}
	return b < len(r.tokens) && (r.tokens[b].gap == gapSpace && speechVerbs[r.tokens[b].fold] || r.tokens[b].gap == gapApostrophe && r.tokens[b].fold == "s" && !r.tokens[a].first)
}

var speechVerbs = wordSet("said says told tells asked asks rang rings phoned phones called thinks thought wrote writes mentioned mentions nodded laughed laughs shouted insisted insists promised came explained noted notes added adds explains answered replied replies agreed sagte sagt meinte fragte zei zegt vroeg dit disait")

// names is what the dictionary finds. What stands in clear is marked as taken, too.
func (d *Dictionary) names(r *reading, out []found) []found {
	hits := r.room.hits[:0]
	for i := 0; i < len(r.tokens); i++ {
		if r.taken[i] || !d.mayStart(r.tokens[i].hash) && !r.wrapped(i) {
			continue
		}
		h, ok := d.lookup(r, i)
		if !ok {
			continue
		}
		end := h.to
		if h.entry.clear {
			end = r.legalEnd(h.to)
		} else {
			hits = append(hits, h)
		}
		for k := h.from; k < end; k++ {
			r.taken[k] = true
		}
		i = end - 1
	}
	d.settleShared(hits)
	r.room.hits = hits
	for _, h := range hits {
		h = r.otherPerson(h)
		out = append(out, found{start: r.tokens[h.from].start, end: r.dotEnd(h.from, h.to), kind: h.entry.kind, pseudonym: h.entry.pseudonym, review: h.entry.review, rank: rankKnown})
	}
	return d.phonesIn(r, out)
}

// dotEnd is where a form ends; the dot behind the last initial of R.T. belongs to it where the sentence goes on.
func (r *reading) dotEnd(a, b int) int {
	last := &r.tokens[b-1]
	if b-a > 1 && last.points == 1 && last.gap == gapDot && b < len(r.tokens) && !r.tokens[b].upper && strings.HasPrefix(r.text[last.end:], ". ") {
		return last.end + 1
	}
	return last.end
}

// legalEnd takes in the legal form behind a name in clear: Corvina GmbH.
func (r *reading) legalEnd(i int) int {
	for i < len(r.tokens) && r.tokens[i].gap == gapSpace && r.tokens[i].upper && r.classes[i]&isLegal != 0 {
		i++
	}
	return i
}

// settleShared gives a form that several share to the one of them who is named in full in this text.
func (d *Dictionary) settleShared(hits []hit) {
	if !slices.ContainsFunc(hits, func(h hit) bool { return h.entry.claims != nil }) {
		return
	}
	named := map[string]bool{}
	for _, h := range hits {
		if !h.entry.part {
			named[h.entry.pseudonym] = true
		}
	}
	for i, h := range hits {
		var of []string
		for _, p := range h.entry.claims {
			if named[p] {
				of = append(of, p)
			}
		}
		if len(of) == 1 && h.entry.pseudonym == "" {
			hits[i].entry.pseudonym = of[0]
		}
	}
}

// otherPerson looks at the words beside a part of a known name: with another first name or surname
// it is somebody else, with a second half behind a hyphen the name goes on.
func (r *reading) otherPerson(h hit) hit {
	switch h.entry.kind {
	case Organisation:
		return r.familyFirm(h)
	case Person:
	default:
		return h
	}
	for h.to < len(r.tokens) && r.tokens[h.to].gap == gapHyphen && r.tokens[h.to].upper && !r.taken[h.to] {
		r.taken[h.to] = true
		h.to++
		h.entry.review = true
	}
	if !h.entry.part {
		return h
	}
	if h.entry.given && h.to < len(r.tokens) && r.isSurname(h.to) {
		r.taken[h.to] = true
		h.to++
		h.entry.pseudonym, h.entry.review = "", true
	}
	if b := h.from - 1; !h.entry.given && r.firstNameBefore(h.from) {
		r.taken[b] = true
		h.from = b
		h.entry.pseudonym, h.entry.review = "", true
	}
	return h
}

// familyFirm takes in the legal form behind a company's name. The first word of one behind a first name
// is a person's surname.
func (r *reading) familyFirm(h hit) hit {
	if h.entry.part && h.to-h.from == 1 && r.firstNameBefore(h.from) {
		h.from--
		r.taken[h.from] = true
		h.entry.kind, h.entry.pseudonym, h.entry.review = Person, "", true
		return h
	}
	for end := h.to; end < len(r.tokens) && end < h.to+4 && r.tokens[end].gap != gapBreak && r.tokens[end].upper && !r.taken[end] && r.classes[end]&isLegal != 0; end++ {
		r.taken[end] = true
		h.to = end + 1
	}
	return h
}

// firstNameBefore says whether a first name that nobody has claimed stands right before token i.
func (r *reading) firstNameBefore(i int) bool {
	b := i - 1
	return b >= 0 && r.tokens[i].gap == gapSpace && r.tokens[b].upper && !r.taken[b] && r.classes[b]&isFirst != 0 && r.classes[b]&(isOrdinary|isTitle) == 0
}

// isSurname says whether token i goes on from a first name as a surname would.
func (r *reading) isSurname(i int) bool {
	t, c := r.tokens[i], r.classes[i]
	return t.gap == gapSpace && t.upper && !t.digit && t.points > 2 && !r.taken[i] && !strings.Contains(r.between(i), "\n") &&
		(c&isSurname != 0 && c&isOrdinary == 0 || c&^(isSurname) == 0 && !r.lex.ordinary(t.fold)) && !r.lex.acronyms[r.raw(i)]
}
