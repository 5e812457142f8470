package session

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openloop/assets"
	"openloop/report"
	"openloop/research"
	"openloop/research/intake"
)

// invented is a second source: people who are named in each other's answers, in German letters.
func invented(amended bool) [][]string {
	first := "Ottilie Brandhorst led it. Ask Käthe Öztürk-Lang of Zwirnfabrik Möhlen KG, or write to ottilie.brandhorst@nordlicht.example."
	if amended {
		first = "Frau Brandhorst led it, and Käthe Öztürk-Lang signed. Call +49 30 90182017 and ask for Ottilie Brandhorst."
	}
	return [][]string{
		{"Interview ID", "Interviewee", "Email", "Phone", "Company", "Outcome", "Date", "Consent to quote", "Interviewer", "Q09 Tell me about the first proper meeting.", "Q14 What proof did you look for, and what convinced or worried you?"},
		{"Z1", "Ottilie Brandhorst", "ottilie.brandhorst@nordlicht.example", "+49 30 90182017", "Nordlicht Spedition GmbH", "won", "2026-04-01", "yes", "Rufus Ockermann", first, "References from two carriers. The price was explained."},
		{"Z2", "Käthe Öztürk-Lang", "k.oeztuerk@moehlen.example", "+49 40 55501187", "Zwirnfabrik Möhlen KG", "lost", "2026-04-02", "yes", "Rufus Ockermann", "OTTILIE BRANDHORST of Nordlicht Spedition had warned us.", "Nothing that we could try. Rufus Ockermann knows."},
	}
}

// writeSources puts the spreadsheets where no test looks. One has a name that names somebody itself.
func writeSources(tb testing.TB, dir string) (sample, first, second string) {
	tb.Helper()
	sample, first, second = filepath.Join(dir, assets.SampleName), filepath.Join(dir, "Interview Ottilie Brandhorst.csv"), filepath.Join(dir, "again", "Interview Ottilie Brandhorst.csv")
	err := errors.Join(os.MkdirAll(filepath.Dir(second), 0o700), os.WriteFile(sample, assets.Sample(), 0o600))
	for path, amended := range map[string]bool{first: false, second: true} {
		f, e := os.Create(path)
		err = errors.Join(err, e)
		w := csv.NewWriter(f)
		err = errors.Join(err, w.WriteAll(invented(amended)), f.Close())
	}
	if err != nil {
		tb.Fatal(err)
	}
	return sample, first, second
}

// aDay is one working day in a process of its own, which is killed at its end.
type aDay struct {
	ctx           context.Context
	s             *Session
	desk, sources string
	interview     research.ID
	name          string // of somebody in the vault
}

const dayPassphrase = "seven quiet lamps beside the harbour"

// workingDay does everything that a day may bring, says what goes wrong as a face of the program would, and
// then edits on until it is killed.
func workingDay(desk, sources string) {
	d := &aDay{ctx: context.Background(), desk: desk, sources: sources, name: "Ottilie Brandhorst"}
	for _, step := range []struct {
		name string
		do   func() error
	}{{"make", d.makeStudy}, {"import", d.imports}, {"lock and unlock", d.locks}, {"write", d.writes}, {"code", d.codes}, {"review", d.reviews}, {"search and undo", d.searches},
		{"go wrong", d.goesWrong}, {"export", d.exports}, {"crash in a job", d.crashes}, {"erase", d.erases}} {
		if err := step.do(); err != nil {
			_ = os.WriteFile(filepath.Join(sources, "failed"), []byte(step.name+": "+err.Error()), 0o600)
			os.Exit(1)
		}
	}
	_ = os.WriteFile(filepath.Join(sources, "ready"), nil, 0o600)
	for rnd, i := rand.New(rand.NewPCG(3, 3)), 0; ; i++ {
		_ = edit(d.ctx, d.s, rnd, i)
	}
}

func (d *aDay) makeStudy() (err error) {
	d.s, err = New(d.ctx, filepath.Join(d.desk, "work", "study.openloop"), Fresh{Client: "Tessell Systems", Competitors: []string{"Corvina"}, Passphrase: dayPassphrase}, testOptions)
	if err != nil {
		return err
	}
	path, err := PrefsPath()
	if err != nil {
		return err
	}
	return LoadPrefs(path).Opened(d.s.Path(), d.s.Study().Title, d.s.Now())
}

func (d *aDay) imports() error {
	for i, f := range []string{assets.SampleName, "Interview Ottilie Brandhorst.csv", "again/Interview Ottilie Brandhorst.csv", assets.SampleName} {
		src, err := d.s.ReadSource(d.ctx, filepath.Join(d.sources, filepath.FromSlash(f)), nil) // progress, with the file's name in it, goes to terminals only
		if err != nil {
			return err
		}
		plan, err := d.s.Plan(d.ctx, src, nil)
		if err != nil {
			return err
		}
		for _, dry := range []bool{true, false} {
			done, err := d.s.Import(d.ctx, plan, dry, nil)
			if err != nil {
				return err
			}
			fmt.Printf("%d: %d new, %d updated; %v %v\n", i, done.New, done.Updated, done.Refused, done.Warnings)
		}
	}
	rows := d.s.InterviewRows(InterviewFilter{})
	if len(rows) != 62 {
		return fmt.Errorf("%d interviews", len(rows))
	}
	d.interview = rows[len(rows)-1].Interview.ID
	return nil
}

