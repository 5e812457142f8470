package session

import (
	"context"
	"testing"
)

// Each breakdown of the sample study, as the Explore screen asks for it; the largest study is benchmarked in analysis.
func BenchmarkExplore(b *testing.B) {
	s := openSample(b)
	for _, ask := range []ExploreAsk{{Rows: CountCodes, By: "outcome"}, {Rows: CountCodes, Side: SideHurt, By: ByRemark}, {Rows: CountTold, By: "competitor"}, {Rows: CountThemes, By: "segment"}} {
		b.Run(ask.Rows+" by "+ask.By, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Explore(context.Background(), ask); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
