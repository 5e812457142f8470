package exchange

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What is lost once is told in the singular, whatever it is.
func TestLossesAgree(t *testing.T) {
	l := newLoser()
	l.lose("memos whose text is missing or in another format", "", 1)
	l.lose("passages that lie outside their text", "text 3", 1)
	l.lose("pictures", "", 2)
	want := []string{"1 memo whose text is missing or in another format.", "1 passage that lies outside its text: text 3.", "2 pictures."}
	if got := l.said(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("said %q", got)
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	said := regexp.MustCompile(`\.lose\("([^"]+)"`)
	seen := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, m := range said.FindAllStringSubmatch(string(b), -1) {
			seen++
			noun, rest, _ := strings.Cut(single(m[1]), " ")
			if strings.HasSuffix(noun, "s") || strings.Contains(" "+rest+" ", " their ") || strings.Contains(" "+rest+" ", " they ") || strings.Contains(rest, " lie ") || strings.Contains(rest, " were ") {
				t.Errorf("one of %q reads %q", m[1], single(m[1]))
			}
		}
	}
	if seen < 15 {
		t.Errorf("only %d kinds of loss were found", seen)
	}
}
