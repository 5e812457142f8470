package intake

import (
	"strings"

	"openloop/research"
	"openloop/research/sheet"
)

// table is one sheet as its mapping reads it.
type table struct {
	outcome func(string) (research.Outcome, bool) // see outcomes
	sheet   *sheet.Sheet
	mapping Mapping
	columns map[Field][]Column
	asked   []Column          // questions, open and closed, in the order of the sheet
	orders  map[int]dateOrder // of columns of dates
	scale   float64           // of the column of values: 1000 where its heading says thousands
	bands   bool              // the column of roles holds few enough values to keep them
	usual   int               // filled cells of a usual row
	answers map[int]bool      // columns of questions and answers, in sheets with one row an answer
	choices map[int][]Column  // columns of one question of several choices, by the first of them; nil at the others
}

func newTable(s *sheet.Sheet, m Mapping) (*table, []string, []Doubt) {
	t := &table{sheet: s, mapping: m, columns: map[Field][]Column{}, scale: 1, answers: map[int]bool{}}
	dates := map[int]dateColumn{}
	for _, c := range m.Columns {
		t.columns[c.Field] = append(t.columns[c.Field], c)
		if c.Field == FieldQuestion || c.Field == FieldAnswerText {
			t.answers[c.Index] = true
		}
		if c.Field == FieldAnswer || c.Field == FieldClosed {
			t.asked = append(t.asked, c)
		}
		switch c.Field {
		case FieldDate, FieldBegan, FieldSpoke, FieldBought, FieldCRMCreated, FieldCRMClosed:
			dates[c.Index] = studyDates(s, m.First, c.Index)
		case FieldValue:
			if inThousands(c.Heading) {
				t.scale = 1000
			}
		case FieldRole:
			t.bands = study(s, m.First, c.Index).closed()
		}
	}
	t.usual = usualFill(s, m.First)
	var warnings []string
	var doubts []Doubt
	t.orders, warnings, doubts = settleOrders(m, dates)
	t.lists()
	if say := closedTaken(s, t.columns[FieldClosed]); say != "" {
		warnings = append(warnings, say)
	}
	return t, warnings, doubts
}

// inThousands says whether a heading gives its unit as thousands: "Value (k€)", "TEUR".
func inThousands(heading string) bool {
	for _, w := range strings.Fields(fold(heading)) {
		switch w {
		case "k", "keur", "teur", "kgbp", "kusd", "thousands", "thousand", "tsd", "000s", "milliers":
			return true
		}
	}
	return false
}

// usualFill is how many cells of a row are filled in the middle of the fuller half of the data.
func usualFill(s *sheet.Sheet, first int) int {
	counts := map[int]int{}
	n := 0
	for row := first; row < len(s.Rows) && n < 300; row++ {
		if f := filled(s.Rows[row]); f > 0 {
			counts[f]++
			n++
		}
	}
	seen := 0
	for f := s.Width(); f > 0; f-- {
		if seen += counts[f]; seen*2 >= n && n > 0 {
			return f
		}
	}
	return 0
}

// text is what the first filled column of a field holds in a row; blanks in words ("n/a") are "".
func (t *table) text(row int, f Field) string {
	text, _ := t.cell(row, f)
	return text
}

// cell is text with the column it comes from.
func (t *table) cell(row int, f Field) (string, Column) {
	for _, c := range t.columns[f] {
		if text := t.at(row, c.Index); text != "" {
			return text, c
		}
	}
	return "", Column{}
}

// at is the trimmed text of a cell, "" where it is blank or only repeats the one to its left.
func (t *table) at(row, col int) string {
	c := t.sheet.Cell(row, col)
	if c.Merged == sheet.MergedRight || isBlank(c.Text) {
		return ""
	}
	return strings.TrimSpace(c.Text)
}

// raw is the trimmed text of a field's first column, dashes included: they are signs in some columns.
func (t *table) raw(row int, f Field) string {
	if c := t.columns[f]; len(c) > 0 {
		return strings.TrimSpace(t.sheet.Cell(row, c[0].Index).Text)
	}
	return ""
}

// rowKind says what to do with a row.
type rowKind int

const (
	dataRow rowKind = iota
	blankRow
	repeatedHeader
	footerRow
)

// kind tells data from blank rows, headings repeated for print, totals and footers.
func (t *table) kind(row int) rowKind {
	n := filled(t.sheet.Rows[row])
	switch {
	case n == 0:
		return blankRow
	case t.isHeader(row):
		return repeatedHeader
	case n <= max(3, t.usual/2) && n < max(t.usual, 2) && isFooter(t.firstText(row)):
		return footerRow
	}
	return dataRow
}

// isHeader says whether a row repeats the headings.
func (t *table) isHeader(row int) bool {
	same := 0
	for col, c := range t.sheet.Rows[row] {
		if c.Text == "" {
			continue
		}
		if c.Text != t.sheet.Cell(t.mapping.Header, col).Text {
			return false
		}
		same++
	}
	return same >= 2
}

// firstText is the first filled cell of a row.
func (t *table) firstText(row int) string {
	for _, c := range t.sheet.Rows[row] {
		if text := strings.TrimSpace(c.Text); text != "" {
			return text
		}
	}
	return ""
}

// footers begin the lines that programs put under their data.
const footers = "total|totals|grand total|grand totals|subtotals|subtotal|sub total|sum|summe|gesamt|gesamtsumme|total general|totaux|somme|average|averages|mean|mittelwert|durchschnitt|moyenne|totale|totali|totaal|gemiddelde|media|promedio|somma|suma|count|anzahl|confidential|confidential information|vertraulich|confidentiel|copyright|generated by|generated on|report generated|exported on|exported by|export date|as of|filtered by|printed on|stand|source|quelle"

// isFooter says whether a text begins such a line.
func isFooter(text string) bool {
	f := fold(text)
	if strings.HasPrefix(text, "©") {
		return true
	}
	for _, w := range strings.Split(footers, "|") {
		if f == w || strings.HasPrefix(f, w+" ") && (len(w) > 5 || strings.ContainsAny(text, ":()0123456789")) {
			return true
		}
	}
	return false
}
