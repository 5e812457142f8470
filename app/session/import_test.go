package session

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"openloop/assets"
	"openloop/research"
)

// The sample comes in whole, every interview with every coding on its words.
func TestSampleComesInWhole(t *testing.T) {
	s := openSample(t)
	if d := made.done; d.New != 60 || d.Codings != 607 || len(d.Refused) != 0 || d.People != 60 || d.Updated+d.Unchanged+d.CodingsKnown != 0 {
		t.Errorf("import did %+v", d)
	}
	c, err := s.store.Counts(context.Background())
	if err != nil || c.Interviews != 60 || c.Codings != 607 {
		t.Errorf("counts %+v, %v", c, err)
	}
	h, _ := s.History(context.Background(), 3)
	if h[1].Name != "Import 60 interviews" {
		t.Errorf("the step is called %q", h[1].Name)
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if len(r.Reasons[research.DecidedReason]) == 0 || r.Wave == "" || r.Organisation.Segment == "" || strings.Contains(r.Organisation.Segment+r.Organisation.Region+r.RoleBand()+r.Deal.LeadSource, "[") {
			t.Errorf("%s lacks something, or lost it to redaction: %+v", r.Interview.Label, r)
		}
	}
	checkWords(t, s)
}

// checkWords holds every verbatim against its words.
func checkWords(t *testing.T, s *Session) {
	t.Helper()
	ctx := context.Background()
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		turns, err := s.store.Turns(ctx, r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		vs, err := s.store.Verbatims(ctx, r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vs {
			if words := Quote(turns, v.From, v.To); !v.Orphan && checksum(words) != v.Checksum {
				t.Errorf("%s: a verbatim has lost its words, it now says %q", r.Interview.Label, words)
			}
		}
	}
}

func sampleAgain(s *Session, dry bool) (Imported, error) {
	ctx := context.Background()
	src, err := s.ReadSourceData(ctx, assets.SampleName, assets.Sample(), nil)
	if err != nil {
		return Imported{}, err
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		return Imported{}, err
	}
	return s.Import(ctx, plan, dry, nil)
}

// The same sheet again changes nothing at all: no step, no row, not a byte in the vault.
func TestSameSheetAgain(t *testing.T) {
	s := openSample(t)
	before, vault := tables(t, s.Path()), read(t, VaultPath(s.Path()))
	for _, dry := range []bool{true, false} {
		d, err := sampleAgain(s, dry)
		if err != nil {
			t.Fatal(err)
		}
		if d.Unchanged != 60 || d.CodingsKnown != 607 || d.New+d.Updated+d.Codings+d.People+d.Organisations+len(d.Refused) != 0 {
			t.Errorf("dry %v: did %+v", dry, d)
		}
	}
	same(t, "again", tables(t, s.Path()), before)
	if !bytes.Equal(vault, read(t, VaultPath(s.Path()))) {
		t.Error("the vault grew")
	}
	if name, _ := s.CanUndo(); name != "Name eight themes" {
		t.Errorf("a step was made: %q", name)
	}
}

func read(tb testing.TB, path string) []byte {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// A rehearsal says what the import then does, and leaves study and vault alone.
func TestRehearsal(t *testing.T) {
	s := newStudy(t)
	before, vault := tables(t, s.Path()), read(t, VaultPath(s.Path()))
	dry, err := sampleAgain(s, true)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rehearsal", tables(t, s.Path()), before)
	if !bytes.Equal(vault, read(t, VaultPath(s.Path()))) {
		t.Error("the vault grew")
	}
	wet, err := sampleAgain(s, false)
	if err != nil {
		t.Fatal(err)
	}
	if dry.New != 60 || dry.New != wet.New || dry.Codings != wet.Codings || dry.Masked != wet.Masked || dry.People != wet.People {
		t.Errorf("rehearsed %+v, did %+v", dry, wet)
	}
}

// Cancelling anywhere leaves the study as it was.
func TestCancelledImport(t *testing.T) {
	for _, word := range []string{"Reading", "Recognising", "Hiding names and storing interview 1 of", "Finding verbatim", "Hiding names and storing interview 40", "Saving the study"} {
		t.Run(word, func(t *testing.T) {
			s := newStudy(t)
			before := tables(t, s.Path())
			ctx, cancel := context.WithCancel(context.Background())
			stop := func(_, _ int, doing string) {
				if strings.HasPrefix(doing, word) {
					cancel()
				}
			}
			err := func() error {
				src, err := s.ReadSourceData(ctx, assets.SampleName, assets.Sample(), stop)
				if err != nil {
					return err
				}
				plan, err := s.Plan(ctx, src, stop)
				if err != nil {
					return err
				}
				_, err = s.Import(ctx, plan, false, stop)
				return err
			}()
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("the error is %v", err)
			}
			same(t, "cancelled", tables(t, s.Path()), before)
			if word != "Saving the study" {
				return
			}
			// What was sealed already does no harm: the next import recognises it.
			d, err := sampleAgain(s, false)
			if err != nil || d.New != 60 || d.Codings != 607 {
				t.Errorf("after it: %+v, %v", d, err)
			}
		})
	}
}

// Undo of the import empties the study, redo brings it back, figures included.
func TestUndoImport(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	full, counted := tables(t, s.Path()), told(s.facts)
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if c, _ := s.store.Counts(ctx); c.Interviews+c.Turns+c.Codings+c.Participants+c.Deals+c.Organisations != 0 {
		t.Errorf("after undo: %+v", c)
	}
	if f, err := s.Figures(ctx, ""); err != nil || f.Base != 0 || len(s.InterviewRows(InterviewFilter{})) != 0 {
		t.Errorf("figures still count: %+v, %v", f, err)
	}
	for range 2 {
		if _, err := s.Redo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "redone", tables(t, s.Path()), full)
	if got := told(s.facts); !slices.Equal(got, counted) {
		t.Errorf("the figures differ: %d and %d lines", len(got), len(counted))
	}
}

// Everybody keeps their pseudonym when an import was undone and is done again.
func TestPseudonymsStay(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	label := func() (out []string) {
		for _, r := range s.InterviewRows(InterviewFilter{}) {
			out = append(out, r.Interview.SourceKey+r.Interview.Label+r.Organisation.Pseudonym)
		}
		return out
	}
	before := label()
	s.Undo(ctx)
	s.Undo(ctx)
	if _, err := sampleAgain(s, false); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, label()) {
		t.Error("somebody got another pseudonym")
	}
}

