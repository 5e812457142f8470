package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
)

// talkTitle is what the step is called where only transcripts come in.
func (im *importer) talkTitle(fresh int) (string, bool) {
	n := 0
	for _, r := range im.ready {
		if r.talk != nil {
			n++
		}
	}
	switch {
	case n == 0 || n < len(im.ready):
		return "", false
	case n == 1 && fresh == 0:
		return "Import the transcript of " + im.ready[0].interview.Label, true
	}
	return "Import " + count(n, "transcript"), true
}

// putSpeakers stores those who speak in an interview of the study and were not in it before, as people of the
// same company.
func (im *importer) putSpeakers(_ context.Context, tx *store.Tx, r *readyInterview) error {
	iv := &r.interview
	now := im.was.byID[iv.ID] // another file of this import may have brought somebody
	iv.Participants = slices.Clone(now.Participants)
	company := research.ID("")
	for _, p := range im.was.people {
		if slices.Contains(iv.Participants, p.ID) {
			company = or(company, p.Organisation)
		}
	}
	for _, name := range r.people {
		p := im.was.people[name]
		if p.ID == "" {
			p = research.Participant{Pseudonym: name, Organisation: company}
			id, err := tx.PutParticipant(p)
			if err != nil {
				return err
			}
			p.ID = id
			im.was.people[name] = p
		}
		if !slices.Contains(iv.Participants, p.ID) {
			iv.Participants = append(iv.Participants, p.ID)
		}
	}
	if slices.Equal(iv.Participants, now.Participants) {
		return nil
	}
	r.changed = true
	if _, err := tx.PutInterview(*iv); err != nil {
		return err
	}
	im.was.byID[iv.ID] = *iv
	if iv.SourceKey != "" {
		im.was.interviews[iv.SourceKey] = *iv
	}
	return nil
}

// keepSpeakers keeps in an interview whoever a transcript has brought into it: its row in a sheet need not name
// them.
func (im *importer) keepSpeakers(r *readyInterview) {
	was, ok := im.was.interviews[r.key]
	if !ok || r.talk != nil {
		return
	}
	speak := map[string]bool{}
	for _, t := range im.was.said.turns(was.ID) {
		if tagOf(t) != "" {
			speak[t.Speaker] = true
		}
	}
	if len(speak) == 0 {
		return
	}
	for _, p := range im.was.people {
		if speak[p.Pseudonym] && slices.Contains(was.Participants, p.ID) && !slices.Contains(r.interview.Participants, p.ID) {
			r.interview.Participants = append(r.interview.Participants, p.ID)
		}
	}
}

// putTalk stores what changed of a transcript. Codings stay on their words: where a turn was amended they are
// carried, where it was divided, joined or went they are looked for in the rest.
func (im *importer) putTalk(ctx context.Context, tx *store.Tx, r *readyInterview) error {
	before, err := tx.Turns(ctx, r.interview.ID)
	if err != nil {
		return err
	}
	coded, err := tx.Verbatims(ctx, r.interview.ID)
	if err != nil {
		return err
	}
	words := map[research.ID]string{}
	for _, v := range coded {
		words[v.ID] = Quote(before, v.From, v.To)
	}
	wasOrphan := map[research.ID]bool{}
	for _, v := range coded {
		wasOrphan[v.ID] = v.Orphan
	}
	if err := im.putSaid(ctx, tx, r); err != nil {
		return err
	}
	if err := im.settlePassages(ctx, tx, r, words, wasOrphan); err != nil {
		return err
	}
	for _, t := range r.talk.gone {
		r.talk.did.Gone++
		if err := tx.DeleteTurn(t.ID); err != nil {
			return err
		}
	}
	did := &r.talk.did
	if did.New+did.Amended+did.Gone+did.Moved+len(r.talk.more) > 0 {
		r.changed = true
	}
	return im.putCoder(tx, r.interview.Interviewer)
}

