package intake

import (
	"strconv"
	"strings"

	"openloop/research"
)

// meaning is one value a closed column may have, with the words that say so: whole cells, and phrases
// looked for inside longer ones, in the order of the list.
type meaning[T any] struct {
	value  T
	whole  string // separated by "|", folded
	inside string
}

// mean finds the meaning of a folded cell among those of a list.
func mean[T any](list []meaning[T], f string) (T, bool) {
	for _, m := range list {
		if f != "" && listed(m.whole, f) {
			return m.value, true
		}
	}
	within := " " + f + " "
	for _, m := range list {
		for phrase := range strings.SplitSeq(m.inside, "|") {
			if i := strings.Index(within, phrase); phrase != "" && i > 0 && strings.Contains(within, " "+phrase+" ") {
				return m.value, true
			}
		}
	}
	var none T
	return none, false
}

// listed says whether a word stands in a list whose words are parted by "|".
func listed(list, word string) bool {
	for at := 0; word != ""; {
		i := strings.Index(list[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || list[at-1] == '|') && (end == len(list) || list[end] == '|') {
			return true
		}
		at++
	}
	return false
}

var outcomes = []meaning[research.Outcome]{
	{research.NoDecision, "no decision|no dec|none|sin decision|no decidido|status quo|to status quo|abandoned|canceled|cancelled|aucune decision|no bid|nd|n d|nessuna decisione|non deciso|geen besluit|geen beslissing|sem decisao|nichts gekauft|nothing|no one|nobody|neither",
		"no decision|nodecision|keine entscheidung|pas de decision|sans decision|sin decision|status quo|not ready|do nothing|nessuna decisione|geen besluit|geen beslissing|bought nothing|nichts gekauft|niemanden gewahlt|no compramos nada|no hemos comprado|rien achete|non abbiamo comprato|niets gekocht|no purchase|keinen anbieter"},
	{research.UnqualifiedLead, "unqualified lead|unqualified|disqualified|rejected|junk|not qualified|nicht qualifiziert|non qualifie|lead rejected", "unqualified lead|unqualified|disqualified|nicht qualifiziert|rejected lead"},
	{research.QualifiedNoDeal, "qualified never an opportunity|qualified no opportunity|qualified|qualified no deal|sql|mql|qualifiziert|qualifie", "never an opportunity|no opportunity|no next step|nie eine chance|keine opportunity|qualified no deal"},
	{research.LeadFollowUp, "lead follow up|follow up|followup|lead|lead followup|nachfassen|relance", "lead follow up|lead followup|follow up lead|lead nachverfolgung|relance lead"},
	{research.Churned, "churn|churned|left|cancelled contract|gekundigt|resilie|former customer|ex customer|lost customer|not renewed|abgewandert", "resiliee|disdetta|opgezegd|churned|churn|did not renew|not renewed|gekundigt|resiliation|lost customer|abgewandert"},
	{research.Stalled, "stalled|on hold|hold|paused|parked|still in play|ruht|pausiert|en suspens|en pause|gestoppt|frozen|delayed|postponed", "on hold|stalled|still in play|en suspens|zuruckgestellt|postponed"},
	{research.Lost, "lost|loss|l|perdido|perdida|verloren|perdu|perdue|out sold|outsold|closed lost|lose|niederlage|abgelehnt|persa|perso|perdida|nicht erhalten|absage|afgewezen|perdida por nosotros|closed and lost", "persa|perso|nicht erhalten|otro proveedor|otra empresa|anderen anbieter|anderer anbieter|another vendor|another supplier|another provider|different vendor|someone else|autre fournisseur|un autre prestataire|altro fornitore|andere leverancier|andere aanbieder|lost|loss|verloren|perdu|perdue|perdido|perdida"},
	{research.Won, "won|win|w|ganado|ganada|gewonnen|gagne|gagnee|bought|closed won|signed|customer|expansion|sieg|kunde|vinta|vinto|erhalten|auftrag erhalten|zuschlag|conclue|conclu", "vinta|vinto|chose you|chose us|elegimos a ustedes|les elegimos|uns gewahlt|bei ihnen gekauft|vous avons choisi|abbiamo scelto voi|voor u gekozen|auftrag erhalten|won|win|gewonnen|gagne|gagnee|ganado|ganada"},
}

// outcomeOf reads an outcome: "Closed Lost", "No decision", "Verloren", "qualified_no_opportunity".
func outcomeOf(cell string) (research.Outcome, bool) { return mean(outcomes, fold(cell)) }

// asksIfBought says whether a heading asks if they bought: "Did you buy from us?"
func asksIfBought(heading string) bool {
	f := fold(heading)
	yesNo := listed("ja nein|yes no|oui non|si no|ja nee|j n|y n", lastTwo(f))
	if !isQuestion(heading) && !strings.HasSuffix(strings.TrimSpace(heading), "?") && !yesNo {
		return false
	}
	words := " " + f + " "
	chose, us := false, false
	for _, w := range choosing {
		chose = chose || strings.Contains(words, " "+w)
	}
	for _, w := range strings.Fields(ourselves) {
		us = us || strings.Contains(words, " "+w+" ")
	}
	first, _, _ := strings.Cut(f, " ")
	return chose && (us || yesNo || listed("did|have|has|haben|hat|hebben|heeft|avez|ont|avete|hanno|han|ha", first) && wordCount(f) <= 5)
}

// choosing begin words for buying and choosing, ourselves are words for the seller who asks.
func lastTwo(f string) string {
	words := strings.Fields(f)
	return strings.Join(words[max(0, len(words)-2):], " ")
}

var choosing = []string{"win ", "won ", "switch", "zuschlag", "gewonnen", "gagne", "ganad", "vint", "buy", "bought", "choos", "chose", "select", "go with", "sign", "become a customer", "became a customer", "gekauft", "entschieden", "gewahlt", "beauftragt", "achete", "choisi", "retenu", "compr", "elig", "eleg", "scelto", "acquistato", "comprat", "gekozen", "gekocht"}

const ourselves = "we wir wij us our uns nous nos notre nuestra nuestro noi nostra nostro ons customer kunde client"

// yesOrNo reads the first word of an answer.
func yesOrNo(cell string) (yes, ok bool) {
	first, _, _ := strings.Cut(fold(cell), " ")
	switch first {
	case "yes", "ja", "oui", "si", "y", "sim":
		return true, true
	case "no", "nein", "non", "n", "nee", "nao":
		return false, true
	}
	return false, false
}

// outcomes reads the cells of a sheet's column of outcomes; what its heading asks is looked at once.
func (t *table) outcomes() func(string) (research.Outcome, bool) {
	if t.outcome == nil {
		t.outcome = boughtOf(columnOf(t, FieldOutcome))
	}
	return t.outcome
}

// boughtOf reads an outcome, in the column of a question whether they bought also from yes and no.
func boughtOf(heading string) func(string) (research.Outcome, bool) {
	if !asksIfBought(heading) {
		return outcomeOf
	}
	return func(cell string) (research.Outcome, bool) {
		switch yes, ok := yesOrNo(cell); {
		case ok && yes:
			return research.Won, true
		case ok:
			return research.Lost, true
		}
		return outcomeOf(cell)
	}
}

var methods = []meaning[research.Method]{
	{research.FollowUpCall, "lead follow up call|follow up call|lead call|lead follow up|follow up", "lead follow up|follow up call|followup call"},
	{research.ObservedCall, "observed call|observation|observed|ride along|beobachtung|observed sales call|observation dun rendez vous", "observed|ride along|beobachtet|observation"},
	{research.Shadowing, "shadowing at the customer|shadowing|shadow|shadowed|begleitung|immersion", "shadowing|shadowed"},
	{research.Facilitated, "facilitated|facilitated meeting|workshop|group|group interview|focus group|meeting|gruppe|gruppengesprach|moderiertes treffen|atelier|reunion|round table", "facilitated|workshop|focus group|group interview|gruppengesprach|reunion animee"},
	{research.FaceToFace, "face to face|presencial|en persona|f2f|ftf|in person|on site|onsite|personlich|vor ort|en personne|face a face|sur place|visit|site visit", "face to face|in person|on site|personlich|vor ort|face a face|en personne"},
	{research.Telephone, "telephone|phone|telefono|por telefono|call|tel|phone call|telefon|telefonisch|par telephone|video|video call|videocall|zoom|teams|ms teams|microsoft teams|webex|google meet|online|remote|visio|visioconference|videokonferenz",
		"telephone|phone|telefon|telefonisch|video|zoom|teams|webex|online|visio|google meet"},
}

// methodOf reads how an interview was held. A video call counts as a telephone one: nobody met.
func methodOf(cell string) (research.Method, bool) { return mean(methods, fold(cell)) }

var consents = []meaning[research.Consent]{
	{research.ConsentReworded, "reworded|reworded only|paraphrase|paraphrased|on approval|with approval|umformuliert|sinngemass|reformule|partly|partially|teilweise",
		"reworded|rewording|reword|paraphrase|paraphrased|approval|umformuliert|umformulieren|sinngemass|reformule|reformulee|freigabe"},
	{research.ConsentNone, "no|none|not|nein|non|never|false|0|n|keine|declined|refused|not at all|gar nicht|do not quote|no quotes", "no|not|never|none|nein|nicht|kein|keine|non|pas|declined|refused"},
	{research.ConsentFree, "yes|si|free|y|j|true|1|x|ja|oui|ok|okay|full|as said|verbatim|freely|frei|libre|allowed|granted|given|quotable", "yes|free|freely|ja|oui|ok|as said|verbatim|wortlich|frei|allowed|granted|anonymous|anonymously"},
}

// consentOf reads what an interviewee allows. The strictest reading of a mixed sentence wins.
func consentOf(cell string) (research.Consent, bool) { return mean(consents, fold(cell)) }

var polarities = []meaning[research.Polarity]{
	{research.Helped, "helped|helps|help|positive|pos|positiv|positif|pro|strength|rave|for|good|plus|won|favourable|favorable|geholfen|aide|positivo|positiva|positief|a favor|favorevole", "positivo|positiva|positief|positive|helped|strength|positiv"},
	{research.Hurt, "hurt|hurts|negative|neg|negativ|negatif|con|contra|weakness|rant|against|bad|minus|lost|hindered|harmed|unfavourable|unfavorable|geschadet|nui|negativo|negativa|negatief|en contra|sfavorevole", "negativo|negativa|negatief|negative|hurt|weakness|negativ"},
	{research.Neutral, "neutro|neutra|neutrale|neutraal|misto|gemengd|neutral|neutre|mixed|unexplored|neither|none|gemischt|mixte|both|o|n", "neutral|mixed|gemischt"},
}

// polarityOf reads whether a remark helped or hurt: words, signs in all their dashes, numbers.
func polarityOf(cell string) (research.Polarity, bool) {
	s := strings.TrimSpace(cell)
	switch strings.Map(dash, s) {
	case "+", "++", "+++", "(+)":
		return research.Helped, true
	case "-", "--", "---", "(-)":
		return research.Hurt, true
	case "0", "+/-", "±", "-/+", "":
		return research.Neutral, true
	}
	if v, err := strconv.ParseFloat(strings.Map(dash, s), 64); err == nil {
		return sign(v), true
	}
	return mean(polarities, fold(s))
}

func sign(v float64) research.Polarity {
	switch {
	case v > 0:
		return research.Helped
	case v < 0:
		return research.Hurt
	}
	return research.Neutral
}

// dash makes every kind of dash and minus a hyphen.
func dash(c rune) rune {
	switch c {
	case '−', '–', '—', '‐', '‑', '‒', '﹣', '-':
		return '-'
	case '＋':
		return '+'
	}
	return c
}

var weights = []meaning[research.Weight]{
	{research.Decided, "decided|decisive|deciding|decider|high|primary|main|3|critical|key|entscheidend|hauptgrund|decisif|hoch|top|essential|decisivo|decisiva|alta|alto|principal|principale|doorslaggevend|beslissend|hoog|determinante|decisive factor|haute", "decisivo|decisiva|doorslaggevend|beslissend|decided|decisive|deciding|primary|entscheidend"},
	{research.Contributed, "contributed|contributing|contributor|contributory|medium|secondary|2|beigetragen|mittel|contribue|moderate|nebengrund|contribuyo|media|medio|secundaria|secundario|secondario|secondaria|contribuito|ha contribuito|bijgedragen|gemiddeld|moyenne", "contribuyo|contribuito|bijgedragen|contributed|contributing|secondary|beigetragen"},
	{research.Mentioned, "mentioned|mention|low|additional|minor|1|tertiary|previous decision|post decision|erwahnt|niedrig|gering|mentionne|passing|0|mencionado|mencionada|baja|bajo|menzionato|menzionata|bassa|basso|genoemd|vermeld|laag|basse|faible", "mencionado|menzionato|genoemd|mentioned|additional|erwahnt|minor"},
}

// weightOf reads how much a remark mattered.
func weightOf(cell string) (research.Weight, bool) { return mean(weights, fold(cell)) }

var abouts = []meaning[research.About]{
	{research.AboutRival, "rival|rivals|competitor|competitors|competition|the other|other|them|other vendor|other supplier|wettbewerber|wettbewerb|konkurrent|konkurrenz|concurrent|concurrence|alternative|competidor|competencia|concorrente|concorrenza|concurrenten|de ander", "competidor|concorrente|rival|competitor|wettbewerber|concurrent"},
	{research.AboutBuyer, "buyer|customer|themselves|themself|self|prospect|interviewee|own organisation|kunde|kaufer|acheteur|client organisation|buying side|internal|comprador|cliente|acquirente|klant|koper", "buyer|customer|kunde|acheteur"},
	{research.AboutUs, "us|we|our|seller|vendor|supplier|client|our company|own|wir|uns|nous|anbieter|fournisseur|vendeur|subject|ons|noi|nosotros|wij|proveedor|fornitore|leverancier", "us|seller|supplier|anbieter|fournisseur"},
}

// aboutOf reads whom a remark speaks of.
func aboutOf(cell string) (research.About, bool) { return mean(abouts, fold(cell)) }

// clearance is what a cell says about printing a quote.
type clearance struct {
	clear    bool
	agreed   bool   // the wording as it stands was agreed with the person
	reworded string // the wording to print, where the cell gives it
}

var clearances = []meaning[clearance]{
	{clearance{clear: true, agreed: true}, "agreed wording|wording agreed|approved wording|reworded and agreed|freigegebener wortlaut", "agreed wording|wording agreed"},
	{clearance{}, "no|none|not cleared|pending|nein|non|n|false|0|internal|not approved|withheld|refused|open|to do|requested", "no|not|pending|nein|nicht|refused|withheld"},
	{clearance{clear: true}, "cleared|yes|y|x|as said|ok|okay|free|ja|j|oui|true|1|released|approved|freigegeben|granted|clear|verbatim|autorise|si|autorizado|autorizzato|akkoord", "cleared|yes|as said|approved|released|freigegeben"},
}

// clearanceOf reads a clearance: "cleared", "as said", "agreed wording", "reworded: …".
func clearanceOf(cell string) (clearance, bool) {
	if head, wording, ok := strings.Cut(cell, ":"); ok && strings.TrimSpace(wording) != "" {
		if h := fold(head); strings.Contains(h, "reword") || strings.Contains(h, "wording") || strings.Contains(h, "print") {
			return clearance{clear: true, reworded: strings.TrimSpace(wording)}, true
		}
	}
	return mean(clearances, fold(cell))
}
