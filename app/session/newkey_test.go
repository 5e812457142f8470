package session

import (
	"context"
	"testing"

	"openloop/research"
)

// With a new key the old passphrase and the sheet of before open nothing, and the study goes on as before: people
// are recognised, undo reads what was sealed.
func TestNewKeyOfAStudy(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	old, err := s.vault.SecretKey("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.NoName(ctx, list(t, s).find(t, "Ossington")); err != nil {
		t.Fatal(err)
	}
	wantKind(t, s.NewKey("wrong words", "entirely other words"), research.Locked)
	s.LockVault()
	if err := s.NewKey("correct horse", "entirely other words"); err != nil {
		t.Fatal(err)
	}
	if s.Vault() != VaultOpen || s.VaultOlder() {
		t.Errorf("the vault is %v, older %v", s.Vault(), s.VaultOlder())
	}
	checkWords(t, s)
	if _, err := s.Undo(ctx); err != nil {
		t.Error(err)
	}
	done := takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked.", "Nothing."}), false)
	if done.New != 0 || done.People != 0 {
		t.Errorf("the same interview again: %+v", done)
	}
	s.LockVault()
	wantKind(t, s.Unlock("correct horse"), research.Locked)
	wantKind(t, s.UnlockIdentity([]byte(old)), research.Locked)
	if err := s.Unlock("entirely other words"); err != nil {
		t.Fatal(err)
	}
}