// Without the passphrase nothing comes in.
func TestImportNeedsTheVault(t *testing.T) {
	s := open(t, copyOfSample(t))
	_, err := sampleAgain(s, false)
	wantKind(t, err, research.Locked)
	wantKind(t, s.Unlock("wrong"), research.Locked)
	if err := os.Remove(VaultPath(s.Path())); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, s.Path())
	_, err = sampleAgain(s, false)
	wantKind(t, err, research.NotFound)
	if s.Vault() != VaultMissing || len(s.InterviewRows(InterviewFilter{})) != 60 {
		t.Error("a study without its vault must open, and say so")
	}
}

// Consultants are known by their initials; their names go into the vault.
func TestInterviewersBecomeInitials(t *testing.T) {
	c := newCast(nil, nil)
	for _, test := range []struct{ cell, want string }{{"", ""}, {"RO", "RO"}, {"ro", "RO"}, {"R.O.", "RO"}, {"Ruth Oakden", "RO"}, {"Rolf Ostermann", "RO2"}, {"ruth  oakden", "RO"}, {"Ruth", "R"}, {"Ann", "A"}, {"Jo Ann van der Berg", "JAVD"}, {"JVDB", "JVDB"}, {"123 456", "X"}} {
		if got := c.interviewer(test.cell); got != test.want {
			t.Errorf("%q gives %q, want %q", test.cell, got, test.want)
		}
	}
	if len(c.fresh) != 6 {
		t.Errorf("%d names go into the vault, want 6", len(c.fresh))
	}
}

// What was refused says the row and quotes nobody.
func TestRefusedRows(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, [][]string{
		{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Q09 Tell me about the first proper meeting."},
		{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "no", "They talked and talked. They never asked. They talked on."},
		{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "He listened to us. He listened well."},
	}, false)
	d := takeIn(t, s, [][]string{
		{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"},
		{"1", "Q09", "They never asked", "DIS-02", "RO", "as said"},
		{"1", "Q09", "They talked", "DIS-02", "RO", ""},
		{"1", "Q09", "Nobody said this", "DIS-02", "RO", ""},
		{"2", "Q09", "He listened well", "NIX-99", "RO", ""},
		{"9", "Q09", "He listened well", "DIS-02", "RO", ""},
		{"2", "Q09", "He listened well", "DIS-02", "RO", "as said"},
	}, false)
	want := map[int]string{2: "not agreed", 3: "more than once", 4: "not in the answer", 5: "code", 6: "interview"}
	for _, r := range d.Refused {
		if !strings.Contains(r.Reason, want[r.Row]) || want[r.Row] == "" {
			t.Errorf("row %d: %s", r.Row, r.Reason)
		}
		for _, name := range []string{"Margit", "Oelschlager", "Brandtkamp", "Henk", "Nobody"} {
			if strings.Contains(r.Reason, name) {
				t.Errorf("row %d quotes the cell: %s", r.Row, r.Reason)
			}
		}
		delete(want, r.Row)
	}
	if len(want) > 0 || d.Codings != 2 {
		t.Errorf("rows not refused: %v; %d codings taken, want 2", want, d.Codings)
	}
	cleared, _ := s.clearances(context.Background())
	if len(cleared) != 1 {
		t.Errorf("%d quotes are cleared, want the one with consent", len(cleared))
	}
}
