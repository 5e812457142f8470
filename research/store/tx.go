package store

import (
	"context"
	"time"

	"openloop/research"
)

// Tx is an edit under way. It reads what it has written. Every Put inserts where the ID is new, making
// one where it is empty, and otherwise updates what has changed.
type Tx struct {
	reader
	ctx    context.Context
	s      *Store
	ledger []research.ID
}

// bulk rows go into one statement, which is twice as fast as row by row.
const bulk = 20

// put writes rows and returns their ids.
func put[T any](tx *Tx, t *table[T], rows ...T) ([]research.ID, error) {
	ids := make([]research.ID, len(rows))
	args := make([]any, 0, bulk*len(t.columns))
	for i := range rows {
		f := t.fields(&rows[i])
		id := f[0].(*research.ID)
		if *id == "" {
			*id = NewID()
		}
		ids[i] = *id
		args = append(args, f...)
		// Full chunks in one statement, the last rows one by one: two statements to keep.
		n := len(args) / len(t.columns)
		if left := len(rows) - 1 - i; n < bulk && left+n >= bulk {
			continue
		}
		if _, err := tx.s.writer.run(tx.ctx, t.upsertSQL(n), args...); err != nil {
			return nil, err
		}
		args = args[:0]
	}
	return ids, nil
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

// PutSalesperson saves one of the client's people. Its pseudonym is its own.
func (tx *Tx) PutSalesperson(v research.Salesperson) (research.ID, error) {
	return putOne(tx, salespeople, v)
}

// PutDeal saves a deal.
func (tx *Tx) PutDeal(v research.Deal) (research.ID, error) { return putOne(tx, deals, v) }

// PutInterview saves an interview with its participants, in their order.
func (tx *Tx) PutInterview(v research.Interview) (research.ID, error) {
	id, err := putOne(tx, interviews, v)
	if err != nil {
		return "", err
	}
	return id, tx.putLinks(participantLinks, id, v.Participants)
}

// PutQuestion saves an entry of the interview guide.
func (tx *Tx) PutQuestion(v research.Question) (research.ID, error) { return putOne(tx, questions, v) }

// PutTurn saves a turn. Its Rev grows when its Text changes, whatever the caller says.
func (tx *Tx) PutTurn(v research.Turn) (research.ID, error) { return putOne(tx, turns, v) }

// PutTurns saves many turns.
func (tx *Tx) PutTurns(v []research.Turn) ([]research.ID, error) { return put(tx, turns, v...) }

// PutStage saves a buying stage.
func (tx *Tx) PutStage(v research.Stage) (research.ID, error) { return putOne(tx, stages, v) }

// PutCode saves a code. A parent may be saved after its children, within the same edit.
func (tx *Tx) PutCode(v research.Code) (research.ID, error) { return putOne(tx, codes, v) }

// PutVerbatim saves a verbatim.
func (tx *Tx) PutVerbatim(v research.Verbatim) (research.ID, error) {
	if err := checkVerbatim(v); err != nil {
		return "", err
	}
	return putOne(tx, verbatims, v)
}

// PutVerbatims saves many verbatims.
func (tx *Tx) PutVerbatims(v []research.Verbatim) ([]research.ID, error) {
	for _, one := range v {
		if err := checkVerbatim(one); err != nil {
			return nil, err
		}
	}
	return put(tx, verbatims, v...)
}

func checkVerbatim(v research.Verbatim) error {
	if err := v.Validate(); err != nil {
		return research.Problemf(research.Invalid, "Nothing was changed: %w.", err)
	}
	return nil
}

// PutCoding saves a coding.
func (tx *Tx) PutCoding(v research.Coding) (research.ID, error) { return putOne(tx, codings, v) }

// PutCodings saves many codings.
func (tx *Tx) PutCodings(v []research.Coding) ([]research.ID, error) { return put(tx, codings, v...) }

// PutReason saves one of an interview's four reasons.
func (tx *Tx) PutReason(v research.Reason) (research.ID, error) { return putOne(tx, reasons, v) }

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
