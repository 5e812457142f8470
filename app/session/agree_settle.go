package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// Difference is where the first coding of an interview and a second one differ on one code.
type Difference struct {
	Interview InterviewRow
	Code      research.Code
	First     []Put // what the first coding has there
	Second    []Put
	Coders    [2]string // initials
	From, To  research.Anchor
	Settled   bool
	Note      string // of what was settled
	Ruling    Ruling
}

// Put is one passage that a coder gave the code.
type Put struct {
	Coding   research.Coding
	From, To research.Anchor
	Text     string
	// Before and After are what stands around it in its turns.
	Before, After string
}

// Ruling is how a difference is settled: what stands.
type Ruling int

// The rulings.
const (
	FirstStands   Ruling = iota // what the first coder put stands as it is
	SecondStands                // what the second coder put stands in its place
	BothStand                   // both do
	NeitherStands               // the code does not stand there
)

// String says what stands.
func (o Ruling) String() string {
	return [...]string{"the first coding stands", "the second coding stands", "both stand", "neither stands"}[o]
}

// Differences lists the places where coders differ by a unit, interview by interview as the text goes; with
// settled also those that were settled.
func (s *Session) Differences(ctx context.Context, unit analysis.Unit, settled bool) ([]Difference, error) {
	c, err := s.compare(ctx)
	if err != nil || !c.blind {
		return nil, err
	}
	all := c.places(unit)
	if settled {
		return all, nil
	}
	return slices.DeleteFunc(all, func(p Difference) bool { return p.Settled }), nil
}

// places finds where the first and a second coding differ by a unit.
func (c *comparison) places(unit analysis.Unit) (out []Difference) {
	if !c.blind {
		return nil
	}
	for i := range c.interviews {
		d := &c.interviews[i]
		for second := 1; second < len(c.coders); second++ {
			if d.saw[second] {
				out = append(out, c.placesOf(d, second, unit)...)
			}
		}
	}
	return out
}

// placesOf finds the places of one interview, as the text goes.
func (c *comparison) placesOf(d *doubly, second int, unit analysis.Unit) (out []Difference) {
	byCode := map[int][]mark{}
	for _, m := range d.marks {
		if m.Coder == 0 || m.Coder == second {
			byCode[m.Code] = append(byCode[m.Code], m)
		}
	}
	type found struct {
		at int
		Difference
	}
	var list []found
	for code, marks := range byCode {
		for _, group := range d.groups(marks, unit) {
			if d.differ(group, unit) {
				list = append(list, found{group[0].From, c.place(d, c.book.Codes[code], second, group)})
			}
		}
	}
	slices.SortFunc(list, func(a, b found) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.Code.Pos - b.Code.Pos
	})
	for _, f := range list {
		out = append(out, f.Difference)
	}
	return out
}

// groups puts marks of one code together that touch the same unit.
func (d *doubly) groups(marks []mark, unit analysis.Unit) (out [][]mark) {
	slices.SortFunc(marks, func(a, b mark) int { return a.From - b.From })
	end := -1
	for _, m := range marks {
		from, to := d.reach(m, unit)
		if n := len(out) - 1; n >= 0 && from < end {
			out[n] = append(out[n], m)
		} else {
			out = append(out, []mark{m})
		}
		end = max(end, to)
	}
	return out
}

// reach is how far the units go that a mark touches.
func (d *doubly) reach(m mark, unit analysis.Unit) (from, to int) {
	switch unit {
	case analysis.ByInterview:
		return 0, max(d.length, 1)
	case analysis.ByTurn:
		t := d.touches(m)
		return d.starts[t[0]], d.turnEnd(t[len(t)-1])
	}
	return m.From, m.To
}

// touches is the turns with characters of a mark.
func (d *doubly) touches(m mark) []int {
	first, _ := slices.BinarySearch(d.starts, m.From+1)
	first = max(0, first-1)
	out := []int{first}
	for t := first + 1; t < len(d.starts) && d.starts[t] < m.To; t++ {
		if d.turnEnd(t) > d.starts[t] {
			out = append(out, t)
		}
	}
	return out
}

