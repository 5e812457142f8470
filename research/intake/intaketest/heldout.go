package intaketest

// heldOut are layouts in words that no list of headings was made from: how far the reading of headings reaches beyond
// what it has seen.
func heldOut() []maker {
	return append(append(heldOutInterviews(), heldOutExports()...), heldOutSurveys()...)
}

func heldOutInterviews() []maker {
	return []maker{
		{Layout: Layout{Name: "german abbreviations", Kind: "per_interview", Outcome: "lost won", comma: ';', Fields: "interview date name organisation segment outcome interviewer consent answer"},
			head: "Int.-Nr. | Gespr. am | Ansprechp. | Fa. | Branche | Erg. | Interv. durch | Zitat ok? | Was hat letztlich den Ausschlag gegeben?",
			row:  "{n} | {d:02.01.2006} | {p} | {c} | {pick:Industrie/Handel} | {pick:Verloren/Gewonnen} | RO | {pick:ja/nein} | {say}"},
		{Layout: Layout{Name: "french, said otherwise", Kind: "per_interview", Outcome: "lost won", Fields: "interview date name organisation outcome interviewer consent answer"},
			head: "Réf. entretien | Tenu le | Contact interrogé | Raison sociale | Issue | Réalisé par | Citation possible | Qu'est-ce qui vous a fait hésiter ?",
			row:  "{n} | {d:02/01/2006} | {p} | {c} | {pick:Perdu/Gagné} | RO | {pick:oui/non} | {say}"},
		{Layout: Layout{Name: "spanish in three lines", Kind: "per_interview", Outcome: "lost won", Header: 1, Fields: "interview date name title organisation outcome value answer", Tabs: []Tab{{Name: "Entrevistas", Merged: []string{"A1:B1", "C1:E1", "F1:G1"}}}}, workbook: true,
			above: []string{"Entrevista | | Interlocutor | | | Operación | | Respuestas"},
			head:  "Nº | Realizada el | Nombre y apellidos | Puesto | Compañía | Desenlace | Valor estimado | ¿Por qué eligieron a otro proveedor? // (nº) | (dd/mm/aaaa) | (completo) | (actual) | (legal) | (ganado/perdido) | (€) | (literal)",
			row:   "{n} | {d:02/01/2006} | {p} | {pick:Gerente/Directora} | {c} | {pick:Perdido/Ganado} | {v} | {say}"},
		{Layout: Layout{Name: "answers first, people last", Kind: "per_interview", Answers: 2, Outcome: "lost won", Fields: "answer answer outcome date interviewer name title organisation"},
			head: "Why did you go with them? | What could we have done differently? | Final result | Spoken to on | Our interviewer | Buyer | Buyer's role | Buyer's company",
			row:  "{say:a} | {say:ab} | {pick:Lost/Won} | {d} | RO | {p} | {pick:Head of Finance/CTO} | {c}"},
		{Layout: Layout{Name: "groups merged over short words", Kind: "per_interview", Header: 1, Outcome: "lost won", Fields: "name organisation title outcome value date interviewer answer", Tabs: []Tab{{Name: "Buyers", Merged: []string{"A1:C1", "D1:E1", "F1:H1"}}}}, workbook: true,
			above: []string{"Buyer | | | Deal | | Conversation | | "},
			head:  "Name | Employer | Position | Status | Size (EUR) | When | By whom | In their own words",
			row:   "{p} | {c} | {pick:CFO/Head of IT} | {pick:Lost/Won} | {v} | {d:cell} | RO | {say}"},
		{Layout: Layout{Name: "english abbreviations", Kind: "per_interview", Outcome: "lost won", Fields: "interview date name organisation title outcome owner competitors value answer"},
			head: "Int # | Intvw dt | Intvwee | Co. | Job ttl | W/L | Sales rep | Comp. | ACV | Open comments on the decision",
			row:  "{n} | {d} | {p} | {c} | {pick:CFO/CTO} | {pick:L/W} | {o} | Corvina | {v:125000} | {say}"},
		{Layout: Layout{Name: "help under every heading", Kind: "per_interview", Header: 2, Outcome: "lost won", Fields: "interview date name organisation outcome answer"}, workbook: true,
			above: []string{"Programme of buyer conversations", "Please fill in one line for each conversation"},
			head:  "Conversation no. | Conversation date | Whom we spoke to | Which company | How it ended | What made the difference? // [running number] | [day of the call] | [first and last name] | [as in the register] | [won or lost] | [in the buyer's words]",
			row:   "{n} | {d} | {p} | {c} | {pick:Lost/Won} | {say}"},
		{Layout: Layout{Name: "french codings", Kind: "codings", Fields: "interview verbatim code coder polarity weight"},
			head: "Entretien | Extrait verbatim | Thème | Codé par | Sens | Poids",
			row:  "B-{n} | {say} | {pick:EVA-07/NEG-01} | RO | {pick:positif/négatif} | {pick:décisif/mentionné}"},
		{Layout: Layout{Name: "spanish answers, a row each", Kind: "per_answer", Fields: "interview name organisation question answer_text"},
			head: "Entrevista n.º | Persona entrevistada | Empresa | Pregunta formulada | Respuesta literal",
			row:  "{n} | {p} | {c} | {pick:¿Qué le preocupaba?/¿Cómo buscaron?} | {say}"},
		{Layout: Layout{Name: "german, deal first", Kind: "per_interview", Outcome: "lost won", comma: ';', encoding: "bom", Fields: "deal value competitors outcome date name title organisation interviewer answer"},
			head: "CRM-Nr. | Volumen | Mitbewerber | Ausgang | Interview am | Befragte/r | Rolle im Unternehmen | Kunde | Durchgeführt von | Was hätten wir anders machen müssen?",
			row:  "V-{n} | {v:125.000,50 €} | Corvina | {pick:verloren/gewonnen} | {d:02.01.2006} | {p} | {pick:Leiterin Einkauf/Geschäftsführer} | {c} | RO | {say}"},
	}
}

