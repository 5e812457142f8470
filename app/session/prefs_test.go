package session

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Preferences are read back as they were saved; a damaged file is as good as none and is replaced.
func TestPrefs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "made", "settings.json")
	p := LoadPrefs(path)
	if p.Appearance != "system" || len(p.Recent) != 0 {
		t.Errorf("the first time: %+v", p)
	}
	p.Appearance, p.Coder = "dark", "RO"
	if err := p.Save(); err != nil {
		t.Fatal(err)
	}
	if q := LoadPrefs(path); q.Appearance != "dark" || q.Coder != "RO" {
		t.Errorf("read back: %+v", q)
	}
	for _, damaged := range []string{"", "{", "[]", `{"appearance": 7}`, "\x00\x00"} {
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		q := LoadPrefs(path)
		if q.Appearance != "system" {
			t.Errorf("%q gives %+v", damaged, q)
		}
		if err := q.Save(); err != nil || LoadPrefs(path).Appearance != "system" {
			t.Errorf("%q cannot be saved over: %v", damaged, err)
		}
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if err := (&Prefs{}).Save(); err != nil {
		t.Errorf("without a path: %v", err)
	}
}

// The study opened last comes first, each once, and the oldest fall off.
func TestRecent(t *testing.T) {
	p := LoadPrefs(filepath.Join(t.TempDir(), "settings.json"))
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range maxRecent + 3 {
		if err := p.Opened(fmt.Sprintf("/studies/%d.openloop", i), fmt.Sprint(i), at.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Opened("/studies/5.openloop", "5 again", at); err != nil {
		t.Fatal(err)
	}
	p = LoadPrefs(p.path)
	if len(p.Recent) != maxRecent || p.Recent[0].Title != "5 again" || p.Recent[1].Title != "10" {
		t.Errorf("recent: %+v", p.Recent)
	}
	p.Forget(p.Recent[0].Path)
	if len(p.Recent) != maxRecent-1 || p.Recent[0].Title != "10" {
		t.Errorf("after forgetting: %+v", p.Recent)
	}
}
