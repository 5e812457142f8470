package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// Names of sixty characters stand within the card, in every chart, and the figures beside them still answer.
func TestExploreWithLongNames(t *testing.T) {
	s := sampleStudy(t)
	const long = "Slow answers to our questions about delivery and quantities."
	for i, c := range s.Book().Codes {
		if i%3 == 0 && c.Parent != "" {
			c.Name = long
			if _, err := s.SaveCode(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len([]rune(long)); n != 60 || !slices.ContainsFunc(s.Book().Codes, func(c research.Code) bool { return c.Name == long }) {
		t.Fatalf("no code is called %q, of %d characters", long, n)
	}
	for _, size := range []fyne.Size{usual, bodySmall, fyne.NewSize(2352, 1352)} {
		r := newRoom(t, s, theme.LightMode, size, newExplore, nil)
		v := r.view.(*Explore)
		v.off = func(func()) {}
		for _, c := range session.ExploreCharts() {
			v.look(session.ExploreAsk{Rows: session.CountCodes, By: "outcome", Chart: c.Key})
			for at, k := range v.where {
				if k.X < 0 || k.Y < 0 || k.X+k.W > v.board.Size().Width+1 || k.Y+k.H > v.board.Size().Height+1 {
					t.Errorf("%s at %v: figure %+v stands at %.0f %.0f, %.0f wide", c.Key, size, at, k.X, k.Y, k.W)
				}
			}
			r.shoot("long-" + c.Key + "-" + sizeWord(size))
		}
		if len(r.fails) > 0 {
			t.Error(r.fails)
		}
	}
}

func sizeWord(s fyne.Size) string {
	if s.Width > 2000 {
		return "large"
	}
	if s.Height < 720 {
		return "small"
	}
	return "usual"
}
