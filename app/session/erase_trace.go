package session

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openloop/research"
)

const (
	idLength     = 36      // of a UUID as text
	traceChunk   = 1 << 20 // bytes looked through at a time
	traceOverlap = 128     // bytes looked through twice, so that nothing is missed between two chunks
	tracePassage = 60      // bytes of an answer that are looked for
	tracePieces  = 40      // passages looked for at most
)

// tracer looks for what was erased in the raw bytes of files.
type tracer struct {
	ids      map[string]bool
	passages []string
	found    map[string]bool // passages that stand somewhere: in somebody else's words, or as a trace
}

// tracer knows the ids of all that went, and a piece of each longer answer.
func (r *eraser) tracer() *tracer {
	t := &tracer{ids: map[string]bool{}, found: map[string]bool{}}
	for _, e := range r.plans() {
		for _, id := range e.ids {
			t.ids[string(id)] = true
		}
		for _, turn := range e.turns {
			if text := []byte(turn.Text); len(t.passages) < tracePieces && !turn.Asked && len(text) >= 2*tracePassage {
				from := len(text)/2 - tracePassage/2
				t.passages = append(t.passages, string(text[from:from+tracePassage]))
			}
		}
	}
	t.passages = slices.Compact(slices.Sorted(slices.Values(t.passages)))
	return t
}

// remain says whether a passage was found that no text of the study has: one that somebody else said or
// quotes too is no trace.
func (t *tracer) remain(ctx context.Context, s *Session) (bool, error) {
	if len(t.found) == 0 {
		return false, nil
	}
	err := s.eachText(ctx, func(text string) {
		for p := range t.found {
			if strings.Contains(text, p) {
				delete(t.found, p)
			}
		}
	})
	return len(t.found) > 0, err
}

// eachText calls fn with every text of the study: what was said, and what was written about it.
func (s *Session) eachText(ctx context.Context, fn func(string)) error {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return err
	}
	for _, t := range themes {
		fn(t.SoWhat)
		fn(t.Recommendation)
	}
	memos, err := s.store.Memos(ctx)
	if err != nil {
		return err
	}
	for _, m := range memos {
		fn(m.Text)
	}
	stories, err := s.store.Stories(ctx)
	if err != nil {
		return err
	}
	for _, x := range stories {
		fn(x.Text)
	}
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		fn(row.Interview.Note)
		turns, err := s.store.Turns(ctx, row.Interview.ID)
		if err != nil {
			return err
		}
		for _, t := range turns {
			fn(t.Text)
		}
	}
	return nil
}

// look looks through the raw bytes of a file for ids, and notes the passages in it; it says how many bytes they
// were. A file that is not there holds nothing.
func (t *tracer) look(path string) (n int64, found bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, research.Problemf(research.Unreadable, "%s cannot be read: %w.", filepath.Base(path), plainFileError(err))
	}
	defer f.Close()
	in, window := bufio.NewReaderSize(f, traceChunk), make([]byte, traceOverlap+traceChunk)
	kept := 0
	for {
		got, err := io.ReadFull(in, window[kept:])
		n += int64(got)
		if t.in(window[:kept+got]) {
			return n, true, nil
		}
		if err != nil {
			return n, false, nil
		}
		kept = copy(window, window[kept+got-traceOverlap:kept+got])
	}
}

// in says whether bytes hold an id, and notes passages. An id is found by its hyphens, so that one pass does
// for all of them.
func (t *tracer) in(b []byte) bool {
	for i := 0; i+idLength <= len(b); i++ {
		next := bytes.IndexByte(b[i+8:], '-')
		if next < 0 {
			break
		}
		if i += next; i+idLength <= len(b) && b[i+13] == '-' && b[i+18] == '-' && t.ids[string(b[i:i+idLength])] {
			return true
		}
	}
	for _, p := range t.passages {
		if bytes.Contains(b, []byte(p)) {
			t.found[p] = true
		}
	}
	return false
}
