package session

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// person is one of the sample's people with everything that must be gone once they are erased.
type person struct {
	pseudonym, organisation, name string
	interview                     research.ID
	words                         []string // of the name, the company, addresses and long passages of what was said
}

// somebody is the participant behind a pseudonym, as vault and study know them.
func somebody(t *testing.T, s *Session, pseudonym string) person {
	t.Helper()
	p := person{pseudonym: pseudonym}
	entries, err := s.vault.Entries()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if r.Participants[0].Pseudonym != pseudonym {
			continue
		}
		p.interview, p.organisation = r.Interview.ID, r.Organisation.Pseudonym
		turns, err := s.store.Turns(context.Background(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range turns {
			p.words = append(p.words, string(turn.ID))
			if text := turn.Text; !turn.Asked && len(text) > 60 {
				p.words = append(p.words, text[len(text)/2:len(text)/2+30])
			}
		}
	}
	for _, e := range entries {
		if e.Pseudonym == pseudonym {
			p.name = e.Fields["name"]
			p.words = append(p.words, p.name, e.Fields["email"], e.Fields["phone"])
			p.words = append(p.words, strings.Fields(p.name)...)
		}
		if e.Pseudonym == p.organisation {
			p.words = append(p.words, e.Fields["name"])
		}
	}
	p.words = slices.DeleteFunc(append(p.words, string(p.interview)), func(w string) bool { return len(w) < 4 })
	if p.name == "" || len(p.words) < 20 {
		t.Fatalf("%s is not somebody to be looked for: %d words", pseudonym, len(p.words))
	}
	return p
}

// lookEverywhere finds a person's words in the raw bytes of every file of a folder but the vaults.
func (p person) lookEverywhere(t *testing.T, dir string) (found []string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.IsDir() || strings.Contains(f.Name(), VaultExt) || strings.HasSuffix(f.Name(), ".xlsx") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		folded := bytes.ToLower(b)
		for i, w := range p.words {
			if wordIn(folded, strings.ToLower(w)) >= 0 {
				found = append(found, fmt.Sprintf("word %d in %s", i, f.Name()))
			}
		}
	}
	return found
}

// lookIntoVault finds a person's words in everything that a vault's file holds, opened by age itself.
func (p person) lookIntoVault(t *testing.T, path string) (found []string) {
	t.Helper()
	for name, plain := range opened(t, path) {
		for i, w := range p.words {
			if wordIn(bytes.ToLower(plain), strings.ToLower(w)) >= 0 {
				found = append(found, fmt.Sprintf("word %d in %s of %s", i, name, filepath.Base(path)))
			}
		}
	}
	return found
}

// opened is every member of a vault, decrypted.
func opened(t *testing.T, path string) map[string][]byte {
	t.Helper()
	v, err := vault.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	key, err := v.SecretKey(SamplePassphrase)
	if err != nil {
		t.Fatal(err)
	}
	id, err := age.ParseX25519Identity(key)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]byte{}
	for in := tar.NewReader(f); ; {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(h.Name) != ".age" || h.Name == "key.age" {
			continue
		}
		r, err := age.Decrypt(in, id)
		if err != nil {
			t.Fatalf("%s: %v", h.Name, err)
		}
		if out[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatalf("%s: %v", h.Name, err)
		}
	}
	if len(out) < 3 {
		t.Fatalf("the vault holds %d members", len(out))
	}
	return out
}

