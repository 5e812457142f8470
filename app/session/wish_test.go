package session

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/research/privacy"
)

// What a wish promises is what an export of the same split would show.
func TestPreviewPromisesWhatLeaves(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	keys, _ := WishDimensions()
	for _, by := range keys {
		begun := time.Now()
		a, err := s.Preview(ctx, Wish{By: by})
		if err != nil {
			t.Fatal(err)
		}
		table, err := s.Released(ctx, by, "")
		if err != nil {
			t.Fatal(err)
		}
		interviews := 0
		for _, g := range a.Groups {
			interviews += g.Interviews
			if g.State == WishReleased && !slices.ContainsFunc(table.Groups, func(r privacy.Group) bool { return r.Name == g.Name && r.Members.Count() == g.Interviews }) {
				t.Errorf("%s: %s is promised, and no group of the export", by, g.Name)
			}
			if g.State == WishMerged && !slices.ContainsFunc(table.Groups, func(r privacy.Group) bool { return r.Name == g.Into }) {
				t.Errorf("%s: %s is promised in %s, and no group of the export", by, g.Name, g.Into)
			}
			if (g.State == WishReleased) != (g.Why == "") {
				t.Errorf("%s: %s is %s: %q", by, g.Name, g.State, g.Why)
			}
		}
		if interviews != s.Heard() {
			t.Errorf("%s: the classes hold %d interviews", by, interviews)
		}
		if a.Shown+a.Withheld == 0 && len(table.Groups) > 0 || !strings.HasSuffix(a.Says, ".") {
			t.Errorf("%s: %d shown, %d withheld, %q", by, a.Shown, a.Withheld, a.Says)
		}
		t.Logf("%-8s %3d shown %3d withheld %v %s: %s", by, a.Shown, a.Withheld, a.Reasons, time.Since(begun).Round(time.Millisecond), a.Says)
	}
}

// Two dimensions split each other; a small class alone is refused with its reason.
func TestPreviewOfCombinations(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	a, err := s.Preview(ctx, Wish{By: "wave", And: "outcome"})
	if err != nil {
		t.Fatal(err)
	}
	within := map[string]int{}
	for _, g := range a.Groups {
		within[g.Within] += g.Interviews
	}
	if len(within) < 1 || within[""] > 0 {
		t.Errorf("the groups lie within %v", within)
	}
	for _, c := range s.WishClasses("outcome", "") {
		a, err := s.Preview(ctx, Wish{By: "outcome", One: true, Only: c.Key})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Groups) != 1 || a.Groups[0].Name != c.Name || c.Interviews < 5 && (a.Shown > 0 || a.Groups[0].State != WishWithheld || !strings.Contains(a.Groups[0].Why, "needed")) {
			t.Errorf("%s of %d: %+v", c.Name, c.Interviews, a)
		}
	}
	if a, err := s.Preview(ctx, Wish{}); err != nil || len(a.Groups) != 1 || a.Shown == 0 {
		t.Errorf("no split: %+v, %v", a, err)
	}
}

// A wish after a pack was issued is held against that pack.
func TestPreviewHeedsTheLedger(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	if _, err := s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "pack.pdf"), "", nil); err != nil {
		t.Fatal(err)
	}
	before := must(s.Preview(ctx, Wish{By: "outcome"}))(t)
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil); err != nil {
		t.Fatal(err)
	}
	after := must(s.Preview(ctx, Wish{By: "outcome"}))(t)
	if !strings.Contains(after.Says, "earlier pack") {
		t.Errorf("the client is told %q", after.Says)
	}
	if after.Shown >= before.Shown {
		t.Errorf("%d figures before, %d after somebody was erased", before.Shown, after.Shown)
	}
}

func TestPreviewOfAnEmptyStudy(t *testing.T) {
	a, err := newStudy(t).Preview(context.Background(), Wish{By: "segment"})
	if err != nil || len(a.Groups) != 0 || a.Says == "" {
		t.Errorf("%+v, %v", a, err)
	}
}
