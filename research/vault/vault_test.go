package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"openloop/research"
)

const pass = "correct horse battery staple"

// small keeps the tests quick; the default work factor has its own test.
var small = Options{WorkFactor: 4, Now: func() time.Time { return time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC) }}

func mustCreate(tb testing.TB) *Vault {
	tb.Helper()
	v, err := Create(filepath.Join(tb.TempDir(), "study.vault"), pass, small)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { v.Close() })
	return v
}

func mustAdd(tb testing.TB, v *Vault, b Batch) string {
	tb.Helper()
	id, err := v.Add(b)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func mustOpen(tb testing.TB, path string) *Vault {
	tb.Helper()
	v, err := Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	if err := v.Unlock(pass); err != nil {
		tb.Fatal(err)
	}
	return v
}

func margit() Batch {
	return Batch{
		SourceName: "Interviews Oelschläger.xlsx",
		Entries: []Entry{
			{Pseudonym: "P07", Kind: "participant", Fields: map[string]string{"name": "Margit Oelschläger", "phone": "+49 40 5550 1187"}},
			{Pseudonym: "O03", Kind: "organisation", Fields: map[string]string{"name": "Brandtkamp Verpackungen GmbH"}},
		},
		Originals: []Original{{"P07/Q01", "My name is Margit."}, {"P07/Q02", "I work for Brandtkamp."}},
	}
}

// What was added is there after closing and reopening, and only with the passphrase.
func TestRoundTrip(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	v.Close()

	w, err := Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if w.Unlocked() {
		t.Error("open vault is unlocked")
	}
	if _, err := w.Entries(); research.KindOf(err) != research.Locked {
		t.Errorf("entries of a locked vault: %v", err)
	}
	if _, _, err := w.Original("P07/Q01"); research.KindOf(err) != research.Locked {
		t.Errorf("original of a locked vault: %v", err)
	}
	if err := w.Unlock("wrong"); research.KindOf(err) != research.Locked || !strings.HasPrefix(err.Error(), "The passphrase does not open study.vault") {
		t.Errorf("wrong passphrase: %v", err)
	}
	if err := w.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	got, err := w.Entries()
	if err != nil || !reflect.DeepEqual(got, margit().Entries) {
		t.Errorf("entries %+v, %v", got, err)
	}
	text, ok, err := w.Original("P07/Q02")
	if text != "I work for Brandtkamp." || !ok || err != nil {
		t.Errorf("original %q %v %v", text, ok, err)
	}
	if _, ok, err := w.Original("P99/Q02"); ok || err != nil {
		t.Errorf("an unknown ref is there: %v %v", ok, err)
	}
	w.Lock()
	if _, err := w.Entries(); research.KindOf(err) != research.Locked {
		t.Errorf("entries after Lock: %v", err)
	}
}

// Adding needs no passphrase.
func TestAddSealed(t *testing.T) {
	v := mustCreate(t)
	v.Lock()
	id := mustAdd(t, v, margit())
	if err := v.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Entries(); err != nil || len(got) != 2 {
		t.Errorf("entries %v %v", got, err)
	}
	ids, err := v.Batches()
	if err != nil || !reflect.DeepEqual(ids, []string{id}) {
		t.Errorf("batches %v, want %s; %v", ids, id, err)
	}
	if _, err := v.Add(Batch{ID: id}); research.KindOf(err) != research.Conflict {
		t.Errorf("the same batch twice: %v", err)
	}
	if _, err := v.Add(Batch{ID: "../../etc"}); research.KindOf(err) != research.Invalid {
		t.Errorf("a path as id: %v", err)
	}
}

// Later entries win, and a former name still counts as that person's.
func TestEntriesMerge(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	mustAdd(t, v, Batch{Entries: []Entry{
		{Pseudonym: "P07", Fields: map[string]string{"name": "Margit Brandt", "email": "m@brandt.example", "phone": ""}, Aliases: []string{"Maggie"}},
		{Pseudonym: "P08", Kind: "participant"},
	}})
	got, err := v.Entries()
	if err != nil || len(got) != 3 {
		t.Fatalf("entries %v %v", got, err)
	}
	want := Entry{Pseudonym: "P07", Kind: "participant", Aliases: []string{"Margit Oelschläger", "Maggie"},
		Fields: map[string]string{"name": "Margit Brandt", "phone": "+49 40 5550 1187", "email": "m@brandt.example"}}
	if !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, want %+v", got[0], want)
	}
}

