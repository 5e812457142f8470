package report

import "strings"

// BookWords is the fixed texts of the workbook.
type BookWords struct {
	Summary, Themes, Stages, Reasons, Quotes, Figures, Codebook, Method string // sheets

	Client, Wave, Issued, Base, Draft, Decision, Messages, Page                     string
	Findings, FindingsNote, Theme, Interviews, Share, Low, High, Mentions, Verdict  string
	Points, PointsLow, PointsHigh, Withheld, WithheldNote, Anonymised               string
	CodesNote, Stage, StageName, Code, Ref, MostHeard, MostHeardNote                string
	StagesNote, StagesShare, ReasonsNote, Reason, DecidedNote                       string
	QuotesNote, Quote, SignedAs, Outcome, Reworded, Yes                             string
	Stories, StoriesNote, Story, Title, Whose                                       string
	FiguresNote, Subject, Key, Measure, Group, GroupKey, Value, Status, Shown, Why  string
	CodebookNote, Definition, Include, Exclude                                      string
	MethodNote, Topic, Text                                                         string
	AllInterviews, ChartThemes, ChartCodes, ChartStages, ChartAlt, PageOf, Subtitle string
	ClocksNote, Clock, Months, Believed, Recorded, Told, Decided                    string
	WhyWithheld, Joined, Inner                                                      string // Inner: whether a heading is small behind another, "small" or "kept"
}

// books holds the workbook's texts by language.
var books = map[Lang]*BookWords{English: &englishBook, German: &germanBook, French: &frenchBook, Spanish: &spanishBook}

// WordsOfBook is the workbook's texts in a language, with English for what it lacks.
func WordsOfBook(l Lang) BookWords {
	return inLanguage(englishBook, books[l])
}

// Under is a heading of a column behind that of its group: "Lost: interviews".
func (w BookWords) Under(group, field string) string {
	if w.Inner == "small" {
		field = strings.ToLower(field)
	}
	return strings.NewReplacer("{1}", group, "{2}", field).Replace(w.Joined)
}

var englishBook = BookWords{
	Summary: "Summary", Themes: "Themes", Stages: "Stages", Reasons: "Reasons", Quotes: "Quotes", Figures: "Figures", Codebook: "Codebook", Method: "Method",
	Client: "Client", Wave: "Wave", Issued: "Issued", Base: "Base", Draft: "DRAFT, not for circulation", Decision: "What we ask you to decide",
	Messages: "Key messages", Page: "Page",
	Findings: "Themes, lost against won", FindingsNote: "Counts are interviews. Low and high: 95% Wilson intervals. Verdicts hold after correction for several comparisons.",
	Theme: "Theme", Interviews: "Interviews", Share: "Share", Low: "Low", High: "High", Mentions: "Mentions", Verdict: "Verdict",
	Points: "Difference", PointsLow: "Difference low", PointsHigh: "Difference high", Withheld: "withheld",
	WithheldNote: "Hatched: withheld so that nobody can be recognised.", Anonymised: "Anonymised",
	CodesNote: "Every code: interviews in which it came up, out of the base, with 95% Wilson intervals; mentions count codings.",
	Stage:     "Stage", StageName: "Stage name", Code: "Code", Ref: "Reference", MostHeard: "Heard most", MostHeardNote: "The codes heard in most interviews",
	StagesNote: "Interviews by stage of the talk and outcome. Colour: more interviews of the group.", StagesShare: "Share of the group, with 95% intervals",
	ReasonsNote: "The primary reason per interview, four times over.", Reason: "Reason", DecidedNote: "What decided, by what the seller was told",
	QuotesNote: "Cleared quotes only, at most two from anyone, signed no closer than the rule allows.", Quote: "Quote", SignedAs: "Signed as", Outcome: "Outcome",
	Reworded: "Reworded", Yes: "yes",
	Stories: "Stories", StoriesNote: "A story shows how, not how often. One buyer’s story is told with their consent; a composite is put together from several.", Story: "Story", Title: "Title", Whose: "Whose story",
	FiguresNote: "Every figure of the pack, one a row: measure by group, ready to pivot.", Subject: "Subject", Key: "Key", Measure: "Measure", Group: "Group",
	GroupKey: "Group key", Value: "Value (months)", Status: "Status", Shown: "shown", Why: "Reason withheld",
	CodebookNote: "What each code means, what belongs to it and what does not.", Definition: "Definition", Include: "Include", Exclude: "Exclude",
	MethodNote: "How this was made, and what it cannot say.", Topic: "Topic", Text: "Text",
	AllInterviews: "All interviews", ChartThemes: "Share of interviews by theme", ChartCodes: "Codes heard most, share of interviews",
	ChartStages: "Interviews by stage", ChartAlt: "Bar chart: %s. The figures stand in the table beside it.", PageOf: "Page &P of &N", Subtitle: "Board pack, workbook",
	ClocksNote: "Two clocks, median months, each deal once", Clock: "Clock", Months: "Months",
	Believed: "Believed", Recorded: "Recorded", Told: "Told", Decided: "Decided",
	WhyWithheld: "so that nobody can be recognised",
	Joined:      "{1}: {2}",
	Inner:       "small",
}
