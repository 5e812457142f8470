package intake

import (
	"strings"

	"openloop/research/sheet"
)

// severalChoices begins the question of choices whose question is not in the file.
const severalChoices = "Several choices: "

// partsSeen is how many different choices of a column are looked at.
const partsSeen = 64

// list looks at a cell as a list of choices: "Price / Service", "Price;Service;".
func (e *evidence) list(text string, parts map[string]bool) {
	if len(parts) >= partsSeen || len(text) > 400 {
		return
	}
	for _, p := range choicesOf(text) {
		parts[p] = true
		e.pieces++
	}
}

// choicesOf parts a cell as survey tools join choices: Typeform by " / ", Microsoft Forms by ";", Google Forms by ", ".
func choicesOf(text string) []string {
	for _, sep := range []string{" / ", ";", ", "} {
		if pieces := strings.Split(strings.Trim(text, "; "), sep); len(pieces) > 1 {
			return pieces
		}
	}
	return []string{strings.Trim(text, "; ")}
}

// severalChoices says whether the cells hold some of a short list of choices each.
func (e evidence) severalChoices() bool {
	return e.n >= 3 && e.listed*5 >= e.n && e.listed >= 2 && e.parts <= 20 && e.parts < e.pieces && e.parts <= 2*e.n && float64(e.longest) < 300 && e.share(kindDate)+e.share(kindNumber) < 0.5
}

// addChoices parts headings that give a question and one of its choices: Qualtrics' "Which? - Selected Choice - Price",
// Google Forms' "Which? [Price]". Several columns must share the question.
func (h *heading) addChoices() {
	questions := make([]string, len(h.names))
	options := make([]string, len(h.names))
	n := map[string]int{}
	for col, name := range h.names {
		if h.of[col] != "" || name == "" {
			continue
		}
		q, o := "", ""
		if i := strings.LastIndex(name, " ["); i > 0 && strings.HasSuffix(name, "]") {
			q, o = name[:i], name[i+2:len(name)-1]
		} else if i := strings.LastIndex(name, " - "); i > 0 && (isQuestion(name[:i]) || strings.Contains(name, " - Selected Choice")) {
			q, o = strings.TrimSuffix(name[:i], " - Selected Choice"), name[i+3:]
		}
		if q != "" && o != "" && o != "Text" {
			questions[col], options[col] = strings.TrimSpace(q), strings.TrimSpace(o)
			n[questions[col]]++
		}
	}
	for col := range h.names {
		if n[questions[col]] > 1 {
			h.of[col], h.option[col] = questions[col], options[col]
		}
	}
}

// chooseAgain settles which columns of one question are choices: all of them, or it is a grid or a ranking. Columns
// beside each other in which every answer is the heading itself are choices, too; their question is not in the file.
func (h *heading) chooseAgain(seen []evidence) {
	bad, good := map[string]bool{}, map[string]int{}
	for col, q := range h.of {
		switch {
		case q == "" || seen[col].n == 0:
		case h.chosen(col, seen[col]):
			good[q]++
		default:
			if !strings.Contains(fold(h.option[col]), "other") && !h.open[col] {
				bad[q] = true
			}
		}
	}
	for col, q := range h.of {
		if bad[q] || good[q] == 0 {
			h.of[col] = ""
		}
	}
	h.bareChoices(seen)
}

// bareChoices finds runs of columns headed by a choice alone.
func (h *heading) bareChoices(seen []evidence) {
	own := func(col int) bool {
		e := seen[col]
		return h.of[col] == "" && e.n > 0 && e.distinct == 1 && fold(h.names[col]) != "" && sameWords(h.names[col], e.sample) && !isQuestion(h.names[col])
	}
	for col := 0; col < len(h.names); col++ {
		end := col
		for end < len(h.names) && own(end) {
			end++
		}
		if end-col < 2 {
			continue
		}
		q := severalChoices + shorten(strings.Join(h.names[col:end], ", "), 100)
		for ; col < end; col++ {
			h.of[col], h.option[col] = q, h.names[col]
		}
	}
}

// chosen says whether a column's answers are nothing but its choice, or a mark.
func (h *heading) chosen(col int, e evidence) bool {
	return e.n > 0 && e.distinct == 1 && (sameWords(h.option[col], e.sample) || isTick(e.sample))
}

// sameWords compares a heading with a value that may have been shortened.
func sameWords(heading, value string) bool {
	v, cut := strings.CutSuffix(value, "…")
	a, b := fold(heading), fold(v)
	return b != "" && (a == b || cut && strings.HasPrefix(a, b))
}

