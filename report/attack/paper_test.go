package attack_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// sheetOfPaper is what stands on one page of a PDF: its words with their places, its rectangles and its discs.
type sheetOfPaper struct {
	words []word
	rects []rect
	discs []point
	lines []rect // straight lines, as the boxes they span
}

type point struct{ x, y float64 }
type rect struct{ x, y, w, h float64 }
type word struct {
	point
	text string
}

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)
	inside  = regexp.MustCompile(`(?s)(?:(-?[\d.]+) (-?[\d.]+) Td \((.*?[^\\]|(?:\\\\)*)\) Tj)|((?:-?[\d.]+ )+)(re|m|l|c|f|S|B|b|B\*|f\*)\b`)
)

// readPaper reads the pages of a PDF as our writer sets them: text in two-byte characters, plain paths.
func readPaper(tb testing.TB, data []byte) []sheetOfPaper {
	tb.Helper()
	var pages []sheetOfPaper
	for _, m := range streams.FindAllSubmatch(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(z)
		if err == nil && bytes.Contains(content, []byte(" Td (")) {
			pages = append(pages, pageOf(string(content)))
		}
	}
	if len(pages) == 0 {
		tb.Fatal("no page of the PDF could be read")
	}
	return pages
}

func pageOf(content string) (p sheetOfPaper) {
	var path []point
	curves := 0
	finish := func() {
		if curves >= 4 {
			var c point
			for _, q := range path {
				c.x, c.y = c.x+q.x/float64(len(path)), c.y+q.y/float64(len(path))
			}
			p.discs = append(p.discs, c)
		}
		path, curves = nil, 0
	}
	for _, m := range inside.FindAllStringSubmatch(content, -1) {
		if m[5] == "" {
			p.words = append(p.words, word{point{float(m[1]), float(m[2])}, plain(m[3])})
			continue
		}
		var v []float64
		for _, f := range strings.Fields(m[4]) {
			v = append(v, float(f))
		}
		switch {
		case m[5] == "re" && len(v) == 4:
			p.rects = append(p.rects, rect{v[0], v[1] + min(0, v[3]), v[2], math.Abs(v[3])})
		case m[5] == "m" && len(v) == 2:
			finish()
			path = []point{{v[0], v[1]}}
		case m[5] == "l" && len(v) == 2 && len(path) == 1:
			a := path[0]
			p.lines = append(p.lines, rect{min(a.x, v[0]), min(a.y, v[1]), math.Abs(v[0] - a.x), math.Abs(v[1] - a.y)})
			path = nil
		case m[5] == "c" && len(v) == 6 && len(path) > 0:
			path, curves = append(path, point{v[4], v[5]}), curves+1
		}
	}
	finish()
	p.join()
	return p
}

func float(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }

// plain is the text of a string of two-byte characters.
func plain(s string) string {
	s = regexp.MustCompile(`\\([()\\rnt])`).ReplaceAllStringFunc(s, func(e string) string {
		switch e[1] {
		case 'r':
			return "\r"
		case 'n':
			return "\n"
		case 't':
			return "\t"
		}
		return e[1:]
	})
	var b strings.Builder
	for i := 0; i+1 < len(s); i += 2 {
		b.WriteRune(rune(s[i])<<8 | rune(s[i+1]))
	}
	return b.String()
}

// join puts together the runs of one line that kerning has broken.
func (p *sheetOfPaper) join() {
	var r []word
	for _, w := range p.words {
		if n := len(r) - 1; n >= 0 && r[n].y == w.y && w.x > r[n].x && w.x-r[n].x < 9*float64(len([]rune(r[n].text)))+1 && !strings.ContainsAny(w.text[:1], "0123456789") {
			r[n].text += w.text
			continue
		}
		r = append(r, w)
	}
	p.words = r
}

// has says whether a page has these words.
func (p sheetOfPaper) has(words string) bool {
	for _, w := range p.words {
		if strings.Contains(strings.ToUpper(w.text), words) {
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
		for _, w := range p.words {
			for _, m := range ofBase.FindAllStringSubmatch(inQuotes.ReplaceAllString(w.text, ""), -1) {
				x, n := int(float(m[1])), int(float(m[2]))
				if !counts[[2]int{x, n}] {
					odd = append(odd, fmt.Sprintf("page %d: %q", i+1, m[0]))
				}
			}
		}
		switch {
		case p.has("WHY WE WIN, WHY WE LOSE") && p.has("LOST AGAINST WON"):
			odd = append(odd, checkDots(i, p)...)
		case p.has("HURT, BY STAGE AND OUTCOME"), p.has("IN THE RUNNING, BY OUTCOME"):
			for _, w := range p.words {
				if v, err := strconv.Atoi(w.text); err == nil && !values[v] && v > 12 {
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
	var ticks []word
	for _, w := range p.words {
		if regexp.MustCompile(`^\d+%$`).MatchString(w.text) {
			ticks = append(ticks, w)
		}
	}
	if len(ticks) < 2 {
		return nil
	}
	sort.Slice(ticks, func(i, j int) bool { return ticks[i].x < ticks[j].x })
	end := float(strings.TrimSuffix(ticks[len(ticks)-1].text, "%")) / 100
	var axis []float64 // the tall lines
	for _, l := range p.lines {
		if l.w == 0 && l.h > 30 {
			axis = append(axis, l.x)
		}
	}
	for _, r := range p.rects {
		if r.w < 1 && r.h > 30 {
			axis = append(axis, r.x+r.w/2)
		}
	}
	if len(axis) < 2 {
		return []string{fmt.Sprintf("page %d: no axis found", page+1)}
	}
	sort.Float64s(axis)
	left, right := axis[0], axis[len(axis)-1]
	for _, d := range p.discs {
		if d.x < left-1 || d.x > right+1 {
			continue // the key above the counts
		}
		share, ok := (d.x-left)/(right-left)*end, false
		for _, w := range p.words {
			if m := ofBase.FindStringSubmatch(w.text); m != nil && math.Abs(w.y-d.y) < 12 {
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
	for _, r := range p.rects {
		if r.h < 3 || r.h > 14.5 || r.w < 4 || r.x < 120 {
			continue
		}
		ok := false
		for _, w := range p.words {
			_, err := strconv.Atoi(w.text)
			ok = ok || err == nil && math.Abs(w.x-(r.x+r.w)) < 8 && math.Abs(w.y-(r.y+r.h/2)) < 9
		}
		if !ok && !p.hatched(r) {
			odd = append(odd, fmt.Sprintf("page %d: a bar of %.1f without a number", page+1, r.w))
		}
	}
	return odd
}

// hatched says whether a rectangle is crossed by the lines of a hatching: then its length is the same for all.
func (p sheetOfPaper) hatched(r rect) bool {
	n := 0
	for _, l := range p.lines {
		if l.w > 0 && l.h > 0 && l.x >= r.x-1 && l.x+l.w <= r.x+r.w+1 && l.y >= r.y-1 && l.y+l.h <= r.y+r.h+1 {
			n++
		}
	}
	return n >= 2
}