func heldOutExports() []maker {
	return []maker{
		{Layout: Layout{Name: "salesforce in german", Kind: "deals", Outcome: "lost won", Reasons: "NEG-01 -", comma: ';', encoding: "bom", Fields: "deal organisation contact owner outcome value crm_closed crm_created lead_source recorded"},
			head: "Opportunity-ID | Accountname | Opportunity-Name | Opportunity-Inhaber | Phase | Betrag | Schlusstermin | Erstelldatum | Leadherkunft | Grund des Verlusts",
			row:  "{s18:006} | {c} | {dn} | {o} | {pick:Geschlossen und verloren/Geschlossen und gewonnen} | {v:125.000,50} | {d:02.01.2006} | {d:02.01.2006} | Messe | {pick:Preis/}"},
		{Layout: Layout{Name: "hubspot in german", Kind: "deals", Outcome: "lost won", Fields: "deal contact outcome value crm_closed crm_created owner organisation"},
			head: "Datensatz-ID | Dealname | Deal-Phase | Betrag | Abschlussdatum | Erstelldatum | Zuständiger Mitarbeiter für Deal | Zugeordnetes Unternehmen",
			row:  "9{n} | {dn} | {pick:Verloren/Gewonnen} | {v:125000.5} | {d:2006-01-02 15;04} | {d:2006-01-02 15;04} | {o} | {c}"},
		{Layout: Layout{Name: "dynamics in french", Kind: "deals", Outcome: "lost won", Fields: "contact organisation crm_closed value outcome owner crm_created"}, workbook: true,
			head: "Rubrique | Client potentiel | Date de clôture est. | Revenu est. | Raison du statut | Propriétaire | Créé le",
			row:  "{dn} | {c} | {d:serial} | {v} | {pick:Perdue/Gagnée} | {o} | {d:serial}"},
		{Layout: Layout{Name: "pipedrive in spanish", Kind: "deals", Outcome: "lost won", Reasons: "NEG-01 -", Fields: "deal contact value organisation furthest_stage outcome recorded crm_created owner"},
			head: "Trato - ID | Trato - Título | Trato - Valor | Trato - Organización | Trato - Etapa | Trato - Estado | Trato - Motivo de pérdida | Trato - Trato creado | Trato - Propietario",
			row:  "{n} | {dn} | {v:125000.5} | {c} | {pick:Propuesta/Negociación} | {pick:Perdido/Ganado} | {pick:Precio/} | {d:2006-01-02 15;04;05} | {o}"},
		{Layout: Layout{Name: "leads in german", Kind: "leads", Fields: "deal first_name last_name organisation email outcome owner lead_source crm_created"},
			head: "Lead-ID | Vorname | Nachname | Firma | E-Mail | Leadstatus | Lead-Inhaber | Leadquelle | Erstelldatum",
			row:  "{s18:00Q} | {f} | {l} | {c} | {e} | {pick:Neu/Nicht qualifiziert} | {o} | Web | {d:02.01.2006}"},
		{Layout: Layout{Name: "notes in french", Kind: "notes", Fields: "interview contact note deal owner date"},
			head: "ID d'activité | Objet | Commentaires complets | ID d'opportunité | Attribué à | Date",
			row:  "A-{n} | Appel | {note} | {s18:006} | {o} | {d:02/01/2006}"},
		{Layout: Layout{Name: "campaigns in german", Kind: "campaigns", Fields: "campaign lead_source crm_created crm_closed owner status"},
			head: "Kampagnenname | Kampagnentyp | Startdatum | Enddatum | Kampagneninhaber | Status",
			row:  "Messe {n} | {pick:Messe/Webinar} | {d:02.01.2006} | {d:02.01.2006} | {o} | Abgeschlossen"},
		{Layout: Layout{Name: "english export, odd order", Kind: "deals", Outcome: "lost won", Fields: "crm_closed recorded outcome value organisation deal owner"},
			head: "Date won or lost | Why we lost | Won or lost? | Contract value (USD) | Prospect | Opp ID | Rep",
			row:  "{d} | {pick:Price/} | {pick:Lost/Won} | {v:125000} | {c} | {s15:006} | {o}"},
	}
}

