package excel

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
)

// caseSheet is the business case in formulas: whoever changes an assumption, on coloured ground, sees what follows.
// Counts and their shares are released figures and stand as numbers.
type caseSheet struct {
	*sheet
	c     *report.Case
	w     report.CaseBookWords
	money int // style of a sum
	given int // of one that is there to be changed
	share int // of a share that is there to be changed
	total int // row of the value of all deals, 0 none
	won   int // row of what could be won back, 0 none
	spent []int
}

func (b *book) businessCase(s *sheet) {
	k := &caseSheet{sheet: s, c: b.d.Case, w: report.WordsOfCase(b.d.Lang)}
	k.styles()
	s.across = 1
	s.title(k.w.Sheet, k.w.Note)
	row := k.assumptions(4)
	row = k.causes(row + 2)
	k.levers(row + 2)
	s.head = 0 // four tables: none of their headings stays
	for _, c := range []int{2, 3, 4, 7, 8, 9} {
		s.widths[c] = max(s.widths[c], k.sumWidth())
	}
}

// sumWidth is how wide a column has to be, in characters, for the largest sum: one that is too narrow shows none at all.
// A reader may put in a sum with another digit.
func (k *caseSheet) sumWidth() float64 {
	most := k.c.Total.High
	for _, g := range k.c.Given {
		most = max(most, g.High, g.Likely)
	}
	digits := len(strconv.Itoa(int(most))) + 1
	return float64(digits+(digits-1)/3+1+utf8.RuneCountInString(k.c.Currency))*1.1 + 2
}

func (k *caseSheet) styles() {
	b := k.b
	sums := fmt.Sprintf(`#,##0 "%s"`, k.c.Currency)
	percent := "0%"
	edge := []excelize.Border{{Type: "bottom", Color: line, Style: 1}}
	ground := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{soft}}
	top := &excelize.Alignment{Vertical: "top"}
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&k.money, excelize.Style{CustomNumFmt: &sums}}, {&k.given, excelize.Style{CustomNumFmt: &sums, Fill: ground}}, {&k.share, excelize.Style{CustomNumFmt: &percent, Fill: ground}},
	} {
		s.style.Font, s.style.Border, s.style.Alignment = &excelize.Font{Size: 11, Color: ink, Family: "Calibri"}, edge, top
		n, err := b.f.NewStyle(&s.style)
		b.do(err)
		*s.to = n
	}
}

// assumptions lists them, the value of all deals first.
func (k *caseSheet) assumptions(row int) int {
	k.text(1, row, k.w.Given, k.b.s.label)
	k.heads(1, row+1, "", k.w.Low, k.w.Likely, k.w.High, k.w.Source)
	for i, g := range k.c.Given {
		y, style := row+2+i, k.given
		switch g.Kind {
		case research.LostValue:
			k.total = y
			if !k.c.Whole {
				style = k.money // it follows from the deals
			}
		case research.Lever:
			k.spent = append(k.spent, y)
		case research.WonBack:
			k.won, style = y, k.share
		}
		k.text(1, y, g.Name.String(), k.b.s.strong)
		low, high := g.Low, g.High
		if low == 0 && high == 0 {
			low, high = g.Likely, g.Likely
		}
		for j, v := range []float64{low, g.Likely, high} {
			k.number(2+j, y, v, style)
		}
		from := g.Source.String()
		if from == "" {
			from = k.w.NoSource
		}
		k.text(5, y, from, k.b.s.wrap)
	}
	last := row + 1 + len(k.c.Given)
	k.define("CaseAssumptions", 1, row+1, 5, last)
	if k.won > 0 && k.total > 0 {
		last += 2
		k.text(1, last, k.w.Won, k.b.s.strong)
		for j, v := range ends(k.c.Won) {
			k.work(2+j, last, twoFigures(k.at(2+j, k.total)+"*"+k.at(2+j, k.won)), v, k.money)
		}
		k.define("CaseWonBack", 2, last, 4, last)
	}
	return last
}

