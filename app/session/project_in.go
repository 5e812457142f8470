package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/transcript"
)

// Project is a project of another program read into memory, with a guess of what becomes of its texts, its codes and
// what it says of people, which a person may correct before anything is taken. It holds identities and is never
// written anywhere.
type Project struct {
	File  string  // base name
	Talks *Talks  // its texts
	Facts *Source // what it says of its texts beside their words, as a sheet; nil where it says nothing
	Codes []ProjectCode
	Below research.ID // the code under which new codes go that belong nowhere; "" for one of their own
	Own   bool        // it was written from a study

	in    *exchange.Project
	parts [][]transcript.Part // beside Talks.Files: where in the source each turn stands, in code points
	data  []byte              // of a .qdpx, to be read once more as a person chooses
}

// ProjectEndings lists the endings of files that may be projects of other programs.
func ProjectEndings() []string { return []string{".qdpx", ".qdc", ".qda", ".sqlite3"} }

// IsProject says whether a file is read as a project of another program: by its ending.
func IsProject(path string) bool {
	return slices.Contains(ProjectEndings(), strings.ToLower(filepath.Ext(path))) || isHighlights(path)
}

// maxProject is the largest file of a project that is read, in bytes.
const maxProject = 256 << 20

// ReadProject reads a project: REFI-QDA (.qdpx), a codebook (.qdc), Taguette (.sqlite3, or its table of highlights,
// .csv) or QualCoder (.qda). The error names the file, with what to do.
func (s *Session) ReadProject(ctx context.Context, path string, p Progress) (*Project, error) {
	name := filepath.Base(path)
	p.say(0, 0, "Reading %s", name)
	pr := &Project{File: name}
	var err error
	switch end := strings.ToLower(filepath.Ext(path)); end {
	case ".qdpx", ".qdc", ".csv":
		if pr.data, err = readSteady(path, maxProject); err != nil {
			return nil, err
		}
		err = pr.read(end, nil)
	default:
		err = pr.readDatabase(ctx, path)
	}
	if err != nil {
		return nil, err
	}
	return pr, s.understand(ctx, pr)
}

// read takes the file apart. A reader that falls over its input makes an error like any other.
func (p *Project) read(end string, dialect *exchange.Dialect) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = p.problem(research.Problemf(research.Damaged, "The project is damaged in a way that no reader expects. Export it once more and read that."))
		}
	}()
	switch end {
	case ".qdc":
		book, err := exchange.ReadQDC(bytes.NewReader(p.data))
		p.in = &exchange.Project{Origin: book.Origin, Codes: book.Entries, Lost: book.Warnings}
		return p.problem(err)
	case ".csv":
		p.in, err = exchange.ReadHighlights(bytes.NewReader(p.data))
	default:
		p.in, err = exchange.ReadQDPX(bytes.NewReader(p.data), int64(len(p.data)), dialect)
	}
	return p.problem(err)
}

// readDatabase reads the database of a program, unless it changes meanwhile.
func (p *Project) readDatabase(ctx context.Context, path string) error {
	file := path
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		file = filepath.Join(path, "data.qda")
	}
	before, err := os.Stat(file)
	if err != nil {
		return research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there.", p.File, plainFileError(err))
	}
	if p.in, err = exchange.ReadDatabase(ctx, path); err != nil {
		return p.problem(err)
	}
	after, err := os.Stat(file)
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return research.Problemf(research.Conflict, "%s changed while it was read, so it was not taken. Close it in the other program and import it again.", p.File)
	}
	return nil
}

// problem puts the file's name before an error's sentence.
func (p *Project) problem(err error) error {
	var problem *research.Problem
	if !errors.As(err, &problem) || strings.HasPrefix(problem.Say, p.File) {
		return err
	}
	return &research.Problem{Kind: problem.Kind, Say: p.File + ": " + problem.Say, Err: problem}
}

// Program is the program that wrote the project, as it is called, or "another program".
func (p *Project) Program() string {
	for _, name := range []string{"NVivo", "ATLAS.ti", "MAXQDA", "Taguette", "QualCoder", "Dedoose", "Quirkos", "QDA Miner", "Transana", "f4analyse", "webQDA", "Openloop"} {
		if strings.Contains(strings.ToLower(p.in.Origin), strings.ToLower(name)) {
			return name
		}
	}
	return "another program"
}

// Readings are the ways in which the places of the project can be understood, the one that is used first.
func (p *Project) Readings() []exchange.Reading { return p.in.Readings }

// Undecided says whether a person has to choose among the readings.
func (p *Project) Undecided() bool { return p.in.Undecided() }

// Lost says what the file holds that could not be read, naming nobody.
func (p *Project) Lost() []string { return slices.Clone(p.in.Lost) }

// ReadAs reads the project once more, its places understood as a person chose. What was chosen for texts and codes
// stays.
func (s *Session) ReadAs(p *Project, d exchange.Dialect) error {
	was := p.in
	if err := p.read(strings.ToLower(filepath.Ext(p.File)), &d); err != nil {
		p.in = was
		return err
	}
	return nil
}

