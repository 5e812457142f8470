package session

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

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
	taken   map[string]bool   // initials of interviewers in the vault
	entries []vault.Entry     // known before
	fresh   []vault.Entry     // to be sealed
	also    []vault.Entry     // what else known people are called, to be sealed too
	own     bool              // the source was written from a study: its names are pseudonyms, which stay
}

func newCast(entries []vault.Entry, taken []string) *cast {
	c := &cast{by: map[string]string{}, last: map[byte]int{}, taken: map[string]bool{}, entries: entries}
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
		for _, name := range append(numbered(f, "name"), "") {
			for _, company := range append(numbered(f, "company"), "") {
				if company == "" && f["company"] != "" {
					continue // namesakes of other companies are others
				}
				for _, email := range append(numbered(f, "email"), "") {
					for _, k := range personKeys(name, email, company) {
						c.by[k] = e.Pseudonym
					}
				}
			}
		}
	case kindOrganisation, kindSalesperson:
		for _, name := range numbered(f, "name") {
			c.by[e.Kind+fold(name)] = e.Pseudonym
		}
	case kindInterviewer:
		c.by[kindInterviewer+fold(f["name"])] = e.Pseudonym
		c.taken[e.Pseudonym] = true
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
	if c.own && isPseudonym(name) {
		return c.keep(name, kindParticipant)
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
	if c.own && isPseudonym(name) {
		return c.keep(name, kindOrganisation)
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

// interviewer answers the initials of a consultant, or "". A name goes into the vault; two people with the
// same initials are told apart by a number.
func (c *cast) interviewer(name string) string {
	name = strings.TrimSpace(name)
	if ini, ok := shortAlready(name); ok {
		return ini
	}
	key := kindInterviewer + fold(name)
	if ini, ok := c.by[key]; ok {
		return ini
	}
	ini := initials(name)
	for n := 2; c.taken[ini]; n++ {
		ini = fmt.Sprint(initials(name), n)
	}
	c.by[key], c.taken[ini] = ini, true
	c.fresh = append(c.fresh, vault.Entry{Pseudonym: ini, Kind: kindInterviewer, Fields: map[string]string{"name": name}})
	return ini
}

// shortAlready says whether a cell gives initials instead of a name: "RO", "ro", "R.O.", or nothing.
func shortAlready(s string) (string, bool) {
	letters := strings.NewReplacer(".", "", " ", "").Replace(s)
	n := len([]rune(letters))
	switch {
	case n == 0:
		return "", true
	case n <= 2, n <= 4 && letters == strings.ToUpper(letters), n == 3 && letters == strings.ToLower(letters):
		return strings.ToUpper(letters), true
	}
	return "", false
}

// initials of a name, at most four.
func initials(name string) string {
	var b []rune
	for _, w := range strings.Fields(name) {
		if r := []rune(w)[0]; unicode.IsLetter(r) && len(b) < 4 {
			b = append(b, unicode.ToUpper(r))
		}
	}
	if len(b) == 0 {
		return "X"
	}
	return string(b)
}

// dictionary redacts with everybody known so far.
func (c *cast) dictionary(clear []string) *privacy.Dictionary {
	return privacy.NewDictionary(knownOf(slices.Concat(c.entries, c.fresh, c.alsoNamed())), clear)
}

// dictionaryWith is dictionary with more whom it hides, who have no pseudonym.
func (c *cast) dictionaryWith(clear []string, more []privacy.Known) *privacy.Dictionary {
	return privacy.NewDictionary(append(knownOf(slices.Concat(c.entries, c.fresh, c.alsoNamed())), more...), clear)
}

// knownOf turns vault entries into what redaction looks for.
func knownOf(entries []vault.Entry) []privacy.Known {
	var out []privacy.Known
	for _, e := range entries {
		kind := privacy.Person
		if e.Kind == kindOrganisation {
			kind = privacy.Organisation
		}
		if e.Kind == kindName {
			kind = or(privacy.Kind(e.Fields["what"]), kind)
		}
		pseudonym := e.Pseudonym
		if e.Kind == kindInterviewer {
			pseudonym = "" // initials are no mask
		}
		if n := e.Fields["name"]; n != "" {
			out = append(out, privacy.Known{Kind: kind, Text: n, Pseudonym: pseudonym, Aliases: e.Aliases})
		}
		for _, v := range numbered(e.Fields, "email") {
			out = append(out, privacy.Known{Kind: privacy.Email, Text: v, Pseudonym: pseudonym})
		}
		for _, v := range numbered(e.Fields, "phone") {
			out = append(out, privacy.Known{Kind: privacy.Phone, Text: v, Pseudonym: pseudonym})
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
