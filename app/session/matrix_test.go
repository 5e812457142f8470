package session

import (
	"fmt"
	"testing"

	"openloop/research/store/storetest"
)

// How often each code was mentioned, in how many interviews and in which, is what SQL counts in the file.
func TestCodesByInterviewAgainstSQL(t *testing.T) {
	s := openSample(t)
	want, mentions, interviews := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range storetest.Open(t, s.Path()).Rows(`SELECT k.id AS code, i.id AS interview, count(*) AS n FROM coding c JOIN code k ON k.k = c.code JOIN verbatim v ON v.k = c.verbatim
		JOIN interview i ON i.k = v.interview WHERE NOT v.orphan GROUP BY 1, 2`) {
		var n int
		fmt.Sscan(r["n"], &n)
		want[r["code"]+r["interview"]] = n
		mentions[r["code"]] += n
		interviews[r["code"]]++
	}
	x, found := s.Index(), 0
	rows := x.CodesByInterview()
	for c, code := range x.Book().Codes {
		if got := x.Code(code.ID); got.Mentions != mentions[string(code.ID)] || got.Has.Count() != interviews[string(code.ID)] {
			t.Errorf("%s: %d mentions in %d interviews, SQL counts %d in %d", code.Name, got.Mentions, got.Has.Count(), mentions[string(code.ID)], interviews[string(code.ID)])
		}
		for i, f := range x.Facts() {
			if rows[c][i] != want[string(code.ID)+string(f.ID)] {
				t.Errorf("%s in one interview: %d, SQL counts %d", code.Name, rows[c][i], want[string(code.ID)+string(f.ID)])
			}
			found += rows[c][i]
		}
	}
	if found < 500 {
		t.Errorf("only %d codings were counted", found)
	}
}
