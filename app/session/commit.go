package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// commit writes what was prepared, in one transaction. seal, where it is not nil, puts into the vault what must be there
// before the study names it, and answers the batch.
func (im *importer) commit(ctx context.Context, tx *store.Tx, seal func() (batch string, err error), p Progress) error {
	for _, n := range im.names {
		if _, err := tx.PutName(n); err != nil {
			return err
		}
	}
	if err := im.putCodes(ctx, tx); err != nil {
		return err
	}
	if err := tx.ManyTurns(im.turnsComing()); err != nil {
		return err
	}
	store := im.storeReady
	if im.streams() {
		store = im.stream
	}
	if err := store(ctx, tx, p); err != nil {
		return err
	}
	if err := im.commitCRM(ctx, tx); err != nil {
		return err
	}
	if err := im.commitCodings(ctx, tx, nil); err != nil {
		return err
	}
	im.warnOfTales()
	im.warnOfOthers()
	if err := im.held.store(tx); err != nil {
		return err
	}
	if err := im.putMemos(ctx, tx); err != nil {
		return err
	}
	if err := im.held.store(tx); err != nil { // coders of memos
		return err
	}
	if err := im.was.said.failed(); err != nil {
		return err
	}
	im.dict, im.ahead = nil, nil // sealing and counting need room of their own
	if err := tx.Seal(im.seal...); err != nil {
		return err
	}
	return im.sealed(ctx, tx, seal, p)
}

// sealed has the vault keep what it must, and notes the batch.
func (im *importer) sealed(ctx context.Context, tx *store.Tx, seal func() (string, error), p Progress) error {
	if err := ctx.Err(); err != nil || seal == nil {
		return err
	}
	batch, err := seal()
	if err != nil || batch == "" {
		return err
	}
	p.say(0, 0, "Saving the study")
	_, err = tx.PutBatch(store.Batch{VaultBatch: batch, Source: im.plan.Source})
	return err
}

// turnsComing is how many turns the import may bring.
func (im *importer) turnsComing() (n int) {
	for _, r := range im.ready {
		if n += 2 * len(r.row.Answers); r.row.Talk != nil {
			n += len(r.row.Talk.Said)
		}
	}
	return n
}

// storeReady stores interviews that are ready, all of them.
func (im *importer) storeReady(ctx context.Context, tx *store.Tx, p Progress) error {
	for i, r := range im.ready {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.say(i, len(im.ready), "Storing interview %d of %d", i+1, len(im.ready))
		if r.talk != nil || im.held.full() {
			if err := im.held.store(tx); err != nil {
				return err
			}
		}
		if err := im.commitInterview(ctx, tx, r); err != nil {
			return err
		}
	}
	return im.held.store(tx)
}

func (im *importer) commitInterview(ctx context.Context, tx *store.Tx, r *readyInterview) error {
	steps := []func(context.Context, *store.Tx, *readyInterview) error{im.putPeople, im.putDeal, im.putInterview, im.putTurns, im.putReasons}
	if r.talk != nil && r.talk.of != "" {
		steps = []func(context.Context, *store.Tx, *readyInterview) error{im.putSpeakers, im.putTalk, im.putFacts}
		if r.row.Talk.Kept {
			steps = nil
		}
	}
	for _, step := range steps {
		if err := step(ctx, tx, r); err != nil {
			return err
		}
	}
	im.tellTalk(r)
	switch {
	case r.isNew:
		im.done.New++
	case r.changed:
		im.done.Updated++
	default:
		im.done.Unchanged++
	}
	return nil
}

