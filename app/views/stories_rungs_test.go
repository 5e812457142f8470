package views

import (
	"context"
	"strings"
	"testing"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// The rungs of a story's ladder stand under its words, and L takes them over: a cleared quote with its words, the others
// as a heading to be finished in words of one's own.
func TestStoryTakesItsRungs(t *testing.T) {
	s := untold(t)
	ctx := context.Background()
	of := s.InterviewRows(session.InterviewFilter{})[0].Interview.ID
	placed, err := s.Placed(ctx, of)
	if err != nil || len(placed) < 3 {
		t.Fatalf("%d passages, %v", len(placed), err)
	}
	rungs, seen := 0, map[research.ID]bool{}
	for _, p := range placed {
		if !seen[p.Verbatim] && rungs < 3 {
			if err := s.AddRung(ctx, of, p.From, p.To); err == nil {
				rungs++
			}
		}
		seen[p.Verbatim] = true
	}
	if err := s.SetPriceTest(ctx, of, research.SameChoice, research.Anchor{}, research.Anchor{}); err != nil {
		t.Fatal(err)
	}
	r, v := quotesRoom(t, s, theme.LightMode, bodyLarge)
	v.Show("stories")
	st := v.stories
	st.add()
	row := st.form.row.Story
	row.Interviews = []research.ID{of}
	if _, err := s.SaveStory(ctx, row); err != nil {
		t.Fatal(err)
	}
	if len(st.form.rungs) != rungs+1 {
		t.Fatalf("%d rungs are shown of %d and the price test", len(st.form.rungs), rungs)
	}
	r.win.Canvas().Unfocus()
	v.Rune('l')
	text := st.form.text.Text
	if lines := strings.Split(text, "\n"); len(lines) != rungs+1 || !strings.HasPrefix(lines[rungs], "Had every price been the same?") {
		t.Errorf("the story says %q", text)
	}
	for _, rung := range st.form.rungs {
		if said := strings.Contains(text, rung.Words); said != (rung.Quote != "" && rung.Quote == rung.Words) && !rung.Test {
			t.Errorf("%q is said: %v, cleared as %q", rung.Words, said, rung.Quote)
		}
	}
	r.win.Canvas().Unfocus()
	v.Rune('l')
	if st.form.text.Text != text {
		t.Error("taken over twice")
	}
	r.shoot("stories-rungs")
}
