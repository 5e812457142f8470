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

// commit writes what was prepared, in one transaction.
func (im *importer) commit(ctx context.Context, tx *store.Tx, batch string, p Progress) error {
	for _, n := range im.names {
		if _, err := tx.PutName(n); err != nil {
			return err
		}
	}
	if err := im.putCodes(ctx, tx); err != nil {
		return err
	}
	for i, r := range im.ready {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.say(i, len(im.ready), "Storing interview %d of %d", i+1, len(im.ready))
		if err := im.commitInterview(ctx, tx, r); err != nil {
			return err
		}
	}
	if err := im.commitCRM(ctx, tx); err != nil {
		return err
	}
	if err := im.commitCodings(ctx, tx); err != nil {
		return err
	}
	if err := im.putMemos(ctx, tx); err != nil {
		return err
	}
	if err := tx.Seal(im.seal...); err != nil {
		return err
	}
	if batch != "" {
		if _, err := tx.PutBatch(store.Batch{VaultBatch: batch, Source: im.plan.Source}); err != nil {
			return err
		}
	}
	return nil
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
	if r.org != "" {
		o := im.was.orgs[r.org]
		want := research.Organisation{ID: o.ID, Pseudonym: r.org, Segment: or(r.row.Segment, o.Segment), Region: or(r.row.Region, o.Region)}
		if o != want {
			id, err := tx.PutOrganisation(want)
			if err != nil {
				return err
			}
			want.ID, r.changed = id, true
			im.was.orgs[r.org] = want
		}
	}
	if r.owner != "" && im.was.owners[r.owner].ID == "" {
		id, err := tx.PutSalesperson(research.Salesperson{Pseudonym: r.owner})
		if err != nil {
			return err
		}
		im.was.owners[r.owner] = research.Salesperson{ID: id, Pseudonym: r.owner}
	}
	for i, name := range r.people {
		was := im.was.people[name]
		want := was
		want.Pseudonym, want.Organisation = name, im.was.orgs[r.org].ID
		if i == 0 {
			want.RoleBand = or(r.row.RoleBand, was.RoleBand)
			if r.row.Consent != research.ConsentUnasked {
				want.Consent = r.row.Consent
			}
		}
		if was != want {
			id, err := tx.PutParticipant(want)
			if err != nil {
				return err
			}
			want.ID, r.changed = id, true
			im.was.people[name] = want
		}
		r.interview.Participants = append(r.interview.Participants, im.was.people[name].ID)
	}
	im.keepSpeakers(r)
	return nil
}

func (im *importer) putDeal(_ context.Context, tx *store.Tx, r *readyInterview) error {
	if r.dealKey == "" {
		return nil
	}
	was := im.was.deals[r.dealKey]
	row := r.row
	want := research.Deal{ID: was.ID, SourceKey: r.dealKey, Organisation: im.was.orgs[r.org].ID, Owner: im.was.owners[r.owner].ID,
		Outcome: or(row.Outcome, was.Outcome), FurthestStage: or(row.FurthestStage, was.FurthestStage), ValueBand: or(row.ValueBand, was.ValueBand),
		LeadSource: or(row.LeadSource, was.LeadSource), Competitors: row.Competitors, CRMCreated: or(row.CRMCreated, was.CRMCreated), CRMClosed: or(row.CRMClosed, was.CRMClosed)}
	if len(row.Competitors) == 0 {
		want.Competitors = was.Competitors
	}
	if !sameDeal(was, want) {
		id, err := tx.PutDeal(want)
		if err != nil {
			return err
		}
		want.ID, r.changed = id, true
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
	iv.Wave = wave
	was, known := im.was.interviews[r.key]
	if known {
		iv.Interviewer, iv.Date, iv.Note = or(iv.Interviewer, was.Interviewer), or(iv.Date, was.Date), or(iv.Note, was.Note)
		if fmt.Sprint(was) == fmt.Sprint(*iv) {
			return im.putCoder(tx, iv.Interviewer)
		}
		r.changed = true
	}
	if _, err := tx.PutInterview(*iv); err != nil {
		return err
	}
	im.was.interviews[r.key] = *iv
	return im.putCoder(tx, iv.Interviewer)
}

func (im *importer) putCoder(tx *store.Tx, initials string) error {
	if initials == "" || im.was.coders[initials] {
		return nil
	}
	im.was.coders[initials] = true
	_, err := tx.PutCoder(research.Coder{Initials: initials})
	return err
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
	var fresh []research.Turn
	var masks []research.Mask
	for i := range r.turns {
		t := r.turns[i].turn
		old, known := im.was.turns[t.SourceKey]
		if !known {
			fresh = append(fresh, t)
			masks = append(masks, r.turns[i].masks...)
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
	if len(fresh) == 0 {
		return nil
	}
	r.changed = true
	if _, err := tx.PutTurns(fresh); err != nil || len(masks) == 0 {
		return err
	}
	_, err := tx.PutMasks(masks)
	return err
}

// moveVerbatims carries every verbatim on turn t over a change of its text. One that lost all of its
// words becomes an orphan for a person to look at.
func moveVerbatims(ctx context.Context, tx *store.Tx, t research.Turn, reps []research.Replacement) error {
	_, err := carryVerbatims(ctx, tx, t, reps)
	return err
}

// putReasons sets the reasons that the sheet gives; kinds it says nothing about stay.
func (im *importer) putReasons(_ context.Context, tx *store.Tx, r *readyInterview) error {
	for _, kind := range research.ReasonKinds() {
		refs := r.row.Reasons[kind]
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
	var was []research.Reason
	for _, x := range im.was.reasons[r.interview.ID] {
		if x.Kind == kind {
			was = append(was, x)
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
	for _, x := range want {
		if _, err := tx.PutReason(x); err != nil {
			return err
		}
	}
	return nil
}
