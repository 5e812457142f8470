package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
)

// What was typed into a theme, a code, a story and a message goes to the vault as it was typed, locked or open,
// and comes to light with the vault open only.
func TestTypedWordsAreKept(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	for _, open := range []bool{true, false} {
		if !open {
			s.LockVault()
		}
		theme := research.Theme{Name: "Left alone by Peter Zylberschtein", SoWhat: "Ring Peter Zylberschtein.", Codes: []research.ID{s.Book().Codes[1].ID}}
		id, err := s.SaveTheme(ctx, theme)
		if err != nil {
			t.Fatal(err)
		}
		code, err := s.SaveCode(ctx, research.Code{Name: "Waiting", Stage: 4, Definition: "As Peter Zylberschtein told us"})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetPackDecision(ctx, "Send Peter Zylberschtein."); err != nil {
			t.Fatal(err)
		}
		if _, ok := s.AsTyped(id, "so_what", "Ring [name]."); ok != open {
			t.Errorf("with the vault open %v, words as typed: %v", open, ok)
		}
		if !open {
			if err := s.Unlock("correct horse"); err != nil {
				t.Fatal(err)
			}
		}
		themes, _ := s.store.Themes(ctx)
		i := slices.IndexFunc(themes, func(x research.Theme) bool { return x.ID == id })
		if got, _ := s.AsTyped(id, "so_what", themes[i].SoWhat); got != "Ring Peter Zylberschtein." || strings.Contains(themes[i].SoWhat, "Zylb") {
			t.Errorf("the theme says %q, typed was %q", themes[i].SoWhat, got)
		}
		c, _ := s.Book().Code(code)
		if got, _ := s.AsTyped(code, "definition", c.Definition); got != "As Peter Zylberschtein told us" || strings.Contains(c.Definition, "Zylb") {
			t.Errorf("the code says %q, typed was %q", c.Definition, got)
		}
		memos, _ := s.store.Memos(ctx)
		if got, _ := s.AsTyped(memos[0].ID, "text", memos[0].Text); got != "Send Peter Zylberschtein." {
			t.Errorf("the message was typed as %q", got)
		}
		// Typed over, nothing of before is lost.
		next := themes[i]
		next.SoWhat += " And ask again."
		if _, err := s.SaveTheme(ctx, next); err != nil {
			t.Fatal(err)
		}
		if got, _ := s.AsTyped(id, "so_what", next.SoWhat); got != "Ring Peter Zylberschtein. And ask again." {
			t.Errorf("typed on, it is %q", got)
		}
	}
}

// A word that its writer meant stays in a theme until it is somebody: then it goes from there, too, from the
// history and its steps' names, and undo brings it back with the vault open.
func TestNewPersonGoesFromWhatWasWritten(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	theme := research.Theme{Name: "The Zylberschtein question", SoWhat: "Zylberschtein decides.", Codes: []research.ID{s.Book().Codes[1].ID}}
	id, err := s.SaveTheme(ctx, theme)
	if err != nil {
		t.Fatal(err)
	}
	code, err := s.SaveCode(ctx, research.Code{Name: "Zylberschtein question", Stage: 4, Definition: "x"})
	if err != nil {
		t.Fatal(err)
	}
	before := tables(t, s.Path())
	if len(namesIn(t, s.Path(), []string{"Zylberschtein"})) == 0 {
		t.Fatal("the name is not there to begin with")
	}
	p, err := s.IsNew(ctx, privacy.Person, list(t, s).find(t, "Zylberschtein"))
	if err != nil {
		t.Fatal(err)
	}
	if found := namesIn(t, s.Path(), []string{"Zylberschtein"}); len(found) > 0 {
		t.Errorf("still there: %s", strings.Join(found, "\n"))
	}
	themes, _ := s.store.Themes(ctx)
	if themes[0].SoWhat != p+" decides." {
		t.Errorf("the theme says %q, %q", themes[0].Name, themes[0].SoWhat)
	}
	if got, ok := s.AsTyped(id, "so_what", themes[0].SoWhat); !ok || got != "Zylberschtein decides." {
		t.Errorf("as typed it was %q", got)
	}
	if c, _ := s.Book().Code(code); c.Name != p+" question" {
		t.Errorf("the code is %q", c.Name)
	}
	after := tables(t, s.Path())
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "undone", tables(t, s.Path()), before)
	if _, err := s.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "done again", tables(t, s.Path()), after)
	if found := namesIn(t, s.Path(), []string{"Zylberschtein"}); len(found) > 0 {
		t.Errorf("done again, there is: %s", strings.Join(found, "\n"))
	}
}

// A kept version of the codebook loses names as the codebook does, and stays what it is otherwise.
func TestWordsWithinJSON(t *testing.T) {
	hide := func(s string) string { return strings.ReplaceAll(s, "Ottoline", "P07") }
	got := within(hide)(`{"codes":[{"id":"01a2b3c4-0000-7000-8000-00000000abcd","name":"What Ottoline said","pos":12345678901}]}`)
	if want := `{"codes":[{"id":"01a2b3c4-0000-7000-8000-00000000abcd","name":"What P07 said","pos":12345678901}]}`; got != want {
		t.Errorf("got %s", got)
	}
	if same := within(hide)(`{"b": 1, "a": "x"}`); same != `{"b": 1, "a": "x"}` {
		t.Errorf("nothing to hide, yet %s", same)
	}
}
