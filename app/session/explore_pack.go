package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// Why a figure of a chart is in no pack at all.
const (
	notOfThemes   = "Reports show this of themes, eight at most."
	notThisSide   = "Reports count one side of this theme, what hurt or what helped, or have not room for it: eight themes at most."
	notByMonth    = "Only the last pack of its interviews shows time, by three waves at least; by month, few people would stand behind each figure."
	inTheLast     = "Only the last pack of its interviews shows it, where its section is taken in on the Report screen."
	notInSummary  = "Reports count it among the other reasons."
	notOfSo       = "Reports show it out of other interviews: %d of %d."
	notEnoughHere = "Fewer than ten interviews: reports do not show it."
	wonWithOthers = "Reports count won or lost together with other outcomes here, and show no head to head."
	curveStays    = "The curve follows single interviews, one after the other, and is in no report."
)

// bySince is what a pack says of a theme in one wave.
const bySince = report.Subject("since")

// asPack says whether a chart is one that packs show: its figures are marked by the pack itself.
func (e *Explored) asPack() bool {
	switch e.Ask.Chart {
	case ChartTogether, ChartTimeline, ChartImportance, ChartRivals, ChartReasons, ChartSaturation:
		return true
	case ChartDots:
		return e.Ask.Rows == CountThemes
	}
	return false
}

// packMarks makes the pack as it would be made now, with every section but those for the last pack of its interviews that were not
// taken in, and looks up what it says of each figure.
func (s *Session) packMarks(ctx context.Context, e *Explored, w *exploreWork) (*ExploreMarks, error) {
	m := e.noMarks()
	if e.Ask.Chart == ChartSaturation {
		m.Chart = curveStays
		return m, nil
	}
	in, err := s.figuresInput(ctx, e.Ask.Wave)
	if err != nil {
		return nil, err
	}
	in.Frame = in.Frame.Until(ctx)
	doc, err := report.Build(ctx, in)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	p := &packed{e: e, w: w, figures: map[packedAt]report.Figure{}}
	for _, f := range doc.Figures {
		p.figures[packedAt{f.Subject, or(f.Row, f.Key), f.Group}] = f
	}
	switch e.Ask.Chart {
	case ChartTogether:
		p.together(m)
	case ChartTimeline, ChartDots:
		p.columns(m)
	case ChartImportance:
		p.importance(m)
	case ChartRivals:
		p.rivals(m)
	case ChartReasons:
		p.reasons(m)
	}
	return m, nil
}

// figuresInput is what a pack's figures are made from: without quotes, stories and names, which they do not need.
func (s *Session) figuresInput(ctx context.Context, wave research.ID) (report.Input, error) {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return report.Input{}, err
	}
	earlier, err := s.ledger(ctx)
	if err != nil {
		return report.Input{}, err
	}
	chosen, err := s.store.PackLayout(ctx)
	if err != nil {
		return report.Input{}, err
	}
	given, err := s.packCase(ctx, privacy.NewDictionary(nil, nil))
	if err != nil {
		return report.Input{}, err
	}
	st := s.store.Study()
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.facts
	in := report.Input{Study: st, Book: f.book, Index: f.index.Clone(), Frame: f.frame(), Rule: s.rule(), Themes: themes, Waves: f.waves, Earlier: f.known(earlier),
		Case: given, Wave: wave, Lang: report.English, Draft: true, Date: s.opt.Now()}
	for _, c := range (report.Layout{Sections: choicesOf(chosen.Sections)}).Order() {
		if c.Kind.Last() {
			in.Layout.Sections = append(in.Layout.Sections, c)
		}
	}
	in.Interviews, in.Reasons, in.Deals = f.told()
	return in, nil
}

// packed is the figures of a pack, to be looked up.
type packed struct {
	e       *Explored
	w       *exploreWork
	figures map[packedAt]report.Figure
}

// packedAt is a figure by what it counts: its row in the ledger, or its key.
type packedAt struct {
	subject    report.Subject
	row, group string
}

// why says why x of n is not what a pack shows: it is not there, withheld, or about other interviews.
func (p *packed) why(subject report.Subject, row, group string, x, n int, otherwise string) string {
	f, ok := p.figures[packedAt{subject, row, group}]
	switch {
	case !ok && p.e.Base < leastTogether:
		return notEnoughHere
	case !ok:
		return otherwise
	case !f.Shown:
		return p.w.words(privacy.Reason(f.Why))
	case f.X != x || f.N != n:
		return fmt.Sprintf(notOfSo, f.X, f.N)
	}
	return ""
}

