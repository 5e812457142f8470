package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"openloop/research"
)

// Wording is what a record said once, or says, as the journal holds it.
type Wording struct {
	Table  string
	ID     research.ID
	Column string
	Text   string
	Ref    string // of the text in the vault, given by whoever seals it
}

// sealable are columns besides those that hold words which may give words away: the checksum of a passage
// that is nothing but a name.
var sealable = map[string][]string{"verbatim": {"checksum"}}

// sealedKey marks in the journal's JSON an object in the place of words: {"sealed": reference}. Words are
// strings, so nothing that anybody types can be taken for one.
const sealedKey = "sealed"

// Wordings lists every wording that the journal holds in clear, each once.
func (r reader) Wordings(ctx context.Context) ([]Wording, error) {
	var out []Wording
	for _, table := range slices.Sorted(maps.Keys(wordings)) {
		for _, c := range wordings[table] {
			rows, err := r.q.QueryContext(ctx, fmt.Sprintf(`SELECT id, before ->> '$.%[1]s' FROM change WHERE tbl = ?1 AND json_type(before, '$.%[1]s') = 'text'
				UNION SELECT id, after ->> '$.%[1]s' FROM change WHERE tbl = ?1 AND json_type(after, '$.%[1]s') = 'text'`, c), table)
			if err != nil {
				return nil, r.explain("read the history", err)
			}
			for rows.Next() {
				w := Wording{Table: table, Column: c}
				if err := rows.Scan(&w.ID, &w.Text); err != nil {
					rows.Close()
					return nil, r.explain("read the history", err)
				}
				out = append(out, w)
			}
			if err := rows.Err(); err != nil {
				return nil, r.explain("read the history", err)
			}
		}
	}
	return out, nil
}

// Seal has the journal, when this edit is saved, hold references in the place of wordings: their texts are in
// the vault by then. Undo and redo still bring them back exactly, once the vault is open.
func (tx *Tx) Seal(list ...Wording) error {
	for _, w := range list {
		if !slices.Contains(wordings[w.Table], w.Column) && !slices.Contains(sealable[w.Table], w.Column) || w.Ref == "" {
			return research.Problemf(research.Invalid, "A %s has no such words to seal.", w.Table)
		}
	}
	tx.seal = append(tx.seal, list...)
	byTable := map[string][]research.ID{}
	for _, w := range list {
		byTable[w.Table] = append(byTable[w.Table], w.ID)
	}
	for _, table := range slices.Sorted(maps.Keys(byTable)) {
		if err := tx.dropWording(table, byTable[table]); err != nil {
			return err
		}
	}
	return nil
}

// NameStep gives a step of the history another name, for one that named somebody.
func (tx *Tx) NameStep(step int64, name string) error {
	_, err := tx.s.writer.run(tx.ctx, "UPDATE step SET name = ? WHERE id = ?", name, step)
	tx.renamed = true
	return err
}

// sealWordings puts references in the place of words, wherever the journal has them. A row inserted by the
// step that begins with change first is not in the journal yet: there the reference waits for its undo.
func (w *writer) sealWordings(ctx context.Context, list []Wording, first int64) error {
	for _, s := range list {
		waits := fmt.Sprintf(`UPDATE change SET after = json_object('%[1]s', json_object('`+sealedKey+`', ?4))
			WHERE seq >= ?5 AND tbl = ?1 AND id = ?2 AND op = 'insert' AND after IS NULL AND ?3 = (SELECT %[1]s FROM %[2]s WHERE id = ?2)`, s.Column, s.Table)
		if _, err := w.run(ctx, waits, s.Table, s.ID, s.Text, s.Ref, first); err != nil {
			return err
		}
		for _, side := range []string{"before", "after"} {
			query := fmt.Sprintf(`UPDATE change SET %[1]s = json_set(%[1]s, '$.%[2]s', json_object('`+sealedKey+`', ?4))
				WHERE tbl = ?1 AND id = ?2 AND coalesce(before, after) IS NOT NULL AND %[1]s ->> '$.%[2]s' = ?3`, side, s.Column)
			if _, err := w.run(ctx, query, s.Table, s.ID, s.Text, s.Ref); err != nil {
				return err
			}
		}
	}
	return nil
}

// OpenSealed tells the store how to read what was sealed: the texts by reference. Undo and redo ask for them.
func (s *Store) OpenSealed(read func(refs []string) (map[string]string, error)) {
	s.state.Lock()
	defer s.state.Unlock()
	s.openSealed = read
}

