package widgets

import "testing"

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 60: "60", 999: "999", 1000: "1,000", 10_000: "10,000", 1_000_000: "1,000,000", -607: "-607", -123456: "-123,456"} {
		if got := Number(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}
