package store

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/research"
)

// Hit is a turn in which a search found its words.
type Hit struct {
	Turn, Interview research.ID
	Excerpt         string
	Marks           [][2]int // where the words stand in Excerpt: code points, the end not included
}

// The index brackets the words it found with characters that no transcript holds.
const markOpen, markClose = '\x02', '\x03'

// Search finds the turns that hold all words of the query, the newest first. The last word may be the
// beginning of one, so that searching while typing works. Within an edit it finds what was there before.
func (r reader) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	match := matchExpression(query)
	if match == "" || limit <= 0 {
		return nil, nil
	}
	rows, err := r.q.QueryContext(ctx, `SELECT t.id, i.id, snippet(turn_text, 0, char(2), char(3), '…', 24)
		FROM turn_text JOIN turn t ON t.k = turn_text.rowid JOIN interview i ON i.k = t.interview WHERE turn_text MATCH ? ORDER BY turn_text.rowid DESC LIMIT ?`, match, limit)
	if err != nil {
		return nil, r.explain("search", err)
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var h Hit
		var marked string
		if err := rows.Scan(&h.Turn, &h.Interview, &marked); err != nil {
			return nil, r.explain("search", err)
		}
		h.Excerpt, h.Marks = unmark(marked)
		hits = append(hits, h)
	}
	return hits, r.explain("search", rows.Err())
}

// matchExpression makes what somebody typed into an expression of the index, in which its operators
// and punctuation mean nothing: every word quoted, the last one a prefix.
func matchExpression(query string) string {
	words := strings.FieldsFunc(query, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
	if len(words) == 0 {
		return ""
	}
	match := `"` + strings.Join(words, `" "`) + `"`
	if last, _ := utf8.DecodeLastRuneInString(query); unicode.IsSpace(last) {
		return match
	}
	return match + "*"
}

// unmark takes the brackets out of an excerpt and says where they stood.
func unmark(marked string) (string, [][2]int) {
	var b strings.Builder
	var marks [][2]int
	at, open := 0, 0
	for _, c := range marked {
		switch c {
		case markOpen:
			open = at
		case markClose:
			marks = append(marks, [2]int{open, at})
		default:
			b.WriteRune(c)
			at++
		}
	}
	return b.String(), marks
}
