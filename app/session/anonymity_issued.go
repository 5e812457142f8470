package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

func (s *Session) listIssued(ctx context.Context, a *Anonymity) error {
	exports, err := s.store.Exports(ctx)
	if err != nil {
		return err
	}
	let, err := s.store.Passed(ctx)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(exports) {
		p := IssuedPack{ID: e.ID, Files: issuedFiles(e.Files), File: e.File, At: e.UTC, K: e.K, SHA256: e.SHA256}
		for _, g := range e.Groups {
			if _, quote := quotedIn(g); quote || g.Predicate == store.LastPack {
				p.Quotes++
				continue
			}
			p.Groups = append(p.Groups, IssuedGroup{Name: s.predicateName(g.Predicate), Interviews: len(g.Members), Gone: s.goneFrom(g)})
		}
		for _, c := range e.Cells {
			if c.Shown {
				p.Shown++
			} else {
				p.Withheld++
			}
		}
		for _, c := range e.Checks {
			p.Checks = append(p.Checks, issuedCheck(c, let))
		}
		a.Issued = append(a.Issued, p)
	}
	return nil
}

// issuedCheck joins a check with who let words pass.
func issuedCheck(c store.ExportCheck, let []research.Passed) IssuedCheck {
	out := IssuedCheck{File: c.File, Identities: c.Identities, Looked: c.Looked, By: c.Coder}
	for _, place := range c.Passed {
		where, _, _ := strings.Cut(place, " #")
		_, where, _ = strings.Cut(where, " ") // the kind of file stands first
		p := LetPass{Where: where}
		if i := slices.IndexFunc(let, func(l research.Passed) bool { return l.Place == place }); i >= 0 {
			p.By, p.At = let[i].Coder, let[i].UTC
		}
		out.Passed = append(out.Passed, p)
	}
	return out
}

// goneFrom is how many members of an issued group are no longer in the study.
func (s *Session) goneFrom(g store.ExportGroup) (gone int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range g.Members {
		if _, ok := s.facts.at[m]; !ok {
			gone++
		}
	}
	return gone
}

// predicateName is what people call a group of the ledger: "outcome=lost" is "Lost".
func (s *Session) predicateName(predicate string) string {
	what, predicate := "", predicate
	if kind, of, ok := strings.Cut(predicate, "|"); ok {
		what, predicate = or(measuredGroups[kind], kind), of
		if !strings.Contains(of, "=") && of != "all" {
			predicate = "outcome=" + of
		}
	}
	name := s.groupName(predicate)
	if what != "" {
		name += ": " + what
	}
	return name
}

// measuredGroups are the groups that are released for one measure only.
var measuredGroups = map[string]string{"believed": "reasons believed", "recorded": "reasons recorded", "told": "reasons told", "decided": "what decided", "clock": "buyers' clocks"}

func (s *Session) groupName(predicate string) string {
	if predicate == "all" {
		return "All interviews"
	}
	var parts []string
	for _, part := range strings.Split(predicate, "&") {
		by, key, ok := strings.Cut(part, "=")
		if !ok {
			return predicate
		}
		parts = append(parts, s.className(by, key))
	}
	return strings.Join(parts, ", ")
}

// mergedNames are the groups that several outcomes merge into.
var mergedNames = map[string]string{"no_decision": "No decision", "not_won": "Not won", "leads": "Leads", "customers": "Customers", "other": "Other outcomes"}

func (s *Session) className(by, key string) string {
	s.mu.Lock()
	classes := s.facts.index.Group(by)
	s.mu.Unlock()
	for _, c := range classes {
		if c.Key == key {
			return c.Name
		}
	}
	if name, ok := mergedNames[key]; ok && by == "outcome" {
		return name
	}
	var names []string
	for _, k := range strings.Split(key, "+") {
		for _, c := range classes {
			if c.Key == k {
				names = append(names, c.Name)
			}
		}
	}
	if len(names) > 0 {
		return listed(names)
	}
	return or(key, "Not recorded")
}

// WithheldNow says how many figures the board pack would show if it was issued now, and why it would withhold
// the others.
func (s *Session) WithheldNow(ctx context.Context, wave research.ID) (shown int, reasons []WishReason, err error) {
	doc, err := s.Pack(ctx, PackOptions{Wave: wave, Draft: s.Vault() != VaultOpen})
	if err != nil {
		return 0, nil, err
	}
	counts := map[privacy.Reason]int{}
	for _, f := range doc.Figures {
		if f.Shown {
			shown++
		} else {
			counts[privacy.Reason(f.Why)]++
		}
	}
	return shown, reasonsOf(counts), nil
}
