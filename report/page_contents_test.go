package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/privacy"
)

// A finding leads to its evidence, and its evidence back; a theme leads to its quotes, and they back to it.
func TestLinksLeadThereAndBack(t *testing.T) {
	m := measure(t)
	d := build(t, full(60, report.English))
	to := map[int][]int{}
	for i := range d.Pages {
		for _, l := range d.Scene(i, m).Links {
			if l.Page < 1 || l.Page > len(d.Pages) || l.Page == i+1 {
				t.Errorf("page %d leads to %d", i+1, l.Page)
			}
			to[i+1] = append(to[i+1], l.Page)
		}
	}
	for _, f := range d.Findings {
		if !slices.Contains(to[1], f.Page) || !slices.Contains(to[f.Page], 1) {
			t.Errorf("%q is on page %d: from the first page there are %v, from its own %v", f.Title, f.Page, to[1], to[f.Page])
		}
	}
	win, quotes := d.Section(report.WinLoss).Page, d.Section(report.ThemeQuotes).Page
	if !slices.Contains(to[win], quotes) || !slices.Contains(to[quotes], win) {
		t.Errorf("themes lead to %v, quotes to %v", to[win], to[quotes])
	}
}

// A long pack has its contents on a page behind the first, with every section once; a short one does not.
func TestContents(t *testing.T) {
	in := full(60, report.English)
	if d := build(t, in); slices.ContainsFunc(d.Pages, func(p report.Page) bool { return p.Kind == report.Contents }) {
		t.Errorf("%d pages have a page of contents", len(d.Pages))
	}
	more := made.Study(600)
	in = full(600, report.English)
	for i := range more.Quotes {
		safe, _ := privacy.Release(in.Dictionary, fmt.Sprintf("%s (%d)", strings.Repeat("It went on for a while. ", 12), i))
		in.Quotes[i].Text = safe
	}
	d := build(t, in)
	if len(d.Pages) < 16 || d.Pages[1].Kind != report.Contents {
		t.Fatalf("%d pages, the second is %s", len(d.Pages), d.Pages[1].Kind)
	}
	s := d.Scene(1, measure(t))
	words := s.Words()
	for _, sec := range d.Sections {
		if sec.Page > 0 && !slices.Contains(words, sec.Name.String()) && sec.Kind != report.OneStory {
			t.Errorf("the contents lack %q", sec.Name)
		}
	}
	checkTexts(t, d.Pages[1], s, measure(t))
}

// Recommendations make a page where there are several; what a page says of leads are figures that are shown.
func TestActionsAndLeads(t *testing.T) {
	d := build(t, full(60, report.English))
	words := pageWords(t, d, report.KeepReverse)
	for _, want := range []string{"Keep", "Reverse", "Start", "20 of 27"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if d := build(t, made.Study(60)); d.Section(report.KeepReverse).Page != 0 {
		t.Error("one recommendation makes a page")
	}
	if d.Section(report.LeadsAndHandOffs).Page == 0 {
		t.Error("no page about leads")
	}
	if d := build(t, made.Study(14)); d.Section(report.LeadsAndHandOffs).Page != 0 {
		t.Error("a page about leads that cannot be shown")
	}
}

// However many recommendations there are, and however long, they stay on their page.
func TestManyActionsStayOnThePage(t *testing.T) {
	m := measure(t)
	for _, long := range []int{1, 4, 9} {
		for _, says := range [][]research.Side{{research.HurtSide}, {research.HelpedSide, research.HurtSide, research.HurtSide, research.HurtSide, research.HurtSide, research.HurtSide, ""}} {
			in := made.Study(60)
			for i := range in.Themes {
				in.Themes[i].Says = says[i%len(says)]
				in.Themes[i].Recommendation = strings.Repeat("Ask first, and then say what was heard. ", long)
			}
			d := build(t, in)
			at := d.Section(report.KeepReverse).Page
			if at == 0 {
				t.Fatal("no page")
			}
			s := d.Scene(at-1, m)
			checkBounds(t, d.Pages[at-1], s)
			checkTexts(t, d.Pages[at-1], s, m)
			for _, mark := range s.Marks {
				if r, ok := mark.(page.Rect); ok && r.Y+r.H > 546 {
					t.Errorf("%d times, %v: a card reaches down to %.0f", long, says, r.Y+r.H)
				}
			}
		}
	}
}
