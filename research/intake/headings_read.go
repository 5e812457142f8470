package intake

import (
	"slices"
	"strings"
)

// A heading that no list has is read word by word: each word in German, French or Spanish, and each abbreviation, stands
// for an English one, German compounds are taken apart, and what only joins words is dropped. "Opportunity-Inhaber" and
// "Propietario de la oportunidad" both read as "opportunity owner".

// phrasesRead are several words that mean something together, folded, each list before the words that it reads as.
var phrasesRead = [][2]string{
	{"raison sociale|razon social|denomination sociale", "company"},
	{"client potentiel|cliente potencial|potenzieller kunde", "potential customer"},
	{"tenu le|realise le|realisee le|effectue le|mene le|realizada el|realizado el|celebrada el|durchgefuhrt am|gefuhrt am|spoken to on|spoken on|spoke on|spoke to on|talked on|met on", "held on"},
	{"realise par|realisee par|effectue par|mene par|conduit par|realizada por|realizado por|durchgefuhrt von|durchgefuhrt durch|gefuhrt durch|by whom|par qui|von wem|por quien|spoken to by|held by whom", "conducted by"},
	{"whom we spoke to|who we spoke to|who we spoke with|whom we spoke with|spoke to|spoke with|spoken to|spoken with|talked to|talked with|gesprochen mit|hablado con|entretien avec|entrevista con", "interviewee"},
	{"zustandiger mitarbeiter|zustandige mitarbeiterin|attribue a|assigne a|asignado a|zugewiesen an", "assigned to"},
	{"n º|nº|n o|n r", "number"}, {"code par", "coded by"}, {"befragte r|befragter|interviewte r|entrevistado a|interviewe e", "interviewee"}, {"gesprachspartner in", "interviewee"},
	{"ne pas modifier|nicht andern|nicht bearbeiten|no modificar|niet wijzigen|non modificare|nao modificar", "do not modify"},
	{"what they do|what do they do|what do you do|what they do there", "role"},
	{"gesproken met|gebeld met|parlato con|intervista con|hablamos con|falado com", "interviewee"},
	{"how it ended|wie es ausging|comment cela sest termine|como termino", "outcome"},
}

