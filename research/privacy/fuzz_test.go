package privacy

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzFind looks through any text: spans are in order and apart, say where their words stand, and a mask
// that is there already stays what it is.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "Mr", "the corner of", "calle", "rue de", "c/", "oh one two three", "double", "the only woman in", "Head of", "£1,234,567.", "3. ", "March 14,", "\xff\xfeAnna", "İstanbul ǅ 🙂 Ａnna", "Oel-\nschläger", "FPO AA 12345", "inc gmbh ltd", "[name] [company]", "GB29 NWBK 6016 1331 9268 19", "a dot b at c dot de", "Unit 7, Mill Lane", "Am Markt 3, 12345 X", "P07 [phone"} {
		f.Add(s)
	}
	addFuzzed(f)
	d := NewDictionary([]Known{{Kind: Person, Text: "Margit Oelschläger", Pseudonym: "P07"}, {Kind: Organisation, Text: "Link Name GmbH", Pseudonym: "O03"}, {Kind: Phone, Text: "01632 960214", Pseudonym: "P07"}}, []string{"Tessell"})
	f.Fuzz(func(t *testing.T, text string) {
		redacted, spans := d.Redact(text)
		points, at := utf8.RuneCountInString(text), 0
		all := []rune(text)
		for _, s := range spans {
			if s.Start < at || s.End <= s.Start || s.End > points {
				t.Fatalf("%+v after %d of %d", s, at, points)
			}
			if utf8.ValidString(text) && string(all[s.Start:s.End]) != s.Text {
				t.Fatalf("%+v is %q", s, string(all[s.Start:s.End]))
			}
			at = s.End
		}
		for _, s := range d.Find(redacted) {
			for _, k := range Kinds() {
				if strings.Contains(s.Text, k.Mask()) && s.Kind != Role && s.Kind != Street && len(s.Text) <= len(k.Mask())+2 {
					t.Fatalf("%q is masked again: %+v", redacted, s)
				}
			}
		}
		settled(t, d, redacted)
		d.Proposals(text, Span{Kind: Person, Text: text}, text, text)
	})
}

// addFuzzed adds what earlier runs have found worth keeping, a quoted text a line.
func addFuzzed(f *testing.F) {
	f.Helper()
	raw, err := os.ReadFile("testdata/fuzzed.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		text, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			f.Fatalf("%s: %v", line, err)
		}
		f.Add(text)
	}
}

// settled checks that redacting again ends: a name that is gone may make another one plain, but each pass masks
// more and none puts anything back.
func settled(t *testing.T, d *Dictionary, redacted string) {
	t.Helper()
	for range 8 {
		next, _ := d.Redact(redacted)
		if next == redacted {
			return
		}
		redacted = next
	}
	t.Fatalf("%q changes with every pass", redacted)
}

// What is redacted once is redacted: a second pass over the passages finds nothing more.
func TestPassagesTwice(t *testing.T) {
	d := NewDictionary(nil, []string{"Tessell", "Corvina"})
	more := 0
	for _, set := range []string{"passages.json", "passages_blind.json", "passages_fresh.json", "passages_second.json", "passages_third.json"} {
		for _, p := range passageSet(t, set) {
			once, _ := d.Redact(p.Text)
			if twice, spans := d.Redact(once); twice != once {
				more++
				t.Logf("%q\n%+v", once, spans)
			}
		}
	}
	if more > 2 {
		t.Errorf("%d of the passages change when they are redacted again", more)
	}
}

// A long text is read in pieces, and every find says where it stands in the whole.
func TestLongText(t *testing.T) {
	d := NewDictionary([]Known{{Kind: Person, Text: "Margit Oelschläger", Pseudonym: "P07"}}, nil)
	for _, text := range []string{strings.Repeat("Dann kam Margit Oelschläger, und es wurde spät.\r\n", 6000), strings.Repeat("we asked margit oelschläger again ", 6000), strings.Repeat("- \u00fc\t", 50_000) + " Margit Oelschläger"} {
		redacted, spans := d.Redact(text)
		all := []rune(text)
		for _, s := range spans {
			if string(all[s.Start:s.End]) != s.Text {
				t.Fatalf("%d–%d is not %q", s.Start, s.End, s.Text)
			}
		}
		if n := strings.Count(text, "Oelschläger") + strings.Count(text, "oelschläger"); len(spans) != n || strings.Contains(redacted, "elschl") {
			t.Errorf("%d finds of %d", len(spans), n)
		}
	}
}
