package session

import (
	"context"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
)

// readyCoding is a coding of the source on its place in the redacted text.
type readyCoding struct {
	row       intake.Coding
	code      research.ID
	interview research.ID
	turn      research.ID
	last      research.ID // the turn in which it ends, "" for the same
	from, to  int
	text      string // redacted
}

// at is where it stands.
func (c readyCoding) at() span { return span{turn: c.turn, last: c.last, from: c.from, to: c.to} }

// locateCodings finds each verbatim in its answer, by exact text. One that is not there, or there twice,
// is refused with its row.
func (im *importer) locateCodings(ctx context.Context, list []int, p Progress) error {
	byKey := map[string]*readyInterview{}
	for _, r := range im.ready {
		byKey[r.row.Key] = r
	}
	for _, i := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := im.locateCoding(byKey[im.plan.Codings[i].Interview], i, p); err != nil {
			return err
		}
	}
	return nil
}

// locateCoding finds the i-th coding of the plan in its interview, or refuses it.
func (im *importer) locateCoding(r *readyInterview, i int, p Progress) error {
	if im.sought++; im.sought%500 == 1 {
		p.say(im.sought-1, len(im.plan.Codings), "Finding verbatim %d of %d", im.sought, len(im.plan.Codings))
	}
	c := im.plan.Codings[i]
	rc, why, err := im.locate(r, c)
	if err != nil {
		return err
	}
	if why != "" {
		im.refuse(c.Sheet, c.Row, "", why)
		return nil
	}
	im.codings = append(im.codings, rc)
	return nil
}

// locate answers where one coding belongs, or why it belongs nowhere.
func (im *importer) locate(r *readyInterview, c intake.Coding) (readyCoding, string, error) {
	if c.At != nil {
		return im.locateAt(r, c)
	}
	code, ok := im.book.Code(research.ID(c.Code))
	if !ok {
		code, ok = im.book.Find(c.Code)
	}
	if !ok {
		return readyCoding{}, "Its code is not in the codebook. Add the code, or correct the row, and import again.", nil
	}
	turns, err := im.turnsOf(r, c)
	if err != nil {
		return readyCoding{}, "", err
	}
	if len(turns) == 0 {
		return readyCoding{}, "Its interview is neither in this file nor in the study.", nil
	}
	name := c.Question
	if _, ok := im.was.questions[name]; !ok {
		name = fold(name)
	}
	rc := readyCoding{row: c, code: code.ID}
	found := 0
	for _, t := range turns {
		if t.turn.Asked || name != "" && t.ref != "" && t.ref != name {
			continue
		}
		from, to, n := im.find(t, c.Verbatim)
		if found += n; n == 0 {
			continue
		}
		rc.from, rc.to, rc.turn, rc.interview = from, to, t.turn.ID, t.turn.Interview
		rc.text = string([]rune(t.turn.Text)[from:to])
	}
	switch {
	case found == 0:
		return rc, "Its verbatim is not in the answer. Copy it from the answer, letter by letter, and import again.", nil
	case found > 1:
		return rc, "Its verbatim stands in the answer more than once. Take a few words more, so that it stands there once.", nil
	}
	return rc, "", nil
}

// find is where a verbatim stands in the redacted text of a turn, and how often. Of a turn of an earlier
// import only that text is at hand, unless the vault has the words behind its masks.
func (im *importer) find(t readyTurn, verbatim string) (from, to, n int) {
	if t.original == "" {
		for _, want := range []string{verbatim, im.redacted(verbatim)} {
			if from, to, n = intake.Locate(t.turn.Text, want); n > 0 {
				return from, to, n
			}
		}
		m, err := unmasked(im.vault, t.turn.Text, im.was.said.masks(t.turn))
		if err != nil {
			return 0, 0, 0
		}
		t.original, t.reps = string(m.original), m.replacements()
	}
	from, to, n = intake.Locate(t.original, verbatim)
	if n > 0 {
		from, to = research.Moved(from, to, t.reps)
	}
	return from, to, n
}

func (im *importer) redacted(text string) string {
	text, _ = im.dict.Redact(text)
	return text
}

