package views

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

func editorRoom(t *testing.T, s *session.Session, mode theme.Mode, size fyne.Size) (*room, *Themes) {
	t.Helper()
	r := newRoom(t, s, mode, size, func(h Host) View {
		v := newThemes(h).(*Themes)
		v.editor.off = func(f func()) { f() }
		return v
	}, nil)
	v := r.view.(*Themes)
	v.turnTo("edit")
	return r, v
}

// By keys alone: move a theme, write about it, put a code in by fuzzy search, choose and order quotes; each is one
// step, and undo takes all of it back.
func TestThemesEditedByKeys(t *testing.T) {
	s := sampleStudy(t)
	ctx := context.Background()
	r, v := editorRoom(t, s, theme.LightMode, bodyLarge)
	e := v.editor
	before, err := s.Themes(ctx)
	if err != nil || len(e.themes) != len(before) || !e.list.Focused() {
		t.Fatalf("%d themes of %d, %v", len(e.themes), len(before), err)
	}
	key := func(k fyne.KeyName) { r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	letter := func(c rune) { r.win.Canvas().Focused().TypedRune(c) }
	steps := 0
	did := func(what string, ok bool) {
		t.Helper()
		steps++
		if !ok {
			t.Errorf("%s: not done; said %v, failed %v", what, r.said, r.fails)
		}
	}
	now := func() research.Theme {
		t.Helper()
		th, ok := e.theme()
		if !ok {
			t.Fatal("no theme is chosen")
		}
		return th
	}
	key(fyne.KeyDown)
	pick := now().ID
	v.keys().Press("Alt+Up")
	did("move up", e.themes[0].ID == pick && e.list.Chosen() == 0)
	letter('w')
	e.soWhat.SetText("Buyers who were heard bought.")
	key(fyne.KeyReturn)
	did("so what", now().SoWhat == "Buyers who were heard bought." && e.list.Focused())
	letter('r')
	e.advice.SetText("Listen first.")
	key(fyne.KeyReturn)
	did("recommendation", now().Recommendation == "Listen first.")
	key(fyne.KeyReturn)
	e.name.SetText("They felt heard")
	key(fyne.KeyReturn)
	did("name", now().Name == "They felt heard")
	letter('s')
	did("side", now().Says != before[1].Says)
	letter('s')
	steps++
	letter('s')
	steps++
	codes := len(now().Codes)
	letter('/')
	for _, c := range "timing propos" {
		letter(c)
	}
	key(fyne.KeyReturn)
	did("a code", len(now().Codes) == codes+1)
	key(fyne.KeyEscape)
	letter('q')
	if !e.quotes.Focused() || len(e.shown) < 4 {
		t.Fatalf("%d quotes", len(e.shown))
	}
	had := now().Quotes
	var picked []research.ID
	for len(picked) < 2 {
		i := slices.IndexFunc(e.shown, func(q session.ThemeQuote) bool { return q.Place == 0 })
		e.quotes.Choose(i)
		picked = append(picked, e.shown[i].Verbatim)
		letter(' ')
		did("choose", slices.Contains(now().Quotes, picked[len(picked)-1]))
	}
	if e.chosenQuote() != picked[1] {
		t.Error("another quote is chosen after it moved up in the list")
	}
	v.keys().Press("Alt+Up")
	did("order", slices.Equal(now().Quotes, append(slices.Clone(had), picked[1], picked[0])))
	r.shoot("themes-editor-quotes")
	for range steps {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	after, err := s.Themes(ctx)
	if err != nil || len(r.fails) != 0 {
		t.Fatal(err, r.fails)
	}
	for i := range before {
		if before[i].ID != after[i].ID || before[i].Name != after[i].Name || before[i].SoWhat != after[i].SoWhat || !slices.Equal(before[i].Codes, after[i].Codes) || !slices.Equal(before[i].Quotes, after[i].Quotes) {
			t.Errorf("after %d undos theme %d is %+v", steps, i, after[i])
		}
	}
}

// What is proposed becomes a theme when a person names it; a theme past the eighth is called exploring.
func TestProposedThemes(t *testing.T) {
	s := sampleStudy(t)
	ctx := context.Background()
	all, err := s.Themes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, th := range all[2:] {
		if err := s.DeleteTheme(ctx, th); err != nil {
			t.Fatal(err)
		}
	}
	for i, size := range []fyne.Size{bodyLarge, bodySmall} {
		for j, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
			r, v := editorRoom(t, s, mode, size)
			r.shoot(fmt.Sprintf("themes-editor-%d-%d", i, j))
			if len(v.editor.proposals) == 0 {
				t.Fatal("nothing is proposed")
			}
			v.editor.list.Choose(2)
			r.shoot(fmt.Sprintf("themes-proposed-%d-%d", i, j))
			if _, ok := v.editor.proposal(); !ok {
				t.Error("the third row is no proposal")
			}
		}
	}
	if got := testedWords(10); got != "8 tested, 2 exploring" {
		t.Error(got)
	}
}

// Without the window's goroutine: what comes late for a theme that is no longer chosen is read anew.
func TestEditorReadsElsewhere(t *testing.T) {
	s := sampleStudy(t)
	var waiting []func()
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View {
		v := newThemes(h).(*Themes)
		v.editor.off = func(f func()) { waiting = append(waiting, f) }
		return v
	}, nil)
	v := r.view.(*Themes)
	v.turnTo("edit")
	if v.editor.ready || len(waiting) != 1 {
		t.Fatalf("%d jobs wait", len(waiting))
	}
	waiting[0]()
	v.editor.list.Choose(3)
	v.editor.list.Choose(4)
	for i := 1; i < len(waiting); i++ {
		waiting[i]()
	}
	if want := v.editor.themes[4].ID; v.editor.quotesOf != want {
		t.Errorf("the quotes are of another theme")
	}
}
