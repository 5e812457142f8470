package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// firstCoding goes to the first coding and answers its words.
func firstCoding(t *testing.T, r *room, v *Coding) string {
	t.Helper()
	v.text.Focus()
	r.typed("]")
	if !v.passage.ok || len(v.passage.on) == 0 {
		t.Fatal("no coding to go to")
	}
	return session.Quote(v.open.Turns, v.passage.from, v.passage.to)
}

// heard tells the view of the study's changes, as the window does.
func heard(t *testing.T, r *room, v *Coding) {
	t.Cleanup(r.s.Subscribe(func(c store.Change) { v.Changed(c) }))
}

// A typo under a coding is corrected where it stands: E opens the words with the cursor on the passage, Enter
// stores them, the coding stays on its words, and undo brings the old ones back to the screen.
func TestCorrectByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	heard(t, r, v)
	words := firstCoding(t, r, v)
	id, turns := v.current, len(v.open.Turns)
	r.typed("e")
	if !v.corrector.content.Visible() || r.win.Canvas().Focused() != v.corrector.field {
		t.Fatal("E opens no field")
	}
	r.shoot("coding-correct-light")
	if at := v.corrector.field.CursorTextOffset(); !strings.HasPrefix(string([]rune(v.corrector.field.Text)[at:]), words) {
		t.Errorf("the cursor is not on the passage: %d", at)
	}
	r.key(fyne.KeyRight)
	r.typed("xy")
	r.key(fyne.KeyReturn)
	if len(r.fails) > 0 {
		t.Fatal(r.fails)
	}
	want := string([]rune(words)[:1]) + "xy" + string([]rune(words)[1:])
	c := v.placed[id]
	if got := session.Quote(v.open.Turns, c.From, c.To); got != want || v.corrector.content.Visible() {
		t.Errorf("the coding is on %q, want %q", got, want)
	}
	if v.current != id || v.text.SelectedText() != want || r.win.Canvas().Focused() != v.text.FocusTarget() {
		t.Errorf("after it %q is selected", v.text.SelectedText())
	}
	if name, _ := r.s.CanUndo(); !strings.HasPrefix(name, "Correct the text of P") {
		t.Errorf("the step is called %q", name)
	}
	if _, err := r.s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	c = v.placed[id]
	v.text.Select(c.From, c.To)
	if v.text.SelectedText() != words || len(v.open.Turns) != turns {
		t.Errorf("after undo the screen says %q", v.text.SelectedText())
	}
	r.typed("e")
	r.typed("nothing of this")
	r.key(fyne.KeyEscape)
	if name, _ := r.s.CanUndo(); strings.HasPrefix(name, "Correct") || v.corrector.content.Visible() {
		t.Error("Escape stored something")
	}
}

// What is refused stays in the field, and the field says why.
func TestCorrectRefused(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	v.text.Focus()
	r.typed("e")
	v.corrector.field.SetText(" ")
	v.corrector.before, v.corrector.after = "", ""
	r.key(fyne.KeyReturn)
	if !v.corrector.content.Visible() || v.corrector.trouble == "" || len(r.fails) > 0 {
		t.Errorf("an empty turn is stored, or the field gone: %q, %v", v.corrector.trouble, r.fails)
	}
}

// A passage that lost its words is named above the dock, and put on other words by keys.
func TestOrphansByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	heard(t, r, v)
	words := firstCoding(t, r, v)
	for i := 0; i < 30; i++ { // one that is not all that was said
		turn, _ := r.s.Store().Turn(t.Context(), v.passage.from.Turn)
		if 2*len(words) < len(turn.Text) && !strings.ContainsAny(words, "[0123456789") {
			break
		}
		r.typed("]")
		words = session.Quote(v.open.Turns, v.passage.from, v.passage.to)
	}
	n := len(v.open.Codings)
	r.typed("e")
	f := v.corrector.field
	f.SetText(strings.Replace(f.Text, words, "Well.", 1))
	f.SetText(strings.Replace(f.Text, "Well.", "", 1))
	r.key(fyne.KeyReturn)
	if len(r.fails) > 0 || len(v.orphans.list) == 0 || !v.orphans.board.Visible() || v.orphans.board.Size().Height < 30 {
		t.Fatalf("%v; %d orphans, strip %v; %s", r.fails, len(v.orphans.list), v.orphans.board.Size(), v.corrector.trouble)
	}
	lost := len(v.orphans.list)
	if len(v.open.Codings) >= n {
		t.Errorf("%d codings of %d still stand", len(v.open.Codings), n)
	}
	r.typed("j")
	r.shoot("coding-orphan-light")
	r.typed("o")
	r.typed("j")
	r.typed("l")
	if len(v.orphans.list) != lost-1 || len(r.fails) > 0 {
		t.Errorf("%d orphans of %d after placing one, %v", len(v.orphans.list), lost, r.fails)
	}
	for len(v.orphans.list) > 0 {
		r.typed("x")
	}
	if v.orphans.board.Visible() {
		t.Error("the strip stays")
	}
}

