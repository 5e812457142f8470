package intaketest

import "slices"

// interviewSheets are sheets of interviews as consultants keep them, in four languages and with their quirks.
func interviewSheets() []maker {
	return slices.Concat(plainSheets(), ruledSheets(), columnSheets())
}

// plainSheets are tables under one row of headings, as each language and each agency keeps them.
func plainSheets() []maker {
	return []maker{
		{Layout: Layout{Name: "tracker of an agency", Kind: "per_interview", Outcome: "lost won no_decision", Fields: "interview organisation outcome ignore crm_created value ignore crm_closed wave first_name last_name title role ignore segment ignore note competitors competitors competitors interviewer email date ignore"},
			head: "Buyer interview | Account name | Decision (Win/Loss/No Decision) | Decision Type Detail | Entry Date | Deal value | Closed value | Close date | Study | Interviewee first name | Interviewee last name | Interviewee title | Buyer type (Champion, Decision maker, Informer) | Products | Industry | Size of company | Interviewer notes | Successful vendor | Incumbent vendor | Other competing vendors | Interviewer | Interviewee email | Interview Date | Coding status",
			row:  "B-{n} | {c} | {pick:Loss/Win/No Decision} | {pick:To Status Quo/Expansion} | {d} | {v} | | {d} | {pick:2026 H1/2026 H2} | {f} | {l} | {pick:Head of Logistics/CFO} | {pick:Champion/Informer} | Suite | {pick:Retail/Health} | {pick:SMB/Mid-Market} | {pick:calm/in a hurry} | Corvina | | Plannable | RO | {e} | {d} | {pick:3) Coding/7) Report sent to client}"},
		{Layout: Layout{Name: "coded quotes of an agency", Kind: "codings", Fields: "code weight polarity ignore ignore ignore verbatim about ignore ignore ignore ignore ignore ignore interview ignore ignore ignore"},
			head: "Decision Factors | Importance | Sentiment | Headline | AI Headline Generator | Caption | Direct Quote | Vendor | Attribute | Benefits | Gap/Differentiator | Themes (supporting) | Themes (counter) | Functional Area | Buyer interview | Products | Account name | Segment",
			row:  "{pick:EVA-07/NEG-01} | {pick:Primary/Secondary/Additional} | {pick:Rave/Negative/Rant} | No site | | | {say} | {pick:us/rival} | | | | | | Sales | B-{n} | Suite | {c} | SMB"},
		{Layout: Layout{Name: "plain english", Kind: "per_interview", Answers: 2, Outcome: "lost won", Fields: "interview date name organisation region outcome interviewer method consent answer answer"},
			head: "ID | Interview date | Interviewee | Company | Region | Outcome | Interviewer | Method | Consent to quote | What made you look for a new supplier? | What decided it in the end?",
			row:  "{n} | {d} | {p} | {c} | {pick:North/South} | {pick:Lost/Won} | Ruth Oakden | {pick:Phone/Face to face} | {pick:yes/no} | {say:a} | {say:ab}"},
		{Layout: Layout{Name: "german with semicolons and decimal comma", Kind: "per_interview", Outcome: "lost won", Answers: 1, comma: ';', encoding: "latin1", Fields: "interview date name organisation segment outcome owner competitors value consent answer"}, ascii: true,
			head: "Interview-Nr. | Datum | Gesprächspartner | Firma | Branche | Ergebnis | Vertriebsmitarbeiter | Wettbewerber | Auftragswert | Zitat erlaubt? | Was gab den Ausschlag für Ihre Entscheidung?",
			row:  "{n} | {d:02.01.2006} | {p} | {c} | {pick:Industrie/Handel} | {pick:Verloren/Gewonnen} | {o} | Corvina | {v:125.000,50 €} | {pick:ja/nein} | {say}"},
		{Layout: Layout{Name: "german months in words", Kind: "per_interview", Outcome: "lost won", Fields: "interview date name title organisation outcome interviewer answer", encoding: "bom", comma: ';'},
			head: "Lfd. Nr. | Gesprächsdatum | Interviewpartner | Funktion | Unternehmen | Entscheidung | Interviewt von | Warum haben Sie sich so entschieden?",
			row:  "{n} | {d:de} | {p} | {pick:Leiterin Einkauf/Geschäftsführer} | {c} | {pick:verloren/gewonnen} | RO | {say}"},
		{Layout: Layout{Name: "french", Kind: "per_interview", Outcome: "lost won", Fields: "interview date name title organisation segment outcome answer"},
			head: "Numéro | Date de l'entretien | Interlocuteur | Fonction | Entreprise | Secteur | Résultat | Pourquoi avez-vous choisi ce fournisseur ?",
			row:  "{n} | {d:02/01/2006} | {p} | {pick:Directrice des achats/Gérant} | {c} | {pick:Santé/Commerce} | {pick:Perdu/Gagné} | {say}"},
		{Layout: Layout{Name: "french months in words and tabs", Kind: "per_interview", Outcome: "lost won", comma: '\t', File: "entretiens.tsv", Fields: "interview date name organisation outcome interviewer value answer"},
			head: "N° | Date | Personne interrogée | Société | Résultat | Intervieweur | Montant | Qu'est-ce qui a fait la différence ?",
			row:  "{n} | {d:fr} | {p} | {c} | {pick:Perdu/Gagné} | RO | {v:125 000,50 €} | {say}"},
		{Layout: Layout{Name: "spanish", Kind: "per_interview", Outcome: "lost won", encoding: "bom", comma: ';', Fields: "interview date name title organisation segment outcome interviewer answer"},
			head: "Número | Fecha de la entrevista | Entrevistado | Cargo | Empresa | Sector | Resultado | Entrevistador | ¿Qué fue lo que decidió la compra?",
			row:  "{n} | {d:es} | {p} | {pick:Directora de compras/Gerente} | {c} | {pick:Sanidad/Comercio} | {pick:Perdido/Ganado} | RO | {say}"},
		{Layout: Layout{Name: "spanish with deal", Kind: "per_interview", Outcome: "lost won no_decision", encoding: "utf-16", comma: '\t', Fields: "interview date first_name last_name organisation outcome value owner competitors told consent"},
			head: "Entrevista | Fecha | Nombre | Apellidos | Cliente | Decisión | Importe | Comercial | Competidores | Motivo declarado | Consentimiento",
			row:  "{n} | {d:02/01/2006} | {f} | {l} | {c} | {pick:Perdida/Ganada/Sin decisión} | {v:125.000,50 €} | {o} | Corvina | {pick:Precio/Precio} | {pick:sí/no}"},
	}
}

