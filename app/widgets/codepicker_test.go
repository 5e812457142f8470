package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/research"
)

func refs(codes []research.Code) string {
	var out []string
	for _, c := range codes {
		out = append(out, c.Ref)
	}
	return strings.Join(out, " ")
}

func pickerOf(t *testing.T) (*CodePicker, fyne.Window, *[]string) {
	wear(t, false)
	k := NewCodePicker(starterBook(t))
	picked := &[]string{}
	k.OnPick = func(c research.Code) { *picked = append(*picked, c.Ref) }
	w := stand(t, k, 360, 500)
	return k, w, picked
}

// What people type finds the code they mean first.
func TestCodePickerFinds(t *testing.T) {
	k, _, _ := pickerOf(t)
	for typed, want := range map[string]string{
		"DIS-02": "DIS-02", "dis02": "DIS-02", "listen": "DIS-02", "price": "NEG-01", "refer": "EVA-07", "demo": "EVA-05", "deliv risk": "DEC-04", "fodr": "DEC-04",
		"integr": "EVA-03", "security": "EVA-04", "champ": "DEC-02", "busines case": "COM-03", "bussiness": "", "built": "DEC-10", "Prïce": "NEG-01", "CRM": "LEA",
	} {
		k.Field().SetText(typed)
		got := refs(k.Codes())
		first, _, _ := strings.Cut(got, " ")
		if want == "LEA" { // found by its definition, if at all
			continue
		}
		if first != want {
			t.Errorf("%q finds %q, want %s first", typed, got, want)
		}
		if c, ok := k.Lit(); ok != (want != "") || c.Ref != want {
			t.Errorf("%q lights %q", typed, c.Ref)
		}
	}
	k.Field().SetText("zzzz")
	if !says(k.board, "No code has these letters") {
		t.Errorf("says %v", wordsOf(k.board))
	}
}

// Nothing typed: suggestions, then those used last, then stage by stage; retired codes are not offered.
func TestCodePickerOrder(t *testing.T) {
	k, _, _ := pickerOf(t)
	book := starterBook(t)
	all := len(book.Codes)
	if got := len(k.Codes()); got != all {
		t.Errorf("%d codes of %d", got, all)
	}
	k.SetRecent([]research.ID{"NEG-01", "DIS-02", "gone"})
	if !strings.HasPrefix(refs(k.Codes()), "NEG-01 DIS-02 TRG ") {
		t.Errorf("%s", refs(k.Codes())[:40])
	}
	k.SetSuggested([]research.ID{"EVA-07"})
	if c, _ := k.Lit(); c.Ref != "EVA-07" || !says(k.board, "Suggested") || !says(k.board, "Last used") {
		t.Errorf("lights %s, says %v", c.Ref, wordsOf(k.board)[:8])
	}
	codes := append([]research.Code(nil), book.Codes...)
	for i := range codes {
		codes[i].Retired = codes[i].Ref == "NEG-01"
	}
	k.SetBook(research.NewCodebook(book.Stages, codes))
	if strings.Contains(refs(k.Codes()), "NEG-01") {
		t.Error("a retired code is offered")
	}
	k.Field().SetText("price against")
	if len(k.Codes()) != 0 && k.Codes()[0].Ref == "NEG-01" {
		t.Error("a retired code is found")
	}
	k.SetBook(nil)
	if len(k.Codes()) != 0 {
		t.Error("an empty book has codes")
	}
}

