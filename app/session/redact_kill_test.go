package session

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func init() {
	if study := os.Getenv("SESSION_TEST_LOOK"); study != "" {
		childLooks(study)
		os.Exit(0)
	}
}

// childLooks is what the child process of TestLookAgainKilled does: it looks for names until it is killed.
func childLooks(study string) {
	ctx := context.Background()
	s, err := Open(ctx, study, testOptions)
	if err == nil {
		err = s.Unlock("correct horse")
	}
	os.WriteFile(study+".ready", nil, 0o600)
	if err == nil {
		_, err = s.LookAgain(ctx, nil)
	}
	if err != nil {
		os.WriteFile(study+".failed", []byte(err.Error()), 0o600)
		os.Exit(1)
	}
	os.WriteFile(study+".done", nil, 0o600)
	time.Sleep(time.Minute)
}

// Killed at whatever moment, a look for names is done or not begun: the study opens, every coding is on its
// words, and once it is done no name is left in any file.
func TestLookAgainKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes of its own")
	}
	made := t.TempDir()
	first := learnedLate(t, made)
	before := coded(t, first)
	path := first.Path()
	first.Close()
	rnd := rand.New(rand.NewPCG(11, 5))
	done, not := 0, 0
	for round := range 14 {
		dir := t.TempDir()
		study := filepath.Join(dir, "study.openloop")
		for _, f := range []string{path, VaultPath(path)} {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), read(t, f), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		killLooking(t, study, time.Duration(rnd.IntN(70))*time.Millisecond)
		s := open(t, study)
		if err := s.Unlock("correct horse"); err != nil {
			t.Fatal(err)
		}
		checkWords(t, s)
		got := coded(t, s)
		name, _ := s.CanUndo()
		switch looked := strings.HasPrefix(name, "Look for names"); {
		case looked && !slices.Equal(got, before):
			done++
			if found := namesIn(t, study, lateNames); len(found) > 0 {
				t.Errorf("round %d: done, and open after the kill there is %s", round, strings.Join(found, "\n"))
			}
		case !looked && slices.Equal(got, before):
			not++
			if _, err := s.LookAgain(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("round %d: half done, coded is %q", round, got)
		}
		if err := s.Check(context.Background(), nil); err != nil {
			t.Error(err)
		}
		s.Close()
		if found := namesIn(t, study, lateNames); len(found) > 0 {
			t.Errorf("round %d: at last there is %s", round, strings.Join(found, "\n"))
		}
	}
	t.Logf("%d were done, %d not begun", done, not)
}

// killLooking kills a child some time after it has begun to look.
func killLooking(t *testing.T, study string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "SESSION_TEST_LOOK="+study)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		child.Process.Kill()
		child.Wait()
		if why, err := os.ReadFile(study + ".failed"); err == nil {
			t.Fatalf("the child failed: %s", why)
		}
		for _, f := range []string{".ready", ".done"} {
			os.Remove(study + f)
		}
	}()
	for range 3000 {
		if _, err := os.Stat(study + ".ready"); err == nil {
			time.Sleep(after)
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("the child has not begun in 3 s")
}
