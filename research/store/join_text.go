package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"openloop/research"
)

// readTexts finds the turns that were corrected here and in which the copy has passages: those follow.
func (j *join) readTexts() error {
	wanted := map[research.ID]bool{}
	for k := range j.theirs {
		for _, column := range []string{"from_turn", "to_turn", "turn"} {
			if id := research.ID(j.there[k].text(column)); id != "" && (k.table == "verbatim" || k.table == "mask") && j.theirs[at{"turn", id}] == nil {
				wanted[id] = true
			}
		}
	}
	if err := j.load("turn", slices.Collect(maps.Keys(wanted))); err != nil {
		return err
	}
	for id := range wanted {
		there, here := j.there[at{"turn", id}], j.here[at{"turn", id}]
		if there != nil && here != nil && !alike(there, here, "text") {
			j.texts[id] = &turnTexts{theirs: there.text("text"), ours: here.text("text"), now: here.text("text")}
		}
	}
	return nil
}

// turnText decides about a turn whose text differs. Passages go with their text, and its count of changes grows
// where both had one, so that no clearance of either wording stays.
func (j *join) turnText(k at, there, here image) {
	t := &turnTexts{theirs: there.text("text"), ours: here.text("text"), now: here.text("text")}
	rev := here.number("rev")
	if j.updates[k]["text"] != nil {
		t.now, rev = t.theirs, there.number("rev")
	}
	if j.theirs.column(k, "text") && j.ours.column(k, "text") {
		rev = max(here.number("rev"), there.number("rev")) + 1
	}
	if rev != here.number("rev") {
		b, _ := json.Marshal(rev)
		j.change(k, "rev", b)
	}
	j.texts[k.id] = t
}

// rewritten says whether a passage lies in a turn whose text differs between the copies.
func (j *join) rewritten(k at, there, here image) bool {
	for _, r := range []image{there, here} {
		for _, column := range []string{"from_turn", "to_turn", "turn"} {
			if j.texts[research.ID(r.text(column))] != nil {
				return true
			}
		}
	}
	return false
}

// followTexts brings passages to the text that they will stand in.
func (j *join) followTexts() error {
	if len(j.texts) == 0 {
		return nil
	}
	for k, r := range j.puts {
		if k.table == "verbatim" || k.table == "mask" {
			j.puts[k] = j.moved(k.table, r, func(t *turnTexts) string { return t.theirs })
		}
	}
	var turns []research.ID
	for id, t := range j.texts {
		if t.now != t.ours {
			turns = append(turns, id)
		}
	}
	if len(turns) == 0 {
		return nil
	}
	for _, ref := range []reference{{"verbatim", "from_turn", "turn"}, {"verbatim", "to_turn", "turn"}, {"mask", "turn", "turn"}} {
		if err := j.followHere(ref, turns); err != nil {
			return err
		}
	}
	return nil
}

// followHere moves the passages of this study that lie in turns which get the copy's text.
func (j *join) followHere(ref reference, turns []research.ID) error {
	w := j.tx.s.writer
	rows, err := ref.referring(j.ctx, w, turns)
	if err != nil {
		return err
	}
	var ids []research.ID
	for id := range rows {
		ids = append(ids, id)
	}
	columns := w.journaled[ref.table]
	here, err := readImages(j.ctx, w, ref.table, columns, ids)
	if err != nil {
		return err
	}
	there, err := readImages(j.ctx, j.copy.db, ref.table, columns, ids)
	if err != nil {
		return err
	}
	for id, r := range here {
		k := at{ref.table, id}
		if j.deletes[k] {
			continue
		}
		now := there[id]
		if now == nil {
			now = j.moved(ref.table, r, func(t *turnTexts) string { return t.ours })
		}
		for _, column := range follows[ref.table] {
			if !alike(now, r, column) {
				j.change(k, column, now[column])
			}
		}
	}
	return nil
}

// moved is a passage carried from one wording of its turns to the one that they will have.
func (j *join) moved(table string, r image, from func(*turnTexts) string) image {
	first, last := research.ID(r.text("from_turn")), research.ID(r.text("to_turn"))
	if table == "mask" {
		first, last = research.ID(r.text("turn")), research.ID(r.text("turn"))
	}
	out := image{}
	for c, v := range r {
		out[c] = v
	}
	a, b := r.number("from_offset"), r.number("to_offset")
	f, l := j.texts[first], j.texts[last]
	switch {
	case f != nil && first == last:
		a, b = research.Moved(a, b, j.Moved(from(f), f.now))
	default:
		if f != nil {
			a, _ = research.Moved(a, a, j.Moved(from(f), f.now))
		}
		if l != nil {
			_, b = research.Moved(0, b, j.Moved(from(l), l.now))
		}
	}
	out.set("from_offset", a)
	out.set("to_offset", b)
	if table == "verbatim" && first == last && f != nil {
		if a >= b {
			out.set("orphan", 1)
		} else if text := []rune(f.now); j.Checksum != nil && b <= len(text) {
			out.set("checksum", j.Checksum(string(text[a:b])))
		}
	}
	return out
}