// An erased participant is nowhere: not in the study's bytes, its log, a backup, the opened vault or the
// generation before; the figures count one fewer, and their pseudonym is never given again.
func TestErase(t *testing.T) {
	s := openSample(t)
	ctx, dir := context.Background(), filepath.Dir(s.Path())
	if err := s.Backup(ctx, filepath.Join(dir, "backup.openloop"), nil); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "elsewhere.openloop")
	if err := s.Backup(ctx, elsewhere, nil); err != nil {
		t.Fatal(err)
	}
	p := somebody(t, s, "P60")
	if err := s.SetNote(ctx, p.interview, "Spoke of the warehouse in Zwickau at length, twice."); err != nil {
		t.Fatal(err)
	}
	if len(p.lookEverywhere(t, dir)) == 0 || len(p.lookIntoVault(t, VaultPath(s.Path()))) == 0 {
		t.Fatal("the test looks for what was never there")
	}
	heard, codings := s.Heard(), overviewOf(t, s).Codings
	proof, err := s.Erase(ctx, Erasing{Pseudonym: "P60", Copies: []string{elsewhere, filepath.Join(dir, "lost.openloop")}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, where := range [][]string{p.lookEverywhere(t, dir), p.lookEverywhere(t, filepath.Dir(elsewhere)), p.lookIntoVault(t, VaultPath(s.Path())), p.lookIntoVault(t, VaultPath(s.Path())+".1")} {
		if len(where) > 0 {
			t.Errorf("%d traces: %s", len(where), where[0])
		}
	}
	if s.Heard() != heard-1 || overviewOf(t, s).Codings >= codings {
		t.Errorf("the figures still count %d interviews and %d codings", s.Heard(), overviewOf(t, s).Codings)
	}
	checkProof(t, proof, p)
	_, err = s.Undo(ctx)
	if research.KindOf(err) != research.NotFound || !strings.Contains(fmt.Sprint(err), "erased") {
		t.Errorf("undo says %v", err)
	}
	if err := s.Check(ctx, nil); err != nil {
		t.Error(err)
	}
	neverAgain(t, s, "P60", p.organisation)
}

func overviewOf(t *testing.T, s *Session) Overview {
	t.Helper()
	o, err := s.Overview(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	return *o
}

func checkProof(t *testing.T, proof ErasureProof, p person) {
	t.Helper()
	said := fmt.Sprintf("%+v", proof)
	for _, w := range p.words {
		if strings.Contains(said, w) {
			t.Error("the proof gives the erased one away")
		}
	}
	if len(proof.Files) < 4 || proof.Searched < 1<<16 || proof.Sought < 20 {
		t.Errorf("the proof speaks of %d files, %d bytes and %d traces", len(proof.Files), proof.Searched, proof.Sought)
	}
	for _, f := range proof.Files {
		if f.Before == f.After || len(f.After) != 64 {
			t.Errorf("%s has not changed", f.What)
		}
	}
	if len(proof.NotReached) != 1 || !strings.Contains(proof.NotReached[0], "lost.openloop") {
		t.Errorf("not reached: %q", proof.NotReached)
	}
	for _, what := range []string{"interview", "turns", "codings", "entries of the vault"} {
		if !slices.ContainsFunc(proof.Removed, func(r Removed) bool { return r.What == what && r.N > 0 }) {
			t.Errorf("the proof says nothing of %s: %v", what, proof.Removed)
		}
	}
}

// neverAgain imports somebody new and looks at the pseudonym.
func neverAgain(t *testing.T, s *Session, erased, organisation string) {
	t.Helper()
	done := takeIn(t, s, [][]string{{"Interview", "Name", "Company", "Outcome", "What decided it?"},
		{"N-1", "Wendeline Orchardleigh-Quill", "Quillfeather Logistics Ltd", "Lost", "The demonstration came late."}}, false)
	if done.People != 1 || done.Organisations != 1 {
		t.Fatalf("the import took %d people of %d organisations", done.People, done.Organisations)
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if r.Participants[0].Pseudonym == erased || r.Organisation.Pseudonym == organisation {
			t.Errorf("%s or %s was given again", erased, organisation)
		}
	}
}

// Somebody else who speaks of the erased one goes on doing so under the pseudonym, and what they said is
// gone from the vault as well; so is what the history kept there.
func TestEraseWhereOthersSpeakOfThem(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	takeIn(t, s, interviewSheet(
		[]string{"N-1", "Wendeline Orchardleigh-Quill", "Quillfeather Logistics", "lost", "2026-03-01", "yes", "Ruth Oakden", "The demonstration came late.", "None."},
		[]string{"N-2", "Osgood Tremayne-Fisk", "Harrowgate Mills", "won", "2026-03-02", "yes", "Ruth Oakden", "Wendeline Orchardleigh-Quill at Quillfeather Logistics told me that it works.", "A visit. Ms Orchardleigh-Quill is careful."},
	), false)
	p := person{words: []string{"Wendeline", "Orchardleigh", "Quillfeather"}}
	rows := s.InterviewRows(InterviewFilter{})
	for _, r := range rows {
		if name, _ := s.WhoIs(r.Participants[0].Pseudonym); strings.HasPrefix(name, "Wendeline") {
			p.pseudonym, p.interview = r.Participants[0].Pseudonym, r.Interview.ID
		}
	}
	if p.pseudonym == "" || len(p.lookIntoVault(t, VaultPath(s.Path()))) == 0 {
		t.Fatal("the import did not take her in")
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: p.pseudonym}, nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{VaultPath(s.Path()), VaultPath(s.Path()) + ".1"} {
		if found := p.lookIntoVault(t, path); len(found) > 0 {
			t.Errorf("%d traces: %v", len(found), found)
		}
	}
	if found := p.lookEverywhere(t, filepath.Dir(s.Path())); len(found) > 0 {
		t.Errorf("%d traces: %s", len(found), found[0])
	}
	spoken := 0
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		for _, turn := range must(s.store.Turns(ctx, r.Interview.ID))(t) {
			spoken += strings.Count(turn.Text, p.pseudonym)
		}
	}
	if spoken == 0 {
		t.Error("nobody speaks of the pseudonym any more")
	}
}

// Where others took part, what they said stays; a backup that is another study is let alone.
func TestEraseOneOfSeveral(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	p := somebody(t, s, "P12")
	_, err := s.store.Edit(ctx, "Somebody else joins", func(tx *store.Tx) error {
		id, err := tx.PutParticipant(research.Participant{Pseudonym: "P61", RoleBand: "Operations", Consent: research.ConsentFree})
		if err != nil {
			return err
		}
		iv, err := tx.Interview(ctx, p.interview)
		if err != nil {
			return err
		}
		iv.Participants = append(iv.Participants, id)
		if _, err := tx.PutInterview(iv); err != nil {
			return err
		}
		_, err = tx.PutTurn(research.Turn{Interview: iv.ID, Pos: 900, Speaker: "P61", Text: "I was the one who ran the trial in the warehouse."})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	proof, err := s.Erase(ctx, Erasing{Pseudonym: "P12"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	row, ok := s.InterviewRow(p.interview)
	if !ok || row.Interview.Label != "P61" || len(row.Participants) != 1 {
		t.Fatalf("the interview is now %q with %d people", row.Interview.Label, len(row.Participants))
	}
	turns, err := s.store.Turns(ctx, p.interview)
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range turns {
		if turn.Speaker == "P12" {
			t.Error("words of the erased one stay")
		}
	}
	if len(proof.ByHand) < 3 || !strings.Contains(proof.ByHand[0]+proof.ByHand[1], "with others") {
		t.Errorf("the proof does not say that others took part: %q", proof.ByHand)
	}
}

// Where nobody noted who said what in a meeting, what was said stays and the proof says so, or the meeting goes
// whole where that was asked for.
func TestEraseOfAMeetingNobodyToldApart(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		who         string
		whole, left bool
	}{{"P61", false, true}, {"P12", false, true}, {"P12", true, false}, {"P61", true, false}} {
		s := openSample(t)
		p := somebody(t, s, "P12")
		_, err := s.store.Edit(ctx, "Somebody else joins", func(tx *store.Tx) error {
			id, err := tx.PutParticipant(research.Participant{Pseudonym: "P61", Consent: research.ConsentFree})
			if err != nil {
				return err
			}
			iv, err := tx.Interview(ctx, p.interview)
			iv.Participants = append(iv.Participants, id)
			if err == nil {
				_, err = tx.PutInterview(iv)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		before, _ := s.store.Turns(ctx, p.interview)
		o := Erasing{Pseudonym: c.who, WholeUnknown: c.whole}
		would, err := s.WouldErase(ctx, o)
		if err != nil || (would.Unknown == 1) == c.whole || (would.Interviews == 1) != c.whole {
			t.Errorf("%+v: would take %+v, %v", c, would, err)
		}
		proof, err := s.Erase(ctx, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		row, ok := s.InterviewRow(p.interview)
		if ok != c.left {
			t.Errorf("%+v: the interview is there: %v", c, ok)
		}
		if turns, _ := s.store.Turns(ctx, p.interview); c.left && (len(turns) != len(before) || len(row.Participants) != 1 || row.Participants[0].Pseudonym == c.who) {
			t.Errorf("%+v: %d of %d turns, of %+v", c, len(turns), len(before), row.Participants)
		}
		if said := strings.Contains(strings.Join(proof.ByHand, " "), "nobody noted who said what"); said != c.left {
			t.Errorf("%+v: the proof says %q", c, proof.ByHand)
		}
		s.Close()
	}
}

// What people wrote elsewhere in somebody's words is named, to be reworded by hand; that one of their names was
// let pass in a finished file is forgotten.
func TestEraseSaysWhoQuotesThem(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	p := somebody(t, s, "P31")
	said := ""
	for _, turn := range must(s.store.Turns(ctx, p.interview))(t) {
		if words := plainWords(turn.Text); !turn.Asked && len(words) > 20 && said == "" {
			said = strings.Join(words[4:14], " ")
		}
	}
	hash := must(s.vault.SourceKey("passed", fold(strings.Fields(p.name)[0])))(t)
	_, err := s.store.Edit(ctx, "Write it down elsewhere", func(tx *store.Tx) error {
		for _, word := range []string{hash, "another"} {
			if _, err := tx.PutPassed(research.Passed{Word: word, Place: "pdf page 4"}); err != nil {
				return err
			}
		}
		if _, err := tx.PutCode(research.Code{Ref: "VIV-01", Name: strings.Join(strings.Fields(said)[1:4], " "), InVivo: true, Stage: 4}); err != nil {
			return err
		}
		_, err := tx.PutTheme(research.Theme{Pos: 20, Name: "Heard once", SoWhat: "They say: " + said + "."})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeepVersion(ctx, "With their words"); err != nil {
		t.Fatal(err)
	}
	proof, err := s.Erase(ctx, Erasing{Pseudonym: "P31"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(proof.ByHand, "\n"); !strings.Contains(all, "theme 9") || !strings.Contains(all, "code VIV-01") || !strings.Contains(all, "version 1 of the codebook") {
		t.Errorf("to be done by hand: %q", proof.ByHand)
	}
	if left := must(s.store.Passed(ctx))(t); len(left) != 1 || left[0].Word != "another" {
		t.Errorf("%d words are still let pass", len(left))
	}
}

// The tracer finds ids and passages wherever they lie, also across the edge of what it reads at once, and lets
// pass what somebody else says too.
func TestEraseTracer(t *testing.T) {
	s := openSample(t)
	row := s.InterviewRows(InterviewFilter{})[0]
	quote := ""
	for _, turn := range must(s.store.Turns(context.Background(), row.Interview.ID))(t) {
		if len(turn.Text) > 200 {
			quote = turn.Text[50:110]
		}
	}
	id := string(row.Interview.ID)
	for _, c := range []struct {
		name, text  string
		at          int
		found, left bool
	}{{"an id", id, 10, true, false}, {"an id on the edge", id, traceChunk + traceOverlap - 20, true, false}, {"an id after many hyphens", "a-b--c-" + id, 5, true, false},
		{"a passage", strings.Repeat("q", 60), 100, false, true}, {"a passage on the edge", strings.Repeat("q", 60), traceChunk + traceOverlap - 20, false, true},
		{"what others say", quote, 5, false, false}, {"nothing", "0123-4567-", 5, false, false}} {
		tr := &tracer{ids: map[string]bool{id: true}, passages: []string{strings.Repeat("q", 60), quote}, found: map[string]bool{}}
		b := bytes.Repeat([]byte{'.'}, 2*traceChunk)
		copy(b[c.at:], c.text)
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		n, found, err := tr.look(path)
		left, err2 := tr.remain(context.Background(), s)
		if found != c.found || left != c.left || err != nil || err2 != nil || !found && n != int64(len(b)) {
			t.Errorf("%s: found %v, left %v in %d bytes, %v %v", c.name, found, left, n, err, err2)
		}
	}
}

// Whoever is not there cannot be erased; a locked vault says so before anything is touched.
func TestEraseRefusals(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	before := tables(t, s.Path())
	_, err := s.Erase(ctx, Erasing{Pseudonym: "P99"}, nil)
	wantKind(t, err, research.NotFound)
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err = s.Erase(gone, Erasing{Pseudonym: "P07"}, nil); err == nil {
		t.Error("a cancelled erasure went through")
	}
	s.LockVault()
	_, err = s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil)
	wantKind(t, err, research.Locked)
	same(t, "after refusals", tables(t, s.Path()), before)
}

// After a pack was issued the next one does not tell by difference what the erased one said: what would is
// withheld, until enough has changed.
func TestEraseBetweenTwoPacks(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	first := must(s.Pack(ctx, PackOptions{}))(t)
	if _, err := s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "first.pdf"), "", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil); err != nil {
		t.Fatal(err)
	}
	shown := map[string]int{}
	key := func(f report.Figure) string { return fmt.Sprint(f.Subject, " ", f.Key, " of ", f.Group) }
	for _, f := range first.Figures {
		if f.Shown && f.Subject != report.OfHeard && f.Subject != report.OfWave { // who was asked is known beforehand
			shown[key(f)] = f.N
		}
	}
	if len(shown) < 100 {
		t.Fatalf("the first pack shows %d figures", len(shown))
	}
	for _, f := range must(s.Pack(ctx, PackOptions{}))(t).Figures {
		if was, ok := shown[key(f)]; ok && f.Shown && was != f.N && was-f.N < 5 {
			t.Errorf("%s is out of %d, and was out of %d: the difference speaks of who was erased", key(f), f.N, was)
		}
	}
	all := func() (shown int) {
		for _, f := range must(s.Pack(ctx, PackOptions{}))(t).Figures {
			if f.Shown && f.Subject == report.OfCode && f.Group == "" {
				shown++
			}
		}
		return shown
	}
	if n := all(); n > 0 {
		t.Errorf("%d codes are shown for all right after the erasure", n)
	}
	var more [][]string
	for i, name := range []string{"Osgood Tremayne-Fisk", "Wendeline Orchardleigh-Quill", "Benedicta Farthingale", "Leopold Ravensbourne"} {
		more = append(more, []string{fmt.Sprint("N-", i), name, name[:6] + " Mills", "lost", "2026-03-02", "yes", "Ruth Oakden", "He listened to us.", "A visit."})
	}
	takeIn(t, s, interviewSheet(more...), false)
	if n := all(); n < 20 {
		t.Errorf("with one gone and four added, %d codes are shown for all", n)
	}
	for _, e := range must(s.Issued(ctx))(t) {
		for _, g := range e.Groups {
			if g.Predicate == "all" && !slices.ContainsFunc(g.Members, func(id research.ID) bool { return strings.HasPrefix(string(id), store.Forgotten) }) {
				t.Error("the ledger does not know that somebody of the pack is gone")
			}
		}
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// childErases erases P07 and kills itself at the n-th thing that Erase says it does ("step 3"), or some time
// after it began ("ms 20").
func childErases(dir string) {
	unit, number, _ := strings.Cut(os.Getenv("SESSION_ERASE_AT"), " ")
	n, _ := strconv.Atoi(number)
	s, err := Open(context.Background(), filepath.Join(dir, "sample.openloop"), testOptions)
	if err == nil {
		err = s.Unlock(SamplePassphrase)
	}
	if err != nil {
		os.Exit(3)
	}
	said := 0
	kill := func() {
		self, _ := os.FindProcess(os.Getpid())
		self.Kill()
		time.Sleep(time.Minute)
	}
	say := func(int, int, string) {
		if said++; unit == "step" && said == n {
			kill()
		}
	}
	if unit == "ms" {
		time.AfterFunc(time.Duration(n)*time.Millisecond, kill)
	}
	if _, err := s.Erase(context.Background(), Erasing{Pseudonym: "P07"}, say); err != nil {
		os.Exit(4)
	}
	os.Exit(0)
}

// Killed at any step, the erasure is finished by doing it once more; nothing else is lost.
func TestEraseKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes of its own")
	}
	for _, at := range []string{"step 2", "step 3", "step 4", "step 5", "step 6", "ms 10", "ms 40", "ms 80"} {
		t.Run(at, func(t *testing.T) {
			path := copyOfSample(t)
			dir := filepath.Dir(path)
			s := open(t, path)
			if err := s.Unlock(SamplePassphrase); err != nil {
				t.Fatal(err)
			}
			if err := s.Backup(context.Background(), filepath.Join(dir, "backup.openloop"), nil); err != nil {
				t.Fatal(err)
			}
			p := somebody(t, s, "P07")
			s.Close()
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), "SESSION_ERASE_CHILD="+dir, "SESSION_ERASE_AT="+at)
			if err := child.Run(); child.ProcessState.ExitCode() > 2 || err == nil && strings.HasPrefix(at, "step") {
				t.Fatalf("the child was to be killed and ended with %v", err)
			}
			s = open(t, path)
			if err := s.Unlock(SamplePassphrase); err != nil {
				t.Fatal(err)
			}
			proof, err := s.Erase(context.Background(), Erasing{Pseudonym: "P07"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(proof.NotReached) > 0 {
				t.Errorf("not reached: %q", proof.NotReached)
			}
			found := append(p.lookEverywhere(t, dir), p.lookIntoVault(t, VaultPath(path))...)
			if len(found) > 0 {
				t.Errorf("%d traces: %s", len(found), found[0])
			}
			if s.Heard() != 59 {
				t.Errorf("%d interviews are left", s.Heard())
			}
			if err := s.Check(context.Background(), nil); err != nil {
				t.Error(err)
			}
		})
	}
}
