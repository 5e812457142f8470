package report

// moreWords are the fixed texts of what the appendix shows beside the pages: themes named together, over time, by
// importance, and deals won against each competitor, in one language.
type moreWords struct {
	TogetherName, TogetherTitle, TogetherPlain, TogetherSub, TogetherFooter, TogetherChart, TogetherChartSub constant
	TimeName, TimeMore, TimeLess, TimePlain, TimeSub, TimeFooter, TimeMerged, TimeChart, TimeChartSub        constant
	More, Less                                                                                               constant
	ImportName, ImportMend, ImportProtect, ImportPlain, ImportSub, ImportFooter, ImportChart, ImportChartSub constant
	HeadDecided, HeadSides, EndHurt, EndHelped, So, HurtHelped                                               constant
	MendFirst, Protect, KeepAnEye, Holds                                                                     constant
	SaidOf, DecidedOf, HurtOf, HelpedOf, BothOf                                                              constant
	RivalsName, RivalsTitle, RivalsPlain, RivalsSub, RivalsFooter, RivalsChart, RivalsBase, RivalsAll        constant
	SeenIn                                                                                                   constant

	// the workbook's sheets
	Sheet, Said, HurtHead, HelpedHead, BothHead, Theme, Other, Together, Period, Rival, SheetNote constant
}

var moreTexts = map[Lang]*moreWords{English: &moreEnglish, German: &moreGerman, French: &moreFrench, Spanish: &moreSpanish}

func moreWordsOf(l Lang) moreWords { return inLanguage(moreEnglish, moreTexts[l]) }

var moreEnglish = moreWords{
	TogetherName: "Named together", TogetherTitle: "{1} and {2} come up together in {3}", TogetherPlain: "Which themes come up in the same interview",
	TogetherSub:    "In how many interviews two themes both came up. That they come up together does not say that one brings about the other.",
	TogetherFooter: "Base: {1}. The diagonal is each theme by itself. 95% Wilson intervals are in the workbook. Themes made of the same code are not set against each other.",
	TogetherChart:  "Both in one interview", TogetherChartSub: "Interviews in which both came up, {1}",
	TimeName: "When it was heard", TimeMore: "{1}: heard clearly more often than at first", TimeLess: "{1}: heard clearly less often than at first", TimePlain: "What was heard, and when",
	TimeSub:    "The share of interviews with each theme, period by period.",
	TimeFooter: "Base: {1}. 95% Wilson intervals. First and last period are compared by Fisher’s test, corrected for {2} comparisons (Benjamini and Hochberg): exploring.", TimeMerged: "Periods with too few interviews stand together.",
	TimeChart: "Each theme over time", TimeChartSub: "Interviews with the theme, of those of the period; 95% intervals, one scale",
	More: "clearly more", Less: "clearly less",
	ImportName: "What decides", ImportMend: "Mend first: {1}", ImportProtect: "Protect: {1}", ImportPlain: "How often each theme decided, and whether it helped",
	ImportSub:    "Left, in how many interviews a theme decided. Right, whether it helped or hurt in those that spoke of it.",
	ImportFooter: "Base: {1}. 95% intervals: Wilson at the left, Newcombe paired at the right; helped against hurt by McNemar’s test, corrected for several (Benjamini and Hochberg): exploring. Often: more than the mean.",
	ImportChart:  "Importance against performance", ImportChartSub: "Interviews that the theme decided; share that it helped less share that it hurt",
	HeadDecided: "Decided", HeadSides: "Hurt or helped", EndHurt: "all hurt", EndHelped: "all helped", So: "So", HurtHelped: "{1} hurt, {2} helped",
	MendFirst: "mend first", Protect: "protect", KeepAnEye: "keep an eye", Holds: "holds",
	SaidOf: "{1}: came up", DecidedOf: "{1}: decided", HurtOf: "{1}: hurt somebody", HelpedOf: "{1}: helped somebody", BothOf: "{1}: helped and hurt",
	RivalsName: "Head to head", RivalsTitle: "Against {1}, {2} deals were won", RivalsPlain: "How often deals are won against each competitor",
	RivalsSub:    "Deals that were won, of those won or lost with the competitor in the running.",
	RivalsFooter: "Base: {1}. 95% Wilson intervals. Only deals that were talked about are counted, so this is no win rate of the company; a deal may have several competitors.",
	RivalsChart:  "Won, of won and lost", RivalsBase: "Won or lost", RivalsAll: "All deals won or lost", SeenIn: "in the running in {1}",
	Sheet: "More figures", Said: "Came up", HurtHead: "Hurt", HelpedHead: "Helped", BothHead: "Both", Theme: "Theme", Other: "And", Together: "Named together", Period: "Over time", Rival: "Competitor",
	SheetNote: "Themes named together, over time and by what they decided; deals won against each competitor. Base: interviews. 95% Wilson intervals.",
}

