package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// carried is a verbatim before and after a change of the text under it.
type carried struct{ was, now research.Verbatim }

// carry moves a verbatim over a change of one of its turns. One that lost its words, or had none, has none.
func carry(v research.Verbatim, turn research.ID, reps []research.Replacement) research.Verbatim {
	switch {
	case v.From.Turn == turn && v.To.Turn == turn && v.Orphan:
		_, v.To.Offset = research.Moved(v.To.Offset, v.To.Offset, reps)
		v.From = v.To
	case v.From.Turn == turn && v.To.Turn == turn:
		v.From.Offset, v.To.Offset = research.Moved(v.From.Offset, v.To.Offset, reps)
	case v.From.Turn == turn:
		v.From.Offset, _ = research.Moved(v.From.Offset, v.From.Offset, reps)
	case v.To.Turn == turn:
		_, v.To.Offset = research.Moved(0, v.To.Offset, reps)
	}
	return v
}

// carryVerbatims carries the verbatims of an interview over a change of turn t, which has its new text, and
// stores those that changed. It answers all that stand on the turn. One that lost all of its words becomes an
// orphan for a person to look at.
func carryVerbatims(ctx context.Context, tx *store.Tx, t research.Turn, reps []research.Replacement) ([]carried, error) {
	vs, err := tx.VerbatimsOn(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	within := []research.Turn{t}
	if slices.ContainsFunc(vs, func(v research.Verbatim) bool { return v.From.Turn != v.To.Turn }) {
		if within, err = turnsWith(ctx, tx, t); err != nil {
			return nil, err
		}
	}
	var out []carried
	var put []research.Verbatim
	for _, v := range vs {
		now := carry(v, t.ID, reps)
		words := Quote(within, now.From, now.To)
		now.Orphan = v.Orphan || !hasWords(words)
		if !now.Orphan {
			now.Checksum = checksum(words)
		}
		out = append(out, carried{v, now})
		if now != v {
			put = append(put, now)
		}
	}
	if len(put) == 0 {
		return out, nil
	}
	_, err = tx.PutVerbatims(put)
	return out, err
}

// hasWords says whether a quotation holds more than the ends of its turns.
func hasWords(quote string) bool {
	return slices.ContainsFunc([]rune(quote), func(r rune) bool { return r != '\n' })
}

// turnsWith are the turns of t's interview with t as it is now.
func turnsWith(ctx context.Context, tx *store.Tx, t research.Turn) ([]research.Turn, error) {
	turns, err := tx.Turns(ctx, t.Interview)
	if err != nil {
		return nil, err
	}
	for i := range turns {
		if turns[i].ID == t.ID {
			turns[i] = t
		}
	}
	return turns, nil
}
