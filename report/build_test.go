package report_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

func build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	return readback.Build(tb, in)
}

func measure(tb testing.TB) page.Measure { tb.Helper(); return readback.Measure(tb) }

// awkward is a study whose names are as long as they get, with a German compound, quotes in other scripts
// and a theme that nobody was quoted on.
func awkward() report.Input {
	in := made.Study(60)
	long := "Whether the people who would have to live with it were asked"
	in.Themes[0].Name = long[:60]
	in.Themes[1].Name = "Donaudampfschifffahrtsgesellschaftskapitänsverabschiedungsfeier"
	in.Themes[2].Name = "Ob überhaupt jemand gefragt wurde"
	in.Themes[0].SoWhat = strings.Repeat("Somebody has to say what this means, and says it at length. ", 6)
	in.Themes[0].Recommendation = strings.Repeat("Do this, and then that, with an owner and a date. ", 8)
	in.Themes[7].Codes = in.Themes[7].Codes[:1]
	for i, q := range []string{"Great team 😀👍🏽, really ≥ the others → signed.", "הם לא הקשיבו לנו בכלל", strings.Repeat("It went on and on. ", 60)} {
		in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, q)
	}
	in.Titles = map[report.Kind]privacy.SafeText{}
	for _, k := range []report.Kind{report.Answer, report.FourReasons, report.WinLoss, report.Stages} {
		in.Titles[k], _ = privacy.Release(in.Dictionary, "A message that somebody has written at length, because they had a great deal to say and wanted all of it in the title of this page")
	}
	in.Study.Title = "A study with a title that is rather too long for the foot of a page, Northlight and its many subsidiaries, 2026"
	return in
}

// studies are the sizes and troubles that every page must survive.
func studies() map[string]report.Input {
	few := made.Study(60)
	few.Themes = nil
	none := made.Study(40)
	none.Quotes, none.Reasons, none.Deals, none.Themes = nil, nil, nil, nil
	draft := made.Study(24)
	draft.Draft = true
	wave := made.Study(60)
	wave.Wave = "w2"
	return map[string]report.Input{"3": made.Study(3), "6": made.Study(6), "14": made.Study(14), "60": made.Study(60), "300": made.Study(300),
		"awkward": awkward(), "no themes": few, "nothing but codings": none, "draft": draft, "one wave": wave}
}

// Every page has a title, its number, its total and a base, and there is none without content.
func TestEveryPageIsWhole(t *testing.T) {
	m := measure(t)
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			if len(d.Pages) == 0 {
				t.Fatal("no pages")
			}
			for i, p := range d.Pages {
				s := d.Scene(i, m)
				words := strings.Join(s.Words(), "\n")
				if p.Number != i+1 || !strings.Contains(words, fmt.Sprintf("\n%d", p.Number)) || !strings.Contains(words, fmt.Sprintf(" / %d", len(d.Pages))) {
					t.Errorf("page %d is numbered %d, or not in print", i+1, p.Number)
				}
				if p.Title.Empty() || p.Footer.Empty() || len(s.Words()) < 8 {
					t.Errorf("page %d (%s) has %d texts, title %q, foot %q", i+1, p.Kind, len(s.Words()), p.Title, p.Footer)
				}
				if strings.Contains(words, "{") || strings.Contains(words, "NaN") || strings.Contains(words, "  .") {
					t.Errorf("page %d has an unfilled text: %s", i+1, words)
				}
			}
		})
	}
}

// Nothing stands outside the margins and no text on another.
func TestNothingOverlaps(t *testing.T) {
	m := measure(t)
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			for i := range d.Pages {
				s := d.Scene(i, m)
				checkBounds(t, d.Pages[i], s)
				checkTexts(t, d.Pages[i], s, m)
			}
		})
	}
}

func checkBounds(t *testing.T, p report.Page, s page.Scene) {
	t.Helper()
	for _, mark := range s.Marks {
		var x, y, w, h float64
		switch k := mark.(type) {
		case page.Rect:
			x, y, w, h = k.X, k.Y, k.W, k.H
		case page.Hatch:
			x, y, w, h = k.X, k.Y, k.W, k.H
		case page.Disc:
			x, y, w, h = k.X-k.R, k.Y-k.R, 2*k.R, 2*k.R
		default:
			continue
		}
		if x < 30 || y < 30 || x+w > page.Width-30 || y+h > 570 || w < 0 || h < 0 {
			t.Errorf("page %d (%s): %T at %.0f,%.0f of %.0f × %.0f leaves the page", p.Number, p.Kind, mark, x, y, w, h)
		}
	}
}

type box struct {
	l, t, r, b float64
	words      string
}

