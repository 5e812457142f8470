package analysis

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"openloop/research"
)

// archive is the archive to design for: 10,000 interviews, 62 codes, 1,000,000 codings.
func archive() ([]InterviewFact, *research.Codebook, []CodingFact) {
	random := rand.New(rand.NewPCG(11, 12))
	return testFacts(10_000, random), testBook(62), testCodings(1_000_000, 10_000, 62, random)
}

func load(facts []InterviewFact, book *research.Codebook, codings []CodingFact) *Index {
	x := NewIndex(facts, book)
	for i := range codings {
		x.Add(codings[i])
	}
	return x
}

// An index of the largest study must stay far under 60 MB.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("loads a million codings")
	}
	facts, book, codings := archive()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := load(facts, book, codings)
	runtime.GC()
	runtime.ReadMemStats(&after)
	mb := float64(int64(after.HeapAlloc)-int64(before.HeapAlloc)) / (1 << 20)
	t.Logf("%.1f MB for %d codings in %d interviews", mb, len(codings), x.Len())
	if mb > 40 {
		t.Errorf("the index takes %.1f MB", mb)
	}
	runtime.KeepAlive(codings)
}

func BenchmarkLoadMillion(b *testing.B) {
	facts, book, codings := archive()
	for b.Loop() {
		load(facts, book, codings)
	}
}

func BenchmarkCube(b *testing.B) {
	x := load(archive())
	for b.Loop() {
		x.Cube(nil)
	}
}

func BenchmarkTable(b *testing.B) {
	x := load(archive())
	for b.Loop() {
		x.Table(nil)
	}
}

func BenchmarkQueryFiltered(b *testing.B) {
	x := load(archive())
	for b.Loop() {
		x.Query(Query{Stage: 4, About: research.AboutRival, Weight: research.Decided})
	}
}

func BenchmarkAddRemove(b *testing.B) {
	facts, book, codings := archive()
	x := load(facts, book, codings)
	i := 0
	for b.Loop() {
		x.Remove(codings[i%len(codings)])
		x.Add(codings[i%len(codings)])
		i += 7919
	}
}
