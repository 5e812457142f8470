package views

import (
	"strings"
	"testing"

	"openloop/app/session"
)

// What an import does is told in numbers that agree with their nouns, and whoever codes blind is told no number of
// codings.
func TestLinesOfAPlan(t *testing.T) {
	r := session.Imported{New: 1, Updated: 2, Codings: 7, CodingsKnown: 4, People: 1, Talks: []session.Talked{{New: 1, Moved: 3, Lost: []string{"P01, Price", "P01, Trust"}}}, Project: true, Memos: 5,
		CRM: session.CRMDone{New: 1, Joined: 1}}
	said := func(untold bool) string {
		var b strings.Builder
		for _, l := range planLines(r, untold) {
			b.WriteString(l.number() + " " + l.words() + "\n")
		}
		return b.String()
	}
	all := said(false)
	for _, want := range []string{"1 new interview\n", "2 interviews updated in place\n", "7 new codings\n", "4 codings that were there", "1 new pseudonym of a person", "3 codings found again", "2 codings whose words are gone", "1 new deal or lead\n", "1 interview that meets its deal"} {
		if !strings.Contains(all, want) {
			t.Errorf("not said: %q in\n%s", want, all)
		}
	}
	blind := said(true)
	for _, l := range strings.Split(blind, "\n") {
		if (strings.Contains(l, "coding") || strings.Contains(l, "memo")) && strings.ContainsAny(l, "0123456789") {
			t.Errorf("a blind coder is told %q", l)
		}
	}
	if !strings.Contains(blind, "– codings, not told") || !strings.Contains(blind, "1 new interview\n") {
		t.Errorf("said blind:\n%s", blind)
	}
}
