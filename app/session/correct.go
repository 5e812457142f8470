package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// Corrected is what correcting a turn's text did.
type Corrected struct {
	Turn    research.Turn
	Hidden  int                 // names in what was typed that are masked now
	Review  int                 // of them, those that wait to be looked at
	Orphans int                 // passages that lost all of their words
	Voided  int                 // quotes that are no longer cleared, because their words changed
	On      []research.Verbatim // what stands on the turn, as it stands now
}

// CorrectText stores the corrected text of a turn as one step. was is the text that the person began with, as
// the study stores it; where it is another one now, nothing is stored. Codings, quotes and rungs stay on their
// words, what is masked stays masked, and whoever is named in what was typed is masked first, with the words
// sealed in the vault. Quotes stay cleared only where their own words stayed.
func (s *Session) CorrectText(ctx context.Context, turn research.ID, was, now string) (Corrected, error) {
	t, err := s.store.Turn(ctx, turn)
	if err != nil {
		return Corrected{}, err
	}
	done := Corrected{Turn: t}
	if t.Text != was {
		return done, research.Problemf(research.Conflict, "This text was changed meanwhile. Nothing was stored; correct it once more.")
	}
	if now = plainText(now); now == t.Text {
		return done, nil
	}
	if strings.TrimSpace(now) == "" {
		return done, research.Problemf(research.Invalid, "What was said cannot be left empty. Leave some of its words.")
	}
	c, err := s.correction(ctx, t, now, &done)
	if err != nil || c.now.Text == t.Text {
		return done, err
	}
	seal, err := s.sealed(ctx, c)
	if err != nil {
		return done, err
	}
	_, err = s.store.Edit(ctx, "Correct the text of "+s.labelOf(t.Interview), func(tx *store.Tx) error {
		if err := c.correct(ctx, tx, &done); err != nil {
			return err
		}
		return tx.Seal(seal...)
	})
	done.Turn = c.now
	s.onlyOwn(&done)
	return done, err
}

// sealed puts into the vault what a correction hides, and what the journal may not say of it.
func (s *Session) sealed(ctx context.Context, c turnChange) ([]store.Wording, error) {
	if len(c.originals) == 0 {
		return nil, nil
	}
	sums, err := s.checksums(ctx, []turnChange{c})
	if err != nil {
		return nil, err
	}
	seal, originals := append(c.wordings(), sums...), slices.Clone(c.originals)
	for i := range seal {
		seal[i].Ref = string(store.NewID())
		originals = append(originals, vault.Original{Ref: seal[i].Ref, Text: seal[i].Text})
	}
	return seal, s.keepOriginals(originals...)
}

// labelOf is what an interview is called: "P07".
func (s *Session) labelOf(interview research.ID) string {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return "an interview"
	}
	return row.Interview.Label
}

// plainText is text as the study stores it: line ends of one kind, no marks of byte order, no zeros.
func plainText(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "", "\x00", "").Replace(s)
}

// correction is what becomes of a turn that is to say now.
func (s *Session) correction(ctx context.Context, t research.Turn, now string, done *Corrected) (turnChange, error) {
	before, err := s.store.MasksOn(ctx, t.ID)
	if err != nil {
		return turnChange{}, err
	}
	reps := amended(t.Text, now)
	m, err := stillMasked(now, before, reps)
	if err != nil {
		return turnChange{}, err
	}
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return turnChange{}, err
	}
	c := turnChange{was: t, now: t, before: before, hides: m.hideTyped(d.Find(now), typedIn(reps)), originals: m.kept()}
	c.now.Text, c.after = m.text(t.ID)
	c.now.Rev++
	c.now.Corrected = true
	c.reps = reps
	if len(c.originals) > 0 {
		c.reps = amended(t.Text, c.now.Text)
	}
	for _, sp := range m.spots {
		if sp.fresh {
			done.Hidden++
		}
		if sp.fresh && sp.mask.State == research.MaskOpen {
			done.Review++
		}
	}
	return c, nil
}

// stillMasked is a typed text with the masks that it keeps. A mask can be moved, not written over: what it hides
// is in the vault, and only looking at it there says what should stand in its place.
func stillMasked(now string, before []research.Mask, reps []research.Replacement) (maskedText, error) {
	m := newMasked(now)
	for _, k := range inText(before, 1<<30) {
		if slices.ContainsFunc(reps, func(r research.Replacement) bool { return r.Start < k.To && k.From < r.End }) {
			if k.State == research.MaskLet {
				continue // words that were no name have become others
			}
			return m, research.Problemf(research.Invalid, "A name is masked in what you changed. Leave the mask as it stands here; the Review screen changes what it hides.")
		}
		k.From, k.To = research.Moved(k.From, k.To, reps)
		m.spots = append(m.spots, spot{from: k.From, to: k.To, shown: string(m.original[k.From:k.To]), mask: k})
	}
	return m, nil
}

