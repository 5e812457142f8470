package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// asker is a room in which whoever asks what is to be imported gets a path.
type asker struct{ *room }

func (a asker) AskImport(then func(string)) { then("contacts.csv") }

// While nobody is in the study Overview offers whatever a team may have, each by key as by mouse, and all through the
// same import.
func TestOverviewOfNobody(t *testing.T) {
	for _, at := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"large", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}, {"least", theme.DarkMode, fyne.NewSize(844, 620)}} {
		r := newRoom(t, emptyStudy(t), at.mode, at.size, func(h Host) View { return NewOverview(asker{h.(*room)}) }, nil)
		r.shoot("overview-begin-" + at.name)
		if at.name != "large" {
			continue
		}
		words := wordsOf(r.win.Content())
		for i, b := range beginnings {
			if !slices.Contains(words, b.what) || !slices.Contains(words, b.line) {
				t.Errorf("%q is cut or not there: %q", b.what, words)
			}
			r.typed(string(rune('1' + i)))
		}
		if len(r.went) != len(beginnings) || slices.ContainsFunc(r.went, func(s string) bool { return s != "import" }) || r.args[0] != "contacts.csv" || r.args[4] != (byHand{}) {
			t.Errorf("went to %q with %v", r.went, r.args)
		}
	}
}

// An interview is written by hand, and goes through the same steps as a transcript.
func TestImportByHand(t *testing.T) {
	r := newRoom(t, emptyStudy(t), theme.LightMode, bodySmall, importHere, byHand{})
	v := r.view.(*Import)
	field, ok := r.win.Canvas().Focused().(*widgets.Field)
	if !ok {
		t.Fatalf("%T has the keyboard", r.win.Canvas().Focused())
	}
	leave := func() { // to the button, and press it
		r.key(fyne.KeyTab)
		for range 3 {
			if b, ok := r.win.Canvas().Focused().(*widgets.Button); ok && b.Label == "Go on" {
				r.key(fyne.KeySpace)
				return
			}
			r.win.Canvas().FocusNext()
		}
		t.Fatalf("%T has the keyboard", r.win.Canvas().Focused())
	}
	if leave(); v.step != stepChoose {
		t.Error("nothing was written, and it goes on")
	}
	field.Focus()
	test.Type(field, "Interviewer: How did it begin?\nBuyer: We had outgrown what we had.\nInterviewer: And then?\nBuyer: He listened.")
	r.shoot("import-write")
	leave()
	if v.step != stepMatch || len(v.talks.Files) != 1 || len(v.talks.Files[0].Talk.Turns) != 4 {
		t.Fatalf("step %d, %+v, %v", v.step, v.talks, r.fails)
	}
	r.shoot("import-written")
	for range 3 {
		v.goOn()
	}
	if v.step != stepDone || interviewsIn(r.s) != 1 {
		t.Errorf("step %d, %d interviews, %v", v.step, interviewsIn(r.s), r.fails)
	}
}