func checkTexts(t *testing.T, p report.Page, s page.Scene, m page.Measure) {
	t.Helper()
	var boxes []box
	for _, mark := range s.Marks {
		k, ok := mark.(page.Text)
		if !ok || k.Turn != 0 || strings.TrimSpace(k.Words) == "“" {
			continue
		}
		w := m(k.Words, k.Font)
		x := k.X - w*float64(k.Align)/2
		b := box{x, k.Y - k.Font.Size*.72, x + w, k.Y + k.Font.Size*.2, k.Words}
		if b.l < 36 || b.r > page.Width-36 || b.t < 30 || b.b > page.Height-8 {
			t.Errorf("page %d (%s): %q leaves the page at %.0f–%.0f, %.0f", p.Number, p.Kind, k.Words, b.l, b.r, k.Y)
		}
		boxes = append(boxes, b)
	}
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if min(a.r, b.r)-max(a.l, b.l) > .8 && min(a.b, b.b)-max(a.t, b.t) > .8 {
				t.Errorf("page %d (%s): %q stands on %q", p.Number, p.Kind, a.words, b.words)
			}
		}
	}
}

// A pack about too few interviews says so and shows no figure.
func TestTooFewShowNothing(t *testing.T) {
	d := build(t, made.Study(3))
	for _, f := range d.Figures {
		if f.Shown {
			t.Errorf("%s %s is shown: %d of %d", f.Subject, f.Key, f.X, f.N)
		}
	}
	if len(d.Quotes) > 0 {
		t.Error("quotes are shown")
	}
	if got := d.Pages[0].Title.String(); !strings.Contains(got, "Too few") {
		t.Errorf("the answer is %q", got)
	}
}

// The messages follow the figures: a clear winner, too close to call, few interviews.
func TestMessagesFollowTheFigures(t *testing.T) {
	for _, c := range []struct {
		name   string
		n      int
		change func(*report.Input)
		answer string // how the first page begins
		win    string // and the comparison
	}{
		{"told and lost", 60, func(*report.Input) {}, "We hear price. What marks the deals we lose: ", "Deals lost: "},
		{"only the lost", 60, func(in *report.Input) { in.Reasons, in.Themes = nil, in.Themes[:1] }, "What marks the deals we lose: timing", "What marks the deals we lose: timing"},
		{"only the won", 60, func(in *report.Input) { in.Reasons, in.Themes = nil, in.Themes[1:2] }, "What marks the deals we win: listening", "What marks the deals we win: listening"},
		{"too close", 60, func(in *report.Input) { in.Reasons, in.Themes = nil, in.Themes[6:7] }, "Nothing yet clearly separates", "No theme compared clearly separates"},
		{"few", 14, func(in *report.Input) { in.Reasons = nil }, "13 interviews give first signs", "No theme compared clearly separates"},
		{"one group", 6, func(in *report.Input) { in.Reasons = nil }, "6 interviews give first signs", "What buyers speak of most: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := made.Study(c.n)
			c.change(&in)
			d := build(t, in)
			if got := d.Pages[0].Title.String(); !strings.HasPrefix(got, c.answer) {
				t.Errorf("the answer is %q, want %q", got, c.answer)
			}
			for _, p := range d.Pages {
				if p.Kind == report.WinLoss && !strings.HasPrefix(p.Title.String(), c.win) {
					t.Errorf("the comparison says %q, want %q", p.Title, c.win)
				}
			}
		})
	}
}

// The consultant's own messages and decision stand in place of the drafted ones.
func TestOwnMessages(t *testing.T) {
	in := made.Study(60)
	in.Titles = map[report.Kind]privacy.SafeText{}
	in.Titles[report.Stages], _ = privacy.Release(in.Dictionary, "They begin without us")
	in.Decision, _ = privacy.Release(in.Dictionary, "Say yes.")
	d := build(t, in)
	m := measure(t)
	for i, p := range d.Pages {
		s := d.Scene(i, m)
		words := strings.Join(s.Words(), "\n")
		if p.Kind == report.Stages && (p.Title.String() != "They begin without us" || !strings.Contains(words, "They begin without us")) {
			t.Errorf("the title is %q", p.Title)
		}
		if p.Kind == report.Answer && !strings.Contains(words, "Say yes.") {
			t.Error("the decision is not printed")
		}
	}
}

func TestNothingWithoutCodebook(t *testing.T) {
	if _, err := report.Build(context.Background(), report.Input{}); research.KindOf(err) != research.Invalid {
		t.Errorf("error %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := report.Build(ctx, made.Study(6)); err == nil {
		t.Error("went on")
	}
}

// The same input gives the same document, whatever the order of maps.
func TestSameTwice(t *testing.T) {
	m := measure(t)
	a, b := build(t, awkward()), build(t, awkward())
	for i := range a.Pages {
		if x, y := fmt.Sprint(a.Scene(i, m)), fmt.Sprint(b.Scene(i, m)); x != y {
			t.Errorf("page %d differs", i+1)
		}
	}
	if fmt.Sprint(a.Figures, a.Ledger, a.Quotes) != fmt.Sprint(b.Figures, b.Ledger, b.Quotes) {
		t.Error("figures, ledger or quotes differ")
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{60, 10000} {
		in := made.Study(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				build(b, in)
			}
		})
	}
}

// newIndex is an index of an input's facts.
func newIndex(in report.Input) *analysis.Index { return analysis.NewIndex(in.Index.Facts(), in.Book) }