// The file shows nothing to whoever lacks the passphrase, and is its owner's alone.
func TestFileTellsNothing(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	raw, err := os.ReadFile(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"Margit", "Oelschl", "Brandtkamp", "5550", "P07", "O03", "xlsx", pass, "AGE-SECRET"} {
		if bytes.Contains(raw, []byte(s)) {
			t.Errorf("the file holds %q", s)
		}
	}
	info, err := os.Stat(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestSourceKey(t *testing.T) {
	v := mustCreate(t)
	a, err := v.SourceKey("deal", "T-20418")
	if err != nil || len(a) != 64 {
		t.Fatalf("%q %v", a, err)
	}
	w := mustOpen(t, v.Path())
	if b, _ := w.SourceKey("deal", " T-20418 "); a != b {
		t.Error("another key after reopening")
	}
	if b, _ := w.SourceKey("interview", "T-20418"); a == b {
		t.Error("kinds share a key")
	}
	if b, _ := mustCreate(t).SourceKey("deal", "T-20418"); a == b {
		t.Error("two vaults share a key")
	}
	w.Lock()
	if _, err := w.SourceKey("deal", "T-20418"); research.KindOf(err) != research.Locked {
		t.Errorf("locked: %v", err)
	}
}

// A new passphrase opens what the old one sealed, and the old one opens nothing.
func TestChangePassphrase(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	key, _ := v.SourceKey("deal", "1")
	other := mustOpen(t, v.Path()) // was open while the file is replaced
	if err := v.ChangePassphrase("wrong", "new words"); research.KindOf(err) != research.Locked {
		t.Errorf("wrong old passphrase: %v", err)
	}
	if err := v.ChangePassphrase(pass, " "); research.KindOf(err) != research.Invalid {
		t.Errorf("empty new passphrase: %v", err)
	}
	if err := v.ChangePassphrase(pass, "new words"); err != nil {
		t.Fatal(err)
	}
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P09"}}})
	mustAdd(t, other, Batch{Entries: []Entry{{Pseudonym: "P10"}}})
	w, err := Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Unlock(pass); research.KindOf(err) != research.Locked {
		t.Errorf("old passphrase: %v", err)
	}
	if err := w.Unlock("new words"); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Entries(); err != nil || len(got) != 4 {
		t.Errorf("entries %v %v", got, err)
	}
	if k, _ := w.SourceKey("deal", "1"); k != key {
		t.Error("source keys changed")
	}
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(v.Path()), "*"))
	if all, _ := os.ReadDir(filepath.Dir(v.Path())); len(all) != 2 || !reflect.DeepEqual(files, v.Generations()) {
		t.Errorf("there are %v", all)
	}
	earlier, err := Open(v.Path() + ".1")
	if err != nil {
		t.Fatal(err)
	}
	if err := earlier.Unlock(pass); research.KindOf(err) != research.Locked {
		t.Errorf("old passphrase, earlier generation: %v", err)
	}
	if info, _ := os.Stat(v.Path()); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

// Two programs that add at once lose nothing.
func TestAddTogether(t *testing.T) {
	v := mustCreate(t)
	var wg sync.WaitGroup
	for i := range 4 {
		w, err := Open(v.Path())
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			for j := range 5 {
				if _, err := w.Add(Batch{Entries: []Entry{{Pseudonym: fmt.Sprintf("P%d%d", i, j)}}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got, err := v.Entries(); err != nil || len(got) != 20 {
		t.Errorf("%d entries, %v", len(got), err)
	}
}

// Every way in which a file can be wrong is a sentence with a kind.
func TestProblems(t *testing.T) {
	dir := t.TempDir()
	path := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	v := mustCreate(t)
	for _, c := range []struct {
		name string
		err  error
		kind research.Kind
	}{
		{"missing", second(Open(filepath.Join(dir, "none.vault"))), research.NotFound},
		{"empty", second(Open(path("empty.vault", ""))), research.Unreadable},
		{"text", second(Open(path("text.vault", strings.Repeat("hello ", 500)))), research.Unreadable},
		{"exists", second(Create(v.Path(), pass, small)), research.Conflict},
		{"no passphrase", second(Create(filepath.Join(dir, "new.vault"), "", small)), research.Invalid},
		{"no folder", second(Create(filepath.Join(dir, "no", "new.vault"), pass, small)), research.NotFound},
		{"work factor", second(Create(filepath.Join(dir, "new.vault"), pass, Options{WorkFactor: 40})), research.Invalid},
	} {
		var p *research.Problem
		if !errors.As(c.err, &p) || p.Kind != c.kind || strings.Contains(p.Say, dir) || !strings.HasSuffix(p.Say, ".") {
			t.Errorf("%s: %v (%s), want kind %s", c.name, c.err, research.KindOf(c.err), c.kind)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "new.vault")); files != nil {
		t.Error("a failed Create left a file")
	}
}

func second(_ *Vault, err error) error { return err }

// An entry that cannot be read back says so without quoting anybody.
func TestNoNameInErrors(t *testing.T) {
	v := mustCreate(t)
	sealed, err := v.seal([]byte(`{"entries":[{"pseudonym":"P07","fields":"Margit"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := appendMember(&b, peopleDir+"x.age", sealed, small.Now()); err != nil {
		t.Fatal(err)
	}
	err = v.exclusively(func(f *os.File, _ []member, end int64) error { return v.commit(f, end, b.Bytes()) })
	if err != nil {
		t.Fatal(err)
	}
	_, err = v.Entries()
	for e := err; e != nil; e = errors.Unwrap(e) {
		if strings.Contains(e.Error(), "Margit") {
			t.Errorf("named: %v", e)
		}
	}
	if research.KindOf(err) != research.Damaged {
		t.Errorf("%v", err)
	}
}

// Unlocking with the default work factor, after a wrong try, leaves the whole process under 150 MB.
func TestUnlockMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	path := filepath.Join(t.TempDir(), "study.vault")
	v, err := Create(path, pass, Options{})
	if err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if err := v.Unlock("wrong"); research.KindOf(err) != research.Locked {
		t.Fatal(err)
	}
	if err := v.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc to read the peak from")
	}
	for line := range strings.Lines(string(status)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 && kb > 150_000 {
			t.Errorf("peak of %d kB", kb)
		}
	}
}
