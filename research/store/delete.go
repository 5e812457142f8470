package store

import (
	"openloop/research"
)

// remove deletes a row by id.
func (tx *Tx) remove(table, what string, id research.ID) error {
	tx.numbers = nil // a row number must not outlive its row
	n, err := tx.s.writer.run(tx.ctx, "DELETE FROM "+table+" WHERE id = ?", id)
	if err == nil && n == 0 {
		return research.Problemf(research.NotFound, "This %s is no longer in the study.", what)
	}
	return err
}

// removeAll deletes the rows that hang on the record whose id is ?1, table by table. The rows that others
// refer to come last.
func (tx *Tx) removeAll(id research.ID, rows ...string) error {
	for _, from := range rows {
		if _, err := tx.s.writer.run(tx.ctx, "DELETE FROM "+from, id); err != nil {
			return err
		}
	}
	return nil
}

// count runs a SELECT count(*).
func (tx *Tx) count(query string, args ...any) (n int, err error) {
	st, err := tx.s.writer.prepare(tx.ctx, query)
	if err != nil {
		return 0, err
	}
	err = st.QueryRowContext(tx.ctx, args...).Scan(&n)
	return n, err
}

// DeleteCoding takes a code off its verbatim, and the verbatim with it when nothing else needs it.
func (tx *Tx) DeleteCoding(id research.ID) error {
	c, err := one(tx.ctx, tx.q, codings, "WHERE id = ?", id)
	if err != nil {
		return err
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1"); err != nil {
		return err
	}
	if err := tx.remove("coding", "coding", id); err != nil {
		return err
	}
	return tx.DropVerbatim(c.Verbatim)
}

// DropVerbatim deletes a verbatim that nothing needs: no coding, clearance, theme, memo, rung, price test or
// verdict. One that is needed stays, without an error.
func (tx *Tx) DropVerbatim(id research.ID) error {
	n, err := tx.count(`SELECT (SELECT count(*) FROM coding WHERE verbatim = (SELECT k FROM verbatim WHERE id = ?1))
		+ (SELECT count(*) FROM clearance WHERE verbatim = ?1) + (SELECT count(*) FROM theme_quote WHERE verbatim = ?1)
		+ (SELECT count(*) FROM memo WHERE subject = ?1) + (SELECT count(*) FROM rung WHERE verbatim = ?1)
		+ (SELECT count(*) FROM ladder WHERE price_verbatim = ?1) + (SELECT count(*) FROM verdict WHERE verbatim = ?1)`, id)
	if err != nil || n > 0 {
		return err
	}
	return tx.remove("verbatim", "verbatim", id)
}

// DeleteReason takes a reason off its interview.
func (tx *Tx) DeleteReason(id research.ID) error { return tx.remove("reason", "reason", id) }

// DeleteClearance takes a clearance back.
func (tx *Tx) DeleteClearance(id research.ID) error { return tx.remove("clearance", "clearance", id) }

// DeleteTheme deletes a theme with its memos; its codes and verbatims stay.
func (tx *Tx) DeleteTheme(id research.ID) error {
	if err := tx.removeAll(id, "memo WHERE subject = ?1", "theme_code WHERE theme = ?1", "theme_quote WHERE theme = ?1"); err != nil {
		return err
	}
	return tx.remove("theme", "theme", id)
}

// DeleteMemo deletes a note.
func (tx *Tx) DeleteMemo(id research.ID) error { return tx.remove("memo", "memo", id) }

// DeleteName takes a name off the clear-text list.
func (tx *Tx) DeleteName(id research.ID) error { return tx.remove("name", "name", id) }

