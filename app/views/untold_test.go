package views

import (
	"context"
	"testing"

	"openloop/app/session"
	"openloop/research"
)

// untold is a copy of the sample without its story, the ladders under it, and its business case, for tests that make
// these.
func untold(t *testing.T) *session.Session {
	t.Helper()
	s := sampleStudy(t)
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	stories, err := s.Stories(ctx)
	must(err)
	for _, st := range stories {
		for _, iv := range st.Interviews {
			l, err := s.Ladder(ctx, iv)
			must(err)
			for _, r := range l.Rungs {
				must(s.RemoveRung(ctx, r.ID))
			}
			must(s.SetPriceTest(ctx, iv, research.NotAsked, research.Anchor{}, research.Anchor{}))
		}
		must(s.DeleteStory(ctx, st.Story))
	}
	list, err := s.Assumptions(ctx)
	must(err)
	for _, a := range list {
		must(s.DeleteAssumption(ctx, a))
	}
	return s
}
