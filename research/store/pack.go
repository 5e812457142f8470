package store

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"

	"openloop/research"
)

var packLayouts = &table[research.PackLayout]{
	name:    "pack_layout",
	columns: columns("id sections client confidential accent date logo"),
	order:   "id",
	fields: func(v *research.PackLayout) []any {
		return []any{&v.ID, list[string]{&v.Sections}, &v.Client, &v.Confidential, &v.Accent, &v.Date, &v.Logo}
	},
}

var packWritten = &table[research.PackWritten]{
	name:    "pack_written",
	columns: columns("id figures"),
	order:   "id",
	fields:  func(v *research.PackWritten) []any { return []any{&v.ID, &v.Figures} },
}

// PutPackLayout saves how the board pack is laid out, of which there is one record.
func (tx *Tx) PutPackLayout(v research.PackLayout) error {
	v.ID = research.PackLayoutID
	_, err := putOne(tx, packLayouts, v)
	return err
}

// PackLayout is how the board pack is laid out; the zero value where nobody chose anything.
func (r reader) PackLayout(ctx context.Context) (research.PackLayout, error) {
	v, err := readAll(ctx, r, packLayouts)
	if err != nil || len(v) == 0 {
		return research.PackLayout{}, err
	}
	return v[0], nil
}

// PutPackWritten notes the figures that a message was written about.
func (tx *Tx) PutPackWritten(v research.PackWritten) error {
	_, err := putOne(tx, packWritten, v)
	return err
}

// DeletePackWritten forgets them. That there are none is no error.
func (tx *Tx) DeletePackWritten(memo research.ID) error {
	return tx.removeAll(memo, "pack_written WHERE id = ?1")
}

// PackWritten is what messages were written about.
func (r reader) PackWritten(ctx context.Context) ([]research.PackWritten, error) {
	return readAll(ctx, r, packWritten)
}

// Why a file of an issued pack is no longer in the study.
const (
	GoneErased    = "erased"    // somebody in the pack was taken out of the study
	GoneRedacted  = "redacted"  // words in the pack were masked afterwards
	GoneDiscarded = "discarded" // a person wanted it so
)

// ExportFile is a file of an issued pack.
type ExportFile struct {
	Name   string // with its folder, where it stands in one
	SHA256 string
	Bytes  int
	Body   []byte // as it went out; not read with the ledger
	Gone   string // why the study has it no longer: GoneErased …; "" while it has
}

// putExportFiles keeps the files of a pack.
func (tx *Tx) putExportFiles(e Export) error {
	for i, f := range e.Files {
		body, err := packed(f.Body)
		if err != nil {
			return err
		}
		_, err = tx.s.writer.run(tx.ctx, "INSERT INTO export_file (export, pos, name, sha256, bytes, body, gone) VALUES (?, ?, ?, ?, ?, ?, '')",
			e.ID, i, f.Name, f.SHA256, len(f.Body), body)
		if err != nil {
			return err
		}
	}
	for _, v := range e.Quoted {
		if _, err := tx.s.writer.run(tx.ctx, "INSERT INTO export_quote (export, verbatim) VALUES (?, ?) ON CONFLICT DO NOTHING", e.ID, v); err != nil {
			return err
		}
	}
	return nil
}

func packed(b []byte) (string, error) {
	var out bytes.Buffer
	text := base64.NewEncoder(base64.StdEncoding, &out)
	w, err := flate.NewWriter(text, flate.DefaultCompression)
	if err != nil {
		return "", err
	}
	if _, err = w.Write(b); err == nil {
		err = w.Close()
	}
	if err == nil {
		err = text.Close()
	}
	return out.String(), err
}

func unpacked(s string) ([]byte, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(flate.NewReader(bytes.NewReader(b)))
}

