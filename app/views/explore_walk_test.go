package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
)

// counted is how many interviews a figure of a chart stands for.
func (v *Explore) counted(at place) int {
	d := v.data
	switch v.ask.Chart {
	case session.ChartReasons:
		return d.Reasons.Cells[at.row][at.col].X
	case session.ChartTogether:
		return d.Together[at.row][at.col]
	case session.ChartImportance:
		if at.col == 0 {
			return d.Importance[at.row].Decided.X
		}
		return d.Importance[at.row].Said
	case session.ChartRivals:
		return d.Rivals[at.row].Rate.X
	case session.ChartCoverage:
		return -1 // deals: one may have several interviews
	case session.ChartSaturation:
		return 1
	}
	if at.col < 0 {
		return d.Rows[at.row].Total.X
	}
	return d.Rows[at.row].Cells[at.col].X
}

// walked is what was seen on the way through a chart.
type walked struct{ figures, marked int }

// walk goes over a chart by keyboard as a person would, from its first figure down and to the right, and looks at every
// figure on the way: it is drawn, said in words, opens as many interviews as it counts, and where exports withhold it the
// reason stands under the chart and beside the quotes.
func walkChart(t *testing.T, r *room, v *Explore, name string) (w walked) {
	t.Helper()
	seen := map[place]bool{}
	look := func() {
		if seen[v.at] {
			return
		}
		seen[v.at] = true
		w.figures++
		if _, ok := v.where[v.at]; !ok {
			t.Errorf("%s: the figure in hand %v is not drawn", name, v.at)
		}
		if v.words(v.at) == "" {
			t.Errorf("%s: no words for %v", name, v.at)
		}
		why := v.why(v.at)
		if why != "" {
			w.marked++
			if !strings.HasSuffix(why, ".") || len(why) < 20 {
				t.Errorf("%s: %v is withheld for the reason %q", name, v.at, why)
			}
		}
		if w.figures%5 != 1 { // each is read from the file
			return
		}
		r.key(fyne.KeyReturn)
		if !v.side.open() || v.opened != v.at {
			t.Fatalf("%s: %v opens no quotes; %v", name, v.at, r.fails)
		}
		if n := v.counted(v.at); n >= 0 && v.side.data.Interviews != n {
			t.Errorf("%s: %v counts %d interviews, behind it are %d", name, v.at, n, v.side.data.Interviews)
		}
		if v.side.why() != why {
			t.Errorf("%s: beside the quotes of %v stands the reason %q, under the chart %q", name, v.at, v.side.why(), why)
		}
		r.key(fyne.KeyEscape)
		if v.side.open() {
			t.Fatalf("%s: Escape does not close the quotes", name)
		}
	}
	for _, keys := range [2][2]fyne.KeyName{{fyne.KeyRight, fyne.KeyDown}, {fyne.KeyDown, fyne.KeyRight}} {
		for _, key := range keys {
			for was := (place{-9, -9}); was != v.at; {
				was = v.at
				look()
				r.key(key)
			}
		}
		r.key(fyne.KeyHome)
		for v.at.col > 0 {
			r.key(fyne.KeyLeft)
		}
	}
	return w
}

// Every chart of every split: each figure is reached by keyboard, opens its quotes, and is marked with the reason where an
// export would withhold it.
func TestEveryChartOfEverySplit(t *testing.T) {
	r := newRoom(t, sampleStudy(t), theme.LightMode, bodyLarge, newExplore, nil)
	v := r.view.(*Explore)
	v.board.Focus()
	marked := map[string]int{}
	for _, c := range session.ExploreCharts() {
		for _, by := range session.ExploreBy() {
			splits := c.Key == session.ChartTable || c.Key == session.ChartCoverage
			if !splits && by.Key != "outcome" {
				continue // these charts have classes of their own
			}
			rows := session.CountStages // of the dot plot too: all themes of the sample leave
			if c.Key == session.ChartTogether || c.Key == session.ChartTimeline || c.Key == session.ChartImportance {
				rows = session.CountThemes
			}
			v.look(session.ExploreAsk{Rows: rows, By: by.Key, Chart: c.Key})
			name := c.Name + " by " + by.Name
			w := walkChart(t, r, v, name)
			if w.figures == 0 {
				t.Errorf("%s has no figure", name)
			}
			marked[c.Key] += w.marked
			r.shoot("walk-" + c.Key + "-" + by.Key)
		}
	}
	t.Log("figures marked on the way:", marked)
	for _, c := range session.ExploreCharts() {
		if marked[c.Key] == 0 {
			t.Errorf("nothing is marked in %s", c.Name)
		}
	}
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
}
