package session

import (
	"context"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// QuoteState says how a coded verbatim stands on its way into the report.
type QuoteState string

// The states of quotes.
const (
	QuoteToClear    QuoteState = "to clear"    // nobody has looked at it yet
	QuoteAsSaid     QuoteState = "as said"     // cleared, in the words that were said
	QuoteReworded   QuoteState = "reworded"    // cleared in other words
	QuoteVoid       QuoteState = "void"        // was cleared, and what was cleared has changed since
	QuoteLimit      QuoteState = "limit"       // cleared, and two others of the person stand before it
	QuoteRefused    QuoteState = "refused"     // looked at, and not to leave
	QuoteNotAllowed QuoteState = "not allowed" // whoever said it has not agreed, or has withdrawn
)

// Cleared says whether the quote was cleared and may leave, room permitting.
func (q QuoteState) Cleared() bool {
	return q == QuoteAsSaid || q == QuoteReworded || q == QuoteLimit
}

// Candidate is a coded verbatim that may become a quote.
type Candidate struct {
	QuoteRow
	State    QuoteState
	Why      string // a sentence: why it is not allowed, void or left out; "" where there is nothing to say
	Reworded string // the wording to print instead, "" none
	Codes    []research.Code
	Voices   []research.Participant // everybody who may have said it
	Consent  research.Consent       // the least among them
	Public   bool                   // one of them speaks of the subject in public
	Theme    string                 // name of the first theme that counts it, "" none
	Chosen   bool                   // chosen for that theme, and so before others of the same person
	InPack   bool
	Clashes  bool // an earlier pack signed it otherwise, so that it stays out
	Signed   report.Attribution
	Tales    []privacy.TellTale // in Text; unusual phrases are looked for by TellTales only

	themeID  research.ID
	themeOf  []research.ID
	few, k   int // interviews of the same segment, region and outcome, and how many it takes
	verbatim research.ID
}

// Label is what screens call whoever is quoted: P07.
func (c *Candidate) Label() string { return c.Interview.Interview.Label }

// Few says that fewer interviews than it takes share the segment, region and outcome of the quote's.
func (c *Candidate) Few() bool { return c.few < c.k }

// QuoteFilter says which quotes to list. Zero values mean any.
type QuoteFilter struct {
	Wave   research.ID
	Theme  research.ID
	States []QuoteState
	Words  string      // of the quote, its wording, its codes, its interview
	Most   int         // on a page: it ends with the interview that reaches it; 0 for the usual thousand
	After  research.ID // the interview after which the list begins: QuoteList.Next of the page before, "" for the first
}

// QuoteList is the quotes that pass a filter, and how many there are of each state whatever the states asked
// for.
type QuoteList struct {
	Rows   []Candidate
	Counts map[QuoteState]int
	More   bool        // there are more than are listed
	Next   research.ID // where More: what the next page begins after
	Partly bool        // not every interview was looked into, so Counts are of some only
}

// maxCandidates is how many quotes are listed at once. In a study of more than wholeStudy interviews only those
// are looked into that the list needs.
const (
	maxCandidates = 1000
	wholeStudy    = 2000
)

// Quotes lists the coded verbatims of a study as candidates for quotes, interview by interview.
func (s *Session) Quotes(ctx context.Context, f QuoteFilter) (*QuoteList, error) {
	l, err := s.newQuoteLister(ctx, f)
	if err != nil {
		return nil, err
	}
	rows := s.InterviewRows(InterviewFilter{Wave: f.Wave})
	var in map[research.ID]bool
	if len(rows) > wholeStudy && f.settled() {
		l.out.Partly = true
		if in, err = s.quotedIn(ctx, l.cleared); err != nil {
			return nil, err
		}
	}
	if f.After != "" {
		i := slices.IndexFunc(rows, func(r InterviewRow) bool { return r.Interview.ID == f.After })
		rows, l.out.Partly = rows[i+1:], true // an interview that is gone begins anew
	}
	last := f.After
	for _, r := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r.Codings == 0 || in != nil && !in[r.Interview.ID] {
			continue
		}
		if l.out.More = len(l.out.Rows) >= or(f.Most, maxCandidates); l.out.More {
			l.out.Partly, l.out.Next = true, last
			break
		}
		if err := l.take(ctx, r); err != nil {
			return nil, err
		}
		last = r.Interview.ID
	}
	return &l.out, nil
}

// settled says that only quotes are asked for about which something was settled.
func (f QuoteFilter) settled() bool {
	return len(f.States) > 0 && !slices.ContainsFunc(f.States, func(s QuoteState) bool { return s == QuoteToClear || s == QuoteNotAllowed })
}

