package session

import (
	"context"
	"strings"

	"openloop/research/privacy"
	"openloop/research/vault"
)

// typed is what a person wrote into the study themselves: a theme, a code, a message. Whoever is named in it
// is masked; a single word that may or may not be a name stays, since the writer meant it.
func (s *Session) typed(ctx context.Context, texts ...*string) error {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	for _, t := range texts {
		*t = written(d, *t)
	}
	return nil
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

// safeWords is what a person wrote of an interview, with everything masked that may lead to somebody.
func (s *Session) safeWords(ctx context.Context, text string) (string, error) {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return "", err
	}
	return safe(d, text), nil
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
