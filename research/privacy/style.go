package privacy

import "strings"

// style is what kind of text a token stands in. It is found line by line: interviews change language and
// what a machine has heard has no capitals.
type style struct {
	tongue  tongue
	foreign bool // not English; where other is false, one of the languages we have the words of
	other   bool // a language whose words are not on our lists
	uncased bool // names have no capitals, as in notes typed in a hurry
	shouted bool // nearly all capitals
}

// tally counts what tells one kind of text from another.
type tally struct {
	english, foreign, german, french, spanish int
	letters, capitals, shouts                 int
}

// styles finds the style of every line.
func (r *reading) findStyles() {
	var all, line tally
	r.tallies = r.tallies[:0]
	end := 0
	for i := range r.tokens {
		t := &r.tokens[i]
		if n := t.start - end; i > 0 && (n > 1 || n == 1 && r.text[end] != ' ') && strings.IndexByte(r.text[end:t.start], '\n') >= 0 {
			all.add(line)
			r.tallies = append(r.tallies, line)
			line = tally{}
		}
		end = t.end
		t.line = int32(len(r.tallies))
		if !r.taken[i] {
			line.count(t, r.classes[i])
		} else if t.upper && !t.caps {
			line.capitals++ // a name that is known says how names are written here
		}
	}
	all.add(line)
	r.tallies = append(r.tallies, line)
	whole := all.style(tally{})
	r.uncased = false
	for _, line := range r.tallies {
		s := line.style(all)
		if line.letters < 4 {
			s = whole
		}
		r.lines = append(r.lines, s)
		r.uncased = r.uncased || s.uncased
	}
}

func (n *tally) add(m tally) {
	n.english += m.english
	n.foreign += m.foreign
	n.german += m.german
	n.french += m.french
	n.spanish += m.spanish
	n.letters += m.letters
	n.capitals += m.capitals
	n.shouts += m.shouts
}

// count adds a token. "I" and what is all capitals say nothing about the others.
func (n *tally) count(t *token, c class) {
	if !t.letter || t.bare {
		return
	}
	switch {
	case c&(isOrdinary|isForeign) == isOrdinary:
		n.english++
	case c&isForeign != 0 && c&isOrdinary == 0:
		n.foreign++
		if c&isGerman != 0 {
			n.german++
		}
	}
	if c&isFrench != 0 {
		n.french++
	}
	if c&isSpanish != 0 {
		n.spanish++
	}
	if t.points > 1 {
		n.letters++
		switch {
		case t.caps:
			n.shouts++
		case t.upper:
			n.capitals++
		}
	}
}

// style says what a line is; where it has too few words to tell, the whole text helps.
func (n tally) style(all tally) style {
	var s style
	if n.letters > 0 {
		s.shouted = n.letters > 3 && 3*n.shouts > 2*n.letters
		s.uncased = n.capitals == 0 && !s.shouted
	}
	if n.english+n.foreign < 4 {
		n.english, n.foreign, n.german, n.french, n.spanish = n.english+all.english, n.foreign+all.foreign, n.german+all.german, n.french+all.french, n.spanish+all.spanish
	}
	if s.foreign = n.foreign > n.english; !s.foreign {
		// words such as de, la and a are English, too; several of them and next to no others are not
		if n.english > 1 || max(n.french, n.spanish) < 3 {
			return s
		}
		s.foreign, n.foreign = true, max(n.french, n.spanish)
	}
	switch most := max(n.german, n.french, n.spanish); {
	case 2*most <= n.foreign:
		s.other = true
	case most == n.german:
		s.tongue = german
	case most == n.french:
		s.tongue = french
	default:
		s.tongue = spanish
	}
	return s
}

// style is that of the line token i stands in.
func (r *reading) style(i int) style { return r.lines[r.tokens[i].line] }

// common says whether token i is a word that people use in its language. Elsewhere than in English the
// English words count as well: business is full of them.
func (r *reading) common(i int) bool {
	w, s := r.tokens[i].fold, r.style(i)
	if s.other {
		return r.lex.ordinary(w) || commons[english]().has(w)
	}
	return s.tongue.word(w) || s.tongue != english && (r.lex.of(w)&(isOrdinary|isForeign) != 0 || r.tokens[i].points > 3 && commons[english]().has(w))
}

// firstName says whether token i is a first name rather than a word of its language.
func (r *reading) firstName(i int) bool {
	c := r.classes[i]
	if c&isFirst == 0 || c&isWordy != 0 {
		return false
	}
	s := r.style(i)
	if c&isGiven != 0 {
		return !r.common(i)
	}
	return s.other || !wordsNotNames[s.tongue][r.tokens[i].fold]
}
