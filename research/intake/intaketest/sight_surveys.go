package intaketest

// sightSurveys are what survey tools give.
func sightSurveys() []Sight {
	return []Sight{
		{Name: "typeform with names", File: "responses-typeform.csv", Interviews: 3, Answers: 5,
			Cols:  "#=interview; First name=first_name; Last name=last_name; What's your work email?=email; Which company do you work for?=organisation; Did you end up choosing us?=outcome; What was going on that made you look for a new tool?=answer; If you went with someone else, what made the difference?=answer; Submit Date (UTC)=date; Network ID=contact/ignore",
			Dates: "2026-04-09 2026-04-10 2026-04-16", Outcomes: "won lost lost",
			Text: `
# | First name | Last name | What's your work email? | Which company do you work for? | Did you end up choosing us? | What was going on that made you look for a new tool? | If you went with someone else, what made the difference? | Response Type | Start Date (UTC) | Stage Date (UTC) | Submit Date (UTC) | Network ID | Tags
k2j4h5g6f7d8 | Calliope | Brandreth | calliope@stonecroft.example | Stonecroft Labs | Yes | Two teams with two sets of numbers. | | completed | 2026-04-09 08:01:11 | | 2026-04-09 08:14:55 | 8f14e45fce | 
k2j4h5g6f7d9 | Lucian | Farthingale | lucian@wyvern.example | Wyvern Tyres | No | Our contract was ending. | They let us talk to three customers. | completed | 2026-04-10 11:01:11 | | 2026-04-10 11:09:31 | c9f0f895fb | 
k2j4h5g6f7e0 | Marigold | Entwistle | marigold@hexham.example | Hexham Bakeries | No | A new boss. | Price, mostly, and a nicer report. | completed | 2026-04-16 17:21:11 | | 2026-04-16 17:30:02 | 45c48cce2e | 
`},
		{Name: "german surveymonkey", File: "Rückmeldungen.xlsx", Interviews: 3, Answers: 6,
			Cols: "Befragten-ID=interview; Anfangsdatum=date/began/ignore; Enddatum=date/ignore; IP-Adresse=contact; E-Mail-Adresse=email; Vorname=first_name; Nachname=last_name; Für welches Unternehmen arbeiten Sie?=organisation; Was war der Auslöser für Ihre Suche?=answer; Warum haben Sie sich so entschieden?=answer; Wie ging die Auswahl aus?=outcome",
			Text: `
== Sheet
Befragten-ID | Collector-ID | Anfangsdatum | Enddatum | IP-Adresse | E-Mail-Adresse | Vorname | Nachname | Benutzerdefinierte Daten 1 | Für welches Unternehmen arbeiten Sie? | Wie ging die Auswahl aus? | Was war der Auslöser für Ihre Suche? | Warum haben Sie sich so entschieden?
 | | | | | | | | | Freitextantwort | Antwort | Freitextantwort | Freitextantwort
118290001 | 44120 | @2026-03-16 | @2026-03-16 | 203.0.113.71 | erdmute@farnhausen.example | Erdmute | Schallenberg | | Farnhausen Chemie | Wir haben Tessell gekauft | Ein Audit stand an. | Die Einführung klang machbar.
118290002 | 44120 | @2026-03-17 | @2026-03-17 | 203.0.113.72 | gebhard@luchtal.example | Gebhard | Morgenroth-Ebel | | Luchtal Spedition | Wir haben einen anderen Anbieter gekauft | Das alte System lief aus. | Der andere kannte Speditionen.
118290003 | 44120 | @2026-03-18 | @2026-03-18 | 203.0.113.73 | irmtraud@quellried.example | Irmtraud | Sassenscheidt | | Quellried Wasser | Wir haben nichts gekauft | Ein neuer Standort. | Der Haushalt wurde gesperrt.
`, Outcomes: "won lost no_decision"},
		{Name: "spanish qualtrics with embedded data", File: "Perdidos_y_ganados.csv", Encoding: "bom", Interviews: 3, Answers: 6,
			Cols:     "ResponseId=interview; IPAddress=contact; RecipientLastName=last_name; RecipientFirstName=first_name; RecipientEmail=email; LocationLatitude=contact; LocationLongitude=contact; RecordedDate=date/ignore; ¿Qué les llevó a buscar una solución?=answer; ¿Qué decidió la elección?=answer; AccountName=organisation; OppId=deal; Resultado=outcome; Propietario=owner",
			Outcomes: "won lost lost", Dates: "2026-02-16 2026-02-18 2026-02-20",
			Text: `
StartDate | EndDate | Status | IPAddress | Progress | Duration (in seconds) | Finished | RecordedDate | ResponseId | RecipientLastName | RecipientFirstName | RecipientEmail | ExternalReference | LocationLatitude | LocationLongitude | DistributionChannel | UserLanguage | Q1 | Q2 | AccountName | OppId | Resultado | Propietario
Fecha de inicio | Fecha de finalización | Tipo de respuesta | Dirección IP | Progreso | Duración (en segundos) | Finalizado | Fecha registrada | ID de respuesta | Apellido del destinatario | Nombre del destinatario | Correo electrónico del destinatario | Referencia de datos externos | Latitud de ubicación | Longitud de ubicación | Canal de distribución | Idioma del usuario | ¿Qué les llevó a buscar una solución? | ¿Qué decidió la elección? | AccountName | OppId | Resultado | Propietario
{"ImportId":"startDate","timeZone":"America/Denver"} | {"ImportId":"endDate","timeZone":"America/Denver"} | {"ImportId":"status"} | {"ImportId":"ipAddress"} | {"ImportId":"progress"} | {"ImportId":"duration"} | {"ImportId":"finished"} | {"ImportId":"recordedDate","timeZone":"America/Denver"} | {"ImportId":"_recordId"} | {"ImportId":"recipientLastName"} | {"ImportId":"recipientFirstName"} | {"ImportId":"recipientEmail"} | {"ImportId":"externalDataReference"} | {"ImportId":"locationLatitude"} | {"ImportId":"locationLongitude"} | {"ImportId":"distributionChannel"} | {"ImportId":"userLanguage"} | {"ImportId":"QID1_TEXT"} | {"ImportId":"QID2_TEXT"} | {"ImportId":"AccountName"} | {"ImportId":"OppId"} | {"ImportId":"Resultado"} | {"ImportId":"Propietario"}
2026-02-16 10:00:00 | 2026-02-16 10:12:00 | Dirección IP | 203.0.113.81 | 100 | 720 | Verdadero | 2026-02-16 10:12:04 | R_1aB2cD3eF4 | Sotogrande | Leocadia | leocadia@arganda.example | | 40.41650111 | -3.70256111 | email | ES | El contrato terminaba. | Vinieron a vernos. | Bodegas Arganda | 0067R00002aBcDe | Ganada | Amancio Villalobos
2026-02-18 10:00:00 | 2026-02-18 10:09:00 | Dirección IP | 203.0.113.82 | 100 | 540 | Verdadero | 2026-02-18 10:09:31 | R_1aB2cD3eF5 | Berruguete | Hilario | hilario@monzon.example | | 40.41650112 | -3.70256112 | email | ES | Una planta nueva. | El otro tenía más experiencia. | Azulejos Monzón | 0067R00002aBcDf | Perdida | Amancio Villalobos
2026-02-20 10:00:00 | 2026-02-20 10:07:00 | Dirección IP | 203.0.113.83 | 100 | 420 | Verdadero | 2026-02-20 10:07:45 | R_1aB2cD3eF6 | Valdepares | Práxedes | praxedes@tineo.example | | 40.41650113 | -3.70256113 | email | ES | La dirección lo pidió. | La propuesta llegó tarde. | Lácteos Tineo | 0067R00002aBcDg | Perdida | Obdulia Santisteban
`},
		{Name: "dutch microsoft forms", File: "Evaluatie aankooptraject(1-3).xlsx", Interviews: 3, Answers: 6,
			Cols:     "Id=interview; Begintijd=began/date/ignore; Tijd van voltooien=date; E-mail=email; Naam=name; Voor welke organisatie werkt u?=organisation; Heeft u uiteindelijk voor ons gekozen?=outcome; Waarom begon u te zoeken?=answer; Wat had ons eerder overtuigd?=answer",
			Outcomes: "won lost lost", Keys: "1 ; 2 ; 3", Dates: "2026-03-09 2026-03-10 2026-03-12",
			Text: `
== Form1
Id | Begintijd | Tijd van voltooien | E-mail | Naam | Voor welke organisatie werkt u? | Heeft u uiteindelijk voor ons gekozen? | Waarom begon u te zoeken? | Wat had ons eerder overtuigd?
#1 | @2026-03-09 | @2026-03-09 | geertruida@zwanenburg.example | Geertruida Oosterling | Zwanenburg Bloemen | Ja | De veiling stapte over. | Een bezoek aan een andere kweker.
#2 | @2026-03-10 | @2026-03-10 | wessel@ijsselzicht.example | Wessel Roodbergen | IJsselzicht Beton | Nee | Een nieuwe directeur. | Een offerte binnen een week.
#3 | @2026-03-12 | @2026-03-12 | machteld@drentwold.example | Machteld Scholtenhuis | Drentwold Zuivel | Nee | Onze leverancier stopte. | Minder jargon.
`},
		{Name: "spanish google form", File: "Encuesta de decisión de compra (respuestas).xlsx", Interviews: 3, Answers: 6,
			Cols:     "Marca temporal=date; Dirección de correo electrónico=email; Nombre y apellidos=name; Nombre de la empresa=organisation; ¿Cuál fue el resultado del proceso?=outcome; ¿Qué problema querían resolver?=answer; ¿Qué fue lo que más pesó en la decisión?=answer; ¿Cuál es su puesto?=title/role",
			Outcomes: "won lost no_decision", Dates: "2026-05-18 2026-05-19 2026-05-21",
			Text: `
== Respuestas de formulario 1
Marca temporal | Dirección de correo electrónico | Nombre y apellidos | Nombre de la empresa | ¿Cuál es su puesto? | ¿Cuál fue el resultado del proceso? | ¿Qué problema querían resolver? | ¿Qué fue lo que más pesó en la decisión?
18/5/2026 10:22:31 | crescencia@turia.example | Crescencia Belmonte Ruano | Naranjas Turia | Gerente | Les elegimos a ustedes | Las mermas en almacén. | La prueba con nuestros datos.
19/5/2026 9:02:10 | primitivo@ebrosa.example | Primitivo Galdeano Soto | Maquinaria Ebrosa | Director de compras | Elegimos a otro proveedor | El mantenimiento. | El servicio cerca.
21/5/2026 18:45:59 | nicolasa@duero.example | Nicolasa Treviño Campo | Harinas Duero | Jefa de calidad | No compramos nada | Las devoluciones. | No había presupuesto.
`},
		{Name: "surveymonkey with ratings", File: "Post-decision survey.csv", Interviews: 3, Answers: 3,
			Cols:    "Respondent ID=interview; IP Address=contact; Email Address=email; First Name=first_name; Last Name=last_name; Custom Data 1=contact/ignore/organisation; Who did you select?=outcome/answer/closed; In your own words, why?=answer; Start Date=date/began/ignore; End Date=date/ignore",
			Hidden:  []string{"Netherby Gardens", "Catterick Signs", "Wolviston Print"},
			Refused: 0,
			Text: `
Respondent ID | Collector ID | Start Date | End Date | IP Address | Email Address | First Name | Last Name | Custom Data 1 | Who did you select? | How would you rate each of these? | | | In your own words, why?
 | | | | | | | | | Response | Sales team | Product fit | Price | Open-Ended Response
114400001 | 3391 | 03/16/2026 09:10:00 AM | 03/16/2026 09:19:00 AM | 203.0.113.91 | ptolemy@netherby.example | Ptolemy | Arkwright-Jones | Netherby Gardens | Tessell Systems | 4 | 5 | 3 | They had done gardens before.
114400002 | 3391 | 03/17/2026 09:10:00 AM | 03/17/2026 09:21:00 AM | 203.0.113.92 | hermione@catterick.example | Hermione | Blenkinsop | Catterick Signs | Northgate | 2 | 4 | 3 | Our questions sat with you for ten days.
114400003 | 3391 | 03/19/2026 09:10:00 AM | 03/19/2026 09:15:00 AM | 203.0.113.93 | lemuel@wolviston.example | Lemuel | Ormerod-Pike | Wolviston Print | No one | 3 | 3 | 2 | The owner changed his mind.
`},
	}
}
