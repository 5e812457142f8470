package session

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// How things stand is counted from the files themselves, and follows what is done to them.
func TestAnonymity(t *testing.T) {
	s := openSample(t)
	ctx, dir := context.Background(), filepath.Dir(s.Path())
	a := must(s.Anonymity(ctx, nil))(t)
	if a.Participants != 60 || a.Identities < 100 || a.Originals < 10 || a.OpenMasks < 1 || !a.Closed.IsZero() || len(a.Issued) != 0 {
		t.Errorf("it stands %+v", a)
	}
	kinds := func(a *Anonymity) (out []PlaceKind) {
		for _, f := range a.Files {
			out = append(out, f.Kind)
			if f.Name == "" || f.Holds == "" || f.Readers == "" || f.Path != "" && f.Size == 0 {
				t.Errorf("%s is not explained: %+v", f.Kind, f)
			}
		}
		return out
	}
	if got := kinds(a); !slices.Equal(got, []PlaceKind{PlaceStudy, PlaceVault, PlaceNothing}) {
		t.Errorf("things lie in %v", got)
	}
	if err := s.Backup(ctx, filepath.Join(dir, "copy.openloop"), nil); err != nil {
		t.Fatal(err)
	}
	w, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "pack.pdf"), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	would := must(s.WouldErase(ctx, Erasing{Pseudonym: "P07"}))(t)
	if would.Interviews != 1 || would.Codings < 1 || would.Packs != 1 || len(would.Copies) != 1 {
		t.Errorf("with P07 would go %+v", would)
	}
	if name, ok := s.WhoIs("P07"); !ok || name == "" {
		t.Error("the open vault does not say who P07 is")
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil); err != nil {
		t.Fatal(err)
	}
	a = must(s.Anonymity(ctx, nil))(t)
	if got := kinds(a); !slices.Equal(got, []PlaceKind{PlaceStudy, PlaceVault, PlaceEarlier, PlaceBackup, PlacePacks, PlaceNothing}) {
		t.Errorf("things lie in %v", got)
	}
	if a.Participants != 59 || len(a.Erased) < 1 || len(a.Issued) != 1 {
		t.Fatalf("after an erasure it stands %+v", a)
	}
	p := a.Issued[0]
	if p.Groups[0].Name != "All interviews" || p.Groups[0].Interviews != 60 || p.Groups[0].Gone != 1 || p.Shown < w.Figures/3 || p.Withheld == 0 {
		t.Errorf("the ledger tells of %+v", p)
	}
	for _, g := range p.Groups {
		if g.Interviews < p.K || strings.Contains(g.Name, "-") {
			t.Errorf("%q of %d interviews was issued", g.Name, g.Interviews)
		}
		t.Logf("%s: %d", g.Name, g.Interviews)
	}
	s.LockVault()
	if a = must(s.Anonymity(ctx, nil))(t); a.Identities != -1 || a.Originals != -1 {
		t.Errorf("a sealed vault was counted: %d, %d", a.Identities, a.Originals)
	}
	shown, why, err := s.WithheldNow(ctx, "")
	if err != nil || len(why) == 0 {
		t.Errorf("%d shown, %v, %v", shown, why, err)
	}
}