// putSaid stores new and amended turns, and moves what stands after them.
func (im *importer) putSaid(ctx context.Context, tx *store.Tx, r *readyInterview) error {
	old := map[research.ID]research.Turn{}
	for _, t := range r.talk.was {
		old[t.ID] = t
	}
	var put []research.Turn
	var masks []research.Mask
	for i := range r.turns {
		t := r.turns[i].turn
		was, known := old[t.ID]
		if !known {
			r.talk.did.New++
			put, masks = append(put, t), append(masks, r.turns[i].masks...)
			continue
		}
		changed, err := im.putAmended(ctx, tx, &r.turns[i], was)
		if err != nil {
			return err
		}
		if changed {
			r.talk.did.Amended++
		} else {
			r.talk.did.Unchanged++
		}
	}
	put = append(put, r.talk.more...)
	if len(put) > 0 {
		if _, err := tx.PutTurns(put); err != nil {
			return err
		}
	}
	if len(masks) == 0 {
		return nil
	}
	_, err := tx.PutMasks(masks)
	return err
}

// putAmended stores a turn that was there before, where anything of it changed. changed says whether that is more
// than its place.
func (im *importer) putAmended(ctx context.Context, tx *store.Tx, r *readyTurn, was research.Turn) (changed bool, err error) {
	t := r.turn
	if !slices.Equal(r.before, r.masks) {
		changed = true
		if err := putMasks(tx, r.before, r.masks); err != nil {
			return false, err
		}
	}
	if was == t {
		return changed, nil
	}
	if was.Text != t.Text {
		t.Rev++
		r.turn = t
		if err := moveVerbatims(ctx, tx, t, amended(was.Text, t.Text)); err != nil {
			return false, err
		}
	}
	_, err = tx.PutTurn(t)
	was.Pos, was.SourceKey, t.SourceKey, was.Rev = t.Pos, "", "", t.Rev
	return changed || was != t, err
}

// settlePassages finds a place for what is coded on turns that went, or lost its words.
func (im *importer) settlePassages(ctx context.Context, tx *store.Tx, r *readyInterview, words map[research.ID]string, wasOrphan map[research.ID]bool) error {
	turns, err := tx.Turns(ctx, r.interview.ID)
	if err != nil {
		return err
	}
	p := newPlacing(turns, r.talk.gone)
	now, err := tx.Verbatims(ctx, r.interview.ID)
	if err != nil {
		return err
	}
	var put []research.Verbatim
	var lost []research.ID
	said := r.saidAnew()
	for _, v := range now {
		stood := !p.gone[v.From.Turn] && !p.gone[v.To.Turn]
		moved, there := words[v.ID], Quote(turns, v.From, v.To)
		amended := stood && !v.Orphan && moved != there && (said[v.From.Turn] || said[v.To.Turn])
		if stood && !amended && (!v.Orphan || wasOrphan[v.ID]) {
			continue
		}
		if amended && !otherWords(moved, there) && p.stands(moved) != 1 {
			continue // some of its words were amended, and it is where they are
		}
		if amended {
			v.From, v.Orphan = v.To, true
		}
		v, found := p.settle(v, moved)
		if put = append(put, v); found {
			r.talk.did.Moved++
		} else if v.Orphan && !wasOrphan[v.ID] {
			lost = append(lost, v.ID)
		}
	}
	if len(put) == 0 {
		return nil
	}
	if _, err := tx.PutVerbatims(put); err != nil {
		return err
	}
	return im.sayLost(ctx, tx, r, lost)
}

// saidAnew are the turns whose words the file has changed.
func (r *readyInterview) saidAnew() map[research.ID]bool {
	key := map[research.ID]string{}
	for _, t := range r.talk.was {
		key[t.ID], _, _ = strings.Cut(t.SourceKey, ".")
	}
	out := map[research.ID]bool{}
	for _, t := range r.turns {
		was, known := key[t.turn.ID]
		now, _, _ := strings.Cut(t.turn.SourceKey, ".")
		out[t.turn.ID] = known && was != now
	}
	return out
}

// otherWords says whether a passage has come to stand on words that are not what was coded.
func otherWords(was, now string) bool {
	return was != now && !strings.Contains(now, was) && inBoth(bagOf(was), bagOf(now)) < alike
}

