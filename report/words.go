package report

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"openloop/research"
	"openloop/research/privacy"
)

// phrases are the fixed texts of a pack in one language. {1}, {2} … are filled in, in any order.
// A field left empty stands in English.
type phrases struct {
	// counts and names of things
	Interview, Interviews, Deals, Of, ListAnd                                                                  constant
	AllInterviews, To, Months, Month, Point, Points, Draft                                                     constant
	Price, PageLink, Withheld, WithheldKey, Anonymised, MoreCustomers                                          constant
	KindAll, KindLost, KindNotWon, OnWon, OnLost, OnNotWon, OnCustomer, BaseSplit, HeldIn, HeldFrom, MonthYear constant
	Pack, WaveOf, OutOf, InThisPack, NotRecorded, OtherOutcomes, LostAndWon                                    constant
	MonthNames, None                                                                                           constant // twelve, separated by spaces
	Decimal, Open, Close                                                                                       constant // marks in numbers, and of a quotation

	// outcomes, as adjectives of a deal and in attributions
	Won, Lost, NotWon, NoDecision, Leads, Customers, Churned constant
	Stalled, Qualified, Unqualified, FollowUp                constant
	WonDeal, LostDeal, NotWonDeal, NoDecisionDeal            constant
	Lead, Customer, Former, Buyer                            constant

	// page 1
	AnswerName, AnswerEyebrow                                                                                              constant
	AnswerBoth, AnswerShort, AnswerTold, AnswerLost, AnswerWon, AnswerNone, AnswerFew, AnswerWithheld                      constant
	AnswerSub, AnswerFooter, AskHead, AskTheme, AskCode, AskMore, AskReason                                                constant
	FindToldBig, FindToldTitle, FindToldClose, FindToldMore, FindToldBody, FindToldBody2, FindToldBodies, AnswerSubBare    constant
	FindHurtBig, FindHelpBig, FindRaisedBig, FindHurtAll, FindHelpAll, FindFewBody, AskLeast, FindClearBody, FindCloseBody constant
	FindClockTitle, FindClockBig, FindClockBody, FindTopTitle, FindTopBig                                                  constant

	// page 2
	ReasonsName, ReasonsEyebrow, ReasonsSub, ReasonsFooter                          constant
	ReasonsClear, ReasonsClose, ReasonsMore, ReasonsFew                             constant
	Believed, BelievedSub, Recorded, RecordedSub, Told, ToldSub, Decided            constant
	DecidedSub, ReasonsChart, ReasonsChartSub, OtherReasons, ToldOfTitle, ToldOfSub constant
	ToldBig, DecidedBig, ToldGroup, ToldNote, DecidedNote                           constant

	// page 3
	StoryName, StoryOne, StoryMany, StoryOneSub, StoryManySub, StoryFooterOne, StoryFooterMany constant

	// page 4
	WinLossName, WinLossEyebrow, WinLossBoth, WinLossLost, WinLossWon, WinLossNone                                                constant
	WinLossFew, WinLossOne, WinLossSub, WinLossSubOne, WinLossSubExplored                                                         constant
	WinLossChart, WinLossChartSub, WinLossFooter, WinLossFooterExplored, WinLossFooterOne, SideHurt, SideHelped, SideRaised, Hurt constant
	Helped, Raised, Against, MoreOften, TooClose, TooFew                                                                          constant

	// page 5
	StagesName, StagesEyebrow, StagesClock, StagesTop, StagesNone, StagesSub, StagesSubAny                                 constant
	StagesChart, StagesChartAny, StagesChartSub, StagesChartSubAny, StagesFooter, HeatLow, HeatHigh                        constant
	ClockTitle, ClockSub, ClockBuyer, ClockBuyerSub, ClockCRM, ClockCRMSub, ClockAxis                                      constant
	ClockNote, ClockNoteRange, ClockBuyerName, LeadHead, LeadNote, LeadNoteBare, TopStageNote, ClockCRMName, ClockLeadName constant

	// appendix
	Telephone, FaceToFace, Facilitated, ObservedCall, Shadowing, FollowUpCall                         constant
	HeardName, Appendix, HeardTitle, HeardTitleOne, HeardSub, HeardFooter                             constant
	ByOutcome, ByMethod, ByRole, BySegment, ByRegion, ByWave, HeardMerged                             constant
	QuotesName, QuotesTitle, QuotesSub, QuotesFooter, QuotesMore, QuotesOther, QuotesScript, Reworded constant
	CompetitorsName, CompetitorsTitle, CompetitorsTitleOne, CompetitorsSub, CompetitorsFooter         constant
	CompetitorsChart, CompetitorsChartSub, CompetitorsHow, CompetitorsHowText, CompetitorsFew         constant
	MethodName, MethodTitle, MethodSub, MethodFooter                                                  constant
	MethodWhat, MethodWhat1, MethodWhat2, MethodCount, MethodCount1, MethodCount2                     constant
	MethodSure, MethodSure1, MethodSure2, MethodSure3                                                 constant
	MethodHide, MethodHide1, MethodHide2, MethodHide3, MethodLimits                                   constant
	MethodLimits1, MethodLimits2, MethodLimits3                                                       constant
	MethodTerms, TermInterview, TermTheme, TermReasons, TermStage, TermInterval                       constant
	TermBase, TermOutcome, TermWithheld                                                               constant
	WarnScript, WarnDraft, WarnLedger, WarnQuotes, WarnLeftOut                                        constant

	// notes on how groups came about, and how numbers are written
	NoteMerged, NoteRest, NoteSmall, NoteBefore, ShortInterviews, ShortOrganisations, ShortSpread, Percent, Thousands constant
}

