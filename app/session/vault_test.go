package session

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"openloop/report/pdf"
	"openloop/research"
)

// people is a sheet of interviews that nobody has had before.
func people(from, to int) [][]string {
	rows := [][]string{{"Interview ID", "Contact name", "Company", "Outcome", "What decided it?"}}
	for i := from; i < to; i++ {
		rows = append(rows, []string{fmt.Sprintf("I-%d", i), fmt.Sprintf("Agda Testrup%c", 'a'+i), fmt.Sprintf("Firma%c Nord GmbH", 'a'+i), "Lost", "It came down to timing."})
	}
	return rows
}

// replaceVault closes the session, changes the vault's files and opens the study again.
func replaceVault(t *testing.T, s *Session, change func(path string)) *Session {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	change(VaultPath(s.Path()))
	return open(t, s.Path())
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeFile(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A study with its own vault has nothing to say of it.
func TestVaultSaysNothing(t *testing.T) {
	s := openSample(t)
	if got := s.VaultSays(); got != "" || s.VaultOlder() || s.CanIssue() != nil {
		t.Errorf("%q %v", got, s.CanIssue())
	}
	s.LockVault()
	if got := s.VaultSays(); got != "" || research.KindOf(s.CanIssue()) != research.Locked {
		t.Errorf("locked: %q %v", got, s.CanIssue())
	}
}

// An earlier copy of the vault: the study opens and says what is missing, at first in imports, then by
// pseudonym; what it exports is a draft.
func TestVaultOlder(t *testing.T) {
	ctx := context.Background()
	s := newStudy(t)
	takeIn(t, s, people(0, 2), false)
	early := readFile(t, VaultPath(s.Path()))
	takeIn(t, s, people(2, 4), false)
	s = replaceVault(t, s, func(path string) { writeFile(t, path, early) })
	if got := s.VaultSays(); s.Vault() != VaultLocked || !s.VaultOlder() || !strings.Contains(got, "it lacks 1 import (2 November 2026)") {
		t.Errorf("locked: %q", got)
	}
	if err := s.Unlock("correct horse\n"); err != nil {
		t.Fatal(err)
	}
	if got := s.VaultSays(); !strings.Contains(got, "does not know O03, O04, P03, P04.") {
		t.Errorf("open: %q", got)
	}
	wantKind(t, s.CanIssue(), research.Withheld)
	dir := t.TempDir()
	_, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "pack.pdf"), "", nil)
	wantKind(t, err, research.Withheld)
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("written: %v", files)
	}
	if _, err := s.Export(ctx, PackOptions{Draft: true}, filepath.Join(dir, "pack.pdf"), "", nil); err != nil {
		t.Errorf("draft: %v", err)
	}
}

// A damaged vault, and none: the study opens, is anonymous, and says so.
func TestVaultDamagedOrGone(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, people(0, 2), false)
	whole := readFile(t, VaultPath(s.Path()))
	s = replaceVault(t, s, func(path string) { writeFile(t, path, whole[:700]) })
	if got := s.VaultSays(); s.Vault() != VaultDamaged || !strings.Contains(got, "study.vault is there but cannot be read") {
		t.Errorf("%d %q", s.Vault(), got)
	}
	wantKind(t, s.Unlock("correct horse"), research.Unreadable)
	s = replaceVault(t, s, func(path string) {
		spoilt := append([]byte(nil), whole...)
		spoilt[bytes.LastIndex(spoilt, []byte("people/"))+512+300] ^= 1 // within what its header is followed by
		writeFile(t, path, spoilt)
		writeFile(t, path+".1", whole)
	})
	if err := s.Unlock("correct horse"); err != nil {
		t.Errorf("a damaged batch: %v", err)
	}
	if got := s.VaultSays(); s.Vault() != VaultDamaged || !strings.Contains(got, "study.vault.1, the one before it, is there") {
		t.Errorf("%d %q", s.Vault(), got)
	}
	s = replaceVault(t, s, func(path string) { os.Remove(path); os.Remove(path + ".1") })
	if got := s.VaultSays(); s.Vault() != VaultMissing || !strings.HasPrefix(got, "There is no study.vault beside this study.") {
		t.Errorf("%d %q", s.Vault(), got)
	}
	wantKind(t, s.CanIssue(), research.NotFound)
	if rows := s.InterviewRows(InterviewFilter{}); len(rows) != 2 {
		t.Errorf("%d interviews", len(rows))
	}
	s = replaceVault(t, s, func(path string) { writeFile(t, path, whole) })
	if got := s.VaultSays(); got != "" {
		t.Errorf("the vault is back: %q", got)
	}
}

