package widgets

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"openloop/research"
)

// Codings put and dropped one by one stand where all of them together would.
func TestTranscriptPutsCodingsOneByOne(t *testing.T) {
	turns, list := bigTranscript(20_000, 60)
	one, _ := transcriptWindow(t, false, 1000, 800)
	all, _ := transcriptWindow(t, false, 1000, 800)
	one.SetContent(turns, list)
	rnd := rand.New(rand.NewPCG(9, 4))
	for n := range 400 {
		i := rnd.IntN(len(list))
		switch c := list[i]; rnd.IntN(5) {
		case 0: // a new one, sometimes just where another stands
			c.ID = research.ID("new" + strconv.Itoa(n))
			if rnd.IntN(2) == 0 {
				c.From.Offset = max(0, c.From.Offset-rnd.IntN(30))
			}
			list = append(list, c)
			one.PutCoding(c)
		case 1:
			list = slices.Delete(list, i, i+1)
			one.DropCoding(c.ID)
		case 2:
			c.Polarity, c.Label = research.Helped, "Another"
			list[i] = c
			one.PutCoding(c)
		case 3: // a turn says something else, and some codings are gone or moved
			k := rnd.IntN(len(turns))
			turns[k].Text = turns[k].Text[rnd.IntN(9):] + " ümlaut"
			list = slices.DeleteFunc(slices.Clone(list), func(c TranscriptCoding) bool { return c.From.Turn == turns[k].ID && rnd.IntN(4) == 0 })
			for n := range list {
				if list[n].To.Turn == turns[k].ID {
					list[n].To.Offset++
				}
			}
			one.SetTurn(turns[k], on(turns[k].ID, list))
		default:
			c.To.Offset += rnd.IntN(40)
			list[i] = c
			one.PutCoding(c)
		}
		all.SetContent(turns, list)
		if a, b := one.body, all.body; !slices.Equal(a.marks.all, b.marks.all) || !slices.Equal(a.marks.latest, b.marks.latest) || !slices.Equal(a.codings, b.codings) || !slices.Equal(a.lines.all, b.lines.all) {
			t.Fatalf("after %d changes the codings stand otherwise", n+1)
		}
	}
}

// on are the codings that begin or end in a turn.
func on(turn research.ID, all []TranscriptCoding) (out []TranscriptCoding) {
	for _, c := range all {
		if c.From.Turn == turn || c.To.Turn == turn {
			out = append(out, c)
		}
	}
	return out
}
