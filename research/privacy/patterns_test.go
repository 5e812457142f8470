package privacy

import (
	"testing"
)

// finds are the kinds and texts that a bare dictionary finds.
func checkFinds(t *testing.T, text string, want ...any) {
	t.Helper()
	spans := NewDictionary(nil, nil).Find(text)
	if len(spans) != len(want)/2 {
		t.Errorf("%q: %+v, want %v", text, spans, want)
		return
	}
	for i, s := range spans {
		if s.Kind != want[2*i] || s.Text != want[2*i+1] {
			t.Errorf("%q: %s %q, want %v %q", text, s.Kind, s.Text, want[2*i], want[2*i+1])
		}
	}
}

func TestEmails(t *testing.T) {
	checkFinds(t, "write to a.b+c@x-y.co.uk, or jürg@müller.example.", Email, "a.b+c@x-y.co.uk", Email, "jürg@müller.example")
	checkFinds(t, "mail h.vosk@firm today", Email, "h.vosk@firm")
	checkFinds(t, "it is margit dot oelschlaeger at brandtkamp dot de, yes", Email, "margit dot oelschlaeger at brandtkamp dot de")
	checkFinds(t, "my mail is anna underscore b at firm dot co dot uk", Email, "anna underscore b at firm dot co dot uk")
	checkFinds(t, "info at firm dot com", Email, "info at firm dot com")
	checkFinds(t, "piotr (at) wasik (dot) pl", Email, "piotr (at) wasik (dot) pl")
	checkFinds(t, "margit punkt kraus klammeraffe firma punkt de", Email, "margit punkt kraus klammeraffe firma punkt de")
	checkFinds(t, "We met at the dot com bubble, at ten, 5 @ 3 euros")
}

func TestAddressesOfTheNetwork(t *testing.T) {
	checkFinds(t, "see www.wasik.example/a?b=c, and https://x.org.", URL, "www.wasik.example/a?b=c", URL, "https://x.org")
	checkFinds(t, "on shop.wasik.co.uk or wasik-druck.de:8080/x", URL, "shop.wasik.co.uk", URL, "wasik-druck.de:8080/x")
	checkFinds(t, "from 192.168.0.14 and 2001:db8::8a2e:370:7334", URL, "192.168.0.14", URL, "2001:db8::8a2e:370:7334")
	checkFinds(t, "it was done.So we left it.It was late, e.g. at 12:30:45, in v2.10.3 or 300.1.1.1")
	checkFinds(t, "vosskamp dot com has it", URL, "vosskamp dot com")
}

func TestPhones(t *testing.T) {
	for _, s := range []string{"+44 1632 960411", "01632 960 214", "+49 (0)40 555-01187", "0031 50 555 0134", "(020) 7946 0018", "06 12 34 56 78", "040/5550118", "07700900123", "201-555-0123", "08 123 456 78"} {
		checkFinds(t, "it is "+s+", mornings", Phone, s)
	}
	checkFinds(t, "Phone: 467 3395", Phone, "467 3395")
	checkFinds(t, "my direct number is 55 50 11", Phone, "55 50 11")
	checkFinds(t, "ring 01632 960 214 on 2026-03-12", Phone, "01632 960 214")
}

func TestNumbers(t *testing.T) {
	checkFinds(t, "DE89 3704 0044 0532 0130 00 or gb29nwbk60161331926819", IBAN, "DE89 3704 0044 0532 0130 00", IBAN, "gb29nwbk60161331926819")
	checkFinds(t, "card 4111 1111 1111 1111", ID, "4111 1111 1111 1111")
	checkFinds(t, "contract number 48213 and customer no. 9918", ID, "48213", ID, "9918")
	checkFinds(t, "Kundennummer 99182, Rechnung KD-4711", ID, "99182", ID, "KD-4711")
	checkFinds(t, "the deal T-20418 and INV-2023-0019", ID, "T-20418", ID, "INV-2023-0019")
	checkFinds(t, "social security 853-37-1694", ID, "853-37-1694")
	checkFinds(t, "at BS1 4DJ or SW1A1AA, D02 AF30, 1012 AB", Postcode, "BS1 4DJ", Postcode, "SW1A1AA", Postcode, "D02 AF30", Postcode, "1012 AB")
	checkFinds(t, "ZIP: 3520", Postcode, "3520")
}

// Sums, dates, ranges, years, standards and the jargon of the trade are nobody's numbers.
func TestHarmlessNumbers(t *testing.T) {
	for _, s := range []string{
		"in 2026, on 2026-03-12, 12.03.2026, 3/12/26, 12.3., from 2019-2020 to 2021/22",
		"250,000 euros, €1.250.000, 1 250 000 EUR, £90000000, 12 500 kg, 100-250k, 99.5%, 12345678 pallets",
		"ISO 9001, EN 1090-2, DIN 16742, A4, Q3, H1 2026, B2B, S/4HANA, COVID-19, Windows 11, PLAN v9, N59",
		"at 12:30, 06.58, 07:45:10; 40 to 50 people, 8-10 weeks, 3 x 7, 24/7, 50/50, 1-2-3",
		"In 2026 IT said no, we had 1000 of them and 20457 more of those",
		"version 2.10.3, 17.0.1, about 1,5 to 2,5 million",
	} {
		if spans := NewDictionary(nil, nil).Find(s); len(spans) > 0 {
			t.Errorf("%q: %+v", s, spans)
		}
	}
}

func TestStreets(t *testing.T) {
	checkFinds(t, "at 12 Mill Lane, Keighley, BD20 6HD, I think", Street, "12 Mill Lane, Keighley, BD20 6HD")
	checkFinds(t, "am Zeppelinweg 7 in der Halle", Street, "Zeppelinweg 7")
	checkFinds(t, "on Keizersgracht 241", Street, "Keizersgracht 241")
	checkFinds(t, "we sit at rue de la Paix 4, you know", Street, "rue de la Paix 4")
	checkFinds(t, "P.O. Box 149 will do", Street, "P.O. Box 149")
	checkFinds(t, "I walked 12 miles, 14 days, 3 Fridays and 2 Mondays")
}

// The check digits of cards and accounts.
func TestCheckDigits(t *testing.T) {
	for s, want := range map[string]bool{"4111111111111111": true, "4111111111111112": false, "79927398713": true, "0": true} {
		if luhn(s) != want {
			t.Errorf("luhn %s: %v", s, !want)
		}
	}
	for s, want := range map[string]bool{"DE89370400440532013000": true, "DE88370400440532013000": false, "GB82WEST12345698765432": true, "NL91ABNA0417164300": true, "FR1420041010050500013M02606": true} {
		if ibanChecks(s) != want {
			t.Errorf("iban %s: %v", s, !want)
		}
	}
	spans := NewDictionary(nil, nil).Find("DE88 3704 0044 0532 0130 00")
	if len(spans) != 1 || spans[0].Kind != IBAN || !spans[0].Review {
		t.Errorf("an account with a wrong check digit: %+v", spans)
	}
}
