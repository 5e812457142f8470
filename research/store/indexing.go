package store

import (
	"context"
	"path/filepath"
	"time"

	"openloop/research"
)

// The search index of what was said is made out of the turns, which it follows by their numbers: indexed is the
// last one that it has, and every later one is new to it. An edit takes its own turns in before it is saved. Those of
// a large import would take as long as storing them, so they are saved first and taken in right after, a few at a
// time between other edits, also by the next Open where the program ended before. A search waits for them.

const (
	// rebuildAt is the number of turns past which making the index anew is faster than taking them out of
	// it: one by one, each of their words is looked for among all its places, so that none stays behind.
	rebuildAt = 1000
	// indexLater is the number of new turns from which on they are taken in after the edit.
	indexLater = 20_000
	// indexAtOnce is how many turns are then taken in at a time: an edit waits no longer for it than for another edit.
	indexAtOnce = 4000
)

// indexAnew has the index made anew at the end, and nothing noted until then.
func (w *writer) indexAnew(ctx context.Context) error {
	_, err := w.run(ctx, "UPDATE edit_now SET indexed = -1")
	return err
}

// index brings the search index up to date at the end of an edit, or leaves very many new turns for later.
func (w *writer) index(ctx context.Context) error {
	var from, last, old int64
	err := w.queryRow(ctx, "SELECT indexed, (SELECT coalesce(max(k), 0) FROM turn), (SELECT count(*) FROM search_old) FROM edit_now", nil, &from, &last, &old)
	if err != nil {
		return err
	}
	anew := from < 0 || old > rebuildAt
	var updates []string
	if anew {
		updates = []string{"INSERT INTO turn_text (turn_text) VALUES ('rebuild')", "DELETE FROM search_old"}
	} else if old > 0 {
		updates = []string{
			"INSERT INTO turn_text (turn_text, rowid, text) SELECT 'delete', k, text FROM search_old",
			"INSERT INTO turn_text (rowid, text) SELECT k, text FROM turn WHERE k IN (SELECT k FROM search_old)",
			"DELETE FROM search_old"}
	}
	for _, update := range updates {
		if _, err := w.run(ctx, update); err != nil {
			return err
		}
	}
	if anew {
		w.left = false
		_, err = w.run(ctx, "UPDATE indexed SET k = max(k, ?)", last)
		return err
	}
	if w.left = w.left || last-from >= indexLater; w.left || last <= from {
		return nil
	}
	return w.indexTo(ctx, from, last)
}

// indexTo takes in the turns after number from, up to number last.
func (w *writer) indexTo(ctx context.Context, from, last int64) error {
	if _, err := w.run(ctx, "INSERT INTO turn_text (rowid, text) SELECT k, text FROM turn WHERE k > ? AND k <= ?", from, last); err != nil {
		return err
	}
	_, err := w.run(ctx, "UPDATE indexed SET k = ?", last)
	return err
}

// toIndex is how far the index is, and the last of the next turns to take in: the same where it has them all.
func toIndex(ctx context.Context, q queryer) (from, next int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT k, max(k, coalesce((SELECT max(k) FROM (SELECT k FROM turn WHERE k > indexed.k ORDER BY k LIMIT ?)), 0))
		FROM indexed`, indexAtOnce).Scan(&from, &next)
	return from, next, err
}

// catchUp takes into the search index what an import left for later, and is done at once where there is nothing.
// Cancelling it leaves the rest for the next time.
func (s *Store) catchUp(ctx context.Context) error {
	for s.behind.Load() {
		if err := s.catchUpSome(ctx); err != nil {
			return explain(s.path, "prepare the search", err)
		}
	}
	return nil
}

func (s *Store) catchUpSome(ctx context.Context) error {
	unlock, err := s.lockWriter()
	if err != nil {
		return err
	}
	defer unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	err = s.writer.inTx(ctx, func() error {
		from, next, err := toIndex(ctx, s.writer)
		if err != nil || from == next {
			return err
		}
		return s.writer.indexTo(ctx, from, next)
	})
	if err != nil {
		return err
	}
	s.folder.written()
	return s.lookBehind(ctx)
}

// lookBehind notes whether the index has all turns.
func (s *Store) lookBehind(ctx context.Context) error {
	from, next, err := toIndex(ctx, s.writer)
	if err == nil {
		s.writer.left = from < next
		s.behind.Store(s.writer.left)
	}
	return err
}

// searchable makes sure that a search finds all there is.
func (s *Store) searchable(ctx context.Context) error {
	if !s.readOnly {
		return s.catchUp(ctx)
	}
	from, next, err := toIndex(ctx, s.q)
	if err == nil && from < next {
		return research.Problemf(research.ReadOnly, "%s cannot be searched yet: much was imported into it, and the search has to be prepared first. Open it once where it may be written.", filepath.Base(s.path))
	}
	return explain(s.path, "search", err)
}

// Search is the reader's, of all that is saved.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	if err := s.searchable(ctx); err != nil {
		return nil, err
	}
	return s.reader.Search(ctx, query, limit)
}

// FindTurns is the reader's, of all that is saved.
func (s *Store) FindTurns(ctx context.Context, q TurnSearch, found func(FoundTurn) bool) error {
	if err := s.searchable(ctx); err != nil {
		return err
	}
	return s.reader.FindTurns(ctx, q, found)
}

// catcher takes in what was left for later as soon as nothing else is written.
type catcher struct {
	left  chan struct{} // holds one while there is something left
	stop  context.CancelFunc
	ended chan struct{}
}

func (s *Store) startCatching() *catcher {
	ctx, stop := context.WithCancel(context.Background())
	c := &catcher{left: make(chan struct{}, 1), stop: stop, ended: make(chan struct{})}
	go func() {
		defer close(c.ended)
		for {
			select {
			case <-ctx.Done():
				return
			case <-c.left:
			}
			for s.behind.Load() && s.catchUpSome(ctx) == nil { // where it fails, a search tries again and says why
				select {
				case <-ctx.Done():
				case <-time.After(betweenSlices): // whoever waits to write goes first
				}
			}
		}
	}()
	return c
}

// betweenSlices is the pause between two lots of turns.
const betweenSlices = 2 * time.Millisecond

// wake begins it where there is something left.
func (c *catcher) wake(behind bool) {
	if c == nil || !behind {
		return
	}
	select {
	case c.left <- struct{}{}:
	default:
	}
}

// close ends it, and waits until it has.
func (c *catcher) close() {
	c.stop()
	<-c.ended
}

// written notes what an edit left for later: the log to be folded in, and turns that the index has not.
func (s *Store) written() {
	s.folder.written()
	s.behind.Store(s.writer.left)
}
