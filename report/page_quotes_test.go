package report_test

import (
	"strconv"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
)

// Two quotes that stand on other pages make no page of their own; a third does.
func TestFewQuotesMakeNoPage(t *testing.T) {
	in := made.Study(6)
	if d := build(t, in); d.Section(report.ThemeQuotes).Pages != 0 || len(d.Quotes) == 0 {
		t.Errorf("%d pages for %d quotes", d.Section(report.ThemeQuotes).Pages, len(d.Quotes))
	}
	if d := build(t, made.Study(60)); d.Section(report.ThemeQuotes).Pages != 1 {
		t.Errorf("%d pages for %d quotes", d.Section(report.ThemeQuotes).Pages, len(d.Quotes))
	}
}

// What fills the first page is what is named most, and none of it is without words.
func TestFindingsAreThoseNamedMost(t *testing.T) {
	for _, n := range []int{6, 14} {
		last := 1 << 20
		for _, f := range build(t, made.Study(n)).Findings {
			if f.Body.Empty() {
				t.Errorf("%d interviews: %q says nothing", n, f.Title)
			}
			if count, _, of := strings.Cut(f.Figure.String(), " of "); of && strings.Contains(string(f.Key), "/t") && f.Key != "finding/told" {
				x, err := strconv.Atoi(count)
				if err != nil || x > last {
					t.Errorf("%d interviews: %s stands behind %d", n, f.Figure, last)
				}
				last = x
			}
		}
	}
}

// The first page takes the quote of its own message.
func TestTheAnswerQuotesItsMessage(t *testing.T) {
	d := build(t, made.Study(60))
	s := d.Scene(0, measure(t))
	if words := strings.Join(s.Words(), " "); !strings.Contains(words, "The offer was in my inbox") {
		t.Errorf("the first page says %q", words)
	}
}
