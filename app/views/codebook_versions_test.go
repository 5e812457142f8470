package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// tabTo goes on with Tab until a button has the keyboard.
func tabTo(r *room, label string) {
	r.t.Helper()
	for range 20 {
		if b, ok := r.win.Canvas().Focused().(*widgets.Button); ok && b.Label == label {
			return
		}
		r.win.Canvas().FocusNext()
	}
	r.t.Fatalf("Tab does not lead to %q", label)
}

// Versions are kept, compared, restored and deleted by keyboard alone, and undo brings back what went.
func TestVersionsByKeyboard(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	ctx := t.Context()
	c, _ := r.s.Book().ByRef("DIS-02")
	open := func() {
		v.codes.chooseCode(c.ID)
		v.codes.rows.Focus()
		r.typed("v")
		if r.win.Canvas().Overlays().Top() == nil {
			t.Fatal("V opens no dialog")
		}
	}
	open()
	r.typed("Pilot")
	r.key(fyne.KeyReturn)
	list, err := r.s.BookVersions(ctx)
	if err != nil || len(list) != 1 || list[0].Name != "Pilot" {
		t.Fatalf("kept are %+v, %v", list, err)
	}
	r.key(fyne.KeyEscape)
	if r.win.Canvas().Overlays().Top() != nil {
		t.Fatal("Escape does not close the dialog")
	}
	other := c
	other.Name = "Hearing"
	if _, err := r.s.SaveCode(ctx, other); err != nil {
		t.Fatal(err)
	}
	open()
	tabTo(r, "Restore this version")
	r.key(fyne.KeyReturn)
	if now, _ := r.s.Book().Code(c.ID); now.Name != "Hearing" {
		t.Error("it is restored without asking")
	}
	r.confirm()
	if now, _ := r.s.Book().Code(c.ID); now.Name != c.Name || !strings.HasPrefix(r.lastSaid(), "Restored version 1: 1 changed") {
		t.Errorf("restored to %q; %q", now.Name, r.lastSaid())
	}
	tabTo(r, "Delete")
	r.key(fyne.KeyReturn)
	if list, _ := r.s.BookVersions(ctx); len(list) != 0 {
		t.Errorf("%d versions are left", len(list))
	}
	for range 2 {
		if _, err := r.s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	list, _ = r.s.BookVersions(ctx)
	if now, _ := r.s.Book().Code(c.ID); len(list) != 1 || now.Name != "Hearing" {
		t.Errorf("after undo %d versions, %q", len(list), now.Name)
	}
}
