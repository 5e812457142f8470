package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"time"

	"openloop/research"
)

// Forgotten begins what stands in the ledger for an interview that was erased: packs issued about it cannot be
// called back, so the ledger still counts it, as one in all the groups that it was in, and knows nothing else.
const Forgotten = "erased "

// erasedSchema marks steps that an erasure has closed off: no version writes it, so nothing replays them.
const erasedSchema = 0

// DeleteParticipant deletes a participant with their notes and their places in interviews. The interviews
// stay.
func (tx *Tx) DeleteParticipant(id research.ID) error {
	if err := tx.removeAll(id, "memo WHERE subject = ?1", "interview_participant WHERE participant = ?1"); err != nil {
		return err
	}
	return tx.remove("participant", "participant", id)
}

// DeleteOrganisation deletes an organisation of which nobody is in the study any more and that no deal is with.
func (tx *Tx) DeleteOrganisation(id research.ID) error {
	n, err := tx.count("SELECT (SELECT count(*) FROM participant WHERE organisation = ?1) + (SELECT count(*) FROM deal WHERE organisation = ?1)", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d participants and deals of this organisation. Take them out first.", n)
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1"); err != nil {
		return err
	}
	return tx.remove("organisation", "organisation", id)
}

// DeleteDeal deletes a deal that no interview is about.
func (tx *Tx) DeleteDeal(id research.ID) error {
	n, err := tx.count("SELECT count(*) FROM interview WHERE deal = ?", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return research.Problemf(research.Conflict, "There are %d interviews about this deal. Take them out first.", n)
	}
	if err := tx.removeAll(id, "memo WHERE subject = ?1"); err != nil {
		return err
	}
	return tx.remove("deal", "deal", id)
}

// ForgetIssued takes interviews out of the ledger's groups. In the place of each stands a mark of its own, that
// says nothing but that somebody is gone: what disclosure control needs, so that the difference of two packs
// does not speak of them. The files of packs about them go. It answers how many places that were.
func (tx *Tx) ForgetIssued(interviews []research.ID) (places int, err error) {
	for _, id := range interviews {
		var mark [8]byte
		if _, err := rand.Read(mark[:]); err != nil {
			return places, err
		}
		if err := tx.dropAbout(id); err != nil {
			return places, err
		}
		n, err := tx.s.writer.run(tx.ctx, "UPDATE export_group SET members = replace(members, ?1, ?2) WHERE instr(members, ?1)",
			`"`+string(id)+`"`, fmt.Sprintf(`"%s%x"`, Forgotten, mark))
		if err != nil {
			return places, err
		}
		places += int(n)
	}
	return places, nil
}

// DeletePassed forgets that words, as the vault hashed them, were let pass in finished files.
func (tx *Tx) DeletePassed(words []string) error {
	for _, w := range words {
		if _, err := tx.s.writer.run(tx.ctx, "DELETE FROM passed WHERE word = ?", w); err != nil {
			return err
		}
	}
	return nil
}

// LastPack is the predicate of a group of nobody that a pack has which shows what no later one may be held against.
const LastPack = "last"

// SignedFor begins the predicate of a group that a quote was signed for; the id of its verbatim follows.
const SignedFor = "quote="

// ForgetSigned takes out of the ledger whatever it has of quotes that are no longer in the study.
func (tx *Tx) ForgetSigned() error {
	if err := tx.forgetQuoted(); err != nil {
		return err
	}
	_, err := tx.s.writer.run(tx.ctx, `DELETE FROM export_group WHERE predicate LIKE ?1 || '%'
		AND substr(predicate, length(?1) + 1) NOT IN (SELECT id FROM verbatim)`, SignedFor)
	return err
}

// CloseHistory makes this edit one that undo cannot go behind: when it is saved, the journal keeps the names
// of its steps and no row or wording of any of them, this one included.
func (tx *Tx) CloseHistory() { tx.closing = true }

// closeHistory empties the journal.
func (w *writer) closeHistory(ctx context.Context) error {
	for _, query := range []string{
		"DELETE FROM change",
		"UPDATE step SET state = 'dropped' WHERE state = 'undone'",
		"DELETE FROM counted WHERE interview NOT IN (SELECT k FROM interview)",
		"DELETE FROM searched WHERE interview NOT IN (SELECT k FROM interview)",
	} {
		if _, err := w.run(ctx, query); err != nil {
			return err
		}
	}
	_, err := w.run(ctx, "UPDATE step SET schema = ?", erasedSchema)
	return err
}

// HistoryClosed says whether somebody was erased from this study, so that undo does not reach back to its
// beginning.
func (s *Store) HistoryClosed(ctx context.Context) (bool, error) {
	var closed bool
	err := s.q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM step WHERE schema = ?)", erasedSchema).Scan(&closed)
	return closed, explain(s.path, "read the history", err)
}

// How long Scrub waits for whoever still reads.
const (
	scrubTries = 40
	scrubPause = 100 * time.Millisecond
)

// Scrub writes the study's file anew without what was deleted, and empties its log: afterwards no byte of
// either holds anything that the study does not. It fails while something else keeps reading, and may be
// called again.
func (s *Store) Scrub(ctx context.Context) error {
	unlock, err := s.lockWriter()
	if err != nil {
		return err
	}
	defer unlock()
	s.writer.folding.Lock()
	defer s.writer.folding.Unlock()
	if err := s.writer.exec(ctx, "VACUUM"); err != nil {
		return explain(s.path, "write anew", err)
	}
	for range scrubTries {
		var busy, logged, moved int
		err := s.writer.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &logged, &moved)
		if err == nil && busy == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(scrubPause):
		}
	}
	return research.Problemf(research.Conflict, "The study's log could not be emptied, because another program is reading the file. Close it there and do this once more.")
}

// SealedRefs lists every reference to words in the vault that the journal holds. Nothing else refers to them,
// so they are of no use once an erasure has emptied the journal.
func (r reader) SealedRefs(ctx context.Context) ([]string, error) {
	const mark = `'{"` + sealedKey + `":'`
	rows, err := r.q.QueryContext(ctx, "SELECT coalesce(before, ''), coalesce(after, '') FROM change WHERE instr(before, "+mark+") OR instr(after, "+mark+")")
	if err != nil {
		return nil, r.explain("read the history", err)
	}
	defer rows.Close()
	seen := map[string]bool{}
	for rows.Next() {
		var images [2]string
		if err := rows.Scan(&images[0], &images[1]); err != nil {
			return nil, r.explain("read the history", err)
		}
		for _, image := range images {
			for _, ref := range sealedIn(image) {
				seen[ref] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen)), r.explain("read the history", rows.Err())
}
