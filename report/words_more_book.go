package report

// MoreBookWords is the fixed texts of the workbook's sheet on what the appendix shows.
type MoreBookWords struct {
	Sheet, Note, Together, Decides, Rivals, Rival, Measure string
}

// WordsOfMore is the texts of that sheet in a language, with English for what it lacks.
func WordsOfMore(l Lang) MoreBookWords {
	w := moreWordsOf(l)
	return MoreBookWords{Sheet: string(w.Sheet), Note: string(w.SheetNote), Together: string(w.Together), Decides: string(w.ImportChart), Rivals: string(w.RivalsPlain), Rival: string(w.Rival), Measure: string(w.Theme)}
}
