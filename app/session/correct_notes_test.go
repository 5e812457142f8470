package session

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"openloop/research"
)

// A code in a participant's words is made and put on them in one step; the same words name it once.
func TestCodeInVivo(t *testing.T) {
	s, iv, turns := saidStudy(t, saidTexts[0], "Once more: The answer was a brochure!")
	ctx := context.Background()
	before := tables(t, s.Path())
	from, to := on(t, turns[0], "answer was a brochure.")
	c, err := s.CodeInVivo(ctx, iv.ID, from, to, 4)
	if err != nil {
		t.Fatal(err)
	}
	code, _ := s.Book().Code(c.Code)
	if code.Name != "answer was a brochure" || !code.InVivo || code.Stage != 4 || code.Parent == "" || code.Ref == "" {
		t.Errorf("the code is %+v", code)
	}
	if name, _ := s.CanUndo(); name != "Code in their words “answer was a brochure”" {
		t.Errorf("the step is called %q", name)
	}
	from, to = on(t, turns[1], "answer was a brochure")
	again, err := s.CodeInVivo(ctx, iv.ID, from, to, 1)
	if err != nil || again.Code != c.Code {
		t.Errorf("the same words make another code: %v", err)
	}
	for range 2 {
		if err := second(s.Undo(ctx)); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "after undo", tables(t, s.Path()), before)
	if _, err := s.CodeInVivo(ctx, iv.ID, from, to, 0); research.KindOf(err) != research.Invalid {
		t.Errorf("a code without a stage: %v", err)
	}
	long := nameFrom(strings.Repeat("so many words, ", 20))
	if n := len([]rune(long)); n > inVivoMost || !strings.HasSuffix(long, "words…") && !strings.HasSuffix(long, "many…") {
		t.Errorf("a long name is %q", long)
	}
}

// A note stands on its coding, names nobody, goes with an empty text, and is taken back by undo.
func TestMemosOnCodings(t *testing.T) {
	s, _, turns := saidStudy(t, saidTexts[0])
	ctx := context.Background()
	from, to := on(t, turns[0], "a brochure")
	c := coding(t, s, from, to)
	if err := s.SetMemo(ctx, c.ID, "Price", "  Ask j.doe@brandtkamp.example once more. "); err != nil {
		t.Fatal(err)
	}
	m, err := s.Memos(ctx)
	if err != nil || !strings.HasPrefix(m[c.ID].Text, "Ask ") || strings.Contains(fmt.Sprint(tables(t, s.Path())), "brandtkamp") {
		t.Errorf("the note is %q, %v", m[c.ID].Text, err)
	}
	if err := s.SetMemo(ctx, c.ID, "Price", "Ask once more."); err != nil {
		t.Fatal(err)
	}
	if err := s.SetMemo(ctx, c.ID, "Price", " "); err != nil {
		t.Fatal(err)
	}
	if m, _ := s.Memos(ctx); len(m) != 0 {
		t.Errorf("%d notes are left", len(m))
	}
	if err := second(s.Undo(ctx)); err != nil {
		t.Fatal(err)
	}
	if m, _ := s.Memos(ctx); m[c.ID].Text != "Ask once more." {
		t.Errorf("undo brings back %q", m[c.ID].Text)
	}
}

// The stage of a turn is where its mentions count.
func TestStageOfATurn(t *testing.T) {
	s, iv, turns := saidStudy(t, saidTexts[0], saidTexts[1])
	ctx := context.Background()
	from, to := on(t, turns[0], "a brochure")
	coding(t, s, from, to)
	if err := s.SetStage(ctx, []research.ID{turns[0].ID, turns[1].ID}, 6); err != nil {
		t.Fatal(err)
	}
	now, _ := s.store.Turns(ctx, iv.ID)
	if now[0].Stage != 6 || now[1].Stage != 6 || now[0].Text != saidTexts[0] {
		t.Errorf("the turns are %+v", now)
	}
	wantKind(t, s.SetStage(ctx, []research.ID{turns[0].ID}, 77), research.Invalid)
	if err := second(s.Undo(ctx)); err != nil {
		t.Fatal(err)
	}
	if now, _ = s.store.Turns(ctx, iv.ID); now[0].Stage != 0 || now[1].Stage != 0 {
		t.Error("undo leaves the stage")
	}
}
