package session

import "openloop/research"

// told is what a pack knows of the interviews: each with its reasons on file, and every deal talked about, once.
func (f *facts) told() (interviews []research.Interview, reasons []research.Reason, deals []research.Deal) {
	seen := map[research.ID]bool{}
	for _, r := range f.rows {
		interviews = append(interviews, r.Interview)
		for _, k := range research.ReasonKinds() {
			reasons = append(reasons, r.Reasons[k]...)
		}
		if r.Deal.ID != "" && !seen[r.Deal.ID] {
			seen[r.Deal.ID] = true
			deals = append(deals, r.Deal)
		}
	}
	return interviews, reasons, deals
}