// DeleteVerbatim deletes a verbatim with its codings, clearances, places in themes and ladders, and memos.
func (tx *Tx) DeleteVerbatim(id research.ID) error {
	err := tx.removeAll(id,
		"memo WHERE subject = ?1 OR subject IN (SELECT c.id FROM verbatim v JOIN coding c ON c.verbatim = v.k WHERE v.id = ?1)",
		"theme_quote WHERE verbatim = ?1",
		"clearance WHERE verbatim = ?1",
		"verdict WHERE verbatim = ?1",
		"rung WHERE verbatim = ?1",
		"ladder WHERE price_verbatim = ?1",
		"coding WHERE verbatim = (SELECT k FROM verbatim WHERE id = ?1)")
	if err != nil {
		return err
	}
	return tx.remove("verbatim", "verbatim", id)
}

// DeleteCode deletes a code that nothing uses, no coding, reason, theme, rung, verdict, deal or other code, with its
// memos.
func (tx *Tx) DeleteCode(id research.ID) error {
	n, err := tx.count(`SELECT (SELECT count(*) FROM coding WHERE code = (SELECT k FROM code WHERE id = ?1)) + (SELECT count(*) FROM reason WHERE code = ?1)
		+ (SELECT count(*) FROM theme_code WHERE code = ?1) + (SELECT count(*) FROM code WHERE parent = ?1 OR merged_into = ?1)
		+ (SELECT count(*) FROM rung WHERE code = ?1) + (SELECT count(*) FROM verdict WHERE code = ?1)
		+ (SELECT count(*) FROM deal WHERE instr(recorded, '"' || ?1 || '"') > 0)`, id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "This code is in use in %d places. Retire it or merge it into another instead.", n)
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1"); err != nil {
		return err
	}
	return tx.remove("code", "code", id)
}

// DeleteTurn deletes a turn in which no verbatim begins or ends.
func (tx *Tx) DeleteTurn(id research.ID) error {
	n, err := tx.count(`SELECT count(*) FROM turn t JOIN verbatim v ON v.interview = t.interview
		WHERE t.id = ? AND (v.from_turn = t.k OR v.to_turn = t.k)`, id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d coded passages in this part of the transcript. Take their codes off first.", n)
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1", "mask WHERE turn = ?1"); err != nil {
		return err
	}
	return tx.remove("turn", "part of the transcript", id)
}

// ofInterview is the row number of the interview whose id is ?1.
const ofInterview = "(SELECT k FROM interview WHERE id = ?1)"

// DeleteInterview deletes an interview with its transcript, codings, reasons and memos. Participants and
// deal stay.
func (tx *Tx) DeleteInterview(id research.ID) error {
	const verbatims = "FROM verbatim WHERE interview = " + ofInterview
	err := tx.removeAll(id,
		`memo WHERE subject = ?1 OR subject IN (SELECT id FROM reason WHERE interview = ?1)
			OR subject IN (SELECT id FROM turn WHERE interview = `+ofInterview+`)
			OR subject IN (SELECT id `+verbatims+`)
			OR subject IN (SELECT id FROM coding WHERE verbatim IN (SELECT k `+verbatims+`))`,
		"theme_quote WHERE verbatim IN (SELECT id "+verbatims+")",
		"clearance WHERE verbatim IN (SELECT id "+verbatims+")",
		"verdict WHERE verbatim IN (SELECT id "+verbatims+")",
		"rung WHERE interview = ?1",
		"ladder WHERE interview = ?1",
		"assignment WHERE interview = ?1",
		"coding WHERE verbatim IN (SELECT k "+verbatims+")",
		"verbatim WHERE interview = "+ofInterview,
		"mask WHERE turn IN (SELECT id FROM turn WHERE interview = "+ofInterview+")",
		"turn WHERE interview = "+ofInterview,
		"reason WHERE interview = ?1",
		"interview_participant WHERE interview = ?1")
	if err != nil {
		return err
	}
	return tx.remove("interview", "interview", id)
}

// DeleteWave deletes a wave without interviews.
func (tx *Tx) DeleteWave(id research.ID) error {
	n, err := tx.count("SELECT count(*) FROM interview WHERE wave = ?", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d interviews in this wave. Move them to another first.", n)
	}
	return tx.remove("wave", "wave", id)
}
