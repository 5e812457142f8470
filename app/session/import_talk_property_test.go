package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// A transcript that somebody goes through once more: words are put in, taken out and corrected, turns divided,
// joined, added and left out. A coding whose words still stand, once, is on them; one whose words do not is on what
// they became or waits to be looked at; none is lost, and all of it is undone in one step.
func TestAmendedTranscriptsKeepTheirCodings(t *testing.T) {
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		s := newStudy(t)
		ctx := context.Background()
		said := randomTalk(rnd)
		dir := talkFolder(t, map[string]string{"talk.txt": textOf(said)})
		if d := takeTalks(t, s, false, nil, dir); d.New != 1 {
			t.Fatalf("%+v", d)
		}
		was := codeAtRandom(t, s, rnd)
		before := tables(t, s.Path())
		for range 3 + rnd.IntN(6) {
			said = amendAtRandom(rnd, said)
		}
		d := takeTalks(t, s, false, nil, talkFolder(t, map[string]string{"talk.txt": textOf(said)}))
		if d.New != 0 || len(d.Refused) > 0 {
			t.Fatalf("seed %d: %+v", seed, d)
		}
		turns := turnsOfLabel(t, s, "P01")
		all := ""
		for i, u := range turns {
			if all += u.Text + "\x00"; u.Text != said[i].text {
				t.Fatalf("seed %d: turn %d says %q, the file %q", seed, i, u.Text, said[i].text)
			}
		}
		vs, err := s.store.Verbatims(ctx, turns[0].Interview)
		if err != nil || len(vs) != len(was) {
			t.Fatalf("seed %d: %d passages of %d are left, %v", seed, len(vs), len(was), err)
		}
		lost := 0
		for _, v := range vs {
			words, now := was[v.ID], Quote(turns, v.From, v.To)
			switch n := strings.Count(all, words); {
			case v.Orphan:
				if lost++; n == 1 {
					t.Errorf("seed %d: %q stands there and its coding is lost", seed, words)
				}
			case n == 1 && now != words:
				t.Errorf("seed %d: %q stands there and its coding is on %q", seed, words, now)
			case checksum(now) != v.Checksum || n == 0 && otherWords(words, now):
				t.Errorf("seed %d: %q became %q", seed, words, now)
			}
		}
		if lost != d.Lost() {
			t.Errorf("seed %d: %d lost, %d listed", seed, lost, d.Lost())
		}
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("undone, seed ", seed), tables(t, s.Path()), before)
	}
}

type utterance struct{ who, text string }

var talkWords = strings.Fields("we they price late early plan visit offer answer question team week proof trust reason budget board machine training support delay contract result meeting number promise signal demand")

func phrase(rnd *rand.Rand, n int) string {
	var out []string
	for range n {
		out = append(out, talkWords[rnd.IntN(len(talkWords))])
	}
	return strings.Join(out, " ")
}

func randomTalk(rnd *rand.Rand) []utterance {
	var out []utterance
	for i := range 8 + rnd.IntN(10) {
		out = append(out, utterance{[]string{"Interviewer", "Buyer"}[i%2], phrase(rnd, 4+rnd.IntN(25))})
	}
	return out
}

func textOf(said []utterance) string {
	var b strings.Builder
	for _, u := range said {
		b.WriteString(u.who + ": " + u.text + "\n")
	}
	return b.String()
}

// codeAtRandom codes passages of an interview and answers the words of each.
func codeAtRandom(t *testing.T, s *Session, rnd *rand.Rand) map[research.ID]string {
	t.Helper()
	ctx := context.Background()
	turns := turnsOfLabel(t, s, "P01")
	codes := s.Book().Codes
	for range 10 {
		u := turns[rnd.IntN(len(turns))]
		words := wordsOf([]rune(u.Text))
		i := rnd.IntN(len(words))
		j := min(len(words)-1, i+rnd.IntN(6))
		if _, err := s.ApplyCode(ctx, u.Interview, research.Anchor{Turn: u.ID, Offset: words[i][0]}, research.Anchor{Turn: u.ID, Offset: words[j][1]}, codes[rnd.IntN(len(codes))].ID); err != nil {
			t.Fatal(err)
		}
	}
	vs, err := s.store.Verbatims(ctx, turns[0].Interview)
	if err != nil {
		t.Fatal(err)
	}
	out := map[research.ID]string{}
	for _, v := range vs {
		out[v.ID] = Quote(turns, v.From, v.To)
	}
	return out
}

func amendAtRandom(rnd *rand.Rand, said []utterance) []utterance {
	out := slices.Clone(said)
	i := rnd.IntN(len(out))
	words := strings.Fields(out[i].text)
	k := rnd.IntN(len(words))
	switch rnd.IntN(6) {
	case 0: // words more
		out[i].text = strings.Join(slices.Insert(words, k, "really", "and", "truly"), " ")
	case 1: // a word less
		if len(words) > 3 {
			out[i].text = strings.Join(slices.Delete(words, k, k+1), " ")
		}
	case 2: // a word corrected
		words[k] = "corrected"
		out[i].text = strings.Join(words, " ")
	case 3: // divided by a question
		if k > 0 && k < len(words)-1 {
			other := map[string]string{"Interviewer": "Buyer", "Buyer": "Interviewer"}[out[i].who]
			out = slices.Replace(out, i, i+1, utterance{out[i].who, strings.Join(words[:k], " ")}, utterance{other, phrase(rnd, 3) + " go on"}, utterance{out[i].who, strings.Join(words[k:], " ")})
		}
	case 4: // left out, so that those beside it are one
		if i > 0 && i < len(out)-1 && len(out) > 6 {
			out[i-1].text += "\n" + out[i+1].text
			out = slices.Delete(out, i, i+2)
		}
	case 5: // two more
		if i%2 == 0 {
			out = slices.Insert(out, i, utterance{out[i].who, phrase(rnd, 12) + " anew"}, utterance{map[string]string{"Interviewer": "Buyer", "Buyer": "Interviewer"}[out[i].who], phrase(rnd, 9) + " anew"})
		}
	}
	return out
}