// The keyring holds the passphrase under digits that name nothing, opens the vault, follows a change of it,
// and lets go.
func TestKeyring(t *testing.T) {
	keyring.MockInit()
	s := newStudy(t)
	s.LockVault()
	if s.UnlockRemembered() || s.Remembered() {
		t.Error("remembered before it was asked to")
	}
	wantKind(t, s.Remember("wrong words, these"), research.Locked)
	if err := s.Remember("correct horse\n"); err != nil {
		t.Fatal(err)
	}
	id := s.VaultID()
	if got, err := keyring.Get("Openloop", id); got != "correct horse" || err != nil || strings.Contains(id, "study") || len(id) != 32 {
		t.Errorf("under %q, %v", id, err)
	}
	if !s.UnlockRemembered() || s.Vault() != VaultOpen {
		t.Error("it does not open the vault")
	}
	if err := s.ChangePassphrase("correct horse", "other words entirely"); err != nil {
		t.Fatal(err)
	}
	s.LockVault()
	if !s.UnlockRemembered() {
		t.Error("it does not follow the change")
	}
	if err := s.Unremember(); err != nil || s.Remembered() {
		t.Errorf("still there, %v", err)
	}
	if err := s.Unremember(); err != nil {
		t.Errorf("twice: %v", err)
	}
}

// Without a keyring everything goes on; asked to remember, it says so.
func TestNoKeyring(t *testing.T) {
	keyring.MockInitWithError(fmt.Errorf("no bus"))
	t.Cleanup(keyring.MockInit)
	s := newStudy(t)
	wantKind(t, s.Remember("correct horse"), research.NotFound)
	if s.UnlockRemembered() || s.Remembered() || s.Unremember() != nil || s.ChangePassphrase("correct horse", "other words entirely") != nil {
		t.Error("something needs the keyring")
	}
}

// The vault locks itself after a while without an act, not while somebody is at work, and tells it.
func TestLocksItself(t *testing.T) {
	s := newStudy(t)
	told := make(chan VaultState, 10)
	defer s.OnVault(func() { told <- s.Vault() })()
	s.LockAfter(300 * time.Millisecond)
	for range 8 {
		time.Sleep(100 * time.Millisecond)
		s.Index()
	}
	if s.Vault() != VaultOpen {
		t.Fatal("locked while somebody was at work")
	}
	select {
	case state := <-told:
		if state != VaultLocked || s.Vault() != VaultLocked {
			t.Errorf("state %d", state)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it did not lock")
	}
	if err := s.Unlock("correct horse"); err != nil || <-told != VaultOpen {
		t.Error(err)
	}
	s.LockAfter(0)
	time.Sleep(500 * time.Millisecond)
	if s.Vault() != VaultOpen {
		t.Error("locked although it never should")
	}
}

// A computer that slept stops the timer: the first act afterwards locks.
func TestLocksAfterSleep(t *testing.T) {
	s := newStudy(t)
	s.LockAfter(time.Hour)
	s.keep.mu.Lock()
	s.keep.touched = s.keep.touched.Add(-2 * time.Hour)
	s.keep.mu.Unlock()
	s.Touch()
	if s.Vault() != VaultLocked {
		t.Error("still open")
	}
	if err := s.Unlock("correct horse"); err != nil || s.Vault() != VaultOpen {
		t.Errorf("opened again: %v", err)
	}
}

// Colleagues come and go through the session; only with the vault open.
func TestSessionColleagues(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, people(0, 1), false)
	// A pair made by age-keygen for this test.
	const (
		key    = "age1evjv3hrtaan0vqlv9r0hz3uflyh9k8qz94fyknvc4m33afwkspzq0m4uy3"
		secret = "AGE-SECRET-KEY-1EW65S4DCFA2MTTDSYC95M7WZTTDDGPCG5QXYJU4R78EST7ZFUT9SVRLCZN"
	)
	s.LockVault()
	wantKind(t, s.AddColleague(key, "Jo"), research.Locked)
	if err := s.UnlockIdentity([]byte(secret)); research.KindOf(err) != research.Locked {
		t.Errorf("not on the list yet: %v", err)
	}
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if err := s.AddColleague(key, "Jo"); err != nil {
		t.Fatal(err)
	}
	s.LockVault()
	if err := s.UnlockIdentity([]byte(secret)); err != nil || s.VaultSays() != "" {
		t.Errorf("%v %q", err, s.VaultSays())
	}
	takeIn(t, s, people(1, 2), false) // the colleague imports
	s.LockVault()
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Colleagues(); err != nil || len(all) != 1 || all[0].Label != "Jo" {
		t.Errorf("%v %v", all, err)
	}
	if err := s.RemoveColleague(key); err != nil {
		t.Fatal(err)
	}
	said, err := s.CompactVault()
	if err != nil || !strings.Contains(said, "2 imports merged") {
		t.Errorf("%q %v", said, err)
	}
	if s.VaultSays() != "" || s.compareVault(context.Background()) != nil || s.VaultSays() != "" {
		t.Errorf("after compaction: %q", s.VaultSays())
	}
}

