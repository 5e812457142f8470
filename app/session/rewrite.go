package session

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// wordsOver says what becomes of the consultants' own words in an act that goes through the whole study.
type wordsOver struct {
	said  func(string) string // of what was said in an interview: notes, rewordings, remarks
	meant func(string) string // of what somebody put their name to: themes, messages, stories
	book  func(string) string // of codebook and guide, most of which came with the program
	hides bool                // it takes names out, so that the words of before go to the vault
}

// lookingFor masks whoever a dictionary finds.
func lookingFor(d *privacy.Dictionary) wordsOver {
	return wordsOver{hides: true,
		said:  func(t string) string { return safe(d, t) },
		meant: func(t string) string { return written(d, t) },
		book:  func(t string) string { return withoutKnown(d, t) }}
}

// everywhere is one and the same change of all texts.
func everywhere(change func(string) string, hides bool) wordsOver {
	return wordsOver{said: change, meant: change, book: change, hides: hides}
}

// rewrites are words of the consultants that change with an act on the whole study.
type rewrites struct {
	hides     bool
	edits     []func(tx *store.Tx) error
	originals []vault.Original
	seal      []store.Wording
	keep      func(ref, was, typed string) vault.Original
}

func (r *rewrites) store(_ context.Context, tx *store.Tx) error {
	for _, e := range r.edits {
		if err := e(tx); err != nil {
			return err
		}
	}
	return nil
}

// into makes the rewriting part of a change of masks.
func (r *rewrites) into(m *remask) {
	m.originals = append(m.originals, r.originals...)
	m.seal = append(m.seal, r.seal...)
	if len(r.edits) == 0 {
		return
	}
	also := m.also
	m.also = func(ctx context.Context, tx *store.Tx) error {
		if err := r.store(ctx, tx); err != nil || also == nil {
			return err
		}
		return also(ctx, tx)
	}
}

// field changes a column of a record, and says whether it did. Where that hides somebody, what was said until
// now goes to the vault, for the journal and under the column's own reference.
func (r *rewrites) field(table string, id research.ID, column string, text *string, change func(string) string) bool {
	was := *text
	now := change(was)
	if was == now {
		return false
	}
	*text = now
	if r.hides {
		r.seal = append(r.seal, store.Wording{Table: table, ID: id, Column: column, Text: was})
		r.originals = append(r.originals, r.keep(writtenRef(id, column), was, was))
	}
	return true
}

func (r *rewrites) edit(put func(tx *store.Tx) error) { r.edits = append(r.edits, put) }

