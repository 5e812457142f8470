package session

import (
	"context"

	"openloop/research"
	"openloop/research/store"
)

// existing is what a study holds before an import, by source key where there is one.
type existing struct {
	interviews map[string]research.Interview
	byID       map[research.ID]research.Interview // of all, also those without a source key
	said       *saidBefore
	deals      map[string]research.Deal
	questions  map[string]string // text by ref
	people     map[string]research.Participant
	orgs       map[string]research.Organisation
	owners     map[string]research.Salesperson
	campaigns  map[string]research.Campaign // by source key
	memos      []research.Memo
	waves      map[string]research.Wave
	coders     map[string]bool
	reasons    map[research.ID][]research.Reason
	names      []research.Name
	clearances map[research.ID]research.Clearance // by verbatim
	erased     []research.Erased                  // whose pseudonyms are not given again
	retired    []research.Retired                 // nor are these
	batches    []store.Batch                      // imports, oldest first
}

func loadExisting(ctx context.Context, st *store.Store) (*existing, error) {
	e := &existing{interviews: map[string]research.Interview{}, byID: map[research.ID]research.Interview{}, said: newSaidBefore(ctx, st), deals: map[string]research.Deal{},
		questions: map[string]string{}, people: map[string]research.Participant{}, orgs: map[string]research.Organisation{}, owners: map[string]research.Salesperson{},
		waves: map[string]research.Wave{}, coders: map[string]bool{}, reasons: map[research.ID][]research.Reason{}, clearances: map[research.ID]research.Clearance{}}
	for _, load := range []func(context.Context, *store.Store) error{e.loadPeople, e.loadRecords, e.loadInterviews} {
		if err := load(ctx, st); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func (e *existing) loadPeople(ctx context.Context, st *store.Store) error {
	people, err := st.Participants(ctx)
	if err != nil {
		return err
	}
	for _, p := range people {
		e.people[p.Pseudonym] = p
	}
	orgs, err := st.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range orgs {
		e.orgs[o.Pseudonym] = o
	}
	owners, err := st.Salespeople(ctx)
	if err != nil {
		return err
	}
	for _, o := range owners {
		e.owners[o.Pseudonym] = o
	}
	if e.erased, err = st.Erased(ctx); err != nil {
		return err
	}
	e.retired, err = st.Retired(ctx)
	return err
}

func (e *existing) loadRecords(ctx context.Context, st *store.Store) error {
	deals, err := st.Deals(ctx)
	if err != nil {
		return err
	}
	for _, d := range deals {
		e.deals[d.SourceKey] = d
	}
	campaigns, err := st.Campaigns(ctx)
	if err != nil {
		return err
	}
	e.campaigns = make(map[string]research.Campaign, len(campaigns))
	for _, c := range campaigns {
		e.campaigns[c.SourceKey] = c
	}
	if e.memos, err = st.Memos(ctx); err != nil {
		return err
	}
	questions, err := st.Questions(ctx)
	if err != nil {
		return err
	}
	for _, q := range questions {
		e.questions[q.Ref] = q.Text
	}
	waves, err := st.Waves(ctx)
	if err != nil {
		return err
	}
	for _, w := range waves {
		e.waves[fold(w.Name)] = w
	}
	coders, err := st.Coders(ctx)
	if err != nil {
		return err
	}
	for _, c := range coders {
		e.coders[c.Initials] = true
	}
	clear, err := st.Clearances(ctx)
	if err != nil {
		return err
	}
	for _, c := range clear {
		e.clearances[c.Verbatim] = c
	}
	if e.batches, err = st.Batches(ctx); err != nil {
		return err
	}
	e.names, err = st.Names(ctx)
	return err
}

func (e *existing) loadInterviews(ctx context.Context, st *store.Store) error {
	ivs, err := st.Interviews(ctx)
	if err != nil {
		return err
	}
	reasons, err := st.Reasons(ctx)
	if err != nil {
		return err
	}
	for _, r := range reasons {
		e.reasons[r.Interview] = append(e.reasons[r.Interview], r)
	}
	for _, iv := range ivs {
		e.byID[iv.ID] = iv
		if iv.SourceKey != "" {
			e.interviews[iv.SourceKey] = iv
		}
		e.said.stored[iv.ID] = true
	}
	return nil
}

// pseudonyms lists every one that the study uses, and those of people who were erased from it.
func (e *existing) pseudonyms() []string {
	var out []string
	for p := range e.people {
		out = append(out, p)
	}
	for p := range e.orgs {
		out = append(out, p)
	}
	for p := range e.owners {
		out = append(out, p)
	}
	for _, x := range e.erased {
		out = append(out, x.Pseudonym)
	}
	for _, x := range e.retired {
		out = append(out, x.Pseudonym)
	}
	return out
}
