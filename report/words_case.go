package report

// caseWords are the fixed texts of the business case and of the ladder of a story, in one language.
type caseWords struct {
	Name, Eyebrow, Title, TitleBoth, TitleLever, TitleBare, Sub, SubLevers constant
	Chart, ChartWhole, ChartOwn, Between, AtLeast                          constant
	LeverHead, LeverSpent, LeverNote, LeverHidden, LeverUnnamed            constant
	WonHead, WonNote                                                       constant
	GivenHead, GivenTotal, GivenBands, GivenTop, GivenLever, GivenWon      constant
	Low, Likely, High, Source, SourceBands, NoSource                       constant
	Footer, FooterOwn, EachDeal, Parted, Unvalued                          constant
	Billion, Million, Thousand, Plain, Point                               constant

	// the workbook's sheet
	Sheet, SheetNote, Decided, Of, ShareLow, Share, ShareHigh, AtStakeHead, Spent, Elsewhere, Cause, Lever, ChangeNote constant

	// the ladder of a story
	Told, Because, RootCause, SamePrice, SameChoice, OtherChoice, Unsure constant
}

var caseTexts = map[Lang]*caseWords{English: &caseEnglish, German: &caseGerman, French: &caseFrench, Spanish: &caseSpanish}

func caseWordsOf(l Lang) caseWords { return inLanguage(caseEnglish, caseTexts[l]) }

var caseEnglish = caseWords{
	Name: "The business case", Eyebrow: "The business case",
	Title: "About {1} is at stake on {2}", TitleBoth: "{1} at stake on {2}; {3} spent on the wrong lever", TitleLever: "About {1} was spent on the wrong lever", TitleBare: "What is at stake, and on what",
	Sub:       "What the deals are worth in which each cause decided: low, likely and high.",
	SubLevers: "What the deals are worth in which each cause decided, and what was spent on what buyers did not decide by: low, likely and high.",
	Chart:     "At stake, by what decided", ChartWhole: "The share of deals that each cause decided, applied to all {1}", ChartOwn: "Worth of the {1} deals talked about, by value band; each deal counts once",
	Between: "{1} to {2}", AtLeast: "{1} to {2} and more",
	LeverHead: "What the wrong lever has cost", LeverSpent: "of {1} spent on {2}", LeverNote: "went where {1} did not decide: it decided {2} deals. Range: {3} to {4}.",
	LeverHidden: "How often {1} decided is withheld, so that nobody can be recognised.", LeverUnnamed: "Nobody has said what it was to move.",
	WonHead: "worth winning back", WonNote: "if {1} to {2} of what is at stake is won: {3} to {4}.",
	GivenHead: "Assumptions", GivenTotal: "Value of all such deals, {1}", GivenBands: "Value of the {1} deals talked about", GivenTop: "A deal of the highest value band, at most", GivenLever: "Spent on {1}", GivenWon: "Could be won back",
	Low: "Low", Likely: "Likely", High: "High", Source: "Where from", SourceBands: "value bands in the CRM", NoSource: "not stated",
	Footer:    "Base: {1}. {2} Low and high: the 95% Wilson interval of the share, times the low and high of the assumption. Sums are rounded to two figures.",
	FooterOwn: "Base: {1}. {2} Low and high: the deals of that number that are worth least and most, by value band. Sums are rounded to two figures.",
	EachDeal:  "By deal: each interview is about another.", Parted: "By deal: {1} deals, the value of each parted among its interviews.", Unvalued: "{1} without a value are put in at the mean.",
	Billion: "{2}{1}bn", Million: "{2}{1}m", Thousand: "{2}{1}k", Plain: "{2}{1}", Point: ".",
	Sheet: "Business case", SheetNote: "Change a number on coloured ground, and what follows from it changes. Sums are rounded to two figures.", Decided: "Decided", Of: "Of", ShareLow: "Share low", Share: "Share", ShareHigh: "Share high",
	AtStakeHead: "At stake", Spent: "Spent", Elsewhere: "Where something else decided", Cause: "Root cause", Lever: "Lever", ChangeNote: "Assumptions: yours to change",
	Told: "What was told", Because: "Asked why", RootCause: "What decided", SamePrice: "Had every price been the same?", SameChoice: "They would have chosen the same.", OtherChoice: "They would have chosen otherwise.", Unsure: "They could not say.",
}

