package intaketest

// sightCRM are exports of the CRMs, with columns of their owners' own and in the languages of their users.
func sightCRM() []Sight {
	return []Sight{
		{Name: "salesforce report with own columns", File: "report1772450011.csv", Encoding: "latin1", Deals: 3, Refused: 4,
			Cols:     "Opportunity ID=deal; Opportunity Name=contact/ignore/name; Account Name=organisation; Opportunity Owner=owner; Stage=outcome; Amount=value; Close Date=crm_closed/date; Created Date=crm_created; Primary Loss Reason=recorded; Main Competitor=competitors; Lead Source=lead_source; Next Step=note/ignore",
			Outcomes: "lost won no_decision", Dates: "2026-02-17 2026-02-24 2026-03-19",
			Text: `
Opportunity Owner | Account Name | Opportunity Name | Opportunity ID | Stage | Amount Currency | Amount | Close Date | Created Date | Lead Source | Primary Loss Reason | Main Competitor | Next Step
Ferdinand Oakhurst | Wraxall Timber | Wraxall Timber - platform | 0061v00002KlMnO | Closed - Lost to Competitor | EUR | 120000.00 | 2/17/2026 | 9/30/2025 | Event | Price | Northgate | 
Ferdinand Oakhurst | Stanmore Vision | Stanmore Vision - 40 seats | 0061v00002KlMnP | Closed Won | EUR | 45000.00 | 2/24/2026 | 10/13/2025 | Referral | | | 
Beatrix Loveday | Ullswater Boats | Ullswater Boats - pilot | 0061v00002KlMnQ | Closed – Lost Not Ready / No Decision | EUR | 80000.00 | 3/19/2026 | 11/28/2025 | Web | Timing | | call again

Grand Totals (3 records) | | | | | | 245000.00
Confidential Information - Do Not Distribute
Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.
`},
		{Name: "german hubspot", File: "hubspot-crm-exports-alle-deals.csv", Deals: 3,
			Cols:     "Datensatz-ID=deal; Deal-Name=contact/ignore; Deal-Phase=outcome; Betrag=value; Abschlussdatum=crm_closed/date; Erstellungsdatum=crm_created; Zuständiger Mitarbeiter=owner; Grund für verlorenen Deal=recorded; Zugeordnetes Unternehmen=organisation; Zugeordneter Kontakt=name/contact; Wettbewerber=competitors",
			Outcomes: "won lost lost", Dates: "2026-03-02 2026-03-09 2026-03-23",
			Text: `
Datensatz-ID | Deal-Name | Deal-Phase | Pipeline | Betrag | Abschlussdatum | Erstellungsdatum | Zuständiger Mitarbeiter | Grund für verlorenen Deal | Wettbewerber | Zugeordnetes Unternehmen | Zugeordneter Kontakt
19827340011 | Eichstätt Solar 2026 | Abgeschlossen und gewonnen | Vertriebspipeline | 45000 | 2026-03-02 08:00 | 2025-11-03 09:10 | Valentin Drechsel | | | Eichstätt Solar | Apollonia Kreuzpaintner
19827340012 | Donaumoos Gemüse Rollout | Abgeschlossen und verloren | Vertriebspipeline | 98000 | 2026-03-09 08:00 | 2025-11-13 09:10 | Valentin Drechsel | Preis | Nordlicht | Donaumoos Gemüse | Emmeram Fürholzer
19827340013 | Altmühl Reisen Start | Abgeschlossen und verloren | Vertriebspipeline | 12000 | 2026-03-23 08:00 | 2025-12-01 09:10 | Leopoldine Stangassinger | Kein Budget | | Altmühl Reisen | Creszentia Weigmann
`},
		{Name: "french dynamics", File: "Toutes les opportunités 04-03-2026.xlsx", Deals: 3,
			Cols:     "(Ne pas modifier) Opportunité=deal; Sujet=contact/ignore; Compte potentiel=organisation; Contact=name/contact; Date de clôture réelle=crm_closed/date; Revenu réel=value; Statut=outcome; Raison du statut=outcome/recorded; Propriétaire=owner; Créé le=crm_created",
			Outcomes: "won lost lost", Dates: "2026-02-20 2026-02-25 2026-02-27",
			Text: `
== Toutes les opportunités
(Ne pas modifier) Opportunité | (Ne pas modifier) Somme de contrôle de la ligne | (Ne pas modifier) Modifié le | Sujet | Compte potentiel | Contact | Date de clôture réelle | Revenu réel | Statut | Raison du statut | Propriétaire | Créé le
7d1f4e2a-0010-4b6d-9e8f-0a1b2c3d4e5f | abc123== | @2026-03-04 | Armorique - 30 postes | Conserverie Armorique | Tugdual Le Cozannet | @2026-02-20 | #45000 | Conclue | Gagnée | Bérengère Vauquelin | @2025-10-01
7d1f4e2a-0011-4b6d-9e8f-0a1b2c3d4e5f | abc124== | @2026-03-04 | Morvan - renouvellement | Scierie Morvan | Apolline Gaudriault | @2026-02-25 | #0 | Perdue | Concurrent mieux placé | Bérengère Vauquelin | @2025-10-08
7d1f4e2a-0012-4b6d-9e8f-0a1b2c3d4e5f | abc125== | @2026-03-04 | Quercy - pilote | Noix du Quercy | Fulcran Delbosc | @2026-02-27 | #0 | Perdue | Annulée | Théodule Marsac | @2025-11-12
`},
		{Name: "spanish pipedrive", File: "deals-18-mar-2026.csv", Deals: 3,
			Cols:     "Trato - ID=deal; Trato - Título=contact/ignore; Trato - Valor=value; Trato - Organización=organisation; Trato - Persona de contacto=name/contact; Trato - Estado=outcome; Trato - Creado el=crm_created; Trato - Cerrado el=crm_closed/date; Trato - Motivo de pérdida=recorded; Trato - Propietario=owner",
			Outcomes: "won lost lost", Dates: "2026-03-02 2026-03-05 2026-03-12",
			Text: `
Trato - ID | Trato - Título | Trato - Valor | Trato - Moneda | Trato - Organización | Trato - Persona de contacto | Trato - Embudo | Trato - Etapa | Trato - Estado | Trato - Creado el | Trato - Cerrado el | Trato - Motivo de pérdida | Trato - Propietario
410311 | Trato Alfarería Biar | 45000 | EUR | Alfarería Biar | Saturnino Requejo | Ventas | Negociación | Ganado | 2025-10-02 09:00:00 | 2026-03-02 12:00:00 | | Iluminada Barrientos
410312 | Trato Viveros Jerte | 98000 | EUR | Viveros Jerte | Basilia Montemayor | Ventas | Propuesta | Perdido | 2025-10-15 09:00:00 | 2026-03-05 12:00:00 | Precio | Iluminada Barrientos
410313 | Trato Turrones Ibi | 12000 | EUR | Turrones Ibi | Gumersindo Alcaraz | Ventas | Contacto | Perdido | 2025-11-20 09:00:00 | 2026-03-12 12:00:00 | Sin presupuesto | Evaristo Quesada
`},
		{Name: "zoho deals with lookups", File: "Deals_2026_03_18.csv", Deals: 3,
			Cols:     "Record Id=deal; Deal Name=contact/ignore; Deal Owner=owner; Account Name=organisation; Contact Name=name/contact; Stage=outcome; Amount=value; Closing Date=crm_closed/date; Created Time=crm_created; Reason For Loss=recorded; Lead Source=lead_source; Rival Considered=competitors",
			Outcomes: "lost won lost", Dates: "2026-03-03 2026-03-10 2026-03-16",
			Text: `
Record Id | Deal Owner.id | Deal Owner | Deal Name | Account Name.id | Account Name | Contact Name.id | Contact Name | Amount | Closing Date | Stage | Reason For Loss | Rival Considered | Lead Source | Created Time
zcrm_4412000000301 | zcrm_4412000000001 | Tarquin Ellesmere | Lowther Cheese - 3 sites | zcrm_4412000000101 | Lowther Cheese | zcrm_4412000000201 | Prunella Gatward | 98000 | 2026-03-03 | Closed Lost | Missing feature | Northgate | Trade Show | 2025-10-03 10:00:00
zcrm_4412000000302 | zcrm_4412000000001 | Tarquin Ellesmere | Garsdale Wool - seats | zcrm_4412000000102 | Garsdale Wool | zcrm_4412000000202 | Hubert Tidmarsh | 22000 | 2026-03-10 | Closed Won | | | Partner | 2025-10-09 10:00:00
zcrm_4412000000303 | zcrm_4412000000002 | Delphine Swaffham | Eskmouth Kayaks - start | zcrm_4412000000103 | Eskmouth Kayaks | zcrm_4412000000203 | Oswin Thackray | 9000 | 2026-03-16 | Closed-Lost to Competition | Price | Pellucid | Web | 2025-12-09 10:00:00
`},
		{Name: "salesforce api names", File: "extract.csv", Deals: 3,
			Cols:     "ID=deal; ACCOUNT.NAME=organisation; OWNER.NAME=owner; NAME=contact/ignore; STAGENAME=outcome; AMOUNT=value; CLOSEDATE=crm_closed/date; CREATEDDATE=crm_created; CLOSED_LOST_REASON__C=recorded; COMPETITOR__C=competitors; LEADSOURCE=lead_source",
			Outcomes: "won lost lost", Dates: "2026-01-12 2026-01-19 2026-01-27",
			Text: `
ID | NAME | ACCOUNT.NAME | OWNER.NAME | STAGENAME | ISCLOSED | ISWON | AMOUNT | CLOSEDATE | CREATEDDATE | LEADSOURCE | CLOSED_LOST_REASON__C | COMPETITOR__C | FORECASTCATEGORYNAME
0068d00000XyZaBAAV | Hartlebury Cider 2026 | Hartlebury Cider | Phineas Goodenough | Closed Won | true | true | 120000 | 2026-01-12 | 2025-08-12T10:00:00.000Z | Web | | | Closed
0068d00000XyZaCAAV | Nidderdale Lime 2026 | Nidderdale Lime | Phineas Goodenough | Closed Lost | true | false | 85000 | 2026-01-19 | 2025-08-20T10:00:00.000Z | Event | Price | Northgate | Omitted
0068d00000XyZaDAAV | Wensum Tiles 2026 | Wensum Tiles | Cressida Molyneux | Closed Lost | true | false | 44000 | 2026-01-27 | 2025-09-20T10:00:00.000Z | Partner | Timing | | Omitted
`},
		{Name: "notes on deals", File: "hubspot-notes-export.csv", Notes: 3,
			Cols: "Note body=note; Associated Deal IDs=deal; Created by=owner/contact/name/interviewer; Associated Company=organisation; Activity date=date/crm_created",
			Text: `
Record ID | Activity date | Created by | Associated Deal IDs | Associated Company | Note body
5510001 | 2026-02-10 10:11 | Valentin Drechsel | 19827340011 | Eichstätt Solar | Marketing passed it on without the name of the fair.
5510002 | 2026-02-11 10:11 | Valentin Drechsel | 19827340012 | Donaumoos Gemüse | They asked for a call in May, nobody wrote it down.
5510003 | 2026-02-12 10:11 | Leopoldine Stangassinger | 19827340013 | Altmühl Reisen | Too small for us, should have gone to the partner.
`},
	}
}
