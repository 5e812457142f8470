package transcript

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func told(text string, parts []Part) string {
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprintf("%s|%s", p.Speaker, text[p.From:p.To]))
	}
	return strings.Join(out, "\n")
}

// Parts are the words as they stand in the text, with whoever says them.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, text string
		known      []string
		want       string
	}{
		{"names", "Ann Lee: How was it?\n\nBo Rask:  slow,\nreally \nAnn Lee: Why?\nBo Rask: Nobody called", nil, "Ann Lee|How was it?\nBo Rask|slow,\nreally\nAnn Lee|Why?\nBo Rask|Nobody called"},
		{"times", "[00:00:03] Speaker 1: Hello\n[00:00:09] Speaker 2: 🙂 late", nil, "Speaker 1|Hello\nSpeaker 2|🙂 late"},
		{"name on its own line", "Ann Lee  0:03\nHello\nthere\nBo Rask  0:09\nLate", nil, "Ann Lee|Hello\nthere\nBo Rask|Late"},
		{"preface", "Held in May\nQ: Why?\nP: Late\nQ: So?\nP: Yes", nil, "|Held in May\nQ|Why?\nP|Late\nQ|So?\nP|Yes"},
		{"paragraphs", "One\nand more\n\n  Two  \n\n\nThree\n", nil, "|One\nand more\n|Two\n|Three"},
		{"lines", "One\nTwo\nThree\n", nil, "|One\n|Two\n|Three"},
		{"known", "P01: Note: it was late\nProblem: none\n\nQ: Why?\n\nP01: x", []string{"P01", "Q"}, "P01|Note: it was late\nProblem: none\nQ|Why?\nP01|x"},
		{"right to left", "אבי: שלום\nדנה: למה?\nאבי: מאוחר", nil, "אבי|שלום\nדנה|למה?\nאבי|מאוחר"},
		{"nothing", " \n\n", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(c.text, Split(c.text, c.known)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Whatever the text, parts are in order, apart, without space at their ends, and every letter between them is a
// speaker's name, a time or space.
func TestSplitMovesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"Ann: ", "Bo Rask: ", "slow ", "🙂", "\n", "\n\n", " ", "שלום ", "00:03 ", "[0:09] Q: ", "**Ann:** ", "why? ", "é", "\t"}
	for range 2000 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		parts := Split(text, nil)
		points, runes, last := Points(text, parts), []rune(text), 0
		for i, p := range parts {
			words := text[p.From:p.To]
			if p.From < last || words == "" || strings.TrimSpace(words) != words || string(runes[points[i].From:points[i].To]) != words {
				t.Fatalf("%q: part %d is %q", text, i, words)
			}
			last = p.To
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Ann: hello\nBo: late 🙂\n\nAnn: why?")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, p := range Split(text, nil) {
			if p.From < last || p.To <= p.From || p.To > len(text) {
				t.Fatalf("%d to %d after %d of %d", p.From, p.To, last, len(text))
			}
			last = p.To
		}
	})
}
