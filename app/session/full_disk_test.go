//go:build linux

package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"openloop/research"
)

// A disk that fills up during an import: it is said, nothing is half there, and the study opens afterwards and takes
// the same import once there is room.
func TestImportOnFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("a small disk needs root")
	}
	source := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(source, []byte(manyAnswers(400)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, kb := range []int{900, 1400, 2200} {
		t.Run(fmt.Sprint(kb, " kB"), func(t *testing.T) {
			disk := t.TempDir()
			if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64m"); err != nil {
				t.Skipf("no disk of our own: %v", err)
			}
			t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
			importOnFullDisk(t, disk, source, kb)
		})
	}
}

func importOnFullDisk(t *testing.T, disk, source string, kb int) {
	path := filepath.Join(disk, "study.openloop")
	s, err := New(context.Background(), path, Fresh{Client: "Tessell Systems", Passphrase: "correct horse"}, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	before := interviewsIn(t, s)
	size := func(kb int) {
		if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%dk", kb)); err != nil {
			t.Fatal(err)
		}
	}
	size(kb)
	_, err = importFile(s, source)
	if err == nil {
		t.Skipf("%d kB are enough", kb)
	}
	if research.KindOf(err) == "" || !strings.Contains(strings.ToLower(err.Error()), "full") {
		t.Errorf("not said: %v", err)
	}
	if got := interviewsIn(t, s); got != before {
		t.Errorf("half an import: %d interviews, %d before", got, before)
	}
	size(64 << 10)
	_ = s.Close() // of a full disk: what matters is that it opens
	s = open(t, path)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if got := interviewsIn(t, s); got != before {
		t.Errorf("opened anew: %d interviews, %d before", got, before)
	}
	d, err := importFile(s, source)
	if err != nil || d.New != 400 {
		t.Errorf("once there is room: %d new, %v", d.New, err)
	}
}

func importFile(s *Session, path string) (Imported, error) {
	ctx := context.Background()
	src, err := s.ReadSource(ctx, path, nil)
	if err != nil {
		return Imported{}, err
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		return Imported{}, err
	}
	return s.Import(ctx, plan, false, nil)
}

func interviewsIn(t *testing.T, s *Session) int {
	t.Helper()
	c, err := s.store.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c.Interviews
}

// manyAnswers is a table of so many interviews.
func manyAnswers(n int) string {
	var b strings.Builder
	b.WriteString("Interview ID,Company,Contact name,Outcome,Interview date,Why did you decide as you did?\n")
	for i := range n {
		fmt.Fprintf(&b, "IV%03d,Maker %d AG,Contact Person%d,Lost,2026-03-%02d,\"%s\"\n", i, i, i, i%28+1, strings.Repeat(fmt.Sprintf("Nobody called us back after demo %d, and that was that. ", i), 12))
	}
	return b.String()
}