func TestCodePickerByKeyboard(t *testing.T) {
	k, w, picked := pickerOf(t)
	var lit []string
	k.OnLight = func(c research.Code) { lit = append(lit, c.Ref) }
	cancelled := 0
	k.OnCancel = func() { cancelled++ }
	k.Focus()
	if focused(w) != fyne.Focusable(k.Field()) {
		t.Fatal("the field has not the keyboard")
	}
	f := k.Field()
	strike(f, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyUp)
	if fmt.Sprint(*picked) != "[TRG-01]" || fmt.Sprint(lit) != "[TRG-01 TRG-02 TRG-01 EXP-02 TRG-01 TRG TRG]" {
		t.Errorf("picked %v, lit %v", *picked, lit)
	}
	test.Type(f, "listen")
	strike(f, fyne.KeyReturn, fyne.KeyEscape)
	if fmt.Sprint(*picked) != "[TRG-01 DIS-02]" || f.Text != "" || cancelled != 0 {
		t.Errorf("picked %v, field %q", *picked, f.Text)
	}
	strike(f, fyne.KeyEscape)
	if cancelled != 1 {
		t.Error("Escape does not leave")
	}
}

// The lit code says what it means; those that are far away are not drawn.
func TestCodePickerDefinition(t *testing.T) {
	k, _, picked := pickerOf(t)
	k.Why = func(id research.ID) string { return "7 similar verbatims carry this code" }
	k.SetCounts(map[research.ID]int{"DEC-10": 9, "TRG": 3})
	k.Light("DEC-10")
	words := strings.Join(wordsOf(k.board), " ")
	for _, s := range []string{"Built in-house", "Put here", "7 similar verbatims", "9"} {
		if !strings.Contains(words, s) {
			t.Errorf("%q is not said: %s", s, words)
		}
	}
	if strings.Contains(words, "Compelling reason") {
		t.Error("what is far away is drawn")
	}
	p, s, _ := k.board.Region("code:DEC-10")
	k.board.Tapped(at(p.X+60, p.Y+10))
	k.board.Tapped(at(p.X+60, p.Y-10))
	k.board.Tapped(at(p.X+60, p.Y-10))
	if s.Height <= 28 || fmt.Sprint(*picked) != "[DEC-10 DEC-09]" {
		t.Errorf("height %v, picked %v", s.Height, *picked)
	}
	if c, _ := k.Lit(); c.Ref != "DEC-09" {
		t.Error("a click lights nothing")
	}
}

func TestCodePickerFolds(t *testing.T) {
	k, _, _ := pickerOf(t)
	n := len(k.Codes())
	k.board.Tap("stage:1")
	if len(k.Codes()) != n-7 || strings.Contains(refs(k.Codes()), "TRG") {
		t.Errorf("%d codes of %d", len(k.Codes()), n)
	}
	k.board.Tap("stage:1")
	if len(k.Codes()) != n {
		t.Error("a shut stage does not open")
	}
}

func TestCodePickerPopup(t *testing.T) {
	wear(t, false)
	w := stand(t, NewBoard(nil), 800, 600)
	k := NewCodePicker(starterBook(t))
	left := 0
	k.OnCancel = func() { left++ }
	k.Popup(w.Canvas(), fyne.NewPos(700, 500))
	if focused(w) != fyne.Focusable(k.Field()) {
		t.Fatal("the field has not the keyboard")
	}
	p, s := fyne.CurrentApp().Driver().AbsolutePositionForObject(k), k.Size()
	if p.X+s.Width > 800 || p.Y+s.Height > 600 {
		t.Errorf("hangs over the edge: %v %v", p, s)
	}
	strike(k.Field(), fyne.KeyDown, fyne.KeyEscape)
	if left != 1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("Escape does not leave")
	}
	hide := k.Popup(w.Canvas(), fyne.NewPos(10, 10))
	hide()
	if left != 1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("hiding cancels")
	}
}

func TestFolded(t *testing.T) {
	for in, want := range map[string]string{"Größe": "große", "ÉLAN": "elan", "Price": "price"} {
		if got := folded(in); got != want {
			t.Errorf("%q", got)
		}
	}
}

// Nobody types into a picker of codes and waits.
func BenchmarkCodePickerFind(b *testing.B) {
	book := starterBook(b)
	texts := make([]codeText, len(book.Codes))
	for i, c := range book.Codes {
		texts[i] = newCodeText(c, "")
	}
	for b.Loop() {
		findCodes(book, texts, "deliv risk", nil)
	}
}
