package report_test

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/chart"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// twoWaves is a study in which buyers of the first wave were put off by the timing of the proposal, and few of the second.
func twoWaves(n int, l report.Lang) report.Input {
	in := made.Study(n)
	in.Lang = l
	facts := in.Index.Facts()
	in.Index = analysis.NewIndex(facts, in.Book)
	in.Index.NameWaves(in.Waves)
	said := func(i int, ref string, p research.Polarity) {
		in.Index.Add(analysis.CodingFact{Interview: facts[i].ID, Code: research.ID("code-" + ref), Polarity: p, About: research.AboutUs, Weight: research.Mentioned})
	}
	for i, f := range facts {
		if f.Wave == "w1" && i%2 == 0 || f.Wave == "w2" && i%9 == 0 {
			said(i, "COM-01", research.Hurt)
		}
		if i%3 == 0 {
			said(i, "EVA-07", research.Hurt)
		}
		if i%5 < 2 {
			said(i, "DIS-02", research.Helped)
		}
		if f.Wave == "w2" && i%4 > 1 || i%11 == 0 {
			said(i, "DEC-03", research.Hurt)
		}
	}
	return in
}

func sincePage(d report.Document) *report.Page {
	i := slices.IndexFunc(d.Pages, func(p report.Page) bool { return p.Kind == report.SinceLast })
	if i < 0 {
		return nil
	}
	return &d.Pages[i]
}

// The page says what the counts say: the same interviews, the same intervals and tests as the analysis gives.
func TestSinceLastTime(t *testing.T) {
	in := twoWaves(60, report.English)
	d := build(t, in)
	pg := sincePage(d)
	if pg == nil || d.Since == nil {
		t.Fatal("two waves give no page")
	}
	if want := "Fewer buyers put off by timing of the proposal: 3 of 30, before 15 of 30"; pg.Title.String() != want {
		t.Errorf("the page says %q, want %q", pg.Title, want)
	}
	facts := in.Index.Facts()
	var counts []analysis.Counts
	for i, r := range d.Since.Rows {
		tally, c := in.Index.CodeOr(in.Themes[i].Codes...), analysis.Counts{}
		has := map[research.Side]research.Bits{research.HurtSide: tally.Hurt, research.HelpedSide: tally.Helped, "": tally.Has}[in.Themes[i].Says]
		for p, f := range facts {
			n, x := &c.N2, &c.X2
			if f.Wave == "w2" {
				n, x = &c.N1, &c.X1
			}
			if *n++; has.Has(p) {
				*x++
			}
		}
		if !r.Compared {
			continue
		}
		counts = append(counts, c)
		if r.Now.X != c.X1 || r.Now.N != c.N1 || r.Before.X != c.X2 || r.Before.N != c.N2 {
			t.Errorf("%s: %+v and %+v, counted %+v", r.Key, r.Before, r.Now, c)
		}
	}
	want, err := analysis.CompareNamed(counts)
	if err != nil || len(counts) < 4 {
		t.Fatal(len(counts), err)
	}
	for i, j := 0, 0; i < len(d.Since.Rows); i++ {
		r := d.Since.Rows[i]
		if !r.Compared {
			continue
		}
		if r.P != want[j].Adjusted || r.Verdict.Diff != want[j].Diff || r.Verdict.Low != want[j].Interval.Low || r.Verdict.Holds != want[j].Holds() {
			t.Errorf("%s: %+v with p %v, want %+v", r.Key, r.Verdict, r.P, want[j])
		}
		j++
	}
	if first := d.Since.Rows[0]; !first.Advised || first.Verdict.Words.String() != "clearly less than before" {
		t.Errorf("the first is %+v", first)
	}
}

