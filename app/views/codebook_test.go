package views

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

func codebookRoom(t *testing.T, s *session.Session, mode theme.Mode, size fyne.Size) (r *room, v *Codebook) {
	r = newRoom(t, s, mode, size, func(h Host) View { v = NewCodebook(h); return v }, nil)
	return r, v
}

func TestCodebookPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}} {
		r, v := codebookRoom(t, sampleStudy(t), c.mode, c.size)
		r.key(fyne.KeyDown, fyne.KeyDown)
		r.shoot("codebook-" + c.name)
		v.tabs.Pick(1)
		r.shoot("guide-" + c.name)
	}
}

// What is written on the card is stored on leaving the field, once, under a name that the history shows.
func TestCodebookEditsInPlace(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	c, _ := r.s.Book().ByRef("DIS-02")
	v.codes.chooseCode(c.ID)
	r.win.Canvas().Focus(v.codes.form.definition)
	v.codes.form.definition.SetText("Whether they listened.")
	v.codes.rows.Focus()
	if now, _ := r.s.Book().Code(c.ID); now.Definition != "Whether they listened." || now.Name != c.Name {
		t.Errorf("stored %q", now.Definition)
	}
	if name, _ := r.s.CanUndo(); name != "Change code Listening" {
		t.Errorf("the step is %q", name)
	}
	if _, err := r.s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v.codes.form.definition.Text != c.Definition {
		t.Errorf("after undo the card says %q", v.codes.form.definition.Text)
	}
	v.codes.form.name.SetText("  ")
	v.codes.form.save()
	if len(r.fails) != 1 || v.codes.form.name.Text != "Listening" {
		t.Errorf("an empty name: %v, the field says %q", r.fails, v.codes.form.name.Text)
	}
}

func TestCodebookNewRetireDelete(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	id, err := r.s.SaveCode(context.Background(), research.Code{Name: "Parking", Stage: 4, Short: true})
	if err != nil {
		t.Fatal(err)
	}
	v.codes.chooseCode(id)
	if v.codes.form.row.Code.Name != "Parking" || !v.codes.form.remove.Visible() {
		t.Fatalf("the new code is not on the card: %q", v.codes.form.row.Code.Name)
	}
	v.codes.form.retire.Press()
	if now, _ := r.s.Book().Code(id); !now.Retired {
		t.Error("not retired")
	}
	if strings.Contains(strings.Join(v.names(), "|"), "Parking") {
		t.Error("a retired code is shown")
	}
	v.codes.retired.Set(true)
	v.codes.chooseCode(id)
	if v.codes.form.retire.Label != "Bring back" {
		t.Errorf("the button says %q", v.codes.form.retire.Label)
	}
	v.codes.form.remove.Press()
	if _, ok := r.s.Book().Code(id); ok {
		t.Error("not deleted")
	}
	c, _ := r.s.Book().ByRef("DIS-02")
	v.codes.chooseCode(c.ID)
	if v.codes.form.remove.Visible() {
		t.Error("a code in use can be deleted")
	}
}

func (v *Codebook) names() []string {
	var out []string
	for _, r := range v.codes.shown {
		out = append(out, r.Code.Name)
	}
	return out
}

func TestCodebookShortAndSearch(t *testing.T) {
	r, v := codebookRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	short := len(v.codes.shown)
	v.codes.short.Pick(1)
	if len(v.codes.shown) <= short || r.s.Study().ShortBook {
		t.Errorf("all codes: %d rows after %d, the study says short=%v", len(v.codes.shown), short, r.s.Study().ShortBook)
	}
	r.typed("/listening")
	names := v.names()
	if len(names) == 0 || names[0] != "Discovery and sales conduct" || v.codes.form.row.Code.Ref != "DIS-02" {
		t.Errorf("found %v, the card shows %s", names, v.codes.form.row.Code.Ref)
	}
	for i, row := range v.codes.shown {
		if row.Depth == 0 && (i+1 == len(v.codes.shown) || v.codes.shown[i+1].Depth == 0) {
			t.Errorf("the stage %s has nothing below it", row.StageName)
		}
	}
}

func TestGuideEditsInPlace(t *testing.T) {
	r, v := codebookRoom(t, emptyStudy(t), theme.LightMode, bodyLarge)
	v.tabs.Pick(1)
	v.guide.rows.Choose(3)
	was := v.guide.now
	r.win.Canvas().Focus(v.guide.ladder)
	v.guide.ladder.SetText("Why then?\n\n  Why not sooner? ")
	v.guide.rows.Focus()
	list, err := r.s.Guide(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		if q.ID == was.ID && strings.Join(q.Ladder, "|") != "Why then?|Why not sooner?" {
			t.Errorf("the ladder is %q", q.Ladder)
		}
	}
	if name, _ := r.s.CanUndo(); name != "Change question "+was.Ref {
		t.Errorf("the step is %q", name)
	}
	v.guide.rows.Choose(5)
	if again, _ := r.s.CanUndo(); again != "Change question "+was.Ref {
		t.Errorf("moving on saved %q", again)
	}
}
