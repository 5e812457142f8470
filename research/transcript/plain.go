package transcript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The styles of plain text, each a line of its own or the beginning of one.
var (
	// "[00:00:03] Speaker 1: Thanks", "00:03 Speaker 1: Thanks", "(0:03) Ann: Thanks"
	timeFirst = regexp.MustCompile(`^[\[(]?(\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)[\])]?[\t ]+(.*)$`)
	// "Ann Lee  0:03", "Ann Lee 00:00:03", "Ann Lee (00:03)" alone on its line
	nameThenTime = regexp.MustCompile(`^(.{1,60}?)[\t ,]+[\[(]?(\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)[\])]?$`)
	// "Ann Lee (00:03): Thanks", "Ann Lee [00:03] Thanks"
	nameTimeWords = regexp.MustCompile(`^(.{1,60}?)[\t ]+[\[(](\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)[\])]:?[\t ]*(.+)$`)
	// "**Ann Lee:** Thanks", "*Ann*: Thanks", "### Ann"
	marked = regexp.MustCompile(`^(?:#{1,6}[\t ]+|[-*][\t ]+)?[*_]{1,3}([^*_:]{1,60}):?[*_]{1,3}:?[\t ]*(.*)$`)
)

// plain reads text line by line. What begins with nobody goes on with who spoke last.
func plain(words string) *Talk {
	t := &Talk{Kind: "text"}
	lines := strings.Split(words, "\n")
	p := &plainReader{talk: t, names: frequentNames(lines)}
	for i, l := range lines {
		p.line(i+1, strings.TrimRightFunc(l, unicode.IsSpace))
	}
	p.end()
	return t
}

// plainReader puts lines together to turns.
type plainReader struct {
	talk  *Talk
	names map[string]bool // what stands before a colon often enough to be a speaker
	now   Turn
	words strings.Builder // of now: what nobody speaks may be long
	open  bool
}

func (p *plainReader) line(n int, l string) {
	said := strings.TrimSpace(l)
	if said == "" {
		return
	}
	if u, ok := p.begins(said); ok {
		p.end()
		u.Line = n
		p.now, p.open = u, true
		p.words.WriteString(u.Text)
		return
	}
	if !p.open {
		p.now, p.open = Turn{Line: n}, true
	}
	if p.words.Len() > 0 {
		p.words.WriteByte('\n')
	}
	p.words.WriteString(said)
}

func (p *plainReader) end() {
	if p.open {
		p.now.Text = p.words.String()
		p.talk.Turns = append(p.talk.Turns, p.now)
	}
	p.words = strings.Builder{}
	p.open = false
}

// mayBegin says whether a line has any of the marks that beginnings have: most lines of a long text have none, and
// need not be looked at closely.
func mayBegin(l string) bool { return strings.ContainsAny(l, ":：[<*_") }

// begins says whether a line begins a turn, and the turn.
func (p *plainReader) begins(l string) (Turn, bool) {
	if !mayBegin(l) {
		return Turn{}, false
	}
	if fields := strings.SplitN(l, "\t", 3); len(fields) == 3 {
		if ms, ok := clock(fields[0]); ok {
			return Turn{Speaker: fields[1], T0: ms, Text: fields[2]}, true
		}
		if ms, ok := clock(fields[1]); ok {
			return Turn{Speaker: fields[0], T0: ms, Text: fields[2]}, true
		}
	}
	if m := timeFirst.FindStringSubmatch(l); m != nil {
		if ms, ok := clock(m[1]); ok {
			who, said := p.before(m[2])
			return Turn{Speaker: who, T0: ms, Text: said}, true
		}
	}
	if m := nameTimeWords.FindStringSubmatch(l); m != nil && nameLike(m[1]) {
		ms, _ := clock(m[2])
		return Turn{Speaker: strings.TrimRight(m[1], ": "), T0: ms, Text: m[3]}, true
	}
	if m := nameThenTime.FindStringSubmatch(l); m != nil && nameLike(m[1]) {
		ms, _ := clock(m[2])
		return Turn{Speaker: strings.TrimRight(m[1], ": "), T0: ms}, true
	}
	if m := marked.FindStringSubmatch(l); m != nil && nameLike(m[1]) && (strings.Contains(l, ":") || p.names[m[1]]) {
		return Turn{Speaker: m[1], Text: m[2]}, true
	}
	if who, said := p.before(l); who != "" {
		return Turn{Speaker: who, Text: said}, true
	}
	return Turn{}, false
}

