package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"openloop/research"
)

// SearchTerm is a word or a phrase that a turn must hold. Text may be anything that somebody types: the index
// takes it apart into words, and those have to follow each other.
type SearchTerm struct {
	Text   string
	Prefix bool // the last word of Text may be the beginning of one
}

// TurnSearch says which turns a search is for: those that hold every term and pass every filter. Of a filter
// with several values, one must fit; an empty one lets everything pass.
type TurnSearch struct {
	Terms    []SearchTerm
	Outcomes []research.Outcome
	Waves    []research.ID
	Stages   []int         // the turn's, or, where it has none, that of a code on it
	Coders   []string      // who put a code on the turn
	Codes    []research.ID // on the turn
	Coded    *CodedTurns   // the turns with those codes, where they are known already; else they are looked up
	Asked    *bool         // a question, or an answer
	Newest   int           // stop after so many turns; the newest come first. 0: all
}

// FoundTurn is a turn that a search found.
type FoundTurn struct {
	Turn  research.Turn
	Marks [][2]int // where the terms, or the filtered codings, stand: code points, the end not included
	Whole bool     // it holds every term whole, none only as the beginning of a word
}

// CodedTurns are the turns on which some codes stand, by row number: what a search by code and words needs
// with every letter. It is true until the next change of the study.
type CodedTurns struct {
	rows        string // as a JSON array
	first, last int64  // the least and the greatest of them
}

// CodedTurns looks up the turns in which a passage with one of the codes begins or ends, of one of the coders
// where there are any: those of the newest so many codings of each code, or with 0 of all. All of 16,000 codings
// take a tenth of a second, the newest thousand a few milliseconds.
func (r reader) CodedTurns(ctx context.Context, codes []research.ID, coders []string, newest int) (*CodedTurns, error) {
	t := &CodedTurns{}
	ks := map[int64]bool{}
	if newest <= 0 {
		newest = -1
	}
	for _, code := range codes {
		if err := r.codedTurns(ctx, code, asJSON(coders), newest, ks); err != nil {
			return nil, r.explain("search", err)
		}
	}
	list := slices.Sorted(maps.Keys(ks))
	if len(list) > 0 {
		t.first, t.last = list[0], list[len(list)-1]
	}
	t.rows = asJSON(list)
	return t, nil
}

func (r reader) codedTurns(ctx context.Context, code research.ID, coders string, newest int, ks map[int64]bool) error {
	rows, err := r.q.QueryContext(ctx, `SELECT v.from_turn, v.to_turn FROM coding c CROSS JOIN verbatim v ON v.k = c.verbatim
		WHERE c.code = (SELECT k FROM code WHERE id = ?1) AND c.round = 1 AND (?2 = '[]' OR c.coder IN (SELECT value FROM json_each(?2)))
		ORDER BY c.k DESC LIMIT ?3`, code, coders, newest)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var from, to int64
		if err := rows.Scan(&from, &to); err != nil {
			return err
		}
		ks[from], ks[to] = true, true
	}
	return rows.Err()
}

// asJSON is a list as json_each reads it.
func asJSON[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(list) // strings and numbers
	return string(b)
}

// FindTurns hands the turns of a search to found, the newest first, as it comes upon them, until found answers
// false or there are no more. What is typed never is an error: signs mean nothing to it. Turns that hold whole
// words come before those where a prefix term only begins one. Within an edit it finds what was there before.
func (r reader) FindTurns(ctx context.Context, q TurnSearch, found func(FoundTurn) bool) error {
	return r.explain("search", r.findTurns(ctx, q, found))
}

func (r reader) findTurns(ctx context.Context, q TurnSearch, found func(FoundTurn) bool) error {
	f := turnFinder{r: r, q: q, found: found, seen: map[research.ID]bool{}}
	if len(q.Terms) == 0 {
		return f.filterOnly(ctx)
	}
	whole := q.whole()
	if whole == "" {
		return nil
	}
	if len(q.Codes) > 0 && q.Coded == nil {
		var err error
		if f.q.Coded, err = r.CodedTurns(ctx, q.Codes, q.Coders, 0); err != nil {
			return err
		}
	}
	f.whole = true
	if err := f.match(ctx, whole); err != nil || f.done {
		return err
	}
	f.whole = false
	begun, all, err := r.begun(ctx, q.Terms)
	if err != nil || begun == "" {
		return err
	}
	if err := f.match(ctx, begun); err != nil || f.done || all {
		return err
	}
	return f.match(ctx, strings.Join(q.prefixed(), " AND "))
}

