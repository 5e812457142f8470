package analysis

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const tiny = 1e-12

func TestWilsonProperties(t *testing.T) {
	for n := 0; n <= 120; n++ {
		for x := 0; x <= n; x++ {
			in, mirror := Wilson(x, n), Wilson(n-x, n)
			if !in.Contains(share(x, n)) || in.Low < 0 || in.High > 1 {
				t.Fatalf("%d of %d: %v leaves out its estimate", x, n, in)
			}
			if n > 0 && (math.Abs(in.Low-(1-mirror.High)) > tiny || math.Abs(in.High-(1-mirror.Low)) > tiny) {
				t.Fatalf("%d of %d: %v is not the mirror of %v", x, n, in, mirror)
			}
			if next := Wilson(x+1, n); x < n && (next.Low <= in.Low || next.High <= in.High && in.High < 1) {
				t.Fatalf("%d of %d: one more gives %v after %v", x, n, next, in)
			}
			if more := Wilson(10*x, 10*n); n > 0 && more.Width() >= in.Width() {
				t.Fatalf("%d of %d: ten times the base is no narrower", x, n)
			}
		}
	}
}

// A count that cannot be, and a group without a base, must not give figures that mislead.
func TestWilsonEdges(t *testing.T) {
	for _, c := range []struct {
		x, n int
		want Interval
	}{{0, 0, Interval{0, 1}}, {3, 0, Interval{0, 1}}, {5, -1, Interval{0, 1}}, {-2, 9, Wilson(0, 9)}, {12, 9, Wilson(9, 9)}} {
		if got := Wilson(c.x, c.n); got != c.want {
			t.Errorf("Wilson(%d, %d) = %v, want %v", c.x, c.n, got, c.want)
		}
	}
	if w := Wilson(0, 9); w.Low != 0 {
		t.Errorf("none of 9 begins at %v", w.Low)
	}
	if w := Wilson(9, 9); w.High != 1 {
		t.Errorf("all of 9 ends at %v", w.High)
	}
}

func TestNewcombeProperties(t *testing.T) {
	each(12, func(x1, n1 int) {
		each(9, func(x2, n2 int) {
			d, in := Newcombe(x1, n1, x2, n2)
			e, back := Newcombe(x2, n2, x1, n1)
			if !in.Contains(d) || in.Low < -1 || in.High > 1 {
				t.Fatalf("%d/%d - %d/%d: %v leaves out %v", x1, n1, x2, n2, in, d)
			}
			if math.Abs(d+e) > tiny || math.Abs(in.Low+back.High) > tiny || math.Abs(in.High+back.Low) > tiny {
				t.Fatalf("%d/%d - %d/%d: %v, turned round %v", x1, n1, x2, n2, in, back)
			}
		})
	})
}

// each calls f with every count of every base up to limit.
func each(limit int, f func(x, n int)) {
	for n := 0; n <= limit; n++ {
		for x := 0; x <= n; x++ {
			f(x, n)
		}
	}
}

func TestNewcombePairedProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a, b, c, d := random.IntN(9), random.IntN(9), random.IntN(9), random.IntN(9)
		diff, in := NewcombePaired(a, b, c, d)
		other, back := NewcombePaired(a, c, b, d)
		if !in.Contains(diff) || math.IsNaN(in.Low) || in.Low < -1 || in.High > 1 {
			t.Fatalf("%d %d %d %d: %v leaves out %v", a, b, c, d, in, diff)
		}
		if math.Abs(diff+other) > tiny || math.Abs(in.Low+back.High) > tiny {
			t.Fatalf("%d %d %d %d: %v, turned round %v", a, b, c, d, in, back)
		}
	}
	if d, in := NewcombePaired(0, 0, 0, 0); d != 0 || in != (Interval{-1, 1}) {
		t.Errorf("nobody: %v %v", d, in)
	}
}

// Fisher's test against sums of exact fractions.
func TestFisherExact(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		a, b, c, d := int64(random.IntN(12)), int64(random.IntN(12)), int64(random.IntN(12)), int64(random.IntN(12))
		got := Fisher(int(a), int(b), int(c), int(d))
		if want := fisherByFractions(a, b, c, d); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%d %d %d %d: %v, exactly %v", a, b, c, d, got, want)
		}
		if turned := Fisher(int(c), int(d), int(a), int(b)); math.Abs(got-turned) > tiny {
			t.Fatalf("%d %d %d %d: %v, rows turned %v", a, b, c, d, got, turned)
		}
	}
	if p := Fisher(3000, 2000, 2000, 3000); !(p > 0 && p < 1e-80) {
		t.Errorf("ten thousand interviews: %v", p)
	}
}

func fisherByFractions(a, b, c, d int64) float64 {
	row, col, n := a+b, a+c, a+b+c+d
	if min(row, col) == max(0, row+col-n) {
		return 1
	}
	at := func(x int64) *big.Int {
		return new(big.Int).Mul(new(big.Int).Binomial(row, x), new(big.Int).Binomial(n-row, col-x))
	}
	sum, all := new(big.Int), new(big.Int).Binomial(n, col)
	for x := max(0, row+col-n); x <= min(row, col); x++ {
		if at(x).Cmp(at(a)) <= 0 {
			sum.Add(sum, at(x))
		}
	}
	f, _ := new(big.Rat).SetFrac(sum, all).Float64()
	return f
}

func TestMcNemarProperties(t *testing.T) {
	for b := range 40 {
		for c := range 40 {
			exact, mid := McNemarExact(b, c), McNemarMidP(b, c)
			if mid > exact || mid <= 0 || exact > 1 || exact != McNemarExact(c, b) || mid != McNemarMidP(c, b) {
				t.Fatalf("%d against %d: exact %v, mid %v", b, c, exact, mid)
			}
			if b == c && math.Abs(mid-1) > 1e-9 {
				t.Fatalf("%d against %d: mid-p %v is not 1", b, c, mid)
			}
			if b > c && b < 39 && McNemarMidP(b+1, c) >= mid {
				t.Fatalf("%d against %d: a wider gap is no less likely", b, c)
			}
		}
	}
}

func TestAdjustedProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		p := make([]float64, random.IntN(20))
		for i := range p {
			p[i] = random.Float64() * random.Float64()
		}
		holm, bh := Holm(p), BenjaminiHochberg(p)
		for i := range p {
			if holm[i] > 1 || bh[i] > holm[i]+tiny || bh[i] < p[i]-tiny {
				t.Fatalf("p %v: Holm %v, Benjamini-Hochberg %v", p[i], holm[i], bh[i])
			}
			for j := range p {
				if p[i] < p[j] && (holm[i] > holm[j] || bh[i] > bh[j]) {
					t.Fatalf("adjusting turned %v and %v round", p[i], p[j])
				}
			}
		}
	}
}
