package analysis

import (
	"math/rand/v2"
	"strings"
	"testing"

	"openloop/research"
)

func names(classes []Class) string {
	var r []string
	for _, c := range classes {
		r = append(r, c.Name)
	}
	return strings.Join(r, ", ")
}

func TestGroupOrder(t *testing.T) {
	x := NewIndex([]InterviewFact{
		{ID: "1", Outcome: research.Churned, Wave: "w2", Segment: "retail", Method: research.FaceToFace},
		{ID: "2", Wave: "w1", Segment: "Bank", Method: research.Telephone, Competitors: []string{"Velt", "Arbo"}},
		{ID: "3", Outcome: research.Lost, Wave: "w1", Method: research.Telephone, Competitors: []string{"Velt"}},
		{ID: "4", Outcome: research.Won, Segment: "Insurance"},
	}, testBook(1))
	x.NameWaves([]research.Wave{{ID: "w2", Pos: 1, Name: "2026 H2"}, {ID: "w1", Pos: 0, Name: "2026 H1"}})
	for dim, want := range map[string]string{
		"outcome":    "Won, Lost, Churned, Not recorded",
		"wave":       "2026 H1, 2026 H2, Not recorded",
		"segment":    "Bank, Insurance, retail, Not recorded",
		"method":     "Telephone, Face to face, Not recorded",
		"competitor": "Arbo, Velt, Not recorded",
		"owner":      "",
	} {
		if got := names(x.Group(dim)); got != want {
			t.Errorf("%s: %s, want %s", dim, got, want)
		}
	}
	if velt := x.Group("competitor")[1]; velt.Members.Count() != 2 || !velt.Members.Has(1) {
		t.Errorf("Velt: %v", velt.Members)
	}
}

// Every dimension but competitor puts each interview into exactly one class.
func TestGroupsPartition(t *testing.T) {
	x := NewIndex(testFacts(300, rand.New(rand.NewPCG(1, 1))), testBook(1))
	for _, dim := range Dimensions() {
		if dim == "competitor" {
			continue
		}
		seen := research.NewBits(x.Len())
		n := 0
		for _, c := range x.Group(dim) {
			n += c.Members.Count()
			seen = seen.Or(c.Members)
		}
		if n != 300 || seen.Count() != 300 {
			t.Errorf("%s: %d places for %d of 300 interviews", dim, n, seen.Count())
		}
	}
}

// What a caller does to a group stays with the caller.
func TestGroupsAreCopies(t *testing.T) {
	x := NewIndex(testFacts(30, rand.New(rand.NewPCG(1, 1))), testBook(1))
	first := x.Group("region")
	first[0].Members.Clear(3)
	if again := x.Group("region"); again[0].Members.Count() != 30 {
		t.Error("clearing a bit of a returned group changed the index")
	}
}
