package session

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
)

// Agreed is how far the coders of a study agree on the interviews that more than one of them coded, as they put it
// before anything was settled.
type Agreed struct {
	Unit       analysis.Unit
	Coders     []string // the first coding, then the second coders; initials
	Blind      bool     // the second coders did not see the first coding
	Interviews int
	Waiting    int // interviews given for second coding that are not done
	Codes      []CodeAgreed
	Unused     int // codes of the codebook that neither used
	Overall    analysis.Agreement
	// Differences is how many places the coders coded differently by this unit, and Settled how many of those
	// were settled since.
	Differences, Settled int
	Warnings             []string
}

// CodeAgreed is the agreement on one code.
type CodeAgreed struct {
	Code  research.Code
	Used  []int // passages by coder, one coder's overlapping ones counted once
	Agree analysis.Agreement
}

// NeitherUsed says why agreement on a code is not defined that nobody used.
const NeitherUsed = "undefined: neither coder used this code"

// EstimateWords is a measure as a person reads it: "0.83 (0.71 to 0.95)", or "undefined: " and why.
func EstimateWords(e analysis.Estimate) string {
	if e.Defined() {
		return e.String()
	}
	return "undefined: " + strings.ToLower(e.Why[:1]) + strings.TrimSuffix(e.Why[1:], ".")
}

// doubly is an interview that several coders coded, ready to be compared.
type doubly struct {
	row    InterviewRow
	turns  []research.Turn // without the interviewer's, unless somebody coded them
	starts []int           // of each turn, in code points of all of them one after the other
	length int
	marks  []mark
	saw    []bool // by coder
}

// mark is one coding of one coder.
type mark struct {
	analysis.Mark
	coding   research.Coding
	verbatim research.Verbatim
}

// comparison is what the coders of a study put.
type comparison struct {
	book       *research.Codebook
	coders     []string
	second     map[string]int // position of a second coder
	blind      bool
	waiting    int
	verdicts   map[[2]research.ID]research.Verdict // by verbatim and code
	interviews []doubly
}

// Agreement measures how far the coders agree, by a unit: does the code stand anywhere in a turn, anywhere in an
// interview, or on which characters. Overall is over the codes that somebody used.
func (s *Session) Agreement(ctx context.Context, unit analysis.Unit) (Agreed, error) {
	c, err := s.compare(ctx)
	if err != nil {
		return Agreed{}, err
	}
	a := Agreed{Unit: unit, Coders: c.coders, Blind: c.blind, Interviews: len(c.interviews), Waiting: c.waiting}
	used := c.used()
	a.Unused = c.inUse() - len(used)
	list := make([]analysis.Doubly, len(c.interviews))
	for i, d := range c.interviews {
		list[i] = d.numbered(used)
	}
	byCode, overall := analysis.AgreeOn(unit, list, len(c.coders), len(used))
	a.Overall = overall
	for i, at := range used {
		a.Codes = append(a.Codes, CodeAgreed{Code: c.book.Codes[at], Used: c.passages(at), Agree: byCode[i]})
	}
	for _, p := range c.places(unit) {
		a.Differences++
		if p.Settled {
			a.Settled++
		}
	}
	a.Warnings = a.doubts()
	return a, nil
}

// doubts are what a reader has to know.
func (a Agreed) doubts() (out []string) {
	switch {
	case a.Interviews == 0 && a.Waiting > 0:
		out = append(out, fmt.Sprintf("No interview has been coded twice yet; %d are waiting for their second coder.", a.Waiting))
	case a.Interviews == 0:
		out = append(out, "No interview has been coded by two people. Give some to a second coder first.")
	case a.Interviews < 5:
		out = append(out, fmt.Sprintf("%d interviews were coded twice: too few for intervals, which need 5.", a.Interviews))
	}
	if a.Interviews > 0 && !a.Blind {
		out = append(out, "These codings were not made blind: each coder could see what the other had put.")
	}
	return out
}

