package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"openloop/app/session"
	"openloop/app/theme"
)

// wordsOf are all words that can be seen on an object.
func wordsOf(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	var all []string
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *fyne.Container:
		for _, c := range o.Objects {
			all = append(all, wordsOf(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			all = append(all, wordsOf(c)...)
		}
	}
	return all
}

// A key of any screen is changed in the help: from then on the new one does it, the old one does not, and the
// screen shows the new one.
func TestKeysOfEveryScreenAreChanged(t *testing.T) {
	for _, c := range []struct {
		name, act, old string
		view           func(Host) View
		study          func(t *testing.T) *session.Session
		did            func(r *room) any // what the act changes
	}{
		{"interviews", "interviews.code", "c", func(h Host) View { return NewInterviews(h) }, nil, func(r *room) any { return len(r.went) }},
		{"codebook", "codebook.retire", "r", func(h Host) View { return NewCodebook(h) }, nil, func(r *room) any { return len(r.said) }},
		{"quotes", "quotes.skip", "s", quotesOnTheSpot, nil, func(r *room) any { return r.view.(*Quotes).quotes.rows.Chosen() }},
		{"review", "review.next", "j", func(h Host) View { return NewReview(h) }, func(t *testing.T) *session.Session { return doubtful(t, true) }, func(r *room) any { return r.view.(*Review).current }},
		{"history", "history.find", "/", func(h Host) View { return NewHistory(h) }, nil, func(r *room) any { return r.view.(*History).search.Focused() }},
		{"overview", "overview.look", "l", func(h Host) View { return NewOverview(h) }, func(t *testing.T) *session.Session { s := sampleStudy(t); lateComer(t, s); return s }, func(r *room) any { return len(r.said) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.study
			if s == nil {
				s = func(t *testing.T) *session.Session { return sampleStudy(t) }
			}
			r := newRoom(t, s(t), theme.LightMode, bodyLarge, c.view, nil)
			k := showKeys(r, "Keys", r.view.(Keyed).Acts(), r.win.Content().Refresh)
			k.choose(t, c.act)
			r.key(fyne.KeyReturn)
			r.typed("ü")
			k.dialog.Close()
			r.win.Canvas().Unfocus()
			if got := r.prefs.Keys[c.act]; !slices.Equal(got, []string{"Ü"}) {
				t.Fatalf("the key is %q, the help says %q", got, k.said)
			}
			was := c.did(r)
			if shown := wordsOf(r.win.Content()); !slices.Contains(shown, "Ü") || slices.Contains(shown, strings.ToUpper(c.old)) && c.old != "s" {
				t.Errorf("the screen does not show the new key: %q", shown)
			}
			if r.typed(c.old); c.did(r) != was {
				t.Error("the old key still works")
			}
			if r.typed("ü"); c.did(r) == was {
				t.Errorf("the new key does nothing; said %q, %v", r.said, r.fails)
			}
		})
	}
}

func quotesOnTheSpot(h Host) View {
	v := NewQuotes(h)
	v.off, v.deliver = func(f func()) { f() }, func(f func()) { f() }
	return v
}

// No key of a screen means two things there, and none takes what a list or the window needs.
func TestNoKeyMeansTwoThings(t *testing.T) {
	s := doubtful(t, true)
	for name, view := range map[string]func(Host) View{"interviews": func(h Host) View { return NewInterviews(h) }, "coding": func(h Host) View { return NewCoding(h) }, "codebook": func(h Host) View { return NewCodebook(h) },
		"quotes": quotesOnTheSpot, "review": func(h Host) View { return NewReview(h) }, "history": func(h Host) View { return NewHistory(h) }, "coders": func(h Host) View { return NewCoders(h) },
		"search": searchAlone, "anonymity": anonymityAlone, "overview": func(h Host) View { return NewOverview(h) }, "import, choosing": importHere} {
		r := newRoom(t, s, theme.LightMode, bodyLarge, view, nil)
		noKeyTwice(t, name, r)
	}
	empty := emptyStudy(t)
	noKeyTwice(t, "overview of nobody", newRoom(t, empty, theme.LightMode, bodyLarge, func(h Host) View { return NewOverview(h) }, nil))
	stepsOfImport(t, func(name string, r *room) { noKeyTwice(t, name, r) })
}

// noKeyTwice fails where a key of the screen that is up means two things, or where one act is listed twice.
func noKeyTwice(t *testing.T, name string, r *room) {
	t.Helper()
	has, acts := map[string]string{}, map[string]bool{}
	for _, a := range r.view.(Keyed).Acts() {
		if acts[a.ID] {
			t.Errorf("%s: %s is listed twice", name, a.ID)
		}
		acts[a.ID] = true
		for _, key := range a.Keys {
			if other, taken := has[key]; taken {
				t.Errorf("%s: %s is both %s and %s", name, key, other, a.ID)
			}
			has[key] = a.ID
		}
	}
}

// stepsOfImport goes through every step of an import of transcripts, and through every part of a project.
func stepsOfImport(t *testing.T, each func(name string, r *room)) {
	t.Helper()
	s, dir := talksStudy(t)
	r := newRoom(t, s, theme.LightMode, bodyLarge, importHere, dir)
	v := r.view.(*Import)
	for _, step := range []string{"transcripts", "names", "plan", "done"} {
		each("import, "+step, r)
		if step != "done" {
			v.goOn()
		}
	}
	r = newRoom(t, emptyStudy(t), theme.LightMode, bodyLarge, importHere, otherProject(t))
	v = r.view.(*Import)
	for _, part := range v.partNames() {
		each("import, "+part, r)
		v.nextPart()
	}
}

// A key with Ctrl or Alt is known to the window under the name that Fyne has for it.
func TestShortcutsOfKeys(t *testing.T) {
	for key, name := range map[string]string{"Ctrl+Shift+D": "CustomDesktop:Shift+Control+D", "Alt+Page Up": "CustomDesktop:Alt+Prior", "Ctrl+Enter": "CustomDesktop:Control+Return", "Ctrl++": "CustomDesktop:Control++", "Alt+Del": "CustomDesktop:Alt+Delete"} {
		s := ShortcutOf(key)
		if s == nil || s.ShortcutName() != name {
			t.Errorf("%s is %v, want %s", key, s, name)
			continue
		}
		if back := keyOfShortcut(s); back != key {
			t.Errorf("%s comes back as %s", key, back)
		}
	}
	if ShortcutOf("D") != nil || ShortcutOf("Shift+F3") != nil {
		t.Error("what is typed became a shortcut")
	}
}
