package analysis

import (
	"testing"

	"openloop/research"
)

func TestCompareInWords(t *testing.T) {
	for _, c := range []struct {
		name           string
		x1, n1, x2, n2 int
		want           Verdict
	}{
		{"nine of ten against three of ten", 9, 10, 3, 10, ClearlyMore},
		{"the other way round", 3, 10, 9, 10, ClearlyLess},
		{"the usual small study", 7, 12, 4, 10, TooClose},
		{"four on a side", 4, 4, 0, 30, TooFew},
		{"five on a side may be compared", 5, 5, 0, 30, ClearlyMore},
		{"nobody on a side", 3, 9, 0, 0, TooFew},
		{"the same", 5, 10, 5, 10, TooClose},
		{"interval clear of 0 but Fisher above 5%", 6, 10, 1, 10, TooClose},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Compare(c.x1, c.n1, c.x2, c.n2)
			if got.Verdict != c.want {
				t.Errorf("%d of %d against %d of %d: %q, want %q (%+v)", c.x1, c.n1, c.x2, c.n2, got.Verdict, c.want, got)
			}
		})
	}
}

// A verdict never depends on which group is named first.
func TestCompareTurnedRound(t *testing.T) {
	opposite := map[Verdict]Verdict{ClearlyMore: ClearlyLess, ClearlyLess: ClearlyMore, TooClose: TooClose, TooFew: TooFew}
	each(14, func(x1, n1 int) {
		each(14, func(x2, n2 int) {
			if a, b := Compare(x1, n1, x2, n2), Compare(x2, n2, x1, n1); b.Verdict != opposite[a.Verdict] {
				t.Fatalf("%d/%d against %d/%d: %q and %q", x1, n1, x2, n2, a.Verdict, b.Verdict)
			}
		})
	})
}

// Six of seven against one of eight is clear alone (p 0.01), and no longer as one of eight themes.
func TestCompareNamedCorrects(t *testing.T) {
	alone, err := CompareNamed([]Counts{{6, 7, 1, 8}})
	if err != nil || alone[0].Verdict != ClearlyMore || alone[0].Adjusted != alone[0].P {
		t.Fatalf("alone: %+v, %v", alone, err)
	}
	eight := []Counts{{6, 7, 1, 8}, {3, 7, 3, 8}, {2, 7, 3, 8}, {4, 7, 3, 8}, {3, 7, 4, 8}, {1, 7, 1, 8}, {5, 7, 5, 8}, {3, 7, 2, 8}}
	among, err := CompareNamed(eight)
	if err != nil || among[0].Verdict != TooClose || among[0].P != alone[0].P || among[0].Adjusted < 8*alone[0].P-tiny {
		t.Fatalf("among eight: %+v, %v", among[0], err)
	}
	if _, err := CompareNamed(append(eight, Counts{1, 9, 2, 9})); research.KindOf(err) != research.Invalid {
		t.Errorf("a ninth theme: %v", err)
	}
}

// A comparison that is too small to make must not make the others stricter.
func TestCompareNamedSkipsTooFew(t *testing.T) {
	got, err := CompareNamed([]Counts{{6, 7, 1, 8}, {1, 2, 1, 40}})
	if err != nil || got[0].Verdict != ClearlyMore || got[1].Verdict != TooFew {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestExploreUsesFalseDiscoveryRate(t *testing.T) {
	var codes []Counts
	for range 3 {
		codes = append(codes, Counts{10, 11, 2, 12})
	}
	for range 30 {
		codes = append(codes, Counts{5, 11, 5, 12})
	}
	found := 0
	for _, c := range Explore(codes) {
		if c.Verdict == ClearlyMore {
			found++
		}
		if c.Adjusted < c.P {
			t.Fatalf("adjusted %v below %v", c.Adjusted, c.P)
		}
	}
	if found != 3 {
		t.Errorf("found %d of 3", found)
	}
}

// Told against decided: both price 4, told only 9, decided only 1, neither 8.
func TestComparePaired(t *testing.T) {
	if c := ComparePaired(4, 9, 1, 8); c.Verdict != ClearlyMore {
		t.Errorf("price told against decided: %+v", c)
	}
	if c := ComparePaired(1, 2, 0, 1); c.Verdict != TooFew {
		t.Errorf("four interviews: %+v", c)
	}
}

func TestShareInWords(t *testing.T) {
	for _, c := range []struct {
		x, n     int
		want     string
		warnings []Warning
	}{
		{7, 12, "7 of 12 (32–81%)", nil},
		{4, 6, "4 of 6 (30–90%)", []Warning{BaseUnderTen}},
		{2, 4, "2 of 4 (15–85%)", []Warning{BaseUnderTen, BaseUnderFive}},
		{0, 0, "0 of 0", []Warning{NoBase}},
	} {
		s := NewShare(c.x, c.n)
		if s.String() != c.want || len(s.Warnings) != len(c.warnings) {
			t.Errorf("%d of %d: %q %q, want %q %q", c.x, c.n, s, s.Warnings, c.want, c.warnings)
		}
		if _, bare := s.Percent(); bare != (c.n >= 10) {
			t.Errorf("%d of %d: bare percentage %v", c.x, c.n, bare)
		}
	}
}
