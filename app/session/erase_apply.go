package session

import (
	"context"

	"openloop/research"
	"openloop/research/store"
)

// apply takes a participant out of a study, as one step behind which undo does not go.
func (e *erasure) apply(ctx context.Context, st *store.Store) error {
	_, err := st.Edit(ctx, "Erase "+e.participant.Pseudonym, func(tx *store.Tx) error {
		for _, step := range []func(*store.Tx) error{e.dropStories, e.dropInterviews, e.dropShared, e.dropPeople} {
			if err := step(tx); err != nil {
				return err
			}
		}
		tx.CloseHistory()
		return tx.ForgetSigned()
	})
	return err
}

func (e *erasure) dropStories(tx *store.Tx) error {
	for _, x := range e.stories {
		if err := tx.DeleteStory(x.ID); err != nil {
			return err
		}
	}
	for _, x := range e.unclear {
		if _, err := tx.PutStory(x); err != nil {
			return err
		}
	}
	if len(e.masked) == 0 {
		return nil
	}
	_, err := tx.PutMasks(e.masked)
	return err
}

func (e *erasure) dropInterviews(tx *store.Tx) error {
	var issued []research.ID
	for _, iv := range e.whole {
		issued = append(issued, iv.ID)
		if err := tx.DeleteInterview(iv.ID); err != nil {
			return err
		}
	}
	// An interview that lost words is another one to the ledger too: the difference of two packs must not
	// speak of who is gone.
	for _, sh := range e.shared {
		issued = append(issued, sh.now.ID)
	}
	var err error
	e.count.Issued, err = tx.ForgetIssued(issued)
	e.count.Files = tx.DroppedFiles()
	return err
}

func (e *erasure) dropShared(tx *store.Tx) error {
	for _, sh := range e.shared {
		for _, v := range sh.verbatims {
			if err := tx.DeleteVerbatim(v); err != nil {
				return err
			}
		}
		for _, t := range sh.turns {
			if err := tx.DeleteTurn(t); err != nil {
				return err
			}
		}
		if _, err := tx.PutInterview(sh.now); err != nil {
			return err
		}
	}
	return nil
}

func (e *erasure) dropPeople(tx *store.Tx) error {
	for _, d := range e.deals {
		if err := tx.DeleteDeal(d); err != nil {
			return err
		}
	}
	for _, d := range e.unlinked {
		if _, err := tx.PutDeal(d); err != nil {
			return err
		}
	}
	if err := tx.DeletePassed(e.passed); err != nil {
		return err
	}
	if err := tx.DeleteParticipant(e.participant.ID); err != nil {
		return err
	}
	if _, err := tx.PutErased(research.Erased{Pseudonym: e.participant.Pseudonym, UTC: e.at}); err != nil {
		return err
	}
	for _, o := range append([]research.Organisation{e.organisation}, e.also...) {
		if o.ID == "" {
			continue
		}
		if err := tx.DeleteOrganisation(o.ID); err != nil {
			return err
		}
		if _, err := tx.PutErased(research.Erased{Pseudonym: o.Pseudonym, UTC: e.at}); err != nil {
			return err
		}
	}
	return nil
}
