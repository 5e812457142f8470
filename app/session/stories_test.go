package session

import (
	"context"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
)

// story is a story of some interviews of the quote study, saved.
func story(t *testing.T, s *Session, interviews ...int) research.Story {
	t.Helper()
	st := research.Story{Title: "They said it was too expensive", Text: "They liked ours best.\nNobody asked about the week in which both systems run."}
	for _, i := range interviews {
		st.Interviews = append(st.Interviews, candidate(t, s, i, 0).Interview.Interview.ID)
	}
	id, err := s.SaveStory(context.Background(), st)
	mustBe(t, err)
	st.ID = id
	return st
}

func storyNow(t *testing.T, s *Session, id research.ID) StoryRow {
	t.Helper()
	all, err := s.Stories(context.Background())
	mustBe(t, err)
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	t.Fatal("the story is gone")
	return StoryRow{}
}

// The story of one buyer leaves with the buyer's consent and read-back, and a change of a word voids both.
func TestStoryOfOneBuyer(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	st := story(t, s, 6)
	wantKind(t, s.ClearStory(ctx, st.ID, true), research.Withheld)
	wantKind(t, s.NoteStory(ctx, st.ID, "2027-01-01", ""), research.Invalid)
	mustBe(t, s.NoteStory(ctx, st.ID, "2026-10-01", ""))
	wantKind(t, s.ClearStory(ctx, st.ID, true), research.Withheld)
	mustBe(t, s.NoteStory(ctx, st.ID, "2026-10-01", "2026-10-12"))
	if _, xlsx := printed(t, s); strings.Contains(xlsx, "too expensive") {
		t.Error("a story is printed before it is cleared")
	}
	mustBe(t, s.ClearStory(ctx, st.ID, true))
	pdf, xlsx := printed(t, s)
	for _, text := range []string{pdf, xlsx} {
		if text != "" && (!strings.Contains(text, "both systems run") || !strings.Contains(strings.ToLower(text), "one buyer’s story, told with their consent")) {
			t.Error("the cleared story is not printed, or not with whose it is")
		}
	}

	st.Text += " It was the planner."
	_, err := s.SaveStory(ctx, st)
	mustBe(t, err)
	if r := storyNow(t, s, st.ID); r.Cleared || r.ReadBack != "" || r.Consented == "" || r.Tells {
		t.Errorf("after a change of its words: %+v", r.Story)
	}
	if _, xlsx := printed(t, s); strings.Contains(xlsx, "too expensive") {
		t.Error("a changed story is printed")
	}
	st.Interviews = []research.ID{candidate(t, s, 7, 0).Interview.Interview.ID}
	_, err = s.SaveStory(ctx, st)
	mustBe(t, err)
	if r := storyNow(t, s, st.ID); r.Consented != "" {
		t.Error("the consent of one buyer stands for another")
	}
	_, err = s.Undo(ctx)
	mustBe(t, err)
	_, err = s.Undo(ctx)
	mustBe(t, err)
	if r := storyNow(t, s, st.ID); !r.Tells {
		t.Errorf("undo does not bring the cleared story back: %+v", r.Missing)
	}
}

// A composite is of three buyers of three companies at least, and says so wherever it stands.
func TestCompositeStory(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	two := story(t, s, 6, 7)
	wantKind(t, s.ClearStory(ctx, two.ID, true), research.Withheld)
	mustBe(t, s.DeleteStory(ctx, two))
	st := story(t, s, 6, 7, 8)
	mustBe(t, s.ClearStory(ctx, st.ID, true))
	pdf, xlsx := printed(t, s)
	for _, text := range []string{pdf, xlsx} {
		if text != "" && (!strings.Contains(strings.ToLower(text), "composite of 3 buyers") || !strings.Contains(text, "both systems run")) {
			t.Error("the composite does not say that it is one")
		}
	}
	// Three interviews with people of one company are no composite.
	rows := interviewSheet()
	for _, id := range []string{"31", "32", "33"} {
		rows = append(rows, []string{id, "Person Wanninger" + id, "Sandvoss Werke", "won", "2026-03-01", "yes", "RO", "They listened to us.", "We saw proof."})
	}
	takeIn(t, s, rows, false)
	one := research.Story{Title: "One company", Text: "All of them."}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if r.Interview.Label == "P13" || r.Interview.Label == "P14" || r.Interview.Label == "P15" {
			one.Interviews = append(one.Interviews, r.Interview.ID)
		}
	}
	id, err := s.SaveStory(ctx, one)
	mustBe(t, err)
	if r := storyNow(t, s, id); len(r.Of) != 3 || len(r.Missing) != 1 {
		t.Errorf("%d interviews of one company lack %q", len(r.Of), r.Missing)
	}
}

// Names in a story are masked as it is written, tell-tales are pointed out, and one that does not fit is refused.
func TestStoryIsScrubbed(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	id, err := s.SaveStory(ctx, research.Story{Title: "What Margit Oelschlager did", Text: "Margit Oelschlager runs the largest bakery in Kent."})
	mustBe(t, err)
	r := storyNow(t, s, id)
	if strings.Contains(r.Title+r.Text, "Margit") {
		t.Error("a name stands in a story")
	}
	if len(r.Tales) == 0 || len(r.Missing) == 0 {
		t.Errorf("tell-tales %+v, missing %q", r.Tales, r.Missing)
	}
	_, err = s.SaveStory(ctx, research.Story{Title: "Long", Text: strings.Repeat("word ", report.StoryMost/4)})
	wantKind(t, err, research.Invalid)
	_, err = s.SaveStory(ctx, research.Story{Text: "No title."})
	wantKind(t, err, research.Invalid)
}
