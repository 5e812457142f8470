package attack_test

import (
	"fmt"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"openloop/report/internal/readback"
)

// sheetOfPaper is what stands on one page of a PDF, the runs that kerning has broken put together again.
type sheetOfPaper struct{ readback.Sheet }

func readPaper(tb testing.TB, data []byte) (pages []sheetOfPaper) {
	tb.Helper()
	for _, p := range readback.Paper(tb, data) {
		pages = append(pages, sheetOfPaper{p.Joined()})
	}
	return pages
}

func float(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }

// has says whether a page has these words.
func (p sheetOfPaper) has(words string) bool {
	for _, w := range p.Words {
		if strings.Contains(strings.ToUpper(w.Text), words) {
			return true
		}
	}
	return false
}

// inQuotes is examples of how figures are written.
var inQuotes = regexp.MustCompile(`“[^”]*”`)

var ofBase = regexp.MustCompile(`\b(\d+) of (\d+)\b`)

// checkPaper holds a PDF against the workbook's figures: counts in words, numbers in cells, dots and bars.
// What says more than the shown figures is returned.
func checkPaper(pages []sheetOfPaper, figures []printed) (odd []string) {
	counts := map[[2]int]bool{}
	values := map[int]bool{}
	for _, f := range figures {
		values[f.n] = true
		if f.shown {
			counts[[2]int{f.x, f.n}], values[f.x] = true, true
		}
	}
	for i, p := range pages {
		for _, w := range p.Words {
			for _, m := range ofBase.FindAllStringSubmatch(inQuotes.ReplaceAllString(w.Text, ""), -1) {
				x, n := int(float(m[1])), int(float(m[2]))
				if !counts[[2]int{x, n}] {
					odd = append(odd, fmt.Sprintf("page %d: %q", i+1, m[0]))
				}
			}
		}
		switch {
		case p.has("WHY WE WIN, WHY WE LOSE") && p.has("LOST AGAINST WON"):
			odd = append(odd, checkDots(i, p)...)
		case p.has("DID BUYERS NOTICE?"):
			odd = append(append(odd, checkDots(i, p)...), checkSquares(i, p)...)
		case p.has("HURT, BY STAGE AND OUTCOME"), p.has("IN THE RUNNING, BY OUTCOME"):
			for _, w := range p.Words {
				if v, err := strconv.Atoi(w.Text); err == nil && !values[v] && v > 12 {
					odd = append(odd, fmt.Sprintf("page %d: %d in a cell", i+1, v))
				}
			}
		case p.has("BELIEVED, RECORDED, TOLD, DECIDED"):
			odd = append(odd, checkBars(i, p)...)
		}
	}
	return odd
}

// checkDots inverts the places of the dots by the axis: each must be a count that stands in words in its row.
func checkDots(page int, p sheetOfPaper) (odd []string) {
	var ticks []readback.Word
	for _, w := range p.Words {
		if regexp.MustCompile(`^\d+%$`).MatchString(w.Text) {
			ticks = append(ticks, w)
		}
	}
	if len(ticks) < 2 {
		return nil
	}
	sort.Slice(ticks, func(i, j int) bool { return ticks[i].X < ticks[j].X })
	end := float(strings.TrimSuffix(ticks[len(ticks)-1].Text, "%")) / 100
	var axis []float64 // the tall lines
	for _, l := range p.Lines {
		if l.W == 0 && l.H > 30 {
			axis = append(axis, l.X)
		}
	}
	for _, r := range p.Rects {
		if r.W < 1 && r.H > 30 {
			axis = append(axis, r.X+r.W/2)
		}
	}
	if len(axis) < 2 {
		return []string{fmt.Sprintf("page %d: no axis found", page+1)}
	}
	sort.Float64s(axis)
	left, right := axis[0], axis[len(axis)-1]
	for _, d := range p.Discs {
		if d.X < left-1 || d.X > right+1 {
			continue // the key above the counts
		}
		share, ok := (d.X-left)/(right-left)*end, false
		for _, w := range p.Words {
			if m := ofBase.FindStringSubmatch(w.Text); m != nil && math.Abs(w.Y-d.Y) < 12 {
				ok = ok || math.Abs(float(m[1])/float(m[2])-share) < .004
			}
		}
		if !ok {
			odd = append(odd, fmt.Sprintf("page %d: a dot at %.3f", page+1, share))
		}
	}
	return odd
}

// checkBars holds each bar against the number at its end: longer means more of its base, in one measure for all.
func checkBars(page int, p sheetOfPaper) (odd []string) {
	for _, r := range p.Rects {
		if r.H < 3 || r.H > 14.5 || r.W < 4 || r.X < 120 {
			continue
		}
		ok := false
		for _, w := range p.Words {
			_, err := strconv.Atoi(w.Text)
			ok = ok || err == nil && math.Abs(w.X-(r.X+r.W)) < 8 && math.Abs(w.Y-(r.Y+r.H/2)) < 9
		}
		if !ok && !p.hatched(r) {
			odd = append(odd, fmt.Sprintf("page %d: a bar of %.1f without a number", page+1, r.W))
		}
	}
	return odd
}

// hatched says whether a rectangle is crossed by the lines of a hatching: then its length is the same for all.
func (p sheetOfPaper) hatched(r readback.Rect) bool {
	n := 0
	for _, l := range p.Lines {
		if l.W > 0 && l.H > 0 && l.X >= r.X-1 && l.X+l.W <= r.X+r.W+1 && l.Y >= r.Y-1 && l.Y+l.H <= r.Y+r.H+1 {
			n++
		}
	}
	return n >= 2
}
