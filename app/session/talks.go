package session

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"openloop/report/leak"
	"openloop/research"
	"openloop/research/intake"
	"openloop/research/transcript"
)

// Talks are transcripts read into memory, each with a guess of whose conversation it is and who speaks, which a
// person may correct before anything is taken. They hold identities and are never written anywhere.
type Talks struct {
	Files []TalkFile
	match *talkMatcher // by whom they were matched
}

// TalkFile is one transcript.
type TalkFile struct {
	File  string           // base name, or its path within the folder that was chosen
	Talk  *transcript.Talk // nil where it could not be read
	Err   error            // why it could not
	Leave bool             // it is not to be taken

	Of           research.ID      // the interview whose conversation it is, "" where it becomes one of its own
	Organisation string           // company of an interview of its own, as typed; "" where nobody said
	Outcome      research.Outcome // of an interview of its own, "" where nobody said
	Wave         string           // likewise; "" is the half-year of its date
	Sure         float64          // 0 to 1: how sure the guess of Of is; 1 where a person chose
	Why          string           // names nobody
	Again        bool             // it was imported before
	ByCompany    bool             // Of is proposed by the company alone: a person decides

	Voices []TalkVoice

	key string // of a text of a project, by which a second import knows it again; "" of others: their name
}

// TalkVoice is who speaks in a transcript, with how much.
type TalkVoice struct {
	intake.Voice
	Turns, Words int
	Sample       string // the beginning of what they say first; for the screen only
	Sure         float64
	Why          string // names nobody
}

// maxTalk is the largest transcript that is read, in bytes, and maxTalks how many at once.
const (
	maxTalk  = 64 << 20
	maxTalks = 10_000
)

// talkEndings are the endings of files that are read as transcripts.
var talkEndings = []string{".vtt", ".srt", ".docx", ".odt", ".txt", ".md", ".pdf", ".text", ".markdown"}

// TalkEndings lists the endings of files that may be transcripts.
func TalkEndings() []string { return slices.Clone(talkEndings) }

// SheetEndings lists the endings of files that may be spreadsheets.
func SheetEndings() []string {
	return []string{".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".xls"}
}

// IsTalk says whether a file is read as a transcript: by its ending, and for text by whether it is a table.
func IsTalk(path string) bool {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return true
	}
	end := strings.ToLower(filepath.Ext(path))
	if !slices.Contains(talkEndings, end) {
		return false
	}
	return end != ".txt" || !isTable(path)
}

// isTable says whether the first lines of a text file are cells: as many tabs, or semicolons, in each.
func isTable(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // read only
	head := make([]byte, 16<<10)
	n, _ := f.Read(head)
	lines := strings.Split(strings.ReplaceAll(string(head[:n]), "\x00", ""), "\n")
	if len(lines) > 1 && n == len(head) {
		lines = lines[:len(lines)-1]
	}
	for _, sep := range []string{"\t", ";"} {
		cells := strings.Count(lines[0], sep)
		table := cells >= 3 && len(lines) > 1
		for _, l := range lines[1:min(len(lines), 12)] {
			table = table && (strings.TrimSpace(l) == "" || strings.Count(l, sep) >= cells)
		}
		if table {
			return true
		}
	}
	return false
}

// ReadTalks reads transcripts: files, and all that lie in folders. What cannot be read is listed with why, so that
// the others can be taken; the error is for cancelling, and for folders without any.
func (s *Session) ReadTalks(ctx context.Context, paths []string, p Progress) (*Talks, error) {
	files, err := talkFiles(paths)
	if err != nil {
		return nil, err
	}
	t := &Talks{}
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.say(i, len(files), "Reading %s, %d of %d", filepath.Base(f.path), i+1, len(files))
		data, err := readSteady(f.path, maxTalk)
		if err != nil {
			t.Files = append(t.Files, TalkFile{File: f.name, Err: err, Leave: true})
			continue
		}
		if err := t.add(ctx, f.name, data); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// ReadTalkData reads a transcript in memory, such as one that was pasted.
func (s *Session) ReadTalkData(ctx context.Context, name string, data []byte) (*Talks, error) {
	t := &Talks{}
	return t, t.add(ctx, name, data)
}

// add reads one transcript. The error is of cancelling alone.
func (t *Talks) add(ctx context.Context, name string, data []byte) error {
	talk, err := readTalk(ctx, name, data)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	t.Files = append(t.Files, TalkFile{File: name, Talk: talk, Err: err, Leave: err != nil})
	return nil
}

// readTalk reads a transcript of any kind. A reader that falls over its input makes an error like any other.
func readTalk(ctx context.Context, name string, data []byte) (talk *transcript.Talk, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			talk, err = nil, research.Problemf(research.Damaged, "%s is damaged in a way that no reader expects. Open it, save it as .docx or .txt, and import that.", filepath.Base(name))
		}
	}()
	if !transcript.IsPDF(data) {
		return transcript.Read(ctx, name, data)
	}
	pages, err := leak.Pages(ctx, filepath.Base(name), data)
	if err != nil {
		return nil, err
	}
	return transcript.ReadPages(ctx, name, pages)
}

// talkPath is a file with what it is called.
type talkPath struct{ path, name string }

