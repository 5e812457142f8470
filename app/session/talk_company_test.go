package session

import (
	"path/filepath"
	"strings"
	"testing"
)

// A company alone proposes its only interview, less surely than what asks nothing: in the file's name however it is
// written, in the label of who speaks, and as typed. It does not where the company has two, or its one has a transcript.
func TestTalkOfACompanyAlone(t *testing.T) {
	s, ctx := newStudy(t), t.Context()
	takeFile(t, s, "interviews.csv", []byte("Interview ID,Interviewee,Company,Outcome,Date,Interviewer,Consent to quote\n"+
		"1,Margit Oelschlager,Müller & Söhne GmbH & Co. KG,lost,2026-03-01,RO,yes\n"+
		"2,Henk Vandersteen,Zaanstra Logistiek,won,2026-03-02,RO,yes\n"+
		"3,Solveig Aune,Fjordline Ferger,lost,2026-03-03,RO,yes\n"+
		"4,Ilse Kranenburg,Fjordline Ferger,lost,2026-03-03,RO,yes\n"))
	talk := func(who string) string {
		return "Interviewer: Why did you decide so?\n" + who + ": Nobody could show us a site.\n"
	}
	dir := talkFolder(t, map[string]string{
		"a muller sohne.txt":      talk("Speaker 2"),
		"b zaanstralogistiek.txt": talk("Speaker 2"),
		"c.txt":                   talk("Buyer (Zaanstra Logistiek BV)"),
		"d.txt":                   talk("Zaanstra"),
		"e.txt":                   talk("Buyer (Fjordline Ferger AS)"),
		"f.txt":                   talk("Speaker 2"),
	})
	talks, err := s.ReadTalks(ctx, []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MatchTalks(ctx, talks, nil, nil); err != nil {
		t.Fatal(err)
	}
	is := func(i int, want string) {
		t.Helper()
		f := talks.Files[i]
		if got := s.label(f.Of); f.Of == "" && want != "" || f.Of != "" && got != want || f.ByCompany != (want != "") || want != "" && (f.Sure >= .6 || strings.Contains(f.Why, "Zaan")) {
			t.Errorf("%s is of %q, %v sure, by its company %v (%s), not of %q", filepath.Base(f.File), got, f.Sure, f.ByCompany, f.Why, want)
		}
	}
	for i, want := range []string{"P01", "P02", "P02", "P02", "", ""} {
		is(i, want)
	}
	if err := talks.OfCompany(&talks.Files[5], "MÜLLER & SÖHNE"); err != nil {
		t.Fatal(err)
	}
	is(5, "P01")
	if err := talks.BelongsTo(5, ""); err != nil || talks.OfCompany(&talks.Files[5], "Zaanstra Logistiek") != nil {
		t.Fatal(err)
	}
	is(5, "") // a person said so
	says, err := s.ApartByCompany(talks)
	if err != nil || len(says) != 4 || !strings.Contains(says[0], "P01") {
		t.Errorf("%q (%v)", says, err)
	}
	is(0, "")
	takeTalks(t, s, false, nil, filepath.Join(dir, "c.txt"))
	if err := s.MatchTalks(ctx, talks, nil, nil); err != nil {
		t.Fatal(err)
	}
	is(0, "P01")
	is(1, "") // the interview has a transcript now
}
