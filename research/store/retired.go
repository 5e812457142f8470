package store

import (
	"context"

	"openloop/research"
)

var retirements = &table[research.Retired]{
	name:    "retired",
	columns: columns("id pseudonym survivor utc"),
	order:   "utc, id",
	fields: func(v *research.Retired) []any {
		return []any{&v.ID, &v.Pseudonym, &v.Survivor, stamp{&v.UTC}}
	},
}

// PutRetired notes that a pseudonym is another's.
func (tx *Tx) PutRetired(v research.Retired) (research.ID, error) {
	return putOne(tx, retirements, v)
}

// Retired are the pseudonyms that turned out to be others', oldest first.
func (r reader) Retired(ctx context.Context) ([]research.Retired, error) {
	return readAll(ctx, r, retirements)
}

// DeleteSalesperson deletes a salesperson who owns no deal, with their notes.
func (tx *Tx) DeleteSalesperson(id research.ID) error {
	n, err := tx.count("SELECT count(*) FROM deal WHERE owner = ?1", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d deals of this salesperson. Give them to another first.", n)
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1"); err != nil {
		return err
	}
	return tx.remove("salesperson", "salesperson", id)
}
