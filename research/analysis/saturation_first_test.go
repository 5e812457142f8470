package analysis

import (
	"testing"

	"openloop/research"
)

// What each interview brought adds up to the curve of saturation, and no code is brought twice.
func TestBroughtAddsUpToTheCurve(t *testing.T) {
	for seed := range uint64(20) {
		x, _, _ := newTestIndex(t, 30, 200, seed)
		within := x.All()
		r := x.Saturation(within)
		sum, seen := 0, map[research.ID]bool{}
		for n, want := range r.Seen {
			at, codes := x.Brought(within, n)
			if at < 0 {
				t.Fatalf("seed %d: no interview %d of %d", seed, n, len(r.Seen))
			}
			for _, c := range codes {
				if seen[c] {
					t.Fatalf("seed %d: %s is brought twice", seed, c)
				}
				seen[c] = true
			}
			if sum += len(codes); sum != want {
				t.Fatalf("seed %d: after interview %d %d codes were brought, the curve says %d", seed, n, sum, want)
			}
		}
		if at, _ := x.Brought(within, len(r.Seen)); at >= 0 {
			t.Errorf("seed %d: an interview past the last", seed)
		}
	}
}
