package session

import (
	"context"
	"slices"

	"openloop/research/privacy"
)

// lookAhead looks for names in all that some interviews say, on every processor, before their turns are made one after
// another.
func (im *importer) lookAhead(ctx context.Context, lot ...*readyInterview) error {
	var texts []string
	for _, r := range lot {
		for _, a := range r.row.Answers {
			texts = append(texts, a.Text)
			if im.was.questions[a.Ref] == "" {
				texts = append(texts, a.Question)
			}
		}
		if r.row.Talk != nil {
			for _, u := range r.row.Talk.Said {
				texts = append(texts, u.Text)
			}
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	all, err := im.dict.FindAll(ctx, texts)
	if err != nil {
		return err
	}
	im.ahead = make(map[string][]privacy.Span, len(texts))
	for i, text := range texts {
		im.ahead[text] = all[i]
	}
	return nil
}

// namesIn is the dictionary's Find, at once where lookAhead has been.
func (im *importer) namesIn(text string) []privacy.Span {
	if spans, ok := im.ahead[text]; ok {
		return slices.Clone(spans)
	}
	return im.dict.Find(text)
}
