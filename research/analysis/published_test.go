package analysis

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// near holds a value against a published figure: equal once rounded to the digits that were printed.
func near(t *testing.T, what string, got float64, printed string) {
	t.Helper()
	mantissa, exponent, _ := strings.Cut(printed, "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	e, _ := strconv.Atoi(exponent)
	want, err := strconv.ParseFloat(mantissa, 64)
	if err != nil {
		t.Fatal(err)
	}
	digits := len(decimals)
	if math.Round(got*math.Pow10(digits-e)) != math.Round(want*math.Pow10(digits)) {
		t.Errorf("%s: got %.*g, published %s", what, digits+4, got, printed)
	}
}

// Newcombe 1998, Statistics in Medicine 17:857, table I, method 3; public test cases of the score
// interval with z = 1.96; and the phrasings of a small study.
func TestWilsonPublished(t *testing.T) {
	for _, c := range []struct {
		x, n      int
		z         float64
		low, high string
	}{
		{81, 263, z95, "0.2553", "0.3662"},
		{0, 20, z95, "0.0000", "0.1611"},
		{10, 100, 1.96, "0.0552285", "0.1743673"},
		{0, 100, 1.96, "0.0", "0.0369948"},
		{7, 12, z95, "0.3195", "0.8067"},
		{4, 6, z95, "0.3000", "0.9032"},
	} {
		got := WilsonZ(c.x, c.n, c.z)
		near(t, "low", got.Low, c.low)
		near(t, "high", got.High, c.high)
		if c.z == z95 && Wilson(c.x, c.n) != got {
			t.Errorf("%d of %d: Wilson differs from WilsonZ at 95%%", c.x, c.n)
		}
	}
}

// Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
func TestNewcombePublished(t *testing.T) {
	for _, c := range []struct {
		x1, n1, x2, n2  int
		diff, low, high string
	}{
		{9, 10, 3, 10, "0.6000", "0.1705", "0.8090"},
		{5, 56, 0, 29, "0.0893", "-0.0381", "0.1926"},
		{0, 10, 0, 10, "0.0000", "-0.2775", "0.2775"},
		{10, 10, 0, 10, "1.0000", "0.6075", "1.0000"},
	} {
		d, in := Newcombe(c.x1, c.n1, c.x2, c.n2)
		near(t, "difference", d, c.diff)
		near(t, "low", in.Low, c.low)
		near(t, "high", in.High, c.high)
	}
}

// Altman and others, Statistics with Confidence (2000), table 6.2.
func TestNewcombePairedPublished(t *testing.T) {
	d, in := NewcombePaired(14, 5, 0, 22)
	near(t, "difference", d, "0.1220")
	near(t, "low", in.Low, "0.0115")
	near(t, "high", in.High, "0.2265")
}

func TestMcNemarPublished(t *testing.T) {
	// Fagerland, Lydersen and Laake 2013, airway responsiveness before and after transplantation.
	near(t, "exact", McNemarExact(1, 7), "0.0703125")
	x2, p := McNemar(1, 7)
	near(t, "X²", x2, "4.500")
	near(t, "asymptotic", p, "0.033895")
	// Agresti, approval ratings; R's help page corrects the same table.
	x2, p = McNemar(150, 86)
	near(t, "X²", x2, "17.356")
	near(t, "z", math.Sqrt(x2), "4.166")
	near(t, "p", p, "3.0993e-05")
	x2, _ = McNemarCorrected(150, 86)
	near(t, "corrected X²", x2, "16.818")
	// statpsych's test.prop.ps: f00 12, f01 4, f10 26, f11 6.
	d, _ := NewcombePaired(12, 4, 26, 6)
	near(t, "estimate", d, "-0.4583333")
	x2, p = McNemarCorrected(4, 26)
	near(t, "|z|", math.Sqrt(x2), "3.8341")
	near(t, "p", p, "0.00013")
}

func TestFisherPublished(t *testing.T) {
	near(t, "men and women studying", Fisher(1, 9, 11, 3), "0.00275946")
}

// The fifteen endpoints of Benjamini and Hochberg 1995, section 3.2.
func TestAdjustedPublished(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000}
	for _, c := range []struct {
		name     string
		adjusted []float64
		rejected int
		printed  string
	}{
		{"Benjamini-Hochberg", BenjaminiHochberg(p), 4, "0.0015;0.003;0.0095;0.035625;0.0603;0.063857;0.063857;0.0645;0.0765;0.486;0.58118;0.71488;0.75323;0.81321;1"},
		{"Holm", Holm(p), 3, "0.0015;0.0056;0.0247;0.114;0.2211;0.278;0.278;0.278;0.3213;1;1;1;1;1;1"},
	} {
		rejected := 0
		for i, printed := range strings.Split(c.printed, ";") {
			near(t, c.name, c.adjusted[i], printed)
			if c.adjusted[i] <= level {
				rejected++
			}
		}
		if rejected != c.rejected {
			t.Errorf("%s rejects %d, published %d", c.name, rejected, c.rejected)
		}
	}
}