// before divides a line at the colon after a speaker, where one is.
func (p *plainReader) before(l string) (who, said string) {
	who, said = named(l)
	if who != "" && !p.names[who] && !oneLetter(who) {
		return "", l
	}
	return who, said
}

// named divides "Ann Lee: Thanks" into who and what; nobody where what stands before a colon is no name.
func named(l string) (who, said string) {
	l = strings.TrimSpace(l)
	if strings.HasPrefix(l, "[") || strings.HasPrefix(l, "<") { // "[Ann Lee] Thanks"
		if end := strings.IndexAny(l, "]>"); end > 1 && end < 60 && nameLike(l[1:end]) && len(l) > end+1 {
			return strings.TrimSpace(l[1:end]), strings.TrimSpace(strings.TrimLeft(l[end+1:], ": "))
		}
	}
	at := strings.IndexAny(l, ":：")
	if at < 1 || at > 80 {
		return "", l
	}
	who = strings.TrimSpace(l[:at])
	_, size := utf8.DecodeRuneInString(l[at:])
	rest := l[at+size:]
	if !nameLike(who) || strings.HasPrefix(rest, "//") {
		return "", l
	}
	return who, strings.TrimSpace(rest)
}

// nameLike says whether words may be how a speaker is called: a few of them, the first with a capital or a letter
// without one, and no sentence.
func nameLike(s string) bool {
	s = strings.Trim(strings.TrimSpace(s), "*_")
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 || utf8.RuneCountInString(s) > 50 || strings.ContainsAny(s, ".?!;") && !initials.MatchString(s) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || unicode.IsLetter(first) && !unicode.IsLower(first)
}

// initials are dots that end no sentence: "Dr. Lee", "A. Lee", "Q."
var initials = regexp.MustCompile(`^(?:\p{L}{1,3}\.[\t ]?)+[^.?!;]*$`)

func oneLetter(s string) bool { return utf8.RuneCountInString(strings.Trim(s, ".")) == 1 }

// frequentNames is what stands before a colon at the beginning of lines and may be a speaker: twice at least, or once
// where it is among the first lines or the file is short. A word that is no name ("Problem:", said once) is not.
func frequentNames(lines []string) map[string]bool {
	count := map[string]int{}
	early := map[string]bool{}
	spoken := 0
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		spoken++
		if !mayBegin(l) {
			continue
		}
		if m := timeFirst.FindStringSubmatch(l); m != nil {
			l = m[2]
		}
		if m := marked.FindStringSubmatch(l); m != nil {
			l = m[1] + ": " + m[2]
		}
		if who, _ := named(l); who != "" {
			count[who]++
			early[who] = early[who] || spoken <= 4
		}
	}
	names := map[string]bool{}
	for who, n := range count {
		names[who] = n > 1 || early[who] || spoken <= 12
	}
	return names
}

// Guess says which speaker asks: the one called so, or else the one with most question marks; "" where nobody is
// sure to.
func (t *Talk) Guess() string {
	for _, s := range t.Speakers {
		if asks.MatchString(s) {
			return s
		}
	}
	questions, most := map[string]int{}, ""
	for _, u := range t.Turns {
		questions[u.Speaker] += strings.Count(u.Text, "?") + strings.Count(u.Text, "？")
	}
	for _, s := range t.Speakers {
		if most == "" || questions[s] > questions[most] {
			most = s
		}
	}
	others := slices.ContainsFunc(t.Speakers, func(s string) bool { return s != most && questions[s]*2 > questions[most] })
	if most == "" || questions[most] < 2 || others {
		return ""
	}
	return most
}

var asks = regexp.MustCompile(`(?i)^(?:[iq][.:]?\s*\d*$|(?:interviewer(?:in)?|moderator(?:in)?|researcher|int|iv|enquêteur|enquêtrice|entrevistador[a]?|interviewend[er]|fragende[r]?)\b)`)
