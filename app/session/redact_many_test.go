package session

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/vault"
)

// So many turns change at once that the search index is made anew: none of the words stays behind there either.
func TestLookAgainOverManyTurns(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	if err := s.AddName(ctx, research.CommonWord, "Quillfeather"); err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i := range 620 {
		rows = append(rows, []string{fmt.Sprint(i + 1), "", fmt.Sprintf("Firm number %d", i%9), "lost", "2026-03-01", "yes", "RO",
			"They talked. Quillfeather promised a call, and nobody called.", fmt.Sprintf("We asked Quillfeather %d times.", i)})
	}
	takeIn(t, s, interviewSheet(rows...), false)
	names, err := s.Names(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if n.Kind == research.CommonWord {
			if err := s.RemoveName(ctx, n); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := s.vault.Add(vault.Batch{Entries: []vault.Entry{{Pseudonym: "S09", Kind: kindSalesperson, Fields: map[string]string{"name": "Ottoline Quillfeather"}}}}); err != nil {
		t.Fatal(err)
	}
	before := transcripts(t, s)
	did, err := s.LookAgain(ctx, nil)
	if err != nil || did.Turns != 1240 {
		t.Fatalf("did %+v, %v", did, err)
	}
	if found := namesIn(t, s.Path(), []string{"Quillfeather"}); len(found) > 0 {
		t.Errorf("still there: %s", strings.Join(found, "\n"))
	}
	if _, err := s.Undo(ctx); err != nil || transcripts(t, s) != before {
		t.Errorf("undo does not bring the words back: %v", err)
	}
	if _, err := s.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if found := namesIn(t, s.Path(), []string{"Quillfeather"}); len(found) > 0 {
		t.Errorf("done again, still there: %s", strings.Join(found, "\n"))
	}
}
