package report

// CaseBookWords is the fixed texts of the workbook's sheet on the business case.
type CaseBookWords struct {
	Sheet, Note, Given, Low, Likely, High, Source, NoSource   string
	Causes, Cause, Decided, Of, ShareLow, Share, ShareHigh    string
	AtStake, Levers, Lever, Spent, Elsewhere, Chart, Own, Won string
	LeverUnnamed                                              string
}

// WordsOfCase is the texts of that sheet in a language, with English for what it lacks.
func WordsOfCase(l Lang) CaseBookWords {
	w := caseWordsOf(l)
	s := func(c constant) string { return string(c) }
	return CaseBookWords{Sheet: s(w.Sheet), Note: s(w.SheetNote), Given: s(w.ChangeNote), Low: s(w.Low), Likely: s(w.Likely), High: s(w.High), Source: s(w.Source), NoSource: s(w.NoSource),
		Causes: s(w.Chart), Cause: s(w.Cause), Decided: s(w.Decided), Of: s(w.Of), ShareLow: s(w.ShareLow), Share: s(w.Share), ShareHigh: s(w.ShareHigh),
		AtStake: s(w.AtStakeHead), Levers: s(w.LeverHead), Lever: s(w.Lever), Spent: s(w.Spent), Elsewhere: s(w.Elsewhere), Chart: s(w.Chart), Own: s(w.SourceBands), Won: s(w.GivenWon),
		LeverUnnamed: s(w.LeverUnnamed)}
}
