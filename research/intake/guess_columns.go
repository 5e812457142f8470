package intake

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// candidate is one thing a column may mean.
type candidate struct {
	col      int
	field    Field
	conf     float64
	why      string
	question string
}

// columns gives every column its meaning: the surest first, each field once.
func (g *guesser) columns(h heading, seen []evidence, layout Layout) []Column {
	var all []candidate
	for col, name := range h.names {
		all = append(all, g.candidates(h, col, name, seen[col], layout)...)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].conf > all[j].conf })
	out := make([]Column, len(h.names))
	for col, name := range h.names {
		out[col] = Column{Index: col, Heading: name, Sample: seen[col].sample}
	}
	taken, second := map[Field]int{}, map[int]candidate{}
	for _, c := range all {
		at, used := taken[c.field]
		switch {
		case out[c.col].Field != "":
		case c.conf < 0.5:
		case used && !c.field.Many():
			if _, has := second[c.col]; !has && c.field.identifies() && layout != Codings {
				second[c.col] = candidate{field: FieldContact, conf: c.conf, why: fmt.Sprintf("Another column (%s) is taken for this; as it may name somebody, it goes to the vault.", letters(at))}
			}
		default:
			out[c.col].set(c)
			taken[c.field] = c.col
		}
	}
	for col := range out {
		if c, ok := second[col]; out[col].Field == "" && ok {
			out[col].set(c)
		} else if out[col].Field == "" {
			out[col].set(leftOut(seen[col], h.names[col]))
		}
	}
	partName(out)
	return out
}

// partName takes a name beside a first name for the last name: "Prénom | Nom".
func partName(columns []Column) {
	name, first := -1, false
	for i, c := range columns {
		switch c.Field {
		case FieldName:
			name = i
		case FieldFirstName:
			first = true
		case FieldLastName:
			return
		}
	}
	if first && name >= 0 && anyForm(columns[name].Heading, "nom|name") {
		columns[name].Field = FieldLastName
	}
}

func (c *Column) set(x candidate) {
	c.Field, c.Confidence, c.Why, c.Question = x.field, x.conf, x.why, x.question
}

// leftOut says why a column is not taken.
func leftOut(e evidence, name string) candidate {
	c := candidate{field: FieldIgnore, conf: 0.5, why: "Nothing that a study keeps was recognised."}
	switch {
	case e.n == 0:
		c.conf, c.why = 0.95, "The column is empty."
	}
	return c
}

// candidates lists what a column may mean.
func (g *guesser) candidates(h heading, col int, name string, e evidence, layout Layout) []candidate {
	var out []candidate
	if c, ok := crmCandidate(col, name, e, layout); ok {
		return []candidate{c}
	}
	if layout == PerInterview && asksIfBought(name) && e.share(kindYesNo) >= 0.8 {
		return []candidate{{col: col, field: FieldOutcome, conf: 0.86, why: "The heading asks whether they bought, and the answers are yes and no."}}
	}
	if c, ok := addressed(col, name, e, layout); ok {
		return []candidate{c}
	}
	if (isQuestion(name) || h.asked[col]) && layout == PerInterview && e.distinct > 1 && e.share(kindOutcome) >= 0.8 && e.share(kindYesNo) < 0.5 && e.closed() && hasClass(name, "outcome") {
		return []candidate{{col: col, field: FieldOutcome, conf: 0.9, why: "The heading asks how it ended, and the answers say so."}}
	}
	if isQuestion(name) || h.open[col] || h.asked[col] {
		if c, ok := asksWho(col, name, e, layout); ok {
			return []candidate{c}
		}
	}
	question, sure := g.asQuestion(h, col, name, e)
	if layout == PerInterview && question.conf > 0 {
		out = append(out, question)
	}
	if sure {
		return out
	}
	if layout == PerInterview {
		out = append(out, asClosed(col, name, isQuestion(name) || h.asked[col], e)...)
		if h.asked[col] && e.distinct > 1 && e.share(kindOutcome) >= 0.6 && e.share(kindYesNo) < 0.5 {
			out = append(out, candidate{col: col, field: FieldOutcome, conf: 0.86, why: "A question with one answer, and the answers are outcomes of deals."})
		}
	}
	out = append(out, g.byHeading(col, name, e, layout)...)
	sort.Slice(out, func(i, j int) bool { return out[i].field < out[j].field })
	return append(out, byCells(col, name, e, layout, out)...)
}

