package session

import (
	"bytes"
	"encoding/json"
	"strings"

	"openloop/research"
	"openloop/research/intake"
)

// projectMapping is what a person chose for a project, as a file that scripts can edit.
type projectMapping struct {
	talkMapping
	Project *savedProject `json:"project"`
}

type savedProject struct {
	Below string            `json:"new_codes_below,omitempty"` // reference of the code under which new ones go that belong nowhere
	Codes map[string]string `json:"codes"`                     // reference by name in the file: "new", "leave" or "DIS-02"
	Facts *intake.Mapping   `json:"variables,omitempty"`
}

// MapsProject says whether a saved mapping says anything of a project.
func MapsProject(mapping []byte) bool { return hasKey(mapping, "project") }

// SaveProject writes what was chosen for a project, so that OverrideProject takes it back. It holds what the file calls
// its texts and speakers.
func (s *Session) SaveProject(p *Project) ([]byte, error) {
	talks, err := s.SaveTalks(p.Talks)
	if err != nil {
		return nil, err
	}
	m := projectMapping{Project: &savedProject{Codes: map[string]string{}}}
	if err := json.Unmarshal(talks, &m.talkMapping); err != nil {
		return nil, err
	}
	book := s.Book()
	if c, ok := book.Code(p.Below); ok {
		m.Project.Below = c.Ref
	}
	for _, c := range p.Codes {
		into, ok := book.Code(c.Into)
		switch {
		case c.Leave:
			m.Project.Codes[c.Name] = roleLeave
		case ok:
			m.Project.Codes[c.Name] = into.Ref
		default:
			m.Project.Codes[c.Name] = roleNew
		}
	}
	if p.Facts != nil {
		m.Project.Facts = &p.Facts.Mappings[0]
	}
	return json.MarshalIndent(m, "", "  ")
}

// OverrideProject corrects the guesses of a project by a saved mapping. What it names and is not in the file is left
// out of account; a code or an interview that does not exist is a Problem.
func (s *Session) OverrideProject(p *Project, mapping []byte) error {
	var m projectMapping
	if err := json.Unmarshal(bytes.TrimPrefix(bytes.TrimSpace(mapping), []byte("\xEF\xBB\xBF")), &m); err != nil || m.Project == nil {
		return &research.Problem{Kind: research.Invalid, Err: err, Say: "The mapping cannot be read: it must be JSON with “project”, an object with “codes”, and “transcripts”, as saved from the import of a project."}
	}
	if !p.Own { // whose people are told by their pseudonyms
		if err := s.OverrideTalks(p.Talks, mapping); err != nil {
			return err
		}
	}
	book := s.Book()
	find := func(ref string) (research.ID, error) {
		c, ok := book.ByRef(ref)
		if !ok || c.MergedInto != "" {
			return "", research.Problemf(research.Invalid, "The mapping names a code “%s” that the codebook does not have. References are such as DIS-02; “new” makes a new code, “leave” leaves it out.", ref)
		}
		return c.ID, nil
	}
	if m.Project.Below != "" {
		id, err := find(m.Project.Below)
		if err != nil {
			return err
		}
		p.Below = id
	}
	for i := range p.Codes {
		c := &p.Codes[i]
		to, ok := m.Project.Codes[c.Name]
		if !ok {
			continue
		}
		c.Into, c.Leave, c.Sure, c.Why = "", strings.EqualFold(to, roleLeave), 1, "The mapping says so"
		if c.Leave || strings.EqualFold(to, roleNew) {
			continue
		}
		id, err := find(to)
		if err != nil {
			return err
		}
		c.Into = id
	}
	if m.Project.Facts == nil || p.Facts == nil {
		return nil
	}
	saved, err := json.Marshal(m.Project.Facts)
	if err != nil {
		return err
	}
	p.Facts.Mappings[0], err = p.Facts.Mappings[0].Override(saved)
	return err
}
