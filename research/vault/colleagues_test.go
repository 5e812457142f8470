package vault

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"openloop/research"
)

func mustKey(t *testing.T) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// A colleague opens what was there and what comes later, here and with the stock tools; once taken off the
// list, nothing of either generation.
func TestColleagues(t *testing.T) {
	v := two(t)
	key, _ := v.SourceKey("deal", "1")
	jo := mustKey(t)
	if err := v.AddColleague(" "+jo.Recipient().String()+"\n", "Jo"); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P11"}}}) // sealed, and still for both
	w, err := Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.UnlockIdentity([]byte("# created: today\n" + jo.String() + "\n")); err != nil {
		t.Fatal(err)
	}
	if got := pseudonyms(t, w); got != "P07 O03 P08 P11" {
		t.Errorf("the colleague reads %s", got)
	}
	if k, err := w.SourceKey("deal", "1"); k != key || err != nil {
		t.Error("another source key for the colleague", err)
	}
	if err := w.AddColleague(mustKey(t).Recipient().String(), "Kim"); research.KindOf(err) != research.Locked {
		t.Errorf("the colleague adds others: %v", err)
	}
	if all, err := w.Colleagues(); err != nil || len(all) != 1 || all[0].Label != "Jo" || all[0].Recipient != jo.Recipient().String() {
		t.Errorf("colleagues %+v %v", all, err)
	}
	if _, err := w.Erase([]string{"P08"}, nil); err != nil { // keeps the list
		t.Fatal(err)
	}
	stockReads(t, v.Path(), jo, true)
	if err := v.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	if err := v.RemoveColleague(jo.Recipient().String()); err != nil {
		t.Fatal(err)
	}
	for _, path := range v.Generations() {
		w, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.UnlockIdentity([]byte(jo.String())); research.KindOf(err) != research.Locked {
			t.Errorf("%s, taken off the list: %v", filepath.Base(path), err)
		}
		stockReads(t, path, jo, false)
		if got := pseudonyms(t, mustOpen(t, path)); got != "P07 O03 P11" {
			t.Errorf("afterwards: %s", got)
		}
	}
	if err := v.RemoveColleague(jo.Recipient().String()); research.KindOf(err) != research.NotFound {
		t.Errorf("twice: %v", err)
	}
}

// stockReads reads every sealed member with stock tar and age and the colleague's key file.
func stockReads(t *testing.T, path string, id *age.X25519Identity, can bool) {
	t.Helper()
	for _, tool := range []string{"tar", "age"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Logf("%s is not installed, so the stock way was not tried", tool)
			return
		}
	}
	dir := t.TempDir()
	run(t, dir, "tar", "-xf", path)
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte(id.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	members, _ := filepath.Glob(filepath.Join(dir, "*", "*.age"))
	if len(members) < 4 {
		t.Fatalf("only %d members", len(members))
	}
	for _, m := range append(members, filepath.Join(dir, secretName)) {
		cmd := exec.Command("age", "-d", "-i", "mine.txt", m)
		cmd.Dir = dir
		if out, err := cmd.Output(); (err == nil) != can || (can && len(out) == 0) {
			t.Errorf("age opens %s: %v, want %v", filepath.Base(m), err == nil, can)
		}
	}
}

func TestColleagueRefused(t *testing.T) {
	v := mustCreate(t)
	jo := mustKey(t)
	for _, c := range []struct {
		recipient string
		kind      research.Kind
	}{{"", research.Invalid}, {"age1nonsense", research.Invalid}, {jo.String(), research.Invalid}, {v.recipient.String(), research.Conflict},
		{jo.Recipient().String() + "\n" + jo.Recipient().String(), research.Invalid}, {"ssh-ed25519 AAAAC3", research.Invalid}} {
		if err := v.AddColleague(c.recipient, "Jo of Kelding"); research.KindOf(err) != c.kind {
			t.Errorf("%.12q: %v", c.recipient, err)
		}
	}
	if err := v.AddColleague(jo.Recipient().String(), "Jo of Kelding"); err != nil {
		t.Fatal(err)
	}
	if err := v.AddColleague(jo.Recipient().String(), "Jo of Kelding"); research.KindOf(err) != research.Conflict {
		t.Errorf("twice: %v", err)
	}
	if all, err := v.Colleagues(); len(all) != 1 || err != nil {
		t.Errorf("%v %v", all, err)
	}
	if err := v.UnlockIdentity([]byte("what?")); research.KindOf(err) != research.Invalid {
		t.Errorf("no key: %v", err)
	}
	v.Lock()
	if err := v.AddColleague(mustKey(t).Recipient().String(), "Kim"); research.KindOf(err) != research.Locked {
		t.Errorf("sealed: %v", err)
	}
	raw, _ := os.ReadFile(v.Path())
	if bytes.Contains(raw, []byte("Kelding")) {
		t.Error("the file names a colleague")
	}
}

