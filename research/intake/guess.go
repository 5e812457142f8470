package intake

import (
	"slices"

	"openloop/research"
	"openloop/research/sheet"
)

// guesser holds what guessing needs for all sheets.
type guesser struct {
	heads *headingIndex
	guide *guideIndex
}

// Guess proposes a mapping for each sheet of a book: the header row, what each column means, how sure
// that is and why. A sheet that looks like nothing known gets UnknownLayout.
func Guess(book *sheet.Book, guide []research.Question) []Mapping {
	g := &guesser{heads: newHeadingIndex(), guide: newGuideIndex(guide)}
	var out []Mapping
	for i := range book.Sheets {
		out = append(out, g.sheet(&book.Sheets[i]))
	}
	return out
}

// GuessAt proposes a mapping for one sheet whose header row, counted from 0, a person has pointed out.
func GuessAt(s *sheet.Sheet, header int, guide []research.Question) Mapping {
	g := &guesser{heads: newHeadingIndex(), guide: newGuideIndex(guide)}
	if header < 0 || header >= len(s.Rows) {
		return Mapping{Sheet: s.Name, Layout: UnknownLayout}
	}
	return g.mapping(s, g.headingAt(s, header, 0))
}

func (g *guesser) sheet(s *sheet.Sheet) Mapping {
	h, ok := g.findHeading(s)
	if !ok {
		return Mapping{Sheet: s.Name, Layout: UnknownLayout}
	}
	return g.mapping(s, h)
}

// mapping tries the layouts, from the one that is hardest to mistake on.
func (g *guesser) mapping(s *sheet.Sheet, h heading) Mapping {
	seen := make([]evidence, len(h.names))
	for col := range h.names {
		seen[col] = study(s, h.first, col)
	}
	m := Mapping{Sheet: s.Name, Header: h.row, First: h.first}
	if h.monkey {
		m.Dates = MonthFirst
	}
	h.chooseAgain(seen)
	for _, layout := range g.layouts(h, seen) {
		m.Layout, m.Columns = layout, g.columns(h, seen, layout)
		if m.complete(seen) {
			if layout == Codings {
				if other := (Mapping{Layout: PerInterview, Columns: g.columns(h, seen, PerInterview)}); other.interviews(seen) {
					continue
				}
			}
			m.dealColumns()
			m.dayOfAnswers(h.survey)
			m.fillGaps(seen)
			return m
		}
	}
	m.Layout, m.Columns = Deals, g.columns(h, seen, Deals)
	if m.complete(seen) {
		m.dealColumns()
		return m
	}
	m.Layout, m.Columns = UnknownLayout, g.columns(h, seen, PerInterview)
	return m
}

// layouts are those that a sheet may have, from the one that is hardest to mistake on. What only exports of CRMs have
// goes before answers: a note or a description is a long text, too.
func (g *guesser) layouts(h heading, seen []evidence) []Layout {
	out := []Layout{Codings}
	spoken := h.spoken(seen)
	if l := crmLayout(h, seen); l != UnknownLayout && !(spoken && (l == Leads || l == Deals)) {
		out = append(out, l)
	} else if !spoken && g.ofDeals(h) {
		out = append(out, Deals)
	}
	return append(out, PerAnswer, PerInterview)
}

// ofDeals says whether the headings are surely those of an export of deals.
func (g *guesser) ofDeals(h heading) bool {
	named, figures := 0, 0
	for _, name := range h.names {
		if name == "" {
			continue
		}
		if _, _, asked := g.guide.exact(name); asked || isQuestion(name) || anyForm(name, notOfCRM) {
			return false
		}
		switch {
		case anyForm(name, "opportunity name|opportunity id|deal name|deal title|potential name|opportunity owner|deal owner|deal id|do not modify opportunity|potential owner|opportunity"):
			named++
		case anyForm(name, ofDeals+"|close date|est close date|actual close date|actual revenue|status reason|probability|lead source|deal status"):
			figures++
		}
	}
	return named > 0 && figures > 1 && !h.survey
}

