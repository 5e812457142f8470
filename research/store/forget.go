package store

import (
	"encoding/json"
	"fmt"

	"openloop/research"
)

// wordings are the columns that hold what people said or wrote, by table.
var wordings = map[string][]string{
	"turn":             {"text"},
	"interview":        {"note"},
	"memo":             {"text"},
	"clearance":        {"reworded"},
	"theme":            {"name", "so_what", "recommendation"},
	"story":            {"title", "text"},
	"assumption":       {"name", "source"},
	"saved_view":       {"name"},
	"pack_layout":      {"client", "confidential"},
	"code":             {"name", "definition", "include", "exclude", "example"},
	"verdict":          {"note"},
	"codebook_version": {"name", "body"},
	"question":         {"text", "purpose"},
	"name":             {"text"},
}

// Forget has the journal lose every earlier wording of records of a table when this edit is saved, for
// words that must not be kept: undo brings back everything else about them, but their wording stays what
// it is now. Nothing brings the old words back.
func (tx *Tx) Forget(table string, ids ...research.ID) error {
	columns, ok := wordings[table]
	if !ok {
		return research.Problemf(research.Invalid, "A %s holds no words to forget.", table)
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	for _, c := range columns {
		tx.forget = append(tx.forget, forgotten{table, c, string(list)})
	}
	return tx.dropWording(table, ids)
}

type forgotten struct{ table, column, ids string }

// forgetWordings rewrites the journal. Where it holds a whole row, the row gets the wording of now.
func (tx *Tx) forgetWordings() error {
	for _, f := range tx.forget {
		now := fmt.Sprintf("(SELECT coalesce(max(t.%s), '') FROM %s t WHERE t.id = change.id)", f.column, f.table)
		query := fmt.Sprintf(`UPDATE change SET
			before = iif(op = 'update', json_remove(before, '$.%[1]s'), json_replace(before, '$.%[1]s', %[2]s)),
			after = iif(op = 'update', json_remove(after, '$.%[1]s'), json_replace(after, '$.%[1]s', %[2]s))
			WHERE tbl = ?1 AND id IN (SELECT value FROM json_each(?2)) AND coalesce(before, after) IS NOT NULL`, f.column, now)
		if _, err := tx.s.writer.run(tx.ctx, query, f.table, f.ids); err != nil {
			return err
		}
	}
	return nil
}
