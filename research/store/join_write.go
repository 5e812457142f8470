package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"openloop/research"
)

// write brings everything that was decided into the study.
func (j *join) write() error {
	w := j.tx.s.writer
	if err := w.exec(j.ctx, "PRAGMA defer_foreign_keys = 1"); err != nil {
		return err
	}
	tables := inOrder(slices.Collect(maps.Keys(w.journaled)))
	byTable := func(keys []at) map[string][]research.ID {
		out := map[string][]research.ID{}
		for _, k := range keys {
			out[k.table] = append(out[k.table], k.id)
		}
		for _, ids := range out {
			slices.Sort(ids)
		}
		return out
	}
	gone := byTable(slices.Collect(maps.Keys(j.deletes)))
	for _, t := range slices.Backward(tables) {
		if err := j.remove(t, gone[t]); err != nil {
			return err
		}
	}
	come := byTable(slices.Collect(maps.Keys(j.puts)))
	for _, t := range tables {
		if err := j.insert(t, come[t]); err != nil {
			return err
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(j.updates), func(a, b at) int { return strings.Compare(a.String(), b.String()) }) {
		if j.deletes[k] {
			continue
		}
		if err := j.update(k, j.updates[k]); err != nil {
			return err
		}
		if err := j.reseal(k); err != nil {
			return err
		}
		j.Changed[k.table]++
	}
	return nil
}

// reseal keeps words out of this journal that were redacted on the copy: the vault has them, under the reference
// that the copy's journal has.
func (j *join) reseal(k at) error {
	t := j.theirs[k]
	if t == nil || j.here[k] == nil {
		return nil
	}
	for column, ref := range t.sealed {
		if j.updates[k][column] == nil || j.ours.column(k, column) {
			continue
		}
		if err := j.tx.Seal(Wording{Table: k.table, ID: k.id, Column: column, Text: j.here[k].text(column), Ref: ref}); err != nil {
			return err
		}
	}
	return nil
}

func (j *join) remove(table string, ids []research.ID) error {
	if len(ids) == 0 {
		return nil
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	n, err := j.tx.s.writer.run(j.ctx, "DELETE FROM "+table+" WHERE id IN (SELECT value FROM json_each(?))", string(b))
	j.Deleted[table] += int(n)
	return err
}

func (j *join) insert(table string, ids []research.ID) error {
	columns := j.tx.s.writer.journaled[table]
	var values []string
	for _, c := range columns {
		values = append(values, inward(table, c, "e.value ->> '"+c+"'"))
	}
	query := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") + " FROM json_each(?) e ORDER BY e.key"
	for part := range slices.Chunk(ids, 2000) {
		rows := make([]image, len(part))
		for i, id := range part {
			rows[i] = j.puts[at{table, id}]
		}
		b, err := json.Marshal(rows)
		if err != nil {
			return err
		}
		err = j.tx.inserting(table, func() error { _, err := j.tx.s.writer.run(j.ctx, query, string(b)); return err })
		if err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
		j.New[table] += len(part)
	}
	return nil
}

func (j *join) update(k at, set image) error {
	b, err := json.Marshal(set)
	if err != nil {
		return err
	}
	var list []string
	for _, c := range slices.Sorted(maps.Keys(set)) {
		list = append(list, c+" = "+inward(k.table, c, "?2 ->> '"+c+"'"))
	}
	if _, err := j.tx.s.writer.run(j.ctx, "UPDATE "+k.table+" SET "+strings.Join(list, ", ")+" WHERE id = ?1", k.id, string(b)); err != nil {
		return fmt.Errorf("update %s: %w", k.table, err)
	}
	return nil
}

// reasons leaves one main reason of each kind to an interview: where both sides set one, this study's stays it and
// the other one contributes, unless that was decided the other way round.
func (j *join) reasons() error {
	list, err := all(j.ctx, j.tx.q, reasons, `WHERE is_primary AND (SELECT count(*) FROM reason o WHERE o.interview = reason.interview AND o.kind = reason.kind AND o.is_primary) > 1
		ORDER BY interview, kind, id`)
	if err != nil {
		return err
	}
	type place struct {
		interview research.ID
		kind      research.ReasonKind
	}
	sides := map[place]*[2]research.Reason{}
	var order []place
	for _, r := range list {
		p := place{r.Interview, r.Kind}
		if sides[p] == nil {
			sides[p] = &[2]research.Reason{}
			order = append(order, p)
		}
		if _, came := j.puts[at{"reason", r.ID}]; came {
			sides[p][1] = r
		} else {
			sides[p][0] = r
		}
	}
	for _, p := range order {
		if s := sides[p]; s[0].ID != "" && s[1].ID != "" {
			if err := j.oneReason(s[0], s[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *join) oneReason(ours, theirs research.Reason) error {
	if ours.Code == theirs.Code {
		j.New["reason"]--
		return j.tx.DeleteReason(theirs.ID)
	}
	c := Clash{Key: fmt.Sprintf("reason/%s/%s", ours.Interview, ours.Kind), Kind: SamePlace, Table: "reason", ID: ours.ID, Column: string(ours.Kind),
		Ours: j.words(at{}, image{"code": quoted(ours.Code)}), Theirs: j.words(at{}, image{"code": quoted(theirs.Code)}), Choices: []Choice{Ours, Theirs}, Choice: Ours, Interview: ours.Interview}
	loser := theirs
	if j.clash(c) == Theirs {
		loser = ours
	}
	loser.Primary = false
	_, err := j.tx.PutReason(loser)
	return err
}

func quoted(id research.ID) json.RawMessage {
	b, _ := json.Marshal(id)
	return b
}

// mergedCodes lets codings follow a merge that the other side made.
func (j *join) mergedCodes() error {
	type one struct{ coding, code, into research.ID }
	var list []one
	rows, err := j.tx.s.writer.query(j.ctx, `SELECT c.id, k.id, k.merged_into FROM code k JOIN coding c ON c.code = k.k WHERE k.merged_into IS NOT NULL`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var o one
		if err := rows.Scan(&o.coding, &o.code, &o.into); err != nil {
			return err
		}
		_, came := j.puts[at{"coding", o.coding}]
		if came || j.updates[at{"coding", o.coding}]["code"] != nil || j.updates[at{"code", o.code}]["merged_into"] != nil {
			list = append(list, o)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	moved := map[research.ID]int{}
	for _, o := range list {
		if err := j.update(at{"coding", o.coding}, image{"code": quoted(j.successor(o.into))}); err != nil {
			return err
		}
		moved[o.code]++
	}
	for _, id := range slices.Sorted(maps.Keys(moved)) {
		j.clash(Clash{Key: "merged/" + string(id), Kind: MergedCode, Table: "code", ID: id, Ours: j.words(at{}, image{"code": quoted(id)}), Theirs: strconv.Itoa(moved[id]), Choice: Both})
	}
	return nil
}

// successor follows merges to their end.
func (j *join) successor(code research.ID) research.ID {
	for range 100 {
		var into research.ID
		if j.tx.s.writer.conn.QueryRowContext(j.ctx, "SELECT coalesce(merged_into, '') FROM code WHERE id = ?", code).Scan(&into) != nil || into == "" {
			break
		}
		code = into
	}
	return code
}

// ledger takes over the packs that were issued from the copy: they have gone out, whoever issued them.
func (j *join) ledger() error {
	var fresh []research.ID
	err := eachRow(j.ctx, j.copy.db, "SELECT id, '' FROM export", func(id research.ID, _ string) error {
		var n int
		if err := j.tx.s.writer.queryRow(j.ctx, "SELECT count(*) FROM export WHERE id = ?", []any{id}, &n); err != nil || n > 0 {
			return err
		}
		fresh = append(fresh, id)
		return nil
	})
	if err != nil {
		return err
	}
	given, err := json.Marshal(append([]research.ID{}, fresh...))
	if err != nil {
		return err
	}
	of := "(SELECT value FROM json_each(?))"
	for _, t := range [][2]string{
		{"export", "t.id IN " + of}, {"export_group", "t.export IN " + of},
		{"export_cell", "t.export_group IN (SELECT id FROM export_group WHERE export IN " + of + ")"}, {"passed", "? <> ''"},
		{"export_check", "t.export IN " + of}, {"export_file", "t.export IN " + of}, {"export_quote", "t.export IN " + of},
	} {
		if err := j.copyRows(t[0], t[1], string(given)); err != nil {
			return err
		}
	}
	// Whoever was erased here is in no file that comes back with a copy.
	_, err = j.tx.s.writer.run(j.ctx, dropFiles+`(SELECT g.export FROM export_group g, json_each(g.members) m WHERE g.export IN (SELECT value FROM json_each(?2))
		AND m.value NOT IN (SELECT id FROM interview))`, GoneErased, string(given))
	if err != nil {
		return err
	}
	if err := j.tx.forgetQuoted(); err != nil {
		return err
	}
	j.Packs = len(fresh)
	j.tx.ledger = append(j.tx.ledger, fresh...)
	return nil
}

// copyRows copies rows of a table that the journal does not cover, as far as they are not here.
func (j *join) copyRows(table, where string, arg any) error {
	var columns []string
	err := eachRow(j.ctx, j.tx.s.writer, "SELECT name, '' FROM pragma_table_info('"+table+"')", func(c, _ string) error {
		columns = append(columns, c)
		return nil
	})
	if err != nil {
		return err
	}
	var pairs, values []string
	for _, c := range columns {
		pairs = append(pairs, "'"+c+"', t."+c)
		values = append(values, "?1 ->> '"+c+"'")
	}
	rows, err := j.copy.db.QueryContext(j.ctx, "SELECT json_object("+strings.Join(pairs, ", ")+") FROM "+table+" t WHERE "+where, arg)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			return err
		}
		if _, err := j.tx.s.writer.run(j.ctx, "INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(values, ", ")+") ON CONFLICT DO NOTHING", row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// remember notes which steps were taken over.
func (j *join) remember() error {
	if len(j.apart.uuids) == 0 {
		return nil
	}
	return j.tx.inserting("joined", func() error {
		_, err := j.tx.s.writer.run(j.ctx, "INSERT INTO joined (id, coder, utc, steps) VALUES (?, ?, ?, ?)", NewID(), j.apart.coder, j.tx.s.opts.now().Format(timeLayout), strings.Join(j.apart.uuids, " "))
		return err
	})
}
