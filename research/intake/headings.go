package intake

import (
	"slices"
	"strings"
)

// headings are the words by which teams head their columns, in English, German and French, folded.
// A heading may mean several things ("Stage" is an outcome in one CRM and a stage in another): the
// values decide.
var headings = map[Field][]string{
	FieldInterview: {"interview", "interview id", "interview no", "interview number", "interview nr", "interview key", "id", "no", "nr", "number", "record id", "respondent id",
		"response id", "submission id", "buyer interview", "case", "case id", "participant id", "token", "interviewnummer", "lfd nr", "antwort id", "teilnehmer id", "entretien", "numero", "identifiant", "respondent"},
	FieldDate: {"interview date", "date", "date of interview", "interviewed on", "held on", "conducted on", "call date", "date of call", "meeting date", "recorded date", "submit date", "submitted", "submitted at", "submit date utc",
		"end date", "interviewdatum", "datum", "gesprachsdatum", "datum des interviews", "datum des gesprachs", "date de lentretien", "date entretien", "completed", "completed at", "timestamp", "erfassungsdatum", "enddatum"},
	FieldWave: {"wave", "round", "study wave", "research wave", "wave name", "welle", "runde", "vague", "cohort", "period", "study", "study period"},
	FieldInterviewer: {"interviewer", "interviewed by", "analyst", "researcher", "consultant", "moderator", "conducted by", "interviewer name", "interviewt von", "gefuhrt von", "interviewerin", "berater",
		"enqueteur", "intervieweur", "mene par", "interviewer initials"},
	FieldMethod: {"method", "interview method", "mode", "interview mode", "interview type", "format", "interview format", "methode", "art des interviews", "art", "interviewart", "gesprachsart", "mode dentretien",
		"type dentretien", "how held", "held by", "medium", "type of interview"},
	FieldName: {"interviewee", "name", "full name", "contact name", "contact person", "contact", "participant", "respondent name", "interviewee name", "participant name", "buyer name", "person", "person name",
		"gesprachspartner", "interviewpartner", "ansprechpartner", "befragter", "befragte person", "kontakt", "kontaktperson", "interviewe", "nom", "nom complet", "interlocuteur", "personne interrogee", "your name", "primary contact", "contact full name"},
	FieldFirstName: {"first name", "given name", "firstname", "forename", "interviewee first name", "recipient first name", "lead first name", "contact first name", "vorname", "prenom", "vorname des empfangers"},
	FieldLastName: {"last name", "surname", "family name", "lastname", "interviewee last name", "recipient last name", "lead last name", "contact last name", "nachname", "familienname", "nom de famille",
		"nachname des empfangers"},
	FieldTitle: {"job title", "title", "position", "interviewee title", "contact title", "function", "job", "job function", "berufsbezeichnung", "titel", "stelle", "funktion", "stellenbezeichnung", "fonction", "poste", "intitule du poste", "jobtitle"},
	FieldRole: {"role", "role band", "buyer role", "buyer type", "department", "buying role", "role in decision", "role in the decision", "persona", "seniority", "functional area", "rolle", "abteilung", "bereich", "rolle im buying center",
		"role dachat", "departement", "service", "contact role"},
	FieldEmail: {"email", "e mail", "email address", "e mail address", "mail", "interviewee email", "recipient email", "contact email", "work email", "person email work", "email work", "e mail adresse", "email adresse", "mailadresse",
		"courriel", "adresse email", "adresse e mail", "adresse electronique", "your email", "e mail des empfangers"},
	FieldPhone: {"phone", "telephone number", "phone number", "telephone no", "tel", "mobile", "mobile phone", "cell", "contact phone", "direct line", "phone work", "person phone work", "telefon", "telefonnummer", "handy", "mobil", "rufnummer",
		"numero de telephone", "portable", "tel no"},
	FieldOrganisation: {"company", "company name", "customer name", "client name", "organisation", "organization", "account", "account name", "customer", "client company", "organisation name", "organization name", "buyer company", "firm", "employer", "associated company",
		"primary company", "potential customer", "prospect", "firma", "firmenname", "unternehmen", "kunde", "kundenname", "entreprise", "societe", "nom de lentreprise", "compte", "business", "name of company", "deal organization"},
	FieldSegment: {"industry", "segment", "sector", "vertical", "industry segment", "market segment", "customer segment", "size of company", "branche", "sektor", "industrie", "secteur", "secteur dactivite", "industry sector", "company size"},
	FieldRegion:  {"region", "country", "territory", "geography", "geo", "area", "market", "location", "gebiet", "land", "pays", "regione", "sales region", "standort"},
	FieldOutcome: {"decision", "outcome", "result", "win loss", "won lost", "win or loss", "status", "deal status", "deal outcome", "deal stage", "stage", "stage name", "opportunity stage", "sales stage", "lead status", "closed won lost",
		"outcome type", "status reason", "final outcome", "ergebnis", "ausgang", "entscheidung", "gewonnen verloren", "resultat", "issue", "statut", "lost won", "won or lost", "final decision", "phase", "opportunity status", "decision type"},
	FieldDeal: {"deal id", "deal", "opportunity id", "opportunity", "opp id", "crm id", "external id", "deal no", "deal number", "opportunity number", "opportunity no", "salesforce id", "crm reference", "deal ref", "deal reference", "deal record id",
		"auftragsnummer", "vorgangsnummer", "opportunitat", "chance", "opportunite", "id opportunite", "leadid", "lead id", "quote number", "external reference", "external data reference"},
	FieldValue: {"deal value", "value", "amount", "deal amount", "deal size", "contract value", "acv", "tcv", "arr", "annual value", "value band", "opportunity amount", "est revenue", "estimated revenue", "actual revenue", "expected revenue",
		"closed value", "auftragswert", "wert", "volumen", "dealwert", "auftragsvolumen", "betrag", "montant", "valeur", "price band", "contract size"},
	FieldOwner: {"account owner", "owner", "deal owner", "opportunity owner", "sales rep", "sales rep name", "salesperson", "sales person", "account manager", "account executive", "ae", "rep", "sales owner", "rep name", "lead owner", "potential owner",
		"vertriebsmitarbeiter", "vertriebler", "verkaufer", "kundenbetreuer", "betreuer", "zustandig", "commercial", "vendeur", "proprietaire", "responsable de compte", "seller"},
	FieldCompetitors: {"rivals", "rival", "competitor", "competitors", "competing vendors", "other competing vendors", "primary competitor", "competition", "alternatives", "other vendors", "vendors considered", "suppliers considered", "competitor name", "competitor chosen", "chosen competitor", "chosen vendor", "vendor chosen", "selected vendor", "winner", "winning competitor",
		"wettbewerber", "mitbewerber", "konkurrenz", "konkurrenten", "concurrent", "concurrents", "lost to", "successful vendor", "winning vendor", "incumbent vendor"},
	FieldFurthest: {"furthest stage", "furthest stage reached", "stage reached", "last stage", "buying stage", "stage", "deal stage", "stage name", "stage lost at", "lost at stage", "furthest buying stage", "last stage reached", "phase",
		"erreichte phase", "letzte phase", "etape", "etape atteinte", "sales stage", "lost in stage"},
	FieldSource: {"lead source", "source", "campaign", "primary campaign source", "source channel", "original traffic source", "origin", "channel", "source origin", "lead origin", "leadquelle", "quelle", "herkunft", "kanal", "origine", "provenance", "source du lead",
		"campaign name", "how they found us"},
	FieldBelieved: {"what we believed", "believed", "believed reason", "what sales believed", "our view", "internal view", "sales view", "seller view", "seller reason", "rep reason", "what the team believed", "interne sicht", "unsere vermutung",
		"sales rep reason", "sicht vertrieb", "reason believed"},
	FieldRecorded: {"crm reason", "recorded", "recorded reason", "loss reason", "lost reason", "closed lost reason", "closed won reason", "reason in crm", "win loss reason", "win reason", "reason lost", "reason won", "reason code", "verlustgrund",
		"crm grund", "grund laut crm", "raison crm", "raison de la perte", "reason for loss", "opportunity loss reason", "reason", "grund", "raison"},
	FieldTold: {"reason told to us", "told", "told reason", "stated reason", "reason told", "reason given", "reason given to us", "what they told us", "what the buyer told us", "reason given to seller", "genannter grund", "angegebener grund",
		"raison donnee", "raison declaree", "stated", "reason stated"},
	FieldDecided: {"what decided it", "decided", "root cause", "real reason", "true reason", "deciding reason", "decisive reason", "decisive factor", "primary root cause", "primary reason", "what really decided it", "eigentlicher grund", "wahrer grund",
		"entscheidender grund", "ursache", "vraie raison", "cause racine", "raison decisive", "main reason"},
	FieldAlso: {"what else counted", "also", "contributing", "contributing reasons", "contributing causes", "other reasons", "secondary reasons", "secondary reason", "other factors", "also counted", "weitere grunde", "nebengrunde",
		"autres raisons", "additional reasons", "contributing factors"},
	FieldConsent: {"may we quote", "consent", "quote consent", "quotable", "quoting", "permission to quote", "can we quote", "quotes allowed", "consent to quote", "attribution", "zitat erlaubt", "zitierfreigabe", "einwilligung", "freigabe zitate",
		"consentement", "citation autorisee", "quote permission", "ok to quote"},
	FieldBegan: {"began looking", "started looking", "search began", "buyer began", "began", "first need", "need first felt", "started search", "project start", "beginn der suche", "suche begonnen", "debut de la recherche", "need arose", "journey start"},
	FieldSpoke: {"first spoke to us", "first spoke", "first contact", "first contact with us", "first conversation", "first talk", "first meeting", "erstkontakt", "erster kontakt", "erstes gesprach", "premier contact", "first spoke to supplier",
		"first contacted", "first call"},
	FieldBought: {"decided on", "bought on", "bought", "decision date", "date decided", "purchase date", "date of decision", "decision made on", "entschieden am", "entscheidungsdatum", "kaufdatum", "gekauft am", "date de decision",
		"date decision", "date of purchase", "settled on"},
	FieldCRMCreated: {"crm created", "created date", "create date", "created", "created on", "created time", "created at", "date created", "opportunity created", "deal created", "crm opened", "deal deal created", "entry date", "angelegt am",
		"erstellt am", "erstelldatum", "date de creation", "cree le", "opened", "open date", "lead created"},
	FieldCRMClosed: {"crm closed", "close date", "closed date", "closed on", "closing date", "closed", "date closed", "actual close date", "deal closed on", "lost time", "won time", "geschlossen am", "abschlussdatum", "date de cloture",
		"date de fermeture", "closed time", "est close date", "expected close date"},
	FieldNote: {"note", "notes", "interviewer notes", "comment", "comments", "remark", "remarks", "internal notes", "bemerkung", "bemerkungen", "notiz", "notizen", "kommentar", "anmerkung", "anmerkungen", "commentaire", "commentaires", "remarques",
		"client notes", "additional notes"},
	FieldQuestion:   {"question", "question id", "question no", "question number", "question text", "guide question", "q", "prompt", "topic", "frage", "frage nr", "fragentext", "frage id", "numero de question", "question ref"},
	FieldAnswerText: {"answer", "answer text", "response", "response text", "reply", "open ended response", "text", "transcript", "verbatim answer", "what they said", "antwort", "antworttext", "aussage", "reponse", "texte"},
	FieldVerbatim: {"verbatim", "quote", "direct quote", "quotation", "segment", "excerpt", "passage", "highlight", "coded text", "coded segment", "verbatim quote", "text", "snippet", "zitat", "textstelle", "originalzitat", "citation", "extrait",
		"quote content", "selected text"},
	FieldCode:      {"code", "codes", "code name", "tag", "tags", "category", "theme", "themes", "label", "decision factor", "decision factors", "factor", "code id", "coding", "kategorie", "codename", "thema", "categorie", "codage", "node"},
	FieldCoder:     {"coder", "coded by", "analyst", "coder initials", "coder name", "kodiert von", "codiert von", "codierer", "kodierer", "code par", "codeur", "created by", "author", "user"},
	FieldAbout:     {"about", "about whom", "subject", "speaks of", "of whom", "vendor", "target", "entity", "uber", "uber wen", "bezug", "a propos de", "concerne"},
	FieldPolarity:  {"polarity", "sentiment", "direction", "valence", "positive negative", "helped hurt", "tone", "effect", "tonalitat", "polaritat", "wirkung", "polarite", "tonalite", "impact direction"},
	FieldWeight:    {"weight", "importance", "strength", "impact", "influence", "relevance", "gewicht", "gewichtung", "wichtigkeit", "bedeutung", "poids", "importance level"},
	FieldClearance: {"clearance", "cleared", "cleared to quote", "quote cleared", "may be quoted", "release", "approved", "usable", "quote status", "freigabe", "freigegeben", "zitierbar", "autorisation", "citable", "may we quote"},
	FieldReworded:  {"reworded", "wording to print", "reworded as", "print as", "agreed wording", "reworded quote", "paraphrase", "approved wording", "umformuliert", "reformulation", "reworded text"},
	FieldContact: {"ip address", "ipaddress", "ip", "ip adresse", "location latitude", "location longitude", "location accuracy", "latitude", "longitude", "breitengrad des standorts", "langengrad des standorts", "address", "street", "street address", "postal address",
		"city", "town", "postcode", "postal code", "zip", "zip code", "adresse", "strasse", "ort", "stadt", "plz", "postleitzahl", "ville", "code postal", "linkedin", "linked in", "linkedin url", "linked in url", "linkedin profile", "linked in profile", "social profile", "website", "url", "fax", "assistant",
		"opportunity name", "deal name", "deal title", "potential name", "opportunity title", "topic name", "sales rep email", "owner email", "date of birth", "birthday", "custom data", "network id", "recipient", "filename", "file name",
		"transcript link", "recording link", "report link", "interactive transcript link", "recording", "mobile 2", "phone 2", "email 2", "account id", "associated contact ids", "associated company ids", "associated contact", "company website", "domain"},
	FieldIgnore: {"start date", "collector id", "progress", "duration", "duration in seconds", "finished", "distribution channel", "user language", "survey language", "response type", "stage date", "do not modify opportunity",
		"do not modify row checksum", "do not modify modified on", "last modified", "last moved", "last modified by", "update time", "last activity date", "probability", "deal probability", "forecast category", "forecast category name", "next step", "pipeline",
		"currency", "amount currency", "fiscal period", "age", "gender", "coding status", "proofreader", "client", "assigned date", "headline", "scoop headline", "scoop caption", "ai headline generator", "caption", "response set",
		"is closed", "is won", "is deal closed", "is closed won", "is closed lost", "number of times contacted", "total activities", "rating", "v1"},
}

