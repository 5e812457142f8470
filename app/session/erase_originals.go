package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research/privacy"
	"openloop/research/vault"
)

// originalsToClean is what is done to originals: refs go, rewritten come back without the name.
type originalsToClean struct {
	refs      []string
	rewritten []vault.Original
	byHand    []string
}

// cleanOriginals finds, beside the participant's own originals, those of other interviews that name them.
func (r *eraser) cleanOriginals(ctx context.Context) (*originalsToClean, error) {
	c := &originalsToClean{}
	goes := map[string]bool{}
	for _, e := range r.plans() {
		for _, ref := range e.refs {
			if ref != "" && !goes[ref] {
				goes[ref] = true
				c.refs = append(c.refs, ref)
			}
		}
	}
	entries, err := r.s.entries(ctx, r.vault)
	if err != nil {
		return nil, err
	}
	gone, err := r.pseudonyms(ctx)
	if err != nil {
		return nil, err
	}
	var theirs, others []vault.Entry
	for _, e := range entries {
		if slices.Contains(gone, e.Pseudonym) {
			theirs = append(theirs, e)
		} else {
			others = append(others, e)
		}
	}
	if len(theirs) == 0 {
		return c, nil
	}
	if err := r.forgetPasses(theirs); err != nil {
		return nil, err
	}
	n := &naming{dict: privacy.NewDictionary(knownOf(theirs), nil), pseudonyms: gone, parts: partsOf(theirs)}
	for _, e := range others {
		for _, f := range e.Fields {
			if e.Kind != kindOrganisation && n.fully(theirs, f) {
				c.byHand = append(c.byHand, "What the vault keeps of "+e.Pseudonym+" also names them: correct that entry.")
				break
			}
		}
	}
	if err := r.cleanTold(ctx, c, n); err != nil {
		return nil, err
	}
	return c, r.cleanOthers(ctx, c, n, goes)
}

// forgetPasses has the plans take out what was let pass because it also is one of their names.
func (r *eraser) forgetPasses(theirs []vault.Entry) error {
	var words []string
	for _, e := range theirs {
		for _, name := range append([]string{e.Fields["name"]}, e.Aliases...) {
			for _, w := range append(strings.Fields(name), name) {
				hash, err := r.vault.SourceKey("passed", fold(w))
				if err != nil {
					return err
				}
				words = append(words, hash)
			}
		}
	}
	for _, e := range r.plans() {
		e.passed = words
	}
	return nil
}

// cleanOthers rewrites the originals of interviews that stay, and of what consultants typed.
func (r *eraser) cleanOthers(ctx context.Context, c *originalsToClean, n *naming, goes map[string]bool) error {
	refs, err := r.s.writtenRefs(ctx)
	if err != nil {
		return err
	}
	for _, row := range r.s.InterviewRows(InterviewFilter{}) {
		of, err := r.s.refsOf(ctx, row.Interview.ID)
		if err != nil {
			return err
		}
		refs = append(refs, of...)
	}
	for _, ref := range refs {
		if ref == "" || goes[ref] {
			continue
		}
		text, ok, err := r.vault.Original(ref)
		if err != nil {
			return err
		}
		if clean := n.without(text); ok && clean != text {
			goes[ref] = true
			c.refs = append(c.refs, ref)
			if !n.in(clean) {
				c.rewritten = append(c.rewritten, vault.Original{Ref: ref, Text: clean})
			}
		} else if ok && n.in(text) {
			goes[ref] = true
			c.refs = append(c.refs, ref)
		}
	}
	return nil
}

// plans are what goes of the study and of its copies.
func (r *eraser) plans() (out []*erasure) {
	if r.plan != nil {
		out = append(out, r.plan)
	}
	for _, c := range r.copies {
		if c.plan != nil {
			out = append(append(out, c.plan), c.more...)
		}
	}
	return out
}

// naming finds people in texts: in full by the dictionary, and any part of a name as a word.
type naming struct {
	dict       *privacy.Dictionary
	pseudonyms []string
	parts      []string // folded
}

// partsOf is every word of the names, and each address and number whole.
func partsOf(entries []vault.Entry) (parts []string) {
	for _, e := range entries {
		for _, name := range append([]string{e.Fields["name"]}, e.Aliases...) {
			for _, w := range plainWords(name) {
				if len([]rune(w)) > 2 && e.Kind == kindParticipant {
					parts = append(parts, w)
				}
			}
			if e.Kind != kindParticipant && name != "" {
				parts = append(parts, strings.Join(plainWords(name), " "))
			}
		}
		for _, v := range append(numbered(e.Fields, "email"), numbered(e.Fields, "phone")...) {
			if v = strings.Join(plainWords(v), " "); v != "" {
				parts = append(parts, v)
			}
		}
	}
	return parts
}

// without is a text with the pseudonym in the place of whoever is meant.
func (n *naming) without(text string) string {
	return masked(n.dict, text, func(sp privacy.Span) bool { return slices.Contains(n.pseudonyms, sp.Pseudonym) })
}

// in says whether any part of the names stands in a text.
func (n *naming) in(text string) bool {
	words := " " + strings.Join(plainWords(text), " ") + " "
	return slices.ContainsFunc(n.parts, func(p string) bool { return strings.Contains(words, " "+p+" ") })
}

// fully says whether a text holds the whole name of one of the entries.
func (n *naming) fully(entries []vault.Entry, text string) bool {
	words := " " + strings.Join(plainWords(text), " ") + " "
	return slices.ContainsFunc(entries, func(e vault.Entry) bool {
		name := strings.Join(plainWords(e.Fields["name"]), " ")
		return e.Kind == kindParticipant && name != "" && strings.Contains(words, " "+name+" ")
	})
}
