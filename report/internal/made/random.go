package made

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// Random is a study like no other: of any size, in any language, about all waves or one, with much or little on file.
// The same seed gives the same study.
func Random(seed uint64) report.Input {
	m := &maker{r: rand.New(rand.NewPCG(seed, 5)), ids: map[string]research.ID{}}
	m.book()
	m.chance()
	m.interviews(m.size())
	m.code()
	m.randomThemes()
	m.quotes()
	m.options()
	m.forget()
	m.story()
	m.money()
	return m.in
}

// size is how many interviews: mostly what studies have, now and then few or very many.
func (m *maker) size() int {
	switch m.r.IntN(12) {
	case 0:
		return 3 + m.r.IntN(6)
	case 1:
		return 200 + m.r.IntN(900)
	}
	return 9 + m.r.IntN(80)
}

// chance takes the outcomes that occur, and how likely codes are.
func (m *maker) chance() {
	all := research.Outcomes()
	for range 4 + m.r.IntN(12) {
		m.mix = append(m.mix, []research.Outcome{research.Won, research.Lost, all[m.r.IntN(len(all))]}[m.r.IntN(3)])
	}
	for _, c := range m.in.Book.Codes {
		if c.Parent == "" || m.r.IntN(3) == 0 {
			continue
		}
		h := habit{ref: c.Ref, hurtLost: m.r.Float64() * m.r.Float64(), hurtWon: m.r.Float64() * .4, helpLost: m.r.Float64() * .3, helpWon: m.r.Float64() * m.r.Float64()}
		if m.r.IntN(8) == 0 { // a trouble that nearly everybody has, or nobody
			h.hurtLost, h.hurtWon = .97, .9*float64(m.r.IntN(2))
		}
		m.habits = append(m.habits, h)
	}
}

// long is words as themes may be called: short, sixty characters, or one German compound.
var long = []string{"ROI", "Timing", "Who signs", "Whether the people who would have to live with it were asked", "Donaudampfschifffahrtsgesellschaftskapitän",
	"Lieferzuverlässigkeitsnachweis", "Service & support, after “go-live”", "L’écoute des besoins réels", "Plazos de entrega incumplidos sin aviso previo"}

func (m *maker) randomThemes() {
	codes := m.in.Book.Codes
	for i := range m.r.IntN(10) {
		t := research.Theme{ID: research.ID(fmt.Sprint("t", i)), Pos: i, Name: fmt.Sprintf("%s %d", long[m.r.IntN(len(long))], i+1),
			Says: []research.Side{"", research.HurtSide, research.HelpedSide}[m.r.IntN(3)]}
		for range 1 + m.r.IntN(3) {
			if c := codes[m.r.IntN(len(codes))]; c.Parent != "" {
				t.Codes = append(t.Codes, c.ID)
			}
		}
		if m.r.IntN(2) == 0 {
			t.SoWhat = "It means that something has to be done about it."
		}
		if m.r.IntN(2) == 0 {
			t.Recommendation = strings.Repeat("Agree who does this, and by when. ", 1+m.r.IntN(4))
		}
		m.in.Themes = append(m.in.Themes, t)
	}
}

// options are how the pack is asked for.
func (m *maker) options() {
	m.in.Lang = report.Languages()[m.r.IntN(len(report.Languages()))]
	m.in.Rule.K = []int{3, 4, 5, 5, 5, 6}[m.r.IntN(6)]
	m.in.Draft = m.r.IntN(6) == 0
	if m.r.IntN(5) == 0 {
		m.in.Wave = "w2"
	}
	if m.r.IntN(3) == 0 {
		kinds := report.Kinds()
		for range 3 {
			m.in.Layout.Sections = append(m.in.Layout.Sections, report.Choice{Kind: kinds[m.r.IntN(len(kinds))], Off: m.r.IntN(2) == 0})
		}
	}
	if m.r.IntN(4) == 0 {
		own, _ := privacy.Release(m.in.Dictionary, "A message that somebody wrote")
		m.in.Titles = map[report.Kind]privacy.SafeText{report.WinLoss: own}
	}
}

// forget loses some of what may be on file, and the whole of it now and then.
func (m *maker) forget() {
	if m.r.IntN(6) == 0 {
		m.in.Quotes = nil
	}
	if m.r.IntN(6) == 0 {
		m.in.Deals = nil
	}
	keep := []float64{0, .5, .9, 1, 1}[m.r.IntN(5)]
	var reasons []research.Reason
	for _, x := range m.in.Reasons {
		if m.r.Float64() < keep {
			reasons = append(reasons, x)
		}
	}
	m.in.Reasons = reasons
}

// story tells one now and then, of one buyer or of several.
func (m *maker) story() {
	if m.r.IntN(3) > 0 {
		return
	}
	title, _ := privacy.Release(m.in.Dictionary, "From “too expensive” to what decided")
	text, _ := privacy.Release(m.in.Dictionary, strings.Repeat("They began to look in spring. By summer they had stopped asking us anything.\n", 1+m.r.IntN(9)))
	s := report.Story{Title: title, Text: text}
	for i := range min(len(m.in.Interviews), 1+m.r.IntN(4)) {
		s.Interviews = append(s.Interviews, m.in.Interviews[i].ID)
	}
	m.in.Stories = append(m.in.Stories, s)
}

// money makes a business case now and then.
func (m *maker) money() {
	if m.r.IntN(2) == 0 {
		return
	}
	name := func(s string) privacy.SafeText {
		safe, _ := privacy.Release(m.in.Dictionary, s)
		return safe
	}
	v := 100_000 * (1 + m.r.IntN(300))
	m.in.Case = []report.Assumption{{Kind: research.CurrencyKind, Name: name([]string{"EUR", "GBP", "CHF"}[m.r.IntN(3)])},
		{Kind: research.LostValue, Name: name("2026"), Source: name("the CRM"), Low: v * 3 / 4, Likely: v, High: v * 3 / 2}}
	if m.r.IntN(2) == 0 {
		m.in.Case = append(m.in.Case, report.Assumption{Kind: research.Lever, Name: name("Discounts"), Code: m.ids["NEG-01"], Low: v / 20, Likely: v / 16, High: v / 10})
	}
}
