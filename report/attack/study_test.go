package attack_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"openloop/assets"
	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// study is a study that is made up and grows: interviews, what was said in them, and the packs issued so far.
// The same seed gives the same study.
type study struct {
	r         *rand.Rand
	in        report.Input
	facts     []analysis.InterviewFact
	said      map[research.ID][]analysis.CodingFact
	reasons   map[research.ID][]research.Reason
	moods     map[research.ID]float64 // how much of an interview is trouble: it makes codes go together
	habits    []habit
	mix       []research.Outcome
	orgs      int
	owners    int
	serial    int
	ownStages bool // every mention belongs to its code's own stage
	issued    []report.Ledger
	sums      int // of the business case, in all packs
}

// habit is how likely a code is, and how much more so in interviews full of trouble.
type habit struct {
	code      research.ID
	base, tie float64
	hurt      float64
}

// sizeOf is how many interviews the study of a seed has: of a thousand, 700 have 6 to 30, 250 have 31 to 200
// and 50 have 1,000 to 10,000. Every tenth seed and so on, so that the first hundred are mixed alike.
func sizeOf(seed uint64) int {
	r := rand.New(rand.NewPCG(seed, 1))
	switch at := seed * 7 % 20; {
	case at < 14:
		return 6 + r.IntN(25)
	case at < 19:
		return 31 + r.IntN(170)
	}
	return int(1000 * math.Pow(10, r.Float64()))
}

func newStudy(tb testing.TB, seed uint64, n int) *study {
	tb.Helper()
	s := &study{r: rand.New(rand.NewPCG(seed, 2)), said: map[research.ID][]analysis.CodingFact{}, reasons: map[research.ID][]research.Reason{}, moods: map[research.ID]float64{}}
	stages, codes, err := assets.Codebook()
	if err != nil {
		tb.Fatal(err)
	}
	for i := range codes {
		codes[i].ID = research.ID("code-" + codes[i].Ref)
		if codes[i].Parent != "" {
			codes[i].Parent = "code-" + codes[i].Parent
		}
	}
	s.in.Book = research.NewCodebook(stages, codes)
	s.in.Rule = privacy.Rule{K: []int{5, 5, 5, 5, 5, 5, 4, 3}[s.r.IntN(8)], MinOrganisations: 3}
	s.in.Study = research.Study{ID: "s", Title: "Study", Client: "Tessell Systems", Language: "en", MinInterviews: s.in.Rule.K, MinOrganisations: 3}
	s.in.Dictionary = privacy.NewDictionary(nil, []string{"Tessell Systems"})
	s.in.Date = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s.in.Waves = []research.Wave{{ID: "w1", Pos: 0, Name: "2026 H1"}, {ID: "w2", Pos: 1, Name: "2026 H2"}}
	s.ownStages = s.r.IntN(2) == 0
	s.mixOutcomes()
	s.orgs, s.owners = 3+int(float64(n)*(.3+.8*s.r.Float64())), 2+s.r.IntN(3+n/6)
	for _, c := range codes {
		if c.Parent == "" && s.r.IntN(3) > 0 {
			continue
		}
		h := habit{code: c.ID, base: -3 + 3*s.r.Float64(), tie: 2 * s.r.Float64(), hurt: s.r.Float64()}
		if s.r.IntN(10) == 0 {
			h.base = 1 + 2.5*s.r.Float64() // nearly everybody says it
		}
		s.habits = append(s.habits, h)
	}
	s.makeThemes(codes)
	for range n {
		s.interview()
	}
	s.makeCase()
	return s
}

// mixOutcomes takes some outcomes, a few of them rare.
func (s *study) mixOutcomes() {
	s.mix = []research.Outcome{research.Won, research.Lost, research.Won, research.Lost}
	for _, o := range research.Outcomes() {
		for range s.r.IntN(4) * s.r.IntN(2) {
			s.mix = append(s.mix, o)
		}
	}
}

func (s *study) makeThemes(codes []research.Code) {
	for i := range s.r.IntN(9) {
		th := research.Theme{ID: research.ID(fmt.Sprint("t", i)), Pos: i, Name: fmt.Sprint("Theme ", i+1), Says: []research.Side{"", research.HurtSide, research.HelpedSide}[s.r.IntN(3)]}
		for range 1 + s.r.IntN(3)*s.r.IntN(2) {
			if c := codes[s.r.IntN(len(codes))]; c.Parent != "" {
				th.Codes = append(th.Codes, c.ID)
			}
		}
		s.in.Themes = append(s.in.Themes, th)
	}
}