// languages holds the texts by language.
var languages = map[Lang]*phrases{English: &english, German: &german, French: &french, Spanish: &spanish}

// wordsOf is the texts of a language, with English for what it lacks.
func wordsOf(l Lang) phrases {
	return inLanguage(english, languages[l])
}

// inLanguage is texts of a language, nil for none, with those in English for what it lacks.
func inLanguage[T any](english T, other *T) T {
	if other == nil {
		return english
	}
	dst, src := reflect.ValueOf(&english).Elem(), reflect.ValueOf(other).Elem()
	for i := range dst.NumField() {
		if s := src.Field(i).String(); s != "" {
			dst.Field(i).SetString(s)
		}
	}
	return english
}

// fill puts released texts into a constant one. Brackets around nothing go.
func fill(c constant, args ...Text) Text {
	s := string(c)
	for i, a := range args {
		if a.s == "" {
			s = strings.ReplaceAll(s, " ({"+strconv.Itoa(i+1)+"})", "")
		}
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i+1)+"}", a.s)
	}
	return Text{s}
}

// num is a whole number, with commas from ten thousand on.
func num(n int) Text { return grouped(n, ",") }

// num is a whole number as the language writes it, in threes from ten thousand on.
func (w phrases) num(n int) Text { return grouped(n, string(w.Thousands)) }

