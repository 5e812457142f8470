package transcript

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"openloop/research"
)

// IsPDF says whether a file is a PDF, which ReadPages reads once its text has been taken out.
func IsPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// ReadPages reads a transcript from the text of pages, a line each of what stands in one line on the paper. Lines
// that a page broke are one again; heads, feet and page numbers are left out.
func ReadPages(ctx context.Context, name string, pages []string) (*Talk, error) {
	r := &reader{ctx: ctx, file: filepath.Base(name)}
	t := plain(strings.Join(whole(pages), "\n"))
	t.Kind = "PDF"
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t.settle()
	if len(t.Turns) == 0 {
		return nil, r.problem(research.Invalid, "holds no words that can be read: its pages may be pictures. Have its text recognised, or save the transcript as .docx or .txt.")
	}
	t.Warnings = append(t.Warnings, "a page says where letters stand, not where a paragraph ends. Look whether the turns begin where they should.")
	return t, nil
}

// whole are the lines of all pages, those that go on joined to what they go on.
func whole(pages []string) []string {
	furniture := repeated(pages)
	var lines []string
	for _, p := range pages {
		for _, l := range strings.Split(p, "\n") {
			if l = strings.TrimSpace(plainLetters.Replace(l)); l != "" && !furniture[numberless(l)] && !pageNumber.MatchString(l) {
				lines = append(lines, l)
			}
		}
	}
	lines = withTimes(lines)
	p := &plainReader{talk: &Talk{}, names: frequentNames(lines)}
	var out []string
	var line strings.Builder
	named, divided := false, false // the line is the name of a speaker, whose words come in the next; its last word goes on
	for _, l := range lines {
		begun, begins := p.begins(l)
		alone := begins && begun.Text == ""
		switch _, timed := clock(l); {
		case begins || timed || named || line.Len() == 0 || nameLike(l) && p.names[strings.TrimRight(l, ":")]:
			if line.Len() > 0 {
				out = append(out, line.String())
			}
			line = strings.Builder{}
		case !divided && !hyphened(line.String()):
			line.WriteByte(' ')
		}
		l, divided = strings.CutSuffix(l, "\u00ad")
		line.WriteString(l)
		named = alone
	}
	return append(out, line.String())
}

// withTimes puts times that stood far off in the line of a name back beside it.
func withTimes(lines []string) []string {
	var out []string
	for _, l := range lines {
		_, timed := clock(l)
		if last := len(out) - 1; timed && last >= 0 && nameLike(out[last]) {
			out[last] += "  " + l
			continue
		}
		out = append(out, l)
	}
	return out
}

// plainLetters are letters that fonts draw as one, and marks that nobody says.
var plainLetters = strings.NewReplacer("\u00a0", " ", "\u00ad", "\u00ad", "ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl", "\x00", "", "\ufeff", "")

// hyphened says whether a line ends in a hyphen: what was divided there may have been written with one, and keeps
// it.
func hyphened(line string) bool {
	return strings.HasSuffix(line, "-") && !strings.HasSuffix(line, " -")
}

var (
	pageNumber = regexp.MustCompile(`(?i)^(?:page|seite|página|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?$`)
	digits     = regexp.MustCompile(`\d+`)
)

func numberless(l string) string { return digits.ReplaceAllString(l, "#") }

// repeated are the heads and feet of pages: lines that stand first or last on most of three pages or more.
func repeated(pages []string) map[string]bool {
	seen := map[string]int{}
	for _, p := range pages {
		var lines []string
		for _, l := range strings.Split(p, "\n") {
			if l = strings.TrimSpace(plainLetters.Replace(l)); l != "" {
				lines = append(lines, l)
			}
		}
		here := map[string]bool{}
		for i, l := range lines {
			if (i < 2 || i >= len(lines)-2) && strings.ContainsFunc(l, unicode.IsLetter) {
				here[numberless(l)] = true
			}
		}
		for l := range here {
			seen[l]++
		}
	}
	out := map[string]bool{}
	for l, n := range seen {
		if len(pages) > 2 && 5*n > 3*len(pages) {
			out[l] = true
		}
	}
	return out
}
