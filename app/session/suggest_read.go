package session

import (
	"context"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/suggest"
)

// library is what people read in the study, by interview: what was coded, and what was left without a code.
type library struct {
	coder string // who may see it
	order []research.ID
	of    map[research.ID][]passageRead
	codes map[research.ID]research.Code // that may be suggested
}

// passageRead is one that somebody read.
type passageRead struct {
	askedAt
	text  string
	stage int
	codes []research.ID // none: left without a code
}

// mostPassages bounds what is learnt from. A study with more is learnt from a part of its interviews, drawn once.
const mostPassages = 10_000

// longestPassage is how many code points of a passage are looked at.
const longestPassage = 600

// read reads the stale interviews again, and all that there is room for the first time.
func (l *library) read(ctx context.Context, s *Session, stale map[research.ID]bool, pace suggest.Pace) error {
	if l.of == nil || l.coder != s.Coder() {
		l.of, l.coder = map[research.ID][]passageRead{}, s.Coder()
	}
	l.codes = map[research.ID]research.Code{}
	for _, c := range s.Offered().Codes {
		l.codes[c.ID] = c
	}
	rows := s.InterviewRows(InterviewFilter{})
	l.order = l.order[:0]
	n := 0
	for _, i := range rand.New(rand.NewPCG(uint64(len(rows)), 5)).Perm(len(rows)) {
		row := rows[i]
		id := row.Interview.ID
		if row.Codings == 0 && !row.Interview.Coded && !s.Blind(id) {
			delete(l.of, id)
			continue
		}
		if _, known := l.of[id]; !known || stale[id] {
			pace.Yield()
			list, err := s.readPassages(ctx, row)
			if err != nil {
				l.of = nil // half read is worth nothing
				return err
			}
			l.of[id] = list
		}
		l.order = append(l.order, id)
		if n += len(l.of[id]); n >= mostPassages {
			break
		}
	}
	slices.Sort(l.order)
	return ctx.Err()
}

// readPassages reads one interview as this coder may see it.
func (s *Session) readPassages(ctx context.Context, row InterviewRow) ([]passageRead, error) {
	id := row.Interview.ID
	turns, err := s.store.Turns(ctx, id)
	if err != nil {
		return nil, err
	}
	placed, err := s.Placed(ctx, id)
	if err != nil {
		return nil, err
	}
	stage := make(map[research.ID]int, len(turns))
	for _, t := range turns {
		stage[t.ID] = t.Stage
	}
	at := map[askedAt]int{}
	var out []passageRead
	for _, p := range placed {
		where := askedAt{id, p.From, p.To}
		i, known := at[where]
		if !known {
			i = len(out)
			at[where] = i
			out = append(out, passageRead{askedAt: where, text: firstOf(Quote(turns, p.From, p.To), longestPassage), stage: stage[p.From.Turn]})
		}
		if !slices.Contains(out[i].codes, p.Code.ID) {
			out[i].codes = append(out[i].codes, p.Code.ID)
		}
	}
	if row.Interview.Coded && !s.Blind(id) {
		out = append(out, leftOut(id, turns, placed)...)
	}
	return out, nil
}

// maskWords are masks and pseudonyms: whoever stands there, it says nothing of what was said.
var maskWords = regexp.MustCompile(`\[[^\[\]]{1,40}\]|\b[POS]\d{1,4}\b`)

// firstOf is the beginning of a text, without masks and pseudonyms.
func firstOf(text string, runes int) string {
	text = maskWords.ReplaceAllString(text, "…")
	for i := range text {
		if runes--; runes < 0 {
			return text[:i]
		}
	}
	return text
}

// leastWords is how many words a sentence needs to count as left without a code: "Yes, exactly." is never coded and
// never asked about.
const leastWords = 4

// leftOut lists the sentences of answers that no coding touches, in an interview that a person calls coded.
func leftOut(interview research.ID, turns []research.Turn, placed []Placed) (out []passageRead) {
	pos := make(map[research.ID]int, len(turns))
	for i, t := range turns {
		pos[t.ID] = i
	}
	for i, t := range turns {
		if t.Asked {
			continue
		}
		for _, span := range sentences(t.Text) {
			from, to := research.Anchor{Turn: t.ID, Offset: span[0]}, research.Anchor{Turn: t.ID, Offset: span[1]}
			text := Quote(turns[i:i+1], from, to)
			if len(strings.Fields(text)) < leastWords || slices.ContainsFunc(placed, func(p Placed) bool {
				a, b := pos[p.From.Turn], pos[p.To.Turn]
				return (a < i || a == i && p.From.Offset < span[1]) && (b > i || b == i && p.To.Offset > span[0])
			}) {
				continue
			}
			out = append(out, passageRead{askedAt: askedAt{interview, from, to}, text: firstOf(text, longestPassage), stage: t.Stage})
		}
	}
	return out
}

// sentences cuts a text at full stops, question and exclamation marks before a space, and at line ends: spans of code
// points.
func sentences(text string) (spans [][2]int) {
	from, at := 0, 0
	end := func() {
		if at > from {
			spans = append(spans, [2]int{from, at})
		}
		from = at
	}
	for i, r := range text {
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(max(r, 0)):])
		at++
		if r == '\n' || strings.ContainsRune(".?!…。？！", r) && (unicode.IsSpace(after) || after == utf8.RuneError || r > 0x3000) {
			end()
		}
	}
	end()
	return spans
}

// examples is everything that was read, as the suggester learns it: coded passages, as many at most that were left
// without a code, what was refused, and what the codebook says.
func (l *library) examples(refused map[askedAt]unwanted) []suggest.Example {
	var coded, left []suggest.Example
	for _, id := range l.order {
		for _, r := range l.of[id] {
			e := suggest.Example{Text: r.text, About: aboutPassage(r.stage), Group: string(r.interview), None: len(r.codes) == 0}
			for _, c := range r.codes {
				if _, may := l.codes[c]; may {
					e.Codes = append(e.Codes, string(c))
				}
			}
			for _, c := range refused[r.askedAt].codes {
				if !slices.Contains(r.codes, c) {
					e.Not = append(e.Not, string(c))
				}
			}
			switch {
			case len(e.Codes) > 0:
				coded = append(coded, e)
			case e.None:
				left = append(left, e)
			}
		}
	}
	out := append(coded, spread(left, len(coded))...)
	out = append(out, l.told()...)
	for p, r := range refused {
		if !l.has(p) {
			e := suggest.Example{Text: r.text, About: aboutPassage(r.stage), Group: string(p.interview)}
			for _, c := range r.codes {
				e.Not = append(e.Not, string(c))
			}
			out = append(out, e)
		}
	}
	return out
}

// told is what the codebook says of the codes.
func (l *library) told() (out []suggest.Example) {
	for _, id := range slices.Sorted(maps.Keys(l.codes)) {
		c := l.codes[id]
		out = append(out, suggest.Example{Text: c.Name + ". " + c.Definition + " " + c.Include, Codes: []string{string(id)}, Told: true})
	}
	return out
}

// has says whether a passage was coded or left without a code.
func (l *library) has(p askedAt) bool {
	return slices.ContainsFunc(l.of[p.interview], func(r passageRead) bool { return r.askedAt == p })
}

// aboutPassage is what the suggester may know of a passage besides its words.
func aboutPassage(stage int) []string {
	if stage <= 0 {
		return nil
	}
	return []string{"stage " + string(rune('0'+stage%10))}
}
