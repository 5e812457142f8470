package session

import (
	"maps"
	"slices"

	"openloop/research/privacy"
)

// scriptSeen is how many texts are in a writing, and whether the vault has any name in it.
type scriptSeen struct {
	texts int
	known bool
}

// seeScripts notes that a text is in writing without capitals, where names do not show by themselves.
func (im *importer) seeScripts(text string) {
	for _, s := range privacy.Scripts(text) {
		if im.scripts == nil {
			im.scripts = map[privacy.Script]scriptSeen{}
		}
		n, again := im.scripts[s]
		if !again {
			n.known = im.dict.Knows(s)
		}
		n.texts++
		im.scripts[s] = n
	}
}

// warnOfScripts says what of names is found in writing without capitals, and what is not: somebody has to read these
// texts for names.
func (im *importer) warnOfScripts() {
	var list, unknown []string
	texts := 0
	for _, s := range slices.Sorted(maps.Keys(im.scripts)) {
		list, texts = append(list, string(s)), texts+im.scripts[s].texts
		if !im.scripts[s].known {
			unknown = append(unknown, string(s))
		}
	}
	im.scripts = nil
	if texts == 0 {
		return
	}
	im.done.Warnings = append(im.done.Warnings, agreed(texts, "text is", "texts are")+" written in "+listed(list)+", where names have no capitals. Names that the vault knows are masked, and those with a title, “my name is” or a company’s form beside them. Other names are not found by themselves: read these texts, and mask such names by hand under Coding, before anything is quoted from them.")
	if len(unknown) > 0 {
		im.done.Warnings = append(im.done.Warnings, "The vault knows nobody by a name written in "+listed(unknown)+". Whoever it has in other letters is not recognised in these texts: mask a mention by hand under Coding and say who it is, then all are found.")
	}
}