// wordsRead are single words with what they read as.
var wordsRead = withMore(readWords(map[string]string{
	"interview":   "int intv intvw gesprach gesprachs gespr entretien entrevista conversation entrevue befragung",
	"interviewer": "interv interviewerin interviewers entrevistador entrevistadora intervieweur intervieweuse",
	"interviewee": "interviewed intvwee befragte befragter interviewte entrevistado entrevistada interviewe interrogee interroge interviewees gesprachspartner gesprachspartnerin",
	"date":        "datum dat dt fecha termin jour when wann quand cuando zeitpunkt",
	"number":      "nr num numero nummer no ref reference referencia",
	"company":     "firma fa co cie ste betrieb compagnie societe empresa compania entreprise unternehmen gesellschaft employer employeur arbeitgeber organisation organization organizacion",
	"person":      "persona personne",
	"contact":     "ansprechpartner ansprechpartnerin kontakt contacto interlocutor interlocuteur interlocutora",
	"name":        "nombre nom namen",
	"first":       "vor",
	"role":        "rolle rol fonction funktion funcion",
	"title":       "ttl titel titulo titre",
	"buyer":       "buyers kaufer kauferin acheteur comprador acheteuse einkaufer",
	"account":     "konto cuenta compte accounts",
	"customer":    "kunde kunden client cliente",
	"outcome":     "ausgang ergebnis erg resultat issue desenlace resultado result",
	"stage":       "phase etape etapa fase stufe",
	"status":      "estado statut",
	"value":       "wert valor volumen volume valeur",
	"amount":      "betrag montant importe monto summe",
	"revenue":     "umsatz revenu ingresos ingreso revenus",
	"competitor":  "mitbewerber wettbewerber wettbewerb competidor competidores concurrent concurrents konkurrent konkurrenz comp competitors",
	"owner":       "inhaber inhaberin besitzer betreuer kundenbetreuer proprietaire propietario propietaria verantwortlicher responsable",
	"source":      "quelle herkunft fuente origen origine provenance",
	"reason":      "grund motif motivo raison razon grunde",
	"loss":        "verlust verlusts perte perdida lost verloren perdu perdue",
	"created":     "erstell erstellt cree creee creado creada creation erstellung anlage creacion angelegt",
	"close":       "schluss abschluss cloture cierre closing closed geschlossen fermeture",
	"start":       "debut inicio beginn begin",
	"end":         "ende fin",
	"type":        "typ tipo art",
	"campaign":    "kampagne kampagnen campana campagne",
	"lead":        "prospecto interessent piste pistes",
	"deal":        "trato negocio affaire geschaft opp",
	"opportunity": "opportunite oportunidad verkaufschance chance",
	"record":      "datensatz enregistrement registro",
	"associated":  "zugeordnetes zugeordnete zugeordneter associe associee asociada asociado linked",
	"activity":    "aktivitat activite actividad",
	"subject":     "betreff objet asunto",
	"comments":    "kommentare commentaires comentarios",
	"note":        "notiz nota remarque",
	"full":        "complets complet vollstandige vollstandig completos completo completa complete",
	"est":         "gesch estime estimee estimado estimada geschatzt geschatzter estimated",
	"potential":   "potentiel potencial potenzieller",
	"topic":       "rubrique thema tema",
	"quote":       "zitat zitate citation cita quotes zitieren citer citar",
	"excerpt":     "extrait fragmento auszug textstelle",
	"question":    "frage pregunta questions",
	"answer":      "antwort respuesta reponse",
	"coded":       "kodiert codiert codificado",
	"code":        "codigo kode",
	"direction":   "sens sentido richtung",
	"job":         "poste puesto stelle",
	"submitted":   "submission envio eingereicht abgesendet abgeschickt envoye enviado soumission gesendet",
	"response":    "responses rucklauf",
	"by":          "von durch par por",
	"on":          "am el le",
	"of":          "de du des der del da di for fur pour para vom zum zur im in au",
	"sales":       "vertrieb vertriebs ventes ventas verkauf verkaufs",
	"rep":         "representative vendeur vendedor verkaufer verkauferin beauftragter",
	"phone":       "telefon telefono telephone tel",
	"size":        "grosse taille tamano",
	"sector":      "branche secteur industrie industria",
	"country":     "land pays pais",
	"currency":    "wahrung devise moneda",
	"probability": "wahrscheinlichkeit probabilite probabilidad",
	"wave":        "welle vague oleada ola",
	"consent":     "einwilligung consentement consentimiento",
	"decision":    "entscheidung entscheid",
	"crm":         "salesforce hubspot",
	"possible":    "moglich posible permitted allowed erlaubt permitida autorisee ok okay",
	"last":        "nach dernier ultimo letzte",
	"modified":    "geandert modifie modificado anderung",
	"manager":     "leiter leiterin",
	"description": "beschreibung descripcion",
	"channel":     "kanal canal",
	"parent":      "ubergeordnet",
	"url":         "link lien enlace",
	"identifier":  "kennung identifiant identificador",
}))

// joinWords only join others.
const joinWords = " darf werden peut etre puede ser mag es ist sind est son sono zijn the unser unsere notre nuestro our your their his her my a an that which whom who we it its s to and or und et y la los las les der die das den dem un una une le el il was is literal asked formulada posee gestellt given own please auf with mit avec con at "

func readWords(lists map[string]string) map[string]string {
	out := map[string]string{}
	for english, list := range lists {
		if !strings.Contains(english, " ") {
			out[english] = english
		}
		for _, w := range strings.Fields(list) {
			out[w] = english
		}
	}
	return out
}

// numberSigns are signs for a number.
var numberSigns = strings.NewReplacer("#", " # ", "№", " # ", "N°", " # ", "n°", " # ", "Nº", " # ", "nº", " # ", ".-", ". ")

// genderless takes the second ending off: "Kodierer/in", "Interlocutor/a", "Käufer:in".
var genderless = strings.NewReplacer("/innen", "", "/in", "", "(in)", "", ":in", "", "*in", "", "_in", "", "/a", "", "(a)", "", "(e)", "", "·e", "", "/trice", "", "/rice", "")

