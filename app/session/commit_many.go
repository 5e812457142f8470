package session

import (
	"openloop/research"
	"openloop/research/store"
)

// held is what an import has made ready to be stored. Records go in many at a time, those that others refer to first:
// row by row, a large sheet would take three times as long. Each has its ID from the moment it is held.
type held struct {
	owners     []research.Salesperson // new ones
	orgs       lot[research.Organisation]
	people     lot[research.Participant]
	deals      lot[research.Deal]
	coders     []research.Coder
	fresh      []research.Interview // new ones
	amended    []research.Interview
	turns      []research.Turn // new ones
	masks      []research.Mask // new ones, on new turns
	reasons    []research.Reason
	verbatims  []research.Verbatim // new ones
	moved      []research.Verbatim // that now stand on other words
	codings    []research.Coding   // new ones
	recoded    []research.Coding
	clearances []research.Clearance

	say    rowsSay                      // of them
	singly func(*held, *store.Tx) error // in place of store's own way, by tests that compare the two
}

// lot are records of one kind to be stored.
type lot[T any] struct{ fresh, amended []T }

// hold takes up a record, which is new or was there under its ID.
func (l *lot[T]) hold(isNew bool, v T) {
	if isNew {
		l.fresh = append(l.fresh, v)
		return
	}
	l.amended = append(l.amended, v)
}

// id is a record's ID, a new one where it has none.
func (h *held) id(id research.ID) research.ID {
	if id == "" {
		return store.NewID()
	}
	return id
}

// many is the number of new turns or codings from which on what is held is stored.
const many = 4000

// full says whether enough is held to be stored.
func (h *held) full() bool { return len(h.turns)+len(h.codings) >= many || h.singly != nil }

// store writes what is held, and holds nothing afterwards.
func (h *held) store(tx *store.Tx) error {
	ways := []func(*store.Tx) error{h.storePeople, h.storeInterviews, h.storeCodings}
	if h.singly != nil {
		ways = []func(*store.Tx) error{func(tx *store.Tx) error { return h.singly(h, tx) }}
	}
	for _, put := range ways {
		if err := put(tx); err != nil {
			return err
		}
	}
	*h = held{turns: h.turns[:0], masks: h.masks[:0], fresh: h.fresh[:0], verbatims: h.verbatims[:0], codings: h.codings[:0], say: h.say, singly: h.singly}
	return nil
}

func (h *held) storePeople(tx *store.Tx) error {
	if err := tx.AddSalespeople(h.owners); err != nil {
		return err
	}
	if err := storeLot(h.orgs, tx.AddOrganisations, tx.PutOrganisations); err != nil {
		return err
	}
	if err := storeLot(h.people, tx.AddParticipants, tx.PutParticipants); err != nil {
		return err
	}
	if err := storeLot(h.deals, tx.AddDeals, tx.PutDeals); err != nil {
		return err
	}
	for _, c := range h.coders {
		if _, err := tx.PutCoder(c); err != nil {
			return err
		}
	}
	return nil
}

// storeLot stores what is new of one kind, then what was there.
func storeLot[T any](l lot[T], add func([]T) error, put func([]T) ([]research.ID, error)) error {
	if err := add(l.fresh); err != nil || len(l.amended) == 0 {
		return err
	}
	_, err := put(l.amended)
	return err
}

func (h *held) storeInterviews(tx *store.Tx) error {
	if err := tx.AddInterviews(h.fresh); err != nil {
		return err
	}
	if len(h.amended) > 0 {
		if _, err := tx.PutInterviews(h.amended); err != nil {
			return err
		}
	}
	if err := tx.AddTurns(h.turns); err != nil {
		return err
	}
	if err := tx.AddMasks(h.masks); err != nil || len(h.reasons) == 0 {
		return err
	}
	_, err := tx.PutReasons(h.reasons)
	return err
}

func (h *held) storeCodings(tx *store.Tx) error {
	if err := tx.AddVerbatims(h.verbatims); err != nil {
		return err
	}
	if len(h.moved) > 0 {
		if _, err := tx.PutVerbatims(h.moved); err != nil {
			return err
		}
	}
	if err := tx.AddCodings(h.codings); err != nil {
		return err
	}
	if len(h.recoded) > 0 {
		if _, err := tx.PutCodings(h.recoded); err != nil {
			return err
		}
	}
	for _, c := range h.clearances {
		if _, err := tx.PutClearance(c); err != nil {
			return err
		}
	}
	return nil
}