// turnFinder is a search under way.
type turnFinder struct {
	r     reader
	q     TurnSearch
	found func(FoundTurn) bool
	seen  map[research.ID]bool
	done  bool
	whole bool // what is found now holds whole words
}

// take hands one turn on, once; it is false when enough were found.
func (f *turnFinder) take(t FoundTurn) bool {
	if f.seen[t.Turn.ID] {
		return true
	}
	f.seen[t.Turn.ID] = true
	f.done = !f.found(t) || f.q.Newest > 0 && len(f.seen) >= f.q.Newest
	return !f.done
}

// conditions are a query's WHERE beyond its words, with their parameters from number n on.
type conditions struct {
	sql  []string
	args []any
}

// add adds a condition in which @ stands for the parameter.
func (c *conditions) add(sql string, arg any) {
	c.sql = append(c.sql, strings.ReplaceAll(sql, "@", "?"))
	c.args = append(c.args, arg)
}

// filters are the conditions on turn t of interview i.
func (f *turnFinder) filters() *conditions {
	c, q := &conditions{}, f.q
	if len(q.Outcomes) > 0 {
		c.add("i.outcome IN (SELECT value FROM json_each(@))", asJSON(q.Outcomes))
	}
	if len(q.Waves) > 0 {
		c.add("i.wave IN (SELECT value FROM json_each(@))", asJSON(q.Waves))
	}
	if q.Asked != nil {
		c.add("t.asked = @", *q.Asked)
	}
	if len(q.Stages) > 0 {
		n := asJSON(q.Stages)
		c.add("(t.stage IN (SELECT value FROM json_each(@))", n)
		c.sql[len(c.sql)-1] += " OR t.stage = 0 AND " + codedHere("JOIN code e ON e.k = c.code", "e.stage IN (SELECT value FROM json_each(?))") + ")"
		c.args = append(c.args, n)
	}
	if len(q.Coders) > 0 && len(q.Codes) == 0 {
		c.add(codedHere("", "c.coder IN (SELECT value FROM json_each(@))"), asJSON(q.Coders))
	}
	return c
}

// codedHere says that a coding that passes a condition stands on turn t.
func codedHere(join, condition string) string {
	return "EXISTS (SELECT 1 FROM verbatim v JOIN coding c ON c.verbatim = v.k " + join +
		" WHERE v.interview = t.interview AND t.k IN (v.from_turn, v.to_turn) AND c.round = 1 AND " + condition + ")"
}

// where puts conditions after others.
func (c *conditions) where() string {
	if len(c.sql) == 0 {
		return ""
	}
	return " AND " + strings.Join(c.sql, " AND ")
}

const turnColumns = "t.id, i.id, t.pos, t.speaker, t.asked, t.stage, t.question, t.rev, t.t0, t.t1, "

// match hands on the turns that an expression of the index finds.
func (f *turnFinder) match(ctx context.Context, expression string) error {
	c := f.filters()
	if f.q.Coded != nil {
		// The sign keeps the index from being asked row by row, which takes longer than asking it once.
		c.add("+turn_text.rowid IN (SELECT value FROM json_each(@))", f.q.Coded.rows)
		c.add("turn_text.rowid >= @", f.q.Coded.first)
		c.add("turn_text.rowid <= @", f.q.Coded.last)
	}
	sql := "SELECT " + turnColumns + `highlight(turn_text, 0, char(2), char(3)) FROM turn_text CROSS JOIN turn t ON t.k = turn_text.rowid
		CROSS JOIN interview i ON i.k = t.interview WHERE turn_text MATCH ?` + c.where() + " ORDER BY turn_text.rowid DESC"
	return f.rows(ctx, sql, append([]any{expression}, c.args...), func(rows *turnRow) (FoundTurn, error) {
		var t FoundTurn
		var marked string
		err := rows.scan(&t.Turn, &marked)
		t.Whole = f.whole
		t.Turn.Text, t.Marks = unmark(marked)
		return t, err
	})
}

