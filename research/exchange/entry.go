package exchange

import (
	"regexp"
	"strings"

	"openloop/research"
)

// Entry is one code as a file tells of it.
type Entry struct {
	GUID       string // lower case, without braces; "" where the file has none
	Ref        string // "DIS-02"
	Name       string
	Stage      string // as a person writes it, "4 Discovery and sales conduct"; "" where the file has no stages
	Parent     string // the Ref, the Name or the GUID of the code above, "" for one at the top
	Depth      int    // 0 at the top
	Definition string
	Include    string
	Exclude    string
	Colour     string // "#rrggbb" or ""
	Example    string
}

// Book is what a file holds.
type Book struct {
	Origin  string // the program that wrote it, "" where it does not say
	Entries []Entry
	// Warnings say what was left out or read otherwise, each with its place in the file.
	Warnings []string
}

// What no codebook exceeds.
const (
	maxBytes = 32 << 20
	maxCodes = 20_000
	maxDepth = 64
)

var (
	longColour  = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
	shortColour = regexp.MustCompile(`^#[0-9A-Fa-f]{3}$`)
	guid        = regexp.MustCompile(`^\{?([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})\}?$`)
)

// colour is a colour as studies keep it, "" for what is none.
func colour(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case longColour.MatchString(s):
		return s
	case shortColour.MatchString(s):
		return "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	return ""
}

// guidOf is an id without braces, "" for what is none.
func guidOf(s string) string {
	m := guid.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return ""
	}
	return strings.ToLower(m[1])
}

// unreadable is a file that is no codebook.
func unreadable(format string, args ...any) error {
	return research.Problemf(research.Unreadable, format, args...)
}
