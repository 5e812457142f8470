package session

import (
	"context"

	"openloop/research"
)

// inForce is how many quotes of a wave, or of all with "", are cleared and may leave: the words are what they were
// when they were cleared, and consent still covers it. Whether there is room for them in the report is another
// question.
func (s *Session) inForce(ctx context.Context, wave research.ID) (n int, err error) {
	cleared, err := s.clearances(ctx)
	if err != nil || len(cleared) == 0 {
		return 0, err
	}
	ids := make([]research.ID, 0, len(cleared))
	for id := range cleared {
		ids = append(ids, id)
	}
	verbatims, err := s.store.VerbatimsByID(ctx, ids)
	if err != nil {
		return 0, err
	}
	by := map[research.ID][]research.Verbatim{}
	for _, v := range verbatims {
		by[v.Interview] = append(by[v.Interview], v)
	}
	for iv, list := range by {
		row, ok := s.InterviewRow(iv)
		if !ok || wave != "" && row.Interview.Wave != wave {
			continue
		}
		turns, err := s.store.Turns(ctx, iv)
		if err != nil {
			return 0, err
		}
		for _, v := range list {
			c := Candidate{QuoteRow: QuoteRow{Placed: Placed{From: v.From, To: v.To}, Level: cleared[v.ID].Level}}
			c.Voices = voices(row, turns, c.Placed)
			c.Consent = leastConsent(c.Voices)
			if state, _ := stateOf(&c, true, !v.Orphan && cleared[v.ID].Rev == revOf(turns, v.From, v.To)); state.Cleared() {
				n++
			}
		}
	}
	return n, nil
}
