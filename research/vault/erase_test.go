package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"openloop/research"
)

// two is a vault of two people in a batch each, with two originals each.
func two(t *testing.T) *Vault {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	mustAdd(t, v, Batch{SourceName: "more.csv", Entries: []Entry{{Pseudonym: "P08", Fields: map[string]string{"name": "Imre Dobos"}}},
		Originals: []Original{{"P08/Q01", "Imre here."}, {"P08/Q02", "Margit told me."}}})
	return v
}

// Whoever is erased is in neither generation, everybody else is, and the batches keep their ids.
func TestErase(t *testing.T) {
	v := two(t)
	before, _ := v.Batches()
	if _, _, err := v.Original("P07/Q01"); err != nil {
		t.Fatal(err)
	}
	if err := v.ChangePassphrase(pass, pass); err != nil { // an earlier generation that holds her
		t.Fatal(err)
	}
	got, err := v.Erase([]string{"P07"}, []string{"P07/Q01", "P07/Q02", "P08/Q02", "P99/Q01"})
	if want := (Erasure{Entries: 1, Originals: 3, Files: 2}); got != want || err != nil {
		t.Fatalf("%+v %v, want %+v", got, err, want)
	}
	files := v.Generations()
	if len(files) != 2 {
		t.Fatalf("generations %v", files)
	}
	for _, path := range files {
		w := mustOpen(t, path)
		if got := pseudonyms(t, w); got != "O03 P08" {
			t.Errorf("%s: %s", filepath.Base(path), got)
		}
		for ref, want := range map[string]bool{"P07/Q01": false, "P07/Q02": false, "P08/Q01": true, "P08/Q02": false} {
			if _, ok, err := w.Original(ref); ok != want || err != nil {
				t.Errorf("%s: %s %v %v", filepath.Base(path), ref, ok, err)
			}
		}
		if after, _ := w.Batches(); len(after) != 2 || after[0] != before[0] || after[1] != before[1] {
			t.Errorf("batches %v, want %v", after, before)
		}
		sources(t, w, "", "more.csv")
	}
	if _, ok, _ := v.Original("P07/Q01"); ok {
		t.Error("the open vault still knows an erased original")
	}
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P10"}}})
	if got := pseudonyms(t, v); got != "O03 P08 P10" {
		t.Errorf("after adding: %s", got)
	}
}

func sources(t *testing.T, v *Vault, want ...string) {
	t.Helper()
	var got []string
	if err := v.eachPeople(func(p people) { got = append(got, p.Source) }); err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if len(got) != len(want) || got[i] != want[i] {
			t.Fatalf("sources %q, want %q", got, want)
		}
	}
}

// Erasing needs the open vault and somebody to erase; otherwise nothing is written.
func TestEraseRefuses(t *testing.T) {
	v := two(t)
	if _, err := v.Erase(nil, []string{""}); research.KindOf(err) != research.Invalid {
		t.Errorf("nobody: %v", err)
	}
	v.Lock()
	if _, err := v.Erase([]string{"P07"}, nil); research.KindOf(err) != research.Locked {
		t.Errorf("locked: %v", err)
	}
	if got := v.Generations(); len(got) != 1 {
		t.Errorf("generations %v", got)
	}
}

// A vault open elsewhere sees at once what was erased.
func TestEraseSeenElsewhere(t *testing.T) {
	v := two(t)
	w := mustOpen(t, v.Path())
	if _, ok, err := w.Original("P07/Q01"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := v.Erase([]string{"P07"}, []string{"P07/Q01"}); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := w.Original("P07/Q01"); ok || err != nil {
		t.Error("it still answers an erased original", err)
	}
	if text, ok, err := w.Original("P07/Q02"); !ok || text != "I work for Brandtkamp." || err != nil {
		t.Errorf("%q %v %v", text, ok, err)
	}
}

// Destroy leaves nothing: neither the files nor what a rewriting that was broken off left; what still has
// the file open reads zeros.
func TestDestroy(t *testing.T) {
	v := two(t)
	if _, err := v.Erase([]string{"P07"}, nil); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{besides(v.Path()), besides(v.Path() + ".1")} {
		if err := os.WriteFile(p, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open, err := os.Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	files, err := Destroy(v.Path())
	if len(files) != 4 || err != nil {
		t.Errorf("%v %v", files, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(v.Path())); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	b := make([]byte, 1<<16)
	if n, _ := open.Read(b); n == 0 || !isZero(b[:n]) {
		t.Error("the sealed key was not overwritten")
	}
	if _, err := Destroy(v.Path()); research.KindOf(err) != research.NotFound || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("twice: %v", err)
	}
}
