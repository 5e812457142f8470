package report

import (
	"strconv"
	"time"
)

// layoutWords are the fixed texts of what a person chooses, in one language.
type layoutWords struct {
	Leads, Case, Actions, Since, Reviews constant // names of sections that may have no page yet
	Day                                  constant // day, month, year
}

var layoutTexts = map[Lang]*layoutWords{
	English: {Leads: "Leads and hand-offs", Case: "The business case", Actions: "Keep, reverse, start", Since: "Since last time", Reviews: "Deal reviews", Day: "{1} {2} {3}"},
	German:  {Leads: "Anfragen und Übergaben", Case: "Der Business Case", Actions: "Beibehalten, zurücknehmen, beginnen", Since: "Seit dem letzten Mal", Reviews: "Auftragsanalysen", Day: "{1}. {2} {3}"},
	French:  {Leads: "Demandes et passages de relais", Case: "L’argumentaire économique", Actions: "Garder, annuler, lancer", Since: "Depuis la dernière fois", Reviews: "Analyses d’affaires", Day: "{1} {2} {3}"},
	Spanish: {Leads: "Consultas y traspasos", Case: "El caso de negocio", Actions: "Mantener, revertir, empezar", Since: "Desde la última vez", Reviews: "Revisiones de operaciones", Day: "{1} de {2} de {3}"},
}

func layoutWordsOf(l Lang) layoutWords { return inLanguage(*layoutTexts[English], layoutTexts[l]) }

// sectionName is what a section is called in the contents.
func (b *builder) sectionName(k Kind) Text {
	w := layoutWordsOf(b.in.Lang)
	more := moreWordsOf(b.in.Lang)
	names := map[Kind]constant{Answer: b.w.AnswerName, FourReasons: b.w.ReasonsName, OneStory: b.w.StoryName, WinLoss: b.w.WinLossName, Stages: b.w.StagesName,
		Heard: b.w.HeardName, ThemeQuotes: b.w.QuotesName, Competitors: b.w.CompetitorsName, Method: b.w.MethodName,
		LeadsAndHandOffs: w.Leads, BusinessCase: w.Case, KeepReverse: w.Actions, SinceLast: w.Since, DealReviews: w.Reviews,
		Importance: more.ImportName, Together: more.TogetherName, Timeline: more.TimeName, HeadToHead: more.RivalsName}
	return Label(names[k])
}

// day is "22 November 2026".
func (b *builder) day(t time.Time) Text {
	return fill(layoutWordsOf(b.in.Lang).Day, Text{strconv.Itoa(t.Day())}, Text{b.w.monthName(t.Month())}, Text{strconv.Itoa(t.Year())})
}
