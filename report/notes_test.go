package report_test

import (
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
)

// How groups came about is said in the pack's own language, and so is every outcome.
func TestNotesInEveryLanguage(t *testing.T) {
	m := measure(t)
	noted := 0
	for _, n := range []int{6, 14, 24, 40} {
		for _, l := range report.Languages()[1:] {
			in := made.Study(n)
			in.Lang = l
			d := build(t, in)
			var all []string
			for i := range d.Pages {
				s := d.Scene(i, m)
				all = append(all, s.Words()...)
			}
			for _, w := range d.Warnings {
				all = append(all, w.String())
			}
			for _, p := range d.Method {
				for _, s := range p.Paragraphs {
					all = append(all, s.String())
					noted += strings.Count(s.String(), map[report.Lang]string{report.German: "stehen zusammen als", report.French: "présentées ensemble", report.Spanish: "se muestran juntas"}[l])
				}
			}
			words := strings.Join(all, "\n")
			for _, english := range []string{"shown together", "too small", "is counted on", "organisations needed"} {
				if strings.Contains(words, english) {
					t.Errorf("%s, %d interviews: English words %q", l, n, english)
				}
			}
			for _, o := range research.Outcomes() {
				if len(o.String()) > 4 && strings.Contains(strings.ToLower(words), strings.ToLower(o.String())) {
					t.Errorf("%s, %d interviews: %q is in English", l, n, o)
				}
			}
			if strings.Contains(words, "20%") {
				t.Errorf("%s, %d interviews: an axis says 20%%", l, n)
			}
		}
	}
	if noted < 6 {
		t.Errorf("%d notes of merged groups: that proves little", noted)
	}
}
