package store

import (
	"context"
	"encoding/json"

	"openloop/research"
)

// keyedTables are those whose records are known by the key of a row of some source.
var keyedTables = []string{"campaign", "deal", "interview", "turn"}

// Rekey puts other source keys in the place of some, old to new: in the records, and wherever the history holds
// them, so that neither undo nor redo brings an old one back. It is no step of its own, since nothing of it is a
// person's doing: what the study says stays as it was, and what was undone can still be done again. It answers how
// many records there were with such a key.
func (s *Store) Rekey(ctx context.Context, keys map[string]string) (records int, err error) {
	if len(keys) == 0 {
		return 0, nil
	}
	ch, records, err := s.rekey(ctx, keys)
	if err != nil {
		return 0, explain(s.path, "recognise what was imported", err)
	}
	if len(ch.Tables) > 0 {
		s.publish(ch)
	}
	return records, nil
}

func (s *Store) rekey(ctx context.Context, keys map[string]string) (ch Change, records int, err error) {
	unlock, err := s.lockWriter()
	if err != nil {
		return ch, 0, err
	}
	defer unlock()
	list, err := json.Marshal(keys)
	if err != nil {
		return ch, 0, err
	}
	ch.Tables = map[string][]research.ID{}
	w := s.writer
	err = w.inTx(ctx, func() error {
		if err := w.exec(ctx, "CREATE TEMP TABLE rekeyed (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID"); err != nil {
			return err
		}
		if err := w.exec(ctx, "INSERT INTO rekeyed SELECT key, value FROM json_each(?)", string(list)); err != nil {
			return err
		}
		for _, table := range keyedTables {
			res, err := w.conn.ExecContext(ctx, "UPDATE "+table+" SET source_key = r.new FROM rekeyed r WHERE r.old = "+table+".source_key")
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			if records += int(n); n > 0 {
				ch.Tables[table] = nil // which of them does not matter
			}
		}
		for _, image := range []string{"before", "after"} {
			if err := w.rekeyImages(ctx, image); err != nil {
				return err
			}
		}
		return w.exec(ctx, "DROP TABLE rekeyed")
	})
	if err == nil {
		s.written()
	}
	return ch, records, err
}

// rekeyImages does it in what the history holds of records.
func (w *writer) rekeyImages(ctx context.Context, image string) error {
	return w.exec(ctx, "UPDATE change SET "+image+" = json_set("+image+", '$.source_key', r.new) FROM rekeyed r"+
		" WHERE change.tbl IN (SELECT value FROM json_each(?)) AND r.old = change."+image+" ->> '$.source_key'", jsonOf(keyedTables))
}

// jsonOf is a list of words as JSON.
func jsonOf(words []string) string {
	b, _ := json.Marshal(words) // strings only
	return string(b)
}
