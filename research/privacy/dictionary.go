package privacy

import (
	"slices"
	"strings"
	"sync"
)

// Dictionary holds the identities that are known and the names that may stand in clear. It is built
// once and then only read, so several goroutines may use it.
type Dictionary struct {
	steps      steps   // from a place in the tree of words that the forms make to the next
	ends       []int32 // at each place 1 + index into entries; 0 where no form ends
	entries    []entry
	known      []Known
	clear      []string
	pseudonyms map[string]Kind
	phones     map[string][]phoneEntry // by their last digits
	mails      map[string]string       // address → pseudonym
	alike      map[byte][]alike        // single words by first letter, to recognise misspelt names
	rooms      sync.Pool               // of *reading
	forms      []variant               // room to build them in
	starts     [512]uint64             // a bit for some bits of the hash of each word that forms begin with
	scripts    *scriptForms            // of names in writing without capitals; nil where there are none
}

// entry is one form under which an identity may appear.
type entry struct {
	kind      Kind
	pseudonym string
	claims    []string // pseudonyms of all who share the form, when there are several
	clear     bool     // may stand as it is
	use
}

// use says when a form is meant as the name.
type use struct {
	part    bool // not the whole name: a surname, the first word of a company's
	given   bool // a first name alone
	capital bool // an ordinary word too, so only a capital makes it a name
	strict  bool // so ordinary that it needs a title or a verb of speaking beside it
	town    bool // a company called after its town, which may be meant as well
	caps    bool // an acronym: all capitals
	review  bool // uncertain
}

// Identity is one form to look for when a finished file is checked for leaks.
type Identity struct {
	Kind      Kind
	Text      string
	Pseudonym string
	Part      bool // a distinctive part of a name: a rare surname, a company without its legal form
}

// NewDictionary builds a dictionary of known identities with their variants: the full name, surname
// or first name alone, initials with surname, a company without its legal form. Names in clear (the
// client, its products, competitors, common words) are never masked.
func NewDictionary(known []Known, clear []string) *Dictionary {
	names := 0 // addresses and numbers make no forms
	for _, k := range known {
		if k.Kind == Person || k.Kind == Organisation {
			names += 1 + len(k.Aliases)
		}
	}
	d := &Dictionary{steps: newSteps(8 * names), ends: make([]int32, 1, 8*names+1), entries: make([]entry, 0, 8*names), known: slices.Clone(known), clear: slices.Clone(clear), pseudonyms: map[string]Kind{}, phones: map[string][]phoneEntry{}, mails: map[string]string{}, alike: map[byte][]alike{}}
	for _, text := range clear {
		d.addClear(text)
	}
	for _, k := range known {
		if was, ok := d.pseudonyms[k.Pseudonym]; k.Pseudonym != "" && (!ok || was != Person && was != Organisation) {
			d.pseudonyms[k.Pseudonym] = k.Kind
		}
		d.addKnown(k, k.Text)
		for _, text := range k.Aliases {
			d.addKnown(k, text)
		}
	}
	d.forms = nil
	return d
}

// With is a dictionary that knows more identities as well.
func (d *Dictionary) With(known []Known) *Dictionary {
	return NewDictionary(append(slices.Clone(d.known), known...), d.clear)
}

// addKnown adds one way of writing an identity.
func (d *Dictionary) addKnown(k Known, text string) {
	if strings.Contains(text, "@") {
		k.Kind = Email // whatever it was filed under
	}
	switch k.Kind {
	case Phone:
		d.addPhone(text, k.Pseudonym)
	case Email:
		d.mails[fold(text)] = k.Pseudonym
	}
	if (k.Kind == Person || k.Kind == Organisation || k.Kind == Place || k.Kind == Street) && hasCaseless(text) {
		if text = d.addScript(k, text); text == "" {
			return
		}
	}
	d.forms = appendVariants(d.forms[:0], k.Kind, text)
	for _, v := range d.forms {
		if len(v.words) == 1 && (determiners[v.words[0]] || classOf(v.words[0])&isLegal != 0) {
			continue
		}
		d.add(v.words, entry{kind: k.Kind, pseudonym: k.Pseudonym, use: v.use})
		if len(v.words) == 1 && !v.caps && !v.capital && len(v.words[0]) >= 5 && (k.Kind == Person || k.Kind == Organisation) {
			w := v.words[0]
			d.alike[w[0]] = append(d.alike[w[0]], alike{w, k.Kind, k.Pseudonym})
		}
	}
}

