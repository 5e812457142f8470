// Package transcript reads what was said from files of many kinds to plain turns: WebVTT and SubRip, Word and
// OpenDocument text, and plain text in the styles that meeting programs and typists use. What one speaker says over
// many cues is one turn. It knows no study and no people: a speaker is whatever the file calls them.
package transcript

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"openloop/research"
	"openloop/research/sheet"
)

// Turn is what one speaker said at once.
type Turn struct {
	Speaker string // as the file has it, "" where it says nobody
	T0, T1  int    // milliseconds from the beginning, 0 where not known
	Text    string
	Line    int // of the file, paragraph of a document or cue, from 1: where it begins
}

// Talk is a transcript as read.
type Talk struct {
	Kind     string // "WebVTT", "SubRip", "Word", "OpenDocument" or "text"
	Turns    []Turn
	Speakers []string // in the order in which they first speak
	Timed    bool     // turns say when they were said
	Warnings []string // what was in doubt
}

// maxBytes is the largest file that is read: days of talk.
const maxBytes = 64 << 20

// Read reads a transcript; what kind it is, its content says. The error is a *research.Problem that names the file,
// with what to do.
func Read(ctx context.Context, name string, data []byte) (*Talk, error) {
	r := &reader{ctx: ctx, file: filepath.Base(name)}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, r.problem(research.Invalid, "is empty. Check that the right file was chosen.")
	}
	if len(data) > maxBytes {
		return nil, r.problem(research.Invalid, "is larger than %d MB. Divide it, or take the pictures out.", maxBytes>>20)
	}
	t, err := r.read(data)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t.settle()
	if len(t.Turns) == 0 {
		return nil, r.problem(research.Invalid, "holds no words. Export it again as text, .vtt or .docx.")
	}
	return t, nil
}

// reader reads one file.
type reader struct {
	ctx  context.Context
	file string
}

func (r *reader) problem(k research.Kind, format string, args ...any) error {
	return research.Problemf(k, "%s "+format, append([]any{r.file}, args...)...)
}

func (r *reader) read(data []byte) (*Talk, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return r.document(data)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return nil, r.problem(research.Unreadable, "is a PDF. Save the transcript as .docx or .txt, or copy its text and paste it.")
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, r.problem(research.Unreadable, "is an old Word document, or protected with a password. Open it in Word and save it as .docx without a password.")
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, r.problem(research.Unreadable, "is rich text (.rtf). Open it and save it as .docx or .txt.")
	case binary(data):
		return nil, r.problem(research.Unreadable, "is no text: it may be a recording. Have it transcribed, and import the transcript.")
	}
	words, warning := sheet.Text(data)
	words = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "", "\ufeff", "").Replace(words)
	t, err := r.text(words)
	if t != nil && warning != "" {
		t.Warnings = append(t.Warnings, warning)
	}
	return t, err
}

// binary says that a file is no text in any encoding: it has control characters, and is not UTF-16.
func binary(data []byte) bool {
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return false
	}
	odd, zero := 0, 0
	for _, b := range head {
		switch {
		case b == 0:
			zero++
		case b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f':
			odd++
		}
	}
	return odd*50 > len(head) || zero*3 < len(head) && zero*50 > len(head)
}

// text reads subtitles, or else plain text.
func (r *reader) text(words string) (*Talk, error) {
	first := strings.TrimSpace(words)
	if strings.HasPrefix(first, "WEBVTT") {
		return r.subtitles(first, "WebVTT")
	}
	if subRip.MatchString(first) {
		return r.subtitles(first, "SubRip")
	}
	return plain(words), nil
}

// settle joins what one speaker says over several cues, drops what says nothing, and lists who speaks.
func (t *Talk) settle() {
	var turns []Turn
	var words strings.Builder // of the last turn
	for _, u := range t.Turns {
		u.Text, u.Speaker = strings.TrimSpace(u.Text), strings.Join(strings.Fields(u.Speaker), " ")
		if !saysSomething(u.Text) {
			continue
		}
		last := len(turns) - 1
		if last >= 0 && u.Speaker != "" && turns[last].Speaker == u.Speaker {
			words.WriteString(joint(t.Kind) + u.Text)
			turns[last].T1 = max(turns[last].T1, u.T1)
			continue
		}
		if last >= 0 {
			turns[last].Text = words.String()
			words = strings.Builder{}
		}
		words.WriteString(u.Text)
		turns = append(turns, u)
	}
	if len(turns) > 0 {
		turns[len(turns)-1].Text = words.String()
	}
	t.Turns = turns
	seen := map[string]bool{"": true}
	for _, u := range turns {
		if !seen[u.Speaker] {
			seen[u.Speaker] = true
			t.Speakers = append(t.Speakers, u.Speaker)
		}
		t.Timed = t.Timed || u.T1 > 0 || u.T0 > 0
	}
}

// joint is what stands between two parts of a turn: cues run on, paragraphs do not.
func joint(kind string) string {
	if kind == "WebVTT" || kind == "SubRip" {
		return " "
	}
	return "\n"
}

func saysSomething(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// clock reads "1:02:03.250", "02:03" or "2:03" as milliseconds; false where it is no time.
func clock(s string) (ms int, ok bool) {
	s = strings.Trim(strings.TrimSpace(s), "[]()")
	s = strings.ReplaceAll(s, ",", ".")
	whole, part, fraction := strings.Cut(s, ".")
	for i, p := range strings.Split(whole, ":") {
		var n int
		if _, err := fmt.Sscanf(p, "%d", &n); err != nil || len(p) > 3 || i > 2 || n < 0 || i > 0 && n > 59 {
			return 0, false
		}
		ms = ms*60 + n
	}
	if !strings.Contains(whole, ":") {
		return 0, false
	}
	ms *= 1000
	if fraction {
		var n int
		if _, err := fmt.Sscanf((part + "000")[:3], "%d", &n); err != nil {
			return 0, false
		}
		ms += n
	}
	return ms, true
}
