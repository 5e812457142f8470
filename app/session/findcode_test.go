package session

import (
	"context"
	"path/filepath"
	"testing"

	"openloop/research"
)

func fresh(t *testing.T) *Session {
	t.Helper()
	s, err := New(context.Background(), filepath.Join(t.TempDir(), "s.openloop"), Fresh{Client: "Tessell Systems", Passphrase: "only for this test"}, Options{WorkFactor: 4, Coder: "RO"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// What a person types must bring the code they mean to the top.
func TestFindCodes(t *testing.T) {
	s := fresh(t)
	for _, c := range []struct{ typed, want string }{
		{"listening", "DIS-02"},
		{"LISTE", "DIS-02"},
		{"dis-02", "DIS-02"},
		{"dis02", "DIS-02"},
		{"price ag", "NEG-01"},
		{"pav", "NEG-01"},
		{"lead call", "LEA-01"},
		{"nev call", "LEA-01"},
		{"  Insight  given ", "DIS-03"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			got := s.FindCodes(c.typed, nil)
			if len(got) == 0 || got[0].Ref != c.want {
				t.Errorf("first of %d is %v, want %s", len(got), refs(got), c.want)
			}
		})
	}
	if got := s.FindCodes("xqzzy", nil); len(got) != 0 {
		t.Errorf("nonsense found %v", refs(got))
	}
}

func TestFindCodesBeforeTyping(t *testing.T) {
	s := fresh(t)
	book := s.Book()
	a, _ := book.ByRef("NEG-02")
	b, _ := book.ByRef("TRG-01")
	got := s.FindCodes("", []research.ID{a.ID, b.ID})
	if len(got) < 10 || got[0].Ref != "NEG-02" || got[1].Ref != "TRG-01" {
		t.Fatalf("the recent ones do not come first: %v", refs(got))
	}
	seen := map[string]int{}
	for _, c := range got {
		seen[c.Ref]++
		if !c.Short && c.ID != a.ID && c.ID != b.ID {
			t.Errorf("%s is offered, and is not in the short codebook", c.Ref)
		}
	}
	if seen["TRG-01"] != 1 {
		t.Errorf("TRG-01 is offered %d times", seen["TRG-01"])
	}
}

func TestFindCodesLeavesRetiredOut(t *testing.T) {
	s := fresh(t)
	c, _ := s.Book().ByRef("DIS-02")
	c.Retired = true
	if _, err := s.SaveCode(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"", "listening"} {
		for _, f := range s.FindCodes(typed, []research.ID{c.ID}) {
			if f.ID == c.ID {
				t.Errorf("%q still offers the retired code", typed)
			}
		}
	}
}

func refs(codes []research.Code) []string {
	var out []string
	for _, c := range codes[:min(len(codes), 6)] {
		out = append(out, c.Ref)
	}
	return out
}
