package session

import (
	"context"
	"sync"
	"sync/atomic"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/suggest"
)

// suggesting learns from the study's own codings which codes to suggest, on a goroutine of its own. What it reads is
// the redacted text of the study; it stays in memory, nothing of it is stored, and nothing leaves the machine.
type suggesting struct {
	mu      sync.Mutex
	stop    context.CancelFunc // nil while it is off
	ended   chan struct{}      // closed when the goroutine is done
	wake    chan struct{}      // holds one when there is something new to learn
	heard   map[int]func()     // who wants to know when there is something new
	nextOne int
	stale   map[research.ID]bool // interviews to read again
	all     bool                 // read everything again
	changes int                  // codings that changed since the model was made
	refused map[askedAt]unwanted
	lesson  *lesson
	state   SuggestState
	lately  atomic.Int64 // when somebody last did something: nanoseconds since 1970
}

// askedAt is a place in an interview.
type askedAt struct {
	interview research.ID
	from, to  research.Anchor
}

// unwanted are the codes that were suggested for a passage and not wanted.
type unwanted struct {
	text  string
	stage int
	codes []research.ID
}

// lesson is a model with what it was made from.
type lesson struct {
	model    *suggest.Model
	examples []suggest.Example
	rate     suggest.HitRate
	rated    bool
	coder    string // who may see what it was made from
	enough   int    // codes that may be suggested
	coded    int    // passages with a code it was made from
}

// SuggestState says how far suggesting is.
type SuggestState int

// How far suggesting can be.
const (
	SuggestOff      SuggestState = iota
	SuggestLearning              // nothing was learnt yet
	SuggestTooFew                // no code has enough examples
	SuggestReady
)

// relearnAfter is how many changed codings make the model worth making again. Between, what is new is not known yet,
// which a person does not notice; a unwanted and its opposite are.
const relearnAfter = 5

// StartSuggesting begins to learn from the study's codings, in the background, and goes on as they change.
// Where it runs already nothing happens.
func (s *Session) StartSuggesting() {
	g := &s.suggest
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	off := s.Subscribe(g.changed)
	ended := make(chan struct{})
	g.stop = func() { off(); cancel() }
	g.ended, g.wake = ended, make(chan struct{}, 1)
	g.all, g.stale, g.changes, g.state = true, map[research.ID]bool{}, 0, SuggestLearning
	go func() {
		defer close(ended)
		s.keepLearning(ctx, g.wake)
	}()
	g.wake <- struct{}{}
}

// StopSuggesting forgets everything that was learnt, and waits until nothing reads the study any more.
func (s *Session) StopSuggesting() {
	g := &s.suggest
	g.mu.Lock()
	stop, ended := g.stop, g.ended
	g.stop = nil
	g.mu.Unlock()
	if stop != nil {
		stop()
		<-ended
	}
	g.mu.Lock()
	g.lesson, g.refused, g.state = nil, nil, SuggestOff
	g.mu.Unlock()
}

// OnSuggestions calls f whenever there is something new to suggest or to say of it, on a goroutine of its own, until
// cancel is called.
func (s *Session) OnSuggestions(f func()) (cancel func()) {
	g := &s.suggest
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.heard == nil {
		g.heard = map[int]func(){}
	}
	id := g.nextOne
	g.nextOne++
	g.heard[id] = f
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		delete(g.heard, id)
	}
}

// changed notes what is to be read again. It is called by whoever edits and must not keep them.
func (g *suggesting) changed(c store.Change) {
	g.atWork()
	g.mu.Lock()
	defer g.mu.Unlock()
	for table, ids := range c.Tables {
		switch table {
		case "coding", "verbatim", "turn", "interview":
			if table == "coding" {
				g.changes += len(ids)
			}
			if len(c.Interviews) == 0 && len(ids) > 0 {
				g.all = true
			}
		case "code":
			g.all = true
			g.changes += relearnAfter
		case "assignment":
			g.startAgain() // a second coder is told nothing of what the first one made of the same interview
		}
	}
	for _, id := range c.Interviews {
		g.stale[id] = true
	}
	if g.changes >= relearnAfter {
		g.nudge()
	}
}

// startAgain forgets the model and everything that was read; g is locked.
func (g *suggesting) startAgain() {
	g.lesson, g.state, g.all = nil, SuggestLearning, true
	g.nudge()
}

// nudge wakes the learning; g is locked.
func (g *suggesting) nudge() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}
