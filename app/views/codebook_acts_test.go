package views

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/theme"
	"openloop/research"
)

// confirm presses the filled button of the dialog on top.
func (r *room) confirm() {
	r.t.Helper()
	top := r.win.Canvas().Overlays().Top()
	if top == nil {
		r.t.Fatal("there is no dialog")
	}
	top.(interface{ TypedKey(*fyne.KeyEvent) }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestCodebookDialogPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodySmall}} {
		for what, key := range map[string]string{"merge": "m", "split": "s", "move": "p", "versions": "v"} {
			r, v := codebookRoom(t, sampleStudy(t), c.mode, c.size)
			code, _ := r.s.Book().ByRef("DIS-02")
			if what == "versions" {
				if _, err := r.s.KeepVersion(t.Context(), "After the pilot"); err != nil {
					t.Fatal(err)
				}
				other := code
				other.Name, other.Definition = "Hearing", "Whether they heard what was said."
				if _, err := r.s.SaveCode(t.Context(), other); err != nil {
					t.Fatal(err)
				}
				three, _ := r.s.Book().ByRef("DIS-03")
				if _, err := r.s.MergeCodes(t.Context(), []research.ID{three.ID}, code.ID); err != nil {
					t.Fatal(err)
				}
			}
			v.codes.chooseCode(code.ID)
			v.codes.rows.Focus()
			r.typed(key)
			r.shoot("codebook-" + what + "-" + c.name)
		}
	}
}

// Alt and the arrows order codes, and the choice goes along.
func TestCodebookOrdersByKeys(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	c, _ := r.s.Book().ByRef("DIS-02")
	v.codes.chooseCode(c.ID)
	v.codes.rows.Focus()
	at := v.codes.rows.Chosen()
	alt := func(k fyne.KeyName) {
		v.codes.rows.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	alt(fyne.KeyUp)
	if v.codes.rows.Chosen() != at-1 || v.codes.shown[at-1].Code.ID != c.ID {
		t.Errorf("up: row %d after %d", v.codes.rows.Chosen(), at)
	}
	alt(fyne.KeyUp)
	if !strings.Contains(r.lastSaid(), "end of its list") {
		t.Errorf("at the top it says %q", r.lastSaid())
	}
	alt(fyne.KeyDown)
	if v.codes.rows.Chosen() != at {
		t.Errorf("down: row %d", v.codes.rows.Chosen())
	}
	if name, _ := r.s.CanUndo(); name != "Move Listening down" {
		t.Errorf("the step is %q", name)
	}
}

// Codes are ticked by keys and merged, and the sentence says how many fell together.
func TestCodebookMergesTicked(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	c, _ := r.s.Book().ByRef("DIS-02")
	other, _ := r.s.Book().ByRef("DIS-03")
	v.codes.chooseCode(c.ID)
	m := newMergeList(r.s, c)
	m.search.SetText("dis-03")
	if len(m.shown) != 1 || m.shown[0].Code.ID != other.ID {
		t.Fatalf("found %d codes", len(m.shown))
	}
	if v.codes.merge(m) || r.lastSaid() != "Tick a code first." {
		t.Errorf("nothing ticked: %q", r.lastSaid())
	}
	m.rows.Choose(0)
	m.rows.TypedRune(' ')
	if !v.codes.merge(m) || !strings.Contains(r.lastSaid(), "went to Listening") {
		t.Errorf("merged: %q %v", r.lastSaid(), r.fails)
	}
	if now, _ := r.s.Book().Code(other.ID); now.MergedInto != c.ID {
		t.Error("not merged")
	}
}

// Passages go by keys, one after the other, and the new code stands beside the old one.
func TestCodebookSplitsByKeys(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	c, _ := r.s.Book().ByRef("DIS-02")
	list, err := r.s.CodePassages(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	uses, err := r.s.CodeUses(t.Context(), c.ID)
	if err != nil || len(uses) < 2 || uses[0].Theme || !uses[len(uses)-1].Theme {
		t.Fatalf("besides passages %+v have it, %v", uses, err)
	}
	l := newSplitList(v, c, list, uses)
	l.rows.Choose(0)
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyRight} {
		l.rows.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if n := len(l.moved()); n != 2 || !l.sent(0) || l.sent(1) {
		t.Fatalf("%d go", n)
	}
	l.rows.Choose(len(list)) // the first reason or rung goes, too; themes count both unless they are kept
	l.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if with := l.with(); !slices.Contains(with, uses[0].ID) || !slices.Contains(with, uses[len(uses)-1].ID) {
		t.Errorf("with them go %v", with)
	}
	if v.codes.split(l) || len(r.fails) != 1 {
		t.Error("a code without a name was made")
	}
	l.name.SetText("Interrupting")
	if !v.codes.split(l) || v.codes.form.row.Code.Name != "Interrupting" || v.codes.form.row.Mentions != 2 {
		t.Errorf("split into %q with %d", v.codes.form.row.Code.Name, v.codes.form.row.Mentions)
	}
	now, err := r.s.CodeUses(t.Context(), v.codes.form.row.Code.ID)
	if err != nil || len(now) < 2 || now[0].Says != uses[0].Says || now[0].Where != uses[0].Where {
		t.Errorf("the new code has %+v, %v", now, err)
	}
}

// The colour and the example are saved like the rest.
func TestCodebookColourAndExample(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	c, _ := r.s.Book().ByRef("DIS-02")
	v.codes.chooseCode(c.ID)
	if !v.codes.form.colour.board.Tap("colour:Violet") {
		t.Fatal("there is no violet")
	}
	now, _ := r.s.Book().Code(c.ID)
	if name, _ := r.s.CanUndo(); now.Colour == "" || name != "Colour code Listening" {
		t.Errorf("colour %q, step %q", now.Colour, name)
	}
	r.win.Canvas().Focus(v.codes.form.example)
	v.codes.form.example.SetText("They never asked.")
	v.codes.rows.Focus()
	if now, _ = r.s.Book().Code(c.ID); now.Example != "They never asked." {
		t.Errorf("the example is %q", now.Example)
	}
	if !v.codes.form.colour.board.Tap("colour:stage") {
		t.Fatal("the colour of the stage cannot be chosen")
	}
	if now, _ = r.s.Book().Code(c.ID); now.Colour != "" {
		t.Errorf("the colour is still %q", now.Colour)
	}
}

// A file is shown before it is taken in.
func TestCodebookImportsAfterAPreview(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	path := filepath.Join(t.TempDir(), "book.csv")
	if err := os.WriteFile(path, []byte("name,definition\nCanteen,Where lunch was\nListening,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	v.codes.previewBook(path)
	r.shoot("codebook-import")
	if _, ok := r.s.Book().Find("Canteen"); ok {
		t.Fatal("it was taken in before it was confirmed")
	}
	p, err := r.s.PlanBook(t.Context(), path, 1)
	if err != nil || !strings.HasPrefix(planSays(p), "2 codes in the file, 1 unchanged") {
		t.Errorf("the plan says %q, %v", planSays(p), err)
	}
	r.confirm()
	if _, ok := r.s.Book().Find("Canteen"); !ok {
		t.Error("it was not taken in")
	}
	v.codes.previewBook(filepath.Join(t.TempDir(), "none.csv"))
	if len(r.fails) != 1 {
		t.Errorf("a file that is not there: %v", r.fails)
	}
}