var moreGerman = moreWords{
	TogetherName: "Zusammen genannt", TogetherTitle: "{1} und {2} kommen in {3} Interviews zusammen vor", TogetherPlain: "Welche Themen im selben Interview vorkommen",
	TogetherSub:    "In wie vielen Interviews beide Themen vorkamen. Dass sie zusammen vorkommen, heißt nicht, dass eines das andere bewirkt.",
	TogetherFooter: "Basis: {1}. In der Diagonale steht jedes Thema für sich. 95-%-Wilson-Intervalle stehen in der Arbeitsmappe. Themen aus demselben Code werden einander nicht gegenübergestellt.",
	TogetherChart:  "Beides in einem Interview", TogetherChartSub: "Interviews, in denen beides vorkam, {1}",
	TimeName: "Wann es zur Sprache kam", TimeMore: "{1}: deutlich häufiger als anfangs", TimeLess: "{1}: deutlich seltener als anfangs", TimePlain: "Was wann zur Sprache kam",
	TimeSub:    "Anteil der Interviews mit dem jeweiligen Thema, Zeitraum für Zeitraum.",
	TimeFooter: "Basis: {1}. 95-%-Wilson-Intervalle. Erster und letzter Zeitraum sind nach Fisher verglichen, korrigiert für {2} Vergleiche (Benjamini und Hochberg): erkundend.", TimeMerged: "Zeiträume mit zu wenigen Interviews sind zusammengefasst.",
	TimeChart: "Jedes Thema im Verlauf", TimeChartSub: "Interviews mit dem Thema, von denen des Zeitraums; 95-%-Intervalle, ein Maßstab",
	More: "deutlich mehr", Less: "deutlich weniger",
	ImportName: "Was den Ausschlag gibt", ImportMend: "Zuerst beheben: {1}", ImportProtect: "Schützen: {1}", ImportPlain: "Wie oft jedes Thema den Ausschlag gab und ob es half",
	ImportSub:    "Links: in wie vielen Interviews ein Thema den Ausschlag gab. Rechts: ob es dort, wo es vorkam, half oder schadete.",
	ImportFooter: "Basis: {1}. 95-%-Intervalle: links Wilson, rechts Newcombe für Paare; half gegen schadete nach McNemar, korrigiert für mehrere Vergleiche (Benjamini und Hochberg): erkundend. Oft: über dem Mittel.",
	ImportChart:  "Bedeutung und Leistung", ImportChartSub: "Interviews, in denen das Thema den Ausschlag gab; Anteil „half“ minus Anteil „schadete“",
	HeadDecided: "Gab den Ausschlag", HeadSides: "Schadete oder half", EndHurt: "schadete immer", EndHelped: "half immer", So: "Folgerung", HurtHelped: "geschadet {1}, geholfen {2}",
	MendFirst: "zuerst beheben", Protect: "schützen", KeepAnEye: "im Auge behalten", Holds: "bewährt",
	SaidOf: "{1}: kam vor", DecidedOf: "{1}: gab den Ausschlag", HurtOf: "{1}: schadete jemandem", HelpedOf: "{1}: half jemandem", BothOf: "{1}: half und schadete",
	RivalsName: "Direkter Vergleich", RivalsTitle: "Gegen {1}: {2} Aufträgen gewonnen", RivalsPlain: "Wie oft wir gegen jeden Wettbewerber gewinnen",
	RivalsSub:    "Gewonnene Aufträge von allen gewonnenen und verlorenen, bei denen dieser Wettbewerber im Rennen war.",
	RivalsFooter: "Basis: {1}. 95-%-Wilson-Intervalle. Gezählt sind nur Aufträge, über die gesprochen wurde; eine Gewinnquote des Unternehmens ist das nicht. Ein Auftrag kann mehrere Wettbewerber haben.",
	RivalsChart:  "Gewonnen, von gewonnen und verloren", RivalsBase: "Gewonnen oder verloren", RivalsAll: "Alle gewonnenen und verlorenen", SeenIn: "im Rennen in {1}",
	Sheet: "Weitere Zahlen", Said: "Kam vor", HurtHead: "Schadete", HelpedHead: "Half", BothHead: "Beides", Theme: "Thema", Other: "Mit", Together: "Zusammen genannt", Period: "Im Verlauf", Rival: "Wettbewerber",
	SheetNote: "Themen, die zusammen genannt wurden und wie oft sie den Ausschlag gaben; gegen jeden Wettbewerber gewonnene Aufträge. Basis: Interviews. 95-%-Wilson-Intervalle.",
}

