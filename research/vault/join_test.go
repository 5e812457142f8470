package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// What was added to a copy of the vault is taken over once, amended where that is asked for, and nothing else.
func TestTake(t *testing.T) {
	v := mustCreate(t)
	mustAdd(t, v, margit())
	path := filepath.Join(t.TempDir(), "copy.vault")
	b, err := os.ReadFile(v.Path())
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := mustOpen(t, path) // sealed: batches can be added all the same
	id := mustAdd(t, c, Batch{Entries: []Entry{{Pseudonym: "P41", Kind: "participant", Fields: map[string]string{"name": "Ilse Vandermolen"}}}, Originals: []Original{{Ref: "x1", Text: "Ilse said so."}}})
	before, _ := v.Entries()
	if n, err := v.Missing(path); n != 1 || err != nil {
		t.Fatalf("%d batches are missing, %v", n, err)
	}
	n, err := v.Take(path, func(b *Batch) {
		for i := range b.Entries {
			b.Entries[i].Pseudonym = strings.Replace(b.Entries[i].Pseudonym, "P41", "P52", 1)
		}
	})
	if n != 1 || err != nil {
		t.Fatalf("took %d, %v", n, err)
	}
	all, err := v.Entries()
	if err != nil || len(all) != len(before)+1 || all[len(all)-1].Pseudonym != "P52" {
		t.Errorf("%d entries after %d, %v", len(all), len(before), err)
	}
	if text, ok, err := v.Original("x1"); text != "Ilse said so." || !ok || err != nil {
		t.Errorf("the original is %v, %v", ok, err)
	}
	if ids, _ := v.Batches(); ids[len(ids)-1] != id {
		t.Error("the batch has another id")
	}
	if n, err := v.Take(path, nil); n != 0 || err != nil {
		t.Errorf("took %d again, %v", n, err)
	}
	mustAdd(t, c, Batch{Originals: []Original{{Ref: "x2", Text: "Later."}}})
	v.Lock()
	if _, err := v.Take(path, nil); research.KindOf(err) != research.Locked {
		t.Errorf("a locked vault took a batch: %v", err)
	}
	other := mustCreate(t)
	if _, err := other.Take(path, nil); research.KindOf(err) != research.Conflict {
		t.Errorf("another vault took a batch: %v", err)
	}
}
