package session

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"openloop/research/vault"
)

// A look for names masks everybody whom the vault knows by then. Whoever comes in later is masked in what is
// imported with them and nowhere else: of earlier interviews, somebody has to look through the texts again. So
// the vault keeps, sealed, for whom that has been done.

// lookedRef is the reference under which it does.
const lookedRef = "looked-for"

// lookedFor says whom the texts of a study have been looked through for: their pseudonyms, and how many names are
// of nobody in particular. ok is false where nobody has noted it.
func lookedFor(v *vault.Vault) (done map[string]bool, ok bool) {
	text, ok, err := v.Original(lookedRef)
	var list []string
	if err != nil || !ok || json.Unmarshal([]byte(text), &list) != nil {
		return nil, false
	}
	done = map[string]bool{}
	for _, p := range list {
		done[p] = true
	}
	return done, true
}

// lookKeys tells entries apart: by pseudonym, and those that have none by their number.
func lookKeys(entries []vault.Entry) (keys []string) {
	nameless := 0
	for _, e := range entries {
		if e.Fields["name"] == "" && e.Fields["email"] == "" && e.Fields["phone"] == "" {
			continue
		}
		key := e.Pseudonym
		if key == "" {
			nameless++
			key = fmt.Sprint("#", nameless)
		}
		keys = append(keys, key)
	}
	return keys
}

// lookedNow is what the vault keeps once all texts have been looked through for some people.
func lookedNow(keys []string) vault.Original {
	slices.Sort(keys)
	text, _ := json.Marshal(slices.Compact(keys)) // strings only
	return vault.Original{Ref: lookedRef, Text: string(text)}
}

// noteLook has the vault keep that all texts have been looked through for everybody in it.
func (s *Session) noteLook(v *vault.Vault) error {
	entries, err := v.Entries()
	if err != nil {
		return err
	}
	keys := lookKeys(entries)
	done, ok := lookedFor(v)
	if ok && !slices.ContainsFunc(keys, func(k string) bool { return !done[k] }) {
		return nil
	}
	_, err = v.Add(vault.Batch{Originals: []vault.Original{lookedNow(keys)}})
	return err
}

// alsoLookedFor adds one more person to those whom all texts have been looked through for: nothing where nobody
// has noted who the others are.
func (s *Session) alsoLookedFor(v *vault.Vault, key string) []vault.Original {
	done, ok := lookedFor(v)
	if !ok || key == "" {
		return nil
	}
	keys := []string{key}
	for k := range done {
		keys = append(keys, k)
	}
	return []vault.Original{lookedNow(keys)}
}

// NewPeople is how many people, companies and other names have come into the vault since all texts were last
// looked through, so that earlier interviews may still name them: 0 while the vault is closed, and in a study
// where nobody has looked yet and nothing says who was there.
func (s *Session) NewPeople(context.Context) int {
	if s.Vault() != VaultOpen || s.Heard() == 0 {
		return 0
	}
	v, err := s.openVault()
	if err != nil {
		return 0
	}
	done, ok := lookedFor(v)
	entries, err := v.Entries()
	if !ok || err != nil {
		return 0
	}
	n := 0
	for _, k := range lookKeys(entries) {
		if !done[k] {
			n++
		}
	}
	return n
}

// looked is what an import has the vault keep of this: everybody where it brings the first interviews, else whom
// earlier texts were looked through for, if nobody has noted that yet.
func (im *importer) looked() []vault.Original {
	if len(im.was.interviews) == 0 {
		if im.cast.entries == nil && len(im.was.people) > 0 {
			return nil // the vault is locked, and who is in it is not known
		}
		return []vault.Original{lookedNow(lookKeys(slices.Concat(im.cast.entries, im.cast.fresh)))}
	}
	if !im.vault.Unlocked() || len(im.cast.fresh) == 0 {
		return nil
	}
	if _, ok := lookedFor(im.vault); ok {
		return nil
	}
	return []vault.Original{lookedNow(lookKeys(im.cast.entries))}
}
