package report

// pageWords are the fixed texts of the pages on leads and on what to keep, reverse and start, and of the contents, in one
// language.
type pageWords struct {
	LeadsTitle, LeadsPlain, LeadsSub, LeadsFooter, LeadsChart, LeadsChartSub, LeadsDotsSub, LeadsStage constant

	ActionsTitle, ActionsKeep, ActionsReverse, ActionsStart, ActionsBoth, ActionsSub, ActionsFooter constant
	Keep, KeepSub, Reverse, ReverseSub, Start, StartSub                                             constant

	ContentsName, ContentsTitle, ContentsSub, AppendixName constant
	FindingBack, FindingsBack, QuotesFor                   constant
}

var pageTexts = map[Lang]*pageWords{English: &pagesEnglish, German: &pagesGerman, French: &pagesFrench, Spanish: &pagesSpanish}

func pageWordsOf(l Lang) pageWords { return inLanguage(pagesEnglish, pageTexts[l]) }

var pagesEnglish = pageWords{
	LeadsTitle: "What enquiries that went no further name most: {1}", LeadsPlain: "What became of enquiries that went no further",
	LeadsSub:    "Enquiries that never became a deal: what those who made them say about how they were taken up, handed on and followed.",
	LeadsFooter: "Base: {1}. 95% Wilson intervals in per cent. Counted are enquiries that were talked about, not all that came in.",
	LeadsChart:  "What they speak of", LeadsChartSub: "Interviews in which it came up; 95% intervals in per cent", LeadsDotsSub: "Interviews in which it came up, with 95% intervals", LeadsStage: "say that something hurt in stage {1}, {2}",
	ActionsTitle: "What to keep, what to reverse, what to start", ActionsKeep: "What to keep: {1}", ActionsReverse: "What to reverse: {1}", ActionsStart: "What to start: {1}", ActionsBoth: "Keep: {1}. Reverse: {2}.",
	ActionsSub:    "One small change to each theme, and what it rests on. The next buyers will show whether they notice.",
	ActionsFooter: "Base: {1}. A recommendation is a judgement; the counts beside it are what it rests on.",
	Keep:          "Keep", KeepSub: "buyers say that it helps", Reverse: "Reverse", ReverseSub: "buyers say that it hurts", Start: "Start", StartSub: "buyers speak of it",
	ContentsName: "Contents", ContentsTitle: "What is in this pack", ContentsSub: "Each page says one thing. Its evidence stands under it, and how it was made stands at the end.", AppendixName: "Appendix",
	FindingBack: "Finding {1} on page {2}", FindingsBack: "Findings {1} on page {2}", QuotesFor: "Quotes on page {1}",
}

var pagesGerman = pageWords{
	LeadsTitle: "Was Anfragen ohne Abschluss am häufigsten nennen: {1}", LeadsPlain: "Was aus Anfragen wurde, die nicht weiterkamen",
	LeadsSub:    "Anfragen, aus denen nie ein Auftrag wurde: was die Anfragenden über Aufnahme, Übergabe und Nachfassen sagen.",
	LeadsFooter: "Basis: {1}. 95-%-Wilson-Intervalle in Prozent. Gezählt sind Anfragen, über die gesprochen wurde, nicht alle eingegangenen.",
	LeadsChart:  "Wovon sie sprechen", LeadsChartSub: "Interviews, in denen es vorkam; 95-%-Intervalle in Prozent", LeadsDotsSub: "Interviews, in denen es vorkam, mit 95-%-Intervallen", LeadsStage: "sagen, dass in Phase {1} etwas schadete: {2}",
	ActionsTitle: "Was bleibt, was zurückgenommen wird, was beginnt", ActionsKeep: "Was bleibt: {1}", ActionsReverse: "Was zurückgenommen wird: {1}", ActionsStart: "Was beginnt: {1}", ActionsBoth: "Beibehalten: {1}. Zurücknehmen: {2}.",
	ActionsSub:    "Je Thema eine kleine Änderung und worauf sie sich stützt. Die nächsten Käufer werden zeigen, ob sie es merken.",
	ActionsFooter: "Basis: {1}. Eine Empfehlung ist ein Urteil; die Zahlen daneben sind das, worauf es sich stützt.",
	Keep:          "Beibehalten", KeepSub: "Käufer sagen, es hilft", Reverse: "Zurücknehmen", ReverseSub: "Käufer sagen, es schadet", Start: "Beginnen", StartSub: "Käufer sprechen davon",
	ContentsName: "Inhalt", ContentsTitle: "Was in diesem Bericht steht", ContentsSub: "Jede Seite sagt eines. Der Beleg steht darunter; wie er entstand, steht am Ende.", AppendixName: "Anhang",
	FindingBack: "Befund {1} auf Seite {2}", FindingsBack: "Befunde {1} auf Seite {2}", QuotesFor: "Zitate auf Seite {1}",
}

