package transcript

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/asticode/go-astisub"

	"openloop/research"
)

// subRip is how such a file begins: a number, and the times of a cue under it.
var subRip = regexp.MustCompile(`^(?:\d+\s*\n)?\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->`)

// subtitles reads WebVTT or SubRip. Who speaks is said by a voice tag, or before a colon.
func (r *reader) subtitles(words, kind string) (*Talk, error) {
	subs, err := parse(words, kind)
	if err != nil {
		return nil, r.problem(research.Damaged, "cannot be read as %s: %s. Export it again, or as plain text.", kind, where(err))
	}
	t := &Talk{Kind: kind}
	speaker := ""
	for i, item := range subs.Items {
		for _, l := range item.Lines {
			said := line(l)
			who := l.VoiceName
			if who == "" {
				who, said = named(said)
			}
			if who == "" {
				who = speaker // a cue goes on with who spoke last
			}
			speaker = who
			t.Turns = append(t.Turns, Turn{Speaker: who, T0: int(item.StartAt.Milliseconds()), T1: int(item.EndAt.Milliseconds()), Text: said, Line: i + 1})
		}
	}
	return t, nil
}

// parse leaves nothing to chance: a library that falls over its input is an error like any other.
func parse(words, kind string) (subs *astisub.Subtitles, err error) {
	defer func() {
		if e := recover(); e != nil {
			subs, err = nil, fmt.Errorf("its cues are not in order")
		}
	}()
	if kind == "WebVTT" {
		return astisub.ReadFromWebVTT(strings.NewReader(words))
	}
	return astisub.ReadFromSRT(strings.NewReader(words))
}

// where is the place that a library complains of. The rest of what it says quotes the file, which may name people.
func where(err error) string {
	if m := lineNumber.FindString(err.Error()); m != "" {
		return m + " is no time of a cue"
	}
	return "its cues are not in order"
}

var lineNumber = regexp.MustCompile(`\bline \d+\b`)

// line is the words of a line without their style.
func line(l astisub.Line) string {
	var parts []string
	for _, i := range l.Items {
		parts = append(parts, i.Text)
	}
	return strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(strings.Join(parts, " ")), ">-– "))
}
