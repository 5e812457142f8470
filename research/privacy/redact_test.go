package privacy

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func ExampleDictionary_Redact() {
	d := NewDictionary([]Known{
		{Kind: Person, Text: "Margit Oelschläger", Pseudonym: "P07"},
		{Kind: Person, Text: "Bettina Kraus", Pseudonym: "S02"},
		{Kind: Organisation, Text: "Brandtkamp Verpackungen GmbH", Pseudonym: "O03"},
	}, []string{"Tessell", "Corvina"})
	text, spans := d.Redact("At Brandtkamp we liked Bettina, but my colleague Piotr Wasik preferred Corvina. Ring 040 5550 1187.")
	fmt.Println(text)
	for _, s := range spans {
		fmt.Println(s.Start, s.End, s.Kind, s.Text, s.Pseudonym, s.Review)
	}
	// Output:
	// At O03 we liked S02, but my colleague [name] preferred Corvina. Ring [phone].
	// 3 13 ORGANISATION Brandtkamp O03 false
	// 23 30 PERSON Bettina S02 false
	// 49 60 PERSON Piotr Wasik  false
	// 85 98 PHONE 040 5550 1187  false
}

// checkSpans tests what holds of every answer: spans in order, apart, within the text, with their text.
func checkSpans(t *testing.T, text, redacted string, spans []Span) {
	t.Helper()
	points := []rune(text)
	at, rest := 0, redacted
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(points) {
			t.Fatalf("span %+v after %d of %d in %q", s, at, len(points), text)
		}
		if utf8.ValidString(text) && string(points[s.Start:s.End]) != s.Text {
			t.Fatalf("span %+v is %q", s, string(points[s.Start:s.End]))
		}
		if !utf8.ValidString(text) {
			at = s.End
			continue
		}
		between := string(points[at:s.Start]) + s.Mask()
		if !strings.HasPrefix(rest, between) {
			t.Fatalf("%q does not go on with %q", rest, between)
		}
		rest, at = rest[len(between):], s.End
	}
	if utf8.ValidString(text) && rest != string(points[at:]) {
		t.Fatalf("%q ends with %q, want %q", redacted, rest, string(points[at:]))
	}
}

// Spans count code points, also behind signs of several bytes and units.
func TestSpansAreCodePoints(t *testing.T) {
	text := "😀é – Margit, “Oelschläger” e\u0301 🇩🇪 Brandtkamp\r\nMargit"
	redacted, spans := office().Redact(text)
	checkSpans(t, text, redacted, spans)
	if redacted != "😀é – P07, “P07” e\u0301 🇩🇪 O03\r\nP07" {
		t.Errorf("%q", redacted)
	}
}

// Finds that overlap become one that covers them all.
func TestSettle(t *testing.T) {
	got := settle([]found{{start: 5, end: 9, kind: Person, rank: rankKnown, pseudonym: "P1"}, {start: 0, end: 20, kind: Email, rank: rankPattern}, {start: 18, end: 25, kind: Person, rank: rankGuess}, {start: 30, end: 35, kind: Place, rank: rankGuess}, {start: 30, end: 33, kind: Person, rank: rankKnown}})
	if len(got) != 2 || got[0].start != 0 || got[0].end != 25 || got[0].kind != Email || got[1].end != 35 || got[1].kind != Person {
		t.Errorf("%+v", got)
	}
}

// Redacting what is redacted changes nothing.
func TestRedactTwice(t *testing.T) {
	d := office()
	for line := range strings.Lines(spokenText + "Margit Oelschläger of Brandtkamp in Leeds, 12 Mill Lane, T-20418, 250,000 euros.\n") {
		once, _ := d.Redact(line)
		if twice, _ := d.Redact(once); twice != once {
			t.Errorf("%q became %q", once, twice)
		}
	}
}

// Every kind has a mask in brackets.
func TestMasks(t *testing.T) {
	for _, k := range Kinds() {
		if m := k.Mask(); !strings.HasPrefix(m, "[") || !strings.HasSuffix(m, "]") {
			t.Errorf("%s: %s", k, m)
		}
	}
}

// Whatever the text, Redact does not panic, its spans are in order, and no known name is left in it.
func FuzzRedact(f *testing.F) {
	for line := range strings.Lines(spokenText) {
		f.Add(line)
	}
	for _, s := range []string{"", "\xff\xfe", "Margit\nOelschläger's m.oelschlaeger@brandtkamp.example", "Oel-\nschläger +49 (0)40 5550 1187 12 Mill Lane BS1 4DJ", "Mr Price, A, B and C GmbH & Co. KG", "王伟 P.O. Box 1 the corner of A and B", "x@y@z.com http:// ::1 1.2.3.4 DE89", "MARGIT van der BERG-oelschläger-Brandtkamp", "Brandtkamp.verpackungen/gmbh_margit"} {
		f.Add(s)
	}
	addFuzzed(f)
	d := office()
	names := []string{"margit oelschläger", "oelschläger", "brandtkamp verpackungen gmbh", "brandtkamp", "mark price", "pieter van der berg", "maggie"}
	var forms [][]string
	for _, n := range names {
		forms = append(forms, foldWords(n))
	}
	f.Fuzz(func(t *testing.T, text string) {
		redacted, spans := d.Redact(text)
		checkSpans(t, text, redacted, spans)
		tokens := tokenise(redacted)
		for k, form := range forms {
			for i := range tokens {
				if stands(tokens[i:], form) {
					t.Fatalf("%q is left in %q", names[k], redacted)
				}
			}
		}
		safe, _ := Release(d, text)
		for i, tokens := 0, tokenise(safe.String()); i < len(tokens); i++ {
			if stands(tokens[i:], forms[0]) {
				t.Fatalf("released: %q", safe)
			}
		}
	})
}

// stands says whether the tokens begin with the words, in one name.
func stands(tokens []token, form []string) bool {
	if len(tokens) < len(form) {
		return false
	}
	for i, w := range form {
		if tokens[i].fold != w || i > 0 && tokens[i].gap == gapBreak {
			return false
		}
	}
	return true
}
