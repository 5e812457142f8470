package privacy

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// goldenFile holds what redaction makes of every passage, a line each.
const goldenFile = "testdata/golden.txt"

// TestGolden compares what redaction makes of the passages, and of their lower-case and shouted forms, with what it
// made before. A change of rules shows here line by line: look at it, then write the file anew with GOLDEN=write.
// Work on speed must leave it as it is.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, name := range []string{"passages.json", "passages_blind.json", "passages_fresh.json", "passages_second.json", "passages_third.json"} {
		all := passageSet(t, name)
		var known []Known
		for _, p := range all {
			known = append(known, p.known(60)...)
		}
		d := NewDictionary(append(known, bigList()...), []string{"Tessell", "Corvina"})
		for i, p := range all {
			for k, text := range []string{p.Text, strings.ToLower(p.Text), strings.ToUpper(p.Text)} {
				redacted, spans := d.Redact(text)
				doubts := 0
				for _, s := range spans {
					if s.Review {
						doubts++
					}
				}
				fmt.Fprintf(&b, "%s %d%c %d/%d %s\n", strings.TrimSuffix(name, ".json"), i, "abc"[k], doubts, len(spans), strings.ReplaceAll(redacted, "\n", "↵"))
			}
		}
	}
	if os.Getenv("GOLDEN") == "write" {
		if err := os.WriteFile(goldenFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	was, is := strings.Split(string(raw), "\n"), strings.Split(b.String(), "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			t.Errorf("was %s\n is %s", was[i], is[i])
		}
	}
	if len(was) != len(is) {
		t.Errorf("%d lines, were %d", len(is), len(was))
	}
}
