package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// pairs are the tables that tie two records together: one tie is enough.
var pairs = map[string][2]string{"theme_code": {"theme", "code"}, "theme_quote": {"theme", "verbatim"}, "interview_participant": {"interview", "participant"}}

// links leaves out ties that are here already.
func (j *join) links() error {
	for k, r := range j.puts {
		p, ok := pairs[k.table]
		if !ok {
			continue
		}
		var n int
		query := fmt.Sprintf("SELECT count(*) FROM %s WHERE %s = ? AND %s = ?", k.table, p[0], p[1])
		if err := j.tx.s.writer.queryRow(j.ctx, query, []any{r.text(p[0]), r.text(p[1])}, &n); err != nil {
			return err
		}
		if n > 0 {
			delete(j.puts, k)
		}
	}
	return nil
}

// unique gives numbers and references of the copy that are taken here to what comes, and looks for what both sides
// imported from the same row.
func (j *join) unique() error {
	for _, k := range slices.SortedFunc(maps.Keys(j.puts), func(a, b at) int { return strings.Compare(a.String(), b.String()) }) {
		r := j.puts[k]
		var err error
		switch k.table {
		case "codebook_version":
			err = j.nextNumber(k, r)
		case "code":
			err = j.nextRef(k, r)
		case "interview", "deal", "campaign":
			err = j.sameSource(k, r)
		case "retired":
			err = j.onlyOne(k, "pseudonym", r)
		case "ladder":
			err = j.onlyOne(k, "interview", r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// taken says whether another record here has the same value in a column.
func (j *join) taken(k at, column, value string) (bool, error) {
	var list []at
	rows, err := j.tx.s.writer.query(j.ctx, fmt.Sprintf("SELECT id FROM %s WHERE %s = ? AND id <> ?", k.table, column), value, k.id)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	for rows.Next() {
		o := at{table: k.table}
		if err := rows.Scan(&o.id); err != nil {
			return false, err
		}
		if !j.deletes[o] {
			list = append(list, o)
		}
	}
	return len(list) > 0, rows.Err()
}

func (j *join) nextNumber(k at, r image) error {
	clash, err := j.taken(k, "number", string(r["number"]))
	if err != nil || !clash {
		return err
	}
	n := 0
	if err := j.tx.s.writer.queryRow(j.ctx, "SELECT coalesce(max(number), 0) FROM codebook_version", nil, &n); err != nil {
		return err
	}
	for o, x := range j.puts {
		if o.table == k.table && o != k {
			n = max(n, x.number("number"))
		}
	}
	r.set("number", n+1)
	return nil
}

// nextRef gives a code of the copy another reference where its own is another code's here.
func (j *join) nextRef(k at, r image) error {
	was := r.text("ref")
	clash, err := j.taken(k, "ref", was)
	if err != nil || !clash {
		return err
	}
	stem, digits, _ := strings.Cut(was, "-")
	n, _ := strconv.Atoi(digits)
	for clash {
		n++
		now := fmt.Sprintf("%s-%02d", stem, n)
		if clash, err = j.taken(k, "ref", now); err != nil {
			return err
		}
		for o, x := range j.puts {
			clash = clash || o.table == "code" && o != k && x.text("ref") == now
		}
		r.set("ref", now)
	}
	j.clash(Clash{Key: k.String() + "/ref", Kind: SameName, Table: "code", ID: k.id, Ours: was, Theirs: r.text("ref") + " " + r.text("name"), Choice: Both})
	return nil
}

func (j *join) sameSource(k at, r image) error {
	key := r.text("source_key")
	if key == "" {
		return nil
	}
	clash, err := j.taken(k, "source_key", key)
	if err != nil || !clash || k.table != "interview" {
		return err
	}
	j.clash(Clash{Key: k.String() + "/source", Kind: SameSource, Table: k.table, ID: k.id, Theirs: r.text("label"), Choice: Both, Interview: k.id})
	return nil
}

// onlyOne leaves out what there can be one of, where there is one.
func (j *join) onlyOne(k at, column string, r image) error {
	clash, err := j.taken(k, column, r.text(column))
	if err == nil && clash {
		delete(j.puts, k)
	}
	return err
}