// longhand writes abbreviations out that a full stop marks and only words of one meaning begin with: "Ansprechp.",
// "Gespr.-Nr.". What begins like interview, interviewee and interviewer is the interview.
func longhand(heading string) string {
	heading = genderless.Replace(heading)
	heading = numberSigns.Replace(heading)
	words := strings.Fields(heading)
	for i, w := range words {
		if w == "#" {
			words[i] = "number"
			continue
		}
		stem, cut := strings.CutSuffix(w, ".")
		f := fold(stem)
		if !cut || len(f) < 3 || wordsRead[f] != "" || strings.Contains(f, " ") {
			continue
		}
		if reads := beginsLike(f); reads != "" {
			words[i] = reads
		}
	}
	return strings.Join(words, " ")
}

// beginsLike is what all known words read as that begin so, "" where they differ.
func beginsLike(f string) string {
	reads := ""
	for known, english := range wordsRead {
		switch {
		case !strings.HasPrefix(known, f) || reads == english:
		case reads == "":
			reads = english
		case strings.HasPrefix(reads, "interview") && strings.HasPrefix(english, "interview"):
			reads = "interview"
		case strings.HasPrefix(reads, "code") && strings.HasPrefix(english, "cod"), strings.HasPrefix(reads, "cod") && english == "code":
			reads = "code"
		default:
			return ""
		}
	}
	return reads
}

// readAs is how a folded heading reads word by word, "" where that is no other than it stands.
func readAs(f string) string {
	if f == "" || len(f) > 60 || wordCount(f) > 7 {
		return ""
	}
	s := " " + f + " "
	for _, p := range phrasesRead {
		for phrase := range strings.SplitSeq(p[0], "|") {
			s = strings.Replace(s, " "+phrase+" ", " "+p[1]+" ", 1)
		}
	}
	var words []string
	all := strings.Fields(s)
	for i, w := range all {
		for _, part := range apart(w) {
			english := reading(part)
			switch ok := english != ""; {
			case part == "da" && i > 0 && i == len(all)-1:
				words = append(words, "by")
			case ok && english == "of" && (len(words) == 0 || i == len(all)-1):
				continue
			case ok && english == "on" && i < len(all)-1: // an article
				continue
			case ok:
				words = append(words, english)
			case !strings.Contains(joinWords, " "+part+" "):
				words = append(words, part)
			}
		}
	}
	if out := strings.Join(inEnglishOrder(words), " "); out != f {
		return out
	}
	return ""
}

// apart takes a compound of known words apart: "Kampagneninhaber", "Schlusstermin", "d'opportunité".
func apart(w string) []string {
	if wordsRead[w] != "" || len(w) < 7 {
		return []string{w}
	}
	if stem := strings.TrimSuffix(w, "s"); wordsRead[stem] != "" && wordsRead[stem] != stem {
		return []string{stem}
	}
	for _, lead := range []string{"d", "l"} {
		if rest, ok := strings.CutPrefix(w, lead); ok && wordsRead[rest] != "" && strings.ContainsAny(rest[:1], "aeiouh") {
			return []string{"de", rest}
		}
	}
	for _, tail := range strings.Fields(lastParts) {
		if head, ok := strings.CutSuffix(w, tail); ok && len(head) > 3 && wordsRead[strings.TrimSuffix(head, "s")] == "" && wordsRead[head] == "" && wordsRead[strings.TrimSuffix(head, "en")] == "" {
			return []string{head, tail}
		}
	}
	for cut := len(w) - 2; cut >= 3; cut-- {
		head, tail := w[:cut], w[cut:]
		if wordsRead[tail] == "" || len(tail) < 3 && tail != "nr" {
			continue
		}
		for _, link := range []string{"", "s", "n", "en", "es"} {
			if stem, ok := strings.CutSuffix(head, link); ok && len(stem) > 2 && wordsRead[stem] != "" {
				return []string{stem, tail}
			}
		}
	}
	return []string{w}
}

// lastParts are words that say what a compound is, whatever comes before them: "Auskunftsperson", "Angebotssumme".
const lastParts = "person nummer datum summe betrag unternehmen telefon gesprach partner"

// inEnglishOrder turns "reason of loss" into "loss reason", and "revenue est" into "est revenue".
func inEnglishOrder(words []string) []string {
	if at := slices.Index(words, "of"); at > 0 && at < len(words)-1 {
		head, tail := words[:at], inEnglishOrder(words[at+1:])
		words = append(slices.Clone(tail), head...)
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "of" })
	if n := len(words); n > 1 {
		switch words[n-1] {
		case "est", "full", "potential", "associated", "actual":
			words = append([]string{words[n-1]}, words[:n-1]...)
		}
	}
	return words
}

