package intake

import "strings"

// wordsMore are further words with what they read as, in Italian, Dutch and Portuguese, and those of the other languages
// that only make sense among others.
var wordsMore = map[string]string{
	"interview":   "intervista interviste colloquio gesprek gesprekken gespreks vraaggesprek",
	"call":        "appel llamada telefonata chiamata anruf oproep called calls",
	"interviewer": "intervistatore intervistatrice intervistatori geinterviewd",
	"interviewee": "intervistato intervistata intervistati gesprekspartner gesprekspartners geinterviewde referente interviewpartner befragten befragt respondents",
	"date":        "data giorno datum dato",
	"number":      "uuid guid n riferimento kurzel chiffre sigla",
	"company":     "azienda aziende ditta impresa societa bedrijf organisatie onderneming organizzazione empresas firm",
	"person":      "persoon persone pessoa",
	"contact":     "contatto contactpersoon contato",
	"name":        "nome naam benaming",
	"first":       "prenom prenome",
	"last":        "cognome achter famille familien sobrenome apellido apellidos",
	"role":        "ruolo rol functie cargo mansione funzione",
	"position":    "stelling posizione stellung",
	"title":       "titolo qualifica",
	"customer":    "clienti klant klanten",
	"account":     "relatie",
	"outcome":     "esito esiti uitkomst uitslag resultaat risultato afloop ausgang desfecho",
	"decision":    "decisione besluit beslissing decisao",
	"stage":       "fase stadio",
	"status":      "stato stand",
	"value":       "waarde valore",
	"amount":      "importo bedrag ordine orderwaarde",
	"revenue":     "omzet fatturato ricavo",
	"competitor":  "concorrente concorrenti concorrenza concurrenten rivals rivale rivales rivali concorrencia",
	"statement":   "aussage aussagen uitspraak dichiarazione declaracion propos evidence observation",
	"category":    "kategorie categorie categoria",
	"offer":       "offerte offerten angebot angebots oferta offre offerta offert",
	"permission":  "erlaubnis permiso autorisation permesso",
	"other":       "andere anderen otros otras altri altre autres",
	"considered":  "evaluated shortlisted compared looking alternative gepruft",
	"vendor":      "proveedor proveedores fournisseur fournisseurs fornitore fornitori leverancier leveranciers anbieter lieferant lieferanten suppliers vendors",
	"chosen":      "elegido elegida retenu retenue berucksichtigt gagnant winner gewinner sieger choisi choisie scelto scelta gekozen gewahlt gewahlter seleccionado selected vincitore vincente",
	"owner":       "proprietario eigenaar titolare",
	"sales":       "commercial commerciale comercial vendite verkoop verkoper venditore venditrice accountmanager verkoopster aussendienst innendienst ingenieur",
	"manager":     "gestore beheerder charge chargee gestor",
	"source":      "fonte bron origine provenienza herkomst",
	"reason":      "motivazione ragione reden oorzaak motivi razones begrundung",
	"loss":        "perso persa perdita verlies verloren perdidos perdidas lost",
	"won":         "vinto vinta vinte gewonnen ganado ganada gagne gagnee",
	"created":     "creazione creato creata aangemaakt gemaakt criado",
	"close":       "abgeschlossen chiusura chiuso sluiting gesloten afgesloten cerrado fermee",
	"end":         "fine einde eind voltooien voltooiing",
	"completed":   "voltooid completato completado completata",
	"start":       "inizio",
	"actual":      "reelle reel tatsachlich tatsachliche tatsachlicher effettiva effettivo werkelijke efectiva",
	"modified":    "modifiee gewijzigd modificato",
	"time":        "ora tijd heure hora zeit uhrzeit",
	"campaign":    "campagna campagnes",
	"deal":        "trattativa trattative affare auftrag auftrags",
	"opportunity": "opportunita kans verkoopkans oportunidade",
	"record":      "registrazione",
	"comments":    "commenti opmerkingen",
	"note":        "appunti notitie notities nota",
	"topic":       "argomento onderwerp",
	"quote":       "citazione citazioni citaat citaten citat cytat verbatims passaggio brano",
	"excerpt":     "estratto uittreksel frammento",
	"text":        "testo tekst texto textual texte testuale textueel",
	"question":    "domanda domande vraag vragen q pregunta preguntas",
	"answer":      "risposta risposte antwoord antwoorden",
	"coded":       "codificato codificata gecodeerd codificada codifie codifiee bearbeitet",
	"coder":       "codificatore codeur codificador codificadora codierer codiererin kodierer",
	"code":        "codice codici",
	"theme":       "tema temi thema",
	"assigned":    "asignado asignada attribue attribuee assegnato assegnata toegekend toegewezen zugewiesen zugeteilt affecte",
	"sentiment":   "tonalita",
	"polarity":    "polarita polariteit tonalite valoracion giudizio beoordeling bewertung tonalitat tono signo evaluation",
	"weight":      "peso gewicht poids",
	"importance":  "importanza belang importancia wichtigkeit",
	"positive":    "positief positivo positiva positif positiv",
	"negative":    "negatief negativo negativa negatif negativ",
	"about":       "over riguardo sobre uber concerne",
	"submitted":   "inviato inviata ingediend verzonden",
	"by":          "da door",
	"of":          "dello della degli delle dei den het van voor der dal dall per dell nel nella",
	"phone":       "cellulare telefoonnummer telefoon mobiel mobil cel celular portable handy",
	"email":       "mail correo courriel mailadres emailadres posta",
	"size":        "dimensione dimensioni omvang grootte",
	"sector":      "settore sectoren comparto",
	"country":     "paese nazione",
	"region":      "regione regio",
	"consent":     "consenso toestemming",
	"probability": "probabilita waarschijnlijkheid",
	"wave":        "ondata golf",
	"type":        "tipologia soort",
	"link":        "collegamento",
	"document":    "documento documenti dokument dokumentname dokumente",
	"file":        "archivo fichier bestand datei archivio",
	"author":      "auteur autor autore verfasser schrijver",
	"quotable":    "zitiert citabile citeerbaar zitierbar",
	"you":         "ihnen sie usted ustedes vous voi u lei",
	"where":       "wo donde ou dove waar",
	"which":       "welches welche welchem quelle quel cual quale welke",
	"summary":     "zusammenfassung resumen resume samenvatting sintesi riassunto",
	"works":       "arbeiten trabaja travaillez lavora werkt",
}

// withMore adds wordsMore; what a word stands for already stays.
func withMore(words map[string]string) map[string]string {
	for w, english := range readWords(wordsMore) {
		if _, known := words[w]; !known {
			words[w] = english
		}
	}
	return words
}

// endings are cut off a word that is not known, to find it under another ending: "verlorenen", "assegnate".
var endings = []string{"enen", "eren", "enes", "erin", "er", "en", "es", "em", "os", "as", "e", "n", "s", "a", "o", "i"}

// root is a word without its ending; what is left has four letters or more.
func root(w string) string {
	for _, end := range endings {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= 4 {
			return stem
		}
	}
	return w
}

// roots are the roots of the known words that stand for one thing only.
var roots = func() map[string]string {
	out := map[string]string{}
	for w, english := range wordsRead {
		r := root(w)
		if at, ok := out[r]; ok && at != english {
			english = ""
		}
		out[r] = english
	}
	return out
}()

// reading is the English word that a word stands for, "" where it is not known.
func reading(w string) string {
	if english := wordsRead[w]; english != "" || len(w) < 5 {
		return english
	}
	return roots[root(w)]
}