// headingIndex finds fields by folded heading.
type headingIndex struct {
	exact map[string][]Field
	read  map[string][]Field // of headings read word by word, their words in order
	parts []headingPart      // of two words and more, to be found inside longer headings
}

type headingPart struct {
	words []string
	field Field
}

func newHeadingIndex() *headingIndex {
	x := &headingIndex{exact: map[string][]Field{}, read: map[string][]Field{}}
	for _, f := range Fields() {
		for _, h := range slices.Concat(headings[f], moreHeadings[f]) {
			x.exact[h] = append(x.exact[h], f)
			if words := strings.Fields(h); len(words) > 1 {
				x.parts = append(x.parts, headingPart{words, f})
			}
		}
		for _, h := range meant[f] {
			key := sortedWords(h)
			x.read[key] = append(x.read[key], f)
		}
	}
	return x
}

// match answers what a heading may mean, with a confidence from the words alone.
func (x *headingIndex) match(heading string) map[Field]float64 {
	out := map[Field]float64{}
	add := func(f Field, c float64) { out[f] = max(out[f], c) }
	for i, form := range headingForms(heading) {
		for _, f := range x.exact[form] {
			add(f, 0.98-0.04*float64(i))
		}
	}
	if len(out) == 0 {
		for _, form := range wordByWord(heading) {
			for _, f := range x.read[sortedWords(form)] {
				add(f, 0.84)
			}
		}
		for _, form := range wordByWord(heading) {
			if len(out) > 0 || isQuestion(heading) {
				break
			}
			for f, conf := range x.within(form) {
				add(f, conf)
			}
		}
	}
	words := strings.Fields(fold(heading))
	if len(out) > 0 || len(words) < 2 || len(words) > 7 {
		return out
	}
	for _, p := range x.parts {
		if containsRun(words, p.words) {
			add(p.field, 0.45+0.4*float64(len(p.words))/float64(len(words)))
		}
	}
	for _, w := range words {
		for _, f := range x.exact[w] {
			if len(w) > 3 {
				add(f, 0.3+0.3/float64(len(words)))
			}
		}
	}
	return out
}