// typedIn is where in the new text the replacements stand, [from, to) in code points. Where words went, what
// stood beside them may read as a name now: there it is one empty place.
func typedIn(reps []research.Replacement) [][2]int {
	out := make([][2]int, len(reps))
	shift := 0
	for i, r := range reps {
		out[i] = [2]int{r.Start + shift, r.Start + shift + r.NewLen}
		shift += r.NewLen - (r.End - r.Start)
	}
	return out
}

// hideTyped masks what names somebody in typed words. Names that stood there before are as they were decided. It
// says whether words that stood there go with those that were typed.
func (m *maskedText) hideTyped(finds []privacy.Span, typed [][2]int) (stood bool) {
	for _, sp := range finds {
		new := slices.IndexFunc(typed, func(t [2]int) bool { return t[0] < sp.End && sp.Start < t[1] })
		masked := slices.ContainsFunc(m.spots, func(k spot) bool { return k.from < sp.End && sp.Start < k.to })
		if new < 0 || masked || sp.Start >= sp.End || !surely(sp) {
			continue
		}
		stood = stood || sp.Start < typed[new][0] || typed[new][1] < sp.End
		at, _ := slices.BinarySearchFunc(m.spots, sp.Start, func(k spot, from int) int { return k.from - from })
		m.spots = slices.Insert(m.spots, at, newSpot(sp))
	}
	return stood
}

// surely says whether a find in what a person typed is to be masked: a single word that may or may not be a name
// stays, since the writer meant it.
func surely(sp privacy.Span) bool {
	sure := !sp.Review || sp.Kind == privacy.Person && strings.Contains(strings.TrimSpace(sp.Text), " ")
	return sp.Pseudonym != "" || wayToReach(sp.Kind) || sure && (sp.Kind == privacy.Person || sp.Kind == privacy.Organisation)
}

// correct stores a corrected turn with what stands on it.
func (c turnChange) correct(ctx context.Context, tx *store.Tx, done *Corrected) error {
	now, err := tx.Turn(ctx, c.was.ID)
	if err != nil {
		return err
	}
	if now.Text != c.was.Text {
		return research.Problemf(research.Conflict, "This text was changed meanwhile. Nothing was stored; correct it once more.")
	}
	moved, err := carryVerbatims(ctx, tx, c.now, c.reps)
	if err != nil {
		return err
	}
	if err := c.keepCleared(ctx, tx, moved, done); err != nil {
		return err
	}
	for _, m := range moved {
		if m.now.Orphan && !m.was.Orphan {
			done.Orphans++
		}
		done.On = append(done.On, m.now)
	}
	if _, err := tx.PutTurn(c.now); err != nil {
		return err
	}
	return putMasks(tx, c.before, c.after)
}

// keepCleared keeps the clearances of quotes whose own words are what they were, and counts the others.
func (c turnChange) keepCleared(ctx context.Context, tx *store.Tx, moved []carried, done *Corrected) error {
	ids := make([]research.ID, len(moved))
	for i, m := range moved {
		ids[i] = m.now.ID
	}
	cleared, err := tx.ClearancesOf(ctx, ids)
	if err != nil || len(cleared) == 0 {
		return err
	}
	before, after := []research.Turn{c.was}, []research.Turn{c.now}
	if slices.ContainsFunc(moved, func(m carried) bool { return m.now.From.Turn != m.now.To.Turn }) {
		if before, err = tx.Turns(ctx, c.was.Interview); err != nil {
			return err
		}
		after = slices.Clone(before)
		after[slices.IndexFunc(after, func(t research.Turn) bool { return t.ID == c.now.ID })] = c.now
	}
	for _, m := range moved {
		i := slices.IndexFunc(cleared, func(x research.Clearance) bool { return x.Verbatim == m.now.ID })
		if i < 0 || cleared[i].Rev != revOf(before, m.was.From, m.was.To) {
			continue
		}
		if Quote(before, m.was.From, m.was.To) != Quote(after, m.now.From, m.now.To) {
			done.Voided++
			continue
		}
		if err := keepCleared(tx, cleared, m.was, m.now, before, after); err != nil {
			return err
		}
	}
	return nil
}
