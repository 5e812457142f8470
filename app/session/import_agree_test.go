package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// disagreeing is a sheet of which rows say different things of one company, one person and one deal.
const disagreeing = `Interview ID,Interviewee,Email,Company,Segment,Job title,Interview date,Outcome,Opportunity ID,Deal value,Competitors,May we quote,Why did you choose as you did?
1,Ada Prell,ada@mail.example,Nordhaven Foods,Food,Buyer,2026-03-02,Lost,006A1,40000,Corvina,yes,They rang too late for us to wait any longer
2,Ben Ostler,ben@mail.example,Nordhaven Foods,Print,Planner,2026-03-03,Lost,006A1,90000,Plannable,yes,Nobody asked what we were waiting for
3,Ada Prell,ada@mail.example,Nordhaven Foods,Metal,Head of IT,2026-04-03,Won,006A2,40000,,no,In the end the trial showed what we had missed
4,Cleo Marsh,cleo@mail.example,Altfeld Glass,,Buyer,2026-04-04,Won,006A3,,,reworded,The visit to a plant like ours
5,Dov Quell,dov@mail.example,Altfeld Glass,Glass,Buyer,2026-04-05,Lost,006A4,,,yes,The contract came with eleven annexes
`

func importText(t *testing.T, s *Session, name, text string) Imported {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return importPath(t, s, path)
}

// importPath takes a spreadsheet in as it is matched by itself.
func importPath(t *testing.T, s *Session, path string) Imported {
	t.Helper()
	ctx := context.Background()
	src, err := s.ReadSource(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.Import(ctx, plan, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// A source whose rows disagree is taken by its first rows, says so, and changes nothing when it comes again.
func TestRowsThatDisagree(t *testing.T) {
	s := newStudy(t)
	done := importText(t, s, "rows.csv", disagreeing)
	if done.New != 5 {
		t.Fatalf("%+v", done)
	}
	if all := strings.Join(done.Warnings, "\n"); !strings.Contains(all, "otherwise than a row above") {
		t.Errorf("nobody is told: %q", all)
	}
	segments, consents, values := map[string]int{}, map[research.Consent]int{}, map[string]int{}
	ctx := context.Background()
	orgs, err := s.store.Organisations(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range orgs {
		segments[o.Segment]++
	}
	people, err := s.store.Participants(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		consents[p.Consent]++
	}
	deals, err := s.store.Deals(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range deals {
		values[d.ValueBand]++
	}
	if segments["Food"] != 1 || segments["Glass"] != 1 || len(segments) != 2 {
		t.Errorf("segments %v", segments)
	}
	if consents[research.ConsentNone] != 1 || consents[research.ConsentFree] != 2 || consents[research.ConsentReworded] != 1 {
		t.Errorf("consents %v: the strictest of a person counts", consents)
	}
	if len(deals) != 4 {
		t.Errorf("%d deals, worth %v", len(deals), values)
	}
	again := importText(t, s, "rows.csv", disagreeing)
	if again.New+again.Updated != 0 || again.Unchanged != 5 {
		t.Errorf("the same again: %d new, %d updated, %d unchanged", again.New, again.Updated, again.Unchanged)
	}
	amended := importText(t, s, "rows.csv", strings.Replace(disagreeing, "Nordhaven Foods,Food,", "Nordhaven Foods,Bakery,", 1))
	if amended.Updated == 0 {
		t.Error("an amended first row changed nothing")
	}
}

// So it is with a large one, of which rows disagree at every turn.
func TestLargeSheetAgain(t *testing.T) {
	book := bigSheet{interviews: 700, answers: 3}
	path := book.write(t, "Answers")
	s := newStudy(t)
	for i := range 2 {
		done := importPath(t, s, path)
		if i == 0 && done.New != 700 || i == 1 && (done.New+done.Updated != 0 || done.Unchanged != 700) {
			t.Errorf("import %d: %d new, %d updated, %d unchanged", i+1, done.New, done.Updated, done.Unchanged)
		}
	}
}
