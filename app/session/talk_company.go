package session

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/transcript"
)

// A company alone says little: another of its people may speak. Where it has one interview in the study, and that has no
// transcript yet, it is proposed all the same, and a person decides.

// bySureCompany is how sure a company alone makes, which is less than what asks nothing.
const bySureCompany = .55

// byCompany finds the only interview of the company that a transcript gives: in its name, as somebody typed it, or in
// the label of who speaks. why says where.
func (m *talkMatcher) byCompany(f *TalkFile) (ids []research.ID, why string) {
	if f.key != "" {
		return nil, "" // of a project, whose texts are named by their program
	}
	texts := []string{strings.Join(fileWords(f.File), " "), f.Organisation}
	whys := []string{"Its name has the company, which has this one interview", "Its company has this one interview"}
	for _, label := range f.Talk.Speakers {
		if !transcript.Generic(label) {
			texts, whys = append(texts, label), append(whys, "A speaker is of the company that has this one interview")
		}
	}
	for i, text := range texts {
		if id := m.onlyOfCompany(text, i != 0); id != "" {
			return []research.ID{id}, whys[i]
		}
	}
	return nil, ""
}

// OfCompany says of which company one of the files is, as a person typed it. Where nobody has said whose conversation it
// is, nor anything else of an interview of its own, the company's only interview is proposed. MatchTalks comes first.
func (t *Talks) OfCompany(f *TalkFile, name string) error {
	f.Organisation = name
	if t.match == nil || f.Talk == nil || f.Leave || f.Sure == 1 || f.Outcome != "" || f.Wave != "" || f.Of != "" && !f.ByCompany {
		return nil
	}
	return t.match.match(f)
}

// onlyOfCompany is the interview of the one company that a text names, where it is the company's only one and has no
// transcript. short says that the beginning of the name will do.
func (m *talkMatcher) onlyOfCompany(text string, short bool) research.ID {
	said := intake.CompanyKey(strings.Join(nameWords(text), " "))
	var found string
	for pseudonym, names := range m.called {
		if pseudonym[0] != 'O' || len(m.of[pseudonym]) == 0 {
			continue
		}
		if slices.ContainsFunc(names, func(name string) bool { return namesCompany(said, intake.CompanyKey(name), short) }) {
			if found != "" {
				return ""
			}
			found = pseudonym
		}
	}
	if found == "" || len(m.of[found]) != 1 {
		return ""
	}
	id := m.of[found][0]
	if slices.ContainsFunc(m.was.said.turns(id), func(t research.Turn) bool { return tagOf(t) != "" }) {
		return ""
	}
	return id
}

// namesCompany says whether a text holds a company's name, both as CompanyKey makes them: as words, or run together. With
// short, the first words of the name are enough where they are all that the text says.
func namesCompany(text, company string, short bool) bool {
	if len(company) < 3 || text == "" {
		return false
	}
	if strings.Contains(" "+text+" ", " "+company+" ") {
		return true
	}
	if run := strings.ReplaceAll(company, " ", ""); len(run) >= 8 && strings.Contains(strings.ReplaceAll(text, " ", ""), run) {
		return true
	}
	return short && len(text) >= 5 && strings.HasPrefix(company, text+" ")
}
