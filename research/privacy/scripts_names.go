package privacy

// ScriptNames finds known names in writing without capitals, in a text that is to leave: with what may be attached to
// them, and inside text without blanks. It may be used by several goroutines.
type ScriptNames struct {
	d  *Dictionary
	of map[string]Identity // by pseudonym
}

// NamePlace is where in a text a name stands, by bytes, To not included.
type NamePlace struct {
	From, To int
	Identity Identity
}

// NewScriptNames knows the people and companies of a study; names in clear are passed over. It is nil where none of
// their names is in writing without capitals.
func NewScriptNames(known []Known, clear []string) *ScriptNames {
	var some []Known
	for _, k := range known {
		if k.Kind != Person && k.Kind != Organisation {
			continue
		}
		var texts []string
		for _, text := range append([]string{k.Text}, k.Aliases...) {
			if hasCaseless(text) {
				texts = append(texts, text)
			}
		}
		if len(texts) > 0 {
			k.Text, k.Aliases = texts[0], texts[1:]
			some = append(some, k)
		}
	}
	if len(some) == 0 {
		return nil
	}
	n := &ScriptNames{d: NewDictionary(some, clear), of: map[string]Identity{}}
	for _, k := range some {
		if _, ok := n.of[k.Pseudonym]; !ok && k.Pseudonym != "" {
			n.of[k.Pseudonym] = Identity{Kind: k.Kind, Text: k.Text, Pseudonym: k.Pseudonym}
		}
	}
	return n
}

// Find lists the names in a text, in order. Whole names are found wherever they may be meant, parts of them where
// they are for certain.
func (n *ScriptNames) Find(text string) []NamePlace {
	if !hasCaseless(text) {
		return nil
	}
	r := n.d.reading()
	defer n.d.done(r)
	var out []NamePlace
	for _, p := range pieces(text) {
		r.read(text[p.from:p.to])
		found := n.d.scriptNames(r, nil)
		for i, f := range found {
			if h := r.room.script.hits[i]; h.entry.part && f.review {
				continue
			}
			at := NamePlace{From: f.start + p.from, To: f.end + p.from}
			if k := len(out); k > 0 && at.From < out[k-1].To {
				continue // the pieces overlap
			}
			id, ok := n.of[f.pseudonym]
			if !ok {
				id = Identity{Kind: f.kind, Text: text[at.From:at.To], Pseudonym: f.pseudonym}
			}
			at.Identity = id
			out = append(out, at)
		}
	}
	return out
}
