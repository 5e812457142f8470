package analysis

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"openloop/research"
)

// id is a made-up UUID.
func id(kind, n int) research.ID {
	return research.ID(fmt.Sprintf("0197f3a2-%04x-7000-8000-%012x", kind, n))
}

// testBook has codes spread over nine stages.
func testBook(codes int) *research.Codebook {
	var stages []research.Stage
	for n := 1; n <= 9; n++ {
		stages = append(stages, research.Stage{ID: id(1, n), Number: n, Name: fmt.Sprintf("Stage %d", n)})
	}
	var all []research.Code
	for i := range codes {
		all = append(all, research.Code{ID: id(2, i), Ref: fmt.Sprintf("C-%02d", i), Stage: i%9 + 1, Pos: i})
	}
	return research.NewCodebook(stages, all)
}

// testFacts are interviews with every outcome, a few without one.
func testFacts(n int, random *rand.Rand) []InterviewFact {
	outcomes := append(research.Outcomes(), research.OutcomeUnknown)
	facts := make([]InterviewFact, n)
	for i := range facts {
		facts[i] = InterviewFact{ID: id(3, i), Outcome: outcomes[random.IntN(len(outcomes))], Wave: id(4, random.IntN(2)),
			Segment: fmt.Sprintf("Segment %d", random.IntN(4)), Region: "North", Method: research.Telephone,
			Organisation: id(5, random.IntN(n)), Owner: id(6, random.IntN(20))}
		if random.IntN(3) > 0 {
			facts[i].Competitors = []string{"Arbo", "Velt"}[:1+random.IntN(2)]
		}
	}
	return facts
}

// testCodings are random, about as varied as real ones: most mentions are at their code's stage.
func testCodings(n, interviews, codes int, random *rand.Rand) []CodingFact {
	abouts := []research.About{"", research.AboutUs, research.AboutRival, research.AboutBuyer}
	r := make([]CodingFact, n)
	for i := range r {
		r[i] = CodingFact{Interview: id(3, i*interviews/n), Code: id(2, random.IntN(codes)),
			Polarity: research.Polarity(random.IntN(3) - 1), About: abouts[random.IntN(4)], Weight: research.Weight(1 + random.IntN(3))}
		if random.IntN(3) == 0 {
			r[i].Stage = 1 + random.IntN(9)
		}
	}
	return r
}

// counted is an oracle's answer: the interviews, and how many codings.
type counted struct {
	interviews map[research.ID]bool
	mentions   int
}

// count is the plain way: every coding looked at.
func count(codings []CodingFact, yes func(CodingFact) bool) counted {
	r := counted{interviews: map[research.ID]bool{}}
	for _, c := range codings {
		if yes(c) {
			r.interviews[c.Interview] = true
			r.mentions++
		}
	}
	return r
}

func (c counted) check(t *testing.T, what string, x *Index, has research.Bits, mentions int) {
	t.Helper()
	if has.Count() != len(c.interviews) || mentions != c.mentions {
		t.Fatalf("%s: %d interviews, %d mentions; counted %d, %d", what, has.Count(), mentions, len(c.interviews), c.mentions)
	}
	has.Each(func(i int) {
		if !c.interviews[x.Facts()[i].ID] {
			t.Fatalf("%s: interview %d should not be there", what, i)
		}
	})
}

// stageOfMention is the rule of the design: the turn's stage if known, else the code's.
func stageOfMention(book *research.Codebook, c CodingFact) int {
	if c.Stage > 0 {
		return c.Stage
	}
	code, _ := book.Code(c.Code)
	return code.Stage
}

func newTestIndex(t testing.TB, interviews, codings int, seed uint64) (*Index, []CodingFact, *research.Codebook) {
	random := rand.New(rand.NewPCG(seed, 9))
	book := testBook(20)
	x := NewIndex(testFacts(interviews, random), book)
	all := testCodings(codings, interviews, 20, random)
	for _, c := range all {
		if !x.Add(c) {
			t.Fatalf("%+v was not counted", c)
		}
	}
	return x, all, book
}

func TestQueriesAgainstPlainCounting(t *testing.T) {
	x, all, book := newTestIndex(t, 150, 4000, 1)
	hurt := research.Hurt
	for n := range 10 {
		has, mentions := x.StageOfMention(n)
		count(all, func(c CodingFact) bool { return stageOfMention(book, c) == n }).check(t, "stage", x, has, mentions)
		has, mentions = x.Query(Query{Stage: n, Polarity: &hurt})
		count(all, func(c CodingFact) bool {
			return (n == 0 || stageOfMention(book, c) == n) && c.Polarity < 0
		}).check(t, "hurt at a stage", x, has, mentions)
	}
	for n := range 20 {
		tally := x.Code(id(2, n))
		count(all, func(c CodingFact) bool { return c.Code == id(2, n) }).check(t, "code", x, tally.Has, tally.Mentions)
		helped := count(all, func(c CodingFact) bool { return c.Code == id(2, n) && c.Polarity > 0 })
		helped.check(t, "helped", x, tally.Helped, helped.mentions)
		has, mentions := x.Query(Query{Codes: []research.ID{id(2, n), id(2, 3)}, About: research.AboutRival, Weight: research.Contributed})
		count(all, func(c CodingFact) bool {
			return (c.Code == id(2, n) || c.Code == id(2, 3)) && c.About == research.AboutRival && c.Weight >= 2
		}).check(t, "rival, contributed", x, has, mentions)
	}
}

