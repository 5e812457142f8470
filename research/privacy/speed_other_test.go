//go:build !unix

package privacy

import "testing"

// onProcessor is a plain benchmark where the time on the processor is not to be had.
func onProcessor(b *testing.B, _ int, f func()) {
	b.Helper()
	for b.Loop() {
		f()
	}
}