var moreFrench = moreWords{
	TogetherName: "Cités ensemble", TogetherTitle: "{1} et {2} sont évoqués ensemble dans {3} entretiens", TogetherPlain: "Quels thèmes sont évoqués dans le même entretien",
	TogetherSub:    "Nombre d’entretiens où les deux thèmes sont évoqués. Qu’ils le soient ensemble ne dit pas que l’un entraîne l’autre.",
	TogetherFooter: "Base\u00a0: {1}. La diagonale donne chaque thème seul. Les intervalles de Wilson à 95\u00a0% sont dans le classeur. Les thèmes issus du même code ne sont pas croisés.",
	TogetherChart:  "Les deux dans un entretien", TogetherChartSub: "Entretiens où les deux sont évoqués, {1}",
	TimeName: "Quand cela a été dit", TimeMore: "{1}\u00a0: nettement plus souvent qu’au début", TimeLess: "{1}\u00a0: nettement moins souvent qu’au début", TimePlain: "Ce qui a été dit, et quand",
	TimeSub:    "La part des entretiens où chaque thème est évoqué, période par période.",
	TimeFooter: "Base\u00a0: {1}. Intervalles de Wilson à 95\u00a0%. Première et dernière période comparées par le test de Fisher, corrigé pour {2} comparaisons (Benjamini et Hochberg)\u00a0: exploratoire.", TimeMerged: "Les périodes comptant trop peu d’entretiens sont réunies.",
	TimeChart: "Chaque thème dans le temps", TimeChartSub: "Entretiens où le thème est évoqué, sur ceux de la période\u00a0; intervalles à 95\u00a0%, une seule échelle",
	More: "nettement plus", Less: "nettement moins",
	ImportName: "Ce qui décide", ImportMend: "À corriger d’abord\u00a0: {1}", ImportProtect: "À protéger\u00a0: {1}", ImportPlain: "Combien de fois chaque thème a décidé, et s’il a aidé",
	ImportSub:    "À gauche, dans combien d’entretiens un thème a décidé. À droite, s’il a aidé ou nui là où il est évoqué.",
	ImportFooter: "Base\u00a0: {1}. Intervalles à 95\u00a0%\u00a0: Wilson à gauche, Newcombe apparié à droite\u00a0; aidé contre nui par le test de McNemar, corrigé pour plusieurs comparaisons (Benjamini et Hochberg)\u00a0: exploratoire. Souvent\u00a0: plus que la moyenne.",
	ImportChart:  "Importance et performance", ImportChartSub: "Entretiens que le thème a décidés\u00a0; part «\u00a0a aidé\u00a0» moins part «\u00a0a nui\u00a0»",
	HeadDecided: "A décidé", HeadSides: "A nui ou aidé", EndHurt: "a toujours nui", EndHelped: "a toujours aidé", So: "Conclusion", HurtHelped: "a nui {1}, a aidé {2}",
	MendFirst: "à corriger d’abord", Protect: "à protéger", KeepAnEye: "à surveiller", Holds: "acquis",
	SaidOf: "{1}\u00a0: évoqué", DecidedOf: "{1}\u00a0: a décidé", HurtOf: "{1}\u00a0: a nui à quelqu’un", HelpedOf: "{1}\u00a0: a aidé quelqu’un", BothOf: "{1}\u00a0: a aidé et nui",
	RivalsName: "Face à face", RivalsTitle: "Face à {1}, {2} affaires gagnées", RivalsPlain: "Combien d’affaires sont gagnées face à chaque concurrent",
	RivalsSub:    "Les affaires gagnées, sur celles gagnées ou perdues avec ce concurrent en lice.",
	RivalsFooter: "Base\u00a0: {1}. Intervalles de Wilson à 95\u00a0%. Seules les affaires évoquées sont comptées\u00a0: ce n’est pas le taux de succès de l’entreprise. Une affaire peut avoir plusieurs concurrents.",
	RivalsChart:  "Gagnées, sur gagnées et perdues", RivalsBase: "Gagnées ou perdues", RivalsAll: "Toutes les affaires gagnées ou perdues", SeenIn: "en lice dans {1}",
	Sheet: "Autres chiffres", Said: "Évoqué", HurtHead: "A nui", HelpedHead: "A aidé", BothHead: "Les deux", Theme: "Thème", Other: "Avec", Together: "Cités ensemble", Period: "Dans le temps", Rival: "Concurrent",
	SheetNote: "Thèmes cités ensemble et fréquence à laquelle ils ont décidé\u00a0; affaires gagnées face à chaque concurrent. Base\u00a0: entretiens. Intervalles de Wilson à 95\u00a0%.",
}