var caseGerman = caseWords{
	Name: "Der Business Case", Eyebrow: "Der Business Case",
	Title: "Rund {1} stehen auf dem Spiel: {2}", TitleBoth: "{1} auf dem Spiel: {2}; {3} für den falschen Hebel", TitleLever: "Rund {1} gingen in den falschen Hebel", TitleBare: "Was auf dem Spiel steht und woran es liegt",
	Sub:       "Was die Aufträge wert sind, bei denen die jeweilige Ursache den Ausschlag gab: niedrig, wahrscheinlich, hoch.",
	SubLevers: "Was die Aufträge wert sind, bei denen die jeweilige Ursache den Ausschlag gab, und was für Dinge ausgegeben wurde, die für Käufer nicht den Ausschlag gaben: niedrig, wahrscheinlich, hoch.",
	Chart:     "Auf dem Spiel, nach der Ursache", ChartWhole: "Anteil der Aufträge, bei denen die Ursache den Ausschlag gab, bezogen auf alle {1}", ChartOwn: "Wert der {1} besprochenen Aufträge nach Wertklasse; jeder Auftrag zählt einmal",
	Between: "{1} bis {2}", AtLeast: "{1} bis {2} und mehr",
	LeverHead: "Was der falsche Hebel gekostet hat", LeverSpent: "von {1} für {2}", LeverNote: "flossen dorthin, wo {1} nicht ausschlaggebend war (ausschlaggebend bei {2} Aufträgen). Spanne: {3} bis {4}.",
	LeverHidden: "Wie oft {1} den Ausschlag gab, ist zurückgehalten, damit niemand erkannt werden kann.", LeverUnnamed: "Niemand hat angegeben, was damit bewegt werden sollte.",
	WonHead: "zurückzugewinnen", WonNote: "wenn {1} bis {2} dessen gewonnen werden, was auf dem Spiel steht: {3} bis {4}.",
	GivenHead: "Annahmen", GivenTotal: "Wert aller solchen Aufträge, {1}", GivenBands: "Wert der {1} besprochenen Aufträge", GivenTop: "Ein Auftrag der höchsten Wertklasse, höchstens", GivenLever: "Ausgegeben für {1}", GivenWon: "Davon zurückzugewinnen",
	Low: "Niedrig", Likely: "Wahrscheinlich", High: "Hoch", Source: "Quelle", SourceBands: "Wertklassen im CRM", NoSource: "nicht angegeben",
	Footer:    "Basis: {1}. {2} Niedrig und hoch: 95-%-Wilson-Intervall des Anteils, multipliziert mit der niedrigen und der hohen Annahme. Beträge auf zwei signifikante Stellen gerundet.",
	FooterOwn: "Basis: {1}. {2} Niedrig und hoch: ebenso viele Aufträge mit dem geringsten und dem höchsten Wert, nach Wertklasse. Beträge auf zwei signifikante Stellen gerundet.",
	EachDeal:  "Nach Aufträgen: Jedes Interview handelt von einem anderen.", Parted: "Nach Aufträgen: {1} Aufträge, der Wert jedes einzelnen auf seine Interviews verteilt.", Unvalued: "{1} ohne Wert sind mit dem Mittelwert angesetzt.",
	Billion: "{1}\u00a0Mrd.\u00a0{2}", Million: "{1}\u00a0Mio.\u00a0{2}", Thousand: "{1}\u00a0Tsd.\u00a0{2}", Plain: "{1}\u00a0{2}", Point: ",",
	Sheet: "Business Case", SheetNote: "Ändern Sie eine Zahl auf farbigem Grund: Was daraus folgt, ändert sich mit. Beträge auf zwei signifikante Stellen gerundet.", Decided: "Gab den Ausschlag", Of: "Von", ShareLow: "Anteil niedrig", Share: "Anteil", ShareHigh: "Anteil hoch",
	AtStakeHead: "Auf dem Spiel", Spent: "Ausgegeben", Elsewhere: "Wo anderes den Ausschlag gab", Cause: "Ursache", Lever: "Hebel", ChangeNote: "Annahmen: Sie können sie ändern",
	Told: "Was gesagt wurde", Because: "Nachgefragt: warum?", RootCause: "Was den Ausschlag gab", SamePrice: "Und wenn alle Preise gleich gewesen wären?", SameChoice: "Sie hätten sich genauso entschieden.", OtherChoice: "Sie hätten sich anders entschieden.", Unsure: "Sie konnten es nicht sagen.",
}

