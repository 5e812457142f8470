package session

import (
	"context"
	"strings"

	"openloop/report/leak"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// FileCheck is what the leak check found in one finished file, and how far it reached.
type FileCheck struct {
	leak.Report            // its Hits are those that nobody has let pass
	Passed      []leak.Hit // ordinary words that somebody has let pass at just that place
}

// NamedError says that finished files name somebody from the vault, or could not be checked whole, so that
// they were not written. Its sentence names nobody; its hits do, and are for the screen only.
type NamedError struct {
	Problem *research.Problem
	Checks  []FileCheck
}

// Error is the sentence.
func (e *NamedError) Error() string { return e.Problem.Say }

// Unwrap is the problem, by which its kind is known.
func (e *NamedError) Unwrap() error { return e.Problem }

// Hits are all that nobody has let pass, file by file.
func (e *NamedError) Hits() []leak.Hit {
	var out []leak.Hit
	for _, c := range e.Checks {
		out = append(out, c.Hits...)
	}
	return out
}

// MayPass says whether a hit may be let pass as an ordinary word that also is a name (Price, Mark): no way to
// reach somebody, and no person's full name. The error is the sentence that says why not.
func MayPass(hit leak.Hit) error {
	words := strings.Fields(hit.Found)
	switch k := privacy.Kind(hit.Identity.Kind); {
	case wayToReach(k):
		return research.Problemf(research.Withheld, "An address or a number is no ordinary word. Take it out of the text at %s, or look for names again.", hit.Where)
	case k == privacy.Person && len(words) > 1:
		return research.Problemf(research.Withheld, "This is the full name of %s and no ordinary word. Take it out of the text at %s, or look for names again.", or(hit.Identity.Pseudonym, "somebody in the vault"), hit.Where)
	}
	return nil
}

// LetPass notes that hits are ordinary words where they stand, so that the file goes through at those places
// and no other. The study keeps a keyed hash of the word, the place, and who let it pass. The vault must be
// open.
func (s *Session) LetPass(ctx context.Context, hits ...leak.Hit) error {
	var list []research.Passed
	for _, h := range hits {
		if err := MayPass(h); err != nil {
			return err
		}
		p, err := s.passOf(h)
		if err != nil {
			return err
		}
		p.Coder, p.UTC = s.Coder(), s.opt.Now().UTC()
		list = append(list, p)
	}
	_, err := s.store.Edit(ctx, "Let an ordinary word pass", func(tx *store.Tx) error {
		for _, p := range list {
			if _, err := tx.PutPassed(p); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// Passed lists the words that were let pass, oldest first.
func (s *Session) Passed(ctx context.Context) ([]research.Passed, error) { return s.store.Passed(ctx) }

// passOf is the word and the place of a hit as they are stored. The words beside it belong to the place, as a
// keyed hash: on the same page somebody may be meant elsewhere.
func (s *Session) passOf(hit leak.Hit) (research.Passed, error) {
	v, err := s.openVault()
	if err != nil {
		return research.Passed{}, err
	}
	word, err := v.SourceKey("passed", fold(hit.Found))
	if err != nil {
		return research.Passed{}, err
	}
	near, err := v.SourceKey("beside", hit.Beside)
	return research.Passed{Word: word, Place: hit.File + " " + hit.Where + " #" + near[:min(12, len(near))]}, err
}

// passing parts hits that somebody has let pass from the others.
func (s *Session) passing(ctx context.Context, hits []leak.Hit) (open, passed []leak.Hit, err error) {
	if len(hits) == 0 {
		return nil, nil, nil
	}
	list, err := s.store.Passed(ctx)
	if err != nil {
		return nil, nil, err
	}
	let := map[[2]string]bool{}
	for _, p := range list {
		let[[2]string{p.Word, p.Place}] = true
	}
	for _, h := range hits {
		p, err := s.passOf(h)
		if err != nil {
			return nil, nil, err
		}
		if let[[2]string{p.Word, p.Place}] && MayPass(h) == nil {
			passed = append(passed, h)
		} else {
			open = append(open, h)
		}
	}
	return open, passed, nil
}
