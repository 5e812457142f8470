package intake

import (
	"strings"

	"openloop/research/sheet"
)

// heading is where a sheet's headings stand and what they say.
type heading struct {
	row, first int      // indexes of the header row and of the first row of data
	names      []string // by column; "" where the column has none
	open       []bool   // columns that the survey tool itself marks as open-ended
	asked      []bool   // columns that the survey tool marks as a question with one answer
	survey     bool     // a survey export with several heading rows: its Q1 is not the guide's
	monkey     bool     // of SurveyMonkey, which writes the month first
	of         []string // the question that a column is one choice of, "" for none
	option     []string // and that choice
	score      float64
}

// headerRows is how far down a header row is looked for.
const headerRows = 40

// findHeading finds the header row: under title rows and above the data. It is the row whose cells
// are texts, differ from each other, span the sheet, and mean something.
func (g *guesser) findHeading(s *sheet.Sheet) (heading, bool) {
	width := usualWidth(s)
	best, bestScore := -1, 0.0
	for row := 0; row < len(s.Rows) && row < headerRows; row++ {
		if score := g.headerScore(s, row, width); score > bestScore {
			best, bestScore = row, score
		}
	}
	if best < 0 {
		return heading{}, false
	}
	if best > 0 && optionRow(s, best) && filled(s.Rows[best-1]) > 1 {
		best-- // the second heading row of a survey export
	}
	return g.headingAt(s, best, bestScore), true
}

// headingAt reads the headings of a row, and of the rows below it that survey tools add.
func (g *guesser) headingAt(s *sheet.Sheet, row int, score float64) heading {
	h := heading{row: row, first: row + 1, score: score}
	for col := range s.Width() {
		c := s.Cell(row, col)
		h.names = append(h.names, strings.Join(strings.Fields(c.Text), " "))
	}
	n := len(h.names)
	h.open, h.asked, h.of, h.option = make([]bool, n), make([]bool, n), make([]string, n), make([]string, n)
	if imports := importRow(s, row); imports >= 0 {
		h.addQualtrics(s, imports)
	} else if optionRow(s, row+1) {
		h.addSurveyMonkey(s)
	} else {
		g.addGroups(s, &h)
	}
	h.addChoices()
	return h
}

// usualWidth is how many cells the fuller rows of a sheet have.
func usualWidth(s *sheet.Sheet) int {
	most := 0
	for row := 0; row < len(s.Rows) && row < 200; row++ {
		most = max(most, filled(s.Rows[row]))
	}
	return most
}

// filled counts the cells of a row that hold something of their own.
func filled(row []sheet.Cell) int {
	n := 0
	for _, c := range row {
		if c.Merged == sheet.NotMerged && strings.TrimSpace(c.Text) != "" {
			n++
		}
	}
	return n
}

// headerScore judges a row as the header; 0 means that it cannot be.
func (g *guesser) headerScore(s *sheet.Sheet, row, width int) float64 {
	cells, known, texts := 0, 0, 0
	seen := map[string]bool{}
	for _, c := range s.Rows[row] {
		text := strings.TrimSpace(c.Text)
		if text == "" || c.Merged != sheet.NotMerged {
			continue
		}
		cells++
		seen[text] = true
		if !c.Date && !c.Number && !isNumber(text) && !isEmail(text) && len(text) <= 400 && !strings.HasPrefix(text, "{") {
			texts++
		}
		if g.knows(text) {
			known++
		}
	}
	if cells == 0 || cells*4 < width && known < 2 || cells < 2 && width > 1 {
		return 0
	}
	n := float64(cells)
	score := 4*float64(known)/n + float64(texts)/n + 1.5*min(1, n/float64(width)) + float64(len(seen))/n
	if known == 0 && (texts < cells || row+1 >= len(s.Rows)) {
		return 0
	}
	if g.shape(s, row) {
		score++
	}
	return score - 0.01*float64(row)
}

// knows says whether a text is surely a heading: a known one, or a question of the guide.
func (g *guesser) knows(text string) bool {
	if len(text) > 400 {
		return false
	}
	for _, form := range headingForms(text) {
		if len(g.heads.exact[form]) > 0 {
			return true
		}
	}
	for _, form := range wordByWord(text) {
		if len(g.heads.read[sortedWords(form)]) > 0 && len(form) > 3 {
			return true
		}
	}
	_, _, ok := g.guide.exact(text)
	return ok
}

