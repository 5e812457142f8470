package store

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// until waits for something that another goroutine will do.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 600 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("waited in vain until %s", what)
}

// Once nothing is being written the log is folded into the file, and what must not stay in the log is gone from it
// although somebody was reading when that was tried first.
func TestTheLogIsFoldedWhenNothingIsWritten(t *testing.T) {
	s := MustOpen(t)
	turn := aTurn(t, s, "Quillfeather never called.")
	says := func(file, word string) bool {
		b, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return bytes.Contains(b, []byte(word))
	}
	until(t, "the file has what was written", func() bool { return says(s.Path(), "Quillfeather never called.") })

	s.writer.folding.Lock()
	s.writer.unfolded = true // as where a reader kept the log from being emptied
	s.writer.folding.Unlock()
	turn.Text = "She never called."
	MustEdit(t, s, "Amend", func(tx *Tx) error { return second(tx.PutTurn(turn)) })
	until(t, "the log is empty", func() bool {
		st, err := os.Stat(s.Path() + "-wal")
		return err == nil && st.Size() == 0
	})
	if !says(s.Path(), "She never called.") {
		t.Error("the log was emptied before the file had it")
	}
	if got := must(s.Turn(t.Context(), turn.ID))(t).Text; got != turn.Text {
		t.Errorf("the turn says %q", got)
	}
}
