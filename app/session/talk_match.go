package session

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/transcript"
	"openloop/research/vault"
)

// MatchTalks guesses whose conversation each transcript is and who speaks in it: by the file's name, by the people
// whom the vault knows, and by what was imported before. remembered says of labels that name nobody ("Speaker 1")
// what they were in transcripts of the same kind. The vault must be open.
func (s *Session) MatchTalks(ctx context.Context, t *Talks, remembered map[string]string, p Progress) error {
	m, err := s.newMatcher(ctx)
	if err != nil {
		return err
	}
	m.remembered = remembered
	t.match = m
	for i := range t.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := &t.Files[i]
		if f.Talk == nil {
			continue
		}
		p.say(i, len(t.Files), "Matching transcript %d of %d", i+1, len(t.Files))
		if err := m.match(f); err != nil {
			return err
		}
	}
	return nil
}

// BelongsTo says whose conversation the file i is, as a person chose, "" for one of its own, and guesses anew who
// speaks in it. MatchTalks comes first.
func (t *Talks) BelongsTo(i int, interview research.ID) error {
	f := &t.Files[i]
	f.Of, f.Sure, f.Why, f.Again, f.Leave, f.ByCompany = interview, 1, "Chosen by you", false, false, false
	return t.match.voices(f)
}

// talkMatcher knows what a study and its vault know of people.
type talkMatcher struct {
	was        *existing
	keys       keyed
	called     map[string][]string   // names by pseudonym
	words      map[string][][]string // and the words of each
	askers     []string              // names of interviewers
	of         map[string][]research.ID
	tags       map[string]research.ID // interviews by the tag of a file that was imported
	remembered map[string]string
}

func (s *Session) newMatcher(ctx context.Context) (*talkMatcher, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, err
	}
	entries, err := s.entries(ctx, v)
	if err != nil {
		return nil, err
	}
	was, err := loadExisting(ctx, s.store)
	if err != nil {
		return nil, err
	}
	tags, err := s.store.SourceTags(ctx)
	if err != nil {
		return nil, err
	}
	m := &talkMatcher{was: was, keys: v, called: map[string][]string{}, words: map[string][][]string{}, of: map[string][]research.ID{}, tags: tags}
	for _, e := range entries {
		m.know(e)
	}
	people, orgs := map[research.ID]research.Participant{}, map[research.ID]string{}
	for _, p := range was.people {
		people[p.ID] = p
	}
	for _, o := range was.orgs {
		orgs[o.ID] = o.Pseudonym
	}
	for id, iv := range was.byID {
		for _, p := range iv.Participants {
			m.belongs(people[p].Pseudonym, id)
			m.belongs(orgs[people[p].Organisation], id)
		}
		m.belongs(iv.Label, id)
	}
	return m, nil
}

func (m *talkMatcher) know(e vault.Entry) {
	names := append(numbered(e.Fields, "name"), e.Aliases...)
	if e.Kind == kindInterviewer {
		m.askers = append(m.askers, names...)
	}
	if e.Pseudonym != "" {
		m.called[e.Pseudonym] = append(m.called[e.Pseudonym], names...)
		for _, n := range names {
			m.words[e.Pseudonym] = append(m.words[e.Pseudonym], nameWords(n))
		}
	}
}

func (m *talkMatcher) belongs(pseudonym string, id research.ID) {
	if pseudonym != "" && !slices.Contains(m.of[pseudonym], id) {
		m.of[pseudonym] = append(m.of[pseudonym], id)
	}
}

// hint is one way to tell whose conversation a transcript is.
type hint struct {
	ids  []research.ID
	sure float64
	why  string
}

func (m *talkMatcher) match(f *TalkFile) error {
	f.Of, f.Again, f.ByCompany = "", false, false
	hints, err := m.hints(f)
	if err != nil {
		return err
	}
	if f.Sure, f.Why = .5, "No interview of the study matches, so it becomes one of its own"; len(m.was.byID) == 0 {
		f.Sure, f.Why = 1, "The study has no interview yet" // nothing is to be settled
	}
	for _, h := range hints {
		if len(h.ids) == 0 {
			continue
		}
		id, only := m.choose(h.ids, f.File)
		f.ByCompany = h.sure == bySureCompany
		f.Of, f.Sure, f.Why = id, h.sure, h.why
		if !only {
			f.Sure, f.Why = .4, h.why+", but so do others: choose the right one"
		}
		break
	}
	return m.voices(f)
}

