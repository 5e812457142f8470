package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
)

// shuffled is the sample with other themes, other limits: no two are alike.
func shuffled(t *testing.T, seed uint64) *Session {
	t.Helper()
	s := openSample(t)
	ctx := context.Background()
	r := rand.New(rand.NewPCG(seed, 3))
	st := s.store.Study()
	st.MinInterviews = []int{3, 4, 5, 5, 6, 8}[r.IntN(6)]
	if err := s.SaveStudy(ctx, st); err != nil {
		t.Fatal(err)
	}
	themes, err := s.store.Themes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var codes []research.ID
	for _, c := range s.Book().Codes {
		if c.Parent != "" && c.MergedInto == "" {
			codes = append(codes, c.ID)
		}
	}
	for _, th := range themes {
		th.Says = []research.Side{"", research.HurtSide, research.HelpedSide}[r.IntN(3)]
		for range r.IntN(3) {
			th.Codes = append(th.Codes, codes[r.IntN(len(codes))])
		}
		if _, err := s.SaveTheme(ctx, th); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// What charts of themes mark is what a pack withholds, and what they do not mark is in it, the same figure: pairs, importance,
// the comparison, time, the head to head and the four reasons, in studies of other themes and limits.
func TestChartsMarkWhatPacksWithhold(t *testing.T) {
	ctx := context.Background()
	studies := uint64(6)
	if testing.Short() {
		studies = 2
	}
	shown, hidden := 0, 0
	for seed := range studies {
		s := shuffled(t, seed)
		if err := s.SetSection(ctx, report.Together, "Named together", seed%3 > 0); err != nil {
			t.Fatal(err)
		}
		doc, err := s.Pack(ctx, PackOptions{Lang: "en", Draft: true})
		if err != nil {
			t.Fatal(err)
		}
		themes, err := s.store.Themes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(themes, func(a, b research.Theme) int { return a.Pos - b.Pos })
		c := &markCheck{T: t, s: s, doc: doc, themes: themes, seed: seed}
		c.pairs()
		c.importance()
		c.rivals()
		c.reasons()
		c.sides()
		shown, hidden = shown+c.shown, hidden+c.hidden
	}
	t.Logf("%d figures shown, %d withheld", shown, hidden)
	if shown < 200 || hidden < 40 {
		t.Errorf("%d shown, %d withheld: that proves little", shown, hidden)
	}
}

// markCheck holds the charts of a study against its pack.
type markCheck struct {
	*testing.T
	s             *Session
	doc           report.Document
	themes        []research.Theme
	seed          uint64
	shown, hidden int
}

func (c *markCheck) chart(chart, rows string) (*Explored, *ExploreMarks) {
	c.Helper()
	ctx := context.Background()
	e, err := c.s.Explore(ctx, ExploreAsk{Rows: rows, Chart: chart})
	if err != nil {
		c.Fatal(err)
	}
	m, err := c.s.ExploreMarks(ctx, e)
	if err != nil {
		c.Fatal(err)
	}
	return e, m
}

// figure is a pack's, by the pack's own key.
func (c *markCheck) figure(s report.Subject, key, group string) (report.Figure, bool) {
	for _, f := range c.doc.Figures {
		if f.Subject == s && f.Key == key && f.Group == group {
			return f, true
		}
	}
	return report.Figure{}, false
}

// same holds a figure of the screen and its mark against the pack's.
func (c *markCheck) same(what, mark string, x, n int, f report.Figure, ok bool) {
	c.Helper()
	leaves := ok && f.Shown && f.X == x && f.N == n
	if leaves != (mark == "") {
		c.Errorf("seed %d, %s: the screen says %d of %d, marked %q; the pack has it: %v, %+v", c.seed, what, x, n, mark, ok, f)
	}
	if leaves {
		c.shown++
	} else {
		c.hidden++
	}
}

// at is the pack's key of the theme in a row of the screen, "" where the pack counts another side of it.
func (c *markCheck) at(r ExploreRow) string {
	for i, th := range c.themes {
		if r.Key == "theme:"+string(th.ID) {
			key := fmt.Sprint("theme:", i+1)
			f, ok := c.figure(report.OfTheme, key, "")
			if sided := strings.HasSuffix(f.Measure.String(), ", hurt") || strings.HasSuffix(f.Measure.String(), ", helped"); !ok || sided != (th.Says != "") {
				return ""
			}
			return key
		}
	}
	return ""
}

func (c *markCheck) pairs() {
	e, m := c.chart(ChartTogether, CountThemes)
	for i := range e.Rows {
		for j := range i {
			a, b := c.at(e.Rows[i]), c.at(e.Rows[j])
			f, ok := c.figure(report.OfPair, a+"+"+b, "")
			if !ok {
				f, ok = c.figure(report.OfPair, b+"+"+a, "")
			}
			c.same(e.Rows[i].Name+" and "+e.Rows[j].Name, m.Cells[i][j], e.Together[i][j], e.Base, f, ok && a != "" && b != "")
		}
	}
}

func (c *markCheck) importance() {
	e, m := c.chart(ChartImportance, CountThemes)
	for i, r := range e.Importance {
		key := ""
		for k, th := range c.themes {
			if e.Rows[i].Key == "theme:"+string(th.ID) {
				key = fmt.Sprint("theme:", k+1)
			}
		}
		f, ok := c.figure(report.OfImportance, "decided:"+key, "")
		c.same(r.Name+" decided", m.Cells[i][0], r.Decided.X, r.Decided.N, f, ok)
		all := true
		for part, x := range map[string]int{"said": r.Said, "decided": r.Decided.X, "hurt": r.Hurt, "helped": r.Helped, "both": r.Both} {
			f, ok := c.figure(report.OfImportance, part+":"+key, "")
			all = all && ok && f.Shown && f.X == x && f.N == e.Base
		}
		if all != (m.Cells[i][1] == "") {
			c.Errorf("seed %d, %s: marked %q, the pack has all of it: %v", c.seed, r.Name, m.Cells[i][1], all)
		}
	}
}

func (c *markCheck) rivals() {
	e, m := c.chart(ChartRivals, CountThemes)
	for i, r := range e.Rivals {
		f, ok := c.figure(report.OfRival, r.Key, "")
		c.same(r.Name, m.Cells[i][0], r.Rate.X, r.Rate.N, f, ok)
	}
}

func (c *markCheck) reasons() {
	e, m := c.chart(ChartReasons, CountCodes)
	for i, code := range e.Reasons.Codes {
		for k, kind := range e.Reasons.Kinds {
			f, ok := c.figure(report.OfReason, string(kind)+":"+code.Ref, "")
			c.same(code.Name+" "+string(kind), m.Cells[i][k], e.Reasons.Cells[i][k].X, e.Reasons.Bases[k], f, ok)
		}
	}
}

func (c *markCheck) sides() {
	e, m := c.chart(ChartDots, CountThemes)
	for i, r := range e.Rows {
		for j, side := range []CompareSide{e.A, e.B} {
			var f report.Figure
			ok := false
			for _, g := range c.doc.Groups(report.OfTheme) {
				if key := c.at(r); g.Name.String() == side.Name && key != "" {
					f, ok = c.figure(report.OfTheme, key, g.Key)
				}
			}
			c.same(r.Name+", "+side.Name, m.Cells[i][j], r.Cells[j].X, r.Cells[j].N, f, ok)
		}
	}
}