// byHeading are the meanings of a heading, weighed against the values.
func (g *guesser) byHeading(col int, name string, e evidence, layout Layout) (out []candidate) {
	for f, conf := range g.heads.means(name, layout) {
		if !f.fits(layout) {
			continue
		}
		factor, why := judge(f, e, layout)
		if layout == Codings && f == FieldInterview && e.n > 2 && e.distinct == e.n && strings.Contains("|id|no|nr|number|record id|n|", "|"+fold(name)+"|") {
			factor, why = factor*0.7, ", but each row has its own, so it may be the coding's"
		}
		if f == FieldName && hasClass(name, "sales") {
			factor *= 0.6
		}
		if f == FieldFurthest && layout == PerInterview && e.share(kindStage) == 0 && listed("stage|phase|etape|etapa|fase", fold(name)) {
			factor *= 0.6 // of the team's own work, as likely as of the buyer's
		}
		if f == FieldIgnore && e.distinct > 1 && strings.EqualFold(name, "client") {
			factor = 0.97 // the buyer's company in French, whose clients the studies are for in English
		}
		c := candidate{col: col, field: f, conf: conf * factor, why: "The heading says so" + why + "."}
		if conf < 0.85 {
			c.why = "The heading is much like it" + why + "."
		}
		out = append(out, c)
	}
	return out
}

// byCells are the meanings that the values suggest, where the heading is not sure.
func byCells(col int, name string, e evidence, layout Layout, known []candidate) (out []candidate) {
	switch layout {
	case Codings:
		out = append(out, byCodingValues(col, e)...)
	case PerInterview, PerAnswer:
		if e.n > 0 && e.share(kindDate) >= 0.8 && !slices.ContainsFunc(known, func(c candidate) bool { return c.conf >= 0.6 }) {
			out = append(out, candidate{col: col, field: FieldDate, conf: 0.55, why: "The values are dates, and nothing else says when the interview was."})
		}
		if layout == PerAnswer && e.share(kindSentence) >= 0.6 && !isQuestion(e.sample) {
			out = append(out, candidate{col: col, field: FieldAnswerText, conf: 0.55, why: "The values are sentences, beside a column of questions."})
		}
		if e.n > 1 && e.share(kindFirm) >= 0.3 && e.share(kindProper)+e.share(kindFirm) >= 0.8 {
			out = append(out, candidate{col: col, field: FieldOrganisation, conf: 0.6, why: "The values look like names of companies."})
		}
		if e.n > 1 && asksWhom(name) && e.share(kindProper) >= 0.8 && e.words >= 1.5 && e.words <= 4 {
			out = append(out, candidate{col: col, field: FieldName, conf: 0.75, why: "The heading asks who, and the values look like names."})
		}
		fallthrough
	default:
		out = append(out, byValues(col, e)...)
	}
	return out
}