// compare reads what every coder put, as it was before anything was settled.
func (s *Session) compare(ctx context.Context) (*comparison, error) {
	c := &comparison{book: s.Book(), second: map[string]int{}, verdicts: map[[2]research.ID]research.Verdict{}}
	given, err := s.store.Assignments(ctx)
	if err != nil {
		return nil, err
	}
	settled, err := s.store.Verdicts(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range settled {
		c.verdicts[[2]research.ID{v.Verbatim, v.Code}] = v
	}
	if len(given) == 0 {
		return c, s.compareSeen(ctx, c)
	}
	return c, s.compareBlind(ctx, c, given)
}

// compareBlind compares the first coding of each interview with the second ones of it that are done.
func (s *Session) compareBlind(ctx context.Context, c *comparison, given []research.Assignment) error {
	c.blind, c.coders = true, []string{""}
	done := map[research.ID][]string{}
	for _, a := range given {
		if !a.Done {
			c.waiting++
			continue
		}
		if _, ok := c.second[a.Coder]; !ok {
			c.second[a.Coder] = len(c.coders)
			c.coders = append(c.coders, a.Coder)
		}
		done[a.Interview] = append(done[a.Interview], a.Coder)
	}
	first := map[string]bool{}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		by := done[r.Interview.ID]
		if len(by) == 0 || s.Blind(r.Interview.ID) {
			continue
		}
		d, err := s.doubly(ctx, c, r, func(k research.Coding) int {
			switch {
			case k.Round == research.SecondRound && slices.Contains(by, k.Coder):
				return c.second[k.Coder]
			case k.Round == research.SetAside, k.Counts() && !c.putBySettling(k):
				first[k.Coder] = true
				return 0
			}
			return -1
		})
		if err != nil {
			return err
		}
		d.saw = make([]bool, len(c.coders))
		d.saw[0] = r.Interview.Coded || slices.ContainsFunc(d.marks, func(m mark) bool { return m.Coder == 0 })
		for _, k := range by {
			d.saw[c.second[k]] = true
		}
		if d.saw[0] {
			c.interviews = append(c.interviews, d)
		} else {
			c.waiting++
		}
	}
	c.coders[0] = strings.Join(slices.Sorted(maps.Keys(first)), "+")
	return nil
}

// putBySettling says whether a coding stands only since the coders settled it.
func (c *comparison) putBySettling(k research.Coding) bool {
	v, ok := c.verdicts[[2]research.ID{k.Verbatim, k.Code}]
	return ok && v.Stands && !v.First
}

// compareSeen compares coders who coded the same interviews in the first round, as imported codings may have been.
func (s *Session) compareSeen(ctx context.Context, c *comparison) error {
	byRound, err := s.store.CodersOf(ctx)
	if err != nil {
		return err
	}
	c.coders = slices.Sorted(maps.Keys(byRound[research.FirstRound]))
	if len(c.coders) < 2 {
		return nil
	}
	for i, k := range c.coders {
		c.second[k] = i
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if s.Blind(r.Interview.ID) {
			continue
		}
		d, err := s.doubly(ctx, c, r, func(k research.Coding) int {
			if i, ok := c.second[k.Coder]; ok && k.Counts() {
				return i
			}
			return -1
		})
		if err != nil {
			return err
		}
		d.saw = make([]bool, len(c.coders))
		n := 0
		for _, m := range d.marks {
			if !d.saw[m.Coder] {
				d.saw[m.Coder] = true
				n++
			}
		}
		if n > 1 {
			c.interviews = append(c.interviews, d)
		}
	}
	return nil
}

