package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"openloop/research"
)

// revive brings back what was deleted here and is needed by something new from the copy, unless that was decided
// otherwise: then what needs it stays away as well.
func (j *join) revive() error {
	known := map[at]bool{}
	for {
		lacks, err := j.lacking(known)
		if err != nil || len(lacks) == 0 {
			return err
		}
		for _, k := range slices.SortedFunc(maps.Keys(lacks), func(a, b at) int { return strings.Compare(a.String(), b.String()) }) {
			if err := j.reviveOne(k, lacks[k]); err != nil {
				return err
			}
		}
	}
}

// lacking is what rows to be inserted refer to and is not there, with those rows.
func (j *join) lacking(known map[at]bool) (map[at][]at, error) {
	wanted := map[at][]at{}
	byTable := map[string][]research.ID{}
	for _, ref := range j.refs {
		if ref.to == "" {
			continue
		}
		for k, r := range j.puts {
			id := research.ID(r.text(ref.column))
			t := at{ref.to, id}
			if k.table != ref.table || id == "" || known[t] || j.puts[t] != nil {
				continue
			}
			if wanted[t] == nil {
				byTable[ref.to] = append(byTable[ref.to], id)
			}
			wanted[t] = append(wanted[t], k)
		}
	}
	for table, ids := range byTable {
		b, err := json.Marshal(ids)
		if err != nil {
			return nil, err
		}
		err = eachRow(j.ctx, j.tx.s.writer, "SELECT id, '' FROM "+table+" WHERE id IN (SELECT value FROM json_each('"+strings.ReplaceAll(string(b), "'", "''")+"'))",
			func(id research.ID, _ string) error {
				k := at{table, id}
				delete(j.deletes, k) // deleted there, and yet used there: it stays
				known[k] = true
				delete(wanted, k)
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return wanted, nil
}

// reviveOne decides about one record that was deleted here.
func (j *join) reviveOne(k at, users []at) error {
	if err := j.load(k.table, []research.ID{k.id}); err != nil {
		return err
	}
	choice := Ours
	if there := j.there[k]; there != nil && !j.skip[k] {
		choice = j.gone(k, there)
	}
	if choice == Ours {
		for _, u := range users {
			delete(j.puts, u)
			j.skip[u] = true
		}
	}
	if choice == Theirs && k.table == "interview" {
		return j.reviveWith(k)
	}
	return nil
}

func (j *join) listed(k at) bool {
	return slices.ContainsFunc(j.Clashes, func(c Clash) bool { return c.Key == k.String()+"/gone" })
}

// reviveWith brings back what was deleted together with an interview, as far as the copy has it.
func (j *join) reviveWith(interview at) error {
	t := j.ours[interview]
	if t == nil {
		return nil
	}
	byTable := map[string][]research.ID{}
	for k, o := range j.ours {
		if o.deletes == t.deletes && k != interview {
			byTable[k.table] = append(byTable[k.table], k.id)
		}
	}
	for table, ids := range byTable {
		if err := j.load(table, ids); err != nil {
			return err
		}
		for _, id := range ids {
			k := at{table, id}
			if there := j.there[k]; there != nil && j.here[k] == nil && !j.skip[k] {
				j.puts[k] = there
			}
		}
	}
	return nil
}

// unlessUsed keeps what was deleted on the copy and is used here by something the copy does not know.
func (j *join) unlessUsed() error {
	for {
		used, err := j.stillUsed()
		if err != nil || len(used) == 0 {
			return err
		}
		for _, k := range used {
			j.keep(k)
		}
	}
}

// stillUsed lists rows to be deleted that others refer to which stay.
func (j *join) stillUsed() ([]at, error) {
	byTable := map[string][]research.ID{}
	for k := range j.deletes {
		byTable[k.table] = append(byTable[k.table], k.id)
	}
	found := map[at]bool{}
	for table, ids := range byTable {
		for _, ref := range j.refs {
			if ref.to != table && ref.to != "" {
				continue
			}
			users, err := ref.referring(j.ctx, j.tx.s.writer, ids)
			if err != nil {
				return nil, err
			}
			for id, to := range users {
				if u := j.updates[at{ref.table, id}]; u[ref.column] != nil && u.text(ref.column) != string(to) {
					continue // will refer to something else
				}
				if !j.deletes[at{ref.table, id}] {
					found[at{table, to}] = true
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b at) int { return strings.Compare(a.String(), b.String()) }), nil
}

// keep takes a row off those to be deleted, with what it refers to; an interview with all that was deleted with it.
func (j *join) keep(k at) {
	if !j.deletes[k] {
		return
	}
	delete(j.deletes, k)
	r := j.here[k]
	if k.table != "verbatim" && !j.listed(k) {
		j.clash(Clash{Key: k.String() + "/gone", Kind: DeletedThere, Table: k.table, ID: k.id, Ours: j.words(k, r), Choices: []Choice{Ours}, Choice: Ours, Interview: j.about(k, r)})
	}
	for _, ref := range j.refs {
		if ref.table == k.table && ref.to != "" {
			j.keep(at{ref.to, research.ID(r.text(ref.column))})
		}
	}
	if k.table != "interview" {
		return
	}
	for o := range j.deletes {
		if j.theirs[o] != nil && j.theirs[o].deletes == j.theirs[k].deletes {
			delete(j.deletes, o)
		}
	}
}

// onePerPlace decides about the ladders that both sides built for one interview.
func (j *join) onePerPlace() error {
	sides := [2]map[research.ID]bool{{}, {}}
	for i, t := range []touches{j.theirs, j.ours} {
		for k, x := range t {
			if k.table != "rung" && k.table != "ladder" {
				continue
			}
			if err := j.load(k.table, []research.ID{k.id}); err != nil {
				return err
			}
			for _, r := range []image{j.there[k], j.here[k], x.was} {
				if iv := r.text("interview"); iv != "" {
					sides[i][research.ID(iv)] = true
				}
			}
		}
	}
	for _, iv := range slices.Sorted(maps.Keys(sides[0])) {
		if sides[1][iv] {
			if err := j.ladder(iv); err != nil {
				return err
			}
		}
	}
	return nil
}

// ladder decides about one interview's.
func (j *join) ladder(interview research.ID) error {
	rows := map[at]bool{}
	for _, table := range []string{"rung", "ladder"} {
		var ids []research.ID
		for _, q := range []queryer{j.tx.s.writer, j.copy.db} {
			err := eachRow(j.ctx, q, fmt.Sprintf("SELECT id, '' FROM %s WHERE interview = '%s'", table, strings.ReplaceAll(string(interview), "'", "")), func(id research.ID, _ string) error {
				ids = append(ids, id)
				rows[at{table, id}] = true
				return nil
			})
			if err != nil {
				return err
			}
		}
		if err := j.load(table, ids); err != nil {
			return err
		}
	}
	differ := false
	for k := range rows {
		for _, c := range j.tx.s.writer.journaled[k.table] {
			differ = differ || !alike(j.there[k], j.here[k], c)
		}
	}
	for k := range j.theirs {
		if rows[k] || (k.table == "rung" || k.table == "ladder") && research.ID(j.theirs[k].was.text("interview")) == interview {
			j.skip[k] = true
		}
	}
	if !differ {
		return nil
	}
	c := Clash{Key: "ladder/" + string(interview), Kind: SamePlace, Table: "ladder", ID: interview, Choices: []Choice{Ours, Theirs}, Choice: Ours, Interview: interview}
	if j.clash(c) == Ours {
		return nil
	}
	for k := range rows {
		switch there, here := j.there[k], j.here[k]; {
		case there == nil:
			j.deletes[k] = true
		case here == nil:
			j.puts[k] = there
		default:
			for _, c := range j.tx.s.writer.journaled[k.table][1:] {
				if !alike(there, here, c) {
					j.change(k, c, there[c])
				}
			}
		}
	}
	return nil
}