// asQuestion judges a column as the answers to an open question; sure means that it is one of the
// guide's, word for word.
func (g *guesser) asQuestion(h heading, col int, name string, e evidence) (c candidate, sure bool) {
	c = candidate{col: col, field: FieldAnswer, question: name}
	q, conf, matched := g.guide.match(name)
	if matched && h.survey && !strings.Contains(strings.TrimSpace(name), " ") {
		matched = false
	}
	if h.of[col] != "" && (h.chosen(col, e) || e.n == 0) {
		c.conf, c.question = 0.92, h.of[col]
		c.why = "One of several choices of a question; what was chosen is joined to one answer."
		return c, true
	}
	switch {
	case matched && conf > 0.95:
		c.conf, c.why, c.question = conf, "It is question "+q.Ref+" of the guide.", q.Ref
		return c, true
	case matched && (e.open() || e.n == 0):
		c.conf, c.why, c.question = conf, "Much like question "+q.Ref+" of the guide.", q.Ref
	case h.open[col]:
		c.conf, c.why = 0.95, "The survey tool marks it as open-ended."
		return c, e.n > 0
	case isQuestion(name) && e.open():
		c.conf, c.why = 0.85, "The heading asks a question, and the answers are in people's own words."
	case isQuestion(name) && e.severalChoices():
		c.conf, c.why = 0.8, "The heading asks a question, and the answers are several choices each."
	case wordCount(name) >= 4 && e.open() && (e.words >= 3 || e.n < 5):
		c.conf, c.why = 0.7, "The heading is a sentence, and the answers are in people's own words."
	case e.open() && e.words >= 12:
		c.conf, c.why = 0.6, "The answers are long and in people's own words."
	case e.open() && e.words >= 7:
		c.conf, c.why = 0.55, "The answers are in people's own words."
	case e.n > 1 && e.share(kindSentence) >= 0.6:
		c.conf, c.why = 0.52, "The answers are sentences."
	}
	return c, false
}

// questionWords begin questions without a question mark.
const questionWords = " what how why when who whom whose which where did do does is are was were have has would could should can tell describe explain think suppose please wie was warum wann wer welche welcher welches wo haben hat ist sind beschreiben erzahlen comment pourquoi quand qui quel quelle quels quelles avez est decrivez racontez que por cual cuales como cuando quien describa cuente "

// isQuestion says whether a heading asks something.
func isQuestion(name string) bool {
	name = strings.TrimSpace(name)
	if strings.HasSuffix(strings.TrimRight(name, ` )"”*`), "?") || strings.Contains(name, "? ") {
		return true
	}
	first, _, _ := strings.Cut(fold(name), " ")
	return wordCount(name) >= 4 && strings.Contains(questionWords, " "+first+" ")
}

// byValues guesses from the values alone, where the heading says nothing.
func byValues(col int, e evidence) []candidate {
	add := func(f Field, conf float64, what string) []candidate {
		return []candidate{{col: col, field: f, conf: conf, why: "The values look like " + what + "."}}
	}
	switch {
	case e.n == 0:
		return nil
	case e.share(kindEmail) >= 0.8:
		return add(FieldEmail, 0.7, "e-mail addresses")
	case e.share(kindAddress) >= 0.8:
		return add(FieldContact, 0.9, "addresses on the internet")
	case e.n >= 3 && e.share(kindPhone) >= 0.8:
		return add(FieldPhone, 0.6, "telephone numbers")
	case e.n >= 3 && e.distinct > 1 && e.share(kindOutcome) >= 0.9 && e.closed() && e.share(kindConsent) < 0.5:
		return add(FieldOutcome, 0.6, "outcomes of deals")
	case e.n >= 3 && e.distinct > 1 && e.share(kindMethod) >= 0.9 && e.closed():
		return add(FieldMethod, 0.6, "ways to hold an interview")
	}
	return nil
}

// byCodingValues guesses the columns of codings that hold a few known words, whatever their heading.
func byCodingValues(col int, e evidence) []candidate {
	if e.n < 3 || e.distinct < 2 || !e.closed() {
		return nil
	}
	for _, x := range []struct {
		kind  kind
		field Field
		what  string
	}{{kindPolarity, FieldPolarity, "helped and hurt"}, {kindWeight, FieldWeight, "weights"}, {kindAbout, FieldAbout, "about whom it is"}} {
		if e.share(x.kind) == 1 && e.share(kindNumber) < 0.5 && e.share(kindYesNo) < 0.5 {
			return []candidate{{col: col, field: x.field, conf: 0.62, why: "The values look like " + x.what + "."}}
		}
	}
	return nil
}

// letters is a column as spreadsheets name it: "AB".
func letters(col int) string {
	s := ""
	for col++; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}
