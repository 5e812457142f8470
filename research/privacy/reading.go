package privacy

// reading is a text cut into tokens, with what is known of each.
type reading struct {
	text    string
	tokens  []token
	classes []class
	taken   []bool // belongs to something found already, or stands in clear
	lex     *lexicon
	lines   []style // by line
	lineOf  []int32 // the line of each token
}

// read cuts a text into tokens and looks each of them up.
func read(text string) *reading {
	r := &reading{text: text, tokens: tokenise(text), lex: words()}
	r.classes = make([]class, len(r.tokens))
	r.taken = make([]bool, len(r.tokens))
	for i, t := range r.tokens {
		if t.letter {
			r.classes[i] = r.lex.of(t.fold)
		}
	}
	for i := range r.tokens {
		if r.classes[i]&isPhrase != 0 {
			r.phrase(i)
		}
	}
	return r
}

// phrase marks the words of a place of several words, such as New York.
func (r *reading) phrase(i int) {
	key := r.tokens[i].fold
	for j := i + 1; j < len(r.tokens) && j < i+4 && r.tokens[j].gap != gapBreak; j++ {
		key += "_" + r.tokens[j].fold
		c, ok := r.lex.phrases[key]
		if !ok {
			continue
		}
		for k := i; k <= j; k++ {
			r.classes[k] = c &^ isOrdinary
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
