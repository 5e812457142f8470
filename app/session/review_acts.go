package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// kindName is a name that is masked wherever it stands, of nobody in particular.
const kindName = "name"

// KeepMasked says that passages rightly stand masked. It needs no vault.
func (s *Session) KeepMasked(ctx context.Context, items ...ReviewItem) error {
	_, err := s.store.Edit(ctx, "Keep masked: "+passages(items), func(tx *store.Tx) error {
		for _, it := range items {
			now, err := tx.Masks(ctx, it.Interview)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(now, func(k research.Mask) bool { return k.ID == it.Mask.ID })
			if i < 0 {
				return research.Problemf(research.NotFound, "This passage is no longer in the study.")
			}
			k := now[i]
			k.State = research.MaskSeen
			if _, err := tx.PutMasks([]research.Mask{k}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// passages is where passages stand, for a step's name: "P07", "P07 and 6 more places".
func passages(items []ReviewItem) string {
	switch len(items) {
	case 0:
		return "nothing"
	case 1:
		return "a passage of " + items[0].Label
	}
	return fmt.Sprintf("a passage of %s and %s more", items[0].Label, count(len(items)-1, "place"))
}

// NoName brings the words back at these places: they are nobody's name. The vault must be open, since the
// words are there.
func (s *Session) NoName(ctx context.Context, items ...ReviewItem) error {
	return s.changeMasks(ctx, "No name: "+passages(items), items, nil, letGo)
}

// letGo lets the words of a spot stand.
func letGo(m *maskedText, sp *spot) {
	if sp.lost {
		return
	}
	sp.shown, sp.mask.State = m.words(*sp), research.MaskLet
}

// Generalise puts a coarser wording in the place of the words. It must name nobody.
func (s *Session) Generalise(ctx context.Context, wording string, items ...ReviewItem) error {
	d, err := s.Dictionary(ctx)
	if err != nil {
		return err
	}
	wording = strings.Join(strings.Fields(wording), " ")
	if !slices.ContainsFunc(privacy.Kinds(), func(k privacy.Kind) bool { return k.Mask() == wording }) {
		if err := harmless(d, wording); err != nil {
			return err
		}
	}
	return s.changeMasks(ctx, "Say it more coarsely: "+passages(items), items, nil, func(_ *maskedText, sp *spot) {
		sp.shown, sp.mask.State, sp.mask.Pseudonym = wording, research.MaskSeen, ""
	})
}

// IsKnown says that the passages speak of somebody whom the vault knows: they get that pseudonym. Where the
// passages are all that hide these words, the words become a name of theirs and are recognised from then on.
func (s *Session) IsKnown(ctx context.Context, pseudonym string, everywhere bool, items ...ReviewItem) error {
	who, err := s.somebody(ctx, pseudonym)
	if err != nil {
		return err
	}
	if everywhere {
		words, err := spoken(items)
		if err != nil {
			return err
		}
		known := privacy.Known{Kind: who.Kind, Text: words, Pseudonym: pseudonym}
		entry := vault.Entry{Pseudonym: pseudonym, Aliases: []string{words}}
		return s.hideEverywhere(ctx, pseudonym+" is also somebody masked in "+items[0].Label, known, entry)
	}
	return s.changeMasks(ctx, "Say that it is "+pseudonym+": "+passages(items), items, nil, func(_ *maskedText, sp *spot) {
		sp.shown, sp.mask.State, sp.mask.Pseudonym, sp.mask.Kind = pseudonym, research.MaskSeen, pseudonym, string(who.Kind)
	})
}

func (s *Session) somebody(ctx context.Context, pseudonym string) (Somebody, error) {
	all, err := s.Known(ctx)
	if err != nil {
		return Somebody{}, err
	}
	i := slices.IndexFunc(all, func(w Somebody) bool { return w.Pseudonym == pseudonym })
	if i < 0 {
		return Somebody{}, research.Problemf(research.NotFound, "The vault knows nobody called %s.", pseudonym)
	}
	return all[i], nil
}

// spoken is the words that passages hide, which all have the same.
func spoken(items []ReviewItem) (string, error) {
	if len(items) == 0 || strings.TrimSpace(items[0].Words) == "" {
		return "", research.Problemf(research.Locked, "What was said there is in the vault. Open the vault first.")
	}
	return strings.Join(strings.Fields(items[0].Words), " "), nil
}

// IsNew says that the words are a person or a company nobody knew of: they get the next pseudonym, and so do
// all their mentions. It answers the pseudonym.
func (s *Session) IsNew(ctx context.Context, kind privacy.Kind, item ReviewItem) (string, error) {
	words, err := spoken([]ReviewItem{item})
	if err != nil {
		return "", err
	}
	v, err := s.openVault()
	if err != nil {
		return "", err
	}
	entries, err := s.entries(ctx, v)
	if err != nil {
		return "", err
	}
	taken, err := s.pseudonyms(ctx)
	if err != nil {
		return "", err
	}
	c := newCast(entries, taken)
	prefix, of := byte('P'), kindParticipant
	if kind == privacy.Organisation {
		prefix, of = 'O', kindOrganisation
	}
	p := c.give(prefix, of, map[string]string{"name": words})
	known := privacy.Known{Kind: kind, Text: words, Pseudonym: p}
	return p, s.hideEverywhere(ctx, "New pseudonym "+p+" for somebody in "+item.Label, known, c.fresh[0])
}

// pseudonyms are all that were ever given: those in use, and those of people who were erased.
func (s *Session) pseudonyms(ctx context.Context) ([]string, error) {
	was, err := loadExisting(ctx, s.store)
	if err != nil {
		return nil, err
	}
	out := was.pseudonyms()
	erased, err := s.store.Erased(ctx)
	for _, e := range erased {
		out = append(out, e.Pseudonym)
	}
	return out, err
}

// Always says that the words are a name, whoever's: they are masked in every text from then on.
func (s *Session) Always(ctx context.Context, item ReviewItem) error {
	words, err := spoken([]ReviewItem{item})
	if err != nil {
		return err
	}
	known := privacy.Known{Kind: privacy.Kind(item.Mask.Kind), Text: words}
	entry := vault.Entry{Kind: kindName, Fields: map[string]string{"name": words, "what": item.Mask.Kind}}
	return s.hideEverywhere(ctx, "Always mask a name of "+item.Label, known, entry)
}

// nobody stands for the pseudonym of a name that has none while it is looked for.
const nobody = "\x00"

// hideEverywhere has the vault know a name from now on and masks it in every text, in one step.
func (s *Session) hideEverywhere(ctx context.Context, title string, known privacy.Known, entry vault.Entry) error {
	v, err := s.openVault()
	if err != nil {
		return err
	}
	names, err := s.store.Names(ctx)
	if err != nil {
		return err
	}
	mark := known.Pseudonym
	if mark == "" {
		mark = nobody
	}
	d := privacy.NewDictionary([]privacy.Known{{Kind: known.Kind, Text: known.Text, Pseudonym: mark}}, clearTexts(names))
	near := nearly(known.Text)
	find := func(text string) []privacy.Span {
		if !near(text) {
			return nil
		}
		found := slices.DeleteFunc(d.Find(text), func(sp privacy.Span) bool { return sp.Pseudonym != mark })
		for i := range found {
			found[i].Review, found[i].Pseudonym = false, known.Pseudonym
		}
		return found
	}
	r, _, err := s.lookThrough(ctx, v, title, looked{find: find, over: true}, nil, &LookedAgain{})
	if err != nil {
		return err
	}
	r.entries = []vault.Entry{entry}
	hide := func(text string) string { return maskedBy(find(text), text, func(privacy.Span) bool { return true }) }
	texts, err := s.rewritten(ctx, everywhere(hide, true))
	if err != nil {
		return err
	}
	if r.seal, _, err = s.earlier(ctx, find, nil); err != nil {
		return err
	}
	if r.steps, err = s.renamed(ctx, hide); err != nil {
		return err
	}
	texts.into(&r)
	if known.Pseudonym != "" {
		r.originals = append(r.originals, s.alsoLookedFor(v, known.Pseudonym)...)
	} else if entries, err := v.Entries(); err == nil {
		keys := lookKeys(append(entries, entry))
		r.originals = append(r.originals, s.alsoLookedFor(v, keys[len(keys)-1])...)
	}
	return s.commitMasks(ctx, v, r, nil)
}

// nearly says quickly of most texts that a name is not in them: none of its words begins there as it does in
// the name. Where umlauts may be written in two ways it says nothing.
func nearly(name string) func(text string) bool {
	var beginnings []string
	for _, w := range strings.Fields(strings.ToLower(name)) {
		start := w[:min(3, len(w))]
		if strings.ContainsFunc(start, func(r rune) bool { return r >= 0x80 }) || strings.Contains(start, "ae") || strings.Contains(start, "oe") || strings.Contains(start, "ue") {
			return func(string) bool { return true }
		}
		beginnings = append(beginnings, start)
	}
	return func(text string) bool {
		text = strings.ToLower(text)
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.Contains(text, b) })
	}
}

// NeverAName puts the words on the study's list of words that are no names, and brings them back wherever they
// were masked on suspicion.
func (s *Session) NeverAName(ctx context.Context, item ReviewItem) error {
	words, err := spoken([]ReviewItem{item})
	if err != nil {
		return err
	}
	d, err := s.Dictionary(ctx)
	if err != nil {
		return err
	}
	for _, id := range d.Identities() {
		if fold(id.Text) == fold(words) {
			return research.Problemf(research.Conflict, "%s is called so. Say “no name” at the places where the word means something else.", or(id.Pseudonym, "Somebody in the vault"))
		}
	}
	v, err := s.openVault()
	if err != nil {
		return err
	}
	r := remask{title: "A common word, no name: masked in " + item.Label}
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		turns, by, err := s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			return err
		}
		for _, t := range turns {
			c, ok, err := lettingGo(v, t, by[t.ID], words)
			if err != nil {
				return err
			}
			if ok {
				r.turns = append(r.turns, c)
			}
		}
	}
	name := research.Name{ID: store.NewID(), Kind: research.CommonWord, Text: words}
	r.also = func(_ context.Context, tx *store.Tx) error { return second(tx.PutName(name)) }
	// Undone, the word may be a name after all, and the journal must not say it.
	r.seal = append(r.seal, store.Wording{Table: "name", ID: name.ID, Column: "text", Text: words})
	return s.commitMasks(ctx, v, r, nil)
}

// lettingGo brings words back in one turn, wherever they stand masked and are nobody's for certain.
func lettingGo(v originals, t research.Turn, masks []research.Mask, words string) (turnChange, bool, error) {
	if len(masks) == 0 {
		return turnChange{}, false, nil
	}
	was, err := unmasked(v, t.Text, masks)
	if err != nil {
		return turnChange{}, false, err
	}
	now := maskedText{original: was.original, spots: slices.Clone(was.spots)}
	for i := range now.spots {
		sp := &now.spots[i]
		if sp.mask.Pseudonym == "" && sp.mask.State != research.MaskLet && !sp.lost && fold(now.words(*sp)) == fold(words) {
			letGo(&now, sp)
		}
	}
	c, ok := changeOf(t, was, now)
	return c, ok, nil
}
