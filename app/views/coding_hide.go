package views

import (
	"context"
	"strings"
	"unicode/utf8"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/privacy"
)

// A name that was not found, as in writing without capitals, is masked by hand: in every text, and in what comes
// later.

// longestName is how many characters of a selection may be one name.
const longestName = 60

// The answers beside those whom the vault knows.
const (
	newPerson   = "P…"
	newCompany  = "O…"
	noPseudonym = "–"
)

// askName asks whose name the selected words are, and masks them everywhere.
func (v *Coding) askName() *reviewPick {
	words, wrong := v.nameSelected()
	if wrong != "" {
		v.host.Say(wrong)
		return nil
	}
	s := v.host.Session()
	if s.Vault() != session.VaultOpen {
		v.host.Unlock(func() {
			if s.Vault() == session.VaultOpen {
				v.askName()
			}
		})
		return nil
	}
	known, err := s.Known(context.Background())
	if err != nil {
		v.host.Fail(err)
		return nil
	}
	options := []reviewOption{
		{newPerson, "A person", "with a new pseudonym"},
		{newCompany, "A company", "with a new pseudonym"},
		{noPseudonym, "A name of nobody in particular", "[name]"},
	}
	for _, w := range known {
		options = append(options, reviewOption{id: w.Pseudonym, words: w.Name, more: w.Company})
	}
	item := session.ReviewItem{Words: words, Label: v.open.Interview.Label, Mask: research.Mask{Kind: string(privacy.Person)}}
	return askPick(v.host, "Whose name is it?", "“"+words+"” is masked in every text, with whatever may be attached to it, and known from now on. Where letters of other words are attached to it, select it at a place where it stands alone.",
		"Type a name or a pseudonym", options, false, func(o reviewOption) error { v.hideName(o.id, item); return nil }, func() { v.text.Focus() })
}

// nameSelected is the selected words, or what to do first.
func (v *Coding) nameSelected() (words, wrong string) {
	if v.open == nil {
		return "", "Open an interview first."
	}
	if v.said != nil {
		return "", "Hide the originals first: " + v.keys().press("coding.originals") + "."
	}
	words = strings.TrimSpace(v.text.SelectedText())
	switch {
	case words == "":
		return "", "Select the name first."
	case utf8.RuneCountInString(words) > longestName || strings.ContainsAny(words, "\n[]"):
		return "", "Select one name, without other words."
	}
	return words, ""
}

// hideName masks a name in every text: of somebody whom the vault knows, of somebody new, or of nobody.
func (v *Coding) hideName(who string, item session.ReviewItem) {
	s, said := v.host.Session(), "Masked in every text, now and later"
	v.host.Run("Masking a name in every text", func(ctx context.Context, p session.Progress) (err error) {
		p(0, 0, "Masking a name in every text")
		switch who {
		case newPerson:
			_, err = s.IsNew(ctx, privacy.Person, item)
		case newCompany:
			_, err = s.IsNew(ctx, privacy.Organisation, item)
		case noPseudonym:
			err = s.Always(ctx, item)
		default:
			err = s.IsKnown(ctx, who, true, item)
		}
		return err
	}, func(err error) {
		v.text.Focus()
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.host.Say(said + ". Ctrl Z takes it back.")
	})
}
