package session

import (
	"slices"

	"openloop/research"
	"openloop/research/suggest"
)

// SuggestedCode is a code that is suggested for a passage, and why.
type SuggestedCode struct {
	Code  research.Code
	Words []string // of the passage that weighed most, at most three
	Like  string   // the nearest passage with this code, redacted as the study has it; "" where none is near
	Where string   // the label of the interview that it is from
	Alike float64  // how like the two are, 0 to 1
}

// nearEnough is how like a coded passage has to be to stand as a reason.
const nearEnough = .12

// Suggested is what there is to say about a passage.
type Suggested struct {
	State   SuggestState
	Codes   []SuggestedCode // at most three, the likeliest first
	Refused bool            // the person wanted none of the suggestions here
}

// suggestions is how many codes are suggested.
const suggestions = 3

// Suggestions are the codes that passages like this one were given in this study, without those that it has. It takes
// about a millisecond and reads nothing from the file. turns is the interview's transcript.
func (s *Session) Suggestions(interview research.ID, turns []research.Turn, from, to research.Anchor, has []research.ID) Suggested {
	g := &s.suggest
	g.atWork()
	g.mu.Lock()
	l, out := g.lesson, Suggested{State: g.state}
	_, out.Refused = g.refused[askedAt{interview, from, to}]
	if l != nil && l.coder != s.Coder() {
		g.startAgain()
		out.State = SuggestLearning
	}
	g.mu.Unlock()
	if out.State != SuggestReady || out.Refused {
		return out
	}
	text := firstOf(Quote(turns, from, to), longestPassage)
	book := s.Book()
	for _, x := range l.model.Suggest(text, aboutPassage(stageAt(turns, from)), suggestions+len(has)) {
		c, ok := book.Code(research.ID(x.Code))
		if !ok || slices.Contains(has, c.ID) || len(out.Codes) == suggestions {
			continue
		}
		out.Codes = append(out.Codes, s.because(c, x, l, text))
	}
	return out
}

// because is a suggestion with its reasons.
func (s *Session) because(c research.Code, x suggest.Suggestion, l *lesson, text string) SuggestedCode {
	out := SuggestedCode{Code: c, Words: x.Because, Alike: x.Alike}
	if x.Like >= 0 && x.Alike >= nearEnough && l.examples[x.Like].Text != text {
		e := l.examples[x.Like]
		row, _ := s.InterviewRow(research.ID(e.Group))
		out.Like, out.Where = e.Text, row.Interview.Label
	}
	return out
}

func stageAt(turns []research.Turn, at research.Anchor) int {
	for _, t := range turns {
		if t.ID == at.Turn {
			return t.Stage
		}
	}
	return 0
}

// RefuseSuggestions notes that a person wanted none of the codes that were suggested for a passage; nothing more is
// suggested for it, and less for passages like it. It is remembered while the study is open and stored nowhere.
func (s *Session) RefuseSuggestions(interview research.ID, turns []research.Turn, from, to research.Anchor, codes []research.ID) {
	g := &s.suggest
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stop == nil || len(codes) == 0 {
		return
	}
	if g.refused == nil {
		g.refused = map[askedAt]unwanted{}
	}
	p := askedAt{interview, from, to}
	r := g.refused[p]
	for _, c := range codes {
		if !slices.Contains(r.codes, c) {
			r.codes = append(r.codes, c)
		}
	}
	r.text, r.stage = firstOf(Quote(turns, from, to), longestPassage), stageAt(turns, from)
	g.refused[p] = r
	g.nudge()
}

// AllowSuggestions takes back that a person wanted none of the codes suggested for a passage.
func (s *Session) AllowSuggestions(interview research.ID, from, to research.Anchor) {
	g := &s.suggest
	g.mu.Lock()
	defer g.mu.Unlock()
	p := askedAt{interview, from, to}
	if _, ok := g.refused[p]; ok && g.stop != nil {
		delete(g.refused, p)
		g.nudge()
	}
}

// SuggestionRate is how often suggestions would have been right in this study: each part of its interviews is coded
// from what was coded in the others. Measured is false until that has been counted.
type SuggestionRate struct {
	State    SuggestState
	Measured bool
	Passages int // coded passages that were asked about
	First    int // of them, right at first
	Three    int // of them, right among three
	Left     int // passages left without a code that were asked about
	Silent   int // of them, for which nothing would have been suggested
	Codes    []CodeSuggestionRate
	Need     int // examples that a code needs before it is suggested
	May      int // codes that may be suggested
}

// CodeSuggestionRate is the rate of one code.
type CodeSuggestionRate struct {
	Code                   research.Code
	Passages, First, Three int
}

// SuggestionRate answers what was last measured, codes with the most passages first.
func (s *Session) SuggestionRate() SuggestionRate {
	g := &s.suggest
	g.mu.Lock()
	l, out := g.lesson, SuggestionRate{State: g.state, Need: suggest.Few}
	if l == nil {
		g.mu.Unlock()
		return out
	}
	rate := l.rate
	out.Measured, out.May = l.rated, l.enough
	g.mu.Unlock()
	out.Passages, out.First, out.Three, out.Left, out.Silent = rate.Passages, rate.First, rate.Three, rate.Left, rate.Silent
	book := s.Book()
	for _, r := range rate.Codes {
		if c, ok := book.Code(research.ID(r.Code)); ok {
			out.Codes = append(out.Codes, CodeSuggestionRate{c, r.Passages, r.First, r.Three})
		}
	}
	slices.SortStableFunc(out.Codes, func(a, b CodeSuggestionRate) int { return b.Passages - a.Passages })
	return out
}
