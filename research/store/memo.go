package store

import (
	"context"

	"openloop/research"
)

// PlacedMemo is a memo with what it is on: of these, one at most is not empty. A memo on a coding has its verbatim,
// too; all that are on something said have the interview.
type PlacedMemo struct {
	research.Memo
	Interview research.ID
	Turn      research.ID
	Verbatim  research.ID
	Coding    research.ID
	Code      research.ID // of the coding, or itself
}

const placedMemoSQL = `SELECT m.id, m.subject, m.text, m.coder, m.utc,
		coalesce(i.id, ti.id, ci.id, vi.id, ''), coalesce(t.id, ''), coalesce(cv.id, v.id, ''), coalesce(c.id, ''), coalesce(cc.id, k.id, '')
	FROM memo m LEFT JOIN interview i ON i.id = m.subject LEFT JOIN turn t ON t.id = m.subject LEFT JOIN interview ti ON ti.k = t.interview
	LEFT JOIN coding c ON c.id = m.subject LEFT JOIN verbatim cv ON cv.k = c.verbatim LEFT JOIN interview ci ON ci.k = cv.interview LEFT JOIN code cc ON cc.k = c.code
	LEFT JOIN verbatim v ON v.id = m.subject LEFT JOIN interview vi ON vi.k = v.interview LEFT JOIN code k ON k.id = m.subject ORDER BY m.id`

// PlacedMemos are all notes with what they are on, in the order in which they were made.
func (r reader) PlacedMemos(ctx context.Context) ([]PlacedMemo, error) {
	rows, err := r.q.QueryContext(ctx, placedMemoSQL)
	if err != nil {
		return nil, r.explain("read notes", err)
	}
	defer rows.Close()
	var out []PlacedMemo
	for rows.Next() {
		var m PlacedMemo
		if err := rows.Scan(&m.ID, &m.On, &m.Text, &m.Coder, stamp{&m.At}, &m.Interview, &m.Turn, &m.Verbatim, &m.Coding, &m.Code); err != nil {
			return nil, r.explain("read notes", err)
		}
		out = append(out, m)
	}
	return out, r.explain("read notes", rows.Err())
}
