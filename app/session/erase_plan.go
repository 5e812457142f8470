package session

import (
	"context"
	"slices"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// erasure is everything that goes with one participant, worked out before anything is touched. It goes by the
// study it was read from; a copy of that study gets one of its own.
type erasure struct {
	at           time.Time // of the erasure
	participant  research.Participant
	organisation research.Organisation   // without an ID where somebody of it stays
	also         []research.Organisation // of which nobody is in the study, and whose deals all go
	whole        []research.Interview    // nobody else took part, or nothing that others said is left
	shared       []sharedInterview
	unknown      []research.Interview // of shared, in which nobody noted who said what
	nobodys      int                  // turns of the other shared ones that nobody is noted for
	wholeUnknown bool                 // those of unknown go whole, with what others said
	deals        []research.ID
	unlinked     []research.Deal // stay, and are no longer said to be with the organisation
	stories      []research.Story
	unclear      []research.Story // composites that lose a source: no longer cleared
	masked       []research.Mask  // in other interviews, where the participant is spoken of

	passed []string // hashes of their names, where one was let pass in a finished file

	turns []research.Turn // that go
	refs  []string        // of originals in the vault
	ids   []research.ID   // of every record that goes
	count removedCount
}

// sharedInterview is one in which others took part, without what the participant said.
type sharedInterview struct {
	now       research.Interview
	turns     []research.ID
	verbatims []research.ID
}

// removedCount is how many records of each sort an erasure takes out.
type removedCount struct {
	Interviews, Shared, Turns, Verbatims, Codings, Reasons, Memos, Clearances, Masks, Stories, Deals, Issued, Files int
}

// planErasure reads what goes with a participant; ok is false where the study has nobody of that pseudonym.
func planErasure(ctx context.Context, st *store.Store, pseudonym string, wholeUnknown bool) (e *erasure, ok bool, err error) {
	people, err := st.Participants(ctx)
	if err != nil {
		return nil, false, err
	}
	i := slices.IndexFunc(people, func(p research.Participant) bool { return p.Pseudonym == pseudonym })
	if i < 0 {
		return nil, false, nil
	}
	e = &erasure{participant: people[i], wholeUnknown: wholeUnknown}
	e.add(people[i].ID)
	ivs, err := st.Interviews(ctx)
	if err != nil {
		return nil, false, err
	}
	for _, iv := range ivs {
		if slices.Contains(iv.Participants, e.participant.ID) {
			err = e.takeInterview(ctx, st, iv, people)
		} else {
			err = e.mentions(ctx, st, iv)
		}
		if err != nil {
			return nil, false, err
		}
	}
	for _, step := range []func(context.Context, *store.Store) error{
		func(ctx context.Context, st *store.Store) error { return e.takeOrganisation(ctx, st, people, ivs) },
		e.takeStories, e.takeNotes, e.takeSealed} {
		if err := step(ctx, st); err != nil {
			return nil, false, err
		}
	}
	return e, true, nil
}

func (e *erasure) add(ids ...research.ID) { e.ids = append(e.ids, ids...) }

// takeInterview takes an interview whole, or, where others took part, what the participant said in it.
func (e *erasure) takeInterview(ctx context.Context, st *store.Store, iv research.Interview, people []research.Participant) error {
	turns, err := st.Turns(ctx, iv.ID)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(iv.Participants), func(id research.ID) bool { return id == e.participant.ID })
	mine := func(t research.Turn) bool { return t.Speaker == e.participant.Pseudonym }
	left := slices.ContainsFunc(turns, func(t research.Turn) bool { return !t.Asked && !mine(t) })
	apart, nobodys := toldApart(iv, turns, people)
	unknown := len(others) > 0 && !apart
	if len(others) == 0 || !left && apart || unknown && e.wholeUnknown {
		return e.takeWhole(ctx, st, iv, turns)
	}
	if unknown {
		mine = func(research.Turn) bool { return false }
		e.unknown = append(e.unknown, iv)
	} else {
		e.nobodys += nobodys
	}
	sh := sharedInterview{now: iv}
	sh.now.Participants, sh.now.Note = others, ""
	if sh.now.Label == e.participant.Pseudonym {
		sh.now.Label = pseudonymOf(people, others[0])
	}
	for _, t := range turns {
		if mine(t) {
			sh.turns = append(sh.turns, t.ID)
			e.takeTurn(t)
		}
	}
	vs, err := st.Verbatims(ctx, iv.ID)
	if err != nil {
		return err
	}
	for _, v := range vs {
		if slices.Contains(sh.turns, v.From.Turn) || slices.Contains(sh.turns, v.To.Turn) {
			sh.verbatims = append(sh.verbatims, v.ID)
		}
	}
	e.shared = append(e.shared, sh)
	e.count.Shared++
	e.refs = append(e.refs, string(iv.ID)) // of the interviewer's note
	return e.countOn(ctx, st, iv.ID, func(v research.ID) bool { return slices.Contains(sh.verbatims, v) })
}