// sortedWords is a heading whose words stand in any order.
func sortedWords(f string) string {
	words := strings.Fields(f)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// meant are headings as readAs gives them, in any order of their words, and what they mean in a sheet of interviews.
var meant = map[Field][]string{
	FieldInterview:    {"interview", "interview code", "answer id", "answer number", "interview number", "response number", "interview identifier", "conversation number", "submitted id", "response identifier"},
	FieldDate:         {"interview on", "interview date", "held on", "date submitted", "date", "submitted on", "response date", "date call"},
	FieldInterviewer:  {"interview by", "interviewer", "interviewer by", "interview ran", "interview led", "conducted interview", "conducted by", "interviewer name"},
	FieldName:         {"contact", "interviewee", "contact interviewee", "person interviewee", "contact person", "buyer", "buyer name", "interviewee name", "buyer contact", "contact name", "person name"},
	FieldTitle:        {"buyer role", "buyer title", "interviewee role", "company role", "role company", "contact role", "contact title", "buyer job", "buyer position", "person role", "interviewee position", "job title", "interviewee job"},
	FieldOrganisation: {"company", "buyer company", "company name", "account name", "interviewee company", "customer name", "customer company", "buyer customer", "potential customer", "associated company"},
	FieldOutcome:      {"outcome", "final outcome", "deal outcome", "decision outcome", "loss won", "won loss"},
	FieldDeal:         {"crm number", "deal number", "opportunity number", "crm id", "crm identifier", "deal identifier"},
	FieldValue:        {"value", "est value", "amount", "est revenue", "deal value", "opportunity value", "deal size", "deal amount", "opportunity amount"},
	FieldOwner:        {"owner", "rep", "deal owner", "opportunity owner", "sales rep", "deal rep", "account owner", "sales owner", "assigned to", "assigned deal", "account manager", "deal assigned"},
	FieldCompetitors:  {"competitor", "competitor name"},
	FieldFurthest:     {"stage", "deal stage", "furthest stage", "stage reached"},
	FieldSource:       {"lead source", "source", "deal source"},
	FieldRecorded:     {"loss reason", "why loss", "crm reason", "reason close", "why we loss", "loss why"},
	FieldConsent:      {"quote possible", "quote consent", "consent", "quote", "quote ok", "may quote", "quote permission"},
	FieldCRMCreated:   {"created date", "created on", "deal created", "date created"},
	FieldCRMClosed:    {"close date", "est close date", "close on", "date won loss", "date decision", "deal close", "date loss", "date close deal"},
	FieldSegment:      {"sector", "company sector", "company size", "size company"},
	FieldRegion:       {"country", "company country"},
	FieldVerbatim:     {"quote", "excerpt verbatim", "verbatim excerpt", "excerpt", "quote excerpt", "coded excerpt", "quote text", "excerpt text", "quote verbatim"},
	FieldCode:         {"code", "code assigned"},
	FieldCoder:        {"coded by"},
	FieldPolarity:     {"direction"},
	FieldQuestion:     {"question", "question text", "question number"},
	FieldAnswerText:   {"answer", "answer text", "full answer"},
	FieldContact:      {"referrer url", "submitted ip", "ip", "url", "recording url", "transcript url", "phone", "phone number"},
	FieldWave:         {"wave", "interview wave"},
	FieldIgnore:       {"owner role", "start time", "end date", "start date", "date last activity", "probability", "currency"},
}

// alone are words that mean something also among words that are not known: "competitor principal".
const alone = " company competitor owner rep amount value outcome stage source interviewee date buyer sector country "

// within finds what a heading means that holds more words than one that is known: the more of it is known, the surer.
func (x *headingIndex) within(form string) map[Field]float64 {
	words := strings.Fields(form)
	if len(words) < 2 || len(words) > 5 {
		return nil
	}
	out := map[Field]float64{}
	for key, fields := range x.read {
		known := strings.Fields(key)
		if len(known) >= len(words) || len(known) == 1 && !strings.Contains(alone, " "+key+" ") || slices.ContainsFunc(known, func(w string) bool { return !slices.Contains(words, w) }) {
			continue
		}
		for _, f := range fields {
			out[f] = max(out[f], 0.5+0.3*float64(len(known))/float64(len(words)))
		}
	}
	return out
}
