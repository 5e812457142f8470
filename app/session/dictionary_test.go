package session

import (
	"context"
	"testing"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// A dictionary serves until what it was made of changes: a name of the study, an entry of the vault, the vault's lock.
func TestBestDictionaryIsMadeAgainWhenNamesChange(t *testing.T) {
	ctx := context.Background()
	s := openSample(t)
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	masks := func(text string) bool {
		t.Helper()
		d, err := s.bestDictionary(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, sp := range d.Find(text) {
			if sp.Pseudonym != "" {
				return true
			}
		}
		return false
	}
	first, _ := s.bestDictionary(ctx)
	if again, _ := s.bestDictionary(ctx); again != first {
		t.Error("the same names make another dictionary")
	}
	const said = "Then Quillfeather called."
	if masks(said) {
		t.Fatal("a name that nobody knows is masked")
	}
	if _, err := s.vault.Add(vault.Batch{Entries: []vault.Entry{{Pseudonym: "P999", Kind: kindParticipant, Fields: map[string]string{"name": "Quillfeather"}}}}); err != nil {
		t.Fatal(err)
	}
	if !masks(said) {
		t.Error("a name that the vault knows now is not masked")
	}
	s.LockVault()
	if s.latest.dict != nil {
		t.Error("the names of a locked vault are still held")
	}
	if masks(said) {
		t.Error("a locked vault says who somebody is")
	}
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	if !masks(said) {
		t.Error("the unlocked vault does not say who somebody is")
	}
	before, _ := s.bestDictionary(ctx)
	if _, err := s.store.Edit(ctx, "Name a rival", func(tx *store.Tx) error {
		return second(tx.PutName(research.Name{Kind: research.CompetitorName, Text: "Brightwater"}))
	}); err != nil {
		t.Fatal(err)
	}
	if after, _ := s.bestDictionary(ctx); after == before {
		t.Error("a name that may stand now is not taken up")
	}
}
