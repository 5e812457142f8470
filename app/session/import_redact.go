package session

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// redact makes the interview and its turns out of a row.
func (im *importer) redact(r *readyInterview) error {
	row := r.row
	if r.talk != nil && r.talk.of != "" {
		r.interview = im.was.byID[r.talk.of]
		return im.redactTalk(r)
	}
	for _, field := range []*string{&r.row.RoleBand, &r.row.Segment, &r.row.Region, &r.row.LeadSource, &r.row.Wave} {
		*field = withoutNames(im.dict, *field)
	}
	iv := research.Interview{SourceKey: r.key, Label: r.people[0], Method: row.Method, Date: row.Date, Outcome: row.Outcome, Interviewer: r.asked,
		BuyerBegan: row.Began, BuyerSpoke: row.Spoke, BuyerDecided: row.Bought}
	if r.isNew {
		iv.ID = store.NewID()
	} else {
		iv.ID, iv.Coded = r.was.ID, r.was.Coded
	}
	iv.Note = im.note(iv.ID, row.Note)
	r.interview = iv
	if r.talk != nil {
		return im.redactTalk(r)
	}
	pos := 0
	for _, a := range row.Answers {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		if err := im.redactAnswer(r, a, &pos); err != nil {
			return err
		}
	}
	return nil
}

// redactAnswer adds the question and the answer as turns.
func (im *importer) redactAnswer(r *readyInterview, a intake.Answer, pos *int) error {
	name := a.Ref
	if r.turns == nil {
		r.turns = make([]readyTurn, 0, 2*len(r.row.Answers))
	}
	if name == "" {
		name = fold(a.Question)
	}
	ask := research.Turn{Interview: r.interview.ID, Pos: *pos, Speaker: r.interview.Interviewer, Asked: true, Stage: a.Stage, Question: a.Ref}
	say := research.Turn{Interview: r.interview.ID, Pos: *pos + 1, Speaker: r.people[0], Stage: a.Stage, Question: a.Ref}
	*pos += 2
	if ask.Speaker == "" {
		ask.Speaker = "Q"
	}
	for _, t := range []*research.Turn{&ask, &say} {
		part := "answer"
		if t.Asked {
			part = "question"
		}
		key, err := im.keys.SourceKey("turn", r.row.Key+"\x00"+name+"\x00"+part)
		if err != nil {
			return err
		}
		t.SourceKey = key
		if old, ok := im.was.said.turn(r.interview.ID, key); ok {
			t.ID, t.Rev, t.Corrected = old.ID, old.Rev, old.Corrected
		} else {
			t.ID = store.NewID()
		}
	}
	asked, err := im.mask(ask, im.questionText(a), im.was.questions[a.Ref] != "")
	if err != nil {
		return err
	}
	said, err := im.mask(say, a.Text, false)
	if err != nil {
		return err
	}
	asked.ref, said.ref, said.original = "ask "+name, name, a.Text
	r.turns = append(r.turns, asked, said)
	return nil
}

// questionText is the guide's wording, else the heading.
func (im *importer) questionText(a intake.Answer) string {
	if q, ok := im.was.questions[a.Ref]; ok {
		return q
	}
	return a.Question
}

// mask hides who is named in a turn; of one that is in the study already, on top of what is hidden and decided
// there. Words of the guide stand as they are. What is hidden goes to the vault with the rest.
func (im *importer) mask(t research.Turn, text string, asIs bool) (readyTurn, error) {
	before := im.was.said.masks(t)
	if t.Corrected {
		was := im.was.said.text(t)
		im.done.Corrected++
		t.Text = was
		return readyTurn{turn: t, reps: amended(text, was), before: before, masks: before}, nil
	}
	im.seeScripts(text)
	find := im.toHide()
	if len(before) == 0 {
		var spans []privacy.Span
		if !asIs {
			spans = find(text)
		}
		if len(spans) == 0 && utf8.ValidString(text) { // as most are
			t.Text = text
			return readyTurn{turn: t}, nil
		}
		find = func(string) []privacy.Span { return spans }
	}
	m := newMasked(text)
	if len(before) > 0 {
		was := im.was.said.text(t)
		old, err := unmasked(im.vault, was, before)
		if err != nil {
			return readyTurn{}, err
		}
		if m = old; string(old.original) != text {
			m = old.amend(text)
		}
	}
	if !asIs {
		m, _ = m.look(looked{find: find})
	}
	r := readyTurn{turn: t, reps: m.replacements(), before: before}
	r.turn.Text, r.masks = m.text(t.ID)
	im.originals = append(im.originals, m.kept()...)
	im.sealEarlier(t, m.kept())
	im.hides(r.masks)
	for _, k := range r.masks {
		if k.State != research.MaskLet {
			im.done.Masked++
		}
		if k.State == research.MaskOpen {
			im.done.ToReview++
		}
	}
	return r, nil
}

// sealEarlier has the journal lose a turn's wording of before where words stand in it that are hidden now.
func (im *importer) sealEarlier(turn research.Turn, hidden []vault.Original) {
	was := im.was.said.text(turn)
	if was == "" || !slices.ContainsFunc(hidden, func(o vault.Original) bool { return strings.Contains(was, o.Text) }) {
		return
	}
	w := store.Wording{Table: "turn", ID: turn.ID, Column: "text", Text: was, Ref: string(store.NewID())}
	im.seal, im.originals = append(im.seal, w), append(im.originals, vault.Original{Ref: w.Ref, Text: was})
}

// note is an interviewer's note without names. The vault keeps it as it was.
func (im *importer) note(interview research.ID, text string) string {
	red, spans := im.dict.Redact(text)
	im.done.Masked += len(spans)
	for _, sp := range spans {
		if sp.Review {
			im.done.ToReview++
		}
	}
	if red != text && im.was.byID[interview].Note != red {
		im.originals = append(im.originals, vault.Original{Ref: string(interview), Text: text})
	}
	return red
}

// checksum notices a text that moved under a verbatim.
func checksum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:8])
}
