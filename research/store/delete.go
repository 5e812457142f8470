package store

import (
	"openloop/research"
)

// remove deletes a row by id; what hangs on it goes by cascade.
func (tx *Tx) remove(table, what string, id research.ID) error {
	n, err := tx.s.writer.run(tx.ctx, "DELETE FROM "+table+" WHERE id = ?", id)
	if err == nil && n == 0 {
		return research.Problemf(research.NotFound, "This %s is no longer in the study.", what)
	}
	return err
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

// DeleteCoding takes a code off its verbatim, and the verbatim with it when nothing else needs it: no
// other coding, clearance, theme or memo.
func (tx *Tx) DeleteCoding(id research.ID) error {
	c, err := one(tx.ctx, tx.q, codings, "WHERE id = ?", id)
	if err != nil {
		return err
	}
	if err := tx.remove("coding", "coding", id); err != nil {
		return err
	}
	n, err := tx.count(`SELECT (SELECT count(*) FROM coding WHERE verbatim = ?1) + (SELECT count(*) FROM clearance WHERE verbatim = ?1)
		+ (SELECT count(*) FROM theme_quote WHERE verbatim = ?1) + (SELECT count(*) FROM memo WHERE subject = ?1)`, c.Verbatim)
	if err != nil || n > 0 {
		return err
	}
	return tx.remove("verbatim", "verbatim", c.Verbatim)
}

// DeleteReason takes a reason off its interview.
func (tx *Tx) DeleteReason(id research.ID) error { return tx.remove("reason", "reason", id) }

// DeleteClearance takes a clearance back.
func (tx *Tx) DeleteClearance(id research.ID) error { return tx.remove("clearance", "clearance", id) }

// DeleteTheme deletes a theme; its codes and verbatims stay.
func (tx *Tx) DeleteTheme(id research.ID) error { return tx.remove("theme", "theme", id) }

// DeleteMemo deletes a note.
func (tx *Tx) DeleteMemo(id research.ID) error { return tx.remove("memo", "memo", id) }

// DeleteName takes a name off the clear-text list.
func (tx *Tx) DeleteName(id research.ID) error { return tx.remove("name", "name", id) }

// DeleteVerbatim deletes a verbatim with its codings, clearances, places in themes and memos.
func (tx *Tx) DeleteVerbatim(id research.ID) error {
	_, err := tx.s.writer.run(tx.ctx, `DELETE FROM memo WHERE subject = ?1 OR subject IN (SELECT id FROM coding WHERE verbatim = ?1)`, id)
	if err != nil {
		return err
	}
	return tx.remove("verbatim", "verbatim", id)
}

// DeleteCode deletes a code that nothing uses: no coding, reason, theme or other code.
func (tx *Tx) DeleteCode(id research.ID) error {
	n, err := tx.count(`SELECT (SELECT count(*) FROM coding WHERE code = ?1) + (SELECT count(*) FROM reason WHERE code = ?1)
		+ (SELECT count(*) FROM theme_code WHERE code = ?1) + (SELECT count(*) FROM code WHERE parent = ?1 OR merged_into = ?1)`, id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "This code is in use in %d places. Retire it or merge it into another instead.", n)
	}
	return tx.remove("code", "code", id)
}

// DeleteTurn deletes a turn in which no verbatim begins or ends.
func (tx *Tx) DeleteTurn(id research.ID) error {
	n, err := tx.count("SELECT count(*) FROM verbatim WHERE from_turn = ?1 OR to_turn = ?1", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d coded passages in this part of the transcript. Take their codes off first.", n)
	}
	if _, err := tx.s.writer.run(tx.ctx, "DELETE FROM memo WHERE subject = ?", id); err != nil {
		return err
	}
	return tx.remove("turn", "part of the transcript", id)
}

// DeleteInterview deletes an interview with its transcript, codings, reasons and memos. Participants and
// deal stay.
func (tx *Tx) DeleteInterview(id research.ID) error {
	_, err := tx.s.writer.run(tx.ctx, `DELETE FROM memo WHERE subject = ?1
		OR subject IN (SELECT id FROM turn WHERE interview = ?1)
		OR subject IN (SELECT id FROM reason WHERE interview = ?1)
		OR subject IN (SELECT id FROM verbatim WHERE interview = ?1)
		OR subject IN (SELECT coding.id FROM verbatim JOIN coding ON coding.verbatim = verbatim.id WHERE verbatim.interview = ?1)`, id)
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