func (im *importer) putPeople(_ context.Context, tx *store.Tx, r *readyInterview) error {
	if err := im.putToldCompany(tx, r); err != nil {
		return err
	}
	h := &im.held
	if r.org != "" {
		o, before := im.was.orgs[r.org], h.say.before(kindOrganisation, r.org)
		want := research.Organisation{ID: o.ID, Pseudonym: r.org, Segment: said(&h.say, before, r.row.Segment, o.Segment), Region: said(&h.say, before, r.row.Region, o.Region)}
		if o != want {
			want.ID, r.changed = h.id(want.ID), true
			h.orgs.hold(o.ID == "", want)
			im.was.orgs[r.org] = want
		}
	}
	if r.owner != "" && im.was.owners[r.owner].ID == "" {
		owner := research.Salesperson{ID: h.id(""), Pseudonym: r.owner}
		h.owners = append(h.owners, owner)
		im.was.owners[r.owner] = owner
	}
	for i, name := range r.people {
		was := im.was.people[name]
		want := was
		want.Pseudonym, want.Organisation = name, or(im.was.orgs[r.org].ID, was.Organisation)
		if i == 0 {
			want.RoleBand = said(&h.say, h.say.before(kindParticipant, name), r.row.RoleBand, was.RoleBand)
			want.Consent = or(im.consent(name), was.Consent)
		}
		if was != want {
			want.ID, r.changed = h.id(want.ID), true
			h.people.hold(was.ID == "", want)
			if im.byPerson != nil {
				im.byPerson[want.ID] = name
			}
			im.was.people[name] = want
		}
		r.interview.Participants = append(r.interview.Participants, im.was.people[name].ID)
	}
	im.keepSpeakers(r)
	return nil
}

func (im *importer) putDeal(_ context.Context, _ *store.Tx, r *readyInterview) error {
	if r.dealKey == "" {
		return nil
	}
	was := im.was.deals[r.dealKey]
	row, s := r.row, &im.held.say
	before := s.before("deal", r.dealKey)
	want := research.Deal{ID: was.ID, SourceKey: r.dealKey, Organisation: said(s, before, im.was.orgs[r.org].ID, was.Organisation), Recorded: was.Recorded,
		Owner: said(s, before, im.was.owners[r.owner].ID, was.Owner), Outcome: said(s, before, row.Outcome, was.Outcome), FurthestStage: said(s, before, row.FurthestStage, was.FurthestStage),
		ValueBand: said(s, before, row.ValueBand, was.ValueBand), LeadSource: said(s, before, row.LeadSource, was.LeadSource), Competitors: row.Competitors,
		CRMCreated: said(s, before, row.CRMCreated, was.CRMCreated), CRMClosed: said(s, before, row.CRMClosed, was.CRMClosed), Lead: was.Lead, Campaign: was.Campaign}
	if len(row.Competitors) == 0 || before && len(was.Competitors) > 0 {
		want.Competitors = was.Competitors
	}
	want = r.crmFirst(was, want)
	if !sameDeal(was, want) {
		want.ID, r.changed = im.held.id(want.ID), true
		im.held.deals.hold(was.ID == "", want)
		im.was.deals[r.dealKey] = want
	}
	r.interview.Deal = im.was.deals[r.dealKey].ID
	return nil
}

func sameDeal(a, b research.Deal) bool {
	ca, cb := a.Competitors, b.Competitors
	a.Competitors, b.Competitors = nil, nil
	return fmt.Sprint(a) == fmt.Sprint(b) && slices.Equal(ca, cb)
}

// or is the first of the two that says something.
func or[T comparable](a, b T) T {
	var zero T
	if a != zero {
		return a
	}
	return b
}

func (im *importer) putInterview(_ context.Context, tx *store.Tx, r *readyInterview) error {
	wave, err := im.wave(tx, r.row.Wave, r.row.Date)
	if err != nil {
		return err
	}
	iv := &r.interview
	iv.Wave, iv.Outcome = wave, im.outcomeOf(r)
	if was := r.was; !r.isNew {
		iv.Interviewer, iv.Date, iv.Note = or(iv.Interviewer, was.Interviewer), or(iv.Date, was.Date), or(iv.Note, was.Note)
		if fmt.Sprint(was) == fmt.Sprint(*iv) {
			return im.putCoder(tx, iv.Interviewer)
		}
		r.changed = true
		im.held.amended = append(im.held.amended, *iv)
	} else {
		im.held.fresh = append(im.held.fresh, *iv)
	}
	im.was.interviews[r.key] = *iv
	return im.putCoder(tx, iv.Interviewer)
}

