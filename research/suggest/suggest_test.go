package suggest

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// said are passages about three things, in the words of different people.
func said() (examples []Example) {
	for code, texts := range map[string][]string{
		"price":  {"it was too expensive for us", "the price was far too high", "they were the most expensive by a mile", "we could not afford that price", "honestly the cost killed it"},
		"listen": {"they never listened to what we said", "he interrupted me all the time", "nobody listened, they just talked", "I felt interrupted and unheard", "they talked and talked and did not listen"},
		"speed":  {"the reply took three weeks", "we waited weeks for an answer", "slow to answer every mail", "it took them weeks to come back", "waiting for the reply was painful"},
		"rare":   {"the contract had a clause", "legal wanted another clause"},
	} {
		for _, s := range texts {
			examples = append(examples, Example{Text: s, Codes: []string{code}})
		}
	}
	slices.SortFunc(examples, func(a, b Example) int { return strings.Compare(a.Text, b.Text) })
	return examples
}

func train(tb testing.TB, examples []Example) *Model {
	tb.Helper()
	m, err := Train(context.Background(), examples)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// A new passage gets the code of those it is like, with the words that made it so; a code of few examples is never
// proposed.
func TestSuggest(t *testing.T) {
	m := train(t, said())
	if !slices.Equal(m.Codes(), []string{"listen", "price", "speed"}) {
		t.Fatalf("may propose %v", m.Codes())
	}
	for text, want := range map[string]string{
		"Too EXPENSIVE, in the end.":            "price",
		"She kept talking and never listened":   "listen",
		"another two weeks until their answer…": "speed",
	} {
		got := m.Suggest(text, 3)
		if len(got) != 3 || got[0].Code != want || got[0].Score <= got[1].Score || len(got[0].Because) == 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := m.Suggest("xyzzy", 3); got != nil {
		t.Errorf("of words never seen: %+v", got)
	}
	if got := m.Suggest("too expensive", 3)[0].Because; !slices.Contains(got, "expensive") {
		t.Errorf("expensive is a price because of %v", got)
	}
}

// What was refused is learnt, for the codes that were refused.
func TestNoneOfThese(t *testing.T) {
	examples := said()
	const odd = "an expensive looking brochure came by post"
	was := train(t, examples).Suggest(odd, 1)[0]
	for range 3 {
		examples = append(examples, Example{Text: odd, Not: []string{was.Code}})
	}
	for _, s := range train(t, examples).Suggest(odd, 3) {
		if s.Code == was.Code && s.Score >= min(was.Score, 0) {
			t.Errorf("%s scored %.2f before it was refused and %.2f after", s.Code, was.Score, s.Score)
		}
	}
}

// Nothing is proposed where there is nothing to learn from, and the same examples make the same model.
func TestTrainEdges(t *testing.T) {
	for _, examples := range [][]Example{nil, {{}}, {{Text: "a", Codes: []string{"x"}}}} {
		if got := train(t, examples).Suggest("a", 3); got != nil {
			t.Errorf("%v proposes %v", examples, got)
		}
	}
	a, b := train(t, said()), train(t, said())
	if !reflect.DeepEqual(a, b) {
		t.Error("the same examples make another model")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Train(ctx, said()); err == nil {
		t.Error("training did not stop")
	}
}

// Hit rates count passages that could have been coded right.
func TestValidate(t *testing.T) {
	var examples []Example
	for i := range 20 {
		examples = append(examples, Example{Text: fmt.Sprint("too expensive number ", i), Codes: []string{"price"}},
			Example{Text: fmt.Sprint("nobody listened, time ", i), Codes: []string{"listen"}})
	}
	examples = append(examples, Example{Text: "seldom said", Codes: []string{"rare"}})
	got, err := Validate(t.Context(), examples, 5)
	if err != nil || got != (HitRate{40, 1, 1}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, _ := Validate(t.Context(), examples[:3], 5); got != (HitRate{}) {
		t.Errorf("of three examples: %+v", got)
	}
}

// banking reads one of the public sets of short texts in 77 classes.
func banking(tb testing.TB, file string) (examples []Example) {
	tb.Helper()
	f, err := os.Open(filepath.Join("../../../shared/data/suggest", file))
	if err != nil {
		tb.Skip("the public set of coded texts is not here")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range rows[1:] {
		examples = append(examples, Example{Text: r[0], Codes: []string{r[1]}})
	}
	return examples
}

func hits(m *Model, asked []Example) (first, three float64) {
	for _, e := range asked {
		for rank, s := range m.Suggest(e.Text, 3) {
			if s.Code == e.Codes[0] {
				three++
				if rank == 0 {
					first++
				}
			}
		}
	}
	n := float64(len(asked))
	return first / n, three / n
}

// On a public set, whole and with few examples a code, proposals are as good as they were when first measured.
func TestHitRates(t *testing.T) {
	known, asked := banking(t, "banking77_train.csv"), banking(t, "banking77_test.csv")
	if first, three := hits(train(t, known), asked); first < .91 || three < .97 {
		t.Errorf("whole set: %.3f first, %.3f among three", first, three)
	}
	if testing.Short() {
		return
	}
	for k, want := range map[int]float64{5: .61, 10: .72, 20: .80} {
		var some []Example
		n := map[string]int{}
		for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(len(known)) {
			if c := known[i].Codes[0]; n[c] < k {
				n[c]++
				some = append(some, known[i])
			}
		}
		first, three := hits(train(t, some), asked)
		t.Logf("%d examples a code: %.3f first, %.3f among three", k, first, three)
		if first < want {
			t.Errorf("%d examples a code: %.3f first, want %.2f", k, first, want)
		}
	}
}

func BenchmarkTrain(b *testing.B) {
	known := banking(b, "banking77_train.csv")
	for b.Loop() {
		train(b, known)
	}
}

func BenchmarkSuggest(b *testing.B) {
	m, asked := train(b, banking(b, "banking77_train.csv")), banking(b, "banking77_test.csv")
	i := 0
	for b.Loop() {
		m.Suggest(asked[i%len(asked)].Text, 3)
		i++
	}
}
