package session

import (
	"context"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// InterviewRow is one line of the table of interviews, and the card beside it.
type InterviewRow struct {
	Interview    research.Interview
	Participants []research.Participant
	Organisation research.Organisation
	Deal         research.Deal
	Campaign     research.Campaign // that the deal or lead came from; without an ID where none is known
	Wave         string
	Reasons      map[research.ReasonKind][]research.Reason
	Told         string // name of the primary reason told, or ""
	Decided      string // name of the primary root cause, or ""
	Codings      int

	folded string // what a search looks in
}

// Who is the label and, beyond the first participant, how many more there are.
func (r InterviewRow) Who() string { return r.Interview.Label }

// RoleBand of the first participant.
func (r InterviewRow) RoleBand() string {
	if len(r.Participants) == 0 {
		return ""
	}
	return r.Participants[0].RoleBand
}

// InterviewFilter says which interviews a table shows. Zero values mean any.
type InterviewFilter struct {
	Words    string // of the pseudonym, role, segment, region, told or decided reason
	Outcome  research.Outcome
	Wave     research.ID
	Method   research.Method
	Uncoded  bool
	Quotable bool
}

// InterviewRows lists the interviews that pass the filter, by pseudonym.
func (s *Session) InterviewRows(f InterviewFilter) []InterviewRow {
	s.mu.Lock()
	defer s.mu.Unlock()
	words := strings.Fields(fold(f.Words))
	var found []int
	for _, i := range s.facts.order {
		if r := &s.facts.rows[i]; f.passes(r) && r.holds(words) {
			found = append(found, i)
		}
	}
	out := make([]InterviewRow, len(found))
	for n, i := range found {
		out[n] = s.facts.row(s.facts.rows[i])
	}
	return out
}

func (f InterviewFilter) passes(r *InterviewRow) bool {
	iv := r.Interview
	switch {
	case f.Outcome != "" && iv.Outcome != f.Outcome, f.Wave != "" && iv.Wave != f.Wave, f.Method != "" && iv.Method != f.Method:
		return false
	case f.Uncoded && iv.Coded:
		return false
	case f.Quotable && (len(r.Participants) == 0 || r.Participants[0].Consent != research.ConsentFree && r.Participants[0].Consent != research.ConsentReworded):
		return false
	}
	return true
}

// holds says whether every word is in what can be searched of a row.
func (r *InterviewRow) holds(words []string) bool {
	for _, w := range words {
		if !strings.Contains(r.folded, w) {
			return false
		}
	}
	return true
}

// index makes what is searched of a row, folded once and not with every letter that somebody types.
func (r *InterviewRow) index() {
	r.folded = fold(strings.Join([]string{r.Interview.Label, r.Organisation.Pseudonym, r.RoleBand(), r.Organisation.Segment, r.Organisation.Region,
		r.Interview.Outcome.String(), r.Interview.Method.String(), r.Wave, r.Told, r.Decided}, " "))
}

// natural orders P2 before P10.
func natural(a, b string) bool {
	if len(a) != len(b) && len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		return len(a) < len(b)
	}
	return a < b
}

// InterviewRow answers the line of one interview.
func (s *Session) InterviewRow(id research.ID) (InterviewRow, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.facts.at[id]
	if !ok {
		return InterviewRow{}, false
	}
	return s.facts.row(s.facts.rows[i]), true
}

// NextToCode is the first interview that nobody has marked as coded, after the given one, or the first. Whoever
// codes a second time goes through what they were given.
func (s *Session) NextToCode(after research.ID) (research.ID, bool) {
	rows := s.InterviewRows(InterviewFilter{})
	start, second := 0, s.BlindLeft() > 0
	for i, r := range rows {
		if r.Interview.ID == after {
			start = i + 1
		}
	}
	for k := range rows {
		r := rows[(start+k)%len(rows)]
		todo := !r.Interview.Coded
		if second {
			todo = s.Blind(r.Interview.ID)
		}
		if todo && r.Interview.ID != after {
			return r.Interview.ID, true
		}
	}
	return "", false
}

// Waves lists the study's waves in time.
func (s *Session) Waves() []research.Wave {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]research.Wave(nil), s.facts.waves...)
}

// SearchText finds words in every transcript.
func (s *Session) SearchText(ctx context.Context, words string, limit int) ([]store.Hit, error) {
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	return s.store.Search(ctx, words, limit)
}

// Heard is how many interviews the study holds.
func (s *Session) Heard() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.facts.rows)
}