func (d *aDay) locks() error {
	d.s.LockVault()
	fmt.Fprintln(os.Stderr, d.s.Unlock("not the passphrase at all"))
	_, err := d.s.Export(d.ctx, PackOptions{}, filepath.Join(d.desk, "work", "no.pdf"), "", nil)
	fmt.Fprintln(os.Stderr, err)
	if err := d.s.SetNote(d.ctx, d.interview, "While it was locked: Frau Brandhorst rang, ottilie.brandhorst@nordlicht.example."); err != nil {
		return err
	}
	return d.s.Unlock(dayPassphrase)
}

func (d *aDay) writes() error {
	words := "As " + d.name + " of Nordlicht Spedition GmbH and Käthe Öztürk-Lang said on +49 30 90182017."
	code := d.s.Book().Codes[3].ID
	_, err1 := d.s.SaveTheme(d.ctx, research.Theme{Name: "What " + d.name + " wants", Codes: []research.ID{code}, SoWhat: words, Recommendation: words})
	_, err2 := d.s.SaveCode(d.ctx, research.Code{Name: "Trust in " + d.name, Definition: words, Stage: 4})
	_, err3 := d.s.SaveStory(d.ctx, research.Story{Title: "How " + d.name + " bought", Text: words, Interviews: []research.ID{d.interview}})
	return errors.Join(err1, err2, err3, d.s.SetNote(d.ctx, d.interview, words), d.s.SetPackDecision(d.ctx, "Do what "+d.name+" asks."), d.s.SetPackTitle(d.ctx, report.Kind("answer"), words),
		d.s.AddName(d.ctx, research.CompetitorName, "Plannable"))
}

func (d *aDay) codes() error {
	rnd := rand.New(rand.NewPCG(11, 11))
	for i := range 60 {
		if err := edit(d.ctx, d.s, rnd, i); err != nil {
			return err
		}
	}
	return nil
}

func (d *aDay) reviews() error {
	list, err := d.s.ReviewList(d.ctx)
	if err != nil || len(list.Open) < 3 {
		fmt.Println("little to review", err)
		return err
	}
	if err := d.s.KeepMasked(d.ctx, list.Open[0]); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, d.s.Generalise(d.ctx, "a carrier", list.Open[1]))
	_, err = d.s.LookAgain(d.ctx, nil)
	return err
}

func (d *aDay) searches() error {
	for _, words := range []string{d.name, "brandhorst", "price"} {
		hits, err := d.s.SearchText(d.ctx, words, 20)
		if err != nil {
			return err
		}
		fmt.Println(len(hits), "found")
	}
	for range 25 {
		if _, err := d.s.Undo(d.ctx); err != nil {
			fmt.Fprintln(os.Stderr, err)
			break
		}
	}
	for range 10 {
		if _, err := d.s.Redo(d.ctx); err != nil {
			break
		}
	}
	return d.s.Backup(d.ctx, filepath.Join(d.desk, "work", "backups", "monday.openloop"), nil)
}

// goesWrong prints what a person reads when things fail.
func (d *aDay) goesWrong() error {
	_, err := d.s.ReadSource(d.ctx, filepath.Join(d.sources, "there is none.xlsx"), nil)
	fmt.Fprintln(os.Stderr, err)
	bad := append(invented(false), []string{"Z3", d.name, "", "", "", "no such outcome", "yesterday", "", "", "", ""})
	var rows []string
	for _, r := range bad {
		rows = append(rows, strings.Join(r, ";"))
	}
	src, err := d.s.ReadSourceData(d.ctx, "broken.csv", []byte(strings.Join(rows, "\n")), nil)
	fmt.Fprintln(os.Stderr, err)
	if err == nil {
		plan, err := d.s.Plan(d.ctx, src, nil)
		fmt.Fprintln(os.Stderr, err)
		if err == nil {
			done, err := d.s.Import(d.ctx, plan, true, nil)
			fmt.Fprintln(os.Stderr, done.Refused, done.Warnings, err)
		}
	}
	c, err := d.s.LookInto(d.ctx, filepath.Join(d.sources, "Interview Ottilie Brandhorst.csv"))
	for _, h := range c.Hits {
		fmt.Println(h.Where, h.Identity.Pseudonym)
	}
	return err
}

