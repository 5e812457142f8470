package intaketest

// sightMixed are sheets with an answer a row, and workbooks whose sheets belong together.
func sightMixed() []Sight {
	return []Sight{
		{Name: "german answers one a row", File: "Antworten lang.xlsx", Interviews: 2, Answers: 6,
			Cols:     "Interview-ID=interview; Datum=date; Unternehmen=organisation; Befragte Person=name; Ergebnis=outcome; Frage=question; Antwort=answer_text; Verkäufer=owner",
			Outcomes: "won lost", Dates: "2026-03-09 2026-03-16", Keys: "I-1 ; I-2",
			Text: `
== Antworten
Interview-ID | Datum | Unternehmen | Befragte Person | Ergebnis | Verkäufer | Nr. | Frage | Antwort
I-1 | @2026-03-09 | Rothaar Möbel | Hildburg Vornewald | Gewonnen | Egbert Sandkühler | #1 | Was war der Anlass? | Die Halle brannte.
I-1 | @2026-03-09 | Rothaar Möbel | Hildburg Vornewald | Gewonnen | Egbert Sandkühler | #2 | Wie lief die Auswahl? | Zügig, wir kannten zwei.
I-1 | @2026-03-09 | Rothaar Möbel | Hildburg Vornewald | Gewonnen | Egbert Sandkühler | #3 | Was gab den Ausschlag? | Die Leute.
I-2 | @2026-03-16 | Diemel Papier | Volkwin Harderer | Verloren | Egbert Sandkühler | #1 | Was war der Anlass? | Der Vertrag lief aus.
I-2 | @2026-03-16 | Diemel Papier | Volkwin Harderer | Verloren | Egbert Sandkühler | #2 | Wie lief die Auswahl? | Zäh, der Einkauf wollte fünf Angebote.
I-2 | @2026-03-16 | Diemel Papier | Volkwin Harderer | Verloren | Egbert Sandkühler | #3 | Was gab den Ausschlag? | Der Preis der Wartung.
`},
		{Name: "french answers one a row", File: "réponses.txt", Comma: '\t', Encoding: "utf-16", Interviews: 2, Answers: 4,
			Cols:     "Identifiant=interview; Entreprise=organisation; Personne rencontrée=name; Date=date; Résultat=outcome; Question posée=question; Réponse=answer_text",
			Outcomes: "lost won", Dates: "2026-04-14 2026-04-22", Keys: "F1 ; F2",
			Text: `
Identifiant | Entreprise | Personne rencontrée | Date | Résultat | Question posée | Réponse
F1 | Tuileries Bresse | Gaétane Pommeret | 14 avril 2026 | Perdu | Pourquoi avoir cherché ? | Le fournisseur arrêtait.
F1 | Tuileries Bresse | Gaétane Pommeret | 14 avril 2026 | Perdu | Qu'est-ce qui a décidé ? | Ils étaient déjà chez notre voisin.
F2 | Laiteries Aravis | Théophraste Bozon | 22 avril 2026 | Gagné | Pourquoi avoir cherché ? | Deux sites à relier.
F2 | Laiteries Aravis | Théophraste Bozon | 22 avril 2026 | Gagné | Qu'est-ce qui a décidé ? | Le plan était clair.
`},
		{Name: "english answers one a row", File: "long format.csv", Interviews: 2, Answers: 4,
			Cols:     "respondent_id=interview; respondent_name=name; company=organisation; decision=outcome; interview_date=date; q_text=question; response=answer_text; rep=owner",
			Outcomes: "won lost", Dates: "2026-02-23 2026-02-25", Keys: "101 ; 102",
			Text: `
respondent_id | respondent_name | company | decision | interview_date | rep | q_no | q_text | response
101 | Sybil Wainfleet | Cawston Grain | won | 2026-02-23 | Ludo Harkaway | Q1 | What was going on that made you look? | The co-op asked us to.
101 | Sybil Wainfleet | Cawston Grain | won | 2026-02-23 | Ludo Harkaway | Q2 | What decided it? | They had a plan for harvest time.
102 | Jocelyn Arkell-Webb | Stiffkey Shellfish | lost | 2026-02-25 | Ludo Harkaway | Q1 | What was going on that made you look? | A new buyer with new rules.
102 | Jocelyn Arkell-Webb | Stiffkey Shellfish | lost | 2026-02-25 | Ludo Harkaway | Q2 | What decided it? | The other one was on our coast.
`},
		{Name: "english workbook of interviews and quotes", File: "Win-loss workbook.xlsx", Interviews: 3, Codings: 3, Answers: 3,
			Cols:     "Interview No.=interview; Client company=organisation; Respondent=name; Date held=date; Decision=outcome; Seller=owner; Why did they decide as they did?=answer; Quotes!Interview No.=interview; Quotes!Quote=verbatim; Quotes!Theme=code; Quotes!+/-=polarity; Quotes!Said by=contact/ignore/name",
			Outcomes: "won lost lost", Dates: "2026-03-24 2026-03-25 2026-03-31", Keys: "1 ; 2 ; 3", Codes: "EVA-05 COM-01 DEC-05",
			Text: `
== Interviews
Interview No. | Client company | Respondent | Date held | Decision | Seller | Why did they decide as they did?
#1 | Bagshot Florists | Araminta Dewhurst | @2026-03-24 | Won | Hector Pumphrey | The demo ran on our own orders.
#2 | Chillingham Wools | Basil Fotheringay | @2026-03-25 | Lost | Hector Pumphrey | The offer came after the board had met.
#3 | Dunmow Bacon | Cecily Oglethorpe | @2026-03-31 | Lost | Nerys Caddick | We have worked with the others for ten years.
== Quotes
Interview No. | Said by | Quote | Theme | +/-
#1 | Araminta Dewhurst | The demo ran on our own orders. | Demonstration | +
#2 | Basil Fotheringay | The offer came after the board had met. | Timing of the proposal | -
#3 | Cecily Oglethorpe | We have worked with the others for ten years. | Incumbent or prior tie | -
== Lists
Won
Lost
No decision
`},
		{Name: "german workbook of contacts and answers", File: "Studie Welle 2.xlsx", Interviews: 3, Answers: 6,
			Cols:     "Kürzel=interview; Name=name; Firma=organisation; E-Mail=email; Mobil=phone/contact; Antworten!Kürzel=interview; Antworten!Termin=date; Antworten!Auftrag=outcome; Antworten!Auslöser der Suche=answer; Antworten!Begründung der Entscheidung=answer/decided",
			Outcomes: "won lost lost", Dates: "2026-06-08 2026-06-09 2026-06-15", Keys: "K1 ; K2 ; K3",
			Text: `
== Kontakte
Kürzel | Name | Firma | E-Mail | Mobil
K1 | Sieglinde Hasenöhrl | Ammersee Boote | s.hasenoehrl@ammersee.example | 0170 5550140
K2 | Wunibald Kaltenegger | Loisach Sägewerk | w.kaltenegger@loisach.example | 0170 5550141
K3 | Philippine Rottmanner | Ilm Keramik | p.rottmanner@ilm.example | 0170 5550142
== Antworten
Kürzel | Termin | Auftrag | Auslöser der Suche | Begründung der Entscheidung
K1 | @2026-06-08 | erhalten | Die alte Werft schloss. | Sie kamen mit einem Plan.
K2 | @2026-06-09 | nicht erhalten | Ein neuer Ofen. | Der andere hatte Ersatzteile im Ort.
K3 | @2026-06-15 | nicht erhalten | Der Sohn übernahm. | Uns war es zu groß.
`},
		{Name: "italian answers and codes in one sheet", File: "Citazioni.ods", Codings: 3,
			Cols:  "Intervista=interview; Domanda=question; Citazione=verbatim; Codice=code; Giudizio=polarity; Codificato da=coder",
			Codes: "EVA-01 NEG-03 DIS-04",
			Text: `
== Citazioni
Intervista | Domanda | Citazione | Codice | Giudizio | Codificato da
I1 | Che cosa ha deciso? | Faceva tutto quello che serviva. | EVA-01 Capability | positivo | RO
I2 | Che cosa ha deciso? | Il preavviso non si muoveva. | NEG-03 Terms and flexibility | negativo | RO
I3 | Che cosa ha deciso? | Non avevano capito il nostro lavoro. | DIS-04 Understanding of our business | negativo | IV
`},
		{Name: "follow-up of leads", File: "Lead follow-up calls Q2.xlsx", Interviews: 3, Answers: 3,
			Cols:     "Lead ID=deal/interview; Lead name=name; Lead company=organisation; Source=lead_source; SDR=owner/contact; Called on=date; What became of it=outcome; What they told us=answer/note",
			Outcomes: "lead_follow_up unqualified_lead lead_follow_up", Dates: "2026-05-06 2026-05-07 2026-05-12",
			Text: `
== Calls
Lead ID | Lead name | Lead company | Source | SDR | Called on | What became of it | What they told us
00Q5g00000AbCdE | Peregrine Stott | Mickleham Plants | Trade fair | Zadie Brockhurst | @2026-05-06 | Lead follow-up | Nobody rang for nine days and by then we had a list.
00Q5g00000AbCdF | Millicent Thurlow | Westbury Cranes | Webinar | Zadie Brockhurst | @2026-05-07 | Unqualified lead | I was only writing a paper on it.
00Q5g00000AbCdG | Auberon Skipwith | Ripley Hides | Web form | Kit Marlpole | @2026-05-12 | Lead follow-up | We wanted a price list and got a meeting.
`},
	}
}
