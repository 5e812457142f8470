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
// beginning of one, so that searching while typing works; turns that hold it whole come before, where
// there are enough of them. Within an edit it finds what was there before.
func (r reader) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	words := strings.FieldsFunc(query, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
	if len(words) == 0 || limit <= 0 {
		return nil, nil
	}
	// Every word quoted: the operators and punctuation of the index mean nothing here.
	match := `"` + strings.Join(words, `" "`) + `"`
	hits, err := r.search(ctx, match, limit)
	// A word is followed newest first and left when there are enough; for a beginning, the places of all
	// its words are put together first. So a beginning is looked for only where the word is rare, and is
	// not so short that most turns have it.
	last, _ := utf8.DecodeLastRuneInString(query)
	if err == nil && len(hits) < limit && !unicode.IsSpace(last) && len(words[len(words)-1]) >= shortest {
		hits, err = r.search(ctx, match+"*", limit)
	}
	return hits, r.explain("search", err)
}

// shortest is the fewest bytes of a word's beginning: three letters, or one of a script whose letters
// are words.
const shortest = 3

func (r reader) search(ctx context.Context, match string, limit int) ([]Hit, error) {
	rows, err := r.q.QueryContext(ctx, `SELECT t.id, i.id, snippet(turn_text, 0, char(2), char(3), '…', 24)
		FROM turn_text JOIN turn t ON t.k = turn_text.rowid JOIN interview i ON i.k = t.interview
		WHERE turn_text MATCH ? ORDER BY turn_text.rowid DESC LIMIT ?`, match, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var h Hit
		var marked string
		if err := rows.Scan(&h.Turn, &h.Interview, &marked); err != nil {
			return nil, err
		}
		h.Excerpt, h.Marks = unmark(marked)
		hits = append(hits, h)
	}
	return hits, rows.Err()
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