// sayLost names the codes of passages whose words are gone.
func (im *importer) sayLost(ctx context.Context, tx *store.Tx, r *readyInterview, lost []research.ID) error {
	if len(lost) == 0 {
		return nil
	}
	codings, err := tx.Codings(ctx, r.interview.ID)
	if err != nil {
		return err
	}
	for _, id := range lost {
		var codes []string
		for _, c := range codings {
			if c.Verbatim != id {
				continue
			}
			if code, ok := im.book.Code(c.Code); ok && !slices.Contains(codes, code.Name) {
				codes = append(codes, code.Name)
			}
		}
		r.talk.did.Lost = append(r.talk.did.Lost, or(strings.Join(codes, ", "), "a passage without a code"))
	}
	return nil
}

// placing finds passages a place among the turns that stay.
type placing struct {
	turns []research.Turn // that stay, in order
	all   []research.Turn
	gone  map[research.ID]bool
}

func newPlacing(turns, gone []research.Turn) *placing {
	p := &placing{all: turns, gone: map[research.ID]bool{}}
	for _, t := range gone {
		p.gone[t.ID] = true
	}
	for _, t := range turns {
		if !p.gone[t.ID] {
			p.turns = append(p.turns, t)
		}
	}
	return p
}

// settle puts a passage on its words, where they stand once in another turn; where they do not, its ends move to
// the turns that stay, and it has lost its words where none are left between them.
func (p *placing) settle(v research.Verbatim, words string) (research.Verbatim, bool) {
	if strings.TrimSpace(words) != "" {
		found, n := research.Verbatim{}, 0
		for _, t := range p.turns {
			from, to, k := intake.Locate(t.Text, words)
			if n += k; k > 0 {
				found = v
				found.From, found.To = research.Anchor{Turn: t.ID, Offset: from}, research.Anchor{Turn: t.ID, Offset: to}
			}
		}
		if n == 1 {
			found.Orphan, found.Checksum = false, checksum(words)
			return found, true
		}
	}
	if p.gone[v.From.Turn] {
		v.From = p.near(v.From.Turn, true)
	}
	if p.gone[v.To.Turn] {
		v.To = p.near(v.To.Turn, false)
	}
	left := ""
	if !p.before(v.To, v.From) {
		left = Quote(p.turns, v.From, v.To)
	}
	if v.Orphan = !hasWords(left); v.Orphan {
		v.From = v.To
		return v, false
	}
	v.Checksum = checksum(left)
	return v, false
}

// stands is how often words stand in the turns that stay.
func (p *placing) stands(words string) (n int) {
	for _, t := range p.turns {
		_, _, k := intake.Locate(t.Text, words)
		n += k
	}
	return n
}

// near is the place beside a turn that goes: where the next one that stays begins, or where the one before ends.
func (p *placing) near(gone research.ID, after bool) research.Anchor {
	at := slices.IndexFunc(p.all, func(t research.Turn) bool { return t.ID == gone })
	next, last := at, at
	for next < len(p.all) && p.gone[p.all[next].ID] {
		next++
	}
	for last >= 0 && p.gone[p.all[last].ID] {
		last--
	}
	if last < 0 || after && next < len(p.all) {
		return research.Anchor{Turn: p.all[next].ID}
	}
	return research.Anchor{Turn: p.all[last].ID, Offset: len([]rune(p.all[last].Text))}
}

// before says whether a place comes before another.
func (p *placing) before(a, b research.Anchor) bool {
	place := func(id research.ID) int {
		return slices.IndexFunc(p.turns, func(t research.Turn) bool { return t.ID == id })
	}
	i, j := place(a.Turn), place(b.Turn)
	return i < j || i == j && a.Offset < b.Offset
}

// tellTalk keeps what became of a transcript.
func (im *importer) tellTalk(r *readyInterview) {
	if r.talk == nil {
		return
	}
	did := r.talk.did
	did.Interview = r.interview.Label
	if r.isNew {
		did.New = len(r.turns)
	}
	im.done.Talks = append(im.done.Talks, did)
}
