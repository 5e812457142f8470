package session

import (
	"fmt"
	"strconv"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/vault"
)

// The kinds of vault entries.
const (
	kindParticipant  = "participant"
	kindOrganisation = "organisation"
	kindSalesperson  = "salesperson"
	kindInterviewer  = "other"
)

// cast says who is who: it recognises people and organisations that the vault knows and gives new ones
// the next pseudonym. Pseudonyms are never used again, not even after an erasure.
type cast struct {
	by      map[string]string // kind + folded name (and organisation) or e-mail → pseudonym
	last    map[byte]int      // highest number given, by letter
	entries []vault.Entry     // known before
	fresh   []vault.Entry     // to be sealed
}

func newCast(entries []vault.Entry, taken []string) *cast {
	c := &cast{by: map[string]string{}, last: map[byte]int{}, entries: entries}
	for _, p := range taken {
		c.took(p)
	}
	for _, e := range entries {
		c.took(e.Pseudonym)
		c.learn(e)
	}
	return c
}

// took remembers that a pseudonym has been given.
func (c *cast) took(p string) {
	if len(p) < 2 {
		return
	}
	if n, err := strconv.Atoi(p[1:]); err == nil && n > c.last[p[0]] {
		c.last[p[0]] = n
	}
}

func (c *cast) learn(e vault.Entry) {
	f := e.Fields
	switch e.Kind {
	case kindParticipant:
		for _, k := range personKeys(f["name"], f["email"], f["company"]) {
			c.by[k] = e.Pseudonym
		}
	case kindOrganisation:
		c.by[kindOrganisation+fold(f["name"])] = e.Pseudonym
	case kindSalesperson:
		c.by[kindSalesperson+fold(f["name"])] = e.Pseudonym
	case kindInterviewer:
		c.by[kindInterviewer+fold(f["name"])] = e.Pseudonym
	}
}

// fold makes names comparable: case and white space do not count.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func personKeys(name, email, company string) []string {
	var keys []string
	if email != "" {
		keys = append(keys, kindParticipant+"@"+fold(email))
	}
	if name != "" {
		keys = append(keys, kindParticipant+fold(name)+"|"+fold(company))
	}
	return keys
}

// give answers the pseudonym of whoever the keys know, or a new one with prefix.
func (c *cast) give(prefix byte, kind string, fields map[string]string, keys ...string) string {
	for _, k := range keys {
		if p, ok := c.by[k]; ok {
			return p
		}
	}
	c.last[prefix]++
	p := fmt.Sprintf("%c%02d", prefix, c.last[prefix])
	for _, k := range keys {
		c.by[k] = p
	}
	c.fresh = append(c.fresh, vault.Entry{Pseudonym: p, Kind: kind, Fields: fields})
	return p
}

// person answers a participant's pseudonym. Somebody without a name or e-mail is known by the key of
// their interview.
func (c *cast) person(p intake.Person, company, interviewKey string) string {
	name := p.Name
	if name == "" {
		name = strings.TrimSpace(p.First + " " + p.Last)
	}
	fields := map[string]string{}
	for k, v := range map[string]string{"name": name, "email": p.Email, "phone": p.Phone, "title": p.Title, "company": company} {
		if v != "" {
			fields[k] = v
		}
	}
	for k, v := range p.Extra {
		fields["extra: "+k] = v
	}
	keys := personKeys(name, p.Email, company)
	if len(keys) == 0 {
		keys = []string{kindParticipant + "#" + interviewKey}
	}
	return c.give('P', kindParticipant, fields, keys...)
}

// organisation answers a company's pseudonym, or "" where none is named.
func (c *cast) organisation(name string) string {
	if strings.TrimSpace(name) == "" {
		return ""
	}
	return c.give('O', kindOrganisation, map[string]string{"name": name}, kindOrganisation+fold(name))
}

// salesperson answers the pseudonym of one of the client's people, or "".
func (c *cast) salesperson(name string) string {
	if strings.TrimSpace(name) == "" {
		return ""
	}
	return c.give('S', kindSalesperson, map[string]string{"name": name}, kindSalesperson+fold(name))
}

// interviewer answers initials. Consultants are known by them, and so is their name in text.
func (c *cast) interviewer(name string) string {
	name = strings.TrimSpace(name)
	ini := initials(name)
	key := kindInterviewer + fold(name)
	if _, ok := c.by[key]; !ok && strings.Contains(name, " ") {
		c.by[key] = ini
		c.fresh = append(c.fresh, vault.Entry{Pseudonym: ini, Kind: kindInterviewer, Fields: map[string]string{"name": name}})
	}
	return ini
}

// initials of a name; what is short already stays as it is.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 1 && len([]rune(name)) <= 4 {
		return strings.ToUpper(name)
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteRune([]rune(w)[0])
	}
	return strings.ToUpper(b.String())
}

// dictionary redacts with everybody known so far.
func (c *cast) dictionary(clear []string) *privacy.Dictionary {
	return privacy.NewDictionary(knownOf(append(append([]vault.Entry(nil), c.entries...), c.fresh...)), clear)
}

// knownOf turns vault entries into what redaction looks for.
func knownOf(entries []vault.Entry) []privacy.Known {
	var out []privacy.Known
	for _, e := range entries {
		kind := privacy.Person
		if e.Kind == kindOrganisation {
			kind = privacy.Organisation
		}
		if n := e.Fields["name"]; n != "" {
			out = append(out, privacy.Known{Kind: kind, Text: n, Pseudonym: e.Pseudonym, Aliases: e.Aliases})
		}
		for field, k := range map[string]privacy.Kind{"email": privacy.Email, "phone": privacy.Phone} {
			if v := e.Fields[field]; v != "" {
				out = append(out, privacy.Known{Kind: k, Text: v, Pseudonym: e.Pseudonym})
			}
		}
	}
	return out
}

// clearTexts lists what may be named.
func clearTexts(names []research.Name) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n.Text
	}
	return out
}