// ruledSheets have more around the table than its headings: rows above and below, several sheets, merged and hidden
// cells; or a row for each answer.
func ruledSheets() []maker {
	return []maker{
		{Layout: Layout{Name: "title rows above and totals below", Kind: "per_interview", Outcome: "lost won", Fields: "interview name organisation outcome interviewer value date answer"}, workbook: true,
			above: []string{"Win/loss interviews 2026", "", "Prepared by | the team | Confidential", ""},
			head:  "Interview | Interviewee | Company | Decision | Interviewer | Deal value | Date | What felt risky about going ahead?",
			row:   "{n} | {p} | {c} | {pick:Lost/Won} | RO | {v} | {d:cell} | {say}",
			below: []string{"", "Total | | | | | 750003", "Confidential Information - Do Not Distribute"}},
		{Layout: Layout{Name: "two heading rows merged", Kind: "per_interview", Header: 1, Fields: "interview date name title organisation region outcome value answer", Tabs: []Tab{{Name: "Interviews", Merged: []string{"A1:B1", "C1:D1", "E1:F1", "G1:H1"}}}}, workbook: true,
			above: []string{"Interview | | Contact | | Company | | Deal |  | Answers"},
			head:  "No | Date | Name | Job title | Name | Region | Outcome | Value | What did the first meeting tell you?",
			row:   "{n} | {d:cell} | {p} | {pick:CFO/Head of IT} | {c} | {pick:North/South} | {pick:Lost/Won} | {v} | {say}"},
		{Layout: Layout{Name: "three heading rows with units", Kind: "per_interview", Header: 1, Fields: "interview date name organisation outcome value answer"}, workbook: true,
			above: []string{"Who | | | | What | | Said"},
			head:  "Interview | Date | Interviewee | Company | Outcome | Value | How did you go about choosing? // (no) | (dd.mm.yyyy) | (full name) | (legal name) | (won/lost) | (k€) | (as said)",
			row:   "{n} | {d:02.01.2006} | {p} | {c} | {pick:Lost/Won} | {v:125} | {say}"},
		{Layout: Layout{Name: "one row an answer", Kind: "per_answer", Rows: 6, Fields: "interview name organisation outcome question answer_text"},
			head: "Interview ID | Interviewee | Company | Outcome | Question | Answer",
			row:  "{n} | {p} | {c} | {pick:Lost/Won} | {pick:What felt risky about going ahead?/How did you go about choosing?} | {say}"},
		{Layout: Layout{Name: "one row an answer in german", Kind: "per_answer", comma: ';', Fields: "interview name organisation question answer_text"},
			head: "Interviewnummer | Gesprächspartner | Firma | Frage | Antwort",
			row:  "{n} | {p} | {c} | {pick:Was war riskant?/Wie haben Sie gesucht?} | {say}"},
		{Layout: Layout{Name: "several sheets", Kind: "per_interview", Fields: "interview name organisation outcome interviewer answer", Tabs: []Tab{{Name: "Interviews"}, {Name: "Lists", Rows: [][]any{{"Colours"}, {"red"}, {"blue"}}}, {Name: "Notes", Away: true, Rows: [][]any{{"nothing here"}}}}}, workbook: true,
			head: "Interview | Interviewee | Company | Decision | Interviewer | Why did you decide as you did?",
			row:  "{n} | {p} | {c} | {pick:Lost/Won} | RO | {say}"},
		{Layout: Layout{Name: "hidden rows and merged companies", Kind: "per_interview", Fields: "interview organisation name outcome interviewer date answer", Tabs: []Tab{{Name: "S", Merged: []string{"B2:B3"}, Hidden: []int{5}}}}, workbook: true,
			head: "Interview | Company | Interviewee | Decision | Interviewer | Date | What would you tell a friend?",
			row:  "{n} | {c} | {p} | {pick:Lost/Won} | RO | {d:cell} | {say}"},
	}
}