// talkFiles lists the files of paths and folders.
func talkFiles(paths []string) ([]talkPath, error) {
	var out []talkPath
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			out = append(out, talkPath{path, filepath.Base(path)})
			continue
		}
		found, err := inFolder(path)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// inFolder lists the transcripts in a folder and those within it, by name. Hidden files, and those by which other
// programs mark what they have open, are none.
func inFolder(dir string) ([]talkPath, error) {
	var out []talkPath
	base := filepath.Base(dir)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$")
		switch {
		case err != nil && path == dir:
			return research.Problemf(research.NotFound, "The folder %s cannot be read: %w. Check that you may open it.", base, plainFileError(err))
		case err != nil:
			return nil // a folder within it that is not ours to read
		case d.IsDir() && hidden && path != dir:
			return filepath.SkipDir
		case d.IsDir() || hidden || !d.Type().IsRegular() || !slices.Contains(talkEndings, strings.ToLower(filepath.Ext(path))):
			return nil
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			name = d.Name()
		}
		if out = append(out, talkPath{path, filepath.ToSlash(name)}); len(out) > maxTalks {
			return research.Problemf(research.Invalid, "The folder %s holds more than %d transcripts. Import its folders one by one.", base, maxTalks)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, research.Problemf(research.NotFound, "The folder %s holds no transcripts: files ending in %s. Choose another one.", base, strings.Join(talkEndings[:7], ", "))
	}
	return out, nil
}

// PlanTalks says what transcripts hold, by what was chosen for each. Nothing is written.
func (s *Session) PlanTalks(ctx context.Context, t *Talks) (*intake.Plan, error) {
	plan := &intake.Plan{}
	unknown := 0
	for i := range t.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := &t.Files[i]
		if f.Talk == nil {
			plan.Refused = append(plan.Refused, intake.Refusal{Sheet: f.File, Reason: reasonOf(f.Err)})
			continue
		}
		if f.Leave {
			continue
		}
		row := f.row()
		if len(row.Talk.Said) == 0 {
			plan.Refused = append(plan.Refused, intake.Refusal{Sheet: f.File, Reason: "Everybody who speaks in it was left out. Choose who is the participant."})
			continue
		}
		for _, w := range f.Talk.Warnings {
			plan.Warnings = append(plan.Warnings, f.File+": "+w)
		}
		if f.Of == "" {
			unknown++
		}
		plan.Interviews = append(plan.Interviews, row)
	}
	plan.Source = count(len(plan.Interviews), "transcript")
	if unknown > 0 {
		plan.Warnings = append(plan.Warnings, fmt.Sprintf("%s no interview of the study, so each makes one of its own, without an outcome or a company until a sheet brings them.", transcriptsMatch(unknown)))
	}
	return plan, nil
}

func transcriptsMatch(n int) string {
	if n == 1 {
		return "1 transcript matches"
	}
	return fmt.Sprintf("%d transcripts match", n)
}

// ApartByCompany lets transcripts of which only the company is known be interviews of their own, where nobody is asked,
// and says of each whose it may be. MatchTalks comes first.
func (s *Session) ApartByCompany(t *Talks) (says []string, err error) {
	for i := range t.Files {
		f := &t.Files[i]
		if f.Talk == nil || !f.ByCompany {
			continue
		}
		says = append(says, fmt.Sprintf("%s may be the conversation of %s, by its company alone. It became an interview of its own.", f.File, s.label(f.Of)))
		if err := t.BelongsTo(i, ""); err != nil {
			return says, err
		}
		f.Sure, f.Why = .5, "Only its company is known"
	}
	return says, nil
}

// reasonOf is an error's sentence.
func reasonOf(err error) string {
	if err == nil {
		return "It could not be read."
	}
	return err.Error()
}

// dayOf is the day that a file's name has, "2026-03-12", or "".
func dayOf(file string) string {
	for _, d := range dayIn.FindAllStringSubmatch(file, -1) {
		if day := strings.Join(d[1:], "-"); validDay(day) {
			return day
		}
	}
	return ""
}

func validDay(day string) bool {
	d, err := time.Parse(time.DateOnly, day)
	return err == nil && d.Year() >= 1990 && d.Year() < 2100
}

// row is a transcript as the plan has it.
func (f *TalkFile) row() intake.Interview {
	talk := &intake.Talk{File: f.File, Of: f.Of}
	at := map[string]int{}
	row := intake.Interview{Sheet: f.File, Key: "transcript " + fold(f.File), Organisation: f.Organisation, Outcome: f.Outcome, Wave: f.Wave, Date: dayOf(f.File), Talk: talk}
	people := 0
	for i, v := range f.Voices {
		at[v.Label] = i
		talk.Voices = append(talk.Voices, v.Voice)
		switch {
		case v.Left:
		case v.Asks && !transcript.Generic(v.Label):
			row.Interviewer = or(row.Interviewer, v.Label)
		case v.Asks:
		case people == 0:
			row.Person, people = v.Person, 1
		default:
			row.Others = append(row.Others, v.Person)
		}
	}
	for _, u := range f.Talk.Turns {
		if v := at[u.Speaker]; v < len(talk.Voices) && !talk.Voices[v].Left {
			talk.Said = append(talk.Said, intake.Said{Voice: v, T0: u.T0, T1: u.T1, Text: u.Text, Line: u.Line})
		}
	}
	return row
}
