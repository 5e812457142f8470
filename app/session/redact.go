package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// LookedAgain is what looking for names in a whole study did.
type LookedAgain struct {
	Interviews int // in which something changed
	Turns      int // that changed
	Masked     int // passages that were not hidden before, or not under the right name
	ToReview   int // of them, hidden on suspicion
	Texts      int // notes, themes, messages and other words of the consultants that changed
}

// LookAgain looks for names in every transcript and every word written in the study, with all that the vault
// has learnt since and all that detection has: for after people were added, or an update. Codings stay on
// their words. What is found goes to the vault first; then the study changes in one step, whose earlier
// wordings its file keeps nowhere: undoing it asks the vault. Cancelling leaves everything as it was.
func (s *Session) LookAgain(ctx context.Context, p Progress) (LookedAgain, error) {
	var did LookedAgain
	v, err := s.openVault()
	if err != nil {
		return did, err
	}
	d, err := s.Dictionary(ctx)
	if err != nil {
		return did, err
	}
	r, let, err := s.lookThrough(ctx, v, "Look for names in all transcripts again", looked{find: d.Find}, p, &did)
	if err != nil {
		return did, err
	}
	texts, err := s.rewritten(ctx, d, &did)
	if err != nil {
		return did, err
	}
	r.also, r.originals = texts.store, append(r.originals, texts.originals...)
	if len(texts.edits) == 0 {
		r.also = nil
	}
	if r.seal, r.steps, err = s.earlier(ctx, d.Find, let); err != nil {
		return did, err
	}
	r.seal = append(r.seal, texts.seal...)
	if r.empty() {
		return did, nil
	}
	return did, s.commitMasks(ctx, v, r, p)
}

// lookThrough looks through every transcript. It writes nothing. let is the words that people have said are no
// names.
func (s *Session) lookThrough(ctx context.Context, v *vault.Vault, title string, l looked, p Progress, did *LookedAgain) (remask, map[string]bool, error) {
	r, let := remask{title: title}, map[string]bool{}
	rows := s.InterviewRows(InterviewFilter{})
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return r, let, err
		}
		p.say(i, len(rows), "Looking for names in interview %d of %d", i+1, len(rows))
		turns, masks, err := s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			return r, let, err
		}
		n := len(r.turns)
		for _, t := range turns {
			was, found, err := s.behindMasks(v, t, masks[t.ID], l.find)
			if err != nil {
				return r, let, err
			}
			now, _ := was.look(l)
			for _, sp := range now.spots {
				if sp.mask.State == research.MaskLet {
					let[fold(now.words(sp))] = true
				}
			}
			c, ok := changeOf(t, was, now)
			if found {
				c.before = nil // not stored yet
			}
			if ok || found {
				r.turns = append(r.turns, c)
				did.count(c)
			}
		}
		if len(r.turns) > n {
			did.Interviews++
		}
	}
	return r, let, nil
}

func (d *LookedAgain) count(c turnChange) {
	d.Turns++
	was := map[research.ID]research.Mask{}
	for _, k := range c.before {
		was[k.ID] = k
	}
	for _, k := range c.after {
		old, known := was[k.ID]
		if known && old.Pseudonym == k.Pseudonym && old.State == k.State {
			continue
		}
		d.Masked++
		if k.State == research.MaskOpen {
			d.ToReview++
		}
	}
}

// maskedTurns reads an interview's turns, and their masks by turn.
func (s *Session) maskedTurns(ctx context.Context, interview research.ID) ([]research.Turn, map[research.ID][]research.Mask, error) {
	turns, err := s.store.Turns(ctx, interview)
	if err != nil {
		return nil, nil, err
	}
	masks, err := s.store.Masks(ctx, interview)
	by := map[research.ID][]research.Mask{}
	for _, k := range masks {
		by[k.Turn] = append(by[k.Turn], k)
	}
	return turns, by, err
}

// rewrites are words of the consultants that change with a look for names.
type rewrites struct {
	edits     []func(tx *store.Tx) error
	originals []vault.Original
	seal      []store.Wording
}

func (r *rewrites) store(_ context.Context, tx *store.Tx) error {
	for _, e := range r.edits {
		if err := e(tx); err != nil {
			return err
		}
	}
	return nil
}

// field notes that a column of a record said was until now.
func (r *rewrites) field(table string, id research.ID, column, was, now string) bool {
	if was == now {
		return false
	}
	r.seal = append(r.seal, store.Wording{Table: table, ID: id, Column: column, Text: was})
	return true
}