// isTick says whether a cell only marks that something was chosen.
func isTick(s string) bool {
	switch fold(s) {
	case "x", "1", "yes", "true", "selected", "checked", "ja", "oui", "wahr", "vrai", "si", "ticked", "chosen":
		return true
	}
	return strings.Trim(s, "✓✔☑☒● ") == "" && s != ""
}

// lists finds the columns of the mapping that are choices of one question: several columns of answers to the same.
func (t *table) lists() {
	byQuestion := map[string][]Column{}
	for _, c := range t.columns[FieldAnswer] {
		if strings.Contains(c.Question, " ") && (strings.HasPrefix(c.Question, severalChoices) || strings.HasPrefix(c.Heading, c.Question) && len(c.Heading) > len(c.Question)) {
			byQuestion[c.Question] = append(byQuestion[c.Question], c)
		}
	}
	for _, list := range byQuestion {
		if len(list) < 2 {
			continue
		}
		if t.choices == nil {
			t.choices = map[int][]Column{}
		}
		for i, c := range list {
			t.choices[c.Index] = nil
			if i == 0 {
				t.choices[c.Index] = list
			}
		}
	}
}

// answer is the text of an answer; of a question of several choices what was chosen, at its first column.
func (t *table) answer(row int, c Column) string {
	list, several := t.choices[c.Index]
	if !several {
		return t.at(row, c.Index)
	}
	var chosen []string
	for _, c := range list {
		text := t.at(row, c.Index)
		switch {
		case text == "" || fold(text) == "0" || fold(text) == "false" || fold(text) == "not selected":
		case isTick(text):
			chosen = append(chosen, optionOf(c))
		default:
			chosen = append(chosen, text)
		}
	}
	return strings.Join(chosen, "; ")
}

// optionOf is the choice in a heading: what stands in it after the question.
func optionOf(c Column) string {
	rest, ok := strings.CutPrefix(c.Heading, c.Question)
	if !ok {
		return c.Heading
	}
	rest = strings.TrimPrefix(strings.TrimLeft(rest, " -:["), "Selected Choice - ")
	return strings.TrimRight(rest, " ]")
}

// addGroups reads headings of several lines: the group's name above is put before a heading that says too little by
// itself, a heading that stands in the line above alone is taken from there, and a line of units below is added.
func (g *guesser) addGroups(s *sheet.Sheet, h *heading) {
	if h.row > 0 {
		g.addAbove(s, h)
	}
	if unitRow(s, h.row+1) {
		for col := range h.names {
			if unit := strings.TrimSpace(s.Cell(h.row+1, col).Text); unit != "" {
				h.names[col] = strings.TrimSpace(h.names[col] + " " + unit)
			}
		}
		h.first = h.row + 2
	}
}

// addAbove takes what the line above the headings says.
func (g *guesser) addAbove(s *sheet.Sheet, h *heading) {
	above := s.Rows[h.row-1]
	n := filled(above)
	if n < 2 || n > filled(s.Rows[h.row])+1 {
		return
	}
	for _, c := range above {
		if len(c.Text) > 60 || c.Number || c.Date {
			return
		}
	}
	times := map[string]int{}
	for _, name := range h.names {
		times[fold(name)]++
	}
	group := ""
	for col, name := range h.names {
		c := s.Cell(h.row-1, col)
		if own := strings.TrimSpace(c.Text); own != "" && c.Merged != sheet.MergedRight {
			group = strings.Join(strings.Fields(own), " ")
		}
		below := s.Cell(h.row, col)
		switch {
		case below.Merged == sheet.MergedBelow:
		case name == "" && c.Text != "" && c.Merged == sheet.NotMerged:
			h.names[col] = group
		case group == "" || name == "" || fold(group) == fold(name):
		case times[fold(name)] > 1 || !g.knows(name) && g.knows(group+" "+name) || tooShort(name) && g.knows(group+" "+name):
			h.names[col] = group + " " + name
		}
	}
}

// tooShort says whether a heading means something only under its group.
func tooShort(name string) bool {
	switch fold(name) {
	case "name", "id", "no", "nr", "number", "date", "datum", "value", "wert", "title", "type", "email", "e mail", "phone", "status", "owner", "text", "nom", "region":
		return true
	}
	return false
}

// unitRow says whether a line below the headings only explains them: "(dd/mm/yyyy)", "[k€]".
func unitRow(s *sheet.Sheet, row int) bool {
	if row >= len(s.Rows) {
		return false
	}
	in, all := 0, 0
	for _, c := range s.Rows[row] {
		t := strings.TrimSpace(c.Text)
		if t == "" {
			continue
		}
		all++
		if t[0] == '(' && t[len(t)-1] == ')' || t[0] == '[' && t[len(t)-1] == ']' {
			in++
		}
	}
	return all > 0 && in*3 >= all*2
}
