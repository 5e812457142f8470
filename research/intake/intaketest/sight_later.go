package intaketest

// sightLater are files that were written after the reading of headings had been mended by the others.
func sightLater() []Sight {
	return []Sight{
		{Name: "swiss tracker", File: "Rückblick Offerten 2026.xlsx", Interviews: 3, Answers: 6,
			Cols:     "Offerte Nr.=deal; Interessent=organisation; Auskunftsperson=name; Stellung im Betrieb=title/role; Besprochen am=date; Zuschlag ja/nein=outcome; Aussendienst=owner; Offertsumme CHF=value; Berücksichtigter Anbieter=competitors; Gründe aus Sicht des Kunden=answer; Was hätten wir anders machen sollen=answer",
			Outcomes: "won lost lost", Dates: "2026-03-03 2026-03-12 2026-03-20",
			Text: `
== Rückblick
Rückblick Offerten, Stand März

Offerte Nr. | Interessent | Auskunftsperson | Stellung im Betrieb | Besprochen am | Zuschlag ja/nein | Aussendienst | Offertsumme CHF | Berücksichtigter Anbieter | Gründe aus Sicht des Kunden | Was hätten wir anders machen sollen
OF-3301 | Emmenthaler Holzbau AG | Regula Zbinden | Werkleiterin | @2026-03-03 | ja | Urs Kammermann | #120000 | | Wir wollten jemanden, der um die Ecke ist. | Nichts, das lief gut.
OF-3302 | Rheintal Kühltechnik | Beat Stüssi | Geschäftsleiter | @2026-03-12 | nein | Urs Kammermann | #85000 | Nordlicht | Der andere hatte schon zwei solche Anlagen gebaut. | Einmal vorbeikommen, statt zu mailen.
OF-3303 | Jurafuss Uhren | Marlis Aeschlimann | Leiterin Einkauf | @2026-03-20 | nein | Vreni Bütikofer | #64000 | | Das Geld ging in die neue Halle. | Im Herbst wieder fragen.
`},
		{Name: "french agency debriefs", File: "Debriefs clients.csv", Comma: ';', Encoding: "bom", Interviews: 3, Answers: 6,
			Cols:     "Code debrief=interview; Compte=organisation; Personne rencontrée=name; Sa fonction=title/role; Rencontré le=date; Gagné ou perdu=outcome; Ingénieur commercial=owner; Montant de l'offre (€)=value; Gagnant=competitors; Ce qui a plu=answer; Ce qui a manqué=answer; Enquêteur=interviewer",
			Outcomes: "lost won lost", Dates: "2026-02-16 2026-02-20 2026-02-27", Keys: "D01 ; D02 ; D03",
			Text: `
Code debrief | Compte | Personne rencontrée | Sa fonction | Rencontré le | Enquêteur | Gagné ou perdu | Ingénieur commercial | Montant de l'offre (€) | Gagnant | Ce qui a plu | Ce qui a manqué
D01 | Câbleries Ardennes | Mathurin Lescaut | Directeur industriel | 16/02/2026 | Ruth Oakden | Perdu | Edmée Valcourt | 98 000 | Nordlicht | La visite de l'usine avec nos équipes. | Un prix lisible pour la maintenance.
D02 | Brasserie Thiérache | Honorine Pasquier | Acheteuse | 20/02/2026 | Ruth Oakden | Gagné | Edmée Valcourt | 45 000 | | La franchise sur ce qui n'allait pas. | Rien de grave à nos yeux.
D03 | Meubles Bugey | Aristide Fontvieille | Gérant | 27/02/2026 | Ian Vale | Perdu | Lazare Quintin | 22 000 | Pellucid | Le premier rendez-vous était bien mené. | Nous avons attendu trois semaines.
`},
		{Name: "spanish long answers", File: "respuestas_por_pregunta.csv", Interviews: 2, Answers: 4,
			Cols:     "Cód. entrevista=interview; Compañía=organisation; Interlocutor/a=name; F. entrevista=date; Ganada/Perdida=outcome; Pregunta formulada=question; Lo que respondió=answer_text",
			Outcomes: "lost won", Dates: "2026-03-16 2026-03-24", Keys: "A1 ; A2",
			Text: `
Cód. entrevista | Compañía | Interlocutor/a | F. entrevista | Ganada/Perdida | Pregunta formulada | Lo que respondió
A1 | Cerámicas Onda | Melitón Bustamante | 16/03/2026 | Perdida | ¿Por qué empezaron a buscar? | El horno se paraba cada semana.
A1 | Cerámicas Onda | Melitón Bustamante | 16/03/2026 | Perdida | ¿Qué decidió la elección? | Los otros tenían técnico en la zona.
A2 | Almazaras Baena | Fuensanta Corrales | 24/03/2026 | Ganada | ¿Por qué empezaron a buscar? | La cosecha creció el doble.
A2 | Almazaras Baena | Fuensanta Corrales | 24/03/2026 | Ganada | ¿Qué decidió la elección? | Vinieron dos veces a vernos.
`},
		{Name: "dutch churn list", File: "opzeggingen.xlsx", Interviews: 3, Answers: 6,
			Cols:     "Nr=interview; Organisatie=organisation; Gesproken met=name; Zijn/haar functie=title/role; Gebeld op=date; Status klant=outcome; Beheerder=owner/contact/ignore; Wanneer dacht u aan opzeggen?=answer; Wat had ons kunnen redden?=answer",
			Outcomes: "churned churned churned", Dates: "2026-04-07 2026-04-08 2026-04-10", Keys: "1 ; 2 ; 3",
			Text: `
== Blad1
Nr | Organisatie | Gesproken met | Zijn/haar functie | Gebeld op | Status klant | Beheerder | Wanneer dacht u aan opzeggen? | Wat had ons kunnen redden?
#1 | Kwekerij Westerzicht | Joost Haverkamp | Bedrijfsleider | @2026-04-07 | Opgezegd | Tineke Brouwershaven | Na de derde storing in mei. | Iemand die terugbelde.
#2 | Drukkerij Vechtdal | Annechien Mulderij | Eigenaar | @2026-04-08 | Opgezegd | Tineke Brouwershaven | Toen de prijs ineens steeg. | Een uitleg van tevoren.
#3 | Jachtwerf Sneekermeer | Sietse Terpstra | Directeur | @2026-04-10 | Opgezegd | Wubbo Klaassens | Bij de nieuwe versie. | De oude versie laten staan.
`},
		{Name: "italian crm deals", File: "trattative_chiuse.csv", Comma: ';', Deals: 3,
			Cols:     "ID trattativa=deal; Nome trattativa=contact/ignore/deal; Nome account=organisation; Proprietario trattativa=owner; Fase=outcome; Importo=value; Data di chiusura=crm_closed/date; Data di creazione=crm_created; Motivo della perdita=recorded; Concorrente=competitors",
			Outcomes: "won lost lost", Dates: "2026-02-16 2026-02-24 2026-03-18",
			Text: `
ID trattativa | Nome trattativa | Nome account | Proprietario trattativa | Fase | Importo | Data di chiusura | Data di creazione | Motivo della perdita | Concorrente
0062X00000QwErT | Rinnovo Ceramiche Sassuolo Nord | Ceramiche Sassuolo Nord | Ginevra Ubertini | Chiusa vinta | 45000 | 16/02/2026 | 14/10/2025 | | 
0062X00000QwErU | Progetto Vetrerie Murano Est | Vetrerie Murano Est | Ginevra Ubertini | Chiusa persa | 98000 | 24/02/2026 | 20/10/2025 | Prezzo | Nordlicht
0062X00000QwErV | Pilota Torrefazione Lario | Torrefazione Lario | Baldassarre Nievo | Chiusa persa | 12000 | 18/03/2026 | 17/11/2025 | Budget | 
`},
		{Name: "sales team's own debrief form", File: "Buyer debrief (Responses).xlsx", Interviews: 3, Answers: 9,
			Cols:     "Timestamp=date; Your name (rep)=owner/interviewer/contact; Prospect company=organisation; Who did you debrief?=name; Did we win the deal?=outcome; Opportunity link=contact/ignore/deal; What did they like about us?=answer; What did they not like?=answer; Which other vendors were they looking at?=competitors/answer; In the buyer's own words, why did they go the way they went?=answer",
			Outcomes: "lost won lost", Dates: "2026-05-14 2026-05-15 2026-05-21",
			Text: `
== Form Responses 1
Timestamp | Your name (rep) | Prospect company | Who did you debrief? | Did we win the deal? | Opportunity link | Which other vendors were they looking at? | What did they like about us? | What did they not like? | In the buyer's own words, why did they go the way they went?
5/14/2026 9:01:10 | Gulliver Sprott | Winterbourne Press | Elspeth Carruthers | No | https://crm.example/opp/1 | Northgate | The people on the calls. | Two demos that broke. | We could not take the risk twice.
5/15/2026 11:20:00 | Gulliver Sprott | Saxby Potteries | Mungo Abercrombie | Yes | https://crm.example/opp/2 | Northgate, Pellucid | The plan for the move. | The length of the contract. | You had done it for a pottery.
5/21/2026 16:45:31 | Tamsin Eagleton | Yarrow Distillers | Fenella Dalrymple | No | https://crm.example/opp/3 | | The trial account. | Nobody asked about our stock. | We hired somebody instead.
`},
		{Name: "research repository of evidence", File: "evidence-export.csv", Codings: 3,
			Cols:  "Participant session=interview; Evidence=verbatim; Finding tag=code; Researcher=coder/interviewer; Signal=polarity",
			Codes: "EVA-06 DIS-01 DEC-01",
			Text: `
Evidence ID | Participant session | Evidence | Finding tag | Signal | Researcher | Added
E-1 | Session 4 | The trial ran for six weeks and nobody told us how it went. | Trial or pilot | Negative | RO | 2026-05-05
E-2 | Session 4 | They pushed for a date that only suited them. | Pace and pressure | Negative | RO | 2026-05-05
E-3 | Session 6 | Every department had somebody who wanted it. | Stakeholder support | Positive | IV | 2026-05-06
`},
		{Name: "german codings with sums above", File: "Zitate Kodierung.xlsx", Codings: 3,
			Cols:  "Interview-Nr.=interview; Aussage des Kunden=verbatim; Kategorie (Code)=code; Richtung=polarity; Stärke=weight; Kodierer/in=coder; darf zitiert werden=clearance/consent",
			Codes: "NEG-02 DIS-05 EVA-07",
			Text: `
== Kodierung
Kodierung Welle 1
Anzahl Zitate: | #3

Interview-Nr. | Aussage des Kunden | Kategorie (Code) | Richtung | Stärke | Kodierer/in | darf zitiert werden
#1 | Niemand konnte sagen, was ein Platz kostet. | NEG-02 | negativ | entscheidend | RO | ja
#2 | Zwei Wochen hörten wir nichts. | DIS-05 | negativ | beigetragen | RO | nein
#3 | Wir haben drei ihrer Kunden angerufen. | EVA-07 | positiv | erwähnt | IV | ja
`},
		{Name: "panel of lost trials", File: "lost_trials_q3.csv", Interviews: 3, Answers: 6,
			Cols:     "uuid=interview; first_name=first_name; last_name=last_name; work_email=email; company_name=organisation; job_title=title; mobile_number=phone/contact; interview_completed_at=date; purchase_outcome=outcome; assigned_ae=owner; q1_trigger_open=answer; q2_reason_open=answer; annual_contract_value=value",
			Outcomes: "lost lost no_decision", Dates: "2026-07-14 2026-07-15 2026-07-21",
			Text: `
uuid | first_name | last_name | work_email | company_name | job_title | mobile_number | interview_completed_at | purchase_outcome | assigned_ae | annual_contract_value | q1_trigger_open | q2_reason_open
5b1e-01 | Ozias | Thistlewood | ozias@culver.example | Culver Marine | Ops lead | +44 7700 900140 | 2026-07-14T10:00:00Z | lost_to_competitor | Marguerite Sallow | 24000 | Boats came back with no papers. | The other one works without a signal.
5b1e-02 | Verity | Langstaff | verity@brimham.example | Brimham Quarries | Buyer | +44 7700 900141 | 2026-07-15T10:00:00Z | lost_to_competitor | Marguerite Sallow | 18000 | Our insurer asked for it. | They knew quarries.
5b1e-03 | Hamish | Cruickshank | hamish@lomond.example | Lomond Lodges | Owner | +44 7700 900142 | 2026-07-21T10:00:00Z | no_decision | Peregrine Lusk | 9000 | Bookings were a mess. | We ran out of summer.
`},
		{Name: "jobs interviews with timeline", File: "Switch interviews.xlsx", Interviews: 3, Answers: 9,
			Cols:     "Conversation=interview; Switcher=name; Organisation=organisation; Talked on=date; Switched to us?=outcome; First thought=answer/began; Push=answer; Pull=answer; Anxiety=answer",
			Outcomes: "won lost won", Dates: "2026-08-04 2026-08-05 2026-08-11", Keys: "S1 ; S2 ; S3",
			Text: `
== Timeline
Conversation | Switcher | Organisation | Talked on | Switched to us? | First thought | Push | Pull | Anxiety
S1 | Isolde Ferrers | Quantock Cider Works | @2026-08-04 | Yes | A Monday with two late lorries. | Nobody knew where the lorries were. | A map on the wall. | The drivers might not take to it.
S2 | Lancelot Brough | Malvern Springs | @2026-08-05 | No | The audit in March. | Paper in four places. | One place for all of it. | Losing ten years of records.
S3 | Guinevere Tuck | Cotswold Looms | @2026-08-11 | Yes | A loom stood still for a day. | Nobody knew which part. | Parts by the next morning. | The cost of a second site.
`},
		{Name: "pipedrive in german with own fields", File: "deals-export.xlsx", Deals: 2,
			Cols:     "Deal - ID=deal; Deal - Titel=contact/ignore; Deal - Wert=value; Deal - Organisation=organisation; Deal - Kontaktperson=name/contact; Deal - Status=outcome; Deal - Deal erstellt=crm_created; Deal - Deal abgeschlossen am=crm_closed/date; Deal - Grund des Verlusts=recorded; Deal - Besitzer=owner; Deal - Gewinner (Wettbewerb)=competitors",
			Outcomes: "won lost",
			Text: `
== Export
Deal - ID | Deal - Titel | Deal - Wert | Deal - Organisation | Deal - Kontaktperson | Deal - Pipeline | Deal - Status | Deal - Deal erstellt | Deal - Deal abgeschlossen am | Deal - Grund des Verlusts | Deal - Besitzer | Deal - Gewinner (Wettbewerb)
#881 | Rahmenvertrag Harzgerode | #45000 | Harzgerode Kalkwerk | Eusebia Trautwein | Standard | Gewonnen | @2025-10-02 | @2026-03-02 | | Gottlieb Niederhauser | 
#882 | Erstauftrag Wesertal | #98000 | Wesertal Fähren | Kaspar Uhlenbrock | Standard | Verloren | @2025-10-15 | @2026-03-05 | Preis | Gottlieb Niederhauser | Nordlicht
`},
		{Name: "english tracker of a client with reasons by code", File: "wl-2026.xlsx", Interviews: 3, Answers: 3,
			Cols:     "Interview ref=interview; Buying organisation=organisation; Spokesperson=name; Spokesperson's role=title/role; Month / date of call=date; Win, loss or none=outcome; Our salesperson=owner; Stated reason (code)=told; Root cause (code)=decided; Permission=consent; Best quote=answer/note/ignore/verbatim",
			Outcomes: "lost won no_decision", Dates: "2026-02-03 2026-02-04 2026-02-10", Keys: "W-01 ; W-02 ; W-03",
			Text: `
== Log
Interview ref | Buying organisation | Spokesperson | Spokesperson's role | Month / date of call | Win, loss or none | Our salesperson | Stated reason (code) | Root cause (code) | Permission | Best quote
W-01 | Ledbury Orchards | Cuthbert Yelland | Director | @2026-02-03 | Loss | Dorothea Finch-Hatton | NEG-01 | COM-01 | Reworded | The offer came after the board had met.
W-02 | Skipwith Abrasives | Millie Oakeshott | Plant lead | @2026-02-04 | Win | Dorothea Finch-Hatton | NEG-01 | DIS-02 | Free | They listened before they spoke.
W-03 | Thaxted Organs | Silas Penrose | Owner | @2026-02-10 | None | Barty Crowhurst | TRG-03 | DEC-07 | None | We never got round to it.
`},
	}
}
