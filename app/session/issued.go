package session

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// ledger is what was issued before.
func (s *Session) ledger(ctx context.Context) ([]store.Export, error) { return s.store.Exports(ctx) }

// known turns issued groups into what the reader has seen already.
func (f *facts) known(exports []store.Export) []privacy.Group {
	var out []privacy.Group
	for _, e := range exports {
		shown := map[research.ID]map[string]int{}
		for _, c := range e.Cells {
			if c.Shown {
				if shown[c.Group] == nil {
					shown[c.Group] = map[string]int{}
				}
				shown[c.Group][c.Measure] = c.X
			}
		}
		for _, g := range e.Groups {
			if _, quote := quotedIn(g); quote || g.Predicate == store.LastPack {
				continue
			}
			members, gone := research.NewBits(len(f.rows)), []research.ID(nil)
			for _, m := range g.Members {
				if i, ok := f.at[m]; ok {
					members.Set(i)
				} else {
					gone = append(gone, m)
				}
			}
			rows := shown[g.ID]
			if rows == nil {
				rows = map[string]int{}
			}
			out = append(out, privacy.Group{Name: g.Predicate, Key: g.Predicate, Members: members, Rows: rows, Erased: len(gone), Gone: gone})
		}
	}
	return out
}

// quotedIn is the verbatim that a group of the ledger was the signature of, if it was one.
func quotedIn(g store.ExportGroup) (research.ID, bool) {
	id, quote := strings.CutPrefix(g.Predicate, store.SignedFor)
	return research.ID(id), quote
}

// signed is, by verbatim, the interviews that its quotes were signed for in issued packs. Whoever was erased
// since is in none.
func (f *facts) signed(exports []store.Export) map[research.ID][]research.Bits {
	out := map[research.ID][]research.Bits{}
	for _, e := range exports {
		for _, g := range e.Groups {
			if id, quote := quotedIn(g); quote {
				members := research.NewBits(len(f.rows))
				for _, m := range g.Members {
					if i, ok := f.at[m]; ok {
						members.Set(i)
					}
				}
				out[id] = append(out[id], members)
			}
		}
	}
	return out
}

// exportCheck is what the ledger keeps of a check: how much was looked at, and where a word was let pass.
func (s *Session) exportCheck(c FileCheck) (store.ExportCheck, error) {
	x := store.ExportCheck{File: c.File, Identities: c.Identities, Coder: s.Coder()}
	var looked []string
	for _, l := range c.Looked {
		looked = append(looked, fmt.Sprint(l.N, " ", l.What))
	}
	x.Looked = strings.Join(looked, ", ")
	for _, h := range c.Passed {
		p, err := s.passOf(h)
		if err != nil {
			return x, err
		}
		x.Passed = append(x.Passed, p.Place)
	}
	return x, nil
}

// issue enters a pack in the ledger: its groups with their members, every count, and what was checked.
func (s *Session) issue(ctx context.Context, doc report.Document, files, sum string, checks ...FileCheck) error {
	return s.issueAs(ctx, doc, store.Export{SHA256: sum, File: files}, checks)
}

// issueAs is issue with the files as they go out.
func (s *Session) issueAs(ctx context.Context, doc report.Document, e store.Export, checks []FileCheck) error {
	if err := s.CanIssue(); err != nil {
		return err
	}
	if err := s.mayFollow(ctx, doc); err != nil {
		return err
	}
	e.UTC, e.K = s.opt.Now().UTC(), doc.K
	ids := map[string]research.ID{}
	for _, g := range doc.Ledger.Groups {
		ids[g.Key] = store.NewID()
		e.Groups = append(e.Groups, store.ExportGroup{ID: ids[g.Key], Predicate: g.Key, Members: g.Members})
	}
	if doc.Ledger.Last {
		e.Groups = append(e.Groups, store.ExportGroup{ID: store.NewID(), Predicate: store.LastPack})
	}
	for _, q := range doc.Ledger.Quotes {
		e.Groups = append(e.Groups, store.ExportGroup{ID: store.NewID(), Predicate: store.SignedFor + string(q.Verbatim), Members: q.Members})
		e.Quoted = append(e.Quoted, q.Verbatim)
	}
	for _, c := range doc.Ledger.Cells {
		e.Cells = append(e.Cells, store.ExportCell{Group: ids[c.Group], Measure: c.Measure, X: c.X, N: c.N, Shown: c.Shown})
	}
	for _, c := range checks {
		x, err := s.exportCheck(c)
		if err != nil {
			return err
		}
		e.Checks = append(e.Checks, x)
	}
	_, err := s.store.Edit(ctx, "Issue the board pack", func(tx *store.Tx) error { return tx.PutExport(e) })
	return err
}

