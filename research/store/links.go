package store

import (
	"context"

	"openloop/research"
)

// links is an ordered list of other records that a record keeps in a table of its own.
type links struct{ table, owner, other string }

var (
	participantLinks = links{"interview_participant", "interview", "participant"}
	themeCodeLinks   = links{"theme_code", "theme", "code"}
	themeQuoteLinks  = links{"theme_quote", "theme", "verbatim"}
)

type link struct {
	id, owner, other research.ID
	pos              int
}

func (l links) read(ctx context.Context, q queryer, tail string, args ...any) ([]link, error) {
	rows, err := q.QueryContext(ctx, "SELECT id, "+l.owner+", "+l.other+", pos FROM "+l.table+" "+tail, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []link
	for rows.Next() {
		var k link
		if err := rows.Scan(&k.id, &k.owner, &k.other, &k.pos); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, rows.Err()
}

// all reads every owner's list.
func (l links) all(ctx context.Context, q queryer) (map[research.ID][]research.ID, error) {
	rows, err := l.read(ctx, q, "ORDER BY "+l.owner+", pos, id")
	m := map[research.ID][]research.ID{}
	for _, k := range rows {
		m[k.owner] = append(m[k.owner], k.other)
	}
	return m, err
}

// putLinks makes an owner's list what it should be, touching only the rows that differ.
func (tx *Tx) putLinks(l links, owner research.ID, want []research.ID) error {
	have, err := l.read(tx.ctx, tx.q, "WHERE "+l.owner+" = ?", owner)
	if err != nil {
		return err
	}
	place := map[research.ID]int{}
	for _, id := range want {
		if _, twice := place[id]; !twice {
			place[id] = len(place)
		}
	}
	w := tx.s.writer
	for _, k := range have {
		pos, wanted := place[k.other]
		switch {
		case !wanted:
			_, err = w.run(tx.ctx, "DELETE FROM "+l.table+" WHERE id = ?", k.id)
		case pos != k.pos:
			_, err = w.run(tx.ctx, "UPDATE "+l.table+" SET pos = ? WHERE id = ?", pos, k.id)
		}
		if err != nil {
			return err
		}
		delete(place, k.other)
	}
	return tx.inserting(l.table, func() error {
		for _, other := range want {
			pos, missing := place[other]
			if !missing {
				continue
			}
			delete(place, other)
			if _, err := w.run(tx.ctx, "INSERT INTO "+l.table+" (id, "+l.owner+", "+l.other+", pos) VALUES (?, ?, ?, ?)", NewID(), owner, other, pos); err != nil {
				return err
			}
		}
		return nil
	})
}
