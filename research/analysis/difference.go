package analysis

import "math"

// Newcombe is the difference x1/n1 - x2/n2 of the shares of two separate groups, with its 95% interval:
// two Wilson intervals, joined as the sides of a triangle. With Wilson intervals l1 to u1 and l2 to u2,
//
//	d - √((p1-l1)² + (u2-p2)²)  to  d + √((u1-p1)² + (p2-l2)²)
//
// Source: method 10 of Newcombe, Statistics in Medicine 17 (1998) 873-890. A group without a base
// adds its whole width.
func Newcombe(x1, n1, x2, n2 int) (diff float64, in Interval) {
	w1, w2 := Wilson(x1, n1), Wilson(x2, n2)
	p1, p2 := share(x1, n1), share(x2, n2)
	d := p1 - p2
	low := d - math.Hypot(p1-w1.Low, w2.High-p2)
	high := d + math.Hypot(w1.High-p1, p2-w2.Low)
	return d, Interval{math.Max(-1, low), math.Min(1, high)}
}

// NewcombePaired is the difference of two shares of the same n = a+b+c+d interviews, with its 95%
// interval: a said both, b only the first, c only the second, d neither. Told against decided is such a
// pair. The difference is (b-c)/n; the Wilson sides are joined at an angle that follows the correlation φ,
//
//	d - √(dl1² - 2φ dl1 du2 + du2²)  to  d + √(du1² - 2φ du1 dl2 + dl2²)
//
// with φ = C/√((a+b)(c+d)(a+c)(b+d)), where C is ad-bc, taken n/2 closer to 0 (not past it) when positive.
//
// Source: method 10 of Newcombe, Statistics in Medicine 17 (1998) 2635-2650; Altman et al., Statistics
// with Confidence (2000), chapter 6. φ is 0 when a margin is empty.
func NewcombePaired(a, b, c, d int) (diff float64, in Interval) {
	n := a + b + c + d
	if n <= 0 {
		return 0, Interval{-1, 1}
	}
	w1, w2 := Wilson(a+b, n), Wilson(a+c, n)
	p1, p2 := share(a+b, n), share(a+c, n)
	diff = share(b-c, n)
	phi := correlation(a, b, c, d)
	low := diff - joined(p1-w1.Low, w2.High-p2, phi)
	high := diff + joined(w1.High-p1, p2-w2.Low, phi)
	return diff, Interval{math.Max(-1, low), math.Min(1, high)}
}

// joined is the third side of a triangle with sides s and t whose angle has the cosine phi.
func joined(s, t, phi float64) float64 { return math.Sqrt(math.Max(0, s*s-2*phi*s*t+t*t)) }

// correlation is Newcombe's corrected φ of a fourfold table.
func correlation(a, b, c, d int) float64 {
	margins := float64(a+b) * float64(c+d) * float64(a+c) * float64(b+d)
	if margins == 0 {
		return 0
	}
	det := float64(a)*float64(d) - float64(b)*float64(c)
	if det > 0 {
		det = math.Max(0, det-float64(a+b+c+d)/2)
	}
	return det / math.Sqrt(margins)
}
