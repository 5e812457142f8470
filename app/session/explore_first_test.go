package session

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"openloop/research"
)

// Marks that are held against kept tables are those that one gets without, after acts of every sort.
func TestMarksAreNeverOld(t *testing.T) {
	ctx := context.Background()
	s := openSample(t)
	row := s.InterviewRows(InterviewFilter{})[5]
	asks := []ExploreAsk{{Rows: CountCodes, Side: SideHurt, By: "region"}, {Rows: CountStages, By: "outcome"}, {Rows: CountTold, By: "segment"}}
	marks := func(ask ExploreAsk) *ExploreMarks {
		t.Helper()
		e, err := s.Explore(ctx, ask)
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.ExploreMarks(ctx, e)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	check := func(after string) {
		t.Helper()
		for _, ask := range asks {
			kept := marks(ask)
			s.mu.Lock()
			some := len(s.firsts.tables) > 0
			s.firsts = firsts{}
			s.mu.Unlock()
			if again := marks(ask); !some || !reflect.DeepEqual(kept, again) {
				t.Fatalf("after %s, %v: %d figures are marked, %d without what was kept", after, ask, kept.Withheld(), again.Withheld())
			}
		}
	}
	check("opening")
	before := marks(asks[0]).Withheld()
	c, _ := s.Book().ByRef("DIS-02")
	if err := s.SetReason(ctx, row.Interview.ID, research.Told, c.ID); err != nil {
		t.Fatal(err)
	}
	check("a reason")
	for _, r := range s.InterviewRows(InterviewFilter{})[:12] {
		tr, err := s.Transcript(ctx, r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		turn := tr.Turns[1].ID
		if _, err := s.ApplyCode(ctx, r.Interview.ID, research.Anchor{Turn: turn}, research.Anchor{Turn: turn, Offset: 9}, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	check("codings")
	st := s.Study()
	st.MinInterviews = 9
	if err := s.SaveStudy(ctx, st); err != nil {
		t.Fatal(err)
	}
	check("another rule")
	if after := marks(asks[0]).Withheld(); after <= before {
		t.Errorf("%d figures are withheld under nine, %d under five", after, before)
	}
}

// Whoever does not wait gets no marks, and nothing is kept of them.
func TestMarksEndWithTheirQuestion(t *testing.T) {
	s := openSample(t)
	for _, ask := range []ExploreAsk{{Rows: CountCodes, By: "region"}, {Rows: CountCodes, By: ByRemark}, {Chart: ChartReasons}, {Chart: ChartTogether}} {
		e, err := s.Explore(context.Background(), ask)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		stop()
		if _, err := s.ExploreMarks(ctx, e); !errors.Is(err, context.Canceled) {
			t.Errorf("%v: the error is %v", ask, err)
		}
		if len(s.firsts.tables) > 0 {
			t.Errorf("%v: tables are kept that nobody waited for", ask)
		}
	}
}