// doubly reads one interview; coder says whose a coding is, or -1.
func (s *Session) doubly(ctx context.Context, c *comparison, r InterviewRow, coder func(research.Coding) int) (doubly, error) {
	d := doubly{row: r}
	vs, err := s.store.Verbatims(ctx, r.Interview.ID)
	if err != nil {
		return d, err
	}
	byID := make(map[research.ID]research.Verbatim, len(vs))
	for _, v := range vs {
		byID[v.ID] = v
	}
	cs, err := s.store.Codings(ctx, r.Interview.ID)
	if err != nil {
		return d, err
	}
	turns, err := s.store.Turns(ctx, r.Interview.ID)
	if err != nil {
		return d, err
	}
	for _, k := range cs {
		v, ok := byID[k.Verbatim]
		code, known := c.successor(k.Code)
		if who := coder(k); who >= 0 && ok && known && !v.Orphan {
			d.marks = append(d.marks, mark{Mark: analysis.Mark{Coder: who, Code: c.book.Index(code)}, coding: k, verbatim: v})
		}
	}
	d.lay(turns)
	return d, nil
}

// successor is the code that a code was merged into, or itself.
func (c *comparison) successor(id research.ID) (research.ID, bool) {
	for range c.book.Codes {
		k, ok := c.book.Code(id)
		if !ok {
			return "", false
		}
		if k.MergedInto == "" {
			return id, true
		}
		id = k.MergedInto
	}
	return id, true
}

// lay puts the turns one after the other, and the marks on them. What the interviewer said is no unit to agree on,
// unless somebody coded it.
func (d *doubly) lay(turns []research.Turn) {
	at := map[research.ID]int{}
	for i, t := range turns {
		at[t.ID] = i
	}
	coded := make([]bool, len(turns))
	for _, m := range d.marks {
		for i := at[m.verbatim.From.Turn]; i <= at[m.verbatim.To.Turn] && i < len(turns); i++ {
			coded[i] = true
		}
	}
	start := map[research.ID]int{}
	for i, t := range turns {
		if t.Asked && !coded[i] {
			continue
		}
		start[t.ID] = d.length
		d.turns, d.starts = append(d.turns, t), append(d.starts, d.length)
		d.length += len([]rune(t.Text))
	}
	for i := range d.marks {
		m := &d.marks[i]
		m.From, m.To = start[m.verbatim.From.Turn]+m.verbatim.From.Offset, start[m.verbatim.To.Turn]+m.verbatim.To.Offset
	}
}

// numbered is the interview as package analysis takes it, with the codes numbered by their place among those used.
func (d *doubly) numbered(used []int) analysis.Doubly {
	out := analysis.Doubly{Saw: d.saw}
	for i := range d.turns {
		out.Turns = append(out.Turns, len([]rune(d.turns[i].Text)))
	}
	for _, m := range d.marks {
		k := m.Mark
		k.Code, _ = slices.BinarySearch(used, m.Code)
		out.Marks = append(out.Marks, k)
	}
	return out
}

// used is the codes that somebody used, as places in the codebook, in its order.
func (c *comparison) used() []int {
	seen := map[int]bool{}
	for _, d := range c.interviews {
		for _, m := range d.marks {
			seen[m.Code] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// inUse is how many codes could have been used.
func (c *comparison) inUse() (n int) {
	for _, k := range c.book.Codes {
		if k.MergedInto == "" {
			n++
		}
	}
	return n
}

// passages counts the passages of a code by coder, overlapping ones of one coder once.
func (c *comparison) passages(code int) []int {
	out := make([]int, len(c.coders))
	for i := range c.interviews {
		for coder := range c.coders {
			var spans [][2]int
			for _, m := range c.interviews[i].marks {
				if m.Code == code && m.Coder == coder {
					spans = append(spans, [2]int{m.From, m.To})
				}
			}
			out[coder] += len(mergedSpans(spans))
		}
	}
	return out
}

// mergedSpans joins spans that overlap.
func mergedSpans(spans [][2]int) (out [][2]int) {
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	for _, sp := range spans {
		if n := len(out) - 1; n >= 0 && sp[0] < out[n][1] {
			out[n][1] = max(out[n][1], sp[1])
		} else {
			out = append(out, sp)
		}
	}
	return out
}