// The selected words become a code by one key; a note is written on it, and is marked beside the text.
func TestInVivoAndNote(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	n := freshPassage(t, r, v)
	r.typed("i")
	code := v.placed[v.current].Code
	if len(v.open.Codings) != n+1 || !code.InVivo {
		t.Fatalf("%d codings of %d, code %+v, %v", len(v.open.Codings), n, code, r.fails)
	}
	r.typed("m")
	if f, ok := r.win.Canvas().Focused().(*widgets.Field); !ok {
		t.Fatal("M asks for no note")
	} else {
		f.SetText("Ask once more.")
	}
	r.key(fyne.KeyReturn)
	if v.memos[v.current].Text != "Ask once more." || r.win.Canvas().Focused() != v.text.FocusTarget() {
		t.Errorf("the note is %q", v.memos[v.current].Text)
	}
	r.shoot("coding-note-light")
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
}

// S asks for the stage of the turn, and the text shows it.
func TestStageByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	freshPassage(t, r, v)
	i := slices.IndexFunc(v.open.Turns, func(x research.Turn) bool { return x.ID == v.passage.from.Turn })
	r.typed("s")
	r.key(fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn)
	stages := r.s.Book().Stages
	if got, want := v.open.Turns[i].Stage, stages[len(stages)-1].Number; got != want || len(r.fails) > 0 {
		t.Errorf("the stage is %d, want %d, %v", got, want, r.fails)
	}
	stored, _ := r.s.Transcript(t.Context(), v.open.Interview.ID)
	if stored.Turns[i].Stage != v.open.Turns[i].Stage {
		t.Error("the study has another")
	}
}

// Ctrl and + makes the text larger, on this computer from then on.
func TestZoomIsKept(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	for _, k := range []fyne.KeyName{"=", "=", "-"} {
		v.text.FocusTarget().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
	}
	if v.text.Zoom() != 110 || r.prefs.Zoom != 110 {
		t.Errorf("the text is at %d%%, kept %d", v.text.Zoom(), r.prefs.Zoom)
	}
	if again := NewCoding(r); again.text.Zoom() != 110 {
		t.Errorf("another time it is at %d%%", again.text.Zoom())
	}
}

// No key of the screen does two things, and every act has a key of its own and says what it does.
func TestCodingActs(t *testing.T) {
	_, v := codingRoom(t, theme.LightMode, bodyLarge)
	keys, ids := map[string]string{}, map[string]bool{}
	for _, a := range v.Acts() {
		if a.What == "" || a.Part == "" || !strings.HasPrefix(a.ID, "coding.") || ids[a.ID] || len(a.Keys) == 0 {
			t.Errorf("the act %+v", a)
		}
		ids[a.ID] = true
		for _, k := range a.Keys {
			if keys[k] != "" {
				t.Errorf("%s does %s and %s", k, keys[k], a.ID)
			}
			keys[k] = a.ID
		}
	}
	if len(ids) < 30 {
		t.Errorf("only %d acts", len(ids))
	}
}

// A window made taller, and no wider, shows more of the codebook.
func TestBookInATallerWindow(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodySmall)
	before := len(v.book.tree.Keys())
	r.win.Resize(fyne.NewSize(bodySmall.Width, bodySmall.Height+500))
	if after := len(v.book.tree.Keys()); after < before+10 {
		t.Errorf("%d regions, %d in the lower window", after, before)
	}
}