// rewritten changes what the consultants wrote themselves.
func (s *Session) rewritten(ctx context.Context, w wordsOver) (*rewrites, error) {
	r := &rewrites{hides: w.hides, keep: s.originalOf}
	for _, look := range []func(context.Context, wordsOver, *rewrites) error{s.rewriteNotes, s.rewriteQuotes, s.rewriteThemes, s.rewriteMemos, s.rewriteStories,
		s.rewriteBook, s.rewriteGuide, s.rewriteVersions, s.rewriteVerdicts, s.rewriteCase, s.rewritePack, s.rewriteViews} {
		if err := look(ctx, w, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (s *Session) rewriteNotes(ctx context.Context, w wordsOver, r *rewrites) error {
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		iv, was := row.Interview, row.Interview.Note
		now := w.said(was)
		if now == was {
			continue
		}
		if r.hides {
			r.seal = append(r.seal, store.Wording{Table: "interview", ID: iv.ID, Column: "note", Text: was})
			r.originals = append(r.originals, s.originalOf(string(iv.ID), was, was))
		}
		r.edit(func(tx *store.Tx) error { return renote(ctx, tx, iv.ID, now) })
	}
	return nil
}

// renote sets a note on an interview as it stands in this very step.
func renote(ctx context.Context, tx *store.Tx, id research.ID, note string) error {
	iv, err := tx.Interview(ctx, id)
	if err == nil {
		iv.Note = note
		_, err = tx.PutInterview(iv)
	}
	return err
}

func (s *Session) rewriteQuotes(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Clearances(ctx)
	for _, c := range list {
		if !r.field("clearance", c.ID, "reworded", &c.Reworded, w.said) {
			continue
		}
		r.edit(func(tx *store.Tx) error {
			all, err := tx.Clearances(ctx) // its revision may have moved with the text in this very step
			if i := slices.IndexFunc(all, func(x research.Clearance) bool { return x.ID == c.ID }); err == nil && i >= 0 {
				all[i].Reworded = c.Reworded
				_, err = tx.PutClearance(all[i])
			}
			return err
		})
	}
	return err
}

func (s *Session) rewriteThemes(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Themes(ctx)
	for _, t := range list {
		changed := r.field("theme", t.ID, "name", &t.Name, w.meant)
		changed = r.field("theme", t.ID, "so_what", &t.SoWhat, w.meant) || changed
		if r.field("theme", t.ID, "recommendation", &t.Recommendation, w.meant) || changed {
			r.edit(func(tx *store.Tx) error { return second(tx.PutTheme(t)) })
		}
	}
	return err
}

func (s *Session) rewriteMemos(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Memos(ctx)
	for _, m := range list {
		change := w.said
		if strings.HasPrefix(string(m.On), "pack:") {
			change = w.meant
		}
		if r.field("memo", m.ID, "text", &m.Text, change) {
			r.edit(func(tx *store.Tx) error { return second(tx.PutMemo(m)) })
		}
	}
	return err
}

func (s *Session) rewriteStories(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Stories(ctx)
	for _, t := range list {
		changed := r.field("story", t.ID, "title", &t.Title, w.meant)
		if r.field("story", t.ID, "text", &t.Text, w.said) || changed {
			t.Cleared = false
			r.edit(func(tx *store.Tx) error { return second(tx.PutStory(t)) })
		}
	}
	return err
}

// rewriteBook looks through the codebook for people and companies of the vault. What only looks like a name
// stays: most of it came with the program. An example is what somebody said.
func (s *Session) rewriteBook(_ context.Context, w wordsOver, r *rewrites) error {
	for _, c := range s.Book().Codes {
		changed := r.field("code", c.ID, "example", &c.Example, w.said)
		for column, text := range map[string]*string{"name": &c.Name, "definition": &c.Definition, "include": &c.Include, "exclude": &c.Exclude} {
			changed = r.field("code", c.ID, column, text, w.book) || changed
		}
		if changed {
			r.edit(func(tx *store.Tx) error { return second(tx.PutCode(c)) })
		}
	}
	return nil
}

func (s *Session) rewriteGuide(ctx context.Context, w wordsOver, r *rewrites) error {
	guide, err := s.store.Questions(ctx)
	for _, q := range guide {
		changed := r.field("question", q.ID, "text", &q.Text, w.book)
		if r.field("question", q.ID, "purpose", &q.Purpose, w.book) || changed {
			r.edit(func(tx *store.Tx) error { return second(tx.PutQuestion(q)) })
		}
	}
	return err
}

// rewriteVersions looks through the codebook as it stood when somebody kept it.
func (s *Session) rewriteVersions(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.CodebookVersions(ctx)
	for _, v := range list {
		changed := r.field("codebook_version", v.ID, "name", &v.Name, w.book)
		if r.field("codebook_version", v.ID, "body", &v.Body, within(w.book)) || changed {
			r.edit(func(tx *store.Tx) error { return second(tx.PutCodebookVersion(v)) })
		}
	}
	return err
}

// within changes every text within JSON, and leaves it as it stands where none changes.
func within(change func(string) string) func(string) string {
	return func(body string) string {
		var v any
		in := json.NewDecoder(strings.NewReader(body))
		in.UseNumber()
		if in.Decode(&v) != nil {
			return change(body)
		}
		changed := false
		v = eachString(v, func(t string) string {
			now := change(t)
			changed = changed || now != t
			return now
		})
		now, err := json.Marshal(v)
		if !changed || err != nil {
			return body
		}
		return string(now)
	}
}

func eachString(v any, change func(string) string) any {
	switch x := v.(type) {
	case string:
		if len(x) == idLength && strings.Count(x, "-") == 4 {
			return x // a record's id, which a number may be seen in
		}
		return change(x)
	case []any:
		for i := range x {
			x[i] = eachString(x[i], change)
		}
	case map[string]any:
		for k := range x {
			x[k] = eachString(x[k], change)
		}
	}
	return v
}

func (s *Session) rewriteVerdicts(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Verdicts(ctx)
	for _, v := range list {
		if r.field("verdict", v.ID, "note", &v.Note, w.said) {
			r.edit(func(tx *store.Tx) error { return second(tx.PutVerdict(v)) })
		}
	}
	return err
}

// rewritePack looks through what a person wrote for the pages of the pack.
func (s *Session) rewritePack(ctx context.Context, w wordsOver, r *rewrites) error {
	l, err := s.store.PackLayout(ctx)
	changed := r.field("pack_layout", l.ID, "client", &l.Client, w.meant)
	if r.field("pack_layout", l.ID, "confidential", &l.Confidential, w.meant) || changed {
		r.edit(func(tx *store.Tx) error { return tx.PutPackLayout(l) })
	}
	return err
}

// rewriteCase looks through the words of the business case.
func (s *Session) rewriteCase(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.Assumptions(ctx)
	for _, a := range list {
		changed := r.field("assumption", a.ID, "name", &a.Name, w.meant)
		if r.field("assumption", a.ID, "source", &a.Source, w.meant) || changed {
			r.edit(func(tx *store.Tx) error { return second(tx.PutAssumption(a)) })
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
