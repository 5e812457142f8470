package report

// sinceWords are the fixed texts of the page that sets two waves side by side, in one language.
type sinceWords struct {
	FewerSay, MoreSay, FewerHurt, MoreHurt, FewerHelped, MoreHelped constant // {1} theme, {2} now, {3} before
	FewerPlain, MorePlain                                           constant // where the theme's name is too long: {1} now, {2} before
	None, Few, Hidden                                               constant // {1} the wave before
	Eyebrow, Sub, SubExplored, Chart, Footer, FooterExplored        constant
	Less, More, Advised, Against, Mix, MixOf, Note                  constant
	Sheet, SheetNote                                                constant
}

var sinceTexts = map[Lang]*sinceWords{English: &sinceEnglish, German: &sinceGerman, French: &sinceFrench, Spanish: &sinceSpanish}

func sinceWordsOf(l Lang) sinceWords { return inLanguage(sinceEnglish, sinceTexts[l]) }

var sinceEnglish = sinceWords{
	FewerSay: "Fewer buyers speak of {1}: {2}, before {3}", MoreSay: "More buyers speak of {1}: {2}, before {3}",
	FewerHurt: "Fewer buyers put off by {1}: {2}, before {3}", MoreHurt: "More buyers put off by {1}: {2}, before {3}",
	FewerHelped: "Fewer buyers won over by {1}: {2}, before {3}", MoreHelped: "More buyers won over by {1}: {2}, before {3}",
	FewerPlain: "One thing is clearly said less often than before: {1}, before {2}", MorePlain: "One thing is clearly said more often than before: {1}, before {2}",
	None: "Too close to call: no theme compared has clearly changed since {1}", Few: "Too few interviews to say whether buyers noticed",
	Hidden:  "What changed since {1} cannot be shown without giving somebody away",
	Eyebrow: "Since last time: did buyers notice?",
	Sub:     "The same themes, counted in the same way, in two rounds of interviews. Other buyers were asked each time.",
	SubExplored: "No themes have been named yet. These are the codes heard most, in two rounds of interviews with other buyers each time, " +
		"to find questions for the next.",
	Chart:          "Share of interviews, with 95% intervals",
	Footer:         "Base: {1} in {2}, {3} in {4}. 95% Wilson intervals. Verdicts: Newcombe’s interval and Fisher’s exact test with Holm’s correction over the themes named beforehand.",
	FooterExplored: "Base: {1} in {2}, {3} in {4}. 95% Wilson intervals. Verdicts: Newcombe’s interval and Fisher’s exact test, Benjamini and Hochberg’s correction; exploring, not proof.",
	Less:           "clearly less than before", More: "clearly more than before", Advised: "{1}, with a recommendation", Against: "Now against before",
	Mix: "{1}: {2}", MixOf: "Who was asked",
	Note:  "Since last time: the study has {1} waves, and at least one of the last two has too few interviews to be shown by itself.",
	Sheet: "Since last time", SheetNote: "The themes in this wave and the one before, with 95% intervals, and the difference in percentage points",
}