// toldApart says whether the transcript of a meeting notes who of those who took part said what: more than one
// speaks in it. A sheet puts every answer under the first of them, which says nothing. nobodys is how many answers are of none of them.
func toldApart(iv research.Interview, turns []research.Turn, people []research.Participant) (apart bool, nobodys int) {
	took, spoke := map[string]bool{}, map[string]bool{}
	for _, id := range iv.Participants {
		took[pseudonymOf(people, id)] = true
	}
	for _, t := range turns {
		switch {
		case t.Asked:
		case took[t.Speaker]:
			spoke[t.Speaker] = true
		default:
			nobodys++
		}
	}
	return len(spoke) > 1 || len(spoke) == 1 && nobodys > 0, nobodys
}

func pseudonymOf(people []research.Participant, id research.ID) string {
	for _, p := range people {
		if p.ID == id {
			return p.Pseudonym
		}
	}
	return ""
}

func (e *erasure) takeWhole(ctx context.Context, st *store.Store, iv research.Interview, turns []research.Turn) error {
	e.whole = append(e.whole, iv)
	e.count.Interviews++
	e.add(iv.ID)
	e.refs = append(e.refs, string(iv.ID))
	for _, t := range turns {
		e.takeTurn(t)
	}
	return e.countOn(ctx, st, iv.ID, func(research.ID) bool { return true })
}

func (e *erasure) takeTurn(t research.Turn) {
	e.turns = append(e.turns, t)
	e.count.Turns++
	e.add(t.ID)
	e.refs = append(e.refs, string(t.ID))
}

// countOn counts and lists what hangs on the verbatims of an interview that go, and the masks in its turns.
func (e *erasure) countOn(ctx context.Context, st *store.Store, iv research.ID, goes func(verbatim research.ID) bool) error {
	vs, err := st.Verbatims(ctx, iv)
	if err != nil {
		return err
	}
	for _, v := range vs {
		if goes(v.ID) {
			e.count.Verbatims++
			e.add(v.ID)
		}
	}
	cs, err := st.Codings(ctx, iv)
	if err != nil {
		return err
	}
	for _, c := range cs {
		if goes(c.Verbatim) {
			e.count.Codings++
			e.add(c.ID)
		}
	}
	masks, err := st.Masks(ctx, iv)
	if err != nil {
		return err
	}
	for _, m := range masks {
		switch {
		case slices.Contains(e.ids, m.Turn):
			e.count.Masks++
			e.add(m.ID)
			e.refs = append(e.refs, m.Original)
		case m.Pseudonym == e.participant.Pseudonym:
			e.speaksOf(m)
		}
	}
	return nil
}

// mentions finds where another interview speaks of the participant: the pseudonym stays in its place, what
// was said goes from the vault.
func (e *erasure) mentions(ctx context.Context, st *store.Store, iv research.Interview) error {
	masks, err := st.Masks(ctx, iv.ID)
	for _, m := range masks {
		if m.Pseudonym == e.participant.Pseudonym && m.Original != "" {
			e.speaksOf(m)
		}
	}
	return err
}

func (e *erasure) speaksOf(m research.Mask) {
	e.refs = append(e.refs, m.Original)
	m.Original, m.State = "", research.MaskKept
	e.masked = append(e.masked, m)
}