var caseFrench = caseWords{
	Name: "L’argumentaire économique", Eyebrow: "L’argumentaire économique",
	Title: "Environ {1} en jeu\u00a0: {2}", TitleBoth: "{1} en jeu ({2})\u00a0; {3} sur le mauvais levier", TitleLever: "Environ {1} dépensés sur le mauvais levier", TitleBare: "Ce qui est en jeu, et sur quoi",
	Sub:       "Valeur des affaires que chaque cause a décidées\u00a0: estimation basse, probable et haute.",
	SubLevers: "Valeur des affaires que chaque cause a décidées, et dépenses consacrées à ce qui n’a pas décidé les acheteurs\u00a0: estimation basse, probable et haute.",
	Chart:     "En jeu, selon ce qui a décidé", ChartWhole: "Part des affaires que chaque cause a décidées, appliquée à l’ensemble ({1})", ChartOwn: "Valeur des {1} affaires évoquées, par tranche\u00a0; chaque affaire compte une fois",
	Between: "{1} à {2}", AtLeast: "{1} à {2} et plus",
	LeverHead: "Ce qu’a coûté le mauvais levier", LeverSpent: "sur {1} pour {2}", LeverNote: "sont allés là où {1} n’a pas décidé (décisif dans {2} affaires). Fourchette\u00a0: {3} à {4}.",
	LeverHidden: "Le nombre de fois où {1} a décidé est masqué, pour que personne ne puisse être reconnu.", LeverUnnamed: "Personne n’a indiqué ce que cela devait changer.",
	WonHead: "à reconquérir", WonNote: "si {1} à {2} de ce qui est en jeu est gagné\u00a0: {3} à {4}.",
	GivenHead: "Hypothèses", GivenTotal: "Valeur de toutes ces affaires, {1}", GivenBands: "Valeur des {1} affaires évoquées", GivenTop: "Une affaire de la tranche la plus haute, au plus", GivenLever: "Dépensé pour {1}", GivenWon: "Part à reconquérir",
	Low: "Bas", Likely: "Probable", High: "Haut", Source: "Source", SourceBands: "tranches de valeur du CRM", NoSource: "non précisée",
	Footer:    "Base\u00a0: {1}. {2} Bas et haut\u00a0: intervalle de Wilson à 95\u00a0% de la part, multiplié par le bas et le haut de l’hypothèse. Montants arrondis à deux chiffres significatifs.",
	FooterOwn: "Base\u00a0: {1}. {2} Bas et haut\u00a0: autant d’affaires, parmi les moins et les plus importantes, par tranche de valeur. Montants arrondis à deux chiffres significatifs.",
	EachDeal:  "Par affaire\u00a0: chaque entretien porte sur une affaire différente.", Parted: "Par affaire\u00a0: {1} affaires, la valeur de chacune répartie entre ses entretiens.", Unvalued: "{1} sans valeur sont comptées à la moyenne.",
	Billion: "{1}\u00a0Md\u00a0{2}", Million: "{1}\u00a0M\u00a0{2}", Thousand: "{1}\u00a0k\u00a0{2}", Plain: "{1}\u00a0{2}", Point: ",",
	Sheet: "Argumentaire économique", SheetNote: "Changez un nombre sur fond coloré\u00a0: ce qui en découle change aussi. Montants arrondis à deux chiffres significatifs.", Decided: "A décidé", Of: "Sur", ShareLow: "Part basse", Share: "Part", ShareHigh: "Part haute",
	AtStakeHead: "En jeu", Spent: "Dépensé", Elsewhere: "Là où autre chose a décidé", Cause: "Cause", Lever: "Levier", ChangeNote: "Hypothèses\u00a0: vous pouvez les modifier",
	Told: "Ce qui a été dit", Because: "Et pourquoi\u00a0?", RootCause: "Ce qui a décidé", SamePrice: "Et si tous les prix avaient été les mêmes\u00a0?", SameChoice: "Ils auraient fait le même choix.", OtherChoice: "Ils auraient fait un autre choix.", Unsure: "Ils n’ont pas su le dire.",
}

