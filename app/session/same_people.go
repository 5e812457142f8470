package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// people makes one record of two, moves what hangs on the one that goes, and retires its pseudonym.
func (m *merging) people(ctx context.Context, tx *store.Tx, did *Merged) error {
	merge := map[byte]func(context.Context, *store.Tx, *Merged) error{'P': m.participants, 'O': m.organisations, 'S': m.salespeople}[m.gone[0]]
	if err := merge(ctx, tx, did); err != nil {
		return err
	}
	before, err := tx.Retired(ctx)
	if err != nil {
		return err
	}
	for _, r := range before { // whoever was found to be the one that goes is the other now
		if r.Survivor == m.gone {
			r.Survivor = m.stays
			if _, err := tx.PutRetired(r); err != nil {
				return err
			}
		}
	}
	_, err = tx.PutRetired(research.Retired{Pseudonym: m.gone, Survivor: m.stays, UTC: m.s.opt.Now().UTC()})
	return err
}

// two finds the records of both pseudonyms.
func two[T any](list []T, name func(T) string, gone, stays string) (a, b *T) {
	for i := range list {
		switch name(list[i]) {
		case gone:
			a = &list[i]
		case stays:
			b = &list[i]
		}
	}
	return a, b
}

func (m *merging) participants(ctx context.Context, tx *store.Tx, did *Merged) error {
	all, err := tx.Participants(ctx)
	if err != nil {
		return err
	}
	gone, stays := two(all, func(p research.Participant) string { return p.Pseudonym }, m.gone, m.stays)
	if err := m.interviews(ctx, tx, gone, stays, did); err != nil || gone == nil {
		return err
	}
	if stays == nil {
		gone.Pseudonym = m.stays
		return second(tx.PutParticipant(*gone))
	}
	want := *stays
	want.Organisation, want.RoleBand = or(stays.Organisation, gone.Organisation), or(stays.RoleBand, gone.RoleBand)
	want.Withdrawn, want.Public = stays.Withdrawn || gone.Withdrawn, stays.Public || gone.Public
	want.Consent = bothAllow(stays.Consent, gone.Consent)
	if want != *stays {
		if _, err := tx.PutParticipant(want); err != nil {
			return err
		}
	}
	if err := moveMemos(ctx, tx, gone.ID, stays.ID); err != nil {
		return err
	}
	return tx.DeleteParticipant(gone.ID)
}

// bothAllow is what somebody has allowed who was asked twice: where they allowed less, that holds.
func bothAllow(a, b research.Consent) research.Consent {
	for _, c := range []research.Consent{research.ConsentNone, research.ConsentReworded, research.ConsentFree} {
		if a == c || b == c {
			return c
		}
	}
	return research.ConsentUnasked
}

// interviews puts the one who stays in the place of the other.
func (m *merging) interviews(ctx context.Context, tx *store.Tx, gone, stays *research.Participant, did *Merged) error {
	ivs, err := tx.Interviews(ctx)
	if err != nil {
		return err
	}
	for _, iv := range ivs {
		took := gone != nil && slices.Contains(iv.Participants, gone.ID)
		if !took && iv.Label != m.gone {
			continue
		}
		did.Interviews++
		if iv.Label == m.gone {
			iv.Label = m.stays
		}
		if took && stays != nil {
			iv.Participants = inPlaceOf(iv.Participants, gone.ID, stays.ID)
		}
		if _, err := tx.PutInterview(iv); err != nil {
			return err
		}
	}
	return nil
}

// inPlaceOf is a list with one in the place of another, each once.
func inPlaceOf(list []research.ID, gone, stays research.ID) []research.ID {
	var out []research.ID
	for _, id := range list {
		if id == gone {
			id = stays
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (m *merging) organisations(ctx context.Context, tx *store.Tx, did *Merged) error {
	all, err := tx.Organisations(ctx)
	if err != nil {
		return err
	}
	gone, stays := two(all, func(o research.Organisation) string { return o.Pseudonym }, m.gone, m.stays)
	if gone == nil {
		return nil
	}
	if stays == nil {
		gone.Pseudonym = m.stays
		return second(tx.PutOrganisation(*gone))
	}
	want := *stays
	want.Segment, want.Region = or(stays.Segment, gone.Segment), or(stays.Region, gone.Region)
	if want != *stays {
		if _, err := tx.PutOrganisation(want); err != nil {
			return err
		}
	}
	if err := m.staff(ctx, tx, gone.ID, stays.ID, did); err != nil {
		return err
	}
	if err := m.deals(ctx, tx, func(d *research.Deal) *research.ID { return &d.Organisation }, gone.ID, stays.ID); err != nil {
		return err
	}
	if err := moveMemos(ctx, tx, gone.ID, stays.ID); err != nil {
		return err
	}
	return tx.DeleteOrganisation(gone.ID)
}

// staff moves the people of a company.
func (m *merging) staff(ctx context.Context, tx *store.Tx, gone, stays research.ID, did *Merged) error {
	people, err := tx.Participants(ctx)
	if err != nil {
		return err
	}
	theirs := map[research.ID]bool{}
	for _, p := range people {
		if p.Organisation != gone {
			continue
		}
		theirs[p.ID] = true
		p.Organisation = stays
		if _, err := tx.PutParticipant(p); err != nil {
			return err
		}
	}
	ivs, err := tx.Interviews(ctx)
	for _, iv := range ivs {
		if slices.ContainsFunc(iv.Participants, func(id research.ID) bool { return theirs[id] }) {
			did.Interviews++
		}
	}
	return err
}

func (m *merging) deals(ctx context.Context, tx *store.Tx, field func(*research.Deal) *research.ID, gone, stays research.ID) error {
	list, err := tx.Deals(ctx)
	if err != nil {
		return err
	}
	for _, d := range list {
		if *field(&d) != gone {
			continue
		}
		*field(&d) = stays
		if _, err := tx.PutDeal(d); err != nil {
			return err
		}
	}
	return nil
}

func (m *merging) salespeople(ctx context.Context, tx *store.Tx, _ *Merged) error {
	all, err := tx.Salespeople(ctx)
	if err != nil {
		return err
	}
	gone, stays := two(all, func(p research.Salesperson) string { return p.Pseudonym }, m.gone, m.stays)
	if gone == nil {
		return nil
	}
	if stays == nil {
		gone.Pseudonym = m.stays
		return second(tx.PutSalesperson(*gone))
	}
	if err := m.deals(ctx, tx, func(d *research.Deal) *research.ID { return &d.Owner }, gone.ID, stays.ID); err != nil {
		return err
	}
	if err := moveMemos(ctx, tx, gone.ID, stays.ID); err != nil {
		return err
	}
	return tx.DeleteSalesperson(gone.ID)
}

// moveMemos moves the notes on a record to another.
func moveMemos(ctx context.Context, tx *store.Tx, from, to research.ID) error {
	list, err := tx.Memos(ctx)
	if err != nil {
		return err
	}
	for _, memo := range list {
		if memo.On != from {
			continue
		}
		memo.On = to
		if _, err := tx.PutMemo(memo); err != nil {
			return err
		}
	}
	return nil
}