// leastTogether is how many interviews a pack has at least that shows pairs and importance.
const leastTogether = 10

// missing says why a row is not in the pack.
func (p *packed) missing() string {
	if p.e.Ask.Rows == CountThemes {
		return notThisSide
	}
	return notOfThemes
}

// row is a row's name in the ledger, as pairs and time know it: that of its code where it counts what one code counts.
func (p *packed) row(i int) string {
	key := p.w.rows[i].Key
	if codes, ok := strings.CutPrefix(key, string(report.OfTheme)+":raised:"); ok && !strings.Contains(codes, "+") {
		return codes
	}
	return key
}

func (p *packed) together(m *ExploreMarks) {
	for i, counts := range p.e.Together {
		m.Cells[i] = make([]string, len(counts))
		for j, x := range counts {
			if i == j {
				m.Cells[i][j] = m.Totals[i]
				continue
			}
			otherwise := p.missing()
			if !p.has(report.OfPair) {
				otherwise = inTheLast
			}
			m.Cells[i][j] = p.why(report.OfPair, report.PairRow(p.row(i), p.row(j)), "", x, p.e.Base, otherwise)
		}
	}
}

// sideKeys are the groups that lost and won may stand in.
var sideKeys = [2][]string{{string(research.Lost), "not_won"}, {string(research.Won), "customers"}}

// columns marks themes by period, or by the two sides that pages compare.
func (p *packed) columns(m *ExploreMarks) {
	for i, r := range p.e.Rows {
		for j, c := range r.Cells {
			if p.e.Ask.Chart == ChartDots {
				group := sideKeys[j][0]
				if _, ok := p.figures[packedAt{report.OfTheme, p.w.rows[i].Key, group}]; !ok {
					group = sideKeys[j][1]
				}
				m.Cells[i][j] = p.why(report.OfTheme, p.w.rows[i].Key, group, c.X, c.N, p.missing())
				continue
			}
			otherwise := notByMonth
			if p.has(bySince) {
				otherwise = p.missing()
			}
			m.Cells[i][j] = p.why(bySince, p.row(i), p.e.Columns[j].Key, c.X, c.N, otherwise)
		}
	}
}

// has says whether the pack has figures of a subject.
func (p *packed) has(subject report.Subject) bool {
	for at := range p.figures {
		if at.subject == subject {
			return true
		}
	}
	return false
}

// importance marks how often something decided, and whether it helped: the second needs four counts.
func (p *packed) importance(m *ExploreMarks) {
	for i, it := range p.e.Importance {
		codes := p.codes(i)
		ask := func(part string, x int) string {
			return p.why(report.OfImportance, report.PartRow(part, codes), "", x, p.e.Base, p.missing())
		}
		both := p.why(report.OfImportance, report.PairRow(report.PartRow("hurt", codes), report.PartRow("helped", codes)), "", it.Both, p.e.Base, p.missing())
		m.Cells[i] = []string{ask("decided", it.Decided.X), or(or(ask("decided", it.Decided.X), ask("said", it.Said)), or(or(ask("hurt", it.Hurt), ask("helped", it.Helped)), both))}
	}
}

// codes is the rows of the codes that a row is made of.
func (p *packed) codes(i int) []string {
	if row := p.w.rows[i]; p.e.Ask.Rows != CountCodes {
		return slices.Concat(row.Parts, row.Within)
	}
	return []string{p.e.Rows[i].Key}
}

// rivals marks the head to head. A competitor that is named in a few interviews is not listed.
func (p *packed) rivals(m *ExploreMarks) {
	m.Totals, m.Cells = make([]string, len(p.e.Rivals)), make([][]string, len(p.e.Rivals))
	otherwise := p.w.words(privacy.WithheldBase)
	if !p.has(report.OfRival) {
		otherwise = wonWithOthers
	}
	for i, r := range p.e.Rivals {
		m.Cells[i] = []string{p.why(report.OfRival, r.Key, "", r.Rate.X, r.Rate.N, otherwise)}
	}
}

// reasons marks each reason of each kind.
func (p *packed) reasons(m *ExploreMarks) {
	r := p.e.Reasons
	m.Totals, m.Cells = make([]string, len(r.Codes)), make([][]string, len(r.Codes))
	for i, c := range r.Codes {
		for k, kind := range r.Kinds {
			key := string(kind) + ":" + c.Ref
			m.Cells[i] = append(m.Cells[i], p.why(report.OfReason, key, "", r.Cells[i][k].X, r.Bases[k], notInSummary))
		}
	}
}