// understand makes turns of the texts, and guesses what becomes of the codes and of what is said beside.
func (s *Session) understand(ctx context.Context, p *Project) error {
	p.Own = p.in.Origin == ownOrigin
	p.Talks = &Talks{}
	for i, src := range p.in.Sources {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.addText(i, src)
	}
	p.matchCodes(s.Book())
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return err
	}
	p.guessFacts(guide)
	if len(p.in.Codes) == 0 && len(p.in.Sources) == 0 {
		return p.problem(research.Problemf(research.Invalid, "There is nothing in this project: neither codes nor texts that can be read. %s", strings.Join(p.in.Lost, " ")))
	}
	return nil
}

// ownOrigin is what our own projects say of who wrote them.
const ownOrigin = "Openloop"

// label is what reports call a text: its number in the file, since its name may be that of a person.
func label(i int) string { return fmt.Sprintf("text %d", i+1) }

// addText makes turns of a text.
func (p *Project) addText(i int, src exchange.Source) {
	f := TalkFile{File: src.Name, key: "text of a project " + or(src.GUID, src.Name), Talk: &transcript.Talk{Kind: p.Program()}}
	parts := transcript.Split(src.Text, p.speakers(src))
	for _, part := range parts {
		f.Talk.Turns = append(f.Talk.Turns, transcript.Turn{Speaker: part.Speaker, T0: part.T0, Text: src.Text[part.From:part.To], Line: part.Line})
		if part.Speaker != "" && !slices.Contains(f.Talk.Speakers, part.Speaker) {
			f.Talk.Speakers = append(f.Talk.Speakers, part.Speaker)
		}
		f.Talk.Timed = f.Talk.Timed || part.T0 > 0
	}
	switch {
	case src.Text == "" && len(src.Selections) > 0:
		f.Talk.Kind = "passages alone"
	case len(parts) == 0:
		f.Talk, f.Leave = nil, true
		f.Err = research.Problemf(research.Invalid, "It holds no words.")
	case utf8.RuneCountInString(src.Text) > maxTalk:
		f.Talk, f.Leave = nil, true
		f.Err = research.Problemf(research.Invalid, "It is longer than %d million characters. Divide it.", maxTalk>>20)
	}
	p.Talks.Files = append(p.Talks.Files, f)
	p.parts = append(p.parts, transcript.Points(src.Text, parts))
}

// speakers are those who speak in a text that was written from a study, nil where it takes a guess.
func (p *Project) speakers(src exchange.Source) []string {
	if !p.Own {
		return nil
	}
	out := []string{"Q"}
	for _, v := range src.Values {
		switch v.Name {
		case "Interviewer":
			out = append(out, v.Value)
		case speakersValue:
			out = append(out, strings.Split(v.Value, "; ")...)
		}
	}
	for _, c := range p.in.Cases {
		out = append(out, c.Name)
	}
	return out
}

// MatchProject guesses whose conversation each text is and who speaks in it, as MatchTalks does. The vault must be
// open.
func (s *Session) MatchProject(ctx context.Context, p *Project, remembered map[string]string, say Progress) error {
	m, err := s.newMatcher(ctx)
	if err != nil {
		return err
	}
	m.remembered = remembered
	p.Talks.match = m
	for i := range p.Talks.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := &p.Talks.Files[i]
		if f.Talk == nil {
			continue
		}
		say.say(i, len(p.Talks.Files), "Matching text %d of %d", i+1, len(p.Talks.Files))
		if p.Own {
			err = p.matchOwn(m, i)
		} else {
			err = m.match(f)
		}
		if err != nil {
			return err
		}
		if f.Of == "" && !p.Own && f.Sure < .8 { // more often than not
			f.Sure, f.Why = .8, "It becomes an interview of its own"
		}
	}
	return nil
}

// matchOwn finds the interview that a text was written from, or that it made when it was imported before. Who speaks
// is told by their pseudonyms.
func (p *Project) matchOwn(m *talkMatcher, i int) error {
	f := &p.Talks.Files[i]
	tag, err := m.keys.SourceKey("transcript", fold(f.key))
	if err != nil {
		return err
	}
	f.Of, f.Sure, f.Why = "", 1, "Written from another study"
	if id, ok := m.tags[tag[:16]]; ok {
		f.Of, f.Again, f.Why = id, true, "This text was imported before"
	}
	if iv, ok := m.was.byID[research.ID(p.in.Sources[i].GUID)]; ok {
		f.Of, f.Why = iv.ID, "Written from this interview"
	}
	f.Voices = heard(f.Talk)
	for k := range f.Voices {
		v := &f.Voices[k]
		v.Sure, v.Why, v.Pseudonym = 1, "As it was in the study", v.Label
		v.Asks = !isPseudonym(v.Label)
	}
	return nil
}

// kept says whether a text was written from the interview that it belongs to.
func (p *Project) kept(i int) bool {
	return p.Own && p.Talks.Files[i].Of != "" && p.Talks.Files[i].Of == research.ID(p.in.Sources[i].GUID)
}

// isHighlights says whether a table is that of the highlights of Taguette.
func isHighlights(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".csv") {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // read only
	head := make([]byte, 256)
	n, _ := io.ReadFull(f, head)
	line, _, _ := strings.Cut(string(head[:n]), "\n")
	return exchange.IsHighlights(line)
}