func (d *aDay) exports() error {
	at := func(n string) string { return filepath.Join(d.desk, "work", n) }
	if _, err := d.s.Export(d.ctx, PackOptions{Draft: true}, at("draft.pdf"), at("draft.xlsx"), nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return err
	}
	w, err := d.s.Export(d.ctx, PackOptions{}, at("pack.pdf"), at("pack.xlsx"), func(_, _ int, doing string) { fmt.Println(doing) })
	var named *NamedError
	if errors.As(err, &named) {
		for _, h := range named.Hits() {
			fmt.Fprintln(os.Stderr, h.Where, h.Identity.Pseudonym)
		}
	}
	fmt.Println(w.Files)
	return err
}

func (d *aDay) crashes() error {
	var jobs Jobs
	_ = jobs.Start("Reading", func(context.Context, Progress) error { panic("cannot read what " + d.name + " said") }, func(err error) { fmt.Fprintln(os.Stderr, err) })
	jobs.Wait()
	return nil
}

func (d *aDay) erases() error {
	who, err := d.s.store.Participants(d.ctx)
	if err == nil {
		_, err = d.s.Erase(d.ctx, Erasing{Pseudonym: who[0].Pseudonym}, nil)
	}
	return err
}

// Nothing on the side: after a working day, a crash and another start, no byte on the disk but the sealed
// vault and the sources themselves names anybody of them.
func TestNothingOnTheSide(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a process of its own")
	}
	base := t.TempDir()
	desk, sources := filepath.Join(base, "desk"), filepath.Join(base, "sources")
	for _, dir := range []string{sources, filepath.Join(desk, "work", "backups"), filepath.Join(desk, "home"), filepath.Join(desk, "temp")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	sample, first, second := writeSources(t, sources)
	tr := newTraces(t, plansOf(t, sample, first, second)...)
	runDay(t, desk, sources)

	path := filepath.Join(desk, "work", "study.openloop")
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Errorf("the crash left no log to look through: %v", err)
	}
	tr.folder(desk)
	tr.report("after the crash")
	s := open(t, path)
	if err := s.Unlock(dayPassphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(context.Background(), nil); err != nil {
		t.Error(err)
	}
	if n := len(s.InterviewRows(InterviewFilter{})); n != 61 {
		t.Errorf("after the crash the study has %d interviews", n)
	}
	s.Close()
	tr.files = 0
	tr.folder(desk)
	tr.report("after another start")
	var seen []string
	filepath.WalkDir(desk, func(p string, e os.DirEntry, _ error) error {
		if e != nil && !e.IsDir() {
			rel, _ := filepath.Rel(desk, p)
			seen = append(seen, rel)
		}
		return nil
	})
	t.Logf("looked for %d beginnings of names in %s", len(tr.start), strings.Join(seen, ", "))
	if tr.files < 10 {
		t.Errorf("only %d files were looked through", tr.files)
	}
}

// plansOf is what spreadsheets say, names included.
func plansOf(t *testing.T, paths ...string) []*intake.Plan {
	t.Helper()
	s := newStudy(t)
	var plans []*intake.Plan
	for _, f := range paths {
		src, err := s.ReadSource(context.Background(), f, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := s.Plan(context.Background(), src, nil)
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, p)
	}
	if iv := plans[1].Interviews; len(iv) != 2 || iv[0].Person.Email == "" || iv[0].Person.Phone == "" || iv[0].Interviewer == "" {
		t.Fatalf("the invented sheet is read as %+v", plans[1].Interviews)
	}
	return plans
}

// runDay runs the day with folders of its own for all that a program may leave behind, and kills it at work.
func runDay(t *testing.T, desk, sources string) {
	t.Helper()
	home, temp := filepath.Join(desk, "home"), filepath.Join(desk, "temp")
	child := exec.Command(os.Args[0])
	child.Dir = home
	child.Env = append(os.Environ(), "SESSION_TEST_DAY="+desk, "SESSION_TEST_SOURCES="+sources, "HOME="+home, "USERPROFILE="+home, "TMPDIR="+temp, "TEMP="+temp, "TMP="+temp, "SQLITE_TMPDIR="+temp,
		"AppData="+filepath.Join(home, "roaming"), "LocalAppData="+filepath.Join(home, "local"))
	for _, x := range []string{"CONFIG", "CACHE", "DATA", "STATE"} {
		child.Env = append(child.Env, "XDG_"+x+"_HOME="+filepath.Join(home, strings.ToLower(x)))
	}
	said, err := os.Create(filepath.Join(desk, "said.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	child.Stdout, child.Stderr = said, said
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		child.Process.Kill()
		child.Wait()
	}()
	for range 1800 {
		if why, err := os.ReadFile(filepath.Join(sources, "failed")); err == nil {
			t.Fatalf("the day failed: %s", why)
		}
		if _, err := os.Stat(filepath.Join(sources, "ready")); err == nil {
			time.Sleep(300 * time.Millisecond)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the day is not over after three minutes")
}
