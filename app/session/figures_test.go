package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"openloop/research"
	"openloop/research/store"
)

// Every figure of the Themes screen lists as many quotes as it counts, from as many interviews.
func TestEveryFigureHasItsQuotes(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, wave := range append([]research.Wave{{}}, s.Waves()...) {
		f, err := s.Figures(ctx, wave.ID)
		if err != nil {
			t.Fatal(err)
		}
		ask := func(a Asked, interviews, mentions int) {
			t.Helper()
			a.Wave = wave.ID
			b, err := s.Behind(ctx, a)
			if err != nil {
				t.Fatal(err)
			}
			heard := map[research.ID]bool{}
			for _, q := range b.Quotes {
				heard[q.Interview.Interview.ID] = true
				if q.Text == "" {
					t.Errorf("%+v: an empty quote", a)
				}
			}
			if b.More {
				return
			}
			if b.Interviews != interviews || len(heard) != interviews || b.Mentions != len(b.Quotes) || mentions >= 0 && mentions != b.Mentions {
				t.Errorf("%+v: the figure says %d interviews, %d mentions; behind it are %d of %d and %d of %d", a, interviews, mentions, b.Interviews, len(heard), b.Mentions, len(b.Quotes))
			}
		}
		for n, c := range f.Codes {
			if c.Interviews == 0 || wave.ID != "" && n%4 > 0 {
				continue
			}
			ask(Asked{Codes: []research.ID{c.Code.ID}}, c.Interviews, c.Mentions)
			for i, o := range f.Outcomes {
				if wave.ID != "" {
					break
				}
				if n := c.ByClass[i].Interviews; n > 0 {
					ask(Asked{Codes: []research.ID{c.Code.ID}, Outcomes: []research.Outcome{research.Outcome(o.Key)}}, n, -1)
				}
			}
		}
		for _, th := range f.Themes {
			ask(Asked{Codes: th.Theme.Codes, Polarity: th.Theme.Says.Polarity()}, th.All.X, th.Mentions)
			ask(Asked{Codes: th.Theme.Codes, Polarity: th.Theme.Says.Polarity(), Outcomes: f.Lost.Outcomes}, th.Lost.X, -1)
		}
		hurt := research.Hurt
		for i, st := range s.Book().Stages {
			for j, o := range f.Outcomes {
				if wave.ID != "" {
					break
				}
				outcome := []research.Outcome{research.Outcome(o.Key)}
				ask(Asked{Stage: st.Number, Outcomes: outcome}, f.Stages.Counts[i][j], -1)
				ask(Asked{Stage: st.Number, Outcomes: outcome, Polarity: &hurt}, f.Hurt.Counts[i][j], -1)
			}
		}
	}
}

// After any run of edits, undos and redos the figures in memory are what counting the file anew gives, and
// what adding up the codings one by one gives.
func TestFiguresAfterRandomEdits(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	rnd := rand.New(rand.NewPCG(11, 3))
	rows := s.InterviewRows(InterviewFilter{})
	codes := s.Book().Codes
	for i := range 240 {
		iv := rows[rnd.IntN(len(rows))].Interview.ID
		var err error
		switch n := rnd.IntN(10); {
		case n < 4:
			_, err = applySomewhere(ctx, s, rnd, iv, codes[rnd.IntN(len(codes))].ID)
		case n < 6:
			var placed []Placed
			if placed, err = s.Placed(ctx, iv); len(placed) > 0 {
				err = s.RemoveCoding(ctx, placed[rnd.IntN(len(placed))].Coding)
			}
		case n < 9:
			if _, ok := s.CanUndo(); ok {
				_, err = s.Undo(ctx)
			}
		default:
			if _, ok := s.CanRedo(); ok {
				_, err = s.Redo(ctx)
			}
		}
		if err != nil {
			t.Fatalf("edit %d: %v", i, err)
		}
		if i%40 == 39 {
			counted(t, s, fmt.Sprintf("after %d edits", i+1))
		}
	}
}

// counted holds the figures in memory against a fresh load and against a plain recount.
func counted(t *testing.T, s *Session, when string) {
	t.Helper()
	ctx := context.Background()
	anew, err := loadFacts(ctx, s.store, s.Coder())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(s.facts), told(anew); !slices.Equal(got, want) {
		for i := range want {
			if at(got, i) != want[i] {
				t.Fatalf("%s: in memory %s\nanew %s", when, at(got, i), want[i])
			}
		}
	}
	mentions, interviews := map[research.ID]int{}, map[research.ID]map[research.ID]bool{}
	err = s.store.EachCoding(ctx, func(r store.CodingRow) error {
		if mentions[r.Code]++; interviews[r.Code] == nil {
			interviews[r.Code] = map[research.ID]bool{}
		}
		interviews[r.Code][r.Interview] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Figures(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Codes {
		if c.Mentions != mentions[c.Code.ID] || c.Interviews != len(interviews[c.Code.ID]) {
			t.Errorf("%s: %s has %d mentions in %d interviews, counted one by one %d in %d", when, c.Code.Ref, c.Mentions, c.Interviews, mentions[c.Code.ID], len(interviews[c.Code.ID]))
		}
	}
}

// What a screen marks as withheld is what the pack withholds, before and after a pack was issued.
func TestMarksAreThoseOfThePack(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, when := range []string{"first", "after one was issued"} {
		f, err := s.Figures(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.FigureMarks(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := s.Pack(ctx, PackOptions{})
		if err != nil {
			t.Fatal(err)
		}
		shown := map[string]bool{}
		for _, x := range doc.Figures {
			shown[string(x.Subject)+":"+x.Key+"/"+x.Group] = x.Shown
		}
		withheld := 0
		for _, c := range f.Codes {
			if got, want := m.Code(c.Code) == "", shown["code:"+c.Code.Ref+"/"]; got != want {
				t.Errorf("%s: %s marked %v, in the pack %v", when, c.Code.Ref, got, want)
			}
			if got, want := m.CodeOf(c.Code, "lost") == "", shown["code:"+c.Code.Ref+"/lost"]; got != want {
				t.Errorf("%s: %s of lost deals marked %v, in the pack %v", when, c.Code.Ref, got, want)
			}
			if m.CodeOf(c.Code, "lost") != "" {
				withheld++
			}
		}
		if withheld == 0 || withheld == len(f.Codes) {
			t.Errorf("%d of %d are withheld: that proves nothing", withheld, len(f.Codes))
		}
		for i, th := range f.Themes {
			for side, x := range map[research.Outcome]int{research.Lost: th.Lost.X, research.Won: th.Won.X} {
				if got := m.Theme(th.Theme.ID, side) == ""; got && !shown[fmt.Sprintf("theme:theme:%d/", i+1)+string(side)] && !shown[fmt.Sprintf("theme:theme:%d/", i+1)+map[research.Outcome]string{research.Lost: "not_won", research.Won: "customers"}[side]] {
					t.Errorf("%s: theme %d, %s %d is not marked, and the pack does not show it", when, i+1, side, x)
				}
			}
		}
		if err := s.issue(ctx, doc, "pack.pdf", "sum"); err != nil {
			t.Fatal(err)
		}
	}
}
