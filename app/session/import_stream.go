package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// A sheet may hold a hundred thousand answers. Its interviews are hidden in and stored a few at a time: while one lot
// is stored, the next is looked through on the other processor, and what is stored is let go of. So neither the time
// nor the memory of the one adds to that of the other.

// inOneLot is how many interviews are looked through at a time: enough for several processors.
const inOneLot = 64

// streams says whether interviews are stored as they are made ready. Transcripts, notes of a CRM and projects look
// back at all that came before, so these are made ready first.
func (im *importer) streams() bool {
	if len(im.ready) == 0 || im.held.singly != nil || im.brought != nil || hasCRM(im.plan) {
		return false
	}
	return !slices.ContainsFunc(im.ready, func(r *readyInterview) bool { return r.talk != nil })
}

// stream makes interviews ready, and stores them and their codings. Codings of interviews that are not in this import
// are made ready for the end.
func (im *importer) stream(ctx context.Context, tx *store.Tx, p Progress) error {
	of := map[string][]int{}
	here := map[string]bool{}
	for _, r := range im.ready {
		here[r.row.Key] = true
	}
	var elsewhere []int
	for i, c := range im.plan.Codings {
		if here[c.Interview] {
			of[c.Interview] = append(of[c.Interview], i)
		} else {
			elsewhere = append(elsewhere, i)
		}
	}
	at, doing := 0, "Hiding names and storing interview %d of %d"
	if im.dry {
		doing = "Hiding names in interview %d of %d"
	}
	err := im.eachReady(ctx, func(r *readyInterview) error {
		p.say(at, len(im.ready), doing, at+1, len(im.ready))
		if at++; ctx.Err() != nil {
			return ctx.Err()
		}
		if err := im.commitInterview(ctx, tx, r); err != nil {
			return err
		}
		if err := im.codingsOf(ctx, tx, r, of[r.row.Key], p); err != nil {
			return err
		}
		r.turns, r.row.Answers = nil, nil
		im.was.said.let(r.interview.ID)
		if !im.held.full() {
			return nil
		}
		return im.held.store(tx)
	})
	if err != nil {
		return err
	}
	if err := im.held.store(tx); err != nil {
		return err
	}
	return im.locateCodings(ctx, elsewhere, p)
}

// eachReady calls fn with every interview once names are hidden in it, in order, while the next ones are made ready.
func (im *importer) eachReady(ctx context.Context, fn func(*readyInterview) error) error {
	ctx, stop := context.WithCancel(ctx)
	lots := make(chan []*readyInterview, 1)
	var failed error
	go Safely(func() {
		defer close(lots)
		for lot := range slices.Chunk(im.ready, inOneLot) {
			if failed = im.redactAll(ctx, lot); failed != nil {
				return
			}
			select {
			case lots <- lot:
			case <-ctx.Done():
				failed = ctx.Err()
				return
			}
		}
	})
	defer func() {
		stop()
		for range lots { // until it has stopped
		}
	}()
	for lot := range lots {
		for _, r := range lot {
			if err := fn(r); err != nil {
				return err
			}
		}
	}
	return failed
}

// redactAll hides names in some interviews.
func (im *importer) redactAll(ctx context.Context, lot []*readyInterview) error {
	if err := im.lookAhead(ctx, lot...); err != nil {
		return err
	}
	for _, r := range lot {
		if err := im.redact(r); err != nil {
			return err
		}
	}
	return nil
}

// codingsOf finds and stores the codings of one interview, those of the plan that list says.
func (im *importer) codingsOf(ctx context.Context, tx *store.Tx, r *readyInterview, list []int, p Progress) error {
	if len(list) == 0 {
		return nil
	}
	im.codings = im.codings[:0]
	for _, i := range list {
		if err := im.locateCoding(r, i, p); err != nil {
			return err
		}
	}
	defer func() { im.codings = im.codings[:0] }()
	return im.commitCodings(ctx, tx, r)
}

// newCoded is what is coded in an interview that is new: nothing.
func newCoded(r *readyInterview) *codedInterview {
	ci := &codedInterview{verbatims: map[span]research.ID{}, spans: map[research.ID]span{}, codings: map[research.ID][]research.Coding{}, turnRev: map[research.ID]int{}}
	for _, t := range r.turns {
		ci.turnRev[t.turn.ID] = t.turn.Rev
	}
	return ci
}