// quoteLister makes a list of quotes.
type quoteLister struct {
	s       *Session
	f       QuoteFilter
	words   []string
	cleared map[research.ID]research.Clearance
	themes  []research.Theme
	plan    *report.QuotePlan
	dict    *privacy.Dictionary
	few     map[[3]string]int
	k       int
	out     QuoteList
}

func (s *Session) newQuoteLister(ctx context.Context, f QuoteFilter) (*quoteLister, error) {
	l := &quoteLister{s: s, f: f, words: strings.Fields(fold(f.Words)), few: map[[3]string]int{}, k: s.leastInterviews()}
	l.out.Counts = map[QuoteState]int{}
	in, err := s.packInput(ctx, PackOptions{Wave: f.Wave, Draft: true})
	if err != nil {
		return nil, err
	}
	if l.plan, err = report.PlanQuotes(ctx, in); err != nil {
		return nil, err
	}
	l.dict, l.themes = in.Dictionary, slices.Clone(in.Themes)
	slices.SortStableFunc(l.themes, func(a, b research.Theme) int { return a.Pos - b.Pos })
	if l.cleared, err = s.judged(ctx); err != nil {
		return nil, err
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		l.few[sharedBy(r)]++
	}
	return l, nil
}

// leastInterviews is k, with its default and floor.
func (s *Session) leastInterviews() int {
	if k := s.store.Study().MinInterviews; k > 0 {
		return max(k, research.FloorMinInterviews)
	}
	return research.DefaultMinInterviews
}

// sharedBy is what a reader may know of an interview: segment, region and outcome.
func sharedBy(r InterviewRow) [3]string {
	return [3]string{r.Organisation.Segment, r.Organisation.Region, string(r.Interview.Outcome)}
}

// take adds the quotes of one interview.
func (l *quoteLister) take(ctx context.Context, r InterviewRow) error {
	turns, err := l.s.store.Turns(ctx, r.Interview.ID)
	if err != nil {
		return err
	}
	placed, err := l.s.counted(ctx, r.Interview.ID)
	if err != nil {
		return err
	}
	at := map[research.ID]int{}
	var mine []Candidate
	for _, p := range placed {
		i, ok := at[p.Verbatim]
		if !ok {
			i = len(mine)
			at[p.Verbatim] = i
			mine = append(mine, Candidate{QuoteRow: QuoteRow{Text: Quote(turns, p.From, p.To), Placed: p, Interview: r}, verbatim: p.Verbatim})
		}
		mine[i].Codes = append(mine[i].Codes, p.Code)
		l.inThemes(&mine[i], p)
	}
	for i := range mine {
		c := &mine[i]
		if strings.TrimSpace(c.Text) == "" {
			continue
		}
		l.judge(c, turns)
		if !l.passes(c) {
			continue
		}
		l.out.Counts[c.State]++
		if len(l.f.States) == 0 || slices.Contains(l.f.States, c.State) {
			c.Tales = privacy.TellTales(c.Text, privacy.TellTaleOptions{Dictionary: l.dict, Public: c.Public, Few: c.few, K: l.k})
			l.out.Rows = append(l.out.Rows, *c)
		}
	}
	return nil
}

// inThemes notes which themes count a coding.
func (l *quoteLister) inThemes(c *Candidate, p Placed) {
	for _, t := range l.themes {
		chosen := slices.Contains(t.Quotes, c.verbatim)
		side := t.Says.Polarity()
		if !chosen && (!slices.Contains(t.Codes, p.Coding.Code) || side != nil && *side != p.Polarity) || slices.Contains(c.themeOf, t.ID) {
			continue
		}
		c.themeOf = append(c.themeOf, t.ID)
		if c.Theme == "" || chosen && !c.Chosen {
			c.Theme, c.themeID, c.Chosen = t.Name, t.ID, chosen
		}
	}
}

// judge settles how a quote stands.
func (l *quoteLister) judge(c *Candidate, turns []research.Turn) {
	c.Voices = voices(c.Interview, turns, c.Placed)
	c.Consent = leastConsent(c.Voices)
	for _, p := range c.Voices {
		c.Public = c.Public || p.Public
	}
	c.few, c.k = l.few[sharedBy(c.Interview)], l.k
	c.Signed = l.plan.AttributionOf(c.Interview.Interview.ID, c.Placed.Coding.Code)
	c.InPack = l.plan.Has(c.verbatim)
	c.Clashes = l.plan.Clashes(c.verbatim)
	given, known := l.cleared[c.verbatim]
	c.Level, c.Reworded = given.Level, given.Reworded
	whole := given.Rev == revOf(turns, c.Placed.From, c.Placed.To)
	c.State, c.Why = stateOf(c, known, whole)
	c.Cleared = c.State.Cleared()
}