// dealColumns takes the id of a CRM export's rows for the deal's, and the reason of a status that stands beside it for
// the one that the CRM records.
func (m Mapping) dealColumns() {
	if m.Layout != Deals {
		return
	}
	deal, outcome, recorded := m.has(FieldDeal), m.has(FieldOutcome), m.has(FieldRecorded)
	for i := range m.Columns {
		switch c := &m.Columns[i]; {
		case !deal && c.Field == FieldInterview:
			c.Field = FieldDeal
		case c.Field == FieldIgnore && outcome && !recorded && anyForm(c.Heading, "status reason"):
			c.Field, c.Confidence, c.Why = FieldRecorded, 0.8, "It says why the deal has its status."
		}
	}
}

// dayOfAnswers takes the day on which a row was made for that of the interview, where the sheet has no other and tells
// nothing of deals: a survey's row is made when it is answered. When it was changed says nothing.
func (m Mapping) dayOfAnswers(survey bool) {
	made, ok := m.Column(FieldCRMCreated)
	if !ok || m.Layout != PerInterview || m.has(FieldDeal, FieldOwner, FieldValue, FieldCRMClosed) {
		return
	}
	if day, has := m.Column(FieldDate); has {
		if !anyForm(day.Heading, "date modified|modified date|modified|modified on|last modified|last modified date|updated|updated at|updated on|last updated|last edited|last edited time") {
			return
		}
		c := &m.Columns[day.Index]
		c.Field, c.Confidence, c.Why = FieldIgnore, 0.8, "It says when the row was changed."
	}
	c := &m.Columns[made.Index]
	c.Field, c.Confidence, c.Why = FieldDate, 0.6, "The row may have been made on the day of the interview."
	if survey || slices.ContainsFunc(m.Columns, func(c Column) bool { return anyForm(c.Heading, "respondent id|collector id|response id|submission id") }) {
		c.Confidence, c.Why = 0.85, "A survey's row is made when it is answered."
	}
}

// complete says whether a mapping has the columns its layout cannot do without.
func (m Mapping) complete(seen []evidence) bool {
	switch m.Layout {
	case Codings:
		return m.has(FieldVerbatim) && m.has(FieldCode, FieldPolarity, FieldWeight)
	case PerAnswer:
		q, ok := m.Column(FieldQuestion)
		return ok && m.has(FieldAnswerText) && (m.has(FieldInterview, FieldName, FieldEmail, FieldOrganisation) && seen[q.Index].n > 0)
	case PerInterview:
		if m.asks() {
			return true
		}
		return m.has(FieldInterview, FieldName, FieldLastName, FieldOrganisation) &&
			m.has(FieldDate, FieldInterviewer, FieldMethod, FieldConsent, FieldTold, FieldDecided, FieldWave) && m.has(FieldOutcome, FieldInterviewer, FieldMethod, FieldConsent)
	case Deals:
		return m.has(FieldOutcome, FieldValue) && m.has(FieldDeal, FieldOrganisation)
	case Leads:
		return m.has(FieldDeal, FieldOrganisation, FieldEmail) && m.has(FieldOutcome, FieldSource, FieldCampaign, FieldConverted)
	case Campaigns:
		return m.has(FieldCampaign)
	case Members:
		return m.has(FieldCampaign) && m.has(FieldDeal, FieldName, FieldLastName, FieldEmail, FieldOrganisation)
	case Notes:
		return m.has(FieldNote) && m.has(FieldDeal, FieldOrganisation)
	}
	return false
}

// asks says whether a sheet holds answers: to headings that are questions, or long texts beside people.
// A codebook or a guide holds long texts too, but beside nobody.
func (m Mapping) asks() bool {
	columns := 0
	for _, c := range m.Columns {
		if c.Heading != "" && c.Sample != "" {
			columns++
		}
	}
	if columns < 2 {
		return false // a page of notes
	}
	for _, c := range m.Columns {
		if c.Field == FieldAnswer && (c.Confidence >= 0.85 || m.has(FieldInterview) && m.has(FieldDate, FieldOutcome) || m.has(FieldName, FieldLastName, FieldEmail, FieldOrganisation)) {
			return true
		}
	}
	return false
}

// has says whether a column means one of the fields.
func (m Mapping) has(fields ...Field) bool {
	for _, f := range fields {
		if _, ok := m.Column(f); ok {
			return true
		}
	}
	return false
}

// Column is the first column that means a field.
func (m Mapping) Column(f Field) (Column, bool) {
	for _, c := range m.Columns {
		if c.Field == f {
			return c, true
		}
	}
	return Column{}, false
}
