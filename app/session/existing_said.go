package session

import (
	"context"
	"sync"

	"openloop/research"
	"openloop/research/store"
)

// What is said in a study may be half a million turns, of which an import looks at those of its own interviews. They are
// read as they are asked for.

// saidBefore is what interviews of a study say, as it was last saved. Its methods may be called from any goroutine.
type saidBefore struct {
	load   func(research.ID) (*talkBefore, error)
	stored map[research.ID]bool // the interviews there are

	mu sync.Mutex
	of map[research.ID]*talkBefore
	// err is the first reading that failed: what was asked for then came empty, and nothing may be made of it.
	err error
}

// talkBefore is one interview.
type talkBefore struct {
	turns []research.Turn // in order
	byKey map[string]int  // positions in turns
	byID  map[research.ID]int
	masks map[research.ID][]research.Mask // by turn
}

func newSaidBefore(ctx context.Context, st *store.Store) *saidBefore {
	ctx = context.WithoutCancel(ctx) // one interview at a time, also after what asked first has ended
	return &saidBefore{stored: map[research.ID]bool{}, of: map[research.ID]*talkBefore{}, load: func(id research.ID) (*talkBefore, error) {
		t := &talkBefore{byKey: map[string]int{}, byID: map[research.ID]int{}, masks: map[research.ID][]research.Mask{}}
		var err error
		if t.turns, err = st.Turns(ctx, id); err != nil {
			return nil, err
		}
		for i, turn := range t.turns {
			if turn.SourceKey != "" {
				t.byKey[turn.SourceKey] = i
			}
			t.byID[turn.ID] = i
		}
		masks, err := st.Masks(ctx, id)
		for _, k := range masks {
			t.masks[k.Turn] = append(t.masks[k.Turn], k)
		}
		return t, err
	}}
}

// talk is what an interview says; nothing, where it is not in the study or cannot be read.
func (s *saidBefore) talk(id research.ID) *talkBefore {
	if !s.stored[id] {
		return &talkBefore{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.of[id]; ok {
		return t
	}
	t, err := s.load(id)
	if err != nil {
		if s.err == nil {
			s.err = err
		}
		return &talkBefore{}
	}
	s.of[id] = t
	return t
}

// let forgets an interview that is done with.
func (s *saidBefore) let(id research.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.of, id)
}

// failed says whether something could not be read.
func (s *saidBefore) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// turns are an interview's, in order.
func (s *saidBefore) turns(interview research.ID) []research.Turn { return s.talk(interview).turns }

// turn is the one with a source key.
func (s *saidBefore) turn(interview research.ID, key string) (research.Turn, bool) {
	t := s.talk(interview)
	i, ok := t.byKey[key]
	if !ok {
		return research.Turn{}, false
	}
	return t.turns[i], true
}

// text is what a turn says, redacted; "" where it is new.
func (s *saidBefore) text(turn research.Turn) string {
	t := s.talk(turn.Interview)
	i, ok := t.byID[turn.ID]
	if !ok {
		return ""
	}
	return t.turns[i].Text
}

// masks are a turn's.
func (s *saidBefore) masks(turn research.Turn) []research.Mask {
	return s.talk(turn.Interview).masks[turn.ID]
}
