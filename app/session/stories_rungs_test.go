package session

import (
	"context"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
)

// climbed is the quote study with a ladder of three rungs for three lost deals.
func climbed(t *testing.T) (*Session, []research.ID) {
	t.Helper()
	s := quoteStudy(t)
	ctx := context.Background()
	var of []research.ID
	for i := 6; i < 9; i++ {
		for n := range 3 {
			c := candidate(t, s, i, n)
			mustBe(t, s.AddRung(ctx, c.Interview.Interview.ID, c.Placed.From, c.Placed.To))
			if n == 0 {
				of = append(of, c.Interview.Interview.ID)
			}
		}
	}
	mustBe(t, s.SetPriceTest(ctx, of[0], research.SameChoice, research.Anchor{}, research.Anchor{}))
	return s, of
}

// The writer sees every rung, and takes over the words of those only that are cleared as quotes.
func TestStoryRungsAreMaterial(t *testing.T) {
	s, of := climbed(t)
	ctx := context.Background()
	first := candidate(t, s, 6, 0)
	mustBe(t, s.ClearQuote(ctx, first.QuoteRow, true, ""))
	rungs, err := s.StoryRungs(ctx, research.Story{Interviews: of})
	mustBe(t, err)
	if len(rungs) != 10 || !rungs[3].Test || rungs[3].Words != "the same choice" {
		t.Fatalf("%d rungs: %+v", len(rungs), rungs)
	}
	quoted := 0
	for _, r := range rungs {
		switch {
		case r.Test:
			if r.Line != "Had every price been the same? They would have chosen the same." {
				t.Errorf("the price test says %q", r.Line)
			}
		case r.Quote != "":
			quoted++
			if !strings.HasSuffix(r.Line, ": “"+r.Quote+"”") || r.Words != r.Quote {
				t.Errorf("a cleared rung gives %q", r.Line)
			}
		default:
			if !strings.HasSuffix(r.Line, ": ") || strings.Contains(r.Line, "Remark") || r.Words == "" {
				t.Errorf("a rung that is not cleared gives %q", r.Line)
			}
		}
	}
	if quoted != 1 {
		t.Errorf("%d rungs give words", quoted)
	}
}

// A composite is not cleared while it says what somebody said word by word, nor while a line is unfinished.
func TestCompositeSaysNothingThatIsNotCleared(t *testing.T) {
	s, of := climbed(t)
	ctx := context.Background()
	said := candidate(t, s, 6, 1)
	st := research.Story{Title: "It was not price", Interviews: of, Text: "Price: too expensive, they said.\nListening: “" + said.Text + "”\nTiming:"}
	id, err := s.SaveStory(ctx, st)
	mustBe(t, err)
	r := storyNow(t, s, id)
	if len(r.Missing) != 2 || !strings.Contains(r.Missing[0], "Finish the line “Timing:”") || !strings.Contains(r.Missing[1], "word by word") {
		t.Fatalf("it lacks %q", r.Missing)
	}
	wantKind(t, s.ClearStory(ctx, id, true), research.Withheld)
	mustBe(t, s.ClearQuote(ctx, said.QuoteRow, true, ""))
	st.ID, st.Text = id, strings.TrimSuffix(st.Text, "\nTiming:")
	_, err = s.SaveStory(ctx, st)
	mustBe(t, err)
	mustBe(t, s.ClearStory(ctx, id, true))
	tells := func() bool {
		doc, err := s.Pack(ctx, PackOptions{Draft: true})
		mustBe(t, err)
		return doc.Section(report.OneStory).Page == 3 || doc.Section(report.OneStory).Page == 2
	}
	if !tells() {
		t.Error("the cleared composite has no page")
	}
	mustBe(t, s.ClearQuote(ctx, said.QuoteRow, false, ""))
	if tells() {
		t.Error("a quote was taken back, and the story still says it")
	}
}
