package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"openloop/research"
)

// Tx is an edit under way. It reads what it has written. Every Put inserts where the ID is new, making
// one where it is empty, and otherwise updates what has changed.
type Tx struct {
	reader
	ctx    context.Context
	s      *Store
	ledger []research.ID // packs added to the ledger
	forget []forgotten   // wordings to take out of the journal
	seal   []Wording     // wordings that the journal keeps as references to the vault
	// renamed says that steps of the history were given other names.
	renamed bool
	dropped int // files of issued packs
	// closing empties the journal when the edit is saved
	closing bool
	// beginning says that the study begins with what the edit does
	beginning bool
	numbers   map[string]map[research.ID]numbered // row numbers at hand, by table

	trigger  string // is made again at the end: see ManyTurns
	lastTurn int64  // there was before
}

// bulk are the numbers of rows that go into one statement: many at a time, then few, then the last ones.
// A hundred are three times as fast as row by row.
var bulk = [...]int{100, 10, 1}

// put writes rows and returns their ids, which it also fills in.
func put[T any](tx *Tx, t *table[T], rows ...T) ([]research.ID, error) {
	ids := make([]research.ID, len(rows))
	if len(rows) == 0 {
		return ids, nil
	}
	err := tx.inserting(t.name, func() error {
		args := make([]any, 0, bulk[0]*len(t.columns))
		for at, i := 0, 0; at < len(rows); {
			n := bulk[i]
			if n > len(rows)-at {
				i++
				continue
			}
			args = args[:0]
			for k := at; k < at+n; k++ {
				fields := t.fields(&rows[k])
				id := fields[0].(*research.ID)
				if *id == "" {
					*id = NewID()
				}
				ids[k] = *id
				for _, f := range fields {
					args = append(args, argument(f))
				}
			}
			st, err := upsertStmt(tx, t, n)
			if err != nil {
				return err
			}
			if _, err := st.ExecContext(tx.ctx, args...); err != nil {
				return err
			}
			at += n
		}
		return nil
	})
	return ids, err
}

// upsertStmt is the statement that writes n rows.
func upsertStmt[T any](tx *Tx, t *table[T], n int) (*sql.Stmt, error) {
	w := tx.s.writer
	if st, ok := w.upserts[upsert{t.name, n}]; ok {
		return st, nil
	}
	st, err := w.prepare(tx.ctx, t.upsertSQL(n))
	if err == nil {
		w.upserts[upsert{t.name, n}] = st
	}
	return st, err
}

// argument is the value behind a field. database/sql would find it too, by reflection and slower.
func argument(field any) any {
	switch f := field.(type) {
	case *research.ID:
		return string(*f)
	case *string:
		return *f
	case *int:
		return int64(*f)
	case *bool:
		return *f
	}
	return field
}

// inserting runs fn and notes in the journal the rows it inserted into a table: those numbered past the
// last one before. A trigger would do this too, at twice the time for the whole of a big import.
func (tx *Tx) inserting(table string, fn func() error) error {
	last, err := tx.count("SELECT coalesce(max(rowid), 0) FROM " + table)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	_, err = tx.s.writer.run(tx.ctx, "INSERT INTO change (step, tbl, id, op) SELECT n.step, '"+table+"', t.id, 'insert' FROM edit_now n, "+
		table+" t WHERE n.step IS NOT NULL AND t.rowid > ? ORDER BY t.rowid", last)
	return err
}