// sealedWord is a reference in one change.
type sealedWord struct {
	Wording
	seq    int64
	before bool
}

// sealedWords lists the references in the changes first to first+rows-1.
func (w *writer) sealedWords(ctx context.Context, first, rows int64) ([]sealedWord, error) {
	const mark = `{"` + sealedKey + `":`
	res, err := w.query(ctx, `SELECT seq, tbl, id, coalesce(before, ''), coalesce(after, '') FROM change
		WHERE seq >= ?1 AND seq < ?1 + ?2 AND (instr(before, '`+mark+`') OR instr(after, '`+mark+`'))`, first, rows)
	if err != nil {
		return nil, err
	}
	defer res.Close()
	var out []sealedWord
	for res.Next() {
		var sw sealedWord
		var images [2]string
		if err := res.Scan(&sw.seq, &sw.Table, &sw.ID, &images[0], &images[1]); err != nil {
			return nil, err
		}
		for i, image := range images {
			sw.before = i == 0
			for column, ref := range sealedIn(image) {
				sw.Column, sw.Ref = column, ref
				out = append(out, sw)
			}
		}
	}
	return out, res.Err()
}

// sealedIn is the columns of an image that hold references.
func sealedIn(image string) map[string]string {
	if !strings.Contains(image, sealedKey) {
		return nil
	}
	var row map[string]json.RawMessage
	if json.Unmarshal([]byte(image), &row) != nil {
		return nil
	}
	out := map[string]string{}
	for column, v := range row {
		var ref map[string]string
		if strings.HasPrefix(string(v), "{") && json.Unmarshal(v, &ref) == nil && ref[sealedKey] != "" {
			out[column] = ref[sealedKey]
		}
	}
	return out
}

// unseal puts words into the place of the references that a replay will write, and answers what has to be
// sealed again after it.
func (s *Store) unseal(ctx context.Context, first, rows int64, undo bool) ([]Wording, error) {
	all, err := s.writer.sealedWords(ctx, first, rows)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var refs []string
	for _, w := range all {
		if w.before == undo {
			refs = append(refs, w.Ref)
		}
	}
	texts, err := s.readSealed(refs)
	if err != nil {
		return nil, err
	}
	var again []Wording
	for _, w := range all {
		if w.before != undo {
			// The words that a replay takes away stand in the record now.
			if w.Text, err = s.wordingNow(ctx, w.Wording); err != nil {
				return nil, err
			}
			again = append(again, w.Wording)
			continue
		}
		side := "after"
		if w.before {
			side = "before"
		}
		w.Text = texts[w.Ref]
		again = append(again, w.Wording)
		query := fmt.Sprintf("UPDATE change SET %[1]s = json_set(%[1]s, '$.%[2]s', ?2) WHERE seq = ?1", side, w.Column)
		if _, err := s.writer.run(ctx, query, w.seq, w.Text); err != nil {
			return nil, err
		}
	}
	return again, nil
}

func (s *Store) wordingNow(ctx context.Context, w Wording) (text string, err error) {
	err = s.writer.queryRow(ctx, fmt.Sprintf("SELECT coalesce(max(%s), '') FROM %s WHERE id = ?", w.Column, w.Table), []any{w.ID}, &text)
	return text, err
}

// readSealed asks for texts; a reference without one is a problem, since a step is never half taken back.
func (s *Store) readSealed(refs []string) (map[string]string, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	s.state.RLock()
	read := s.openSealed
	s.state.RUnlock()
	if read == nil {
		return nil, research.Problemf(research.Locked, "This step changed words that are in the vault only. Open the vault, and take it back then.")
	}
	texts, err := read(refs)
	if err != nil {
		return nil, err
	}
	for _, r := range refs {
		if _, ok := texts[r]; !ok {
			return nil, research.Problemf(research.NotFound, "The words that this step would bring back are no longer in the vault, so it cannot be taken back.")
		}
	}
	return texts, nil
}

// foldLog folds the log, which still holds pages as they were, into the file. Somebody who is just reading is
// waited for a little; else it happens when nothing is being written, or on closing.
func (w *writer) foldLog(ctx context.Context) {
	w.folding.Lock()
	defer w.folding.Unlock()
	w.unfolded = true
	for range 20 {
		var busy, pages, done int
		err := w.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done)
		if err != nil || busy == 0 {
			w.unfolded = err != nil
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
}
