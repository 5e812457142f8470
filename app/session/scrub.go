package session

import (
	"context"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/vault"
)

// typed is what a person wrote into the study themselves: a theme, a code, a message. Whoever is named in it
// is masked; a single word that may or may not be a name stays, since the writer meant it.
func (s *Session) typed(ctx context.Context, texts ...*string) error {
	fields := make([]typedField, len(texts))
	for i, t := range texts {
		fields[i].text = t
	}
	return s.typedInto(ctx, fields...)
}

// typedField is a text that somebody typed into a column of a record.
type typedField struct {
	id     research.ID // "" where the words are not kept
	column string
	was    string // what stands there until now
	text   *string
}

// writtenRef is under which reference the vault has a text as it was typed.
func writtenRef(id research.ID, column string) string { return string(id) + "/" + column }

// typedInto is typed, and the vault, which takes it locked or open, keeps what was typed.
func (s *Session) typedInto(ctx context.Context, fields ...typedField) error {
	return s.maskedInto(ctx, written, fields...)
}

func (s *Session) maskedInto(ctx context.Context, mask func(*privacy.Dictionary, string) string, fields ...typedField) error {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	var keep []vault.Original
	for _, f := range fields {
		now := mask(d, *f.text)
		if f.id != "" && (now != *f.text || now != f.was && standIn.MatchString(now)) {
			if o := s.originalOf(writtenRef(f.id, f.column), f.was, *f.text); o.Text != now {
				keep = append(keep, o)
			}
		}
		*f.text = now
	}
	if len(keep) == 0 {
		return nil
	}
	return s.keepOriginals(keep...)
}

// AsTyped is a text of a record (a theme's so_what, a code's definition, a memo's text) as it was typed, for the
// screen and only while the vault is open; ok is false where nothing in it is masked, or the vault has it not.
// now is what stands there.
func (s *Session) AsTyped(id research.ID, column, now string) (text string, ok bool) {
	v, err := s.openVault()
	if err != nil || !standIn.MatchString(now) {
		return "", false
	}
	original, ok, err := v.Original(writtenRef(id, column))
	if err != nil || !ok {
		return "", false
	}
	if _, ok = aligned(original, now, nil); !ok {
		return "", false // of another time
	}
	return original, true
}

// writtenRefs is every reference under which the vault may have words as consultants typed them.
func (s *Session) writtenRefs(ctx context.Context) (refs []string, err error) {
	add := func(id research.ID, columns ...string) {
		for _, c := range columns {
			refs = append(refs, writtenRef(id, c))
		}
	}
	for _, c := range s.Book().Codes {
		add(c.ID, "name", "definition", "include", "exclude", "example")
	}
	for _, read := range []func() error{
		func() error {
			return each(s.store.Themes, ctx, func(t research.Theme) { add(t.ID, "name", "so_what", "recommendation") })
		},
		func() error { return each(s.store.Stories, ctx, func(t research.Story) { add(t.ID, "title", "text") }) },
		func() error {
			return each(s.store.Questions, ctx, func(q research.Question) { add(q.ID, "text", "purpose") })
		},
		func() error {
			return each(s.store.SavedViews, ctx, func(v research.SavedView) { add(v.ID, "name") })
		},
		func() error { return each(s.store.Memos, ctx, func(m research.Memo) { add(m.ID, "text") }) },
		func() error {
			return each(s.store.Clearances, ctx, func(c research.Clearance) { add(c.ID, "reworded") })
		},
		func() error { add(research.PackLayoutID, "client", "confidential"); return nil },
		func() error { return each(s.store.Verdicts, ctx, func(v research.Verdict) { add(v.ID, "note") }) },
		func() error {
			return each(s.store.Assumptions, ctx, func(a research.Assumption) { add(a.ID, "name", "source") })
		},
		func() error {
			return each(s.store.CodebookVersions, ctx, func(v research.CodebookVersion) { add(v.ID, "name", "body") })
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return refs, nil
}

// each calls fn with every record of a sort.
func each[T any](read func(context.Context) ([]T, error), ctx context.Context, fn func(T)) error {
	list, err := read(ctx)
	for _, x := range list {
		fn(x)
	}
	return err
}

// written is what a person wrote, without whoever is named in it.
func written(d *privacy.Dictionary, text string) string {
	return masked(d, text, func(sp privacy.Span) bool {
		sure := !sp.Review || sp.Kind == privacy.Person && strings.Contains(strings.TrimSpace(sp.Text), " ")
		return sp.Pseudonym != "" || wayToReach(sp.Kind) || sure && (sp.Kind == privacy.Person || sp.Kind == privacy.Organisation)
	})
}

// keepOriginals seals texts into the vault, open or locked.
func (s *Session) keepOriginals(list ...vault.Original) error {
	s.mu.Lock()
	v := s.vault
	s.mu.Unlock()
	if v == nil {
		return nil
	}
	_, err := v.Add(vault.Batch{Originals: list})
	return err
}

// safeInto is what a person wrote of an interview, with everything masked that may lead to somebody, and what
// was typed kept in the vault.
func (s *Session) safeInto(ctx context.Context, fields ...typedField) error {
	return s.maskedInto(ctx, safe, fields...)
}

// withoutNames is a short cell, such as a segment or where a lead came from, without anybody's name. Its
// places and roles stay: they are what the column is for.
func withoutNames(d *privacy.Dictionary, cell string) string {
	return masked(d, cell, func(sp privacy.Span) bool {
		return sp.Pseudonym != "" || sp.Kind == privacy.Person || wayToReach(sp.Kind)
	})
}

// withoutKnown is a cell that names somebody by intent, without those whom the vault knows.
func withoutKnown(d *privacy.Dictionary, cell string) string {
	return masked(d, cell, func(sp privacy.Span) bool { return sp.Pseudonym != "" || wayToReach(sp.Kind) })
}

// wayToReach says whether a find is an address or a number that leads to one person.
func wayToReach(k privacy.Kind) bool {
	switch k {
	case privacy.Email, privacy.Phone, privacy.URL, privacy.IBAN, privacy.ID, privacy.Street:
		return true
	}
	return false
}

// masked replaces those finds in a text that are to go.
func masked(d *privacy.Dictionary, text string, goes func(privacy.Span) bool) string {
	if text == "" {
		return ""
	}
	return maskedBy(d.Find(text), text, goes)
}

// maskedBy is masked with what was found in the text.
func maskedBy(finds []privacy.Span, text string, goes func(privacy.Span) bool) string {
	var out []rune
	in, at := []rune(text), 0
	for _, sp := range finds {
		if !goes(sp) {
			continue
		}
		out = append(out, in[at:sp.Start]...)
		out = append(out, []rune(sp.Mask())...)
		at = sp.End
	}
	return string(append(out, in[at:]...))
}
