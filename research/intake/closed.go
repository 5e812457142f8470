package intake

import (
	"fmt"
	"strings"

	"openloop/research/sheet"
)

// Closed questions of surveys, choices and ratings, are kept as what was answered under their question: numbers stay
// numbers, choices stay in their words. What they say of a company or a role goes where a study keeps it. They are text:
// no figure is split by them.

// asClosed judges a column as the answers to a closed question.
func asClosed(col int, name string, asked bool, e evidence) []candidate {
	if !asked || e.n == 0 {
		return nil
	}
	numbers := e.share(kindNumber) > 0.5
	if !numbers && !e.closed() {
		return nil
	}
	c := candidate{col: col, field: FieldClosed, conf: 0.7, question: name, why: fmt.Sprintf("A closed question: %d different short answers.", e.distinct)}
	if numbers {
		c.why = "A closed question: the answers are numbers."
	}
	out := []candidate{c}
	switch english := " " + strings.Join(wordByWord(name), " ") + " "; {
	case e.distinct > 1 && e.share(kindOutcome) >= 0.6 && e.share(kindYesNo) < 0.5:
		out = append(out, candidate{col: col, field: FieldOutcome, conf: 0.75, why: "The heading asks a question, and the answers are outcomes of deals."})
	case e.share(kindConsent) >= 0.9 && strings.Contains(english, " quote "):
		out = append(out, candidate{col: col, field: FieldConsent, conf: 0.8, why: "The heading asks whether quotes are allowed, and the answers say so."})
	}
	if f, ok := ofRespondent(name); ok && !numbers && e.distinct > 1 {
		out = append(out, candidate{col: col, field: f, conf: 0.75, why: "The heading asks for it, and the answers are a short list."})
	}
	return out
}

// respondentWords are what closed questions ask of the people or companies who answer.
var respondentWords = []struct {
	field Field
	words string
}{
	{FieldRegion, " country region land pais pays territory "},
	{FieldSegment, " industry sector segment size employees branche secteur sectores mitarbeiter "},
	{FieldRole, " role department function rolle abteilung fonction departamento "},
}

// ofRespondent says what a closed question asks of whoever answers: "Which industry are you in?"
func ofRespondent(name string) (Field, bool) {
	words := " " + fold(name) + " "
	about := false
	for _, w := range []string{"you", "your", "sie", "ihr", "ihre", "ihrem", "ihres", "vous", "votre", "usted", "su", "ustedes"} {
		about = about || strings.Contains(words, " "+w+" ")
	}
	if !about {
		return "", false
	}
	for _, r := range respondentWords {
		for _, w := range strings.Fields(words) {
			english := or(wordsRead[w], w)
			if strings.Contains(r.words, " "+w+" ") || strings.Contains(r.words, " "+english+" ") {
				return r.field, true
			}
		}
	}
	return "", false
}

// closedTaken says of a sheet that its closed questions are taken, "" where it has none.
func closedTaken(s *sheet.Sheet, columns []Column) string {
	switch n := len(columns); n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("Sheet “%s”: 1 closed question is kept as text under its question. Set its column to Leave out to do without it.", s.Name)
	default:
		return fmt.Sprintf("Sheet “%s”: %d closed questions, choices and ratings, are kept as text under their question. Set a column to Leave out to do without it.", s.Name, n)
	}
}
