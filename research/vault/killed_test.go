//go:build unix

package vault

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"openloop/research"
)

// The test binary runs itself again as a process that is killed before its nth act on the disk.
const (
	childEnv = "OPENLOOP_VAULT_TEST_CHILD"
	pathEnv  = "OPENLOOP_VAULT_TEST_PATH"
	actEnv   = "OPENLOOP_VAULT_TEST_ACT"
)

func TestMain(m *testing.M) {
	if act := os.Getenv(childEnv); act != "" {
		if err := dieIn(act, os.Getenv(pathEnv), os.Getenv(actEnv)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// rewritings are all that writes to a vault, and by which its new state is told from its old one.
var rewritings = map[string]struct {
	do        func(v *Vault) error
	old, new  string // who is in the vault
	newPhrase bool
}{
	"add": {do: func(v *Vault) error {
		_, err := v.Add(Batch{Entries: []Entry{{Pseudonym: "P12"}}, Originals: []Original{{"x", "y"}}})
		return err
	}, old: "P07 O03 P08", new: "P07 O03 P08 P12"},
	"erase": {do: func(v *Vault) error {
		_, err := v.Erase([]string{"P07"}, []string{"P07/Q01"})
		return err
	}, old: "P07 O03 P08", new: "O03 P08"},
	"compact":    {do: func(v *Vault) error { _, err := v.Compact(); return err }, old: "P07 O03 P08", new: "P07 O03 P08"},
	"passphrase": {do: func(v *Vault) error { return v.ChangePassphrase(pass, "new words") }, old: "P07 O03 P08", new: "P07 O03 P08", newPhrase: true},
	"key":        {do: func(v *Vault) error { return v.NewKey("new words") }, old: "P07 O03 P08", new: "P07 O03 P08", newPhrase: true},
	"colleague": {do: func(v *Vault) error {
		err := v.AddColleague("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", "Jo")
		if research.KindOf(err) == research.Conflict {
			return nil // it was done before the process died
		}
		return err
	}, old: "P07 O03 P08", new: "P07 O03 P08"},
}

// dieIn does an act and kills itself before the nth act on the disk. n 0 only counts them.
func dieIn(act, path, nth string) error {
	v, err := Open(path)
	if err != nil {
		return err
	}
	if err := v.Unlock(pass); err != nil {
		return err
	}
	v.workFactor = small.WorkFactor
	n, _ := strconv.Atoi(nth)
	count := 0
	v.step = func() {
		if count++; count == n {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	if err := rewritings[act].do(v); err != nil {
		return err
	}
	fmt.Println("acts", count)
	return nil
}

func child(act, path string, n int) (string, error) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+act, pathEnv+"="+path, actEnv+"="+strconv.Itoa(n))
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// Wherever a process is killed that adds to the vault or writes it anew, the vault opens in its old or its
// new state, the earlier generation is whole or not there, and the same act done again succeeds and leaves
// nothing lying about.
func TestKilledAnywhere(t *testing.T) {
	for name, r := range rewritings {
		t.Run(name, func(t *testing.T) {
			v := two(t)
			whole, err := os.ReadFile(v.Path())
			if err != nil {
				t.Fatal(err)
			}
			var acts int
			out, err := child(name, v.Path(), 0)
			if _, e := fmt.Sscanf(out, "acts %d", &acts); err != nil || e != nil || acts < 6 {
				t.Fatalf("%v %v: %s", err, e, out)
			}
			for n := 1; n <= acts; n++ {
				dir := t.TempDir()
				path := filepath.Join(dir, "study.vault")
				if err := os.WriteFile(path, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				if out, err := child(name, path, n); err == nil || strings.Contains(out, "acts") {
					t.Fatalf("act %d of %d: it was not killed: %s", n, acts, out)
				}
				after, phrase := state(t, path)
				if after != r.old && after != r.new {
					t.Errorf("act %d of %d: the vault holds %q", n, acts, after)
				}
				if _, err := os.Stat(path + ".1"); err == nil {
					if earlier, _ := state(t, path+".1"); earlier != r.old && earlier != r.new {
						t.Errorf("act %d of %d: the earlier generation holds %q", n, acts, earlier)
					}
				}
				if name == "add" && after == r.new || phrase != pass {
					continue // it is done
				}
				if out, err := child(name, path, 0); err != nil {
					t.Errorf("act %d of %d, once more: %v %s", n, acts, err, out)
					continue
				}
				if again, _ := state(t, path); again != r.new {
					t.Errorf("act %d of %d, once more: %q", n, acts, again)
				}
				if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
					t.Errorf("left: %v", left)
				}
			}
			t.Logf("killed at %d places", acts)
		})
	}
}

// state is who a vault holds and the passphrase that opens it; every original must be there.
func state(t *testing.T, path string) (who, phrase string) {
	t.Helper()
	w, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	phrase = pass
	if err = w.Unlock(phrase); research.KindOf(err) == research.Locked {
		phrase = "new words"
		err = w.Unlock(phrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	if text, ok, err := w.Original("P08/Q01"); text != "Imre here." || !ok || err != nil {
		t.Errorf("original: %v %v", ok, err)
	}
	return pseudonyms(t, w), phrase
}
