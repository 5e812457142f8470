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
	passages [][]byte
}

// tracer knows the ids of all that went, and a piece of each longer answer that nobody else said or quotes.
func (r *eraser) tracer(ctx context.Context) (*tracer, error) {
	t := &tracer{ids: map[string]bool{}}
	var pieces []string
	for _, e := range r.plans() {
		for _, id := range e.ids {
			t.ids[string(id)] = true
		}
		for _, turn := range e.turns {
			if text := []byte(turn.Text); len(pieces) < tracePieces && !turn.Asked && len(text) >= 2*tracePassage {
				from := len(text)/2 - tracePassage/2
				pieces = append(pieces, string(text[from:from+tracePassage]))
			}
		}
	}
	pieces = slices.Compact(slices.Sorted(slices.Values(pieces)))
	err := r.s.eachText(ctx, func(text string) {
		pieces = slices.DeleteFunc(pieces, func(p string) bool { return strings.Contains(text, p) })
	})
	for _, p := range pieces {
		t.passages = append(t.passages, []byte(p))
	}
	return t, err
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

// look looks through the raw bytes of a file and says how many they were. A file that is not there holds
// nothing.
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

// in says whether bytes hold a trace. An id is found by its hyphens, so that one pass does for all of them.
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
	return slices.ContainsFunc(t.passages, func(p []byte) bool { return bytes.Contains(b, p) })
}
