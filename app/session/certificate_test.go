package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A certificate is one page without anybody's name, and the same proof gives the same bytes.
func TestCertificates(t *testing.T) {
	s := openSample(t)
	ctx, dir := context.Background(), t.TempDir()
	if shots := os.Getenv("OPENLOOP_SHOTS"); shots != "" {
		dir = shots
	}
	if err := s.Backup(ctx, filepath.Join(filepath.Dir(s.Path()), "backup.openloop"), nil); err != nil {
		t.Fatal(err)
	}
	proof, err := s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "erased.pdf")
	if err := s.SaveCertificate(ctx, proof, path); err != nil {
		t.Fatal(err)
	}
	if hits, err := s.CheckFile(ctx, path); err != nil || len(hits) > 0 {
		t.Errorf("the certificate names %d people: %v", len(hits), err)
	}
	first, err := os.ReadFile(path)
	if err != nil || strings.Count(string(first), "/Type /Page\n") != 1 {
		t.Errorf("%d pages, %v", strings.Count(string(first), "/Type /Page\n"), err)
	}
	if err := s.SaveCertificate(ctx, proof, path); err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(path); err != nil || string(second) != string(first) {
		t.Errorf("written twice, it differs: %v", err)
	}
	closing, err := s.CloseForGood(ctx, s.Study().Title, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveCertificate(ctx, closing, filepath.Join(dir, "closed.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveCertificate(ctx, closing, filepath.Join(dir, "no", "closed.pdf")); err == nil {
		t.Error("written into a folder that is not there")
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
