package session

import (
	"context"

	"openloop/research"
	"openloop/research/vault"
)

// LookedAgain is what looking for names in a whole study did.
type LookedAgain struct {
	Interviews int // in which something changed
	Turns      int // that changed
	Masked     int // passages that were not hidden before, or not under the right name
	ToReview   int // of them, hidden on suspicion
	Texts      int // notes, themes, messages and other words of the consultants that changed
}

// LookAgain looks for names in every transcript and every word written in the study, with all that the vault
// has learnt since and all that detection has: for after people were added, or an update. Codings stay on
// their words. What is found goes to the vault first; then the study changes in one step, whose earlier
// wordings its file keeps nowhere: undoing it asks the vault. Cancelling leaves everything as it was.
func (s *Session) LookAgain(ctx context.Context, p Progress) (LookedAgain, error) {
	var did LookedAgain
	v, err := s.openVault()
	if err != nil {
		return did, err
	}
	d, err := s.Dictionary(ctx)
	if err != nil {
		return did, err
	}
	r, let, err := s.lookThrough(ctx, v, "Look for names in all transcripts again", looked{find: d.Find}, p, &did)
	if err != nil {
		return did, err
	}
	texts, err := s.rewritten(ctx, lookingFor(d))
	if err != nil {
		return did, err
	}
	did.Texts = len(texts.edits)
	if r.seal, r.steps, err = s.earlier(ctx, d.Find, let); err != nil {
		return did, err
	}
	texts.into(&r)
	if !r.empty() {
		if err := s.commitMasks(ctx, v, r, p); err != nil {
			return did, err
		}
	}
	return did, s.noteLook(v)
}

// lookThrough looks through every transcript. It writes nothing. let is the words that people have said are no
// names.
func (s *Session) lookThrough(ctx context.Context, v *vault.Vault, title string, l looked, p Progress, did *LookedAgain) (remask, map[string]bool, error) {
	r, let := remask{title: title}, map[string]bool{}
	rows := s.InterviewRows(InterviewFilter{})
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return r, let, err
		}
		p.say(i, len(rows), "Looking for names in interview %d of %d", i+1, len(rows))
		turns, masks, err := s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			return r, let, err
		}
		n := len(r.turns)
		for _, t := range turns {
			was, found, err := s.behindMasks(v, t, masks[t.ID], l.find)
			if err != nil {
				return r, let, err
			}
			now, _ := was.look(l)
			for _, sp := range now.spots {
				if sp.mask.State == research.MaskLet {
					let[fold(now.words(sp))] = true
				}
			}
			c, ok := changeOf(t, was, now)
			if found {
				c.before = nil // not stored yet
			}
			if ok || found {
				r.turns = append(r.turns, c)
				did.count(c)
			}
		}
		if len(r.turns) > n {
			did.Interviews++
		}
	}
	return r, let, nil
}

func (d *LookedAgain) count(c turnChange) {
	d.Turns++
	was := map[research.ID]research.Mask{}
	for _, k := range c.before {
		was[k.ID] = k
	}
	for _, k := range c.after {
		old, known := was[k.ID]
		if known && old.Pseudonym == k.Pseudonym && old.State == k.State {
			continue
		}
		d.Masked++
		if k.State == research.MaskOpen {
			d.ToReview++
		}
	}
}

// maskedTurns reads an interview's turns, and their masks by turn.
func (s *Session) maskedTurns(ctx context.Context, interview research.ID) ([]research.Turn, map[research.ID][]research.Mask, error) {
	turns, err := s.store.Turns(ctx, interview)
	if err != nil {
		return nil, nil, err
	}
	masks, err := s.store.Masks(ctx, interview)
	by := map[research.ID][]research.Mask{}
	for _, k := range masks {
		by[k.Turn] = append(by[k.Turn], k)
	}
	return turns, by, err
}
