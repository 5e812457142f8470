package privacy

// Dictionary holds the identities that are known and the names that may stand in clear. It is built
// once and then only read, so several goroutines may use it.
type Dictionary struct {
	nodes   []node
	entries []entry
	known   []Known
}

// node is a place in the tree of words that the dictionary's forms make.
type node struct {
	next  map[string]int32
	entry int32 // 1 + index into entries; 0 where no form ends
}

// entry is one form under which an identity may appear.
type entry struct {
	kind      Kind
	pseudonym string
	clear     bool // may stand as it is
	part      bool // not the whole name: a surname, the first word of a company's
	capital   bool // an ordinary word too, so only a capital makes it a name
	review    bool // uncertain, or shared by several identities
}

// Identity is one full form to look for when a finished file is checked for leaks.
type Identity struct {
	Kind      Kind
	Text      string
	Pseudonym string
}

// NewDictionary builds a dictionary of known identities with their variants: the full name, surname
// or first name alone, initials with surname, a company without its legal form. Names in clear (the
// client, its products, competitors, common words) are never masked.
func NewDictionary(known []Known, clear []string) *Dictionary {
	d := &Dictionary{nodes: make([]node, 1), known: known}
	for _, text := range clear {
		d.addClear(text)
	}
	for _, k := range known {
		for _, text := range append([]string{k.Text}, k.Aliases...) {
			for _, v := range variants(k.Kind, text) {
				d.add(v.words, entry{kind: k.Kind, pseudonym: k.Pseudonym, part: v.part, capital: v.capital, review: v.review})
			}
		}
	}
	return d
}

// addClear adds a name that may stand in clear, and its first word alone where that is no common one.
func (d *Dictionary) addClear(text string) {
	words := foldWords(text)
	d.add(words, entry{clear: true})
	if bare := withoutLegalForm(words); len(bare) < len(words) {
		d.add(bare, entry{clear: true})
	}
	if len(words) > 1 && !ordinary(words[0]) && len(words[0]) > 2 {
		d.add(words[:1], entry{clear: true, part: true})
	}
}

// add puts one form into the tree. What is there already stays when it is surer: clear text, then
// whole names, then parts. A form that two identities share loses its pseudonym.
func (d *Dictionary) add(words []string, e entry) {
	if len(words) == 0 {
		return
	}
	at := int32(0)
	for _, w := range words {
		next, ok := d.nodes[at].next[w]
		if !ok {
			next = int32(len(d.nodes))
			if d.nodes[at].next == nil {
				d.nodes[at].next = map[string]int32{}
			}
			d.nodes[at].next[w] = next
			d.nodes = append(d.nodes, node{})
		}
		at = next
	}
	i := d.nodes[at].entry
	if i == 0 {
		d.entries = append(d.entries, e)
		d.nodes[at].entry = int32(len(d.entries))
		return
	}
	d.entries[i-1] = merged(d.entries[i-1], e)
}

// merged is what a form means that two entries claim.
func merged(was, e entry) entry {
	switch {
	case was.clear && !was.part:
		return was
	case e.clear && !e.part:
		return e
	case was.clear: // the first word of a name in clear against somebody's name
		return e
	case e.clear:
		return was
	case was.part && !e.part:
		return e
	case e.part && !was.part, was.pseudonym == e.pseudonym && was.kind == e.kind:
		return was
	}
	if was.pseudonym != e.pseudonym {
		was.pseudonym, was.review = "", true
	}
	return was
}

// Identities lists every full form of every identity, as a leak check looks for them.
func (d *Dictionary) Identities() []Identity {
	var out []Identity
	for _, k := range d.known {
		for _, text := range append([]string{k.Text}, k.Aliases...) {
			if text != "" {
				out = append(out, Identity{Kind: k.Kind, Text: text, Pseudonym: k.Pseudonym})
			}
		}
	}
	return out
}

// hit is a form found in a text, as a range of tokens.
type hit struct {
	from, to int // tokens, to not included
	entry    entry
}

// lookup finds the longest form that begins at token i.
func (d *Dictionary) lookup(tokens []token, i int) (hit, bool) {
	best, ok := hit{}, false
	at := int32(0)
	for j := i; j < len(tokens); j++ {
		if j > i && tokens[j].gap == gapBreak {
			break
		}
		next, there := d.nodes[at].next[tokens[j].fold]
		if !there {
			break
		}
		at = next
		if e := d.nodes[at].entry; e > 0 && fits(d.entries[e-1], tokens[i:j+1]) {
			best, ok = hit{i, j + 1, d.entries[e-1]}, true
		}
	}
	return best, ok
}

// fits says whether the words in the text are meant as the name: ordinary words need a capital.
func fits(e entry, tokens []token) bool {
	if !e.capital {
		return true
	}
	for _, t := range tokens {
		if !t.upper {
			return false
		}
	}
	return true
}