// The message can be written by a person, the section left out, and moved.
func TestSinceLastTimeIsASection(t *testing.T) {
	in := twoWaves(60, report.English)
	off := in
	off.Layout.Sections = in.Layout.With(report.SinceLast, true)
	d := build(t, off)
	if sincePage(d) != nil || d.Since != nil || slices.ContainsFunc(d.Figures, func(f report.Figure) bool { return f.Subject == report.OfSince }) {
		t.Error("the section is left out, and is there")
	}
	moved := in
	moved.Layout.Sections = in.Layout.Moved(report.SinceLast, -20)
	moved.Titles = map[report.Kind]privacy.SafeText{report.SinceLast: safe(in, "They noticed")}
	d = build(t, moved)
	if pg := sincePage(d); pg == nil || pg.Number > 3 || pg.Title.String() != "They noticed" {
		t.Errorf("the page is %+v", pg)
	}
	if s := d.Section(report.SinceLast); !strings.HasPrefix(s.Drafted.String(), "Fewer buyers") {
		t.Errorf("drafted is %q", s.Drafted)
	}
	if len(d.Behind(report.SinceLast)) != 2 {
		t.Errorf("behind the message are %v", d.Behind(report.SinceLast))
	}
}

// What only the last pack of its interviews may show is left out until a person takes it in; the pack says for the ledger that it
// shows it.
func TestSectionsForTheLastPack(t *testing.T) {
	in := twoWaves(60, report.English)
	if d := build(t, in); !d.Ledger.Last || sincePage(d) == nil {
		t.Error("with every section it is not the last pack")
	}
	in.Layout = report.Layout{}
	d := build(t, in)
	if d.Ledger.Last {
		t.Error("the usual pack is the last one")
	}
	for _, f := range d.Figures {
		if f.Shown && (f.Subject == report.OfSince || f.Subject == report.OfPair || f.Subject == report.OfWave) {
			t.Errorf("it shows %s %s", f.Subject, f.Key)
		}
	}
	for _, s := range d.Sections {
		if s.Off != s.Kind.Last() {
			t.Errorf("%s: left out %v", s.Kind, s.Off)
		}
	}
}

// A study with one wave has no such page, and no word of it; one with too few says so.
func TestSinceLastTimeWithLittle(t *testing.T) {
	one := twoWaves(60, report.English)
	facts := slices.Clone(one.Index.Facts())
	for i := range facts {
		facts[i].Wave = "w1"
	}
	one.Index = analysis.NewIndex(facts, one.Book)
	one.Index.NameWaves(one.Waves)
	d := build(t, one)
	if sincePage(d) != nil || d.Since != nil || said(t, d, "Since last time") {
		t.Error("a study with one wave has a page on two")
	}
	six := build(t, twoWaves(6, report.English))
	if sincePage(six) != nil || !said(t, six, "Since last time: the study has 2 waves") {
		t.Error("six interviews in two waves: nothing is said")
	}
	first := twoWaves(60, report.English)
	first.Wave = "w1"
	if d := build(t, first); sincePage(d) != nil {
		t.Error("a pack on the first wave has something before it")
	}
	few := twoWaves(8, report.English)
	few.Rule.K = 3
	if pg := sincePage(build(t, few)); pg == nil || pg.Title.String() != "Too few interviews to say whether buyers noticed" && !strings.HasPrefix(pg.Title.String(), "What changed") {
		t.Errorf("four a side: %+v", pg)
	}
}

// A pack on the second wave compares it with the first: with what the pack over all says of both.
func TestSinceLastTimeOfOneWave(t *testing.T) {
	in := twoWaves(160, report.English)
	all := build(t, in)
	in.Wave = "w2"
	d := build(t, in)
	if d.Since == nil || d.Since.Now.Key != "w2" || d.Since.Before.Key != "w1" || d.Base != 80 {
		t.Fatalf("compared are %+v", d.Since)
	}
	same := 0
	for i, r := range d.Since.Rows {
		o := all.Since.Rows[i]
		if r.Compared && o.Compared {
			same++
			if r.Now.X != o.Now.X || r.Now.N != o.Now.N || r.Before.X != o.Before.X || r.Before.N != o.Before.N {
				t.Errorf("%s: %+v, in the pack over all %+v", r.Key, r, o)
			}
		}
	}
	if same < 4 {
		t.Errorf("%d themes stand in both packs", same)
	}
	if keys := ledgerKeys(d); !slices.Contains(keys, "wave=w1") || !slices.Contains(keys, "wave=w2") {
		t.Errorf("the ledger has %v", keys)
	}
}