// causes is what is at stake on each root cause, with a chart of what is likely.
func (k *caseSheet) causes(row int) int {
	if len(k.c.Causes) == 0 {
		return row
	}
	k.text(1, row, k.w.Causes, k.b.s.label)
	head := row + 1
	k.shares(head, k.w.Cause)
	k.heads(7, head, k.b.w.Under(k.w.AtStake, k.w.Low), k.b.w.Under(k.w.AtStake, k.w.Likely), k.b.w.Under(k.w.AtStake, k.w.High))
	for i, l := range k.c.Causes {
		y := head + 1 + i
		k.text(1, y, l.Name.String(), k.b.s.strong)
		k.counted(y, l.X, l.N, l.Share, l.Shown)
		for j, v := range ends(l.Value) {
			switch {
			case !l.Shown:
				k.withheld(7+j, y)
			case k.c.Whole:
				k.work(7+j, y, twoFigures(k.at(2+j, k.total)+"*"+cell(4+j, y)), v, k.money)
			default: // what the deals of that number may be worth: no share of a total
				k.number(7+j, y, v, k.money)
			}
		}
	}
	last := head + len(k.c.Causes)
	k.define("ValueAtStake", 1, head, 9, last)
	k.chart(cell(11, 4), k.w.Chart, `#,##0`, []excelize.ChartSeries{k.series(loss, 1, 8, head+1, last)}, len(k.c.Causes), 560)
	return last
}

// levers is what was spent on each lever, and how much of it where something else decided.
func (k *caseSheet) levers(row int) {
	if len(k.c.Levers) == 0 {
		return
	}
	k.text(1, row, k.w.Levers, k.b.s.label)
	head := row + 1
	k.shares(head, k.w.Lever)
	k.heads(7, head, k.b.w.Under(k.w.Elsewhere, k.w.Low), k.b.w.Under(k.w.Elsewhere, k.w.Likely), k.b.w.Under(k.w.Elsewhere, k.w.High))
	for i, l := range k.c.Levers {
		y := head + 1 + i
		name := l.Name.String()
		if cause := l.Cause.String(); cause != "" {
			name += " (" + cause + ")"
		}
		k.text(1, y, name, k.b.s.strong)
		k.counted(y, l.X, l.N, l.Share, l.Shown)
		for j, v := range ends(l.Wasted) {
			if !l.Shown {
				k.withheld(7+j, y)
				continue
			}
			// low spending with the share's high end, and the other way about
			k.work(7+j, y, twoFigures(k.at(2+j, k.spent[i])+"*(1-"+cell(6-j, y)+")"), v, k.money)
		}
	}
	k.define("WrongLever", 1, head, 9, head+len(k.c.Levers))
	k.withheldNote(head + len(k.c.Levers) + 1)
}

// shares is the headings of a released count with its share.
func (k *caseSheet) shares(head int, first string) {
	k.heads(1, head, first, k.w.Decided, k.w.Of, k.w.ShareLow, k.w.Share, k.w.ShareHigh)
}

func (k *caseSheet) counted(y, x, n int, share analysis.Range, shown bool) {
	if !shown {
		k.withheld(2, y)
		k.whole(3, y, n, k.b.s.whole)
		for c := 4; c <= 6; c++ {
			k.withheld(c, y)
		}
		return
	}
	k.whole(2, y, x, k.b.s.whole)
	k.whole(3, y, n, k.b.s.whole)
	for j, v := range ends(share) {
		k.number(4+j, y, v, k.b.s.percent)
	}
}

func ends(r analysis.Range) []float64 { return []float64{r.Low, r.Likely, r.High} }

// at is a cell that does not move when a formula is copied.
func (k *caseSheet) at(col, row int) string { return k.fixedCell(col, row) }

// twoFigures rounds what a formula gives to two figures, as analysis.Money does: under ten it is whole.
func twoFigures(formula string) string {
	return fmt.Sprintf("IF((%[1]s)<10,ROUND(%[1]s,0),ROUND(%[1]s,1-INT(LOG10(%[1]s))))", formula)
}
