package intaketest

// sightTools are logs of interviews as tables of general tools give them.
func sightTools() []Sight {
	return []Sight{
		{Name: "airtable view", File: "Buyer interviews-Grid view.csv", Encoding: "bom", Interviews: 3, Answers: 6,
			Cols:     "Name=name; Account=organisation; Email=email; Interview date=date; Deal outcome=outcome; Rep (from Deals)=owner; Interviewer=interviewer; Trigger=answer; Deciding factor=answer/decided; LinkedIn=contact; Last modified by=contact/ignore/owner; Recording=contact/ignore",
			Outcomes: "won lost lost", Dates: "2026-06-02 2026-06-09 2026-06-16",
			Text: `
Name | Account | Email | LinkedIn | Interview date | Deal outcome | Rep (from Deals) | Interviewer | Stage | Recording | Trigger | Deciding factor | Created | Last modified by
Seraphina Holloway | Wexcombe Dairy | seraphina@wexcombe.example | https://linkedin.example/in/seraphina-holloway | 2026-06-02 | Closed Won | Barnaby Quickstep | Ruth Oakden | Coded | call-seraphina-holloway.mp4 | Two dairies had to work as one. | They wrote the plan with us. | 2026-06-01T09:12:00.000Z | Jemima Northcote
Montague Pell | Harrowgate Tools | montague@harrowgate.example | https://linkedin.example/in/montague-pell | 2026-06-09 | Closed Lost | Barnaby Quickstep | Ruth Oakden | Transcribed | call-montague-pell.mp4 | The lease on the old one ran out. | Nobody came back on our security questions. | 2026-06-05T10:00:00.000Z | Jemima Northcote
Lavinia Drakeford | Oxbow Pumps | lavinia@oxbow.example | https://linkedin.example/in/lavinia-drakeford | 2026-06-16 | Closed Lost | Clementine Aske | Ian Vale | Coded | call-lavinia-drakeford.mp4 | Our biggest customer asked for it. | The other demo used our own drawings. | 2026-06-05T10:00:00.000Z | Jemima Northcote
`},
		{Name: "notion database", File: "Customer Interviews 1f3a9c.csv", Encoding: "bom", Interviews: 3,
			Cols:     "Name=name/interview/contact; Company=organisation; Date=date; Outcome=outcome; Interviewed by=interviewer; Summary=answer/note; Contact person=name/contact; URL=contact/ignore",
			Outcomes: "won lost no_decision", Dates: "2026-03-04 2026-03-11 2026-03-19", Hidden: []string{"Euphemia Garside", "Rupert Cholmondeley", "Winifred Aldous"},
			Text: `
Name | Company | Contact person | Created time | Date | Interviewed by | Outcome | Summary | Tags | URL
Call with Euphemia Garside | Skelbrooke Foods | Euphemia Garside | March 1, 2026 10:14 AM | March 4, 2026 | Ruth Oakden | Won | They wanted one number to call and got it. | service, trust | https://notes.example/1
Call with Rupert Cholmondeley | Lindisfarne Energy | Rupert Cholmondeley | March 9, 2026 9:02 AM | March 11, 2026 | Ian Vale | Lost | The pilot dragged on and the team lost heart. | pilot | https://notes.example/2
Call with Winifred Aldous | Marlpit Homes | Winifred Aldous | March 18, 2026 4:40 PM | March 19, 2026 | Ian Vale | No decision | A new chief wants to look at everything again. | timing | https://notes.example/3
`},
		{Name: "german notion database", File: "Kundeninterviews.csv", Encoding: "bom", Interviews: 3,
			Cols:     "Unternehmen=organisation; Gesprächspartner=name; Datum=date; Ergebnis=outcome; Interviewt von=interviewer; Zusammenfassung=answer/note; Erstellt von=contact/ignore/owner",
			Outcomes: "won lost lost", Dates: "2026-03-04 2026-03-11 2026-03-19",
			Text: `
Name | Unternehmen | Gesprächspartner | Datum | Ergebnis | Interviewt von | Zusammenfassung | Schlagwörter | Erstellt von
Interview 1 | Kronstetten Druck GmbH | Ottokar Wiesendanger | 4. März 2026 | Gewonnen | Ruth Oakden | Wollte einen Ansprechpartner und bekam ihn. | Vertrauen | Gundula Tiefenbach
Interview 2 | Nebelhorn Seilbahnen | Kunigunde Ahlersmeyer | 11. März 2026 | Verloren | Ian Vale | Der Test zog sich, das Team gab auf. | Test | Gundula Tiefenbach
Interview 3 | Moosgrund Molkerei eG | Tassilo Brunnhuber | 19. März 2026 | Verloren | Ian Vale | Die Schnittstelle fehlte noch. | Technik | Gundula Tiefenbach
`},
		{Name: "google sheet of a product team", File: "User & buyer conversations - Log.csv", Interviews: 3, Answers: 9,
			Cols:     "When=date; Who we talked to=name; Where they work=organisation; What they do=title/role; Did they buy?=outcome; Who sold=owner; Why now=answer; What nearly stopped it=answer; What we should do better=answer",
			Outcomes: "won lost won", Dates: "2026-05-20 2026-05-21 2026-05-27",
			Text: `
When | Who we talked to | Where they work | What they do | Did they buy? | Who sold | Why now | What nearly stopped it | What we should do better
20 May 2026 | Leopold Fanshawe | Cinderford Steel | Plant manager | Yes | Octavia Merriweather | The furnace people had left and took the knowledge along. | Legal took a month. | Send the contract earlier.
21 May 2026 | Drusilla Penhaligon | Tregarth Slate | Finance lead | No | Octavia Merriweather | A grant that had to be spent. | Nobody here had time for the pilot. | Ask how busy we are.
27 May 2026 | Ignatius Rookwood | Bellweather Parks | Head of visitors | Yes | Gawain Tolliver | The queue at Easter. | The price of the second site. | One price for all sites.
`},
		{Name: "smartsheet export", File: "Win Loss Program.xlsx", Interviews: 3, Answers: 6, Refused: 1,
			Cols:     "Account Name=organisation; Interviewee=name; Interviewee Email=email; Date of Interview=date; Win or Loss=outcome; Opportunity Owner=owner; Assigned To=interviewer/owner/contact/ignore; Key drivers=answer; Areas for improvement=answer; Salesforce Opp ID=deal",
			Outcomes: "won lost lost", Dates: "2026-04-14 2026-04-15 2026-04-22",
			Text: `
== Win Loss Program
Task Name | Status | % Complete | Assigned To | Account Name | Salesforce Opp ID | Interviewee | Interviewee Email | Date of Interview | Win or Loss | Opportunity Owner | Key drivers | Areas for improvement
Q2 interviews | In Progress | #0.66
1 | Complete | #1 | ruth@agency.example | Kestrel Freight | 0061t00000AbCdE | Hepzibah Strange | h.strange@kestrel.example | @2026-04-14 | Win | Lysander Crowe | A clear plan for the move. | Invoices that people can read.
2 | Complete | #1 | ian@agency.example | Marram Hotels | 0061t00000AbCdF | Balthazar Nunn | b.nunn@marram.example | @2026-04-15 | Loss | Lysander Crowe | The other one was live in two weeks. | Fewer people on each call.
3 | Complete | #1 | ian@agency.example | Gorsedd Water | 0061t00000AbCdG | Perpetua Lisle | p.lisle@gorsedd.example | @2026-04-22 | Loss | Rowena Hatherleigh | They were the incumbent. | Come with a view of our trade.
`},
		{Name: "open document in german", File: "Verlustanalyse.ods", Interviews: 3, Answers: 6,
			Cols:     "Lfd. Nr.=interview; Kunde=organisation; Gesprochen mit=name; Position=title/role; Am=date; Auftrag=outcome; Betreuer=owner; Anlass=answer; Entscheidender Grund=decided/answer; Verbesserungsvorschläge=answer",
			Outcomes: "lost lost won", Dates: "2026-01-13 2026-01-22 2026-02-05", Keys: "1 ; 2 ; 3",
			Text: `
== Verluste
Lfd. Nr. | Kunde | Gesprochen mit | Position | Am | Auftrag | Betreuer | Anlass | Entscheidender Grund | Verbesserungsvorschläge
#1 | Achselschwang Käserei | Korbinian Stadlmayr | Betriebsleiter | @2026-01-13 | verloren | Notburga Eisenreich | Die Waage war veraltet. | Der Mitbewerber hatte eine Anlage in der Nähe. | Schneller zurückrufen.
#2 | Pfaffenwinkel Textil | Walburga Zirngiebl | Geschäftsführerin | @2026-01-22 | verloren | Notburga Eisenreich | Neue Halle. | Wir blieben beim alten Lieferanten. | Kürzere Angebote.
#3 | Isarleiten Optik | Bonifaz Kerschensteiner | Leiter Fertigung | @2026-02-05 | gewonnen | Sixtus Haberstroh | Ein Großauftrag. | Die Probe lief sofort. | Nichts.
`},
		{Name: "guide with a column an interview", File: "interview guide answers.xlsx", Interviews: 3, Asks: true,
			Text: `
== Answers
Question | Interview 1 | Interview 2 | Interview 3
Date | @2026-03-03 | @2026-03-04 | @2026-03-05
Company | Fallowfield Seeds | Ormesby Lifts | Tarnbeck Paint
Interviewee | Ambrose Whitlock | Tabitha Greaves | Crispin Oldacre
Outcome | Won | Lost | Lost
Why did you look? | The harvest was late. | Our lifts stood still. | We wanted fewer tins.
What decided it? | They came to the field. | The other one was cheaper to run. | Our own people built it.
`, Hidden: []string{"Ambrose Whitlock", "Tabitha Greaves", "Crispin Oldacre", "Fallowfield Seeds", "Ormesby Lifts", "Tarnbeck Paint"}},
		{Name: "churn interviews in french", File: "résiliations.csv", Comma: ';', Encoding: "latin1", Interviews: 3, Answers: 6,
			Cols:     "Réf.=interview; Client=organisation; Nom=last_name/name; Prénom=first_name; Poste=title/role; Date d'appel=date; Statut final=outcome; Chargé de compte=owner; Téléphone=phone/contact; Quand avez-vous pensé à partir ?=answer; Que s'était-il passé ?=answer; Date de résiliation=bought/crm_closed/answer/ignore",
			Outcomes: "churned churned churned", Dates: "2026-05-06 2026-05-13 2026-05-20", Keys: "R1 ; R2 ; R3",
			Text: `
Réf. | Client | Nom | Prénom | Poste | Téléphone | Date d'appel | Statut final | Date de résiliation | Chargé de compte | Quand avez-vous pensé à partir ? | Que s'était-il passé ?
R1 | Biscuiterie Kermadec | Trégastel | Enogat | Directeur | 02 99 55 01 40 | 06/05/2026 | Résilié | 31/03/2026 | Philomène Astruc | Après le troisième changement d'interlocuteur. | Plus personne ne nous appelait.
R2 | Fonderies Ussel | Malaterre | Léontine | DAF | 05 55 55 01 41 | 13/05/2026 | Résilié | 28/02/2026 | Philomène Astruc | À la facture de janvier. | Le prix avait doublé sans un mot.
R3 | Verrerie Aubrac | Combelongue | Barnabé | DSI | 05 65 55 01 42 | 20/05/2026 | Résilié | 30/04/2026 | Ysoline Marchegay | Quand le support a fermé le soir. | Une panne un samedi.
`},
		{Name: "calls of a recorder", File: "calls_export_2026-06.csv", Interviews: 3,
			Cols:     "Call ID=interview; Call date=date; Account=organisation; External participants=name; Participant emails=email; Host=interviewer/owner; Deal outcome=outcome; Call notes=answer/note; Call URL=contact/ignore",
			Outcomes: "lost lost won", Dates: "2026-06-03 2026-06-10 2026-06-24", Keys: "781200341 ; 781200342 ; 781200343",
			Text: `
Call ID | Call title | Call date | Duration (min) | Account | External participants | Participant emails | Host | Deal outcome | Call notes | Call URL
781200341 | Win-loss interview: Silverdale Mint | 2026-06-03T14:00:00Z | 31 | Silverdale Mint | Cosmo Ravenhill | cosmo@silverdale.example | Ruth Oakden | Lost | They had been told a date that moved twice. | https://calls.example/781200341
781200342 | Win-loss interview: Rushmere Vets | 2026-06-10T09:30:00Z | 28 | Rushmere Vets | Ariadne Postlethwaite | ariadne@rushmere.example | Ian Vale | Lost | Their own IT wanted to build it. | https://calls.example/781200342
781200343 | Win-loss interview: Blackthorn Cider | 2026-06-24T11:00:00Z | 35 | Blackthorn Cider | Evander Hollis | evander@blackthorn.example | Ruth Oakden | Won | A customer of ours told them to call. | https://calls.example/781200343
`},
		{Name: "clozd like export", File: "responses.csv", Interviews: 3,
			Cols:     "deal_external_id=deal; organization_name=organisation; participant_name=name; participant_email=email; participant_title=title; interview_date=date; deal_outcome=outcome; primary_competitor=competitors; sales_rep_name=owner; sales_rep_email=contact/owner/ignore; decision_summary=answer/note/decided; deal_amount=value; region=region; industry=segment",
			Outcomes: "lost won lost", Dates: "2026-02-10 2026-02-17 2026-02-24",
			Text: `
deal_external_id | organization_name | industry | region | deal_amount | deal_outcome | sales_rep_name | sales_rep_email | participant_name | participant_title | participant_email | interview_date | primary_competitor | decision_summary
D-90017 | Pinegrove Credit | Finance | North | 125000 | closed_lost | Florian Beckwith | f.beckwith@seller.example | Quentin Ashgrove | Controller | q.ashgrove@pinegrove.example | 2026-02-10 | Northgate | They chose the one that closed the books fastest in the trial.
D-90018 | Seabright Ferries | Transport | West | 84000 | closed_won | Florian Beckwith | f.beckwith@seller.example | Rosamund Tilney | Head of fleet | r.tilney@seabright.example | 2026-02-17 | Pellucid | They trusted the people who would run it.
D-90019 | Holmfirth Mills | Textiles | North | 45000 | closed_lost | Imogen Stallworth | i.stallworth@seller.example | Barnabas Keighley | Owner | b.keighley@holmfirth.example | 2026-02-24 | | They stayed with paper for one more year.
`},
	}
}
