package store

import (
	"context"
	"database/sql"
	"sort"

	"openloop/research"
)

// queryer is what reads need: the readers of a store, or the connection of an edit.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// reader holds the reads that a Store and a Tx share.
type reader struct {
	q queryer
	s *Store
}

// all reads the rows of a table; tail is what follows FROM table.
func all[T any](ctx context.Context, q queryer, t *table[T], tail string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, t.selectSQL(tail), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		list = append(list, *new(T))
		if err := rows.Scan(t.fields(&list[len(list)-1])...); err != nil {
			return nil, err
		}
	}
	return list, rows.Err()
}

// one reads one row, or a Problem of kind NotFound.
func one[T any](ctx context.Context, q queryer, t *table[T], tail string, args ...any) (v T, err error) {
	list, err := all(ctx, q, t, tail, args...)
	if err == nil && len(list) == 0 {
		err = research.Problemf(research.NotFound, "This record is no longer in the study.")
	}
	if err != nil {
		return v, err
	}
	return list[0], nil
}

// readAll reads a whole table in its order.
func readAll[T any](ctx context.Context, r reader, t *table[T]) ([]T, error) {
	rows, err := all(ctx, r.q, t, "ORDER BY "+t.order)
	return rows, r.explain("read "+t.name, err)
}

func (r reader) explain(doing string, err error) error { return explain(r.s.path, doing, err) }

// Waves are the rounds of interviews, in order.
func (r reader) Waves(ctx context.Context) ([]research.Wave, error) { return readAll(ctx, r, waves) }

// Names is the clear-text list, by kind and then by text.
func (r reader) Names(ctx context.Context) ([]research.Name, error) { return readAll(ctx, r, names) }

// Coders are the coders, by initials.
func (r reader) Coders(ctx context.Context) ([]research.Coder, error) { return readAll(ctx, r, coders) }

// Organisations are the organisations, by pseudonym.
func (r reader) Organisations(ctx context.Context) ([]research.Organisation, error) {
	v, err := readAll(ctx, r, organisations)
	sortNatural(v, func(o research.Organisation) string { return o.Pseudonym })
	return v, err
}

// Participants are the participants, by pseudonym.
func (r reader) Participants(ctx context.Context) ([]research.Participant, error) {
	v, err := readAll(ctx, r, participants)
	sortNatural(v, func(p research.Participant) string { return p.Pseudonym })
	return v, err
}

// Salespeople are the client's people, by pseudonym.
func (r reader) Salespeople(ctx context.Context) ([]research.Salesperson, error) {
	v, err := readAll(ctx, r, salespeople)
	sortNatural(v, func(p research.Salesperson) string { return p.Pseudonym })
	return v, err
}

// Deals are the deals, in the order in which they came.
func (r reader) Deals(ctx context.Context) ([]research.Deal, error) { return readAll(ctx, r, deals) }

// Interviews are the interviews with their participants, by label.
func (r reader) Interviews(ctx context.Context) ([]research.Interview, error) {
	v, err := readAll(ctx, r, interviews)
	if err != nil {
		return nil, err
	}
	who, err := participantLinks.all(ctx, r.q)
	for i := range v {
		v[i].Participants = who[v[i].ID]
	}
	sortNatural(v, func(i research.Interview) string { return i.Label })
	return v, r.explain("read interviews", err)
}

// Questions is the interview guide, in order.
func (r reader) Questions(ctx context.Context) ([]research.Question, error) {
	return readAll(ctx, r, questions)
}

// Stages are the buying stages, in the buyer's order.
func (r reader) Stages(ctx context.Context) ([]research.Stage, error) { return readAll(ctx, r, stages) }

// Codes are the codes, in order.
func (r reader) Codes(ctx context.Context) ([]research.Code, error) { return readAll(ctx, r, codes) }