func grouped(n int, mark string) Text {
	s := strconv.Itoa(n)
	if n < 10000 {
		return Text{s}
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return Text{s}
}

// perCent is what stands behind a number of hundredths: "%", or a space and "%".
func (w phrases) perCent() string { return strings.TrimPrefix(string(w.Percent), "{1}") }

// halves is a number of months, to the nearest half.
func (w phrases) halves(v float64) Text {
	return Text{strings.ReplaceAll(strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0"), ".", string(w.Decimal))}
}

// quoted is words between this language's marks.
func (w phrases) quoted(words string) string { return string(w.Open) + words + string(w.Close) }

// interviews is "1 interview" or "12 interviews".
func (w phrases) interviews(n int) Text {
	if n == 1 {
		return fill(w.Interview, w.num(n))
	}
	return fill(w.Interviews, w.num(n))
}

func (w phrases) months(v float64) Text {
	if v == 1 {
		return fill(w.Month, w.halves(v))
	}
	return fill(w.Months, w.halves(v))
}

func (w phrases) points(n int) Text {
	if n == 1 {
		return fill(w.Point, w.num(n))
	}
	return fill(w.Points, w.num(n))
}

// of is "7 of 12".
func (w phrases) of(x, n int) Text { return fill(w.Of, w.num(x), w.num(n)) }

// list is "a, b and c".
func (w phrases) list(items []Text) Text {
	switch len(items) {
	case 0:
		return Text{}
	case 1:
		return items[0]
	}
	s := items[0].s
	for _, t := range items[1 : len(items)-1] {
		s += ", " + t.s
	}
	return fill(w.ListAnd, Text{s}, items[len(items)-1])
}

// monthOf is "March 2026" of a local date "2026-03-12".
func (w phrases) monthOf(date string) Text {
	t, err := time.Parse("2006-01", date[:min(7, len(date))])
	if err != nil {
		return Text{}
	}
	return fill(w.MonthYear, Text{w.monthName(t.Month())}, Text{strconv.Itoa(t.Year())})
}

// ends is the months of two local dates, the first without its year where both have the same.
func (w phrases) ends(from, to string) (first, last Text) {
	first, last = w.monthOf(from), w.monthOf(to)
	if t, err := time.Parse("2006-01", from[:min(7, len(from))]); err == nil && strings.HasPrefix(to, from[:4]) {
		first = Text{w.monthName(t.Month())}
	}
	return first, last
}

// span is the months from one local date to another: "January to November 2026", "March 2026".
func (w phrases) span(from, to string) Text {
	if w.monthOf(from) == w.monthOf(to) {
		return w.monthOf(to)
	}
	first, last := w.ends(from, to)
	return fill(w.To, first, last)
}

// elided is a French text with "de" as it stands before a vowel.
func (w phrases) elided(t Text) Text {
	if w.MonthNames != french.MonthNames {
		return t
	}
	return Text{strings.NewReplacer("de avril", "d’avril", "de août", "d’août", "de octobre", "d’octobre").Replace(t.s)}
}

func (w phrases) monthName(m time.Month) string {
	names := strings.Fields(string(w.MonthNames))
	if len(names) != 12 {
		return m.String()
	}
	return names[m-1]
}

// group is what a released outcome group is called.
func (w phrases) group(g privacy.Group) (Text, bool) {
	switch g.Key {
	case string(research.Won):
		return Label(w.Won), true
	case string(research.Lost):
		return Label(w.Lost), true
	case "not_won":
		return Label(w.NotWon), true
	case string(research.NoDecision):
		return Label(w.NoDecision), true
	case "leads":
		return Label(w.Leads), true
	case "customers":
		return Label(w.Customers), true
	case string(research.Churned):
		return Label(w.Churned), true
	case smaller:
		return Label(w.OtherOutcomes), true
	}
	if o := research.Outcome(g.Key); o.Valid() {
		return w.outcome(o), true
	}
	return Text{}, false
}

// outcome is what an outcome is called.
func (w phrases) outcome(o research.Outcome) Text {
	name, ok := map[research.Outcome]constant{research.Won: w.Won, research.Lost: w.Lost, research.NoDecision: w.NoDecision, research.Stalled: w.Stalled, research.QualifiedNoDeal: w.Qualified,
		research.UnqualifiedLead: w.Unqualified, research.LeadFollowUp: w.FollowUp, research.Churned: w.Churned}[o]
	if !ok {
		name = w.NotRecorded
	}
	return Label(name)
}

// adjective says whether a text is one of the fixed ones that begin with an adjective.
func (w phrases) adjective(t Text) bool {
	return slices.Contains([]constant{w.Won, w.Lost, w.NotWon, w.NoDecision, w.OtherOutcomes, w.AllInterviews, w.Churned, w.Stalled, w.Qualified, w.Unqualified, w.FollowUp,
		w.WonDeal, w.LostDeal, w.NotWonDeal, w.NoDecisionDeal, w.Former}, constant(t.s))
}

// method is how an interview was held, where it is one of ours.
func (w phrases) method(m research.Method) (Text, bool) {
	switch m {
	case research.Telephone:
		return Label(w.Telephone), true
	case research.FaceToFace:
		return Label(w.FaceToFace), true
	case research.Facilitated:
		return Label(w.Facilitated), true
	case research.ObservedCall:
		return Label(w.ObservedCall), true
	case research.Shadowing:
		return Label(w.Shadowing), true
	case research.FollowUpCall:
		return Label(w.FollowUpCall), true
	}
	return Text{}, false
}

// deal is how a quote from a released outcome group is signed.
func (w phrases) deal(key string) Text {
	switch key {
	case string(research.Won):
		return Label(w.WonDeal)
	case string(research.Lost):
		return Label(w.LostDeal)
	case "not_won":
		return Label(w.NotWonDeal)
	case string(research.NoDecision), string(research.Stalled), string(research.QualifiedNoDeal):
		return Label(w.NoDecisionDeal)
	case "leads", string(research.UnqualifiedLead), string(research.LeadFollowUp):
		return Label(w.Lead)
	case "customers":
		return Label(w.Customer)
	case string(research.Churned):
		return Label(w.Former)
	}
	return Label(w.Buyer)
}
