package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"openloop/research"
)

// phrases are runs of words that somebody said.
type phrases map[string]bool

// phraseWords is how many words in a row make it likely that they were taken from somebody.
const phraseWords = 6

// phrasesOf is every run of six words in the answers of some turns.
func phrasesOf(turns []research.Turn) phrases {
	out := phrases{}
	for _, t := range turns {
		if t.Asked {
			continue
		}
		words := plainWords(t.Text)
		for i := 0; i+phraseWords <= len(words); i++ {
			out[strings.Join(words[i:i+phraseWords], " ")] = true
		}
	}
	return out
}

func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
}

// in says whether a text holds one of the phrases.
func (p phrases) in(texts ...string) bool {
	for _, text := range texts {
		words := plainWords(text)
		for i := 0; i+phraseWords <= len(words); i++ {
			if p[strings.Join(words[i:i+phraseWords], " ")] {
				return true
			}
		}
	}
	return false
}

// within says whether a short name, such as a code in somebody's own words, is part of one of the phrases.
func (p phrases) within(name string) bool {
	words := strings.Join(plainWords(name), " ")
	for phrase := range p {
		if words != "" && strings.Contains(" "+phrase+" ", " "+words+" ") {
			return true
		}
	}
	return false
}

// quoting says where, of all that people wrote into the study, phrases of an erased transcript stand.
func (s *Session) quoting(ctx context.Context, said phrases) (where []string, err error) {
	for _, look := range []func(context.Context, phrases) ([]string, error){s.quotingFindings, s.quotingMemos, s.quotingCodes} {
		found, err := look(ctx, said)
		if err != nil {
			return nil, err
		}
		where = append(where, found...)
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if said.in(r.Interview.Note) {
			where = append(where, "the note on "+r.Interview.Label)
		}
	}
	return slices.Compact(where), nil
}

// quotingFindings is quoting for themes, stories and the business case.
func (s *Session) quotingFindings(ctx context.Context, said phrases) (where []string, err error) {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return nil, err
	}
	for i, t := range themes {
		if said.in(t.Name, t.SoWhat, t.Recommendation) {
			where = append(where, fmt.Sprintf("theme %d", i+1))
		}
	}
	stories, err := s.store.Stories(ctx)
	if err != nil {
		return nil, err
	}
	for i, x := range stories {
		if said.in(x.Title, x.Text) {
			where = append(where, fmt.Sprintf("story %d", i+1))
		}
	}
	given, err := s.store.Assumptions(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range given {
		if said.in(a.Name, a.Source) {
			where = append(where, "a number of the business case")
		}
	}
	return where, nil
}

// quotingMemos is quoting for notes and the messages of a report, which are kept as notes on its pages.
func (s *Session) quotingMemos(ctx context.Context, said phrases) (where []string, err error) {
	memos, err := s.store.Memos(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range memos {
		if !said.in(m.Text) {
			continue
		}
		what := "a note"
		if strings.HasPrefix(string(m.On), "pack:") {
			what = "a message of the report"
		}
		where = append(where, what)
	}
	return where, nil
}

// quotingCodes is quoting for the codebook and its versions.
func (s *Session) quotingCodes(ctx context.Context, said phrases) (where []string, err error) {
	quotes := func(c research.Code) bool {
		return said.in(c.Name, c.Definition, c.Include, c.Exclude, c.Example) || c.InVivo && said.within(c.Name)
	}
	for _, c := range s.Book().Codes {
		if quotes(c) {
			where = append(where, "code "+c.Ref)
		}
	}
	versions, err := s.store.CodebookVersions(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if book, err := bookOf(v); err != nil || said.in(v.Name) || slices.ContainsFunc(book.Codes, quotes) {
			where = append(where, fmt.Sprintf("version %d of the codebook", v.Number))
		}
	}
	return where, nil
}