var caseSpanish = caseWords{
	Name: "El caso de negocio", Eyebrow: "El caso de negocio",
	Title: "Unos {1} en juego: {2}", TitleBoth: "{1} en juego: {2}; {3} en la palanca equivocada", TitleLever: "Unos {1} gastados en la palanca equivocada", TitleBare: "Qué está en juego, y por qué",
	Sub:       "Valor de las operaciones que decidió cada causa: bajo, probable y alto.",
	SubLevers: "Valor de las operaciones que decidió cada causa, y lo gastado en lo que no decidió a los compradores: bajo, probable y alto.",
	Chart:     "En juego, según lo que decidió", ChartWhole: "El porcentaje de las operaciones que decidió cada causa, aplicado al total ({1})", ChartOwn: "Valor de las {1} operaciones tratadas, por tramo; cada una cuenta una vez",
	Between: "{1} a {2}", AtLeast: "{1} a {2} y más",
	LeverHead: "Lo que ha costado la palanca equivocada", LeverSpent: "de {1} gastados en {2}", LeverNote: "fueron adonde {1} no decidió (decisivo en {2} operaciones). Margen: {3} a {4}.",
	LeverHidden: "Cuántas veces decidió {1} queda reservado, para que nadie pueda ser reconocido.", LeverUnnamed: "Nadie ha indicado qué debía mover.",
	WonHead: "por recuperar", WonNote: "si se gana del {1} al {2} de lo que está en juego: {3} a {4}.",
	GivenHead: "Supuestos", GivenTotal: "Valor de todas esas operaciones, {1}", GivenBands: "Valor de las {1} operaciones tratadas", GivenTop: "Una operación del tramo más alto, como máximo", GivenLever: "Gastado en {1}", GivenWon: "Parte recuperable",
	Low: "Bajo", Likely: "Probable", High: "Alto", Source: "Fuente", SourceBands: "tramos de valor del CRM", NoSource: "sin indicar",
	Footer:    "Base: {1}. {2} Bajo y alto: el intervalo de Wilson al 95\u00a0% del porcentaje, multiplicado por el bajo y el alto del supuesto. Importes redondeados a dos cifras significativas.",
	FooterOwn: "Base: {1}. {2} Bajo y alto: otras tantas operaciones de menor y de mayor valor, por tramo. Importes redondeados a dos cifras significativas.",
	EachDeal:  "Por operación: cada entrevista trata de una distinta.", Parted: "Por operación: {1} operaciones, con el valor de cada una repartido entre sus entrevistas.", Unvalued: "{1} sin valor cuentan con el valor medio.",
	Billion: "{1}\u00a0mM\u00a0{2}", Million: "{1}\u00a0M\u00a0{2}", Thousand: "{1}\u00a0mil\u00a0{2}", Plain: "{1}\u00a0{2}", Point: ",",
	Sheet: "Caso de negocio", SheetNote: "Cambie un número sobre fondo de color y cambiará lo que se deriva de él. Importes redondeados a dos cifras significativas.", Decided: "Decidió", Of: "De", ShareLow: "Porcentaje bajo", Share: "Porcentaje", ShareHigh: "Porcentaje alto",
	AtStakeHead: "En juego", Spent: "Gastado", Elsewhere: "Donde decidió otra cosa", Cause: "Causa", Lever: "Palanca", ChangeNote: "Supuestos: puede cambiarlos",
	Told: "Lo que se dijo", Because: "¿Y por qué?", RootCause: "Lo que decidió", SamePrice: "¿Y si todos los precios hubieran sido iguales?", SameChoice: "Habrían elegido lo mismo.", OtherChoice: "Habrían elegido otra cosa.", Unsure: "No supieron decirlo.",
}