// addClear adds a name that may stand in clear, its genitive, and its first word alone where that is
// no common one.
func (d *Dictionary) addClear(text string) {
	if hasCaseless(text) {
		if text = d.addClearScript(text); text == "" {
			return
		}
	}
	forms := [][]string{foldWords(text)}
	if bare := withoutLegalForm(forms[0]); len(bare) < len(forms[0]) {
		forms = append(forms, bare)
	}
	for _, words := range forms {
		d.add(words, entry{clear: true})
		d.add(genitive(words), entry{clear: true})
	}
	if words := forms[0]; len(words) > 1 && distinctive(words[0]) {
		d.add(words[:1], entry{clear: true, use: use{part: true}})
		d.add(genitive(words[:1]), entry{clear: true, use: use{part: true}})
	}
}

// add puts one form into the tree. What is there already stays when it is surer: clear text, then
// whole names, then parts. A form that several identities share loses its pseudonym.
func (d *Dictionary) add(words []string, e entry) {
	if len(words) == 0 {
		return
	}
	at := int32(0)
	for i, w := range words {
		h := hashOf(w)
		if i == 0 {
			slot, bit := startBit(h)
			d.starts[slot] |= bit
		}
		next := d.steps.put(at, h, int32(len(d.ends)))
		if int(next) == len(d.ends) {
			d.ends = append(d.ends, 0)
		}
		at = next
	}
	i := d.ends[at]
	if i == 0 {
		d.entries = append(d.entries, e)
		d.ends[at] = int32(len(d.entries))
		return
	}
	d.entries[i-1] = merged(d.entries[i-1], e)
}

// startBit is where the bit of a word that forms begin with stands.
func startBit(hash uint64) (slot, bit uint64) { return hash >> 55, 1 << (hash >> 49 & 63) }

// mayStart says quickly whether a form may begin with a word: most words of a text begin none.
func (d *Dictionary) mayStart(hash uint64) bool {
	slot, bit := startBit(hash)
	return d.starts[slot]&bit != 0
}

// merged is what a form means that two entries claim.
func merged(was, e entry) entry {
	switch {
	case was.clear && !was.part:
		return was
	case e.clear && !e.part:
		return e
	case was.clear: // the first word of a name in clear against somebody's name
		return clearPart(was, e)
	case e.clear:
		return clearPart(e, was)
	case was.part && !e.part:
		return e
	case e.part && !was.part:
		return was
	case was.pseudonym == e.pseudonym && was.kind == e.kind && was.claims == nil:
		was.capital, was.strict, was.review = was.capital && e.capital, was.strict && e.strict, was.review && e.review
		return was
	}
	return shared(was, e)
}

// clearPart settles the first word of a clear name against an identity: a whole name is somebody's,
// a part of one stands in clear.
func clearPart(clear, e entry) entry {
	if e.part {
		return clear
	}
	return e
}

// maxClaims is how many owners of a form are kept apart; with more nobody can tell who is meant.
const maxClaims = 12

// shared is a form that belongs to several identities.
func shared(was, e entry) entry {
	if was.claims == nil {
		was.claims = []string{was.pseudonym}
	}
	if len(was.claims) < maxClaims && !slices.Contains(was.claims, e.pseudonym) {
		was.claims = append(was.claims, e.pseudonym)
	}
	if len(was.claims) > 1 {
		was.pseudonym, was.review = "", true
	}
	return was
}

// Identities lists the forms that a leak check looks for: every full form of every identity, and of
// people and companies what is as good as the whole: a rare surname, a company without its legal form.
func (d *Dictionary) Identities() []Identity {
	var out []Identity
	seen := map[Identity]bool{}
	put := func(i Identity) {
		if i.Text != "" && !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	for _, k := range d.known {
		for _, text := range append([]string{k.Text}, k.Aliases...) {
			put(Identity{Kind: k.Kind, Text: text, Pseudonym: k.Pseudonym})
			for _, part := range tellingParts(k.Kind, text) {
				put(Identity{Kind: k.Kind, Text: part, Pseudonym: k.Pseudonym, Part: true})
			}
		}
	}
	return out
}
