// Package made makes up studies for tests: the same for the same size, with nobody real in them.
package made

import (
	"fmt"
	"math/rand/v2"
	"time"

	"openloop/assets"
	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// Study is an input for a pack about n interviews: lost deals hurt by the timing of the proposal and put
// down to price, won ones helped by listening.
func Study(n int) report.Input {
	m := &maker{r: rand.New(rand.NewPCG(7, 11)), ids: map[string]research.ID{}, mix: outcomes, habits: habits}
	m.book()
	m.interviews(n)
	m.code()
	m.themes()
	m.quotes()
	return m.in
}

type maker struct {
	r   *rand.Rand
	in  report.Input
	ids map[string]research.ID // codes by reference

	mix    []research.Outcome // dealt out in turn
	habits []habit
}

// AllSections takes in every section, also those that are for the last pack of its interviews.
func AllSections() []report.Choice {
	var all []report.Choice
	for _, k := range report.Kinds() {
		all = append(all, report.Choice{Kind: k})
	}
	return all
}

func (m *maker) book() {
	m.in.Layout.Sections = AllSections()

	stages, codes, err := assets.Codebook()
	if err != nil {
		panic(err) // embedded
	}
	for i := range stages {
		stages[i].ID = research.ID(fmt.Sprintf("stage-%d", stages[i].Number))
	}
	for i := range codes {
		codes[i].ID = research.ID("code-" + codes[i].Ref)
		if codes[i].Parent != "" {
			codes[i].Parent = "code-" + codes[i].Parent
		}
		m.ids[codes[i].Ref] = codes[i].ID
	}
	m.in.Book = research.NewCodebook(stages, codes)
	m.in.Study = research.Study{ID: "study", Title: "Tessell win/loss 2026", Client: "Tessell Systems", Language: "en", MinInterviews: 5, MinOrganisations: 3}
	m.in.Rule = privacy.Rule{K: 5, MinOrganisations: 3}
	m.in.Dictionary = privacy.NewDictionary(nil, []string{"Tessell Systems", "Tessell Flow", "Corvina", "Plannable", "Dunmore Logic"})
	m.in.Date = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	m.in.Waves = []research.Wave{{ID: "w1", Pos: 0, Name: "2026 H1"}, {ID: "w2", Pos: 1, Name: "2026 H2"}}
}

// outcomes is dealt out in turn, so that every size has a mix.
var outcomes = []research.Outcome{research.Won, research.Lost, research.Won, research.Lost, research.Lost, research.Won, research.NoDecision, research.Won,
	research.Lost, research.LeadFollowUp, research.Won, research.Lost, research.Stalled, research.Won, research.Lost, research.UnqualifiedLead,
	research.Won, research.Lost, research.Churned, research.Won}

func (m *maker) interviews(n int) {
	roles := []string{"Executive", "Finance", "Operations", "IT", "Procurement", "Production"}
	segments := []string{"Manufacturing", "Distribution", "Food and drink", "Health", "Utilities", "Logistics"}
	regions := []string{"UK and Ireland", "DACH", "Benelux", "Nordics", "France"}
	methods := []research.Method{research.Telephone, research.Telephone, research.FaceToFace, research.Telephone, research.Facilitated, research.Shadowing}
	rivals := [][]string{{"Corvina"}, {"Corvina", "Plannable"}, {"Plannable"}, {"Dunmore Logic"}, nil}
	var facts []analysis.InterviewFact
	m.in.Frame = privacy.Frame{Interviews: n}
	for i := range n {
		id, deal := research.ID(fmt.Sprintf("i%05d", i)), research.ID(fmt.Sprintf("d%05d", i))
		o := m.mix[i%len(m.mix)]
		date := time.Date(2026, 1, 12, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*300/max(n, 1))
		f := analysis.InterviewFact{ID: id, Outcome: o, Wave: "w1", Segment: segments[m.r.IntN(6)], Region: regions[m.r.IntN(5)], RoleBand: roles[m.r.IntN(6)],
			Method: methods[m.r.IntN(6)], Organisation: research.ID(fmt.Sprintf("o%05d", i-i%10/9)), Deal: deal, Date: date.Format(time.DateOnly), Competitors: rivals[m.r.IntN(5)]}
		if i*2 >= n {
			f.Wave = "w2"
		}
		facts = append(facts, f)
		m.in.Frame.Organisation = append(m.in.Frame.Organisation, i-i%10/9)
		m.in.Frame.Owner = append(m.in.Frame.Owner, i%6)
		m.in.Frame.Members = append(m.in.Frame.Members, id)
		m.interview(f, date)
	}
	m.in.Index = analysis.NewIndex(facts, m.in.Book)
	m.in.Index.NameWaves(m.in.Waves)
}

func (m *maker) interview(f analysis.InterviewFact, date time.Time) {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	decided := date.AddDate(0, 0, -20-m.r.IntN(40))
	created := decided.AddDate(0, 0, -60-m.r.IntN(90))
	began := created.AddDate(0, 0, -100-m.r.IntN(120))
	i := research.Interview{ID: f.ID, Wave: f.Wave, Method: f.Method, Date: f.Date, Deal: f.Deal, Outcome: f.Outcome, Participants: []research.ID{"p" + f.ID}}
	d := research.Deal{ID: f.Deal, Organisation: f.Organisation, Outcome: f.Outcome, CRMCreated: day(created), CRMClosed: day(decided.AddDate(0, 0, 10))}
	if f.Outcome != research.LeadFollowUp && f.Outcome != research.UnqualifiedLead {
		i.BuyerBegan, i.BuyerDecided = day(began), day(decided)
	}
	m.in.Interviews, m.in.Deals = append(m.in.Interviews, i), append(m.in.Deals, d)
	m.reasons(f)
}

func (m *maker) reasons(f analysis.InterviewFact) {
	price, roots := "NEG-01", []string{"COM-01", "COM-01", "DIS-02", "EVA-07", "DEC-04", "DEC-08", "LEA-02", "DEC-03", "DIS-03"}
	pick := func(p float64) string {
		if m.r.Float64() < p {
			return price
		}
		return roots[m.r.IntN(len(roots))]
	}
	for _, k := range research.ReasonKinds() {
		p := map[research.ReasonKind]float64{research.Believed: .75, research.Recorded: .7, research.Told: .72, research.DecidedReason: .12}[k]
		m.in.Reasons = append(m.in.Reasons, research.Reason{Interview: f.ID, Kind: k, Code: m.ids[pick(p)], Primary: true})
	}
}

// habit is how likely a code is in a lost deal, to have hurt, and in a won one, to have helped.
type habit struct {
	ref               string
	hurtLost, hurtWon float64
	helpLost, helpWon float64
}

var habits = []habit{
	{"COM-01", .72, .12, .05, .20}, {"DIS-02", .45, .05, .12, .78}, {"DIS-03", .40, .15, .10, .40}, {"EVA-07", .48, .18, .08, .35},
	{"DEC-04", .42, .25, .02, .10}, {"NEG-01", .50, .42, .05, .12}, {"DEC-08", .35, .10, .02, .05}, {"LEA-02", .25, .15, .10, .25},
	{"DEC-03", .30, .12, .05, .22}, {"DIS-04", .22, .06, .15, .55}, {"EVA-05", .18, .08, .12, .50}, {"EVA-01", .15, .10, .20, .35},
	{"TRG-01", .10, .05, .35, .45}, {"EXP-01", .20, .10, .20, .25}, {"COM-03", .30, .12, .05, .28}, {"NEG-03", .22, .15, .02, .12},
	{"LIV-01", .10, .04, .02, .05}, {"LIV-03", .12, .03, .02, .08}, {"DEC-01", .30, .12, .12, .35}, {"TRG-02", .25, .08, 0, 0},
}

func (m *maker) code() {
	for _, f := range m.in.Index.Facts() {
		for _, h := range m.habits {
			hurt, help := (h.hurtLost+h.hurtWon)/2, (h.helpLost+h.helpWon)/2
			switch f.Outcome {
			case research.Won:
				hurt, help = h.hurtWon, h.helpWon
			case research.Lost, research.NoDecision, research.Stalled:
				hurt, help = h.hurtLost, h.helpLost
			}
			m.said(f, h.ref, hurt, research.Hurt)
			m.said(f, h.ref, help, research.Helped)
		}
	}
}

func (m *maker) said(f analysis.InterviewFact, ref string, p float64, polarity research.Polarity) {
	for p > 0 && m.r.Float64() < p {
		m.in.Index.Add(analysis.CodingFact{Interview: f.ID, Code: m.ids[ref], Polarity: polarity, About: research.AboutUs, Weight: research.Weight(1 + m.r.IntN(3))})
		p *= .4
	}
}

func (m *maker) themes() {
	for i, t := range []struct {
		name, so string
		says     research.Side
		refs     []string
	}{
		{"Timing of the proposal", "Our offer arrives before the buyer has agreed what is needed.", research.HurtSide, []string{"COM-01"}},
		{"Listening", "Buyers who felt heard forgave a higher price.", research.HelpedSide, []string{"DIS-02"}},
		{"Insight in the conversation", "", research.HelpedSide, []string{"DIS-03"}},
		{"References of our size", "", research.HurtSide, []string{"EVA-07"}},
		{"Fear of delivery risk", "", research.HurtSide, []string{"DEC-04"}},
		{"Price against value", "", research.HurtSide, []string{"NEG-01"}},
		{"Reach to the real decider", "", research.HurtSide, []string{"DEC-03", "DEC-01"}},
		{"Demonstration on their own data", "", research.HelpedSide, []string{"EVA-05"}},
	} {
		th := research.Theme{ID: research.ID(fmt.Sprintf("t%d", i)), Pos: i, Name: t.name, SoWhat: t.so, Says: t.says}
		if i == 0 {
			th.Recommendation = "From January, no written offer leaves before the buyer has confirmed the need in their own words. The sales director owns it; we ask the next twenty buyers."
		}
		for _, r := range t.refs {
			th.Codes = append(th.Codes, m.ids[r])
		}
		m.in.Themes = append(m.in.Themes, th)
	}
}

// quotes is what people may be quoted with, by code and polarity.
var quotes = []struct {
	ref      string
	polarity research.Polarity
	words    string
}{
	{"COM-01", research.Hurt, "The offer was in my inbox before we had agreed among ourselves what we needed. After that we were only defending ourselves against a number."},
	{"DIS-02", research.Helped, "He asked one question and then said nothing for what felt like a minute. Nobody who sells to us has ever done that."},
	{"EVA-07", research.Hurt, "Nobody could show us a customer our size who had gone live on time. That was the meeting where it turned."},
	{"NEG-01", research.Neutral, "I told them it was the price because it ends the conversation. It was not the price."},
	{"DEC-04", research.Hurt, "For us a date that slips is not an inconvenience, it is a line that stands still."},
	{"DIS-02", research.Hurt, "I got about four words out and he was already on the next slide."},
	{"DEC-03", research.Hurt, "They never met the person who signs. I kept saying it, and they kept sending me brochures."},
	{"EVA-05", research.Helped, "They had loaded our own order book overnight. Our planner leaned forward, and that was really that."},
	{"DIS-03", research.Hurt, "I came away knowing their company history and nothing about my own problem."},
	{"COM-01", research.Helped, "The paper came on the day we wanted it, not a week before, and it said what we had said."},
}

func (m *maker) quotes() {
	facts := m.in.Index.Facts()
	for i, f := range facts {
		q := quotes[(i+i/10)%len(quotes)]
		if f.Outcome == research.Won && q.polarity == research.Hurt || f.Outcome == research.Lost && q.polarity == research.Helped || i%2 == 1 && len(facts) > 20 && i > 30 {
			continue
		}
		m.quote(i, q.ref, q.polarity, q.words)
	}
}

func (m *maker) quote(i int, ref string, p research.Polarity, words string) {
	f := m.in.Index.Facts()[i]
	safe, _ := privacy.Release(m.in.Dictionary, words)
	m.in.Quotes = append(m.in.Quotes, report.Quote{Text: safe, Verbatim: research.ID(fmt.Sprintf("v%05d-%d", i, len(m.in.Quotes))), Code: m.ids[ref], Interview: f.ID,
		Participant: "p" + f.ID, Outcome: f.Outcome, RoleBand: f.RoleBand, Polarity: p, Weight: research.Decided})
}
