package session

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// Somebody who came in twice, spelt in two ways or once as a nickname, has two pseudonyms until a person says
// that they are one. The study keeps which pseudonym is retired and whose it was; the vault keeps the entries of
// both, and they are read as one. So undo takes it back without the vault, and an earlier copy of either file
// still fits the other.

// saidToBe is the field of a vault entry that says, for whoever reads the vault without this program, under
// which pseudonym else its owner was found.
const saidToBe = "said to be"

// oneEach reads the entries of people who were found to be one as one entry: under the pseudonym that stays, with
// the names of both.
func oneEach(entries []vault.Entry, retired []research.Retired) []vault.Entry {
	if len(retired) == 0 {
		return entries
	}
	stays := survivors(retired)
	var out []vault.Entry
	at := map[string]int{}
	for _, e := range entries {
		p := e.Pseudonym
		if now, ok := stays[p]; ok {
			p = now
		}
		i, known := at[p]
		if !known || p == "" {
			at[p] = len(out)
			e.Fields, e.Aliases = maps.Clone(e.Fields), slices.Clone(e.Aliases)
			out = append(out, e)
			out[len(out)-1].Pseudonym = p
			continue
		}
		if e.Pseudonym == p { // the one that stays came later: its fields count
			e.Fields, e.Aliases = maps.Clone(e.Fields), slices.Clone(e.Aliases)
			out[i], e = e, out[i]
		}
		takeUp(&out[i], e)
	}
	return out
}

// survivors is under which pseudonym each retired one goes on, at the end of any chain.
func survivors(retired []research.Retired) map[string]string {
	next := map[string]string{}
	for _, r := range retired {
		next[r.Pseudonym] = r.Survivor
	}
	out := map[string]string{}
	for p := range next {
		to := p
		for range retired {
			if n, ok := next[to]; ok {
				to = n
			}
		}
		out[p] = to
	}
	return out
}