// Whoever adds his own key to the list without the passphrase is found out before anything is read or added.
func TestForgedRecipient(t *testing.T) {
	v := mustCreate(t)
	if err := v.AddColleague(mustKey(t).Recipient().String(), "Jo"); err != nil {
		t.Fatal(err)
	}
	err := v.rewrite(rewriting{build: func(f *os.File, members []member, out io.Writer) error {
		for _, m := range members {
			if m.name != recipientName {
				if err := copyMembers(out, f, []member{m}); err != nil {
					return err
				}
				continue
			}
			text, err := m.read(f)
			if err != nil {
				return err
			}
			if err := appendMember(out, recipientName, append(text, mustKey(t).Recipient().String()+"\n"...), v.now()); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Add(margit()); research.KindOf(err) != research.Damaged {
		t.Errorf("adding: %v", err)
	}
	w, err := Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Unlock(pass); research.KindOf(err) != research.Damaged || w.Unlocked() {
		t.Errorf("unlocking: %v", err)
	}
}

// The recovery sheet's key opens the vault without the passphrase, and everything may be done with it.
func TestSecretKey(t *testing.T) {
	v := two(t)
	if _, err := v.SecretKey("wrong"); research.KindOf(err) != research.Locked {
		t.Errorf("wrong passphrase: %v", err)
	}
	v.Lock()
	key, err := v.SecretKey(pass)
	if err != nil || !strings.HasPrefix(key, "AGE-SECRET-KEY-1") {
		t.Fatal(err)
	}
	if v.Unlocked() {
		t.Error("asking for the key opens the vault")
	}
	if err := v.UnlockIdentity([]byte(key)); err != nil {
		t.Fatal(err)
	}
	if err := v.AddColleague(mustKey(t).Recipient().String(), "Jo"); err != nil {
		t.Error(err)
	}
	if err := v.NewPassphrase("remembered words"); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if err := v.NewPassphrase("other words"); research.KindOf(err) != research.Locked {
		t.Errorf("a new passphrase for a sealed vault: %v", err)
	}
	if err := v.Unlock("remembered words"); err != nil {
		t.Fatal(err)
	}
	if err := v.ChangePassphrase("remembered words", pass); err != nil {
		t.Fatal(err)
	}
	if id := v.ID(); len(id) != 32 || id != mustOpen(t, v.Path()).ID() || id == mustCreate(t).ID() {
		t.Errorf("id %s", id)
	}
}

// Merging batches changes nothing that anybody can ask for, but what was replaced is gone.
func TestCompact(t *testing.T) {
	v := two(t)
	for range 30 {
		mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P08", Fields: map[string]string{"name": "Imre Dobos-Kiss"}}}, Originals: []Original{{"P08/Q01", "Imre again."}, {"P08/Q01", "Imre, corrected."}}})
	}
	entries, _ := v.Entries()
	batches, _ := v.Batches()
	key, _ := v.SourceKey("deal", "1")
	done, err := v.Compact()
	if err != nil || done.Batches != 32 || done.Entries != 30 || done.Originals != 60 || done.Bytes >= done.Was/3 {
		t.Errorf("%+v %v", done, err)
	}
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P09"}}, Originals: []Original{{"P09/Q01", "new"}}})
	again, err := v.Compact()
	if err != nil || again.Batches != 2 || again.Entries+again.Originals != 0 {
		t.Errorf("again: %+v %v", again, err)
	}
	w := mustOpen(t, v.Path())
	after, _ := w.Entries()
	if a, b := asJSON(after[:len(entries)]), asJSON(entries); a != b || len(after) != len(entries)+1 {
		t.Errorf("entries were %s, are %s", b, a)
	}
	now, _ := w.Batches()
	if len(now) != 33 || strings.Join(now[:32], " ") != strings.Join(batches, " ") {
		t.Errorf("%d batches, were %d", len(now), len(batches))
	}
	for ref, want := range map[string]string{"P07/Q01": "My name is Margit.", "P08/Q01": "Imre, corrected.", "P08/Q02": "Margit told me.", "P09/Q01": "new"} {
		if text, ok, err := w.Original(ref); text != want || !ok || err != nil {
			t.Errorf("%s: %q %v", ref, text, err)
		}
	}
	if k, _ := w.SourceKey("deal", "1"); k != key {
		t.Error("source keys changed")
	}
	if _, err := w.Add(Batch{ID: batches[3]}); research.KindOf(err) != research.Conflict {
		t.Errorf("a merged batch once more: %v", err)
	}
	if got := mustOpen(t, v.Path()+".1"); got.Path() == "" {
		t.Error("no earlier generation")
	}
	if _, err := w.Erase([]string{"P08"}, []string{"P08/Q01", "P08/Q02"}); err != nil {
		t.Fatal(err)
	}
	for _, path := range w.Generations() {
		if got := pseudonyms(t, mustOpen(t, path)); got != "P07 O03 P09" {
			t.Errorf("erased after compaction: %s", got)
		}
	}
}

// Texts of many megabytes are put into several members, and all are found again.
func TestCompactLarge(t *testing.T) {
	v := mustCreate(t)
	big := strings.Repeat("a", chunk/2+1)
	for i := range 5 {
		mustAdd(t, v, Batch{Originals: []Original{{string(rune('a' + i)), big}}})
	}
	if _, err := v.Compact(); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if text, ok, err := v.Original(string(rune('a' + i))); len(text) != len(big) || !ok || err != nil {
			t.Errorf("%d: %v %v", i, ok, err)
		}
	}
	if again, err := v.Compact(); err != nil || again.Originals != 0 {
		t.Errorf("%+v %v", again, err)
	}
	if empty, err := mustCreate(t).Compact(); err != nil || empty.Batches != 0 {
		t.Errorf("empty: %+v %v", empty, err)
	}
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
