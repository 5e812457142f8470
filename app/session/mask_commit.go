package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// remask is a change of what is hidden, ready to be stored as one step: the vault first, then the study.
type remask struct {
	title     string
	turns     []turnChange
	entries   []vault.Entry                          // who is known from now on
	originals []vault.Original                       // besides those of the turns
	seal      []store.Wording                        // earlier wordings that the journal may no longer say
	steps     map[int64]string                       // steps of the history that named somebody, and what they are called now
	also      func(context.Context, *store.Tx) error // what else belongs to the step
	sameQuote func(was, now string) bool             // whether a cleared quote says the same; nil: only where it is the same
}

func (r remask) empty() bool {
	return len(r.turns)+len(r.entries)+len(r.seal)+len(r.steps) == 0 && r.also == nil
}

// commitMasks seals words into the vault and then changes the study, in one step.
func (s *Session) commitMasks(ctx context.Context, v *vault.Vault, r remask, p Progress) error {
	batch := vault.Batch{Entries: r.entries, Originals: slices.Clone(r.originals)}
	for _, c := range r.turns {
		batch.Originals = append(batch.Originals, c.originals...)
		r.seal = append(r.seal, c.wordings()...)
	}
	sums, err := s.checksums(ctx, r.turns)
	if err != nil {
		return err
	}
	r.seal = append(r.seal, sums...)
	for i := range r.seal {
		if r.seal[i].Ref == "" {
			r.seal[i].Ref = string(store.NewID())
			batch.Originals = append(batch.Originals, vault.Original{Ref: r.seal[i].Ref, Text: r.seal[i].Text})
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(batch.Entries)+len(batch.Originals) > 0 {
		p.say(0, 0, "Sealing words into the vault")
		if _, err := v.Add(batch); err != nil {
			return err
		}
	}
	_, err = s.store.Edit(ctx, r.title, func(tx *store.Tx) error {
		if err := r.store(ctx, tx, p); err != nil {
			return err
		}
		if r.also == nil {
			return nil
		}
		return r.also(ctx, tx)
	})
	return err
}

// wordings are those that the journal would say of this very step: the words that go, and the words that come
// back, which may have to go again.
func (c turnChange) wordings() []store.Wording {
	var out []store.Wording
	if c.hides {
		out = append(out, store.Wording{Table: "turn", ID: c.was.ID, Column: "text", Text: c.was.Text})
	}
	if c.shows {
		out = append(out, store.Wording{Table: "turn", ID: c.now.ID, Column: "text", Text: c.now.Text})
	}
	return out
}

// checksums are those of passages in which words go: of nothing but a name, one would let somebody try names.
func (s *Session) checksums(ctx context.Context, turns []turnChange) ([]store.Wording, error) {
	read := map[research.ID][]research.Verbatim{}
	var out []store.Wording
	for _, c := range turns {
		if !c.hides {
			continue
		}
		iv := c.was.Interview
		if _, ok := read[iv]; !ok {
			vs, err := s.store.Verbatims(ctx, iv)
			if err != nil {
				return nil, err
			}
			read[iv] = vs
		}
		for _, v := range read[iv] {
			if v.From.Turn == c.was.ID && v.To.Turn == c.was.ID && !v.Orphan && touches(c.reps, v.From.Offset, v.To.Offset) {
				out = append(out, store.Wording{Table: "verbatim", ID: v.ID, Column: "checksum", Text: v.Checksum})
			}
		}
	}
	return out, nil
}

// touches says whether a replacement shares a character with [from, to).
func touches(reps []research.Replacement, from, to int) bool {
	return slices.ContainsFunc(reps, func(r research.Replacement) bool { return r.Start < to && from < r.End })
}

// store writes turns and masks, and has the journal sealed.
func (r remask) store(ctx context.Context, tx *store.Tx, p Progress) error {
	byInterview := map[research.ID][]turnChange{}
	var order []research.ID
	for _, c := range r.turns {
		iv := c.now.Interview
		if byInterview[iv] == nil {
			order = append(order, iv)
		}
		byInterview[iv] = append(byInterview[iv], c)
	}
	cleared, err := tx.Clearances(ctx)
	if err != nil {
		return err
	}
	for i, iv := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.say(i, len(order), "Storing interview %d of %d", i+1, len(order))
		if err := r.storeMasked(ctx, tx, iv, byInterview[iv], cleared); err != nil {
			return err
		}
	}
	for step, name := range r.steps {
		if err := tx.NameStep(step, name); err != nil {
			return err
		}
	}
	return tx.Seal(r.seal...)
}

// storeMasked changes the turns of one interview: codings stay on their words, and quotes whose words stay as
// they were stay cleared.
func (r remask) storeMasked(ctx context.Context, tx *store.Tx, interview research.ID, changes []turnChange, cleared []research.Clearance) error {
	before, err := tx.Turns(ctx, interview)
	if err != nil {
		return err
	}
	wasAt, err := tx.Verbatims(ctx, interview)
	if err != nil {
		return err
	}
	for _, c := range changes {
		i := slices.IndexFunc(before, func(t research.Turn) bool { return t.ID == c.was.ID })
		if i < 0 || before[i].Text != c.was.Text {
			return research.Problemf(research.Conflict, "The transcript changed while names were looked for in it. Nothing was stored; do it once more.")
		}
		if err := putMasked(ctx, tx, c); err != nil {
			return err
		}
	}
	after, err := tx.Turns(ctx, interview)
	if err != nil {
		return err
	}
	nowAt, err := tx.Verbatims(ctx, interview)
	if err != nil {
		return err
	}
	for i, v := range nowAt {
		if err := r.keepQuote(tx, cleared, wasAt[i], v, before, after); err != nil {
			return err
		}
	}
	return nil
}

// putMasked stores one turn with its masks.
func putMasked(ctx context.Context, tx *store.Tx, c turnChange) error {
	if c.was.Speaker != c.now.Speaker && c.was.Text == c.now.Text {
		if _, err := tx.PutTurn(c.now); err != nil {
			return err
		}
	}
	if c.was.Text != c.now.Text {
		if err := moveVerbatims(ctx, tx, c.now, c.reps); err != nil {
			return err
		}
		if _, err := tx.PutTurn(c.now); err != nil {
			return err
		}
	}
	return putMasks(tx, c.before, c.after)
}

// putMasks stores masks that are new or changed and forgets those that are gone.
func putMasks(tx *store.Tx, before, after []research.Mask) error {
	was := make(map[research.ID]research.Mask, len(before))
	for _, k := range before {
		was[k.ID] = k
	}
	var put []research.Mask
	for _, k := range after {
		if was[k.ID] != k {
			put = append(put, k)
		}
		delete(was, k.ID)
	}
	for _, k := range before {
		if _, gone := was[k.ID]; !gone {
			continue
		}
		if err := tx.DeleteMask(k.ID); err != nil {
			return err
		}
	}
	if len(put) == 0 {
		return nil
	}
	_, err := tx.PutMasks(put)
	return err
}

// keepCleared is keepQuote where only the very same words are the same.
func keepCleared(tx *store.Tx, cleared []research.Clearance, was, now research.Verbatim, before, after []research.Turn) error {
	return remask{}.keepQuote(tx, cleared, was, now, before, after)
}

// keepQuote keeps a clearance that was in force where the quote's own words are what they were.
func (r remask) keepQuote(tx *store.Tx, cleared []research.Clearance, was, now research.Verbatim, before, after []research.Turn) error {
	i := slices.IndexFunc(cleared, func(c research.Clearance) bool { return c.Verbatim == now.ID })
	if i < 0 {
		return nil
	}
	rev := revOf(after, now.From, now.To)
	if cleared[i].Rev == rev || cleared[i].Rev != revOf(before, was.From, was.To) {
		return nil
	}
	if a, b := Quote(before, was.From, was.To), Quote(after, now.From, now.To); a != b && (r.sameQuote == nil || !r.sameQuote(a, b)) {
		return nil
	}
	c := cleared[i]
	c.Rev = rev
	_, err := tx.PutClearance(c)
	return err
}

// earlier lists what the journal says in clear that may no longer be said, sealed already once: every wording
// in which find still finds somebody.
func (s *Session) earlier(ctx context.Context, find func(text string) []privacy.Span, let map[string]bool) ([]store.Wording, map[int64]string, error) {
	all, err := s.store.Wordings(ctx)
	if err != nil {
		return nil, nil, err
	}
	var out []store.Wording
	for _, w := range all {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if names(find(w.Text), let) {
			out = append(out, w)
		}
	}
	renamed, err := s.renamed(ctx, func(name string) string {
		return maskedBy(find(name), name, func(sp privacy.Span) bool { return sp.Pseudonym != "" })
	})
	return out, renamed, err
}

// renamed lists the steps of the history that are called something else after a change of texts.
func (s *Session) renamed(ctx context.Context, change func(string) string) (map[int64]string, error) {
	steps, err := s.store.History(ctx, 1<<30)
	if err != nil {
		return nil, err
	}
	out := map[int64]string{}
	for _, st := range steps {
		if name := change(st.Name); name != st.Name {
			out[st.ID] = name
		}
	}
	return out, nil
}

// names says whether a find is more than a word that somebody said is no name.
func names(finds []privacy.Span, let map[string]bool) bool {
	return slices.ContainsFunc(finds, func(sp privacy.Span) bool { return !let[fold(sp.Text)] })
}

// readSealed reads words that the journal has references to, for undo and redo.
func (s *Session) readSealed(refs []string) (map[string]string, error) {
	v, err := s.openVault()
	if research.KindOf(err) == research.Locked {
		return nil, research.Problemf(research.Locked, "This step took names out of texts or brought words back, and what stood there is in the vault. Open the vault, and do it once more.")
	}
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, ref := range refs {
		text, ok, err := v.Original(ref)
		if err != nil {
			return nil, err
		}
		if ok {
			texts[ref] = text
		}
	}
	return texts, nil
}
