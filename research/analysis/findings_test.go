package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// said makes an index in which interviews say what is listed: a letter a coding, h hurt, p helped, d hurt and decided,
// D helped and decided, n neither.
func said(book *research.Codebook, lists ...string) *Index {
	facts := make([]InterviewFact, len(lists))
	for i := range lists {
		facts[i] = InterviewFact{ID: id(3, i), Outcome: research.Lost}
	}
	x := NewIndex(facts, book)
	for i, list := range lists {
		for _, c := range list {
			f := CodingFact{Interview: id(3, i), Code: id(2, 0), Weight: research.Mentioned}
			switch c {
			case 'h', 'd':
				f.Polarity = research.Hurt
			case 'p', 'D':
				f.Polarity = research.Helped
			}
			if c == 'd' || c == 'D' {
				f.Weight = research.Decided
			}
			x.Add(f)
		}
	}
	return x
}

func TestImportanceOf(t *testing.T) {
	item := func(n int) Item { return Item{Key: string(id(2, n)), Codes: []research.ID{id(2, n)}} }
	for _, c := range []struct {
		name               string
		x                  *Index
		said, decided      int
		helped, hurt, both int
		diff               float64
		verdict            Verdict
		often              bool
		place              Place
		alone              bool
	}{
		{"hurts and decides", said(testBook(2), "d", "d", "d", "h", "h", "h", "h", "hp", "n", ""), 9, 3, 1, 8, 1, -7.0 / 9, ClearlyLess, true, MendFirst, false},
		{"helps and decides", said(testBook(2), "D", "D", "p", "p", "p", "p", "p", ""), 7, 2, 7, 0, 0, 1, ClearlyMore, true, Protect, false},
		{"helps, decides nothing", said(testBook(2), "p", "p", "p", "p", "p", "p", "p"), 7, 0, 7, 0, 0, 1, ClearlyMore, false, PlaceHeld, false},
		{"as often as not", said(testBook(2), "p", "p", "p", "h", "h", "h"), 6, 0, 3, 3, 0, 0, TooClose, false, PlaceOpen, false},
		{"four interviews", said(testBook(2), "h", "h", "h", "h"), 4, 0, 0, 4, 0, -1, TooFew, false, PlaceUnknown, false},
		{"nobody", said(testBook(2)), 0, 0, 0, 0, 0, 0, TooFew, false, PlaceUnknown, false},
	} {
		got := c.x.ImportanceOf([]Item{item(0), item(1)}, nil)[0]
		if got.Said != c.said || got.Decided.X != c.decided || got.Decided.N != c.x.Len() || got.Helped != c.helped || got.Hurt != c.hurt || got.Both != c.both ||
			math.Abs(got.Performance.Diff-c.diff) > tiny || got.Performance.Verdict != c.verdict || got.Often != c.often || got.Place != c.place || !got.Performance.Exploring {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := said(testBook(2), "h").ImportanceOf([]Item{{Key: "none"}}, nil)[0]; got.Said != 0 || got.Place != PlaceUnknown {
		t.Errorf("an item without codes: %+v", got)
	}
}

// Turning helped and hurt round turns the verdict round and nothing else; the interval contains the difference; and one
// more interview in which it decided never makes an item less important.
func TestImportanceProperties(t *testing.T) {
	turned := map[Verdict]Verdict{ClearlyMore: ClearlyLess, ClearlyLess: ClearlyMore, TooClose: TooClose, TooFew: TooFew}
	random := rand.New(rand.NewPCG(31, 32))
	for range 200 {
		facts, book := testFacts(5+random.IntN(40), random), testBook(6)
		codings := testCodings(20+random.IntN(200), len(facts), 6, random)
		x, y := load(facts, book, codings), NewIndex(facts, book)
		for _, c := range codings {
			c.Polarity = -c.Polarity
			y.Add(c)
		}
		var items []Item
		for i := range 6 {
			items = append(items, Item{Codes: []research.ID{id(2, i)}})
		}
		a, b := x.ImportanceOf(items, nil), y.ImportanceOf(items, nil)
		for i := range a {
			p, q := a[i].Performance, b[i].Performance
			if !p.Interval.Contains(p.Diff) || !a[i].Decided.Interval.Contains(a[i].Decided.Value()) {
				t.Fatalf("an interval leaves out its estimate: %+v", a[i])
			}
			if math.Abs(p.Diff+q.Diff) > tiny || q.Verdict != turned[p.Verdict] || a[i].Decided.X != b[i].Decided.X || a[i].Often != b[i].Often {
				t.Fatalf("turned round: %+v and %+v", a[i], b[i])
			}
		}
		x.Add(CodingFact{Interview: facts[0].ID, Code: id(2, 0), Weight: research.Decided})
		if more := x.ImportanceOf(items, nil)[0]; more.Decided.X < a[0].Decided.X {
			t.Fatalf("one more decided: %d after %d", more.Decided.X, a[0].Decided.X)
		}
	}
}

// rivalFacts are interviews given as rival and outcome.
func rivalFacts(list ...[2]string) []InterviewFact {
	var facts []InterviewFact
	for i, e := range list {
		f := InterviewFact{ID: id(3, i), Outcome: research.Outcome(e[1])}
		for _, c := range e[0] {
			f.Competitors = append(f.Competitors, string(c))
		}
		facts = append(facts, f)
	}
	return facts
}

func TestHeadToHead(t *testing.T) {
	var list [][2]string
	add := func(n int, rivals, outcome string) {
		for range n {
			list = append(list, [2]string{rivals, outcome})
		}
	}
	add(9, "A", "lost")
	add(1, "A", "won")
	add(2, "B", "lost")
	add(8, "B", "won")
	add(3, "A", "no_decision")
	add(1, "AB", "won")
	add(7, "", "won") // nobody on record
	add(2, "C", "lost")
	x := NewIndex(rivalFacts(list...), testBook(2))
	r := x.HeadToHead(nil)
	if len(r) != 3 || r[0].Key != "A" || r[1].Key != "B" || r[2].Key != "C" {
		t.Fatalf("%+v", r)
	}
	if a := r[0]; a.Faced != 14 || a.Won != 2 || a.Lost != 9 || a.Rate.X != 2 || a.Rate.N != 11 || a.Others.X != 8 || a.Others.N != 12 || a.Compared.Verdict != ClearlyLess || !a.Compared.Exploring {
		t.Errorf("A: %+v", a)
	}
	if c := r[2]; c.Rate.N != 2 || c.Compared.Verdict != TooFew {
		t.Errorf("C: %+v", c)
	}
	only := NewIndex(rivalFacts([2]string{"A", "won"}, [2]string{"A", "lost"}), testBook(2)).HeadToHead(nil)
	if len(only) != 1 || only[0].Compared.Verdict != TooFew || only[0].Others.N != 0 {
		t.Errorf("one rival everywhere: %+v", only)
	}
	if none := NewIndex(nil, testBook(2)).HeadToHead(nil); len(none) != 0 {
		t.Errorf("no interviews: %+v", none)
	}
}

func TestCoverageOf(t *testing.T) {
	var list []Listed
	add := func(class string, listed, heard int) {
		for i := range listed {
			list = append(list, Listed{class, i < heard})
		}
	}
	add("large", 20, 16)
	add("small", 60, 12)
	add("", 3, 0)
	r := CoverageOf(list, []string{"small", "large"})
	if len(r) != 3 || r[0].Key != "small" || r[1].Key != "large" || r[2].Key != "" {
		t.Fatalf("%+v", r)
	}
	if s := r[0]; s.Listed != 60 || s.Heard != 12 || math.Abs(s.Value()-.2) > tiny || math.Abs(s.OfList-60.0/83) > tiny || math.Abs(s.OfHeard-12.0/28) > tiny || s.Compared.Verdict != ClearlyLess {
		t.Errorf("small: %+v", s)
	}
	if r[1].Compared.Verdict != ClearlyMore || r[2].Compared.Verdict != TooFew {
		t.Errorf("%+v", r[1:])
	}
	if one := CoverageOf([]Listed{{"x", true}, {"x", false}}, nil); len(one) != 1 || one[0].Compared.Verdict != TooFew {
		t.Errorf("one class: %+v", one)
	}
	if CoverageOf(nil, nil) != nil {
		t.Error("an empty list has classes")
	}
}

// Parts of the list and of those heard add up to all, and each class's gap is contained in its interval.
func TestCoverageProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(33, 34))
	for range 300 {
		var list []Listed
		for range 1 + random.IntN(80) {
			list = append(list, Listed{string(rune('a' + random.IntN(4))), random.IntN(3) == 0})
		}
		ofList, ofHeard, heard := 0.0, 0.0, 0
		for _, c := range CoverageOf(list, nil) {
			ofList, ofHeard, heard = ofList+c.OfList, ofHeard+c.OfHeard, heard+c.Heard
			if !c.Compared.Interval.Contains(c.Compared.Diff) || c.Heard > c.Listed {
				t.Fatalf("%+v", c)
			}
		}
		if math.Abs(ofList-1) > 1e-9 || heard > 0 && math.Abs(ofHeard-1) > 1e-9 {
			t.Fatalf("the parts add up to %v of the list and %v of those heard", ofList, ofHeard)
		}
	}
}

// Eight themes are tested together; a ninth is exploring and makes the eight no stricter.
func TestCompareThemesTestsEight(t *testing.T) {
	var all []Counts
	for range 8 {
		all = append(all, Counts{10, 12, 2, 12})
	}
	eight := CompareThemes(all)
	ten := CompareThemes(append(all, Counts{11, 12, 1, 12}, Counts{5, 12, 5, 12}))
	named, _ := CompareNamed(all)
	for i := range eight {
		if eight[i] != ten[i] || eight[i] != named[i] || eight[i].Exploring {
			t.Fatalf("theme %d: %+v of eight, %+v of ten", i, eight[i], ten[i])
		}
	}
	if !ten[8].Exploring || !ten[9].Exploring || !ten[8].Holds() || ten[8].Points() != 83 {
		t.Errorf("%+v", ten[8:])
	}
	if len(CompareThemes(nil)) != 0 {
		t.Error("no themes are compared")
	}
}
