package session

import (
	"math/rand/v2"
	"testing"

	"openloop/research"
)

func TestSumsAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int{"": 0, " ": 0, "9.4m": 9_400_000, "9,4 Mio": 9_400_000, "420k": 420_000, "1,200,000": 1_200_000, "1.200.000": 1_200_000, "€ 90 000": 90_000,
		"20%": 20, "1.250m": 1_250_000, "1.250": 1250, "2bn": 2_000_000_000, "12.5": 13, "CHF": -1, "about 5": -1, "-4": -1, "1..2": -1, "9e99": -1, "1’500’000": 1_500_000, "0.5m": 500_000, "999999999999999999999": -1} {
		got, err := ParseSum(text)
		if want < 0 {
			wantKind(t, err, research.Invalid)
		} else if err != nil || got != want {
			t.Errorf("%q is %d, want %d: %v", text, got, want, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		v := 1 + r.IntN(sumMost)
		if got, err := ParseSum(SumText(v)); err != nil || got != v {
			t.Fatalf("%d stands as %q and is read as %d: %v", v, SumText(v), got, err)
		}
	}
}
