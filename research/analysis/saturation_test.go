package analysis

import (
	"testing"

	"openloop/research"
)

// heard makes interviews of which each brings that many codes not heard before.
func heard(fresh ...int) []research.Bits {
	var order []research.Bits
	next := 0
	for _, n := range fresh {
		codes := research.NewBits(256)
		codes.Set(0)
		for range n {
			codes.Set(next)
			next++
		}
		order = append(order, codes)
	}
	return order
}

// Guest, Namey and Chen 2020: 37 themes in the base of four, four more in the run of two.
func TestSaturationPublished(t *testing.T) {
	r := Saturation(heard(20, 9, 5, 3, 1, 3))
	if r.BaseCodes != 37 || len(r.Runs) != 1 || r.Runs[0].New != 4 || r.Reached {
		t.Fatalf("%+v", r)
	}
	near(t, "ratio", r.Runs[0].Ratio, "0.108")
}

// Runs slide by one interview: 4 of 37, 3 of 37, 1 of 37 is at most 5%.
func TestSaturationReached(t *testing.T) {
	r := Saturation(heard(20, 9, 5, 3, 1, 3, 0, 1, 0))
	if !r.Reached || r.At != 6 || r.Codes != 42 {
		t.Errorf("reached %v at %d with %d codes, want at 6 with 42: %+v", r.Reached, r.At, r.Codes, r.Runs)
	}
	if strict := SaturationBy(heard(20, 9, 5, 3, 1, 3, 0, 1, 0), 4, 2, 0); strict.Reached {
		t.Errorf("nothing new at all was asked for, and %+v is said to be it", strict.Runs)
	}
}

func TestSaturationEdges(t *testing.T) {
	for name, c := range map[string]struct {
		order []research.Bits
		want  Warning
	}{
		"no interviews":        {nil, TooFewForSaturation},
		"base and half a run":  {heard(3, 1, 1, 1, 1), TooFewForSaturation},
		"nothing coded at all": {make([]research.Bits, 12), NothingCodedInBase},
	} {
		if r := Saturation(c.order); r.Reached || len(r.Warnings) != 1 || r.Warnings[0] != c.want {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestInOrderByDate(t *testing.T) {
	x := NewIndex([]InterviewFact{{ID: "a", Date: "2026-03-02"}, {ID: "b"}, {ID: "c", Date: "2026-01-09"}, {ID: "d", Date: "2026-03-02"}}, testBook(4))
	for i, interview := range []research.ID{"c", "a", "d", "b"} {
		x.Add(CodingFact{Interview: interview, Code: id(2, i)})
	}
	for i, codes := range x.InOrder(nil) {
		if !codes.Has(i) {
			t.Errorf("interview %d of the order has codes %v", i, codes)
		}
	}
}