func heldOutSurveys() []maker {
	return []maker{
		{Layout: Layout{Name: "limesurvey", Kind: "per_interview", Answers: 2, Fields: "interview date ignore ignore ignore ignore ignore contact contact answer closed"},
			head: "Response ID | Date submitted | Last page | Start language | Seed | Date started | Date last action | IP address | Referrer URL | What triggered your search? | How satisfied are you with the outcome?",
			row:  "{n} | {d:2006-01-02 15;04;05} | 4 | en | 18{n}77 | {d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | {ip} | https://x.example/{n} | {say} | {pick:4/2}"},
		{Layout: Layout{Name: "jotform", Kind: "per_interview", Answers: 2, Fields: "date name email organisation answer closed contact interview"},
			head: "Submission Date | Full Name | E-mail | Company | What nearly stopped you from buying? | How would you rate the demonstration? | Submission IP | Submission ID",
			row:  "{d:Jan 2, 2006} | {p} | {e} | {c} | {say} | {pick:Good/Poor/Excellent} | {ip} | 55{n}"},
		{Layout: Layout{Name: "spanish form with a rating", Kind: "per_interview", Answers: 2, Fields: "date email name organisation answer closed"},
			head: "Marca temporal | Dirección de correo electrónico | Nombre completo | Empresa | ¿Qué le hizo buscar un nuevo proveedor? | ¿Qué probabilidad hay de que nos recomiende?",
			row:  "{d:02/01/2006 15;04;05} | {e} | {p} | {c} | {say} | {pick:7/9/10}"},
	}
}

// HeldOut makes the layouts that nothing was tuned to.
func HeldOut() []Layout {
	var out []Layout
	for _, m := range append(heldOut(), heldOutMore()...) {
		out = append(out, m.make())
	}
	return out
}
