package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/zalando/go-keyring"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/assets"
)

// labels are the choices of a menu that are not off.
func labels(items []widgets.MenuItem) string {
	var all []string
	for _, it := range items {
		if it.Label != "" && !it.Off {
			all = append(all, strings.TrimSuffix(it.Label, "…"))
		}
	}
	return strings.Join(all, ", ")
}

// What can be done to a vault follows how it stands.
func TestVaultMenu(t *testing.T) {
	s := openVault(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewSettings(h) }, nil)
	if got := labels(VaultMenu(r)); got != "Lock now, Change passphrase, Colleagues, Recovery sheet, Compact" {
		t.Errorf("open: %s", got)
	}
	VaultMenu(r)[0].Do()
	if got := labels(VaultMenu(r)); s.Vault() != session.VaultLocked || got != "Open the vault, Change passphrase, Colleagues, Recovery sheet, Forgotten passphrase, Open with a key file, Compact" {
		t.Errorf("locked: %s", got)
	}
}

// Settings says how the vault stands, and what is missing where something is.
func TestSettingsShowTheVault(t *testing.T) {
	for _, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
		for name, size := range map[string]fyne.Size{"large": bodyLarge, "small": bodySmall} {
			r := newRoom(t, openVault(t), mode, size, func(h Host) View { return NewSettings(h) }, nil)
			v := r.view.(*Settings)
			r.shoot("settings-" + string(mode) + "-" + name)
			v.openMenu(900, 500)
			r.shoot("settings-menu-" + string(mode) + "-" + name)
		}
	}
	s := withoutVault(t)
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View { return NewSettings(h) }, nil)
	if words, _, doubt := VaultWords(s); words != "Vault not found beside the study" || !doubt {
		t.Errorf("%q", words)
	}
	r.shoot("settings-missing")
}

// withoutVault is the sample study after its vault went.
func withoutVault(t *testing.T) *session.Session {
	s := sampleStudy(t)
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, filepath.Base(path))
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = session.Open(t.Context(), to, session.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// openVault is the sample study with its vault open.
func openVault(t *testing.T) *session.Session {
	t.Helper()
	s := sampleStudy(t)
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	return s
}

// Every dialog of the vault, to look at.
func TestVaultDialogs(t *testing.T) {
	keyring.MockInit()
	for _, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
		s := openVault(t)
		const key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
		if err := s.AddColleague(key, "JK"); err != nil {
			t.Fatal(err)
		}
		for name, show := range map[string]func(Host){
			"unlock": func(h Host) { askPassphrase(h, "", func() {}) },
			"wrong": func(h Host) {
				askPassphrase(h, "The passphrase does not open sample.vault. Check capital letters and the keyboard's language.", func() {})
			},
			"change":     func(h Host) { askNewPassphrase(h, "") },
			"recovery":   func(h Host) { askRecoverySheet(h, "") },
			"forgotten":  func(h Host) { askRecovery(h, "") },
			"colleagues": func(h Host) { showColleagues(h, "") },
			"compact":    askCompact,
		} {
			r := newRoom(t, s, mode, bodySmall, func(h Host) View { return NewSettings(h) }, nil)
			show(r)
			r.shoot("vault-" + name + "-" + string(mode))
			if len(r.win.Canvas().Overlays().List()) != 1 {
				t.Errorf("%s shows no dialog", name)
			}
		}
	}
}

// typeInto types into the field that has the keyboard and presses Enter.
func typeInto(r *room, words string) {
	r.t.Helper()
	f, ok := r.win.Canvas().Focused().(*widgets.Field)
	if !ok {
		r.t.Fatalf("the keyboard is with %T", r.win.Canvas().Focused())
	}
	f.SetText(words)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// A wrong passphrase asks again, the right one opens the vault and goes on.
func TestAskPassphrase(t *testing.T) {
	keyring.MockInit()
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, bodySmall, func(h Host) View { return NewSettings(h) }, nil)
	went := 0
	AskPassphrase(r, func() { went++ })
	typeInto(r, "wrong words entirely")
	if s.Vault() != session.VaultLocked || went != 0 {
		t.Fatal("a wrong passphrase opens the vault")
	}
	typeInto(r, session.SamplePassphrase+"\n")
	if s.Vault() != session.VaultOpen || went != 1 || s.Remembered() {
		t.Errorf("state %d, went on %d times, remembered %v", s.Vault(), went, s.Remembered())
	}
	if n := len(r.win.Canvas().Overlays().List()); n != 0 {
		t.Errorf("%d dialogs stay", n)
	}
}

// A new passphrase is judged as it is typed, has to be typed twice, and needs the old one.
func TestAskNewPassphrase(t *testing.T) {
	s := openVault(t)
	r := newRoom(t, s, theme.LightMode, bodySmall, func(h Host) View { return NewSettings(h) }, nil)
	askNewPassphrase(r, "")
	typeInto(r, session.SamplePassphrase)
	typeInto(r, "lantern gravel mosaic")
	typeInto(r, "lantern gravel mosaik")
	r.shoot("vault-change-typed")
	typeInto(r, "lantern gravel mosaic")
	if err := s.Unlock("lantern gravel mosaic"); err != nil || !strings.Contains(r.lastSaid(), "changed") {
		t.Errorf("%v, said %q", err, r.lastSaid())
	}
}

// A colleague's key is added from the dialog, a secret key refused, and it goes when asked twice.
func TestColleaguesDialog(t *testing.T) {
	s := openVault(t)
	r := newRoom(t, s, theme.LightMode, bodySmall, func(h Host) View { return NewSettings(h) }, nil)
	showColleagues(r, "")
	typeInto(r, "AGE-SECRET-KEY-1ABC")
	typeInto(r, "JK")
	typeInto(r, "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
	typeInto(r, "JK")
	list, err := s.Colleagues()
	if err != nil || len(list) != 1 || list[0].Label != "JK" {
		t.Fatalf("%v %v", list, err)
	}
	c := &colleagues{host: r, list: list, form: newForm(130), rows: widgets.NewBoard(func(*widgets.Pen) {})}
	c.form.field("", "", false)
	c.form.show(r, "", "", "", 0, nil)
	c.takeAway(list[0].Recipient)
	if left, _ := s.Colleagues(); len(left) != 1 {
		t.Error("gone at the first press")
	}
	c.takeAway(list[0].Recipient)
	if left, _ := s.Colleagues(); len(left) != 0 {
		t.Error("still there after the second")
	}
}

// With the vault locked an import asks: opened, people are recognised; otherwise all have to be new, and the
// vault stays locked.
func TestImportWithLockedVault(t *testing.T) {
	s := emptyStudy(t)
	s.LockVault()
	path := filepath.Join(t.TempDir(), "interviews.xlsx")
	if err := os.WriteFile(path, assets.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := newRoom(t, s, theme.LightMode, bodySmall, importHere, path)
	v := r.view.(*Import)
	v.goOn()
	r.shoot("vault-import")
	if n := len(r.win.Canvas().Overlays().List()); n != 1 || v.step != 2 {
		t.Fatalf("%d dialogs at step %d", n, v.step)
	}
	v.sealed = true
	v.makePlan()
	v.goOn()
	v.goOn()
	if v.step != stepDone || v.did.New != 60 || s.Vault() != session.VaultLocked {
		t.Fatalf("step %d took %d interviews, vault %d", v.step, v.did.New, s.Vault())
	}
}
