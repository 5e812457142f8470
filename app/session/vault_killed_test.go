//go:build unix

package session

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"openloop/research"
)

// What the child process is told.
const (
	vaultChildDir = "SESSION_VAULT_DIR"
	vaultChildAct = "SESSION_VAULT_ACT"
	vaultChildDie = "SESSION_VAULT_DIE" // at which call of progress it kills itself, 0 for never
)

// TestVaultChild is no test but the process that the tests below kill.
func TestVaultChild(t *testing.T) {
	dir := os.Getenv(vaultChildDir)
	if dir == "" {
		t.Skip("only as the child of another test")
	}
	s := open(t, filepath.Join(dir, "study.openloop"))
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	die, _ := strconv.Atoi(os.Getenv(vaultChildDie))
	calls := 0
	p := Progress(func(int, int, string) {
		if calls++; calls == die {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	})
	fmt.Println("go")
	if err := vaultActs[os.Getenv(vaultChildAct)](s, p); err != nil {
		t.Fatal(err)
	}
	fmt.Println("calls", calls)
}

// vaultActs are what is being done when the process dies.
var vaultActs = map[string]func(*Session, Progress) error{
	"import": func(s *Session, p Progress) error {
		ctx := context.Background()
		src, err := s.ReadSourceData(ctx, "sheet.csv", []byte(csvOf(people(2, 5))), nil)
		if err != nil {
			return err
		}
		plan, err := s.Plan(ctx, src, nil)
		if err != nil {
			return err
		}
		_, err = s.Import(ctx, plan, false, p)
		return err
	},
	"passphrase": func(s *Session, _ Progress) error {
		return s.ChangePassphrase("correct horse", "lantern gravel mosaic")
	},
	"compact": func(s *Session, _ Progress) error { _, err := s.CompactVault(); return err },
}

// dies runs an act in a process of its own, which dies at its nth progress, or is killed a while after it
// began; it answers what was said and whether it was killed.
func dies(t *testing.T, dir, act string, n int, after time.Duration) (string, bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestVaultChild$", "-test.v")
	cmd.Env = append(os.Environ(), vaultChildDir+"="+dir, vaultChildAct+"="+act, vaultChildDie+"="+strconv.Itoa(n))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
		if lines.Text() == "go" && after > 0 {
			time.Sleep(after)
			_ = cmd.Process.Kill()
		}
	}
	var status *exec.ExitError
	err = cmd.Wait()
	killed := errors.As(err, &status) && status.Sys().(syscall.WaitStatus).Signaled()
	if err != nil && !killed {
		t.Fatalf("%s: %v\n%s", act, err, said.String())
	}
	return said.String(), killed
}

// seed is a study of two interviews, as files.
func seed(t *testing.T) (study, vault []byte) {
	s := newStudy(t)
	takeIn(t, s, people(0, 2), false)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return readFile(t, s.Path()), readFile(t, VaultPath(s.Path()))
}

// An import that dies anywhere leaves the study with all of it or nothing, never ahead of its vault; the same
// file once more brings every interview in once and every person under one pseudonym.
func TestImportKilledAnywhere(t *testing.T) {
	study, vault := seed(t)
	plant := func() string {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "study.openloop"), study)
		writeFile(t, filepath.Join(dir, "study.vault"), vault)
		return dir
	}
	said, _ := dies(t, plant(), "import", 0, 0)
	var calls int
	if _, err := fmt.Sscanf(said[strings.Index(said, "calls"):], "calls %d", &calls); err != nil || calls < 6 {
		t.Fatalf("%v: %s", err, said)
	}
	ahead := 0
	check := func(dir string, killed bool) {
		path := filepath.Join(dir, "study.openloop")
		s := open(t, path)
		if err := s.Unlock("correct horse"); err != nil {
			t.Fatal(err)
		}
		n := len(s.InterviewRows(InterviewFilter{}))
		if n != 2 && n != 5 || !killed && n != 5 || s.VaultSays() != "" {
			t.Errorf("%d interviews, killed %v; %s", n, killed, s.VaultSays())
		}
		entries, err := s.vault.Entries()
		if err != nil {
			t.Fatal(err)
		}
		if n == 2 && len(entries) > 4 {
			ahead++
		}
		if err := s.Check(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if err := vaultActs["import"](s, nil); err != nil {
			t.Fatal(err)
		}
		once(t, s, 5)
	}
	for n := 1; n <= calls; n++ {
		dir := plant()
		_, killed := dies(t, dir, "import", n, 0)
		check(dir, killed)
	}
	for i := range 8 {
		dir := plant()
		_, killed := dies(t, dir, "import", 0, time.Duration(i*i)*time.Millisecond+time.Microsecond)
		check(dir, killed)
	}
	if ahead == 0 {
		t.Error("never killed between vault and study, so nothing was tried")
	}
	t.Logf("killed at %d places of the import and 8 times at random, %d times between vault and study", calls, ahead)
}

// A process that dies while it writes the vault anew leaves a study that opens with one of two passphrases
// and lacks nobody.
func TestRewritingKilledAnywhere(t *testing.T) {
	study, vault := seed(t)
	for _, act := range []string{"passphrase", "compact"} {
		for i := range 8 {
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, "study.openloop"), study)
			writeFile(t, filepath.Join(dir, "study.vault"), vault)
			dies(t, dir, act, 0, time.Duration(i)*3*time.Millisecond+time.Microsecond)
			s := open(t, filepath.Join(dir, "study.openloop"))
			err := s.Unlock("correct horse")
			if act == "passphrase" && research.KindOf(err) == research.Locked {
				err = s.Unlock("lantern gravel mosaic")
			}
			if err != nil {
				t.Fatalf("%s %d: %v", act, i, err)
			}
			once(t, s, 2)
		}
	}
}