// shape says whether the row differs in kind from the one below it: texts over numbers or dates.
func (g *guesser) shape(s *sheet.Sheet, row int) bool {
	for col := range s.Rows[row] {
		above, below := s.Cell(row, col), s.Cell(row+1, col)
		if above.Text != "" && !above.Number && !above.Date && (below.Number || below.Date || isNumber(below.Text) && !isNumber(above.Text) || isEmail(below.Text)) {
			return true
		}
	}
	return false
}

// importRow finds the row of {"ImportId":…} by which Qualtrics marks its columns, or -1.
func importRow(s *sheet.Sheet, header int) int {
	for row := header + 1; row <= header+3 && row < len(s.Rows); row++ {
		marks := 0
		for _, c := range s.Rows[row] {
			if strings.HasPrefix(c.Text, "{") && strings.Contains(c.Text, "ImportId") {
				marks++
			}
		}
		if marks*2 > filled(s.Rows[row]) {
			return row
		}
	}
	return -1
}

// addQualtrics takes the questions' texts from the row between, and skips the marks.
func (h *heading) addQualtrics(s *sheet.Sheet, imports int) {
	h.first, h.survey = imports+1, true
	for col := range h.names {
		if strings.Contains(s.Cell(imports, col).Text, `_TEXT"`) {
			h.open[col] = true
		}
		h.asked[col] = !h.open[col] && strings.Contains(s.Cell(imports, col).Text, `"QID`) && surveyName(h.names[col])
		if text := strings.TrimSpace(s.Cell(imports-1, col).Text); imports-1 > h.row && surveyName(h.names[col]) && text != "" {
			h.names[col] = strings.Join(strings.Fields(text), " ")
		}
	}
}

// surveyName says whether a heading is only a survey tool's number for a question: Q1, Q2_3, QID4.
func surveyName(s string) bool {
	return len(s) > 1 && (s[0] == 'Q' || s[0] == 'q') && strings.Trim(s[1:], "0123456789_ID.TEX") == ""
}

// markedAnswer and markedOpen are what survey tools write under a question with one answer, and under an open one, in the
// languages of their users.
const (
	markedAnswer = "response|antwort|reponse|respuesta|antwoord|risposta|resposta"
	markedOpen   = "open ended response|freitextantwort|offene antwort|antwort mit offenem ende|reponse ouverte|reponse libre|respuesta abierta|antwoord op open vraag|open antwoord|risposta aperta|resposta aberta"
)

// optionRow says whether a row is SurveyMonkey's second heading row: "Response" under each question,
// the options under those with several.
func optionRow(s *sheet.Sheet, row int) bool {
	if row >= len(s.Rows) {
		return false
	}
	marks := 0
	for _, c := range s.Rows[row] {
		if f := fold(c.Text); f != "" && (listed(markedAnswer, f) || listed(markedOpen, f)) {
			marks++
		}
	}
	return marks >= 2 || marks == 1 && s.Cell(row, 0).Text == ""
}

// addSurveyMonkey joins a question and its options, and marks what is open-ended.
func (h *heading) addSurveyMonkey(s *sheet.Sheet) {
	question := ""
	for col := range h.names {
		option := strings.Join(strings.Fields(s.Cell(h.row+1, col).Text), " ")
		if h.names[col] != "" && s.Cell(h.row, col).Merged == sheet.NotMerged {
			question = h.names[col]
		}
		switch f := fold(option); f {
		case "":
		default:
			if listed(markedAnswer, f) {
				h.asked[col] = true
				continue
			}
			if listed(markedOpen, f) {
				h.open[col] = true
				continue
			}
			h.names[col] = question + ": " + option
			h.of[col], h.option[col] = question, option
		}
	}
	h.first, h.survey = h.row+2, true
	for col := range h.names { // in other languages its dates are written in their own way
		f := fold(s.Cell(h.row+1, col).Text)
		h.monkey = h.monkey || f == "response" || f == "open ended response"
	}
}
