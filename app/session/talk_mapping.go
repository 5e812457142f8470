package session

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/transcript"
)

// talkMapping is what a person chose for transcripts, as a file that scripts can edit.
type talkMapping struct {
	Speakers    map[string]string  `json:"speakers,omitempty"` // of all files: role by label
	Transcripts []savedTranscripts `json:"transcripts,omitempty"`
}

type savedTranscripts struct {
	File         string            `json:"file"`
	Interview    string            `json:"interview,omitempty"` // what it is called, "P07"; "new" for one of its own
	Organisation string            `json:"organisation,omitempty"`
	Leave        bool              `json:"leave,omitempty"`
	Speakers     map[string]string `json:"speakers,omitempty"` // interviewer, participant, new, leave, or a pseudonym
}

// The roles of a saved mapping; anything else is a pseudonym.
const (
	roleAsks        = "interviewer"
	roleParticipant = "participant"
	roleNew         = "new"
	roleLeave       = "leave"
)

// Role is the role of a speaker as a saved mapping has it.
func (v TalkVoice) Role() string {
	switch {
	case v.Left:
		return roleLeave
	case v.Asks:
		return roleAsks
	case v.Pseudonym != "":
		return v.Pseudonym
	}
	return roleNew
}

// SetRole gives a speaker the role that a person chose: "interviewer", "new", "leave" or a pseudonym.
func (v *TalkVoice) SetRole(role string) {
	v.Asks, v.Left, v.Pseudonym, v.Person = false, false, "", intake.Person{}
	switch role {
	case roleAsks:
		v.Asks = true
	case roleLeave:
		v.Left = true
	case roleNew:
		if !transcript.Generic(v.Label) {
			v.Person = intake.Person{Name: v.Label}
		}
	default:
		v.Pseudonym = role
	}
	v.Sure, v.Why = 1, "Chosen by you"
}

// SaveTalks writes what was chosen for transcripts, so that OverrideTalks takes it back. It holds what the files
// call their speakers.
func (s *Session) SaveTalks(t *Talks) ([]byte, error) {
	var m talkMapping
	for _, f := range t.Files {
		if f.Talk == nil {
			continue
		}
		one := savedTranscripts{File: f.File, Interview: roleNew, Organisation: f.Organisation, Leave: f.Leave, Speakers: map[string]string{}}
		if f.Of != "" {
			one.Interview = s.labelOf(f.Of)
		}
		for _, v := range f.Voices {
			one.Speakers[v.Label] = v.Role()
		}
		m.Transcripts = append(m.Transcripts, one)
	}
	return json.MarshalIndent(m, "", "  ")
}

// MapsTalks says whether a saved mapping says anything of transcripts, and MapsSheets whether of sheets.
func MapsTalks(mapping []byte) bool {
	return hasKey(mapping, "transcripts") || hasKey(mapping, "speakers")
}

// MapsSheets says whether a saved mapping says anything of sheets.
func MapsSheets(mapping []byte) bool { return !MapsTalks(mapping) || hasKey(mapping, "mappings") }

func hasKey(data []byte, key string) bool {
	var m map[string]json.RawMessage
	return json.Unmarshal(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("\xEF\xBB\xBF")), &m) == nil && m[key] != nil
}

// OverrideTalks corrects the guesses of transcripts by a saved mapping. A file that it names and that is not there
// is left out of account; an interview or a role that does not exist is a Problem.
func (s *Session) OverrideTalks(t *Talks, mapping []byte) error {
	var m talkMapping
	if err := json.Unmarshal(bytes.TrimPrefix(bytes.TrimSpace(mapping), []byte("\xEF\xBB\xBF")), &m); err != nil {
		return &research.Problem{Kind: research.Invalid, Err: err, Say: "The mapping cannot be read: it must be JSON with “transcripts”, a list of objects with “file”, “interview” and “speakers”, or with “speakers” alone."}
	}
	for i := range t.Files {
		f := &t.Files[i]
		if f.Talk == nil {
			continue
		}
		if err := s.giveRoles(f, m.Speakers); err != nil {
			return err
		}
		for _, one := range m.Transcripts {
			if fold(one.File) != fold(f.File) && fold(one.File) != fold(filepath.Base(f.File)) {
				continue
			}
			if err := s.override(f, one); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Session) override(f *TalkFile, one savedTranscripts) error {
	f.Leave, f.Organisation = one.Leave, or(one.Organisation, f.Organisation)
	switch one.Interview {
	case "":
	case roleNew:
		f.Of, f.Sure, f.Why, f.ByCompany = "", 1, "The mapping says so", false
	default:
		id := research.ID("")
		for _, r := range s.InterviewRows(InterviewFilter{}) {
			if strings.EqualFold(r.Interview.Label, one.Interview) {
				id = r.Interview.ID
			}
		}
		if id == "" {
			return research.Problemf(research.Invalid, "The mapping says that %s belongs to %s, which the study does not have. Correct its “interview”: a pseudonym such as P07, or “new”.", f.File, one.Interview)
		}
		if f.ByCompany = false; f.Of != id {
			f.Of, f.Sure, f.Why = id, 1, "The mapping says so"
			s.firstOf(f)
		}
	}
	return s.giveRoles(f, one.Speakers)
}

// firstOf makes the first who does not ask the participant of the interview that a file was given to.
func (s *Session) firstOf(f *TalkFile) {
	row, _ := s.InterviewRow(f.Of)
	k := 0
	for i := range f.Voices {
		v := &f.Voices[i]
		if v.Asks || v.Left {
			continue
		}
		if k < len(row.Participants) {
			v.SetRole(row.Participants[k].Pseudonym)
			k++
		} else {
			v.SetRole(roleNew)
		}
	}
}

func (s *Session) giveRoles(f *TalkFile, roles map[string]string) error {
	row, _ := s.InterviewRow(f.Of)
	for i := range f.Voices {
		v := &f.Voices[i]
		role, ok := roles[v.Label]
		if !ok {
			continue
		}
		known := role == roleAsks || role == roleNew || role == roleLeave
		for _, p := range row.Participants {
			if role == roleParticipant || strings.EqualFold(role, p.Pseudonym) {
				role, known = p.Pseudonym, true
				break
			}
		}
		if role == roleParticipant {
			role, known = roleNew, true
		}
		if !known {
			return research.Problemf(research.Invalid, "The mapping gives a speaker of %s the role “%s”. Roles are: interviewer, participant, new, leave, or the pseudonym of a participant of that interview.", f.File, role)
		}
		v.SetRole(role)
		v.Why = "The mapping says so"
	}
	return nil
}

// RememberTalks notes what labels that name nobody were, by kind of transcript, for the next ones. Names are not
// remembered here: the vault knows them.
func RememberTalks(t *Talks, remembered map[string]string) map[string]string {
	if remembered == nil {
		remembered = map[string]string{}
	}
	for _, f := range t.Files {
		if f.Talk == nil || f.Leave {
			continue
		}
		for _, v := range f.Voices {
			if !transcript.Generic(v.Label) {
				continue
			}
			if key := rememberedAs(f.Talk.Kind, v.Label); v.Asks {
				remembered[key] = "asks"
			} else {
				delete(remembered, key)
			}
		}
	}
	return remembered
}