func ledgerKeys(d report.Document) (keys []string) {
	for _, g := range d.Ledger.Groups {
		keys = append(keys, g.Key)
	}
	return keys
}

// The titles of every language fit their page, and the chart has a row for each theme.
func TestSinceLastTimeInEveryLanguage(t *testing.T) {
	m := measure(t)
	for _, l := range report.Languages() {
		in := twoWaves(60, l)
		in.Themes[0].Name = "Donaudampfschifffahrtsgesellschaftskapitänsverabschiedungsfeier"
		d := build(t, in)
		pg := sincePage(d)
		if pg == nil {
			t.Fatal(l, "no page")
		}
		for _, b := range pg.Blocks {
			c, ok := b.Chart().(chart.Dots)
			if !ok {
				continue
			}
			if len(c.Rows) != len(in.Themes) || c.NameA != "2026 H1" || c.NameB != "2026 H2" || b.Y+b.H > 560 {
				t.Errorf("%s: %d rows of %s and %s to %v", l, len(c.Rows), c.NameA, c.NameB, b.Y+b.H)
			}
			sc := b.Scene(m)
			for _, k := range sc.Words() {
				if strings.Contains(k, "{") {
					t.Errorf("%s: %q", l, k)
				}
			}
		}
		if l != report.English && strings.Contains(pg.Title.String(), "buyers") {
			t.Errorf("%s: %q", l, pg.Title)
		}
	}
}

// said says whether a document has some words anywhere.
func said(t *testing.T, d report.Document, words string) bool {
	m := measure(t)
	for i := range d.Pages {
		sc := d.Scene(i, m)
		if strings.Contains(strings.Join(sc.Words(), " "), words) {
			return true
		}
	}
	return false
}

// OPENLOOP_LOOK names the beginning of files to write the packs of two waves to.
func TestLookSince(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	long := twoWaves(60, report.German)
	long.Themes[0].Name, long.Themes[1].Name = "Donaudampfschifffahrtsgesellschaftskapitänsverabschiedungsfeier", "Ob die Leute, die damit leben müssten, je gefragt worden sind"
	long.Waves[0].Name, long.Waves[1].Name = "Erste Befragungswelle Frühjahr 2026", "Zweite Befragungswelle Herbst 2026"
	long.Index.NameWaves(long.Waves)
	few := twoWaves(8, report.English)
	few.Rule.K = 3
	wave := twoWaves(60, report.French)
	wave.Wave = "w2"
	for name, in := range map[string]report.Input{"since-60": twoWaves(60, report.English), "since-6": twoWaves(6, report.English), "since-8": few, "since-14": twoWaves(14, report.Spanish), "since-long": long, "since-wave": wave} {
		d, err := report.Build(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+"-"+name+".pdf", readback.Write(t, pdf.Write, d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Every interval holds its share, and the difference lies within its own.
func TestSinceIntervals(t *testing.T) {
	for _, r := range build(t, twoWaves(300, report.English)).Since.Rows {
		if !r.Compared {
			continue
		}
		for _, f := range []report.Figure{r.Before, r.Now} {
			if w := analysis.Wilson(f.X, f.N); f.Low != w.Low || f.High != w.High {
				t.Errorf("%s: %+v", r.Key, f)
			}
		}
		if v := r.Verdict; v.Low > v.Diff || v.High < v.Diff || math.Abs(v.Diff-(r.Now.Share()-r.Before.Share())) > 1e-12 {
			t.Errorf("%s: %+v", r.Key, v)
		}
	}
}
