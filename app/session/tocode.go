package session

import "openloop/research"

// ToCode is how many interviews a wave has (all of them with the empty ID), and in how many of those nothing
// is coded yet.
func (s *Session) ToCode(wave research.ID) (heard, todo int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, r := range s.facts.rows {
		if wave != "" && r.Interview.Wave != wave {
			continue
		}
		heard++
		if !r.Interview.Coded && len(s.facts.codings[i]) == 0 {
			todo++
		}
	}
	return heard, todo
}
