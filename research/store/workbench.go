package store

import (
	"context"

	"openloop/research"
)

var codebookVersions = &table[research.CodebookVersion]{
	name:    "codebook_version",
	columns: columns("id number name coder utc body"),
	order:   "number, id",
	fields: func(v *research.CodebookVersion) []any {
		return []any{&v.ID, &v.Number, &v.Name, &v.Coder, stamp{&v.UTC}, &v.Body}
	},
}

var ladders = &table[research.Ladder]{
	name:    "ladder",
	columns: columns("id interview price_test price_verbatim"),
	order:   "interview, id",
	fields: func(v *research.Ladder) []any {
		return []any{&v.ID, &v.Interview, &v.PriceTest, ref{&v.PriceVerbatim}}
	},
}

var rungs = &table[research.Rung]{
	name:    "rung",
	columns: columns("id interview pos verbatim code"),
	order:   "interview, pos, id",
	fields: func(v *research.Rung) []any {
		return []any{&v.ID, &v.Interview, &v.Pos, &v.Verbatim, ref{&v.Code}}
	},
}

var assignments = &table[research.Assignment]{
	name:    "assignment",
	columns: columns("id interview coder done sample"),
	order:   "coder, id",
	fields: func(v *research.Assignment) []any {
		return []any{&v.ID, &v.Interview, &v.Coder, &v.Done, &v.Sample}
	},
}

var verdicts = &table[research.Verdict]{
	name:    "verdict",
	columns: columns("id verbatim code stands coder utc note first_had second_had"),
	order:   "utc, id",
	fields: func(v *research.Verdict) []any {
		return []any{&v.ID, &v.Verbatim, &v.Code, &v.Stands, &v.Coder, stamp{&v.UTC}, &v.Note, &v.First, &v.Second}
	},
}

// PutCodebookVersion stores a version of the codebook.
func (tx *Tx) PutCodebookVersion(v research.CodebookVersion) (research.ID, error) {
	return putOne(tx, codebookVersions, v)
}

// DeleteCodebookVersion deletes a version; the codebook stays as it is.
func (tx *Tx) DeleteCodebookVersion(id research.ID) error {
	return tx.remove("codebook_version", "version of the codebook", id)
}

// PutLadder stores what an interview's ladder has besides its rungs. An interview has one at most.
func (tx *Tx) PutLadder(v research.Ladder) (research.ID, error) { return putOne(tx, ladders, v) }

// DeleteLadder deletes it; the rungs stay.
func (tx *Tx) DeleteLadder(id research.ID) error { return tx.remove("ladder", "ladder", id) }

// PutRung stores one rung.
func (tx *Tx) PutRung(v research.Rung) (research.ID, error) { return putOne(tx, rungs, v) }

// DeleteRung deletes one rung; its verbatim stays.
func (tx *Tx) DeleteRung(id research.ID) error { return tx.remove("rung", "rung of the ladder", id) }

// PutAssignment gives an interview to a second coder.
func (tx *Tx) PutAssignment(v research.Assignment) (research.ID, error) {
	return putOne(tx, assignments, v)
}

// DeleteAssignment takes it back.
func (tx *Tx) DeleteAssignment(id research.ID) error {
	return tx.remove("assignment", "second coding", id)
}

// PutVerdict stores what coders settled.
func (tx *Tx) PutVerdict(v research.Verdict) (research.ID, error) { return putOne(tx, verdicts, v) }

// DeleteVerdict takes it back.
func (tx *Tx) DeleteVerdict(id research.ID) error {
	return tx.remove("verdict", "settled difference", id)
}

// CodebookVersions are the kept versions of the codebook, first to last.
func (r reader) CodebookVersions(ctx context.Context) ([]research.CodebookVersion, error) {
	return readAll(ctx, r, codebookVersions)
}

// Ladders are what the interviews' ladders have besides their rungs.
func (r reader) Ladders(ctx context.Context) ([]research.Ladder, error) {
	return readAll(ctx, r, ladders)
}

// Ladder is what an interview's ladder has besides its rungs; false where nothing is stored.
func (r reader) Ladder(ctx context.Context, interview research.ID) (research.Ladder, bool, error) {
	list, err := all(ctx, r.q, ladders, "WHERE interview = ?", interview)
	if err != nil || len(list) == 0 {
		return research.Ladder{}, false, r.explain("read a ladder", err)
	}
	return list[0], true, nil
}

// AllRungs are the rungs of every interview, in order.
func (r reader) AllRungs(ctx context.Context) ([]research.Rung, error) { return readAll(ctx, r, rungs) }

// Rungs are the rungs of one interview, from what was told to what decided.
func (r reader) Rungs(ctx context.Context, interview research.ID) ([]research.Rung, error) {
	v, err := all(ctx, r.q, rungs, "WHERE interview = ? ORDER BY pos, id", interview)
	return v, r.explain("read a ladder", err)
}

// Assignments are the interviews that second coders have to code.
func (r reader) Assignments(ctx context.Context) ([]research.Assignment, error) {
	return readAll(ctx, r, assignments)
}

// Verdicts are the differences that were settled, oldest first.
func (r reader) Verdicts(ctx context.Context) ([]research.Verdict, error) {
	return readAll(ctx, r, verdicts)
}
