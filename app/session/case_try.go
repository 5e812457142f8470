package session

import (
	"cmp"
	"context"
	"slices"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// CaseDesk works a business case out while its assumptions are being typed. It is made of the study as it stood then.
type CaseDesk struct {
	in   report.Input
	dict *privacy.Dictionary
	// deals of the lost, with every root cause on file, one entry for each interview.
	deals []analysis.TouchedDeal
	book  *research.Codebook
}

// CaseTry is what follows from some assumptions.
type CaseTry struct {
	Case *report.Case // as it would leave; nil where there is none yet
	Doc  report.Document
	Page int    // of the case in Doc, from 0; -1 none
	Why  string // a sentence on what is missing where there is no case
	// Causes is what each root cause touched, by deal, every lost deal with its contributing causes too: for the
	// screen only. Total counts a deal once.
	Causes []CauseTouched
	Total  analysis.Touched
}

// CauseTouched is the lost deals that a root cause touched.
type CauseTouched struct {
	Code research.Code
	analysis.Touched
}

// CaseDesk reads what a business case of a wave ("" for all) is made of. It counts for some time in a large study.
func (s *Session) CaseDesk(ctx context.Context, wave research.ID) (*CaseDesk, error) {
	in, err := s.packInput(ctx, PackOptions{Wave: wave, Draft: true})
	if err != nil {
		return nil, err
	}
	in.Quotes, in.Stories, in.Themes = nil, nil, nil // nothing of them is on the page
	d := &CaseDesk{in: in, dict: in.Dictionary, book: in.Book}
	for _, r := range s.InterviewRows(InterviewFilter{Wave: wave}) {
		if r.Interview.Outcome != research.Lost || s.Blind(r.Interview.ID) {
			continue
		}
		t := analysis.TouchedDeal{Deal: cmp.Or(r.Interview.Deal, "interview "+r.Interview.ID), Band: r.Deal.ValueBand}
		for _, x := range r.Reasons[research.DecidedReason] {
			t.Causes = append(t.Causes, x.Code)
		}
		d.deals = append(d.deals, t)
	}
	return d, nil
}

// Try works out what follows from assumptions, kept or still being typed. Those that are not in order are left out.
func (d *CaseDesk) Try(ctx context.Context, given []research.Assumption) (CaseTry, error) {
	var list []research.Assumption
	top := 0.0
	for _, a := range given {
		if a, err := settled(a); err == nil {
			list = append(list, a)
			if a.Kind == research.TopOfBand {
				top = float64(a.Likely)
			}
		}
	}
	in := d.in
	in.Case = released(d.dict, list)
	doc, err := report.Build(ctx, in)
	if err != nil {
		return CaseTry{}, err
	}
	t := CaseTry{Case: doc.Case, Doc: doc, Page: doc.Section(report.BusinessCase).Page - 1}
	if t.Case == nil {
		t.Why = d.why(list, doc)
	}
	by, total := analysis.ValueTouched(d.deals, top)
	t.Total = total
	for id, touched := range by {
		c, _ := d.book.Code(id)
		t.Causes = append(t.Causes, CauseTouched{c, touched})
	}
	slices.SortFunc(t.Causes, func(x, y CauseTouched) int {
		return cmp.Or(cmp.Compare(y.Value.Likely, x.Value.Likely), cmp.Compare(y.Deals, x.Deals), cmp.Compare(x.Code.Name, y.Code.Name))
	})
	return t, nil
}

// why says what a business case lacks.
func (d *CaseDesk) why(list []research.Assumption, doc report.Document) string {
	currency := slices.ContainsFunc(list, func(a research.Assumption) bool { return a.Kind == research.CurrencyKind && a.Name != "" })
	switch {
	case slices.ContainsFunc(d.in.Layout.Order(), func(c report.Choice) bool { return c.Kind == report.BusinessCase && c.Off }):
		return "The business case is left out of the report. Take the section in again on the Report screen."
	case len(d.deals) == 0:
		return "There is no lost deal yet. Import or hold interviews about some."
	case doc.Section(report.FourReasons).Page == 0:
		return "What decided may not be shown yet: set what was told and what decided in more interviews of lost deals."
	case !currency:
		return "Say which currency the sums are in."
	}
	return "There are too few lost deals to show them without the won, so nothing can be said of what is at stake."
}
