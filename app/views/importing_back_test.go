package views

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// importedHere is the screen of an import that has just been done, of two interviews into an empty study.
func importedHere(t *testing.T, mode theme.Mode) (*room, *Import) {
	t.Helper()
	s := emptyStudy(t)
	path := filepath.Join(t.TempDir(), "two.csv")
	sheet := "Interview ID,Interviewee,Company,Outcome,Date,Why did you decide so?\nINT-1,Margit Oelschlager,Brandtkamp Verpackungen,lost,2026-03-01,It was late.\nINT-2,Henk Vandersteen,Polderman Logistiek,won,2026-03-02,He listened.\n"
	if err := os.WriteFile(path, []byte(sheet), 0o600); err != nil {
		t.Fatal(err)
	}
	r := newRoom(t, s, mode, bodyLarge, importHere, path)
	v := r.view.(*Import)
	for range 3 {
		v.goOn()
	}
	if v.step != stepDone || v.did.New != 2 || v.fate != stands {
		t.Fatalf("step %d, %+v, %v", v.step, v.did, r.fails)
	}
	return r, v
}

func interviewsIn(s *session.Session) int { return len(s.InterviewRows(session.InterviewFilter{})) }

// An import that is taken back while what was done is still shown is said to be taken back, and is done again from
// there: as it was, or once something else was done by a new plan.
func TestImportTakenBack(t *testing.T) {
	ctx := context.Background()
	r, v := importedHere(t, theme.LightMode)
	undo := func() {
		t.Helper()
		if _, err := r.s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	says := func(want string, button string) {
		t.Helper()
		if words := wordsOf(r.win.Content()); !slices.Contains(words, want) || !slices.Contains(words, button) {
			t.Errorf("neither %q nor %q: %q", want, button, words)
		}
	}
	says("What was done", "See the interviews")
	undo()
	says("What was taken back", "Do this import once more")
	r.shoot("import-6-taken-back")
	v.goOn()
	if says("What was done", "See the interviews"); interviewsIn(r.s) != 2 || len(r.went) > 0 {
		t.Errorf("%d interviews, went to %q", interviewsIn(r.s), r.went)
	}

	undo()
	if _, err := r.s.Redo(ctx); err != nil { // by the window's own key
		t.Fatal(err)
	}
	says("What was done", "See the interviews")

	undo()
	if err := r.s.AddName(ctx, research.CompetitorName, "Corvina"); err != nil {
		t.Fatal(err)
	}
	says("What was taken back", "Plan this import once more")
	v.goOn()
	if v.step != stepNames || interviewsIn(r.s) != 0 {
		t.Fatalf("step %d, %v", v.step, r.fails)
	}
	v.goOn()
	v.goOn()
	if says("What was done", "See the interviews"); interviewsIn(r.s) != 2 {
		t.Errorf("%d interviews; %v", interviewsIn(r.s), r.fails)
	}
}