// A theme counts an interview once and a code named twice once.
func TestCodeOr(t *testing.T) {
	x, all, _ := newTestIndex(t, 80, 900, 2)
	theme := x.CodeOr(id(2, 1), id(2, 5), id(2, 1), id(2, 7777))
	want := count(all, func(c CodingFact) bool { return c.Code == id(2, 1) || c.Code == id(2, 5) })
	want.check(t, "theme", x, theme.Has, theme.Mentions)
	has, mentions := x.Query(Query{Codes: []research.ID{id(2, 1), id(2, 5), id(2, 1)}})
	want.check(t, "theme asked for", x, has, mentions)
	if nobody := x.Code(id(2, 7777)); nobody.Has.Count() != 0 || nobody.Mentions != 0 {
		t.Error("an unknown code has interviews")
	}
}

func TestQueryWithin(t *testing.T) {
	x, all, _ := newTestIndex(t, 130, 2000, 3)
	for _, class := range x.Group("segment") {
		in := func(c CodingFact) bool { return class.Members.Has(x.Position(c.Interview)) }
		has, mentions := x.Query(Query{Codes: []research.ID{id(2, 4)}, Within: class.Members})
		count(all, func(c CodingFact) bool { return in(c) && c.Code == id(2, 4) }).check(t, class.Name, x, has, mentions)
		has, mentions = x.Query(Query{About: research.AboutUs, Within: class.Members})
		count(all, func(c CodingFact) bool { return in(c) && c.About == research.AboutUs }).check(t, class.Name, x, has, mentions)
	}
}

// Taking codings back in any order leaves exactly what counting the rest afresh gives.
func TestRemoveIsTheInverseOfAdd(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	x, all, book := newTestIndex(t, 60, 3000, 4)
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for half := len(all); half > 0; half /= 2 {
		fresh := NewIndex(x.Facts(), book)
		for _, c := range all[:half] {
			fresh.Add(c)
		}
		if got, want := x.Table(nil), fresh.Table(nil); !reflect.DeepEqual(got, want) {
			t.Fatalf("with %d left, the table differs from a fresh count", half)
		}
		if got, want := x.Cube(nil).counts, fresh.Cube(nil).counts; !reflect.DeepEqual(got, want) {
			t.Fatalf("with %d left, the cube differs from a fresh count", half)
		}
		if !reflect.DeepEqual(x.InOrder(nil), fresh.InOrder(nil)) {
			t.Fatalf("with %d left, the interviews' codes differ", half)
		}
		for _, c := range all[half/2 : half] {
			if !x.Remove(c) {
				t.Fatalf("%+v was there and cannot be taken back", c)
			}
		}
	}
	if has, mentions := x.Query(Query{}); has.Count() != 0 || mentions != 0 {
		t.Errorf("all taken back, and %d mentions are left", mentions)
	}
	for i, c := range x.cells {
		if len(c) != 0 {
			t.Fatalf("interview %d keeps %v", i, c)
		}
	}
}

func TestAddAndRemoveRefuse(t *testing.T) {
	x, _, _ := newTestIndex(t, 10, 50, 5)
	for name, f := range map[string]CodingFact{
		"unknown interview": {Interview: "?", Code: id(2, 1)},
		"unknown code":      {Interview: id(3, 1), Code: "?"},
	} {
		if x.Add(f) || x.Remove(f) {
			t.Errorf("%s was counted", name)
		}
	}
	absent := CodingFact{Interview: id(3, 1), Code: id(2, 1), Stage: 9, About: research.AboutBuyer, Polarity: research.Helped, Weight: 3}
	for x.Remove(absent) { // none is left, then
	}
	after := x.Table(nil)
	if x.Remove(absent) || !reflect.DeepEqual(after, x.Table(nil)) {
		t.Error("taking back what is not there changed something")
	}
}

// A code merged into another is counted there, and has no row of its own.
func TestMergedCodes(t *testing.T) {
	codes := []research.Code{{ID: "a", Stage: 1, Pos: 1, MergedInto: "b"}, {ID: "b", Stage: 2, Pos: 2, MergedInto: "c"}, {ID: "c", Stage: 3, Pos: 3},
		{ID: "d", Pos: 4, MergedInto: "e"}, {ID: "e", Pos: 5, MergedInto: "d"}}
	x := NewIndex([]InterviewFact{{ID: "i"}}, research.NewCodebook([]research.Stage{{Number: 3}}, codes))
	x.Add(CodingFact{Interview: "i", Code: "a"})
	x.Add(CodingFact{Interview: "i", Code: "c"})
	x.Add(CodingFact{Interview: "i", Code: "d"}) // merged in a circle: counted once, somewhere
	if got := x.Code("b").Mentions; got != 2 {
		t.Errorf("%d mentions, want 2", got)
	}
	if has, mentions := x.StageOfMention(3); has.Count() != 1 || mentions != 2 {
		t.Errorf("stage 3: %d mentions", mentions)
	}
	total := 0
	for _, row := range x.Table(nil) {
		total += row.Mentions
		if row.Code.ID == "a" || row.Code.ID == "b" {
			t.Errorf("a merged code has a row: %+v", row.Code)
		}
	}
	if total > 3 {
		t.Errorf("%d mentions in the table, 3 were made", total)
	}
}

func TestPositions(t *testing.T) {
	x := NewIndex([]InterviewFact{{ID: "a"}, {ID: "b"}, {ID: "a"}}, testBook(1))
	if x.Len() != 3 || x.Position("b") != 1 || x.Position("a") != 0 || x.Position("c") != -1 || x.All().Count() != 3 {
		t.Errorf("positions %d %d %d of %d", x.Position("a"), x.Position("b"), x.Position("c"), x.Len())
	}
}