// alsoCalled lists the retired pseudonyms of some people and companies.
func (s *Session) alsoCalled(ctx context.Context, pseudonyms ...string) (out []string, err error) {
	retired, err := s.store.Retired(ctx)
	for p, to := range survivors(retired) {
		if slices.Contains(pseudonyms, to) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out, err
}

// takeUp adds what is known of the same person under another pseudonym: a field that differs goes beside the
// first, as “email 2”, and a name becomes one more that they go by.
func takeUp(e *vault.Entry, other vault.Entry) {
	if e.Fields == nil {
		e.Fields = map[string]string{}
	}
	for _, k := range slices.Sorted(maps.Keys(other.Fields)) {
		v := other.Fields[k]
		if v == "" || k == saidToBe || slices.Contains(numbered(e.Fields, k), v) {
			continue
		}
		if k == "name" && !slices.Contains(e.Aliases, v) {
			e.Aliases = append(e.Aliases, v)
		}
		e.Fields[freeKey(e.Fields, k)] = v
	}
	for _, a := range other.Aliases {
		if !slices.Contains(e.Aliases, a) {
			e.Aliases = append(e.Aliases, a)
		}
	}
}

// numbered is a field and those beside it: "email", "email 2", "email 3".
func numbered(fields map[string]string, key string) (out []string) {
	if v := fields[key]; v != "" {
		out = append(out, v)
	}
	for n := 2; fields[fmt.Sprint(key, " ", n)] != ""; n++ {
		out = append(out, fields[fmt.Sprint(key, " ", n)])
	}
	return out
}

func freeKey(fields map[string]string, key string) string {
	if fields[key] == "" {
		return key
	}
	n := 2
	for fields[fmt.Sprint(key, " ", n)] != "" {
		n++
	}
	return fmt.Sprint(key, " ", n)
}

// entries is everybody in the vault, each person once.
func (s *Session) entries(ctx context.Context, v *vault.Vault) ([]vault.Entry, error) {
	all, err := v.Entries()
	if err != nil {
		return nil, err
	}
	retired, err := s.store.Retired(ctx)
	return oneEach(all, retired), err
}

// Merged is what SameAs did.
type Merged struct {
	Interviews int // in which the survivor now stands
	Masked     int // passages of transcripts that say the other pseudonym now
	Texts      int // words of the consultants that do
}

// SameAs says that the pseudonym gone was given to somebody who is called stays already: a person, a company or
// a salesperson. Transcripts, masks, participants, interviews, deals and everything that was written say stays
// from now on, and the vault's entries of both are read as one. It is one step that undo takes back; gone is
// never given to anybody else. The vault must be open, so that whoever says so can see who they are.
func (s *Session) SameAs(ctx context.Context, gone, stays string, p Progress) (Merged, error) {
	var did Merged
	v, err := s.openVault()
	if err != nil {
		return did, err
	}
	m := merging{s: s, gone: gone, stays: stays}
	if err := m.check(ctx, v); err != nil {
		return did, err
	}
	r, err := m.transcripts(ctx, v, p, &did)
	if err != nil {
		return did, err
	}
	texts, err := s.rewritten(ctx, everywhere(m.say, false))
	if err != nil {
		return did, err
	}
	did.Texts = len(texts.edits)
	r.also = func(ctx context.Context, tx *store.Tx) error { return m.people(ctx, tx, &did) }
	texts.into(&r)
	r.entries = []vault.Entry{{Pseudonym: gone, Fields: map[string]string{saidToBe: stays}}}
	r.sameQuote = func(was, now string) bool { return m.say(was) == now }
	return did, s.commitMasks(ctx, v, r, p)
}

// merging is one such act.
type merging struct {
	s           *Session
	gone, stays string
	word        *regexp.Regexp
}

// say is a text with the one pseudonym in the place of the other.
func (m *merging) say(text string) string {
	if !strings.Contains(text, m.gone) {
		return text
	}
	return m.word.ReplaceAllString(text, m.stays)
}

// check makes sure that both are there, and of one sort.
func (m *merging) check(ctx context.Context, v *vault.Vault) error {
	m.word = regexp.MustCompile(`\b` + regexp.QuoteMeta(m.gone) + `\b`)
	if m.gone == m.stays {
		return research.Problemf(research.Invalid, "%s is one pseudonym already. Choose the other one.", m.gone)
	}
	if len(m.gone) < 2 || len(m.stays) < 2 || m.gone[0] != m.stays[0] || !strings.ContainsRune("POS", rune(m.gone[0])) {
		return research.Problemf(research.Invalid, "%s and %s are not of one sort: a person can only be a person, a company a company.", m.gone, m.stays)
	}
	entries, err := m.s.entries(ctx, v)
	if err != nil {
		return err
	}
	used, err := m.s.used(ctx)
	if err != nil {
		return err
	}
	for _, p := range []string{m.gone, m.stays} {
		if !used[p] && !slices.ContainsFunc(entries, func(e vault.Entry) bool { return e.Pseudonym == p }) {
			return research.Problemf(research.NotFound, "Nobody is called %s, in the study or in the vault.", p)
		}
	}
	return nil
}

// used is every pseudonym that a participant, organisation or salesperson of the study has.
func (s *Session) used(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := each(s.store.Participants, ctx, func(p research.Participant) { out[p.Pseudonym] = true })
	if err == nil {
		err = each(s.store.Organisations, ctx, func(o research.Organisation) { out[o.Pseudonym] = true })
	}
	if err == nil {
		err = each(s.store.Salespeople, ctx, func(p research.Salesperson) { out[p.Pseudonym] = true })
	}
	return out, err
}

// transcripts has every mask and speaker say the other pseudonym. Nothing is hidden by it and nothing comes to
// light, so the journal may say both.
func (m *merging) transcripts(ctx context.Context, v *vault.Vault, p Progress, did *Merged) (remask, error) {
	r := remask{title: m.gone + " is " + m.stays}
	nobodyElse := func(string) []privacy.Span { return nil }
	rows := m.s.InterviewRows(InterviewFilter{})
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		p.say(i, len(rows), "Looking through interview %d of %d", i+1, len(rows))
		turns, masks, err := m.s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			return r, err
		}
		for _, t := range turns {
			was, found, err := m.s.behindMasks(v, t, masks[t.ID], nobodyElse)
			if err != nil {
				return r, err
			}
			now := maskedText{original: was.original, spots: slices.Clone(was.spots)}
			n := m.spots(now.spots)
			c, ok := changeOf(t, was, now)
			if !ok && t.Speaker != m.gone {
				continue
			}
			if c.now.Speaker == m.gone {
				c.now.Speaker = m.stays
			}
			if found {
				c.before = nil // not stored yet
			}
			did.Masked += n
			r.turns = append(r.turns, c)
		}
	}
	return r, nil
}

// spots has masks say the other pseudonym, and counts them.
func (m *merging) spots(list []spot) (n int) {
	for i := range list {
		sp := &list[i]
		if sp.mask.Pseudonym != m.gone {
			continue
		}
		sp.mask.Pseudonym = m.stays
		if sp.shown == m.gone {
			sp.shown = m.stays
		}
		n++
	}
	return n
}