var moreSpanish = moreWords{
	TogetherName: "Mencionados juntos", TogetherTitle: "{1} y {2} se mencionan juntos en {3} entrevistas", TogetherPlain: "Qué temas se mencionan en la misma entrevista",
	TogetherSub:    "En cuántas entrevistas se mencionaron ambos temas. Que aparezcan juntos no dice que uno provoque el otro.",
	TogetherFooter: "Base: {1}. La diagonal es cada tema por sí solo. Los intervalos de Wilson del 95\u00a0% están en el libro de Excel. Los temas del mismo código no se cruzan.",
	TogetherChart:  "Ambos en una entrevista", TogetherChartSub: "Entrevistas en que se mencionaron ambos, {1}",
	TimeName: "Cuándo se oyó", TimeMore: "{1}: claramente más a menudo que al principio", TimeLess: "{1}: claramente menos a menudo que al principio", TimePlain: "Qué se oyó, y cuándo",
	TimeSub:    "El porcentaje de entrevistas con cada tema, período a período.",
	TimeFooter: "Base: {1}. Intervalos de Wilson del 95\u00a0%. El primer y el último período se comparan con la prueba de Fisher, corregida para {2} comparaciones (Benjamini y Hochberg): exploratorio.", TimeMerged: "Los períodos con muy pocas entrevistas se reúnen.",
	TimeChart: "Cada tema en el tiempo", TimeChartSub: "Entrevistas con el tema, de las del período; intervalos del 95\u00a0%, una sola escala",
	More: "claramente más", Less: "claramente menos",
	ImportName: "Qué decide", ImportMend: "Corregir primero: {1}", ImportProtect: "Proteger: {1}", ImportPlain: "Cuántas veces decidió cada tema y si ayudó",
	ImportSub:    "A la izquierda, en cuántas entrevistas decidió un tema. A la derecha, si ayudó o perjudicó en las que se mencionó.",
	ImportFooter: "Base: {1}. Intervalos del 95\u00a0%: Wilson a la izquierda, Newcombe pareado a la derecha; ayudó frente a perjudicó con la prueba de McNemar, corregida para varias comparaciones (Benjamini y Hochberg): exploratorio. A menudo: más que la media.",
	ImportChart:  "Importancia y desempeño", ImportChartSub: "Entrevistas que decidió el tema; porcentaje «ayudó» menos «perjudicó»",
	HeadDecided: "Decidió", HeadSides: "Perjudicó o ayudó", EndHurt: "siempre perjudicó", EndHelped: "siempre ayudó", So: "Conclusión", HurtHelped: "perjudicó {1}, ayudó {2}",
	MendFirst: "corregir primero", Protect: "proteger", KeepAnEye: "vigilar", Holds: "consolidado",
	SaidOf: "{1}: mencionado", DecidedOf: "{1}: decidió", HurtOf: "{1}: perjudicó a alguien", HelpedOf: "{1}: ayudó a alguien", BothOf: "{1}: ayudó y perjudicó",
	RivalsName: "Cara a cara", RivalsTitle: "Frente a {1} se ganaron {2} operaciones", RivalsPlain: "Cuántas operaciones ganamos frente a cada competidor",
	RivalsSub:    "Operaciones ganadas, de las ganadas o perdidas en que competía.",
	RivalsFooter: "Base: {1}. Intervalos de Wilson del 95\u00a0%. Solo se cuentan operaciones de las que se habló, así que no es la tasa de éxito de la empresa. Una operación puede tener varios competidores.",
	RivalsChart:  "Ganadas, de ganadas y perdidas", RivalsBase: "Ganadas o perdidas", RivalsAll: "Todas las operaciones ganadas o perdidas", SeenIn: "competía en {1}",
	Sheet: "Más cifras", Said: "Mencionado", HurtHead: "Perjudicó", HelpedHead: "Ayudó", BothHead: "Ambos", Theme: "Tema", Other: "Con", Together: "Mencionados juntos", Period: "En el tiempo", Rival: "Competidor",
	SheetNote: "Temas mencionados juntos y cuántas veces decidieron; operaciones ganadas frente a cada competidor. Base: entrevistas. Intervalos de Wilson del 95\u00a0%.",
}
