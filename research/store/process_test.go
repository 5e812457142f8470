package store

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openloop/research"
)

// The test binary runs itself again as a process that can be killed, or that is somebody else.
const (
	childEnv  = "OPENLOOP_STORE_TEST_CHILD"
	childPath = "OPENLOOP_STORE_TEST_PATH"
)

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "":
		os.Exit(m.Run())
	case "edit":
		editForever()
	case "join":
		joinForever()
	case "read":
		readOnly()
	}
}

// editForever edits the study and says how often, until it is killed.
func editForever() {
	s, err := Open(context.Background(), os.Getenv(childPath), Options{Coder: "CD"})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	m := &monkey{tb: &childTB{}, s: s, rnd: rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))}
	for n := 0; ; {
		if m.edit().Step != 0 {
			n++
			fmt.Println(n)
		}
	}
}

// childTB lets the monkey fail outside a test.
type childTB struct{ testing.TB }

func (*childTB) Helper()                  {}
func (*childTB) Context() context.Context { return context.Background() }
func (*childTB) Fatalf(format string, args ...any) {
	fmt.Printf("error "+format+"\n", args...)
	os.Exit(1)
}

// killed starts a process that edits a study, and kills it after n edits, at whatever it is doing then.
func killed(t *testing.T, path string, n int) {
	t.Helper()
	cmd := exec.Command(must(os.Executable())(t))
	cmd.Env = append(os.Environ(), childEnv+"=edit", childPath+"="+path)
	out := must(cmd.StdoutPipe())(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Error(lines.Text())
			break
		}
		if lines.Text() == fmt.Sprint(n) {
			break
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
}

// After a killed process the study opens, holds every edit that was saved, and undoes them all.
func TestKilled(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	want := dump(t, s)
	steps := len(must(s.History(t.Context(), 1000))(t))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for round, n := range []int{50, 1, 17} {
		killed(t, s.Path(), n)
		s = must(Open(t.Context(), s.Path(), Options{}))(t)
		if err := s.Check(t.Context(), nil); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		saved := 0
		for _, st := range must(s.History(t.Context(), 1000))(t) {
			if !st.Undone {
				saved++
			}
		}
		if saved -= steps; saved < n {
			t.Errorf("round %d: %d of %d edits were saved", round, saved, n)
		}
		for range saved {
			must(s.Undo(t.Context()))(t)
		}
		sameDump(t, "all undone", dump(t, s), want)
		checkSearchIndex(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := files(t, filepath.Dir(s.Path())); len(got) != 1 {
		t.Errorf("in the end there is %q", got)
	}
}

// While a process has the study open nobody else gets it; once it is killed, the next one does.
func TestLockOfAnotherProcess(t *testing.T) {
	s := MustOpen(t)
	cmd := exec.Command(must(os.Executable())(t))
	cmd.Env = append(os.Environ(), childEnv+"=edit", childPath+"="+s.Path())
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "already open") {
		t.Errorf("the other process said %q, %v", out, err)
	}
}

// readOnly opens the study, reads and tries to write.
func readOnly() {
	ctx := context.Background()
	s, err := Open(ctx, os.Getenv(childPath), Options{})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	defer s.Close()
	iv, err := s.Interviews(ctx)
	hits, err2 := s.Search(ctx, "contract", 5)
	_, err3 := s.Edit(ctx, "No", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "x"})) })
	fmt.Println(s.ReadOnly(), len(iv), err, len(hits), err2, research.KindOf(err3), s.Check(ctx, nil))
}

// A file or a folder that may only be read opens for reading, and stays as it is. Root may write
// everywhere, so the study is opened as somebody else.
func TestReadOnlyPlaces(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to become somebody else")
	}
	study := closedStudy(t)
	// A place that others can get to, for the test binary as well.
	base := must(os.MkdirTemp("", "openloop-read-only"))(t)
	defer os.RemoveAll(base)
	for dir := filepath.Dir(base); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o001 == 0 {
			t.Skip("the folder for temporary files is closed to others")
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	binary := filepath.Join(base, "store.test")
	if err := os.WriteFile(binary, must(os.ReadFile(must(os.Executable())(t)))(t), 0o755); err != nil {
		t.Fatal(err)
	}
	chmod(t, base, 0o755)
	for _, c := range []struct {
		name         string
		folder, file os.FileMode
	}{
		{"file", 0o777, 0o444},
		{"folder", 0o555, 0o666},
		{"file and folder", 0o555, 0o444},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(base, c.name)
			path := filepath.Join(dir, "s.openloop")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, study, 0o600); err != nil {
				t.Fatal(err)
			}
			chmod(t, path, c.file)
			chmod(t, dir, c.folder)
			cmd := exec.Command(binary)
			cmd.Dir = base
			cmd.Env = append(os.Environ(), childEnv+"=read", childPath+"="+path)
			asNobody(cmd)
			out, err := cmd.CombinedOutput()
			if got, want := strings.TrimSpace(string(out)), "true 1 <nil> 1 <nil> read-only <nil>"; got != want || err != nil {
				t.Errorf("it said %q (%v), want %q", got, err, want)
			}
			if b := must(os.ReadFile(path))(t); !bytes.Equal(b, study) {
				t.Error("the file was changed")
			}
			if got := files(t, dir); len(got) != 1 {
				t.Errorf("beside the file there is %q", got)
			}
		})
	}

	// A log left behind in a folder that cannot be written needs the folder: the sentence says so.
	t.Run("log left behind", func(t *testing.T) {
		dir := filepath.Join(base, "log")
		path := filepath.Join(dir, "s.openloop")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, study, 0o600); err != nil {
			t.Fatal(err)
		}
		killed(t, path, 5)
		os.Remove(path + "-shm")
		for _, name := range files(t, dir) {
			chmod(t, filepath.Join(dir, name), 0o444)
		}
		chmod(t, dir, 0o555)
		cmd := exec.Command(binary)
		cmd.Dir = base
		cmd.Env = append(os.Environ(), childEnv+"=read", childPath+"="+path)
		asNobody(cmd)
		out, _ := cmd.CombinedOutput()
		if !strings.Contains(string(out), "was not closed properly") {
			t.Errorf("it said %q", out)
		}
	})
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