var sinceGerman = sinceWords{
	FewerSay: "Weniger sprechen davon: {1} ({2}, zuvor {3})", MoreSay: "Mehr sprechen davon: {1} ({2}, zuvor {3})",
	FewerHurt: "Weniger sagen, dass es schadete: {1} ({2}, zuvor {3})", MoreHurt: "Mehr sagen, dass es schadete: {1} ({2}, zuvor {3})",
	FewerHelped: "Weniger sagen, dass es half: {1} ({2}, zuvor {3})", MoreHelped: "Mehr sagen, dass es half: {1} ({2}, zuvor {3})",
	FewerPlain: "Eines wird deutlich seltener gesagt als zuvor: {1}, zuvor {2}", MorePlain: "Eines wird deutlich häufiger gesagt als zuvor: {1}, zuvor {2}",
	None: "Zu knapp für ein Urteil: Kein verglichenes Thema hat sich seit {1} deutlich verändert", Few: "Zu wenige Interviews, um zu sagen, ob Käufer etwas bemerkt haben",
	Hidden:         "Was sich seit {1} geändert hat, lässt sich nicht zeigen, ohne jemanden preiszugeben",
	Eyebrow:        "Seit dem letzten Mal: Haben Käufer etwas bemerkt?",
	Sub:            "Dieselben Themen, auf dieselbe Weise gezählt, in zwei Interviewrunden. Befragt wurden jeweils andere Käufer.",
	SubExplored:    "Es wurden noch keine Themen benannt. Dies sind die häufigsten Codes in zwei Interviewrunden mit jeweils anderen Käufern, um Fragen für die nächste zu finden.",
	Chart:          "Anteil der Interviews, mit 95-%-Intervallen",
	Footer:         "Basis: {1} ({2}), {3} ({4}). 95-%-Wilson-Intervalle. Urteile: Newcombe-Intervall und exakter Test nach Fisher mit Holm-Korrektur über die vorab benannten Themen.",
	FooterExplored: "Basis: {1} ({2}), {3} ({4}). 95-%-Wilson-Intervalle. Urteile: Newcombe-Intervall und exakter Test nach Fisher, Korrektur nach Benjamini und Hochberg; Erkundung, kein Beweis.",
	Less:           "deutlich seltener als zuvor", More: "deutlich häufiger als zuvor", Advised: "{1}, mit Empfehlung", Against: "Jetzt gegenüber zuvor",
	Mix: "{1}: {2}", MixOf: "Wer befragt wurde",
	Note:  "Seit dem letzten Mal: Die Studie hat {1} Wellen, und mindestens eine der letzten beiden hat zu wenige Interviews, um für sich gezeigt zu werden.",
	Sheet: "Seit dem letzten Mal", SheetNote: "Die Themen in dieser Welle und in der vorigen, mit 95-%-Intervallen, und der Unterschied in Prozentpunkten",
}

var sinceFrench = sinceWords{
	FewerSay: "Moins d’acheteurs en parlent\u00a0: {1} ({2}, avant {3})", MoreSay: "Plus d’acheteurs en parlent\u00a0: {1} ({2}, avant {3})",
	FewerHurt: "Moins d’acheteurs y voient un frein\u00a0: {1} ({2}, avant {3})", MoreHurt: "Plus d’acheteurs y voient un frein\u00a0: {1} ({2}, avant {3})",
	FewerHelped: "Moins d’acheteurs y voient un atout\u00a0: {1} ({2}, avant {3})", MoreHelped: "Plus d’acheteurs y voient un atout\u00a0: {1} ({2}, avant {3})",
	FewerPlain: "Une chose est dite nettement moins souvent qu’avant\u00a0: {1}, avant {2}", MorePlain: "Une chose est dite nettement plus souvent qu’avant\u00a0: {1}, avant {2}",
	None: "Trop proche pour trancher\u00a0: aucun thème comparé n’a nettement changé depuis {1}", Few: "Trop peu d’entretiens pour dire si les acheteurs ont remarqué un changement",
	Hidden:         "Ce qui a changé depuis {1} ne peut être montré sans désigner quelqu’un",
	Eyebrow:        "Depuis la dernière fois\u00a0: les acheteurs ont-ils remarqué\u00a0?",
	Sub:            "Les mêmes thèmes, comptés de la même façon, dans deux séries d’entretiens. D’autres acheteurs ont été interrogés chaque fois.",
	SubExplored:    "Aucun thème n’a encore été défini. Voici les codes les plus entendus dans deux séries d’entretiens, avec d’autres acheteurs chaque fois, pour préparer les questions de la prochaine.",
	Chart:          "Part des entretiens, avec intervalles à 95\u00a0%",
	Footer:         "Base\u00a0: {1} ({2}), {3} ({4}). Intervalles de Wilson à 95\u00a0%. Verdicts\u00a0: intervalle de Newcombe et test exact de Fisher avec correction de Holm sur les thèmes fixés d’avance.",
	FooterExplored: "Base\u00a0: {1} ({2}), {3} ({4}). Intervalles de Wilson à 95\u00a0%. Verdicts\u00a0: intervalle de Newcombe et test exact de Fisher, correction de Benjamini et Hochberg\u00a0; exploration, non preuve.",
	Less:           "nettement moins souvent qu’avant", More: "nettement plus souvent qu’avant", Advised: "{1}, avec recommandation", Against: "Aujourd’hui contre avant",
	Mix: "{1}\u00a0: {2}", MixOf: "Qui a été interrogé",
	Note:  "Depuis la dernière fois\u00a0: l’étude compte {1} vagues, et au moins une des deux dernières a trop peu d’entretiens pour être montrée à part.",
	Sheet: "Depuis la dernière fois", SheetNote: "Les thèmes de cette vague et de la précédente, avec intervalles à 95\u00a0%, et l’écart en points de pourcentage",
}

