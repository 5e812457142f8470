package session

import (
	"context"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// SetNote changes the interviewer's note on an interview. Whatever may lead to somebody is masked, what is
// uncertain too; with the vault open its own names become pseudonyms. The note as it was typed goes to the
// vault, which takes it locked or open, under the interview's ID.
func (s *Session) SetNote(ctx context.Context, interview research.ID, note string) error {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	iv := row.Interview
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	was := iv.Note
	if iv.Note = safe(d, note); iv.Note != note {
		if err := s.keepOriginals(s.originalOf(string(interview), was, note)); err != nil {
			return err
		}
	}
	_, err = s.store.Edit(ctx, "Note on "+iv.Label, func(tx *store.Tx) error {
		_, err := tx.PutInterview(iv)
		return err
	})
	return err
}

// originalOf is what the vault keeps under ref of a text that consultants typed. What was masked in it before
// stands in what is typed as pseudonyms and [name]: with the vault open their words are put back, so that the
// latest original holds them all. With the vault closed the earlier original stays in it beside this one.
func (s *Session) originalOf(ref, was, typed string) vault.Original {
	o := vault.Original{Ref: ref, Text: typed}
	v, err := s.openVault()
	if err != nil {
		return o
	}
	if original, ok, err := v.Original(o.Ref); err == nil && ok {
		o.Text = putBack(original, was, typed)
	}
	return o
}

// putBack replaces in a text that was typed over a masked one whatever still stands masked by the words of
// the original.
func putBack(original, masked, typed string) string {
	in, out := []rune(original), []rune(typed)
	shift := 0     // from the original to the masked text
	done := 0      // of what is typed
	var now []rune // built up
	edits := amended(masked, typed)
	for _, r := range amended(original, masked) {
		from := r.Start + shift
		to := from + r.NewLen
		shift += r.NewLen - (r.End - r.Start)
		at, touched := from, r.NewLen == 0
		for _, e := range edits {
			switch {
			case e.End <= from:
				at += e.NewLen - (e.End - e.Start)
			case e.Start < to:
				touched = true
			}
		}
		if touched || at < done {
			continue
		}
		now = append(append(now, out[done:at]...), in[r.Start:r.End]...)
		done = at + to - from
	}
	return string(append(now, out[done:]...))
}