// Codebook is the tree of stages and codes.
func (r reader) Codebook(ctx context.Context) (*research.Codebook, error) {
	st, err := r.Stages(ctx)
	if err != nil {
		return nil, err
	}
	co, err := r.Codes(ctx)
	if err != nil {
		return nil, err
	}
	return research.NewCodebook(st, co), nil
}

// Reasons are the reasons of all interviews.
func (r reader) Reasons(ctx context.Context) ([]research.Reason, error) {
	return readAll(ctx, r, reasons)
}

// Clearances are all clearances, in the order in which they were given.
func (r reader) Clearances(ctx context.Context) ([]research.Clearance, error) {
	return readAll(ctx, r, clearances)
}

// Themes are the themes with their codes and quotes, in order.
func (r reader) Themes(ctx context.Context) ([]research.Theme, error) {
	v, err := readAll(ctx, r, themes)
	if err != nil {
		return nil, err
	}
	codes, err := themeCodeLinks.all(ctx, r.q)
	if err != nil {
		return nil, r.explain("read themes", err)
	}
	quotes, err := themeQuoteLinks.all(ctx, r.q)
	for i := range v {
		v[i].Codes, v[i].Quotes = codes[v[i].ID], quotes[v[i].ID]
	}
	return v, r.explain("read themes", err)
}

// Memos are all notes, in the order in which they were made.
func (r reader) Memos(ctx context.Context) ([]research.Memo, error) { return readAll(ctx, r, memos) }

// Batches are the imports, in order.
func (r reader) Batches(ctx context.Context) ([]Batch, error) { return readAll(ctx, r, batches) }

// FindBySource finds an interview or deal by the keyed hash of the source's own id for it.
func (r reader) FindBySource(ctx context.Context, table, key string) (research.ID, bool, error) {
	switch table {
	case "interview", "deal":
	default:
		return "", false, research.Problemf(research.Invalid, "A %s has no key of its source.", table)
	}
	if key == "" {
		return "", false, nil
	}
	var id research.ID
	err := r.q.QueryRowContext(ctx, "SELECT id FROM "+table+" WHERE source_key = ? AND source_key <> '' LIMIT 1", key).Scan(&id)
	if err == sql.ErrNoRows {
		return "", false, nil
	}
	return id, err == nil, r.explain("find by source", err)
}

// SourceTags are the files that turns came from, by the tag that a turn's source key has after its dot, each with the
// interview that has turns of it; of several the one that was made last.
func (r reader) SourceTags(ctx context.Context) (map[string]research.ID, error) {
	rows, err := r.q.QueryContext(ctx, `SELECT i.id, t.tag FROM (SELECT DISTINCT interview, substr(source_key, instr(source_key, '.') + 1) AS tag
		FROM turn WHERE instr(source_key, '.') > 0) t JOIN interview i ON i.k = t.interview WHERE t.tag <> '' ORDER BY i.k`)
	if err != nil {
		return nil, r.explain("read sources", err)
	}
	defer rows.Close()
	tags := map[string]research.ID{}
	for rows.Next() {
		var id research.ID
		var tag string
		if err := rows.Scan(&id, &tag); err != nil {
			return nil, r.explain("read sources", err)
		}
		tags[tag] = id
	}
	return tags, r.explain("read sources", rows.Err())
}

// sortNatural sorts by a label whose numbers count as numbers: P2 before P10.
func sortNatural[T any](v []T, label func(T) string) {
	sort.SliceStable(v, func(i, j int) bool { return naturalLess(label(v[i]), label(v[j])) })
}

func naturalLess(a, b string) bool {
	for a != "" && b != "" {
		da, db := digits(a), digits(b)
		if da > 0 && db > 0 {
			na, nb := trimZeros(a[:da]), trimZeros(b[:db])
			if len(na) != len(nb) {
				return len(na) < len(nb)
			}
			if na != nb {
				return na < nb
			}
			a, b = a[da:], b[db:]
			continue
		}
		if a[0] != b[0] {
			return a[0] < b[0]
		}
		a, b = a[1:], b[1:]
	}
	return len(a) < len(b)
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}
