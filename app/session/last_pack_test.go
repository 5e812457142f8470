package session

import (
	"context"
	"path/filepath"
	"testing"

	"openloop/report"
	"openloop/research"
)

// After a pack with themes by wave nothing can be issued any more, only drafts; packs before it do not matter.
func TestNoPackFollowsTheLast(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	issue := func(draft bool) error {
		_, err := s.Export(ctx, PackOptions{Draft: draft}, filepath.Join(t.TempDir(), "pack.pdf"), "", nil)
		return err
	}
	for range 2 {
		if err := issue(false); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetSection(ctx, report.SinceLast, "Since last time", true); err != nil {
		t.Fatal(err)
	}
	if err := issue(true); err != nil {
		t.Fatal(err)
	}
	if last, err := s.LastIssued(ctx); last || err != nil {
		t.Fatal("a draft was the last pack", err)
	}
	if err := issue(false); err != nil {
		t.Fatal(err)
	}
	wantKind(t, issue(false), research.Withheld)
	if err := s.SetSection(ctx, report.SinceLast, "Since last time", false); err != nil {
		t.Fatal(err)
	}
	wantKind(t, issue(false), research.Withheld)
	if err := issue(true); err != nil {
		t.Error(err)
	}
}
