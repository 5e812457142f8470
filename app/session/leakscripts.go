package session

import (
	"context"

	"openloop/report/leak"
	"openloop/research/privacy"
)

// scriptSearch finds the names of the vault in writing without capitals, as redaction does: with letters attached to
// them, and in text without blanks, where a check of whole words sees nothing. None where no name is written so.
func (s *Session) scriptSearch(ctx context.Context) ([]func(string) []leak.Place, error) {
	entries, names, err := s.named(ctx)
	if err != nil {
		return nil, err
	}
	find := privacy.NewScriptNames(knownOf(entries), clearTexts(names))
	if find == nil {
		return nil, nil
	}
	return []func(string) []leak.Place{func(text string) []leak.Place {
		var out []leak.Place
		for _, p := range find.Find(text) {
			out = append(out, leak.Place{From: p.From, To: p.To, Identity: leak.Identity{Kind: string(p.Identity.Kind), Text: p.Identity.Text, Pseudonym: p.Identity.Pseudonym}})
		}
		return out
	}}, nil
}