// turnsOf answers the turns of an interview, of this import or of an earlier one.
func (im *importer) turnsOf(r *readyInterview, c intake.Coding) ([]readyTurn, error) {
	if r != nil {
		return r.turns, nil
	}
	iv, ok := im.was.byID[c.Of]
	if c.Of == "" {
		sk, err := im.keys.SourceKey("interview", c.Interview)
		if err != nil {
			return nil, err
		}
		iv, ok = im.was.interviews[sk]
	}
	if !ok {
		return nil, nil
	}
	var turns []readyTurn
	for _, t := range im.was.said.turns(iv.ID) {
		if t.SourceKey != "" {
			turns = append(turns, readyTurn{turn: t, ref: t.Question})
		}
	}
	return turns, im.was.said.failed()
}

// commitCodings stores the codings that are not there yet, and their clearances: those of r, or where it is nil of
// any interviews.
func (im *importer) commitCodings(ctx context.Context, tx *store.Tx, r *readyInterview) error {
	have := map[research.ID]*codedInterview{}
	if r != nil && r.isNew {
		have[r.interview.ID] = newCoded(r)
	}
	im.claims()
	for _, c := range im.codings {
		ci := have[c.interview]
		if ci == nil {
			err := im.held.store(tx)
			if err != nil {
				return err
			}
			if ci, err = loadCoded(ctx, tx, c.interview); err != nil {
				return err
			}
			have[c.interview] = ci
		}
		if err := im.putCoding(tx, ci, c); err != nil {
			return err
		}
		if !c.row.Clear {
			continue
		}
		iv := im.was.byID[c.interview]
		if r != nil {
			iv = r.interview
		}
		if err := im.putClearance(ci, c, im.consentTo(iv)); err != nil {
			return err
		}
	}
	return nil
}

// putClearance clears a quote by the same rules as a person does: as far as the participant's consent goes,
// and for the words that stand there now.
func (im *importer) putClearance(ci *codedInterview, c readyCoding, consent research.Consent) error {
	refuse := func(why string) error {
		im.refuse(c.row.Sheet, c.row.Row, "Clearance", why+" The coding was taken, the clearance was not.")
		return nil
	}
	vid := ci.verbatims[c.at()]
	was, known := im.was.clearances[vid]
	want := research.Clearance{ID: was.ID, Verbatim: vid, Rev: ci.turnRev[c.turn], Level: research.ClearedAsSaid}
	words := c.text
	if c.row.Reworded != "" {
		words = im.redacted(c.row.Reworded)
		want.Level, want.Reworded = research.ClearedReworded, words
	}
	switch {
	case consent != research.ConsentFree && consent != research.ConsentReworded:
		return refuse("The participant has not agreed to be quoted.")
	case !levelAllowed(want.Level, consent):
		return refuse("The participant allows other words only, and the row has none.")
	case was.Level == research.QuoteRefused:
		return refuse("Somebody has looked at the quote in Openloop and kept it in.")
	case known && was.Rev != want.Rev && !sameWords(c.text, c.row.Verbatim) && !sameWords(c.text, im.redacted(c.row.Verbatim)):
		return refuse("The text has changed since the quote was cleared. Look at it under Quotes.")
	}
	if !known && len(privacy.Scripts(words)) > 0 {
		return refuse("Names in " + string(privacy.Scripts(words)[0]) + " are not found by themselves: read the quote for names and clear it under Quotes.")
	}
	if len(privacy.TellTales(words)) > 0 {
		im.telling++
	}
	if was == want {
		return nil
	}
	want.ID = im.held.id(want.ID)
	im.held.clearances = append(im.held.clearances, want)
	im.was.clearances[vid] = want
	return nil
}

// warnOfTales says how many quotes that were cleared by the file may give their speakers away.
func (im *importer) warnOfTales() {
	if im.telling > 0 {
		im.done.Warnings = append(im.done.Warnings, count(im.telling, "cleared quote")+" with a place, a date, an exact figure or the like, by which somebody may be recognised. Look them over under Quotes.")
	}
}

// consentTo is the least consent among the participants of an interview.
func (im *importer) consentTo(iv research.Interview) research.Consent {
	rank := map[research.Consent]int{research.ConsentNone: 0, research.ConsentUnasked: 0, research.ConsentReworded: 1, research.ConsentFree: 2}
	least := research.ConsentFree
	for i := range iv.Participants {
		p := im.personOf(research.Interview{Participants: iv.Participants[i:]})
		if p.Withdrawn {
			p.Consent = research.ConsentNone
		}
		if rank[p.Consent] < rank[least] {
			least = p.Consent
		}
	}
	return least
}
