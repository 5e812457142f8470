package privacy

import "slices"

// alike is a word of a known name.
type alike struct {
	word      string
	kind      Kind
	pseudonym string
}

// misspelt gives a name that nobody knows the pseudonym of the known one that it differs from in one
// letter, for review. Words that are names themselves stay.
func (d *Dictionary) misspelt(r *reading, f *found) {
	i, _ := slices.BinarySearchFunc(r.tokens, f.start, func(t token, at int) int { return t.start - at })
	if i >= len(r.tokens) || r.tokens[i].start != f.start || r.tokens[i].end != f.end {
		return
	}
	w := r.tokens[i].fold
	if len(w) < 5 || r.classes[i]&names != 0 {
		return
	}
	var one *alike
	for k, a := range d.alike[w[0]] {
		if nearlySame(w, a.word) {
			if one != nil && one.pseudonym != a.pseudonym {
				return
			}
			one = &d.alike[w[0]][k]
		}
	}
	if one != nil {
		f.kind, f.pseudonym, f.review = one.kind, one.pseudonym, true
	}
}

// nearlySame says whether one letter more, less or other makes a into b, or two of them changed places.
func nearlySame(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return true
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
