package intake_test

import (
	"testing"

	"openloop/research/intake"
)

// The same company is one, however its name is written; others are not.
func TestCompanyKey(t *testing.T) {
	for _, same := range [][]string{
		{"Müller & Söhne GmbH & Co. KG", "MULLER SOHNE", "Müller und Söhne"}, {"Żuraw Transport Sp. z o.o.", "Zuraw Transport", "ŻURAW TRANSPORT SP Z O O"},
		{"Polderman Logistiek B.V.", "polderman logistiek", "Polderman-Logistiek BV"}, {"Hvalsey Fiskur ehf", "Hvalsey Fiskur"}, {"Łódź Stal S.A.", "Lodz Stal SA"}, {"Fjordline Ferger A/S", "Fjordline Ferger"},
		{"The Brandt Company, Inc.", "Brandt"},
	} {
		for _, s := range same[1:] {
			if a, b := intake.CompanyKey(same[0]), intake.CompanyKey(s); a != b || a == "" {
				t.Errorf("%q and %q are %q and %q", same[0], s, a, b)
			}
		}
	}
	for _, other := range [][2]string{{"Brandt Pack", "Brandt Park"}, {"Nord Stahl GmbH", "Süd Stahl GmbH"}} {
		if intake.CompanyKey(other[0]) == intake.CompanyKey(other[1]) {
			t.Errorf("%q and %q are one", other[0], other[1])
		}
	}
	if k := intake.CompanyKey("GmbH & Co. KG"); k != "" {
		t.Errorf("a company without a name is %q", k)
	}
}
