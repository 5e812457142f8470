package report_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/report/internal/made"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// The text of every page of three made-up packs, in drawing order. After a change of wording, look at the
// pages, then run with -update.
func TestPagesAsWritten(t *testing.T) {
	m := measure(t)
	for _, n := range []int{6, 14, 60} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			d := build(t, made.Study(n))
			var b strings.Builder
			for i, p := range d.Pages {
				s := d.Scene(i, m)
				fmt.Fprintf(&b, "=== %d %s\n%s\n", p.Number, p.Kind, strings.Join(s.Words(), "\n"))
				for _, l := range s.Links {
					fmt.Fprintf(&b, "link to %d\n", l.Page)
				}
			}
			file := filepath.Join("testdata", fmt.Sprintf("pages-%d.txt", n))
			if *update {
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != string(want) {
				t.Error(firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d is %q, want %q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