// exportFiles is the files of a pack, without what is in them.
func (r reader) exportFiles(ctx context.Context, export research.ID) ([]ExportFile, error) {
	rows, err := r.q.QueryContext(ctx, "SELECT name, sha256, bytes, gone FROM export_file WHERE export = ? ORDER BY pos", export)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []ExportFile
	for rows.Next() {
		var f ExportFile
		if err := rows.Scan(&f.Name, &f.SHA256, &f.Bytes, &f.Gone); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, rows.Err()
}

// ExportFiles is the files of an issued pack as they went out. One that had to go has no body.
func (r reader) ExportFiles(ctx context.Context, export research.ID) ([]ExportFile, error) {
	out, err := r.exportFiles(ctx, export)
	if err != nil {
		return nil, r.explain("read an issued pack", err)
	}
	rows, err := r.q.QueryContext(ctx, "SELECT body FROM export_file WHERE export = ? ORDER BY pos", export)
	if err != nil {
		return nil, r.explain("read an issued pack", err)
	}
	defer rows.Close()
	for i := 0; rows.Next() && i < len(out); i++ {
		var body string
		if err := rows.Scan(&body); err != nil {
			return nil, r.explain("read an issued pack", err)
		}
		if out[i].Gone != "" {
			continue
		}
		if out[i].Body, err = unpacked(body); err != nil {
			return nil, r.explain("read an issued pack", err)
		}
	}
	return out, r.explain("read an issued pack", rows.Err())
}

const dropFiles = "UPDATE export_file SET body = '', gone = ?1 WHERE gone = '' AND export IN "

// DropExportFiles takes the files of an issued pack out of the study; its figures stay in the ledger. Nothing
// brings them back.
func (tx *Tx) DropExportFiles(export research.ID, why string) (int, error) {
	n, err := tx.s.writer.run(tx.ctx, dropFiles+"(?2)", why, export)
	return int(n), err
}

// forgetQuoted forgets which quotes stood in packs that are no longer in the study.
func (tx *Tx) forgetQuoted() error {
	_, err := tx.s.writer.run(tx.ctx, "DELETE FROM export_quote WHERE verbatim NOT IN (SELECT id FROM verbatim)")
	return err
}

// DroppedFiles is how many files of issued packs this edit has taken out because somebody in them was erased.
func (tx *Tx) DroppedFiles() int { return tx.dropped }

// dropAbout takes out the files of every pack that is about an interview.
func (tx *Tx) dropAbout(interview research.ID) error {
	n, err := tx.s.writer.run(tx.ctx, dropFiles+"(SELECT export FROM export_group WHERE instr(members, ?2))", GoneErased, `"`+string(interview)+`"`)
	tx.dropped += int(n)
	return err
}

// dropWording takes out the files of packs in which words may stand that are to be forgotten: those that quote from
// the turns, and, of what is written into the study itself, every pack.
func (tx *Tx) dropWording(table string, ids []research.ID) error {
	given, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	which := ""
	switch table {
	case "turn":
		which = `(SELECT q.export FROM export_quote q JOIN verbatim v ON v.id = q.verbatim JOIN turn f ON f.k = v.from_turn JOIN turn l ON l.k = v.to_turn
			WHERE EXISTS (SELECT 1 FROM turn t JOIN json_each(?2) j ON t.id = j.value WHERE t.interview = v.interview AND t.pos BETWEEN f.pos AND l.pos))`
	case "clearance":
		which = "(SELECT q.export FROM export_quote q JOIN clearance c ON c.verbatim = q.verbatim JOIN json_each(?2) j ON c.id = j.value)"
	case "memo":
		which = "(SELECT e.id FROM export e WHERE EXISTS (SELECT 1 FROM memo m JOIN json_each(?2) j ON m.id = j.value WHERE m.subject LIKE 'pack:%'))"
	case "theme", "story", "code", "name", "pack_layout", "assumption":
		which = "(SELECT id FROM export WHERE ?2 <> '[]')"
	default:
		return nil
	}
	_, err = tx.s.writer.run(tx.ctx, dropFiles+which, GoneRedacted, string(given))
	return err
}