// stateOf is how a quote stands, and why where that needs saying.
func stateOf(c *Candidate, known, whole bool) (QuoteState, string) {
	switch {
	case slices.ContainsFunc(c.Voices, func(p research.Participant) bool { return p.Withdrawn }):
		return QuoteNotAllowed, "They have withdrawn from the study."
	case len(c.Voices) == 0:
		return QuoteNotAllowed, "Nobody is noted who may have said it."
	case c.Consent == research.ConsentUnasked:
		return QuoteNotAllowed, "Nobody has asked yet whether they may be quoted."
	case c.Consent == research.ConsentNone:
		return QuoteNotAllowed, "They have not agreed to be quoted."
	case !known:
		return QuoteToClear, ""
	case c.Level == research.QuoteRefused:
		return QuoteRefused, "Somebody has looked at it and kept it in."
	case !whole:
		return QuoteVoid, "The text has changed since it was cleared."
	case !levelAllowed(c.Level, c.Consent):
		return QuoteVoid, "It was cleared as said, and now they allow other words only."
	case c.InPack && c.Level == research.ClearedReworded:
		return QuoteReworded, ""
	case c.InPack:
		return QuoteAsSaid, ""
	case c.Clashes:
		return QuoteLimit, "Cleared, but not printed: an earlier pack signed it otherwise, and who reads both could tell who said it."
	case c.Signed.MayNot != "":
		return QuoteLimit, "Cleared, but not printed: too few could have said it (" + c.Signed.MayNot + ")."
	}
	return QuoteLimit, "Cleared, but not printed: the report takes two quotes of a person, and two others stand before it."
}

// levelAllowed says whether a consent covers a form of quoting.
func levelAllowed(l research.ClearanceLevel, c research.Consent) bool {
	return c == research.ConsentFree || c == research.ConsentReworded && l == research.ClearedReworded
}

// passes says whether a quote is asked for, its state apart.
func (l *quoteLister) passes(c *Candidate) bool {
	if l.f.Theme != "" && !slices.Contains(c.themeOf, l.f.Theme) {
		return false
	}
	if len(l.words) == 0 {
		return true
	}
	in := fold(strings.Join([]string{c.Text, c.Reworded, c.Placed.Code.Name, c.Label(), c.Theme}, " "))
	return !slices.ContainsFunc(l.words, func(w string) bool { return !strings.Contains(in, w) })
}

// voices is everybody who may have said a quote: those who speak in it where the transcript tells several
// people apart, else all who took part.
func voices(r InterviewRow, turns []research.Turn, p Placed) []research.Participant {
	if len(r.Participants) < 2 {
		return r.Participants
	}
	byName := map[string]research.Participant{}
	for _, x := range r.Participants {
		byName[x.Pseudonym] = x
	}
	told, mine, in := map[string]bool{}, map[string]bool{}, false
	for _, t := range turns {
		in = in || t.ID == p.From.Turn
		if !t.Asked {
			told[t.Speaker] = true
			if in {
				mine[t.Speaker] = true
			}
		}
		if t.ID == p.To.Turn {
			in = false
		}
	}
	known := 0
	for name := range told {
		if _, ok := byName[name]; ok {
			known++
		}
	}
	if known < 2 {
		return r.Participants
	}
	var out []research.Participant
	for name := range mine {
		x, ok := byName[name]
		if !ok {
			return r.Participants
		}
		out = append(out, x)
	}
	if len(out) == 0 {
		return r.Participants
	}
	return out
}

// consentRank orders consents from least to most.
var consentRank = map[research.Consent]int{research.ConsentNone: 0, research.ConsentUnasked: 1, research.ConsentReworded: 2, research.ConsentFree: 3}

// leastConsent is what all of them allow.
func leastConsent(people []research.Participant) research.Consent {
	if len(people) == 0 {
		return research.ConsentUnasked
	}
	least := research.ConsentFree
	for _, p := range people {
		if consentRank[p.Consent] < consentRank[least] {
			least = p.Consent
		}
	}
	return least
}

// TellTales is everything in some words of a quote that may give its speaker away, phrases that nobody else of
// the study uses among them.
func (s *Session) TellTales(ctx context.Context, c Candidate, words string) ([]privacy.TellTale, error) {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return nil, err
	}
	var failed error
	elsewhere := func(word string) int {
		hits, err := s.store.Search(ctx, word+" ", enoughHits)
		if err != nil {
			failed = err
		}
		others := map[research.ID]bool{}
		for _, h := range hits {
			if h.Interview != c.Interview.Interview.ID {
				others[h.Interview] = true
			}
		}
		return len(others)
	}
	tales := privacy.TellTales(words, privacy.TellTaleOptions{Dictionary: d, Elsewhere: elsewhere, Public: c.Public, Few: c.few, K: s.leastInterviews()})
	return tales, failed
}

// enoughHits is how many turns are looked at to find a word in another interview.
const enoughHits = 60
