package privacy

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// spokenText is what an interview sounds like, with a name here and there.
const spokenText = `Well, it started with the Christmas peak, really. We had three planners doing it in a spreadsheet and two of them gave notice the same week.
My managing director, Henrike Vosskamp, said sort it, and I rang around. Felix came with a colleague, very nice suit, and I got maybe two sentences in.
Honestly the software was number one on my paper after the fair in Utrecht. You can ring me on 01632 960 214, or write to h.vosskamp@vosskamp-druck.example if you like.
They sent sixty pages on a Friday and nobody had asked what we wait for. The price was never it, they were eight percent above the others, and I had 250,000 signed off since 2025-09-01.
`

// bigList is 1,600 people and 400 companies.
func bigList() []Known {
	var known []Known
	first := wordsOf("first")
	last := wordsOf("surname")
	for i := range 1600 {
		known = append(known, Known{Kind: Person, Text: "Q" + first[i*3%len(first)] + " X" + last[i*7%len(last)], Pseudonym: fmt.Sprintf("P%03d", i)})
	}
	for i := range 400 {
		known = append(known, Known{Kind: Organisation, Text: "Z" + last[i*5%len(last)] + " Foods Ltd", Pseudonym: fmt.Sprintf("O%03d", i)})
	}
	return append(known, Known{Kind: Person, Text: "Felix Aumont", Pseudonym: "S06"})
}

func bigDictionary() *Dictionary {
	return NewDictionary(bigList(), []string{"Tessell", "Corvina", "Dunmore Logic"})
}

// BenchmarkRedact redacts answers of the usual length, with 2,000 known names.
func BenchmarkRedact(b *testing.B) {
	d := bigDictionary()
	b.SetBytes(int64(len(spokenText)))
	onProcessor(b, len(spokenText), func() {
		for line := range strings.Lines(spokenText) {
			d.Redact(line)
		}
	})
}

// BenchmarkRedactMegabyte redacts a transcript of a megabyte in one piece.
func BenchmarkRedactMegabyte(b *testing.B) {
	d := bigDictionary()
	text := strings.Repeat(spokenText, 1_000_000/len(spokenText))
	b.SetBytes(int64(len(text)))
	onProcessor(b, len(text), func() { d.Redact(text) })
}

// note is what somebody types during an interview.
const note = "henrike says the demo lost them after ten minutes, planner left the room. Price fine, 8 % over. Wants a reference in food, rang Felix Aumont twice, no answer until Thursday. Next: IT in Leeds, security questions, then the board. Competitor sent sixty pages nobody asked for. Check the hand-over to service."

// BenchmarkFindNote looks through a note as it is typed.
func BenchmarkFindNote(b *testing.B) {
	d := bigDictionary()
	onProcessor(b, 0, func() { d.Find(note) })
}

// BenchmarkNewDictionary builds a dictionary of 2,000 names.
func BenchmarkNewDictionary(b *testing.B) {
	known := bigList()
	NewDictionary(known, nil)
	onProcessor(b, 0, func() { NewDictionary(known, nil) })
}

// A megabyte is redacted with 2,000 known names in a moment, and as quickly in one piece as in many:
// nothing in it may grow faster than the text. A note is looked through faster than anybody types. The
// bounds are wide, as other work shares the machine.
func TestSpeed(t *testing.T) {
	d := bigDictionary()
	text := strings.Repeat(spokenText, 1_000_000/len(spokenText))
	start := time.Now()
	_, spans := d.Redact(text)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("a megabyte took %v", took)
	}
	if len(spans) < 5000 {
		t.Errorf("%d spans", len(spans))
	}
	start = time.Now()
	for range 100 {
		d.Find(note)
	}
	if took := time.Since(start) / 100; took > 3*time.Millisecond {
		t.Errorf("a note took %v", took)
	}
}
