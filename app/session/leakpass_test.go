package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/report/leak"
	"openloop/research"
)

// called takes somebody into the vault who is called as the pack's own words say.
func called(t *testing.T, s *Session, names ...string) {
	t.Helper()
	sheet := interviewSheet()
	for i, n := range names {
		sheet = append(sheet, []string{string(rune('a' + i)), n, "Kortmann Werke", "won", "2026-04-01", "yes", "RO", "They listened.", "None."})
	}
	takeIn(t, s, sheet, false)
}

// An ordinary word that also is a name is let pass place by place; each place not let pass stops the export.
func TestLetPass(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	called(t, s, "Lars Anonymised")
	pdf, xlsx := filepath.Join(t.TempDir(), "a.pdf"), filepath.Join(t.TempDir(), "a.xlsx")
	_, err := s.Export(ctx, PackOptions{}, pdf, xlsx, nil)
	var named *NamedError
	if !errors.As(err, &named) || research.KindOf(err) != research.Withheld || len(named.Hits()) < 2 {
		t.Fatalf("the export says %v", err)
	}
	hits := named.Hits()
	if err := s.LetPass(ctx, hits[1:]...); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, PackOptions{}, pdf, xlsx, nil); !errors.As(err, &named) || len(named.Hits()) != 1 {
		t.Fatalf("with all places but one let pass the export says %v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(pdf)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := s.LetPass(ctx, hits[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, PackOptions{}, pdf, xlsx, nil); err != nil {
		t.Fatalf("with all places let pass: %v", err)
	}
	list, err := s.Passed(ctx)
	if err != nil || len(list) != len(hits) || list[0].Coder != "RO" || list[0].UTC.IsZero() {
		t.Errorf("recorded: %+v, %v", list, err)
	}
	for _, p := range list {
		if strings.Contains(strings.ToLower(p.Word+p.Place), "anonymised") {
			t.Errorf("the study says which word it was: %+v", p)
		}
	}
	// The ledger keeps what was checked, where a word was let pass, and by whom; never which word.
	a, err := s.Anonymity(ctx, nil)
	if err != nil || len(a.Issued) != 1 || len(a.Issued[0].Checks) != 2 {
		t.Fatalf("issued %+v, %v", a.Issued, err)
	}
	let := 0
	for _, c := range a.Issued[0].Checks {
		if c.Identities < 200 || c.Looked == "" || c.By != "RO" || !strings.HasPrefix(c.File, "a.") {
			t.Errorf("the check is noted as %+v", c)
		}
		for _, p := range c.Passed {
			let++
			if p.By != "RO" || p.At.IsZero() || p.Where == "" || strings.Contains(p.Where, "#") || strings.Contains(strings.ToLower(p.Where), "anonymised") {
				t.Errorf("let pass: %+v", p)
			}
		}
	}
	if let != len(hits) || a.Issued[0].Quotes == 0 {
		t.Errorf("%d of %d let pass, %d quotes", let, len(hits), a.Issued[0].Quotes)
	}
	// The same word in other words beside is another place.
	other := filepath.Join(t.TempDir(), "b.pdf")
	h := hits[0]
	h.Beside = "quite … other words"
	if open, passed, err := s.passing(ctx, []leak.Hit{h, hits[0]}); err != nil || len(open) != 1 || len(passed) != 1 || open[0].Beside != h.Beside {
		t.Errorf("open %v, passed %v, %v", open, passed, err)
	}
	w, err := s.Export(ctx, PackOptions{}, other, "", nil)
	if err != nil || len(w.Checks) != 1 || len(w.Checks[0].Passed) == 0 || w.Checks[0].Identities < 200 || len(w.Checks[0].Looked) == 0 {
		t.Errorf("%+v, %v", w, err)
	}
}

// A full name or an address is no ordinary word; and without the vault nothing passes.
func TestWhatMayNotPass(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, h := range []leak.Hit{
		{Identity: leak.Identity{Kind: "EMAIL", Pseudonym: "P07"}, Found: "mark@price.example", Where: "page 3"},
		{Identity: leak.Identity{Kind: "PHONE", Pseudonym: "P07"}, Found: "55501187", Where: "page 3"},
		{Identity: leak.Identity{Kind: "PERSON", Pseudonym: "P07"}, Found: "Mark Price", Where: "page 3"},
	} {
		err := s.LetPass(ctx, h)
		wantKind(t, err, research.Withheld)
		if strings.Contains(err.Error(), "Mark") || strings.Contains(err.Error(), "5550") {
			t.Errorf("the refusal names somebody: %v", err)
		}
	}
	ok := leak.Hit{Identity: leak.Identity{Kind: "PERSON", Pseudonym: "P07"}, Found: "Price", Where: "page 3"}
	s.LockVault()
	wantKind(t, s.LetPass(ctx, ok), research.Locked)
	if list, _ := s.Passed(ctx); len(list) != 0 {
		t.Errorf("recorded all the same: %v", list)
	}
}

// The sample's own pack gives no false alarm, and its report says what was looked at.
func TestNoFalseAlarm(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	dir := t.TempDir()
	w, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if last := s.LastChecks(); len(last) != 2 || last[0].Identities != w.Checked || !last[1].Clean() {
		t.Errorf("the latest checks are %+v", last)
	}
	for _, f := range w.Files {
		c, err := s.LookInto(ctx, f)
		if err != nil || !c.Clean() {
			t.Errorf("%s: %+v, %v", filepath.Base(f), c.Unread, err)
		}
		t.Logf("%s: %d forms of names; %v", c.Kind, c.Identities, c.Looked)
	}
	if err := os.WriteFile(filepath.Join(dir, "x.bin"), []byte{0, 1, 2, 3, 0, 0, 9}, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.CheckFile(ctx, filepath.Join(dir, "x.bin")); research.KindOf(err) != research.Unreadable {
		t.Errorf("a file of no known kind: %v", err)
	}
}