// columnSheets differ by what their columns hold: names, dates, codes.
func columnSheets() []maker {
	return []maker{
		{Layout: Layout{Name: "surname first", Kind: "per_interview", Fields: "interview name email phone organisation outcome date answer"},
			head: "No. | Contact person | E-Mail | Tel. | Customer | Result | Call date | Please describe how the decision was made",
			row:  "{n} | {pr} | {e} | {t} | {c} | {pick:L/W} | {d:2 Jan 2006} | {say}"},
		{Layout: Layout{Name: "reasons as codes", Kind: "per_interview", Fields: "interview name organisation outcome believed recorded told decided also interviewer wave"},
			head: "Interview | Interviewee | Company | Outcome | What we believed | CRM reason | Reason told to us | What decided it | What else counted | Interviewer | Wave",
			row:  "{n} | {p} | {c} | {pick:Lost/Won} | NEG-01 | NEG-01 | NEG-01 | EVA-07 | DIS-02; EVA-07 | RO | 2026 H1"},
		{Layout: Layout{Name: "american dates", Kind: "per_interview", Fields: "interview date name organisation outcome interviewer answer"},
			head: "Interview # | Interview Date | Interviewee | Company | Win/Loss | Interviewer | Why did you buy / not buy?",
			row:  "{n} | {d:1/2/2006} | {p} | {c} | {pick:Loss/Win} | RO | {say}"},
		{Layout: Layout{Name: "dates read two ways", Kind: "per_interview", Asks: true, Fields: "interview date name organisation outcome interviewer answer"},
			head: "Interview # | Interview Date | Interviewee | Company | Win/Loss | Interviewer | Why did you buy / not buy?",
			row:  "{n} | {amb:02/01/2006} | {p} | {c} | {pick:Loss/Win} | RO | {say}"},
		{Layout: Layout{Name: "two digit years with a clock", Kind: "per_interview", Fields: "interview date name organisation outcome interviewer answer"},
			head: "Interview ID | Held on | Participant | Account | Status | Conducted by | What surprised you?",
			row:  "{n} | {d:02/01/06 15;04} | {p} | {c} | {pick:Closed Lost/Closed Won} | RO | {say}"},
		{Layout: Layout{Name: "field notes of shadowing", Kind: "per_interview", Fields: "interview date method name organisation interviewer note"},
			head: "Case | Date | Method | Participant | Organisation | Researcher | Notes",
			row:  "{n} | {d} | {pick:Shadowing/Observed call} | {p} | {c} | RO | {say}"},
		{Layout: Layout{Name: "dimensions only", Kind: "per_interview", Outcome: "lost won", Fields: "interview name organisation segment region role outcome value competitors furthest_stage lead_source began first_spoke bought interviewer"},
			head: "Interview | Interviewee | Company | Segment | Region | Role | Outcome | Value band | Competitors | Furthest stage | Lead source | Began looking | First spoke to us | Decided on | Interviewer",
			row:  "{n} | {p} | {c} | {pick:Retail/Health} | {pick:North/South} | {pick:Finance/IT} | {pick:Lost/Won} | 100-250k | Corvina / Plannable | {pick:6 Proposal/7 Negotiation} | {pick:Web/Fair} | {d} | {d} | {d} | RO"},
	}
}
