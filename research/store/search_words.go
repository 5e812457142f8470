package store

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// wordsOf takes a text apart as the index does: letters, digits and marks, everything else parts them.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
}

// phrase is words as an expression of the index, in quotes, where operators mean nothing.
func phrase(words []string) string { return `"` + strings.Join(words, " ") + `"` }

// whole is the expression for turns that hold every term as typed, "" where no term has a letter.
func (q TurnSearch) whole() string {
	var out []string
	for _, t := range q.Terms {
		if words := wordsOf(t.Text); len(words) > 0 {
			out = append(out, phrase(words))
		}
	}
	return strings.Join(out, " AND ")
}

// prefixed is the terms as the index can look them up by itself: for a beginning it puts the places of all
// words together before it answers, which takes long where there are many.
func (q TurnSearch) prefixed() []string {
	var out []string
	for _, t := range q.Terms {
		words := wordsOf(t.Text)
		if len(words) == 0 {
			continue
		}
		p := phrase(words)
		if t.Prefix {
			p += "*"
		}
		out = append(out, p)
	}
	return out
}

// Words that begin alike are looked up one by one: first a few, which mostly are in enough turns to show, then
// many.
const fewWords, manyWords = 16, 192

// begun is the expression in which every beginning gives way to the words that begin so, up to most of each; all
// says that these are all of them. It is "" where no term is a beginning, or nothing begins so.
func (r reader) begun(ctx context.Context, terms []SearchTerm, most int) (expression string, all bool, err error) {
	all = true
	var out []string
	any := false
	for _, t := range terms {
		words := wordsOf(t.Text)
		if len(words) == 0 {
			continue
		}
		if !t.Prefix {
			out = append(out, phrase(words))
			continue
		}
		any = true
		ends, complete, err := r.beginnings(ctx, words[len(words)-1], most)
		if err != nil {
			return "", false, err
		}
		if all = all && complete; len(ends) == 0 {
			return "", true, nil
		}
		var either []string
		for _, e := range ends {
			either = append(either, phrase(append(append([]string{}, words[:len(words)-1]...), e)))
		}
		out = append(out, "("+strings.Join(either, " OR ")+")")
	}
	if !any {
		return "", true, nil
	}
	return strings.Join(out, " AND "), all, nil
}

// beginnings lists words of the index that begin like one that was typed: without its accents, or with them, as
// the index keeps those of some scripts.
func (r reader) beginnings(ctx context.Context, typed string, most int) (words []string, all bool, err error) {
	plain, accented := folded(typed), strings.ToLower(typed)
	words, all, err = r.beginning(ctx, plain, most)
	if err != nil || plain == accented {
		return words, all, err
	}
	more, allMore, err := r.beginning(ctx, accented, most)
	return append(words, more...), all && allMore, err
}

// beginning lists up to most words of the index that begin so, in their order; all says that there are no more. The index
// is asked for the first word from a place on, again and again: going through a word's places to come to the
// next one would take as long as reading them.
func (r reader) beginning(ctx context.Context, start string, most int) (words []string, all bool, err error) {
	st, err := r.q.PrepareContext(ctx, "SELECT term FROM turn_text_words WHERE term >= ? LIMIT 1")
	if err != nil {
		return nil, false, err
	}
	defer st.Close()
	for at := start; len(words) < most; at = words[len(words)-1] + "\x01" {
		rows, err := st.QueryContext(ctx, at)
		if err != nil {
			return nil, false, err
		}
		var w string
		if rows.Next() {
			err = rows.Scan(&w)
		}
		if err == nil {
			err = rows.Err()
		}
		rows.Close()
		if err != nil {
			return nil, false, err
		}
		if w == "" || !strings.HasPrefix(w, start) {
			return words, true, nil
		}
		words = append(words, w)
	}
	return words, false, nil
}

// folded is a word as the index keeps it: in small letters, without accents. Letters that are not made of a
// base and accents stay.
func folded(word string) string {
	var b strings.Builder
	for _, c := range word {
		c = unicode.ToLower(c)
		base, accents := c, true
		for i, p := range []rune(norm.NFD.String(string(c))) {
			if i == 0 {
				base = p
				continue
			}
			accents = accents && unicode.Is(unicode.Mn, p)
		}
		if !accents {
			base = c
		}
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(base)
		}
	}
	return b.String()
}
