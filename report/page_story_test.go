package report_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/page"
	"openloop/research"
)

// rungs is a story told as a ladder, of so many buyers, with the first so many of its rungs, the last one always.
func rungs(in report.Input, buyers, n int, test bool) report.Story {
	lines := []string{
		"Too expensive: “In the end you were simply too expensive.”",
		"Than what? Than they had planned for. The other offer was within four per cent of ours, and nobody had asked what the plan was.",
		"Why did the plan matter? Because the board had been shown one number in spring, before anybody knew what the change would take.",
		"Why had nobody told the board? Because the people who would have to run the change never saw the proposal. It came before they had agreed what they needed.",
		"Timing: “The offer was in my inbox before we had agreed among ourselves what we needed.”",
		"The week we switch across: they asked twice what happens in the week when both systems run. The answer was a price list.",
		"The proposal came too early: it answered a question that they had not asked yet, and from then on there was only the number to talk about.",
	}
	if n < len(lines) {
		lines = append(lines[:n-1:n-1], lines[len(lines)-1])
	}
	if test {
		lines = append(lines, "Had every price been the same? They would have chosen the other one all the same.")
	}
	s := report.Story{Title: safe(in, "They said price. It was a proposal that came too early")}
	s.Text = safe(in, strings.Join(lines, "\n"))
	for i := range buyers {
		s.Interviews = append(s.Interviews, in.Index.Facts()[i].ID)
	}
	return s
}

// A story of short lines is printed as a ladder: told at the top, what decided at the bottom, each rung below the one
// before, the price test under all, and nothing beyond the page.
func TestStoryIsALadder(t *testing.T) {
	for _, n := range []int{2, 3, 4, 7} {
		for _, lang := range report.Languages() {
			for _, test := range []bool{false, true} {
				in := made.Study(60)
				in.Lang = lang
				in.Stories = []report.Story{rungs(in, 3, n, test)}
				d := build(t, in)
				page := d.Section(report.OneStory).Page
				if page != 3 {
					t.Fatalf("%s: the story is on page %d", lang, page)
				}
				s := d.Scene(page-1, measure(t))
				checkLadder(t, fmt.Sprint(n, " rungs, ", lang, ", test ", test), s, report.SamePrice(lang), test)
			}
		}
	}
}

func checkLadder(t *testing.T, name string, s page.Scene, question string, test bool) {
	t.Helper()
	at := func(words string) float64 {
		for _, m := range s.Marks {
			if w, ok := m.(page.Text); ok && strings.HasPrefix(w.Words, words) {
				return w.Y
			}
		}
		return -1
	}
	told, root, asked := at("Too expensive"), at("The proposal came too early"), at(strings.Join(strings.Fields(question)[:2], " "))
	if told < 0 || root <= told {
		t.Errorf("%s: told stands at %.0f, what decided at %.0f", name, told, root)
	}
	if test && asked <= root {
		t.Errorf("%s: the price test stands at %.0f, what decided at %.0f", name, asked, root)
	}
	for _, m := range s.Marks {
		if w, ok := m.(page.Text); ok && (strings.HasSuffix(w.Words, "…") || w.Y > 552 && w.Font.Size > 8.5) {
			t.Errorf("%s: %q stands at %.0f", name, w.Words, w.Y)
		}
	}
	if low := lowest(s); low > 546 {
		t.Errorf("%s: the ladder reaches down to %.0f", name, low)
	}
}

// Lines that are prose stay prose, and a story that tells of one interview says whose it is.
func TestStoryThatIsProse(t *testing.T) {
	in := made.Study(60)
	in.Stories = []report.Story{aStory(in, 4)}
	if words := pageWords(t, build(t, in), report.OneStory); strings.Contains(words, "WHAT DECIDED") {
		t.Error("long paragraphs are printed as a ladder")
	}
	in.Stories = []report.Story{rungs(in, 1, 3, false)}
	words := pageWords(t, build(t, in), report.OneStory)
	for _, want := range []string{"WHAT WAS TOLD", "WHAT DECIDED", "ONE BUYER’S STORY, TOLD WITH THEIR CONSENT", "Than what?"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(words, "%") {
		t.Error("an interval on one of the first three pages")
	}
}

// OPENLOOP_LOOK names a folder to put pictures of the pages into, for a person to look at.
func TestLookAtTheLadder(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	for _, n := range []int{2, 4, 7} {
		in := made.Study(60)
		in.Stories = []report.Story{rungs(in, 3, n, n > 2)}
		if n == 4 {
			in.Lang = report.German
			in.Stories[0].Interviews = []research.ID{in.Index.Facts()[1].ID}
		}
		lookAt(t, to, fmt.Sprint("ladder", n), build(t, in), report.OneStory)
	}
}
