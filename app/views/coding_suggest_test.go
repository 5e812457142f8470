package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// suggesting opens the Coding screen and waits until codes are suggested for the first coded passage.
func suggesting(t *testing.T, mode theme.Mode, size fyne.Size) (*room, *Coding, *codingSuggest) {
	t.Helper()
	r, v := codingRoom(t, mode, size)
	t.Cleanup(v.host.Session().StopSuggesting)
	if err := v.host.Prefs().SetSuggests(true); err != nil {
		t.Fatal(err)
	}
	v.host.Session().StartSuggesting()
	var g *codingSuggest
	for _, s := range v.sides {
		if s, ok := s.(*codingSuggest); ok {
			g = s
		}
	}
	for range 600 {
		if v.host.Session().SuggestionRate().Measured {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	time.Sleep(300 * time.Millisecond) // what it had to tell has been drawn by then
	r.typed("]")
	g.fresh = true
	v.refreshSides()
	if g.data.State != session.SuggestReady || len(g.data.Codes) == 0 {
		t.Fatalf("nothing is suggested: %+v", g.data)
	}
	return r, v, g
}

// alt presses a key with Alt in the text.
func (v *Coding) alt(key fyne.KeyName) {
	v.shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

// codesOn are the codes exactly on the passage.
func codesOn(v *Coding) map[research.ID]bool {
	on := map[research.ID]bool{}
	for _, id := range v.passage.on {
		if c := v.placed[id]; c.From == v.passage.from && c.To == v.passage.to {
			on[c.Code.ID] = true
		}
	}
	return on
}

// Codes are suggested for the passage and applied by one key, never by themselves; none of these is one key, too,
// and is taken back by the same.
func TestSuggestionsByKey(t *testing.T) {
	_, v, g := suggesting(t, theme.LightMode, bodyLarge)
	before := len(v.open.Codings)
	for _, c := range g.data.Codes {
		if codesOn(v)[c.Code.ID] {
			t.Errorf("%s is on the passage and suggested", c.Code.Name)
		}
	}
	second := g.data.Codes[1].Code
	v.alt(fyne.Key2)
	if !codesOn(v)[second.ID] || len(v.open.Codings) != before+1 {
		t.Errorf("%s was not applied: %d codings, %d before", second.Name, len(v.open.Codings), before)
	}
	for _, c := range g.data.Codes {
		if c.Code.ID == second.ID {
			t.Error("what was accepted is suggested still")
		}
	}
	v.alt(fyne.Key0)
	if !g.data.Refused || len(g.data.Codes) > 0 || g.height(v.card) != suggestHeight {
		t.Errorf("none of these: %+v", g.data)
	}
	v.alt(fyne.Key1)
	if len(v.open.Codings) != before+1 {
		t.Error("a refused suggestion was applied")
	}
	v.alt(fyne.Key0)
	if g.data.Refused || len(g.data.Codes) == 0 {
		t.Errorf("taken back: %+v", g.data)
	}
	v.alt(fyne.KeyW)
	if h := g.height(v.card); h <= suggestHeight {
		t.Error("the reasons have no room")
	}
	if why := reasonFor(g.data.Codes[0]); !strings.Contains(why, "“") {
		t.Errorf("the reason is %q", why)
	}
}

// Switched off, the strip takes no room and the keys say why.
func TestSuggestionsOff(t *testing.T) {
	_, v, g := suggesting(t, theme.LightMode, bodyLarge)
	if err := v.host.Prefs().SetSuggests(false); err != nil {
		t.Fatal(err)
	}
	v.host.Session().StopSuggesting()
	g.fresh = true
	v.refreshSides()
	before := len(v.open.Codings)
	v.alt(fyne.Key1)
	if g.height(v.card) != 0 || len(v.open.Codings) != before || g.silence() != "Suggestions are switched off in Settings." {
		t.Errorf("switched off: height %v, %q", g.height(v.card), g.silence())
	}
}

func TestSuggestionPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}} {
		r, v, _ := suggesting(t, c.mode, c.size)
		r.shoot("suggest-" + c.name)
		v.alt(fyne.KeyW)
		r.shoot("suggest-why-" + c.name)
	}
}

// Settings say how often suggestions are right, code by code, and switch them off.
func TestSuggestionSettings(t *testing.T) {
	s := sampleStudy(t)
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"small", theme.DarkMode, bodySmall}} {
		var v *Settings
		r := newRoom(t, s, c.mode, c.size, func(h Host) View { v = NewSettings(h); return v }, nil)
		v.setSuggests(true)
		for range 600 {
			if s.SuggestionRate().Measured {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		rate := s.SuggestionRate()
		if words := rateWords(rate); !strings.HasPrefix(words, "right at first in ") {
			t.Errorf("Settings say %q", words)
		}
		v.board.Refresh()
		r.shoot("suggest-settings-" + c.name)
		v.showRates(rate)
		r.shoot("suggest-rates-" + c.name)
		v.setSuggests(false)
		if s.SuggestionRate().State != session.SuggestOff || v.host.Prefs().Suggests() {
			t.Error("not switched off")
		}
		if err := v.host.Prefs().SetSuggests(true); err != nil {
			t.Fatal(err)
		}
	}
}
