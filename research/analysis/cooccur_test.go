package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"openloop/research"
)

// naiveCooccur compares every two passages.
func naiveCooccur(interviews [][]Span, codes int) Cooccurrence {
	c := Cooccurrence{Codes: codes, Passages: make([]int, codes*codes), Interviews: make([]int, codes*codes)}
	for _, spans := range interviews {
		both := map[[2]int]bool{}
		for i, a := range spans {
			for j, b := range spans {
				if a.Code < 0 || a.Code >= codes || b.Code < 0 || b.Code >= codes || a.From >= a.To || b.From >= b.To {
					continue
				}
				both[[2]int{a.Code, b.Code}] = true
				if i == j || a.Code != b.Code && a.From < b.To && b.From < a.To {
					c.Passages[a.Code*codes+b.Code]++
				}
			}
		}
		for p := range both {
			c.Interviews[p[0]*codes+p[1]]++
		}
	}
	return c
}

// Overlaps and interviews in common are those that comparing every two passages finds.
func TestCooccurAgainstNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		codes := 1 + rnd.IntN(8)
		interviews := make([][]Span, rnd.IntN(6))
		for i := range interviews {
			for range rnd.IntN(30) {
				from := rnd.IntN(60)
				interviews[i] = append(interviews[i], Span{rnd.IntN(codes+2) - 1, from, from + rnd.IntN(20) - 2})
			}
		}
		got, want := Cooccur(interviews, codes), naiveCooccur(interviews, codes)
		if !slices.Equal(got.Passages, want.Passages) || !slices.Equal(got.Interviews, want.Interviews) {
			t.Fatalf("round %d, %v:\n got %v\nwant %v", round, interviews, got, want)
		}
	}
}

func ExampleCooccur() {
	price, timing := 0, 1
	c := Cooccur([][]Span{{{price, 0, 40}, {timing, 30, 60}, {timing, 39, 45}}, {{price, 0, 10}, {timing, 10, 20}}}, 2)
	fmt.Println(c.Pair(price, timing))
	fmt.Println(c.Pair(timing, timing))
	// Output:
	// 2 2
	// 3 2
}

// workbench is the study that another program's times are known of: 200 interviews of 30,000 characters, 100 codes and
// 30,000 codings of 50 to 400 characters.
func workbench() (facts []InterviewFact, book *research.Codebook, codings []CodingFact, spans [][]Span) {
	rnd := rand.New(rand.NewPCG(200, 30_000))
	facts, book = testFacts(200, rnd), testBook(100)
	codings = testCodings(30_000, 200, 100, rnd)
	spans = make([][]Span, 200)
	for i := range 30_000 {
		from := rnd.IntN(29_600)
		spans[i%200] = append(spans[i%200], Span{rnd.IntN(100), from, from + 50 + rnd.IntN(351)})
	}
	return facts, book, codings, spans
}

func BenchmarkFrequencies(b *testing.B) {
	facts, book, codings, _ := workbench()
	x := load(facts, book, codings)
	for b.Loop() {
		x.Table(nil)
	}
}

func BenchmarkCodesByInterview(b *testing.B) {
	facts, book, codings, _ := workbench()
	x := load(facts, book, codings)
	for b.Loop() {
		x.CodesByInterview()
	}
}

func BenchmarkCooccur(b *testing.B) {
	_, _, _, spans := workbench()
	for b.Loop() {
		Cooccur(spans, 100)
	}
}
