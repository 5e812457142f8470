package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/store/storetest"
)

// copyAs gives a colleague a copy of a study and opens it for them, with its vault open.
func copyAs(t *testing.T, s *Session, coder, passphrase string) *Session {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.openloop")
	if _, err := s.PackStudy(context.Background(), path, true, nil); err != nil {
		t.Fatal(err)
	}
	opt := testOptions
	opt.Coder = coder
	c, err := Open(context.Background(), path, opt)
	if err == nil {
		err = c.Unlock(passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func interviewsOf(company string, people ...string) [][]string {
	rows := [][]string{{"Participant", "Company", "Outcome", "Why did you decide so?"}}
	for _, p := range people {
		rows = append(rows, []string{p, company, "Lost", p + " said that the price came too late for us."})
	}
	return rows
}

// Two consultants import other people into copies of one study: nobody is lost, nobody shares a pseudonym, the vault
// knows everybody afterwards, and undo brings the study back as it was.
func TestJoinPeople(t *testing.T) {
	s, ctx := newStudy(t), context.Background()
	takeIn(t, s, interviewsOf("Brontel Werke", "Ada Quillfeather"), false)
	c := copyAs(t, s, "CD", "correct horse")
	takeIn(t, s, interviewsOf("Ostmark Pumpen", "Berthold Zwingli", "Clara Vandermolen"), false)
	takeIn(t, c, interviewsOf("Halvorsen Lines", "Dagny Sturlason", "Eskil Torvaldsen"), false)
	before := tables(t, s.Path())
	plan, err := s.PreviewJoin(ctx, c.Path(), nil, nil)
	if err != nil || plan.Coder != "CD" || plan.New["interview"] != 2 || plan.Imports == 0 || len(plan.Renamed) != 3 {
		t.Fatalf("%+v, %v", plan, err)
	}
	same(t, "after a preview", tables(t, s.Path()), before)
	s.LockVault()
	_, err = s.Join(ctx, c.Path(), nil, nil)
	wantKind(t, err, research.Locked)
	same(t, "refused", tables(t, s.Path()), before)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	done, err := s.Join(ctx, c.Path(), nil, nil)
	if err != nil || done.VaultTaken != plan.Imports || s.VaultOlder() || s.VaultSays() != "" {
		t.Fatalf("%+v, %v; %s", done, err, s.VaultSays())
	}
	rows := s.InterviewRows(InterviewFilter{})
	seen := map[string]bool{}
	for _, r := range rows {
		seen[r.Interview.Label] = true
	}
	if len(rows) != 5 || len(seen) != 5 {
		t.Errorf("%d interviews of %d people", len(rows), len(seen))
	}
	d, err := s.Dictionary(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for name, label := range map[string]string{"Berthold Zwingli": "P02", "Dagny Sturlason": "P04", "Eskil Torvaldsen": "P05"} {
		found := d.Find("I asked " + name + " about it.")
		if len(found) != 1 || found[0].Pseudonym != label {
			t.Errorf("the vault's %s is %+v", label, found)
		}
	}
	for _, r := range rows {
		turns, err := s.store.Turns(ctx, r.Interview.ID)
		if err != nil || !strings.Contains(turns[len(turns)-1].Text, r.Interview.Label+" said") {
			t.Errorf("%s said %q, %v", r.Interview.Label, turns[len(turns)-1].Text, err)
		}
	}
	if again, err := s.PreviewJoin(ctx, c.Path(), nil, nil); err != nil || !again.Nothing() || again.Imports != 0 {
		t.Errorf("joining again would do %+v, %v", again.Joined, err)
	}
	if name, err := s.Undo(ctx); err != nil || name != "Join the copy of CD" {
		t.Errorf("undid %q, %v", name, err)
	}
	same(t, "undone", tables(t, s.Path()), before)
}

// A colleague codes a copy without the vault, sends it back in one file, and it is joined; agreement is told at once.
func TestPackAndBack(t *testing.T) {
	s, ctx := openSample(t), context.Background()
	d := secondOf(t, s)
	zip := filepath.Join(t.TempDir(), "for-cd.zip")
	sent, err := s.PackStudy(ctx, zip, false, nil)
	if err != nil || len(sent.Files) != 1 || !sent.NoVault || sent.Interviews == 0 {
		t.Fatalf("%+v, %v", sent, err)
	}
	_, err = s.PackStudy(ctx, zip, false, nil)
	wantKind(t, err, research.Conflict)
	_, err = s.PackStudy(ctx, filepath.Join(t.TempDir(), "x.tar"), false, nil)
	wantKind(t, err, research.Invalid)

	study, err := unpack(zip, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	opt := testOptions
	opt.Coder = "CD"
	c, err := Open(ctx, study, opt)
	if err != nil {
		t.Fatal(err)
	}
	turns, err := c.store.Turns(ctx, d.Interviews[0])
	if err != nil {
		t.Fatal(err)
	}
	last := turns[len(turns)-1]
	if _, err := c.ApplyCode(ctx, d.Interviews[0], research.Anchor{Turn: last.ID}, research.Anchor{Turn: last.ID, Offset: 5}, c.Book().Codes[7].ID); err != nil {
		t.Fatal(err)
	}
	if err := c.FinishSecond(ctx, d.Interviews[0]); err != nil {
		t.Fatal(err)
	}
	back := filepath.Join(t.TempDir(), "back.zip")
	if _, err := c.PackStudy(ctx, back, true, nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	s.LockVault() // no names come, so none are asked for
	figures := allCounts(s)
	done, err := s.Join(ctx, back, nil, nil)
	if err != nil || done.NoVault || done.New["coding"] != 1 || len(done.Clashes) != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if allCounts(s) != figures {
		t.Error("what came blind counts")
	}
	if a, err := s.Agreement(ctx, 0); err != nil || a.Interviews != 1 || a.Coders[1] != "CD" {
		t.Errorf("%+v, %v", a, err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), ".joining-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	for _, bad := range []string{"nowhere.zip", "text.zip"} {
		path := filepath.Join(t.TempDir(), bad)
		if bad == "text.zip" {
			if err := os.WriteFile(path, []byte("no zip"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.PreviewJoin(ctx, path, nil, nil); research.KindOf(err) != research.NotFound && research.KindOf(err) != research.Unreadable {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// Conflicts are worded, decided, and every wording says what becomes of it.
func TestJoinAsks(t *testing.T) {
	s, ctx := openSample(t), context.Background()
	c := copyAs(t, s, "CD", SamplePassphrase)
	for i, x := range []*Session{s, c} {
		th, err := x.store.Themes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.store.Edit(ctx, "Say more", func(tx *store.Tx) error {
			th[0].SoWhat = []string{"Ours says so.", "Theirs says so."}[i]
			_, err := tx.PutTheme(th[0])
			return err
		}); err != nil {
			t.Fatal(err)
		}
		row := x.InterviewRows(InterviewFilter{})[0]
		if err := x.SetReason(ctx, row.Interview.ID, research.DecidedReason, x.Book().Codes[3+i].ID); err != nil {
			t.Fatal(err)
		}
	}
	plan, err := s.PreviewJoin(ctx, c.Path(), nil, nil)
	if err != nil || len(plan.Asks) != 2 || plan.ToDecide() != 2 {
		t.Fatalf("%+v, %v", plan.Asks, err)
	}
	choose := map[string]store.Choice{}
	for _, a := range plan.Asks {
		if a.Where == "" || a.Says == "" || len(a.Options) != 2 || a.Options[0].Label == "" {
			t.Errorf("%+v", a)
		}
		choose[a.Key] = store.Theirs
	}
	if _, err := s.Join(ctx, c.Path(), choose, nil); err != nil {
		t.Fatal(err)
	}
	th, _ := s.store.Themes(ctx)
	if row := s.InterviewRows(InterviewFilter{})[0]; th[0].SoWhat != "Theirs says so." || row.Decided != s.Book().Codes[4].Name {
		t.Errorf("the theme says %q, decided %q", th[0].SoWhat, row.Decided)
	}
	if bad := storetest.Open(t, s.Path()).Rows("PRAGMA foreign_key_check"); len(bad) > 0 {
		t.Errorf("%v", bad)
	}
}
