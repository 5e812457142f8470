package views

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research/exchange"
)

// otherProject is a project as another program would write it: two talks, codes in a tree, a case each, a set.
func otherProject(t *testing.T) string {
	t.Helper()
	id := func(n int) string { return fmt.Sprintf("20000000-0000-4000-8000-%012d", n) }
	p := &exchange.Project{Origin: "ATLAS.ti 23", Name: "Win and loss", Users: []exchange.User{{GUID: id(1), Name: "Hanna Vogt"}},
		Codes: []exchange.Entry{{GUID: id(10), Name: "How they sold", Colour: "#aa3311"}, {GUID: id(11), Name: "Listening", Parent: id(10), Depth: 1, Definition: "Heard us out"},
			{GUID: id(12), Name: "Calling back", Parent: id(10), Depth: 1, Definition: "Whether anybody called"}, {GUID: id(13), Name: "Capability"}},
		Sets:  []exchange.Set{{GUID: id(70), Name: "Short", Codes: []string{id(11)}}},
		Notes: []exchange.Note{{GUID: id(52), Text: "First round, to be discussed"}}}
	for i, talk := range []struct{ name, text, quote string }{
		{"Margit Oelschlager", "Ruth Oakden: How was it, really?\n\nMargit Oelschlager: Slow 🙂 and dear. Torben Riis never called back.\n\nRuth Oakden: Why?\n\nMargit Oelschlager: Nobody felt it was theirs.", "never called back"},
		{"Henk Vandersteen", "Ruth Oakden: What decided it?\n\nHenk Vandersteen: He listened. The plan was on one page, and it was ours.", "He listened"},
	} {
		runes := []rune(talk.text)
		from := len([]rune(talk.text[:strings.Index(talk.text, talk.quote)]))
		p.Sources = append(p.Sources, exchange.Source{GUID: id(20 + i), Name: talk.name + ".docx", Text: talk.text,
			Selections: []exchange.Selection{{GUID: id(30 + i), Start: from, End: from + len([]rune(talk.quote)), Coded: []exchange.Coded{{GUID: id(40 + i), Code: id(11 + (1+i)%2), User: id(1)}}},
				{GUID: id(35 + i), Start: len(runes) - 6, End: len(runes), Coded: []exchange.Coded{{GUID: id(45 + i), Code: id(13), User: id(1)}}}}})
		p.Cases = append(p.Cases, exchange.Case{GUID: id(60 + i), Name: talk.name, Sources: []string{id(20 + i)},
			Values: []exchange.Value{{Name: "Outcome", Type: "Text", Value: []string{"lost", "won"}[i]}, {Name: "Segment", Type: "Text", Value: []string{"Packaging", "Logistics"}[i]}, {Name: "Shoe size", Type: "Integer", Value: "39"}}})
	}
	var b bytes.Buffer
	if err := exchange.WriteQDPX(&b, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "win-loss.qdpx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A project of another program goes through the four steps: its texts, codes, variables and readings are matched part
// by part, and what is chosen counts.
func TestImportOfAProject(t *testing.T) {
	for _, at := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"large", theme.LightMode, bodyLarge}, {"large-dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}, {"small-dark", theme.DarkMode, bodySmall}} {
		t.Run(at.name, func(t *testing.T) {
			s := emptyStudy(t)
			r := newRoom(t, s, at.mode, at.size, importHere, otherProject(t))
			v := r.view.(*Import)
			if v.step != stepMatch || v.project == nil || len(v.said) == 0 || len(v.parts()) != 4 {
				t.Fatalf("step %d, fails %v", v.step, r.fails)
			}
			for i, part := range []string{"texts", "codes", "facts", "readings"} {
				v.turnTo(i)
				v.rows.Choose(0)
				r.shoot("import-project-2-" + part + "-" + at.name)
			}
			v.turnTo(1)
			if v.rows.Count() != 4 || v.becomes(v.project.Codes[0]) != "A new code" || v.becomes(v.project.Codes[1]) != "Listening" {
				t.Fatalf("%+v", v.project.Codes)
			}
			v.project.Codes[3].Leave = true
			v.goOn()
			if v.step != stepNames || len(v.would.Cast) == 0 {
				t.Fatalf("step %d, %v", v.step, r.fails)
			}
			r.shoot("import-project-3-" + at.name)
			v.goOn()
			r.shoot("import-project-4-" + at.name)
			if v.would.New != 2 || v.would.Codings != 2 || v.would.Codes != 3 || len(s.InterviewRows(session.InterviewFilter{})) != 0 {
				t.Fatalf("%+v", v.would)
			}
			v.goOn()
			if v.step != stepDone || v.did.New != 2 || v.did.Memos != 1 {
				t.Fatalf("step %d, %+v, %v", v.step, v.did, r.fails)
			}
			r.shoot("import-project-5-" + at.name)
			if words := s.ImportReport(v.did, "a project"); strings.Contains(words, "Margit") || !strings.Contains(words, "1 set of codes") {
				t.Errorf("the report says\n%s", words)
			}
		})
	}
}