// The sheet is written only for the passphrase, for its owner's eyes; its key and its commands open the
// vault without us, and it gives a forgotten passphrase back.
func TestRecoverySheet(t *testing.T) {
	ctx := context.Background()
	s := newStudy(t)
	takeIn(t, s, people(0, 2), false)
	dir := t.TempDir()
	path := filepath.Join(dir, s.RecoveryName())
	wantKind(t, s.RecoverySheet(ctx, "wrong words", path), research.Locked)
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("written: %v", files)
	}
	if err := s.RecoverySheet(ctx, "correct horse", path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	key, err := s.vault.SecretKey("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	stockCommands(t, VaultPath(s.Path()), key)
	s.LockVault()
	typed := strings.ToLower(strings.Join((pdf.Recovery{Key: key}).Rows(), "\n"))
	wrong := typed[:len(typed)-1] + map[bool]string{true: "q", false: "p"}[strings.HasSuffix(typed, "p")]
	if err := s.RecoverVault(wrong, "remembered again"); err == nil {
		t.Error("a mistyped key is taken")
	}
	if err := s.RecoverVault(typed, "remembered again"); err != nil {
		t.Fatal(err)
	}
	s.LockVault()
	if err := s.Unlock("remembered again"); err != nil {
		t.Error(err)
	}
}

// stockCommands runs what the sheet says, with the real tools.
func stockCommands(t *testing.T, vault, key string) {
	t.Helper()
	for _, tool := range []string{"tar", "age", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Logf("%s is not installed, so the sheet's commands were not tried", tool)
			return
		}
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, filepath.Base(vault)), readFile(t, vault))
	writeFile(t, filepath.Join(dir, "key.txt"), []byte(key+"\n"))
	for i, c := range (pdf.Recovery{Vault: filepath.Base(vault)}).Commands() {
		cmd := exec.Command("sh", "-ec", c)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if i == 2 && strings.Contains(string(out), "originals/*.age") {
			continue // no text needed masking, so there are no originals
		}
		if err != nil || i == 1 && strings.Count(string(out), `"pseudonym"`) != 4 {
			t.Errorf("%s: %v, %d bytes", c, err, len(out))
		}
	}
}

func TestNewPassphrases(t *testing.T) {
	for _, c := range []struct {
		first, again string
		ok           bool
	}{{"short", "short", false}, {"lantern gravel mosaic", "lantern gravel mosaik", false}, {"lantern gravel mosaic\n", "lantern gravel mosaic", true}} {
		if err := CheckNewPassphrase(c.first, c.again); (err == nil) != c.ok {
			t.Errorf("%q: %v", c.first, err)
		}
	}
	if PassphraseStrength("password").Level != 0 {
		t.Error("password passes")
	}
}
