package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

// A note is masked as it is typed, uncertain names too, and the vault keeps every word, closed or open.
func TestNotesAreMaskedAndKept(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked.", "None."}), false)
	id := s.InterviewRows(InterviewFilter{})[0].Interview.ID
	note := func() string { return s.InterviewRows(InterviewFilter{})[0].Interview.Note }
	kept := func() string { o, _, _ := s.vault.Original(string(id)); return o }
	set := func(text string) {
		t.Helper()
		if err := s.SetNote(ctx, id, text); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Margit", "Zylberschtein", "Ossington", "901820"} {
			if strings.Contains(note(), name) {
				t.Errorf("the note says %q", note())
			}
		}
	}
	set("Margit was short. I met Zylberschtein too.")
	if note() != "P01 was short. I met [name] too." || kept() != "Margit was short. I met Zylberschtein too." {
		t.Errorf("noted %q, kept %q", note(), kept())
	}
	// Typed on over the masked note: nothing of before is lost.
	set("P01 was short. I met [name] too. Then I rang Ossington on +49 30 901820.")
	if want := "Margit was short. I met Zylberschtein too. Then I rang Ossington on +49 30 901820."; kept() != want {
		t.Errorf("kept %q, want %q", kept(), want)
	}
	set("P01 was short.")
	s.LockVault()
	set("I met Zylberschtein at Ossington.")
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if kept() != "I met Zylberschtein at Ossington." {
		t.Errorf("typed with the vault closed, kept is %q", kept())
	}
	if found := namesIn(t, s.Path(), []string{"Zylberschtein", "Ossington", "Oelschlager"}); len(found) > 0 {
		t.Errorf("the study's files say %q", found)
	}
}

// Whatever is typed about an interview is masked: questions, codes, themes, messages, rewordings.
func TestEveryFieldIsMasked(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	const name = "Peter Zylberschtein"
	guide, err := s.Guide(ctx)
	if err != nil {
		t.Fatal(err)
	}
	q := guide[3]
	q.Text, q.Purpose = "Why did "+name+" say so?", "To hear what "+name+" meant."
	code := s.Book().Codes[1]
	for what, do := range map[string]func() error{
		"question": func() error { return s.SaveQuestion(ctx, q) },
		"code": func() error {
			return second(s.SaveCode(ctx, research.Code{Name: "What " + name + " said", Stage: 4, Definition: "As " + name + " told us"}))
		},
		"theme": func() error {
			return second(s.SaveTheme(ctx, research.Theme{Name: name + " left", SoWhat: "Ask " + name + ".", Codes: []research.ID{code.ID}}))
		},
		"message": func() error { return s.SetPackDecision(ctx, "Send "+name+".") },
		"note": func() error {
			return s.SetNote(ctx, s.InterviewRows(InterviewFilter{})[0].Interview.ID, "Told by "+name+".")
		},
	} {
		if err := do(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	s.Close()
	if found := namesIn(t, s.Path(), []string{"Zylberschtein"}); len(found) > 0 {
		t.Errorf("the file says %q", found)
	}
}
