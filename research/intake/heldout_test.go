package intake_test

import (
	"context"
	"testing"

	"openloop/research/intake"
	"openloop/research/intake/intaketest"
	"openloop/research/sheet"
)

// Layouts in words of their own, made before anything was fitted to them, are read without a hand on the mapping, too:
// eleven of twelve at the least.
func TestHeldOutLayouts(t *testing.T) {
	cb, guide := starter(t)
	right, all := 0, 0
	for _, l := range intaketest.HeldOut() {
		data, err := l.Data(workbook)
		must(t, err)
		book, err := sheet.Read(context.Background(), l.File, data, nil)
		must(t, err)
		maps := intake.Guess(book, guide)
		p, err := intake.Build(context.Background(), book, maps, cb, guide, nil)
		if err != nil {
			p = nil
		}
		all++
		if say := wrong(l, maps[0], p); say == "" && err == nil {
			right++
		} else {
			t.Logf("MISSED %s: %s %v", l.Name, say, err)
		}
	}
	t.Logf("%d of %d layouts that nothing was fitted to are right", right, all)
	if right*12 < all*11 {
		t.Errorf("%d of %d are right", right, all)
	}
}
