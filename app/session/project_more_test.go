package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/transcript"
)

// wordsSaid is what of a passage is said by somebody: without what isSaid does not hold, and the space around lines.
func wordsSaid(text []rune, from, to int, isSaid func(at int) bool) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if isSaid(i) || text[i] == '\n' {
			b.WriteRune(text[i])
		}
	}
	return trimmedLines(b.String())
}

func trimmedLines(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// named says which characters of a text stand in the name of a speaker at the beginning of a line.
func named(text []rune, speakers []string) func(at int) bool {
	in := make([]bool, len(text))
	for i := range text {
		if i > 0 && text[i-1] != '\n' {
			continue
		}
		for _, s := range speakers {
			if strings.HasPrefix(string(text[i:min(len(text), i+40)]), s+": ") {
				for k := range []rune(s + ": ") {
					in[i+k] = true
				}
			}
		}
	}
	return func(at int) bool { return !in[at] }
}

// quotesOf is every coded passage of a study with the words that stand there, without the masks' doing: the vault
// puts back what was said.
func quotesOf(t *testing.T, s *Session) (out []string) {
	t.Helper()
	ctx := context.Background()
	v, err := s.openVault()
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.store.Interviews(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, iv := range list {
		turns, err := s.store.Turns(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		masks, err := s.store.Masks(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		verbatims, err := s.store.Verbatims(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, vb := range verbatims {
			words := ""
			in := false
			for _, u := range turns {
				if in = in || u.ID == vb.From.Turn; !in {
					continue
				}
				text := []rune(u.Text)
				from, to := 0, len(text)
				if u.ID == vb.From.Turn {
					from = vb.From.Offset
				}
				if u.ID == vb.To.Turn {
					to = vb.To.Offset
				}
				at, line := from, ""
				for _, k := range masks {
					if k.Turn != u.ID || k.From < at || k.To > to {
						continue
					}
					was, _, err := v.Original(k.Original)
					if err != nil {
						t.Fatal(err)
					}
					line += string(text[at:k.From]) + was
					at = k.To
				}
				words += line + string(text[at:to]) + "\n"
				if u.ID == vb.To.Turn {
					break
				}
			}
			out = append(out, strings.TrimSpace(words))
		}
	}
	return out
}

// sampleProjects are the projects of other programs that lie beside the sources.
var sampleProjects = []string{"cproctor_demo.qdpx", "cproctor_nvivo_project.qdpx", "skyloom_TestProject.qdpx", "taguette_sample-project.sqlite3"}

// Of every project of another program, every coded passage comes in with the words that the project marks.
func TestProjectsOfOthers(t *testing.T) {
	for _, name := range sampleProjects {
		path := filepath.Join("../../../shared/refi/samples", name)
		if _, err := os.Stat(path); err != nil {
			t.Skip("the samples of other programs are not beside the project")
		}
		t.Run(name, func(t *testing.T) {
			s := newStudy(t)
			p, err := s.ReadProject(context.Background(), path, nil)
			if err != nil {
				if name == "skyloom_TestProject.qdpx" && research.KindOf(err) == research.Invalid && strings.Contains(err.Error(), "texts left out") {
					return // its texts are not in it
				}
				t.Fatal(err)
			}
			if err := s.MatchProject(context.Background(), p, nil, nil); err != nil {
				t.Fatal(err)
			}
			compareQuotes(t, s, p, nil)
		})
	}
}

// compareQuotes imports a project and holds every coded passage against the source. speakers are those who are named
// before a colon; nil where what is said is taken from how the text was divided.
func compareQuotes(t *testing.T, s *Session, p *Project, speakers []string) {
	t.Helper()
	want := map[string]int{}
	codings := 0
	for i, src := range p.in.Sources {
		text := []rune(src.Text)
		isSaid := named(text, speakers)
		if speakers == nil {
			isSaid = func(at int) bool {
				return slices.ContainsFunc(p.parts[i], func(t transcript.Part) bool { return t.From <= at && at < t.To })
			}
		}
		for _, m := range src.Selections {
			if len(m.Coded) == 0 {
				continue
			}
			codings += len(m.Coded)
			want[wordsSaid(text, m.Start, m.End, isSaid)]++
		}
	}
	done := takeProject(t, s, p, false)
	got := map[string]int{}
	for _, q := range quotesOf(t, s) {
		got[trimmedLines(q)]++
	}
	for q := range want {
		if got[q] == 0 && q != "" {
			t.Errorf("nothing in the study reads %q", q)
		}
	}
	for q := range got {
		if want[q] == 0 {
			t.Errorf("nothing in the project reads %q", q)
		}
	}
	t.Logf("%d codings, %d new, refused %d %+v, losses %q", codings, done.Codings, len(done.Refused), done.Refused[:min(2, len(done.Refused))], done.Losses)
	if done.Codings+done.CodingsKnown+len(done.Refused) < codings {
		t.Errorf("%d codings came in and %d were refused, of %d", done.Codings, len(done.Refused), codings)
	}
	again, err := s.ReadProject(context.Background(), projectPath(t, p), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MatchProject(context.Background(), again, nil, nil); err != nil {
		t.Fatal(err)
	}
	second := takeProject(t, s, again, false)
	if second.New+second.Updated+second.Codings+second.Codes+second.Memos+second.People > 0 {
		t.Errorf("the same once more does %+v", second)
	}
}

// projectPath is a file with the project again.
func projectPath(t *testing.T, p *Project) string {
	t.Helper()
	if p.data == nil {
		return filepath.Join("../../../shared/refi/samples", p.File)
	}
	path := filepath.Join(t.TempDir(), p.File)
	if err := os.WriteFile(path, p.data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Whatever a program counts in, and whatever the text is made of, no passage moves by a letter.
func TestProjectNeverShifts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	words := []string{"slow", "🙂", "naïve", "שלום", "عمل", "preis,", "half", "four👍", "late.", "called", "we", "they", "über", "łódź", "日本語", "e\u0301te\u0301"}
	say := func(n int) string {
		var b []string
		for range n {
			b = append(b, words[r.IntN(len(words))])
		}
		return strings.Join(b, " ")
	}
	for round := range 12 {
		crlf, unit, bom := round%2 == 0, []string{"points", "utf16"}[round/2%2], round%3 == 0
		var text strings.Builder
		for range 3 + r.IntN(8) {
			if round%4 != 3 {
				text.WriteString([]string{"Q: ", "Speaker 2: "}[r.IntN(2)])
			}
			text.WriteString(say(3+r.IntN(12)) + []string{"\n", "\n\n"}[r.IntN(2)])
		}
		plain := text.String()
		raw := plain
		if crlf {
			raw = strings.ReplaceAll(plain, "\n", "\r\n")
		}
		count := func(runes []rune) int {
			s := string(runes)
			if unit == "utf16" {
				if crlf {
					s = strings.ReplaceAll(s, "\n", "\r\n")
				}
				return len(utf16.Encode([]rune(s)))
			}
			return len(runes)
		}
		runes := []rune(plain)
		var marks strings.Builder
		for i := range 12 {
			a, b := wordPlace(r, runes)
			fmt.Fprintf(&marks, `<PlainTextSelection guid="00000000-0000-4000-8000-%012d" startPosition="%d" endPosition="%d"><Coding guid="00000000-0000-4000-9000-%012d" creatingUser="%s"><CodeRef targetGUID="%s"/></Coding></PlainTextSelection>`,
				i, count(runes[:a]), count(runes[:b]), i, guidNo(1), guidNo(10+i%2))
		}
		if bom {
			raw = "\ufeff" + raw
		}
		origin := map[string]string{"points": "ATLAS.ti 9", "utf16": "NVivo 14"}[unit]
		qde := `<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="` + origin + `"><Users><User guid="` + guidNo(1) + `" name="Ada Quill"/></Users><CodeBook><Codes><Code guid="` + guidNo(10) + `" name="One" isCodable="true"><Code guid="` + guidNo(11) +
			`" name="Two" isCodable="true"/></Code></Codes></CodeBook><Sources><TextSource guid="` + guidNo(2) + `" name="talk" plainTextPath="internal://a.txt">` + marks.String() + `</TextSource></Sources></Project>`
		path := filepath.Join(t.TempDir(), fmt.Sprintf("made-%d.qdpx", round))
		zippedProject(t, path, map[string]string{"project.qde": qde, "sources/a.txt": raw})
		s := newStudy(t)
		p := projectOf(t, s, path)
		if p.Undecided() {
			t.Errorf("round %d: undecided among %+v", round, p.Readings())
			continue
		}
		compareQuotes(t, s, p, []string{"Q", "Speaker 2"})
	}
}

func guidNo(n int) string { return fmt.Sprintf("10000000-0000-4000-8000-%012d", n) }

// wordPlace is a place from the beginning of a word to the end of one.
func wordPlace(r *rand.Rand, text []rune) (int, int) {
	for {
		a := r.IntN(len(text))
		b := min(len(text), a+1+r.IntN(60))
		for a > 0 && text[a-1] != ' ' && text[a-1] != '\n' {
			a--
		}
		for b < len(text) && text[b] != ' ' && text[b] != '\n' {
			b++
		}
		if strings.TrimSpace(string(text[a:b])) != "" {
			return a, b
		}
	}
}

// amendedProject is a project of one talk with people, a case and two codes.
func amendedProject(t *testing.T, answer string) string {
	t.Helper()
	text := "Ruth Oakden: How was it, Margit?\n\nMargit Oelschlager: " + answer + "\n\nRuth Oakden: And then?\n\nMargit Oelschlager: Torben Riis never called back."
	from := len([]rune(text[:strings.Index(text, "Torben")]))
	to := from + len("Torben Riis never called back")
	p := &exchange.Project{Origin: "ATLAS.ti", Name: "Margit's project", Users: []exchange.User{{GUID: guidNo(1), Name: "Hanna Vogt"}},
		Codes:     []exchange.Entry{{GUID: guidNo(10), Name: "Contact of Margit Oelschlager", Definition: "As Margit said", Colour: "#aa3311"}, {GUID: guidNo(11), Name: "Follow-up", Parent: guidNo(10), Depth: 1}},
		CodeNotes: map[string][]exchange.Note{guidNo(11): {{GUID: guidNo(50), Text: "Ask Margit Oelschlager again", User: guidNo(1)}}},
		Sources: []exchange.Source{{GUID: guidNo(20), Name: "Margit Oelschlager", Text: text, Selections: []exchange.Selection{
			{GUID: guidNo(30), Start: from, End: to, Coded: []exchange.Coded{{GUID: guidNo(40), Code: guidNo(11), User: guidNo(1)}}, Notes: []exchange.Note{{GUID: guidNo(51), Text: "Torben Riis again"}}},
		}, Values: []exchange.Value{{Name: "Outcome", Type: "Text", Value: "lost"}, {Name: "Shoe size", Type: "Integer", Value: "39"}}}},
		Cases: []exchange.Case{{GUID: guidNo(60), Name: "Margit Oelschlager", Sources: []string{guidNo(20)}, Values: []exchange.Value{{Name: "Company", Type: "Text", Value: "Brandtkamp Verpackungen"}, {Name: "Segment", Type: "Text", Value: "Packaging"}}}},
		Sets:  []exchange.Set{{GUID: guidNo(70), Name: "Margit's", Codes: []string{guidNo(11)}}},
		Notes: []exchange.Note{{GUID: guidNo(52), Text: "All of it is about Margit Oelschlager"}},
	}
	path := filepath.Join(t.TempDir(), "Margit Oelschlager.qdpx")
	writeProject(t, path, p)
	return path
}

// A project brings people under pseudonyms, codes, memos and what its cases say; nobody's name is in the study or in
// what is said of it. An amended one changes what it changed, and the coding stays on its words.
func TestProjectNamesNobodyAndIsAmended(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	done := takeProject(t, s, projectOf(t, s, amendedProject(t, "Slow, all of it.")), false)
	if done.New != 1 || done.Codings != 1 || done.Codes != 3 || done.Memos != 3 || done.People != 1 || done.Organisations != 1 {
		t.Errorf("%+v", done)
	}
	row := s.InterviewRows(InterviewFilter{})[0]
	if row.Interview.Outcome != research.Lost || row.Organisation.Segment != "Packaging" || row.Interview.Interviewer != "RO" {
		t.Errorf("%+v", row)
	}
	all := strings.Join(saysAll(t, s), "\n") + s.ImportReport(done, "a project") + fmt.Sprint(done.Losses, done.Refused, done.Warnings)
	for _, name := range []string{"Margit", "Oelschlager", "Torben", "Riis", "Hanna", "Vogt", "Brandtkamp", "Ruth", "Oakden"} {
		if strings.Contains(all, name) {
			t.Errorf("%s is named in\n%s", name, all)
		}
	}
	data, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "Oelschlager") || strings.Contains(string(data), "Vogt") {
		t.Error("somebody's name is in the study's file")
	}
	if !strings.Contains(all, "coding TRG") || !strings.Contains(all, "never called back”: neutral mentioned us") || !strings.Contains(strings.Join(done.Losses, " "), "1 set ") || !strings.Contains(strings.Join(done.Losses, " "), "1 variable ") {
		t.Errorf("%s", all)
	}
	second := takeProject(t, s, projectOf(t, s, amendedProject(t, "Slow, all of it. And dear, and nobody said why.")), false)
	if second.New != 0 || second.Updated != 1 || second.Codings != 0 || second.CodingsKnown != 1 || second.Codes+second.Memos+second.People > 0 {
		t.Errorf("%+v", second)
	}
	verbatims, err := s.store.Verbatims(ctx, row.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	turns, err := s.store.Turns(ctx, row.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	if v := verbatims[0]; len(verbatims) != 1 || !strings.HasSuffix(Quote(turns, v.From, v.To), "never called back") || len(turns) != 4 {
		t.Errorf("%+v", verbatims)
	}
	if notes, err := s.Notes(ctx, ""); err != nil || len(notes) != 3 {
		t.Errorf("%d notes, %v", len(notes), err)
	}
}

// A project that is cancelled, or only looked at, leaves nothing behind.
func TestProjectLeavesNothing(t *testing.T) {
	s := newStudy(t)
	path := amendedProject(t, "Slow.")
	before := strings.Join(saysAll(t, s), "\n")
	takeProject(t, s, projectOf(t, s, path), true)
	plan, err := s.PlanProject(context.Background(), projectOf(t, s, path))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	_, err = s.Import(ctx, plan, false, func(int, int, string) {
		if n++; n == 2 {
			cancel()
		}
	})
	if err == nil {
		t.Error("it went on")
	}
	if after := strings.Join(saysAll(t, s), "\n"); after != before {
		t.Error("something is left")
	}
}

// The highlights of Taguette come onto the words of a transcript that is there; of one that is not, it is said.
func TestHighlightsOfTaguette(t *testing.T) {
	s := newStudy(t)
	takeProject(t, s, projectOf(t, s, amendedProject(t, "Slow, all of it.")), false)
	path := filepath.Join(t.TempDir(), "highlights.csv")
	table := "id,document,tag,content\n1,P01,contact.calls,Torben Riis never called back\n1,P01,price,Torben Riis never called back\n2,elsewhere,price,dear\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	if !IsProject(path) {
		t.Fatal("it is taken for a sheet")
	}
	done := takeProject(t, s, projectOf(t, s, path), false)
	if done.Codings != 2 || done.Codes != 2 || len(done.Refused) != 1 {
		t.Errorf("%+v", done)
	}
}