// means is match, and what the words of a heading mean together where no list has it.
func (x *headingIndex) means(heading string, layout Layout) map[Field]float64 {
	out := x.match(heading)
	sure := 0.0
	for f, conf := range out {
		if f.fits(layout) {
			sure = max(sure, conf)
		}
	}
	for f, conf := range composed(heading, layout) {
		if sure >= 0.84 { // its second meaning, where another column has the first
			conf = min(conf, 0.72)
		}
		out[f] = max(out[f], conf)
	}
	return out
}

// headingForms are the ways to read a heading: as it is, without what stands in parentheses, without
// the prefix or suffix a CRM adds ("Deal - Status", "Competitor__c").
func headingForms(heading string) []string {
	forms := []string{fold(heading)}
	add := func(s string) {
		if f := fold(s); f != "" && f != forms[len(forms)-1] {
			forms = append(forms, f)
		}
	}
	bare := heading
	if i := strings.IndexAny(bare, "(["); i > 0 {
		bare = bare[:i]
		add(bare)
	}
	bare = strings.TrimRight(bare, " :*")
	for _, suffix := range []string{"__c", "_c", "__2", "__3"} {
		bare = strings.TrimSuffix(bare, suffix)
	}
	add(bare)
	for _, prefix := range []string{"Deal - ", "Person - ", "Organization - ", "Lead - ", "Activity - ", "Note - ", "Campaign - ", "Contact - ", "Company - "} {
		if strings.HasPrefix(bare, prefix) {
			add(strings.TrimPrefix(bare, prefix))
			if i := strings.LastIndex(bare, " - "); i > len(prefix) {
				add(bare[len(prefix):i])
			}
		}
	}
	return forms
}

// wordByWord are the forms of a heading read word by word: all of it, and without what stands in parentheses or before
// the dash that CRMs put after the name of a record.
func wordByWord(heading string) (forms []string) {
	add := func(s string) {
		f := fold(strings.NewReplacer("d'", "de ", "d’", "de ", "l'", "", "l’", "").Replace(longhand(s)))
		read := readAs(f)
		if read == "" {
			read = f
		}
		if read != "" && !slices.Contains(forms, read) {
			forms = append(forms, read)
		}
	}
	add(heading)
	if i := strings.IndexAny(heading, "(["); i > 0 {
		heading = heading[:i]
		add(heading)
	}
	if record, rest, ok := strings.Cut(heading, " - "); ok && len(record) < 24 && strings.Contains("|deal|contact|company|lead|activity|note|campaign|person|opportunity|", "|"+or(readAs(fold(record)), fold(record))+"|") {
		add(rest)
	}
	return forms
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// containsRun says whether words hold run, one after the other.
func containsRun(words, run []string) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if strings.Join(words[i:i+len(run)], " ") == strings.Join(run, " ") {
			return true
		}
	}
	return false
}
