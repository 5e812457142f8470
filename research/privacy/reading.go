package privacy

// reading is a text cut into tokens, with what is known of each.
type reading struct {
	text    string
	tokens  []token
	classes []class
	taken   []bool // belongs to something found already, or stands in clear
	lex     *lexicon
	lines   []style // by line
	tallies []tally // as many
	marks   []mark
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
	r.text, r.lines, r.tokens = text, r.lines[:0], appendTokens(r.tokens[:0], text)
	n := len(r.tokens)
	if cap(r.classes) < n {
		r.classes, r.taken = make([]class, n+n/8), make([]bool, n+n/8)
	}
	r.classes, r.taken = r.classes[:n], r.taken[:n]
	clear(r.taken)
	phrases := false
	for i := range r.tokens {
		t := &r.tokens[i]
		if !t.letter {
			r.classes[i] = 0
			continue
		}
		known := r.lex.find(t.hash)
		r.classes[i], t.hint = known.class, known.hint
		phrases = phrases || known.class&isPhrase != 0
	}
	if !phrases {
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
		c, ok := r.lex.phrases[key]
		if !ok {
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
