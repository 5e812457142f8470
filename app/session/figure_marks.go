package session

import (
	"context"

	"openloop/research"
)

// FigureMarks says of the figures of the Themes screen why an export would withhold them: "" where it would show.
type FigureMarks struct {
	codes, stages map[string]rowMarks
	themes        map[string]rowMarks
	outcomes      map[string]string
}

// rowMarks is why an export withholds a row's total, and its figure of each class.
type rowMarks struct {
	total string
	of    map[string]string
}

// FigureMarks asks of the figures of a wave what Explore asks of the same: of codes and stages by outcome, and of themes
// lost against won. It may take a second or two in a large study and holds nobody up.
func (s *Session) FigureMarks(ctx context.Context, wave research.ID) (*FigureMarks, error) {
	m := &FigureMarks{outcomes: map[string]string{}}
	for _, part := range []struct {
		ask ExploreAsk
		to  *map[string]rowMarks
	}{
		{ExploreAsk{Rows: CountCodes, By: "outcome"}, &m.codes},
		{ExploreAsk{Rows: CountStages, By: "outcome"}, &m.stages},
		{ExploreAsk{Rows: CountThemes, Chart: ChartDots}, &m.themes},
	} {
		part.ask.Wave = wave
		e, err := s.Explore(ctx, part.ask)
		if err != nil {
			return nil, err
		}
		marks, err := s.ExploreMarks(ctx, e)
		if err != nil {
			return nil, err
		}
		*part.to = e.rowMarks(marks)
		if part.ask.Chart != "" {
			continue
		}
		for j, c := range e.Columns {
			m.outcomes[c.Key] = marks.Columns[j]
		}
	}
	return m, nil
}

// rowMarks is the marks by what rows and columns are called. The sides of the dot plot are called "lost" and "won".
func (e *Explored) rowMarks(m *ExploreMarks) map[string]rowMarks {
	out := map[string]rowMarks{}
	for i, r := range e.Rows {
		row := rowMarks{total: m.Totals[i], of: map[string]string{}}
		for j, c := range e.Columns {
			key := c.Key
			if e.Ask.Chart == ChartDots {
				key = string([]research.Outcome{research.Lost, research.Won}[j])
			}
			row.of[key] = m.Cells[i][j]
		}
		out[r.Key] = row
	}
	return out
}

// known is the marks, none while they are still worked out.
func (m *FigureMarks) known() FigureMarks {
	if m == nil {
		return FigureMarks{}
	}
	return *m
}

// Code is why a code's total is withheld. Nil FigureMarks know no reason yet.
func (m *FigureMarks) Code(c research.Code) string { return m.known().codes[codeRow+c.Ref].total }

// CodeOf is why a code's figure of an outcome is withheld.
func (m *FigureMarks) CodeOf(c research.Code, outcome string) string {
	if row, ok := m.known().codes[codeRow+c.Ref]; ok {
		return row.of[outcome]
	}
	return m.Outcome(outcome) // nobody has the code
}

// Stage is why the figure of a stage and an outcome is withheld.
func (m *FigureMarks) Stage(number int, outcome string) string {
	return m.known().stages[stageKey(number)].of[outcome]
}

// Theme is why a theme's figure of a side, lost or won, is withheld.
func (m *FigureMarks) Theme(id research.ID, side research.Outcome) string {
	return m.known().themes["theme:"+string(id)].of[string(side)]
}

// Outcome says with what an outcome leaves that may not leave by itself, "" for one that may.
func (m *FigureMarks) Outcome(key string) string { return m.known().outcomes[key] }
