package vault

import (
	"os"
	"strings"
	"testing"

	"filippo.io/age"

	"openloop/research"
)

// With a new key the old passphrase and the old key open nothing of either generation, stock tools included, and
// everything is in it as before: people, originals, source keys, batches, colleagues.
func TestNewKey(t *testing.T) {
	v := two(t)
	jo := mustKey(t)
	if err := v.AddColleague(jo.Recipient().String(), "Jo"); err != nil {
		t.Fatal(err)
	}
	old, err := v.SecretKey(pass)
	if err != nil {
		t.Fatal(err)
	}
	wasID := v.ID()
	source, _ := v.SourceKey("deal", "1")
	batches, _ := v.Batches()
	who := pseudonyms(t, v)
	if err := v.NewKey("  \n"); research.KindOf(err) != research.Invalid {
		t.Errorf("an empty passphrase: %v", err)
	}
	v.workFactor = small.WorkFactor
	if err := v.NewKey("entirely other words\n"); err != nil {
		t.Fatal(err)
	}
	if got := pseudonyms(t, v); got != who || !v.Unlocked() {
		t.Errorf("still open, it reads %s, want %s", got, who)
	}
	mustAdd(t, v, Batch{Entries: []Entry{{Pseudonym: "P11"}}})
	if v.ID() == wasID {
		t.Error("the vault has the id of before: a keyring would offer its old passphrase")
	}
	for _, path := range v.Generations() {
		w, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Unlock(pass); research.KindOf(err) != research.Locked {
			t.Errorf("the old passphrase: %v", err)
		}
		if err := w.UnlockIdentity([]byte(old)); research.KindOf(err) != research.Locked {
			t.Errorf("the old key: %v", err)
		}
		noMemberOpens(t, path, old)
		stockReads(t, path, jo, true)
		if err := w.Unlock("entirely other words"); err != nil {
			t.Fatal(err)
		}
		if text, ok, err := w.Original("P08/Q01"); text != "Imre here." || !ok || err != nil {
			t.Errorf("original: %v %v", ok, err)
		}
		if k, _ := w.SourceKey("deal", "1"); k != source {
			t.Error("another source key: a second import would find nothing")
		}
		if all, err := w.Colleagues(); err != nil || len(all) != 1 || all[0].Label != "Jo" {
			t.Errorf("colleagues %+v, %v", all, err)
		}
	}
	if now, _ := v.Batches(); strings.Join(now[:len(batches)], " ") != strings.Join(batches, " ") {
		t.Error("batches have other ids")
	}
	w, err := Open(v.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.UnlockIdentity([]byte(jo.String())); err != nil {
		t.Fatal(err)
	}
	if err := w.NewKey("a colleague's words"); research.KindOf(err) != research.Locked {
		t.Errorf("a colleague makes a new key: %v", err)
	}
}

// noMemberOpens makes sure that a key opens nothing in a vault's file.
func noMemberOpens(t *testing.T, path, key string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	members, _, err := scan(f)
	if err != nil {
		t.Fatal(err)
	}
	id := parseKey(t, key)
	sealed := 0
	for _, m := range members {
		if !strings.HasSuffix(m.name, ".age") || m.name == keyName {
			continue
		}
		sealed++
		if _, err := m.open(f, id); err == nil {
			t.Errorf("the old key opens %s", m.name)
		}
	}
	if sealed < 3 {
		t.Errorf("only %d sealed members", sealed)
	}
}

func parseKey(t *testing.T, key string) *age.X25519Identity {
	t.Helper()
	id, err := age.ParseX25519Identity(key)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
