package vault

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// Wherever the file breaks off within the last batch, the batches before it are there, the next one
// is added behind them, and stock tar finds nothing to complain of.
func TestTornAnywhere(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P01"}}, Originals: []Original{{"a", "one"}}})
	before := size(t, v.Path())
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P02"}}, Originals: []Original{{"b", "two"}}})
	whole, err := os.ReadFile(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	_, noTar := exec.LookPath("tar")
	path := filepath.Join(t.TempDir(), "torn.vault")
	for cut := int(before) - len(trailer); cut < len(whole)-len(trailer); cut += 97 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		w := mustOpen(t, path)
		if got := pseudonyms(t, w); got != "P01" && got != "P01 P02" {
			t.Fatalf("cut at %d: %s", cut, got)
		}
		mustAdd(t, w, Batch{Entries: []Entry{{Pseudonym: "P03"}}})
		if got := pseudonyms(t, w); got != "P01 P03" && got != "P01 P02 P03" {
			t.Fatalf("cut at %d, then added: %s", cut, got)
		}
		if text, ok, err := w.Original("a"); text != "one" || !ok || err != nil {
			t.Fatalf("cut at %d: original %q %v %v", cut, text, ok, err)
		}
		if noTar == nil && cut%3 == 0 {
			run(t, ".", "tar", "-tf", path)
		}
	}
}

// A crash between the two syncs of an append leaves bodies without their first header: nothing of the
// batch counts, and nothing before it is lost.
func TestTornBeforeHeader(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P01"}}})
	end := size(t, v.Path()) - int64(len(trailer))
	mustAdd(t, v, margit())
	f, err := os.OpenFile(v.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(make([]byte, block), end); err != nil {
		t.Fatal(err)
	}
	if got := pseudonyms(t, v); got != "P01" {
		t.Errorf("before: %s", got)
	}
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P03"}}})
	if got := pseudonyms(t, v); got != "P01 P03" {
		t.Errorf("after: %s", got)
	}
}

// A header broken in the middle is damage: what stands behind it must not be written over.
func TestBrokenInTheMiddle(t *testing.T) {
	v := mustCreate(t)
	end := size(t, v.Path()) - int64(len(trailer))
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P01"}}})
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P02"}}})
	f, err := os.OpenFile(v.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("junk"), end+150); err != nil {
		t.Fatal(err)
	}
	was, _ := os.ReadFile(v.Path())
	if _, err := Open(v.Path()); research.KindOf(err) != research.Damaged {
		t.Errorf("open: %v", err)
	}
	if _, err := v.Add(Batch{}); research.KindOf(err) != research.Damaged {
		t.Errorf("add: %v", err)
	}
	if is, _ := os.ReadFile(v.Path()); !bytes.Equal(was, is) {
		t.Error("a damaged vault was written to")
	}
}

// A flipped bit in a batch is noticed, not read past.
func TestFlippedBit(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	raw, _ := os.ReadFile(v.Path())
	raw[bytes.Index(raw, []byte(peopleDir))+block+300] ^= 1
	if err := os.WriteFile(v.Path(), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Entries(); research.KindOf(err) != research.Damaged {
		t.Errorf("%v", err)
	}
}

// The stock tools read a vault without us, and no tool complains of the tar.
func TestStockTools(t *testing.T) {
	for _, tool := range []string{"tar", "age"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	v := mustCreate(t)
	id := mustAdd(t, v, margit())
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P08"}}})
	dir := t.TempDir()
	list := run(t, dir, "tar", "-xvf", v.Path())
	want := "key.age\nrecipient.txt\nsecret.age\npeople/" + id + ".age\noriginals/" + id + ".age\n"
	if !strings.HasPrefix(list, want) {
		t.Errorf("members:\n%s", list)
	}
	// age asks for a passphrase at a terminal only, so the key is opened here and given to it.
	key, err := openKeyText(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "key.txt"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	plain := run(t, dir, "age", "-d", "-i", "key.txt", "people/"+id+".age")
	var p people
	if err := json.Unmarshal([]byte(plain), &p); err != nil || len(p.Entries) != 2 || p.Entries[0].Fields["name"] != "Margit Oelschläger" {
		t.Errorf("%v: %s", err, plain)
	}
}

// The stock age takes the passphrase, too, where there is a terminal for it.
func TestStockPassphrase(t *testing.T) {
	for _, tool := range []string{"tar", "age", "script"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	v := mustCreate(t)
	dir := t.TempDir()
	run(t, dir, "tar", "-xf", v.Path())
	cmd := exec.Command("script", "-qec", "age -d -o key.txt key.age", "/dev/null")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(pass + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("no terminal to be had: %v %s", err, out)
	}
	key, err := os.ReadFile(filepath.Join(dir, "key.txt"))
	if err != nil || !strings.HasPrefix(string(key), "AGE-SECRET-KEY-") {
		t.Errorf("%q %v", key, err)
	}
}

func openKeyText(v *Vault) (string, error) {
	var key string
	err := v.withFile(func(f *os.File, members []member) error {
		id, err := openKey(f, members, v.path, pass)
		if err == nil {
			key = id.String() + "\n"
		}
		return err
	})
	return key, err
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("%s %v: %v %s", name, args, err, errs.String())
	}
	return string(out)
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func pseudonyms(t *testing.T, v *Vault) string {
	t.Helper()
	entries, err := v.Entries()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Pseudonym)
	}
	return strings.Join(all, " ")
}

// No bytes make the reader panic or loop.
func FuzzOpen(f *testing.F) {
	v := mustCreate(f)
	mustAdd(f, v, margit())
	raw, err := os.ReadFile(v.Path())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(raw[:700])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		members, end, err := scan(bytes.NewReader(b))
		if err != nil {
			return
		}
		if end > int64(len(b))+block {
			t.Errorf("end %d of %d", end, len(b))
		}
		for _, m := range members {
			if m.body+m.size > int64(len(b)) {
				t.Errorf("member beyond the end: %+v", m)
			}
		}
	})
}