func putOne[T any](tx *Tx, t *table[T], row T) (research.ID, error) {
	ids, err := put(tx, t, row)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PutStudy saves the study's record, of which there is one.
func (tx *Tx) PutStudy(v research.Study) error {
	if v.MinInterviews == 0 {
		v.MinInterviews = research.DefaultMinInterviews
	}
	if v.MinOrganisations == 0 {
		v.MinOrganisations = research.DefaultMinOrganisations
	}
	if v.MinInterviews < research.FloorMinInterviews {
		return research.Problemf(research.Invalid, "A figure must be about at least %d interviews.", research.FloorMinInterviews)
	}
	if old := tx.s.Study().ID; old != "" {
		v.ID = old
	}
	_, err := put(tx, studies, v)
	return err
}

// PutWave saves a round of interviews.
func (tx *Tx) PutWave(v research.Wave) (research.ID, error) { return putOne(tx, waves, v) }

// PutName saves an entry of the clear-text list.
func (tx *Tx) PutName(v research.Name) (research.ID, error) { return putOne(tx, names, v) }

// PutCoder saves a coder.
func (tx *Tx) PutCoder(v research.Coder) (research.ID, error) { return putOne(tx, coders, v) }

// PutOrganisation saves an organisation. Its pseudonym is its own.
func (tx *Tx) PutOrganisation(v research.Organisation) (research.ID, error) {
	return putOne(tx, organisations, v)
}

// PutParticipant saves a participant. Its pseudonym is its own.
func (tx *Tx) PutParticipant(v research.Participant) (research.ID, error) {
	return putOne(tx, participants, v)
}

// PutParticipants saves many participants.
func (tx *Tx) PutParticipants(v []research.Participant) ([]research.ID, error) {
	return put(tx, participants, slices.Clone(v)...)
}

// PutSalesperson saves one of the client's people. Its pseudonym is its own.
func (tx *Tx) PutSalesperson(v research.Salesperson) (research.ID, error) {
	return putOne(tx, salespeople, v)
}

// PutOrganisations saves many organisations.
func (tx *Tx) PutOrganisations(v []research.Organisation) ([]research.ID, error) {
	return put(tx, organisations, slices.Clone(v)...)
}

// PutSalespeople saves many of the client's people.
func (tx *Tx) PutSalespeople(v []research.Salesperson) ([]research.ID, error) {
	return put(tx, salespeople, slices.Clone(v)...)
}

// PutDeal saves a deal.
func (tx *Tx) PutDeal(v research.Deal) (research.ID, error) { return putOne(tx, deals, v) }

// PutDeals saves many deals.
func (tx *Tx) PutDeals(v []research.Deal) ([]research.ID, error) {
	return put(tx, deals, slices.Clone(v)...)
}

// PutInterview saves an interview with its participants, in their order.
func (tx *Tx) PutInterview(v research.Interview) (research.ID, error) {
	ids, err := tx.PutInterviews([]research.Interview{v})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PutInterviews saves many interviews with their participants.
func (tx *Tx) PutInterviews(v []research.Interview) ([]research.ID, error) {
	ids, err := put(tx, interviews, slices.Clone(v)...)
	if err != nil {
		return nil, err
	}
	var fresh []link
	for i, iv := range v {
		if iv.ID == "" {
			fresh = append(fresh, participantLinks.rows(ids[i], iv.Participants)...)
		} else if err := tx.putLinks(participantLinks, iv.ID, iv.Participants); err != nil {
			return nil, err
		}
	}
	_, err = put(tx, participantLinks.table, fresh...)
	return ids, err
}

// PutQuestion saves an entry of the interview guide.
func (tx *Tx) PutQuestion(v research.Question) (research.ID, error) { return putOne(tx, questions, v) }

// PutTurn saves a turn. Its Rev grows when its Text changes, whatever the caller says.
func (tx *Tx) PutTurn(v research.Turn) (research.ID, error) { return putOne(tx, turns, v) }

// PutTurns saves many turns.
func (tx *Tx) PutTurns(v []research.Turn) ([]research.ID, error) {
	return put(tx, turns, slices.Clone(v)...)
}

// PutStage saves a buying stage.
func (tx *Tx) PutStage(v research.Stage) (research.ID, error) { return putOne(tx, stages, v) }

// PutCode saves a code. A parent may be saved after its children, within the same edit.
func (tx *Tx) PutCode(v research.Code) (research.ID, error) { return putOne(tx, codes, v) }

// PutVerbatim saves a verbatim.
func (tx *Tx) PutVerbatim(v research.Verbatim) (research.ID, error) {
	ids, err := tx.PutVerbatims([]research.Verbatim{v})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PutVerbatims saves many verbatims.
func (tx *Tx) PutVerbatims(v []research.Verbatim) ([]research.ID, error) {
	for _, one := range v {
		if err := checkVerbatim(one); err != nil {
			return nil, err
		}
	}
	return put(tx, verbatims, slices.Clone(v)...)
}

func checkVerbatim(v research.Verbatim) error {
	if err := v.Validate(); err != nil {
		return research.Problemf(research.Invalid, "Nothing was changed: %w.", err)
	}
	return nil
}

// PutCoding saves a coding.
func (tx *Tx) PutCoding(v research.Coding) (research.ID, error) {
	ids, err := tx.PutCodings([]research.Coding{v})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PutCodings saves many codings.
func (tx *Tx) PutCodings(v []research.Coding) ([]research.ID, error) {
	for _, c := range v {
		if err := checkCoding(c); err != nil {
			return nil, err
		}
	}
	return put(tx, codings, slices.Clone(v)...)
}

// checkCoding keeps a coding's values within what counting can tell apart.
func checkCoding(c research.Coding) error {
	known := c.About == "" || c.About == research.AboutUs || c.About == research.AboutRival || c.About == research.AboutBuyer
	if !known || c.Polarity < research.Hurt || c.Polarity > research.Helped || c.Weight < 0 || c.Weight > research.Decided || c.Round < 0 || c.Round > 15 {
		return research.Problemf(research.Invalid, "Nothing was changed: a coding says whom it is about, whether that helped or hurt, how much it mattered, and nothing else.")
	}
	return nil
}

// PutReason saves one of an interview's four reasons.
func (tx *Tx) PutReason(v research.Reason) (research.ID, error) { return putOne(tx, reasons, v) }

// PutReasons saves many reasons.
func (tx *Tx) PutReasons(v []research.Reason) ([]research.ID, error) {
	return put(tx, reasons, slices.Clone(v)...)
}

// PutClearance saves the clearance of a verbatim.
func (tx *Tx) PutClearance(v research.Clearance) (research.ID, error) {
	return putOne(tx, clearances, v)
}

// PutTheme saves a theme with its codes and quotes, in their order.
func (tx *Tx) PutTheme(v research.Theme) (research.ID, error) {
	id, err := putOne(tx, themes, v)
	if err != nil {
		return "", err
	}
	if err := tx.putLinks(themeCodeLinks, id, v.Codes); err != nil {
		return "", err
	}
	return id, tx.putLinks(themeQuoteLinks, id, v.Quotes)
}

// PutMemo saves a note.
func (tx *Tx) PutMemo(v research.Memo) (research.ID, error) { return putOne(tx, memos, v) }

// Batch notes that something was imported: which batch of the vault holds its identities and, without
// naming anybody, what it was.
type Batch struct {
	ID         research.ID
	VaultBatch string
	Source     string // "xlsx, 60 rows"
	UTC        time.Time
}

// PutBatch saves the note of an import, dated now when it has no date.
func (tx *Tx) PutBatch(v Batch) (research.ID, error) {
	if v.UTC.IsZero() {
		v.UTC = tx.s.opts.now()
	}
	return putOne(tx, batches, v)
}
