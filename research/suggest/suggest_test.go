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
	"sync/atomic"
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
		got := m.Suggest(text, nil, 3)
		if len(got) != 3 || got[0].Code != want || got[0].Score <= got[1].Score || len(got[0].Because) == 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := m.Suggest("xyzzy", nil, 3); got != nil {
		t.Errorf("of words never seen: %+v", got)
	}
	if got := m.Suggest("too expensive", nil, 3)[0].Because; !slices.Contains(got, "expensive") {
		t.Errorf("expensive is a price because of %v", got)
	}
}

// What was refused is learnt, for the codes that were refused.
func TestNoneOfThese(t *testing.T) {
	examples := said()
	const odd = "an expensive looking brochure came by post"
	was := train(t, examples).Suggest(odd, nil, 1)[0]
	for range 3 {
		examples = append(examples, Example{Text: odd, Not: []string{was.Code}})
	}
	for _, s := range train(t, examples).Suggest(odd, nil, 3) {
		if s.Code == was.Code && s.Score >= min(was.Score, 0) {
			t.Errorf("%s scored %.2f before it was refused and %.2f after", s.Code, was.Score, s.Score)
		}
	}
}

// What was left without a code teaches when to say nothing; what is known of a passage besides its words counts, and
// the nearest passage with the code is named.
func TestLeftAboutAndLike(t *testing.T) {
	examples := said()
	const chat = "well good morning, shall we start then"
	for _, s := range []string{"good morning, shall we start", "well then, let us start", "good, then we start", "well good, good", "morning, well, shall we then", "shall we start then"} {
		examples = append(examples, Example{Text: s, None: true})
	}
	m := train(t, examples)
	if got := m.Suggest(chat, nil, 3); got != nil {
		t.Errorf("to small talk: %+v", got)
	}
	got := m.Suggest("the price was too high, much too expensive", nil, 1)
	if len(got) != 1 || got[0].Code != "price" || got[0].Alike < .3 || got[0].Alike > 1 || examples[got[0].Like].Text != "the price was far too high" {
		t.Errorf("%+v", got)
	}
	var staged []Example
	for i := range 20 {
		code := []string{"early", "late"}[i%2]
		staged = append(staged, Example{Text: "they called us again", About: []string{code + " stage"}, Codes: []string{code}})
	}
	m = train(t, staged)
	for _, code := range []string{"early", "late"} {
		if got := m.Suggest("they called us again", []string{code + " stage"}, 1); got[0].Code != code || slices.Contains(got[0].Because, code) {
			t.Errorf("said at the %s stage: %+v", code, got)
		}
	}
	if got := m.Suggest("entirely different", []string{"early stage"}, 1); got != nil {
		t.Errorf("of words never seen: %+v", got)
	}
}

// Validation never asks about a group from which it learnt.
func TestGroups(t *testing.T) {
	var examples []Example
	for i := range 40 {
		examples = append(examples, Example{Text: fmt.Sprint("too expensive ", i), Codes: []string{"price"}, Group: fmt.Sprint(i % 8)})
	}
	fold := deal(examples, 5)
	used := map[int]bool{}
	for i := range examples {
		used[fold[i]] = true
		if fold[i] != fold[i%8] {
			t.Fatalf("example %d of group %s is in fold %d, its group in %d", i, examples[i].Group, fold[i], fold[i%8])
		}
	}
	if len(used) != 5 {
		t.Errorf("%d folds of 5 are used", len(used))
	}
}

// Nothing is proposed where there is nothing to learn from, and the same examples make the same model.
func TestTrainEdges(t *testing.T) {
	for _, examples := range [][]Example{nil, {{}}, {{Text: "a", Codes: []string{"x"}}}} {
		if got := train(t, examples).Suggest("a", nil, 3); got != nil {
			t.Errorf("%v proposes %v", examples, got)
		}
	}
	a := train(t, said())
	for cores := 1; cores <= 3; cores++ {
		var rests atomic.Int64
		b, err := Pace{Cores: cores, Yield: func() { rests.Add(1) }}.Train(t.Context(), said())
		if err != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("the same examples make another model on %d cores: %v", cores, err)
		}
		if n := rests.Load(); n < 3*3 { // at least once a round of each code
			t.Errorf("learning rested %d times", n)
		}
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
	want := HitRate{Passages: 40, First: 40, Three: 40, Codes: []CodeRate{{"listen", 20, 20, 20}, {"price", 20, 20, 20}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, _ := Validate(t.Context(), examples[:3], 5); !reflect.DeepEqual(got, HitRate{}) {
		t.Errorf("of three examples: %+v", got)
	}
}

// Hashes get the numbers that a map would give them, also where they collide and where the table grows.
func TestNumbering(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	n, want := newNumbering(0), map[uint64]int32{}
	for i := range 20_000 {
		h := rnd.Uint64N(5000)
		if i%2 == 0 {
			h <<= 52 // alike in all but the highest bits
		}
		if _, known := want[h]; !known {
			if got, ok := n.find(h); ok {
				t.Fatalf("%x, never seen, has number %d", h, got)
			}
			want[h] = int32(len(want))
		}
		if got := n.of(h); got != want[h] {
			t.Fatalf("%x is %d, want %d", h, got, want[h])
		}
	}
	for h, number := range want {
		if got, ok := n.find(h); !ok || got != number || n.hash[number] != h {
			t.Fatalf("%x is %d, want %d", h, got, number)
		}
	}
}

// The number at a place of a list is the one that stands there when the list is sorted.
func TestKth(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 8))
	for range 2000 {
		list := make([]float32, 1+rnd.IntN(60))
		for i := range list {
			list[i] = float32(rnd.IntN(20))
		}
		k, sorted := rnd.IntN(len(list)), slices.Sorted(slices.Values(list))
		if got := kth(slices.Clone(list), k); got != sorted[k] {
			t.Fatalf("number %d of %v is %v, want %v", k, list, got, sorted[k])
		}
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
		for rank, s := range m.Suggest(e.Text, nil, 3) {
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
	known, asked = firstCodes(known, 60), firstCodes(asked, 60)
	for k, want := range map[int]float64{5: .62, 10: .72, 20: .82} {
		const draws = 3
		var first, three float64
		for draw := range uint64(draws) {
			one, among := hits(train(t, someOfEach(known, k, draw)), asked)
			first, three = first+one/draws, three+among/draws
		}
		t.Logf("60 codes, %d examples each: %.3f first, %.3f among three", k, first, three)
		if first < want {
			t.Errorf("60 codes, %d examples each: %.3f first, want %.2f", k, first, want)
		}
	}
}

// firstCodes keeps the examples of the first n codes in the alphabet.
func firstCodes(examples []Example, n int) (some []Example) {
	var codes []string
	for _, e := range examples {
		codes = append(codes, e.Codes...)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)[:n]
	for _, e := range examples {
		if _, in := slices.BinarySearch(codes, e.Codes[0]); in {
			some = append(some, e)
		}
	}
	return some
}

// someOfEach draws k examples of each code.
func someOfEach(examples []Example, k int, draw uint64) (some []Example) {
	n := map[string]int{}
	for _, i := range rand.New(rand.NewPCG(1, draw)).Perm(len(examples)) {
		if c := examples[i].Codes[0]; n[c] < k {
			n[c]++
			some = append(some, examples[i])
		}
	}
	return some
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
		m.Suggest(asked[i%len(asked)].Text, nil, 3)
		i++
	}
}