// named are the columns in which a pseudonym may stand, by table.
var named = map[string][]string{
	"participant": {"pseudonym"}, "organisation": {"pseudonym"}, "salesperson": {"pseudonym"}, "interview": {"label", "note"}, "turn": {"speaker", "text"},
	"mask": {"pseudonym"}, "memo": {"text"}, "clearance": {"reworded"}, "theme": {"name", "so_what", "recommendation"}, "story": {"title", "text"}, "assumption": {"name", "source"},
	"pack_layout": {"client", "confidential"}, "saved_view": {"name"},
	"verdict": {"note"}, "retired": {"pseudonym", "survivor"},
}

// letters begin the pseudonyms of each table.
var letters = map[string]byte{"participant": 'P', "organisation": 'O', "salesperson": 'S'}

// rename gives other pseudonyms to people of the copy whose own are somebody else's here.
func (j *join) rename() error {
	for _, k := range j.sorted(j.theirs) {
		letter, ok := letters[k.table]
		there := j.there[k]
		if !ok || there == nil || j.here[k] != nil || !j.theirs[k].inserted {
			continue
		}
		was := there.text("pseudonym")
		var n int
		err := j.tx.s.writer.queryRow(j.ctx, "SELECT (SELECT count(*) FROM "+k.table+" WHERE pseudonym = ?1) + (SELECT count(*) FROM erased WHERE pseudonym = ?1) + (SELECT count(*) FROM retired WHERE pseudonym = ?1)", []any{was}, &n)
		if err != nil {
			return err
		}
		if n == 0 || len(was) < 2 {
			continue
		}
		now, err := j.free(letter)
		if err != nil {
			return err
		}
		j.Renamed[was] = now
		j.clash(Clash{Key: k.String() + "/name", Kind: SameName, Table: k.table, ID: k.id, Ours: was, Theirs: now, Choice: Both})
	}
	if len(j.Renamed) > 0 {
		for k, r := range j.there {
			j.there[k] = j.renamed(k, r)
		}
	}
	return nil
}

// free is the next pseudonym that nobody has or had on either side.
func (j *join) free(letter byte) (string, error) {
	highest := 0
	for was, now := range j.Renamed {
		if was[0] == letter {
			n, _ := strconv.Atoi(now[1:])
			highest = max(highest, n)
		}
	}
	if j.Highest != nil {
		highest = max(highest, j.Highest(letter))
	}
	for _, q := range []queryer{j.tx.s.writer, j.copy.db} {
		var n int
		err := q.QueryRowContext(j.ctx, `SELECT coalesce(max(CAST(substr(pseudonym, 2) AS INTEGER)), 0) FROM (SELECT pseudonym FROM participant UNION SELECT pseudonym FROM organisation
			UNION SELECT pseudonym FROM salesperson UNION SELECT pseudonym FROM erased UNION SELECT pseudonym FROM retired) WHERE substr(pseudonym, 1, 1) = ?`, string(letter)).Scan(&n)
		if err != nil {
			return "", err
		}
		highest = max(highest, n)
	}
	return fmt.Sprintf("%c%02d", letter, highest+1), nil
}

var pseudonymWord = regexp.MustCompile(`\b[POS]\d{2,}\b`)

// RenameWords is a text with pseudonyms changed for others, as whole words.
func RenameWords(text string, renamed map[string]string) string {
	return pseudonymWord.ReplaceAllStringFunc(text, func(p string) string {
		if now, ok := renamed[p]; ok {
			return now
		}
		return p
	})
}

// renamed is a row of the copy with pseudonyms as they are here.
func (j *join) renamed(k at, r image) image {
	out := image{}
	for c, v := range r {
		out[c] = v
		if !slices.Contains(named[k.table], c) || !j.theirs.column(k, c) {
			continue
		}
		if was := r.text(c); was != RenameWords(was, j.Renamed) {
			out.set(c, RenameWords(was, j.Renamed))
			if k.table == "turn" && c == "text" && j.here[k] == nil {
				j.texts[k.id] = &turnTexts{theirs: was, ours: out.text(c), now: out.text(c)}
			}
		}
	}
	return out
}