// rewritten looks through what the consultants wrote themselves.
func (s *Session) rewritten(ctx context.Context, d *privacy.Dictionary, did *LookedAgain) (*rewrites, error) {
	r := &rewrites{}
	for _, look := range []func(context.Context, *privacy.Dictionary, *rewrites) error{s.rewriteNotes, s.rewriteQuotes, s.rewriteThemes, s.rewriteMemos, s.rewriteStories, s.rewriteBook} {
		if err := look(ctx, d, r); err != nil {
			return nil, err
		}
	}
	did.Texts = len(r.edits)
	return r, nil
}

func (s *Session) rewriteNotes(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		iv := row.Interview
		now := safe(d, iv.Note)
		if !r.field("interview", iv.ID, "note", iv.Note, now) {
			continue
		}
		r.originals = append(r.originals, s.noteOriginal(iv.ID, iv.Note, iv.Note))
		iv.Note = now
		r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutInterview(iv)) })
	}
	return nil
}

func (s *Session) rewriteQuotes(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	list, err := s.store.Clearances(ctx)
	for _, c := range list {
		now := safe(d, c.Reworded)
		if !r.field("clearance", c.ID, "reworded", c.Reworded, now) {
			continue
		}
		r.edits = append(r.edits, func(tx *store.Tx) error {
			all, err := tx.Clearances(ctx) // its revision may have moved with the text in this very step
			if i := slices.IndexFunc(all, func(x research.Clearance) bool { return x.ID == c.ID }); err == nil && i >= 0 {
				all[i].Reworded = now
				_, err = tx.PutClearance(all[i])
			}
			return err
		})
	}
	return err
}

func (s *Session) rewriteThemes(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	list, err := s.store.Themes(ctx)
	for _, t := range list {
		name, so, rec := written(d, t.Name), written(d, t.SoWhat), written(d, t.Recommendation)
		changed := r.field("theme", t.ID, "name", t.Name, name)
		changed = r.field("theme", t.ID, "so_what", t.SoWhat, so) || changed
		if r.field("theme", t.ID, "recommendation", t.Recommendation, rec) || changed {
			t.Name, t.SoWhat, t.Recommendation = name, so, rec
			r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutTheme(t)) })
		}
	}
	return err
}

func (s *Session) rewriteMemos(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	list, err := s.store.Memos(ctx)
	for _, m := range list {
		now := safe(d, m.Text)
		if strings.HasPrefix(string(m.On), "pack:") {
			now = written(d, m.Text)
		}
		if r.field("memo", m.ID, "text", m.Text, now) {
			m.Text = now
			r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutMemo(m)) })
		}
	}
	return err
}

func (s *Session) rewriteStories(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	list, err := s.store.Stories(ctx)
	for _, t := range list {
		title, text := written(d, t.Title), safe(d, t.Text)
		changed := r.field("story", t.ID, "title", t.Title, title)
		if r.field("story", t.ID, "text", t.Text, text) || changed {
			t.Title, t.Text, t.Cleared = title, text, false
			r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutStory(t)) })
		}
	}
	return err
}

// rewriteBook looks through the codebook and the guide for people and companies of the vault. What only looks
// like a name stays: most of both came with the program.
func (s *Session) rewriteBook(ctx context.Context, d *privacy.Dictionary, r *rewrites) error {
	known := func(text string) string { return withoutKnown(d, text) }
	for _, c := range s.Book().Codes {
		name, def, in, ex := known(c.Name), known(c.Definition), known(c.Include), known(c.Exclude)
		changed := r.field("code", c.ID, "name", c.Name, name)
		changed = r.field("code", c.ID, "definition", c.Definition, def) || changed
		changed = r.field("code", c.ID, "include", c.Include, in) || changed
		if r.field("code", c.ID, "exclude", c.Exclude, ex) || changed {
			c.Name, c.Definition, c.Include, c.Exclude = name, def, in, ex
			r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutCode(c)) })
		}
	}
	guide, err := s.store.Questions(ctx)
	for _, q := range guide {
		text, purpose := known(q.Text), known(q.Purpose)
		changed := r.field("question", q.ID, "text", q.Text, text)
		if r.field("question", q.ID, "purpose", q.Purpose, purpose) || changed {
			q.Text, q.Purpose = text, purpose
			r.edits = append(r.edits, func(tx *store.Tx) error { return second(tx.PutQuestion(q)) })
		}
	}
	return err
}

// safe is a text about an interview with everything masked that may lead to somebody.
func safe(d *privacy.Dictionary, text string) string {
	text, _ = d.Redact(text)
	return text
}

func second[T any](_ T, err error) error { return err }