var sinceSpanish = sinceWords{
	FewerSay: "Menos compradores hablan de ello: {1} ({2}, antes {3})", MoreSay: "Más compradores hablan de ello: {1} ({2}, antes {3})",
	FewerHurt: "Menos dicen que perjudicó: {1} ({2}, antes {3})", MoreHurt: "Más dicen que perjudicó: {1} ({2}, antes {3})",
	FewerHelped: "Menos dicen que ayudó: {1} ({2}, antes {3})", MoreHelped: "Más dicen que ayudó: {1} ({2}, antes {3})",
	FewerPlain: "Algo se dice claramente menos que antes: {1}, antes {2}", MorePlain: "Algo se dice claramente más que antes: {1}, antes {2}",
	None: "Demasiado igualado: ningún tema comparado ha cambiado claramente desde {1}", Few: "Muy pocas entrevistas para decir si los compradores notaron algo",
	Hidden:         "Lo que cambió desde {1} no puede mostrarse sin señalar a alguien",
	Eyebrow:        "Desde la última vez: ¿lo notaron los compradores?",
	Sub:            "Los mismos temas, contados de la misma manera, en dos rondas de entrevistas. Cada vez se entrevistó a otros compradores.",
	SubExplored:    "Aún no se ha definido ningún tema. Estos son los códigos más oídos en dos rondas de entrevistas, con otros compradores cada vez, para preparar las preguntas de la próxima.",
	Chart:          "Porcentaje de las entrevistas, con intervalos del 95\u00a0%",
	Footer:         "Base: {1} ({2}), {3} ({4}). Intervalos de Wilson del 95\u00a0%. Veredictos: intervalo de Newcombe y prueba exacta de Fisher con corrección de Holm sobre los temas fijados de antemano.",
	FooterExplored: "Base: {1} ({2}), {3} ({4}). Intervalos de Wilson del 95\u00a0%. Veredictos: intervalo de Newcombe y prueba exacta de Fisher, corrección de Benjamini y Hochberg; exploración, no prueba.",
	Less:           "claramente menos que antes", More: "claramente más que antes", Advised: "{1}, con recomendación", Against: "Ahora frente a antes",
	Mix: "{1}: {2}", MixOf: "A quién se entrevistó",
	Note:  "Desde la última vez: el estudio tiene {1} oleadas, y al menos una de las dos últimas tiene muy pocas entrevistas para mostrarse por separado.",
	Sheet: "Desde la última vez", SheetNote: "Los temas en esta oleada y en la anterior, con intervalos del 95\u00a0%, y la diferencia en puntos porcentuales",
}

// SinceBookWords are the fixed texts of the workbook's sheet on two waves.
type SinceBookWords struct{ Sheet, Note, Explored, Against, Advised, P string }

// WordsOfSince is the fixed texts of the workbook's sheet on two waves, in a language.
func WordsOfSince(l Lang) SinceBookWords {
	w := sinceWordsOf(l)
	p := map[Lang]string{English: "p (Fisher, corrected)", German: "p (Fisher, korrigiert)", French: "p (Fisher, corrigé)", Spanish: "p (Fisher, corregido)"}[l]
	if p == "" {
		p = "p (Fisher, corrected)"
	}
	return SinceBookWords{Sheet: string(w.Sheet), Note: string(w.SheetNote), Explored: string(w.SubExplored), Against: string(w.Against), Advised: string(w.Advised), P: p}
}
