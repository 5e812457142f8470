package store

import (
	"context"
	"database/sql"
	"encoding/json"
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
	Among    *TurnSet      // the turns that pass the filters, where that is known already; else it is looked up
	Asked    *bool         // a question, or an answer
	Newest   int           // stop after so many turns; the newest come first. 0: all
}

// FoundTurn is a turn that a search found.
type FoundTurn struct {
	Turn  research.Turn
	Marks [][2]int // where the terms, or the filtered codings, stand: code points, the end not included
	Whole bool     // it holds every term whole, none only as the beginning of a word
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
	whole := q.whole()
	if whole == "" && (len(q.Terms) > 0 || !q.Filtered()) {
		return nil
	}
	if q.Among == nil && q.Filtered() {
		places, err := r.Places(ctx)
		if err != nil {
			return err
		}
		if f.q.Among, err = r.Pass(ctx, places, q, Sight{}); err != nil {
			return err
		}
	}
	if f.q.Among != nil && f.q.Among.Empty() {
		return nil
	}
	if len(q.Terms) == 0 {
		return f.filterOnly(ctx)
	}
	f.whole = true
	if err := f.match(ctx, whole); err != nil || f.done {
		return err
	}
	f.whole = false
	for _, most := range []int{fewWords, manyWords} {
		begun, all, err := r.begun(ctx, q.Terms, most)
		if err != nil || begun == "" {
			return err
		}
		if err := f.match(ctx, begun); err != nil || f.done || all {
			return err
		}
	}
	return f.match(ctx, strings.Join(q.prefixed(), " AND "))
}

// Filtered says whether there is more to it than words.
func (q TurnSearch) Filtered() bool {
	return len(q.Outcomes)+len(q.Waves)+len(q.Stages)+len(q.Coders)+len(q.Codes) > 0 || q.Asked != nil
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
	if t.Turn.ID == "" || f.seen[t.Turn.ID] {
		return true
	}
	f.seen[t.Turn.ID] = true
	f.done = !f.found(t) || f.q.Newest > 0 && len(f.seen) >= f.q.Newest
	return !f.done
}

const turnColumns = "t.id, i.id, t.pos, t.speaker, t.asked, t.stage, t.question, t.rev, t.t0, t.t1, "

// match hands on the turns that an expression of the index finds.
func (f *turnFinder) match(ctx context.Context, expression string) error {
	if f.q.Among != nil {
		return f.matchAmong(ctx, expression)
	}
	return f.marked(ctx, "", expression)
}

// marked hands on the turns that an expression finds and that meet a condition on row t, with their words marked.
func (f *turnFinder) marked(ctx context.Context, condition, expression string, args ...any) error {
	sql := "SELECT " + turnColumns + `highlight(turn_text, 0, char(2), char(3)) FROM turn_text CROSS JOIN turn t ON t.k = turn_text.rowid
		CROSS JOIN interview i ON i.k = t.interview WHERE turn_text MATCH ?1` + condition + " ORDER BY turn_text.rowid DESC"
	return f.rows(ctx, sql, append([]any{expression}, args...), func(rows *turnRow) (FoundTurn, error) {
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

// filterOnly hands on what passes the filters where no words are asked for: the turns with passages that have the
// codes or are by the coders, or the turns of the interviews.
func (f *turnFinder) filterOnly(ctx context.Context) (err error) {
	f.q.Among.rows(func(list []int64) bool {
		if f.q.Among.by {
			err = f.passages(ctx, list)
		} else {
			err = f.rows(ctx, "SELECT "+turnColumns+`t.text FROM json_each(?) l CROSS JOIN turn t ON t.k = l.value CROSS JOIN interview i ON i.k = t.interview
				ORDER BY i.k DESC, t.pos`, []any{asJSON(list)}, func(rows *turnRow) (t FoundTurn, err error) {
				return t, rows.scan(&t.Turn, &t.Turn.Text)
			})
		}
		return err == nil && !f.done
	})
	return err
}

// passages hands on the turns in which verbatims begin, with those marked.
func (f *turnFinder) passages(ctx context.Context, verbatims []int64) error {
	var open FoundTurn // of which more verbatims may come
	err := f.rows(ctx, "SELECT "+turnColumns+`t.text, v.from_offset, CASE v.to_turn WHEN v.from_turn THEN v.to_offset ELSE length(t.text) END
		FROM json_each(?) l CROSS JOIN verbatim v ON v.k = l.value CROSS JOIN turn t ON t.k = v.from_turn CROSS JOIN interview i ON i.k = t.interview
		ORDER BY i.k DESC, t.pos, v.from_offset, v.to_offset`, []any{asJSON(slices.Compact(slices.Sorted(slices.Values(verbatims))))}, func(rows *turnRow) (FoundTurn, error) {
		var t FoundTurn
		var m [2]int
		if err := rows.scan(&t.Turn, &t.Turn.Text, &m[0], &m[1]); err != nil {
			return t, err
		}
		t.Marks = [][2]int{m}
		if t.Turn.ID == open.Turn.ID {
			open.Marks = append(open.Marks, m)
			return FoundTurn{}, nil
		}
		t, open = open, t
		return t, nil
	})
	if err == nil && !f.done && open.Turn.ID != "" {
		f.take(open)
	}
	return err
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
