package store

import (
	"context"
	"slices"

	"openloop/research"
)

// links is an ordered list of other records that a record keeps in a table of its own.
type links struct {
	*table[link]
	owner, other string
}

type link struct {
	id, owner, other research.ID
	pos              int
}

var (
	participantLinks = newLinks("interview_participant", "interview", "participant")
	themeCodeLinks   = newLinks("theme_code", "theme", "code")
	themeQuoteLinks  = newLinks("theme_quote", "theme", "verbatim")
)

func newLinks(name, owner, other string) links {
	return links{&table[link]{
		name:    name,
		columns: []string{"id", owner, other, "pos"},
		order:   owner + ", pos, id",
		fields:  func(v *link) []any { return []any{&v.id, &v.owner, &v.other, &v.pos} },
	}, owner, other}
}

// all reads every owner's list.
func (l links) all(ctx context.Context, q queryer) (map[research.ID][]research.ID, error) {
	rows, err := all(ctx, q, l.table, "ORDER BY "+l.order)
	m := map[research.ID][]research.ID{}
	for _, k := range rows {
		m[k.owner] = append(m[k.owner], k.other)
	}
	return m, err
}

// of lists the links of one owner, in order.
func (l links) of(ctx context.Context, q queryer, owner research.ID) ([]link, error) {
	return all(ctx, q, l.table, "WHERE "+l.owner+" = ? ORDER BY pos, id", owner)
}

// putLinks makes an owner's list what it should be, touching only the rows that differ.
func (tx *Tx) putLinks(l links, owner research.ID, want []research.ID) error {
	have, err := l.of(tx.ctx, tx.q, owner)
	if err != nil {
		return err
	}
	var rows []link
	kept := map[research.ID]research.ID{} // the link to another record that is there already
	for _, k := range have {
		if slices.Contains(want, k.other) {
			kept[k.other] = k.id
		} else if err := tx.remove(l.name, "entry", k.id); err != nil {
			return err
		}
	}
	for _, k := range l.rows(owner, want) {
		k.id = kept[k.other]
		rows = append(rows, k)
	}
	_, err = put(tx, l.table, rows...)
	return err
}

// rows are the links that an owner should have: each other record once.
func (l links) rows(owner research.ID, want []research.ID) []link {
	var rows []link
	for i, other := range want {
		if !slices.Contains(want[:i], other) {
			rows = append(rows, link{owner: owner, other: other, pos: len(rows)})
		}
	}
	return rows
}