// takeOrganisation takes the organisation where nobody else of it is left, and the deals that only the
// interviews that go were about.
func (e *erasure) takeOrganisation(ctx context.Context, st *store.Store, people []research.Participant, ivs []research.Interview) error {
	orgs, err := st.Organisations(ctx)
	if err != nil {
		return err
	}
	last := e.participant.Organisation != "" && !slices.ContainsFunc(people, func(p research.Participant) bool {
		return p.ID != e.participant.ID && p.Organisation == e.participant.Organisation
	})
	for _, o := range orgs {
		if last && o.ID == e.participant.Organisation {
			e.organisation = o
			e.add(o.ID)
		}
	}
	deals, err := st.Deals(ctx)
	if err != nil {
		return err
	}
	gone, about := map[research.ID]bool{}, map[research.ID]bool{}
	for _, iv := range e.whole {
		gone[iv.ID] = true
	}
	lost := map[research.ID]bool{}
	for _, iv := range ivs {
		if gone[iv.ID] {
			lost[iv.Deal] = true
		} else {
			about[iv.Deal] = true
		}
	}
	for _, d := range deals {
		theirs := e.organisation.ID != "" && d.Organisation == e.organisation.ID
		switch {
		case !about[d.ID] && (lost[d.ID] || theirs):
			e.deals = append(e.deals, d.ID)
			e.add(d.ID)
			e.count.Deals++
		case theirs:
			d.Organisation = ""
			e.unlinked = append(e.unlinked, d)
		}
	}
	e.takeEmptied(orgs, people, deals)
	return nil
}

// takeEmptied takes companies that were only known by deals which go: the participant was found to be somebody
// who had been taken down under another one.
func (e *erasure) takeEmptied(orgs []research.Organisation, people []research.Participant, deals []research.Deal) {
	had, stays := map[research.ID]bool{}, map[research.ID]bool{}
	for _, d := range deals {
		had[d.Organisation] = true
		stays[d.Organisation] = stays[d.Organisation] || !slices.Contains(e.deals, d.ID)
	}
	for _, p := range people {
		stays[p.Organisation] = stays[p.Organisation] || p.ID != e.participant.ID
	}
	for _, o := range orgs {
		if o.ID != e.organisation.ID && had[o.ID] && !stays[o.ID] {
			e.also = append(e.also, o)
			e.add(o.ID)
		}
	}
}

// takeStories takes the stories that follow the participant, or that quote them; other composites lose their
// clearance, since they now lack a source.
func (e *erasure) takeStories(ctx context.Context, st *store.Store) error {
	stories, err := st.Stories(ctx)
	if err != nil {
		return err
	}
	said := phrasesOf(e.turns)
	for _, x := range stories {
		rest := slices.DeleteFunc(slices.Clone(x.Interviews), func(id research.ID) bool { return e.about(id) })
		switch {
		case len(rest) == len(x.Interviews):
		case len(rest) == 0 || said.in(x.Text) || said.in(x.Title):
			e.stories = append(e.stories, x)
			e.add(x.ID)
			e.count.Stories++
		default:
			x.Interviews, x.Cleared, x.ReadBack = rest, false, ""
			e.unclear = append(e.unclear, x)
		}
	}
	return nil
}

// about says whether an interview goes, or loses what the participant said in it.
func (e *erasure) about(iv research.ID) bool {
	return slices.ContainsFunc(e.whole, func(x research.Interview) bool { return x.ID == iv }) ||
		slices.ContainsFunc(e.shared, func(x sharedInterview) bool { return x.now.ID == iv })
}

// takeNotes counts the reasons, memos and clearances that go.
func (e *erasure) takeNotes(ctx context.Context, st *store.Store) error {
	reasons, err := st.Reasons(ctx)
	if err != nil {
		return err
	}
	goes := map[research.ID]bool{}
	for _, id := range e.ids {
		goes[id] = true
	}
	for _, r := range reasons {
		if goes[r.Interview] {
			goes[r.ID] = true
			e.add(r.ID)
			e.count.Reasons++
		}
	}
	memos, err := st.Memos(ctx)
	if err != nil {
		return err
	}
	for _, m := range memos {
		if goes[m.On] {
			e.add(m.ID)
			e.count.Memos++
		}
	}
	clear, err := st.Clearances(ctx)
	for _, c := range clear {
		if goes[c.Verbatim] {
			e.add(c.ID)
			e.count.Clearances++
		}
	}
	return err
}

// takeSealed takes what only the journal refers to, since the journal is emptied.
func (e *erasure) takeSealed(ctx context.Context, st *store.Store) error {
	refs, err := st.SealedRefs(ctx)
	e.refs = append(e.refs, refs...)
	return err
}
