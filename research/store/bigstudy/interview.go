package bigstudy

import (
	"fmt"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

var (
	segments   = []string{"Banking", "Insurance", "Manufacturing", "Public sector", "Retail", "Energy"}
	regions    = []string{"North", "South", "East", "West"}
	roleBands  = []string{"Executive", "Head of department", "Specialist", "Procurement"}
	valueBands = []string{"under 50k", "50k to 250k", "250k to 1m", "over 1m"}
	rivals     = []string{"Norvik", "Halden", "Brixton"}
	sources    = []string{"Referral", "Trade fair", "Web enquiry", "Existing customer"}
	coders     = []string{"AB", "CD"}

	vocabulary = strings.Fields(`the a we they our their proposal price offer demo meeting call answer question team project
		budget board decision week month contract reference pilot support service training integration data system
		clear late early quick slow honest careful detailed vague helpful difficult simple expensive reasonable
		asked told showed heard waited agreed compared decided expected explained listened followed changed signed
		because although when after before until while so and but with without about from into over never always often
		really quite rather more less enough first second last next new old same other better worse right wrong`)
)

// weightOfOutcome makes wins and losses the commonest outcomes.
var weightOfOutcome = []research.Outcome{
	research.Won, research.Won, research.Won, research.Won, research.Lost, research.Lost, research.Lost, research.Lost, research.Lost,
	research.NoDecision, research.NoDecision, research.Stalled, research.QualifiedNoDeal, research.UnqualifiedLead,
	research.LeadFollowUp, research.Churned,
}

// interviews makes the interviews numbered from up to, but not including, to with everything on them.
func (g *generator) interviews(from, to int) error {
	ids, err := g.conversations(from, to)
	if err != nil {
		return err
	}
	var reasons []research.Reason
	for i, iv := range ids {
		turns, err := g.transcript(iv, from+i)
		if err != nil {
			return err
		}
		if err := g.coding(iv, from+i, turns); err != nil {
			return err
		}
		for _, kind := range research.ReasonKinds() {
			reasons = append(reasons, research.Reason{Interview: iv, Kind: kind, Code: pick(g.rnd, g.codes).ID, Primary: true})
		}
	}
	_, err = g.tx.PutReasons(reasons)
	return err
}

// conversations makes deals, participants and interviews.
func (g *generator) conversations(from, to int) ([]research.ID, error) {
	var deals []research.Deal
	var people []research.Participant
	var interviews []research.Interview
	for i := from; i < to; i++ {
		firm, outcome, month := g.firms[i%len(g.firms)], pick(g.rnd, weightOfOutcome), 1+g.rnd.IntN(9)
		deal := research.Deal{
			ID: store.NewID(), Organisation: firm, Owner: pick(g.rnd, g.people), Outcome: outcome, FurthestStage: 1 + g.rnd.IntN(plainStages),
			ValueBand: pick(g.rnd, valueBands), LeadSource: pick(g.rnd, sources), Competitors: []string{pick(g.rnd, rivals)},
			CRMCreated: fmt.Sprintf("2026-%02d-01", month), CRMClosed: fmt.Sprintf("2026-%02d-20", month+2),
		}
		who := research.Participant{
			ID: store.NewID(), Pseudonym: g.label(i), Organisation: firm, RoleBand: pick(g.rnd, roleBands), Consent: research.ConsentFree,
		}
		deals, people = append(deals, deal), append(people, who)
		interviews = append(interviews, research.Interview{
			Label: who.Pseudonym, Wave: pick(g.rnd, g.waves), Method: pick(g.rnd, research.Methods()), Date: fmt.Sprintf("2026-%02d-%02d", month+2, 1+g.rnd.IntN(28)),
			Interviewer: pick(g.rnd, coders), Participants: []research.ID{who.ID}, Deal: deal.ID, Outcome: outcome, Coded: true,
		})
	}
	if _, err := g.tx.PutDeals(deals); err != nil {
		return nil, err
	}
	if _, err := g.tx.PutParticipants(people); err != nil {
		return nil, err
	}
	return g.tx.PutInterviews(interviews)
}

func (g *generator) label(i int) string { return fmt.Sprintf("P%02d", g.first+i+1) }

// transcript makes the turns: a question, then two answers to it, and so on through the stages.
func (g *generator) transcript(iv research.ID, i int) ([]research.Turn, error) {
	n := share(g.o.Turns, i, g.o.Interviews)
	turns := make([]research.Turn, n)
	label := g.label(i)
	for k := range turns {
		t := &turns[k]
		*t = research.Turn{Interview: iv, Pos: k, Speaker: label, Stage: 1 + k*plainStages/n, T0: k * 20_000, T1: (k + 1) * 20_000}
		words := 12 + g.rnd.IntN(30)
		if k%3 == 0 {
			t.Speaker, t.Asked, words = pick(g.rnd, coders), true, 8
		}
		if k%7 == 0 {
			t.Stage = 0
		}
		t.Text = g.sentence(words)
	}
	ids, err := g.tx.PutTurns(turns)
	for k, id := range ids {
		turns[k].ID = id
	}
	return turns, err
}

// sentence is made of the vocabulary, which is ASCII: bytes are code points.
func (g *generator) sentence(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(pick(g.rnd, vocabulary))
	}
	b.WriteByte('.')
	return b.String()
}

// coding marks passages and puts codes on them: one, two or three each.
func (g *generator) coding(iv research.ID, i int, turns []research.Turn) error {
	left := share(g.o.Codings, i, g.o.Interviews)
	if len(turns) == 0 || left == 0 {
		return nil
	}
	var passages []research.Verbatim
	var codings []research.Coding
	for left > 0 {
		n := min(left, 1+g.rnd.IntN(3))
		left -= n
		v := g.passage(iv, turns[g.rnd.IntN(len(turns))])
		passages = append(passages, v)
		for range n {
			codings = append(codings, research.Coding{
				Verbatim: v.ID, Code: pick(g.rnd, g.codes).ID, Coder: pick(g.rnd, coders), Round: 1,
				About:    pick(g.rnd, []research.About{research.AboutUs, research.AboutRival, research.AboutBuyer}),
				Polarity: research.Polarity(g.rnd.IntN(3) - 1), Weight: research.Weight(1 + g.rnd.IntN(3)),
			})
		}
	}
	if _, err := g.tx.PutVerbatims(passages); err != nil {
		return err
	}
	_, err := g.tx.PutCodings(codings)
	return err
}

// passage marks some of a turn's words.
func (g *generator) passage(iv research.ID, t research.Turn) research.Verbatim {
	from := g.rnd.IntN(len(t.Text) / 2)
	to := from + 1 + g.rnd.IntN(len(t.Text)-from)
	return research.Verbatim{
		ID: store.NewID(), Interview: iv, From: research.Anchor{Turn: t.ID, Offset: from}, To: research.Anchor{Turn: t.ID, Offset: to},
	}
}
