package session

import (
	"context"
	"fmt"
	"slices"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// Overview is the loop with live numbers and what to do next.
type Overview struct {
	Interviews, Organisations int
	Coded, WithCodings        int
	Codings                   int
	Themes, Holding, TooClose int
	Cleared                   int
	Issued                    int
	ToReview                  int // passages masked on suspicion
	NewPeople                 int // in the vault since all texts were last looked through for names
	Outcomes                  []OutcomeCount
	Saturation                []float64 // new codes of each run over those of the base
	SaturationAt              int       // interviews after which nothing new came, 0 for not yet
	SaturationSays            string
	Next                      []Todo
	Headline                  string // the strongest difference, in a sentence
}

// OutcomeCount is how many interviews an outcome has, and whether exports may show it by itself.
type OutcomeCount struct {
	Outcome    research.Outcome
	Interviews int
	Shown      bool
}

// Todo is something to do next.
type Todo struct {
	Icon, Title, Detail, Action string
	Screen                      string      // where it is done, or LookForNames
	Key                         string      // that does it on Overview, "" none
	Interview                   research.ID // where it begins, if anywhere
}

// LookForNames stands in a Todo for looking through all texts again, which is done where it is offered.
const LookForNames = "look"

// Overview counts a wave, or everything with the empty ID.
func (s *Session) Overview(ctx context.Context, wave research.ID) (*Overview, error) {
	figures, err := s.Figures(ctx, wave)
	if err != nil {
		return nil, err
	}
	clear, err := s.inForce(ctx, wave)
	if err != nil {
		return nil, err
	}
	issued, err := s.store.Exports(ctx)
	if err != nil {
		return nil, err
	}
	o := &Overview{Themes: len(figures.Themes), Cleared: clear, Issued: len(issued)}
	s.mu.Lock()
	s.facts.overview(o, wave, s.rule())
	s.mu.Unlock()
	for _, t := range figures.Themes {
		switch {
		case t.Holds:
			o.Holding++
		case t.Compared.Verdict == analysis.TooClose:
			o.TooClose++
		}
	}
	o.Headline = headline(figures)
	o.ToReview, o.NewPeople = s.ToReview(ctx), s.NewPeople(ctx)
	o.Next = s.next(o)
	return o, nil
}

// overview fills in what the session has in memory.
func (f *facts) overview(o *Overview, wave research.ID, rule privacy.Rule) {
	within := f.within(wave)
	orgs := map[research.ID]bool{}
	within.Each(func(i int) {
		r := f.rows[i]
		o.Interviews++
		o.Codings += len(f.codings[i])
		if r.Interview.Coded {
			o.Coded++
		}
		if len(f.codings[i]) > 0 {
			o.WithCodings++
		}
		orgs[r.Organisation.ID] = true
	})
	o.Organisations = len(orgs)
	alone := f.alone(wave, rule)
	for _, c := range f.index.Group("outcome") {
		if n := c.Members.And(within).Count(); n > 0 {
			o.Outcomes = append(o.Outcomes, OutcomeCount{research.Outcome(c.Key), n, alone[c.Key]})
		}
	}
	sat := f.index.Saturation(within)
	for _, r := range sat.Runs {
		o.Saturation = append(o.Saturation, r.Ratio)
	}
	switch {
	case len(sat.Runs) == 0:
		o.SaturationSays = "Too few interviews to say."
	case sat.Reached:
		o.SaturationAt = sat.At
		o.SaturationSays = fmt.Sprintf("Yes, for the codes as a whole: after interview %d hardly anything new came up.", sat.At)
	default:
		o.SaturationSays = "Not yet: the last interviews still brought new codes."
	}
}

// alone says which outcomes exports may show by themselves: those that the board pack's rule merges with no other.
func (f *facts) alone(wave research.ID, rule privacy.Rule) map[string]bool {
	total := f.covered(rule, f.scope(wave))
	d, _ := f.dimension("outcome", total, rule)
	groups, _ := rule.Merge(f.frame(), d)
	out := map[string]bool{}
	for _, c := range f.index.Group("outcome") {
		m := c.Members.And(f.within(wave))
		out[c.Key] = m.Count() > 0 && slices.ContainsFunc(groups, func(g privacy.Group) bool {
			return g.Members.Count() == m.Count() && g.Members.And(m).Count() == m.Count()
		})
	}
	return out
}

// excuse says that a theme holds nothing but the reason told most, where it decided less often than it was
// told: what buyers say on the way out.
func (f *Figures) excuse(t research.Theme) bool {
	told, decided := map[research.ID]int{}, map[research.ID]int{}
	top := research.ID("")
	for _, p := range f.Pairs {
		told[p.Told.ID] += p.Interviews
		decided[p.Decided.ID] += p.Interviews
		if told[p.Told.ID] > told[top] {
			top = p.Told.ID
		}
	}
	return len(t.Codes) == 1 && t.Codes[0] == top && 2*decided[top] < told[top]
}

// Strongest is the theme with the largest difference between lost and won that holds, but for
// the reason that is told most and seldom decides; false where none is.
func (f *Figures) Strongest() (theme int, ok bool) {
	best := -1
	for i, t := range f.Themes {
		if t.Holds && !f.excuse(t.Theme) && (best < 0 || abs(t.Compared.Diff) > abs(f.Themes[best].Compared.Diff)) {
			best = i
		}
	}
	return best, best >= 0
}

// headline is the strongest difference that holds, in a sentence.
func headline(f *Figures) string {
	best, ok := f.Strongest()
	if !ok {
		return ""
	}
	t := f.Themes[best]
	if t.Compared.Diff > 0 {
		return fmt.Sprintf("Lost deals name “%s” more often than won deals: %d of %d against %d of %d.", t.Theme.Name, t.Lost.X, t.Lost.N, t.Won.X, t.Won.N)
	}
	return fmt.Sprintf("Won deals name “%s” more often than lost deals: %d of %d against %d of %d.", t.Theme.Name, t.Won.X, t.Won.N, t.Lost.X, t.Lost.N)
}

func abs(x float64) float64 { return max(x, -x) }

// firstUncoded is the first interview without any coding.
func (s *Session) firstUncoded() (research.ID, bool) {
	for _, r := range s.InterviewRows(InterviewFilter{Uncoded: true}) {
		if r.Codings == 0 {
			return r.Interview.ID, true
		}
	}
	return s.NextToCode("")
}

// next lists what to do, most urgent first.
func (s *Session) next(o *Overview) []Todo {
	var out []Todo
	if o.Interviews == 0 {
		return []Todo{{Icon: "import", Title: "Bring in the first interviews", Detail: "A spreadsheet with one row an interview, or one row an answer", Action: "Import", Screen: "import"}}
	}
	if todo := o.Interviews - o.WithCodings; todo > 0 {
		t := Todo{Icon: "coding", Title: "Code " + count(todo, "interview"), Action: "Code", Screen: "coding"}
		if id, ok := s.firstUncoded(); ok {
			t.Interview = id
			row, _ := s.InterviewRow(id)
			t.Detail = fmt.Sprintf("Start with %s: %s, %s", row.Interview.Label, row.Interview.Outcome, count(row.Codings, "coding"))
		}
		out = append(out, t)
	}
	if o.NewPeople > 0 {
		out = append(out, Todo{Icon: "people", Title: "Look for " + count(o.NewPeople, "new name"), Detail: "Earlier interviews may speak of them", Action: "Look", Screen: LookForNames, Key: "L"})
	}
	if o.ToReview > 0 {
		out = append(out, Todo{Icon: "shield", Title: "Look at " + count(o.ToReview, "masked passage"), Detail: "They looked like names, and stay hidden till then", Action: "Review", Screen: "review"})
	}
	for _, c := range o.Outcomes {
		if !c.Shown && c.Interviews < s.rule().Least() {
			out = append(out, Todo{Icon: "interviews", Title: fmt.Sprintf("Hear more: %s", c.Outcome), Detail: fmt.Sprintf("%d so far; figures need at least %d", c.Interviews, s.rule().Least()), Action: "See", Screen: "interviews"})
			break
		}
	}
	if o.Themes == 0 {
		out = append(out, Todo{Icon: "themes", Title: "Name the themes", Detail: "Group codes into up to eight findings before looking at the figures", Action: "Name", Screen: "themes"})
	}
	if o.Cleared == 0 {
		out = append(out, Todo{Icon: "quote", Title: "Clear quotes for the report", Detail: "A quote leaves only when it is cleared, one by one", Action: "Clear", Screen: "quotes"})
	}
	if o.Issued == 0 {
		out = append(out, Todo{Icon: "report", Title: "Make the board pack", Detail: "PDF and workbook, checked for names before they are written", Action: "Report", Screen: "report"})
	}
	return out
}