// mayFollow is nil where a pack may be issued beside those that were: each of them is about the same choice of interviews,
// all or one wave, or about none that it has; and none that showed themes by wave or pairs of themes is connected with it, see shut.
func (s *Session) mayFollow(ctx context.Context, doc report.Document) error {
	exports, err := s.ledger(ctx)
	if err != nil {
		return err
	}
	off, now := shut(exports), choice(doc.Ledger.Groups, func(g report.LedgerGroup) string { return g.Key })
	for _, g := range doc.Ledger.Groups {
		if meets(off, g.Members) {
			return research.Problemf(research.Withheld, "This pack cannot be issued: an earlier one showed themes by wave or pairs of themes of the same interviews, and somebody could be worked out by holding the two against each other. Export a draft, or issue a pack of one wave alone whose interviews all came after it, without comparing it with the wave before.")
		}
	}
	for _, e := range exports {
		if choice(e.Groups, func(g store.ExportGroup) string { return g.Predicate }) == now {
			continue
		}
		in := membersOf(e)
		for _, g := range doc.Ledger.Groups {
			if meets(in, g.Members) {
				return research.Problemf(research.Withheld, "This pack cannot be issued: an earlier one is about some of the same interviews and about others (all, where this is of one wave, or the other way round), and somebody could be worked out by holding the two against each other. Export a draft, or choose on Report the interviews that the earlier pack is about.")
			}
		}
	}
	return nil
}

// choice is which interviews the groups of a pack were taken from: "" all, "wave=…" those of a wave. Groups by reasons and
// dates ("told|lost") are named alike in both.
func choice[G any](groups []G, key func(G) string) string {
	of := ""
	for _, g := range groups {
		k := key(g)
		switch {
		case k == store.LastPack || strings.HasPrefix(k, store.SignedFor) || strings.Contains(k, "|"):
		case !strings.HasPrefix(k, "wave="):
			return ""
		case of == "":
			of, _, _ = strings.Cut(k, "&")
			of, _, _ = strings.Cut(of, " ")
		}
	}
	return of
}

// shut is the interviews of packs that showed what no later one may be held against, see report.Kind.Last, and of
// all that have an interview in common with those, by any number of steps.
func shut(exports []store.Export) map[research.ID]bool {
	off := map[research.ID]bool{}
	taken := make([]bool, len(exports))
	for grown := true; grown; {
		grown = false
		for i, e := range exports {
			if taken[i] || !isLast(e) && !slices.ContainsFunc(e.Groups, func(g store.ExportGroup) bool { return meets(off, g.Members) }) {
				continue
			}
			taken[i], grown = true, true
			maps.Copy(off, membersOf(e))
		}
	}
	return off
}

// membersOf is everybody whom a group of a pack had in it.
func membersOf(e store.Export) map[research.ID]bool {
	in := map[research.ID]bool{}
	for _, g := range e.Groups {
		for _, m := range g.Members {
			in[m] = true
		}
	}
	return in
}

// isLast says whether a pack showed what no later one may be held against.
func isLast(e store.Export) bool {
	return slices.ContainsFunc(e.Groups, func(g store.ExportGroup) bool { return g.Predicate == store.LastPack })
}

func meets(set map[research.ID]bool, members []research.ID) bool {
	return slices.ContainsFunc(members, func(m research.ID) bool { return set[m] })
}

// Issued lists the packs that have left, newest first.
func (s *Session) Issued(ctx context.Context) ([]store.Export, error) { return s.store.Exports(ctx) }