// interview adds one.
func (s *study) interview() {
	s.serial++
	id := research.ID(fmt.Sprintf("i%05d", s.serial))
	org := s.r.IntN(s.orgs)
	if s.r.IntN(5) == 0 {
		org = s.r.IntN(1 + s.orgs/4) // some companies give several
	}
	f := analysis.InterviewFact{ID: id, Outcome: s.mix[s.r.IntN(len(s.mix))], Wave: research.ID([]string{"w1", "w2"}[s.r.IntN(2)]),
		Segment: []string{"Manufacturing", "Health", "Utilities", "Logistics"}[min(s.r.IntN(4), s.r.IntN(4))], Region: []string{"DACH", "Nordics", "France"}[s.r.IntN(3)],
		RoleBand: []string{"Executive", "Finance", "Operations"}[s.r.IntN(3)], Method: research.Telephone, Organisation: research.ID(fmt.Sprint("o", org)),
		Owner: research.ID(fmt.Sprint("s", s.r.IntN(s.owners))), Deal: "d" + id, Date: "2026-05-04"}
	if s.r.IntN(20) == 0 {
		f.Organisation = ""
	}
	if s.r.IntN(2) == 0 {
		f.Competitors = []string{[]string{"Corvina", "Plannable", "Dunmore"}[s.r.IntN(3)]}
	}
	s.facts = append(s.facts, f)
	s.moods[id] = s.r.NormFloat64()
	for _, h := range s.habits {
		for p := s.likely(h, f); s.r.Float64() < p; p *= .3 {
			s.said[id] = append(s.said[id], s.coding(h, f))
		}
	}
	top := s.habits[len(s.habits)/2].code
	for _, k := range research.ReasonKinds() {
		code := s.habits[min(s.r.IntN(len(s.habits)), s.r.IntN(8))].code
		if s.r.IntN(2) == 0 {
			code = top
		}
		if s.r.IntN(12) > 0 {
			s.reasons[id] = append(s.reasons[id], research.Reason{Interview: id, Kind: k, Code: code, Primary: true})
		}
	}
}

func (s *study) likely(h habit, f analysis.InterviewFact) float64 {
	v := h.base + h.tie*s.moods[f.ID]
	if f.Outcome == research.Lost {
		v += h.tie * (h.hurt - .5) * 2
	}
	return 1 / (1 + math.Exp(-v))
}

func (s *study) coding(h habit, f analysis.InterviewFact) analysis.CodingFact {
	c := analysis.CodingFact{Interview: f.ID, Code: h.code, Polarity: research.Neutral, About: research.AboutUs, Weight: research.Mentioned}
	switch x := s.r.Float64(); {
	case x < h.hurt*.8:
		c.Polarity = research.Hurt
	case x < .8:
		c.Polarity = research.Helped
	}
	if !s.ownStages && s.r.IntN(3) == 0 {
		c.Stage = 1 + s.r.IntN(9)
	}
	return c
}

// later is what happens between two packs: 5% of codings change, up to three interviews come, one is erased.
func (s *study) later() {
	for _, f := range s.facts {
		list := s.said[f.ID]
		for i := range list {
			if s.r.IntN(20) == 0 {
				list[i] = s.coding(s.habits[s.r.IntN(len(s.habits))], f)
			}
		}
	}
	for range 1 + s.r.IntN(3) {
		s.interview()
	}
	i := s.r.IntN(len(s.facts))
	s.facts = append(s.facts[:i:i], s.facts[i+1:]...)
}

// input is what a pack is built from now.
func (s *study) input() report.Input {
	in := s.in
	in.Index = analysis.NewIndex(s.facts, in.Book)
	in.Index.NameWaves(in.Waves)
	in.Frame = privacy.Frame{Interviews: len(s.facts)}
	orgs, owners := map[research.ID]int{"": -1}, map[research.ID]int{"": -1}
	for _, f := range s.facts {
		number(orgs, f.Organisation)
		number(owners, f.Owner)
		in.Frame.Organisation = append(in.Frame.Organisation, orgs[f.Organisation])
		in.Frame.Owner = append(in.Frame.Owner, owners[f.Owner])
		in.Frame.Members = append(in.Frame.Members, f.ID)
		in.Interviews = append(in.Interviews, research.Interview{ID: f.ID, Wave: f.Wave, Method: f.Method, Date: f.Date, Deal: f.Deal, Outcome: f.Outcome})
		in.Reasons = append(in.Reasons, s.reasons[f.ID]...)
		for _, c := range s.said[f.ID] {
			in.Index.Add(c)
		}
		in.Quotes = append(in.Quotes, s.quotes(f)...)
	}
	for _, l := range s.issued {
		in.Earlier = append(in.Earlier, known(in.Index, l)...)
	}
	return in
}

// quotes is what an interview may be quoted with: every third, with one remark on each of its first codes.
func (s *study) quotes(f analysis.InterviewFact) (r []report.Quote) {
	if f.ID[len(f.ID)-1]%3 != 0 {
		return nil
	}
	for i, c := range s.said[f.ID][:min(2, len(s.said[f.ID]))] {
		words, _ := privacy.Release(s.in.Dictionary, fmt.Sprintf("This is what was said, remark %d of number %s.", i, f.ID[1:]))
		r = append(r, report.Quote{Text: words, Verbatim: research.ID(fmt.Sprint("v", i, f.ID)), Code: c.Code, Interview: f.ID, Participant: "p" + f.ID,
			Outcome: f.Outcome, RoleBand: f.RoleBand, Polarity: c.Polarity, Weight: c.Weight})
	}
	return r
}

func number(m map[research.ID]int, id research.ID) {
	if _, ok := m[id]; !ok {
		m[id] = len(m) - 1
	}
}

// known turns a ledger into what the next pack is told of it, as the session does.
func known(x *analysis.Index, l report.Ledger) []privacy.Group {
	rows := map[string]map[string]int{}
	for _, g := range l.Groups {
		rows[g.Key] = map[string]int{}
	}
	for _, c := range l.Cells {
		if c.Shown {
			rows[c.Group][c.Measure] = c.X
		}
	}
	var r []privacy.Group
	for _, g := range l.Groups {
		e := privacy.Group{Key: g.Key, Name: g.Key, Members: research.NewBits(x.Len()), Rows: rows[g.Key]}
		for _, id := range g.Members {
			if p := x.Position(id); p >= 0 {
				e.Members.Set(p)
			} else {
				e.Erased, e.Gone = e.Erased+1, append(e.Gone, id)
			}
		}
		r = append(r, e)
	}
	return r
}
