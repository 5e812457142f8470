package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// A closed study has no vault and cannot get one back; it can be read and coded, exports are drafts, and undo
// ends there.
func TestCloseForGood(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	row := s.InterviewRows(InterviewFilter{})[0]
	if err := s.SetNote(ctx, row.Interview.ID, "Calm."); err != nil {
		t.Fatal(err)
	}
	_, err := s.CloseForGood(ctx, "another title", nil)
	wantKind(t, err, research.Invalid)
	if s.Vault() != VaultOpen {
		t.Fatal("a wrong title closed the vault")
	}
	proof, err := s.CloseForGood(ctx, "  "+s.Study().Title, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(proof.Files) < 1 || proof.Files[0] != "sample.vault" || proof.Interviews != 60 || len(proof.ByHand) == 0 {
		t.Errorf("the proof is %+v", proof)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), "*"+VaultExt+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %d files, %v", len(left), err)
	}
	if at, ok, err := s.Closed(ctx); err != nil || !ok || !at.Equal(testOptions.Now()) {
		t.Errorf("closed: %v at %v, %v", ok, at, err)
	}
	if _, err := s.Undo(ctx); err == nil {
		t.Error("undo goes behind the closing")
	}
	_, err = s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "pack.pdf"), "", nil)
	if err == nil {
		t.Error("a closed study exports a pack that was not checked")
	}
	draft := filepath.Join(t.TempDir(), "draft.pdf")
	if _, err := s.Export(ctx, PackOptions{Draft: true}, draft, "", nil); err != nil {
		t.Errorf("a draft of a closed study: %v", err)
	}
	if _, err := tryTakeIn(s, [][]string{{"Interview", "Name", "Outcome"}, {"N-1", "Wendeline Abernethy-Quill", "Lost"}}, false); err == nil {
		t.Error("a closed study takes somebody in whom it cannot recognise")
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil); err != nil {
		t.Errorf("erasing from a closed study: %v", err)
	}
}

// Broken off after the study noted it, closing is finished by doing it once more.
func TestCloseForGoodOnceMore(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	if err := s.noteClosed(ctx, s.Now()); err != nil {
		t.Fatal(err)
	}
	proof, err := s.CloseForGood(ctx, s.Study().Title, nil)
	if err != nil || len(proof.Files) == 0 {
		t.Fatalf("finishing: %v, %+v", err, proof)
	}
	if _, err := os.Stat(VaultPath(s.Path())); err == nil {
		t.Error("the vault is still there")
	}
	again, err := s.CloseForGood(ctx, s.Study().Title, nil)
	if err != nil || len(again.Files) != 0 {
		t.Errorf("once more: %v, %+v", err, again)
	}
	for _, words := range again.ByHand {
		if !strings.HasSuffix(words, ".") {
			t.Errorf("%q is no sentence", words)
		}
	}
}