var pagesFrench = pageWords{
	LeadsTitle: "Ce que les demandes sans suite citent le plus\u00a0: {1}", LeadsPlain: "Ce que sont devenues les demandes restées sans suite",
	LeadsSub:    "Des demandes qui ne sont jamais devenues des affaires\u00a0: ce que leurs auteurs disent de l’accueil, du passage de relais et du suivi.",
	LeadsFooter: "Base\u00a0: {1}. Intervalles de Wilson à 95\u00a0%, en pour cent. Sont comptées les demandes évoquées, non toutes celles reçues.",
	LeadsChart:  "Ce dont ils parlent", LeadsChartSub: "Entretiens où cela est évoqué\u00a0; intervalles à 95\u00a0% en pour cent", LeadsDotsSub: "Entretiens où cela est évoqué, avec intervalles à 95\u00a0%", LeadsStage: "disent que quelque chose a nui à l’étape {1}\u00a0: {2}",
	ActionsTitle: "Ce qu’il faut garder, annuler et lancer", ActionsKeep: "À garder\u00a0: {1}", ActionsReverse: "À annuler\u00a0: {1}", ActionsStart: "À lancer\u00a0: {1}", ActionsBoth: "À garder\u00a0: {1}. À annuler\u00a0: {2}.",
	ActionsSub:    "Un petit changement par thème, et ce sur quoi il repose. Les prochains acheteurs montreront s’ils le remarquent.",
	ActionsFooter: "Base\u00a0: {1}. Une recommandation est un jugement\u00a0; elle repose sur les chiffres placés à côté.",
	Keep:          "Garder", KeepSub: "les acheteurs disent que cela aide", Reverse: "Annuler", ReverseSub: "les acheteurs disent que cela nuit", Start: "Lancer", StartSub: "les acheteurs en parlent",
	ContentsName: "Sommaire", ContentsTitle: "Ce que contient ce dossier", ContentsSub: "Chaque page dit une chose. La preuve est en dessous, et la méthode se trouve à la fin.", AppendixName: "Annexe",
	FindingBack: "Constat {1} en page {2}", FindingsBack: "Constats {1} en page {2}", QuotesFor: "Citations en page {1}",
}

var pagesSpanish = pageWords{
	LeadsTitle: "Lo que más mencionan las consultas que no avanzaron: {1}", LeadsPlain: "Qué fue de las consultas que no avanzaron",
	LeadsSub:    "Consultas que nunca llegaron a ser una operación: lo que dicen quienes las hicieron de cómo se atendieron, traspasaron y siguieron.",
	LeadsFooter: "Base: {1}. Intervalos de Wilson del 95\u00a0% en tanto por ciento. Se cuentan las consultas de las que se habló, no todas las recibidas.",
	LeadsChart:  "De qué hablan", LeadsChartSub: "Entrevistas en que se mencionó; intervalos del 95\u00a0% en tanto por ciento", LeadsDotsSub: "Entrevistas en que se mencionó, con intervalos del 95\u00a0%", LeadsStage: "dicen que algo perjudicó en la etapa {1}: {2}",
	ActionsTitle: "Qué mantener, qué revertir y qué empezar", ActionsKeep: "Qué mantener: {1}", ActionsReverse: "Qué revertir: {1}", ActionsStart: "Qué empezar: {1}", ActionsBoth: "Mantener: {1}. Revertir: {2}.",
	ActionsSub:    "Un pequeño cambio por tema, y en qué se apoya. Los próximos compradores mostrarán si lo notan.",
	ActionsFooter: "Base: {1}. Una recomendación es un juicio; las cifras que la acompañan son su apoyo.",
	Keep:          "Mantener", KeepSub: "los compradores dicen que ayuda", Reverse: "Revertir", ReverseSub: "los compradores dicen que perjudica", Start: "Empezar", StartSub: "los compradores hablan de ello",
	ContentsName: "Contenido", ContentsTitle: "Qué contiene este informe", ContentsSub: "Cada página dice una sola cosa. La prueba está debajo, y cómo se obtuvo figura al final.", AppendixName: "Anexo",
	FindingBack: "Hallazgo {1} en la página {2}", FindingsBack: "Hallazgos {1} en la página {2}", QuotesFor: "Citas en la página {1}",
}
