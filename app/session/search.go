package session

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// SearchHit is a passage that a search found: a sentence of a turn that holds what was looked for, or the whole
// turn where nothing but filters were given.
type SearchHit struct {
	Turn     research.Turn
	Label    string // of the interview
	Outcome  research.Outcome
	Marks    [][2]int // where the words stand in the turn's text, within the sentence: code points, the end not included
	From, To int      // the sentence, in code points of the turn's text

	score float64
}

// ID tells hits apart, also between two searches.
func (h SearchHit) ID() string { return fmt.Sprint(h.Turn.ID, ":", h.From) }

// SearchFound is what a search has come upon so far, the best first.
type SearchFound struct {
	Hits  []SearchHit
	Turns int      // that they are in
	More  bool     // there are more than those: the newest were ranked
	Final bool     // nothing more comes
	Notes []string // what a person ought to know of what they typed
}

const (
	searchTurns = 400 // turns that are ranked at most, so that a common word costs no more than a rare one
	searchFirst = 24  // turns after which the first are shown: a screen of them
	// searchPatience is how long a search goes on without showing the little that it has found.
	searchPatience = 20 * time.Millisecond
	// searchPerTurn is how many sentences of one turn are listed at most.
	searchPerTurn = 8
	// searchTelling is how many characters besides the words a sentence has that says something.
	searchTelling = 30
)

// Searcher searches what was said while somebody types: each question puts an end to the one before it. Its
// answers come on a goroutine of its own.
type Searcher struct {
	s       *Session
	release func()

	mu     sync.Mutex
	asked  int
	cancel context.CancelFunc
	places searchPlaces
	last   lastPass
}

// NewSearcher makes a searcher; Close lets go of it.
func (s *Session) NewSearcher() *Searcher {
	f := &Searcher{s: s}
	f.release = s.Subscribe(f.places.changed)
	return f
}

// Close ends the search that is under way, if any.
func (f *Searcher) Close() {
	f.release()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	if f.cancel != nil {
		f.cancel()
	}
}

// Ask searches for what somebody typed. answer gets what was found first, soon, and then everything, Final; an
// error ends it. Once another question is asked it is not called any more.
func (f *Searcher) Ask(text string, answer func(SearchFound, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	f.mu.Lock()
	if f.cancel != nil {
		f.cancel()
	}
	f.asked++
	f.cancel = cancel
	asked := f.asked
	f.mu.Unlock()
	tell := func(found SearchFound, err error) {
		f.mu.Lock()
		late := asked != f.asked
		f.mu.Unlock()
		if !late {
			answer(found, err)
		}
	}
	go func() {
		defer cancel()
		if err := f.Find(ctx, text, func(found SearchFound) { tell(found, nil) }); err != nil && ctx.Err() == nil {
			tell(SearchFound{Final: true}, err)
		}
	}()
}

// Find is Ask on the caller's goroutine, until ctx ends.
func (f *Searcher) Find(ctx context.Context, text string, show func(SearchFound)) error {
	w := f.s.ReadSearch(text)
	if w.Empty() {
		show(SearchFound{Final: true, Notes: w.Notes})
		return nil
	}
	g := &gathering{s: f.s, notes: w.Notes, show: show, seen: map[research.ID]bool{}, began: time.Now()}
	q := w.TurnSearch
	q.Newest = searchTurns + 1
	err := f.among(ctx, q, func(q store.TurnSearch) error { return f.s.store.FindTurns(ctx, q, g.take) })
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	show(g.found(true))
	return nil
}

// gathering is what a search has found so far.
type gathering struct {
	s     *Session
	hits  []SearchHit
	seen  map[research.ID]bool
	turns int
	more  bool
	notes []string
	show  func(SearchFound)
	shown bool
	began time.Time
}

// take takes a turn in, and shows the first ones once there are some.
func (g *gathering) take(t store.FoundTurn) bool {
	if g.seen[t.Turn.ID] {
		return true
	}
	if g.turns == searchTurns {
		g.more = true
		return false
	}
	g.seen[t.Turn.ID] = true
	g.turns++
	g.hits = append(g.hits, g.s.passages(t)...)
	if !g.shown && (g.turns >= searchFirst || time.Since(g.began) > searchPatience) {
		g.shown = true
		g.show(g.found(false))
	}
	return true
}

// found is everything so far, the best first; among equals the newest.
func (g *gathering) found(final bool) SearchFound {
	hits := slices.Clone(g.hits)
	slices.SortStableFunc(hits, func(a, b SearchHit) int { return cmp.Compare(b.score, a.score) })
	return SearchFound{Hits: hits, Turns: g.turns, More: g.more, Final: final, Notes: g.notes}
}

// passages are the sentences of a turn that hold what was looked for. Of several words, those sentences count in
// which most of the different ones stand.
func (s *Session) passages(t store.FoundTurn) []SearchHit {
	row, _ := s.InterviewRow(t.Turn.Interview)
	text := []rune(t.Turn.Text)
	hit := SearchHit{Turn: t.Turn, Label: row.Interview.Label, Outcome: row.Interview.Outcome, To: len(text)}
	if len(t.Marks) == 0 {
		return []SearchHit{hit}
	}
	most, cut := 0, sentencesOf(t.Turn.Text)
	var out []SearchHit
	var kinds []int
	for _, m := range t.Marks {
		if n := len(out); n > 0 && m[0] < out[n-1].To {
			out[n-1].Marks = append(out[n-1].Marks, m)
			out[n-1].To = max(out[n-1].To, m[1])
			continue
		}
		h := hit
		h.From, h.To = sentenceOf(cut, m[0], m[1])
		h.Marks = [][2]int{m}
		out = append(out, h)
	}
	for i := range out {
		kinds = append(kinds, different(text, out[i].Marks))
		most = max(most, kinds[i])
		out[i].score = searchScore(t, out[i], kinds[i])
	}
	n := 0
	for i, h := range out {
		if kinds[i] == most && n < searchPerTurn {
			out[n] = h
			n++
		}
	}
	return out[:n]
}

// different is how many different words are marked.
func different(text []rune, marks [][2]int) int {
	seen := map[string]bool{}
	for _, m := range marks {
		seen[fold(string(text[m[0]:m[1]]))] = true
	}
	return len(seen)
}

// searchScore ranks a passage: whole words before beginnings, answers before questions, then how many of the words
// stand in it, how often (each time counting less), whether it says more than a word or two, and how large a part
// of it they are.
func searchScore(t store.FoundTurn, h SearchHit, kinds int) float64 {
	score := 2*float64(kinds-1) + math.Log2(float64(1+len(h.Marks)))
	if t.Whole {
		score += 8
	}
	if !t.Turn.Asked {
		score += 4
	}
	marked := 0
	for _, m := range h.Marks {
		marked += m[1] - m[0]
	}
	if h.To-h.From >= marked+searchTelling {
		score += 2
	}
	return score + float64(marked)/float64(max(80, h.To-h.From))
}