// turnRow is a row of the columns of a turn and some others.
type turnRow struct{ *sql.Rows }

func (r turnRow) scan(t *research.Turn, others ...any) error {
	return r.Scan(append([]any{&t.ID, &t.Interview, &t.Pos, &t.Speaker, &t.Asked, &t.Stage, &t.Question, &t.Rev, &t.T0, &t.T1}, others...)...)
}

// rows hands on what a query finds until there is enough.
func (f *turnFinder) rows(ctx context.Context, query string, args []any, read func(*turnRow) (FoundTurn, error)) error {
	rows, err := f.r.q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		t, err := read(&turnRow{rows})
		if err != nil {
			return err
		}
		if !f.take(t) {
			return nil
		}
	}
	return rows.Err()
}

// filterOnly hands on what passes the filters where no words are asked for: the passages with the codes or by
// the coders, or the turns of the interviews.
func (f *turnFinder) filterOnly(ctx context.Context) error {
	q := f.q
	if len(q.Codes) == 0 && len(q.Coders) == 0 {
		c := f.filters()
		if len(c.sql) == 0 {
			return nil
		}
		sql := "SELECT " + turnColumns + "t.text FROM interview i CROSS JOIN turn t ON t.interview = i.k WHERE 1" + c.where() + " ORDER BY i.k DESC, t.pos"
		return f.rows(ctx, sql, c.args, func(rows *turnRow) (FoundTurn, error) {
			var t FoundTurn
			err := rows.scan(&t.Turn, &t.Turn.Text)
			return t, err
		})
	}
	c := f.filters()
	if len(q.Coders) > 0 {
		c.add("c.coder IN (SELECT value FROM json_each(@))", asJSON(q.Coders))
	}
	codes := []research.ID{""}
	if len(q.Codes) > 0 {
		codes = q.Codes
	}
	for _, code := range codes {
		on, args := "", c.args
		if code != "" {
			on, args = "c.code = (SELECT k FROM code WHERE id = ?) AND ", append([]any{code}, c.args...)
		}
		sql := "SELECT " + turnColumns + `t.text, v.from_offset, CASE v.to_turn WHEN v.from_turn THEN v.to_offset ELSE length(t.text) END
			FROM coding c CROSS JOIN verbatim v ON v.k = c.verbatim CROSS JOIN turn t ON t.k = v.from_turn CROSS JOIN interview i ON i.k = t.interview
			WHERE ` + on + "c.round = 1 AND NOT v.orphan" + c.where() + " ORDER BY c.k DESC"
		if err := f.rows(ctx, sql, args, passageOf); err != nil || f.done {
			return err
		}
	}
	return nil
}

func passageOf(rows *turnRow) (FoundTurn, error) {
	var t FoundTurn
	var m [2]int
	err := rows.scan(&t.Turn, &t.Turn.Text, &m[0], &m[1])
	t.Marks = [][2]int{m}
	return t, err
}

// CodedPlaces are the passages of some interviews on which a coder has put a code, by interview.
func (r reader) CodedPlaces(ctx context.Context, interviews []research.ID, code research.ID, coder string) (map[research.ID][]research.Verbatim, error) {
	list, err := all(ctx, r.q, verbatims, `WHERE verbatim.k IN (SELECT c.verbatim FROM coding c WHERE c.code = (SELECT k FROM code WHERE id = ?) AND c.coder = ?)
		AND NOT orphan AND interview IN (SELECT k FROM interview WHERE id IN (SELECT value FROM json_each(?)))`, code, coder, asJSON(interviews))
	out := map[research.ID][]research.Verbatim{}
	for _, v := range list {
		out[v.Interview] = append(out[v.Interview], v)
	}
	return out, r.explain("search", err)
}