// putCoder takes up a coder who is not in the study yet.
func (im *importer) putCoder(_ *store.Tx, initials string) error {
	if initials != "" && !im.was.coders[initials] {
		im.was.coders[initials] = true
		im.held.coders = append(im.held.coders, research.Coder{Initials: initials})
	}
	return nil
}

// wave finds or makes the wave of an interview; without a name it is the half-year of its date.
func (im *importer) wave(tx *store.Tx, name, date string) (research.ID, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		name = "Wave 1"
		if d, err := time.Parse(time.DateOnly, date); err == nil {
			name = fmt.Sprintf("%d H%d", d.Year(), (int(d.Month())-1)/6+1)
		}
	}
	if w, ok := im.was.waves[fold(name)]; ok {
		return w.ID, nil
	}
	w := research.Wave{Pos: len(im.was.waves), Name: name}
	id, err := tx.PutWave(w)
	w.ID = id
	im.was.waves[fold(name)] = w
	return id, err
}

// putTurns stores new and changed turns; codings on a changed turn stay on their words.
func (im *importer) putTurns(ctx context.Context, tx *store.Tx, r *readyInterview) error {
	h := &im.held
	for i := range r.turns {
		t := r.turns[i].turn
		old, known := im.was.said.turn(r.interview.ID, t.SourceKey)
		if !known {
			r.changed = true
			h.turns, h.masks = append(h.turns, t), append(h.masks, r.turns[i].masks...)
			continue
		}
		if !slices.Equal(r.turns[i].before, r.turns[i].masks) {
			r.changed = true
			if err := putMasks(tx, r.turns[i].before, r.turns[i].masks); err != nil {
				return err
			}
		}
		t.T0, t.T1 = old.T0, old.T1
		if old == t {
			continue
		}
		r.changed = true
		if old.Text != t.Text {
			t.Rev++
			if err := moveVerbatims(ctx, tx, t, amended(old.Text, t.Text)); err != nil {
				return err
			}
		}
		if _, err := tx.PutTurn(t); err != nil {
			return err
		}
	}
	return nil
}

// moveVerbatims carries every verbatim on turn t over a change of its text. One that lost all of its
// words becomes an orphan for a person to look at.
func moveVerbatims(ctx context.Context, tx *store.Tx, t research.Turn, reps []research.Replacement) error {
	_, err := carryVerbatims(ctx, tx, t, reps)
	return err
}

// putReasons sets the reasons that the sheet gives; kinds it says nothing about stay. What the CRM itself records counts
// before what a sheet says that it does.
func (im *importer) putReasons(_ context.Context, tx *store.Tx, r *readyInterview) error {
	for _, kind := range research.ReasonKinds() {
		refs := r.row.Reasons[kind]
		if kind == research.Recorded && len(im.recordedOf(r.dealKey)) > 0 {
			if err := im.giveRecorded(tx, r, r.dealKey, false); err != nil {
				return err
			}
			continue
		}
		if len(refs) == 0 {
			continue
		}
		var want []research.Reason
		for i, ref := range refs {
			c, ok := im.book.Find(ref)
			if !ok {
				im.refuse(r.row.Sheet, r.row.Row, string(kind), "This reason is no code of the codebook. The rest of the row was taken.")
				continue
			}
			want = append(want, research.Reason{Interview: r.interview.ID, Kind: kind, Code: c.ID, Primary: i == 0})
		}
		if err := im.replaceReasons(tx, r, kind, want); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) replaceReasons(tx *store.Tx, r *readyInterview, kind research.ReasonKind, want []research.Reason) error {
	var was, rest []research.Reason
	for _, x := range im.was.reasons[r.interview.ID] {
		if x.Kind == kind {
			was = append(was, x)
		} else {
			rest = append(rest, x)
		}
	}
	same := func(a, b research.Reason) bool { a.ID, b.ID = "", ""; return a == b }
	if slices.EqualFunc(was, want, same) {
		return nil
	}
	r.changed = true
	for _, x := range was {
		if err := tx.DeleteReason(x.ID); err != nil {
			return err
		}
	}
	for i := range want {
		want[i].ID = store.NewID()
	}
	im.held.reasons = append(im.held.reasons, want...)
	im.was.reasons[r.interview.ID] = append(rest, want...)
	return nil
}
