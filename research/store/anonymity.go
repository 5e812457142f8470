package store

import (
	"context"

	"openloop/research"
)

var masks = &table[research.Mask]{
	name:    "mask",
	columns: columns("id turn from_offset to_offset kind pseudonym original state"),
	order:   "turn, from_offset, id",
	fields: func(v *research.Mask) []any {
		return []any{&v.ID, &v.Turn, &v.From, &v.To, &v.Kind, &v.Pseudonym, &v.Original, &v.State}
	},
}

var stories = &table[research.Story]{
	name:    "story",
	columns: columns("id pos title text interviews consented read_back cleared"),
	order:   "pos, id",
	fields: func(v *research.Story) []any {
		return []any{&v.ID, &v.Pos, &v.Title, &v.Text, list[research.ID]{&v.Interviews}, &v.Consented, &v.ReadBack, &v.Cleared}
	},
}

// The next two are no part of undo: what was erased stays erased, and what somebody let pass was let pass.

var erasures = &table[research.Erased]{
	name:    "erased",
	columns: columns("id pseudonym utc"),
	order:   "utc, id",
	fields:  func(v *research.Erased) []any { return []any{&v.ID, &v.Pseudonym, stamp{&v.UTC}} },
}

var passes = &table[research.Passed]{
	name:    "passed",
	columns: columns("id word place coder utc"),
	order:   "utc, id",
	fields: func(v *research.Passed) []any {
		return []any{&v.ID, &v.Word, &v.Place, &v.Coder, stamp{&v.UTC}}
	},
}

// PutMasks stores masked passages.
func (tx *Tx) PutMasks(v []research.Mask) ([]research.ID, error) { return put(tx, masks, v...) }

// DeleteMask forgets that a passage is masked. Its words stay as they are.
func (tx *Tx) DeleteMask(id research.ID) error { return tx.remove("mask", "masked passage", id) }

// PutStory stores a story.
func (tx *Tx) PutStory(v research.Story) (research.ID, error) { return putOne(tx, stories, v) }

// DeleteStory deletes a story.
func (tx *Tx) DeleteStory(id research.ID) error { return tx.remove("story", "story", id) }

// PutErased notes that somebody was erased. No undo takes it back.
func (tx *Tx) PutErased(v research.Erased) (research.ID, error) {
	return putAside(tx, erasures, v)
}

// PutPassed notes that somebody let a word pass. No undo takes it back.
func (tx *Tx) PutPassed(v research.Passed) (research.ID, error) {
	return putAside(tx, passes, v)
}

// putAside writes a row of a table that the journal does not cover.
func putAside[T any](tx *Tx, t *table[T], row T) (research.ID, error) {
	id := t.fields(&row)[0].(*research.ID)
	if *id == "" {
		*id = NewID()
	}
	st, err := upsertStmt(tx, t, 1)
	if err != nil {
		return "", err
	}
	var args []any
	for _, f := range t.fields(&row) {
		args = append(args, argument(f))
	}
	_, err = st.ExecContext(tx.ctx, args...)
	return *id, err
}

// Masks are the masked passages of one interview, turn by turn.
func (r reader) Masks(ctx context.Context, interview research.ID) ([]research.Mask, error) {
	v, err := all(ctx, r.q, masks, `JOIN turn t ON t.id = mask.turn WHERE t.interview = `+ofInterview+` ORDER BY t.pos, mask.from_offset`, interview)
	return v, r.explain("read masked passages", err)
}

// OpenMasks are the masked passages of the study that somebody has to look at, interview by interview.
func (r reader) OpenMasks(ctx context.Context) ([]research.Mask, error) {
	v, err := all(ctx, r.q, masks, `JOIN turn t ON t.id = mask.turn WHERE mask.state = 'open' ORDER BY t.interview, t.pos, mask.from_offset`)
	return v, r.explain("read masked passages", err)
}

// CountOpenMasks is how many passages somebody has to look at.
func (r reader) CountOpenMasks(ctx context.Context) (n int, err error) {
	err = r.q.QueryRowContext(ctx, "SELECT count(*) FROM mask WHERE state = 'open'").Scan(&n)
	return n, r.explain("count masked passages", err)
}

// Stories are the study's stories, in order.
func (r reader) Stories(ctx context.Context) ([]research.Story, error) {
	return readAll(ctx, r, stories)
}

// Erased are the participants who were erased, oldest first.
func (r reader) Erased(ctx context.Context) ([]research.Erased, error) {
	return readAll(ctx, r, erasures)
}

// Passed are the words that somebody let pass, oldest first.
func (r reader) Passed(ctx context.Context) ([]research.Passed, error) {
	return readAll(ctx, r, passes)
}
