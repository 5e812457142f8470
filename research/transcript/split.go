package transcript

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is what one speaker says at once, as a place in a text: the words stand in it letter by letter.
type Part struct {
	Speaker  string // as the text has it, "" where it says nobody
	T0       int    // milliseconds from the beginning, 0 where not known
	From, To int    // in bytes of the text, To not included; without the speaker's name and without space at the ends
	Line     int    // from 1
}

// Split divides a text with LF line ends into what its speakers say, in the styles that Read knows, without moving a
// letter: for texts in which places are counted. Where nobody is named each paragraph is a part. known are the only
// words that are speakers, where it is known who speaks; else they are guessed.
func Split(text string, known []string) []Part {
	s := splitter{text: text}
	lines := strings.Split(text, "\n")
	if len(known) > 0 {
		s.only = map[string]bool{}
		for _, k := range known {
			s.only[k] = true
		}
	} else {
		s.plain.names = frequentNames(lines)
	}
	at := 0
	for i, l := range lines {
		s.line(i+1, at, l)
		at += len(l) + 1
	}
	s.end(len(text))
	if !s.spoken {
		return paragraphs(text)
	}
	return s.parts
}

// splitter finds where parts begin.
type splitter struct {
	text   string
	plain  plainReader
	only   map[string]bool
	parts  []Part
	now    Part
	open   bool
	spoken bool // somebody is named
}

func (s *splitter) line(n, at int, l string) {
	said := strings.TrimSpace(l)
	if said == "" {
		return
	}
	u, ok := s.begins(said)
	if !ok {
		if !s.open {
			s.now, s.open = Part{From: at, Line: n}, true
		}
		return
	}
	s.end(at)
	lead := len(l) - len(strings.TrimLeftFunc(l, unicode.IsSpace))
	from := at + lead + len(said) - len(u.Text)
	s.now, s.open, s.spoken = Part{Speaker: strings.Join(strings.Fields(u.Speaker), " "), T0: u.T0, From: from, Line: n}, true, s.spoken || u.Speaker != ""
}

// begins says whether a line begins a part; the words are the end of the line, as they stand there.
func (s *splitter) begins(said string) (Turn, bool) {
	if s.only != nil {
		who, words, ok := strings.Cut(said, ":")
		if ok && s.only[who] {
			return Turn{Speaker: who, Text: strings.TrimLeftFunc(words, unicode.IsSpace)}, true
		}
		return Turn{}, false
	}
	u, ok := s.plain.begins(said)
	return u, ok && strings.HasSuffix(said, u.Text)
}

func (s *splitter) end(at int) {
	if !s.open {
		return
	}
	s.open = false
	s.now.From, s.now.To = trimmed(s.text, s.now.From, at)
	if s.now.From < s.now.To {
		s.parts = append(s.parts, s.now)
	}
}

// trimmed is a place without the space at its ends.
func trimmed(text string, from, to int) (int, int) {
	to = from + len(strings.TrimRightFunc(text[from:to], unicode.IsSpace))
	return to - len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace)), to
}

// paragraphs divides a text at its empty lines, or where it has too few of them to stand between paragraphs at every
// line end.
func paragraphs(text string) (out []Part) {
	blank, lines := 0, 0
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		if lines++; strings.TrimSpace(l) == "" {
			blank++
		}
	}
	byLine := blank*linesOfParagraph < lines
	at, line, from, first := 0, 0, -1, 0
	end := func(to int) {
		if from < 0 {
			return
		}
		p := Part{Line: first}
		if p.From, p.To = trimmed(text, from, to); p.From < p.To {
			out = append(out, p)
		}
		from = -1
	}
	for _, l := range strings.Split(text, "\n") {
		line++
		empty := strings.TrimSpace(l) == ""
		if empty || byLine {
			end(at)
		}
		if !empty && from < 0 {
			from, first = at, line
		}
		at += len(l) + 1
	}
	end(len(text))
	return out
}

// linesOfParagraph is how many lines a paragraph has at most on average, in a text whose paragraphs stand between
// empty lines.
const linesOfParagraph = 12

// Points turns places of parts from bytes into Unicode code points of the text.
func Points(text string, parts []Part) []Part {
	out := make([]Part, len(parts))
	at, n := 0, 0
	for i, p := range parts {
		n += utf8.RuneCountInString(text[at:p.From])
		words := utf8.RuneCountInString(text[p.From:p.To])
		out[i] = p
		out[i].From, out[i].To = n, n+words
		n, at = n+words, p.To
	}
	return out
}
