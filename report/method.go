package report

import "openloop/research"

// methodSections writes the method from the data.
func (b *builder) methodSections() []Section {
	w, d := b.w, b.doc
	n := w.interviews(d.Base)
	who := b.outcomes()
	if who.Empty() {
		who = b.inside(Label(w.AllInterviews))
	}
	stages, codes := b.w.num(len(b.in.Book.Stages)), 0
	for _, c := range b.in.Book.Codes {
		if c.Parent != "" && !c.Retired {
			codes++
		}
	}
	return []Section{
		{Label(w.MethodWhat), []Text{fill(w.MethodWhat1, n, b.held(), who), fill(w.MethodWhat2, stages, w.num(codes))}},
		{Label(w.MethodCount), []Text{Label(w.MethodCount1), Label(w.MethodCount2)}},
		{Label(w.MethodSure), []Text{Label(w.MethodSure1), Label(w.MethodSure2), Label(w.MethodSure3)}},
		{Label(w.MethodHide), b.hiding()},
		{Label(w.MethodLimits), []Text{Label(w.MethodLimits1), Label(w.MethodLimits2), Label(w.MethodLimits3)}},
		{Label(w.MethodTerms), []Text{Label(w.TermInterview), Label(w.TermBase), Label(w.TermTheme), Label(w.TermReasons), Label(w.TermStage),
			Label(w.TermInterval), fill(w.TermOutcome, b.outcomeWords()), Label(w.TermWithheld)}},
	}
}

// hiding says what is withheld, and which groups were merged.
func (b *builder) hiding() []Text {
	w, d := b.w, b.doc
	t := []Text{fill(w.MethodHide1, w.num(d.K), w.num(d.MinOrgs))}
	t = append(t, b.notes...)
	t = append(t, b.noted()...)
	return append(t, fill(w.MethodHide2, w.num(d.Withheld()), w.num(len(d.Figures))), Label(w.MethodHide3))
}

func (b *builder) outcomeWords() Text {
	var t []Text
	for _, o := range research.Outcomes() {
		t = append(t, b.inside(b.w.outcome(o)))
	}
	return b.w.list(t)
}

// lines is the codebook as the workbook prints it.
func (b *builder) lines() {
	for _, c := range b.in.Book.Codes {
		if c.Retired || c.MergedInto != "" {
			continue
		}
		l := CodeLine{Ref: b.name(c.Ref).s, Stage: c.Stage, Name: b.name(c.Name), Definition: b.name(c.Definition),
			Include: b.name(c.Include), Exclude: b.name(c.Exclude), IsStage: c.Parent == ""}
		if s, ok := b.in.Book.Stage(c.Stage); ok {
			l.StageName = b.name(s.Name)
		}
		b.doc.Codebook = append(b.doc.Codebook, l)
	}
}
