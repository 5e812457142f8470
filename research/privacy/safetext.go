package privacy

import "slices"

// SafeText is text of a person that has been checked against every identity. Only Release makes it
// (the zero value is empty), so a document that accepts nothing else cannot hold an unchecked name.
type SafeText struct{ text string }

// String is the text.
func (s SafeText) String() string { return s.text }

// Release checks text against the dictionary's identities and the patterns for contact details and
// numbers. What it finds is masked in the result and listed. Pseudonyms are masked as well: in print
// they would tie one person's remarks together. What merely looks like a name is not masked here: that was
// done when the text came in, for a person to look at, and what they let stand they meant.
func Release(d *Dictionary, text string) (SafeText, []Span) {
	r := d.reading()
	defer d.done(r)
	all := slices.Clone(d.finds(r, text, false))
	spans := spansOf(text, all)
	for i := range all {
		all[i].pseudonym = ""
	}
	masked, _ := redact(text, settle(append(all, d.pseudonymsIn(text)...)))
	return SafeText{masked}, spans
}

// pseudonymsIn finds the pseudonyms that stand in a text. A dictionary that knows nobody takes for one
// whatever looks like one.
func (d *Dictionary) pseudonymsIn(text string) []found {
	r := read(text)
	var out []found
	for i, t := range r.tokens {
		kind, known := d.pseudonyms[r.raw(i)]
		if !known && (len(d.pseudonyms) > 0 || t.points < 3 || !r.isPseudonym(i)) {
			continue
		}
		if !known && r.raw(i)[0] == 'O' {
			kind = Organisation
		} else if !known {
			kind = Person
		}
		out = append(out, found{start: t.start, end: t.end, kind: kind, rank: rankKnown})
	}
	return out
}