func (d *doubly) turnEnd(t int) int {
	if t+1 < len(d.starts) {
		return d.starts[t+1]
	}
	return d.length
}

// differ says whether the coders put a code differently, by a unit.
func (d *doubly) differ(group []mark, unit analysis.Unit) bool {
	var spans [2][][2]int
	var turns [2]map[int]bool
	for i := range turns {
		turns[i] = map[int]bool{}
	}
	for _, m := range group {
		i := min(m.Coder, 1)
		spans[i] = append(spans[i], [2]int{m.From, m.To})
		for _, t := range d.touches(m) {
			turns[i][t] = true
		}
	}
	switch unit {
	case analysis.ByInterview:
		return (len(spans[0]) == 0) != (len(spans[1]) == 0)
	case analysis.ByTurn:
		for t := range turns[0] {
			if !turns[1][t] {
				return true
			}
		}
		return len(turns[0]) != len(turns[1])
	}
	return !slices.Equal(touching(mergedSpans(spans[0])), touching(mergedSpans(spans[1])))
}

// touching joins spans of which one begins where the other ends: the same characters.
func touching(spans [][2]int) (out [][2]int) {
	for _, sp := range spans {
		if n := len(out) - 1; n >= 0 && sp[0] <= out[n][1] {
			out[n][1] = max(out[n][1], sp[1])
		} else {
			out = append(out, sp)
		}
	}
	return out
}

// place is one difference. It is settled when somebody has settled every passage of it.
func (c *comparison) place(d *doubly, code research.Code, second int, group []mark) Difference {
	p := Difference{Interview: d.row, Code: code, Coders: [2]string{d.firstCoders(), c.coders[second]}, From: group[0].verbatim.From, To: group[0].verbatim.To, Settled: true}
	last := group[0].To
	stands := [2]bool{}
	for _, m := range group {
		if m.To > last {
			last, p.To = m.To, m.verbatim.To
		}
		put := Put{Coding: m.coding, From: m.verbatim.From, To: m.verbatim.To, Text: Quote(d.turns, m.verbatim.From, m.verbatim.To)}
		put.Before, put.After = wordsAround(d.turns, m.verbatim)
		v, ok := c.verdicts[[2]research.ID{m.coding.Verbatim, m.coding.Code}]
		p.Settled = p.Settled && ok
		if v.Note != "" {
			p.Note = v.Note
		}
		if m.Coder == 0 {
			p.First, stands[0] = append(p.First, put), stands[0] || v.Stands
		} else {
			p.Second, stands[1] = append(p.Second, put), stands[1] || v.Stands
		}
	}
	switch {
	case stands[0] && stands[1]:
		p.Ruling = BothStand
	case stands[1]:
		p.Ruling = SecondStands
	case !stands[0]:
		p.Ruling = NeitherStands
	}
	return p
}

// firstCoders are the initials of whoever coded an interview first.
func (d *doubly) firstCoders() string {
	var list []string
	for _, m := range d.marks {
		if m.Coder == 0 && !slices.Contains(list, m.coding.Coder) {
			list = append(list, m.coding.Coder)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "+")
}

// aroundMost is how many characters of context are shown on either side of a passage.
const aroundMost = 220

// wordsAround is what stands before and after a passage in its turns, cut at a word.
func wordsAround(turns []research.Turn, v research.Verbatim) (before, after string) {
	for _, t := range turns {
		text := []rune(t.Text)
		if t.ID == v.From.Turn {
			before = string(text[:min(v.From.Offset, len(text))])
			if n := v.From.Offset - aroundMost; n > 0 {
				_, before, _ = strings.Cut(string(text[n:min(v.From.Offset, len(text))]), " ")
				before = "… " + before
			}
		}
		if t.ID == v.To.Turn {
			after = string(text[min(v.To.Offset, len(text)):])
			if rest := []rune(after); len(rest) > aroundMost {
				cut := string(rest[:aroundMost])
				after = cut[:strings.LastIndex(cut, " ")+1] + "…"
			}
		}
	}
	return before, after
}

// Settle writes down what the coders agreed on and makes the first coding, the one that counts, say so. What no
// longer stands of it is set aside, not lost. It is one step. The note goes through redaction like every text.
func (s *Session) Settle(ctx context.Context, p Difference, o Ruling, note string) error {
	if err := s.typed(ctx, &note); err != nil {
		return err
	}
	name := fmt.Sprintf("Settle %s in %s: %s", p.Code.Name, p.Interview.Interview.Label, o)
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error {
		return s.settle(ctx, tx, p, o, note)
	})
	return err
}

