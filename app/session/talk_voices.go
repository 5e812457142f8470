package session

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/transcript"
)

// voices guesses who speaks.
func (m *talkMatcher) voices(f *TalkFile) error {
	f.Voices = heard(f.Talk)
	known, err := m.earlier(f)
	if err != nil {
		return err
	}
	iv := m.was.byID[f.Of]
	people := m.peopleOf(iv)
	asker, sure, why := m.asker(f, iv, known)
	for i := range f.Voices {
		v := &f.Voices[i]
		if was, ok := known[v.Label]; ok && (was.Asked || slices.Contains(people, was.Speaker)) {
			v.Asks, v.Sure, v.Why = was.Asked, 1, "As when it was imported before"
			if !was.Asked {
				v.Pseudonym = was.Speaker
			}
		} else if i == asker {
			v.Asks, v.Sure, v.Why = true, sure, why
		}
	}
	m.participants(f, people)
	return nil
}

// heard lists who speaks, and how much, in the order in which they begin.
func heard(t *transcript.Talk) []TalkVoice {
	var out []TalkVoice
	at := map[string]int{}
	for _, u := range t.Turns {
		i, ok := at[u.Speaker]
		if !ok {
			i = len(out)
			at[u.Speaker] = i
			out = append(out, TalkVoice{Voice: intake.Voice{Label: u.Speaker}, Sample: u.Text})
		}
		out[i].Turns++
		out[i].Words += len(strings.Fields(u.Text))
	}
	return out
}

// peopleOf are the pseudonyms of an interview's participants, in order.
func (m *talkMatcher) peopleOf(iv research.Interview) []string {
	var out []string
	for _, id := range iv.Participants {
		for _, p := range m.was.people {
			if p.ID == id {
				out = append(out, p.Pseudonym)
			}
		}
	}
	return out
}

// earlier is who each label was when the same turns were imported before.
func (m *talkMatcher) earlier(f *TalkFile) (map[string]research.Turn, error) {
	out := map[string]research.Turn{}
	said := m.was.said.turns(f.Of)
	if !slices.ContainsFunc(said, func(t research.Turn) bool { return tagOf(t) != "" }) {
		return out, nil
	}
	byKey := map[string]research.Turn{}
	for _, t := range said {
		key, _, _ := strings.Cut(t.SourceKey, ".")
		byKey[key] = t
	}
	im := &importer{keys: m.keys}
	talk := f.row().Talk
	for i := range talk.Voices {
		talk.Voices[i].Left = false
	}
	keys, _, err := im.talkKeys(f.Of, talk)
	if err != nil {
		return nil, err
	}
	for i, u := range talk.Said {
		if t, ok := byKey[keys[i]]; ok {
			out[talk.Voices[u.Voice].Label] = t
		}
	}
	return out, nil
}

// asker is who asks: an interviewer whom the vault knows, whoever is called so, or whoever asks most.
func (m *talkMatcher) asker(f *TalkFile, iv research.Interview, known map[string]research.Turn) (at int, sure float64, why string) {
	for _, was := range known {
		if was.Asked {
			return -1, 0, ""
		}
	}
	for i, v := range f.Voices {
		if transcript.Generic(v.Label) {
			continue
		}
		for _, name := range m.askers {
			if fold(name) == fold(v.Label) {
				return i, .97, "Known as an interviewer"
			}
		}
		if iv.Interviewer != "" && slices.ContainsFunc(m.called[iv.Interviewer], func(n string) bool { return partOf(v.Label, n) }) {
			return i, .95, "Held this interview"
		}
	}
	for i, v := range f.Voices {
		if transcript.Asks(v.Label) {
			return i, .97, "Called so"
		}
		if m.remembered[rememberedAs(f.Talk.Kind, v.Label)] == "asks" && transcript.Generic(v.Label) {
			return i, .8, "As chosen for this kind of transcript before"
		}
	}
	if len(f.Voices) < 2 {
		return -1, 0, ""
	}
	if who := f.Talk.Guess(); who != "" {
		return slices.IndexFunc(f.Voices, func(v TalkVoice) bool { return v.Label == who }), .75, "Asks most of the questions"
	}
	if i := onlyAsker(f); i >= 0 {
		return i, .6, "The only one who asks a question"
	}
	least := 0
	for i, v := range f.Voices {
		if v.Words < f.Voices[least].Words {
			least = i
		}
	}
	return least, .4, "Says least, which is not much to go by"
}

// onlyAsker is the one speaker who asks a question, -1 where nobody or several do.
func onlyAsker(f *TalkFile) int {
	at := -1
	for _, u := range f.Talk.Turns {
		if !strings.ContainsAny(u.Text, "?？") {
			continue
		}
		i := slices.IndexFunc(f.Voices, func(v TalkVoice) bool { return v.Label == u.Speaker })
		if at >= 0 && i != at {
			return -1
		}
		at = i
	}
	return at
}

// rememberedAs is what the part of a label that names nobody is remembered under.
func rememberedAs(kind, label string) string { return kind + "|" + fold(label) }

// participants gives those who do not ask their places: by name, then whoever says most is the participant, and
// others become participants of their own.
func (m *talkMatcher) participants(f *TalkFile, people []string) {
	free := slices.Clone(people)
	take := func(p string) { free = slices.DeleteFunc(free, func(x string) bool { return x == p }) }
	for i := range f.Voices {
		v := &f.Voices[i]
		if v.Pseudonym != "" {
			take(v.Pseudonym)
		}
		if v.Asks || v.Pseudonym != "" || transcript.Generic(v.Label) {
			continue
		}
		for _, p := range people {
			if slices.ContainsFunc(m.called[p], func(n string) bool { return partOf(v.Label, n) || partOf(n, v.Label) }) {
				v.Pseudonym, v.Sure, v.Why = p, .95, "Has the participant's name"
				take(p)
				break
			}
		}
	}
	var rest []*TalkVoice
	for i := range f.Voices {
		if v := &f.Voices[i]; !v.Asks && v.Pseudonym == "" {
			rest = append(rest, v)
		}
	}
	slices.SortStableFunc(rest, func(a, b *TalkVoice) int { return b.Words - a.Words })
	for i, v := range rest {
		switch {
		case i < len(free):
			v.Pseudonym, v.Sure, v.Why = free[i], .85, "The only one who is asked"
			if len(rest) > 1 {
				v.Sure, v.Why = .6, "Says most of those who are asked"
			}
			continue
		case f.Of == "" && len(rest) == 1:
			v.Sure, v.Why = .85, "The only one who is asked"
		default:
			v.Sure, v.Why = .6, "Somebody more from the buyer's side, with a pseudonym of their own"
		}
		if !transcript.Generic(v.Label) {
			v.Person = intake.Person{Name: v.Label}
		}
	}
}
