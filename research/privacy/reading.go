package privacy

import "strings"

// reading is a text cut into tokens, with what is known of each.
type reading struct {
	text    string
	tokens  []token
	classes []class
	taken   []bool // belongs to something found already, or stands in clear
	lex     *lexicon
	lines   []style // by line
	uncased bool    // one of them at least is
	bare    bool    // some words are in writing without capitals
	wide    bool    // some digits or letters are of another width or script
	tallies []tally // as many
	marks   []mark
	hints   hint // those of all tokens together
	room    room
}

// room is what finders work in, kept from one text to the next.
type room struct {
	finds   []found
	hits    []hit
	guesser guesser
	lower   []uint64 // bits of the hashes of all words in lower case
	named   []bool   // tokens that are part of a guess
	seen    map[uint64]found
	sizes   [maxGroups]int
	script  scriptReading
}

// forget empties what names could be told from. The room of a long text is not kept for short ones.
func (r *room) forget() {
	if len(r.seen) > 64 {
		r.seen = nil
	}
	clear(r.seen)
	clear(r.script.signs)
}

// read cuts a text into tokens and looks each of them up.
func read(text string) *reading {
	r := &reading{lex: words()}
	r.read(text)
	return r
}

// read takes another text in, into the room that the one before had.
func (r *reading) read(text string) {
	if r.tokens == nil {
		r.tokens = make([]token, 0, len(text)/5+1)
	}
	r.text, r.lines, r.tokens = text, r.lines[:0], appendTokens(r.tokens[:0], text, lowered(text))
	n := len(r.tokens)
	if cap(r.classes) < n {
		r.classes, r.taken = make([]class, n+n/8), make([]bool, n+n/8)
	}
	r.classes, r.taken = r.classes[:n], r.taken[:n]
	clear(r.taken)
	any := class(0)
	r.hints, r.bare, r.wide = 0, false, false
	for i := range r.tokens {
		t := &r.tokens[i]
		r.wide = r.wide || t.wide
		if !t.letter {
			r.classes[i] = 0
			continue
		}
		r.bare = r.bare || t.bare
		known := r.lex.find(t.hash)
		if t.points >= 10 && strings.HasSuffix(t.fold, "g") && spokenDigits(t.fold) > 0 {
			known.hint |= hintDigit // fünfundzwanzig
		}
		r.classes[i], t.hint = known.class, known.hint
		any |= known.class
		r.hints |= known.hint
	}
	if any&isPhrase == 0 {
		return
	}
	for i := range r.tokens {
		if r.classes[i]&isPhrase != 0 {
			r.phrase(i)
		}
	}
}

// phrase marks the words of a place of several words, such as New York.
func (r *reading) phrase(i int) {
	if i+1 >= len(r.tokens) || r.classes[i+1]&(isForeign|isOrdinary) == isForeign|isOrdinary {
		return // the second word is none that everybody uses all the time
	}
	key := r.tokens[i].hash
	for j := i + 1; j < len(r.tokens) && j < i+4 && r.tokens[j].gap != gapBreak; j++ {
		key = hashOn((key^'_')*hashPrime, r.tokens[j].fold)
		c := r.lex.phrase(key)
		if c == 0 {
			continue
		}
		for k := i; k <= j; k++ {
			r.classes[k] = c&^isOrdinary | inPhrase
		}
	}
}

// raw is token i as it stands in the text.
func (r *reading) raw(i int) string { return r.text[r.tokens[i].start:r.tokens[i].end] }

// between is the text between token i and the one before it.
func (r *reading) between(i int) string {
	if i == 0 || i >= len(r.tokens) {
		return ""
	}
	return r.text[r.tokens[i-1].end:r.tokens[i].start]
}

// word is token i, folded, or "".
func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].fold
}

// span is a find from token a to token b, b not included.
func (r *reading) span(a, b int, kind Kind, review bool) found {
	return found{start: r.tokens[a].start, end: r.tokens[b-1].end, kind: kind, review: review, rank: rankPattern}
}
