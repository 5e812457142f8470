package session

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
)

// The sample has what a person adds at the end: ladders that agree with the reasons, a story that may leave, and a
// business case, so that its pack has all the pages.
func TestSampleTellsAStoryAndACase(t *testing.T) {
	ctx := context.Background()
	s, _, err := Sample(ctx, filepath.Join(t.TempDir(), "sample.openloop"), testOptions, nil)
	mustBe(t, err)
	t.Cleanup(func() { s.Close() })
	stories, err := s.Stories(ctx)
	mustBe(t, err)
	if len(stories) != 1 || !stories[0].Tells || !stories[0].Composite() {
		t.Fatalf("%d stories, or one that may not leave: %+v", len(stories), stories)
	}
	for _, iv := range stories[0].Interviews {
		l, err := s.Ladder(ctx, iv)
		mustBe(t, err)
		if len(l.Rungs) < 3 || l.Test != research.SameChoice || l.TestWords == "" || len(l.Doubts) > 0 || l.Settles != "" {
			t.Errorf("a ladder of %d rungs, price test %q at %q, doubts %q, would settle %q", len(l.Rungs), l.Test, l.TestWords, l.Doubts, l.Settles)
		}
		for _, r := range l.Rungs {
			if r.Says() != "" {
				t.Errorf("a rung: %s", r.Says())
			}
		}
	}
	doc, err := s.Pack(ctx, PackOptions{})
	mustBe(t, err)
	if doc.Case == nil || len(doc.Case.Levers) != 2 || doc.Section(report.OneStory).Page == 0 || doc.Section(report.BusinessCase).Page == 0 {
		t.Errorf("the pack lacks its story or its business case")
	}
}

// A finding of the first page is reworded, says when its figures changed, and is drafted again.
func TestFindingsAreReworded(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	doc, err := s.Pack(ctx, PackOptions{})
	mustBe(t, err)
	f := doc.Findings[0]
	wantKind(t, s.SetFindings(ctx, doc, FindingWords{f, strings.Repeat("long ", 20), ""}), research.Invalid)
	mustBe(t, s.SetFindings(ctx, doc, FindingWords{f, "Price is an excuse", f.DraftedBody.String()}))
	if doc, err = s.Pack(ctx, PackOptions{}); err != nil || doc.Findings[0].Title.String() != "Price is an excuse" || doc.Findings[0].Body != f.Body || doc.Findings[0].DraftedTitle != f.Title {
		t.Fatalf("%+v, %v", doc.Findings[0], err)
	}
	if len(doc.Behind(f.Key)) == 0 {
		t.Error("nobody would hear that its figures changed")
	}
	mustBe(t, s.SetFindings(ctx, doc, FindingWords{doc.Findings[0], "", "Asked further, three of them said so."}))
	if doc, err = s.Pack(ctx, PackOptions{}); err != nil || doc.Findings[0].Title != f.Title || doc.Findings[0].Body == f.Body {
		t.Fatalf("%+v, %v", doc.Findings[0], err)
	}
	// Whatever of all findings is worded at once is one step.
	second := doc.Findings[1]
	mustBe(t, s.SetFindings(ctx, doc, FindingWords{doc.Findings[0], "Another heading", "Other words."}, FindingWords{second, "A second heading", "Second words."}))
	if doc, err = s.Pack(ctx, PackOptions{}); err != nil || doc.Findings[0].Title.String() != "Another heading" || doc.Findings[1].Body.String() != "Second words." {
		t.Fatalf("%+v, %v", doc.Findings[:2], err)
	}
	if name, err := s.Undo(ctx); err != nil || name != "Reword a finding" {
		t.Fatalf("undo of %q, %v", name, err)
	}
	if doc, err = s.Pack(ctx, PackOptions{}); err != nil || doc.Findings[0].Title != f.Title || doc.Findings[0].Body.String() != "Asked further, three of them said so." || doc.Findings[1] != second {
		t.Fatalf("one undo leaves %+v, %v", doc.Findings[:2], err)
	}
}
