package report_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/privacy"
)

// aStory is a story as consultants write them, of so many interviews.
func aStory(in report.Input, interviews int) report.Story {
	s := report.Story{}
	s.Title, _ = privacy.Release(in.Dictionary, "They said it was too expensive. It was the week we switch across.")
	par := "They had looked at three systems and liked ours best. The demonstration ran on somebody else’s data, and the planner at the end of the table stopped taking notes. Nobody noticed. "
	s.Text, _ = privacy.Release(in.Dictionary, strings.Repeat(par, 4)+"\n\n"+strings.Repeat("What they wanted to know was what happens in the week when both systems run. They asked it twice. The answer was a price. ", 5)+"\n"+
		"“I told them it was too expensive, because a number is the one thing nobody argues about,” the buyer said to us later. It had not been the number.")
	for i := range interviews {
		s.Interviews = append(s.Interviews, in.Index.Facts()[i].ID)
	}
	return s
}

// A story is printed with whose it is, on its page and in the workbook; without any there is neither.
func TestStoriesSayWhoseTheyAre(t *testing.T) {
	for n, want := range map[int]string{1: "One buyer’s story, told with their consent", 4: "Composite of 4 buyers"} {
		in := made.Study(60)
		in.Stories = []report.Story{aStory(in, n)}
		d := build(t, in)
		m := measure(t)
		found := false
		for i, p := range d.Pages {
			if p.Kind != report.OneStory {
				continue
			}
			sc := d.Scene(i, m)
			words := strings.Join(sc.Words(), "\n")
			found = p.Number == 3 && strings.HasPrefix(want, p.Name.String()) && strings.Contains(strings.ToLower(words), strings.ToLower(want)) && strings.Contains(words, "nobody argues about")
		}
		if !found || len(d.Stories) != 1 || d.Stories[0].Label.String() != want || d.Stories[0].Buyers != n {
			t.Errorf("%d buyers: no page 3 that says %q", n, want)
		}
		var b bytes.Buffer
		if err := excel.Write(context.Background(), &b, d, nil); err != nil {
			t.Fatal(err)
		}
	}
	for i, p := range build(t, made.Study(60)).Pages {
		if p.Kind == report.OneStory {
			t.Errorf("page %d is a story, and there is none", i+1)
		}
	}
}

// A story of an interview that the pack is not about stays out of it.
func TestStoriesOfOtherWavesStayOut(t *testing.T) {
	in := made.Study(60)
	in.Stories, in.Wave = []report.Story{aStory(in, 3)}, "w2"
	if d := build(t, in); len(d.Stories) > 0 {
		t.Error("a story of the first wave is in a pack of the second")
	}
	in = made.Study(60)
	in.Stories = []report.Story{aStory(in, 1)}
	in.Stories[0].Interviews = []research.ID{"nobody"}
	if d := build(t, in); len(d.Stories) > 0 {
		t.Error("a story of an interview that is not there is printed")
	}
}

// A story as long as one may be stays on its page.
func TestLongStoriesFit(t *testing.T) {
	in := made.Study(60)
	s := aStory(in, 4)
	s.Text, _ = privacy.Release(in.Dictionary, strings.Repeat("What they wanted to know was what happens in the week when both systems run. ", report.StoryMost/78))
	in.Stories = []report.Story{s}
	d := build(t, in)
	m := measure(t)
	words := 0
	for i, p := range d.Pages {
		if p.Kind == report.OneStory {
			sc := d.Scene(i, m)
			words += strings.Count(strings.Join(sc.Words(), " "), "systems")
			if low := lowest(sc); low > 552 {
				t.Errorf("the story reaches down to %.0f", low)
			}
		}
	}
	if words != report.StoryMost/78 {
		t.Errorf("%d of %d sentences are printed", words, report.StoryMost/78)
	}
	if to := os.Getenv("OPENLOOP_LOOK"); to != "" {
		look(t, to, "long", d)
		for n, name := range map[int]string{1: "one", 4: "composite"} {
			in.Stories = []report.Story{aStory(in, n)}
			look(t, to, name, build(t, in))
		}
	}
}

// lowest is where the words of a page above its footer end.
func lowest(s page.Scene) float64 {
	low := 0.0
	for _, m := range s.Marks {
		if t, ok := m.(page.Text); ok && t.Font.Size > 8.5 {
			low = max(low, t.Y)
		}
	}
	return low
}

func look(t *testing.T, to, name string, d report.Document) {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(to, name+".pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-f", "3", "-l", "3", "-r", "70", "-png", path, filepath.Join(to, name)).CombinedOutput(); err != nil {
		t.Log(string(out))
	}
}
