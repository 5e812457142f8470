package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"openloop/research"
)

// join is the joining of one copy under way. What was done on the copy is brought to rows: those that are new, those
// of which columns change, and those that go. A row that only one side touched is as that side left it. Where both
// did, it is decided column by column; what cannot be had both ways is a clash.
type join struct {
	JoinOptions
	*Joined
	tx    *Tx
	ctx   context.Context
	copy  *Copy
	apart *apart

	theirs, ours touches
	there, here  map[at]image // rows as they are on either side, of those that the other side touched
	refs         []reference

	puts    map[at]image // rows to insert
	updates map[at]image // columns to change
	deletes map[at]bool
	skip    map[at]bool // rows of theirs that were decided against
	texts   map[research.ID]*turnTexts
	decided map[research.ID]Choice // of interviews that were deleted here and are needed
}

// turnTexts are the texts of a turn that differ between the copies, and what it becomes.
type turnTexts struct{ theirs, ours, now string }

func (j *join) run() error {
	j.Coder, j.Steps, j.OurSteps = j.apart.coder, j.apart.list, j.apart.steps
	j.puts, j.updates, j.deletes, j.skip = map[at]image{}, map[at]image{}, map[at]bool{}, map[at]bool{}
	j.texts, j.decided = map[research.ID]*turnTexts{}, map[research.ID]Choice{}
	for _, step := range []func() error{
		j.readSides, j.rename, j.readTexts, j.onePerPlace, j.mergeRows, j.revive, j.unlessUsed, j.followTexts, j.links, j.unique, j.write, j.reasons, j.mergedCodes, j.ledger, j.remember,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(j.Clashes, func(a, b Clash) int { return len(b.Choices) - len(a.Choices) })
	return nil
}

// readSides reads what each side did, and how the rows are now.
func (j *join) readSides() (err error) {
	w := j.tx.s.writer
	j.theirs, j.ours = touches{}, touches{}
	for _, r := range []struct {
		q     queryer
		steps map[string]bool
		into  touches
		echo  bool
	}{{j.copy.db, j.apart.theirs, j.theirs, false}, {j.copy.db, j.apart.echoes, j.theirs, true}, {w, j.apart.backNow, j.theirs, false},
		{w, j.apart.ours, j.ours, false}, {j.copy.db, j.apart.backHere, j.ours, false}} {
		if len(r.steps) == 0 {
			continue
		}
		if err := readTouches(j.ctx, r.q, r.steps, r.into, r.echo); err != nil {
			return err
		}
	}
	if j.refs, err = references(j.ctx, w); err != nil {
		return err
	}
	j.there, j.here = map[at]image{}, map[at]image{}
	byTable := map[string][]research.ID{}
	for k := range j.theirs {
		byTable[k.table] = append(byTable[k.table], k.id)
	}
	for table, ids := range byTable {
		if err := j.load(table, ids); err != nil {
			return err
		}
	}
	return nil
}

// load reads rows of a table on both sides.
func (j *join) load(table string, ids []research.ID) error {
	columns, ok := j.tx.s.writer.journaled[table]
	if !ok {
		return nil
	}
	for q, into := range map[queryer]map[at]image{j.copy.db: j.there, j.tx.s.writer: j.here} {
		rows, err := readImages(j.ctx, q, table, columns, ids)
		if err != nil {
			return err
		}
		for id, r := range rows {
			into[at{table, id}] = r
		}
	}
	return nil
}

// choice is what was decided of a clash, or its default.
func (j *join) clash(c Clash) Choice {
	if want := j.Choose[c.Key]; slices.Contains(c.Choices, want) {
		c.Choice = want
	}
	j.Clashes = append(j.Clashes, c)
	return c.Choice
}

// sorted are the rows that the copy touched, in the order of tables, so that the same copies always give the same
// clashes in the same order.
func (j *join) sorted(m map[at]*touch) []at {
	keys := slices.Collect(maps.Keys(m))
	order := map[string]int{}
	tables := map[string]bool{}
	for _, k := range keys {
		tables[k.table] = true
	}
	for i, t := range inOrder(slices.Collect(maps.Keys(tables))) {
		order[t] = i
	}
	slices.SortFunc(keys, func(a, b at) int {
		if d := order[a.table] - order[b.table]; d != 0 {
			return d
		}
		if a.id < b.id {
			return -1
		}
		return 1
	})
	return keys
}

// mergeRows decides about each row that the copy touched by itself.
func (j *join) mergeRows() error {
	for _, k := range j.sorted(j.theirs) {
		t, there, here := j.theirs[k], j.there[k], j.here[k]
		if j.skip[k] || there != nil && t.undone(there) {
			continue
		}
		switch {
		case there == nil && here == nil:
		case there == nil:
			j.goes(k, here)
		case here != nil:
			j.mergeColumns(k, there, here)
		case t.inserted || j.ours[k] == nil:
			j.puts[k] = there
		default:
			j.gone(k, there)
		}
	}
	return nil
}

// undone says whether a row is again as it was before it was touched.
func (t *touch) undone(now image) bool {
	if t.inserted {
		return false
	}
	for c := range t.columns {
		if was, ok := t.was[c]; !ok || string(was) != string(now[c]) {
			return false
		}
	}
	return len(t.columns) > 0
}

// goes takes a row out that was deleted on the copy, unless it was changed here.
func (j *join) goes(k at, here image) {
	if j.ours[k] == nil {
		j.deletes[k] = true
		return
	}
	if !j.theirs[k].real {
		return
	}
	c := Clash{Key: k.String() + "/gone", Kind: DeletedThere, Table: k.table, ID: k.id, Ours: j.words(k, here), Choices: []Choice{Ours, Theirs}, Choice: Ours, Interview: j.about(k, here)}
	if j.clash(c) == Theirs {
		j.deletes[k] = true
	}
}

// gone brings a row back that was deleted here and changed on the copy, unless that was decided otherwise. Where its
// whole interview was deleted here, that is what is decided.
func (j *join) gone(k at, there image) Choice {
	iv := j.about(k, there)
	choice, known := j.decided[iv]
	switch {
	case iv != "" && iv != k.id && j.isGone(iv):
		if choice = j.interviewGone(iv); choice == Theirs && j.puts[k] != nil {
			return Theirs
		}
	case !known || iv != k.id:
		choice = j.clash(Clash{Key: k.String() + "/gone", Kind: DeletedHere, Table: k.table, ID: k.id, Theirs: j.words(k, there), Choices: []Choice{Ours, Theirs}, Choice: Theirs, Interview: iv})
		if iv == k.id {
			j.decided[iv] = choice
		}
	}
	if choice == Theirs {
		j.puts[k] = there
	} else {
		j.skip[k] = true
		delete(j.puts, k)
	}
	return choice
}

// isGone says whether an interview is not in this study, nor among what comes for the first time.
func (j *join) isGone(interview research.ID) bool {
	k := at{"interview", interview}
	if j.decided[interview] != "" {
		return true
	}
	var n int
	err := j.tx.s.writer.queryRow(j.ctx, "SELECT count(*) FROM interview WHERE id = ?", []any{interview}, &n)
	return err == nil && n == 0 && (j.theirs[k] == nil || !j.theirs[k].inserted)
}

// interviewGone decides about an interview that was deleted here and is needed, once.
func (j *join) interviewGone(interview research.ID) Choice {
	if c, known := j.decided[interview]; known {
		return c
	}
	k := at{"interview", interview}
	if err := j.load(k.table, []research.ID{interview}); err != nil || j.there[k] == nil {
		j.decided[interview] = Ours
		return Ours
	}
	choice := j.gone(k, j.there[k])
	if choice == Theirs && j.reviveWith(k) != nil {
		choice = Ours
	}
	return choice
}

// follows are columns that are decided with others: places go with the text that they are in.
var follows = map[string][]string{
	"verbatim": {"from_turn", "from_offset", "to_turn", "to_offset", "checksum", "orphan"},
	"mask":     {"from_offset", "to_offset"},
}

// quiet are columns of which nobody needs to be told when both sides changed them: this study's stay.
var quiet = map[string]bool{"pos": true, "rev": true, "checksum": true}

// bothTexts are the columns of which both wordings can be kept, one under the other.
var bothTexts = map[string]bool{"memo.text": true, "interview.note": true}

// mergeColumns takes over the columns of a row that only the copy changed, and decides about those that both did.
func (j *join) mergeColumns(k at, there, here image) {
	for _, column := range j.tx.s.writer.journaled[k.table][1:] {
		if alike(there, here, column) || slices.Contains(follows[k.table], column) && j.rewritten(k, there, here) {
			continue
		}
		if k.table == "turn" && column == "rev" {
			continue // with the text, below
		}
		if j.takes(k, column, there, here) {
			j.change(k, column, there[column])
		}
	}
	if k.table == "turn" && !alike(there, here, "text") {
		j.turnText(k, there, here)
	}
}

// takes decides about one column that differs.
func (j *join) takes(k at, column string, there, here image) bool {
	byThem, byUs := j.theirs.column(k, column), j.ours.column(k, column)
	if !byThem && j.ours[k] != nil || byUs && !byThem {
		return false
	}
	was, known := j.theirs[k].was[column]
	switch {
	case known && string(was) == string(there[column]):
		return false // there it is as it was
	case known && string(was) == string(here[column]):
		return true // here it is as it was
	}
	if !byUs {
		return true
	}
	if quiet[column] || !j.theirs[k].inserted && !j.theirs[k].columns[column] {
		return false
	}
	c := Clash{Key: k.String() + "/" + column, Kind: ChangedBoth, Table: k.table, ID: k.id, Column: column, Was: j.theirs[k].was.text(column),
		Ours: here.text(column), Theirs: there.text(column), Choices: []Choice{Ours, Theirs}, Choice: Ours, Interview: j.about(k, here)}
	if bothTexts[k.table+"."+column] {
		c.Choices, c.Choice = append(c.Choices, Both), Both
	}
	switch j.clash(c) {
	case Theirs:
		return true
	case Both:
		b, _ := json.Marshal(here.text(column) + "\n\n" + there.text(column))
		j.change(k, column, b)
	}
	return false
}

// change notes one column to change.
func (j *join) change(k at, column string, v json.RawMessage) {
	if j.updates[k] == nil {
		j.updates[k] = image{}
	}
	j.updates[k][column] = v
}

// about is the interview that a row is about, "" for none.
func (j *join) about(k at, r image) research.ID {
	if k.table == "interview" {
		return k.id
	}
	if id := r.text("interview"); id != "" {
		return research.ID(id)
	}
	for column, table := range map[string]string{"verbatim": "verbatim", "turn": "turn"} {
		id := research.ID(r.text(column))
		if id == "" {
			continue
		}
		for _, side := range []map[at]image{j.there, j.here} {
			if v := side[at{table, id}]; v != nil {
				return research.ID(v.text("interview"))
			}
		}
		var iv research.ID
		query := "SELECT i.id FROM " + table + " t JOIN interview i ON i.k = t.interview WHERE t.id = ?"
		if j.tx.s.writer.conn.QueryRowContext(j.ctx, query, id).Scan(&iv) == nil || j.copy.db.QueryRowContext(j.ctx, query, id).Scan(&iv) == nil {
			return iv
		}
	}
	return ""
}

// words is what a row says, for somebody who decides about it.
func (j *join) words(k at, r image) string {
	for _, column := range []string{"name", "title", "text", "pseudonym", "label", "reworded", "note", "kind"} {
		if w := r.text(column); w != "" {
			return w
		}
	}
	if code := research.ID(r.text("code")); code != "" {
		var name string
		if j.tx.s.writer.conn.QueryRowContext(j.ctx, "SELECT name FROM code WHERE id = ?", code).Scan(&name) != nil {
			_ = j.copy.db.QueryRowContext(j.ctx, "SELECT name FROM code WHERE id = ?", code).Scan(&name)
		}
		return name
	}
	return ""
}