func (s *Session) settle(ctx context.Context, tx *store.Tx, p Difference, o Ruling, note string) error {
	firstStands, secondStands := o == FirstStands || o == BothStand, o == SecondStands || o == BothStand
	now, err := tx.Codings(ctx, p.Interview.Interview.ID)
	if err != nil {
		return err
	}
	if err := stillThere(now, p); err != nil {
		return err
	}
	verdicts := map[[2]research.ID]research.Verdict{}
	note1 := func(c research.Coding, first, stands bool) {
		k := [2]research.ID{c.Verbatim, c.Code}
		v := verdicts[k]
		v.Verbatim, v.Code, v.Coder, v.UTC, v.Note = c.Verbatim, c.Code, s.opt.Coder, s.opt.Now().UTC(), note
		v.First, v.Second, v.Stands = v.First || first, v.Second || !first, v.Stands || stands
		verdicts[k] = v
	}
	for _, put := range p.First {
		note1(put.Coding, true, firstStands)
	}
	for _, put := range p.Second {
		note1(put.Coding, false, secondStands)
	}
	for _, put := range p.First {
		c := put.Coding
		stands := verdicts[[2]research.ID{c.Verbatim, c.Code}].Stands
		if c.Round = research.SetAside; stands {
			c.Round = research.FirstRound
		}
		if _, err := tx.PutCoding(c); err != nil {
			return err
		}
	}
	if err := addStanding(tx, p, now, verdicts); err != nil {
		return err
	}
	return replaceVerdicts(ctx, tx, verdicts)
}

// stillThere makes sure that what is settled is what was looked at.
func stillThere(now []research.Coding, p Difference) error {
	for _, put := range append(slices.Clone(p.First), p.Second...) {
		if !slices.Contains(now, put.Coding) {
			return research.Problemf(research.Conflict, "The codings at this place have changed meanwhile. Look at them again, then settle.")
		}
	}
	return nil
}

// addStanding puts what stands of the second coding into the first, and takes out what was put there by an earlier
// settling and stands no more.
func addStanding(tx *store.Tx, p Difference, now []research.Coding, verdicts map[[2]research.ID]research.Verdict) error {
	for _, put := range p.Second {
		k := [2]research.ID{put.Coding.Verbatim, put.Coding.Code}
		v := verdicts[k]
		i := slices.IndexFunc(now, func(c research.Coding) bool {
			return c.Verbatim == k[0] && c.Code == k[1] && c.Counts()
		})
		switch {
		case v.Stands && i < 0 && !v.First:
			c := put.Coding
			c.ID, c.Round = "", research.FirstRound
			if _, err := tx.PutCoding(c); err != nil {
				return err
			}
		case !v.Stands && i >= 0 && !v.First:
			if err := tx.DeleteCoding(now[i].ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// replaceVerdicts stores verdicts in the place of earlier ones on the same passages.
func replaceVerdicts(ctx context.Context, tx *store.Tx, verdicts map[[2]research.ID]research.Verdict) error {
	was, err := tx.Verdicts(ctx)
	if err != nil {
		return err
	}
	for _, v := range was {
		if k := [2]research.ID{v.Verbatim, v.Code}; verdicts[k].Verbatim != "" {
			now := verdicts[k]
			now.ID = v.ID
			verdicts[k] = now
		}
	}
	for _, v := range verdicts {
		if _, err := tx.PutVerdict(v); err != nil {
			return err
		}
	}
	return nil
}
