package intake

// judge weighs a heading's meaning against the column's values: a factor for the confidence, and what
// to add to the reason. An empty column proves nothing.
func judge(f Field, e evidence, layout Layout) (float64, string) {
	if e.n == 0 {
		return 0.9, ", though the column is empty"
	}
	switch f {
	case FieldDate, FieldBegan, FieldSpoke, FieldBought, FieldCRMCreated, FieldCRMClosed:
		return needs(e.share(kindDate)+e.share(kindSerial), "the values are dates", "few of the values are dates")
	case FieldEmail:
		return needs(e.share(kindEmail), "the values are e-mail addresses", "the values are no e-mail addresses")
	case FieldOutcome:
		return closedValues(e, kindOutcome, "the values are outcomes")
	case FieldMethod:
		return closedValues(e, kindMethod, "the values are methods")
	case FieldConsent:
		return closedValues(e, kindConsent, "the values are permissions")
	case FieldFurthest:
		return closedValues(e, kindStage, "the values are stages")
	case FieldPolarity:
		return closedValues(e, kindPolarity, "the values say helped or hurt")
	case FieldWeight:
		return closedValues(e, kindWeight, "the values are weights")
	case FieldAbout:
		return closedValues(e, kindAbout, "the values say about whom")
	case FieldValue:
		return needs(e.share(kindValue), "the values are amounts", "the values are no amounts")
	}
	return judgeTexts(f, e, layout)
}

// judgeTexts judges the fields whose values may be any words: by what they cannot be.
func judgeTexts(f Field, e evidence, layout Layout) (float64, string) {
	switch f {
	case FieldName, FieldFirstName, FieldLastName:
		if e.share(kindDigit) > 0.5 {
			return 0.4, ", but the values hold numbers"
		}
	}
	switch f {
	case FieldVerbatim, FieldAnswerText:
		if e.words < 1.3 && e.n > 2 || e.share(kindNumber) > 0.5 {
			return 0.4, ", but the values are too short"
		}
	case FieldName, FieldOrganisation, FieldFirstName, FieldLastName, FieldOwner:
		if e.share(kindNumber) > 0.5 || e.share(kindDate) > 0.5 || e.share(kindEmail) > 0.5 || e.words > 12 || e.share(kindSentence) > 0.5 {
			return 0.4, ", but the values are no names"
		}
	case FieldInterview:
		if e.words >= 1.5 && e.share(kindProper) > 0.8 && layout == PerInterview {
			return 0.7, ", but the values look like names"
		}
		if e.words > 6 || e.share(kindDate) > 0.5 || e.n > 3 && e.distinct*2 < e.n && layout == PerInterview {
			return 0.4, ", but the values are no numbers of interviews"
		}
	case FieldRole, FieldWave, FieldSegment, FieldRegion, FieldSource, FieldInterviewer, FieldTitle, FieldCompetitors, FieldCoder, FieldDeal:
		if e.words > 12 || e.share(kindSentence) > 0.5 {
			return 0.4, ", but the values are long texts"
		}
	case FieldBelieved, FieldRecorded, FieldTold, FieldDecided, FieldAlso:
		if e.share(kindCode) > 0.5 {
			return 1, ", and the values are codes"
		}
		if e.words > 15 || e.words >= 4 && e.share(kindSentence) > 0.6 {
			return 0.5, ", but the values are long texts"
		}
	case FieldQuestion:
		if layout == PerAnswer && e.words < 1.5 {
			return 0.75, ", but the values are no questions"
		}
	}
	return 1, ""
}

// needs keeps a confidence only where most values are of the right kind.
func needs(share float64, right, wrong string) (float64, string) {
	switch {
	case share >= 0.5:
		return 1, ", and " + right
	case share >= 0.2:
		return 0.7, ", but only some of the values fit"
	}
	return 0.3, ", but " + wrong
}

// closedValues is needs for columns of choices: words this program does not know may still be choices,
// in another language.
func closedValues(e evidence, k kind, right string) (float64, string) {
	switch share := e.share(k); {
	case share >= 0.5:
		return 1, ", and " + right
	case share >= 0.2:
		return 0.8, ", but only some of the values are known"
	case e.closed() && e.share(kindNumber) < 0.5:
		return 0.6, ", but the values are not known"
	}
	return 0.3, ", but the values are something else"
}
