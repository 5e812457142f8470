package views

import (
	"strings"
	"testing"

	"openloop/app/session"
	"openloop/app/theme"
)

// A name that was left is masked by hand, in every text: the words are selected, and somebody says whose name it is.
func TestMaskByHand(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	if err := r.s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	if v.askName(); r.lastSaid() != "Select the name first." {
		t.Fatalf("without a selection it says %q", r.lastSaid())
	}
	const word = "טליה"
	was := v.open.Turns[1]
	if _, err := r.s.CorrectText(t.Context(), was.ID, was.Text, was.Text+" אמרנו לטליה שהמחיר סביר. טליה שמחה."); err != nil {
		t.Fatal(err)
	}
	v.Show(v.open.Interview.ID)
	at := v.open.Turns[1]
	if !strings.Contains(at.Text, word) {
		t.Fatal("the name is masked already")
	}
	from := len([]rune(at.Text[:strings.LastIndex(at.Text, word)]))
	anchor := func(n int) (a session.Placed) {
		a.From.Turn, a.From.Offset = at.ID, n
		return a
	}
	v.text.Select(anchor(from).From, anchor(from+len([]rune(word))).From)
	if v.text.SelectedText() != word {
		t.Fatalf("%q is selected, not %q", v.text.SelectedText(), word)
	}
	k := v.askName()
	if k == nil || len(k.found) < 4 {
		t.Fatal("nobody is asked for")
	}
	r.shoot("coding-name-light")
	k.rows.Mark(2)
	k.confirm()
	open, err := r.s.Transcript(t.Context(), v.open.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range open.Turns {
		if strings.Contains(strings.ToLower(turn.Text), strings.ToLower(word)) {
			t.Fatalf("a turn still has it: %d", turn.Pos)
		}
	}
	if !strings.Contains(r.lastSaid(), "Masked in every text") {
		t.Errorf("it says %q", r.lastSaid())
	}
	v.text.Select(anchor(0).From, anchor(len([]rune(at.Text))-1).From)
	if k := v.askName(); k != nil && len([]rune(at.Text)) > longestName {
		t.Error("a whole turn is taken for a name")
	}
}