// hints are the ways that lead anywhere, the surest first.
func (m *talkMatcher) hints(f *TalkFile) ([]hint, error) {
	tag, err := m.keys.SourceKey("transcript", fold(or(f.key, f.File)))
	if err != nil {
		return nil, err
	}
	var out []hint
	if id, ok := m.tags[tag[:16]]; ok {
		f.Again = true
		return []hint{{[]research.ID{id}, 1, "This file was imported before"}}, nil
	}
	name := fileWords(f.File)
	out = append(out, hint{m.byPseudonym(f.File), .97, "Its name has the pseudonym"})
	numbered, err := m.byNumber(name)
	if err != nil {
		return nil, err
	}
	out = append(out, hint{numbered, .95, "Its name has the interview's own number"},
		hint{m.byName(name, 'P', 2), .9, "Its name has the participant's name"},
		hint{m.bySpeaker(f.Talk), .9, "The participant speaks in it, by name"},
		hint{m.byName(name, 'O', 1), .75, "Its name has the company's name"},
		hint{m.byName(name, 'P', 1), .7, "Its name has a part of the participant's name"})
	company, why := m.byCompany(f)
	out = append(out, hint{company, bySureCompany, why})
	return out, nil
}

var (
	pseudonymIn = regexp.MustCompile(`(?i)(?:^|[^\pL\pN])([PO]\d{2,5})(?:$|[^\pL\pN])`)
	dateIn      = regexp.MustCompile(`\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{2,4}`)
	dayIn       = regexp.MustCompile(`(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})`)
)

func (m *talkMatcher) byPseudonym(file string) []research.ID {
	var out []research.ID
	for _, found := range pseudonymIn.FindAllStringSubmatch(file, -1) {
		if ids := m.of[strings.ToUpper(found[1])]; len(ids) > 0 && (len(out) == 0 || len(ids) < len(out)) {
			out = ids
		}
	}
	return out
}

// fileWords are the words of a file's name without its ending and without dates.
func fileWords(file string) []string {
	name := strings.TrimSuffix(filepath.ToSlash(file), filepath.Ext(file))
	return nameWords(dateIn.ReplaceAllString(name, " "))
}

// byNumber finds the interview whose own number, as its sheet gave it, stands in a file's name: the longest.
func (m *talkMatcher) byNumber(words []string) ([]research.ID, error) {
	for n := min(4, len(words)); n > 0; n-- {
		var out []research.ID
		for i := 0; i+n <= len(words); i++ {
			for _, sep := range []string{"-", "_", " ", "", ".", "/"} {
				for _, form := range forms(strings.Join(words[i:i+n], sep)) {
					key, err := m.keys.SourceKey("interview", form)
					if err != nil {
						return nil, err
					}
					if iv, ok := m.was.interviews[key]; ok && !slices.Contains(out, iv.ID) {
						out = append(out, iv.ID)
					}
				}
				if n == 1 {
					break
				}
			}
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	return nil, nil
}

// forms are the ways in which a number may have been written in a sheet.
func forms(s string) []string {
	out := []string{s, strings.ToUpper(s)}
	if short := strings.TrimLeft(s, "0"); short != "" && short != s {
		out = append(out, short)
	}
	if r := []rune(s); len(r) > 1 {
		out = append(out, strings.ToUpper(string(r[:1]))+string(r[1:]))
	}
	return out
}

// byName finds the interviews of people ('P') or companies ('O') at least so many of whose name's words, and with
// two or more all of them, stand in a file's name.
func (m *talkMatcher) byName(words []string, sort byte, least int) []research.ID {
	var out []research.ID
	for pseudonym, names := range m.words {
		if pseudonym[0] != sort || len(m.of[pseudonym]) == 0 {
			continue
		}
		for _, all := range names {
			n := 0
			for _, w := range all {
				if len([]rune(w)) > 2 && slices.Contains(words, w) {
					n++
				}
			}
			if n >= least && (n == len(all) || least == 1 && n > 0) {
				for _, id := range m.of[pseudonym] {
					if !slices.Contains(out, id) {
						out = append(out, id)
					}
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// bySpeaker finds the interviews of whoever speaks under their whole name.
func (m *talkMatcher) bySpeaker(t *transcript.Talk) []research.ID {
	var out []research.ID
	var labels [][]string
	for _, label := range t.Speakers {
		labels = append(labels, nameWords(label))
	}
	for pseudonym, names := range m.words {
		if pseudonym[0] != 'P' {
			continue
		}
		for _, label := range labels {
			if !slices.ContainsFunc(names, func(n []string) bool { return len(n) > 1 && allIn(n, label) }) {
				continue
			}
			for _, id := range m.of[pseudonym] {
				if !slices.Contains(out, id) {
					out = append(out, id)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// allIn says whether every word stands among others.
func allIn(words, among []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(among, w) })
}

// choose takes one of several interviews: the one on the day that the file's name has, else the one without a
// transcript.
func (m *talkMatcher) choose(ids []research.ID, file string) (research.ID, bool) {
	if len(ids) == 1 {
		return ids[0], true
	}
	if day := dayOf(file); day != "" {
		on := slices.DeleteFunc(slices.Clone(ids), func(id research.ID) bool { return m.was.byID[id].Date != day })
		if len(on) == 1 {
			return on[0], true
		}
	}
	bare := slices.DeleteFunc(slices.Clone(ids), func(id research.ID) bool {
		return slices.ContainsFunc(m.was.said.turns(id), func(t research.Turn) bool { return tagOf(t) != "" })
	})
	if len(bare) == 1 {
		return bare[0], true
	}
	return ids[0], false
}
