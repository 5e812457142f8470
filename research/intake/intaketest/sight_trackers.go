package intaketest

// sightTrackers are the trackers of consultancies and of teams in companies, one interview a row.
func sightTrackers() []Sight {
	return []Sight{
		{Name: "english tracker with titles and totals", File: "Win-Loss Tracker FY26 v7 FINAL.xlsx", Interviews: 4, Answers: 8,
			Cols:     "Int. #=interview; Customer=organisation; Buyer=name; Job role=title; Interviewed on=date; W/L=outcome; AE=owner; Deal size (k€)=value; Lost to=competitors; What made you start looking?=answer; What tipped the balance?=answer; Lead interviewer=interviewer",
			Outcomes: "won lost lost no_decision", Dates: "2026-02-03 2026-02-11 2026-02-19 2026-03-02", Keys: "1 ; 2 ; 3 ; 4",
			Text: `
== Read me
How to fill in this tracker
One line per conversation. Ask Petra if in doubt.
== Tracker
Buyer interviews FY26
Status as of 3 March 2026

Int. # | Customer | Buyer | Job role | Interviewed on | W/L | AE | Deal size (k€) | Lost to | What made you start looking? | What tipped the balance? | Lead interviewer
#1 | Halvorsen Paper | Ingunn Skarsgard | Head of IT | @2026-02-03 | W | Toby Marchbank | #120 | | The old system fell over at month end. | They had understood our closing better than we had. | Ruth Oakden
#2 | Quillfeather Foods | Desmond Achterberg | CFO | @2026-02-11 | L | Toby Marchbank | #340 | Northgate | A new plant forced our hand. | The other one could show a plant like ours. | Ruth Oakden
#3 | Brackwater Rail | Ottilie Farnworth | Operations Director | @2026-02-19 | L | Selma Irongate | #85 | Pellucid | We had grown past spreadsheets. | Their proposal came three weeks late. | Ian Vale
#4 | Sundermere Clinics | Fergus Ballantine | Procurement Manager | @2026-03-02 | ND | Selma Irongate | #60 | | An audit. | Nothing did, the board stopped it. | Ian Vale
Total | | | | | | | #605
`},
		{Name: "german tracker of a consultancy", File: "Gesprächsliste.csv", Comma: ';', Encoding: "latin1", Interviews: 4, Answers: 8,
			Cols:     "Gespr.-Nr.=interview; Firma=organisation; Ansprechpartner=name; Funktion=title; Gesprächsdatum=date; Ausgang=outcome; Zuständiger Vertrieb=owner; Auftragswert=value; Mitbewerber=competitors; Wie sind Sie auf uns gekommen?=answer; Was gab den Ausschlag?=answer; Telefon=phone/contact",
			Outcomes: "won lost no_decision lost", Dates: "2026-01-14 2026-01-20 2026-02-03 2026-02-17", Keys: "G-01 ; G-02 ; G-03 ; G-04",
			Text: `
Gespr.-Nr. | Firma | Ansprechpartner | Telefon | Funktion | Gesprächsdatum | Ausgang | Zuständiger Vertrieb | Auftragswert | Mitbewerber | Wie sind Sie auf uns gekommen? | Was gab den Ausschlag?
G-01 | Wiesenthal Maschinenbau GmbH | Frau Dr. Adelheid Kranzmüller | 0711 5550 140 | Leiterin IT | 14.01.2026 | gewonnen | Rüdiger Pfannenstiel | 125.000,00 | | Über eine Messe. | Die Vorführung mit unseren eigenen Daten.
G-02 | Ostertag Logistik AG | Herr Wendelin Hufnagel | 0511 5550 141 | Geschäftsführer | 20.01.2026 | verloren | Rüdiger Pfannenstiel | 89.500,00 | Nordlicht | Ein Kollege hatte es empfohlen. | Das Angebot kam zu spät.
G-03 | Birkenau Kliniken | Herr Lothar Zwingenberg | 0621 5550 142 | Einkauf | 03.02.2026 | keine Entscheidung | Mechthild Osterloh | 240.000,00 | Pellucid | Ausschreibung. | Der Vorstand hat es vertagt.
G-04 | Tannhof Brauereien | Frau Roswitha Lindwurm | 0921 5550 143 | Bereichsleiterin | 17.02.2026 | verloren | Mechthild Osterloh | 51.000,00 | Nordlicht, Pellucid | Eigene Suche. | Die anderen kannten unsere Branche.
`},
		{Name: "french tracker with numbers of interviews", File: "Suivi entretiens gagnés-perdus.xlsx", Interviews: 3, Answers: 6,
			Cols:     "N° entr.=interview; Société=organisation; Interlocuteur=name; Fonction=title; Date de l'entretien=date; Issue=outcome; Commercial=owner; Concurrent retenu=competitors; Courriel=email; Qu'est-ce qui a déclenché le projet ?=answer; Qu'est-ce qui a fait la différence ?=answer",
			Outcomes: "won lost no_decision", Dates: "2026-03-03 2026-03-10 2026-03-18", Keys: "1 ; 2 ; 3",
			Text: `
== Entretiens
Étude gagnés / perdus 2026

N° entr. | Société | Interlocuteur | Courriel | Fonction | Date de l'entretien | Issue | Commercial | Concurrent retenu | Qu'est-ce qui a déclenché le projet ? | Qu'est-ce qui a fait la différence ?
#1 | Papeteries Vauclin | Mme Hortense Delaubrac | h.delaubrac@vauclin.example | DSI | @2026-03-03 | Gagné | Anselme Pruvost | | Une panne en fin de mois. | Ils avaient compris notre métier.
#2 | Transports Crémieux | M. Gonzague Tillier | g.tillier@cremieux.example | Directeur financier | @2026-03-10 | Perdu | Anselme Pruvost | Nordlicht | Une nouvelle usine. | La proposition est arrivée trop tard.
#3 | Clinique Beaurevoir | Mme Solange Arquembourg | s.arquembourg@beaurevoir.example | Responsable achats | @2026-03-18 | Sans décision | Capucine Lormeau | Pellucid | Un audit. | La direction a tout arrêté.
`},
		{Name: "spanish tracker", File: "Entrevistas ganadas y perdidas.csv", Comma: ';', Encoding: "bom", Interviews: 3, Answers: 6,
			Cols:     "Nº de entrevista=interview; Empresa=organisation; Persona entrevistada=name; Cargo=title; Fecha=date; Resultado de la oportunidad=outcome; Comercial responsable=owner; Importe=value; Competidor elegido=competitors; Correo electrónico=email; ¿Qué les llevó a buscar una solución?=answer; ¿Por qué eligieron a ese proveedor?=answer",
			Outcomes: "won lost no_decision", Dates: "2026-04-21 2026-04-28 2026-05-15", Keys: "E1 ; E2 ; E3",
			Text: `
Nº de entrevista | Empresa | Persona entrevistada | Correo electrónico | Cargo | Fecha | Resultado de la oportunidad | Comercial responsable | Importe | Competidor elegido | ¿Qué les llevó a buscar una solución? | ¿Por qué eligieron a ese proveedor?
E1 | Papelera Montseny | Remedios Altamirano | r.altamirano@montseny.example | Directora de sistemas | 21/04/2026 | Ganada | Fermín Echaniz | 120.000 € | | El sistema antiguo falló. | Entendieron nuestro cierre.
E2 | Conservas Bidasoa | Eusebio Larrañaga | e.larranaga@bidasoa.example | Director financiero | 28/04/2026 | Perdida | Fermín Echaniz | 98.500 € | Nordlicht | Una planta nueva. | La propuesta llegó tarde.
E3 | Clínicas Almenara | Visitación Quintanilla | v.quintanilla@almenara.example | Jefa de compras | 15/05/2026 | Sin decisión | Casilda Orozco | 60.000 € | | Una auditoría. | El consejo lo paró.
`},
		{Name: "dutch tracker", File: "Klantgesprekken 2026.xlsx", Interviews: 3, Answers: 6,
			Cols:     "Gespreksnr.=interview; Klant=organisation; Gesprekspartner=name; Functie=title; Datum gesprek=date; Uitslag=outcome; Accountmanager=owner; Concurrent=competitors; Waarde=value; Waarom ging u op zoek?=answer; Wat gaf de doorslag?=answer",
			Outcomes: "won lost no_decision", Dates: "2026-02-04 2026-02-12 2026-02-26", Keys: "G1 ; G2 ; G3",
			Text: `
== Gesprekken
Gespreksnr. | Klant | Gesprekspartner | Functie | Datum gesprek | Uitslag | Accountmanager | Waarde | Concurrent | Waarom ging u op zoek? | Wat gaf de doorslag?
G1 | Papierfabriek Zonnebeke | Liesbeth van Dorsselaer | Hoofd IT | 4-2-2026 | Gewonnen | Sjoerd Hoekzema | € 120.000 | | Het oude systeem viel uit. | Zij begrepen onze maandafsluiting.
G2 | Rederij Terschuur | Cornelis Wagemaker | Directeur | 12-2-2026 | Verloren | Sjoerd Hoekzema | € 98.500 | Nordlicht | Een nieuwe fabriek. | De offerte kwam te laat.
G3 | Zorggroep Elzenhage | Hendrika Boonstoppel | Inkoper | 26-2-2026 | Geen besluit | Femke Uylenbroek | € 60.000 | Pellucid | Een audit. | De directie stopte het.
`},
		{Name: "italian tracker", File: "Interviste clienti.csv", Comma: ';', Interviews: 3, Answers: 6,
			Cols:     "N. intervista=interview; Azienda=organisation; Intervistato=name; Ruolo=title/role; Data intervista=date; Esito=outcome; Venditore=owner; Valore trattativa=value; Concorrente scelto=competitors; Cellulare=phone/contact; Che cosa vi ha spinto a cercare?=answer; Che cosa ha deciso la scelta?=answer",
			Outcomes: "won lost no_decision", Dates: "2026-03-16 2026-03-23 2026-03-30", Keys: "1 ; 2 ; 3",
			Text: `
N. intervista | Azienda | Intervistato | Cellulare | Ruolo | Data intervista | Esito | Venditore | Valore trattativa | Concorrente scelto | Che cosa vi ha spinto a cercare? | Che cosa ha deciso la scelta?
1 | Cartiere Valsesia SpA | Ermenegilda Tosatti | 335 5550140 | Responsabile IT | 16/03/2026 | Vinta | Fulgenzio Barbarigo | 120.000 | | Il vecchio sistema si era fermato. | Avevano capito la nostra chiusura.
2 | Molini Brugnera Srl | Ludovico Scarampi | 335 5550141 | Direttore finanziario | 23/03/2026 | Persa | Fulgenzio Barbarigo | 98.500 | Nordlicht | Un nuovo stabilimento. | La proposta è arrivata tardi.
3 | Cliniche Montelera | Ottavia Pallavolta | 335 5550142 | Ufficio acquisti | 30/03/2026 | Nessuna decisione | Drusilla Cervesato | 60.000 | | Un audit. | Il consiglio ha fermato tutto.
`},
		{Name: "american tracker month first", File: "closed lost interviews.tsv", Comma: '\t', Interviews: 4, Answers: 8,
			Cols:     "Opp ID=deal; Account=organisation; Contact=name; Title=title; Contact Email=email; Call Date=date; Closed Won / Closed Lost=outcome; Rep=owner; ACV=value; Competitor(s)=competitors; Why did you evaluate?=answer; Why did you choose the vendor you chose?=answer",
			Outcomes: "lost lost won lost", Dates: "2026-03-04 2026-03-17 2026-03-25 2026-04-02",
			Text: `
Opp ID | Account | Contact | Title | Contact Email | Call Date | Closed Won / Closed Lost | Rep | ACV | Competitor(s) | Why did you evaluate? | Why did you choose the vendor you chose?
0065g00000TqKxA | Larkspur Mutual | Wilhelmina Strother | VP Operations | wstrother@larkspur.example | 3/4/2026 | Closed Lost | Chip Delacroix | $120,000 | Northgate | Renewal was coming up. | They showed up prepared.
0065g00000TqKxB | Tumbleweed Energy | Horatio Binghamton | Director of IT | hbinghamton@tumbleweed.example | 3/17/2026 | Closed Lost | Chip Delacroix | $85,500 | Pellucid | New leadership. | Better references.
0065g00000TqKxC | Copperleaf Dental | Araminta Fairweather | CEO | afairweather@copperleaf.example | 3/25/2026 | Closed Won | Maisie Underhill | $42,000 | | Growth. | You answered every question the same day.
0065g00000TqKxD | Saltmarsh Foods | Thaddeus Crumb | Procurement Lead | tcrumb@saltmarsh.example | 4/2/2026 | Closed Lost | Maisie Underhill | $230,000 | Northgate; Pellucid | Audit findings. | Your terms would not bend.
`},
		{Name: "two header rows with groups", File: "interview matrix.xlsx", Interviews: 3, Answers: 9,
			Cols:     "Ref=interview; Company=organisation; Interviewee=name; Role=title/role; Date=date; Result=outcome; Need=answer; Selling=answer; Decision=answer",
			Outcomes: "won lost lost", Dates: "2026-05-05 2026-05-12 2026-05-19", Keys: "A ; B ; C",
			Text: `
== Matrix
Who | | | | | Deal | What they said | |
Ref | Company | Interviewee | Role | Date | Result | Need | Selling | Decision
A | Thornbury Glass | Percival Abernathy | IT manager | @2026-05-05 | Won | The line stood still twice in a week. | They listened before they spoke. | We trusted them with the line.
B | Millrace Insurance | Cordelia Wetherby | Head of claims | @2026-05-12 | Lost | Claims took nine days to settle. | We met four different people in a month. | The other firm had done it for a rival of ours.
C | Peverell Shipping | Augustin Threlkeld | CFO | @2026-05-19 | Lost | Our auditors had asked for it. | Nobody asked what we did today. | Staying put was good enough for the board.
`},
		{Name: "dates that nobody can tell", File: "calls.csv", Interviews: 3, Answers: 3, Asks: true,
			Cols: "Who=name; Company=organisation; Call=date; Outcome=outcome; Notes from the call=answer/note",
			Text: `
Who | Company | Call | Outcome | Notes from the call
Bartholomew Inchbald | Fernhollow Textiles | 03/04/2026 | Won | They liked that the trial ran on their own orders.
Philippa Ravensworth | Duncastle Water | 05/06/2026 | Lost | The price was not it, the contract was.
Gideon Larkin-Moore | Ambergate Schools | 07/08/2026 | Lost | Our answer took two weeks.
`},
	}
}
