package views

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/assets"
)

// importHere is the Import screen with its previews made at once.
func importHere(h Host) View {
	v := NewImport(h)
	v.off, v.deliver = func(f func()) { f() }, func(f func()) { f() }
	return v
}

// talksStudy is a study with a sheet of interviews, and a folder of their transcripts.
func talksStudy(t *testing.T) (s *session.Session, dir string) {
	t.Helper()
	s = emptyStudy(t)
	ctx := context.Background()
	sheet := "Interview ID,Interviewee,Company,Outcome,Date,Interviewer,Consent to quote\nINT-1,Margit Oelschlager,Brandtkamp Verpackungen,lost,2026-03-01,Ruth Oakden,yes\nINT-2,Henk Vandersteen,Polderman Logistiek,won,2026-03-02,Ruth Oakden,yes\nINT-3,Solveig Aune,Fjordline Ferger,lost,2026-03-04,Ruth Oakden,yes\n"
	src, err := s.ReadSourceData(ctx, "contacts.csv", []byte(sheet), nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err == nil {
		_, err = s.Import(ctx, plan, false, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "talks")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"INT-1 call.vtt":         "WEBVTT\n\n00:00:03.000 --> 00:00:05.000\n<v Ruth Oakden>What was it really, Margit?</v>\n\n00:00:06.000 --> 00:00:19.000\n<v Margit Oelschlager>We told them it was price. Nobody could show us a customer who had done it, and Torben Riis never called back.</v>\n",
		"Vandersteen 2026.txt":   "Interviewer  0:03\nWhy us?\nSpeaker 1  0:07\nHe listened. He really did, from the first call on.\nSpeaker 2  0:15\nAnd the plan was on one page.\n",
		"unknown recording.srt":  "1\n00:00:01,000 --> 00:00:03,000\nSpeaker 1: How was it for you? And why?\n\n2\n00:00:04,000 --> 00:00:08,000\nSpeaker 2: It was late, all of it.\n",
		"broken.docx":            "PK cut off",
		"P03 in the car park.md": "**Ruth Oakden:** How did it begin?\n\n**Solveig Aune:** With a fair in Bergen.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s, dir
}

// A folder of transcripts goes through all four steps, and what a person changes on the way counts.
func TestImportOfTranscripts(t *testing.T) {
	for _, at := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"large", theme.LightMode, bodyLarge}, {"small-dark", theme.DarkMode, bodySmall}} {
		t.Run(at.name, func(t *testing.T) {
			s, dir := talksStudy(t)
			r := newRoom(t, s, at.mode, at.size, importHere, nil)
			v := r.view.(*Import)
			r.shoot("import-1-choose-" + at.name)
			v.Show(dir)
			if v.step != stepMatch || len(v.talks.Files) != 5 || len(v.said) == 0 || v.said[0].Who != "RO" {
				t.Fatalf("step %d, %+v, fails %v", v.step, v.said, r.fails)
			}
			r.shoot("import-2-talks-" + at.name)
			v.rows.Choose(2)
			f := v.file()
			if len(f.Voices) != 3 || v.said[1].Who != "P02" {
				t.Fatalf("%+v says %+v", f, v.said)
			}
			f.Voices[2].SetRole("leave")
			v.changed()
			if !v.said[2].Left {
				t.Error("the preview does not follow")
			}
			r.shoot("import-2-talk-" + at.name)
			v.goOn()
			if v.step != stepNames || len(v.would.Cast) == 0 {
				t.Fatalf("step %d, %v", v.step, r.fails)
			}
			r.shoot("import-3-names-" + at.name)
			v.goOn()
			if v.step != stepPlan || len(v.would.Talks) != 4 || len(v.would.Refused) != 1 || len(s.InterviewRows(session.InterviewFilter{})) != 3 {
				t.Fatalf("step %d, %+v", v.step, v.would)
			}
			r.shoot("import-4-plan-" + at.name)
			v.goOn()
			if v.step != stepDone || v.did.New != 1 || v.did.Updated != 3 {
				t.Fatalf("step %d, %+v, %v", v.step, v.did, r.fails)
			}
			r.shoot("import-5-done-" + at.name)
			if words := s.ImportReport(v.did, v.named()); !strings.Contains(words, "broken.docx") || !strings.Contains(words, "INT-1 call.vtt to P01: 2 turns new") || strings.Contains(words, "Margit") {
				t.Errorf("the report says\n%s", words)
			}
			if r.Prefs().Speakers["SubRip|speaker 1"] != "asks" {
				t.Errorf("remembered %v", r.Prefs().Speakers)
			}
		})
	}
}

// The sheet's steps show what would be stored, follow every choice, and go back without a trace.
func TestImportPreviewsASheet(t *testing.T) {
	s := emptyStudy(t)
	path := filepath.Join(t.TempDir(), "interviews.xlsx")
	if err := os.WriteFile(path, assets.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := newRoom(t, s, theme.LightMode, bodyLarge, importHere, path)
	v := r.view.(*Import)
	if len(v.shown) != 10 || v.shown[0].Who != "P01" || v.shown[0].Outcome == "" {
		t.Fatalf("%+v", v.shown)
	}
	r.shoot("import-2-sheet-large")
	for i, c := range v.columns() {
		if c.Field == "outcome" {
			v.source.Mappings[v.sheet].Columns[i].Field = "ignore"
		}
	}
	v.changed()
	if v.shown[0].Outcome != "" {
		t.Error("the preview does not follow")
	}
	v.goOn()
	r.shoot("import-3-names-sheet")
	v.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	v.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if v.step != stepChoose || len(s.InterviewRows(session.InterviewFilter{})) != 0 {
		t.Errorf("step %d", v.step)
	}
	small := newRoom(t, s, theme.DarkMode, bodySmall, importHere, path)
	small.shoot("import-2-sheet-small")
}
