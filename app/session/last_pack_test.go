package session

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

// After a pack with themes by wave nothing can be issued of the same interviews, only drafts; packs before it do not matter.
func TestNoPackFollowsTheLast(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	issue := func(o PackOptions) error {
		_, err := s.Export(ctx, o, filepath.Join(t.TempDir(), "pack.pdf"), "", nil)
		return err
	}
	for range 2 {
		if err := issue(PackOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	setSince := func(on bool) {
		t.Helper()
		if err := s.SetSection(ctx, report.SinceLast, "Since last time", on); err != nil {
			t.Fatal(err)
		}
	}
	setSince(true)
	if err := issue(PackOptions{Draft: true}); err != nil {
		t.Fatal(err)
	}
	exports, err := s.Issued(ctx)
	if err != nil || len(shut(exports)) > 0 {
		t.Fatal("a draft was the last pack", err)
	}
	if err := issue(PackOptions{}); err != nil {
		t.Fatal(err)
	}
	wantKind(t, issue(PackOptions{}), research.Withheld)
	setSince(false)
	wantKind(t, issue(PackOptions{}), research.Withheld)
	waves, err := s.Store().Waves(ctx)
	if err != nil || len(waves) < 2 {
		t.Fatal(waves, err)
	}
	wantKind(t, issue(PackOptions{Wave: waves[len(waves)-1].ID}), research.Withheld)
	if err := issue(PackOptions{Draft: true}); err != nil {
		t.Error(err)
	}

	// A year later others are asked: a pack about them alone can be issued, but not one that compares them with those before.
	later := anotherWave(t, s, 12)
	wantKind(t, issue(PackOptions{}), research.Withheld)
	setSince(true)
	wantKind(t, issue(PackOptions{Wave: later}), research.Withheld)
	setSince(false)
	if err := issue(PackOptions{Wave: later}); err != nil {
		t.Fatal(err)
	}
	if err := issue(PackOptions{Wave: later}); err != nil {
		t.Error("the pack of the new wave cannot be issued again:", err)
	}
}

// Packs about all interviews and about one wave of them are not issued side by side, whichever comes first.
func TestPacksOfOtherChoicesDoNotOverlap(t *testing.T) {
	ctx := context.Background()
	for _, waveFirst := range []bool{false, true} {
		s := openSample(t)
		issue := func(wave research.ID) error {
			_, err := s.Export(ctx, PackOptions{Wave: wave}, filepath.Join(t.TempDir(), "pack.pdf"), "", nil)
			return err
		}
		waves, err := s.Store().Waves(ctx)
		if err != nil {
			t.Fatal(err)
		}
		first, second := research.ID(""), waves[0].ID
		if waveFirst {
			first, second = second, first
		}
		for range 2 {
			if err := issue(first); err != nil {
				t.Fatal(err)
			}
		}
		wantKind(t, issue(second), research.Withheld)
		if later := waves[len(waves)-1].ID; waveFirst {
			if err := issue(later); err != nil {
				t.Error("a pack about others cannot be issued:", err)
			}
		}
	}
}

// anotherWave enters n interviews of a new wave, at as many companies, won and lost in turn.
func anotherWave(t *testing.T, s *Session, n int) (wave research.ID) {
	t.Helper()
	_, err := s.store.Edit(context.Background(), "Ask others", func(tx *store.Tx) (err error) {
		if wave, err = tx.PutWave(research.Wave{Pos: 9, Name: "2028 H1"}); err != nil {
			return err
		}
		for i := range n {
			org, err := tx.PutOrganisation(research.Organisation{Pseudonym: fmt.Sprint("O", 90+i), Segment: "Utilities", Region: "Nordics"})
			if err != nil {
				return err
			}
			who, err := tx.PutParticipant(research.Participant{Pseudonym: fmt.Sprint("P", 90+i), Organisation: org, Consent: research.ConsentFree})
			if err != nil {
				return err
			}
			iv := research.Interview{Label: fmt.Sprint("P", 90+i), Wave: wave, Participants: []research.ID{who}, Outcome: []research.Outcome{research.Won, research.Lost}[i%2], Date: "2028-03-01"}
			if _, err := tx.PutInterview(iv); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return wave
}

// What is shut grows over packs that share interviews, whichever was issued first, and over no others.
func TestShutGrowsOverCommonInterviews(t *testing.T) {
	pack := func(last bool, members ...research.ID) store.Export {
		e := store.Export{Groups: []store.ExportGroup{{Predicate: "all", Members: members}}}
		if last {
			e.Groups = append(e.Groups, store.ExportGroup{Predicate: store.LastPack})
		}
		return e
	}
	off := shut([]store.Export{pack(false, "a", "b"), pack(false, "b", "c"), pack(true, "c"), pack(false, "d", "e"), pack(false, "e", "f")})
	if len(off) != 3 || !off["a"] || !off["b"] || !off["c"] {
		t.Errorf("shut are %v", off)
	}
	if off := shut([]store.Export{pack(false, "a"), pack(false, "a", "b")}); len(off) > 0 {
		t.Errorf("without a last pack %v are shut", off)
	}
}
