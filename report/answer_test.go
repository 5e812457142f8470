package report

import (
	"strings"
	"testing"
)

// The first wording that fits is taken, the last where none does.
func TestMessagesFit(t *testing.T) {
	long, short, last := Text{strings.Repeat("ü", MessageMost+1)}, Text{strings.Repeat("ü", MessageMost)}, Text{"x"}
	for _, c := range []struct {
		in   []Text
		want Text
	}{{[]Text{long, short, last}, short}, {[]Text{long, last}, last}, {[]Text{short, last}, short}, {[]Text{last, long}, last}, {[]Text{long}, long}} {
		if got := fitting(c.in...); got != c.want {
			t.Errorf("%d wordings give one of %d characters", len(c.in), len([]rune(got.s)))
		}
	}
}
