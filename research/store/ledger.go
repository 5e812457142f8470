package store

import (
	"context"
	"time"

	"openloop/research"
)

// Export is an issued pack in the ledger: what left the house, for every later pack to be checked against.
type Export struct {
	ID     research.ID
	UTC    time.Time
	K      int    // the fewest interviews a figure of it is about
	SHA256 string // of the file
	File   string // base name
	Groups []ExportGroup
	Cells  []ExportCell
	Checks []ExportCheck
	Files  []ExportFile  // as they went out; without what is in them when they are read with the ledger
	Quoted []research.ID // verbatims that stand in it as quotes; not read with the ledger
}

// ExportCheck is what the leak check looked at in one file of the pack.
type ExportCheck struct {
	File       string   // base name
	Identities int      // forms of names that were looked for
	Looked     string   // in what: "11 pages, 38 texts"
	Passed     []string // places where a word was let pass, as research.Passed has them
	Coder      string   // initials of who issued the pack
}

// ExportGroup is a group of interviews that the pack released figures on.
type ExportGroup struct {
	ID        research.ID
	Predicate string // "outcome=lost&wave=2026 H1"
	Members   []research.ID
}

// ExportCell is a figure of the pack: x of n interviews of a group.
type ExportCell struct {
	Group   research.ID
	Measure string // ref of a code, or name of the measure
	X, N    int
	Shown   bool
}

var exports = &table[Export]{
	name:    "export",
	columns: columns("id utc k sha256 file"),
	order:   "utc, id",
	fields:  func(v *Export) []any { return []any{&v.ID, stamp{&v.UTC}, &v.K, &v.SHA256, &v.File} },
}

// PutExport adds an issued pack to the ledger. It stays there: no undo takes it out, and a pack with an
// ID that is in the ledger already is refused.
func (tx *Tx) PutExport(e Export) error {
	if e.ID == "" {
		e.ID = NewID()
	}
	if e.UTC.IsZero() {
		e.UTC = tx.s.opts.now()
	}
	w := tx.s.writer
	_, err := w.run(tx.ctx, "INSERT INTO export (id, utc, k, sha256, file) VALUES (?, ?, ?, ?, ?)", exports.fields(&e)...)
	if err != nil {
		return err
	}
	for i, g := range e.Groups {
		if g.ID == "" {
			g.ID = NewID()
		}
		_, err := w.run(tx.ctx, "INSERT INTO export_group (id, export, pos, predicate, members) VALUES (?, ?, ?, ?, ?)",
			g.ID, e.ID, i, g.Predicate, list[research.ID]{&g.Members})
		if err != nil {
			return err
		}
	}
	for i, c := range e.Cells {
		_, err := w.run(tx.ctx, "INSERT INTO export_cell (export_group, pos, measure, x, n, shown) VALUES (?, ?, ?, ?, ?, ?)",
			c.Group, i, c.Measure, c.X, c.N, c.Shown)
		if err != nil {
			return err
		}
	}
	for i, c := range e.Checks {
		_, err := w.run(tx.ctx, "INSERT INTO export_check (export, pos, file, identities, looked, passed, coder) VALUES (?, ?, ?, ?, ?, ?, ?)",
			e.ID, i, c.File, c.Identities, c.Looked, list[string]{&c.Passed}, c.Coder)
		if err != nil {
			return err
		}
	}
	if err := tx.putExportFiles(e); err != nil {
		return err
	}
	tx.ledger = append(tx.ledger, e.ID)
	return nil
}

// Exports is the ledger, the oldest pack first.
func (r reader) Exports(ctx context.Context) ([]Export, error) {
	v, err := readAll(ctx, r, exports)
	if err != nil {
		return nil, err
	}
	for i := range v {
		if v[i].Groups, err = r.exportGroups(ctx, v[i].ID); err != nil {
			return nil, r.explain("read the ledger", err)
		}
		if v[i].Cells, err = r.exportCells(ctx, v[i].ID); err != nil {
			return nil, r.explain("read the ledger", err)
		}
		if v[i].Checks, err = r.exportChecks(ctx, v[i].ID); err != nil {
			return nil, r.explain("read the ledger", err)
		}
		if v[i].Files, err = r.exportFiles(ctx, v[i].ID); err != nil {
			return nil, r.explain("read the ledger", err)
		}
	}
	return v, nil
}

func (r reader) exportGroups(ctx context.Context, export research.ID) ([]ExportGroup, error) {
	rows, err := r.q.QueryContext(ctx, "SELECT id, predicate, members FROM export_group WHERE export = ? ORDER BY pos", export)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var groups []ExportGroup
	for rows.Next() {
		var g ExportGroup
		if err := rows.Scan(&g.ID, &g.Predicate, list[research.ID]{&g.Members}); err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, rows.Err()
}

func (r reader) exportChecks(ctx context.Context, export research.ID) ([]ExportCheck, error) {
	rows, err := r.q.QueryContext(ctx, "SELECT file, identities, looked, passed, coder FROM export_check WHERE export = ? ORDER BY pos", export)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var checks []ExportCheck
	for rows.Next() {
		var c ExportCheck
		if err := rows.Scan(&c.File, &c.Identities, &c.Looked, list[string]{&c.Passed}, &c.Coder); err != nil {
			return nil, err
		}
		checks = append(checks, c)
	}
	return checks, rows.Err()
}

func (r reader) exportCells(ctx context.Context, export research.ID) ([]ExportCell, error) {
	rows, err := r.q.QueryContext(ctx, `SELECT c.export_group, c.measure, c.x, c.n, c.shown
		FROM export_group g JOIN export_cell c ON c.export_group = g.id WHERE g.export = ? ORDER BY c.pos`, export)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cells []ExportCell
	for rows.Next() {
		var c ExportCell
		if err := rows.Scan(&c.Group, &c.Measure, &c.X, &c.N, &c.Shown); err != nil {
			return nil, err
		}
		cells = append(cells, c)
	}
	return cells, rows.Err()
}
